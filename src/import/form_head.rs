//! What stands above the table of a filled form: who sends it, and of which days it is.

use super::workbook::{Sheet, Value};
use crate::model::date::Date;
use crate::text::fold::{fold, nfc};

/// How many cells beside «Đơn vị báo cáo:» may hold the name.
const BESIDE: u32 = 6;

/// What a filled form says of itself; nothing where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHead {
    /// Who reports («Đơn vị báo cáo»), as it is written.
    pub reporter: Option<String>,
    /// The first and the last day («Từ ngày … đến ngày …»).
    pub span: Option<(Date, Date)>,
}

impl FormHead {
    /// Reads what stands above a row of a sheet.
    pub(super) fn above(sheet: &Sheet, row: u32) -> Self {
        let mut head = Self::default();
        for (&at, value) in sheet.cells.range(..(row, 0)) {
            if let Value::Text(text) = value {
                head.reporter = head.reporter.or_else(|| reporter(text, || beside(sheet, at)));
                head.span = head.span.or_else(|| text.lines().find_map(span));
            }
        }
        head
    }
}

/// Who reports, by the text of a cell; the name may go on in its next lines, or stand beside it.
fn reporter(text: &str, beside: impl FnOnce() -> Option<String>) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| !fold(line).starts_with("don vi bao cao"));
    let (_, first) = lines.next()?.split_once(':')?;
    let words = [first].into_iter().chain(lines.take_while(|line| !line.contains(':')));
    let name = words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    if name.contains(char::is_alphanumeric) { Some(nfc(&name).into_owned()) } else { beside() }
}

/// The text of the next cell of the row that has one.
fn beside(sheet: &Sheet, (row, column): (u32, u32)) -> Option<String> {
    let cells = sheet.cells.range((row, column + 1)..(row, column + BESIDE));
    cells.map(|(_, value)| value).find_map(|value| match value {
        Value::Text(text) if text.contains(char::is_alphanumeric) => Some(nfc(text.trim()).into_owned()),
        _ => None,
    })
}

/// The days of `(Từ ngày 15/3/2021 đến ngày 14/6/2021)` or `Từ ngày 15 tháng 3 năm 2021 đến …`.
fn span(line: &str) -> Option<(Date, Date)> {
    let folded = fold(line);
    let mut words = folded.split(' ').skip_while(|word| *word != "tu").skip(1).peekable();
    words.peek()?;
    let words: Vec<&str> = words.filter(|word| !["ngay", "thang", "nam"].contains(word)).collect();
    let [day, month, year, "den", last_day, last_month, last_year, ..] = words[..] else { return None };
    let date = |year: &str, month: &str, day: &str| {
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    Some((date(year, month, day)?, date(last_year, last_month, last_day)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_form_are_read_however_they_are_written() {
        let days = |text: &str| span(text).map(|(from, to)| format!("{from} {to}"));
        for text in [
            "(Từ ngày 15/3/2021 đến ngày 14/6/2021)",
            "Kỳ báo cáo: Quý II/2021 (từ 15/03/2021 đến 14/06/2021)",
            "Từ ngày 15 tháng 3 năm 2021 đến ngày 14 tháng 6 năm 2021.",
            "từ ngày 15-3-2021 đến ngày 14-6-2021 ",
        ] {
            assert_eq!(days(text).as_deref(), Some("2021-03-15 2021-06-14"), "{text}");
        }
        for text in [
            "",
            "từ",
            "Từ ngày …/…/2021 đến ngày …/…/2021",
            "(Từ ngày 31/2/2021 đến ngày 14/6/2021)",
            "Quý II/2021",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn who_reports_is_told_from_who_receives() {
        let named = |text: &str| reporter(text, || Some("bên cạnh".to_owned()));
        let both = "- Đơn vị báo cáo: UBND phường\n  Long Thủy\n- Đơn vị nhận báo cáo: UBND thị xã";
        assert_eq!(named(both).as_deref(), Some("UBND phường Long Thủy"));
        assert_eq!(named("- Đơn vị nhận báo cáo: UBND thị xã"), None);
        assert_eq!(named("Đơn vị báo cáo: ……").as_deref(), Some("bên cạnh"));
        assert_eq!(named("Đơn vị báo cáo"), None);
    }
}
