//! Reads `data/evaluations/<year>-Q<n>/`: the slips by which citizens rate how a dossier was handled (`slips.csv`), and
//! the quarterly scores of the units (`units.csv`).

use super::plan::plan_year;
use super::progress::read_unit;
use super::table::{Column, LogFile, LogReader, Row};
use crate::diag::Sink;
use crate::model::evaluation::{EvaluationQuarter, Indicator, Points, Satisfaction, Slip, UnitFacts};
use crate::model::unit::Units;

/// The columns of slips, in the order in which we write them.
pub const COLUMNS: &[Column] = &[
    Column::required("dossier_id"),
    Column::required("unit"),
    Column::optional("officer"),
    Column::optional("field"),
    Column::optional("i1"),
    Column::optional("i2"),
    Column::optional("i3"),
    Column::optional("i4"),
    Column::optional("i6"),
    Column::optional("i7"),
    Column::optional("satisfaction"),
];

/// The columns of the units' scores: what a unit recorded, then what who reviews it found.
pub const UNIT_COLUMNS: &[Column] = &[
    Column::required("unit"),
    Column::optional("i5"),
    Column::optional("i6"),
    Column::optional("i8"),
    Column::optional("i9"),
    Column::optional("verified_i5"),
    Column::optional("verified_i6"),
    Column::optional("verified_i8"),
    Column::optional("verified_i9"),
];

/// The place of a slip's first score among its columns.
const SLIP_POINTS: usize = 4;
const SATISFACTION_COLUMN: usize = 10;
/// The place of a unit's first own score, and of the first one of who reviews it.
const UNIT_POINTS: usize = 1;
const VERIFIED_POINTS: usize = 5;

/// The points an indicator may have (Circular 01/2018/TT-VPCP, art. 13).
pub const SCORES: &[(&str, u8)] = &[("0", 0), ("1", 1), ("2", 2)];

/// How content the citizen was.
pub const SATISFACTION: &[(&str, Satisfaction)] = &[
    ("very_satisfied", Satisfaction::VerySatisfied),
    ("satisfied", Satisfaction::Satisfied),
    ("dissatisfied", Satisfaction::Dissatisfied),
];

/// The quarter of a folder's name: `2021-Q2`.
#[must_use]
pub fn read_quarter(folder: &str) -> Option<EvaluationQuarter> {
    let (year, number) = folder.split_once("-Q")?;
    let number = ["1", "2", "3", "4"].iter().zip(1..).find(|(text, _)| **text == number)?.1;
    Some(EvaluationQuarter { year: plan_year(year)?, number })
}

