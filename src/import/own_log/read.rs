//! What is read of a workbook that we exported.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::import::table::{Row, Taker, Unreadable, Value, read_rows};
use crate::syntax::origin::{FILE_KEY, Origin, OriginFault, ROW_KEY, SHEET, is_marked, read};

/// A workbook of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnLog {
    /// Where it came from.
    pub origin: Origin,
    /// The name of the sheet.
    pub sheet: String,
    /// The columns of the sheet that are ours; `None` for one that is not there any more.
    pub columns: Vec<Option<SheetPlace>>,
    /// Headings of columns that are not ours and hold something.
    pub unknown: Vec<String>,
    /// The rows, as Excel counts, in which a cell holds the result of a formula.
    pub formulas: Vec<u32>,
    /// The rows.
    pub rows: Vec<OwnRow>,
}

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPlace {
    /// Its place, from 0.
    pub at: usize,
    /// What stands above it.
    pub heading: String,
}

/// A row of the sheet that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRow {
    /// Its number, as Excel counts.
    pub number: u32,
    /// The number of the exported row.
    pub reference: Value,
    /// The file, where there are several.
    pub file: Value,
    /// A cell for every column of the origin.
    pub cells: Vec<Value>,
}

/// Why a workbook of ours cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnFault {
    /// As any workbook.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A newer program exported it.
    #[error("tệp do bản kstthc mới hơn xuất ra (dạng {0}); hãy dùng bản mới để nhập")]
    Newer(String),
    /// The hidden sheet was edited.
    #[error(
        "trang ẩn «{SHEET}» đã bị sửa hoặc cắt mất; hãy xuất lại bằng «kstthc export» rồi chép các chỗ đã sửa sang"
    )]
    Damaged,
    /// The row of keys is gone.
    #[error(
        "không thấy hàng khóa (chữ xám, bắt đầu bằng {ROW_KEY} ở cột ẩn) trên trang nào; hãy xuất lại rồi chép các chỗ đã sửa sang"
    )]
    NoKeys,
    /// Two sheets have it.
    #[error("hai trang «{0}» và «{1}» cùng có hàng khóa; giữ một trang, xóa trang kia")]
    TwoSheets(String, String),
    /// A key stands twice.
    #[error("trang «{sheet}»: khóa «{key}» có ở hai cột; xóa hàng khóa của cột thừa")]
    TwoColumns {
        /// The sheet.
        sheet: String,
        /// The key.
        key: String,
    },
}

