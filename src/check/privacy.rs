//! Personal data in the free texts of logs: phone numbers, identity numbers, e-mail addresses.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Place, Sink};
use crate::syntax::record_place::Position;
use crate::syntax::records::{Advance, Records};
use crate::text::findings::privacy::{Datum, PersonalData};

/// The columns that are looked at.
const COLUMNS: [&str; 5] = ["note", "late_reason", "evidence", "document", "summary"];

/// Looks at the free texts of a log; what cannot be read is passed over, which its reader reports.
pub(super) fn check(path: &Arc<str>, bytes: &[u8], sink: &mut Sink) {
    let mut records = Records::new(bytes);
    if records.advance() == Advance::Record {
        let columns = columns(records.record().iter());
        look(path, records, &columns, sink);
    }
}

/// The columns to look at, by their places among the headings.
pub(super) fn columns<'h>(headings: impl Iterator<Item = &'h str>) -> Vec<(usize, &'static str)> {
    let known =
        |(at, name): (usize, &str)| Some((at, COLUMNS.into_iter().find(|column| *column == name.trim())?));
    headings.enumerate().filter_map(known).collect()
}

/// Looks at all records to come.
pub(super) fn look(
    path: &Arc<str>,
    mut records: Records<'_>,
    columns: &[(usize, &'static str)],
    sink: &mut Sink,
) {
    if columns.is_empty() {
        return;
    }
    loop {
        match records.advance() {
            Advance::End => return,
            Advance::Record => {
                for &(at, column) in columns {
                    cell(path, &records, (at, column), sink);
                }
            }
            Advance::NotUtf8 | Advance::Quotes(_) => {}
        }
    }
}

fn cell(path: &Arc<str>, records: &Records<'_>, (at, column): (usize, &str), sink: &mut Sink) {
    let text = records.record().get(at).unwrap_or_default();
    if text.len() < 6 {
        return;
    }
    for (datum, range) in personal_data(text) {
        let Position { line, column: start, width } =
            records.field_position(at).unwrap_or_else(|| records.position());
        let place = Place { path: Arc::clone(path), line, column: start, width, record: records.line() };
        sink.row(place, &PersonalData { datum, text: &text[range], column });
    }
}

/// Finds personal data in a text.
fn personal_data(text: &str) -> impl Iterator<Item = (Datum, Range<usize>)> {
    let numbers = runs(text).filter_map(|range| Some((kind_of(text, &range)?, range)));
    let addresses = memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| address(text, at));
    numbers.chain(addresses.map(|range| (Datum::Email, range)))
}

/// The runs of digits, with at most one blank, no-break blank, dot, hyphen or dash between two of them; `+` and `(` may
/// stand before.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        let mut end = start + 1;
        loop {
            let digit = |offset: usize| bytes.get(end + offset).is_some_and(u8::is_ascii_digit);
            let joint = |offset: usize| joint(bytes.get(end + offset..).unwrap_or_default());
            let closing = usize::from(bytes.get(end) == Some(&b')'));
            let behind = closing + joint(closing);
            if !digit(behind) {
                break;
            }
            end += behind + 1;
        }
        at = end;
        Some(start..end)
    })
}

/// How many bytes a sign that joins two groups of digits takes at the beginning of a text; 0 where there is none.
const fn joint(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'.' | b'-', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0x90..=0x94 | 0xaf, ..] => 3,
        _ => 0,
    }
}

/// What a run of digits is, if it is personal.
fn kind_of(text: &str, range: &Range<usize>) -> Option<Datum> {
    let run = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if run.len() < 9 || is_part_of_a_code(before, after) {
        return None;
    }
    let groups: Vec<&str> =
        run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let number: String = groups.concat();
    let is_phone = |number: &str, digits: usize| {
        matches!(digits, 10 | 11) && matches!(number.as_bytes(), [b'0', b'2'..=b'9', ..])
    };
    // A moment with its blanks, `07 30 01 02 2021`, begins with a group of two.
    let is_grouped = groups.len() == 1 || groups[0].len() >= 3;
    let abroad = number.strip_prefix("84").map(|rest| format!("0{}", rest.strip_prefix('0').unwrap_or(rest)));
    let province = number.get(..3).and_then(|code| code.parse::<u16>().ok());
    let is_identity = digits == 12 && province.is_some_and(|code| (1..=96).contains(&code));
    match () {
        () if is_phone(&number, digits) && is_grouped => Some(Datum::Phone),
        () if is_identity && groups.iter().all(|group| group.len() >= 3) => Some(Datum::Identity),
        () if abroad.is_some_and(|number| is_phone(&number, number.len())) && !is_money(after) => {
            Some(Datum::Phone)
        }
        () if digits == 9 && groups.len() == 1 && !is_money(after) => Some(Datum::Identity),
        () => None,
    }
}

