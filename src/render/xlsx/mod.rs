//! The annexes of a document as an Excel workbook: one sheet each, the figures in the order in which they are typed
//! into the national reporting system, and where they come from.
//!
//! Every count, share and day is a real number or date with a format, so that a reader can calculate with it; every
//! text is written as a text, whatever sign it begins with.

mod annex;
mod cells;
mod entry;
mod lines;
pub mod log;
mod names;
mod page;
mod source;
mod styles;
#[cfg(test)]
mod tests;
mod widths;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::report::document::{Annex, Document};
use names::Names;
use styles::Styles;

/// The sheet of figures to be typed.
const ENTRY: &str = "Nhập hệ thống";
/// The sheet that says where the figures come from.
const SOURCE: &str = "Nguồn số liệu";

/// Renders the annexes of a document as the bytes of an `.xlsx` file; the same document gives the same bytes.
///
/// # Errors
///
/// Where a table has more rows or columns than a sheet can hold (1 048 576 and 16 384).
pub fn render(document: &Document) -> Result<Vec<u8>, XlsxError> {
    workbook(document, &[(ENTRY, entry::annex(document)), (SOURCE, source::annex(document))])
}

/// The same without the sheet of figures to be typed, for a document of which none go into the national system.
///
/// # Errors
///
/// As of [`render`].
pub fn render_without_entry(document: &Document) -> Result<Vec<u8>, XlsxError> {
    workbook(document, &[(SOURCE, source::annex(document))])
}

/// The annexes, then some sheets with names of their own.
fn workbook(document: &Document, last: &[(&str, Annex)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles::base(), styles::ROW_PIXELS, styles::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(document)?);
    let styles = Styles::new();
    let mut names = Names::without([ENTRY, SOURCE]);
    let mut add = |name: &str, annex: &Annex| -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet().set_name(name)?;
        page::set_up(sheet, annex.landscape, &document.notices);
        annex::write(sheet, annex, &document.notices, &styles)
    };
    for annex in &document.annexes {
        add(&names.take(&annex.sheet), annex)?;
    }
    for (name, annex) in last {
        add(name, annex)?;
    }
    workbook.save_to_buffer()
}

/// The moment is a constant: a file tells in its stamp what it was made from, not when.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(cells::clip(&document.title))
        .set_comment(cells::clip(&document.stamp))
        .set_author("kstthc")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}
