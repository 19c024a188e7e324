//! Reads `data/progress/<year>.csv`.

use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::progress::{Progress, ProgressState};
use crate::model::unit::{UnitIndex, Units};
use crate::text::findings::reference::{UnknownOccurrence, UnknownUnit};
use crate::text::nearest::nearest;

/// The columns, in the order in which we write them.
pub const COLUMNS: &[Column] = &[
    Column::optional("item"),
    Column::required("occurrence"),
    Column::required("unit"),
    Column::required("date"),
    Column::required("state"),
    Column::optional("evidence"),
    Column::optional("note"),
];

/// The states, as the log names them.
pub const STATES: &[(&str, ProgressState)] = &[
    ("started", ProgressState::Started),
    ("done", ProgressState::Done),
    ("not_applicable", ProgressState::NotApplicable),
];

/// Reads progress rows; a row with an error is reported and left out.
pub fn read_progress(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Vec<Progress> {
    let mut rows = Vec::new();
    let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
        return rows;
    };
    while let Some(row) = log.next(sink) {
        let before = sink.errors();
        let occurrence = row.required(1, sink).into_owned();
        check_item(row, &occurrence, sink);
        let unit = read_unit(row, 2, units, sink);
        let date = row.moment(3, sink).map(|moment| moment.date);
        let state = row.choice(4, STATES, sink);
        if let (Some(unit), Some(date), Some(state), true) = (unit, date, state, sink.errors() == before) {
            let (evidence, note) = (row.text(5).into_owned(), row.text(6).into_owned());
            rows.push(Progress { occurrence, unit, date, state, evidence, note, place: row.place(1) });
        }
    }
    rows
}

/// Reports an item that is given beside the occurrence and disagrees with it.
fn check_item(row: Row<'_>, occurrence: &str, sink: &mut Sink) {
    let item = row.text(0);
    let of = occurrence.split_once('@').map_or(occurrence, |(item, _)| item);
    if !item.is_empty() && !occurrence.is_empty() && item != of {
        sink.row(row.place(0), &UnknownOccurrence { id: occurrence, known: Vec::new(), item: Some(&item) });
    }
}

/// Reads a required unit code or alias; reports one nobody knows.
pub fn read_unit(row: Row<'_>, column: usize, units: &Units, sink: &mut Sink) -> Option<UnitIndex> {
    let code = row.required(column, sink);
    let unit = units.find(&code);
    if !code.is_empty() && unit.is_none() && !units.is_incomplete() {
        let nearest = nearest(&code, units.iter().map(|(_, unit)| unit.code.as_str()));
        sink.row(row.place(column), &UnknownUnit { code: &code, nearest });
    }
    unit
}
