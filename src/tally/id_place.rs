//! Where an id stands in an [`IdSet`](super::IdSet), and which ids stand at a place: a beginning that many ids share, a page of
//! ten thousand numbers, and the number within it.
//!
//! `000.08.34.H10-210401-0001` (unit, day, serial; Decree 61/2018/NĐ-CP, art. 26) is the number 1 on the first page of
//! 01/04/21 of the beginning `000.08.34.H10`; `HS-0012345` is the number 2345 on page 1 of the beginning `HS-`, and
//! `HS-0012345/2021` the same on a page of that year. How many digits a number is written with is part of the place, so that
//! `HS-1` and `HS-01` differ: every place is that of one id.

use std::borrow::Cow;

use crate::model::digits::pairs;
use crate::syntax::source::number;

/// How many digits at the end of an id are its number, at most.
const DIGITS: usize = 9;
/// How many of them behind a day.
const SERIAL_DIGITS: usize = 7;
/// What a day looks like between the unit and the serial.
const DAY: [u8; 8] = *b"-000000-";
/// The first year that may stand behind a serial.
const FIRST_YEAR: u32 = 1900;
/// How many years may.
const YEARS: u32 = 256;
/// What may stand between a serial and its year.
const SEPARATORS: [u8; 4] = *b"/-._";
/// How many numbers a page has.
const PAGE: u32 = 10_000;
/// How many pages a day or a year has.
const PAGES: u32 = 1000;
/// The first page without a day.
const DAYLESS: u32 = 1_000_000 * PAGES;
/// The first page of numbers with a year behind them.
const YEARLY: u32 = 2 * DAYLESS;
/// How many numbers stand in a run.
const RUN: u32 = u32::BITS;
/// How many bits tell which run of a page it is.
const RUN_BITS: u32 = 9;
/// How many bits tell with how many digits a number is written.
const DIGITS_BITS: u32 = 4;
/// How many bits of a key stand below the beginning.
const BELOW: u32 = DIGITS_BITS + RUN_BITS;

/// An id, taken to pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'i> {
    /// What stands before the day, or before the number.
    pub(super) beginning: &'i [u8],
    /// The page.
    pub(super) page: u32,
    /// With how many digits the number is written.
    digits: u32,
    /// The number within the page.
    low: u32,
}

impl<'i> Parts<'i> {
    /// Takes an id to pieces; `None` where it does not end in a digit.
    #[inline]
    pub(super) fn of(id: &'i [u8]) -> Option<Self> {
        Self::of_national(id).or_else(|| Self::of_year(id)).or_else(|| Self::of_any(id))
    }

    /// The commonest shape: a day and a serial of four digits.
    #[inline]
    fn of_national(id: &'i [u8]) -> Option<Self> {
        let (before, &[a, b, c, d]) = id.split_last_chunk()?;
        let [high, _, low, ..] = pairs([a, b, c, d, 0, 0, 0, 0], *b"0000\0\0\0\0")?;
        let (beginning, day) = day_before(before)?;
        Some(Self { beginning, page: day * PAGES, digits: 4, low: 100 * high + low })
    }

    /// A serial and its year: `123/2021`.
    fn of_year(id: &'i [u8]) -> Option<Self> {
        let (before, year) = id.split_last_chunk::<4>()?;
        let (separator, before) = before.split_last()?;
        let separator = number(SEPARATORS.iter().position(|other| other == separator)?);
        let year = value(year)?.checked_sub(FIRST_YEAR).filter(|&year| year < YEARS)?;
        let of_year = separator * YEARS + year;
        let (beginning, digits) = split_digits(before, SERIAL_DIGITS);
        Self::on(beginning, YEARLY + of_year * PAGES, digits)
    }

    fn of_any(id: &'i [u8]) -> Option<Self> {
        let (before, digits) = split_digits(id, DIGITS);
        match day_before(before) {
            Some((beginning, day)) if digits.len() <= SERIAL_DIGITS => {
                Self::on(beginning, day * PAGES, digits)
            }
            _ => Self::on(before, DAYLESS, digits),
        }
    }

    /// The number that some digits are, counted from a page on; `None` where there are none.
    fn on(beginning: &'i [u8], first: u32, digits: &[u8]) -> Option<Self> {
        let value = value(digits).filter(|_| !digits.is_empty())?;
        Some(Self { beginning, page: first + value / PAGE, digits: number(digits.len()), low: value % PAGE })
    }
}

/// What stands before the last digits of a text, and these, so many at most.
fn split_digits(text: &[u8], most: usize) -> (&[u8], &[u8]) {
    let count = text.iter().rev().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at(text.len() - count)
}

/// The day at the end of a text, and what stands before it; what can be no day is a number of another kind.
#[inline]
fn day_before(text: &[u8]) -> Option<(&[u8], u32)> {
    let (beginning, day) = text.split_last_chunk()?;
    let [_, year, _, month, _, day, ..] = pairs(*day, DAY)?;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then_some((beginning, 10_000 * year + 100 * month + day))
}

/// The value of some digits; `None` where something else is among them.
fn value(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| 10 * value + u32::from(digit))
    })
}

