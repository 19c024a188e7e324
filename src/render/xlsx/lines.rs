//! Lines of text over the whole width of a sheet, one below the other.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::cells::clip;
use super::styles::Voice;
use super::widths;

/// A sheet that is written from top to bottom.
pub(super) struct Lines<'s> {
    pub(super) sheet: &'s mut Worksheet,
    pub(super) widths: Vec<f64>,
    /// The next row.
    pub(super) row: RowNum,
    /// How high the rows are whose height was set.
    pub(super) height: f64,
}

impl<'s> Lines<'s> {
    /// Starts at the top of a sheet with columns so wide, one at least.
    pub(super) fn new(sheet: &'s mut Worksheet, widths: Vec<f64>) -> Result<Self, XlsxError> {
        for (column, &width) in widths.iter().enumerate() {
            sheet.set_column_width(column_number(column)?, width)?;
        }
        Ok(Self { sheet, widths, row: 0, height: 0.0 })
    }

    /// Writes a line over all columns.
    pub(super) fn line(&mut self, text: &str, voice: Voice) -> Result<(), XlsxError> {
        let columns = self.widths.len();
        let height = self.part(text, voice, 0, columns)?;
        self.end_row(height)
    }

    /// Writes one text to the left and one to the right; one below the other where there is one column only.
    pub(super) fn sides(&mut self, left: &str, right: &str) -> Result<(), XlsxError> {
        let middle = self.middle();
        if middle == 0 {
            for (text, voice) in [(left, Voice::Form), (right, Voice::PartyBelow)] {
                if !text.is_empty() {
                    self.line(text, voice)?;
                }
            }
            return Ok(());
        }
        let left = self.part(left, Voice::Form, 0, middle)?;
        let columns = self.widths.len();
        let right = self.part(right, Voice::Party, middle, columns)?;
        self.end_row(left.max(right))
    }

    /// The column at which the right half begins; 0 where the columns do not fall into halves.
    fn middle(&self) -> usize {
        let total: f64 = self.widths.iter().sum();
        let left = |at: &usize| self.widths[..*at].iter().sum::<f64>() / total;
        (1..self.widths.len()).rfind(|at| (0.35..=0.6).contains(&left(at))).unwrap_or_default()
    }

    fn part(&mut self, text: &str, voice: Voice, first: usize, end: usize) -> Result<f64, XlsxError> {
        let wide = widths::across(&self.widths[first..end]);
        self.merge((self.row, self.row), (first, end - 1), text, &voice.format())?;
        Ok(widths::height(text, wide, voice.face()))
    }

    /// Writes a text over a range of rows and columns.
    pub(super) fn merge(
        &mut self,
        (first_row, last_row): (RowNum, RowNum),
        (first, last): (usize, usize),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (first, last) = (column_number(first)?, column_number(last)?);
        if (first_row, first) == (last_row, last) {
            self.sheet.write_string_with_format(first_row, first, clip(text), format)?;
        } else {
            self.sheet.merge_range(first_row, first, last_row, last, &clip(text), format)?;
        }
        Ok(())
    }

    /// Sets the height of the row and goes on to the next.
    pub(super) fn end_row(&mut self, height: f64) -> Result<(), XlsxError> {
        // A row of Excel is at most 409 points high.
        let height = height.min(409.0);
        self.sheet.set_row_height(self.row, height)?;
        self.height += height;
        self.row += 1;
        Ok(())
    }
}

pub(super) fn column_number(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
