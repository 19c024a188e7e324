//! Days and moments, local time of Vietnam (UTC+7, no summer time).
//!
//! The only file that names `chrono`: everything else speaks of [`Date`] and [`Moment`].

use std::fmt;
use std::num::{NonZeroI32, NonZeroU32};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::digits::pairs;

/// A day of the solar calendar (Civil Code 2015, art. 145).
///
/// Year, month and day stand in one number, in this order: logs have four dates a row, which are read and compared far
/// more often than counted from. It is never 0, so that an optional [`Moment`] still fits into a register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NonZeroI32);

/// How many days each month has in a common year.
const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weekday {
    /// Thứ Hai.
    Monday,
    /// Thứ Ba.
    Tuesday,
    /// Thứ Tư.
    Wednesday,
    /// Thứ Năm.
    Thursday,
    /// Thứ Sáu.
    Friday,
    /// Thứ Bảy.
    Saturday,
    /// Chủ nhật.
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Tells whether this is Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

impl Date {
    /// Returns the day, or `None` where the calendar has no such day (31/02).
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// Packs a day that exists.
    const fn packed(year: i32, month: u32, day: u32) -> Self {
        match NonZeroI32::new(year * 512 + (month * 32 + day).cast_signed()) {
            Some(packed) => Self(packed),
            // No day is 0: its month is not.
            None => Self(NonZeroI32::MIN),
        }
    }

    fn naive(self) -> NaiveDate {
        // A packed day exists.
        NaiveDate::from_ymd_opt(self.year(), self.month(), self.day()).unwrap_or(NaiveDate::MIN)
    }

    /// Returns the day that lies `seconds` after 1970-01-01 00:00, counted in local time.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX);
        NaiveDate::from_epoch_days(days).unwrap_or(NaiveDate::MAX).into()
    }

    /// Reads `YYYY-MM-DD`, ASCII digits only.
    #[inline]
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (head, &[tens, ones]) = text.split_first_chunk::<8>()? else { return None };
        let [century, _, year, _, _, month, ..] = pairs(*head, *b"0000-00-")?;
        let [day, ..] = pairs([tens, ones, 0, 0, 0, 0, 0, 0], *b"00\0\0\0\0\0\0")?;
        let year = 100 * century + year;
        let of_month = *DAYS.get(month.wrapping_sub(1) as usize)?;
        let is_leap = || year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let exists = year > 0 && day > 0 && (day <= of_month || day == 29 && month == 2 && is_leap());
        exists.then(|| Self::packed(year.cast_signed(), month, day))
    }

    /// Reads `dd/mm/yyyy`, as people write it.
    #[must_use]
    pub fn parse_vietnamese(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
            return None;
        }
        let year = i32::try_from(number(year.as_bytes())?).ok()?;
        Self::new(year, number(month.as_bytes())?, number(day.as_bytes())?).filter(|_| year > 0)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.get().div_euclid(512)
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.0.get().rem_euclid(512).cast_unsigned() / 32
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.0.get().rem_euclid(32).cast_unsigned()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.naive().weekday().num_days_from_monday() as usize]
    }

    /// The day `days` later (earlier when negative); stays at the end of the calendar when it would leave it.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        self.naive().checked_add_signed(TimeDelta::days(days.into())).unwrap_or(end).into()
    }

    /// The number of days from `earlier` to this day; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        i32::try_from((self.naive() - earlier.naive()).num_days()).unwrap_or(i32::MAX)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The last day of `month` in `year`; `None` for a month outside 1 to 12.
    #[must_use]
    pub fn last_of_month(year: i32, month: u32) -> Option<Self> {
        let first = Self::new(year, month, 1)?;
        (28..=31).rev().find_map(|day| Self::new(first.year(), first.month(), day))
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self::packed(date.year(), date.month(), date.day())
    }
}

