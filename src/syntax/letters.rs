//! Reads `data/letters/<year>.csv`.

use super::progress::read_unit;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::letter::{LetterKind, LetterRow};
use crate::model::unit::Units;

/// The columns of the register; a dossier is named by an apology alone.
pub const COLUMNS: &[Column] = &[
    Column::required("date"),
    Column::required("kind"),
    Column::optional("dossier_id"),
    Column::required("unit"),
    Column::optional("new_due_at"),
    Column::optional("document"),
    Column::optional("file"),
];

/// The kinds, as the register names them.
pub const KINDS: &[(&str, LetterKind)] =
    &[("apology", LetterKind::Apology), ("reminder", LetterKind::Reminder)];

/// Reads a register; a row with an error is reported and left out.
pub fn read_letters(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Vec<LetterRow> {
    let mut rows = Vec::new();
    if let Some(mut log) = LogReader::open(file, COLUMNS, sink) {
        while let Some(row) = log.next(sink) {
            rows.extend(read_row(row, units, sink));
        }
    }
    rows
}

fn read_row(row: Row<'_>, units: &Units, sink: &mut Sink) -> Option<LetterRow> {
    let before = sink.errors();
    let date = row.moment(0, sink);
    let kind = row.choice(1, KINDS, sink);
    let dossier_id = row.text(2).into_owned();
    let unit = read_unit(row, 3, units, sink);
    row.moment(4, sink);
    if sink.errors() > before {
        return None;
    }
    Some(LetterRow { date: date?.date, kind: kind?, dossier_id, unit: unit?, place: row.place(2) })
}
