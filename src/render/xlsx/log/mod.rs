//! A log as a workbook to be edited: the rows, how to edit them, the lists of values, and where everything came from.

mod guide;
mod lists;
mod origin;
mod sheet;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::styles;
use crate::report::log_sheet::LogSheet;

/// The sheet of the lists of values.
const LISTS: &str = "Danh mục";
/// The sheet that says how to edit.
const GUIDE: &str = "Hướng dẫn";

/// Renders a log as the bytes of an `.xlsx` file; the same log gives the same bytes.
///
/// # Errors
///
/// When the writer fails, which it does not on what a [`LogSheet`] can hold.
pub fn render(log: &LogSheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles::base(), styles::ROW_PIXELS, styles::COLUMN_PIXELS)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(log.title)
            .set_comment(log.notices.join("\n"))
            .set_author("kstthc")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let ranges = lists::ranges(log);
    sheet::write(workbook.add_worksheet_with_constant_memory()?.set_name(log.title)?, log, &ranges)?;
    guide::write(workbook.add_worksheet().set_name(GUIDE)?, log)?;
    if !log.lists.is_empty() {
        lists::write(workbook.add_worksheet().set_name(LISTS)?, log)?;
    }
    origin::write(workbook.add_worksheet_with_constant_memory()?, &log.origin)?;
    workbook.save_to_buffer()
}
