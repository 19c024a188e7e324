//! Characters that should not stand in a file of the repository. A byte that needs no look costs one table look-up.

use std::sync::Arc;

use crate::diag::{Fact, Place, Sink};
use crate::syntax::records::Dialect;
use crate::syntax::source::number;
use crate::text::findings::hygiene::{ControlCharacter, FormulaCell, InvisibleCharacter, LookAlike, NotNfc};
use crate::text::fold::is_nfc;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A log.
    Csv,
    /// A plan or configuration; its reader reports control characters itself.
    Toml,
}

/// The bytes after which a line is looked at: controls, signs of formulas, and leading bytes of characters other than
/// the letters of Vietnamese in NFC.
const SUSPICIOUS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0..=0x09 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xc3 | 0xcc..=0xff);
        byte += 1;
    }
    table[b'=' as usize] = true;
    table[b'+' as usize] = true;
    table[b'@' as usize] = true;
    table[b'-' as usize] = true;
    table
};

/// A file, or a part of one that begins where a line begins outside quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'f> {
    /// The path.
    pub(super) path: &'f Arc<str>,
    /// The bytes.
    pub(super) bytes: &'f [u8],
    /// How its fields and lines are separated.
    pub(super) dialect: Dialect,
    /// The line it begins on.
    pub(super) line: u32,
}

/// Looks at every line of a file that may have something wrong.
pub(super) fn check(path: &Arc<str>, bytes: &[u8], kind: FileKind, sink: &mut Sink) {
    // Its reader says so (K0106); what its bytes would mean as characters is no finding.
    if simdutf8::basic::from_utf8(bytes).is_err() {
        return;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let part = Part { path, bytes, dialect: Dialect::of(bytes), line: 1 };
    if let Some(place) = look(part, kind, sink) {
        sink.file(place, &NotNfc);
    }
}

/// Looks at the lines of a part that is UTF-8; returns where the first text stands that is not in NFC.
pub(super) fn look(part: Part<'_>, kind: FileKind, sink: &mut Sink) -> Option<Place> {
    let Part { bytes, line, .. } = part;
    let (line, quotes) = (line as usize, Quotes::default());
    let mut look = Look { part, kind, line, counted: 0, quotes, decomposed: None, sink };
    let mut at = 0;
    while let Some(found) = next_suspicious(bytes, at) {
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[..found]).map_or(0, |newline| newline + 1);
        let end = memchr::memchr2(b'\n', b'\r', &bytes[found..]).map_or(bytes.len(), |length| found + length);
        look.line(start, end);
        at = end;
    }
    look.decomposed
}

/// The next byte that needs a look.
fn next_suspicious(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&byte| SUSPICIOUS[usize::from(byte)])?;
        if !is_harmless(bytes, at) {
            return Some(at);
        }
        at += 1;
    }
}

/// Tells whether a suspicious byte is one of the many that mean nothing: a sign inside a cell, a Vietnamese letter of
/// three bytes, a dash or curly quote.
fn is_harmless(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
    let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
    match bytes[at] {
        b'=' | b'+' | b'@' | b'-' => !matches!(before, b',' | b';' | b'\t' | b'"' | b'\n' | b'\r'),
        0xc3 => !matches!(next(1), 0x90 | 0xb0),
        0xe1 => matches!(next(1), 0xb8..=0xbb),
        0xe2 => next(1) == 0x80 && matches!(next(2), 0x90..=0xa7 | 0xb0..=0xbf),
        _ => false,
    }
}

/// A file that is looked at.
struct Look<'f, 's> {
    part: Part<'f>,
    kind: FileKind,
    /// The line at `counted`.
    line: usize,
    counted: usize,
    quotes: Quotes,
    /// Where the first text stands that is not in NFC.
    decomposed: Option<Place>,
    sink: &'s mut Sink,
}

