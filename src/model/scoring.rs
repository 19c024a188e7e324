//! How an evaluation is scored (Circular 01/2018/TT-VPCP, art. 13–15). What the circular fixes is a [`Scheme`], data with
//! the days for which it holds; the arithmetic is here.

use std::fmt;
use std::ops::AddAssign;

use super::date::Date;
use super::evaluation::{Indicator, PerIndicator, Points};

/// A score kept to one decimal, in tenths: 13 is 1,3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u64);

impl Tenths {
    /// Of whole points.
    #[must_use]
    pub const fn whole(points: u64) -> Self {
        Self(points * 10)
    }

    /// The mean of a sum, rounded half up to one decimal; `None` of nothing.
    ///
    /// The circular rounds to one decimal (art. 15.2a) and does not say where an exact half goes; half up is a default.
    #[must_use]
    pub fn mean(sum: u64, number: u64) -> Option<Self> {
        (sum * 20 + number).checked_div(number * 2).map(Self)
    }

    /// The number: `1.3`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 tenths, far above any score")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 10.0
    }
}

impl AddAssign for Tenths {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl serde::Serialize for Tenths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

/// As Vietnamese readers expect it: `1,3`.
impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.0 / 10, self.0 % 10)
    }
}

/// The class of an officer (art. 15.3a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OfficerClass {
    /// Hoàn thành 100% nhiệm vụ.
    Full,
    /// Hoàn thành từ 70% đến dưới 100% nhiệm vụ.
    From70,
    /// Hoàn thành dưới 70% nhiệm vụ.
    Under70,
}

/// The class of a unit (art. 15.3b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitClass {
    /// Xuất sắc.
    Excellent,
    /// Tốt.
    Good,
    /// Khá.
    Fair,
    /// Trung bình.
    Average,
    /// Yếu.
    Weak,
}

/// A class and the total from which it is given.
#[derive(Clone, Debug)]
pub struct Band<C> {
    /// The class.
    pub class: C,
    /// The least total.
    pub at_least: Tenths,
    /// Its name.
    pub name: String,
}

/// The classes of officers or of units, the best first; the last begins at nothing.
#[derive(Clone, Debug)]
pub struct Bands<C> {
    /// The bands.
    pub bands: Vec<Band<C>>,
    /// The article.
    pub article: String,
}

impl<C> Default for Bands<C> {
    fn default() -> Self {
        Self { bands: Vec::new(), article: String::new() }
    }
}

impl<C: Copy + PartialEq> Bands<C> {
    /// The class of a total.
    #[must_use]
    pub fn class_of(&self, total: Tenths) -> Option<C> {
        self.bands.iter().find(|band| band.at_least <= total).map(|band| band.class)
    }

    /// The name of a class.
    #[must_use]
    pub fn name_of(&self, class: C) -> &str {
        self.bands.iter().find(|band| band.class == class).map_or("", |band| &band.name)
    }
}

/// What the circular says of an indicator.
#[derive(Clone, Debug, Default)]
pub struct IndicatorRule {
    /// Its name.
    pub name: String,
    /// What 0, 1 and 2 points are given for.
    pub points: [String; 3],
    /// Whether it is counted for an officer.
    pub of_officers: bool,
}

/// From which shares of a hundred indicator 9 gives its points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnlineShares {
    /// For 2 points, of the eligible procedures at level 3 or 4.
    pub procedures: u64,
    /// For 2 points, of the dossiers online.
    pub dossiers: u64,
    /// For 1 point, of the dossiers online.
    pub dossiers_for_one: u64,
}

/// What an act fixes for evaluations, for as long as it holds.
#[derive(Clone, Debug, Default)]
pub struct Scheme {
    /// The act, by kind and number.
    pub act: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// What to say where it no longer holds.
    pub note: String,
    /// The most points of an indicator.
    pub most_points: u64,
    /// The articles of the indicators, of the mean and of what is not counted.
    pub articles: Articles,
    /// The indicators.
    pub indicators: PerIndicator<IndicatorRule>,
    /// Of a hundred pieces of feedback that many must be answered on time for 1 point (indicator 8).
    pub feedback_on_time: u64,
    /// The shares of indicator 9.
    pub online: OnlineShares,
    /// The classes of officers.
    pub officers: Bands<OfficerClass>,
    /// The classes of units.
    pub units: Bands<UnitClass>,
}

