//! Exemptions of `plan/exemptions.toml`.

use crate::diag::{Code, Fact};
use crate::model::date::Date;
use crate::text::day;

/// An exemption that silences nothing.
pub struct UnusedExemption {
    /// The kind it names.
    pub code: Code,
}

impl Fact for UnusedExemption {
    const CODE: Code = Code::UnusedExemption;

    fn message(&self) -> String {
        format!("Miễn trừ {} ({}) không còn ứng với phát hiện nào.", self.code, self.code.name())
    }

    fn help(&self) -> String {
        "Bỏ mục [[exemption]] này; nếu phát hiện vẫn còn, sửa path hoặc contains cho khớp.".to_owned()
    }
}

/// An exemption whose last day has passed.
pub struct ExpiredExemption {
    /// The kind it names.
    pub code: Code,
    /// Its last day.
    pub until: Date,
}

impl Fact for ExpiredExemption {
    const CODE: Code = Code::ExpiredExemption;

    fn message(&self) -> String {
        format!(
            "Miễn trừ {} ({}) hết hạn ngày {}, không còn tác dụng.",
            self.code,
            self.code.name(),
            day::date(self.until)
        )
    }

    fn help(&self) -> String {
        "Xử lý dứt điểm rồi bỏ mục [[exemption]] này; nếu vẫn cần chấp nhận, ghi ngày until mới và lý do."
            .to_owned()
    }
}

/// An exemption for a kind of finding that is an error.
pub struct ExemptedError {
    /// The kind it names.
    pub code: Code,
}

impl Fact for ExemptedError {
    const CODE: Code = Code::ExemptedError;

    fn message(&self) -> String {
        format!("{} ({}) là lỗi, không miễn trừ được.", self.code, self.code.name())
    }

    fn help(&self) -> String {
        "Lỗi làm số liệu không đọc được hoặc mâu thuẫn nên phải sửa; chỉ cảnh báo và ghi chú được miễn trừ. Bỏ mục này."
            .to_owned()
    }
}
