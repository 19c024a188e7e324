//! Foreign exports to our logs, and filled forms to returns.

mod cells;
mod codes;
mod dates;
mod dossiers;
mod form;
mod form_head;
mod form_text;
mod found;
mod header;
mod headings;
mod layouts;
mod merge;
pub mod own_log;
mod recipe;
mod sender;
mod skip;
pub mod table;
mod translate;
mod workbook;

pub use dossiers::import_dossiers;
pub use form::{Flaw as FormFlaw, FormRow, FormTable, Slip, read_form};
pub use form_head::FormHead;
pub use form_text::Unread;
pub use found::{At, Dropped, Fault, Flaw, Imported, Origin, Rows, Sheet, Skip, Skipped, Unmapped};
pub use header::Header;
pub use headings::{Heading, Meaning};
pub use layouts::{Layout, layout, layouts};
pub use merge::{Change, Difference, DueChange, Merge, Merger};
pub use recipe::Recipe;
pub use sender::Reporter;
pub use workbook::Refusal;
