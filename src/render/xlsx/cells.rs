//! What is written into a cell for a typed value.

use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, RowNum, Worksheet, XlsxError};

use crate::model::date::Date;
use crate::report::document::{Cell, Layout, Value};

/// The largest whole number that Excel shows with every digit: it keeps fifteen.
const LARGEST: u64 = 999_999_999_999_999;
/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// The first year whose days all applications number alike: Excel believes that 1900 had a 29 February.
const FIRST_YEAR: u16 = 1901;

/// How a cell is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Word,
    Missing,
    Date,
    /// A count that names something: the number of a row.
    Ordinal,
    Count,
    Difference,
    Percent,
    Change,
    Score,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::Text,
        Self::Word,
        Self::Missing,
        Self::Date,
        Self::Ordinal,
        Self::Count,
        Self::Difference,
        Self::Percent,
        Self::Change,
        Self::Score,
    ];

    /// The kind of a cell in a column.
    pub(super) const fn of(value: &Value, layout: Layout) -> Self {
        match value {
            Value::Text(_) if matches!(layout, Layout::Word) => Self::Word,
            Value::Text(_) => Self::Text,
            Value::Count(_) if matches!(layout, Layout::Word) => Self::Ordinal,
            Value::Count(_) => Self::Count,
            Value::Difference(_) => Self::Difference,
            Value::Date(_) => Self::Date,
            Value::Percent(_) => Self::Percent,
            Value::Change(_) => Self::Change,
            Value::Score(_) => Self::Score,
            Value::Missing => Self::Missing,
        }
    }
}

/// Writes a cell: a number or a day where Excel can hold the value exactly, and the text shown for it elsewhere.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    if let Some(number) = number(&cell.value) {
        sheet.write_number_with_format(row, column, number, format)?;
    } else if let Some(day) = day(&cell.value) {
        sheet.write_datetime_with_format(row, column, &day, format)?;
    } else if begins_like_a_formula(&cell.display) {
        // Written as a text it is one; the prefix keeps it one when somebody edits the cell.
        let quoted = format.clone().set_quote_prefix();
        sheet.write_string_with_format(row, column, clip(text(cell)), &quoted)?;
    } else {
        sheet.write_string_with_format(row, column, clip(text(cell)), format)?;
    }
    Ok(())
}

fn text(cell: &Cell) -> &str {
    match &cell.value {
        Value::Text(text) => text,
        _ => &cell.display,
    }
}

fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// The number that stands for a value, a share as the fraction Excel multiplies by 100; `None` where there is none
/// or Excel would change its last digits.
#[expect(clippy::cast_precision_loss, reason = "exact up to fifteen digits, and no more are converted")]
pub(super) fn number(value: &Value) -> Option<f64> {
    match *value {
        Value::Count(count) if count <= LARGEST => Some(count as f64),
        Value::Difference(difference) if difference.unsigned_abs() <= LARGEST => Some(difference as f64),
        Value::Percent(percent) => fraction(percent.as_f64()),
        Value::Change(change) => fraction(change.as_f64()),
        Value::Score(score) => Some(score.as_f64()),
        _ => None,
    }
}

/// Of a number of percent with two decimals.
#[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
fn fraction(percent: f64) -> Option<f64> {
    (percent.abs() * 100.0 <= LARGEST as f64).then_some(percent / 100.0)
}

fn day(value: &Value) -> Option<ExcelDateTime> {
    let &Value::Date(date) = value else {
        return None;
    };
    excel_date(date)
}

fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|&year| year >= FIRST_YEAR)?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Cuts a text to what a cell can hold, with `…` where anything was cut.
pub(super) fn clip(text: &str) -> String {
    clip_to(text, LONGEST)
}

/// Cuts a text to so many UTF-16 units, with `…` where anything was cut.
pub(super) fn clip_to(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= longest
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::number::{Change, Percent};

    /// What Excel shows for a fraction in the format `0.00%`, in Vietnamese.
    fn shown(fraction: f64) -> String {
        let rounded = format!("{:.2}", (fraction * 1e15).round() / 1e13).replace('.', ",");
        let (whole, decimals) = rounded.split_once(',').unwrap();
        let sign = if whole.starts_with('-') { "−" } else { "" };
        let whole: u64 = whole.trim_start_matches('-').parse().unwrap();
        format!("{sign}{},{decimals}%", crate::text::number::count(whole))
    }

    proptest! {
        #[test]
        fn the_percentage_shown_is_the_one_displayed(part in 0_u64..50_000, whole in 1_u64..50_000) {
            let percent = Percent::of(part, whole).unwrap();
            prop_assert_eq!(shown(number(&Value::Percent(percent)).unwrap()), percent.display());
        }

        #[test]
        fn the_change_shown_is_the_one_displayed(before in 1_u64..5_000, now in 0_u64..5_000) {
            let change = Change::between(before, now).unwrap();
            let shown = shown(number(&Value::Change(change)).unwrap());
            prop_assert_eq!(shown, change.display().trim_start_matches('+').to_owned());
        }
    }

    #[test]
    fn numbers_of_more_than_fifteen_digits_stay_text() {
        assert_eq!(number(&Value::Count(LARGEST)), Some(999_999_999_999_999.0));
        assert_eq!(number(&Value::Count(LARGEST + 1)), None);
        assert_eq!(number(&Value::Difference(-999_999_999_999_999)), Some(-999_999_999_999_999.0));
        assert_eq!(number(&Value::Difference(i64::MIN)), None);
        assert_eq!(number(&Value::Percent(Percent::of(u64::MAX, 1).unwrap())), None);
    }

    #[test]
    fn a_score_is_a_number_with_one_decimal() {
        use crate::model::scoring::Tenths;
        assert_eq!(number(&Value::Score(Tenths(13))), Some(1.3));
        assert_eq!(number(&Value::Score(Tenths(180))), Some(18.0));
    }

    #[test]
    fn days_that_excel_counts_wrongly_stay_text() {
        let day = |year, month, day| excel_date(Date::new(year, month, day).unwrap());
        assert!(day(1900, 2, 28).is_none());
        assert!(day(-5, 1, 1).is_none());
        assert!(day(10_000, 1, 1).is_none());
        assert!((day(2021, 6, 14).unwrap().to_excel() - 44_361.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(clip_to("hồ sơ", 5), "hồ sơ");
        assert_eq!(clip_to("hồ sơ", 4), "hồ …");
        assert_eq!(clip_to("😀😀", 3), "😀…");
        assert_eq!(clip(&"a".repeat(40_000)).encode_utf16().count(), LONGEST);
    }
}
