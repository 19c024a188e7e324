//! Working days: which they are, how many lie between two days, and when a term ends.
//!
//! A year is known from its official calendar or, failing that, from the law ([`statutory_days_off`]); no
//! year is ever taken to have no holidays. Days are counted as Mondays to Fridays, by division, and put right
//! by the few exceptions of each year, so that the cost of a count does not grow with its length in days.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::date::Date;
use crate::model::statutory::statutory_days_off;

/// The years that have days off: those a file can write. Beyond them only the weekend is off.
const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9999;

/// The longest term that is counted, in days of either unit; far beyond any the law knows.
pub const MAX_TERM: u32 = 100_000;

/// Why a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayOffKind {
    /// Nghỉ lễ, tết (Labour Code 2019, art. 112).
    Holiday,
    /// Nghỉ bù, for a holiday that meets the weekly rest (art. 111.3).
    Compensatory,
    /// Nghỉ hoán đổi, against a Saturday that is worked.
    Swap,
}

/// A day off that is more than a plain weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The day; it may be a Saturday or Sunday.
    pub date: Date,
    /// Why it is off.
    pub kind: DayOffKind,
    /// What it is called, in Vietnamese.
    pub name: String,
}

/// The official calendar of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfDaysOff {
    /// The year.
    pub year: i32,
    /// Its days off, in any order; a day of another year is passed over.
    pub days_off: Vec<DayOff>,
    /// The weekend days that are worked for a swap, in any order; a listed day off is none.
    pub working_days: Vec<Date>,
}

/// How the days of a term are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermUnit {
    /// Ngày làm việc: days off are skipped.
    WorkingDay,
    /// Ngày: every day counts.
    Day,
}

/// A length of time for doing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// How many days; more than [`MAX_TERM`] count as that many.
    pub length: u32,
    /// Which days count.
    pub unit: TermUnit,
}

/// Tells working days from days off, and counts them.
#[derive(Debug)]
pub struct WorkingCalendar {
    /// One slot for each year from `FIRST_YEAR` to `LAST_YEAR`, filled when the year is given or first asked
    /// for.
    years: Vec<OnceLock<Box<Year>>>,
    /// Gives the official calendar of a year that was not given, if there is one.
    official: Official,
}

/// Gives the official calendar of a year, read when the year is first asked for.
pub type Official = fn(i32) -> Option<YearOfDaysOff>;

/// What a year has beside its plain weeks.
#[derive(Debug)]
struct Year {
    /// Sorted by day, one per day.
    days_off: Vec<DayOff>,
    /// The weekdays off and the weekend days worked, sorted, each with the working days gained or lost up to
    /// and including it.
    exceptions: Vec<(Date, i32)>,
    computed: bool,
    /// Whether it was asked for.
    asked: AtomicBool,
}

impl Year {
    fn official(given: YearOfDaysOff) -> Self {
        let mut days_off = given.days_off;
        days_off.retain(|off| off.date.year() == given.year);
        days_off.sort_by_key(|off| off.date);
        days_off.dedup_by_key(|off| off.date);
        let mut worked = given.working_days;
        worked.retain(|date| date.year() == given.year && find(&days_off, *date).is_none());
        Self {
            exceptions: exceptions(&days_off, worked),
            days_off,
            computed: false,
            asked: AtomicBool::default(),
        }
    }

    fn computed(year: i32) -> Self {
        let days_off = statutory_days_off(year);
        Self {
            exceptions: exceptions(&days_off, Vec::new()),
            days_off,
            computed: true,
            asked: AtomicBool::default(),
        }
    }

    fn is_exception(&self, date: Date) -> bool {
        self.exceptions.binary_search_by_key(&date, |(day, _)| *day).is_ok()
    }

    /// Working days gained or lost from the first day of the year through `date`.
    fn balance_through(&self, date: Date) -> i32 {
        let count = self.exceptions.partition_point(|(day, _)| *day <= date);
        count.checked_sub(1).map_or(0, |last| self.exceptions[last].1)
    }
}

/// The days on which a year departs from its plain weeks, with their running sum.
fn exceptions(days_off: &[DayOff], worked: Vec<Date>) -> Vec<(Date, i32)> {
    let lost = days_off.iter().map(|off| off.date).filter(|day| !day.weekday().is_weekend());
    let gained = worked.into_iter().filter(|day| day.weekday().is_weekend());
    let changes: BTreeMap<Date, i32> = lost.map(|day| (day, -1)).chain(gained.map(|day| (day, 1))).collect();
    let running_sum = |sum: &mut i32, (day, change): (Date, i32)| {
        *sum += change;
        Some((day, *sum))
    };
    changes.into_iter().scan(0, running_sum).collect()
}

impl WorkingCalendar {
    /// Builds the calendar from the official calendars of some years; all others are computed.
    ///
    /// A later entry for a year replaces an earlier one; a year outside 1 to 9999 is passed over.
    #[must_use]
    pub fn new(years: impl IntoIterator<Item = YearOfDaysOff>) -> Self {
        Self::with_official(years, |_| None)
    }

    /// The same, with a source that is asked before a year that was not given is computed.
    #[must_use]
    pub fn with_official(years: impl IntoIterator<Item = YearOfDaysOff>, official: Official) -> Self {
        let mut slots: Vec<OnceLock<Box<Year>>> = Vec::new();
        slots.resize_with(slot_of(LAST_YEAR).map_or(0, |last| last + 1), OnceLock::new);
        for given in years {
            if let Some(slot) = slot_of(given.year).and_then(|index| slots.get_mut(index)) {
                *slot = OnceLock::from(Box::new(Year::official(given)));
            }
        }
        Self { years: slots, official }
    }

