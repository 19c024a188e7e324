//! One line a finding: `path:line:col: error[K0203]: …`, for editors and `grep`.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Severity};
use crate::text::findings::one_line;

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
        let (path, message) = (one_line(&place.path), one_line(message));
        let mark = new_mark(finding);
        // Writing to a string cannot fail.
        let _ =
            writeln!(text, "{}:{}:{}: {severity}[{code}]: {message}{mark}", path, place.line, place.column);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{finding, place};
    use super::*;
    use crate::diag::Code;

    #[test]
    fn a_finding_is_one_line_whatever_its_message_has() {
        let place = place("a.csv", 1, 2, 1);
        let found =
            finding(Code::EmptyValue, Severity::Error, "a\u{202e}b\nc\u{1b}[31m\u{200b}\u{feff}d", place);
        assert_eq!(short(&[found]), "a.csv:1:2: error[K0502]: a b c [31m  d\n");
    }
}
