//! Findings for the tests of the renderers.

use crate::diag::{Code, Diagnostic, Label, Place, Reach, Severity};

/// A place of a file.
pub(super) fn place(path: &str, line: u32, column: u32, width: u32) -> Place {
    Place { path: path.into(), line, column, width, record: line }
}

/// A finding without labels.
pub(super) fn finding(code: Code, severity: Severity, message: &str, place: Place) -> Diagnostic {
    let help = "Không cần sửa.".to_owned();
    Diagnostic {
        code,
        severity,
        message: message.to_owned(),
        place,
        help,
        labels: vec![],
        reach: Reach::File,
    }
}

/// An error with a label, a warning about a whole file and a note; with Vietnamese, a path with blanks, and characters
/// that the formats must escape.
pub(super) fn mixed() -> Vec<Diagnostic> {
    let first = Label { place: place("data/dossiers/b.csv", 2, 1, 3), text: "đã có ở đây".to_owned() };
    let error = Diagnostic {
        help: "Mỗi hồ sơ một dòng: bỏ dòng thừa, hoặc sửa mã.".to_owned(),
        labels: vec![first],
        ..finding(
            Code::DuplicateDossier,
            Severity::Error,
            "Mã hồ sơ «50%\r\n::error::x» có hai lần.",
            place("data/dossiers/sổ tháng 6, quý II.csv", 3, 5, 4),
        )
    };
    let warning = Diagnostic {
        help: "Ghi lịch nghỉ.".to_owned(),
        ..finding(
            Code::ComputedYear,
            Severity::Warning,
            "Năm 2027 [tính](1) {theo} luật.",
            Place::file(&"plan/holidays/2027.toml".into()),
        )
    };
    let note = finding(Code::ItemOrder, Severity::Note, "Đố.", place("plan/2021/plan.toml", 7, 1, 1));
    vec![error, warning, note]
}
