//! Sheets of Excel since 2007, cell by cell: a single cell in the last corner must not make a table of all that lies
//! before it.

use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::{Data, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};

use super::package::{Bytes, Package};
use super::spans::Spans;
use super::{COLUMNS, Row, Taker, Unreadable, Value, hand_over};
use crate::model::date::{Date, Moment};

/// Hands over the rows of every sheet that is wanted.
pub(super) fn read(bytes: &[u8], taker: &mut dyn Taker) -> Result<(), Unreadable> {
    let has_merged = Package::open(bytes)?.bound()?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| of(&error))?;
    for name in wanted_sheets(&book, taker) {
        if sheet(&mut book, (&name, has_merged), taker)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// What a reader's error is to whoever imports.
pub(super) fn of(error: &XlsxError) -> Unreadable {
    if matches!(error, XlsxError::Password) { Unreadable::Protected } else { Unreadable::Damaged }
}

/// The sheets that are wanted.
pub(super) fn wanted_sheets<'b, R: Reader<Bytes<'b>>>(book: &R, taker: &dyn Taker) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let shown = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible || taker.takes_hidden());
    shown.map(|sheet| sheet.name.clone()).collect()
}

fn sheet(
    book: &mut Xlsx<Bytes<'_>>,
    (name, has_merged): (&str, bool),
    taker: &mut dyn Taker,
) -> Result<ControlFlow<()>, Unreadable> {
    // They stand behind the cells, so a sheet with some is read twice.
    let merged =
        if has_merged { book.merge_cells_by_sheet_name(name).unwrap_or_default() } else { Vec::new() };
    let mut spans = Spans::new(merged);
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is nothing but a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(ControlFlow::Continue(())),
        Err(error) => return Err(of(&error)),
    };
    taker.sheet(name);
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| of(&error))? {
        let (index, column) = cell.pos;
        if index + 1 != row.number {
            if finish(&mut row, &mut spans, taker).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            row.number = index.saturating_add(1);
        }
        if cell.formula.is_some() {
            taker.formula(row.number, column);
        }
        put(&mut row, column, value(cell.value.into(), cell.formula.is_some()), name)?;
    }
    Ok(finish(&mut row, &mut spans, taker))
}

/// Hands over a row that is whole, and empties it.
fn finish(row: &mut Row, spans: &mut Spans, taker: &mut dyn Taker) -> ControlFlow<()> {
    if row.is_blank() {
        row.cells.clear();
        return ControlFlow::Continue(());
    }
    spans.mark(row.number - 1, row);
    let flow = hand_over(taker, row);
    row.cells.clear();
    flow
}

/// Puts a value into its column.
pub(super) fn put(row: &mut Row, column: u32, value: Value, sheet: &str) -> Result<(), Unreadable> {
    if value == Value::Empty {
        return Ok(());
    }
    if column >= COLUMNS {
        return Err(Unreadable::TooWide { sheet: sheet.to_owned(), row: row.number });
    }
    let column = column as usize;
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Value::Empty);
    }
    row.cells[column] = value;
    Ok(())
}

/// A cell of a workbook.
#[expect(clippy::cast_precision_loss, reason = "no number of a table lies beyond 2^53")]
pub(super) fn value(data: Data, is_formula: bool) -> Value {
    match data {
        Data::Int(number) => Value::Number(number as f64),
        Data::Float(number) => Value::Number(number),
        Data::String(text) => Value::text(text),
        Data::Bool(truth) => Value::Truth(truth),
        Data::DateTime(serial) => moment(&serial),
        Data::DateTimeIso(text) => Moment::parse(text.as_bytes()).map_or(Value::Text(text), Value::Moment),
        Data::DurationIso(_) => Value::Time,
        Data::Error(error) => Value::Error(error.to_string()),
        Data::Empty if is_formula => Value::Uncomputed,
        Data::Empty => Value::Empty,
    }
}

/// A day or moment, to the nearest second; midnight is the whole day.
fn moment(serial: &ExcelDateTime) -> Value {
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    // Excel counts from 1900: what lies there is a time without a day.
    if serial.is_duration() || year < 1901 {
        return Value::Time;
    }
    let Some(date) = Date::new(year.into(), month.into(), day.into()) else { return Value::Time };
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    match seconds + u32::from(milli >= 500) {
        0 => Value::Moment(Moment::day(date)),
        86_400 => Value::Moment(Moment::day(date.next())),
        seconds => Value::Moment(Moment::with_second(date, Some(seconds))),
    }
}
