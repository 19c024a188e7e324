//! One annex on one sheet.

use rust_xlsxwriter::{IgnoreError, RowNum, Worksheet, XlsxError};

use super::cells::{self, Kind};
use super::lines::{Lines, column_number};
use super::styles::{Styles, Voice};
use super::widths;
use crate::report::document::{Annex, Row, Table};

/// What stands in place of rows where there are none.
const NOTHING: &str = "Không phát sinh.";
/// How high what stays in sight may be, in points: more would leave a small screen no room for the rows.
const HIGHEST_FROZEN: f64 = 330.0;
/// The height of an empty row around a table.
const GAP: f64 = 6.0;
/// From how many rows on a flat list has buttons to filter it.
const LONG: usize = 20;

/// Writes an annex under the notices of its document.
pub(super) fn write(
    sheet: &mut Worksheet,
    annex: &Annex,
    notices: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let page = if annex.landscape { widths::LANDSCAPE } else { widths::PORTRAIT };
    let mut lines = Lines::new(sheet, widths::of(&annex.table, page))?;
    for notice in notices {
        lines.line(notice, Voice::Notice)?;
    }
    above(&mut lines, annex)?;
    table(&mut lines, &annex.table, styles)?;
    lines.end_row(GAP)?;
    annex.notes.iter().try_for_each(|note| lines.line(note, Voice::Note))
}

/// Everything between the notices and the table.
fn above(lines: &mut Lines<'_>, annex: &Annex) -> Result<(), XlsxError> {
    for at in 0..annex.parties.len().max(usize::from(!annex.form.is_empty())) {
        let form = if at == 0 { &annex.form } else { "" };
        lines.sides(form, annex.parties.get(at).map_or("", String::as_str))?;
    }
    let titles = [(&annex.label, Voice::Label), (&annex.title, Voice::Title), (&annex.origin, Voice::Aside)];
    let subtitle = annex.subtitle.iter().map(|line| (line, Voice::Aside));
    let measure = [(&annex.measure, Voice::Measure)];
    for (text, voice) in titles.into_iter().chain(subtitle).chain(measure) {
        if !text.is_empty() {
            lines.line(text, voice)?;
        }
    }
    if annex.measure.is_empty() { lines.end_row(GAP) } else { Ok(()) }
}

fn table(lines: &mut Lines<'_>, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    let first = lines.row;
    headings(lines, table, styles)?;
    if table.is_numbered() {
        for (at, column) in table.columns.iter().enumerate() {
            let number = &column.number;
            lines.sheet.write_string_with_format(lines.row, column_number(at)?, number, &styles.number)?;
        }
        lines.end_row(widths::line())?;
    }
    if lines.row > first {
        stay(lines, first)?;
    }
    rows(lines, table, styles)?;
    let last_column = column_number(lines.widths.len() - 1)?;
    let last = lines.row - 1;
    // Codes and numbers of columns are meant to be texts, whatever they look like.
    lines.sheet.ignore_error_range(first, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    if is_long_list(table) {
        lines.sheet.autofilter(first, 0, last, last_column)?;
    }
    Ok(())
}

fn headings(lines: &mut Lines<'_>, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    let top = lines.row;
    for cell in table.headings() {
        let first = top + row_number(cell.row)?;
        let rows = (first, top + row_number(cell.row + cell.rows - 1)?);
        lines.merge(rows, (cell.column, cell.column + cell.columns - 1), cell.text, &styles.heading)?;
    }
    widths::headings(table, &lines.widths).into_iter().try_for_each(|height| lines.end_row(height))
}

/// Keeps the headings in sight on the screen, and repeats them on every page.
fn stay(lines: &mut Lines<'_>, first: RowNum) -> Result<(), XlsxError> {
    if lines.height <= HIGHEST_FROZEN {
        lines.sheet.set_freeze_panes(lines.row, 0)?;
    }
    lines.sheet.set_repeat_rows(first, lines.row - 1)?;
    Ok(())
}

fn rows(lines: &mut Lines<'_>, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    if table.rows.is_empty() {
        let last = lines.widths.len() - 1;
        lines.merge((lines.row, lines.row), (0, last), NOTHING, &styles.nothing)?;
        return lines.end_row(widths::line());
    }
    table.rows.iter().try_for_each(|row| body_row(lines, table, row, styles))
}

/// Its height is set, since not every application looks how many lines a text takes.
fn body_row(lines: &mut Lines<'_>, table: &Table, row: &Row, styles: &Styles) -> Result<(), XlsxError> {
    for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let format = styles.of(Kind::of(&cell.value, column.layout), row.strong);
        cells::write(lines.sheet, (lines.row, column_number(at)?), cell, format)?;
    }
    lines.end_row(widths::row(row, &lines.widths))
}

fn is_long_list(table: &Table) -> bool {
    let flat = table.heading_rows() == 1 && !table.is_numbered();
    flat && table.rows.len() > LONG && table.rows.iter().all(|row| !row.strong)
}

fn row_number(row: usize) -> Result<RowNum, XlsxError> {
    RowNum::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}
