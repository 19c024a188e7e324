//! Reporting periods and their cut-offs (Decree 09/2019/NĐ-CP; Circular 01/2020/TT-VPCP).

use super::calendar::WorkingCalendar;
use super::config::Reporting;
use super::date::Date;

/// The first and the last year a period may belong to.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A kind of report that comes round every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    /// A quarter, 1 to 4.
    Quarter(u32),
    /// The first six months.
    SixMonths,
    /// The first nine months.
    NineMonths,
    /// The year.
    Annual,
}

impl ReportKind {
    /// Every report of a year, in the order of their ends, quarters first.
    pub const ALL: [Self; 7] = [
        Self::Quarter(1),
        Self::Quarter(2),
        Self::SixMonths,
        Self::Quarter(3),
        Self::NineMonths,
        Self::Quarter(4),
        Self::Annual,
    ];

    /// The quarters of a year.
    pub const QUARTERS: [Self; 4] = [Self::Quarter(1), Self::Quarter(2), Self::Quarter(3), Self::Quarter(4)];

    /// The months at whose cut-offs the period before it and the period itself end; 0 is December of the year before.
    const fn months(self) -> (u32, u32) {
        match self {
            Self::Quarter(number) => (3 * number - 3, 3 * number),
            Self::SixMonths => (0, 6),
            Self::NineMonths => (0, 9),
            Self::Annual => (0, 12),
        }
    }

    /// The label used in occurrence ids and file names: `Q2`, `6M`, `9M`, `Y`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Quarter(number) => format!("Q{number}"),
            Self::SixMonths => "6M".to_owned(),
            Self::NineMonths => "9M".to_owned(),
            Self::Annual => "Y".to_owned(),
        }
    }
}

/// What a period is: one of the yearly reports, or any range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// One of the yearly reports.
    Report(ReportKind),
    /// Any range of days (ad hoc).
    Range,
}

/// A period: a window of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// What it is.
    pub kind: PeriodKind,
    /// The year it belongs to; that of the last day for a range.
    pub year: i32,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The day on which figures close in a month; month 0 is December of the year before.
fn cutoff(reporting: Reporting, year: i32, month: u32) -> Date {
    let (year, month) = if month == 0 { (year - 1, 12) } else { (year, month) };
    // Every year from 1999 to 2100 has each of these months, so the last day exists.
    let last = Date::last_of_month(year, month).unwrap_or(Date::from_unix_seconds(0));
    Date::new(year, month, reporting.cutoff_day).unwrap_or(last)
}

impl Period {
    /// A yearly report's period: from the day after the previous cut-off to the cut-off.
    #[must_use]
    pub fn report(kind: ReportKind, year: i32, reporting: Reporting) -> Self {
        let (before, end) = kind.months();
        Self {
            kind: PeriodKind::Report(kind),
            year,
            from: cutoff(reporting, year, before).next(),
            to: cutoff(reporting, year, end),
        }
    }

    /// A range of days; `None` when it ends before it begins.
    #[must_use]
    pub fn range(from: Date, to: Date) -> Option<Self> {
        (from <= to).then(|| Self { kind: PeriodKind::Range, year: to.year(), from, to })
    }

    /// The reporting quarter that contains a day.
    #[must_use]
    pub fn quarter_containing(date: Date, reporting: Reporting) -> Self {
        let years = [date.year(), date.year() + 1];
        let quarters = years.into_iter().flat_map(|year| ReportKind::QUARTERS.map(|kind| (kind, year)));
        let mut periods = quarters.map(|(kind, year)| Self::report(kind, year, reporting));
        // The quarters of two years cover every day of the first; the fallback cannot be reached.
        periods
            .find(|period| period.contains(date))
            .unwrap_or_else(|| Self::report(ReportKind::Quarter(1), date.year(), reporting))
    }

