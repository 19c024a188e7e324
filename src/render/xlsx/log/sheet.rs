//! The rows of the log: two rows of headings, drop-down lists and checks, real dates, codes as text.

use rust_xlsxwriter::{
    ColNum, Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, RowNum, Worksheet, XlsxError,
};

use super::guide::kind;
use super::lists::set_width;
use crate::model::date::Moment;
use crate::render::xlsx::cells::clip_to;
use crate::render::xlsx::page;
use crate::render::xlsx::styles::base;
use crate::report::log_sheet::{LogSheet, Precision, SheetCell, SheetColumn};
use crate::syntax::origin::{FILE_KEY, ROW_KEY};
use crate::text::log_columns::Holds;
use crate::text::width;

/// The row of keys; the labels stand above it, the rows below.
const KEYS: RowNum = 1;
/// The last row of a sheet.
const LAST: RowNum = 1_048_575;
/// The widest column, in letters.
const WIDEST: usize = 45;
/// Rows whose values decide about the widths.
const MEASURED: usize = 2_000;
/// The longest message of a check, in UTF-16 units.
const LONGEST_MESSAGE: usize = 255;

/// Writes the sheet; `ranges` are where the values of each list stand.
pub(super) fn write(sheet: &mut Worksheet, log: &LogSheet, ranges: &[String]) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let shift = if log.has_files() { 2 } else { 1 };
    set_up(sheet, log, shift)?;
    columns(sheet, log, (shift, ranges))?;
    headings(sheet, log, shift)?;
    for (row, (cells, number)) in (KEYS + 1..).zip(log.rows.iter().zip(1_u32..)) {
        sheet.write_number(row, 0, number)?;
        if log.has_files() {
            let file = &log.origin.files[log.origin.rows[number as usize - 1].file];
            sheet.write_string_with_format(row, 1, &file.path, &formats.text)?;
        }
        for (column, cell) in (shift..).zip(cells) {
            write_cell(sheet, (row, column), cell, &formats)?;
        }
    }
    Ok(())
}

fn set_up(sheet: &mut Worksheet, log: &LogSheet, shift: ColNum) -> Result<(), XlsxError> {
    let rows = RowNum::try_from(log.rows.len()).unwrap_or(LAST);
    let width = ColNum::try_from(log.columns.len()).unwrap_or(ColNum::MAX);
    sheet.set_freeze_panes(KEYS + 1, shift + 1)?;
    sheet.autofilter(KEYS, 0, KEYS + rows.max(1), shift + width - 1)?;
    page::set_up(sheet, true, &log.notices);
    sheet.set_repeat_rows(0, KEYS)?;
    Ok(())
}

/// Widths, formats of what is typed below the last row, lists and checks.
fn columns(
    sheet: &mut Worksheet,
    log: &LogSheet,
    (shift, ranges): (ColNum, &[String]),
) -> Result<(), XlsxError> {
    sheet.set_column_hidden(0)?;
    if log.has_files() {
        let paths = log.origin.files.iter().map(|file| width::columns(&file.path));
        set_width(sheet, 1, paths.max().unwrap_or(0).min(WIDEST) + 2)?;
        sheet.set_column_format(1, &text())?;
    }
    for (at, (number, column)) in (0_usize..).zip((shift..).zip(&log.columns)) {
        set_width(sheet, number, letters(log, at, column))?;
        sheet.set_column_format(number, &empty_format(column))?;
        if let Some(check) = check(log, column, ranges)? {
            sheet.add_data_validation(KEYS + 1, number, LAST, number, &check)?;
        }
    }
    Ok(())
}

/// The two rows of headings.
fn headings(sheet: &mut Worksheet, log: &LogSheet, shift: ColNum) -> Result<(), XlsxError> {
    let bordered = base().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let label = bordered.clone().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let (free, must) = (
        label.clone().set_background_color(Color::RGB(0x00F2_F2F2)),
        label.set_background_color(Color::RGB(0x00DD_EBF7)),
    );
    let key = bordered.set_font_size(8).set_font_color(Color::RGB(0x0080_8080));
    sheet.set_row_height(0, 34)?.set_row_height(KEYS, 14)?;
    let mut head = vec![("Số thứ tự khi xuất".to_owned(), ROW_KEY, false)];
    if log.has_files() {
        head.push(("Tệp".to_owned(), FILE_KEY, true));
    }
    let own = log.columns.iter().map(|column| (column.label.clone(), column.key.as_str(), column.required));
    let all: Vec<_> = head.into_iter().chain(own).collect();
    debug_assert_eq!(all.len(), log.columns.len() + usize::from(shift));
    for (column, (words, _, required)) in (0..).zip(&all) {
        let (words, format) = if *required { (format!("{words} *"), &must) } else { (words.clone(), &free) };
        sheet.write_string_with_format(0, column, words, format)?;
    }
    for (column, (_, name, _)) in (0..).zip(&all) {
        sheet.write_string_with_format(KEYS, column, *name, &key)?;
    }
    Ok(())
}

