//! One line a finding: `path:line:col: error[K0203]: …`, for editors and `grep`.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Severity};

/// Renders findings, one a line.
#[must_use]
pub fn short(findings: &[Diagnostic]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let Diagnostic { place, code, message, .. } = finding;
        // Writing to a string cannot fail.
        let _ =
            writeln!(text, "{}:{}:{}: {severity}[{code}]: {message}", place.path, place.line, place.column);
        text
    })
}
