//! One line a finding: `path:line:col: error[K0203]: …`, for editors and `grep`.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Severity};

/// The mark of a finding that the edit brought.
pub(super) fn new_mark(finding: &Diagnostic) -> &'static str {
    if finding.introduced == Some(true) { " [mới]" } else { "" }
}

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
        let mark = new_mark(finding);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {severity}[{code}]: {message}{mark}",
            place.path, place.line, place.column
        );
        text
    })
}
