//! The rows of a log as they stand, whatever is wrong with them: values by column.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::date::Moment;
use crate::model::unit::Units;
use crate::syntax::records::{Advance, Records};
use crate::text::{day, fold};

/// A row, compared by what it says and not by how it is written.
#[derive(Clone, Debug)]
pub(super) struct LogRow {
    /// The values that are not empty, by column.
    pub values: BTreeMap<Arc<str>, String>,
    /// The log.
    pub path: Arc<str>,
    /// The line it begins on.
    pub line: u32,
}

impl LogRow {
    /// The value of a column; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }

    /// Tells whether this row still says all that another said: what was empty may have been filled, notes are free.
    pub(super) fn keeps(&self, other: &Self) -> bool {
        other.values.iter().all(|(column, value)| &**column == "note" || self.get(column) == value)
    }

    /// The values of some columns.
    pub(super) fn shown(&self, columns: &[&str]) -> String {
        let values = columns.iter().map(|column| self.get(column)).filter(|value| !value.is_empty());
        values.collect::<Vec<_>>().join(", ")
    }
}

/// Shows every row of a log; a unit's alias counts as the unit, and a day is a day in every spelling. Tells whether the
/// log could be read whole.
pub(super) fn rows(path: &Arc<str>, bytes: &[u8], units: &Units, mut show: impl FnMut(LogRow)) -> bool {
    let mut records = Records::new(bytes);
    let mut header: Vec<Arc<str>> = Vec::new();
    let mut is_whole = true;
    loop {
        match records.advance() {
            Advance::End => return is_whole,
            Advance::Record if header.is_empty() => {
                header = records.record().iter().map(|name| fold::nfc(name.trim()).as_ref().into()).collect();
            }
            Advance::Record if !records.record().is_blank() => {
                is_whole &= records.record().len() >= header.len();
                let mut values = BTreeMap::new();
                for (column, value) in header.iter().zip(records.record().iter()) {
                    let value = normal(column, value, units);
                    if !value.is_empty() && !column.is_empty() {
                        values.insert(Arc::clone(column), value);
                    }
                }
                show(LogRow { values, path: Arc::clone(path), line: records.line() });
            }
            Advance::Record => {}
            Advance::NotUtf8 | Advance::Quotes(_) => is_whole = false,
        }
    }
}

fn normal(column: &str, value: &str, units: &Units) -> String {
    let text = fold::nfc(value.trim());
    if matches!(column, "unit" | "handling_unit") {
        return units.find(&text).map_or_else(|| text.to_string(), |unit| units.get(unit).code.clone());
    }
    Moment::parse(text.as_bytes()).map_or_else(|| text.to_string(), day::moment)
}
