//! All rows of a log as texts, by the names of their columns: what is shown to be edited, and compared afterwards.

use super::records::{Advance, Records};
use crate::text::fold::nfc;

/// The rows of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogRows {
    /// Its columns; of two with one name the first, as readers read it, and none without a name.
    pub columns: Vec<LogColumn>,
    /// Its rows that have a value under a name.
    pub rows: Vec<LogRow>,
}

/// A column of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogColumn {
    /// Its name, trimmed, in NFC.
    pub name: String,
    /// Its place among the fields of a record.
    pub field: usize,
}

/// A row of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its place among the records, the header being the first.
    pub record: usize,
    /// The line it begins on.
    pub line: u32,
    /// What stands under each column, as it is written.
    pub fields: Vec<String>,
}

/// Why the rows of a log cannot be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowsFault {
    /// It has no header that can be read.
    #[error("dòng tiêu đề không đọc được")]
    Header,
    /// A quote is wrong.
    #[error("dấu nháy kép ở dòng {0} không khớp")]
    Quotes(u32),
    /// A row is not UTF-8.
    #[error("chữ ở dòng {0} không phải UTF-8")]
    NotUtf8(u32),
    /// A row has fewer fields than the header, or values beyond them.
    #[error("dòng {0} có số ô khác số cột của dòng tiêu đề")]
    Width(u32),
}

/// Reads all rows.
///
/// # Errors
///
/// When a row cannot be split into the log's columns: nothing could be said of what lies under which.
pub fn read_rows(bytes: &[u8]) -> Result<LogRows, RowsFault> {
    let mut records = Records::new(bytes);
    if records.advance() != Advance::Record || records.record().is_blank() {
        return Err(RowsFault::Header);
    }
    let width = records.record().len();
    let mut log = LogRows::default();
    for (field, name) in records.record().iter().enumerate() {
        let name = nfc(name.trim()).into_owned();
        if !name.is_empty() && log.columns.iter().all(|column| column.name != name) {
            log.columns.push(LogColumn { name, field });
        }
    }
    for record in 1.. {
        match records.advance() {
            Advance::End => break,
            Advance::Quotes(_) => return Err(RowsFault::Quotes(records.line())),
            Advance::NotUtf8 => return Err(RowsFault::NotUtf8(records.line())),
            Advance::Record if records.record().is_blank() => {}
            Advance::Record => {
                let (line, fields) = (records.line(), records.record());
                if fields.len() < width || fields.iter().skip(width).any(|field| !field.is_empty()) {
                    return Err(RowsFault::Width(line));
                }
                let field = |column: &LogColumn| fields.get(column.field).unwrap_or_default().to_owned();
                let fields: Vec<String> = log.columns.iter().map(field).collect();
                if fields.iter().any(|field| !field.trim().is_empty()) {
                    log.rows.push(LogRow { record, line, fields });
                }
            }
        }
    }
    Ok(log)
}

impl LogRows {
    /// The place of a column among those of the rows.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_are_written() {
        let log = read_rows("\u{feff}a; b ;a;\r\n\" x\";\"1\n2\";y;\r\n;;;\r\nz;;;\r\n".as_bytes()).unwrap();
        let names: Vec<_> = log.columns.iter().map(|column| (column.name.as_str(), column.field)).collect();
        assert_eq!(names, [("a", 0), ("b", 1)]);
        let rows: Vec<_> = log.rows.iter().map(|row| (row.record, row.line, row.fields.join("|"))).collect();
        assert_eq!(rows, [(1, 2, " x|1\n2".to_owned()), (3, 5, "z|".to_owned())]);
    }

    #[test]
    fn what_cannot_be_split_is_refused() {
        for (text, fault) in [
            (&b""[..], RowsFault::Header),
            (b"a,b\n1\n", RowsFault::Width(2)),
            (b"a,b\n1,2,3\n", RowsFault::Width(2)),
            (b"a,b\n1,\"2\n", RowsFault::Quotes(2)),
            (b"a,b\n1,2\n1,\xff\n", RowsFault::NotUtf8(3)),
        ] {
            assert_eq!(read_rows(text), Err(fault));
        }
    }
}
