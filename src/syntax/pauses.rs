//! Reads `data/pauses.csv`.

use super::table::{Column, LogFile, LogReader};
use crate::diag::{Place, Sink};
use crate::model::date::Moment;
use crate::model::dossier::{Pause, PauseKind};
use crate::text::findings::log::PauseEndsEarly;

/// The columns, in the order in which we write them.
pub const COLUMNS: &[Column] = &[
    Column::required("dossier_id"),
    Column::required("kind"),
    Column::required("from"),
    Column::optional("to"),
    Column::optional("new_due_at"),
    Column::optional("document"),
];

/// The kinds, as the log names them.
pub const KINDS: &[(&str, PauseKind)] = &[
    ("supplement", PauseKind::Supplement),
    ("payment", PauseKind::Payment),
    ("reappointment", PauseKind::Reappointment),
];

/// A pause, the dossier it belongs to, and where it stands.
#[derive(Clone, Debug)]
pub struct PauseRow {
    /// The dossier.
    pub dossier_id: String,
    /// The pause.
    pub pause: Pause,
    /// When it ended, with the time of day if the row has one.
    pub ended: Option<Moment>,
    /// Where the row stands.
    pub place: Place,
}

/// Reads pauses; a row with an error is reported and left out.
pub fn read_pauses(file: &LogFile<'_>, sink: &mut Sink) -> Vec<PauseRow> {
    let mut rows = Vec::new();
    let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
        return rows;
    };
    while let Some(row) = log.next(sink) {
        let before = sink.errors();
        let dossier_id = row.required(0, sink).into_owned();
        let kind = row.choice(1, KINDS, sink);
        let from = row.moment(2, sink).map(|moment| moment.date);
        let ended = row.moment(3, sink);
        let to = ended.map(|moment| moment.date);
        let new_due = row.moment(4, sink);
        if to.is_some() && to < from {
            sink.row(row.place(3), &PauseEndsEarly);
        }
        if let (Some(kind), Some(from), true) = (kind, from, sink.errors() == before) {
            let pause = Pause { kind, from, to, new_due };
            rows.push(PauseRow { dossier_id, pause, ended, place: row.place(0) });
        }
    }
    rows
}
