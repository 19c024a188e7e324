//! Years that a text of the plan names.

use std::ops::Range;

use crate::model::citation::citations;
use crate::model::period::YEARS;

/// The years a text names, and where; those within citations of acts and within dates are no years of the plan.
#[must_use]
pub fn years_named(text: &str) -> Vec<(i32, Range<usize>)> {
    let cited: Vec<Range<usize>> = citations(text).into_iter().map(|citation| citation.span).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let rest = &text[start..];
        let end = start + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        at = end;
        let is_cited = cited.iter().any(|span| span.contains(&start));
        let year = text[start..end].parse().ok().filter(|year| end - start == 4 && YEARS.contains(year));
        if let Some(year) = year.filter(|_| !is_cited && !ends_a_date(&text[..start])) {
            found.push((year, start..end));
        }
    }
    found
}

/// Tells whether the year behind a text belongs to a day: `19/6/` or `ngày 08 tháng 6 năm `.
fn ends_a_date(before: &str) -> bool {
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u8>().is_ok());
    let ends_in_digit = |part: &str| part.ends_with(|c: char| c.is_ascii_digit());
    let mut parts = before.rsplit('/');
    let (behind, month, rest) = (parts.next(), parts.next(), parts.next());
    let mut words = before.split_whitespace().rev();
    let in_words = words.next() == Some("năm")
        && is_number(words.next())
        && words.next() == Some("tháng")
        && is_number(words.next());
    in_words || behind == Some("") && is_number(month) && rest.is_some_and(ends_in_digit)
}

/// The text with one year in place of another.
pub(super) fn shifted(text: &str, (from, to): (i32, i32)) -> String {
    let mut shifted = text.to_owned();
    for (_, span) in years_named(text).into_iter().rev().filter(|(year, _)| *year == from) {
        shifted.replace_range(span, &to.to_string());
    }
    shifted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shifted(text, (2021, 2022)), expected);
    }

    #[test]
    fn the_year_of_the_plan_is_shifted_wherever_it_stands() {
        check("Quý II hoặc quý III/2021", "Quý II hoặc quý III/2022");
        check("KẾ HOẠCH NĂM 2021", "KẾ HOẠCH NĂM 2022");
        check("Tháng 12 năm 2021", "Tháng 12 năm 2022");
        check("Tháng 6/2021 và tháng 12/2021", "Tháng 6/2022 và tháng 12/2022");
    }

    #[test]
    fn acts_dates_and_other_years_stay() {
        for text in [
            "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021",
            "Luật ngày 19/6/2021",
            "kết quả năm 2020",
            "12021",
            "Luật ngày 19 tháng 6 năm 2021",
            "Quyết định số 5/QĐ-UBND ngày 08 tháng 6 năm 2021",
        ] {
            check(text, text);
        }
    }
}
