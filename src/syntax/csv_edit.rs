//! Edits of CSV logs that leave every other byte as it is: a row added, a row replaced.
//!
//! The edited file keeps its BOM, its separator, its line ending and the order of its columns, whether its last line is
//! ended or not, and every row that is not meant, however it was written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::records::{Advance, Records};

/// Why a log cannot be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Its header cannot be read.
    #[error("dòng tiêu đề không đọc được; chạy «kstthc check» rồi sửa trước")]
    Header,
    /// A quote is wrong: what is written behind it would be swallowed.
    #[error("dấu nháy kép ở dòng {line} không khớp; sửa dòng đó trước")]
    Quotes {
        /// The line.
        line: u32,
    },
    /// The row has another number of fields than the header.
    #[error("dòng mới có {found} ô, dòng tiêu đề có {expected} cột")]
    Fields {
        /// How many fields the row has.
        found: usize,
        /// How many columns the log has.
        expected: usize,
    },
    /// No record stands there.
    #[error("không còn dòng cần sửa ở chỗ cũ")]
    NoRecord,
}

/// The columns of a log, in its order; none where it is empty.
///
/// # Errors
///
/// When the header cannot be read.
pub fn columns(bytes: &[u8]) -> Result<Vec<String>, EditError> {
    let mut records = Records::new(bytes);
    match records.advance() {
        Advance::Record => Ok(records.record().iter().map(|name| name.trim().to_owned()).collect()),
        Advance::End => Ok(Vec::new()),
        Advance::NotUtf8 | Advance::Quotes(_) => Err(EditError::Header),
    }
}

/// A new log without rows: the header, with comma and LF.
#[must_use]
pub fn new_log(columns: &[&str]) -> Vec<u8> {
    let mut bytes = record(columns, b',');
    bytes.push(b'\n');
    bytes
}

/// Adds a row, its fields in the order of the log's columns, behind the last one.
///
/// # Errors
///
/// When the log cannot be read to its end, or has another number of columns.
pub fn append_row(bytes: &[u8], fields: &[&str]) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    layout.fit(fields)?;
    let row = record(fields, layout.separator);
    let ending = layout.ending.as_bytes();
    let is_ended = bytes.ends_with(b"\n") || bytes.ends_with(b"\r");
    let (before, after) = if is_ended { (&b""[..], ending) } else { (ending, &b""[..]) };
    Ok([bytes, before, &row, after].concat())
}

/// Adds rows as [`append_row`] does, all at once.
///
/// # Errors
///
/// Those of [`append_row`].
pub fn append_rows<'f>(
    bytes: &[u8],
    rows: impl IntoIterator<Item = Vec<&'f str>>,
) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    let mut edited = bytes.to_vec();
    let is_ended = bytes.ends_with(b"\n") || bytes.ends_with(b"\r");
    for fields in rows {
        layout.fit(&fields)?;
        if !is_ended {
            edited.extend_from_slice(layout.ending.as_bytes());
        }
        edited.extend_from_slice(&record(&fields, layout.separator));
        if is_ended {
            edited.extend_from_slice(layout.ending.as_bytes());
        }
    }
    Ok(edited)
}

/// Replaces records, given by their place among all of the log, the header being the first.
///
/// # Errors
///
/// When the log cannot be read to its end, a row has another number of columns, or a record is not there.
pub fn replace_rows(bytes: &[u8], rows: &BTreeMap<usize, Vec<String>>) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    let mut edited = Vec::with_capacity(bytes.len());
    let (mut done, mut index, mut left) = (0, 0, rows.len());
    let mut records = Records::new(bytes);
    loop {
        let advance = records.advance();
        if advance == Advance::End {
            break;
        }
        if let Some(fields) = rows.get(&index) {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            layout.fit(&fields)?;
            if index == 0 || advance != Advance::Record {
                return Err(EditError::NoRecord);
            }
            let range = records.range();
            edited.extend_from_slice(&bytes[done..range.start]);
            edited.extend_from_slice(&record(&fields, layout.separator));
            done = range.end;
            left -= 1;
        }
        index += 1;
    }
    edited.extend_from_slice(&bytes[done..]);
    if left == 0 { Ok(edited) } else { Err(EditError::NoRecord) }
}

/// Adds empty columns behind the last one: names to the header, a separator for each to every record.
///
/// # Errors
///
/// When the log cannot be read to its end.
pub fn add_columns(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    let named = [&[layout.separator][..], &record(names, layout.separator)].concat();
    let empty = vec![layout.separator; names.len()];
    let mut edited = Vec::with_capacity(bytes.len() * 2);
    let mut done = 0;
    let mut records = Records::new(bytes);
    while records.advance() != Advance::End {
        let range = records.range();
        edited.extend_from_slice(&bytes[done..range.end]);
        edited.extend_from_slice(if range == layout.header { &named } else { &empty });
        done = range.end;
    }
    edited.extend_from_slice(&bytes[done..]);
    Ok(edited)
}

/// Replaces the record that stands at a range, as [`Records::range`] gives it.
///
/// # Errors
///
/// When the log cannot be read to its end, has another number of columns, or has no record there.
pub fn replace_row(bytes: &[u8], range: Range<usize>, fields: &[&str]) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    layout.fit(fields)?;
    if range.start <= layout.header.start || !stands_at(bytes, &range) {
        return Err(EditError::NoRecord);
    }
    Ok([&bytes[..range.start], &record(fields, layout.separator), &bytes[range.end..]].concat())
}

