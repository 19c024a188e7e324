//! Where the fields of one record stand, by its bytes in the file, and what is wrong with its quotes.

use std::ops::Range;

use super::records::Dialect;
use super::source::number;

/// What is wrong with the quotes of a record. Rows may hide behind it, so it concerns the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// The last quote is never closed.
    Unclosed,
    /// Text follows a closing quote.
    TextAfterQuote,
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

/// The bytes of a record as they stand in the file, and the line they begin on.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordPlace<'r> {
    pub(super) raw: &'r [u8],
    pub(super) dialect: Dialect,
    pub(super) line: u32,
}

impl RecordPlace<'_> {
    /// The position of the record: its first line.
    pub(super) fn of_record(self) -> Position {
        let end = self.raw.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.raw.len());
        let width = String::from_utf8_lossy(&self.raw[..end]).chars().count();
        Position { line: self.line, column: 1, width: number(width.max(1)) }
    }

    /// The position of a field.
    pub(super) fn of_field(self, at: usize) -> Option<Position> {
        let Dialect { separator, newline } = self.dialect;
        let range = FieldRanges::of(self.raw, separator).nth(at)?;
        let before = &self.raw[..range.start];
        let line_start = memchr::memrchr(newline, before).map_or(0, |newline| newline + 1);
        let columns = String::from_utf8_lossy(&before[line_start..]).chars().count();
        let text = String::from_utf8_lossy(&self.raw[range.clone()]).into_owned();
        let width = text.lines().next().map_or(0, |line| line.chars().count());
        let lines = memchr::memchr_iter(newline, before).count();
        Some(Position {
            line: self.line + number(lines),
            column: number(columns + 1),
            width: number(width.max(1)),
        })
    }
}

/// The ranges of the fields of the record that begins the bytes, and what is wrong with the quotes of those given out.
///
/// Follows `csv-core`: a quote opens a quoted field only at the field's beginning, a doubled quote stands for one.
pub(super) struct FieldRanges<'b> {
    bytes: &'b [u8],
    separator: u8,
    /// Where the next field begins.
    next: Option<usize>,
    pub(super) fault: Option<QuoteFault>,
}

impl<'b> FieldRanges<'b> {
    pub(super) const fn of(bytes: &'b [u8], separator: u8) -> Self {
        Self { bytes, separator, next: Some(0), fault: None }
    }

    /// Where the field ends that goes on from an offset.
    fn stop(&self, from: usize) -> usize {
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        self.bytes[from..].iter().position(ends).map_or(self.bytes.len(), |length| from + length)
    }
}

impl Iterator for FieldRanges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let at = self.next.take()?;
        let (range, stop) = if self.bytes.get(at) == Some(&b'"') {
            let start = at + 1;
            let Some(length) = quoted_length(&self.bytes[start..]) else {
                self.fault = Some(QuoteFault::Unclosed);
                return Some(start..self.bytes.len());
            };
            let behind = start + length + 1;
            let stop = self.stop(behind);
            self.fault = self.fault.or((stop > behind).then_some(QuoteFault::TextAfterQuote));
            (start..start + length, stop)
        } else {
            let stop = self.stop(at);
            (at..stop, stop)
        };
        self.next = (self.bytes.get(stop) == Some(&self.separator)).then_some(stop + 1);
        Some(range)
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
