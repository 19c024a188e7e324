//! What is overdue as CSV: one row an occurrence, dossier or feedback.

use super::csv_text;
use crate::model::feedback_way::FeedbackStep;
use crate::report::overdue::OverdueReport;

/// Writes the rows.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &OverdueReport) -> Result<String, csv::Error> {
    let header = ["kind", "id", "item", "units", "due", "working_days_overdue", "step"];
    let plan = report.plan.iter().map(|row| {
        let (due, days) = (row.due.to_string(), row.working_days_overdue);
        ("plan", row.occurrence.as_str(), row.item.as_str(), row.units.join(" "), due, days, "")
    });
    let dossiers = report.dossiers.iter().map(|row| {
        let (due, days) = (row.due_at.to_string(), row.working_days_overdue);
        ("dossier", row.dossier_id.as_str(), "", row.unit.clone(), due, days, "")
    });
    let feedback = report.feedback.iter().map(|row| {
        let (due, days) = (row.due.map(|due| due.to_string()).unwrap_or_default(), row.working_days_overdue);
        let (id, unit) = (row.feedback_id.as_str(), row.unit.clone().unwrap_or_default());
        ("feedback", id, "", unit, due, days, step(row.step))
    });
    csv_text::render(&header, plan.chain(dossiers).chain(feedback))
}

/// The step, as machine output names it.
const fn step(step: FeedbackStep) -> &'static str {
    match step {
        FeedbackStep::Classify => "classify",
        FeedbackStep::Forward => "forward",
        FeedbackStep::Answer => "answer",
        FeedbackStep::Publish => "publish",
    }
}
