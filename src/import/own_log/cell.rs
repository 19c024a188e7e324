//! What a cell of the sheet says in the words of the log.

use std::borrow::Cow;

use crate::import::table::Value;
use crate::model::date::Moment;
use crate::text::fold::nfc;
use crate::text::log_columns::Holds;
use crate::text::log_words::Word;

/// Why a cell cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// `#REF!` and its like.
    Error(String),
    /// A formula without a result.
    Uncomputed,
    /// It lies under a merged one.
    Merged,
    /// A number where a code stands: digits may be lost.
    NumberForText(String),
    /// A day where a code stands.
    DayForText(Moment),
    /// A time without a day, or yes and no.
    OtherForText,
    /// No day of the calendar.
    NoDay(String),
    /// No whole number in its bounds.
    NoNumber(String, u32),
    /// None of the codes.
    NoChoice(String, &'static [Word]),
}

/// What a cell says: a text of the log, the very bytes of the log where it says the same.
pub(super) fn decode(holds: Holds, before: &str, cell: &Value) -> Result<String, CellFault> {
    let text = text(holds, before, cell)?;
    Ok(if is_same(holds, before, &text) { before.to_owned() } else { text })
}

fn text(holds: Holds, before: &str, cell: &Value) -> Result<String, CellFault> {
    match cell {
        Value::Empty => Ok(String::new()),
        Value::Text(text) if is_same(holds, before, text) => Ok(before.to_owned()),
        Value::Text(text) => typed(holds, &clean(text)),
        Value::Number(number) => of_number(holds, before, *number),
        Value::Moment(moment) if holds == Holds::Moment => Ok(moment.in_log()),
        Value::Moment(moment) => Err(CellFault::DayForText(*moment)),
        Value::Time | Value::Truth(_) => Err(CellFault::OtherForText),
        Value::Error(error) => Err(CellFault::Error(error.clone())),
        Value::Uncomputed => Err(CellFault::Uncomputed),
        Value::Merged => Err(CellFault::Merged),
    }
}

/// A text that somebody typed.
fn typed(holds: Holds, text: &str) -> Result<String, CellFault> {
    match holds {
        _ if text.is_empty() => Ok(String::new()),
        Holds::Moment => {
            let moment = Moment::parse_either(text).ok_or_else(|| CellFault::NoDay(text.to_owned()))?;
            Ok(moment.in_log())
        }
        Holds::Number(most) => match text.parse::<u32>() {
            Ok(number) if number <= most => Ok(number.to_string()),
            _ => Err(CellFault::NoNumber(text.to_owned(), most)),
        },
        Holds::Choice(words) => {
            choice(text, words).ok_or_else(|| CellFault::NoChoice(text.to_owned(), words))
        }
        Holds::Text
        | Holds::Code
        | Holds::Document
        | Holds::Officer
        | Holds::Unit
        | Holds::Procedure
        | Holds::Item
        | Holds::Occurrence => Ok(text.to_owned()),
    }
}

/// The code of a list: written as it is, or in its words.
fn choice(text: &str, words: &[Word]) -> Option<String> {
    let lower = text.to_lowercase();
    let found = words.iter().find(|(code, words)| *code == text || *code == lower || *words == lower);
    found.map(|(code, _)| (*code).to_owned())
}

fn of_number(holds: Holds, before: &str, number: f64) -> Result<String, CellFault> {
    // Rust writes a whole number without a point, and every digit it has.
    let shown = number.to_string();
    match holds {
        Holds::Number(_) | Holds::Choice(_) => typed(holds, &shown),
        Holds::Moment => Err(CellFault::NoDay(shown)),
        // A number that was a text when it left, and whose digits are all there.
        _ if shown == before.trim() => Ok(before.to_owned()),
        _ => Err(CellFault::NumberForText(shown)),
    }
}

/// Tells whether two texts say the same, so that the log keeps its own.
pub(super) fn is_same(holds: Holds, before: &str, now: &str) -> bool {
    before == now || canonical(holds, before) == canonical(holds, now)
}

/// What a text says, however it is written.
pub(super) fn canonical(holds: Holds, text: &str) -> Cow<'_, str> {
    let typed = match holds {
        Holds::Moment => Moment::parse_either(text.trim())
            .map(|moment| Moment::with_second(moment.date, moment.second().or(Some(0))).to_string()),
        Holds::Number(_) => text.trim().parse::<u32>().ok().map(|number| number.to_string()),
        _ => None,
    };
    typed.map_or_else(|| squeezed(text), Cow::Owned)
}

