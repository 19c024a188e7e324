//! Figures of a report that was sent, as they were then.

use std::sync::Arc;

use super::config::RateOver;
use super::date::Date;
use super::period::{Period, PeriodKind, ReportKind};
use super::returns::Figures;
use super::unit::Level;

/// A sealed cell of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedCell {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The unit's code as it was then.
    pub unit: String,
    /// The figures.
    pub figures: Figures,
}

/// What `data/sealed/<period>.json` holds.
#[derive(Clone, Debug)]
pub struct Seal {
    /// The year of the period.
    pub year: i32,
    /// The kind of period.
    pub kind: ReportKind,
    /// The file.
    pub path: Arc<str>,
    /// The day on which it was sealed.
    pub sealed_on: Date,
    /// The commit of that moment.
    pub commit: Option<String>,
    /// The checksum of configuration, plan and data.
    pub data_sha256: Option<String>,
    /// What the on-time rate was a share of.
    pub over: RateOver,
    /// The counts by level, field and unit.
    pub cells: Vec<SealedCell>,
}

impl Seal {
    /// Tells whether it was made for a period.
    #[must_use]
    pub fn is_of(&self, period: &Period) -> bool {
        period.kind == PeriodKind::Report(self.kind) && period.year == self.year
    }
}

/// The file of the seal of a period; `None` for an ad hoc report, which is never sealed.
#[must_use]
pub fn path_of(period: &Period) -> Option<String> {
    let PeriodKind::Report(kind) = period.kind else { return None };
    Some(format!("data/sealed/{}-{}.json", period.year, kind.label()))
}

/// The file in which a seal is kept that was lifted on a day; `number` tells several of one day apart, from 1.
#[must_use]
pub fn lifted_path(path: &str, day: Date, number: usize) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json");
    let more = if number > 1 { format!("-{number}") } else { String::new() };
    format!("{LIFTED}{name}-{day}{more}.json")
}

/// The folder of seals that were lifted.
pub const LIFTED: &str = "data/sealed/unsealed/";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Reporting;

    #[test]
    fn a_seal_is_named_after_its_period_and_an_ad_hoc_report_has_none() {
        let day = |text: &str| Date::parse(text.as_bytes()).unwrap();
        let name = |kind| path_of(&Period::report(kind, 2021, Reporting::default()));
        assert_eq!(name(ReportKind::Quarter(2)).as_deref(), Some("data/sealed/2021-Q2.json"));
        assert_eq!(name(ReportKind::SixMonths).as_deref(), Some("data/sealed/2021-6M.json"));
        let range = Period::range(day("2021-01-01"), day("2021-01-31")).unwrap();
        assert_eq!(path_of(&range), None);
        let lifted = |number| lifted_path("data/sealed/2021-Q2.json", day("2021-06-20"), number);
        assert_eq!(lifted(1), "data/sealed/unsealed/2021-Q2-2021-06-20.json");
        assert_eq!(lifted(2), "data/sealed/unsealed/2021-Q2-2021-06-20-2.json");
    }
}
