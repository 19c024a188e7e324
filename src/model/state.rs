//! How an occurrence stands on a day (contract, section 5): by its progress rows, and by the data where no row says
//! otherwise.

use super::calendar::WorkingCalendar;
use super::date::Date;
use super::derived::{Derived, DerivedState, Records};
use super::occurrence::{Nature, Occurrence};
use super::progress::{Progress, ProgressState};
use super::unit::{UnitIndex, Units};

/// At most this many working days before the due day an occurrence is due soon.
pub const DUE_SOON_WORKING_DAYS: u32 = 10;

/// The state of an occurrence; `Waiting` is that of an item without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// There is nothing to do.
    NotApplicable,
    /// Closed by the due day.
    Done,
    /// Closed after the due day.
    DoneLate,
    /// Not closed, and the due day has passed.
    Overdue,
    /// Due today or within ten working days.
    DueSoon,
    /// Begun, or a continuous task in its quarter.
    InProgress,
    /// Not begun.
    Upcoming,
    /// Not begun, and the plan gives no time.
    NotStated,
    /// A continuous task whose quarter passed without a row.
    NoActivity,
    /// Waits for an event.
    Waiting,
}

impl State {
    /// Every state, in the order in which people want to see them.
    pub const ALL: [Self; 10] = [
        Self::Overdue,
        Self::DueSoon,
        Self::InProgress,
        Self::Upcoming,
        Self::NotStated,
        Self::Waiting,
        Self::NoActivity,
        Self::Done,
        Self::DoneLate,
        Self::NotApplicable,
    ];
}

/// How an occurrence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// The day on which it was closed.
    pub closed: Option<Date>,
    /// What the data tell, where they tell anything.
    pub derived: Option<Derived>,
    /// The state by the progress rows alone.
    pub recorded: State,
    /// Whether progress rows and data can both be right; where not, the rows hold.
    pub agrees: bool,
}

/// The day on which standings are judged, and what they are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// Progress rows.
    pub progress: &'a [Progress],
    /// The data beside them.
    pub records: Records<'a>,
    /// Units and groups.
    pub units: &'a Units,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The day.
    pub today: Date,
    /// Rows dated after this day are not seen: the day itself, or for a report the last day of its window if later.
    pub seen_through: Date,
}

/// What is known of an occurrence, be it from rows or from data.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    not_applicable: bool,
    closed: Option<Date>,
    begun: bool,
}

