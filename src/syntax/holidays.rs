//! Reads a year's official days off.

use std::sync::Arc;

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::calendar::{DayOff, DayOffKind, YearOfDaysOff};
use crate::model::date::Date;
use crate::regulation::HOLIDAYS;

/// The kinds of days off, as files name them.
pub const KINDS: &[(&str, DayOffKind)] = &[
    ("holiday", DayOffKind::Holiday),
    ("compensatory", DayOffKind::Compensatory),
    ("swap", DayOffKind::Swap),
];

/// How sure a day is, as files name it.
pub const CERTAINTIES: &[(&str, ())] = &[("verified", ()), ("secondary", ()), ("background", ())];

/// A file of days off: whether it stands alone, and its days.
#[derive(Clone, Debug)]
pub struct HolidayFile {
    /// Whether the file replaces what was known of the year; otherwise it adds to it.
    pub replace: bool,
    /// The year and its days.
    pub year: YearOfDaysOff,
}

/// The official days off of a year that the binary carries; `None` for other years.
///
/// The files are part of the program and a test reads each without a finding, so findings are not asked for.
#[must_use]
pub fn shipped(year: i32) -> Option<YearOfDaysOff> {
    let (_, text) = HOLIDAYS.iter().find(|(shipped, _)| *shipped == year)?;
    let source = Source::new(Arc::from(format!("regulation/holidays/{year}.toml")), text);
    Some(read_holidays(&source, year, &mut Sink::new()).year)
}

/// Reads a file of `year`; `None` where the year itself is wrong.
pub fn read_holidays(source: &Source<'_>, year: i32, sink: &mut Sink) -> HolidayFile {
    read_file(source, sink, |table, sink| {
        let stated = table.integer("year", sink);
        if stated != Some(i64::from(year)) {
            table.wrong("year", &format!("year = {year}, như tên tệp"), sink);
        }
        let replace = table.truth("replace", sink).unwrap_or(false);
        let days_off = table.tables("day_off", sink, |table, sink| read_day_off(table, year, sink));
        let working_days = table.tables("working_day", sink, |table, sink| {
            let date = read_date(table, year, sink);
            table.date("replaces", sink);
            read_origin(table, sink);
            date
        });
        let days_off = days_off.into_iter().flatten().collect();
        let working_days = working_days.into_iter().flatten().collect();
        HolidayFile { replace, year: YearOfDaysOff { year, days_off, working_days } }
    })
}

fn read_day_off(table: &TableReader<'_, '_>, year: i32, sink: &mut Sink) -> Option<DayOff> {
    let date = read_date(table, year, sink);
    let kind = table.required_choice("kind", KINDS, sink);
    let name = table.required_text("name", sink);
    read_origin(table, sink);
    Some(DayOff { date: date?, kind: kind?, name })
}

fn read_date(table: &TableReader<'_, '_>, year: i32, sink: &mut Sink) -> Option<Date> {
    let date = table.required_date("date", sink)?;
    if date.year() != year {
        table.wrong("date", &format!("một ngày của năm {year}"), sink);
    }
    (date.year() == year).then_some(date)
}

/// Where the day is known from; kept in the file for the reader, not used.
fn read_origin(table: &TableReader<'_, '_>, sink: &mut Sink) {
    table.text("source", sink);
    table.choice("certainty", CERTAINTIES, sink);
    table.number("confidence", 0..=100, sink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_without_findings() {
        for (year, text) in HOLIDAYS {
            let mut sink = Sink::new();
            let source = Source::new(Arc::from("x.toml"), text);
            let file = read_holidays(&source, *year, &mut sink);
            assert_eq!(sink.into_findings(), [], "{year}");
            assert!(file.year.days_off.len() >= 10, "{year}");
        }
        assert_eq!(shipped(2019), None);
    }

    /// Working days of civil servants, 2020–2026.
    #[test]
    fn the_shipped_years_have_the_published_working_days() {
        let calendar = crate::model::calendar::WorkingCalendar::with_official([], shipped);
        let day = |year, month, day| Date::new(year, month, day).unwrap();
        let in_year = |year| calendar.working_days_between(day(year - 1, 12, 31), day(year, 12, 31));
        assert_eq!((2020..=2026).map(in_year).collect::<Vec<_>>(), [252, 250, 249, 249, 251, 250, 249]);
        assert_eq!(calendar.computed_years(), Vec::<i32>::new());
    }
}
