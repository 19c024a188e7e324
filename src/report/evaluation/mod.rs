//! The evaluation of a quarter or a year (plan items B.06 and B.07; Circular 01/2018/TT-VPCP, art. 12–15): scores, totals
//! and classes as recorded, and beside them what the logs compute.

mod computed;
mod differences;
mod document;
mod forms;
mod lists;
mod results;
mod rules;
mod satisfaction;
mod tables;

pub use computed::{Basis, Computed};
pub use differences::Difference;
pub(super) use document::satisfaction_words;
pub use results::{FieldResult, Input, OfficerResult, OfficerScored, Results, Scored, UnitResult, Verified};
pub use satisfaction::SatisfactionCounts;

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::Document;
use super::periodic::Provenance;
use crate::model::config::Config;
use crate::model::date::Date;
use crate::model::evaluation::{Evaluation, Slip};
use crate::model::feedback::Feedback;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::procedure::Catalogue;
use crate::model::scoring::{Scheme, Scores};
use crate::model::unit::{UnitIndex, Units};
use crate::tally::{Handling, HandlingCollector, Window};
use crate::text::wording;
use computed::{Logs, compute};

/// What an evaluation is made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The units.
    pub units: &'a Units,
    /// The catalogue of procedures.
    pub catalogue: &'a Catalogue,
    /// The feedback of all years; `None` where no log of it is kept for the window.
    pub feedback: Option<&'a [Feedback]>,
    /// The quarter or the year, with its window.
    pub period: &'a Period,
    /// What is recorded of its quarters.
    pub evaluations: &'a [&'a Evaluation],
    /// The rules.
    pub scheme: &'a Scheme,
    /// What the dossier logs know.
    pub handling: &'a HandlingCollector,
    /// Today.
    pub today: Date,
}

impl Sources<'_> {
    /// The window.
    #[must_use]
    pub const fn window(&self) -> Window {
        Window { from: self.period.from, to: self.period.to }
    }

    /// The field of a slip: its own, or where it names none that of its dossier.
    fn field_of(&self, slip: &Slip) -> String {
        if !slip.field.is_empty() {
            return slip.field.clone();
        }
        self.handling.dossier(&slip.dossier_id).map(|dossier| dossier.field.clone()).unwrap_or_default()
    }
}

/// An evaluation. The keys are those of machine output; the document is what people read.
#[derive(Clone, Debug, Serialize)]
pub struct EvaluationReport {
    /// The quarter or year.
    pub period: SpanView,
    /// Its window.
    pub window: WindowView,
    /// The rules it goes by.
    pub rule: RuleView,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// How many slips.
    pub slips: u64,
    /// Of these, how many name no officer.
    pub slips_without_officer: u64,
    /// The units, by rank.
    pub units: Vec<UnitView>,
    /// The officers, by unit and code.
    pub officers: Vec<OfficerView>,
    /// The fields of the whole office.
    pub fields: Vec<FieldResult>,
    /// The office as a whole.
    pub office: Scored,
    /// How content citizens were with the whole office.
    pub satisfaction: SatisfactionCounts,
    /// Where recorded and computed scores differ.
    pub differences: Vec<Difference>,
    /// Slips about dossiers that ended outside the window.
    pub outside_window: Vec<OutsideWindow>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// The quarter or year of an evaluation.
#[derive(Clone, Debug, Serialize)]
pub struct SpanView {
    /// `quarter` or `annual`.
    pub kind: &'static str,
    /// The year.
    pub year: i32,
    /// The number of the quarter.
    pub number: Option<u32>,
    /// The name.
    pub label: String,
}

/// The window of an evaluation.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct WindowView {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The rules of an evaluation.
#[derive(Clone, Debug, Serialize)]
pub struct RuleView {
    /// The act, by kind and number.
    pub act: String,
    /// The first day of its validity.
    pub from: Option<Date>,
    /// The last day of its validity.
    pub until: Option<Date>,
    /// Whether it was law on the last day of the window.
    pub in_force: bool,
}

/// The result of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    /// The unit's code.
    pub unit: String,
    /// Its place; `None` without a class.
    pub rank: Option<usize>,
    /// The scores as recorded.
    #[serde(flatten)]
    pub scored: Scored,
    /// What the logs compute.
    pub computed: Scores,
    /// What they compute it from.
    pub computed_from: Basis,
    /// What who reviews the unit found.
    pub verified: Option<Verified>,
    /// The scores as recorded, by field.
    pub by_field: Vec<FieldResult>,
}

