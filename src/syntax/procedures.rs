//! Reads `data/procedures.csv`, the catalogue of procedures.

use super::config::LEVELS;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::calendar::{Term, TermUnit};
use crate::model::procedure::{Catalogue, Procedure, ReviewOutcome, ServiceLevel};
use crate::text::findings::identity::DuplicateRow;
use crate::text::findings::log::UnreadableNumber;

/// The columns, in the order in which we write them.
pub(crate) const COLUMNS: &[Column] = &[
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

/// The units of terms, as the catalogue names them.
pub(crate) const TIME_UNITS: &[(&str, TermUnit)] =
    &[("working_day", TermUnit::WorkingDay), ("day", TermUnit::Day)];
/// The levels of service, as the catalogue names them.
pub(crate) const SERVICE_LEVELS: &[(&str, ServiceLevel)] = &[
    ("1", ServiceLevel::Information),
    ("2", ServiceLevel::Information),
    ("3", ServiceLevel::Partial),
    ("4", ServiceLevel::Full),
    ("partial", ServiceLevel::Partial),
    ("full", ServiceLevel::Full),
];
/// Yes and no, as the catalogue names them.
pub(crate) const YES_NO: &[(&str, bool)] = &[("yes", true), ("no", false)];
/// The outcomes of reviews, as the catalogue names them.
pub(crate) const OUTCOMES: &[(&str, ReviewOutcome)] = &[
    ("keep", ReviewOutcome::Keep),
    ("amend", ReviewOutcome::Amend),
    ("replace", ReviewOutcome::Replace),
    ("abolish", ReviewOutcome::Abolish),
];

/// Reads the catalogue; a row with an error is reported and left out.
pub fn read_procedures(file: &LogFile<'_>, sink: &mut Sink) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
        return catalogue;
    };
    while let Some(row) = log.next(sink) {
        let before = sink.errors();
        let procedure = read_procedure(row, sink);
        let code = procedure.code.clone();
        if sink.errors() == before && !catalogue.add(procedure) {
            sink.row(row.place(0), &DuplicateRow { id: &code, first: None });
        }
    }
    catalogue
}

fn read_procedure(row: Row<'_>, sink: &mut Sink) -> Procedure {
    Procedure {
        code: row.required(0, sink).into_owned(),
        name: row.required(1, sink).into_owned(),
        field: row.required(2, sink).into_owned(),
        level: row.choice(3, LEVELS, sink),
        term: read_term(row, sink),
        service_level: row.choice(6, SERVICE_LEVELS, sink),
        one_stop: row.choice(7, YES_NO, sink).unwrap_or(false),
        internal_process: row.choice(8, YES_NO, sink).unwrap_or(false),
        announced_at: row.moment(9, sink).map(|moment| moment.date),
        announced_by: row.text(10).into_owned(),
        published: row.choice(11, YES_NO, sink).unwrap_or(false),
        reviewed_at: row.moment(12, sink).map(|moment| moment.date),
        review_outcome: row.choice(13, OUTCOMES, sink),
    }
}

fn read_term(row: Row<'_>, sink: &mut Sink) -> Option<Term> {
    let text = row.raw(4);
    let length = text.parse::<u32>().ok();
    if length.is_none() && !text.is_empty() {
        sink.row(row.place(4), &UnreadableNumber { column: "time_limit", text: &text });
    }
    let unit = row.choice(5, TIME_UNITS, sink);
    length.zip(unit).map(|(length, unit)| Term { length, unit })
}
