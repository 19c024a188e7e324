//! CSV records with the line and column of every field; what `csv-core` lets pass in silence is a fault here.
//!
//! A BOM, CRLF, `;` or tab as separator, quoted separators and newlines are all read. Records are lent one at a time
//! from one buffer, so reading allocates nothing per record.

use std::cell::RefCell;
use std::ops::Range;

use csv_core::ReadRecordResult;

use super::record_place::{FieldRanges, Position, QuoteFault, RecordPlace};
use super::source::number;

/// What reading on gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advance {
    /// A record.
    Record,
    /// A record that is not UTF-8.
    NotUtf8,
    /// A record whose quotes are wrong.
    Quotes(QuoteFault),
    /// The end.
    End,
}

/// A record: its fields, borrowed from the reader.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    text: &'r str,
    /// Where each field begins and ends.
    fields: &'r [(usize, usize)],
}

impl<'r> Record<'r> {
    /// How many fields it has.
    #[must_use]
    pub const fn len(self) -> usize {
        self.fields.len()
    }

    /// Tells whether it has no fields.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.fields.is_empty()
    }

    /// A field.
    #[must_use]
    pub fn get(self, at: usize) -> Option<&'r str> {
        let &(start, end) = self.fields.get(at)?;
        self.text.get(start..end)
    }

    /// All fields.
    pub fn iter(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }

    /// Tells whether it has nothing but blanks, as Excel leaves them.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.iter().all(|field| field.trim_ascii().is_empty())
    }
}

/// How a file separates its fields and its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two fields.
    pub separator: u8,
    /// `\n`, or `\r` in a file of an old Mac.
    pub newline: u8,
}

impl Dialect {
    /// That of a file, by its header line.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        let newline = if memchr::memchr(b'\n', body).is_none() { b'\r' } else { b'\n' };
        Self { separator: separator_of(body, newline), newline }
    }
}

/// Reads records, in the order of the file.
#[derive(Debug)]
pub struct Records<'b> {
    /// Where the body begins in the file: behind a BOM.
    offset: usize,
    body: &'b [u8],
    dialect: Dialect,
    core: Parser,
    /// The record read last: a line of the file where it has no quotes, else `None` and its fields in `unquoted`.
    plain: Option<&'b str>,
    unquoted: String,
    fields: Vec<(usize, usize)>,
    ends: Vec<usize>,
    /// Where the record begins and ends, and the line it begins on; newlines before it are counted once.
    start: usize,
    end: usize,
    line: usize,
}