/// Reads a short run of ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits
        .iter()
        .try_fold(0_u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

impl fmt::Display for Date {
    /// Writes `YYYY-MM-DD`, the form of files and machine output.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day with or without a time of day; without one it means the whole day (contract, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Seconds since midnight, and one more.
    time: Option<NonZeroU32>,
}

impl Moment {
    /// The whole of a day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// A day with the seconds since midnight, 0 to 86 399, if they are known.
    #[inline]
    #[must_use]
    pub fn with_second(date: Date, second: Option<u32>) -> Self {
        Self { date, time: second.and_then(|second| NonZeroU32::new(second + 1)) }
    }

    /// Seconds since midnight, 0 to 86 399, if they are known.
    #[inline]
    #[must_use]
    pub fn second(self) -> Option<u32> {
        self.time.map(|time| time.get() - 1)
    }

    /// Returns a time on a day; `None` outside 00:00:00 to 23:59:59.
    #[must_use]
    pub fn at(date: Date, hour: u32, minute: u32, second: u32) -> Option<Self> {
        (hour < 24 && minute < 60 && second < 60)
            .then(|| Self::with_second(date, Some(hour * 3600 + minute * 60 + second)))
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM-DD HH:MM` or `YYYY-MM-DD HH:MM:SS` (a `T` may stand for the space).
    #[inline]
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (day, time) = text.split_at_checked(10)?;
        let date = Date::parse(day)?;
        match *time {
            [] => Some(Self::day(date)),
            [b' ' | b'T', h1, h2, b':', m1, m2] => Self::at(date, number(&[h1, h2])?, number(&[m1, m2])?, 0),
            [b' ' | b'T', h1, h2, b':', m1, m2, b':', s1, s2] => {
                Self::at(date, number(&[h1, h2])?, number(&[m1, m2])?, number(&[s1, s2])?)
            }
            _ => None,
        }
    }

    /// Reads a day or moment with the day in either form: `2021-06-10 09:30`, `10/6/2021 09:30`.
    #[must_use]
    pub fn parse_either(text: &str) -> Option<Self> {
        let vietnamese = || {
            let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
            let date = Date::parse_vietnamese(day)?;
            let blank = if time.is_empty() { "" } else { " " };
            Self::parse(format!("{date}{blank}{time}").as_bytes())
        };
        Self::parse(text.as_bytes()).or_else(vietnamese)
    }

    /// The moment as we write it into logs: seconds only where there are any.
    #[must_use]
    pub fn in_log(self) -> String {
        let text = self.to_string();
        match self.second() {
            Some(second) if second % 60 == 0 => text.strip_suffix(":00").unwrap_or(&text).to_owned(),
            _ => text,
        }
    }

    /// Reads a moment or day by a `strftime` pattern, such as `%m/%d/%Y %I:%M:%S %p` or `%d/%m/%Y`.
    #[must_use]
    pub fn parse_with(text: &str, pattern: &str) -> Option<Self> {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, pattern) {
            let date = moment.date().into();
            return Self::at(date, moment.hour(), moment.minute(), moment.second());
        }
        NaiveDate::parse_from_str(text, pattern).ok().map(|date| Self::day(date.into()))
    }

    /// Tells whether this moment is certainly before `other`: by the second where both have a time, else by the day.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        match (self.second(), other.second()) {
            (Some(a), Some(b)) => (self.date, a) < (other.date, b),
            _ => self.date < other.date,
        }
    }
}

impl fmt::Display for Moment {
    /// Writes `YYYY-MM-DD`, with ` HH:MM:SS` where there is a time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.second() {
            Some(s) => write!(f, " {:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
            None => Ok(()),
        }
    }
}

impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2021-02-31", "2021-13-01", "2021-2-01", "21-02-01", "2021/02/01", "", "0000-01-01"] {
            assert_eq!(Date::parse(text.as_bytes()), None, "{text}");
        }
        for text in ["31/02/2021", "1/1/21", "1/1", "1/1/2021/", "01/01/0000", "2021/01/01"] {
            assert_eq!(Date::parse_vietnamese(text), None, "{text}");
        }
    }

    #[test]
    fn the_calendar_is_that_of_chrono() {
        let mut day = NaiveDate::from_ymd_opt(1899, 12, 28).unwrap();
        let mut before = Date::from(day.pred_opt().unwrap());
        while day < NaiveDate::from_ymd_opt(2101, 3, 2).unwrap() {
            let date = Date::from(day);
            assert_eq!(Date::parse(day.to_string().as_bytes()), Some(date), "{day}");
            assert_eq!((date.year(), date.month(), date.day()), (day.year(), day.month(), day.day()));
            assert!(before < date && before.next() == date && date.days_since(before) == 1, "{day}");
            (before, day) = (date, day.succ_opt().unwrap());
        }
        for (year, month) in [(2021, 2), (2020, 2), (1900, 2), (2000, 2), (2021, 4), (2021, 12)] {
            let last = Date::last_of_month(year, month).unwrap();
            let after = format!("{year:04}-{month:02}-{:02}", last.day() + 1);
            assert_eq!(Date::parse(after.as_bytes()), None, "{after}");
        }
        for text in ["2021-00-10", "2021-01-00", "2021-1:-01", "202/-01-01", "2021-01-0:"] {
            assert_eq!(Date::parse(text.as_bytes()), None, "{text}");
        }
        let (first, last) = (Date::from(NaiveDate::MIN), Date::from(NaiveDate::MAX));
        assert_eq!((first.plus_days(-1), last.plus_days(1)), (first, last));
        assert_eq!(first.naive(), NaiveDate::MIN);
    }

    #[test]
    fn times_are_read_with_space_or_t_and_with_or_without_seconds() {
        for (text, second) in [
            ("2021-06-14", None),
            ("2021-06-14 07:05", Some(25_500)),
            ("2021-06-14T07:05", Some(25_500)),
            ("2021-06-14 07:05:09", Some(25_509)),
        ] {
            assert_eq!(Moment::parse(text.as_bytes()).unwrap().second(), second, "{text}");
        }
        for text in
            ["2021-06-14 24:00", "2021-06-14 7:05", "2021-06-14 07:05:60", "2021-06-14 ", "2021-06-14 07:05 "]
        {
            assert_eq!(Moment::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_date_only_value_is_never_before_a_time_on_the_same_day() {
        let at = |text: &str| Moment::parse(text.as_bytes()).unwrap();
        assert!(!at("2021-06-14").is_before(at("2021-06-14 00:01")));
        assert!(!at("2021-06-14 23:59").is_before(at("2021-06-14")));
        assert!(at("2021-06-14 07:00:00").is_before(at("2021-06-14 07:00:01")));
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        assert_eq!(Date::last_of_month(2020, 2), Date::new(2020, 2, 29));
        assert_eq!(Date::last_of_month(2021, 2), Date::new(2021, 2, 28));
        assert_eq!(Date::last_of_month(2021, 13), None);
    }
}
