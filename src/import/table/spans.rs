//! Merged cells of a sheet, asked for row by row.

use calamine::Dimensions;

use super::{COLUMNS, Row, Value};

/// The merged cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// By their first row.
    all: Vec<Dimensions>,
    /// How many have begun.
    begun: usize,
    /// Those that reach into the current row.
    open: Vec<Dimensions>,
}

impl Spans {
    /// Takes the merged cells of a sheet.
    pub(super) fn new(mut all: Vec<Dimensions>) -> Self {
        all.sort_by_key(|span| (span.start, span.end));
        Self { all, ..Self::default() }
    }

    /// Marks the cells of a row, counted from 0, that lie under merged ones. Rows are asked for in rising order.
    pub(super) fn mark(&mut self, index: u32, row: &mut Row) {
        while let Some(span) = self.all.get(self.begun).filter(|span| span.start.0 <= index) {
            self.open.push(*span);
            self.begun += 1;
        }
        self.open.retain(|span| span.end.0 >= index);
        for span in &self.open {
            for column in span.start.1..=span.end.1.min(COLUMNS - 1) {
                let is_first = (index, column) == span.start;
                let column = column as usize;
                if !is_first {
                    row.cells.resize(row.cells.len().max(column + 1), Value::Empty);
                    if row.cells[column] == Value::Empty {
                        row.cells[column] = Value::Merged;
                    }
                }
            }
        }
    }
}
