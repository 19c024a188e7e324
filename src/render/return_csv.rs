//! The figures of a report as a return (`data/returns/<period>/<unit>.csv`), for the office above to take in.

use crate::model::returns::KEYS;
use crate::model::unit::Level;
use crate::report::periodic::PeriodicReport;

/// Writes a row for each level and field, and the sums at the end: UTF-8, comma, LF.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &PeriodicReport) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["level", "field"].into_iter().chain(KEYS))?;
    let numbers = |values: [u64; KEYS.len()]| values.map(|value| value.to_string());
    for row in &report.dossiers.by_field {
        // The field of a return is required; dossiers without one stand together under this name.
        let field = if row.field.is_empty() { NO_FIELD } else { &row.field };
        let cells = [level(row.level).to_owned(), field.to_owned()];
        writer.write_record(cells.into_iter().chain(numbers(row.columns.values())))?;
    }
    let cells = ["total".to_owned(), String::new()];
    writer.write_record(cells.into_iter().chain(numbers(report.dossiers.total.values())))?;
    super::csv_text::text(writer)
}

/// The field of dossiers that have none.
const NO_FIELD: &str = "(không ghi lĩnh vực)";

const fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}
