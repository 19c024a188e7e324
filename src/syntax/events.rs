//! Reads `data/events/<year>.csv`.

use super::table::{Column, LogFile, LogReader};
use crate::diag::Sink;
use crate::model::progress::Event;

/// The columns, in the order in which we write them.
pub const COLUMNS: &[Column] = &[
    Column::required("event_id"),
    Column::required("item"),
    Column::required("date"),
    Column::optional("due"),
    Column::optional("document"),
    Column::optional("note"),
];

/// Reads events; a row with an error is reported and left out.
pub fn read_events(file: &LogFile<'_>, sink: &mut Sink) -> Vec<Event> {
    let mut rows = Vec::new();
    let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
        return rows;
    };
    while let Some(row) = log.next(sink) {
        let before = sink.errors();
        let id = row.required(0, sink).into_owned();
        let item = row.required(1, sink).into_owned();
        let date = row.moment(2, sink).map(|moment| moment.date);
        let due = row.moment(3, sink).map(|moment| moment.date);
        if let (Some(date), true) = (date, sink.errors() == before) {
            let (document, note) = (row.text(4).into_owned(), row.text(5).into_owned());
            rows.push(Event { id, item, date, due, document, note, place: row.place(0) });
        }
    }
    rows
}
