//! What stands above the table of a filled form: who sends it, and of which days it is.

use super::workbook::{Sheet, Value};
use crate::model::date::Date;
use crate::text::fold::{fold, nfc};

/// The label of the cell that says who reports.
const LABEL: &str = "đơn vị báo cáo";
/// The label of the one that says who receives.
const RECEIVER: &str = "đơn vị nhận báo cáo";
/// How many columns to the right of its label a name may stand.
const BESIDE: u32 = 2;

/// What a filled form says of itself; nothing where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHead {
    /// Who reports («Đơn vị báo cáo»), as it is written.
    pub reporter: Option<String>,
    /// The first and the last day («Từ ngày … đến ngày …»).
    pub span: Option<(Date, Date)>,
    /// The quarter and its year («Quý I/2021»).
    pub quarter: Option<(u32, i32)>,
}

impl FormHead {
    /// Reads what stands above a row of a sheet.
    pub(super) fn above(sheet: &Sheet, row: u32) -> Self {
        let mut head = Self::default();
        for (&at, value) in sheet.cells.range(..(row, 0)) {
            if let Value::Text(text) = value {
                head.reporter = head.reporter.or_else(|| reporter(text, || near(sheet, at)));
                let folded = fold(text);
                let words: Vec<&str> = folded.split(' ').collect();
                head.span = head.span.or_else(|| (0..words.len()).find_map(|at| span(&words[at..])));
                head.quarter = head.quarter.or_else(|| (0..words.len()).find_map(|at| quarter(&words[at..])));
            }
        }
        head
    }
}

/// Who reports, by the text of a cell; the name may go on in its next line, or stand near it.
fn reporter(text: &str, near: impl FnOnce() -> Option<String>) -> Option<String> {
    let text = nfc(text);
    let mut lines = text.lines().skip_while(|line| after_label(line).is_none());
    let first = after_label(lines.next()?)?;
    let goes_on = |line: &&str| !line.contains(':') && !line.trim_start().starts_with(['(', '-', '–']);
    let whole = [first].into_iter().chain(lines.take_while(goes_on)).collect::<Vec<_>>().join(" ");
    let end = whole.find('(').unwrap_or(whole.len());
    named(&whole[..end]).or_else(near)
}

/// What stands behind the label of who reports, up to that of who receives.
fn after_label(line: &str) -> Option<&str> {
    // Vietnamese letters have as many bytes large as small; where others have not, the label is not looked for.
    let lower = Some(line.to_lowercase()).filter(|lower| lower.len() == line.len())?;
    let start = lower.find(LABEL)? + LABEL.len();
    let end = lower[start..].find(RECEIVER).map_or(line.len(), |at| start + at);
    line.get(start..end)
}

