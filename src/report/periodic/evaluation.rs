//! What citizens' slips came to in the quarters of the period (Circular 01/2018/TT-VPCP, art. 11: results of the evaluation
//! belong to the report's part on the one-stop mechanism).

use super::Sources;
use super::facts::detail;
use crate::model::evaluation::{Evaluation, Slip};
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::scoring::{Bands, Scheme};
use crate::report::evaluation::{Input, Results, SatisfactionCounts, satisfaction_words};
use crate::syntax::scheme;
use crate::text::day;
use crate::text::number::count;
use crate::text::wording;

/// The results of each quarter of the period that has slips, then the rules they go by; nothing for an ad hoc period.
pub(super) fn evaluation(sources: &Sources<'_>) -> Vec<String> {
    let belongs = |evaluation: &&Evaluation| {
        evaluation.quarter.year == sources.period.year
            && quarters(sources.period).contains(&evaluation.quarter.number)
    };
    let (mut lines, mut laws) = (Vec::new(), Vec::new());
    for evaluation in sources.evaluations.iter().filter(belongs) {
        let period = evaluation.quarter.period();
        let scheme = scheme::on(period.to);
        if let Some(results) = results(sources, evaluation, &scheme) {
            lines.extend(told(&period, &results, &scheme));
            laws.push(law(&scheme, &period));
        }
    }
    laws.dedup();
    lines.into_iter().chain(laws).collect()
}

/// The quarters of a period.
const fn quarters(period: &Period) -> &'static [u32] {
    match period.kind {
        PeriodKind::Report(ReportKind::Quarter(1)) => &[1],
        PeriodKind::Report(ReportKind::Quarter(2)) => &[2],
        PeriodKind::Report(ReportKind::Quarter(3)) => &[3],
        PeriodKind::Report(ReportKind::Quarter(_)) => &[4],
        PeriodKind::Report(ReportKind::SixMonths) => &[1, 2],
        PeriodKind::Report(ReportKind::NineMonths) => &[1, 2, 3],
        PeriodKind::Report(ReportKind::Annual) => &[1, 2, 3, 4],
        PeriodKind::Range => &[],
    }
}

/// The results of a quarter for the units the report is about; nothing where these have no slip.
fn results(sources: &Sources<'_>, evaluation: &Evaluation, scheme: &Scheme) -> Option<Results> {
    let field_of = |slip: &Slip| slip.field.clone();
    let evaluations = [evaluation];
    let input = Input { evaluations: &evaluations, units: sources.units, scheme, field_of: &field_of };
    let mut results = Results::new(input, std::iter::empty());
    results.units.retain(|unit| sources.scope.contains(unit.unit));
    results.officers.retain(|officer| sources.scope.contains(officer.unit));
    results.units.iter().any(|unit| unit.scored.slips > 0).then_some(results)
}

fn told(period: &Period, results: &Results, scheme: &Scheme) -> [String; 3] {
    let slips = results.units.iter().map(|unit| unit.scored.slips).sum();
    let name = wording::lower_initial(&wording::period(period));
    let window = wording::lower_initial(&wording::window(period.from, period.to));
    let mut satisfaction = SatisfactionCounts::default();
    results.units.iter().for_each(|unit| satisfaction += unit.scored.satisfaction);
    [
        format!(
            "- Đánh giá việc giải quyết TTHC {name} ({window}), theo {} phiếu: {}.",
            count(slips),
            units(results, scheme)
        ),
        format!("- Xếp loại công chức {name}: {}.", officers(results, scheme)),
        format!("- Mức độ hài lòng {name}: {}.", satisfaction_words(&satisfaction)),
    ]
}

/// `17 đơn vị được xếp loại: xuất sắc 5, tốt 12; không đánh giá 2`.
fn units(results: &Results, scheme: &Scheme) -> String {
    let classes = results.units.iter().map(|unit| unit.scored.class);
    classes_in_words("đơn vị", classes, &scheme.units)
}

fn officers(results: &Results, scheme: &Scheme) -> String {
    let classes = results.officers.iter().map(|officer| officer.scored.class);
    classes_in_words("công chức", classes, &scheme.officers)
}

fn classes_in_words<C: Copy + PartialEq>(
    whose: &str,
    classes: impl Iterator<Item = Option<C>>,
    bands: &Bands<C>,
) -> String {
    let classes: Vec<Option<C>> = classes.collect();
    let number = |class: Option<C>| classes.iter().filter(|own| **own == class).count() as u64;
    let judged = classes.len() as u64 - number(None);
    let parts: Vec<String> = bands
        .bands
        .iter()
        .filter(|band| number(Some(band.class)) > 0)
        .map(|band| format!("{} {}", wording::lower_initial(&band.name), count(number(Some(band.class)))))
        .collect();
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let not_judged = detail([("không đánh giá", number(None))]).replacen(": ", "; ", 1);
    format!("{} {whose} được xếp loại{parts}{not_judged}", count(judged))
}

/// The rule by which classes were given.
fn law(scheme: &Scheme, period: &Period) -> String {
    let Scheme { act, until, officers, units, .. } = scheme;
    let held = match until {
        Some(until) if !scheme.holds_on(period.to) => {
            format!("; quy định cũ, áp dụng đến hết {}", day::date(*until))
        }
        _ => String::new(),
    };
    format!("Xếp loại theo {act}, {} và {}{held}.", officers.article, units.article)
}
