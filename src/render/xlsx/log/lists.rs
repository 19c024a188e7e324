//! The lists from which values are chosen, two columns each: the code, and what it means.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::LISTS;
use crate::render::xlsx::cells::clip;
use crate::render::xlsx::page;
use crate::render::xlsx::styles::base;
use crate::report::log_sheet::LogSheet;
use crate::text::width;

/// The first row of values, counted from 0: below the heading.
const FIRST: RowNum = 1;
/// The widest column, in letters.
const WIDEST: usize = 70;

/// Where the codes of each list stand, as a formula names them: `='Danh mục'!$A$2:$A$4`.
pub(super) fn ranges(log: &LogSheet) -> Vec<String> {
    let range = |(at, count): (usize, usize)| {
        let column = rust_xlsxwriter::utility::column_number_to_name(code_column(at));
        format!("='{LISTS}'!${column}${}:${column}${}", FIRST + 1, count + 1)
    };
    log.lists.iter().map(|list| list.values.len()).enumerate().map(range).collect()
}

/// The column of the codes of a list; one is left free between two lists.
fn code_column(at: usize) -> ColNum {
    // A log has fewer lists than columns.
    ColNum::try_from(at * 3).unwrap_or(ColNum::MAX)
}

pub(super) fn write(sheet: &mut Worksheet, log: &LogSheet) -> Result<(), XlsxError> {
    page::set_up(sheet, true, &log.notices);
    let text = base().set_num_format_index(49);
    let heading: Format = base().set_bold();
    sheet.set_freeze_panes(FIRST, 0)?;
    for (at, list) in log.lists.iter().enumerate() {
        let codes = code_column(at);
        sheet.write_string_with_format(0, codes, &list.label, &heading)?;
        sheet.write_string_with_format(0, codes + 1, "Nghĩa", &heading)?;
        for (row, (code, meaning)) in (FIRST..).zip(&list.values) {
            sheet.write_string_with_format(row, codes, clip(code), &text)?;
            sheet.write_string_with_format(row, codes + 1, clip(meaning), &text)?;
        }
        let widest = |of: fn(&(String, String)) -> &str| {
            let widths = list.values.iter().map(|value| width::columns(of(value)));
            widths.max().unwrap_or(0).clamp(width::columns(&list.label).max(8), WIDEST) + 2
        };
        set_width(sheet, codes, widest(|(code, _)| code))?;
        set_width(sheet, codes + 1, widest(|(_, meaning)| meaning))?;
    }
    Ok(())
}

/// Sets the width of a column in letters.
pub(super) fn set_width(sheet: &mut Worksheet, column: ColNum, letters: usize) -> Result<(), XlsxError> {
    let letters = u32::try_from(letters).unwrap_or(u32::MAX);
    sheet.set_column_width(column, f64::from(letters))?;
    Ok(())
}