    /// The period of the kind that ends the day before this one begins; for six months the second half of last year
    /// as a range, for a range as many days. `None` for nine months, before which no such period ends.
    #[must_use]
    pub fn previous(&self, reporting: Reporting) -> Option<Self> {
        let report = |kind, year| Some(Self::report(kind, year, reporting));
        match self.kind {
            PeriodKind::Report(ReportKind::Quarter(1)) => report(ReportKind::Quarter(4), self.year - 1),
            PeriodKind::Report(ReportKind::Quarter(number)) => {
                report(ReportKind::Quarter(number - 1), self.year)
            }
            PeriodKind::Report(ReportKind::SixMonths) => {
                let third = Self::report(ReportKind::Quarter(3), self.year - 1, reporting);
                Self::range(third.from, self.from.plus_days(-1))
            }
            PeriodKind::Report(ReportKind::NineMonths) => None,
            PeriodKind::Report(ReportKind::Annual) => report(ReportKind::Annual, self.year - 1),
            PeriodKind::Range => {
                let days = self.to.days_since(self.from) + 1;
                Self::range(self.from.plus_days(-days), self.from.plus_days(-1))
            }
        }
    }

    /// The same period of the year before; 29/2 becomes 28/2.
    #[must_use]
    pub fn last_year(&self, reporting: Reporting) -> Self {
        match self.kind {
            PeriodKind::Report(kind) => Self::report(kind, self.year - 1, reporting),
            PeriodKind::Range => {
                let back = |day: Date| {
                    let same = Date::new(day.year() - 1, day.month(), day.day());
                    same.unwrap_or_else(|| day.plus_days(-366))
                };
                Self { year: self.year - 1, from: back(self.from), to: back(self.to), kind: self.kind }
            }
        }
    }

    /// The quarters that make up a longer report's period; none for a quarter and for a range.
    #[must_use]
    pub fn quarters(&self, reporting: Reporting) -> Vec<Self> {
        let number = match self.kind {
            PeriodKind::Report(ReportKind::SixMonths) => 2,
            PeriodKind::Report(ReportKind::NineMonths) => 3,
            PeriodKind::Report(ReportKind::Annual) => 4,
            PeriodKind::Report(ReportKind::Quarter(_)) | PeriodKind::Range => 0,
        };
        let kinds = ReportKind::QUARTERS.into_iter().take(number);
        kinds.map(|kind| Self::report(kind, self.year, reporting)).collect()
    }

    /// Up to four past periods of the kind, oldest first: quarters before a quarter, else those of the years before.
    #[must_use]
    pub fn past(&self, reporting: Reporting) -> Vec<Self> {
        let before = |period: &Self| match period.kind {
            PeriodKind::Report(ReportKind::Quarter(_)) => period.previous(reporting),
            PeriodKind::Report(_) => Some(period.last_year(reporting)),
            PeriodKind::Range => None,
        };
        let mut past: Vec<Self> = std::iter::successors(before(self), before).take(4).collect();
        past.reverse();
        past
    }

    /// Tells whether a day lies in the window.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// The day a unit's return is due: likewise, after the units' own number of days.
    #[must_use]
    pub fn unit_deadline(&self, reporting: Reporting, calendar: &WorkingCalendar) -> Option<Date> {
        let deadline_days = reporting.unit_deadline_days;
        self.deadline(Reporting { deadline_days, ..reporting }, calendar)
    }

