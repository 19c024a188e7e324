//! What is overdue as CSV: one row an occurrence or dossier.

use crate::report::overdue::OverdueReport;

/// Writes the rows; UTF-8, comma, LF.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &OverdueReport) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["kind", "id", "item", "units", "due", "working_days_overdue"])?;
    for row in &report.plan {
        let (due, days) = (row.due.to_string(), row.working_days_overdue.to_string());
        writer.write_record(["plan", &row.occurrence, &row.item, &row.units.join(" "), &due, &days])?;
    }
    for row in &report.dossiers {
        let (due, days) = (row.due_at.to_string(), row.working_days_overdue.to_string());
        writer.write_record(["dossier", &row.dossier_id, "", &row.unit, &due, &days])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