/// Where the rules of a scheme stand in its act.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// The indicators and their points.
    pub indicators: String,
    /// The mean over slips and its rounding.
    pub mean: String,
    /// What is added up for officers and units.
    pub totals: String,
    /// What is not counted.
    pub not_counted: String,
    /// The evaluation of a quarter.
    pub quarterly: String,
    /// The evaluation of a year.
    pub yearly: String,
}

impl Scheme {
    /// Tells whether it is law on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The indicators counted for an officer.
    #[must_use]
    pub fn of_officers(&self) -> Vec<Indicator> {
        let counted = self.indicators.iter().filter(|(_, rule)| rule.of_officers);
        counted.map(|(indicator, _)| indicator).collect()
    }
}

/// The points of some slips, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many slips there are.
    pub slips: u64,
    points: PerIndicator<u64>,
    /// How many slips have a value of each indicator.
    numbers: PerIndicator<u64>,
}

impl Sums {
    /// Adds a slip.
    pub fn add(&mut self, points: &Points) {
        self.slips += 1;
        for (indicator, points) in points.iter() {
            if let Some(points) = points {
                self.points[indicator] += u64::from(*points);
                self.numbers[indicator] += 1;
            }
        }
    }

    /// The sum of an indicator and how many slips have a value of it.
    #[must_use]
    pub fn of(&self, indicator: Indicator) -> (u64, u64) {
        (self.points[indicator], self.numbers[indicator])
    }

    /// The mean of each indicator over the slips that have a value of it (art. 15.2a).
    #[must_use]
    pub fn means(&self) -> Scores {
        Scores::from_fn(|indicator| Tenths::mean(self.points[indicator], self.numbers[indicator]))
    }
}

/// The score of each indicator; `None` where there is no information, which is not counted (art. 15.4b).
pub type Scores = PerIndicator<Option<Tenths>>;

/// What some scores add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The sum of the rounded scores.
    pub total: Tenths,
    /// The most that the counted indicators could give.
    pub counted_max: u64,
}

