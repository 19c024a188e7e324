//! What kind of file some bytes are, told by the bytes alone: exports are named as they please.

use super::Unreadable;
use super::encoding::glance;
use super::package::Package;

/// How a zip file begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// How an old Office file begins, and a new one with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// How files begin that are certainly no table.
const OTHERS: [&[u8]; 6] = [b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"7z\xbc\xaf"];

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// `LibreOffice`.
    Ods,
    /// A page with tables, however it is named.
    Html,
    /// Text with separators.
    Text,
}

impl Kind {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "bảng tính Excel (.xlsx)",
            Self::Xls => "bảng tính Excel cũ (.xls)",
            Self::Ods => "bảng tính LibreOffice (.ods)",
            Self::Html => "trang HTML có bảng",
            Self::Text => "văn bản CSV",
        }
    }
}

/// The kind of a file.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.starts_with(ZIP) {
        return packed(bytes);
    }
    if bytes.starts_with(OLE) {
        return Ok(Kind::Xls);
    }
    if OTHERS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::NotTable);
    }
    of_text(bytes)
}

/// A zip file, by the names of its parts.
fn packed(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let package = Package::open(bytes)?;
    if package.has("xl/workbook.bin") {
        Err(Unreadable::OtherKind("sổ Excel nhị phân (.xlsb)"))
    } else if package.has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        Ok(Kind::Ods)
    } else {
        Err(Unreadable::NotTable)
    }
}

/// A text, by its first letters.
fn of_text(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let head = glance(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if head.starts_with("mime-version:") {
        return Err(Unreadable::OtherKind("trang web lưu gộp (.mht)"));
    }
    if head.starts_with("<?xml") && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(Unreadable::OtherKind("bảng tính XML 2003"));
    }
    if head.starts_with('<') {
        return Ok(Kind::Html);
    }
    let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if head.chars().filter(odd).count() > head.chars().count() / 50 {
        return Err(Unreadable::NotTable);
    }
    Ok(Kind::Text)
}
