//! What the words and numbers in a filled form mean.

use super::workbook::Value;
use crate::model::unit::Level;
use crate::text::fold::fold;

/// Why a cell is no count of dossiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Below 0.
    Negative(String),
    /// With a part of a dossier.
    Fraction(String),
    /// More dossiers than there can be.
    TooLarge(String),
    /// Words, or a number written as nobody can tell.
    Text(String),
    /// A day or a time.
    Day,
    /// True or false.
    Truth,
    /// `#REF!` and its like.
    Error,
    /// A formula whose result the file does not hold.
    Uncomputed,
}

/// The count in a cell; `None` where it is empty.
pub(super) fn figure(value: &Value) -> Result<Option<u64>, Unread> {
    match value {
        Value::Empty => Ok(None),
        &Value::Number(number) => counted(number).map(Some),
        Value::Text(text) => written(text).map(Some),
        Value::Day => Err(Unread::Day),
        Value::Truth => Err(Unread::Truth),
        Value::Error => Err(Unread::Error),
        Value::Uncomputed => Err(Unread::Uncomputed),
    }
}

/// Counts end where those of a return do.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, not negative and no larger"
)]
fn counted(number: f64) -> Result<u64, Unread> {
    let shown = || number.to_string().replace('.', ",");
    if number < 0.0 {
        Err(Unread::Negative(shown()))
    } else if number.fract() != 0.0 {
        Err(Unread::Fraction(shown()))
    } else if number > f64::from(u32::MAX) {
        Err(Unread::TooLarge(shown()))
    } else {
        Ok(number as u64)
    }
}

