use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

const FILES: [(i32, &str); 7] = [
    (2020, include_str!("../../regulation/holidays/2020.toml")),
    (2021, include_str!("../../regulation/holidays/2021.toml")),
    (2022, include_str!("../../regulation/holidays/2022.toml")),
    (2023, include_str!("../../regulation/holidays/2023.toml")),
    (2024, include_str!("../../regulation/holidays/2024.toml")),
    (2025, include_str!("../../regulation/holidays/2025.toml")),
    (2026, include_str!("../../regulation/holidays/2026.toml")),
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
        let listed: Vec<String> = weekdays.map(|date| format!("{}/{}", date.day(), date.month())).collect();
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