impl<'b> Records<'b> {
    /// Takes the bytes of a file.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self { offset: bytes.len() - body.len(), ..Self::part(body, Dialect::of(body), 1) }
    }

    /// Takes the bytes of a file whose separator is known.
    #[must_use]
    pub fn with_separator(bytes: &'b [u8], separator: u8) -> Self {
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let dialect = Dialect { separator, ..Dialect::of(body) };
        Self { offset: bytes.len() - body.len(), ..Self::part(body, dialect, 1) }
    }

    /// Takes a part of a file, beginning where a record begins, on a line counted from 1.
    #[must_use]
    pub fn part(body: &'b [u8], dialect: Dialect, line: u32) -> Self {
        Self {
            offset: 0,
            body,
            dialect,
            core: core_for(dialect.separator),
            plain: None,
            unquoted: String::new(),
            fields: Vec::new(),
            ends: vec![0; 32],
            start: 0,
            end: 0,
            line: line as usize,
        }
    }

    /// Reads the next record.
    pub fn advance(&mut self) -> Advance {
        let blank = self.body[self.end..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = self.end + blank;
        self.line += self.count_newlines(self.start..start);
        self.start = start;
        if start == self.body.len() {
            self.end = start;
            return Advance::End;
        }
        if let Some(advance) = self.read_plain() {
            return advance;
        }
        let is_text = self.read_quoted();
        let mut fields = FieldRanges::of(&self.body[self.start..self.end], self.dialect.separator);
        fields.by_ref().for_each(drop);
        match fields.fault {
            Some(fault) => Advance::Quotes(fault),
            None if !is_text => Advance::NotUtf8,
            None => Advance::Record,
        }
    }

    /// Reads the record that begins at `start` if its line has no quotes, as nearly all have: its fields are what
    /// stands between separators, so a search for single bytes does what the parser would.
    fn read_plain(&mut self) -> Option<Advance> {
        let rest = &self.body[self.start..];
        let line = &rest[..memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
        if memchr::memchr(b'"', line).is_some() {
            return None;
        }
        self.end = self.start + line.len();
        self.fields.clear();
        let mut begin = 0;
        for separator in memchr::memchr_iter(self.dialect.separator, line) {
            self.fields.push((begin, separator));
            begin = separator + 1;
        }
        self.fields.push((begin, line.len()));
        self.plain = std::str::from_utf8(line).ok();
        Some(if self.plain.is_some() { Advance::Record } else { Advance::NotUtf8 })
    }

    /// Reads the record that begins at `start` with the parser; tells whether its fields are UTF-8.
    fn read_quoted(&mut self) -> bool {
        let mut output = std::mem::take(&mut self.unquoted).into_bytes();
        output.resize(output.capacity().max(1024), 0);
        self.end = self.start;
        let (mut length, mut count) = (0, 0);
        loop {
            let input = &self.body[self.end..];
            let (result, read, written, ended) =
                self.core.core.read_record(input, &mut output[length..], &mut self.ends[count..]);
            self.end += read;
            length += written;
            count += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        output.truncate(length);
        self.plain = None;
        self.unquoted = String::from_utf8(output).unwrap_or_default();
        let ends = &self.ends[..count];
        self.fields.clear();
        self.fields.extend(std::iter::once(0).chain(ends.iter().copied()).zip(ends.iter().copied()));
        self.unquoted.len() == length && ends.iter().all(|&end| self.unquoted.is_char_boundary(end))
    }

    /// The record read last.
    #[must_use]
    pub fn record(&self) -> Record<'_> {
        Record { text: self.plain.unwrap_or(&self.unquoted), fields: &self.fields }
    }

    /// Where the record stands in the file, without its line ending.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let raw = &self.body[self.start..self.end];
        let ending = raw.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.offset + self.start..self.offset + self.end - ending
    }

    /// Where each field of the record stands in the file, quotes included.
    #[must_use]
    pub fn field_ranges(&self) -> Vec<Range<usize>> {
        let record = self.range();
        let raw = &self.body[record.start - self.offset..record.end - self.offset];
        let shifted = |field: Range<usize>| {
            let quote = usize::from(field.start > 0 && raw[field.start - 1] == b'"');
            record.start + field.start - quote..record.start + field.end + quote
        };
        FieldRanges::of(raw, self.dialect.separator).map(shifted).collect()
    }

    /// Where the record ends in the file, its line ending included.
    #[must_use]
    pub fn end_of_line(&self) -> usize {
        let rest = &self.body[self.range().end - self.offset..];
        let ending = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.offset + self.body.len() - rest.len() + ending
    }

    /// Tells whether the record begins a line, or the part.
    #[must_use]
    pub fn begins_line(&self) -> bool {
        let before = (self.range().start - self.offset).checked_sub(1);
        before.is_none_or(|at| self.body[at] == self.dialect.newline)
    }

    /// What stands between two fields.
    #[must_use]
    pub const fn separator(&self) -> u8 {
        self.dialect.separator
    }

    /// How fields and lines are separated.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The line the record begins on.
    #[must_use]
    pub fn line(&self) -> u32 {
        number(self.line)
    }

    /// How many line breaks stand inside the record.
    #[must_use]
    pub fn line_breaks(&self) -> u32 {
        let range = self.range();
        number(self.count_newlines(range.start - self.offset..range.end - self.offset))
    }

    /// The position of the record: its first line.
    #[must_use]
    pub fn position(&self) -> Position {
        self.place().of_record()
    }

    /// The position of a field of the record.
    #[must_use]
    pub fn field_position(&self, at: usize) -> Option<Position> {
        self.place().of_field(at)
    }

    /// Its bytes in the file.
    pub(super) fn place(&self) -> RecordPlace<'_> {
        RecordPlace { raw: &self.body[self.start..self.end], dialect: self.dialect, line: self.line() }
    }

    fn count_newlines(&self, range: Range<usize>) -> usize {
        memchr::memchr_iter(self.dialect.newline, &self.body[range]).count()
    }
}