impl<'a> Judge<'a> {
    /// The rows about an occurrence that are seen.
    pub fn rows<'o>(
        &self,
        occurrence: &'o Occurrence<'_>,
    ) -> impl Iterator<Item = &'a Progress> + use<'a, 'o> {
        let last = self.seen_through;
        self.progress.iter().filter(move |row| row.occurrence == occurrence.id && row.date <= last)
    }

    /// How an occurrence stands: the first state that holds.
    #[must_use]
    pub fn standing(&self, occurrence: &Occurrence<'_>) -> Standing {
        let rows: Vec<&Progress> = self.rows(occurrence).collect();
        let (closed, not_applicable) = self.closing(occurrence, &rows);
        let recorded = Known { not_applicable, closed, begun: !rows.is_empty() };
        let by_rows = self.state(occurrence, recorded);
        let derived = self.records.derive(occurrence, (self.today, self.seen_through));
        let Some(told) = derived else {
            return Standing { state: by_rows, closed, derived, recorded: by_rows, agrees: true };
        };
        let proved = self.proved(occurrence, told);
        let overruled = proved.is_some_and(|day| self.speaks_after(occurrence, &rows, day));
        let known = Known {
            closed: closed.or(proved.filter(|_| !overruled)),
            begun: recorded.begun || told.is_activity(),
            ..recorded
        };
        let by_data = Known { closed: proved, begun: told.is_activity(), not_applicable: false };
        let agrees = match (not_applicable, closed, proved) {
            (true, ..) => !told.is_activity() && told.open == 0,
            (_, Some(_), None) => told.open == 0,
            // Closed by a row and sealed some days later is as it should be; proved before the row says is not.
            (_, Some(closed), Some(day)) => {
                told.open == 0 && (closed <= day || by_rows == self.state(occurrence, by_data))
            }
            (_, None, _) => !overruled,
        };
        Standing {
            state: self.state(occurrence, known),
            closed: known.closed,
            derived,
            recorded: by_rows,
            agrees,
        }
    }

    /// Tells whether a unit has nothing left to do for an occurrence: it said so, or its return is here.
    #[must_use]
    pub fn is_through(&self, occurrence: &Occurrence<'_>, unit: UnitIndex) -> bool {
        let said = |row: &Progress| row.unit == unit && row.state != ProgressState::Started;
        self.rows(occurrence).any(said) || self.records.has_returned(occurrence, unit, self.seen_through)
    }

    /// The day on which the data prove it closed, as a `done` row of the lead would: a continuous occurrence not before its
    /// quarter is over.
    fn proved(&self, occurrence: &Occurrence<'_>, derived: Derived) -> Option<Date> {
        let is_over = match occurrence.nature {
            Nature::Continuous(end) => end <= self.today,
            Nature::Once | Nature::NotStated => true,
        };
        derived.date.filter(|_| derived.state == DerivedState::Done && is_over)
    }

    /// Tells whether the lead reported after a day that work goes on.
    fn speaks_after(&self, occurrence: &Occurrence<'_>, rows: &[&Progress], day: Date) -> bool {
        let lead = occurrence.item.lead().and_then(|code| self.units.find(code));
        let later = |row: &&Progress| Some(row.unit) == lead && row.date > day;
        rows.iter().any(|row| later(row) && row.state == ProgressState::Started)
    }

    fn state(&self, occurrence: &Occurrence<'_>, known: Known) -> State {
        if known.not_applicable {
            State::NotApplicable
        } else if let Nature::Continuous(end) = occurrence.nature {
            self.continuous(occurrence.start, end, known.begun)
        } else if let Some(closed) = known.closed {
            let late = occurrence.due.is_some_and(|due| closed > due);
            if late { State::DoneLate } else { State::Done }
        } else {
            self.open(occurrence, known.begun)
        }
    }

    fn continuous(&self, start: Date, end: Date, has_activity: bool) -> State {
        if self.today < start {
            State::Upcoming
        } else if self.today <= end {
            State::InProgress
        } else if has_activity {
            State::Done
        } else {
            State::NoActivity
        }
    }

    fn open(&self, occurrence: &Occurrence<'_>, begun: bool) -> State {
        let soon = |due| self.calendar.working_days_between(self.today, due) <= DUE_SOON_WORKING_DAYS;
        match occurrence.due {
            Some(due) if due < self.today => State::Overdue,
            Some(due) if soon(due) => State::DueSoon,
            _ if begun => State::InProgress,
            _ if occurrence.nature == Nature::NotStated => State::NotStated,
            _ => State::Upcoming,
        }
    }

    /// The day of closing, and whether the occurrence does not apply: by the lead, who answers for all, or by every unit.
    fn closing(&self, occurrence: &Occurrence<'_>, rows: &[&Progress]) -> (Option<Date>, bool) {
        let first = |unit: UnitIndex, state: ProgressState| {
            let mine = rows.iter().filter(|row| row.unit == unit && row.state == state);
            mine.map(|row| row.date).min()
        };
        let item = occurrence.item;
        let lead = item.lead().and_then(|code| self.units.find(code));
        let by_lead = lead.and_then(|unit| first(unit, ProgressState::Done));
        let waived_by_lead = lead.and_then(|unit| first(unit, ProgressState::NotApplicable)).is_some();

        let units = self.units.expand(&item.units);
        let waived = |&unit: &UnitIndex| first(unit, ProgressState::NotApplicable).is_some();
        let waived_by_all = !units.is_empty() && units.iter().all(waived);
        let ends = |&unit: &UnitIndex| {
            first(unit, ProgressState::Done).or_else(|| first(unit, ProgressState::NotApplicable))
        };
        let by_all: Option<Vec<Date>> = units.iter().map(ends).collect();
        let by_all = by_all.and_then(|dates| dates.into_iter().max());
        let closed = by_lead.into_iter().chain(by_all).min();
        (closed, waived_by_lead || waived_by_all)
    }
}
