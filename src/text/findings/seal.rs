//! Sealed figures: those of a report that was sent.

use super::shown;
use crate::diag::{Code, Fact, Label};
use crate::model::date::Date;
use crate::text::day;

/// A seal cannot be read.
pub struct UnreadableSeal {
    /// Why.
    pub reason: String,
}

impl Fact for UnreadableSeal {
    const CODE: Code = Code::UnreadableSeal;

    fn message(&self) -> String {
        format!("Tệp chốt số liệu không dùng được: {}.", shown(&self.reason))
    }

    fn help(&self) -> String {
        "Trả lại tệp từ git; số liệu đã gửi chỉ chốt bằng «kstthc seal» và chỉ bỏ chốt bằng «kstthc unseal»."
            .to_owned()
    }
}

/// Sealed figures are no longer those of today.
pub struct SealedFiguresChanged {
    /// The period, in words.
    pub period: String,
    /// The day on which it was sealed.
    pub sealed_on: Date,
    /// The columns of the total that differ: `(7) 10 → 11`; empty where only its parts do.
    pub columns: Vec<String>,
    /// What changed: rows, returns or cells.
    pub causes: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// The rows as they stand today.
    pub labels: Vec<Label>,
    /// A command that lists the dossiers of a figure that differs.
    pub command: String,
}

impl Fact for SealedFiguresChanged {
    const CODE: Code = Code::SealedFiguresChanged;

    fn message(&self) -> String {
        let Self { period, columns, causes, more, .. } = self;
        let columns = match &columns[..] {
            [] => "tổng không đổi, các phần đổi".to_owned(),
            columns => format!("cột {}", columns.join(", ")),
        };
        let more = if *more > 0 { format!("; và {more} chỗ nữa") } else { String::new() };
        let sealed_on = day::date(self.sealed_on);
        format!(
            "{period}: số liệu đã chốt ngày {sealed_on} khác số liệu hiện nay: {columns}. Do: {}{more}.",
            causes.join("; ")
        )
    }

    fn help(&self) -> String {
        format!(
            "Xem hồ sơ: {}. Sửa nhầm thì trả lại như cũ; sửa đúng thì gửi báo cáo đính chính, rồi «kstthc unseal» và «kstthc seal» lại.",
            self.command
        )
    }

    fn labels(&self) -> Vec<Label> {
        self.labels.clone()
    }
}
