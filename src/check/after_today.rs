//! Dates after today in the small logs; those of dossiers are seen as they are read.

use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::repo::Repository;
use crate::text::findings::dossier::DateAfterToday;

/// Reports what was done, asked or received after today; a due date or the end of a term may lie ahead.
pub(super) fn check(repository: &Repository, today: Date, sink: &mut Sink) {
    let mut row = |place: &Place, column: &str, date: Option<Date>| {
        if let Some(date) = date.filter(|date| *date > today) {
            sink.row(place.clone(), &DateAfterToday { column, date, today });
        }
    };
    for pause in &repository.pauses {
        row(&pause.place, "from", Some(pause.pause.from));
        row(&pause.place, "to", pause.pause.to.filter(|_| pause.pause.from <= today));
    }
    for progress in &repository.progress {
        row(&progress.place, "date", Some(progress.date));
    }
    for event in &repository.events {
        row(&event.place, "date", Some(event.date));
    }
    for letter in &repository.letters {
        row(&letter.place, "date", Some(letter.date));
    }
    for feedback in &repository.feedback {
        let days = [
            ("received_at", Some(feedback.received)),
            ("forwarded_at", feedback.forwarded),
            ("answered_at", feedback.answered),
            ("published_at", feedback.published),
        ];
        let dates = days.map(|(column, moment)| (column, moment.map(|moment| moment.date)));
        if let Some((column, date)) = dates.into_iter().find(|(_, date)| *date > Some(today)) {
            row(&feedback.place, column, date);
        }
    }
}
