//! Dossiers in the columns of form II.06a/VPCP/KSTT, by level and field, and by unit.

use super::{ValueRow, field_name, index};
use crate::report::document::Cell;
use crate::report::periodic::{FieldRow, Rate, Sources};
use crate::tally::Columns;
use crate::text::wording;

/// A row with its counts and its rate.
fn counted(index: Cell, name: &str, columns: &Columns, sources: &Sources<'_>) -> Vec<(&'static str, Cell)> {
    let rate = Rate::on_time(columns, sources.config.counting.on_time_rate_over);
    let named =
        [("index", index), ("name", Cell::text(name)), ("on_time_percent", Cell::percent(rate.percent))];
    named.into_iter().chain(Columns::KEYS.into_iter().zip(columns.values().map(Cell::count))).collect()
}

fn total(sources: &Sources<'_>) -> ValueRow {
    ValueRow::strong(counted(Cell::text(""), "Tổng số", &sources.figures.total, sources))
}

/// Each level with its sums, then its fields; the sums of all at the end.
pub(super) fn by_field(sources: &Sources<'_>) -> Vec<ValueRow> {
    if sources.figures.by_field.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let levels = sources.figures.by_field.chunk_by(|a, b| a.level == b.level);
    for (fields, letter) in levels.zip('A'..) {
        let sum: Columns = fields.iter().map(|row| &row.columns).sum();
        let name = wording::level(fields[0].level);
        rows.push(ValueRow::strong(counted(Cell::text(&letter.to_string()), name, &sum, sources)));
        rows.extend(fields.iter().enumerate().map(|(at, row)| field_row(at, row, sources)));
    }
    rows.push(total(sources));
    rows
}

fn field_row(at: usize, row: &FieldRow, sources: &Sources<'_>) -> ValueRow {
    ValueRow::new(counted(index(at), field_name(&row.field), &row.columns, sources))
}

/// Each unit in the order of the units' file; the sums of all at the end.
pub(super) fn by_unit(sources: &Sources<'_>) -> Vec<ValueRow> {
    if sources.figures.by_unit.is_empty() {
        return Vec::new();
    }
    let units = sources.figures.by_unit.iter().enumerate();
    let rows = units.map(|(at, row)| {
        ValueRow::new(counted(index(at), sources.units.name(&row.unit), &row.columns, sources))
    });
    rows.chain([total(sources)]).collect()
}
