//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use std::collections::BTreeMap;

use super::short::new_mark;
use crate::diag::{Diagnostic, Severity};
use crate::text::findings::is_unprintable;
use crate::text::wording;

/// GitHub shows few annotations of a run: of each severity the first so many are written.
const MOST_OF_A_SEVERITY: usize = 50;

/// Renders findings as `::error file=…,line=…,col=…,endColumn=…,title=K0203::message`, one a line; where some are left
/// out, the last line says how many.
#[must_use]
pub fn github(findings: &[Diagnostic]) -> String {
    let mut written = BTreeMap::new();
    let kept = findings.iter().filter(|finding| {
        let of_severity: &mut usize = written.entry(finding.severity).or_default();
        *of_severity += 1;
        *of_severity <= MOST_OF_A_SEVERITY
    });
    let mut text: String = kept.map(annotation).collect();
    let left_out: usize = written.values().map(|number| number.saturating_sub(MOST_OF_A_SEVERITY)).sum();
    if left_out > 0 {
        let told = data(&wording::annotations_left_out(left_out));
        text.push_str(&format!("::notice title=kstthc::{told}\n"));
    }
    text
}

fn annotation(finding: &Diagnostic) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = &finding.place;
    let columns = match place.width {
        0 => String::new(),
        width => format!(",col={},endColumn={}", place.column, place.column + width),
    };
    let mut text = format!("{}{}", finding.message, new_mark(finding));
    for label in &finding.labels {
        text.push_str(&format!("\n{} ({}, dòng {}).", label.text, label.place.path, label.place.line));
    }
    text.push_str(&format!("\nGợi ý: {}", finding.help));
    let (file, title, text) = (property(&place.path), finding.code, data(&visible(&text)));
    format!("::{command} file={file},line={}{columns},title={title}::{text}\n", place.line)
}

/// The text without invisible characters, which could turn the direction of what follows; line ends are escaped later.
fn visible(text: &str) -> String {
    let blank = |c: char| if is_unprintable(c) && !matches!(c, '\r' | '\n') { ' ' } else { c };
    text.chars().map(blank).collect()
}

/// The text of a command: what would end its line is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what would end it as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample::mixed;
    use super::*;

    #[test]
    fn each_finding_is_one_command_with_what_would_end_it_escaped() {
        assert_eq!(
            github(&mixed()),
            "::error file=data/dossiers/sổ tháng 6%2C quý II.csv,line=3,col=5,endColumn=9,title=K0204::\
             Mã hồ sơ «50%25%0D%0A::error::x» có hai lần.%0Ađã có ở đây (data/dossiers/b.csv, dòng 2).%0A\
             Gợi ý: Mỗi hồ sơ một dòng: bỏ dòng thừa, hoặc sửa mã.\n\
             ::warning file=plan/holidays/2027.toml,line=1,title=K0304::Năm 2027 [tính](1) {theo} luật.%0A\
             Gợi ý: Ghi lịch nghỉ.\n\
             ::notice file=plan/2021/plan.toml,line=7,col=1,endColumn=2,title=K0206::Đố.%0AGợi ý: Không cần sửa.\n"
        );
    }

    #[test]
    fn what_the_edit_brought_is_marked() {
        let marked = |introduced| {
            let finding = Diagnostic { introduced, ..mixed().remove(2) };
            github(&[finding]).contains("::Đố. [mới]%0A")
        };
        assert_eq!([Some(true), Some(false), None].map(marked), [true, false, false]);
    }

    #[test]
    fn characters_that_turn_the_direction_of_writing_are_blanks() {
        assert_eq!(visible("a\u{202e}b\u{2066}\u{1b}c\nd"), "a b  c\nd");
    }

    #[test]
    fn nothing_found_is_nothing_written() {
        assert_eq!(github(&[]), "");
    }
}
