//! When a plan item is to be done: the typed schedule, and what the plan's own words say.

use super::period::ReportKind;
use crate::text::fold::fold;

/// A kind of report that a plan item asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportClass {
    /// Every quarter.
    Quarter,
    /// Six months.
    SixMonths,
    /// Nine months.
    NineMonths,
    /// The year.
    Annual,
}

impl ReportClass {
    /// The reports of a year of this class.
    #[must_use]
    pub const fn kinds(self) -> &'static [ReportKind] {
        match self {
            Self::Quarter => &ReportKind::QUARTERS,
            Self::SixMonths => &[ReportKind::SixMonths],
            Self::NineMonths => &[ReportKind::NineMonths],
            Self::Annual => &[ReportKind::Annual],
        }
    }
}

/// A typed schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// By the end of a calendar quarter.
    Quarter(u32),
    /// In a run of calendar quarters, by the end of the last.
    QuarterRange(u32, u32),
    /// Before a calendar quarter begins.
    BeforeQuarter(u32),
    /// Once in each of these months, by its end.
    Months(Vec<u32>),
    /// By the end of the year.
    Year,
    /// All the time, looked at every reporting quarter.
    Continuous,
    /// With each of these reports; `on_request` when events may ask for more.
    Reports {
        /// The reports.
        classes: Vec<ReportClass>,
        /// Whether an event adds an occurrence of its own.
        on_request: bool,
    },
    /// Before a day of the last month of each calendar quarter.
    BeforeDay(u32),
    /// After an event, once for each.
    OnEvent,
    /// The plan does not say.
    NotStated,
}

impl Schedule {
    /// Tells whether an event gives the item an occurrence of its own.
    #[must_use]
    pub const fn waits_for_events(&self) -> bool {
        matches!(self, Self::OnEvent | Self::Reports { on_request: true, .. })
    }

    /// The name used in files and machine output.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Quarter(_) => "quarter",
            Self::QuarterRange(..) => "quarter_range",
            Self::BeforeQuarter(_) => "before_quarter",
            Self::Months(_) => "months",
            Self::Year => "year",
            Self::Continuous => "continuous",
            Self::Reports { .. } => "reports",
            Self::BeforeDay(_) => "before_day",
            Self::OnEvent => "on_event",
            Self::NotStated => "not_stated",
        }
    }

    /// Tells whether the schedule means what the plan's words say in a plan of `year`.
    ///
    /// Words that no rule understands contradict nothing, except that the plan must have none where it states no time.
    #[must_use]
    pub fn agrees_with(&self, text: &str, year: i32) -> bool {
        match TimeText::parse(text) {
            TimeText::Unknown => *self != Self::NotStated,
            TimeText::ByRule => matches!(self, Self::Reports { .. }),
            TimeText::Reports(classes) => {
                matches!(self, Self::Reports { classes: own, .. } if *own == classes)
            }
            TimeText::Known { schedule, years } => {
                *self == schedule && years.iter().all(|&stated| stated == year)
            }
        }
    }
}

/// What a time expression of the plan says.
#[derive(Debug, PartialEq, Eq)]
enum TimeText {
    /// A schedule, with the years named.
    Known { schedule: Schedule, years: Vec<i32> },
    /// With these reports.
    Reports(Vec<ReportClass>),
    /// By a rule that stands elsewhere.
    ByRule,
    /// Words that no rule understands.
    Unknown,
}

impl TimeText {
    /// Reads every time expression met in the plan of 2021 (case, marks and punctuation do not matter).
    fn parse(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        Self::fixed(&words)
            .or_else(|| Self::quarters(&words))
            .or_else(|| Self::months(&words))
            .or_else(|| Self::reports(&words))
            .unwrap_or(Self::Unknown)
    }

    fn known(schedule: Schedule) -> Self {
        Self::Known { schedule, years: Vec::new() }
    }

    fn fixed(words: &[&str]) -> Option<Self> {
        Some(match words {
            [] => Self::known(Schedule::NotStated),
            ["thuong", "xuyen"] | ["thuong", "xuyen", "trong", "nam"] => Self::known(Schedule::Continuous),
            ["trong", "nam"] => Self::known(Schedule::Year),
            ["sau", "dot", ..] | ["theo", "yeu", "cau", ..] => Self::known(Schedule::OnEvent),
            ["thuc", "hien", "theo", "dung", "quy", "dinh"] => Self::ByRule,
            ["truoc", "ngay", day, "cua", "thang", "cuoi", "quy"] => {
                Self::known(Schedule::BeforeDay(day.parse().ok()?))
            }
            _ => return None,
        })
    }

