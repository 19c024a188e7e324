//! Counts and percentages as a Vietnamese reader expects them: `1.234.567` and `98,75%`.

use serde::{Serialize, Serializer};

/// Writes a count with a dot between groups of three digits: `1.234.567`.
#[must_use]
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Writes a difference with its sign: `+1.234`, `−5`, `0`.
#[must_use]
pub fn difference(difference: i64) -> String {
    format!("{}{}", sign(difference.signum()), count(difference.unsigned_abs()))
}

const fn sign(signum: i64) -> &'static str {
    match signum {
        1 => "+",
        -1 => "−",
        _ => "",
    }
}

/// How much a count changed, in hundredths of a percent of what it was: `-1250` is −12,50%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change(i64);

impl Change {
    /// Returns the change from `before` to `now`, its size rounded half up to two decimals; `None` from nothing.
    #[must_use]
    pub fn between(before: u64, now: u64) -> Option<Self> {
        let Percent(size) = Percent::of(before.abs_diff(now), before)?;
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Some(Self(if now < before { -size } else { size }))
    }

    /// Writes the size of the change without its sign: `12,50%`.
    #[must_use]
    pub fn size(self) -> String {
        Percent(self.0.unsigned_abs()).display()
    }

    /// Writes the change with its sign: `+12,50%`, `−3,00%`, `0,00%`.
    #[must_use]
    pub fn display(self) -> String {
        format!("{}{}", sign(self.0.signum()), Percent(self.0.unsigned_abs()).display())
    }

    /// Returns the number of percent: `-12.5`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 hundredths, far above any real change")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

/// A percentage kept to two decimals, in hundredths of a percent: `9875` is 98,75%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u64);

impl Percent {
    /// Returns the share of `part` in `whole`, rounded half up to two decimals; `None` of an empty whole.
    ///
    /// The arithmetic is exact. A share too large for the type (above 10^17 percent) stays at its maximum.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let (part, whole) = (u128::from(part), u128::from(whole));
        let hundredths = (part * 20_000 + whole).checked_div(whole * 2)?;
        Some(Self(u64::try_from(hundredths).unwrap_or(u64::MAX)))
    }

    /// Writes the percentage with a decimal comma and both decimals: `98,75%`, `100,00%`.
    #[must_use]
    pub fn display(self) -> String {
        format!("{},{:02}%", count(self.0 / 100), self.0 % 100)
    }

    /// Writes how many points of percent lie between another percentage and this one: `+0,39 điểm %`.
    #[must_use]
    pub fn points_since(self, before: Self) -> String {
        let Self(size) = Self(self.0.abs_diff(before.0));
        let signum = if self > before { 1 } else { -i64::from(self < before) };
        format!("{}{},{:02} điểm %", sign(signum), count(size / 100), size % 100)
    }

    /// Returns the number of percent: `98.75`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 hundredths, far above any real share")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(part: u64, whole: u64) -> String {
        Percent::of(part, whole).unwrap().display()
    }

    #[test]
    fn thousands_are_set_off_by_dots() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1000, "1.000"), (12_345, "12.345"), (1_234_567, "1.234.567")]
        {
            assert_eq!(count(n), text);
        }
        assert_eq!(count(u64::MAX), "18.446.744.073.709.551.615");
    }

    #[test]
    fn a_share_of_nothing_is_not_a_number() {
        assert_eq!(Percent::of(0, 0), None);
        assert_eq!(Percent::of(5, 0), None);
    }

    #[test]
    fn two_decimals_are_always_written_with_a_comma() {
        assert_eq!(percent(79, 80), "98,75%");
        assert_eq!(percent(3, 3), "100,00%");
        assert_eq!(percent(0, 3), "0,00%");
        assert_eq!(percent(1, 2000), "0,05%");
        assert_eq!(percent(25, 2), "1.250,00%");
    }

    #[test]
    fn half_a_hundredth_is_rounded_up() {
        assert_eq!(percent(1, 20_000), "0,01%");
        assert_eq!(percent(1, 20_001), "0,00%");
        assert_eq!(percent(2, 3), "66,67%");
        assert_eq!(percent(1, 3), "33,33%");
        assert_eq!(percent(1, 32), "3,13%");
    }

    #[test]
    fn no_count_overflows() {
        assert_eq!(percent(u64::MAX, u64::MAX), "100,00%");
        assert_eq!(Percent::of(u64::MAX, 1), Some(Percent(u64::MAX)));
    }

    #[test]
    fn machines_read_the_plain_number() {
        let json = |part, whole| serde_json::to_string(&Percent::of(part, whole).unwrap()).unwrap();
        assert_eq!(json(79, 80), "98.75");
        assert_eq!(json(2, 3), "66.67");
        assert_eq!(json(1, 1), "100.0");
    }

    #[test]
    fn shares_differ_by_points() {
        let share = |part| Percent::of(part, 1000).unwrap();
        assert_eq!(share(894).points_since(share(890)), "+0,40 điểm %");
        assert_eq!(share(1).points_since(share(120)), "−11,90 điểm %");
        assert_eq!(share(5).points_since(share(5)), "0,00 điểm %");
    }

    #[test]
    fn changes_carry_their_sign_and_none_comes_from_nothing() {
        let change = |before, now| Change::between(before, now).map(Change::display);
        assert_eq!(change(80, 90).as_deref(), Some("+12,50%"));
        assert_eq!(change(3, 2).as_deref(), Some("−33,33%"));
        assert_eq!(change(5, 5).as_deref(), Some("0,00%"));
        assert_eq!(change(0, 5), None);
        assert_eq!(change(0, 0), None);
        assert_eq!([difference(1234), difference(-5), difference(0)], ["+1.234", "−5", "0"]);
    }

    proptest! {
        #[test]
        fn a_count_without_its_dots_is_the_number(n: u64) {
            prop_assert_eq!(count(n).replace('.', "").parse(), Ok(n));
        }

        #[test]
        fn a_larger_part_is_never_a_smaller_share(a: u64, b: u64, whole in 1_u64..) {
            let (less, more) = (a.min(b), a.max(b));
            prop_assert!(Percent::of(less, whole) <= Percent::of(more, whole));
        }

        #[test]
        fn a_part_of_its_whole_is_at_most_100_percent(whole in 1_u64.., part: u64) {
            prop_assert!(Percent::of(part.min(whole), whole) <= Some(Percent(10_000)));
        }

        #[test]
        fn display_and_number_agree(part in 0_u64..1_000_000, whole in 1_u64..1_000_000) {
            let share = Percent::of(part, whole).unwrap();
            let plain = share.display().replace(['.', '%'], "").replace(',', ".");
            prop_assert_eq!(plain.parse(), Ok(share.as_f64()));
        }
    }
}
