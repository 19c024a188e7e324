//! TOML files.

use super::{did_you_mean, quoted_list, shown};
use crate::diag::{Code, Fact};
use crate::model::period::YEARS;

/// The file does not follow the grammar.
pub struct TomlSyntax {
    /// What the parser says, in Vietnamese.
    pub message: String,
}

impl Fact for TomlSyntax {
    const CODE: Code = Code::TomlSyntax;

    fn message(&self) -> String {
        format!("Sai cú pháp TOML: {}.", self.message)
    }

    fn help(&self) -> String {
        "Sửa đúng chỗ được chỉ rồi chạy lại «kstthc check»; các chỗ khác trong tệp vẫn được kiểm tra."
            .to_owned()
    }
}

/// A key the schema does not know.
pub struct UnknownKey<'a> {
    /// The key.
    pub key: &'a str,
    /// The table it stands in.
    pub table: &'a str,
    /// The keys the table may have.
    pub known: &'a [&'static str],
}

impl Fact for UnknownKey<'_> {
    const CODE: Code = Code::UnknownKey;

    fn message(&self) -> String {
        format!("Không có khóa «{}» trong bảng «{}».", shown(self.key), self.table)
    }

    fn help(&self) -> String {
        let nearest = did_you_mean(self.key, self.known.iter().copied());
        format!("{nearest}Các khóa dùng được: {}.", quoted_list(self.known.iter().copied()))
    }
}

/// A required key is missing.
pub struct MissingKey<'a> {
    /// The key.
    pub key: &'a str,
    /// The table that lacks it.
    pub table: &'a str,
}

impl Fact for MissingKey<'_> {
    const CODE: Code = Code::MissingKey;

    fn message(&self) -> String {
        format!("Thiếu khóa bắt buộc «{}» trong bảng «{}».", self.key, self.table)
    }

    fn help(&self) -> String {
        format!("Thêm một dòng «{} = …» vào bảng này.", self.key)
    }
}

/// A value of the wrong type or outside its list.
pub struct WrongValue<'a> {
    /// The key.
    pub key: &'a str,
    /// What is expected.
    pub expected: &'a str,
}

impl Fact for WrongValue<'_> {
    const CODE: Code = Code::WrongValue;

    fn message(&self) -> String {
        format!("Giá trị của «{}» không dùng được.", shown(self.key))
    }

    fn help(&self) -> String {
        format!("Ghi {}.", self.expected)
    }
}

/// A file written for a newer version of the tool.
pub struct NewerSchema {
    /// The version in the file.
    pub found: i64,
    /// The newest version this tool reads.
    pub supported: i64,
}

impl Fact for NewerSchema {
    const CODE: Code = Code::NewerSchema;

    fn message(&self) -> String {
        let Self { found, supported } = self;
        format!("Tệp thuộc phiên bản {found}, còn chương trình này chỉ đọc đến phiên bản {supported}.")
    }

    fn help(&self) -> String {
        "Cài bản kstthc mới hơn; đừng sửa số phiên bản trong tệp.".to_owned()
    }
}

/// A file that cannot be read.
pub struct UnreadableFile {
    /// Why, in Vietnamese.
    pub reason: String,
}

impl Fact for UnreadableFile {
    const CODE: Code = Code::UnreadableFile;

    fn message(&self) -> String {
        format!("Không đọc được tệp: {}.", self.reason)
    }

    fn help(&self) -> String {
        "Kiểm tra quyền đọc, hoặc xem có phải một thư mục, một ống dẫn (pipe) mang tên của tệp.".to_owned()
    }
}

/// A file that stands where the tool looks for none.
pub struct StrayFile<'a> {
    /// What is expected there.
    pub expected: &'a str,
    /// The known name that was probably meant.
    pub nearest: Option<&'a str>,
}

impl Fact for StrayFile<'_> {
    const CODE: Code = Code::StrayFile;

    fn message(&self) -> String {
        "Tệp hoặc thư mục này không được đọc: tên hoặc chỗ đặt không đúng quy ước.".to_owned()
    }

    fn help(&self) -> String {
        let nearest = self.nearest.map(|name| format!("Có phải ý bạn là «{name}»? ")).unwrap_or_default();
        format!("{nearest}Ở đây chỉ đọc {}. Đổi tên hoặc chuyển đi nơi khác.", self.expected)
    }
}

/// A yearly log whose name is no year; its rows count all the same.
pub struct LogWithoutYear;

impl Fact for LogWithoutYear {
    const CODE: Code = Code::StrayFile;

    fn message(&self) -> String {
        "Tên tệp không phải là năm; các dòng vẫn được đọc.".to_owned()
    }

    fn help(&self) -> String {
        format!("Đổi tên thành <năm>.csv, với năm từ {} đến {}.", YEARS.start(), YEARS.end())
    }
}
