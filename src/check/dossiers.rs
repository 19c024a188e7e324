//! Dossiers one by one, as they are read: dates against the catalogue, the calendar, the units and today.
//!
//! Only `check` asks for these; a row with nothing wrong allocates nothing.

use super::pauses::PauseIndex;
use crate::diag::Sink;
use crate::model::calendar::{Term, WorkingCalendar};
use crate::model::date::{Date, Moment};
use crate::model::dossier::{Dossier, PauseKind, Timeliness};
use crate::model::letter::{Apologies, ApologyStanding};
use crate::repo::Repository;
use crate::syntax::dossiers::{COMPLETED, DUE, HANDED_OVER, ID, LATE_REASON, PROCEDURE, RECEIVED, UNIT};
use crate::syntax::table::Row;
use crate::tally::{Fork, Visitor, is_overdue, outcome};
use crate::text::day;
use crate::text::findings::dossier::{
    ApologyMissing, DateAfterToday, DossierIdDate, DueBeforeReceived, DueMissing, DueOnDayOff,
    LateWithoutReason, RestartTooLong, TermTooLong,
};
use crate::text::findings::reference::UnitOutsideValidity;

/// From this time of day on a term may count from the next working day (Decree 61/2018/NĐ-CP, art. 18): 15:00.
const AFTERNOON: u32 = 15 * 3600;

/// Checks every dossier it is shown.
#[derive(Debug)]
pub(super) struct DossierRules<'a> {
    repository: &'a Repository,
    pauses: PauseIndex<'a>,
    apologies: Apologies,
    today: Date,
}

impl<'a> DossierRules<'a> {
    /// Checks against this repository as of today.
    #[must_use]
    pub(super) fn new(repository: &'a Repository, today: Date) -> Self {
        let apologies = Apologies::known_on(today, &repository.letters);
        Self { repository, pauses: PauseIndex::new(&repository.pauses), apologies, today }
    }
}

impl Visitor for DossierRules<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        check_id(dossier, row, sink);
        self.check_unit(dossier, row, sink);
        self.check_after_today(dossier, row, sink);
        let term = self.repository.catalogue.find(&row.text(PROCEDURE)).and_then(|known| known.term);
        match dossier.due {
            Some(due) => self.check_due(dossier, (due, term), row, sink),
            None => {
                if let Some(term) = term.filter(|_| dossier.status.is_counted()) {
                    sink.row(row.place(DUE), &DueMissing { term });
                }
            }
        }
        if !dossier.pauses.is_empty() {
            self.check_restarts(dossier, term, sink);
        }
        self.check_late(dossier, row, sink);
    }
}

impl Fork for DossierRules<'_> {
    fn fork(&self) -> Self {
        Self::new(self.repository, self.today)
    }

    fn join(&mut self, _: Self) {}
}

impl DossierRules<'_> {
    fn check_unit(&self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        let unit = self.repository.units.get(dossier.unit);
        if !unit.exists_on(dossier.received.date) {
            let when = format!("ngày {}", day::date(dossier.received.date));
            sink.row(row.place(UNIT), &UnitOutsideValidity { unit, when });
        }
    }

    /// Reports the first date after today; there is one finding a row.
    fn check_after_today(&self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        let handed_over = || Moment::parse(row.raw(HANDED_OVER).as_bytes());
        let dates = [
            (RECEIVED, "received_at", Some(dossier.received)),
            (COMPLETED, "completed_at", dossier.completed),
            (HANDED_OVER, "handed_over_at", handed_over()),
        ];
        let later = |(_, _, moment): &(usize, &str, Option<Moment>)| {
            moment.is_some_and(|moment| moment.date > self.today)
        };
        if let Some((column, name, Some(moment))) = dates.into_iter().find(later) {
            let fact = DateAfterToday { column: name, date: moment.date, today: self.today };
            sink.row(row.place(column), &fact);
        }
    }

    fn check_due(
        &self,
        dossier: &Dossier<'_>,
        (due, term): (Moment, Option<Term>),
        row: Row<'_>,
        sink: &mut Sink,
    ) {
        if due.is_before(dossier.received) {
            sink.row(row.place(DUE), &DueBeforeReceived { due, received: dossier.received });
            return;
        }
        let calendar = &self.repository.calendar;
        if let Some(fact) = day_off(calendar, "due_at", due.date) {
            sink.row(row.place(DUE), &fact);
        }
        let latest =
            term.and_then(|term| Some((term, exceeded(calendar, dossier.received, due.date, term)?)));
        if let Some((term, latest)) = latest {
            sink.row(row.place(DUE), &TermTooLong { due: due.date, latest, term });
        }
    }

    /// After a supplement the term runs again from the beginning (Decree 61/2018/NĐ-CP, art. 19.4).
    fn check_restarts(&self, dossier: &Dossier<'_>, term: Option<Term>, sink: &mut Sink) {
        let calendar = &self.repository.calendar;
        for row in self.pauses.of(&dossier.id) {
            let Some(due) = row.pause.new_due else { continue };
            if let Some(fact) = day_off(calendar, "new_due_at", due.date) {
                sink.row(row.place.clone(), &fact);
            }
            let supplement = row.pause.kind == PauseKind::Supplement;
            if let (Some(term), Some(ended), true) = (term, row.ended, supplement)
                && let Some(latest) = exceeded(calendar, ended, due.date, term)
            {
                let fact = RestartTooLong { due: due.date, latest, term, ended: ended.date };
                sink.row(row.place.clone(), &fact);
            }
        }
    }

    fn check_late(&self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        let counting = self.repository.config.counting;
        if !dossier.status.is_counted() || dossier.received.date > self.today {
            return;
        }
        let completed = dossier.completed.filter(|completed| completed.date <= self.today);
        let late = match completed {
            Some(completed) => outcome(dossier, completed, counting) == Timeliness::Late,
            None => is_overdue(dossier, self.today, counting),
        };
        let due = dossier.due_on(completed.map_or(self.today, |end| end.date), counting.reappointed);
        let Some(due) = due else { return };
        if late && row.raw(LATE_REASON).is_empty() {
            sink.row(row.place(LATE_REASON), &LateWithoutReason { due, completed });
        }
        if let ApologyStanding::Missing(due) = self.apologies.standing(dossier) {
            sink.row(row.place(ID), &ApologyMissing { id: &dossier.id, due: due.date });
        }
    }
}

