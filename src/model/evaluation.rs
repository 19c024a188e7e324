//! The evaluation of how dossiers are handled (Decree 61/2018/NĐ-CP, chapter V; Circular 01/2018/TT-VPCP, art. 12–15):
//! its quarters, the slips of citizens, and the scores that units give themselves.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::date::Date;
use super::period::{Period, PeriodKind, ReportKind};
use super::unit::UnitIndex;
use crate::diag::Place;

/// One of the nine indicators (Circular 01/2018/TT-VPCP, art. 13), in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Indicator {
    /// 1, the whole time of handling against the time allowed.
    WholeTime,
    /// 2, the time of each body that takes part.
    TimeOfEachBody,
    /// 3, how often the applicant had to come to complete the dossier.
    Contacts,
    /// 4, how many bodies the applicant had to turn to.
    BodiesContacted,
    /// 5, receiving, handling and returning at the one-stop desk.
    OneStopDesk,
    /// 6, making procedures public.
    Publication,
    /// 7, the attitude of officers.
    Attitude,
    /// 8, how feedback is taken and answered.
    Feedback,
    /// 9, online services.
    OnlineServices,
}

impl Indicator {
    /// All nine, in their order.
    pub const ALL: [Self; 9] = [
        Self::WholeTime,
        Self::TimeOfEachBody,
        Self::Contacts,
        Self::BodiesContacted,
        Self::OneStopDesk,
        Self::Publication,
        Self::Attitude,
        Self::Feedback,
        Self::OnlineServices,
    ];

    /// Those that a slip scores (art. 14.1).
    pub const OF_SLIPS: [Self; 6] = [
        Self::WholeTime,
        Self::TimeOfEachBody,
        Self::Contacts,
        Self::BodiesContacted,
        Self::Publication,
        Self::Attitude,
    ];

    /// Those that a unit is scored by as a whole (art. 14.2).
    pub const OF_UNITS: [Self; 4] =
        [Self::OneStopDesk, Self::Publication, Self::Feedback, Self::OnlineServices];

    /// Its place in the list, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its number in the circular, 1 to 9.
    #[must_use]
    pub const fn number(self) -> usize {
        self.index() + 1
    }

    /// Its column in the logs and its key in machine output: `i1` … `i9`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        ["i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9"][self.index()]
    }
}

/// Something for each indicator, or for some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerIndicator<T>([T; Indicator::ALL.len()]);

impl<T: Default> Default for PerIndicator<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| T::default()))
    }
}

impl<T> PerIndicator<T> {
    /// Makes one for each indicator.
    pub fn from_fn(make: impl FnMut(Indicator) -> T) -> Self {
        Self(Indicator::ALL.map(make))
    }

    /// Each indicator with its own.
    pub fn iter(&self) -> impl Iterator<Item = (Indicator, &T)> {
        Indicator::ALL.into_iter().zip(&self.0)
    }
}

/// By the keys of the indicators: `{"i1": …, …, "i9": …}`.
impl<T: Serialize> Serialize for PerIndicator<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(indicator, value)| (indicator.key(), value)))
    }
}

impl<T> std::ops::Index<Indicator> for PerIndicator<T> {
    type Output = T;

    fn index(&self, indicator: Indicator) -> &T {
        &self.0[indicator.index()]
    }
}

impl<T> std::ops::IndexMut<Indicator> for PerIndicator<T> {
    fn index_mut(&mut self, indicator: Indicator) -> &mut T {
        &mut self.0[indicator.index()]
    }
}

/// The points of a slip or a unit, 0 to 2; `None` where there is no information.
pub type Points = PerIndicator<Option<u8>>;

/// How content a citizen was; beside the indicators, not scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Satisfaction {
    /// Rất hài lòng.
    VerySatisfied,
    /// Hài lòng.
    Satisfied,
    /// Không hài lòng.
    Dissatisfied,
}

/// A citizen's slip about one dossier: a row of `slips.csv`.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The dossier.
    pub dossier_id: String,
    /// The unit that handled it.
    pub unit: UnitIndex,
    /// The code of the officer; may be empty.
    pub officer: String,
    /// The field (lĩnh vực); where it is empty the dossier's holds.
    pub field: String,
    /// The points.
    pub points: Points,
    /// How content the citizen was.
    pub satisfaction: Option<Satisfaction>,
    /// Where the row stands.
    pub place: Place,
}

/// The quarterly scores of one unit as a whole: a row of `units.csv`.
#[derive(Clone, Debug)]
pub struct UnitFacts {
    /// The unit.
    pub unit: UnitIndex,
    /// What the unit recorded of itself (tự chấm).
    pub recorded: Points,
    /// What who reviews it found (thẩm định).
    pub verified: Points,
    /// Where the row stands.
    pub place: Place,
}

