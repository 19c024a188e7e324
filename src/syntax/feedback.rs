//! Reads `data/feedback/<year>.csv`.

use super::progress::read_unit;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::feedback::{
    Feedback, FeedbackChannel, FeedbackClass, FeedbackKind, FeedbackOutcome, FeedbackSubject,
};
use crate::model::unit::Units;

/// The columns, in the order in which we write them.
pub const COLUMNS: &[Column] = &[
    Column::required("feedback_id"),
    Column::required("received_at"),
    Column::required("channel"),
    Column::optional("field"),
    Column::required("kind"),
    Column::optional("about"),
    Column::optional("class"),
    Column::optional("handling_unit"),
    Column::optional("forwarded_at"),
    Column::optional("due_at"),
    Column::optional("answered_at"),
    Column::optional("outcome"),
    Column::optional("published_at"),
    Column::optional("document"),
    Column::optional("summary"),
];

/// The channels, as the log names them.
pub const CHANNELS: &[(&str, FeedbackChannel)] = &[
    ("document", FeedbackChannel::Document),
    ("phone", FeedbackChannel::Phone),
    ("form", FeedbackChannel::Form),
    ("online", FeedbackChannel::Online),
];

/// The kinds, as the log names them.
pub const KINDS: &[(&str, FeedbackKind)] =
    &[("complaint", FeedbackKind::Complaint), ("proposal", FeedbackKind::Proposal)];

/// The subjects, as the log names them.
pub const SUBJECTS: &[(&str, FeedbackSubject)] = &[
    ("conduct", FeedbackSubject::Conduct),
    ("regulation", FeedbackSubject::Regulation),
    ("both", FeedbackSubject::Both),
];

/// The classes, as the log names them.
pub const CLASSES: &[(&str, FeedbackClass)] = &[
    ("not_accepted", FeedbackClass::NotAccepted),
    ("forwarded_conduct", FeedbackClass::ForwardedConduct),
    ("own", FeedbackClass::Own),
    ("forwarded", FeedbackClass::Forwarded),
];

/// The outcomes, as the log names them.
pub const OUTCOMES: &[(&str, FeedbackOutcome)] =
    &[("insufficient", FeedbackOutcome::Insufficient), ("handled", FeedbackOutcome::Handled)];

/// Reads feedback; a row with an error is reported and left out.
pub fn read_feedback(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Vec<Feedback> {
    let mut rows = Vec::new();
    if let Some(mut log) = LogReader::open(file, COLUMNS, sink) {
        while let Some(row) = log.next(sink) {
            rows.extend(read_row(row, units, sink));
        }
    }
    rows
}

fn read_row(row: Row<'_>, units: &Units, sink: &mut Sink) -> Option<Feedback> {
    let before = sink.errors();
    let id = row.required(0, sink).into_owned();
    let received = row.moment(1, sink);
    let channel = row.choice(2, CHANNELS, sink);
    let kind = row.choice(4, KINDS, sink);
    let about = row.choice(5, SUBJECTS, sink);
    let class = row.choice(6, CLASSES, sink);
    let has_unit = !row.raw(7).is_empty();
    let handling_unit = if has_unit { read_unit(row, 7, units, sink) } else { None };
    let [forwarded, due, answered] = [8, 9, 10].map(|column| row.moment(column, sink));
    let outcome = row.choice(11, OUTCOMES, sink);
    let published = row.moment(12, sink);
    if sink.errors() > before {
        return None;
    }
    Some(Feedback {
        id,
        received: received?,
        channel: channel?,
        field: row.text(3).into_owned(),
        kind: kind?,
        about,
        class,
        handling_unit,
        forwarded,
        due,
        answered,
        outcome,
        published,
        document: row.text(13).into_owned(),
        summary: row.text(14).into_owned(),
        place: row.place(0),
    })
}
