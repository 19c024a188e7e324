//! Reads `data/procedures.csv`, the catalogue of procedures.

use super::config::LEVELS;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::calendar::{Term, TermUnit};
use crate::model::procedure::{Catalogue, Procedure};
use crate::text::findings::identity::DuplicateRow;
use crate::text::findings::log::UnreadableNumber;

const COLUMNS: &[Column] = &[
    Column::required("code"),
    Column::required("name"),
    Column::required("field"),
    Column::optional("level"),
    Column::optional("time_limit"),
    Column::optional("time_unit"),
    Column::optional("service_level"),
    Column::optional("one_stop"),
    Column::optional("internal_process"),
    Column::optional("announced_at"),
    Column::optional("announced_by"),
    Column::optional("published"),
    Column::optional("reviewed_at"),
    Column::optional("review_outcome"),
];

const TIME_UNITS: &[(&str, TermUnit)] = &[("working_day", TermUnit::WorkingDay), ("day", TermUnit::Day)];
const SERVICE_LEVELS: &[(&str, ())] =
    &[("1", ()), ("2", ()), ("3", ()), ("4", ()), ("partial", ()), ("full", ())];
const YES_NO: &[(&str, ())] = &[("yes", ()), ("no", ())];
const OUTCOMES: &[(&str, ())] = &[("keep", ()), ("amend", ()), ("replace", ()), ("abolish", ())];

/// Reads the catalogue; a row with an error is reported and left out.
pub fn read_procedures(file: &LogFile<'_>, sink: &mut Sink) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
        return catalogue;
    };
    while let Some(row) = log.next(sink) {
        let before = sink.errors();
        let procedure = read_procedure(row, sink);
        check_other_columns(row, sink);
        let code = procedure.code.clone();
        if sink.errors() == before && !catalogue.add(procedure) {
            sink.row(row.place(0), &DuplicateRow { id: &code, first: None });
        }
    }
    catalogue
}

fn read_procedure(row: Row<'_, '_>, sink: &mut Sink) -> Procedure {
    let unit = row.choice(5, TIME_UNITS, sink);
    let text = row.raw(4);
    let length = text.parse::<u32>().ok();
    if length.is_none() && !text.is_empty() {
        sink.row(row.place(4), &UnreadableNumber { column: "time_limit", text });
    }
    Procedure {
        code: row.required(0, sink).into_owned(),
        name: row.required(1, sink).into_owned(),
        field: row.required(2, sink).into_owned(),
        level: row.choice(3, LEVELS, sink),
        term: length.zip(unit).map(|(length, unit)| Term { length, unit }),
    }
}

fn check_other_columns(row: Row<'_, '_>, sink: &mut Sink) {
    row.choice(6, SERVICE_LEVELS, sink);
    for column in [7, 8, 11] {
        row.choice(column, YES_NO, sink);
    }
    row.moment(9, sink);
    row.moment(12, sink);
    row.choice(13, OUTCOMES, sink);
}
