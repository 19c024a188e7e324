//! The Vietnamese lunar calendar: the sky over UTC+7, after the published algorithm of Hồ Ngọc Đức.
//!
//! A month begins on the day of the astronomical new moon. The month that holds the winter solstice is the
//! 11th; where thirteen months lie between two of them, the first month without a solar term of the sun's
//! twelve sectors is the leap month. New moons are reckoned by Meeus' series, the sun's longitude by its
//! equation of centre.
//!
//! Every reduction to a whole number is a floor: one that truncates gives a wrong Tết for 1990, 1993 and
//! 1998. The results are checked for 1968–2100. The series are evaluated for the years 1 to 9999, the years a
//! file can write; a day or a year beyond is taken for the nearest of these.

use crate::model::date::Date;

/// The years the calendar is reckoned for.
const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9999;

/// The Julian day number of 1970-01-01.
const UNIX_EPOCH: i32 = 2_440_588;

/// Hours by which the day begins earlier in Vietnam than in Greenwich, in days.
const OFFSET: f64 = 7.0 / 24.0;

/// The Julian date of the mean new moon number 0 (January 1900), and the mean days from one to the next.
const NEW_MOON_0: f64 = 2_415_020.759_33;
const LUNATION: f64 = 29.530_588_68;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// The lunar year, by the solar year in which it begins.
    pub year: i32,
    /// The month, 1 to 12; a leap month bears the number of the month before it.
    pub month: u32,
    /// The day of the month, 1 to 30.
    pub day: u32,
    /// Whether the month is a leap month.
    pub leap: bool,
}

/// Returns the lunar day of a solar day.
#[must_use]
pub fn to_lunar(date: Date) -> LunarDate {
    let day = julian_day(date);
    let moon = moon_on_or_before(day);
    let solar_year = date.year().clamp(FIRST_YEAR, LAST_YEAR);
    let year = solar_year + i32::from(moon >= eleventh_moon(solar_year));
    let cycle = Cycle::ending_in(year);
    let (position, leap) = cycle.position_of(moon);
    LunarDate {
        year: year - i32::from(position < 2),
        month: (position + 10).unsigned_abs() % 12 + 1,
        day: (day - new_moon(moon)).unsigned_abs() + 1,
        leap,
    }
}

/// Returns the solar day of a lunar day.
///
/// `None` where there is no such day: the 30th of a short month, a leap month the year does not have, a year
/// that is not reckoned.
#[must_use]
pub fn from_lunar(lunar: LunarDate) -> Option<Date> {
    let known = (FIRST_YEAR - 1..=LAST_YEAR).contains(&lunar.year) && (1..=12).contains(&lunar.month);
    if !known || !(1..=30).contains(&lunar.day) {
        return None;
    }
    let cycle = Cycle::ending_in(lunar.year + i32::from(lunar.month >= 11));
    let moon = cycle.moon(lunar.month, lunar.leap)?;
    let date = new_moon(moon) + i32::try_from(lunar.day).ok()? - 1;
    (date < new_moon(moon + 1)).then(|| solar(date))
}

/// Returns the first day of the lunar year that begins in `year` (Tết Nguyên đán).
#[must_use]
pub fn tet(year: i32) -> Date {
    first_of_regular_month(year, 1)
}

/// Returns the Hùng Kings' commemoration day (Giỗ Tổ) in `year`: the 10th day of the 3rd lunar month.
///
/// Of a leap 3rd month it is the first of the two months that counts.
#[must_use]
pub fn hung_kings(year: i32) -> Date {
    first_of_regular_month(year, 3).plus_days(9)
}

/// The first day of a month that is no leap month; `month` is 1 to 10.
fn first_of_regular_month(year: i32, month: u32) -> Date {
    let cycle = Cycle::ending_in(year.clamp(FIRST_YEAR, LAST_YEAR));
    solar(new_moon(cycle.regular_moon(month)))
}

/// The twelve or thirteen months from an 11th month to the month before the next.
struct Cycle {
    /// The number of the new moon that begins the 11th month.
    first: i32,
    /// The place of the leap month, 1 to 12, counted from the 11th month as 0.
    leap: Option<i32>,
}

impl Cycle {
    /// The cycle that ends with the 10th month of the lunar `year`.
    fn ending_in(year: i32) -> Self {
        let first = eleventh_moon(year - 1);
        let months = eleventh_moon(year) - first;
        let has_no_term = |place: &i32| sector_at_moon(first + place) == sector_at_moon(first + place + 1);
        let leap = if months == 13 { (1..13).find(has_no_term) } else { None };
        Self { first, leap }
    }

    /// The place of a month among the twelve numbered ones (11th month: 0), and whether it is the leap month.
    fn position_of(&self, moon: i32) -> (i32, bool) {
        let place = moon - self.first;
        let shift = self.leap.is_some_and(|leap| place >= leap);
        (place - i32::from(shift), self.leap == Some(place))
    }

    /// The new moon of a month; `None` for a leap month that this cycle does not have.
    fn moon(&self, month: u32, leap: bool) -> Option<i32> {
        let regular = self.regular_moon(month);
        if leap {
            self.leap.map(|place| self.first + place).filter(|moon| *moon == regular + 1)
        } else {
            Some(regular)
        }
    }

