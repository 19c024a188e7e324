//! Rows of a foreign table that are no dossiers: numbering, totals, groups, remarks.

use super::table::{Row, Value};
use crate::text::fold::{fold, nfc};
use crate::text::width::truncate;

/// How wide a row is shown.
const SHOWN: usize = 60;

/// The first thing a row says.
pub(super) fn first_text(row: &Row) -> Option<&str> {
    match row.cells.iter().find(|cell| !cell.is_blank())? {
        Value::Text(text) => Some(text.trim()),
        _ => None,
    }
}

/// Tells whether a row sums up: `Tổng cộng`, `TỔNG SỐ: 125 hồ sơ`, `Cộng`.
pub(super) fn is_total(row: &Row) -> bool {
    // Most rows begin with a number, which folding need not be asked about.
    let Some(text) = first_text(row).filter(|text| text.starts_with(['T', 't', 'C', 'c'])) else {
        return false;
    };
    let folded = fold(text);
    let written = nfc(text).to_lowercase();
    // `Tổng công ty` sums nothing up; without marks only a number or `hồ sơ` may follow.
    let sums =
        |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) || rest == "ho so";
    let begins = |word: &str| folded.strip_prefix(word).is_some_and(|rest| sums(rest.trim_start()));
    ["tổng cộng", "tổng số"].into_iter().any(|word| written.starts_with(word))
        || ["tong cong", "tong so", "cong", "tong"].into_iter().any(begins)
}

/// Tells whether a row numbers the columns: `(1)`, `(2)`, `(3)`, or `1`, `2`, `3=4+5`.
pub(super) fn is_numbering(row: &Row) -> bool {
    let mut last = 0;
    let mut count = 0;
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        let Some(number) = column_number(cell).filter(|number| *number > last) else { return false };
        last = number;
        count += 1;
    }
    count > 2
}

fn column_number(cell: &Value) -> Option<u32> {
    let text = match cell {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "only small counts are meant"
        )]
        Value::Number(number) if number.fract() == 0.0 && (1.0..1000.0).contains(number) => {
            return Some(*number as u32);
        }
        Value::Text(text) => text,
        _ => return None,
    };
    let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
    let number = inner.split_once('=').map_or(inner, |(number, _)| number).trim();
    number.parse().ok().filter(|number| *number < 1000)
}

/// The field of the rows below: `Lĩnh vực: Đất đai`, `I. LĨNH VỰC ĐẤT ĐAI`.
pub(super) fn field(text: &str) -> Option<String> {
    let text = nfc(text);
    let folded = fold(&text);
    let at = folded.split(' ').collect::<Vec<_>>();
    // A number or letter may stand before: `I.`, `1)`, `A -`.
    let place = at.windows(2).position(|words| words == ["linh", "vuc"]).filter(|place| *place < 2)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = words.iter().position(|word| fold(word).ends_with("linh"))?;
    if begins > place + 1 {
        return None;
    }
    let rest = words.get(begins + 2..)?.join(" ");
    let rest = match words.get(begins + 1) {
        // `Lĩnh vực:Đất đai`.
        Some(word) if word.contains(':') => {
            format!("{} {rest}", word.split_once(':').map_or("", |(_, rest)| rest))
        }
        _ => rest,
    };
    let rest = rest.trim_matches([':', '-', '–', ' ']).to_owned();
    (!rest.is_empty()).then_some(rest)
}

/// Tells whether a cell in a column of days could be one, or was meant to be: a signature below the table is not.
pub(super) fn may_be_day(cell: &Value) -> bool {
    match cell {
        Value::Empty | Value::Merged => false,
        Value::Text(text) => text.bytes().any(|byte| byte.is_ascii_digit()),
        _ => true,
    }
}

/// The only text of a row, where it has no other.
pub(super) fn only_text(row: &Row) -> Option<&str> {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
    match (cells.next(), cells.next()) {
        (Some(Value::Text(text)), None) => Some(text.trim()),
        _ => None,
    }
}

/// What a row says, on one line.
pub(super) fn shown(row: &Row) -> String {
    let mut words = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()).take(12) {
        words.push(super::cells::shown(cell));
    }
    truncate(&words.join(" | "), SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> Row {
        let cell = |text: &str| match (text.trim(), text.trim().parse()) {
            ("", _) => Value::Empty,
            (_, Ok(number)) => Value::Number(number),
            (text, _) => Value::Text(text.to_owned()),
        };
        Row { number: 1, cells: line.split('|').map(cell).collect() }
    }

    #[test]
    fn numbers_of_columns_totals_and_fields_are_known() {
        for line in ["(1)|(2)|(3)", "1|2|3", "(1)||(2)|(3=4+5)|(4)"] {
            assert!(is_numbering(&row(line)), "{line}");
        }
        for line in ["1|000.12|3", "1|2", "1|5|3", "(1)|a|(3)"] {
            assert!(!is_numbering(&row(line)), "{line}");
        }
        for line in ["Tổng cộng|3", "|TỔNG SỐ: 125 hồ sơ", "Cộng", "Tổng"] {
            assert!(is_total(&row(line)), "{line}");
        }
        for line in ["1|Tổng cộng", "Tổng công ty A", "Công văn"] {
            assert!(!is_total(&row(line)), "{line}");
        }
    }

    #[test]
    fn the_field_of_a_group_is_what_follows_its_name() {
        for text in ["Lĩnh vực: Đất đai", "LĨNH VỰC Đất đai", "I. Lĩnh vực - Đất đai", "Lĩnh vực:Đất đai"]
        {
            assert_eq!(field(text).as_deref(), Some("Đất đai"), "{text}");
        }
        for text in ["Lĩnh vực:", "Đất đai", "Hồ sơ thuộc lĩnh vực đất đai", "Phòng Tài nguyên"]
        {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
