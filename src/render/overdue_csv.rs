//! What is overdue as CSV: one row an occurrence or dossier.

use super::csv_text;
use crate::report::overdue::OverdueReport;

/// Writes the rows.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &OverdueReport) -> Result<String, csv::Error> {
    let header = ["kind", "id", "item", "units", "due", "working_days_overdue"];
    let plan = report.plan.iter().map(|row| {
        let (due, days) = (row.due.to_string(), row.working_days_overdue);
        ("plan", row.occurrence.as_str(), row.item.as_str(), row.units.join(" "), due, days)
    });
    let dossiers = report.dossiers.iter().map(|row| {
        let (due, days) = (row.due_at.to_string(), row.working_days_overdue);
        ("dossier", row.dossier_id.as_str(), "", row.unit.clone(), due, days)
    });
    csv_text::render(&header, plan.chain(dossiers))
}
