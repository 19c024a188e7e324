//! Characters that should not stand in a text.

use crate::diag::{Code, Fact};

/// `U+200B`.
fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A file is not in NFC.
pub struct NotNfc;

impl Fact for NotNfc {
    const CODE: Code = Code::NotNfc;

    fn message(&self) -> String {
        "Tệp có chữ tiếng Việt dạng tổ hợp (chữ và dấu rời nhau), bắt đầu từ đây.".to_owned()
    }

    fn help(&self) -> String {
        "Chuyển cả tệp sang Unicode dựng sẵn (NFC, TCVN 6909:2001), để tìm kiếm và so sánh không sót; trong bộ gõ chọn \
         bảng mã «Unicode», không chọn «Unicode tổ hợp»."
            .to_owned()
    }
}

/// A character that cannot be seen.
pub struct InvisibleCharacter {
    /// The character.
    pub character: char,
}

impl Fact for InvisibleCharacter {
    const CODE: Code = Code::InvisibleCharacter;

    fn message(&self) -> String {
        let kind = match self.character {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
                "đổi chiều chữ"
            }
            '\u{feff}' => "đánh dấu thứ tự byte (BOM) nằm giữa tệp",
            _ => "không nhìn thấy",
        };
        format!("Ở đây có ký tự {kind} ({}).", number(self.character))
    }

    fn help(&self) -> String {
        "Xóa ký tự này (thường do chép từ trang web hoặc Word); hai mã trông giống nhau mà khác ký tự thì không khớp."
            .to_owned()
    }
}

/// A letter of another alphabet inside a Latin word.
pub struct LookAlike {
    /// The letter.
    pub character: char,
    /// The alphabet.
    pub alphabet: &'static str,
}

impl Fact for LookAlike {
    const CODE: Code = Code::LookAlike;

    fn message(&self) -> String {
        let Self { character, alphabet } = self;
        format!("Trong từ này có chữ «{character}» của bảng chữ {alphabet} ({}).", number(*character))
    }

    fn help(&self) -> String {
        "Gõ lại từ này bằng bàn phím tiếng Việt; chữ trông giống nhau mà khác bảng chữ thì không khớp khi tìm và so sánh."
            .to_owned()
    }
}

/// A cell that would run as a formula in a spreadsheet.
pub struct FormulaCell {
    /// How the cell begins.
    pub character: char,
}

impl Fact for FormulaCell {
    const CODE: Code = Code::FormulaCell;

    fn message(&self) -> String {
        match self.character {
            '\t' => "Ô bắt đầu bằng dấu tab; Excel có thể hiểu phần sau là công thức.".to_owned(),
            character => format!("Ô bắt đầu bằng «{character}»; Excel sẽ chạy như công thức khi mở tệp."),
        }
    }

    fn help(&self) -> String {
        "Bỏ dấu này, hoặc viết chữ lên trước; công thức lạ có thể lấy dữ liệu của máy đang mở tệp.".to_owned()
    }
}

/// A control character.
pub struct ControlCharacter {
    /// The character.
    pub character: char,
}

impl Fact for ControlCharacter {
    const CODE: Code = Code::ControlCharacter;

    fn message(&self) -> String {
        format!("Ở đây có ký tự điều khiển ({}).", number(self.character))
    }

    fn help(&self) -> String {
        "Xóa ký tự này; nó có thể làm sai màn hình hoặc tệp đang bị hỏng.".to_owned()
    }
}
