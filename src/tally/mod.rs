//! Counting dossiers: bytes in, columns (3)…(13) out (contract, section 3). The hot path.
//!
//! Rows are lent from the bytes of the file; a row that is counted allocates nothing but the first sight of its id,
//! its field and its unit. However many groupings a report has, the rows are read once: [`Cube`] keeps one cell per
//! (level, field, unit) and every table is a sum of cells.

mod block;
mod cell;
mod column;
mod columns;
mod consolidated;
mod count;
mod cube;
mod decode;
mod fork;
mod handling;
mod id_place;
mod id_set;
mod ids;
mod letters;
mod logs;
mod memo;
mod period;
mod relay;
mod rows;
mod scan;
mod sealed;
mod split;
mod stretch;
mod sweep;
mod texts;
mod today;

pub use cell::{CellCollector, FieldNames, ListedDossier, Scope};
pub use column::{Column, Outcome, Placement, Receipt};
pub use columns::Columns;
pub use consolidated::{add_returns, sum_of_returns};
pub use count::{Counter, UnitSet, Window, place};
pub(crate) use count::{is_overdue, outcome};
pub use cube::{Cell, Cube};
pub use fork::Fork;
pub use handling::{Handling, HandlingCollector, SlipDossier};
pub use id_set::IdSet;
pub use ids::IdIndex;
pub use letters::{LetterCollector, LetterDossier};
pub use logs::{LogBytes, Logs, Piece, Watch};
pub use period::{Extent, PeriodCounter, PeriodCounts};
pub use scan::{Scan, Visitor};
pub use sealed::{CellChange, NamedCell, sealed_cells, sealed_changes};
pub use sweep::Sweep;
pub use today::{Day, DueDossier, TodayCounter};