    /// The years that were asked for, were not given and so had to be computed from the law, sorted.
    #[must_use]
    pub fn computed_years(&self) -> Vec<i32> {
        let filled = (FIRST_YEAR..).zip(&self.years).filter_map(|(year, slot)| Some((year, slot.get()?)));
        let asked = |table: &Year| table.computed && table.asked.load(Ordering::Relaxed);
        filled.filter(|(_, table)| asked(table)).map(|(year, _)| year).collect()
    }

    /// Forgets which years were asked for, but for some: what asked for the others is thrown away.
    pub fn forget_all_but(&self, years: &[i32]) {
        let filled = (FIRST_YEAR..).zip(&self.years).filter_map(|(year, slot)| Some((year, slot.get()?)));
        for (_, table) in filled.filter(|(year, _)| !years.contains(year)) {
            table.asked.store(false, Ordering::Relaxed);
        }
    }

    /// Tells whether a day is worked: Monday to Friday but for days off, and the make-up days.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        let exception = self.year(date.year()).is_some_and(|year| year.is_exception(date));
        date.weekday().is_weekend() == exception
    }

    /// Returns the holiday, day in lieu or swapped day that a day is; `None` for a plain weekend or a working
    /// day.
    ///
    /// A holiday that falls on a Saturday or Sunday is returned too.
    #[must_use]
    pub fn day_off(&self, date: Date) -> Option<&DayOff> {
        find(&self.year(date.year())?.days_off, date)
    }

    /// Counts the working days after `after`, up to and including `through`; 0 when `through` is not later.
    #[must_use]
    pub fn working_days_between(&self, after: Date, through: Date) -> u32 {
        if through <= after {
            return 0;
        }
        let weekdays = weekdays_through(through) - weekdays_through(after);
        u32::try_from(weekdays + self.balance(after, through)).unwrap_or(0)
    }

    /// Returns the `n`-th working day after `start`, which is not counted itself (Civil Code 2015, art. 147).
    ///
    /// With `n` = 0 it is `start`, even where that is a day off. More than [`MAX_TERM`] count as that many;
    /// at the end of the calendar (the year 262142) it stays there.
    #[must_use]
    pub fn add_working_days(&self, start: Date, n: u32) -> Date {
        let (mut day, mut rest) = (start, n.min(MAX_TERM));
        while rest > 0 {
            let year_end = end_of_year(day.next());
            let count = self.working_days_between(day, year_end);
            if count >= rest {
                return self.working_day_within(day, year_end, rest);
            }
            if year_end == day {
                break;
            }
            (day, rest) = (year_end, rest - count);
        }
        day
    }

    /// Returns the day itself if it is worked, else the next one that is (Civil Code 2015, art. 148.5).
    #[must_use]
    pub fn roll_forward(&self, date: Date) -> Date {
        if self.is_working_day(date) { date } else { self.add_working_days(date, 1) }
    }

    /// Returns the last day of a term that starts from `start`.
    ///
    /// The day of the start is not counted (Civil Code 2015, art. 147); an end on a day off moves to the next
    /// working day (art. 148.5).
    #[must_use]
    pub fn end_of_term(&self, start: Date, term: Term) -> Date {
        let length = term.length.min(MAX_TERM);
        self.roll_forward(match term.unit {
            TermUnit::WorkingDay => self.add_working_days(start, length),
            TermUnit::Day => start.plus_days(length.cast_signed()),
        })
    }

    /// The table of a year, computed if need be; `None` outside the years that have days off.
    fn year(&self, year: i32) -> Option<&Year> {
        let slot = self.years.get(slot_of(year)?)?;
        let known = || (self.official)(year).map_or_else(|| Year::computed(year), Year::official);
        let table = slot.get_or_init(|| Box::new(known()));
        if !table.asked.load(Ordering::Relaxed) {
            table.asked.store(true, Ordering::Relaxed);
        }
        Some(table)
    }

    /// Working days gained or lost against plain weeks after `after` and through `through`.
    fn balance(&self, after: Date, through: Date) -> i32 {
        let first = after.next();
        let years = first.year().max(FIRST_YEAR)..=through.year().min(LAST_YEAR);
        let gained: i32 =
            years.filter_map(|year| self.year(year)).map(|year| year.balance_through(through)).sum();
        let before = if first.year() == after.year() { self.year(after.year()) } else { None };
        gained - before.map_or(0, |year| year.balance_through(after))
    }

    /// The `n`-th working day after `after`, which must lie on or before `through`: the earliest day with
    /// that count.
    fn working_day_within(&self, after: Date, through: Date, n: u32) -> Date {
        let (mut low, mut high) = (1, through.days_since(after));
        while low < high {
            let middle = i32::midpoint(low, high);
            if self.working_days_between(after, after.plus_days(middle)) >= n {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        after.plus_days(low)
    }
}

/// The place of a year among the slots of the calendar.
fn slot_of(year: i32) -> Option<usize> {
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| usize::try_from(year - FIRST_YEAR).ok()).flatten()
}

fn find(days_off: &[DayOff], date: Date) -> Option<&DayOff> {
    days_off.binary_search_by_key(&date, |off| off.date).ok().map(|index| &days_off[index])
}

/// The last day of the year a day lies in.
fn end_of_year(date: Date) -> Date {
    Date::new(date.year(), 12, 31).unwrap_or(date)
}

/// The number of Mondays to Fridays from Monday 1969-12-29 through a day; negative before.
fn weekdays_through(date: Date) -> i32 {
    // 1970-01-01 was a Thursday; the day after `date` is reckoned, so as to include it.
    let days = date.days_since(Date::from_unix_seconds(0)) + 3 + 1;
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

#[cfg(test)]
pub(in crate::model) mod tests;
