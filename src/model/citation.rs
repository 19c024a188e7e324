//! Citations of acts in running text: `Thông tư số 01/2020/TT-VPCP ngày 21/10/2020`.

use std::ops::Range;

use super::date::Date;

/// An act as a text cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Number and symbol without blanks, with plain hyphens: `92/2017/NĐ-CP`.
    pub number: String,
    /// The year in the number, where it has one.
    pub year: Option<i32>,
    /// The day it was signed, as cited.
    pub date: Option<Date>,
    /// Where in the text it stands, from the number to the date.
    pub span: Range<usize>,
}

/// Finds the citations in a text, in its order. Blanks and long dashes inside a symbol (`NĐ – CP`) are read.
#[must_use]
pub fn citations(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let digits = digits(&text[start..]);
        at = start + digits.len();
        if starts_word(&text[..start])
            && let Some(citation) = read(text, start)
        {
            at = citation.span.end;
            found.push(citation);
        }
    }
    found
}

/// Number and symbol as they are compared: without blanks, with plain hyphens.
#[must_use]
pub fn normal(number: &str) -> String {
    let dashes = |c: char| if is_dash(c) { '-' } else { c };
    number.chars().filter(|c| !c.is_whitespace()).map(dashes).collect()
}

fn starts_word(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-'))
}

/// Reads the citation whose number begins at an offset.
fn read(text: &str, start: usize) -> Option<Citation> {
    let digits = digits(&text[start..]);
    let mut rest = text[start + digits.len()..].trim_start().strip_prefix('/')?.trim_start();
    let year = self::digits(rest);
    let year = (year.len() == 4).then_some(year);
    if let Some(year) = year {
        rest = rest[year.len()..].trim_start().strip_prefix('/')?.trim_start();
    }
    let symbol = symbol(rest)?;
    rest = &rest[symbol.len()..];
    let end = text.len() - rest.len();
    let date = cited_date(rest);
    Some(Citation {
        number: normal(&text[start..end]),
        year: year.and_then(|year| year.parse().ok()),
        date: date.map(|(date, _)| date),
        span: start..date.map_or(end, |(_, rest)| text.len() - rest.len()),
    })
}

fn digits(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())]
}

/// The symbol at the beginning of a text: words in capitals, joined by dashes.
fn symbol(text: &str) -> Option<&str> {
    let mut end = capitals(text)?.len();
    loop {
        let rest = text[end..].trim_start();
        let Some(next) = rest.strip_prefix(is_dash).map(str::trim_start) else { break };
        let Some(word) = capitals(next) else { break };
        end = text.len() - next.len() + word.len();
    }
    Some(&text[..end])
}

/// The word at the beginning of a text that may be a part of a symbol: at least two characters, the first a capital
/// letter and the second no small one; small letters may follow (`TTg`, `TTr`, but not `Văn`).
fn capitals(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..end];
    let mut characters = word.chars();
    let first = characters.next().is_some_and(char::is_uppercase);
    let second = characters.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    (first && second && word.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit())).then_some(word)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−')
}

/// The date behind a number, `ngày 06/3/2018` or `ngày 08 tháng 6 năm 2010`, and what follows it.
fn cited_date(text: &str) -> Option<(Date, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let text = text.strip_prefix("ngày").or_else(|| text.strip_prefix("Ngày"))?;
    let (day, text) = number(text)?;
    let (month, text) = number(separated(text, "tháng")?)?;
    let (year, text) = number(separated(text, "năm")?)?;
    Some((Date::new(year.try_into().ok()?, month, day)?, text))
}

fn separated<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let text = text.trim_start();
    text.strip_prefix(word).or_else(|| text.strip_prefix(['/', '.', '-', '–']))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digits = digits(text);
    Some((digits.parse().ok()?, &text[digits.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the citations of a text, as `number date`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown = |citation: Citation| {
            let date = citation.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            format!("{} {date}", citation.number)
        };
        assert_eq!(citations(text).into_iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn the_ways_of_citing_in_the_plan_are_read() {
        check("Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của", &["01/2020/TT-VPCP 2020-10-21"]);
        check("Quyết định số 14/2018/QĐ-UBND ngày 06/3/2018", &["14/2018/QĐ-UBND 2018-03-06"]);
        check("số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010", &["63/2010/NĐ-CP 2010-06-08"]);
        check("số 92/2017/NĐ – CP ngày 07/8/2017", &["92/2017/NĐ-CP 2017-08-07"]);
        check("quyết định số 1944/QĐ - UBND ngày 31/12/2020", &["1944/QĐ-UBND 2020-12-31"]);
        check("Số: 1911/QĐ-UBND; quyết định số 1944/QĐ-UBND", &["1911/QĐ-UBND -", "1944/QĐ-UBND -"]);
        check("Luật số 47/2019/QH14 ngày 22/11/2019", &["47/2019/QH14 2019-11-22"]);
        check("Quyết định số 45/2016/QĐ-TTg ngày 19/10/2016", &["45/2016/QĐ-TTg 2016-10-19"]);
        check("Tờ trình số 12/TTr-UBND; số 985/QĐ – TTg", &["12/TTr-UBND -", "985/QĐ-TTg -"]);
    }

    #[test]
    fn what_is_no_citation_is_passed_over() {
        for text in
            ["", "ngày 14/5/2013", "quý IV/2021", "24/7", "3/4 số hồ sơ", "1/A", "12/", "12/2020/", "9/Đường"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn a_dash_behind_the_symbol_does_not_take_the_next_word_and_an_impossible_date_is_none() {
        check("15/BC-UBND - Văn phòng", &["15/BC-UBND -"]);
        check("15/BC-UBND ngày 31/02/2021", &["15/BC-UBND -"]);
    }
}