/// Reads slips; a row with an error is reported and left out.
pub fn read_slips(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Vec<Slip> {
    let mut slips = Vec::new();
    if let Some(mut log) = LogReader::open(file, COLUMNS, sink) {
        while let Some(row) = log.next(sink) {
            slips.extend(read_slip(row, units, sink));
        }
    }
    slips
}

fn read_slip(row: Row<'_>, units: &Units, sink: &mut Sink) -> Option<Slip> {
    let before = sink.errors();
    let dossier_id = row.required(0, sink).into_owned();
    let unit = read_unit(row, 1, units, sink);
    let points = read_points(row, &Indicator::OF_SLIPS, SLIP_POINTS, sink);
    let satisfaction = row.choice(SATISFACTION_COLUMN, SATISFACTION, sink);
    let unit = unit.filter(|_| sink.errors() == before)?;
    let (officer, field) = (row.text(2).into_owned(), row.text(3).into_owned());
    Some(Slip { dossier_id, unit, officer, field, points, satisfaction, place: row.place(0) })
}

/// Reads the scores of units; a row with an error is reported and left out.
pub fn read_unit_facts(file: &LogFile<'_>, units: &Units, sink: &mut Sink) -> Vec<UnitFacts> {
    let mut facts = Vec::new();
    if let Some(mut log) = LogReader::open(file, UNIT_COLUMNS, sink) {
        while let Some(row) = log.next(sink) {
            let before = sink.errors();
            let unit = read_unit(row, 0, units, sink);
            let recorded = read_points(row, &Indicator::OF_UNITS, UNIT_POINTS, sink);
            let verified = read_points(row, &Indicator::OF_UNITS, VERIFIED_POINTS, sink);
            if let Some(unit) = unit.filter(|_| sink.errors() == before) {
                facts.push(UnitFacts { unit, recorded, verified, place: row.place(0) });
            }
        }
    }
    facts
}

/// Reads the points of some indicators, which stand in neighbouring columns.
fn read_points(row: Row<'_>, indicators: &[Indicator], first: usize, sink: &mut Sink) -> Points {
    let mut points = Points::default();
    for (column, indicator) in (first..).zip(indicators) {
        points[*indicator] = row.choice(column, SCORES, sink);
    }
    points
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::unit::{Unit, UnitKind};

    #[test]
    fn folders_name_quarters() {
        assert_eq!(read_quarter("2021-Q2"), Some(EvaluationQuarter { year: 2021, number: 2 }));
        for other in
            ["", "2021", "2021-Q0", "2021-Q5", "2021-q2", "2021-Q02", "2021-6M", "1999-Q1", "2021-Q2 "]
        {
            assert_eq!(read_quarter(other), None, "{other}");
        }
    }

    #[test]
    fn columns_are_those_of_the_indicators() {
        let names = |columns: &[Column], first: usize, prefix: &str, indicators: &[Indicator]| {
            let expected = indicators.iter().map(|indicator| format!("{prefix}{}", indicator.key()));
            assert!(columns[first..].iter().zip(expected).all(|(column, name)| column.name == name));
        };
        names(COLUMNS, SLIP_POINTS, "", &Indicator::OF_SLIPS);
        names(UNIT_COLUMNS, UNIT_POINTS, "", &Indicator::OF_UNITS);
        names(UNIT_COLUMNS, VERIFIED_POINTS, "verified_", &Indicator::OF_UNITS);
        assert_eq!(COLUMNS[SATISFACTION_COLUMN].name, "satisfaction");
    }

    fn units() -> Units {
        let mut units = Units::default();
        units.add_unit(Unit { name: "Văn phòng".to_owned(), kind: UnitKind::Office, ..Unit::sample("vp") });
        units
    }

    /// Reads slips `dossier_id,unit,i1,i3,satisfaction`; gives how many were kept, and the findings.
    #[track_caller]
    fn check(rows: &str, kept: usize, findings: &[&str]) {
        let text = format!("dossier_id,unit,i1,i3,satisfaction\n{rows}");
        let file = LogFile { path: Arc::from("slips.csv"), bytes: text.as_bytes() };
        let mut sink = Sink::new();
        let read = read_slips(&file, &units(), &mut sink).len();
        let found = sink.into_findings();
        let found: Vec<_> =
            found.iter().map(|f| format!("{}:{} {}", f.place.line, f.place.column, f.code)).collect();
        assert_eq!((read, found), (kept, findings.iter().map(ToString::to_string).collect()));
    }

    #[test]
    fn points_are_0_1_2_or_nothing() {
        check("a,vp,0,2,satisfied\nb,vp,1,,\nc,vp,,,\n", 3, &[]);
        for bad in ["3", "-1", "1.0", "2 điểm", "x"] {
            check(&format!("a,vp,{bad},2,\n"), 0, &["2:6 K0501"]);
        }
        check("a,vp,0,2,happy\n", 0, &["2:10 K0501"]);
        check("a,ub,0,2,\n,vp,0,2,\n", 0, &["2:3 K0401", "3:1 K0502"]);
    }

    #[test]
    fn a_units_own_score_and_the_verified_one_are_kept_apart() {
        let text = "unit,i6,verified_i6,i9\nvp,2,1,\n";
        let file = LogFile { path: Arc::from("units.csv"), bytes: text.as_bytes() };
        let mut sink = Sink::new();
        let facts = read_unit_facts(&file, &units(), &mut sink);
        let of = |points: Points| Indicator::OF_UNITS.map(|indicator| points[indicator]);
        assert_eq!(of(facts[0].recorded), [None, Some(2), None, None]);
        assert_eq!(of(facts[0].verified), [None, Some(1), None, None]);
        assert!(sink.into_findings().is_empty());
    }
}