thread_local! {
    /// Parsers that are not in use, by separator: their tables take longer to make than a small log to read, and a
    /// clone of a `csv_core::Reader` (0.1.13) has an empty table.
    static IDLE: RefCell<Vec<(u8, csv_core::Reader)>> = const { RefCell::new(Vec::new()) };
}

/// A parser, lent from those that are not in use.
#[derive(Debug)]
struct Parser {
    separator: u8,
    core: csv_core::Reader,
}

/// A parser for a separator, made ready for the first record of a file.
fn core_for(separator: u8) -> Parser {
    let idle = IDLE.with_borrow_mut(|idle| {
        let at = idle.iter().position(|(own, _)| *own == separator)?;
        Some(idle.swap_remove(at).1)
    });
    let mut core = idle.unwrap_or_else(|| csv_core::ReaderBuilder::new().delimiter(separator).build());
    core.reset();
    // A parser passes over a mark in front of the first bytes it sees. Here that would be some record with quotes, wherever
    // it stands: the mark of a file was taken off, any other is text. A blank line is nothing, and makes it begin.
    core.read_record(b"\n", &mut [0], &mut [0]);
    Parser { separator, core }
}

impl Drop for Parser {
    fn drop(&mut self) {
        let core = std::mem::take(&mut self.core);
        IDLE.with_borrow_mut(|idle| idle.push((self.separator, core)));
    }
}

/// The separator of the header line: whichever of `,` `;` and tab stands there most often.
pub(crate) fn separator_of(body: &[u8], newline: u8) -> u8 {
    let end = memchr::memchr(newline, body).unwrap_or(body.len());
    let count = |separator: u8| memchr::memchr_iter(separator, &body[..end]).count();
    let others = [b';', b'\t'].into_iter().filter(|&separator| count(separator) > count(b','));
    others.max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any record without faulty quotes is split as the `csv` crate splits it.
    #[track_caller]
    fn same_as_csv(bytes: &[u8]) {
        let mut expected = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut expected = expected.byte_records().map(Result::unwrap);
        let mut records = Records::new(bytes);
        loop {
            match records.advance() {
                Advance::End => return assert!(expected.next().is_none()),
                Advance::Record => {
                    let fields: Vec<&[u8]> = records.record().iter().map(str::as_bytes).collect();
                    let expected = expected.next().unwrap();
                    assert_eq!(fields, expected.iter().collect::<Vec<_>>());
                }
                Advance::NotUtf8 | Advance::Quotes(_) => assert!(expected.next().is_some()),
            }
        }
    }

    #[test]
    fn long_records_and_many_fields_are_read_whole() {
        let long = format!("{},{}\n{}\n", "x".repeat(5000), "\"\"\"y\"", ",".repeat(200));
        same_as_csv(long.as_bytes());
    }

    /// Where two files were joined, a mark stands in the middle: it is text, whether quotes are near or not.
    #[test]
    fn only_the_mark_in_front_of_the_file_is_passed_over() {
        same_as_csv("\u{feff}\"a\",b\n\u{feff}c,\"d\"\n".as_bytes());
        same_as_csv("a,b\n\u{feff}c,\"d\"\n\u{feff}e,\"f\"\n\u{feff}\"g\",h\n".as_bytes());
        let mut part =
            Records::part("\u{feff}\"a\",b\n".as_bytes(), Dialect { separator: b',', newline: b'\n' }, 2);
        assert_eq!((part.advance(), part.record().get(0)), (Advance::Record, Some("\u{feff}\"a\"")));
    }

    proptest::proptest! {
        #[test]
        fn records_are_those_of_the_csv_crate(text in "[a-c\",\r\nđ]{0,60}") {
            // One that begins with `\r` in a file without `\n`, or holds `;`, is told apart by the header line.
            same_as_csv(text.as_bytes());
        }
    }
}