/// Tells whether digits belong to a longer word: a document's number, a dossier's id, a date.
fn is_part_of_a_code(before: &str, after: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '–');
    // Two numbers of one person: `0912345678/0987654321`.
    let beside = |text: &str, before: bool| {
        let rest = if before { text.strip_suffix('/') } else { text.strip_prefix('/') };
        rest.is_some_and(|rest| is_long_number(rest, before))
    };
    let (before, after) =
        (if beside(before, true) { "" } else { before }, if beside(after, false) { "" } else { after });
    let mut following = after.chars();
    let next = following.next();
    let glued = before.chars().next_back().is_some_and(|c| joins(c) || matches!(c, '.' | ','));
    let labelled = before.trim_end().ends_with(':');
    let dotted = matches!(next, Some('.' | ',')) && following.next().is_some_and(char::is_alphanumeric);
    (glued && !labelled) || next.is_some_and(joins) || dotted
}

/// Tells whether a text ends, or begins, with a number of nine digits or more that is no part of a word.
fn is_long_number(text: &str, at_end: bool) -> bool {
    let in_number = |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '–' | '\u{a0}');
    let (number, next): (String, Option<char>) = if at_end {
        let number: String = text.chars().rev().take_while(in_number).collect();
        let next = text.chars().rev().nth(number.chars().count());
        (number, next)
    } else {
        let number: String = text.chars().take_while(in_number).collect();
        let next = text.chars().nth(number.chars().count());
        (number, next)
    };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    digits >= 9
        && next.is_none_or(|c| {
            c != '/' && c != '_' && !(c.is_alphanumeric() && number.ends_with(|c: char| c.is_ascii_digit()))
        })
}

fn is_money(after: &str) -> bool {
    let after: String = after.trim_start().chars().take(4).collect::<String>().to_lowercase();
    ["đồng", "vnđ", "vnd"].iter().any(|unit| after.starts_with(unit))
}

/// The e-mail address around an `@`.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%');
    let bytes = text.as_bytes();
    let start = at - bytes[..at].iter().rev().take_while(|byte| part(byte)).count();
    let length = bytes[at + 1..].iter().take_while(|byte| part(byte)).count();
    let domain = text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
    let (host, ending) = domain.rsplit_once('.')?;
    let is_address = start < at && !host.is_empty() && ending.len() >= 2;
    is_address.then_some(start..at + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Datum, &str)]) {
        let found: Vec<_> = personal_data(text).map(|(datum, range)| (datum, &text[range])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn phone_numbers_are_found_however_they_are_spaced() {
        for number in
            ["0912345678", "0912.345.678", "0912 345 678", "091-234-5678", "02713778123", "0271 3778 123"]
        {
            check(&format!("Gọi {number} để hẹn"), &[(Datum::Phone, number)]);
            check(number, &[(Datum::Phone, number)]);
            check(&format!("ĐT:{number}."), &[(Datum::Phone, number)]);
        }
        check("(0271) 3778123", &[(Datum::Phone, "0271) 3778123")]);
        check("+84912345678", &[(Datum::Phone, "84912345678")]);
        check("+84 912 345 678,", &[(Datum::Phone, "84 912 345 678")]);
        check("84912345678", &[(Datum::Phone, "84912345678")]);
        for number in ["0912–345–678", "0912\u{a0}345\u{a0}678", "0398 123 456"] {
            check(&format!("gọi {number}"), &[(Datum::Phone, number)]);
        }
        check("0912345678/0987 654 321", &[(Datum::Phone, "0912345678"), (Datum::Phone, "0987 654 321")]);
    }

    #[test]
    fn identity_numbers_and_addresses_are_found() {
        check("CMND 285123456", &[(Datum::Identity, "285123456")]);
        check("CCCD: 070091000123.", &[(Datum::Identity, "070091000123")]);
        check("số 070 091 000 123", &[(Datum::Identity, "070 091 000 123")]);
        check("thư a.b-c@gmail.com.", &[(Datum::Email, "a.b-c@gmail.com")]);
    }

    /// What a clerk writes every day is no personal datum.
    #[test]
    fn numbers_of_documents_dates_ids_and_money_are_not() {
        for text in [
            "15/BC-UBND",
            "0123456789/BC-UBND",
            "Theo 123456789/QĐ-UBND",
            "ngày 15/06/2021 và 2021-06-15, 15.06.2021",
            "2021-06-15 10:30:00",
            "000.08.34.H10-201215-0001",
            "H10-210615-123456789",
            "000.00.34.H10-210615-000123456789",
            "1.200.000",
            "12.200.000.000 đồng",
            "150000000 đồng",
            "lệ phí 285.123.456đ",
            "mã 1.900101",
            "từ 07 30 ngày 01 02 2021",
            "@phong-ban",
            "gửi a@b",
            "A.VIII.03@2021-Q2",
            "12345678",
            "1234567890123",
            "0012345678",
            "0112345678",
            "097123456789",
            "123456789012",
            "000123456789",
        ] {
            check(text, &[]);
        }
    }
}
