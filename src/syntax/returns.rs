//! Reads `data/returns/<period>/<unit>.csv`.

use super::plan::plan_year;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::{Place, Sink};
use crate::model::period::ReportKind;
use crate::model::returns::{Figures, KEYS, Return, ReturnLevel, ReturnRow, parts};
use crate::model::unit::{Level, UnitIndex, Units};
use crate::text::findings::log::UnreadableNumber;
use crate::text::findings::reference::UnknownUnit;
use crate::text::findings::returns::{FieldOfTotal, UnknownPeriod};
use crate::text::fold;
use crate::text::nearest::nearest;

/// Level and field, then the figures in the order of the form.
pub(crate) const COLUMNS: &[Column] = &[
    Column::required("level"),
    Column::required("field"),
    Column::optional(KEYS[0]),
    Column::required(KEYS[1]),
    Column::required(KEYS[2]),
    Column::required(KEYS[3]),
    Column::optional(KEYS[4]),
    Column::required(KEYS[5]),
    Column::required(KEYS[6]),
    Column::required(KEYS[7]),
    Column::optional(KEYS[8]),
    Column::required(KEYS[9]),
    Column::required(KEYS[10]),
];

/// The place of the first figure among the columns.
const FIRST: usize = 2;

/// The levels of rows, as a return names them.
pub(crate) const LEVELS: &[(&str, ReturnLevel)] = &[
    ("province", ReturnLevel::Of(Level::Province)),
    ("district", ReturnLevel::Of(Level::District)),
    ("commune", ReturnLevel::Of(Level::Commune)),
    ("total", ReturnLevel::Total),
];

/// The word for a level in a return.
#[must_use]
pub fn level_word(level: ReturnLevel) -> &'static str {
    LEVELS.iter().find(|(_, of)| *of == level).map_or("", |(word, _)| word)
}

/// The period of a folder's name: `2021-Q2`, `2021-6M`, `2021-9M`, `2021-Y`.
#[must_use]
pub fn read_period(folder: &str) -> Option<(i32, ReportKind)> {
    let (year, label) = folder.split_once('-')?;
    let kind = ReportKind::ALL.into_iter().find(|kind| kind.label() == label)?;
    Some((plan_year(year)?, kind))
}

