//! A text with its path, and the way from byte offsets to lines and columns.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Label, Place};

/// A text that was read from a file.
#[derive(Debug)]
pub struct Source<'t> {
    path: Arc<str>,
    text: &'t str,
    line_starts: Vec<usize>,
}

impl<'t> Source<'t> {
    /// Takes a text and the path shown for it.
    #[must_use]
    pub fn new(path: Arc<str>, text: &'t str) -> Self {
        let after_newline = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { line_starts: std::iter::once(0).chain(after_newline).collect(), path, text }
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The place of a span of bytes; a span of several lines is cut at the end of its first.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_char_boundary(self.text, span.start);
        let index = self.line_starts.partition_point(|&line| line <= start) - 1;
        let line_start = self.beginning(index).min(start);
        let line_end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |length| start + length);
        let end = floor_char_boundary(self.text, span.end).clamp(start, line_end);
        Place {
            path: Arc::clone(&self.path),
            line: number(index + 1),
            column: number(self.text[line_start..start].chars().count() + 1),
            width: number(self.text[start..end].chars().count().max(1)),
            record: number(index + 1),
        }
    }

    /// The byte at which a line's first column stands: behind the mark where a file begins with one.
    fn beginning(&self, index: usize) -> usize {
        let mark = if index == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        self.line_starts[index] + mark
    }

    /// A label at a span of bytes.
    #[must_use]
    pub fn label(&self, span: Range<usize>, text: &str) -> Label {
        Label { place: self.place(span), text: text.to_owned() }
    }
}

/// The last character boundary at or before `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A count as a line or column number.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(text: &str, span: Range<usize>) -> (u32, u32, u32) {
        let place = Source::new(Arc::from("t"), text).place(span);
        (place.line, place.column, place.width)
    }

    #[test]
    fn columns_count_characters_and_spans_stay_on_their_line() {
        assert_eq!(at("ab\nđố là\n", 3..5), (2, 1, 1));
        assert_eq!(at("ab\nđố là\n", 9..100), (2, 4, 2));
        assert_eq!(at("ab\ncd", 0..5), (1, 1, 2));
        assert_eq!(at("", 0..0), (1, 1, 1));
        assert_eq!(at("ab", 99..100), (1, 3, 1));
    }

    /// Editors count the columns of a file's first line behind its byte order mark.
    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(at("\u{feff}ab\ncd", 4..5), (1, 2, 1));
        assert_eq!(at("\u{feff}ab\ncd", 7..8), (2, 2, 1));
        assert_eq!(at("\u{feff}", 0..0), (1, 1, 1));
    }

    #[test]
    fn an_offset_inside_a_character_falls_back_to_its_beginning() {
        assert_eq!(at("ố", 1..2), (1, 1, 1));
    }
}