    /// The new moon of the month of that number which is no leap month.
    fn regular_moon(&self, month: u32) -> i32 {
        let position = ((month + 1) % 12).cast_signed();
        let shift = self.leap.is_some_and(|leap| position >= leap);
        self.first + position + i32::from(shift)
    }
}

/// The new moon that begins the month with the winter solstice of `year`.
fn eleventh_moon(year: i32) -> i32 {
    let end_of_year = Date::new(year, 12, 31).map_or(UNIX_EPOCH, julian_day_unclamped);
    let moon = moon_on_or_before(end_of_year);
    // Sector 9 begins at 270°: the solstice came before this moon, in the month before.
    if sector_at_moon(moon) >= 9 { moon - 1 } else { moon }
}

/// The number of the last new moon on or before a day.
fn moon_on_or_before(day: i32) -> i32 {
    let mut moon = floor((f64::from(day) - NEW_MOON_0) / LUNATION);
    while new_moon(moon + 1) <= day {
        moon += 1;
    }
    while new_moon(moon) > day {
        moon -= 1;
    }
    moon
}

/// The day in Vietnam (Julian day number) on which the new moon of that number falls.
fn new_moon(number: i32) -> i32 {
    let k = f64::from(number);
    // Julian centuries since 1900.
    let t = k / 1236.85;
    let mean = NEW_MOON_0
        + LUNATION * k
        + polynomial(t, [0.0, 0.0, 0.000_117_8, -0.000_000_155])
        + 0.000_33 * polynomial(t, [166.56, 132.87, -0.009_173, 0.0]).to_radians().sin();
    floor(mean + moon_correction(k, t) - delta_t(t) + 0.5 + OFFSET)
}

/// The days by which the true new moon follows the mean one: the periodic terms of Meeus' series.
fn moon_correction(k: f64, t: f64) -> f64 {
    let angle = |rate: f64, terms: [f64; 4]| (polynomial(t, terms) + rate * k).to_radians();
    let sun = angle(29.105_356_08, [359.2242, 0.0, -0.000_033_3, -0.000_003_47]);
    let moon = angle(385.816_918_06, [306.0253, 0.0, 0.010_730_6, 0.000_012_36]);
    let node = angle(390.670_506_46, [21.2964, 0.0, -0.001_652_8, -0.000_002_39]);
    let terms = [
        (0.1734 - 0.000_393 * t, sun),
        (0.0021, 2.0 * sun),
        (-0.4068, moon),
        (0.0161, 2.0 * moon),
        (-0.0004, 3.0 * moon),
        (0.0104, 2.0 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2.0 * node + sun),
        (-0.0004, 2.0 * node - sun),
        (-0.0006, 2.0 * node + moon),
        (0.0010, 2.0 * node - moon),
        (0.0005, 2.0 * moon + sun),
    ];
    terms.iter().map(|(factor, angle)| factor * angle.sin()).sum()
}

/// The days by which the even time of the series runs ahead of the time of clocks, `t` centuries after 1900.
fn delta_t(t: f64) -> f64 {
    if t < -11.0 {
        polynomial(t, [0.001, 0.000_839, 0.000_226_1, -0.000_008_45]) - 0.000_000_081 * t.powi(4)
    } else {
        polynomial(t, [-0.000_278, 0.000_265, 0.000_262, 0.0])
    }
}

/// The sector of 30° (0 to 11, from the spring equinox) in which the sun stands when the day of a new moon
/// begins.
fn sector_at_moon(number: i32) -> i32 {
    let midnight = f64::from(new_moon(number)) - 0.5 - OFFSET;
    floor(sun_longitude(midnight) / 30.0)
}

/// The sun's apparent longitude in degrees, 0 to 360, at a Julian date.
fn sun_longitude(julian_date: f64) -> f64 {
    // Julian centuries since 2000-01-01 12:00.
    let t = (julian_date - 2_451_545.0) / 36_525.0;
    let mean = polynomial(t, [280.466_45, 36_000.769_83, 0.000_303_2, 0.0]);
    let anomaly = polynomial(t, [357.529_10, 35_999.050_30, -0.000_155_9, -0.000_000_48]).to_radians();
    let centre = polynomial(t, [1.914_600, -0.004_817, -0.000_014, 0.0]) * anomaly.sin()
        + polynomial(t, [0.019_993, -0.000_101, 0.0, 0.0]) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    (mean + centre).rem_euclid(360.0)
}

/// The value of a cubic, coefficients from the constant upwards.
fn polynomial(t: f64, coefficients: [f64; 4]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * t + coefficient)
}

/// The Julian day number of a day, brought into the years that are reckoned.
fn julian_day(date: Date) -> i32 {
    let first = Date::new(FIRST_YEAR, 1, 1).unwrap_or(date);
    let last = Date::new(LAST_YEAR, 12, 31).unwrap_or(date);
    julian_day_unclamped(date.clamp(first, last))
}

