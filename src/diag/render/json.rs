//! Findings as machine output (contract, section 7).

use serde::Serialize;

use crate::diag::{Diagnostic, Severity, Totals};

/// All findings of a run.
#[derive(Debug, Serialize)]
pub struct CheckReport<'a> {
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    exempted: usize,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: String,
    name: &'static str,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
    help: &'a str,
    related: Vec<Related<'a>>,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
}

impl<'a> CheckReport<'a> {
    /// The report of some findings and their totals.
    #[must_use]
    pub fn new(findings: &'a [Diagnostic], totals: Totals) -> Self {
        let Totals { errors, warnings, notes, exempted } = totals;
        let summary = Summary { errors, warnings, notes, exempted };
        Self { summary, findings: findings.iter().map(finding).collect() }
    }
}

fn finding(finding: &Diagnostic) -> Finding<'_> {
    let related = finding.labels.iter().map(|label| Related {
        message: &label.text,
        path: &label.place.path,
        line: label.place.line,
        column: label.place.column,
    });
    Finding {
        code: finding.code.to_string(),
        name: finding.code.name(),
        severity: finding.severity,
        message: &finding.message,
        path: &finding.place.path,
        line: finding.place.line,
        column: finding.place.column,
        help: &finding.help,
        related: related.collect(),
    }
}
