//! Personal data in logs, which git cannot forget.

use crate::diag::{Code, Fact};

/// What kind of personal datum a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A phone number.
    Phone,
    /// An identity number (CCCD, CMND).
    Identity,
    /// An e-mail address.
    Email,
}

/// A text has a personal datum.
pub struct PersonalData<'a> {
    /// What it is.
    pub datum: Datum,
    /// The datum; shown masked.
    pub text: &'a str,
    /// The column.
    pub column: &'a str,
}

impl Fact for PersonalData<'_> {
    const CODE: Code = Code::PersonalData;

    fn message(&self) -> String {
        let kind = match self.datum {
            Datum::Phone => "số điện thoại",
            Datum::Identity => "số định danh (CCCD, CMND)",
            Datum::Email => "địa chỉ thư điện tử",
        };
        format!("Cột «{}» có {kind}: «{}».", self.column, masked(self.text))
    }

    fn help(&self) -> String {
        "Xóa khỏi sổ: tệp nằm trong git, ghi rồi thì lịch sử còn mãi và ai có bản sao cũng đọc được. Chỉ ghi mã hồ sơ; \
         cách liên hệ để ở hệ thống một cửa."
            .to_owned()
    }
}

/// The first two characters, and stars.
fn masked(text: &str) -> String {
    let shown: String = text.chars().take(2).collect();
    let hidden = text.chars().count().saturating_sub(2).min(10);
    format!("{shown}{}", "*".repeat(hidden))
}
