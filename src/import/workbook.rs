//! The sheets of a foreign workbook (`.xlsx`, `.xlsm`, `.xls`, `.ods`) as cells, within bounds.
//!
//! The file is a stranger's: its size is bounded packed and unpacked, and whatever the reader stumbles over is a
//! message.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::table::SPANNED;
use super::table::biff::spanned_cells;
use calamine::{Data, Ods, OdsError, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use thiserror::Error;
use zip::ZipArchive;

/// How large a file may be, in bytes.
const LARGEST: usize = 20 << 20;
/// How large its parts may be together once unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 100 << 20;
/// The last row that may hold anything.
pub(super) const ROWS: u32 = 20_000;
/// The last column that may hold anything.
pub(super) const COLUMNS: u32 = 100;

/// How a zip file begins.
const ZIP: &[u8] = b"PK";
/// How an old Office file begins, and a new one with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Why nothing can be taken from a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// More bytes than a form has.
    #[error("tệp lớn quá 20 MB; biểu chỉ cần một trang, hãy chép trang ấy sang một tệp mới")]
    TooLarge,
    /// Its parts are much larger than the file.
    #[error("tệp bung ra lớn quá 100 MB; biểu chỉ cần một trang, hãy chép trang ấy sang một tệp mới")]
    TooLargeUnpacked,
    /// No workbook at all.
    #[error("tệp không phải bảng tính Excel (.xlsx, .xls) hay LibreOffice (.ods)")]
    NotWorkbook,
    /// A table of another kind that Excel opens.
    #[error("tệp là {0}, không phải .xlsx; mở bằng Excel rồi Lưu thành (Save As) → Excel Workbook (.xlsx)")]
    OtherKind(&'static str),
    /// Only its owner can open it.
    #[error("tệp có mật khẩu; mở bằng Excel, bỏ mật khẩu (File → Info → Protect Workbook) rồi lưu lại")]
    Protected,
    /// It begins like a workbook and cannot be read to its end.
    #[error("tệp hỏng hoặc bị cắt cụt, không đọc được; xin đơn vị gửi lại, hoặc mở bằng Excel rồi lưu lại")]
    Damaged,
    /// A sheet with more rows or columns than a form has.
    #[error("trang «{0}» có dữ liệu ngoài {ROWS} dòng, {COLUMNS} cột đầu; biểu không lớn đến thế")]
    SheetTooLarge(String),
    /// No sheet has the row of column numbers.
    #[error(
        "không trang nào (trang ẩn không tính) có hàng số cột (2), (3) … (13) của biểu II.06a; thêm hàng ấy vào dưới \
         tiêu đề của bảng"
    )]
    NoTable,
    /// The best row of column numbers lacks some.
    #[error("trang «{sheet}», dòng {row}: hàng số cột thiếu {lacking}; cần đủ (2), (3) … (13)")]
    ColumnsLacking {
        /// The sheet.
        sheet: String,
        /// The row, as Excel counts.
        row: u32,
        /// `(4), (5)`.
        lacking: String,
    },
    /// A table without a row of figures.
    #[error(
        "trang «{0}»: dưới hàng số cột không có dòng số liệu nào; nếu đơn vị không phát sinh hồ sơ, ghi một dòng lĩnh \
         vực với các số 0"
    )]
    NoRows(String),
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value {
    #[default]
    Empty,
    Number(f64),
    Text(String),
    /// A day or a time.
    Day,
    /// True or false.
    Truth,
    /// `#REF!` and its like.
    Error,
    /// A formula whose result the file does not hold.
    Uncomputed,
}

/// A sheet: its cells by row and column, both from 0, empty ones left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) cells: BTreeMap<(u32, u32), Value>,
    /// Whether something lies beyond the last row or column, and was left out.
    pub(super) exceeds: bool,
}

impl Sheet {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    fn add(&mut self, (row, column): (u32, u32), value: Value) {
        if value == Value::Empty {
            return;
        }
        if row >= ROWS || column >= COLUMNS {
            self.exceeds = true;
        } else {
            self.cells.insert((row, column), value);
        }
    }

    pub(super) fn get(&self, row: u32, column: u32) -> &Value {
        self.cells.get(&(row, column)).unwrap_or(&Value::Empty)
    }
}

