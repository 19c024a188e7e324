//! Text with separators: comma, semicolon or tab, whichever divides the lines alike.

use std::collections::BTreeMap;

use super::encoding::{Decoded, Encoding, decode};
use super::{Row, Taker, Unreadable, Value};
use crate::syntax::records::{Advance, Records};

/// How many lines are looked at for the separator: titles stand above the table.
const LOOKED_AT: usize = 40;

/// Hands over every record.
pub(super) fn read(bytes: &[u8], taker: &mut dyn Taker) -> Result<Encoding, Unreadable> {
    let Decoded { text, encoding } = decode(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    taker.sheet("");
    let mut records = Records::with_separator(text.as_bytes(), separator(text));
    // Excel counts a record that breaks inside a cell once.
    let mut inner = 0;
    loop {
        let advance = records.advance();
        let number = records.line() - inner;
        match advance {
            Advance::End => return Ok(encoding),
            Advance::Quotes(_) => return Err(Unreadable::Quotes { row: number }),
            // The text was decoded, so it is UTF-8.
            Advance::Record | Advance::NotUtf8 => {}
        }
        inner += records.line_breaks();
        let cells = records.record().iter().map(|field| Value::text(field.to_owned())).collect();
        let row = Row { number, cells };
        if !row.is_blank() && taker.row(&row).is_break() {
            return Ok(encoding);
        }
    }
}

/// The separator by which most lines fall into the same number of columns; the comma where none does better.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.is_empty()).take(LOOKED_AT).collect();
    let weight = |separator: u8| {
        let mut alike: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            *alike.entry(count(line, separator)).or_default() += 1;
        }
        alike.into_iter().map(|(columns, lines)| columns * lines).max().unwrap_or_default()
    };
    let mut best = b',';
    for other in [b';', b'\t'] {
        if weight(other) > weight(best) {
            best = other;
        }
    }
    best
}

/// How often a separator stands in a line, quotes left out.
fn count(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut found = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        found += usize::from(byte == separator && !quoted);
    }
    found
}