/// Edits of many rows at once, by the places of their records; the header is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowEdits {
    /// By record: the fields that are to hold another text.
    pub changed: BTreeMap<usize, BTreeMap<usize, String>>,
    /// The records that are to go.
    pub removed: BTreeSet<usize>,
    /// The fields of new rows, in the order of the log's columns.
    pub added: Vec<Vec<String>>,
}

impl RowEdits {
    /// Tells whether nothing is to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty() && self.added.is_empty()
    }
}

/// Makes many edits at once; every field that is not meant keeps its bytes, quotes it could do without included.
///
/// # Errors
///
/// When the log cannot be read to its end, a new row has another number of columns, or a record or field is not there.
pub fn edit_rows(bytes: &[u8], edits: &RowEdits) -> Result<Vec<u8>, EditError> {
    let layout = Layout::of(bytes)?;
    let mut edited = Vec::with_capacity(bytes.len());
    let (mut done, mut found) = (0, 0);
    let mut records = Records::new(bytes);
    for record in 0.. {
        if records.advance() == Advance::End {
            break;
        }
        if let Some(fields) = edits.changed.get(&record).filter(|_| record > 0) {
            found += 1;
            let ranges = records.field_ranges();
            for (&field, text) in fields {
                let range = ranges.get(field).ok_or(EditError::NoRecord)?;
                edited.extend_from_slice(&bytes[done..range.start]);
                edited.extend(one_field(text, &layout));
                done = range.end;
            }
        } else if record > 0 && edits.removed.contains(&record) {
            found += 1;
            let range = records.range();
            edited.extend_from_slice(&bytes[done..range.start]);
            done = range.end + ending(&bytes[range.end..]).len().min(bytes.len() - range.end);
            if done == range.end {
                // The last line was not ended, and the one before is it now.
                edited.truncate(edited.len() - layout.ending.len());
            }
        }
    }
    if found != edits.changed.len() + edits.removed.len() {
        return Err(EditError::NoRecord);
    }
    edited.extend_from_slice(&bytes[done..]);
    for row in &edits.added {
        let fields: Vec<&str> = row.iter().map(String::as_str).collect();
        layout.fit(&fields)?;
        let row = record(&fields, layout.separator);
        if edited.ends_with(b"\n") || edited.ends_with(b"\r") {
            edited.extend(row);
            edited.extend(layout.ending.as_bytes());
        } else {
            edited.extend(layout.ending.as_bytes());
            edited.extend(row);
        }
    }
    Ok(edited)
}

/// A field as it is written into a record that stays.
fn one_field(text: &str, layout: &Layout) -> Vec<u8> {
    if layout.columns == 1 { record(&[text], layout.separator) } else { field(text, layout.separator) }
}

/// How a log is written.
#[derive(Debug)]
struct Layout {
    separator: u8,
    ending: &'static str,
    columns: usize,
    header: Range<usize>,
}

impl Layout {
    /// Reads a log to its end.
    fn of(bytes: &[u8]) -> Result<Self, EditError> {
        let mut records = Records::new(bytes);
        if records.advance() != Advance::Record {
            return Err(EditError::Header);
        }
        let columns = records.record().len();
        let header = records.range();
        loop {
            match records.advance() {
                Advance::Quotes(_) => return Err(EditError::Quotes { line: records.line() }),
                Advance::End => break,
                Advance::Record | Advance::NotUtf8 => {}
            }
        }
        let ending = ending(&bytes[header.end..]);
        Ok(Self { separator: records.separator(), ending, columns, header })
    }

    fn fit(&self, fields: &[&str]) -> Result<(), EditError> {
        if fields.len() == self.columns {
            return Ok(());
        }
        Err(EditError::Fields { found: fields.len(), expected: self.columns })
    }
}

/// The ending of the line that these bytes end; LF where they end none.
fn ending(rest: &[u8]) -> &'static str {
    match rest {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}

fn stands_at(bytes: &[u8], range: &Range<usize>) -> bool {
    let mut records = Records::new(bytes);
    while records.advance() != Advance::End {
        let found = records.range();
        if found.start >= range.start {
            return found == *range;
        }
    }
    false
}

/// Writes a record, without line ending.
fn record(fields: &[&str], separator: u8) -> Vec<u8> {
    if let [""] = fields {
        // An empty line would be no record.
        return b"\"\"".to_vec();
    }
    let mut bytes = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            bytes.push(separator);
        }
        bytes.extend(self::field(field, separator));
    }
    bytes
}

/// Writes a field.
fn field(field: &str, separator: u8) -> Vec<u8> {
    if needs_quotes(field, separator) {
        format!("\"{}\"", field.replace('"', "\"\"")).into_bytes()
    } else {
        field.as_bytes().to_vec()
    }
}

/// Tells whether a field would be read otherwise without quotes, here or by Excel.
fn needs_quotes(field: &str, separator: u8) -> bool {
    let is_special = |byte: u8| byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
    field.bytes().any(is_special) || field.trim() != field || field.starts_with('\u{feff}')
}

#[cfg(test)]
mod tests;