type Bytes<'b> = Cursor<&'b [u8]>;

/// Reads the sheets that are not hidden.
///
/// # Errors
///
/// When the file is too large, no workbook, protected or damaged.
pub(super) fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let read = || match bytes {
        zip if zip.starts_with(ZIP) => packed(zip),
        ole if ole.starts_with(OLE) => old(ole),
        other => Err(unknown(other)),
    };
    // A foreign reader over a foreign file: where it gives up, so do we, with a message.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Damaged))
}

fn unknown(bytes: &[u8]) -> Refusal {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.starts_with(b"<") { Refusal::OtherKind("trang HTML hoặc XML") } else { Refusal::NotWorkbook }
}

/// A zip file, by the names of its parts.
fn packed(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    bound(&mut archive)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Err(Refusal::OtherKind("sổ Excel nhị phân (.xlsb)"))
    } else if has("xl/workbook.xml") {
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| of_xlsx(&error))?;
        new_sheets(book)
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        let book: Ods<Bytes<'_>> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
            OdsError::Password => Refusal::Protected,
            _ => Refusal::Damaged,
        })?;
        whole_sheets(book)
    } else {
        Err(Refusal::NotWorkbook)
    }
}

/// Unpacks everything once and keeps nothing: what the parts say of their size may be untrue.
fn bound(archive: &mut ZipArchive<Bytes<'_>>) -> Result<(), Refusal> {
    let mut left = LARGEST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Refusal::Damaged)?;
        let copied = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let size = copied.map_err(|_| Refusal::Damaged)?;
        left = left.checked_sub(size).ok_or(Refusal::TooLargeUnpacked)?;
    }
    Ok(())
}

fn of_xlsx(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) { Refusal::Protected } else { Refusal::Damaged }
}

fn old(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    if spanned_cells(bytes).is_some_and(|cells| cells > SPANNED) {
        return Err(Refusal::TooLargeUnpacked);
    }
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => whole_sheets::<Xls<Bytes<'_>>>(book),
        Err(XlsError::Password) => Err(Refusal::Protected),
        // A new file with a password is packed like an old one.
        Err(_) => match Xlsx::new(Cursor::new(bytes)) {
            Ok(_) => Err(Refusal::Damaged),
            Err(error) => Err(of_xlsx(&error)),
        },
    }
}

fn shown_sheets<'b, R: Reader<Bytes<'b>>>(book: &R) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let shown = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible);
    shown.map(|sheet| sheet.name.clone()).collect()
}

/// Cell by cell, since a single cell in the last corner must not make a table of all that lies before it.
fn new_sheets(mut book: Xlsx<Bytes<'_>>) -> Result<Vec<Sheet>, Refusal> {
    let mut sheets = Vec::new();
    for name in shown_sheets(&book) {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that is nothing but a chart.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(of_xlsx(&error)),
        };
        let mut sheet = Sheet::new(&name);
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| of_xlsx(&error))? {
            sheet.add(cell.pos, value(cell.value.into(), cell.formula.is_some()));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn whole_sheets<'b, R: Reader<Bytes<'b>>>(mut book: R) -> Result<Vec<Sheet>, Refusal> {
    let mut sheets = Vec::new();
    for name in shown_sheets(&book) {
        let mut sheet = Sheet::new(&name);
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let range = book.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
            let at = (top.saturating_add(index(row)), left.saturating_add(index(column)));
            sheet.add(at, value(range.get_value(at).cloned().unwrap_or_default(), true));
        }
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = (top.saturating_add(index(row)), left.saturating_add(index(column)));
            sheet.add(at, value(data.clone(), false));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "a count beyond 2^53 is refused as too large all the same")]
fn value(data: Data, is_formula: bool) -> Value {
    match data {
        Data::Int(number) => Value::Number(number as f64),
        Data::Float(number) => Value::Number(number),
        // A formula may have nothing as its result.
        Data::String(text) if text.trim().is_empty() => Value::Empty,
        Data::String(text) => Value::Text(text),
        Data::Bool(_) => Value::Truth,
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => Value::Day,
        Data::Error(_) => Value::Error,
        Data::Empty if is_formula => Value::Uncomputed,
        Data::Empty => Value::Empty,
    }
}