/// A name without the signs and blanks around it; `None` where nothing is left.
fn named(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The name in a cell to the right of a label, or else in the one below; not another label.
fn near(sheet: &Sheet, (row, column): (u32, u32)) -> Option<String> {
    let right = sheet.cells.range((row, column + 1)..=(row, column + BESIDE)).map(|(_, value)| value);
    right.chain([sheet.get(row + 1, column)]).find_map(|value| match value {
        Value::Text(text) if !text.contains(':') => named(&nfc(text)),
        _ => None,
    })
}

/// The days of `Từ ngày 15/3/2021 đến hết ngày 14/6/2021` or `Từ ngày 15 tháng 3 đến ngày 14 tháng 6 năm 2021`, folded.
fn span(words: &[&str]) -> Option<(Date, Date)> {
    let (&"tu", words) = words.split_first()? else { return None };
    let words: Vec<&str> =
        words.iter().copied().filter(|word| !["ngay", "thang", "nam", "het"].contains(word)).collect();
    match words[..] {
        [day, month, year, "den", last_day, last_month, last_year, ..] => {
            Some((date(year, month, day)?, date(last_year, last_month, last_day)?))
        }
        [day, month, "den", last_day, last_month, year, ..] => {
            Some((date(year, month, day)?, date(year, last_month, last_day)?))
        }
        _ => None,
    }
}

/// A day; a year of two digits is one of this century.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = match (year.len(), year.parse::<i32>().ok()?) {
        (2, short) => 2000 + short,
        (4, year) => year,
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// `Quý II/2021`, `Quý 2 năm 2021`, folded.
fn quarter(words: &[&str]) -> Option<(u32, i32)> {
    let (["quy", number, "nam", year, ..] | ["quy", number, year, ..]) = *words else { return None };
    let number = match number {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    Some((number, year.parse().ok().filter(|_| year.len() == 4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first that is found in a text, as in a cell.
    fn found<T>(text: &str, read: impl Fn(&[&str]) -> Option<T>) -> Option<T> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        (0..words.len()).find_map(|at| read(&words[at..]))
    }

    #[test]
    fn the_days_of_a_form_are_read_however_they_are_written() {
        let days = |text: &str| found(text, span).map(|(from, to)| format!("{from} {to}"));
        for text in [
            "(Từ ngày 15/3/2021 đến ngày 14/6/2021)",
            "Kỳ báo cáo: Quý II/2021 (từ 15/03/2021 đến 14/06/2021)",
            "Từ ngày 15 tháng 3 năm 2021 đến ngày 14 tháng 6 năm 2021.",
            "Từ ngày 15 tháng 3 đến ngày 14 tháng 6 năm 2021",
            "Từ ngày 15/3/2021\nđến hết ngày 14/6/2021",
            "(Thông tư 01/2020/TT-VPCP) từ ngày 15-3-2021 đến ngày 14-6-2021 ",
            "Từ ngày 15/3/21 đến ngày 14/6/21",
        ] {
            assert_eq!(days(text).as_deref(), Some("2021-03-15 2021-06-14"), "{text}");
        }
        for text in [
            "",
            "từ",
            "Từ ngày …/…/2021 đến ngày …/…/2021",
            "(Từ ngày 31/2/2021 đến ngày 14/6/2021)",
            "Từ ngày 15/3/021 đến ngày 14/6/021",
            "Quý II/2021",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn the_quarter_of_a_form_is_read() {
        for (text, expected) in [
            ("Kỳ báo cáo: Quý II/2021", Some((2, 2021))),
            ("QUÝ 4 NĂM 2021", Some((4, 2021))),
            ("Quý ông bà, quý III/2021", Some((3, 2021))),
            ("Kỳ báo cáo: Quý …/2021", None),
            ("Quý I", None),
            ("Quý 5/2021", None),
        ] {
            assert_eq!(found(text, quarter), expected, "{text}");
        }
    }

    #[test]
    fn who_reports_is_told_from_who_receives() {
        let of = |text: &str| reporter(text, || Some("bên cạnh".to_owned()));
        let both = "- Đơn vị báo cáo: UBND phường\n  Long Thủy\n- Đơn vị nhận báo cáo: UBND thị xã";
        assert_eq!(of(both).as_deref(), Some("UBND phường Long Thủy"));
        for text in [
            "Đơn vị báo cáo: UBND phường Long Thủy - Đơn vị nhận báo cáo: UBND thị xã",
            "1. ĐƠN VỊ BÁO CÁO - UBND phường Long Thủy.",
            "Tên đơn vị báo cáo: UBND phường Long Thủy\n(Kèm theo Báo cáo số 12)",
        ] {
            assert_eq!(of(text).as_deref(), Some("UBND phường Long Thủy"), "{text}");
        }
        assert_eq!(of("- Đơn vị nhận báo cáo: UBND thị xã"), None);
        for text in
            ["Đơn vị báo cáo: ……", "Đơn vị báo cáo", "Đơn vị báo cáo:\n- Đơn vị nhận báo cáo: UBND thị xã"]
        {
            assert_eq!(of(text).as_deref(), Some("bên cạnh"), "{text}");
        }
    }
}
