//! The figures of a periodic report as CSV: one row a scope, each with the stamp of what it was counted from.

use serde::Serialize;

use crate::model::date::Date;
use crate::model::unit::Level;
use crate::report::periodic::{PeriodicReport, Rate};
use crate::tally::Columns;
use crate::text::wording::GENERATED_BY;

/// What a row says about its making that the report does not hold.
#[derive(Clone, Copy, Debug)]
pub struct FiguresHead {
    /// Today.
    pub as_of: Date,
}

/// What the figures of a row count.
#[derive(Clone, Copy, Serialize)]
struct Scope<'a> {
    kind: &'static str,
    level: Option<Level>,
    field: &'a str,
    unit: &'a str,
}

/// The names of the columns of [`Scope`].
const SCOPE: [&str; 4] = ["scope", "level", "field", "unit"];
/// The names of the columns of [`Rate`].
const RATE: [&str; 2] = ["on_time_percent", "rate_over"];

/// What every row says about its making.
#[derive(Clone, Copy, Serialize)]
struct Stamp<'a> {
    period: &'a str,
    from: Date,
    to: Date,
    as_of: Date,
    commit: Option<&'a str>,
    dirty: bool,
    data_sha256: Option<&'a str>,
    illustrative: bool,
    rows_left_out: usize,
    generated_by: &'static str,
}

/// The names of the columns of [`Stamp`].
const STAMP: [&str; 10] = [
    "period",
    "from",
    "to",
    "as_of",
    "commit",
    "dirty",
    "data_sha256",
    "illustrative",
    "rows_left_out",
    "generated_by",
];

/// Writes the rows, the whole first, then levels and fields, then units: UTF-8, comma, LF, plain numbers.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &PeriodicReport, head: FiguresHead) -> Result<String, csv::Error> {
    // A row is made of several structs, of which the writer would not find the names.
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(SCOPE.into_iter().chain(Columns::KEYS).chain(RATE).chain(STAMP))?;
    let stamp = stamp(report, head);
    for (scope, columns) in scopes(report) {
        let rate = Rate::on_time(columns, report.dossiers.on_time_rate.over);
        writer.serialize((scope, columns, rate, stamp))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn scopes(report: &PeriodicReport) -> Vec<(Scope<'_>, &Columns)> {
    let dossiers = &report.dossiers;
    let total = Scope { kind: "total", level: None, field: "", unit: "" };
    let field = |level, field| Scope { kind: "field", level: Some(level), field, ..total };
    let fields = dossiers.by_field.iter().map(|row| (field(row.level, &row.field), &row.columns));
    let unit = |unit| Scope { kind: "unit", unit, ..total };
    let units = dossiers.by_unit.iter().map(|row| (unit(&row.unit), &row.columns));
    [(total, &dossiers.total)].into_iter().chain(fields).chain(units).collect()
}

fn stamp(report: &PeriodicReport, head: FiguresHead) -> Stamp<'_> {
    let (period, provenance) = (&report.period, &report.provenance);
    Stamp {
        period: &period.label,
        from: period.from,
        to: period.to,
        as_of: head.as_of,
        commit: provenance.commit.as_deref(),
        dirty: provenance.dirty,
        data_sha256: provenance.data_sha256.as_deref(),
        illustrative: provenance.illustrative,
        rows_left_out: provenance.rows_left_out,
        generated_by: GENERATED_BY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::RateOver;
    use crate::report::document::Document;
    use crate::report::periodic::{DossierFigures, FieldRow, PeriodView, PlanFigures, Provenance, UnitRow};
    use crate::report::summary::Summary;

    fn date(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn report() -> PeriodicReport {
        let land = Columns {
            received_online: 1500,
            received_direct: 20,
            carried_over: 3,
            resolved_early: 4,
            resolved_on_time: 1200,
            resolved_late: 6,
            pending_in_time: 300,
            pending_overdue: 13,
        };
        let dossiers = DossierFigures {
            total: land,
            by_field: vec![FieldRow {
                level: Level::District,
                field: "Đất đai, \"nhà ở\"".to_owned(),
                columns: land,
            }],
            by_unit: vec![UnitRow { unit: "p-tnmt".to_owned(), columns: Columns::default() }],
            on_time_rate: Rate::on_time(&land, RateOver::ReceivedTotal),
        };
        let period = PeriodView {
            kind: "quarter",
            year: 2021,
            number: Some(2),
            label: "Quý II/2021".to_owned(),
            from: date("2021-03-15"),
            to: date("2021-06-14"),
            deadline: None,
        };
        let provenance = Provenance { commit: Some("4f2a".to_owned()), dirty: true, ..Provenance::default() };
        let (plan, document) = (PlanFigures::default(), Document::default());
        PeriodicReport {
            period,
            provenance,
            dossiers,
            plan,
            returns: Vec::new(),
            sealed: None,
            comparison: None,
            summary: Summary::default(),
            document,
        }
    }

    fn rows() -> Vec<csv::StringRecord> {
        let text = render(&report(), FiguresHead { as_of: date("2021-06-15") }).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(Result::unwrap).collect()
    }

    fn value(row: usize, name: &str) -> String {
        let rows = rows();
        rows[row][rows[0].iter().position(|own| own == name).unwrap()].to_owned()
    }

    #[test]
    fn each_scope_has_one_row_with_its_names() {
        let names: Vec<_> =
            rows().iter().map(|row| row.iter().take(4).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(
            names,
            ["scope|level|field|unit", "total|||", "field|district|Đất đai, \"nhà ở\"|", "unit|||p-tnmt"]
        );
    }

    #[test]
    fn the_columns_of_the_form_stand_in_their_order_as_plain_numbers() {
        let part = |row: usize| rows()[row].iter().skip(4).take(11).collect::<Vec<_>>().join(" ");
        assert_eq!(part(0), Columns::KEYS.join(" "));
        assert_eq!(part(1), "1523 1500 20 3 1210 4 1200 6 313 300 13");
        assert_eq!(part(3), "0 0 0 0 0 0 0 0 0 0 0");
    }

    #[test]
    fn the_rate_is_a_plain_number_and_empty_over_nothing() {
        assert_eq!(value(2, "on_time_percent"), "79.05");
        assert_eq!(value(3, "on_time_percent"), "");
        assert_eq!(value(3, "rate_over"), "received_total");
    }

    #[test]
    fn every_row_carries_the_whole_stamp() {
        let stamp = format!("Quý II/2021|2021-03-15|2021-06-14|2021-06-15|4f2a|true||false|0|{GENERATED_BY}");
        for row in rows().iter().skip(1) {
            assert_eq!(row.iter().skip(17).collect::<Vec<_>>().join("|"), stamp);
        }
        assert_eq!(rows()[0].iter().skip(17).collect::<Vec<_>>(), STAMP);
    }

    #[test]
    fn lines_end_with_lf_and_there_is_no_mark_at_the_head() {
        let text = render(&report(), FiguresHead { as_of: date("2021-06-15") }).unwrap();
        assert!(text.starts_with("scope,level") && text.ends_with('\n') && !text.contains('\r'));
    }
}
