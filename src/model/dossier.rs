//! Dossiers (hồ sơ), their pauses, and the two questions counting asks of them:
//! which due date holds on a day, and whether the dossier waits for the citizen on a day.

use std::borrow::Cow;
use std::sync::Arc;

use super::config::{LatenessBy, Reappointed};
use super::date::{Date, Moment};
use super::lookup::Lookup;
use super::unit::{Level, UnitIndex};

/// How a dossier came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Online.
    Online,
    /// At the desk.
    Direct,
    /// By public post.
    Postal,
}

/// Where a dossier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Handed in, not yet accepted; outside every column.
    Submitted,
    /// Refused at the desk (Mẫu 03); outside every column.
    Rejected,
    /// Being worked on.
    Processing,
    /// Waiting for a supplement.
    AwaitingSupplement,
    /// Waiting for a payment.
    AwaitingPayment,
    /// Work finished.
    Completed,
    /// Result collected.
    Delivered,
    /// Withdrawn by the citizen.
    Withdrawn,
    /// Returned without a result (final refusal, Decree 61/2018/NĐ-CP, art. 19.8).
    Returned,
}

impl Status {
    /// Tells whether a dossier of this status has a `completed_at`.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Completed | Self::Delivered | Self::Withdrawn | Self::Returned)
    }

    /// Tells whether a dossier of this status is counted at all.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::Submitted | Self::Rejected)
    }

    /// Tells whether a dossier of this status waits for the citizen.
    #[must_use]
    pub const fn is_awaiting(self) -> bool {
        matches!(self, Self::AwaitingSupplement | Self::AwaitingPayment)
    }
}

/// Why a dossier's clock was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PauseKind {
    /// A supplement was asked for; the term runs again from the beginning (Decree 61/2018/NĐ-CP, art. 19.4).
    Supplement,
    /// A payment was asked for.
    Payment,
    /// A new appointment was given with an apology (art. 19.9).
    Reappointment,
}

/// A row of `data/pauses.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub kind: PauseKind,
    /// The first day.
    pub from: Date,
    /// The day it ended.
    pub to: Option<Date>,
    /// The due date from then on.
    pub new_due: Option<Moment>,
}

impl Pause {
    /// The day from which it changes the due date: its end, or for a re-appointment its beginning.
    fn takes_effect(&self) -> Option<Date> {
        match self.kind {
            PauseKind::Reappointment => Some(self.from),
            PauseKind::Supplement | PauseKind::Payment => self.to,
        }
    }
}

/// All pauses, by dossier.
#[derive(Clone, Debug, Default)]
pub struct PauseBook {
    dossiers: Lookup,
    pauses: Vec<Vec<Pause>>,
}

impl PauseBook {
    /// Adds a pause of a dossier.
    pub fn add(&mut self, dossier_id: &str, pause: Pause) {
        let next = u32::try_from(self.pauses.len()).unwrap_or(u32::MAX);
        let index = self.dossiers.insert(dossier_id, next).unwrap_or_else(|| {
            self.pauses.push(Vec::new());
            next
        });
        let list = &mut self.pauses[index as usize];
        let key = |pause: &Pause| (pause.takes_effect(), pause.kind, pause.from);
        let at = list.partition_point(|other| key(other) <= key(&pause));
        list.insert(at, pause);
    }

    /// The pauses of a dossier, in the order in which they take effect.
    #[must_use]
    pub fn of(&self, dossier_id: &str) -> &[Pause] {
        if self.pauses.is_empty() {
            return &[];
        }
        self.dossiers.find(dossier_id).map_or(&[], |index| &self.pauses[index as usize])
    }
}

/// A field by the number its reader gave it: the same name has the same number as long as `name` is the same pointer.
#[derive(Clone, Copy, Debug)]
pub struct FieldKey<'a> {
    /// The number, from 0.
    pub number: u32,
    /// The name.
    pub name: &'a Arc<str>,
}

