//! How the columns of the logs are recorded: what is asked for, what is taken, how it is shown.

use crate::diag::Fact as _;
use crate::model::date::Moment;
use crate::repo::Repository;
use crate::text::day;
use crate::text::findings::log::ValueOutsideList;
use crate::text::findings::one_line;
use crate::text::findings::reference::UnknownUnit;
use crate::text::fold::nfc;
use crate::text::log_columns::{ColumnWords, Holds};
use crate::text::log_words::{SCORES, Word};
use crate::text::nearest::nearest;

/// How a column is recorded.
impl ColumnWords {
    /// The option of the command line: `--received-at`.
    pub(super) fn option(&self) -> String {
        format!("--{}", self.column.replace('_', "-"))
    }

    /// What a person is asked for.
    pub(super) const fn asked_as(&self) -> &'static str {
        match self.holds {
            Holds::Officer => "Công chức",
            _ => self.label,
        }
    }

    /// The codes to choose from.
    pub(super) fn codes(&self) -> &'static [Word] {
        match self.holds {
            Holds::Choice(words) => words,
            // Few enough to be listed.
            Holds::Number(most) => SCORES.get(..=most as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The value as the log has it.
    ///
    /// # Errors
    ///
    /// Why it cannot be used, in Vietnamese.
    pub(super) fn normal(&self, text: &str, repository: &Repository) -> Result<String, String> {
        let text = nfc(text.trim());
        match self.holds {
            _ if text.is_empty() => Ok(String::new()),
            Holds::Moment => moment(&text).map(iso).ok_or_else(|| self.unreadable(&text)),
            Holds::Choice(_) | Holds::Number(_) => self.choice(&text),
            Holds::Unit => self.unit(&text, repository),
            _ => Ok(text.into_owned()),
        }
    }

    fn choice(&self, text: &str) -> Result<String, String> {
        if self.codes().iter().any(|(code, _)| *code == text) {
            return Ok(text.to_owned());
        }
        let known: Vec<&str> = self.codes().iter().map(|(code, _)| *code).collect();
        let fact = ValueOutsideList { column: self.column, text, known: &known };
        let message =
            fact.message().replace(&format!("cột «{}»", self.column), &format!("«{}»", self.option()));
        Err(format!("{message} {}", fact.help()))
    }

    fn unit(&self, text: &str, repository: &Repository) -> Result<String, String> {
        let units = &repository.units;
        if let Some(index) = units.find(text) {
            return Ok(units.get(index).code.clone());
        }
        let fact = UnknownUnit {
            code: text,
            nearest: nearest(text, units.iter().map(|(_, unit)| unit.code.as_str())),
        };
        Err(format!("{}: {} {}", self.option(), fact.message(), fact.help()))
    }

    fn unreadable(&self, text: &str) -> String {
        let (option, text) = (self.option(), one_line(text));
        format!(
            "«{text}» ở «{option}» không phải là ngày có trong lịch; viết 2021-06-15 hoặc 15/06/2021, có thể kèm giờ 09:30."
        )
    }

    /// The value as a person reads it.
    pub(in crate::cli) fn shown(&self, value: &str, repository: &Repository) -> String {
        let words = match self.holds {
            Holds::Moment => return moment(value).map_or_else(|| one_line(value), day::moment),
            Holds::Unit => repository.units.find(value).map(|unit| repository.units.get(unit).name.as_str()),
            Holds::Procedure => repository.catalogue.find(value).map(|known| known.name.as_str()),
            _ => self.codes().iter().find(|(code, _)| *code == value).map(|(_, words)| *words),
        };
        match words {
            Some(words) if words != value => format!("{} ({})", one_line(value), one_line(words)),
            _ => one_line(value),
        }
    }

    /// What is to be said about a value that may be right all the same.
    pub(super) fn doubt(&self, value: &str) -> Option<String> {
        let reason = match self.holds {
            Holds::Document if !value.is_empty() && !is_document(value) => {
                "không giống số và ký hiệu văn bản (ví dụ 15/BC-UBND)"
            }
            Holds::Officer if value.contains(' ') => "giống họ tên; cột này chỉ ghi mã công chức",
            _ => return None,
        };
        Some(format!("{}: «{}» {reason}.", self.asked_as(), one_line(value)))
    }
}

/// Tells whether a text has the form of numbers and symbols of documents, such as `15/BC-UBND; 124/2021/NĐ-CP`.
fn is_document(text: &str) -> bool {
    text.split([',', ';']).map(str::trim).all(|one| {
        let Some((number, symbol)) = one.split_once('/') else { return false };
        let is_number = number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric())
            && number.len() <= 8;
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '&');
        is_number && symbol.chars().all(is_part) && symbol.chars().any(char::is_uppercase)
    })
}

/// Reads a day or moment, the day in either form.
pub(super) fn moment(text: &str) -> Option<Moment> {
    Moment::parse_either(text)
}

/// A moment as logs write it; seconds only where there are any.
pub(super) fn iso(moment: Moment) -> String {
    moment.in_log()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_and_files_write_them() {
        for (text, read) in [
            ("2021-06-10", "2021-06-10"),
            ("10/06/2021", "2021-06-10"),
            ("10/6/2021 09:30", "2021-06-10 09:30"),
            ("2021-06-10T09:30:05", "2021-06-10 09:30:05"),
        ] {
            assert_eq!(moment(text).map(iso).as_deref(), Some(read), "{text}");
        }
        for text in ["31/02/2021", "10/06/2021 25:00", "hôm nay", "2021-06-10 "] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_document_has_a_number_and_a_symbol() {
        for text in ["15/BC-UBND", "124/2021/NĐ-CP", "1085/QĐ-TTg", "09/TP", "15/BC-UBND; 16a/BC-UBND"] {
            assert!(is_document(text), "{text}");
        }
        for text in
            ["15", "BC-UBND", "15/", "15/06/2021", "báo cáo tháng", "15/BC-UBND ngày 10/6", "15/BC-UBND;"]
        {
            assert!(!is_document(text), "{text}");
        }
    }
}