    /// The day the office's own report is due: cut-off + calendar days, rolled to a working day (Civil Code art. 148).
    #[must_use]
    pub fn deadline(&self, reporting: Reporting, calendar: &WorkingCalendar) -> Option<Date> {
        let days = i32::try_from(reporting.deadline_days).unwrap_or(i32::MAX);
        match self.kind {
            PeriodKind::Report(_) => Some(calendar.roll_forward(self.to.plus_days(days))),
            PeriodKind::Range => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(kind: ReportKind, cutoff_day: u32) -> (String, String) {
        let reporting = Reporting { cutoff_day, ..Reporting::default() };
        let period = Period::report(kind, 2021, reporting);
        (period.from.to_string(), period.to.to_string())
    }

    /// Decree 09/2019: the 15th of the month before to the 14th of the last month.
    #[test]
    fn periods_of_2021_are_those_of_the_decree() {
        for (kind, from, to) in [
            (ReportKind::Quarter(1), "2020-12-15", "2021-03-14"),
            (ReportKind::Quarter(2), "2021-03-15", "2021-06-14"),
            (ReportKind::SixMonths, "2020-12-15", "2021-06-14"),
            (ReportKind::Quarter(3), "2021-06-15", "2021-09-14"),
            (ReportKind::NineMonths, "2020-12-15", "2021-09-14"),
            (ReportKind::Quarter(4), "2021-09-15", "2021-12-14"),
            (ReportKind::Annual, "2020-12-15", "2021-12-14"),
        ] {
            assert_eq!(window(kind, 14), (from.to_owned(), to.to_owned()), "{kind:?}");
        }
    }

    fn names(periods: &[Period]) -> String {
        let name = |period: &Period| match period.kind {
            PeriodKind::Report(kind) => format!("{}-{}", period.year, kind.label()),
            PeriodKind::Range => format!("{}..{}", period.from, period.to),
        };
        periods.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    /// A comparison is with the period that ends the day before, or with the same one of last year.
    #[test]
    fn each_period_has_its_previous_one_and_its_last_years() {
        let reporting = Reporting::default();
        let of = |kind| Period::report(kind, 2021, reporting);
        let previous = |period: Period| names(period.previous(reporting).as_slice());
        assert_eq!(previous(of(ReportKind::Quarter(1))), "2020-Q4");
        assert_eq!(previous(of(ReportKind::Quarter(3))), "2021-Q2");
        assert_eq!(previous(of(ReportKind::SixMonths)), "2020-06-15..2020-12-14");
        assert_eq!(previous(of(ReportKind::NineMonths)), "");
        assert_eq!(previous(of(ReportKind::Annual)), "2020-Y");
        let day = |text: &str| Date::parse(text.as_bytes()).unwrap();
        let range = Period::range(day("2024-02-01"), day("2024-02-29")).unwrap();
        assert_eq!(previous(range), "2024-01-03..2024-01-31");
        assert_eq!(names(&[range.last_year(reporting)]), "2023-02-01..2023-02-28");
        assert_eq!(names(&[of(ReportKind::SixMonths).last_year(reporting)]), "2020-6M");
    }

    #[test]
    fn quarters_make_up_a_longer_period_and_the_past_runs_up_to_it() {
        let reporting = Reporting::default();
        let of = |kind| Period::report(kind, 2021, reporting);
        assert_eq!(names(&of(ReportKind::NineMonths).quarters(reporting)), "2021-Q1 2021-Q2 2021-Q3");
        assert_eq!(names(&of(ReportKind::Quarter(2)).quarters(reporting)), "");
        assert_eq!(names(&of(ReportKind::Quarter(2)).past(reporting)), "2020-Q2 2020-Q3 2020-Q4 2021-Q1");
        assert_eq!(names(&of(ReportKind::SixMonths).past(reporting)), "2017-6M 2018-6M 2019-6M 2020-6M");
    }

    #[test]
    fn a_cutoff_on_day_31_gives_calendar_quarters() {
        let expected = ("2021-01-01".to_owned(), "2021-03-31".to_owned());
        assert_eq!(window(ReportKind::Quarter(1), 31), expected);
        assert_eq!(window(ReportKind::Quarter(2), 31).1, "2021-06-30");
    }

    #[test]
    fn every_day_lies_in_exactly_one_quarter_whatever_the_cutoff() {
        for cutoff_day in 1..=31 {
            let reporting = Reporting { cutoff_day, ..Reporting::default() };
            let mut day = Date::new(2019, 12, 1).unwrap();
            let mut before = Period::quarter_containing(day, reporting);
            while day.year() < 2023 {
                let period = Period::quarter_containing(day, reporting);
                assert!(period.contains(day));
                assert!(period == before || period.from == before.to.next());
                before = period;
                day = day.next();
            }
        }
    }

    #[test]
    fn the_report_of_the_second_quarter_of_2021_rolls_from_a_saturday_to_monday() {
        let calendar = WorkingCalendar::new([]);
        let period = Period::report(ReportKind::Quarter(2), 2021, Reporting::default());
        assert_eq!(period.deadline(Reporting::default(), &calendar), Date::new(2021, 6, 21));
    }
}