/// The finding of a due day that is a day off.
fn day_off<'c>(calendar: &'c WorkingCalendar, column: &'c str, due: Date) -> Option<DueOnDayOff<'c>> {
    (!calendar.is_working_day(due)).then(|| DueOnDayOff {
        column,
        due,
        next: calendar.roll_forward(due),
        holiday: calendar.day_off(due).map(|off| off.name.as_str()),
    })
}

/// The latest day that a term from `start` allows, where `due` is later.
///
/// What comes in after 15:00 is passed on at the beginning of the next working day, and what comes in on a day off too
/// (Decree 61/2018/NĐ-CP, art. 18): the term may then count from that day. A start without a time of day counts from
/// its own day.
fn exceeded(calendar: &WorkingCalendar, start: Moment, due: Date, term: Term) -> Option<Date> {
    let within = i32::try_from(term.length).is_ok_and(|length| due.days_since(start.date) <= length);
    if within || due <= calendar.end_of_term(start.date, term) {
        return None;
    }
    let late_in_day = start.second().is_some_and(|second| second >= AFTERNOON);
    let from = if late_in_day {
        calendar.roll_forward(start.date.next())
    } else {
        calendar.roll_forward(start.date)
    };
    let latest = calendar.end_of_term(from, term);
    (due > latest).then_some(latest)
}

/// An id of the national shape `UUU.UU.UU.HNN-YYMMDD-XXXX` names the day of receipt.
fn check_id(dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
    let Some(digits) = date_digits(&dossier.id) else { return };
    let received = dossier.received.date;
    let number = |from: usize| digits[from..from + 2].parse::<u32>().unwrap_or(0);
    let (year, month, day): (i32, u32, u32) = (number(0).cast_signed(), number(2), number(4));
    if (year, month, day) != (received.year().rem_euclid(100), received.month(), received.day()) {
        sink.row(row.place(ID), &DossierIdDate { id: &dossier.id, digits, received });
    }
}

/// The six digits of the date in an id of the national shape.
fn date_digits(id: &str) -> Option<&str> {
    let (office, rest) = id.split_once('-')?;
    let (date, number) = rest.split_once('-')?;
    let is_digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let office = office.as_bytes();
    let shape = office.len() == 13
        && office.iter().zip(b"000.00.00.H00").all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            fixed => byte == fixed,
        });
    let numbered = number.len() >= 4 && is_digits(number, number.len());
    (shape && is_digits(date, 6) && numbered).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::TermUnit;

    #[test]
    fn only_ids_of_the_national_shape_name_a_day() {
        assert_eq!(date_digits("000.08.34.H10-210401-0001"), Some("210401"));
        assert_eq!(date_digits("000.08.34.H10-210401-12345"), Some("210401"));
        for other in [
            "",
            "HS-210401-0001",
            "000.08.34.H1-210401-0001",
            "000.08.34.h10-210401-0001",
            "000.08.34.H10-21040-0001",
            "000.08.34.H10-210401-001",
            "000.08.34.H10-210401",
            "000.08.34.H10-210401-0001-2",
            "00đ.08.34.H1-210401-0001",
        ] {
            assert_eq!(date_digits(other), None, "{other}");
        }
    }

    /// Checks the latest day that five days from a start allow, where the due day is later.
    #[track_caller]
    fn check(start: &str, due: &str, unit: TermUnit, latest: Option<&str>) {
        let at = |text: &str| Moment::parse(text.as_bytes()).unwrap();
        let calendar = WorkingCalendar::new([]);
        let found = exceeded(&calendar, at(start), at(due).date, Term { length: 5, unit });
        assert_eq!(found, latest.map(|day| at(day).date), "{start} {due}");
    }

    /// Monday is 05/04/2021.
    #[test]
    fn a_term_counts_from_receipt_or_from_the_next_working_day_when_received_after_15_00() {
        use TermUnit::{Day, WorkingDay};
        check("2021-04-05", "2021-04-12", WorkingDay, None);
        check("2021-04-05", "2021-04-13", WorkingDay, Some("2021-04-12"));
        check("2021-04-05 15:00", "2021-04-13", WorkingDay, None);
        check("2021-04-02 15:00", "2021-04-13", WorkingDay, Some("2021-04-12"));
        check("2021-04-03", "2021-04-12", WorkingDay, None);
        // Five days from Monday end on a Saturday, so on the Monday after it (Civil Code, art. 148.5).
        check("2021-04-05", "2021-04-12", Day, None);
        check("2021-04-05", "2021-04-13", Day, Some("2021-04-12"));
    }
}
