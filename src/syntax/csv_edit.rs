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
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The fields of every record, and where it stands.
    fn read(bytes: &[u8]) -> Vec<(Vec<String>, Range<usize>)> {
        let mut records = Records::new(bytes);
        let mut rows = Vec::new();
        loop {
            match records.advance() {
                Advance::Record => {
                    rows.push((records.record().iter().map(str::to_owned).collect(), records.range()));
                }
                Advance::End => return rows,
                fault => panic!("{fault:?} in {:?}", String::from_utf8_lossy(bytes)),
            }
        }
    }

    #[track_caller]
    fn appended(log: &str, fields: &[&str], expected: &str) {
        assert_eq!(String::from_utf8(append_row(log.as_bytes(), fields).unwrap()).unwrap(), expected);
    }

    #[test]
    fn a_row_is_added_as_the_file_is_written() {
        appended("a,b\n1,2\n", &["x", "y,z"], "a,b\n1,2\nx,\"y,z\"\n");
        appended("\u{feff}a;b\r\n1;2\r\n", &["x;", "y,z"], "\u{feff}a;b\r\n1;2\r\n\"x;\";y,z\r\n");
        appended("a,b\r\n1,2", &["x", ""], "a,b\r\n1,2\r\nx,");
        appended("a,b", &["x", " y"], "a,b\nx,\" y\"");
        appended("a\tb\n", &["say \"có\"", "hai\ndòng"], "a\tb\n\"say \"\"có\"\"\"\t\"hai\ndòng\"\n");
        appended("a,b\r1,2\r", &["x", "y"], "a,b\r1,2\rx,y\r");
        appended("a\n", &[""], "a\n\"\"\n");
    }

    #[test]
    fn a_new_log_has_comma_and_lf() {
        assert_eq!(new_log(&["dossier_id", "a,b"]), b"dossier_id,\"a,b\"\n");
        assert_eq!(columns(&new_log(&["dossier_id", "note"])).unwrap(), ["dossier_id", "note"]);
        assert_eq!(columns(b"\xef\xbb\xbf").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_edited_safely_is_refused() {
        assert_eq!(append_row(b"", &["x"]), Err(EditError::Header));
        assert_eq!(append_row(b"a,b\n1,\"2\n", &["x", "y"]), Err(EditError::Quotes { line: 2 }));
        assert_eq!(append_row(b"a,b\n", &["x"]), Err(EditError::Fields { found: 1, expected: 2 }));
        for range in [0..3, 4..6, 5..7, 9..12] {
            assert_eq!(replace_row(b"a,b\n1,2\n", range, &["x", "y"]), Err(EditError::NoRecord));
        }
        assert_eq!(replace_row(b"a,b\n1,2\n", 4..7, &["x", "y"]).unwrap(), b"a,b\nx,y\n");
    }

    #[test]
    fn columns_are_added_to_every_record_and_nothing_else_changes() {
        let added = |log: &str| String::from_utf8(add_columns(log.as_bytes(), &["x", "y"]).unwrap()).unwrap();
        assert_eq!(added("a,b\n1,\"2\n3\"\n"), "a,b,x,y\n1,\"2\n3\",,\n");
        assert_eq!(added("\u{feff}a;b\r\n1;2\r\n\r\n3;4"), "\u{feff}a;b;x;y\r\n1;2;;\r\n\r\n3;4;;");
    }

    fn edits(changed: &[(usize, usize, &str)], removed: &[usize], added: &[&[&str]]) -> RowEdits {
        let mut edits = RowEdits { removed: removed.iter().copied().collect(), ..RowEdits::default() };
        for &(record, field, text) in changed {
            edits.changed.entry(record).or_default().insert(field, text.to_owned());
        }
        edits.added = added.iter().map(|row| row.iter().map(|&field| field.to_owned()).collect()).collect();
        edits
    }

    #[test]
    fn many_rows_are_edited_at_once_and_other_fields_keep_their_quotes() {
        let edited = |log: &str, edits: &RowEdits| {
            String::from_utf8(edit_rows(log.as_bytes(), edits).unwrap()).unwrap()
        };
        let log = "\u{feff}a;b;c\r\n\"1\"; 2 ;\"x;y\"\r\n\r\n3;4;5\r\n6;7;8";
        assert_eq!(edited(log, &RowEdits::default()), log);
        assert_eq!(
            edited(log, &edits(&[(1, 1, "hai;ba")], &[2], &[&["7", "", "9"]])),
            "\u{feff}a;b;c\r\n\"1\";\"hai;ba\";\"x;y\"\r\n\r\n6;7;8\r\n7;;9"
        );
        assert_eq!(edited("a,b\n1,2\n3,4", &edits(&[], &[2], &[])), "a,b\n1,2");
        assert_eq!(edited("a,b\n1,2\n", &edits(&[], &[1], &[&["x", "y"]])), "a,b\nx,y\n");
        assert_eq!(edited("a\n1\n", &edits(&[(1, 0, "")], &[], &[&[""]])), "a\n\"\"\n\"\"\n");
        for wrong in [edits(&[(0, 0, "x")], &[], &[]), edits(&[(2, 0, "x")], &[], &[]), edits(&[], &[5], &[])]
        {
            assert_eq!(edit_rows(b"a,b\n1,2\n", &wrong), Err(EditError::NoRecord));
        }
    }

    /// A field, written as people and programs write them: bare, or in quotes without need.
    fn written() -> impl Strategy<Value = String> {
        prop_oneof!["[a-zđ0-9 ]{0,6}", "\"[a-zđ,; ]{0,6}\"", "\"a\"\"[a-z]{0,2}\n?b\""]
    }

    prop_compose! {
        /// A log of three columns in any style, and the fields of a new row.
        fn logs()(
            rows in prop::collection::vec(prop::collection::vec(written(), 3), 0..6),
            bom in any::<bool>(), ended in any::<bool>(),
            separator in prop::sample::select(vec![",", ";", "\t"]),
            ending in prop::sample::select(vec!["\n", "\r\n"]),
        ) -> String {
            let mut lines = vec![["h1", "h2", "h3"].join(separator)];
            lines.extend(rows.iter().map(|row| row.join(separator)));
            let text = lines.join(ending);
            format!("{}{text}{}", if bom { "\u{feff}" } else { "" }, if ended { ending } else { "" })
        }
    }

    proptest! {
        #[test]
        fn an_added_row_reads_back_and_every_byte_before_it_stays(
            log in logs(), fields in prop::collection::vec("[a-cđ\",;\t\r\n ]{0,8}", 3),
        ) {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let edited = append_row(log.as_bytes(), &fields).unwrap();
            prop_assert!(edited.starts_with(log.as_bytes()));
            let (before, after) = (read(log.as_bytes()), read(&edited));
            prop_assert_eq!(&after[..before.len()], &before[..]);
            prop_assert_eq!(&after[before.len()..].iter().map(|row| &row.0).collect::<Vec<_>>(), &[&fields]);
            let is_ended = |bytes: &[u8]| bytes.ends_with(b"\n");
            prop_assert_eq!(is_ended(log.as_bytes()), is_ended(&edited));
        }

        #[test]
        fn changed_fields_read_back_and_every_other_byte_stays(
            log in logs(), pick in any::<prop::sample::Index>(), at in 0_usize..3,
            text in "[a-cđ\",;\t\r\n ]{0,8}",
        ) {
            let before = read(log.as_bytes());
            prop_assume!(before.len() > 1);
            let row = 1 + pick.index(before.len() - 1);
            let edited = edit_rows(log.as_bytes(), &edits(&[(row, at, &text)], &[], &[])).unwrap();
            let mut expected: Vec<_> = before.iter().map(|(fields, _)| fields.clone()).collect();
            expected[row][at] = text;
            prop_assert_eq!(read(&edited).into_iter().map(|(fields, _)| fields).collect::<Vec<_>>(), expected);
            let range = &before[row].1;
            prop_assert!(edited.starts_with(&log.as_bytes()[..range.start]));
            prop_assert!(edited.ends_with(&log.as_bytes()[range.end..]));
        }

        #[test]
        fn rows_edited_together_are_as_if_edited_one_by_one(
            log in logs(), pick in any::<prop::sample::Index>(),
            rows in prop::collection::vec(prop::collection::vec("[a-cđ\",; ]{0,8}", 3), 2),
        ) {
            let log = log.as_bytes();
            let fields: Vec<Vec<&str>> =
                rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let one = append_row(&append_row(log, &fields[0]).unwrap(), &fields[1]).unwrap();
            prop_assert_eq!(append_rows(log, fields.clone()).unwrap(), one);
            let before = read(log);
            prop_assume!(before.len() > 1);
            let at = 1 + pick.index(before.len() - 1);
            let one = replace_row(log, before[at].1.clone(), &fields[0]).unwrap();
            prop_assert_eq!(replace_rows(log, &BTreeMap::from([(at, rows[0].clone())])).unwrap(), one);
        }

        #[test]
        fn a_replaced_row_reads_back_and_every_other_byte_stays(
            log in logs(), pick in any::<prop::sample::Index>(),
            fields in prop::collection::vec("[a-cđ\",;\t\r\n ]{0,8}", 3),
        ) {
            let before = read(log.as_bytes());
            prop_assume!(before.len() > 1);
            let at = 1 + pick.index(before.len() - 1);
            let range = before[at].1.clone();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let edited = replace_row(log.as_bytes(), range.clone(), &fields).unwrap();
            prop_assert!(edited.starts_with(&log.as_bytes()[..range.start]));
            prop_assert!(edited.ends_with(&log.as_bytes()[range.end..]));
            let after = read(&edited);
            prop_assert_eq!(after.len(), before.len());
            for (row, (now, old)) in after.iter().zip(&before).enumerate() {
                if row == at {
                    prop_assert_eq!(&now.0, &fields);
                } else {
                    prop_assert_eq!(&now.0, &old.0);
                }
            }
        }
    }
}