/// The result of an officer.
#[derive(Clone, Debug, Serialize)]
pub struct OfficerView {
    /// The officer's code.
    pub officer: String,
    /// The unit's code.
    pub unit: String,
    /// The scores and the class.
    #[serde(flatten)]
    pub scored: OfficerScored,
}

/// A slip about a dossier that did not end in the window.
#[derive(Clone, Debug, Serialize)]
pub struct OutsideWindow {
    /// The dossier.
    pub dossier_id: String,
    /// The day its work ended; `None` where it is open and was received later.
    pub completed: Option<Date>,
    /// The file.
    pub path: String,
    /// The line.
    pub line: u32,
}

impl EvaluationReport {
    /// Makes an evaluation; `annexes` tells whether the forms of a workbook are wanted. What must be said on every page is
    /// left to the caller.
    #[must_use]
    pub fn new(sources: &Sources<'_>, provenance: Provenance, annexes: Annexes) -> Self {
        let field_of = |slip: &Slip| sources.field_of(slip);
        let Sources { units, evaluations, scheme, .. } = *sources;
        let input = Input { evaluations, units, scheme, field_of: &field_of };
        let handled = sources.handling.units();
        let ended = handled.iter().filter(|(_, handling)| handling.ended > 0).map(|(unit, _)| *unit);
        let results = Results::new(input, ended);
        let computed = computed_of(sources, &results);
        let mut report = Self {
            period: span_view(sources.period),
            window: WindowView { from: sources.period.from, to: sources.period.to },
            rule: rule_view(sources),
            provenance,
            slips: results.office.slips,
            slips_without_officer: results.slips_without_officer,
            differences: differences::differences(sources, &results, &computed),
            outside_window: differences::outside_window(sources),
            units: unit_views(sources, results.units, computed),
            officers: results.officers.into_iter().map(|officer| officer_view(sources, officer)).collect(),
            fields: results.fields,
            satisfaction: results.office.satisfaction,
            office: results.office,
            document: Document::default(),
        };
        report.document = document::document(sources, &report);
        if annexes == Annexes::Forms {
            report.document.annexes = forms::annexes(sources, &report);
        }
        report
    }
}

/// Whether the forms of a workbook are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annexes {
    /// They are.
    Forms,
    /// They are not.
    None,
}

fn computed_of(sources: &Sources<'_>, results: &Results) -> BTreeMap<UnitIndex, Computed> {
    let logs = Logs {
        feedback: sources.feedback,
        catalogue: sources.catalogue,
        window: sources.window(),
        scheme: sources.scheme,
    };
    let nothing = Handling::default();
    let compute = |unit| {
        let handling = sources.handling.units().get(&unit).unwrap_or(&nothing);
        (unit, compute(unit, handling, logs))
    };
    results.units.iter().map(|result| compute(result.unit)).collect()
}

fn span_view(period: &Period) -> SpanView {
    let (kind, number) = match period.kind {
        PeriodKind::Report(ReportKind::Quarter(number)) => ("quarter", Some(number)),
        _ => ("annual", None),
    };
    SpanView { kind, year: period.year, number, label: wording::period(period) }
}

fn rule_view(sources: &Sources<'_>) -> RuleView {
    let Scheme { act, from, until, .. } = sources.scheme;
    let in_force = sources.scheme.holds_on(sources.period.to);
    RuleView { act: act.clone(), from: *from, until: *until, in_force }
}

fn unit_views(
    sources: &Sources<'_>,
    results: Vec<UnitResult>,
    mut computed: BTreeMap<UnitIndex, Computed>,
) -> Vec<UnitView> {
    let mut view = |result: UnitResult| {
        let UnitResult { unit, rank, scored, verified, by_field } = result;
        let Computed { scores, basis } = computed.remove(&unit).unwrap_or_default();
        UnitView {
            unit: sources.units.get(unit).code.clone(),
            rank,
            scored,
            computed: scores,
            computed_from: basis,
            verified,
            by_field,
        }
    };
    results.into_iter().map(&mut view).collect()
}

fn officer_view(sources: &Sources<'_>, result: OfficerResult) -> OfficerView {
    let OfficerResult { officer, unit, scored } = result;
    OfficerView { officer, unit: sources.units.get(unit).code.clone(), scored }
}