/// A row of a dossier log, borrowed from the bytes it was read from.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// The id, unique over all logs.
    pub id: Cow<'a, str>,
    /// The unit that handles it.
    pub unit: UnitIndex,
    /// The field (lĩnh vực); empty where neither the row nor the catalogue names one.
    pub field: Cow<'a, str>,
    /// The same field as whoever read the row numbered it, if it was numbered.
    pub field_key: Option<FieldKey<'a>>,
    /// The level: the procedure's in the catalogue, else the unit's.
    pub level: Level,
    /// How it came in.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// When it was received.
    pub received: Moment,
    /// The first appointment; `None` where there is no deadline.
    pub due: Option<Moment>,
    /// When work on it ended.
    pub completed: Option<Moment>,
    /// Its pauses, in the order in which they take effect.
    pub pauses: &'a [Pause],
}

impl Dossier<'_> {
    /// The due date as known on a day (contract, section 3).
    #[must_use]
    pub fn due_on(&self, day: Date, rule: Reappointed) -> Option<Moment> {
        let mut due = self.due;
        let mut reappointed = false;
        let known = |pause: &&Pause| pause.takes_effect().is_some_and(|effect| effect <= day);
        for pause in self.pauses.iter().filter(known) {
            let counts = match pause.kind {
                PauseKind::Supplement | PauseKind::Payment => true,
                PauseKind::Reappointment => {
                    let in_time = due.is_some_and(|due| pause.from < due.date);
                    rule == Reappointed::New && in_time && !std::mem::replace(&mut reappointed, in_time)
                }
            };
            if counts {
                due = pause.new_due.or(due);
            }
        }
        due
    }

    /// Tells whether the dossier waits for the citizen on a day.
    #[must_use]
    pub fn waits_on(&self, day: Date) -> bool {
        let stops = |pause: &&Pause| pause.kind != PauseKind::Reappointment;
        let mut stops = self.pauses.iter().filter(stops).peekable();
        if stops.peek().is_none() {
            return self.status.is_awaiting();
        }
        stops.any(|pause| pause.from <= day && pause.to.is_none_or(|to| to > day))
    }
}

/// How an end compares with a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Before the due day.
    Early,
    /// On the due day, or there is none.
    OnTime,
    /// After it.
    Late,
}

