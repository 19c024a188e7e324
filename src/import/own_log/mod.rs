//! A log that was exported as a workbook and comes back, edited: what is read of it, and how it is merged into the log.
//!
//! Three sides are compared cell by cell: what the log said when it was exported, which the workbook carries; what it says
//! now; and what the workbook says. Only what differs from the first is an edit.

mod cell;
mod claim;
mod merge;
mod pair;
mod read;
mod side;
#[cfg(test)]
mod tests;

pub use cell::CellFault;
pub use merge::{Change, CurrentFile, Edit, FieldEdit, Merge, MergeFault, Merged, merge};
pub use read::{OwnFault, OwnLog, OwnRow, read_own};

use crate::text::log_columns::Holds;

/// What stops the bringing back, and where: the row as Excel counts, and the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The row; 0 where the whole sheet is meant.
    pub row: u32,
    /// The heading of the column; empty where the whole row is meant.
    pub heading: String,
    /// Why.
    pub why: Why,
}

/// Why nothing is brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A cell holds what no log can.
    Cell(CellFault),
    /// Two rows claim to be the same one of the log.
    Twin {
        /// The other row.
        other: u32,
    },
    /// A new row says exactly what another one says.
    Copy {
        /// The other row.
        other: u32,
    },
    /// A new row has the id of one that is in the log.
    Exists {
        /// The id.
        id: String,
        /// The file.
        path: String,
        /// The line.
        line: u32,
    },
    /// The number by which the row is known is none that was exported.
    Number,
    /// The row is to go to another file, or to none that was exported.
    File,
    /// The log was changed since, in the same cell.
    Conflict(Conflict),
    /// The row was edited, and is no longer in the log as it was exported.
    Gone {
        /// What the row is known by.
        id: String,
        /// The file.
        path: String,
    },
    /// The row is to be removed, and was changed in the log since.
    ChangedMeanwhile {
        /// What the row is known by.
        id: String,
        /// The file.
        path: String,
        /// The line.
        line: u32,
    },
}

/// What the three sides say of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The file.
    pub path: String,
    /// The line.
    pub line: u32,
    /// When it was exported.
    pub before: String,
    /// In the log now.
    pub now: String,
    /// In the workbook.
    pub edited: String,
}

/// What a column of the sheet may hold; words of any kind where nobody reads it.
fn holds(kind: crate::syntax::log_kind::LogKind, column: &str) -> Holds {
    let words = crate::text::log_columns::columns_of(kind);
    words.iter().find(|words| words.column == column).map_or(Holds::Text, |words| words.holds)
}