/// A text without what office programs change on their own: the kind of blanks and of line ends, control characters.
fn squeezed(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_graphic();
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let text = nfc(text);
    let visible = |word: &str| word.chars().filter(|c| !c.is_control()).collect::<String>();
    let words = text.split_whitespace().map(visible).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// A text as it goes into the log: trimmed, in NFC, its lines ended as ours are, without control characters.
fn clean(text: &str) -> String {
    let text = nfc(text.trim()).replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    fn moment(text: &str) -> Value {
        Value::Moment(Moment::parse(text.as_bytes()).unwrap())
    }

    const LIST: Holds = Holds::Choice(&[("started", "bắt đầu"), ("3", "mức độ 3")]);

    #[test]
    fn what_says_the_same_keeps_the_bytes_of_the_log() {
        for (holds, before, cell) in [
            (Holds::Moment, "2021-04-01 00:00", moment("2021-04-01")),
            (Holds::Moment, "2021-04-01T08:00", moment("2021-04-01 08:00:00")),
            (Holds::Moment, " 2021-04-01 ", Value::Text("01/04/2021".to_owned())),
            (Holds::Moment, "hôm qua", Value::Text("hôm qua".to_owned())),
            (Holds::Number(9), "007", Value::Number(7.0)),
            (Holds::Code, "12", Value::Number(12.0)),
            (Holds::Text, " a\r\nb\tc ", Value::Text("a\nb c".to_owned())),
            (Holds::Text, "ho\u{302}\u{300} so\u{31b}\u{7}", Value::Text("hồ sơ".to_owned())),
            (LIST, "sai", Value::Text("sai".to_owned())),
            (Holds::Text, "  ", Value::Empty),
        ] {
            assert_eq!(decode(holds, before, &cell), Ok(before.to_owned()), "{before} {cell:?}");
        }
    }

    #[test]
    fn what_was_edited_is_written_as_logs_are() {
        for (holds, cell, written) in [
            (Holds::Moment, moment("2021-04-01"), "2021-04-01"),
            (Holds::Moment, moment("2021-04-01 08:05:00"), "2021-04-01 08:05"),
            (Holds::Moment, Value::Text("1/4/2021 08:05".to_owned()), "2021-04-01 08:05"),
            (Holds::Number(9), Value::Number(7.0), "7"),
            (LIST, Value::Number(3.0), "3"),
            (LIST, Value::Text("Bắt đầu".to_owned()), "started"),
            (Holds::Text, Value::Text(" a\r\nb ".to_owned()), "a\nb"),
            (Holds::Text, Value::Empty, ""),
        ] {
            assert_eq!(decode(holds, "x", &cell), Ok(written.to_owned()), "{cell:?}");
        }
    }

    /// Digits that Excel lost, and days in American order, are never guessed.
    #[test]
    fn what_may_have_lost_something_is_refused() {
        let day = Moment::day(Date::new(2021, 2, 1).unwrap());
        for (holds, cell, fault) in [
            (Holds::Code, Value::Number(12_345.0), CellFault::NumberForText("12345".to_owned())),
            (Holds::Code, Value::Moment(day), CellFault::DayForText(day)),
            (Holds::Moment, Value::Number(44_287.0), CellFault::NoDay("44287".to_owned())),
            (Holds::Moment, Value::Text("06/15/2021".to_owned()), CellFault::NoDay("06/15/2021".to_owned())),
            (Holds::Number(2), Value::Number(2.5), CellFault::NoNumber("2.5".to_owned(), 2)),
            (Holds::Number(2), Value::Number(3.0), CellFault::NoNumber("3".to_owned(), 2)),
            (Holds::Number(2), Value::Number(-1.0), CellFault::NoNumber("-1".to_owned(), 2)),
            (Holds::Text, Value::Error("#REF!".to_owned()), CellFault::Error("#REF!".to_owned())),
            (Holds::Text, Value::Uncomputed, CellFault::Uncomputed),
            (Holds::Text, Value::Merged, CellFault::Merged),
            (Holds::Text, Value::Truth(true), CellFault::OtherForText),
        ] {
            assert_eq!(decode(holds, "x", &cell), Err(fault), "{cell:?}");
        }
        assert!(matches!(decode(LIST, "x", &Value::Text("xong".to_owned())), Err(CellFault::NoChoice(..))));
    }
}
