//! Letters that were written (thư xin lỗi, công văn đôn đốc), and the one rule of who needs an apology.

use std::collections::BTreeSet;

use super::config::Reappointed;
use super::date::{Date, Moment};
use super::dossier::{Dossier, PauseKind};
use super::unit::UnitIndex;
use crate::diag::Place;

/// What a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterKind {
    /// An apology with a new appointment (Decree 61/2018/NĐ-CP, art. 19.9).
    Apology,
    /// A reminder to a unit of what is overdue.
    Reminder,
}

/// A row of `data/letters/<year>.csv`.
#[derive(Clone, Debug)]
pub struct LetterRow {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: LetterKind,
    /// The dossier it is about; empty for a reminder.
    pub dossier_id: String,
    /// The unit that writes an apology, or is reminded.
    pub unit: UnitIndex,
    /// Where the row stands.
    pub place: Place,
}

/// How a dossier stands towards its apology on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApologyStanding {
    /// It needs one today.
    Missing(Moment),
    /// It is due later than tomorrow.
    NotYet(Moment),
    /// It has a new appointment already; a second one is not allowed.
    Reappointed,
    /// The register of letters has one.
    Written,
    /// It waits for the citizen.
    Waiting,
    /// It has no due date.
    NoDueDate,
    /// Work on it has ended, or it was never accepted.
    Closed,
}

/// The dossiers whose apology stands in the register of letters, as known on a day.
#[derive(Clone, Debug)]
pub struct Apologies {
    today: Date,
    written: BTreeSet<String>,
}

impl Apologies {
    /// Reads the register; what is dated after today is not seen.
    #[must_use]
    pub fn known_on(today: Date, register: &[LetterRow]) -> Self {
        let apologies = register.iter().filter(|row| row.kind == LetterKind::Apology && row.date <= today);
        Self { today, written: apologies.map(|row| row.dossier_id.clone()).collect() }
    }

    /// How a dossier stands: at the latest one day before the due day there is an apology, and one new appointment at
    /// most (Decree 61/2018/NĐ-CP, art. 19.9).
    #[must_use]
    pub fn standing(&self, dossier: &Dossier<'_>) -> ApologyStanding {
        let today = self.today;
        let has_ended = dossier.completed.is_some_and(|completed| completed.date <= today);
        if has_ended || !dossier.status.is_counted() || dossier.received.date > today {
            return ApologyStanding::Closed;
        }
        // Whichever way re-appointments count: where one is known, none is needed.
        let Some(due) = dossier.due_on(today, Reappointed::Original) else {
            return ApologyStanding::NoDueDate;
        };
        let given = |kind, from| kind == PauseKind::Reappointment && from <= today;
        if dossier.pauses.iter().any(|pause| given(pause.kind, pause.from)) {
            ApologyStanding::Reappointed
        } else if dossier.waits_on(today) {
            ApologyStanding::Waiting
        } else if self.written.contains(&*dossier.id) {
            ApologyStanding::Written
        } else if due.date.plus_days(-1) <= today {
            ApologyStanding::Missing(due)
        } else {
            ApologyStanding::NotYet(due)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use super::*;
    use crate::model::dossier::{Channel, Pause, Status};
    use crate::model::unit::Level;

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    /// Today is 15/06/2021; the register has an apology for `written`, and one of tomorrow for `tomorrow`.
    #[track_caller]
    fn check(id: &str, due: &str, pauses: &[Pause], standing: ApologyStanding) {
        let row = |date: &str, id: &str| LetterRow {
            date: at(date).date,
            kind: LetterKind::Apology,
            dossier_id: id.to_owned(),
            unit: UnitIndex(0),
            place: Place::file(&Arc::from("data/letters/2021.csv")),
        };
        let register = [row("2021-06-15", "written"), row("2021-06-16", "tomorrow")];
        let dossier = Dossier {
            id: Cow::Borrowed(id),
            unit: UnitIndex(0),
            field: Cow::Borrowed(""),
            field_key: None,
            level: Level::District,
            channel: Channel::Direct,
            status: Status::Processing,
            received: at("2021-06-01"),
            due: Some(at(due)),
            completed: None,
            pauses,
        };
        assert_eq!(Apologies::known_on(at("2021-06-15").date, &register).standing(&dossier), standing);
    }

    fn pause(kind: PauseKind, from: &str) -> Pause {
        Pause { kind, from: at(from).date, to: None, new_due: Some(at("2021-06-22")) }
    }

    #[test]
    fn what_is_due_by_tomorrow_needs_its_apology_today() {
        for due in ["2021-06-16", "2021-06-16 17:00", "2021-06-15", "2021-06-14", "2021-06-02"] {
            check("d", due, &[], ApologyStanding::Missing(at(due)));
        }
        check("d", "2021-06-17", &[], ApologyStanding::NotYet(at("2021-06-17")));
    }

    #[test]
    fn what_waits_for_the_citizen_needs_none() {
        check("d", "2021-06-14", &[pause(PauseKind::Payment, "2021-06-10")], ApologyStanding::Waiting);
    }

    #[test]
    fn a_new_appointment_or_a_letter_in_the_register_is_enough() {
        let given = [pause(PauseKind::Reappointment, "2021-06-15")];
        check("d", "2021-06-14", &given, ApologyStanding::Reappointed);
        check("written", "2021-06-14", &[], ApologyStanding::Written);
    }

    #[test]
    fn what_is_dated_after_today_is_not_seen() {
        let missing = ApologyStanding::Missing(at("2021-06-14"));
        check("d", "2021-06-14", &[pause(PauseKind::Reappointment, "2021-06-16")], missing);
        check("tomorrow", "2021-06-14", &[], missing);
    }
}