/// The Julian day number of a day.
fn julian_day_unclamped(date: Date) -> i32 {
    UNIX_EPOCH + date.days_since(Date::from_unix_seconds(0))
}

/// The day of a Julian day number.
fn solar(julian_day: i32) -> Date {
    Date::from_unix_seconds(0).plus_days(julian_day - UNIX_EPOCH)
}

/// The whole number at or below.
#[expect(
    clippy::cast_possible_truncation,
    reason = "day and moon numbers of the years 1 to 9999 fit; `as` saturates"
)]
fn floor(value: f64) -> i32 {
    value.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn lunar(year: i32, month: u32, day: u32, leap: bool) -> LunarDate {
        LunarDate { year, month, day, leap }
    }

    #[test]
    fn tet_of_vietnam_is_where_it_differs_from_the_chinese_one() {
        for text in ["1985-01-21", "2007-02-17", "2030-02-02", "2053-02-18"] {
            let date = day(text);
            assert_eq!(tet(date.year()), date);
        }
    }

    #[test]
    fn a_floor_that_truncates_would_miss_these_years() {
        for text in ["1990-01-27", "1991-02-15", "1993-01-23", "1998-01-28"] {
            let date = day(text);
            assert_eq!(tet(date.year()), date);
        }
    }

    #[test]
    fn tet_and_hung_kings_of_the_official_tables() {
        for (first, commemoration) in [
            ("2020-01-25", "2020-04-02"),
            ("2021-02-12", "2021-04-21"),
            ("2022-02-01", "2022-04-10"),
            ("2023-01-22", "2023-04-29"),
            ("2024-02-10", "2024-04-18"),
            ("2025-01-29", "2025-04-07"),
            ("2026-02-17", "2026-04-26"),
            ("2027-02-06", "2027-04-16"),
        ] {
            let year = day(first).year();
            assert_eq!(tet(year), day(first));
            assert_eq!(hung_kings(year), day(commemoration));
            assert_eq!(to_lunar(day(first)), lunar(year, 1, 1, false));
            assert_eq!(to_lunar(day(commemoration)), lunar(year, 3, 10, false));
        }
    }

    #[test]
    fn leap_months_begin_where_the_published_tables_say() {
        for (text, month) in [
            ("2020-05-23", 4),
            ("2023-03-22", 2),
            ("2025-07-25", 6),
            ("2028-06-23", 5),
            ("2031-04-21", 3),
            ("2033-12-22", 11),
        ] {
            let date = day(text);
            let expected = lunar(date.year(), month, 1, true);
            assert_eq!(to_lunar(date), expected);
            assert_eq!(from_lunar(expected), Some(date));
            let before = to_lunar(date.plus_days(-1));
            assert_eq!((before.month, before.leap), (month, false), "{text}");
        }
    }

    #[test]
    fn a_new_moon_close_to_midnight_begins_its_month_on_the_right_day() {
        for text in [
            "2008-03-08",
            "2008-11-27",
            "2031-04-21",
            "2035-08-04",
            "2037-06-14",
            "2038-04-04",
            "2044-07-25",
            "2045-03-19",
        ] {
            assert_eq!(to_lunar(day(text)).day, 1, "{text}");
        }
    }

    #[test]
    fn every_day_of_1968_to_2100_goes_to_the_lunar_calendar_and_back() {
        let mut date = day("1968-01-01");
        let mut before = to_lunar(date.plus_days(-1));
        while date <= day("2100-12-31") {
            let now = to_lunar(date);
            assert_eq!(from_lunar(now), Some(date), "{now:?}");
            let follows = if now.day == 1 { before.day >= 29 } else { now.day == before.day + 1 };
            assert!(follows, "{before:?} {now:?}");
            (before, date) = (now, date.next());
        }
    }

    #[test]
    fn the_series_hold_together_over_all_years_a_file_can_write() {
        for year in FIRST_YEAR..=LAST_YEAR {
            let first = tet(year);
            assert_eq!(to_lunar(first), lunar(year, 1, 1, false), "{year}");
            assert_eq!(to_lunar(hung_kings(year)), lunar(year, 3, 10, false), "{year}");
        }
    }

    #[test]
    fn a_day_the_lunar_calendar_lacks_is_refused() {
        for (year, month, day, leap) in [
            (2021, 1, 30, false),
            (2021, 4, 1, true),
            (2020, 5, 1, true),
            (2021, 0, 1, false),
            (2021, 13, 1, false),
            (2021, 1, 0, false),
            (2021, 1, u32::MAX, false),
            (i32::MAX, 11, 1, false),
            (i32::MIN, 1, 1, true),
        ] {
            assert_eq!(from_lunar(lunar(year, month, day, leap)), None, "{year} {month} {day} {leap}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        let ends = [Date::from_unix_seconds(i64::MAX), day("2021-01-01").plus_days(i32::MIN)];
        for date in ends {
            let _ = to_lunar(date);
        }
        for year in [i32::MIN, -1, 0, 10_000, i32::MAX] {
            assert!((1..=9999).contains(&tet(year).year()));
            assert!((1..=9999).contains(&hung_kings(year).year()));
        }
    }
}
