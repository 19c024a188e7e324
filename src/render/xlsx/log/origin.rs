//! The hidden sheet by which the workbook is recognised when it comes back.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::syntax::origin::{self, Origin};

pub(super) fn write(sheet: &mut Worksheet, origin: &Origin) -> Result<(), XlsxError> {
    sheet.set_name(origin::SHEET)?.set_hidden(true);
    for (row, texts) in (0..).zip(origin::write(origin)) {
        let row: RowNum = row;
        for (column, text) in (0..).zip(texts) {
            let column: ColNum = column;
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
