//! CSV records with the line and column of every field; what the `csv` crate lets pass in silence is a fault here.
//!
//! A BOM, CRLF, `;` or tab as separator, quoted separators and newlines are all read. Records are lent one at a time
//! from one buffer, so reading allocates nothing per record.

use std::ops::Range;

use csv::StringRecord;

use super::source::number;

/// What is wrong with the quotes of a record. Rows may hide behind it, so it concerns the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// The last quote is never closed.
    Unclosed,
    /// Text follows a closing quote.
    TextAfterQuote,
}

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

/// Where something stands: line, column and width, as in [`crate::diag::Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The width.
    pub width: u32,
}

/// Reads records, in the order of the file.
#[derive(Debug)]
pub struct Records<'b> {
    body: &'b [u8],
    separator: u8,
    /// `\n`, or `\r` in a file of an old Mac.
    newline: u8,
    reader: csv::Reader<&'b [u8]>,
    record: StringRecord,
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
        let newline = if memchr::memchr(b'\n', body).is_none() { b'\r' } else { b'\n' };
        let separator = separator_of(body, newline);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(1 << 16)
            .from_reader(body);
        Self { body, separator, newline, reader, record: StringRecord::new(), start: 0, end: 0, line: 1 }
    }

    /// Reads the next record.
    pub fn advance(&mut self) -> Advance {
        let before = byte_of(self.reader.position());
        // Bytes in memory cannot fail to be read and a flexible reader accepts any shape: only UTF-8 is left.
        let read = self.reader.read_record(&mut self.record);
        if matches!(read, Ok(false)) {
            return Advance::End;
        }
        let blank = self.body[before..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += self.count_newlines(self.start..before + blank);
        self.start = before + blank;
        self.end = byte_of(self.reader.position());
        match self.quote_fault() {
            Some(fault) => Advance::Quotes(fault),
            None if read.is_err() => Advance::NotUtf8,
            None => Advance::Record,
        }
    }

    fn quote_fault(&self) -> Option<QuoteFault> {
        let raw = &self.body[self.start..self.end];
        memchr::memchr(b'"', raw)?;
        scan(raw, self.separator).1
    }

    /// The record read last.
    #[must_use]
    pub const fn record(&self) -> &StringRecord {
        &self.record
    }

    /// The line the record begins on.
    #[must_use]
    pub fn line(&self) -> u32 {
        number(self.line)
    }

    /// The position of the record: its first line.
    #[must_use]
    pub fn position(&self) -> Position {
        let rest = &self.body[self.start..];
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let width = String::from_utf8_lossy(&rest[..end]).chars().count();
        Position { line: self.line(), column: 1, width: number(width.max(1)) }
    }

    /// The position of a field of the record.
    #[must_use]
    pub fn field_position(&self, at: usize) -> Option<Position> {
        let raw = &self.body[self.start..self.end];
        let range = scan(raw, self.separator).0.into_iter().nth(at)?;
        let before = &raw[..range.start];
        let line_start = memchr::memrchr(self.newline, before).map_or(0, |newline| newline + 1);
        let columns = String::from_utf8_lossy(&before[line_start..]).chars().count();
        let text = String::from_utf8_lossy(&raw[range.clone()]).into_owned();
        let width = text.lines().next().map_or(0, |line| line.chars().count());
        Some(Position {
            line: number(self.line + self.count_newlines(self.start..self.start + range.start)),
            column: number(columns + 1),
            width: number(width.max(1)),
        })
    }

    fn count_newlines(&self, range: Range<usize>) -> usize {
        memchr::memchr_iter(self.newline, &self.body[range]).count()
    }
}

fn byte_of(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The separator of the header line: whichever of `,` `;` and tab stands there most often.
fn separator_of(body: &[u8], newline: u8) -> u8 {
    let end = memchr::memchr(newline, body).unwrap_or(body.len());
    let count = |separator: u8| memchr::memchr_iter(separator, &body[..end]).count();
    let others = [b';', b'\t'].into_iter().filter(|&separator| count(separator) > count(b','));
    others.max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

/// The ranges of the fields of the record that begins `bytes`, and what is wrong with its quotes.
///
/// Follows the `csv` crate: a quote opens a quoted field only at the field's beginning, a doubled quote stands for one.
fn scan(bytes: &[u8], separator: u8) -> (Vec<Range<usize>>, Option<QuoteFault>) {
    let mut fields = Vec::new();
    let mut fault = None;
    let mut at = 0;
    loop {
        let ends = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
        let stop =
            |from: usize| bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length);
        let stop = if bytes.get(at) == Some(&b'"') {
            let start = at + 1;
            let Some(length) = quoted_length(&bytes[start..]) else {
                fields.push(start..bytes.len());
                return (fields, Some(QuoteFault::Unclosed));
            };
            fields.push(start..start + length);
            let stop = stop(start + length + 1);
            fault = fault.or((stop > start + length + 1).then_some(QuoteFault::TextAfterQuote));
            stop
        } else {
            let stop = stop(at);
            fields.push(at..stop);
            stop
        };
        if bytes.get(stop) != Some(&separator) {
            return (fields, fault);
        }
        at = stop + 1;
    }
}

/// The bytes up to the quote that closes a quoted field.
fn quoted_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}
