//! Dossiers as they stand today: what `status` and `overdue` show.
//!
//! What is dated after today is not seen; a later `completed_at` counts as open (contract, section 7).

use super::count::is_overdue;
use super::fork::Fork;
use super::scan::Visitor;
use crate::diag::Sink;
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Counting;
use crate::model::date::{Date, Moment};
use crate::model::dossier::Dossier;
use crate::model::letter::{Apologies, ApologyStanding};
use crate::model::period::Period;
use crate::model::state::DUE_SOON_WORKING_DAYS;
use crate::model::unit::UnitIndex;
use crate::syntax::table::Row;

/// What today is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Day<'a> {
    /// Today.
    pub today: Date,
    /// The reporting quarter that contains today.
    pub quarter: Period,
    /// The office's choices.
    pub counting: Counting,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The apologies that were written.
    pub apologies: &'a Apologies,
}

/// A pending dossier that is overdue, or due soon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueDossier {
    /// The due day.
    pub date: Date,
    /// The id.
    pub id: String,
    /// The unit.
    pub unit: UnitIndex,
    /// The field.
    pub field: String,
    /// The time of the due day, in seconds.
    pub second: Option<u32>,
}

impl DueDossier {
    /// The due date with its time, if it has one.
    #[must_use]
    pub fn due(&self) -> Moment {
        Moment::with_second(self.date, self.second)
    }
}

/// Counts and lists the dossiers it is shown as they stand today.
#[derive(Debug)]
pub struct TodayCounter<'a> {
    day: Day<'a>,
    within: Option<u32>,
    /// Received in the reporting quarter, up to today.
    pub received: u64,
    /// Pending.
    pub pending: u64,
    /// Of these, waiting for the citizen.
    pub waiting: u64,
    /// Of these, overdue.
    pub overdue: u64,
    /// Of these, due today or within ten working days.
    pub due_soon: u64,
    /// Of these, in need of an apology today.
    pub apology_missing: u64,
    /// The overdue ones, and those due within the working days asked for.
    pub listed: Vec<DueDossier>,
}

impl<'a> TodayCounter<'a> {
    /// Returns a counter that lists what is overdue, and what is due within `within` working days.
    #[must_use]
    pub const fn new(day: Day<'a>, within: Option<u32>) -> Self {
        Self {
            day,
            within,
            received: 0,
            pending: 0,
            waiting: 0,
            overdue: 0,
            due_soon: 0,
            apology_missing: 0,
            listed: Vec::new(),
        }
    }

    /// Counts a dossier.
    pub fn count(&mut self, dossier: &Dossier<'_>) {
        let Day { today, quarter, counting, calendar, apologies } = self.day;
        if dossier.received.date > today || !dossier.status.is_counted() {
            return;
        }
        self.received += u64::from(quarter.contains(dossier.received.date));
        if dossier.completed.is_some_and(|completed| completed.date <= today) {
            return;
        }
        self.pending += 1;
        if dossier.waits_on(today) {
            self.waiting += 1;
            return;
        }
        let Some(due) = dossier.due_on(today, counting.reappointed) else {
            return;
        };
        let lacks_apology = matches!(apologies.standing(dossier), ApologyStanding::Missing(_));
        self.apology_missing += u64::from(lacks_apology);
        let overdue = is_overdue(dossier, today, counting);
        let remaining = calendar.working_days_between(today, due.date);
        self.overdue += u64::from(overdue);
        self.due_soon += u64::from(!overdue && remaining <= DUE_SOON_WORKING_DAYS);
        if overdue || self.within.is_some_and(|within| remaining <= within) {
            self.listed.push(DueDossier {
                date: due.date,
                id: dossier.id.to_string(),
                unit: dossier.unit,
                field: dossier.field.to_string(),
                second: due.second(),
            });
        }
    }
}

impl Visitor for TodayCounter<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        self.count(dossier);
    }
}

impl Fork for TodayCounter<'_> {
    fn fork(&self) -> Self {
        Self::new(self.day, self.within)
    }

    fn join(&mut self, other: Self) {
        self.received += other.received;
        self.pending += other.pending;
        self.waiting += other.waiting;
        self.overdue += other.overdue;
        self.due_soon += other.due_soon;
        self.apology_missing += other.apology_missing;
        self.listed.extend(other.listed);
    }
}
