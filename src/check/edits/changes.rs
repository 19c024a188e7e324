//! Values that were recorded and are other ones now, reported at their cells.

use std::sync::Arc;

use super::Edit;
use crate::diag::{Place, Sink};
use crate::repo::Repository;
use crate::syntax::records::{Advance, Records};
use crate::text::findings::edit::{DueDateMoved, RowBackDated};
use crate::text::fold;

/// A value that is another one now.
#[derive(Debug)]
pub(super) struct Change {
    /// The log in which it stands now.
    pub path: Arc<str>,
    /// The line on which its row begins.
    pub line: u32,
    /// The row, as shown.
    pub row: String,
    /// The column.
    pub column: &'static str,
    /// The value before, as shown.
    pub before: String,
    /// The value now, as shown; empty where there is none.
    pub after: String,
    /// Whether it was a due day that has passed.
    pub passed: bool,
}

/// Reports changes; each log is read once more for the places of its cells.
pub(super) fn report(edit: Edit<'_>, mut changes: Vec<Change>, sink: &mut Sink) {
    changes.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    for of_log in changes.chunk_by(|a, b| a.path == b.path) {
        for (change, place) in of_log.iter().zip(cells(edit.versions.current, of_log)) {
            let Change { row, column, .. } = change;
            let (before, after, base) = (&*change.before, &*change.after, edit.base);
            if change.passed {
                sink.file(place, &DueDateMoved { row, before, after, base });
            } else {
                sink.file(place, &RowBackDated { row, column, before, after, base });
            }
        }
    }
}

/// The places of the cells of one log, given in the order of their lines; of the row where there is no such column.
fn cells(current: &Repository, changes: &[Change]) -> Vec<Place> {
    let mut places: Vec<Place> = changes.iter().map(|change| line_of(&change.path, change.line)).collect();
    let bytes = changes.first().and_then(|change| current.bytes(&change.path)).unwrap_or_default();
    let mut records = Records::new(&bytes);
    let mut header: Vec<String> = Vec::new();
    let mut at = 0;
    while at < changes.len() {
        match records.advance() {
            Advance::End => break,
            Advance::Record if header.is_empty() => {
                header = records.record().iter().map(|name| fold::nfc(name.trim()).into_owned()).collect();
            }
            _ => {}
        }
        while let Some(change) = changes.get(at).filter(|change| change.line <= records.line()) {
            let field = header.iter().position(|name| name == change.column);
            if let Some(found) = field.and_then(|field| records.field_position(field))
                && change.line == records.line()
            {
                let place = &mut places[at];
                (place.line, place.column, place.width) = (found.line, found.column, found.width);
            }
            at += 1;
        }
    }
    places
}

/// The row that begins on a line.
pub(super) fn line_of(path: &Arc<str>, line: u32) -> Place {
    Place { path: Arc::clone(path), line, column: 1, width: 1, record: line }
}
