//! The days off that follow from the law alone, for a year whose official calendar is not known.
//!
//! Labour Code 2019 (45/2019/QH14), art. 112 lists the holidays and art. 111.3 the compensation for one that
//! meets the weekly rest; Resolution 28/2026/QH16 adds 24/11. What the Government settles anew each year
//! (which days around Tết, which neighbour of 2/9, which days are swapped) is not law: here it is a default,
//! good enough to warn with and no more. Before 2013 the Code gave four days of Tết; five are reckoned for
//! every year.

use std::collections::BTreeSet;

use crate::model::calendar::{DayOff, DayOffKind};
use crate::model::date::{Date, Weekday};
use crate::model::lunar;

/// Days of Tết (art. 112.1.b).
const TET_DAYS: i32 = 5;

/// How many of them come before the first day of the lunar year: a default, not law (art. 112.3 leaves the
/// choice to the Prime Minister).
///
/// By the weekdays off, so with the days in lieu, two days before and three after agree with each of the seven
/// years 2020–2026, as a test shows.
const TET_DAYS_BEFORE: i32 = 2;

/// The first year with two days for 2/9: the Code of 2019 took effect on 01/01/2021.
const NATIONAL_DAY_OF_TWO_DAYS_SINCE: i32 = 2021;

/// The first year with a day off for the Hùng Kings (Law 84/2007/QH11).
const HUNG_KINGS_SINCE: i32 = 2007;

const NATIONAL_DAY: &str = "Quốc khánh";

/// The holidays with a fixed day of the solar year: month, day, first year, name.
const FIXED: [(u32, u32, i32, &str); 5] = [
    (1, 1, i32::MIN, "Tết Dương lịch"),
    (4, 30, i32::MIN, "Ngày Chiến thắng"),
    (5, 1, i32::MIN, "Ngày Quốc tế lao động"),
    (9, 2, i32::MIN, NATIONAL_DAY),
    // In force from 01/7/2026, so the first one is that of 2026.
    (11, 24, 2026, "Ngày Văn hóa Việt Nam"),
];

