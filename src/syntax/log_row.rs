//! Rows of a log by the names of their columns: found, added, changed.

use std::collections::BTreeMap;

use super::csv_edit::{EditError, add_columns, append_row, append_rows, columns, replace_row, replace_rows};
use super::records::{Advance, Record, Records};
use crate::text::fold::nfc;

/// A column and what stands there.
pub type Value<'v> = (&'static str, &'v str);

/// A log with one row added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The columns it lacked.
    pub new_columns: Vec<&'static str>,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRow {
    /// Its place among the records, the header being the first.
    index: usize,
    /// The line it begins on.
    pub line: u32,
    /// What stands in each column, trimmed.
    values: BTreeMap<String, String>,
}

impl FoundRow {
    /// What stands in a column; empty where the log has no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

/// The rows of a log that have a value in a column. What cannot be read is passed over.
#[must_use]
pub fn find_rows(bytes: &[u8], (column, value): Value<'_>) -> Vec<FoundRow> {
    let Ok(names) = columns(bytes) else { return Vec::new() };
    let Some(at) = names.iter().position(|name| nfc(name) == column) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut records = Records::new(bytes);
    let mut index = 0;
    loop {
        match records.advance() {
            Advance::End => return found,
            Advance::Record if index > 0 => {
                let field = records.record().get(at).unwrap_or_default().trim();
                if nfc(field) == value {
                    let values = named(&names, records.record());
                    found.push(FoundRow { index, line: records.line(), values });
                }
            }
            Advance::Record | Advance::NotUtf8 | Advance::Quotes(_) => {}
        }
        index += 1;
    }
}

/// Adds a row; columns that the log lacks are added where they have a value.
///
/// # Errors
///
/// When the log cannot be edited.
pub fn add_row(bytes: &[u8], values: &[Value<'_>]) -> Result<Edited, EditError> {
    let widened = widen(bytes, values)?;
    let names = columns(&widened.bytes)?;
    let fields: Vec<&str> = (0..names.len()).map(|at| value_of(&names, at, values).unwrap_or("")).collect();
    Ok(Edited { bytes: append_row(&widened.bytes, &fields)?, ..widened })
}

/// Changes some values of a row; the others stay as they are.
///
/// # Errors
///
/// When the log cannot be edited, or the row is not there.
pub fn change_row(bytes: &[u8], row: &FoundRow, changes: &[Value<'_>]) -> Result<Edited, EditError> {
    let widened = widen(bytes, changes)?;
    let names = columns(&widened.bytes)?;
    let mut records = Records::new(&widened.bytes);
    for _ in 0..row.index {
        records.advance();
    }
    if records.advance() != Advance::Record {
        return Err(EditError::NoRecord);
    }
    let old = |at: usize| records.record().get(at).unwrap_or_default();
    let fields: Vec<&str> =
        (0..names.len()).map(|at| value_of(&names, at, changes).unwrap_or_else(|| old(at))).collect();
    Ok(Edited { bytes: replace_row(&widened.bytes, records.range(), &fields)?, ..widened })
}

/// Adds rows, each by the values of some columns in one order; columns that the log lacks are added.
///
/// # Errors
///
/// When the log cannot be edited.
pub fn add_rows<'v>(
    bytes: &[u8],
    own: &[&'static str],
    rows: impl Iterator<Item = Vec<&'v str>>,
) -> Result<Edited, EditError> {
    let wanted: Vec<Value<'_>> = own.iter().map(|column| (*column, "*")).collect();
    let widened = widen(bytes, &wanted)?;
    let names = columns(&widened.bytes)?;
    let place = |at: usize| value_of(&names, at, &wanted).map(|_| nfc(&names[at]));
    let place = |at: usize| place(at).and_then(|name| own.iter().position(|column| *column == name));
    let places: Vec<Option<usize>> = (0..names.len()).map(place).collect();
    let rows = rows.map(|values| places.iter().map(|place| place.map_or("", |at| values[at])).collect());
    Ok(Edited { bytes: append_rows(&widened.bytes, rows)?, ..widened })
}

/// Changes some values of several rows, given by their place among the records, the header being the first.
///
/// # Errors
///
/// When the log cannot be edited, or a row is not there.
pub fn change_rows(bytes: &[u8], changes: &BTreeMap<usize, Vec<Value<'_>>>) -> Result<Edited, EditError> {
    let all: Vec<Value<'_>> = changes.values().flatten().copied().collect();
    let widened = widen(bytes, &all)?;
    let names = columns(&widened.bytes)?;
    let mut records = Records::new(&widened.bytes);
    let mut rows = BTreeMap::new();
    let mut index = 0;
    while records.advance() != Advance::End {
        if let Some(changes) = changes.get(&index) {
            let old = |at: usize| records.record().get(at).unwrap_or_default();
            let field = |at: usize| value_of(&names, at, changes).unwrap_or_else(|| old(at)).to_owned();
            rows.insert(index, (0..names.len()).map(field).collect());
        }
        index += 1;
    }
    if rows.len() < changes.len() {
        return Err(EditError::NoRecord);
    }
    Ok(Edited { bytes: replace_rows(&widened.bytes, &rows)?, ..widened })
}

/// Adds the columns that have a value and are not there.
fn widen(bytes: &[u8], values: &[Value<'_>]) -> Result<Edited, EditError> {
    let names = columns(bytes)?;
    let lacks = |column: &str| names.iter().all(|name| nfc(name) != column);
    let new = values.iter().filter(|(column, value)| !value.is_empty() && lacks(column));
    let mut new_columns: Vec<&'static str> = Vec::new();
    for (column, _) in new {
        if !new_columns.contains(column) {
            new_columns.push(column);
        }
    }
    let bytes = if new_columns.is_empty() { bytes.to_vec() } else { add_columns(bytes, &new_columns)? };
    Ok(Edited { bytes, new_columns })
}

/// The value for a column of the log; of two columns of one name the first is meant, as readers read it.
fn value_of<'v>(names: &[String], at: usize, values: &[Value<'v>]) -> Option<&'v str> {
    let name = nfc(&names[at]);
    let is_first = names[..at].iter().all(|other| nfc(other) != name);
    values.iter().find(|(column, _)| is_first && *column == name).map(|(_, value)| *value)
}

/// The values of a record by the names of their columns.
fn named(names: &[String], record: Record<'_>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, value) in names.iter().zip(record.iter()) {
        values.entry(nfc(name).into_owned()).or_insert_with(|| nfc(value.trim()).into_owned());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\u{feff}note;id\r\n\"x;y\";a\r\n\r\n z ;b\r\n";

    fn text(edited: &Edited) -> &str {
        std::str::from_utf8(&edited.bytes).unwrap()
    }

    #[test]
    fn a_row_is_added_under_the_columns_of_the_log() {
        let edited = add_row(LOG.as_bytes(), &[("id", "c"), ("note", "n"), ("due", "")]).unwrap();
        assert_eq!((text(&edited), edited.new_columns.len()), (&*format!("{LOG}n;c\r\n"), 0));
    }

    #[test]
    fn a_column_that_is_lacking_is_added_only_for_a_value() {
        let edited = add_row(b"id\na\n", &[("id", "c"), ("due", "1"), ("note", "")]).unwrap();
        assert_eq!((text(&edited), &edited.new_columns[..]), ("id,due\na,\nc,1\n", &["due"][..]));
    }

    #[test]
    fn only_the_named_values_of_the_found_row_change() {
        let rows = find_rows(LOG.as_bytes(), ("id", "b"));
        assert_eq!((rows.len(), rows[0].line, rows[0].get("note"), rows[0].get("due")), (1, 4, "z", ""));
        let edited = change_row(LOG.as_bytes(), &rows[0], &[("id", "c")]).unwrap();
        assert_eq!(text(&edited), LOG.replace(" z ;b", "\" z \";c"));
        let edited = change_row(LOG.as_bytes(), &rows[0], &[("due", "1")]).unwrap();
        assert_eq!(text(&edited), "\u{feff}note;id;due\r\n\"x;y\";a;\r\n\r\n\" z \";b;1\r\n");
    }

    #[test]
    fn rows_are_added_and_changed_together_under_the_columns_of_the_log() {
        let rows = [vec!["c", "1"], vec!["d", ""]];
        let edited = add_rows(LOG.as_bytes(), &["id", "due"], rows.into_iter()).unwrap();
        assert_eq!(text(&edited), "\u{feff}note;id;due\r\n\"x;y\";a;\r\n\r\n z ;b;\r\n;c;1\r\n;d;\r\n");
        let changes = BTreeMap::from([(1, vec![("note", "n")]), (2, vec![("due", "1"), ("id", "e")])]);
        let edited = change_rows(LOG.as_bytes(), &changes).unwrap();
        assert_eq!(text(&edited), "\u{feff}note;id;due\r\nn;a;\r\n\r\n\" z \";e;1\r\n");
        assert_eq!(
            change_rows(LOG.as_bytes(), &BTreeMap::from([(3, vec![("id", "x")])])),
            Err(EditError::NoRecord)
        );
    }

    #[test]
    fn of_two_columns_of_one_name_the_first_is_meant() {
        let log = b"id,note,note\na,1,2\n";
        let rows = find_rows(log, ("id", "a"));
        assert_eq!(rows[0].get("note"), "1");
        assert_eq!(text(&change_row(log, &rows[0], &[("note", "x")]).unwrap()), "id,note,note\na,x,2\n");
        assert_eq!(
            text(&add_row(log, &[("id", "b"), ("note", "x")]).unwrap()),
            "id,note,note\na,1,2\nb,x,\n"
        );
    }
}
