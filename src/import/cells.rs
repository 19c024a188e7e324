//! Single cells of a foreign table as texts, codes and days.

use super::dates::{self, NoDay, Seen};
use super::found::Fault;
use super::table::Value;
use crate::model::date::Moment;
use crate::text::fold::nfc;

/// Up to here every whole number is itself in Excel.
const EXACT: f64 = 1e15;

/// A cell as a person sees it, on one line.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Empty | Value::Merged => String::new(),
        Value::Text(text) => crate::text::findings::one_line(text).trim().to_owned(),
        Value::Number(number) => plain(*number),
        Value::Moment(moment) => crate::text::day::moment(*moment),
        Value::Time => "giờ".to_owned(),
        Value::Truth(true) => "TRUE".to_owned(),
        Value::Truth(false) => "FALSE".to_owned(),
        Value::Error(text) => text.clone(),
        Value::Uncomputed => "công thức".to_owned(),
    }
}

/// A number as Excel shows it in a wide column.
fn plain(number: f64) -> String {
    if number.abs() < EXACT { format!("{number}") } else { format!("{number:e}") }
}

/// A cell as text on one line, NFC and trimmed; empty where it is.
pub(super) fn text(value: &Value) -> Result<String, Fault> {
    match value {
        Value::Empty => Ok(String::new()),
        Value::Text(text) => Ok(nfc(&text.trim().replace(['\r', '\n'], " ")).into_owned()),
        Value::Number(number) => Ok(plain(*number)),
        Value::Moment(moment) => Ok(crate::text::day::moment(*moment)),
        Value::Merged => Err(Fault::Merged),
        Value::Error(_) => Err(Fault::Error),
        Value::Uncomputed => Err(Fault::Uncomputed),
        Value::Time | Value::Truth(_) => Err(Fault::OddKind),
    }
}

/// A cell as a code that Excel must not have touched: a dossier id, the code of a procedure.
pub(super) fn code(value: &Value, numeric: bool) -> Result<String, Fault> {
    match value {
        Value::Number(number) if numeric && number.fract() == 0.0 && number.abs() < EXACT => {
            Ok(plain(*number))
        }
        Value::Number(_) => Err(Fault::NumberAsCode),
        Value::Moment(_) => Err(Fault::DayAsCode),
        value => {
            let text = text(value)?;
            if is_cut(&text) {
                Err(Fault::CutNumber)
            } else if !numeric && is_day(&text) {
                Err(Fault::DayAsCode)
            } else {
                Ok(text)
            }
        }
    }
}

/// `3.52112E+11`, `3,52E+11`: what Excel leaves of a long number in a text.
fn is_cut(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = number.replacen([',', '.'], "", 1);
    digits(&plain) && power.strip_prefix('+').is_some_and(digits)
}

/// `01/02/2021`: what Excel makes of `1/2`.
fn is_day(text: &str) -> bool {
    text.contains('/') && dates::read(text).is_ok()
}

/// A cell as a day or moment; `None` where it is empty.
pub(super) fn day(value: &Value, pattern: Option<&str>, seen: &mut Seen) -> Result<Option<Moment>, Fault> {
    match value {
        Value::Moment(moment) => {
            seen.cell(*moment);
            Ok(Some(*moment))
        }
        Value::Number(_) => Err(Fault::NumberAsDay),
        value => {
            let text = text(value)?;
            match pattern {
                _ if text.is_empty() => Ok(None),
                Some(pattern) => Moment::parse_with(&text, pattern).map(Some).ok_or(Fault::NoDay),
                None => written(&text, seen).map(Some),
            }
        }
    }
}

fn written(text: &str, seen: &mut Seen) -> Result<Moment, Fault> {
    match dates::read(text) {
        Ok(written) => {
            if written.day_first {
                seen.text(written.moment);
            }
            Ok(written.moment)
        }
        Err(NoDay::MonthFirst) => Err(Fault::MonthFirst),
        Err(NoDay::Other) => Err(Fault::NoDay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn codes_that_excel_has_changed_are_refused() {
        assert_eq!(code(&Value::Number(352_112.0), false), Err(Fault::NumberAsCode));
        assert_eq!(code(&of("3.52112E+11"), false), Err(Fault::CutNumber));
        assert_eq!(code(&of("3,52E+11"), true), Err(Fault::CutNumber));
        assert_eq!(code(&of("01/02/2021"), false), Err(Fault::DayAsCode));
        assert_eq!(code(&Value::Number(352_112.0), true).as_deref(), Ok("352112"));
        assert_eq!(code(&Value::Number(3.521e17), true), Err(Fault::NumberAsCode));
        for text in ["000.12.34.H10-210401-0001", "01/HS", "12E", "E+1", "20210401"] {
            assert_eq!(code(&of(text), false).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_number_is_no_day_and_a_pattern_reads_what_it_says() {
        let mut seen = Seen::default();
        assert_eq!(day(&Value::Number(44_287.0), None, &mut seen), Err(Fault::NumberAsDay));
        assert_eq!(day(&of("01/31/2021"), None, &mut seen), Err(Fault::MonthFirst));
        let read = day(&of("01/31/2021"), Some("%m/%d/%Y"), &mut seen).unwrap().unwrap();
        assert_eq!(read.to_string(), "2021-01-31");
        assert_eq!(day(&of(" "), None, &mut seen), Ok(None));
    }
}