/// A holiday before any compensation.
type Holiday = (Date, &'static str);

/// Returns the days off of a year as the law and the defaults of this module give them, sorted by day.
///
/// Holidays on a Saturday or Sunday are listed, as are the days in lieu of them; swapped days cannot be
/// foreseen. For 2020–2026 all weekdays off but the swaps agree with the official calendars. Outside the years 1
/// to 9999 the lunar holidays are left out.
#[must_use]
pub fn statutory_days_off(year: i32) -> Vec<DayOff> {
    let holidays = holidays(year);
    let mut days_off: Vec<DayOff> = holidays
        .iter()
        .map(|(date, name)| DayOff { date: *date, kind: DayOffKind::Holiday, name: (*name).to_owned() })
        .chain(compensations(&holidays))
        .collect();
    days_off.sort_by_key(|day_off| day_off.date);
    days_off
}

/// The holidays of a year, sorted, one per day.
fn holidays(year: i32) -> Vec<Holiday> {
    let fixed = FIXED.into_iter().filter(|(_, _, since, _)| year >= *since);
    let mut holidays: Vec<Holiday> = fixed
        .filter_map(|(month, day, _, name)| Some((Date::new(year, month, day)?, name)))
        .chain(beside_national_day(year))
        .chain(tet(year))
        .chain(hung_kings(year))
        .filter(|(date, _)| date.year() == year)
        .collect();
    holidays.sort_by_key(|(date, _)| *date);
    holidays.dedup_by_key(|(date, _)| *date);
    holidays
}

/// The five days of Tết, by the default of [`TET_DAYS_BEFORE`].
fn tet(year: i32) -> impl Iterator<Item = Holiday> {
    let first = lunar::tet(year).plus_days(-TET_DAYS_BEFORE);
    (0..TET_DAYS).map(move |days| (first.plus_days(days), "Tết Nguyên đán"))
}

fn hung_kings(year: i32) -> Option<Holiday> {
    (year >= HUNG_KINGS_SINCE).then(|| (lunar::hung_kings(year), "Giỗ Tổ Hùng Vương"))
}

/// The day beside 2/9 that is off too, before or after it (art. 112.1.đ): a default, not law.
///
/// It is 3/9 where 2/9 is a Sunday, Monday or Thursday, else 1/9: the neighbour that is no rest day itself
/// and, of two such, the one that joins a weekend; in the middle of the week, 1/9. All six years 2021–2026
/// had it so.
fn beside_national_day(year: i32) -> Option<Holiday> {
    let national_day = Date::new(year, 9, 2).filter(|_| year >= NATIONAL_DAY_OF_TWO_DAYS_SINCE)?;
    let after = matches!(national_day.weekday(), Weekday::Sunday | Weekday::Monday | Weekday::Thursday);
    Some((national_day.plus_days(if after { 1 } else { -1 }), NATIONAL_DAY))
}

/// The next working day for each holiday that meets the weekly rest (art. 111.3), in the order of the
/// holidays.
fn compensations(holidays: &[Holiday]) -> Vec<DayOff> {
    let mut taken: BTreeSet<Date> = holidays.iter().map(|(date, _)| *date).collect();
    let on_rest_days = holidays.iter().filter(|(date, _)| date.weekday().is_weekend());
    on_rest_days
        .filter_map(|(date, name)| {
            let free = |day: &Date| !day.weekday().is_weekend() && !taken.contains(day);
            let day = (1..=31).map(|days| date.plus_days(days)).find(free)?;
            taken.insert(day);
            Some(DayOff { date: day, kind: DayOffKind::Compensatory, name: format!("Nghỉ bù {name}") })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::tests::official;

    fn weekdays_off(days_off: &[DayOff]) -> BTreeSet<Date> {
        let on_weekdays = days_off.iter().filter(|off| !off.date.weekday().is_weekend());
        on_weekdays.filter(|off| off.kind != DayOffKind::Swap).map(|off| off.date).collect()
    }

    /// Tết and its days in lieu: the days off from 15/01 to 31/03.
    fn split_tet(days: BTreeSet<Date>) -> (BTreeSet<Date>, BTreeSet<Date>) {
        days.into_iter().partition(|date| (date.month(), date.day()) > (1, 14) && date.month() < 4)
    }

    #[test]
    fn all_but_tet_and_swaps_agrees_with_the_official_calendars() {
        for year in 2020..=2026 {
            let (_, computed) = split_tet(weekdays_off(&statutory_days_off(year)));
            let (_, published) = split_tet(weekdays_off(&official(year).days_off));
            assert_eq!(computed, published, "{year}");
        }
    }

    #[test]
    fn names_and_kinds_agree_too_outside_tet() {
        let outside = |days_off: Vec<DayOff>| -> Vec<DayOff> {
            days_off
                .into_iter()
                .filter(|off| off.kind != DayOffKind::Swap && !off.name.contains("đán"))
                .collect()
        };
        for year in 2020..=2026 {
            assert_eq!(outside(statutory_days_off(year)), outside(official(year).days_off), "{year}");
        }
    }

    #[test]
    fn the_default_tet_agrees_with_all_seven_published_years() {
        for year in 2020..=2026 {
            let (computed, _) = split_tet(weekdays_off(&statutory_days_off(year)));
            let (published, _) = split_tet(weekdays_off(&official(year).days_off));
            assert_eq!(computed, published, "{year}");
        }
    }

    #[test]
    fn the_law_of_the_year_counts() {
        let names =
            |year: i32, name: &str| statutory_days_off(year).iter().filter(|off| off.name == name).count();
        assert_eq!((names(2020, NATIONAL_DAY), names(2021, NATIONAL_DAY)), (1, 2));
        assert_eq!((names(2006, "Giỗ Tổ Hùng Vương"), names(2007, "Giỗ Tổ Hùng Vương")), (0, 1));
        assert_eq!((names(2025, "Ngày Văn hóa Việt Nam"), names(2026, "Ngày Văn hóa Việt Nam")), (0, 1));
    }

    #[test]
    fn every_holiday_on_a_rest_day_is_given_back_on_a_working_day() {
        for year in 1..=9999 {
            let days_off = statutory_days_off(year);
            assert!(days_off.is_sorted_by(|a, b| a.date < b.date), "{year}");
            assert!(days_off.iter().all(|off| off.date.year() == year), "{year}");
            let lost = days_off.iter().filter(|off| off.kind == DayOffKind::Holiday);
            let lost = lost.filter(|off| off.date.weekday().is_weekend()).count();
            let given = days_off.iter().filter(|off| off.kind == DayOffKind::Compensatory);
            assert!(given.clone().all(|off| !off.date.weekday().is_weekend()), "{year}");
            assert_eq!(lost, given.count(), "{year}");
        }
    }

    #[test]
    fn years_no_file_can_write_have_the_solar_holidays_or_none() {
        assert_eq!(statutory_days_off(i32::MIN), []);
        assert_eq!(statutory_days_off(i32::MAX), []);
        assert!(statutory_days_off(10_000).iter().all(|off| !off.name.contains("đán")));
    }
}
