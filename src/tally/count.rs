//! The rules of form II.06a/VPCP/KSTT: into which columns a dossier goes (contract, section 3).

use super::column::{Outcome, Placement, Receipt};
use super::cube::Cube;
use super::fork::Fork;
use super::scan::Visitor;
use crate::diag::Sink;
use crate::model::config::{ClosedWithoutResult, Counting};
use crate::model::date::{Date, Moment};
use crate::model::dossier::{Channel, Dossier, Status, Timeliness, timeliness};
use crate::model::unit::UnitIndex;
use crate::syntax::table::Row;

/// A window of days, both included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Window {
    /// The end of a dossier's work, where it lies on or before the last day.
    #[must_use]
    pub fn end_of(&self, dossier: &Dossier<'_>) -> Option<Moment> {
        dossier.completed.filter(|completed| completed.date <= self.to)
    }
}

/// The units looked at; all of them by default.
#[derive(Clone, Debug, Default)]
pub struct UnitSet {
    /// Whether each unit is one of them, by index; empty where all are.
    members: Vec<bool>,
}

impl UnitSet {
    /// These units and no others.
    #[must_use]
    pub fn of(units: &[UnitIndex]) -> Self {
        let last = units.iter().map(|unit| unit.0).max().unwrap_or_default();
        let mut members = vec![false; last as usize + 1];
        for unit in units {
            members[unit.0 as usize] = true;
        }
        Self { members }
    }

    /// Tells whether a unit is one of them.
    #[must_use]
    pub fn contains(&self, unit: UnitIndex) -> bool {
        self.members.is_empty() || self.members.get(unit.0 as usize).copied().unwrap_or(false)
    }
}

/// Counts the dossiers it is shown.
#[derive(Debug)]
pub struct Counter {
    window: Window,
    counting: Counting,
    units: UnitSet,
    cube: Cube,
}

impl Counter {
    /// Returns a counter for all units.
    #[must_use]
    pub fn new(window: Window, counting: Counting) -> Self {
        Self { window, counting, units: UnitSet::default(), cube: Cube::default() }
    }

    /// Counts only these units.
    #[must_use]
    pub fn only(mut self, units: UnitSet) -> Self {
        self.units = units;
        self
    }

    /// The counts.
    #[must_use]
    pub fn into_cube(self) -> Cube {
        self.cube
    }

    /// Counts a dossier.
    pub fn count(&mut self, dossier: &Dossier<'_>) {
        if !self.units.contains(dossier.unit) {
            return;
        }
        if let Some(placement) = place(dossier, self.window, self.counting) {
            self.cube.cell_of(dossier).add(placement);
        }
    }
}

impl Visitor for Counter {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        self.count(dossier);
    }
}

impl Fork for Counter {
    fn fork(&self) -> Self {
        Self::new(self.window, self.counting).only(self.units.clone())
    }

    fn join(&mut self, other: Self) {
        self.cube.join(&other.cube);
    }
}

/// The columns of a dossier in a window; `None` where it is in none. All counting and listing goes by this.
#[must_use]
pub fn place(dossier: &Dossier<'_>, window: Window, counting: Counting) -> Option<Placement> {
    let Window { from, to } = window;
    let ended_before = dossier.completed.is_some_and(|completed| completed.date < from);
    if dossier.received.date > to || ended_before || !dossier.status.is_counted() {
        return None;
    }
    let receipt = match dossier.channel {
        _ if dossier.received.date < from => Receipt::CarriedOver,
        Channel::Online => Receipt::Online,
        Channel::Direct | Channel::Postal => Receipt::Direct,
    };
    let outcome = match window.end_of(dossier) {
        Some(completed) => match outcome(dossier, completed, counting) {
            Timeliness::Early => Outcome::Early,
            Timeliness::OnTime => Outcome::OnTime,
            Timeliness::Late => Outcome::Late,
        },
        None if is_overdue(dossier, to, counting) => Outcome::Overdue,
        None => Outcome::InTime,
    };
    Some(Placement { receipt, outcome })
}

/// Column (8), (9) or (10) of a dossier whose work ended.
#[must_use]
pub(crate) fn outcome(dossier: &Dossier<'_>, completed: Moment, counting: Counting) -> Timeliness {
    let without_result = matches!(dossier.status, Status::Withdrawn | Status::Returned);
    let on_time_by_rule = without_result && counting.closed_without_result == ClosedWithoutResult::OnTime;
    if on_time_by_rule || dossier.waits_on(completed.date) {
        return Timeliness::OnTime;
    }
    let due = dossier.due_on(completed.date, counting.reappointed);
    timeliness(completed, due, counting.lateness_by)
}

