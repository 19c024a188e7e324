//! Days and moments as foreign tables write them: day first, or ISO. Month first is never guessed.

use crate::model::date::{Date, Moment};

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDay {
    /// It would be one if the month stood first.
    MonthFirst,
    /// It is none.
    Other,
}

/// What a text says, and whether day and month could be exchanged in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) moment: Moment,
    /// Whether the day stands first, so that the month could have been meant.
    pub(super) day_first: bool,
}

/// Reads `dd/mm/yyyy` (also with `-` or `.`), ISO, or `yyyymmdd`, with a time of day behind or before it. Midnight is
/// the whole day.
pub(super) fn read(text: &str) -> Result<Written, NoDay> {
    let text = text.trim();
    if let Some(moment) = Moment::parse(text.as_bytes()).or_else(|| digits(text)) {
        return Ok(Written { moment: whole_at_midnight(moment), day_first: false });
    }
    let words: Vec<&str> = text.split([' ', 'T', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let (day, time) = match *words {
        [day] => (day, None),
        [time, day] if time.contains(':') => (day, Some(time)),
        [day, time] => (day, Some(time)),
        _ => return Err(NoDay::Other),
    };
    let (date, day_first) = date(day)?;
    let moment = match time {
        None => Some(Moment::day(date)),
        Some(time) => at(date, time),
    };
    moment.map(|moment| Written { moment: whole_at_midnight(moment), day_first }).ok_or(NoDay::Other)
}

/// A day, and whether the day of the month stands first.
fn date(text: &str) -> Result<(Date, bool), NoDay> {
    if let Some(date) = Date::parse(text.as_bytes()) {
        return Ok((date, false));
    }
    let slashed = text.replace(['-', '.'], "/");
    if let Some(date) = Date::parse_vietnamese(&slashed).filter(|date| date.year() > 1900) {
        return Ok((date, true));
    }
    let parts: Vec<&str> = slashed.split('/').collect();
    let exchanged = match *parts {
        [month, day, year] => Date::parse_vietnamese(&format!("{day}/{month}/{year}")),
        _ => None,
    };
    Err(if exchanged.is_some() { NoDay::MonthFirst } else { NoDay::Other })
}

/// `8:15`, `08:15:00`, `08:15:00.000`.
fn at(date: Date, time: &str) -> Option<Moment> {
    let whole = time.split_once('.').map_or(time, |(whole, _)| whole);
    let mut parts = whole.split(':').map(|part| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| is_number)
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() { None } else { Moment::at(date, hour, minute, second) }
}

/// `20210401`, `202104010815`, `20210401081500`.
fn digits(text: &str) -> Option<Moment> {
    if !matches!(text.len(), 8 | 12 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| *year > 1900)?;
    let date = Date::new(year, number(4, 6)?, number(6, 8)?)?;
    if text.len() == 8 {
        return Some(Moment::day(date));
    }
    Moment::at(date, number(8, 10)?, number(10, 12)?, number(12, 14).unwrap_or(0))
}

fn whole_at_midnight(moment: Moment) -> Moment {
    Moment::with_second(moment.date, moment.second().filter(|second| *second > 0))
}

/// What was seen in one column of days, to tell whether the month may have been meant first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Texts with the day first.
    texts: usize,
    /// How many of them have a day that no month is.
    clear: usize,
    /// Days that are no texts.
    cells: usize,
    /// How many of them have a day that no month is.
    clear_cells: usize,
}

/// What is to be thought of a column of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Every day that Excel could take for a month is a day of Excel, every other one a text: it has read the month first.
    Mixed,
    /// No day is larger than 12.
    Small,
}

/// From how many texts on it is odd that none has a day larger than 12.
const ODD: usize = 5;

impl Seen {
    /// Notes a day written as text, day first.
    pub(super) fn text(&mut self, moment: Moment) {
        self.texts += 1;
        self.clear += usize::from(moment.date.day() > 12);
    }

    /// Notes a day that Excel has as a day.
    pub(super) fn cell(&mut self, moment: Moment) {
        self.cells += 1;
        self.clear_cells += usize::from(moment.date.day() > 12);
    }

    /// Judges the column.
    pub(super) fn doubt(self) -> Option<Doubt> {
        if self.cells > 0 && self.clear_cells == 0 && self.texts > 0 && self.clear == self.texts {
            Some(Doubt::Mixed)
        } else if self.texts >= ODD && self.clear == 0 && self.clear_cells == 0 {
            Some(Doubt::Small)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(read(text).map(|written| written.moment.to_string()).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn days_are_read_day_first_or_iso_with_a_time_behind_or_before() {
        for text in ["01/04/2021 08:15:00", "1/4/2021 8:15", "08:15 01/04/2021", "01-04-2021 08:15:00.000"] {
            reads(text, "2021-04-01 08:15:00");
        }
        for text in ["2021-04-01T08:15:00", "2021-04-01 08:15", "20210401081500", "202104010815"] {
            reads(text, "2021-04-01 08:15:00");
        }
        for text in ["01.04.2021", "20210401", "01/04/2021 00:00:00", " 2021-04-01 "] {
            reads(text, "2021-04-01");
        }
    }

    #[test]
    fn month_first_is_never_guessed() {
        assert_eq!(read("01/31/2021"), Err(NoDay::MonthFirst));
        assert_eq!(read("4/13/2021 8:15"), Err(NoDay::MonthFirst));
        for text in ["31/02/2021", "44287", "1/4/21", "chưa có", "", "01/04/2021 25:00", "01/04/2021 8h", "0"]
        {
            assert_eq!(read(text), Err(NoDay::Other), "{text}");
        }
    }

    #[test]
    fn a_column_that_excel_has_half_read_month_first_is_known() {
        let at = |day| Moment::day(Date::new(2021, 4, day).unwrap());
        let mut seen = Seen::default();
        seen.text(at(13));
        seen.cell(at(3));
        assert_eq!(seen.doubt(), Some(Doubt::Mixed));
        seen.text(at(2));
        assert_eq!(seen.doubt(), None);
        let mut small = Seen::default();
        (1..=5).for_each(|day| small.text(at(day)));
        assert_eq!(small.doubt(), Some(Doubt::Small));
    }
}
