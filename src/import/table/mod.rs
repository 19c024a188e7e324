//! Foreign tables as rows of typed cells, whatever kind of file holds them.
//!
//! Rows are lent one after the other, so a sheet of Excel costs the memory of one row; the file is a stranger's, so what
//! it may unpack to is bounded, and whatever a reader stumbles over is a message.

pub(super) mod biff;
mod encoding;
mod html;
mod ods;
mod package;
mod sniff;
mod spans;
mod text;
mod xls;
mod xlsx;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use thiserror::Error;

use crate::model::date::Moment;

pub use encoding::Encoding;
pub use sniff::Kind;

/// How large a file may be, in bytes.
const LARGEST: usize = 256 << 20;
/// The last column that may hold anything.
const COLUMNS: u32 = 256;

/// How many cells the sheets of an old workbook may span: 65,536 rows of 91 columns.
pub(super) const SPANNED: u64 = 6_000_000;

/// Why nothing can be taken from a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// No bytes.
    #[error("tệp rỗng, không có dòng tiêu đề")]
    Empty,
    /// More bytes than a table has.
    #[error("tệp lớn quá {} MB; hãy xuất từng quý hoặc từng đơn vị", LARGEST >> 20)]
    TooLarge,
    /// Its parts are much larger than a table's.
    #[error(
        "tệp bung ra lớn quá {} MB, như tệp nén cố ý (zip bomb); xóa các dòng, cột thừa có định dạng rồi lưu lại, hoặc \
         xuất từng quý",
        .0 >> 20
    )]
    TooLargeUnpacked(u64),
    /// No table at all.
    #[error("tệp không phải bảng tính (.xlsx, .xls, .ods), trang HTML có bảng hay CSV")]
    NotTable,
    /// A table of a kind that is not read.
    #[error("tệp là {0}; mở bằng Excel rồi Lưu thành (Save As) → Excel Workbook (.xlsx)")]
    OtherKind(&'static str),
    /// Only its owner can open it.
    #[error("tệp có mật khẩu; mở bằng Excel, bỏ mật khẩu (File → Info → Protect Workbook) rồi lưu lại")]
    Protected,
    /// It begins like a table and cannot be read to its end.
    #[error("tệp hỏng hoặc bị cắt cụt, không đọc được; tải lại từ hệ thống, hoặc mở bằng Excel rồi lưu lại")]
    Damaged,
    /// Something stands beyond the last column.
    #[error("trang «{sheet}», dòng {row}: có dữ liệu ngoài {COLUMNS} cột đầu; xóa các cột thừa rồi lưu lại")]
    TooWide {
        /// The sheet.
        sheet: String,
        /// The row, as Excel counts.
        row: u32,
    },
    /// The sheets of an old workbook span more cells than a table has.
    #[error("các trang của tệp trải quá {} triệu ô, có ô lạc ở dòng, cột rất xa; xóa các dòng, cột thừa rồi lưu lại", SPANNED / 1_000_000)]
    TooSparse,
    /// A quote of a delimited text is wrong; other rows may hide behind it.
    #[error("dòng {row}: dấu nháy kép không khớp, các dòng sau có thể bị nuốt mất; sửa ở tệp gốc")]
    Quotes {
        /// The row, as Excel counts.
        row: u32,
    },
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, or blanks.
    #[default]
    Empty,
    /// A text, as it stands.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, or a time on a day.
    Moment(Moment),
    /// A time of day or a duration, without a day.
    Time,
    /// True or false.
    Truth(bool),
    /// `#REF!` and its like.
    Error(String),
    /// A formula whose result the file does not hold.
    Uncomputed,
    /// A cell that lies under a merged one.
    Merged,
}

impl Value {
    /// A text, or nothing where it is blank.
    fn text(text: String) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Tells whether a person sees nothing there.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Empty | Self::Merged)
    }
}

/// A row with at least one value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, as Excel counts: the first is 1. In a text, the record's.
    pub number: u32,
    /// Its cells from the first column on; those behind the last one are empty.
    pub cells: Vec<Value>,
}

impl Row {
    /// A cell.
    #[must_use]
    pub fn get(&self, column: usize) -> &Value {
        self.cells.get(column).unwrap_or(&Value::Empty)
    }

    /// Tells whether a person sees nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Value::is_blank)
    }
}

/// Whoever takes the rows of a file.
pub trait Taker {
    /// A sheet begins: its name in Excel, the number of the table in a page, empty in a text.
    fn sheet(&mut self, name: &str);

    /// A row that is not blank. [`ControlFlow::Break`] ends the reading.
    fn row(&mut self, row: &Row) -> ControlFlow<()>;

    /// A cell of the row that comes next, which holds the result of a formula; row as in [`Row::number`], column from 0.
    fn formula(&mut self, _row: u32, _column: u32) {}

    /// Whether it wants hidden sheets too: they are no part of a stranger's table, but may be of a file of our own.
    fn takes_hidden(&self) -> bool {
        false
    }
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The kind of file.
    pub kind: Kind,
    /// How the letters of a text or page are written.
    pub encoding: Option<Encoding>,
}

/// Hands over every row of every sheet, hidden ones only where they are wanted, in the order of the file.
///
/// # Errors
///
/// When the file is no table, too large, protected or damaged. Rows may have been handed over before.
pub fn read_rows(bytes: &[u8], taker: &mut dyn Taker) -> Result<Reading, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let kind = sniff::kind(bytes)?;
    let read = || match kind {
        Kind::Xlsx => xlsx::read(bytes, taker).map(|()| None),
        Kind::Xls => xls::read(bytes, taker).map(|()| None),
        Kind::Ods => ods::read(bytes, taker).map(|()| None),
        Kind::Html => html::read(bytes, taker).map(Some),
        Kind::Text => text::read(bytes, taker).map(Some),
    };
    // Foreign readers over a foreign file: where they give up, so do we, with a message.
    let encoding = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Damaged))?;
    Ok(Reading { kind, encoding })
}

/// Hands over a row that is not blank.
fn hand_over(taker: &mut dyn Taker, row: &Row) -> ControlFlow<()> {
    if row.is_blank() { ControlFlow::Continue(()) } else { taker.row(row) }
}

#[cfg(test)]
mod tests;