/// Tells whether a pending dossier is past due on a day: column (13) rather than (12).
#[must_use]
pub(crate) fn is_overdue(dossier: &Dossier<'_>, day: Date, counting: Counting) -> bool {
    let due = dossier.due_on(day, counting.reappointed);
    due.is_some_and(|due| due.date < day) && !dossier.waits_on(day)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::model::config::LatenessBy;
    use crate::model::dossier::{Pause, PauseKind};
    use crate::model::unit::Level;

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    fn dossier<'a>(status: Status, received: &str, due: &str, completed: &str) -> Dossier<'a> {
        let optional = |text: &str| (!text.is_empty()).then(|| at(text));
        Dossier {
            id: Cow::Borrowed("d"),
            unit: UnitIndex(0),
            field: Cow::Borrowed("Đất đai"),
            field_key: None,
            level: Level::District,
            channel: Channel::Direct,
            status,
            received: at(received),
            due: optional(due),
            completed: optional(completed),
            pauses: &[],
        }
    }

    /// Counts in Q2/2021 (15/3–14/6); returns the columns that are not 0, as the form numbers them.
    fn count_with(dossier: &Dossier<'_>, counting: Counting) -> String {
        let window = Window { from: at("2021-03-15").date, to: at("2021-06-14").date };
        let mut counter = Counter::new(window, counting);
        counter.count(dossier);
        let values = counter.into_cube().total().values();
        let columns = (3..).zip(values).filter(|(_, value)| *value > 0);
        columns.map(|(column, _)| column.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn count(dossier: &Dossier<'_>) -> String {
        count_with(dossier, Counting::default())
    }

    #[test]
    fn receipt_decides_between_4_5_and_6() {
        use Status::Processing;
        let open = |received: &str| dossier(Processing, received, "2021-12-31", "");
        assert_eq!(count(&open("2021-03-14")), "3 6 11 12");
        assert_eq!(count(&open("2021-03-15 00:00")), "3 5 11 12");
        assert_eq!(count(&open("2021-06-14 23:59")), "3 5 11 12");
        assert_eq!(count(&open("2021-06-15")), "");
        assert_eq!(count(&Dossier { channel: Channel::Online, ..open("2021-04-01") }), "3 4 11 12");
        assert_eq!(count(&Dossier { channel: Channel::Postal, ..open("2021-04-01") }), "3 5 11 12");
    }

    #[test]
    fn the_end_decides_between_7_and_11_and_ends_outside_the_window_are_open_or_gone() {
        use Status::Completed;
        let done = |completed: &str| dossier(Completed, "2021-03-01", "2021-04-10", completed);
        assert_eq!(count(&done("2021-03-14")), "");
        assert_eq!(count(&done("2021-03-15")), "3 6 7 8");
        assert_eq!(count(&done("2021-04-10")), "3 6 7 9");
        assert_eq!(count(&done("2021-04-11")), "3 6 7 10");
        assert_eq!(count(&done("2021-06-15")), "3 6 11 13");
    }

    #[test]
    fn a_pending_dossier_due_on_the_last_day_is_in_time() {
        use Status::Processing;
        let due = |due: &str| dossier(Processing, "2021-04-01", due, "");
        assert_eq!(count(&due("2021-06-14 07:00")), "3 5 11 12");
        assert_eq!(count(&due("2021-06-13")), "3 5 11 13");
        assert_eq!(count(&due("")), "3 5 11 12");
    }

    #[test]
    fn what_was_not_accepted_is_outside_every_column() {
        assert_eq!(count(&dossier(Status::Submitted, "2021-04-01", "", "")), "");
        assert_eq!(count(&dossier(Status::Rejected, "2021-04-01", "", "")), "");
    }

    #[test]
    fn withdrawn_and_returned_dossiers_follow_the_offices_choice() {
        let late = dossier(Status::Withdrawn, "2021-04-01", "2021-04-10", "2021-04-20");
        let by_due_date =
            Counting { closed_without_result: ClosedWithoutResult::ByDueDate, ..Counting::default() };
        assert_eq!(count(&late), "3 5 7 9");
        assert_eq!(count_with(&late, by_due_date), "3 5 7 10");
        let returned = Dossier { status: Status::Returned, ..late };
        assert_eq!(count(&returned), "3 5 7 9");
    }

    #[test]
    fn what_ends_or_stands_while_it_waits_is_in_time() {
        let from = at("2021-04-08").date;
        let pauses = [Pause { kind: PauseKind::Payment, from, to: None, new_due: None }];
        let waiting = dossier(Status::Processing, "2021-04-01", "2021-04-10", "");
        assert_eq!(count(&Dossier { pauses: &pauses, ..waiting }), "3 5 11 12");
        let ended = dossier(Status::Completed, "2021-04-01", "2021-04-10", "2021-04-20");
        assert_eq!(count(&Dossier { pauses: &pauses, ..ended }), "3 5 7 9");
        let awaiting = dossier(Status::AwaitingSupplement, "2021-04-01", "2021-04-10", "");
        assert_eq!(count(&awaiting), "3 5 11 12");
    }

    #[test]
    fn by_the_instant_the_same_day_can_be_late() {
        let instant = Counting { lateness_by: LatenessBy::Instant, ..Counting::default() };
        let done = dossier(Status::Completed, "2021-04-01 08:00", "2021-04-10 08:00", "2021-04-10 09:00");
        assert_eq!(count(&done), "3 5 7 9");
        assert_eq!(count_with(&done, instant), "3 5 7 10");
    }
}
