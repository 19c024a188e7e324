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
pub(in crate::model) mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    const FILES: [(i32, &str); 7] = [
        (2020, include_str!("../regulation/holidays/2020.toml")),
        (2021, include_str!("../regulation/holidays/2021.toml")),
        (2022, include_str!("../regulation/holidays/2022.toml")),
        (2023, include_str!("../regulation/holidays/2023.toml")),
        (2024, include_str!("../regulation/holidays/2024.toml")),
        (2025, include_str!("../regulation/holidays/2025.toml")),
        (2026, include_str!("../regulation/holidays/2026.toml")),
    ];

    static OFFICIAL: LazyLock<WorkingCalendar> = LazyLock::new(calendar);

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn file(year: i32) -> toml::Table {
        FILES.iter().find(|(of, _)| *of == year).unwrap().1.parse().unwrap()
    }

    fn entries(file: &toml::Table, key: &str) -> Vec<toml::Table> {
        let list = file.get(key).map_or(&[][..], |list| list.as_array().unwrap());
        list.iter().map(|entry| entry.as_table().unwrap().clone()).collect()
    }

    fn date_of(entry: &toml::Table, key: &str) -> Date {
        day(&entry[key].as_datetime().unwrap().to_string())
    }

    fn kind_of(entry: &toml::Table) -> DayOffKind {
        match entry["kind"].as_str().unwrap() {
            "holiday" => DayOffKind::Holiday,
            "compensatory" => DayOffKind::Compensatory,
            "swap" => DayOffKind::Swap,
            other => panic!("{other}"),
        }
    }

    /// The official calendar of a year from 2020 to 2026, as the binary carries it.
    pub(in crate::model) fn official(year: i32) -> YearOfDaysOff {
        let file = file(year);
        let days_off = entries(&file, "day_off").into_iter().map(|entry| DayOff {
            date: date_of(&entry, "date"),
            kind: kind_of(&entry),
            name: entry["name"].as_str().unwrap().to_owned(),
        });
        let working_days = entries(&file, "working_day").iter().map(|entry| date_of(entry, "date")).collect();
        YearOfDaysOff { year, days_off: days_off.collect(), working_days }
    }

    fn calendar() -> WorkingCalendar {
        WorkingCalendar::new((2020..=2026).map(official))
    }

    fn working_days_of(calendar: &WorkingCalendar, year: i32) -> u32 {
        let last = |year| Date::new(year, 12, 31).unwrap();
        calendar.working_days_between(last(year - 1), last(year))
    }

    // The official files.

    #[test]
    fn the_files_have_the_working_days_of_each_year() {
        let totals: Vec<u32> = (2020..=2026).map(|year| working_days_of(&OFFICIAL, year)).collect();
        assert_eq!(totals, [252, 250, 249, 249, 251, 250, 249]);
    }

    #[test]
    fn the_files_list_exactly_these_weekdays_off() {
        for (year, expected) in [
            (2020, "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9"),
            (2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9"),
            (2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9"),
            (2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9"),
            (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9"),
            (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9"),
            (2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11"),
        ] {
            let days_off = official(year).days_off;
            let weekdays = days_off.iter().map(|off| off.date).filter(|date| !date.weekday().is_weekend());
            let listed: Vec<String> =
                weekdays.map(|date| format!("{}/{}", date.day(), date.month())).collect();
            assert_eq!(listed.join(" "), expected, "{year}");
        }
    }

    #[test]
    fn the_files_list_exactly_these_make_up_saturdays() {
        let all: Vec<String> =
            (2020..=2026).flat_map(|year| official(year).working_days).map(|date| date.to_string()).collect();
        assert_eq!(all, ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]);
    }

    #[test]
    fn each_entry_of_a_file_is_of_its_year_in_order_and_sourced() {
        for year in 2020..=2026 {
            let file = file(year);
            assert_eq!(file["schema_version"].as_integer(), Some(1));
            assert_eq!(file["year"].as_integer(), Some(year.into()));
            let days_off = entries(&file, "day_off");
            assert!(days_off.is_sorted_by(|a, b| date_of(a, "date") < date_of(b, "date")), "{year}");
            for entry in days_off.iter().chain(&entries(&file, "working_day")) {
                assert_eq!(date_of(entry, "date").year(), year, "{entry}");
                assert!(!entry["source"].as_str().unwrap().is_empty(), "{entry}");
                let certainty = entry["certainty"].as_str().unwrap();
                assert!(["verified", "secondary", "background"].contains(&certainty), "{entry}");
                assert_eq!(entry.contains_key("confidence"), certainty == "background", "{entry}");
            }
        }
    }

    #[test]
    fn each_swapped_day_has_its_make_up_saturday() {
        for year in 2020..=2026 {
            let replaced: BTreeSet<Date> =
                entries(&file(year), "working_day").iter().map(|entry| date_of(entry, "replaces")).collect();
            let swapped = official(year).days_off.into_iter().filter(|off| off.kind == DayOffKind::Swap);
            assert_eq!(replaced, swapped.map(|off| off.date).collect(), "{year}");
        }
    }

    // The calendar.

    #[test]
    fn a_term_in_working_days_skips_days_off_and_counts_make_up_saturdays() {
        for (start, length, end) in [
            ("2023-10-27", 5, "2023-11-03"),
            ("2021-02-09", 1, "2021-02-17"),
            ("2021-04-29", 1, "2021-05-04"),
            ("2024-05-03", 1, "2024-05-04"),
            ("2024-04-26", 1, "2024-05-02"),
            ("2020-12-31", 1, "2021-01-04"),
        ] {
            let term = Term { length, unit: TermUnit::WorkingDay };
            assert_eq!(OFFICIAL.end_of_term(day(start), term), day(end), "{start}");
            assert_eq!(OFFICIAL.add_working_days(day(start), length), day(end), "{start}");
        }
    }

    #[test]
    fn a_term_in_days_that_ends_on_a_day_off_ends_on_the_next_working_day() {
        for (start, length, end) in [
            ("2021-06-14", 5, "2021-06-21"),
            ("2021-12-14", 5, "2021-12-20"),
            ("2021-06-14", 4, "2021-06-18"),
            ("2021-02-05", 5, "2021-02-17"),
            ("2021-04-20", 1, "2021-04-22"),
            ("2021-06-19", 0, "2021-06-21"),
        ] {
            let term = Term { length, unit: TermUnit::Day };
            assert_eq!(OFFICIAL.end_of_term(day(start), term), day(end), "{start} + {length}");
        }
    }

    #[test]
    fn a_report_due_on_a_weekend_is_due_on_the_monday() {
        assert_eq!(OFFICIAL.roll_forward(day("2021-06-19")), day("2021-06-21"));
        assert_eq!(OFFICIAL.roll_forward(day("2021-12-19")), day("2021-12-20"));
        assert_eq!(OFFICIAL.roll_forward(day("2021-06-18")), day("2021-06-18"));
        assert_eq!(OFFICIAL.roll_forward(day("2024-05-04")), day("2024-05-04"));
    }

    #[test]
    fn the_first_day_is_not_counted_and_the_last_is() {
        let count = |after, through| OFFICIAL.working_days_between(day(after), day(through));
        assert_eq!(count("2021-06-15", "2021-06-30"), 11);
        assert_eq!(count("2021-06-14", "2021-06-15"), 1);
        assert_eq!(count("2021-06-15", "2021-06-15"), 0);
        assert_eq!(count("2021-06-30", "2021-06-15"), 0);
        assert_eq!(count("2019-12-31", "2022-12-31"), 252 + 250 + 249);
    }

    #[test]
    fn no_working_days_added_is_the_start_even_on_a_day_off() {
        assert_eq!(OFFICIAL.add_working_days(day("2021-06-19"), 0), day("2021-06-19"));
        let none = Term { length: 0, unit: TermUnit::WorkingDay };
        assert_eq!(OFFICIAL.end_of_term(day("2021-06-19"), none), day("2021-06-21"));
    }

    #[test]
    fn a_day_off_tells_why() {
        let why = |text| OFFICIAL.day_off(day(text)).map(|off| (off.kind, off.name.as_str()));
        assert_eq!(why("2021-05-01"), Some((DayOffKind::Holiday, "Ngày Quốc tế lao động")));
        assert_eq!(why("2021-05-03"), Some((DayOffKind::Compensatory, "Nghỉ bù Ngày Quốc tế lao động")));
        assert_eq!(why("2024-04-29"), Some((DayOffKind::Swap, "Hoán đổi dịp lễ 30/4 và 1/5")));
        assert_eq!(why("2021-05-08"), None);
        assert_eq!(why("2021-05-04"), None);
        assert_eq!(why("2024-05-04"), None);
    }

    #[test]
    fn a_year_that_was_not_given_is_computed_and_named_only_once_used() {
        let calendar = calendar();
        assert!(calendar.is_working_day(day("2021-06-15")));
        assert_eq!(calendar.working_days_between(day("2019-12-31"), day("2026-12-31")), 1750);
        assert_eq!(calendar.add_working_days(day("2026-12-30"), 1), day("2026-12-31"));
        assert_eq!(calendar.computed_years(), Vec::<i32>::new());
        assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), day("2027-01-04"));
        assert!(!calendar.is_working_day(day("2019-09-02")));
        assert_eq!(calendar.computed_years(), [2019, 2027]);
        calendar.forget_all_but(&[2019]);
        assert_eq!(calendar.computed_years(), [2019]);
        assert!(!calendar.is_working_day(day("2027-01-01")));
        assert_eq!(calendar.computed_years(), [2019, 2027]);
    }

    #[test]
    fn a_later_entry_for_a_year_replaces_the_earlier() {
        let empty = YearOfDaysOff { year: 2021, days_off: Vec::new(), working_days: Vec::new() };
        let calendar = WorkingCalendar::new([official(2021), empty]);
        assert_eq!(working_days_of(&calendar, 2021), 261);
    }

    #[test]
    fn entries_out_of_order_twice_or_of_another_year_do_no_harm() {
        let mut messy = official(2024);
        messy.days_off.reverse();
        messy.days_off.extend(official(2024).days_off);
        messy.days_off.extend(official(2023).days_off);
        // A working day again, a plain weekday, a holiday, a day of another year.
        for text in ["2024-05-04", "2024-05-06", "2024-09-02", "2025-04-26"] {
            messy.working_days.push(day(text));
        }
        let far = YearOfDaysOff { year: i32::MAX, days_off: Vec::new(), working_days: Vec::new() };
        assert_eq!(working_days_of(&WorkingCalendar::new([messy, far]), 2024), 251);
    }

    #[test]
    fn the_ends_of_the_calendar_neither_panic_nor_hang() {
        let calendar = calendar();
        let first = day("2021-01-01").plus_days(i32::MIN);
        let last = Date::from_unix_seconds(i64::MAX);
        for date in [first, last, day("0001-01-01"), day("9999-12-31")] {
            let _ = (calendar.is_working_day(date), calendar.day_off(date), calendar.roll_forward(date));
            for n in [0, 1, 300, u32::MAX] {
                assert!(calendar.add_working_days(date, n) >= date);
                assert!(calendar.end_of_term(date, Term { length: n, unit: TermUnit::Day }) >= date);
            }
        }
        assert_eq!(calendar.add_working_days(last, u32::MAX), last);
        assert!(calendar.working_days_between(first, last) > 130_000_000);
    }

    #[test]
    fn a_term_beyond_the_longest_counts_as_the_longest() {
        let start = day("2021-06-15");
        let longest = OFFICIAL.add_working_days(start, MAX_TERM);
        assert_eq!(OFFICIAL.working_days_between(start, longest), MAX_TERM);
        assert_eq!(OFFICIAL.add_working_days(start, u32::MAX), longest);
    }

    #[test]
    fn a_calendar_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<WorkingCalendar>();
    }

    fn dates() -> impl Strategy<Value = Date> {
        // 2015 to 2035: years that are given and years that are computed.
        (0..7670_i32).prop_map(|days| day("2015-01-01").plus_days(days))
    }

    proptest! {
        #[test]
        fn counting_is_what_asking_each_day_gives(start in dates(), length in 0..1500_i32) {
            let end = start.plus_days(length);
            let each = (1..=length).filter(|days| OFFICIAL.is_working_day(start.plus_days(*days))).count();
            prop_assert_eq!(OFFICIAL.working_days_between(start, end), u32::try_from(each).unwrap());
        }

        #[test]
        fn adding_then_counting_is_identity(start in dates(), n in 0..3000_u32) {
            let end = OFFICIAL.add_working_days(start, n);
            prop_assert_eq!(OFFICIAL.working_days_between(start, end), n);
            prop_assert!(n == 0 || OFFICIAL.is_working_day(end));
        }

        #[test]
        fn adding_is_monotone(a in dates(), b in dates(), n in 0..500_u32, more in 0..500_u32) {
            let (early, late) = (a.min(b), a.max(b));
            prop_assert!(OFFICIAL.add_working_days(early, n) <= OFFICIAL.add_working_days(late, n));
            prop_assert!(OFFICIAL.add_working_days(a, n) <= OFFICIAL.add_working_days(a, n + more));
        }

        #[test]
        fn counts_of_adjoining_spans_add_up(a in dates(), b in dates(), c in dates()) {
            let mut days = [a, b, c];
            days.sort();
            let [a, b, c] = days;
            let count = |after, through| OFFICIAL.working_days_between(after, through);
            prop_assert_eq!(count(a, b) + count(b, c), count(a, c));
        }

        #[test]
        fn rolling_ends_on_the_first_working_day_and_stays(date in dates()) {
            let rolled = OFFICIAL.roll_forward(date);
            prop_assert!(OFFICIAL.is_working_day(rolled));
            prop_assert_eq!(OFFICIAL.roll_forward(rolled), rolled);
            let skipped = (0..rolled.days_since(date)).map(|days| date.plus_days(days));
            prop_assert!(skipped.into_iter().all(|day| !OFFICIAL.is_working_day(day)));
        }

        #[test]
        fn a_term_never_ends_on_a_day_off(start in dates(), length in 0..400_u32, working in any::<bool>()) {
            let unit = if working { TermUnit::WorkingDay } else { TermUnit::Day };
            let end = OFFICIAL.end_of_term(start, Term { length, unit });
            prop_assert!(end >= start && OFFICIAL.is_working_day(end));
        }
    }
}