/// The formats of values, made once.
struct Formats {
    text: Format,
    quoted: Format,
    day: Format,
    minute: Format,
    second: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            text: text(),
            quoted: text().set_quote_prefix(),
            day: moment("dd/mm/yyyy"),
            minute: moment("dd/mm/yyyy hh:mm"),
            second: moment("dd/mm/yyyy hh:mm:ss"),
            number: base().set_num_format("0"),
        }
    }
}

fn moment(format: &str) -> Format {
    base().set_num_format(format).set_align(FormatAlign::Center)
}

/// The format that Excel names Text.
fn text() -> Format {
    base().set_num_format_index(49)
}

/// The format of the empty cells of a column, in which new rows are typed.
fn empty_format(column: &SheetColumn) -> Format {
    match column.holds {
        Holds::Moment if column.has_times => moment("dd/mm/yyyy hh:mm"),
        Holds::Moment => moment("dd/mm/yyyy"),
        Holds::Number(_) => base().set_num_format("0"),
        _ => text(),
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &SheetCell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        SheetCell::Empty => {}
        // Written as a text it is one; the prefix keeps it one when somebody edits the cell.
        SheetCell::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
            sheet.write_string_with_format(row, column, text, &formats.quoted)?;
        }
        SheetCell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        SheetCell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &formats.number)?;
        }
        SheetCell::Moment(moment, precision) => {
            let format = match precision {
                Precision::Day => &formats.day,
                Precision::Minute => &formats.minute,
                Precision::Second => &formats.second,
            };
            sheet.write_datetime_with_format(row, column, datetime(*moment)?, format)?;
        }
    }
    Ok(())
}

fn datetime(moment: Moment) -> Result<ExcelDateTime, XlsxError> {
    let date = moment.date;
    // A sheet holds the years 1901 to 9999 alone.
    let (year, month, day) = (date.year(), date.month(), date.day());
    let day = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(u16::MAX),
        u8::try_from(month).unwrap_or(u8::MAX),
        u8::try_from(day).unwrap_or(u8::MAX),
    )?;
    let Some(second) = moment.second() else { return Ok(day) };
    let hour = u16::try_from(second / 3600).unwrap_or(u16::MAX);
    let minute = u8::try_from(second / 60 % 60).unwrap_or(u8::MAX);
    day.and_hms(hour, minute, f64::from(second % 60))
}

/// How wide a column is, in letters.
fn letters(log: &LogSheet, at: usize, column: &SheetColumn) -> usize {
    let shown = |cells: &Vec<SheetCell>| match &cells[at] {
        SheetCell::Empty => 0,
        SheetCell::Text(text) => width::columns(text),
        SheetCell::Number(number) => number.to_string().len(),
        SheetCell::Moment(_, Precision::Day) => 10,
        SheetCell::Moment(_, Precision::Minute) => 16,
        SheetCell::Moment(_, Precision::Second) => 19,
    };
    let values = log.rows.iter().take(MEASURED).map(shown).max().unwrap_or(0);
    let least = match column.holds {
        Holds::Moment if column.has_times => 17,
        Holds::Moment => 11,
        _ => width::columns(&column.key) * 8 / 11,
    };
    // The label may take two lines; the arrow of the filter takes room beside the key.
    let label = (width::columns(&column.label) + 2).div_ceil(2).max(8);
    values.max(least + 3).max(label).min(WIDEST) + 2
}

/// The list or check of a column; none where anything may stand there.
fn check(
    log: &LogSheet,
    column: &SheetColumn,
    ranges: &[String],
) -> Result<Option<DataValidation>, XlsxError> {
    let list = column.list.map(|at| (&log.lists[at], &ranges[at]));
    let check = match (list, column.holds) {
        (Some((list, range)), _) => {
            let style = if list.is_closed {
                DataValidationErrorStyle::Stop
            } else {
                DataValidationErrorStyle::Warning
            };
            DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(style)
        }
        (None, Holds::Moment) => {
            let (first, last) =
                (ExcelDateTime::from_ymd(1901, 1, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?);
            DataValidation::new().allow_date(DataValidationRule::Between(first, last))
        }
        (None, Holds::Number(most)) => {
            let most = i32::try_from(most).unwrap_or(i32::MAX);
            DataValidation::new().allow_whole_number(DataValidationRule::Between(0, most))
        }
        (None, _) => return Ok(None),
    };
    let what = clip_to(&kind(column.holds), LONGEST_MESSAGE);
    let title = clip_to(&column.label, 32);
    let check = check.set_input_title(&title)?.set_input_message(&what)?;
    Ok(Some(
        check
            .set_error_title(&title)?
            .set_error_message(clip_to(&format!("Cần {what}."), LONGEST_MESSAGE))?,
    ))
}
