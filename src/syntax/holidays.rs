//! Reads a year's official days off.

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::calendar::{DayOff, DayOffKind, YearOfDaysOff};
use crate::model::date::Date;

const KINDS: &[(&str, DayOffKind)] = &[
    ("holiday", DayOffKind::Holiday),
    ("compensatory", DayOffKind::Compensatory),
    ("swap", DayOffKind::Swap),
];

const CERTAINTIES: &[(&str, ())] = &[("verified", ()), ("secondary", ()), ("background", ())];

/// A file of days off: whether it stands alone, and its days.
#[derive(Clone, Debug)]
pub struct HolidayFile {
    /// Whether the file replaces what was known of the year; otherwise it adds to it.
    pub replace: bool,
    /// The year and its days.
    pub year: YearOfDaysOff,
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
