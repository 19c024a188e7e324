//! Values of options: how they are read from the command line.

use clap::ValueEnum;

use crate::model::date::Date;
use crate::model::unit::Level;

/// Levels of procedures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LevelChoice {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

impl From<LevelChoice> for Level {
    fn from(choice: LevelChoice) -> Self {
        match choice {
            LevelChoice::Province => Self::Province,
            LevelChoice::District => Self::District,
            LevelChoice::Commune => Self::Commune,
        }
    }
}

/// Reads `YYYY-MM-DD` or `dd/mm/yyyy`.
///
/// # Errors
///
/// A sentence for the user.
pub(in crate::cli) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text.as_bytes())
        .or_else(|| Date::parse_vietnamese(text))
        .ok_or_else(|| "không phải là ngày có trong lịch; viết 2021-06-15 hoặc 15/06/2021".to_owned())
}

pub(in crate::cli) fn parse_year(text: &str) -> Result<i32, String> {
    let years = crate::model::period::YEARS;
    let year = text.parse().ok().filter(|year| years.contains(year));
    year.ok_or_else(|| format!("năm phải từ {} đến {}", years.start(), years.end()))
}

pub(in crate::cli) fn parse_line(text: &str) -> Result<String, String> {
    let line = text.trim();
    if line.is_empty() || line.contains(['\n', '\r']) {
        return Err("phải là một dòng có chữ".to_owned());
    }
    Ok(line.to_owned())
}

pub(super) fn parse_days(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("cần một số nguyên từ 0 đến {}", u32::MAX))
}

pub(in crate::cli) fn parse_quarter(text: &str) -> Result<u32, String> {
    let quarter = text.parse().ok().filter(|quarter| (1..=4).contains(quarter));
    quarter.ok_or_else(|| "quý là 1, 2, 3 hoặc 4".to_owned())
}