    fn quarters(words: &[&str]) -> Option<Self> {
        let (before, rest) = match words {
            ["hoan", "thanh", "truoc", rest @ ..] | ["truoc", rest @ ..] => (true, rest),
            ["trong", rest @ ..] | rest => (false, rest),
        };
        let (first, years, rest) = quarter(rest)?;
        match (before, rest) {
            (true, []) => Some(Self::Known { schedule: Schedule::BeforeQuarter(first), years }),
            (false, []) => Some(Self::Known { schedule: Schedule::Quarter(first), years }),
            (false, ["hoac", rest @ ..]) => {
                let (last, more, rest) = quarter(rest)?;
                let years = [years, more].concat();
                rest.is_empty()
                    .then_some(Self::Known { schedule: Schedule::QuarterRange(first, last), years })
            }
            _ => None,
        }
    }

    fn months(words: &[&str]) -> Option<Self> {
        let mut months = Vec::new();
        for part in words.split(|word| *word == "va") {
            let ["thang", month] = part else { return None };
            months.push(month.parse().ok()?);
        }
        Some(Self::known(Schedule::Months(months)))
    }

    fn reports(words: &[&str]) -> Option<Self> {
        let mut classes = Vec::new();
        let mut rest: Vec<&str> = words.iter().copied().filter(|word| *word != "va").collect();
        while !rest.is_empty() {
            let (class, length) = match rest.as_slice() {
                ["quy", ..] => (ReportClass::Quarter, 1),
                ["6" | "sau", "thang", ..] => (ReportClass::SixMonths, 2),
                ["9" | "chin", "thang", ..] => (ReportClass::NineMonths, 2),
                ["mot" | "1", "nam", ..] => (ReportClass::Annual, 2),
                ["nam", ..] => (ReportClass::Annual, 1),
                _ => return None,
            };
            classes.push(class);
            rest.drain(..length);
        }
        Some(Self::Reports(classes))
    }
}

/// Reads `quy iii [2021]`; returns the quarter, the years named and what follows.
fn quarter<'a, 'b>(words: &'b [&'a str]) -> Option<(u32, Vec<i32>, &'b [&'a str])> {
    let ["quy", number, rest @ ..] = words else {
        return None;
    };
    let number = match *number {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    match rest {
        [year, rest @ ..] if year.len() == 4 && year.parse::<i32>().is_ok() => {
            Some((number, year.parse().into_iter().collect(), rest))
        }
        _ => Some((number, Vec::new(), rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn agrees(text: &str, schedule: &Schedule) {
        assert!(schedule.agrees_with(text, 2021), "{text}: {:?}", TimeText::parse(text));
    }

    #[track_caller]
    fn contradicts(text: &str, schedule: &Schedule) {
        assert!(!schedule.agrees_with(text, 2021), "{text}");
    }

    /// Every time expression met in the plan of 2021 is understood.
    #[test]
    fn each_expression_of_the_plan_means_its_schedule() {
        use ReportClass::{Annual, NineMonths, Quarter, SixMonths};
        agrees("Quý I/2021", &Schedule::Quarter(1));
        agrees("Trong quý IV/2021", &Schedule::Quarter(4));
        agrees("Quý II hoặc quý III/2021", &Schedule::QuarterRange(2, 3));
        agrees("Hoàn thành trước quý III/2021", &Schedule::BeforeQuarter(3));
        agrees("Tháng 6 và tháng 12", &Schedule::Months(vec![6, 12]));
        agrees("Trong năm", &Schedule::Year);
        agrees("Thường xuyên", &Schedule::Continuous);
        agrees("Thường xuyên trong năm", &Schedule::Continuous);
        let all = vec![Quarter, SixMonths, NineMonths, Annual];
        agrees("Quý, 6 tháng, 9 tháng và một năm", &Schedule::Reports { classes: all, on_request: false });
        let three = vec![Quarter, SixMonths, Annual];
        agrees("Thực hiện theo đúng quy định", &Schedule::Reports { classes: three, on_request: true });
        agrees("Trước ngày 10 của tháng cuối Quý", &Schedule::BeforeDay(10));
        agrees("Sau đợt kiểm tra", &Schedule::OnEvent);
        agrees("Theo yêu cầu của Văn phòng UBND tỉnh", &Schedule::OnEvent);
        agrees("", &Schedule::NotStated);
    }

    #[test]
    fn another_quarter_another_year_or_a_guessed_time_is_a_contradiction() {
        contradicts("Quý I/2021", &Schedule::Quarter(2));
        contradicts("Quý I/2020", &Schedule::Quarter(1));
        contradicts("Trong quý I/2021", &Schedule::BeforeQuarter(1));
        contradicts("Tháng 6 và tháng 12", &Schedule::Months(vec![6]));
        contradicts(
            "Quý và một năm",
            &Schedule::Reports { classes: vec![ReportClass::Quarter], on_request: false },
        );
        contradicts("", &Schedule::Year);
        contradicts("Trong năm", &Schedule::NotStated);
        contradicts("khi có điều kiện", &Schedule::NotStated);
    }

    #[test]
    fn words_of_another_office_contradict_nothing() {
        agrees("Ngay sau khi có hướng dẫn", &Schedule::Year);
    }
}
