//! The clerk's own paragraphs of a report.

use super::shown;
use crate::diag::{Code, Fact};

/// A heading that names no section of the report.
pub struct UnknownSection<'a> {
    /// What stands there.
    pub name: &'a str,
    /// The number or title that looks most like it.
    pub nearest: Option<&'a str>,
    /// The numbers of all sections.
    pub numbers: &'a [String],
}

impl Fact for UnknownSection<'_> {
    const CODE: Code = Code::NarrativeSection;

    fn message(&self) -> String {
        format!("Báo cáo không có mục «{}»; lời văn bên dưới không vào báo cáo.", shown(self.name))
    }

    fn help(&self) -> String {
        let near =
            self.nearest.map(|near| format!("Có phải ý bạn là «{}»? ", shown(near))).unwrap_or_default();
        format!("{near}Ghi số mục hoặc tên mục sau dấu #. Các mục: {}.", self.numbers.join(", "))
    }
}

/// Text above the first heading.
pub struct TextBeforeSection;

impl Fact for TextBeforeSection {
    const CODE: Code = Code::NarrativeSection;

    fn message(&self) -> String {
        "Lời văn đứng trước dòng «# số mục» đầu tiên; không biết thuộc mục nào nên không vào báo cáo."
            .to_owned()
    }

    fn help(&self) -> String {
        "Thêm một dòng như «# II.3» hoặc «# Nguyên nhân» phía trên.".to_owned()
    }
}
