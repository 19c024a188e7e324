//! Sheets of Excel before 2007. Such a sheet ends at row 65,536 and column 256.

use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::{Data, Reader as _, Xls, XlsError, Xlsx};

use super::biff::spanned_cells;
use super::package::Bytes;
use super::spans::Spans;
use super::xlsx::{put, value, wanted_sheets};
use super::{Row, SPANNED, Taker, Unreadable, Value, hand_over};

/// Hands over the rows of every sheet that is wanted.
pub(super) fn read(bytes: &[u8], taker: &mut dyn Taker) -> Result<(), Unreadable> {
    if spanned_cells(bytes).is_some_and(|cells| cells > SPANNED) {
        return Err(Unreadable::TooSparse);
    }
    let mut book = match Xls::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(XlsError::Password) => return Err(Unreadable::Protected),
        // A new file with a password is packed like an old one.
        Err(_) => {
            return Err(match Xlsx::new(Cursor::new(bytes)) {
                Ok(_) => Unreadable::Damaged,
                Err(error) => super::xlsx::of(&error),
            });
        }
    };
    for name in wanted_sheets::<Xls<Bytes<'_>>>(&book, taker) {
        if sheet(&mut book, &name, taker)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn sheet(
    book: &mut Xls<Bytes<'_>>,
    name: &str,
    taker: &mut dyn Taker,
) -> Result<ControlFlow<()>, Unreadable> {
    let mut spans = Spans::new(book.merge_cells_by_sheet_name(name).unwrap_or_default());
    let formulas = book.worksheet_formula(name).unwrap_or_default();
    let range = book.worksheet_range(name).map_err(|_| Unreadable::Damaged)?;
    let (top, left) = range.start().unwrap_or_default();
    taker.sheet(name);
    for (at, cells) in (0..).zip(range.rows()) {
        let index: u32 = top + at;
        let mut row = Row { number: index + 1, cells: Vec::new() };
        for (at, data) in (0..).zip(cells) {
            let column = left + at;
            let has_formula = || formulas.get_value((index, column)).is_some_and(|text| !text.is_empty());
            let value = if *data == Data::Empty && has_formula() {
                Value::Uncomputed
            } else {
                value(data.clone(), false)
            };
            if has_formula() {
                taker.formula(row.number, column);
            }
            put(&mut row, column, value, name)?;
        }
        spans.mark(index, &mut row);
        if hand_over(taker, &row).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}