/// Judges an end against a due date (Civil Code art. 148; contract, section 3).
///
/// A date without a time of day is the whole day: such a due date ends at 24:00, such an end is early enough for any
/// time on its day.
#[must_use]
pub fn timeliness(end: Moment, due: Option<Moment>, by: LatenessBy) -> Timeliness {
    let Some(due) = due else { return Timeliness::OnTime };
    match end.date.cmp(&due.date) {
        std::cmp::Ordering::Less => Timeliness::Early,
        std::cmp::Ordering::Greater => Timeliness::Late,
        std::cmp::Ordering::Equal if by == LatenessBy::Instant && due.is_before(end) => Timeliness::Late,
        std::cmp::Ordering::Equal => Timeliness::OnTime,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    fn day(text: &str) -> Date {
        at(text).date
    }

    fn pause(kind: PauseKind, from: &str, to: Option<&str>, new_due: Option<&str>) -> Pause {
        Pause { kind, from: day(from), to: to.map(day), new_due: new_due.map(at) }
    }

    fn with_pauses(pauses: &[Pause], check: impl Fn(&Dossier<'_>)) {
        let mut book = PauseBook::default();
        for &pause in pauses {
            book.add("d", pause);
        }
        check(&Dossier {
            id: Cow::Borrowed("d"),
            unit: UnitIndex(0),
            field: Cow::Borrowed(""),
            field_key: None,
            level: Level::District,
            channel: Channel::Direct,
            status: Status::Processing,
            received: at("2021-03-01"),
            due: Some(at("2021-03-10")),
            completed: None,
            pauses: book.of("d"),
        });
    }

    /// Decree 61/2018, art. 19.4: once the supplement is in, the new appointment holds, and not before.
    #[test]
    fn a_supplement_moves_the_due_date_when_it_has_ended() {
        let supplement = pause(PauseKind::Supplement, "2021-03-03", Some("2021-03-08"), Some("2021-03-17"));
        with_pauses(&[supplement], |dossier| {
            let due = |on: &str| dossier.due_on(day(on), Reappointed::Original).unwrap().date;
            assert_eq!(due("2021-03-07"), day("2021-03-10"));
            assert_eq!(due("2021-03-08"), day("2021-03-17"));
        });
    }

    #[test]
    fn the_latest_ended_pause_that_names_a_due_date_holds() {
        let pauses = [
            pause(PauseKind::Payment, "2021-03-09", Some("2021-03-12"), None),
            pause(PauseKind::Payment, "2021-03-05", Some("2021-03-11"), Some("2021-03-20")),
            pause(PauseKind::Supplement, "2021-03-02", Some("2021-03-04"), Some("2021-03-15")),
        ];
        with_pauses(&pauses, |dossier| {
            let due = dossier.due_on(day("2021-04-01"), Reappointed::Original);
            assert_eq!(due, Some(at("2021-03-20")));
        });
    }

    /// Art. 19.9 allows one re-appointment, given before the due day.
    #[test]
    fn only_the_first_timely_reappointment_counts_and_only_under_its_rule() {
        let pauses = [
            pause(PauseKind::Reappointment, "2021-03-09", None, Some("2021-03-15")),
            pause(PauseKind::Reappointment, "2021-03-12", None, Some("2021-03-30")),
        ];
        with_pauses(&pauses, |dossier| {
            let today = day("2021-04-01");
            assert_eq!(dossier.due_on(today, Reappointed::Original), Some(at("2021-03-10")));
            assert_eq!(dossier.due_on(today, Reappointed::New), Some(at("2021-03-15")));
            assert_eq!(dossier.due_on(day("2021-03-08"), Reappointed::New), Some(at("2021-03-10")));
        });
        let too_late = pause(PauseKind::Reappointment, "2021-03-10", None, Some("2021-03-15"));
        with_pauses(&[too_late], |dossier| {
            assert_eq!(dossier.due_on(day("2021-04-01"), Reappointed::New), Some(at("2021-03-10")));
        });
    }

    #[test]
    fn a_dossier_waits_from_the_first_day_of_a_pause_to_the_day_before_its_end() {
        let supplement = pause(PauseKind::Supplement, "2021-03-03", Some("2021-03-08"), None);
        with_pauses(&[supplement], |dossier| {
            let waits =
                ["2021-03-02", "2021-03-03", "2021-03-07", "2021-03-08"].map(|on| dossier.waits_on(day(on)));
            assert_eq!(waits, [false, true, true, false]);
        });
    }

    #[test]
    fn without_pause_rows_the_status_says_whether_it_waits_and_with_them_it_does_not() {
        let reappointment = pause(PauseKind::Reappointment, "2021-03-03", None, None);
        with_pauses(&[reappointment], |dossier| {
            let waiting = Dossier { status: Status::AwaitingPayment, ..dossier.clone() };
            assert!(waiting.waits_on(day("2021-03-05")));
        });
        let over = pause(PauseKind::Payment, "2021-03-03", Some("2021-03-04"), None);
        with_pauses(&[over], |dossier| {
            let waiting = Dossier { status: Status::AwaitingPayment, ..dossier.clone() };
            assert!(!waiting.waits_on(day("2021-03-05")));
        });
    }

    #[test]
    fn a_day_without_a_time_ends_at_midnight_in_both_ways_of_judging() {
        use LatenessBy::{Day, Instant};
        let judge = |end: &str, due: &str, by| timeliness(at(end), Some(at(due)), by);
        assert_eq!(judge("2021-03-10 17:00", "2021-03-10", Instant), Timeliness::OnTime);
        assert_eq!(judge("2021-03-10", "2021-03-10 08:00", Instant), Timeliness::OnTime);
        assert_eq!(judge("2021-03-10 08:00:01", "2021-03-10 08:00", Instant), Timeliness::Late);
        assert_eq!(judge("2021-03-10 08:00:01", "2021-03-10 08:00", Day), Timeliness::OnTime);
        assert_eq!(judge("2021-03-09 23:59", "2021-03-10 08:00", Day), Timeliness::Early);
        assert_eq!(judge("2021-03-11 00:00", "2021-03-10", Day), Timeliness::Late);
        assert_eq!(timeliness(at("2021-03-11"), None, Instant), Timeliness::OnTime);
    }
}
