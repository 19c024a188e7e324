//! The dossiers behind a figure as CSV: one row a dossier.

use super::csv_text;
use crate::report::cell::{CellDossier, CellReport};

/// Writes the rows.
///
/// # Errors
///
/// When the CSV writer fails, which it does not on memory.
pub fn render(report: &CellReport) -> Result<String, csv::Error> {
    csv_text::render(&CellDossier::KEYS, &report.dossiers)
}