impl Look<'_, '_> {
    /// Looks at the line between two offsets.
    fn line(&mut self, start: usize, end: usize) {
        let Part { bytes, dialect, .. } = self.part;
        self.line += memchr::memchr_iter(dialect.newline, &bytes[self.counted..start]).count();
        self.counted = start;
        let Ok(text) = std::str::from_utf8(&bytes[start..end]) else { return };
        if self.kind == FileKind::Csv {
            self.formulas(text, start);
        }
        self.characters(text);
        if self.decomposed.is_none() && !is_nfc(text) {
            let column = text.chars().count() - first_decomposed(text).chars().count();
            self.decomposed = Some(self.place(column));
        }
    }

    fn place(&self, column: usize) -> Place {
        let line = number(self.line);
        Place { path: Arc::clone(self.part.path), line, column: number(column + 1), width: 1, record: line }
    }

    fn report(&mut self, column: usize, fact: &impl Fact) {
        self.sink.file(self.place(column), fact);
    }

    fn characters(&mut self, text: &str) {
        if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
            return;
        }
        for (column, character) in text.chars().enumerate() {
            if is_invisible(character) {
                self.report(column, &InvisibleCharacter { character });
            } else if character.is_control() && character != '\t' && self.kind == FileKind::Csv {
                self.report(column, &ControlCharacter { character });
            }
        }
        let mut column = 0;
        for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let foreign = word.chars().enumerate().find_map(|(at, c)| Some((at, c, alphabet(c)?)));
            if let Some((at, character, alphabet)) = foreign {
                self.report(column + at, &LookAlike { character, alphabet });
            }
            column += word.chars().count();
        }
    }

    /// Reports the cells of a line that begin like a formula.
    fn formulas(&mut self, text: &str, start: usize) {
        for (at, byte) in text.bytes().enumerate() {
            let candidate = match byte {
                b'=' | b'@' | b'+' => true,
                b'-' => text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '('),
                b'\t' => self.part.dialect.separator != b'\t',
                _ => false,
            };
            if candidate && self.begins_cell(start + at) {
                let column = text[..at].chars().count();
                self.report(column, &FormulaCell { character: char::from(byte) });
            }
        }
    }

    /// Tells whether a cell begins at an offset: behind a separator or newline outside quotes, or behind the quote that
    /// opens there.
    fn begins_cell(&mut self, at: usize) -> bool {
        let Part { bytes, dialect, .. } = self.part;
        let is_border = |at: usize| {
            at.checked_sub(1).is_none_or(|before| {
                matches!(bytes[before], b'\n' | b'\r') || bytes[before] == dialect.separator
            })
        };
        match self.quotes.around(bytes, at, is_border) {
            Some(opening) => opening + 1 == at,
            None => is_border(at),
        }
    }
}

/// Follows the quotes of a part.
#[derive(Clone, Copy, Debug, Default)]
struct Quotes {
    /// How far they were followed.
    to: usize,
    /// The one that opened the last quoted cell.
    opening: usize,
    /// Whether that cell is still open.
    is_open: bool,
    /// Behind the last one that closed a cell.
    behind: usize,
}

impl Quotes {
    /// The quote that opened the cell an offset lies in, if it is quoted. One opens a cell at its beginning alone; anywhere
    /// else outside quotes it is a letter like any other. Right behind one that closed, it stands for a quote in that cell.
    fn around(&mut self, bytes: &[u8], at: usize, is_border: impl Fn(usize) -> bool) -> Option<usize> {
        let from = std::mem::replace(&mut self.to, at);
        for quote in memchr::memchr_iter(b'"', &bytes[from..at]).map(|quote| from + quote) {
            if self.is_open {
                (self.is_open, self.behind) = (false, quote + 1);
            } else if self.behind == quote && quote > 0 {
                self.is_open = true;
            } else if is_border(quote) {
                (self.is_open, self.opening) = (true, quote);
            }
        }
        self.is_open.then_some(self.opening)
    }
}