/// Reads a workbook of ours; `None` for any other file.
///
/// # Errors
///
/// When it is ours and cannot be read.
pub fn read_own(bytes: &[u8]) -> Result<Option<OwnLog>, OwnFault> {
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if !is_workbook {
        return Ok(None);
    }
    let mut sheets = Sheets::default();
    match read_rows(bytes, &mut sheets) {
        Ok(_) if sheets.is_ours => sheets.into_log().map(Some),
        // Whatever else is odd about a stranger's file is for others to say.
        Ok(_) | Err(Unreadable::NotTable | Unreadable::OtherKind(_) | Unreadable::TooWide { .. }) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// How many columns the hidden sheet has.
const ORIGIN_WIDTH: usize = 4;

/// What is kept of the sheets.
#[derive(Debug, Default)]
struct Sheets {
    sheet: String,
    /// The rows of the hidden sheet.
    origin: Vec<Vec<String>>,
    is_ours: bool,
    /// The row above the keys, which names the columns.
    above: Row,
    found: Option<Found>,
    second: Option<String>,
}

/// The sheet with the row of keys.
#[derive(Debug)]
struct Found {
    sheet: String,
    headings: Row,
    keys: Row,
    /// The rows, as far as there are keys.
    rows: Vec<Row>,
    /// Rows with formulas below the keys.
    formulas: BTreeSet<u32>,
    /// Columns beyond the keys that hold something.
    beyond: BTreeSet<usize>,
}

impl Taker for Sheets {
    fn sheet(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
        self.above = Row::default();
    }

    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        if self.sheet == SHEET {
            let texts: Vec<String> = row.cells.iter().take(ORIGIN_WIDTH).map(plain).collect();
            self.is_ours |= self.origin.is_empty() && is_marked(&texts);
            self.origin.push(texts);
        } else if row.cells.iter().any(|cell| is_text(cell, ROW_KEY)) {
            self.keys(row);
        } else if let Some(found) = self.found.as_mut().filter(|found| found.sheet == self.sheet) {
            found.take(row);
        }
        if self.found.is_none() {
            self.above = row.clone();
        }
        ControlFlow::Continue(())
    }

    fn formula(&mut self, row: u32, column: u32) {
        let found = self.found.as_mut().filter(|found| found.sheet == self.sheet);
        if let Some(found) = found.filter(|found| (column as usize) < found.keys.cells.len()) {
            found.formulas.insert(row);
        }
    }

    fn takes_hidden(&self) -> bool {
        true
    }
}

impl Sheets {
    fn keys(&mut self, row: &Row) {
        if self.found.is_some() {
            self.second.get_or_insert_with(|| self.sheet.clone());
            return;
        }
        let headings = std::mem::take(&mut self.above);
        self.found = Some(Found {
            sheet: self.sheet.clone(),
            headings,
            keys: row.clone(),
            rows: Vec::new(),
            formulas: BTreeSet::new(),
            beyond: BTreeSet::new(),
        });
    }

    fn into_log(self) -> Result<OwnLog, OwnFault> {
        let origin = read(self.origin).map_err(|fault| match fault {
            OriginFault::Newer(version) => OwnFault::Newer(version),
            OriginFault::Damaged => OwnFault::Damaged,
        })?;
        let found = self.found.ok_or(OwnFault::NoKeys)?;
        if let Some(second) = self.second {
            return Err(OwnFault::TwoSheets(found.sheet, second));
        }
        let place = |key: &str| found.place(key);
        let (reference, file) = (place(ROW_KEY)?, place(FILE_KEY)?);
        let columns = origin.columns.iter().map(|key| place(key)).collect::<Result<Vec<_>, _>>()?;
        let ours: Vec<usize> =
            columns.iter().chain([&reference, &file]).flatten().map(|place| place.at).collect();
        let unknown = found.unknown(&ours);
        let cell = |row: &Row, place: &Option<SheetPlace>| {
            place.as_ref().map(|place| row.get(place.at).clone()).unwrap_or_default()
        };
        let own_row = |row: &Row| OwnRow {
            number: row.number,
            reference: cell(row, &reference),
            file: cell(row, &file),
            cells: columns.iter().map(|place| cell(row, place)).collect(),
        };
        let rows = found.rows.iter().map(own_row);
        // What stands in other columns alone is no row of the log.
        let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_blank())).collect();
        let formulas = found.formulas.iter().copied().collect();
        Ok(OwnLog { sheet: found.sheet.clone(), unknown, columns, formulas, rows, origin })
    }
}

impl Found {
    fn take(&mut self, row: &Row) {
        let width = self.keys.cells.len();
        let beyond = row.cells.iter().enumerate().skip(width).filter(|(_, cell)| !cell.is_blank());
        self.beyond.extend(beyond.map(|(at, _)| at));
        let cells = row.cells.iter().take(width).cloned().collect();
        self.rows.push(Row { number: row.number, cells });
    }

    fn place(&self, key: &str) -> Result<Option<SheetPlace>, OwnFault> {
        let mut places = (0..).zip(&self.keys.cells).filter(|(_, cell)| is_text(cell, key));
        let first = places.next();
        if places.next().is_some() {
            return Err(OwnFault::TwoColumns { sheet: self.sheet.clone(), key: key.to_owned() });
        }
        let heading = |at: usize| match plain(self.headings.get(at)).trim_end_matches([' ', '*']) {
            "" => key.to_owned(),
            words => words.to_owned(),
        };
        Ok(first.map(|(at, _)| SheetPlace { at, heading: heading(at) }))
    }

    fn unknown(&self, ours: &[usize]) -> Vec<String> {
        let holds = |at: &usize| self.rows.iter().any(|row| !row.get(*at).is_blank());
        let others = (0..self.keys.cells.len()).filter(|at| !ours.contains(at)).filter(holds);
        let others = others.chain(self.beyond.iter().copied());
        let name = |at: usize| {
            let words = [self.headings.get(at), self.keys.get(at)].map(plain);
            words.into_iter().find(|words| !words.is_empty()).unwrap_or_else(|| format!("cột thứ {}", at + 1))
        };
        others.map(name).collect()
    }
}

fn is_text(cell: &Value, text: &str) -> bool {
    matches!(cell, Value::Text(own) if own.trim() == text)
}

/// A cell of the hidden sheet or of the headings as text.
fn plain(cell: &Value) -> String {
    match cell {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
