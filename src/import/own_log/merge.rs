//! Three sides into one: what the log said, what it says, what the sheet says.

use std::collections::BTreeMap;

use super::cell::decode;
use super::claim::{Claim, Texts, claims, number};
use super::read::{OwnLog, OwnRow};
use super::side::Side;
use super::{Stop, Why, holds};
use crate::syntax::csv_edit::EditError;
use crate::syntax::log_rows::RowsFault;
use crate::text::log_columns::Holds;

/// A log as it is now.
#[derive(Clone, Debug)]
pub struct CurrentFile {
    /// Its bytes; `None` where there is none.
    pub bytes: Option<Vec<u8>>,
    /// The SHA-256 of its bytes; empty where there is none.
    pub sha256: String,
}

/// What would come of it.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// The files that are to change.
    pub files: Vec<Merged>,
    /// The edits, in the order of the files and of the sheet.
    pub changes: Vec<Change>,
    /// What stops it, by row.
    pub stops: Vec<Stop>,
}

/// A file that is to change.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The path relative to the root.
    pub path: String,
    /// What it holds.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: Vec<u8>,
    /// Columns that it lacked.
    pub new_columns: Vec<String>,
    /// For lines of what it is to hold the rows of the sheet they came from.
    pub rows: BTreeMap<u32, u32>,
}

/// An edit of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: String,
    /// The line it stands on; `None` for a new row.
    pub line: Option<u32>,
    /// The row of the sheet; `None` for one that is gone there.
    pub row: Option<u32>,
    /// What the row is known by.
    pub id: String,
    /// What is to happen.
    pub edit: Edit,
}

/// What is to happen to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// It is new.
    Added(Vec<FieldEdit>),
    /// Some fields are to hold something else.
    Changed(Vec<FieldEdit>),
    /// It is to go.
    Removed,
}

/// A field and what it says before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldEdit {
    /// The column.
    pub column: String,
    /// What it may hold.
    pub holds: Holds,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// Why nothing can be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeFault {
    /// The rows of a log cannot be told apart.
    #[error("{path}: {fault}; sửa tệp trước (xem «kstthc check»)")]
    Rows {
        /// The file.
        path: String,
        /// Why not.
        fault: RowsFault,
    },
    /// A log was exported that is no longer there.
    #[error("không còn tệp {0} mà từ đó bảng được xuất; trả lại tệp từ git, hoặc xuất lại")]
    Missing(String),
    /// A log cannot be edited.
    #[error("không ghi được vào {path}: {fault}")]
    Edit {
        /// The file.
        path: String,
        /// Why not.
        fault: EditError,
    },
}

/// Compares the three sides; `files` are those of the origin, in their order, as they are now.
///
/// # Errors
///
/// When a log cannot be read or is gone.
pub fn merge(own: &OwnLog, files: &[CurrentFile]) -> Result<Merge, MergeFault> {
    let mut stops = Vec::new();
    let texts = texts(own, &mut stops);
    let claims = claims(own, &texts, &mut stops);
    let mut merge = Merge { stops, ..Merge::default() };
    for (file, current) in files.iter().enumerate() {
        let mut side = Side::new(own, file, current)?;
        let rows = || claims.iter().zip(&texts).enumerate();
        for (at, (claim, texts)) in rows() {
            if let (Claim::Exported(exported), Some(texts)) = (*claim, texts)
                && own.origin.rows[exported].file == file
            {
                side.change(at, exported, texts, &mut merge.stops);
            }
        }
        for (at, (claim, texts)) in rows() {
            if let (Claim::New(of), Some(texts)) = (*claim, texts)
                && of == file
            {
                side.add(at, texts, &mut merge.stops);
            }
        }
        side.remove(&claims, &mut merge.stops);
        merge.changes.append(&mut side.changes);
        merge.files.extend(side.into_merged(current)?);
    }
    merge.stops.sort_by_key(|stop| stop.row);
    Ok(merge)
}

/// What every row of the sheet says; a column that is gone says what it said.
fn texts(own: &OwnLog, stops: &mut Vec<Stop>) -> Texts {
    let kinds: Vec<Holds> = own.origin.columns.iter().map(|column| holds(own.origin.kind, column)).collect();
    let text_of = |row: &OwnRow| {
        let exported = number(row, own.origin.rows.len()).ok().flatten();
        let mut texts = Some(Vec::with_capacity(kinds.len()));
        for (column, &kind) in kinds.iter().enumerate() {
            let before = exported.map_or("", |at| own.origin.rows[at].fields[column].as_str());
            let decoded = match &own.columns[column] {
                None => Ok(before.to_owned()),
                Some(_) => decode(kind, before, &row.cells[column]),
            };
            match (decoded, &mut texts) {
                (Ok(text), Some(texts)) => texts.push(text),
                (Ok(_), None) => {}
                (Err(fault), _) => {
                    texts = None;
                    let heading = own.columns[column].as_ref().map(|place| place.heading.clone());
                    let heading = heading.unwrap_or_default();
                    stops.push(Stop { row: row.number, heading, why: Why::Cell(fault) });
                }
            }
        }
        texts
    };
    own.rows.iter().map(text_of).collect()
}