/// Up to 32 numbers in a row of a page, of one beginning and written with as many digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Which numbers they can be: the beginning, how many digits, which run of the page.
    pub(super) key: u32,
    /// A bit for each.
    pub(super) bits: u32,
}

impl Run {
    /// So many beginnings can be told apart.
    pub(super) const BEGINNINGS: u32 = 1 << (u32::BITS - BELOW);

    /// The run that has the number of an id alone; the beginning by its number.
    #[inline]
    pub(super) const fn of(parts: Parts<'_>, beginning: u32) -> Self {
        let key = (beginning << BELOW) | (parts.digits << RUN_BITS) | (parts.low / RUN);
        Self { key, bits: 1 << (parts.low % RUN) }
    }

    /// The number of the beginning.
    pub(super) const fn beginning(self) -> u32 {
        self.key >> BELOW
    }

    /// The same of another beginning.
    pub(super) const fn with_beginning(self, beginning: u32) -> Self {
        Self { key: (beginning << BELOW) | (self.key % (1 << BELOW)), ..self }
    }

    /// The ids it has, of a page and with the text of the beginning.
    pub(super) fn ids(self, page: u32, beginning: Cow<'_, str>) -> impl Iterator<Item = String> {
        let digits = (self.key >> RUN_BITS) as usize % (1 << DIGITS_BITS);
        let first = self.key % (1 << RUN_BITS) * RUN;
        let numbers = (0..RUN).filter(move |bit| self.bits >> bit & 1 == 1).map(move |bit| first + bit);
        numbers.map(move |low| {
            let number = |page: u32| page * PAGE + low;
            if let Some(page) = page.checked_sub(YEARLY) {
                let (of_year, number) = (page / PAGES, number(page % PAGES));
                let separator = char::from(SEPARATORS[(of_year / YEARS) as usize]);
                format!("{beginning}{number:0digits$}{separator}{}", FIRST_YEAR + of_year % YEARS)
            } else if let Some(page) = page.checked_sub(DAYLESS) {
                format!("{beginning}{:0digits$}", number(page))
            } else {
                format!("{beginning}-{:06}-{:0digits$}", page / PAGES, number(page % PAGES))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The id that stands where an id was put.
    fn back(id: &str) -> Option<String> {
        let parts = Parts::of(id.as_bytes())?;
        let run = Run::of(parts, 77);
        let moved = run.with_beginning(Run::BEGINNINGS - 1);
        assert_eq!((run.beginning(), moved.beginning()), (77, Run::BEGINNINGS - 1));
        assert_eq!((run.key, run.bits), (moved.with_beginning(77).key, moved.bits));
        let mut ids = run.ids(parts.page, String::from_utf8_lossy(parts.beginning));
        ids.next().filter(|_| ids.next().is_none())
    }

    #[test]
    fn an_id_of_the_national_shape_shares_its_beginning_with_all_of_its_unit() {
        let of = |id: &'static str| Parts::of(id.as_bytes()).unwrap();
        assert_eq!(of("000.08.34.H10-210401-0001").beginning, b"000.08.34.H10");
        assert_eq!(of("000.08.34.H10-210401-9999").page, of("000.08.34.H10-210401-0001").page);
        assert_ne!(of("000.08.34.H10-210401-0001").page, of("000.08.34.H10-210402-0001").page);
        assert_eq!(of("HS-000001-2021").beginning, of("HS-000002-2021").beginning);
        assert_ne!(of("HS-000001-2021").page, of("HS-000001/2021").page);
        assert_ne!(of("HS-000001-2021").page, of("HS-000001-2022").page);
        assert_eq!(of("HS-0012345"), Parts { beginning: b"HS-", page: DAYLESS + 1, digits: 7, low: 2345 });
    }

    #[test]
    fn every_id_that_ends_in_a_digit_can_be_told_again_from_its_place() {
        for id in [
            "000.08.34.H10-210401-0001",
            "000.08.34.H10-991231-9999999",
            "000.08.34.H10-999999-9999999",
            "HS-000001-2021",
            "HS-000001/2021",
            "HS0000001_1900",
            "1.2155",
            "1.2156",
            "9999999/2021",
            "12345678/2021",
            "/2021",
            "-2021",
            "000.08.34.H10-210401-2021",
            "000.08.34.H10-210401-10000000",
            "000.08.34.H10-210401-000",
            "-000000-0",
            "-000000-00000000",
            "000000-1",
            "--000000-1",
            "A-000000-0001",
            "A-0001",
            "A0001",
            "0",
            "999999999",
            "1234567890123456789",
            "hồ sơ 1",
        ] {
            assert_eq!(back(id).as_deref(), Some(id));
        }
        for id in ["", "A", "1-", "000.08.34.H10-210401-0001a", "12٣"] {
            assert_eq!(Parts::of(id.as_bytes()), None, "{id}");
        }
    }

    proptest! {
        #[test]
        fn no_two_ids_share_a_place(id in "[A-]{0,2}-?[019]{0,7}-?([0-9]{1,11}|[01]{0,8}[-/._](19|20|21)[0-9]{2})") {
            prop_assert_eq!(back(&id), Some(id));
        }
    }
}