/// A count written as text: digits, in groups of three by dots or blanks, or with `,0` behind.
fn written(text: &str) -> Result<u64, Unread> {
    let text = text.trim();
    let (whole, is_decimal) = match text.split_once(',') {
        Some((whole, decimals)) if is_digits(decimals) => {
            (whole, decimals.bytes().any(|digit| digit != b'0'))
        }
        _ => (text, false),
    };
    let unsigned = whole.strip_prefix(['-', '−']);
    let digits = ungrouped(unsigned.unwrap_or(whole)).ok_or_else(|| Unread::Text(text.to_owned()))?;
    // `1,234` may be a thousand or a fraction: whoever wrote it knows.
    let is_doubtful = text.split_once(',').is_some_and(|(_, decimals)| decimals.len() == 3);
    if is_doubtful {
        Err(Unread::Text(text.to_owned()))
    } else if unsigned.is_some() {
        Err(Unread::Negative(text.to_owned()))
    } else if is_decimal {
        Err(Unread::Fraction(text.to_owned()))
    } else {
        let count = digits.parse::<u32>().map_err(|_| Unread::TooLarge(text.to_owned()))?;
        Ok(count.into())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a number whose thousands are parted alike; `None` where it is none.
fn ungrouped(text: &str) -> Option<String> {
    if is_digits(text) {
        return Some(text.to_owned());
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|&c| c == '.' || c.is_whitespace())?;
    let mut groups = text.split(separator);
    let first = groups.next().filter(|first| is_digits(first) && first.len() <= 3)?;
    groups.try_fold(first.to_owned(), |number, group| {
        (is_digits(group) && group.len() == 3).then(|| number + group)
    })
}

/// The number in a cell of the row of column numbers: `(3)`, `3`, or `(3)=(4)+(5)+(6)`.
pub(super) fn column_number(value: &Value) -> Option<usize> {
    let text = match value {
        Value::Number(number) => counted(*number).ok()?.to_string(),
        Value::Text(text) => text.split('=').next().unwrap_or_default().replace(char::is_whitespace, ""),
        _ => return None,
    };
    let bare = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
    bare.parse().ok().filter(|number| (1..=13).contains(number) && is_digits(bare))
}

/// What stands before and behind the words that name a level.
const AROUND: [&str; 11] = [
    "tthc",
    "thu tuc hanh chinh",
    "thuoc",
    "tham quyen",
    "giai quyet",
    "cua",
    "tai",
    "do",
    "cac",
    "ubnd",
    "uy ban nhan dan",
];

const PROVINCE: [&str; 4] = ["cap tinh", "so ban nganh", "so ban nganh cap tinh", "so nganh"];
const DISTRICT: [&str; 6] = [
    "cap huyen",
    "huyen thi xa thanh pho",
    "quan huyen thi xa thanh pho",
    "cap huyen thi xa thanh pho",
    "cap quan huyen",
    "quan huyen",
];
const COMMUNE: [&str; 4] = ["cap xa", "xa phuong thi tran", "cap xa phuong thi tran", "xa phuong"];

/// The level that the name of a row of a group says.
pub(super) fn level(name: &str) -> Option<Level> {
    let folded = fold(name);
    let words = unnumbered(&folded);
    let mut rest = words;
    while let Some(shorter) = AROUND.iter().find_map(|around| without(rest, around)) {
        rest = shorter;
    }
    let levels = [(&PROVINCE[..], Level::Province), (&DISTRICT, Level::District), (&COMMUNE, Level::Commune)];
    levels.into_iter().find(|(names, _)| names.contains(&rest)).map(|(_, level)| level)
}

/// Without the letter or Roman number of a group.
fn unnumbered(folded: &str) -> &str {
    match folded.split_once(' ') {
        Some((first, rest)) if first.len() == 1 || first.chars().all(|c| "ivx".contains(c)) => rest,
        _ => folded,
    }
}

/// Without some words at the beginning or the end.
fn without<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let behind = text.strip_prefix(words).and_then(|rest| rest.strip_prefix(' '));
    behind.or_else(|| text.strip_suffix(words).and_then(|rest| rest.strip_suffix(' ')))
}

/// Tells whether the name of a row says that it is the sum of all: `Tổng số`, `Tổng cộng (A+B)`.
pub(super) fn is_total(name: &str) -> bool {
    let folded = fold(name);
    let rest = ["tong so", "tong cong", "cong", "tong"].iter().find_map(|word| folded.strip_prefix(word));
    rest.is_some_and(|rest| {
        (rest.is_empty() || rest.starts_with(' ')) && rest.split(' ').all(|word| word.len() <= 2)
    })
}

/// Tells whether a sheet is named after the form: `II.06a`, `Biểu 06a`.
pub(super) fn names_form(sheet: &str) -> bool {
    fold(sheet).split(' ').any(|word| ["06a", "6a", "ii06a"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_known_by_its_usual_names_and_no_field_is_taken_for_one() {
        for (name, expected) in [
            ("TTHC cấp tỉnh", Level::Province),
            ("Sở, ban, ngành", Level::Province),
            ("TTHC thuộc thẩm quyền giải quyết của cấp huyện", Level::District),
            ("A. CẤP HUYỆN", Level::District),
            ("Huyện, thị xã, thành phố", Level::District),
            ("II. Thủ tục hành chính cấp xã", Level::Commune),
            ("Xã, phường, thị trấn", Level::Commune),
        ] {
            assert_eq!(level(name), Some(expected), "{name}");
        }
        for name in ["", "Xã hội", "Hộ tịch", "Thủ tục hành chính", "Thi đua cấp huyện", "A", "Công chứng"]
        {
            assert_eq!(level(name), None, "{name}");
        }
    }

    #[test]
    fn the_row_of_all_is_known_by_its_name() {
        for name in ["Tổng số", "TỔNG CỘNG", "Cộng", "Tổng số (A+B)", "Tổng cộng:"] {
            assert!(is_total(name), "{name}");
        }
        for name in ["", "Công Thương", "Công chức", "Tổng hợp", "Tổng số hồ sơ đất đai"]
        {
            assert!(!is_total(name), "{name}");
        }
    }

    #[test]
    fn counts_are_whole_and_thousands_may_be_parted() {
        let text = |text: &str| figure(&Value::Text(text.to_owned()));
        for (written, count) in [
            ("0", 0),
            (" 12 ", 12),
            ("1.234", 1234),
            ("1 234 567", 1_234_567),
            ("1\u{a0}234", 1234),
            ("5,0", 5),
        ] {
            assert_eq!(text(written), Ok(Some(count)), "{written}");
        }
        assert_eq!(figure(&Value::Number(7.0)), Ok(Some(7)));
        assert_eq!(figure(&Value::Empty), Ok(None));
        assert_eq!(figure(&Value::Number(-1.0)), Err(Unread::Negative("-1".to_owned())));
        assert_eq!(figure(&Value::Number(1.5)), Err(Unread::Fraction("1,5".to_owned())));
        assert!(matches!(figure(&Value::Number(1e12)), Err(Unread::TooLarge(_))));
        assert!(matches!(figure(&Value::Number(f64::NAN)), Err(Unread::Fraction(_))));
        assert!(matches!(text("-3"), Err(Unread::Negative(_))));
        assert!(matches!(text("2,5"), Err(Unread::Fraction(_))));
        for other in ["-", "x", "1.23", "1,234", "1.234 567", "12.34.567", "1.2345", "99999999999x", ".123"] {
            assert_eq!(text(other), Err(Unread::Text(other.to_owned())), "{other}");
        }
    }

    #[test]
    fn a_column_number_may_be_a_number_a_text_or_a_relation() {
        let text = |text: &str| column_number(&Value::Text(text.to_owned()));
        assert_eq!(column_number(&Value::Number(13.0)), Some(13));
        for written in ["(3)", "3", " ( 3 ) ", "(3)=(4)+(5)+(6)", "3 = 4+5+6"] {
            assert_eq!(text(written), Some(3), "{written}");
        }
        for other in ["", "(14)", "0", "(3", "+3", "3a", "Tổng số"] {
            assert_eq!(text(other), None, "{other}");
        }
    }

    #[test]
    fn a_sheet_may_be_named_after_the_form() {
        for name in ["II.06a", "II.06a-VPCP-KSTT", "Biểu 06a", "bieu 6A"] {
            assert!(names_form(name), "{name}");
        }
        for name in ["II.06b", "06", "Sheet1", "II.07b"] {
            assert!(!names_form(name), "{name}");
        }
    }
}