impl Total {
    /// Adds up the scores of some indicators.
    #[must_use]
    pub fn of(scores: &Scores, indicators: &[Indicator], most_points: u64) -> Self {
        let mut sum = Self { total: Tenths::default(), counted_max: 0 };
        for score in indicators.iter().filter_map(|indicator| scores[*indicator]) {
            sum.total += score;
            sum.counted_max += most_points;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::scheme;

    fn shipped() -> Scheme {
        scheme::on(Date::new(2021, 6, 9).unwrap())
    }

    fn tenths(text: &str) -> Tenths {
        let (whole, tenth) = text.split_once(',').unwrap();
        Tenths(whole.parse::<u64>().unwrap() * 10 + tenth.parse::<u64>().unwrap())
    }

    /// Sums of slips that each have a score of indicator 1.
    fn sums(scores: &[Option<u8>]) -> Sums {
        let mut sums = Sums::default();
        for score in scores {
            let mut points = Points::default();
            points[Indicator::WholeTime] = *score;
            sums.add(&points);
        }
        sums
    }

    /// The example of the domain notes, and more by hand: sum / number, half up to one decimal (art. 15.2a).
    #[test]
    fn a_mean_is_rounded_half_up_to_one_decimal() {
        for (sum, number, mean) in [
            (5, 4, "1,3"),   // 2, 2, 1, 0: 1,25
            (9, 8, "1,1"),   // 1,125
            (11, 8, "1,4"),  // 1,375
            (23, 20, "1,2"), // 1,15
            (1, 20, "0,1"),  // 0,05
            (1, 21, "0,0"),  // 0,0476…
            (2, 3, "0,7"),   // 0,666…
            (4, 3, "1,3"),   // 1,333…
            (39, 20, "2,0"), // 1,95
            (38, 20, "1,9"),
            (0, 7, "0,0"),
            (14, 7, "2,0"),
        ] {
            assert_eq!(Tenths::mean(sum, number), Some(tenths(mean)), "{sum}/{number}");
        }
        assert_eq!(Tenths::mean(0, 0), None);
    }

    #[test]
    fn four_slips_of_2_2_1_0_have_1_3() {
        let sums = sums(&[Some(2), Some(2), Some(1), Some(0)]);
        assert_eq!(sums.means()[Indicator::WholeTime], Some(tenths("1,3")));
    }

    /// A slip without a value is no slip of value 0: it is left out of sum and number.
    #[test]
    fn a_mean_is_taken_over_the_slips_with_a_value() {
        let sums = sums(&[Some(2), None, Some(1), None]);
        assert_eq!((sums.slips, sums.of(Indicator::WholeTime)), (4, (3, 2)));
        assert_eq!(sums.means()[Indicator::WholeTime], Some(tenths("1,5")));
        assert_eq!(sums.means()[Indicator::Contacts], None);
    }

    #[test]
    fn every_edge_of_the_bands_of_units_belongs_to_the_better_class() {
        use UnitClass::{Average, Excellent, Fair, Good, Weak};
        let bands = shipped().units;
        for (total, class) in [
            ("18,0", Excellent),
            ("15,0", Excellent),
            ("14,9", Good),
            ("12,0", Good),
            ("11,9", Fair),
            ("9,0", Fair),
            ("8,9", Average),
            ("6,0", Average),
            ("5,9", Weak),
            ("0,0", Weak),
        ] {
            assert_eq!(bands.class_of(tenths(total)), Some(class), "{total}");
        }
    }

    #[test]
    fn every_edge_of_the_bands_of_officers_belongs_to_the_better_class() {
        use OfficerClass::{From70, Full, Under70};
        let bands = shipped().officers;
        for (total, class) in [
            ("10,0", Full),
            ("5,0", Full),
            ("4,9", From70),
            ("3,5", From70),
            ("3,4", Under70),
            ("0,0", Under70),
        ] {
            assert_eq!(bands.class_of(tenths(total)), Some(class), "{total}");
        }
    }

    fn scores(texts: [&str; 9]) -> Scores {
        Scores::from_fn(|indicator| {
            let text = texts[indicator.index()];
            (!text.is_empty()).then(|| tenths(text))
        })
    }

    /// Art. 15.4b: what has no information is not counted, and the bands stay as they are.
    #[test]
    fn a_missing_indicator_lowers_what_can_be_reached_and_not_the_bands() {
        let most = shipped().most_points;
        let all = scores(["1,7", "2,0", "1,6", "1,9", "1,0", "2,0", "1,8", "2,0", "1,0"]);
        assert_eq!(Total::of(&all, &Indicator::ALL, most), Total { total: tenths("15,0"), counted_max: 18 });
        let some = scores(["1,7", "", "1,6", "1,9", "", "2,0", "1,8", "", ""]);
        assert_eq!(Total::of(&some, &Indicator::ALL, most), Total { total: tenths("9,0"), counted_max: 10 });
        assert_eq!(Total::of(&scores([""; 9]), &Indicator::ALL, most).counted_max, 0);
    }

    #[test]
    fn an_officer_has_the_five_indicators_1_2_3_4_7() {
        let scheme = shipped();
        let numbers: Vec<usize> = scheme.of_officers().into_iter().map(Indicator::number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 7]);
        let all = scores(["1,0", "1,1", "1,2", "0,9", "2,0", "2,0", "0,8", "2,0", "2,0"]);
        let total = Total::of(&all, &scheme.of_officers(), scheme.most_points);
        assert_eq!(total, Total { total: tenths("5,0"), counted_max: 10 });
    }

    /// The total adds rounded scores: 1,25 three times is 3 × 1,3.
    #[test]
    fn a_total_adds_scores_that_are_already_rounded() {
        let mut sums = Sums::default();
        for score in [2, 2, 1, 0] {
            let mut points = Points::default();
            for indicator in [Indicator::WholeTime, Indicator::Contacts, Indicator::Attitude] {
                points[indicator] = Some(score);
            }
            sums.add(&points);
        }
        let total = Total::of(&sums.means(), &Indicator::ALL, 2);
        assert_eq!(total, Total { total: tenths("3,9"), counted_max: 6 });
    }
}
