//! Office hours and working days.

use std::fmt;

use kstthc::model::calendar::{Term, WorkingCalendar};
use kstthc::model::date::Date;

/// Minutes worked in the morning, 07:00–11:30.
const MORNING: u32 = 270;
/// Minutes worked in a day, with 13:30–17:00.
pub(crate) const WORKDAY: u32 = 480;

/// A day written in these files.
pub(crate) fn day(text: &str) -> Date {
    Date::parse(text.as_bytes()).expect("the days written in this program exist")
}

/// A moment of a working day, counted in minutes worked since 07:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OfficeTime {
    /// The day.
    pub(crate) date: Date,
    /// Minutes worked, 0 to [`WORKDAY`].
    pub(crate) minute: u32,
}

impl OfficeTime {
    /// The end of a working day, 17:00.
    pub(crate) fn end_of(date: Date) -> Self {
        Self { date, minute: WORKDAY }
    }
}

impl fmt::Display for OfficeTime {
    /// Writes `YYYY-MM-DD HH:MM`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lunch = if self.minute > MORNING { 120 } else { 0 };
        let minute = 7 * 60 + self.minute + lunch;
        write!(f, "{} {:02}:{:02}", self.date, minute / 60, minute % 60)
    }
}

/// Counts working days as the repository knows them.
pub(crate) struct Office<'a>(&'a WorkingCalendar);

impl<'a> Office<'a> {
    /// An office that works by a calendar.
    pub(crate) fn new(calendar: &'a WorkingCalendar) -> Self {
        Self(calendar)
    }

    /// The working days from one day to another, both included.
    pub(crate) fn working_days(&self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let days =
            std::iter::successors(Some(from), |day| Some(day.next())).take_while(move |&day| day <= to);
        days.filter(|&day| self.0.is_working_day(day))
    }

    /// The `n`-th working day after a day.
    pub(crate) fn after(&self, date: Date, n: u32) -> Date {
        self.0.add_working_days(date, n)
    }

    /// The `n`-th working day before a day.
    pub(crate) fn before(&self, date: Date, n: u32) -> Date {
        let back = std::iter::successors(Some(date.plus_days(-1)), |day| Some(day.plus_days(-1)));
        let mut worked = back.filter(|&day| self.0.is_working_day(day));
        worked.nth(n as usize - 1).unwrap_or(date)
    }

    /// How many working days lie after a day, up to and including another.
    pub(crate) fn count(&self, after: Date, through: Date) -> u32 {
        self.0.working_days_between(after, through)
    }

    /// When a term that starts from a moment ends: the day of the start is not counted, the time of day is kept.
    pub(crate) fn due(&self, start: OfficeTime, term: Term) -> OfficeTime {
        OfficeTime { date: self.0.end_of_term(start.date, term), ..start }
    }
}