/// The rest of a text from its first part that is not in NFC.
fn first_decomposed(text: &str) -> &str {
    let starts = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
    let first = starts.partition_point(|&at| {
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        is_nfc(&text[..end])
    });
    starts.get(first.saturating_sub(1)).map_or(text, |&at| &text[at..])
}

/// Zero-width characters, those that change the direction of writing, soft hyphens; a no-break space is allowed.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The alphabet of a letter that may look like one of Vietnamese.
const fn alphabet(c: char) -> Option<&'static str> {
    match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some("Hy Lạp"),
        '\u{400}'..='\u{52f}' => Some("Kirin"),
        '\u{d0}' | '\u{f0}' => Some("Iceland"),
        '\u{ff01}'..='\u{ff5e}' => Some("rộng (Đông Á)"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what is found in a file, as `line:column code`.
    #[track_caller]
    fn check_file(text: &str, kind: FileKind, expected: &[&str]) {
        let mut sink = Sink::new();
        check(&Arc::from("f"), text.as_bytes(), kind, &mut sink);
        let shown: Vec<String> = sink
            .into_findings()
            .iter()
            .map(|found| format!("{}:{} {}", found.place.line, found.place.column, found.code))
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn places_count_lines_and_characters_whatever_the_line_ending() {
        for newline in ["\n", "\r\n", "\r"] {
            let text = ["id,note", "đ,ô\u{200b}", "", "x,=a"].join(newline);
            check_file(&text, FileKind::Csv, &["2:4 K0115", "4:3 K0117"]);
        }
    }

    #[test]
    fn a_sign_in_the_middle_of_a_quoted_cell_is_no_formula() {
        check_file("a,b\n\"x,=1\n=2\",\"=3\"\n=4,5\n", FileKind::Csv, &["3:6 K0117", "4:1 K0117"]);
        check_file("a;b\nx,=1;=2\n", FileKind::Csv, &["2:6 K0117"]);
        check_file("a\tb\n\t=2\n", FileKind::Csv, &["2:2 K0117"]);
        check_file("a,b\n\"\"\"=1\",\"\"\n\"\",=2\n", FileKind::Csv, &["3:4 K0117"]);
    }

    /// An inch sign, or text behind closing quotes, does not hide what comes after.
    #[test]
    fn a_quote_that_opens_no_cell_hides_nothing() {
        check_file(
            "a,b\nmàn hình 15\",=1\n=2,\"=3\"\n",
            FileKind::Csv,
            &["2:14 K0117", "3:1 K0117", "3:5 K0117"],
        );
        check_file("a,b\n\"x\"y\"z,=1\n\"x,=1\n=2\"\n", FileKind::Csv, &["2:8 K0117"]);
    }

    #[test]
    fn decomposed_text_is_told_once_where_it_begins() {
        check_file("a,b\nx,ve\u{302}\nve\u{302},y\n", FileKind::Csv, &["2:4 K0114"]);
    }

    #[test]
    fn a_file_that_is_not_utf8_has_no_finding_of_its_characters() {
        let mut sink = Sink::new();
        check(&Arc::from("f"), b"a,b\n\xff\xfe,x\n\x01\x02,=1\n", FileKind::Csv, &mut sink);
        assert_eq!(sink.into_findings(), []);
    }

    #[test]
    fn signs_and_controls_of_toml_are_left_to_its_reader() {
        check_file("a = 1\n-x = \"\u{7}\"\n= \u{200b}\n", FileKind::Toml, &["3:3 K0115"]);
    }

    #[test]
    fn vietnamese_text_in_nfc_needs_no_look() {
        let text = "Đã gửi văn bản – “Ủy ban nhân dân thị xã”, 15/BC-UBND … ưỡn ặ";
        assert_eq!(next_suspicious(text.as_bytes(), 0), None);
        check_file("a,b\n15 °C,«x»\u{a0}\n", FileKind::Csv, &[]);
    }
}