/// Reads a return. A row with an error is reported and left out; `None` where the file's path names no period or no
/// unit.
pub fn read_return(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Option<Return> {
    let before = sink.errors();
    let sender = read_path(file, units, sink);
    let named = sink.errors();
    let mut rows = Vec::new();
    if let Some(mut log) = LogReader::open(file, COLUMNS, sink) {
        while let Some(row) = log.next(sink) {
            rows.extend(read_row(row, sink));
        }
    }
    let ((year, kind), unit) = sender.filter(|_| named == before)?;
    let complete = sink.errors() == named;
    Some(Return { year, kind, unit, path: file.path.clone(), rows, complete })
}

/// The period and the unit that the path names; reports what nobody knows.
fn read_path(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Option<((i32, ReportKind), UnitIndex)> {
    let mut names = file.path.rsplit('/');
    let name = names.next().unwrap_or_default();
    let folder = names.next().unwrap_or_default();
    let period = read_period(folder);
    if period.is_none() {
        sink.file(Place::file(&file.path), &UnknownPeriod { folder });
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let code = fold::nfc(stem.trim());
    let unit = units.find(&code);
    if unit.is_none() && !units.is_incomplete() {
        let nearest = nearest(&code, units.iter().map(|(_, unit)| unit.code.as_str()));
        sink.file(Place::file(&file.path), &UnknownUnit { code: &code, nearest });
    }
    period.zip(unit)
}

fn read_row(row: Row<'_>, sink: &mut Sink) -> Option<ReturnRow> {
    let before = sink.errors();
    let level = row.choice(0, LEVELS, sink);
    let field = if level == Some(ReturnLevel::Total) { row.text(1) } else { row.required(1, sink) };
    if level == Some(ReturnLevel::Total) && !field.is_empty() {
        sink.row(row.place(1), &FieldOfTotal { field: &field });
    }
    let stated = std::array::from_fn(|figure| read_figure(row, figure, sink));
    let level = level.filter(|_| sink.errors() == before)?;
    let place = |figure: usize| match stated[figure] {
        Some(_) => row.place(FIRST + figure),
        None => row.row_place(),
    };
    Some(ReturnRow {
        level,
        field: field.into_owned(),
        figures: Figures { stated },
        place: row.place(0),
        places: std::array::from_fn(place),
    })
}

/// Reads a count; only a total may be left out.
fn read_figure(row: Row<'_>, figure: usize, sink: &mut Sink) -> Option<u64> {
    let column = FIRST + figure;
    let text = row.raw(column);
    if text.is_empty() {
        if parts(figure).is_empty() {
            row.required(column, sink);
        }
        return None;
    }
    // Counts of dossiers are far below this type's end, so no sum of them can overflow.
    let count = text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    if count.is_none() {
        sink.row(row.place(column), &UnreadableNumber { column: KEYS[figure], text: &text });
    }
    count.map(u64::from)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::unit::{Unit, UnitKind};

    #[test]
    fn folders_name_periods() {
        assert_eq!(read_period("2021-Q2"), Some((2021, ReportKind::Quarter(2))));
        assert_eq!(read_period("2021-6M"), Some((2021, ReportKind::SixMonths)));
        assert_eq!(read_period("2021-9M"), Some((2021, ReportKind::NineMonths)));
        assert_eq!(read_period("2021-Y"), Some((2021, ReportKind::Annual)));
        for other in ["", "2021", "2021-Q5", "2021-q2", "2021-Q02", "21-Q2", "1999-Q1", "2021-Q2 "] {
            assert_eq!(read_period(other), None, "{other}");
        }
    }

    const HEAD: &str = "level,field,received_online,received_direct,carried_over,resolved_early,resolved_on_time,\
                        resolved_late,pending_in_time,pending_overdue,pending_total\n";

    /// Reads a return of `vp`; gives the number of its rows, where it was kept, and the findings.
    #[track_caller]
    fn check(path: &str, rows: &str, kept: Option<(usize, bool)>, findings: &[&str]) {
        let mut units = Units::default();
        units.add_unit(Unit {
            name: "Văn phòng".to_owned(),
            kind: UnitKind::Office,
            returns: true,
            ..Unit::sample("vp")
        });
        let text = format!("{HEAD}{rows}");
        let file = LogFile { path: Arc::from(path), bytes: text.as_bytes() };
        let mut sink = Sink::new();
        let read = read_return(&file, &units, &mut sink).map(|read| (read.rows.len(), read.complete));
        let found = sink.into_findings();
        let found: Vec<_> =
            found.iter().map(|f| format!("{}:{} {}", f.place.line, f.place.column, f.code)).collect();
        assert_eq!((read, found), (kept, findings.iter().map(ToString::to_string).collect()));
    }

    #[test]
    fn counts_are_digits_and_only_totals_may_be_left_out() {
        let path = "data/returns/2021-Q2/vp.csv";
        check(path, "district,a,0,1,2,3,4,5,6,7,\ntotal,,0,1,2,3,4,5,6,7,13\n", Some((2, true)), &[]);
        for bad in ["-1", "+1", "1.0", "1 000", "x", "99999999999"] {
            let row = format!("district,a,{bad},1,2,3,4,5,6,7,\n");
            check(path, &row, Some((0, false)), &["2:12 K0504"]);
        }
        check(path, "district,a,,1,2,3,4,5,6,7,\n", Some((0, false)), &["2:12 K0502"]);
        check(path, "district,,0,1,2,3,4,5,6,7,\n", Some((0, false)), &["2:10 K0502"]);
        check(path, "total,a,0,1,2,3,4,5,6,7,\n", Some((0, false)), &["2:7 K0501"]);
        check(path, "huyện,a,0,1,2,3,4,5,6,7,\n", Some((0, false)), &["2:1 K0501"]);
    }

    #[test]
    fn a_path_that_names_no_period_or_no_unit_is_reported_and_its_rows_are_read() {
        let bad = "district,a,x,1,2,3,4,5,6,7,\n";
        check("data/returns/2021-Q5/vp.csv", bad, None, &["1:1 K0501", "2:12 K0504"]);
        check("data/returns/2021-Q2/vpp.csv", bad, None, &["1:1 K0401", "2:12 K0504"]);
    }
}