/// A quarter of evaluation. Its window is its own, not that of the periodic report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvaluationQuarter {
    /// The year.
    pub year: i32,
    /// The quarter, 1 to 4.
    pub number: u32,
}

impl EvaluationQuarter {
    /// The day of a quarter's last month before which it is evaluated (plan, item B.07: "Trước ngày 10 của tháng cuối
    /// Quý"): a local deadline, in neither the decree nor the circular.
    const DAY: u32 = 10;

    /// The quarter whose window contains a day.
    #[must_use]
    pub fn containing(day: Date) -> Self {
        let begun_next = day.month().is_multiple_of(3) && day.day() >= Self::DAY;
        match day.month().div_ceil(3) + u32::from(begun_next) {
            5 => Self { year: day.year() + 1, number: 1 },
            number => Self { year: day.year(), number },
        }
    }

    /// The four quarters of a year.
    #[must_use]
    pub fn of_year(year: i32) -> [Self; 4] {
        [1, 2, 3, 4].map(|number| Self { year, number })
    }

    /// The first day: the 10th of the month that ends the quarter before.
    #[must_use]
    pub fn from(self) -> Date {
        match self.number {
            1 => tenth(self.year - 1, 12),
            number => tenth(self.year, 3 * number - 3),
        }
    }

    /// The last day: the 9th of the quarter's last month.
    #[must_use]
    pub fn to(self) -> Date {
        tenth(self.year, 3 * self.number).plus_days(-1)
    }

    /// Tells whether its window contains a day.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        (self.from()..=self.to()).contains(&day)
    }

    /// The quarter with its window, as a period.
    #[must_use]
    pub fn period(self) -> Period {
        let kind = PeriodKind::Report(ReportKind::Quarter(self.number));
        Period { kind, year: self.year, from: self.from(), to: self.to() }
    }

    /// A year of quarters with the windows of all four, as a period.
    #[must_use]
    pub fn year_of(year: i32) -> Period {
        let [first, .., last] = Self::of_year(year);
        Period { kind: PeriodKind::Report(ReportKind::Annual), year, from: first.from(), to: last.to() }
    }

    /// The name of its folder: `2021-Q2`.
    #[must_use]
    pub fn label(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }
}

fn tenth(year: i32, month: u32) -> Date {
    // Every year from 1999 to 2100 has the tenth of each month; the fallback cannot be reached.
    Date::new(year, month, EvaluationQuarter::DAY).unwrap_or(Date::from_unix_seconds(0))
}

/// What is recorded of one quarter: a folder of `data/evaluations`.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The quarter.
    pub quarter: EvaluationQuarter,
    /// The slips without an error, in the order of the file.
    pub slips: Vec<Slip>,
    /// The scores of units, in the order of the file.
    pub units: Vec<UnitFacts>,
    /// `slips.csv`, or `units.csv` where there is no other; `None` of an empty folder.
    pub log: Option<Arc<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn an_evaluation_begins_on_the_tenth_of_the_month_that_ends_the_quarter_before() {
        for (on, quarter) in [
            ("2021-03-09", (2021, 1)),
            ("2021-03-10", (2021, 2)),
            ("2021-06-09", (2021, 2)),
            ("2021-06-15", (2021, 3)),
            ("2021-12-09", (2021, 4)),
            ("2021-12-10", (2022, 1)),
        ] {
            let EvaluationQuarter { year, number } = EvaluationQuarter::containing(day(on));
            assert_eq!((year, number), quarter, "{on}");
        }
    }

    #[test]
    fn windows_follow_each_other_without_gap_and_contain_the_days_of_their_quarter() {
        let [first, second, third, fourth] = EvaluationQuarter::of_year(2021);
        assert_eq!((first.from(), first.to()), (day("2020-12-10"), day("2021-03-09")));
        assert_eq!((second.from(), second.to()), (day("2021-03-10"), day("2021-06-09")));
        assert_eq!((fourth.from(), fourth.to()), (day("2021-09-10"), day("2021-12-09")));
        let mut on = first.from();
        while on <= fourth.to() {
            let quarter = EvaluationQuarter::containing(on);
            assert!([first, second, third, fourth].contains(&quarter) && quarter.contains(on), "{on}");
            on = on.next();
        }
    }

    #[test]
    fn an_indicator_is_known_by_its_number() {
        for (number, indicator) in (1..).zip(Indicator::ALL) {
            assert_eq!((indicator.number(), indicator.key()), (number, format!("i{number}").as_str()));
        }
    }
}
