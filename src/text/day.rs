//! Days and times as a Vietnamese reader writes them.

use crate::model::date::{Date, Moment, Weekday};

/// Writes `dd/mm/yyyy`, with leading zeros: `05/06/2021`.
#[must_use]
pub fn date(d: Date) -> String {
    format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year())
}

/// Writes the day and, if there is one, the time: `14/06/2021 07:05`; seconds only where they are not zero.
#[must_use]
pub fn moment(m: Moment) -> String {
    let day = date(m.date);
    let Some(second) = m.second() else {
        return day;
    };
    match (second / 3600, second / 60 % 60, second % 60) {
        (hour, minute, 0) => format!("{day} {hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{day} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Names the day of the week: `thứ Hai` to `Chủ nhật` (capitals as in NĐ 30/2020/NĐ-CP, Phụ lục II).
#[must_use]
pub const fn weekday(w: Weekday) -> &'static str {
    match w {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// Writes the date in words: `ngày 05 tháng 02 năm 2021`, `ngày 15 tháng 6 năm 2021`.
///
/// Days below 10 and months 1 and 2 take a leading zero, so that no digit can be put before them
/// (NĐ 30/2020/NĐ-CP, Phụ lục I, time of issue).
#[must_use]
pub fn long_date(d: Date) -> String {
    let zero = if d.month() <= 2 { "0" } else { "" };
    format!("ngày {:02} tháng {zero}{} năm {}", d.day(), d.month(), d.year())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn day_comes_first_with_leading_zeros() {
        assert_eq!(date(day("2021-06-14")), "14/06/2021");
        assert_eq!(date(day("2021-01-02")), "02/01/2021");
        assert_eq!(date(day("0900-12-31")), "31/12/0900");
    }

    #[test]
    fn a_time_is_written_as_far_as_it_goes() {
        assert_eq!(moment(at("2021-06-14")), "14/06/2021");
        assert_eq!(moment(at("2021-06-14 07:05")), "14/06/2021 07:05");
        assert_eq!(moment(at("2021-06-14 07:05:09")), "14/06/2021 07:05:09");
        assert_eq!(moment(at("2021-06-14 00:00")), "14/06/2021 00:00");
        assert_eq!(moment(at("2021-06-14 23:59:59")), "14/06/2021 23:59:59");
    }

    #[test]
    fn the_week_starts_with_the_second_day_and_ends_with_chu_nhat() {
        assert_eq!(weekday(day("2021-06-14").weekday()), "thứ Hai");
        assert_eq!(weekday(day("2021-06-16").weekday()), "thứ Tư");
        assert_eq!(weekday(day("2021-06-19").weekday()), "thứ Bảy");
        assert_eq!(weekday(day("2021-06-20").weekday()), "Chủ nhật");
    }

    #[test]
    fn in_words_only_days_below_10_and_months_1_and_2_take_a_zero() {
        assert_eq!(long_date(day("2021-06-15")), "ngày 15 tháng 6 năm 2021");
        assert_eq!(long_date(day("2021-02-05")), "ngày 05 tháng 02 năm 2021");
        assert_eq!(long_date(day("2021-01-10")), "ngày 10 tháng 01 năm 2021");
        assert_eq!(long_date(day("2021-03-09")), "ngày 09 tháng 3 năm 2021");
        assert_eq!(long_date(day("2021-12-31")), "ngày 31 tháng 12 năm 2021");
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_back(days in -300_000_i32..300_000) {
            let d = day("2021-01-01").plus_days(days);
            prop_assert_eq!(Date::parse_vietnamese(&date(d)), Some(d));
        }
    }
}
