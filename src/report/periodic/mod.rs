//! The periodic report (plan items A.VIII.01 and A.VIII.03): dossiers by form II.06a, the plan in the window, and the
//! document that goes out. Contents: NĐ 63/2010/NĐ-CP, Điều 35.3; TT 01/2018/TT-VPCP, Điều 11.

mod annexes;
mod assessment;
mod comparison;
mod evaluation;
mod evidence;
mod facts;
mod figures;
mod head;
mod letter;
mod plan_facts;
mod reconciliation;
mod rows;
mod sealed;
mod sections;

pub use comparison::{Basis, Comparison, Gap};
pub use figures::{DossierFigures, FieldRow, Rate, UnitRow};
pub use sealed::SealedFigures;

use serde::Serialize;

use super::derived::DerivedView;
use super::document::{Document, Letter};
use super::returns::ReturnView;
use super::summary::Summary;
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Config;
use crate::model::date::Date;
use crate::model::derived::Derived;
use crate::model::evaluation::Evaluation;
use crate::model::feedback::Feedback;
use crate::model::feedback_way::{FeedbackDay, NextStep};
use crate::model::form::Form;
use crate::model::narrative::Narrative;
use crate::model::occurrence::{Nature, Occurrence};
use crate::model::outline::Outline;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::plan::{Item, Plan};
use crate::model::procedure::Catalogue;
use crate::model::progress::Progress;
use crate::model::returns::Return;
use crate::model::state::{Judge, Standing, State};
use crate::model::unit::{UnitIndex, Units};
use crate::tally::{Columns, ListedDossier, UnitSet};
use crate::text::day;
use crate::text::derived::told;
use crate::text::wording::{self, GENERATED_BY};

/// A periodic report. The keys are those of machine output; the document is what people read.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodicReport {
    /// The period.
    pub period: PeriodView,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// The dossiers.
    pub dossiers: DossierFigures,
    /// The plan in the window.
    pub plan: PlanFigures,
    /// Who has sent figures for the period; nothing where no unit has to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<ReturnView>,
    /// The figures of another period, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The figures that were sent, where the period is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedFigures>,
    /// The page for the head of the office.
    #[serde(skip)]
    pub summary: Summary,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// The period of a report.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// `quarter`, `six_months`, `nine_months`, `annual` or `range`.
    pub kind: &'static str,
    /// The year.
    pub year: i32,
    /// The number of the quarter.
    pub number: Option<u32>,
    /// The name.
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The day the report is due.
    pub deadline: Option<Date>,
}

impl PeriodView {
    /// The view of a period that is due on `deadline`.
    #[must_use]
    pub fn new(period: &Period, deadline: Option<Date>) -> Self {
        let (kind, number) = match period.kind {
            PeriodKind::Report(ReportKind::Quarter(number)) => ("quarter", Some(number)),
            PeriodKind::Report(ReportKind::SixMonths) => ("six_months", None),
            PeriodKind::Report(ReportKind::NineMonths) => ("nine_months", None),
            PeriodKind::Report(ReportKind::Annual) => ("annual", None),
            PeriodKind::Range => ("range", None),
        };
        let Period { year, from, to, .. } = *period;
        Self { kind, year, number, label: wording::period(period), from, to, deadline }
    }
}

/// Where the figures come from.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Provenance {
    /// The commit; `None` outside git.
    pub commit: Option<String>,
    /// Whether plan or data differ from the commit.
    pub dirty: bool,
    /// The checksum of configuration, plan and data, where it was asked for.
    pub data_sha256: Option<String>,
    /// Whether the figures are illustrative.
    pub illustrative: bool,
    /// How many rows with errors were left out.
    pub rows_left_out: usize,
}

impl Provenance {
    /// The commit, and whether anything was changed since.
    #[must_use]
    pub fn commit_words(&self) -> String {
        match &self.commit {
            Some(commit) if self.dirty => format!("{commit}, có thay đổi chưa lưu"),
            Some(commit) => commit.clone(),
            None => "không có (ngoài git)".to_owned(),
        }
    }

    /// What a stamp says of the files.
    pub(in crate::report) fn lines(&self) -> impl Iterator<Item = String> {
        let sum = self.data_sha256.as_ref().map(|sum| format!("Mã kiểm dữ liệu (SHA-256): {sum}"));
        std::iter::once(format!("Bản lưu (commit): {}", self.commit_words())).chain(sum)
    }
}

/// The plan in the window.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlanFigures {
    /// How many items the plan has.
    pub items: usize,
    /// The occurrences due in the window, done in it, or overdue on its last day.
    pub occurrences: Vec<OccurrenceRow>,
}

/// An occurrence in a report.
#[derive(Clone, Debug, Serialize)]
pub struct OccurrenceRow {
    /// Its id.
    pub id: String,
    /// The item.
    pub item: String,
    /// The due day.
    pub due: Option<Date>,
    /// How it stands today.
    pub state: State,
    /// Codes of units and groups.
    pub units: Vec<String>,
    /// What data tell of it today, where they tell anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<DerivedView>,
}

/// What a report is made from, beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The units.
    pub units: &'a Units,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The catalogue of procedures.
    pub catalogue: &'a Catalogue,
    /// Feedback of all years.
    pub all_feedback: &'a [Feedback],
    /// Slips and scores of units, a quarter after the other.
    pub evaluations: &'a [Evaluation],
    /// The period.
    pub period: &'a Period,
    /// The day the report is due.
    pub deadline: Option<Date>,
    /// Today.
    pub today: Date,
    /// The unit the report is about, with those below it; `None` for all.
    pub unit: Option<UnitIndex>,
    /// All units the report is about.
    pub scope: &'a UnitSet,
    /// The dossiers of the window.
    pub figures: &'a DossierFigures,
    /// The sum of what the logs here hold of it, without what units sent in.
    pub logs: &'a Columns,
    /// Whatever units sent in, for every period.
    pub all_returns: &'a [Return],
    /// Who has sent figures for the period.
    pub returns: &'a [ReturnView],
    /// What was pending in the logs at the end of the day before the window.
    pub opening: &'a Columns,
    /// The quarters of a longer period.
    pub parts: &'a [(Period, Columns)],
    /// Past periods of this kind that the logs cover, oldest first.
    pub trend: &'a [(Period, Columns)],
    /// The dossiers behind columns (10) and (13).
    pub late: &'a [ListedDossier],
    /// The period it is compared with.
    pub comparison: Option<&'a Comparison>,
    /// The figures that were sent, where the period is sealed.
    pub sealed: Option<&'a SealedFigures>,
    /// The forms of the annexes.
    pub forms: &'a [Form],
    /// The outline.
    pub outline: &'a Outline,
    /// The clerk's own paragraphs.
    pub narrative: Option<&'a Narrative>,
    /// What stands around the body; made by [`letterhead`].
    pub letter: &'a Letter,
}

/// What stands around the body of a report of the office, or of one of its units, about a period that ends on `day`.
#[must_use]
pub fn letterhead(config: &Config, units: &Units, unit: Option<UnitIndex>, day: Date) -> Letter {
    letter::letter(config, unit.map(|unit| units.get(unit)), day)
}

impl<'a> Sources<'a> {
    /// The name of who reports: the office, or its unit.
    fn issuer(&self) -> &'a str {
        self.unit.map_or(self.config.office.as_str(), |unit| self.units.get(unit).name.as_str())
    }

    /// The feedback the report is about: all, or what its units handle.
    fn feedback(&self) -> impl Iterator<Item = &'a Feedback> + use<'a> {
        let (all, scope) = (self.unit.is_none(), self.scope);
        let own = move |row: &&Feedback| all || row.handling_unit.is_some_and(|unit| scope.contains(unit));
        self.all_feedback.iter().filter(own)
    }

    /// The last day of the window, or today if that comes first, as feedback is judged by it.
    fn feedback_day(&self) -> FeedbackDay<'a> {
        let Self { config, calendar, today, period, .. } = *self;
        FeedbackDay { today: today.min(period.to), limits: config.feedback, calendar }
    }

    /// The feedback with something left to be done then, and what, by due day, without one last.
    fn open_feedback(&self) -> Vec<(&'a Feedback, NextStep)> {
        let on = self.feedback_day();
        let mut open: Vec<_> = self.feedback().filter_map(|row| Some((row, row.next_step(on)?))).collect();
        open.sort_by_key(|(row, next)| (next.due.is_none(), next.due, row.received.date));
        open
    }

    /// The returns of the period of the units the report is about.
    fn sent(&self) -> impl Iterator<Item = &'a Return> + use<'a> {
        let Self { period, scope, .. } = *self;
        self.all_returns.iter().filter(|table| table.is_of(period) && scope.contains(table.unit))
    }

    /// The units with dossiers late or overdue, the worst first; the first of the units' file where they are alike.
    fn worst_units(&self) -> impl Iterator<Item = &'a UnitRow> + use<'a> {
        let mut rows: Vec<&UnitRow> =
            self.figures.by_unit.iter().filter(|row| row.columns.late() > 0).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.columns.late()));
        rows.into_iter()
    }
}

/// The plan as a report sees it: all occurrences, and the judge of today.
#[derive(Clone, Copy, Debug)]
pub struct PlanInWindow<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// All occurrences of the plan.
    pub occurrences: &'a [Occurrence<'a>],
    /// Judges today.
    pub judge: Judge<'a>,
    /// Judges the last day of the window, or today if that comes first.
    at_end: Judge<'a>,
}

impl<'a> PlanInWindow<'a> {
    /// Sees a plan and its occurrences in a window.
    #[must_use]
    pub fn new(plan: &'a Plan, occurrences: &'a [Occurrence<'a>], judge: Judge<'a>, window: &Period) -> Self {
        let today = judge.today.min(window.to);
        let at_end = Judge { today, seen_through: judge.seen_through.min(window.to), ..judge };
        Self { plan, occurrences, judge, at_end }
    }

    /// The occurrences due in the window, done in it, or overdue on its last day, with their states on that day.
    fn in_window(&self, window: &Period) -> Vec<(&'a Occurrence<'a>, State)> {
        let last_day = Judge { today: window.to, ..self.at_end };
        let in_window = |date: Option<Date>| date.is_some_and(|date| window.contains(date));
        let belongs = |occurrence: &&Occurrence<'_>| {
            let Standing { state, closed, .. } = last_day.standing(occurrence);
            in_window(occurrence.due) || in_window(closed) || state == State::Overdue
        };
        let judged = |occurrence| (occurrence, self.at_end.standing(occurrence).state);
        self.occurrences.iter().filter(belongs).map(judged).collect()
    }

    /// The same with their states of today, for machine output.
    fn rows_of(&self, window: &Period) -> Vec<OccurrenceRow> {
        let row = |(occurrence, _): (&Occurrence<'_>, State)| {
            let standing = self.judge.standing(occurrence);
            OccurrenceRow {
                id: occurrence.id.clone(),
                item: occurrence.item.code.clone(),
                due: occurrence.due,
                state: standing.state,
                units: occurrence.item.units.clone(),
                derived: DerivedView::new(occurrence, &standing),
            }
        };
        self.in_window(window).into_iter().map(row).collect()
    }

    /// What data tell of an item in the window, in words, each with whether the progress rows can be right too; the data
    /// are those of the whole office, so a report of one unit has none. What goes on through a quarter, and what is not
    /// dated, belongs to the window in which it begins.
    fn data_in_window(&self, item: &Item, sources: &Sources<'_>) -> Vec<(String, bool)> {
        if sources.unit.is_some() {
            return Vec::new();
        }
        let own = self.occurrences.iter().filter(|occurrence| occurrence.item.code == item.code);
        let in_window = |occurrence: &Occurrence<'_>, derived: Derived| {
            let dated = derived.date.filter(|_| !matches!(occurrence.nature, Nature::Continuous(_)));
            sources.period.contains(dated.unwrap_or(occurrence.start))
        };
        let told: Vec<_> = own
            .filter_map(|occurrence| {
                let standing = self.at_end.standing(occurrence);
                let derived = standing.derived.filter(|derived| in_window(occurrence, *derived))?;
                Some((occurrence, told(&derived), standing.agrees))
            })
            .collect();
        // A report must be told by its period, what goes on through one quarter not.
        let name = |occurrence: &Occurrence<'_>| match (told.len(), occurrence.nature) {
            (1, Nature::Continuous(_) | Nature::NotStated) => String::new(),
            _ => format!(" (lượt {})", occurrence.id),
        };
        told.iter()
            .map(|(occurrence, told, agrees)| (format!("{told}{}", name(occurrence)), *agrees))
            .collect()
    }

    /// The progress rows of an item dated in the window, of the units the report is about.
    fn rows_in_window(&self, item: &Item, sources: &Sources<'_>) -> Vec<&'a Progress> {
        let own = |row: &&Progress| sources.scope.contains(row.unit);
        let occurrences = self.occurrences.iter().filter(|occurrence| occurrence.item.code == item.code);
        let rows = occurrences.flat_map(|occurrence| self.judge.rows(occurrence));
        let mut rows: Vec<&Progress> =
            rows.filter(|row| sources.period.contains(row.date)).filter(own).collect();
        rows.sort_by_key(|row| row.date);
        rows
    }
}

impl PeriodicReport {
    /// Makes the figures of a report.
    #[must_use]
    pub fn new(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>, provenance: Provenance) -> Self {
        let figures = plan.map(|plan| PlanFigures {
            items: plan.plan.items().count(),
            occurrences: plan.rows_of(sources.period),
        });
        Self {
            period: PeriodView::new(sources.period, sources.deadline),
            provenance,
            dossiers: sources.figures.clone(),
            plan: figures.unwrap_or_default(),
            returns: sources.returns.to_vec(),
            comparison: sources.comparison.cloned(),
            sealed: sources.sealed.cloned(),
            summary: Summary::default(),
            document: Document::default(),
        }
    }

    /// Adds what people read, from sources that were counted for a document; what must be said on every page is left
    /// to the caller.
    #[must_use]
    pub fn with_document(self, sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Self {
        let stamp = stamp(sources, &self.provenance);
        Self { summary: head::summary(sources, plan), document: document(sources, plan, &stamp), ..self }
    }
}

fn document(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>, stamp: &[String]) -> Document {
    let annexes = annexes::annexes(sources, plan, stamp);
    let period = wording::period(sources.period);
    let window = wording::window(sources.period.from, sources.period.to);
    let deadline = sources.deadline.map(|date| format!("; hạn gửi báo cáo: {}", day::date(date)));
    let Outline { kind, about, .. } = sources.outline;
    Document {
        title: format!("{kind} {about}, {period}"),
        subtitle: vec![sources.issuer().to_owned(), format!("{window}{}", deadline.unwrap_or_default())],
        letter: Some(Letter {
            kind: kind.clone(),
            about: vec![about.clone(), period],
            ..sources.letter.clone()
        }),
        blocks: sections::body(sources, plan, &annexes),
        annexes,
        stamp: stamp.join("; "),
        ..Document::default()
    }
}

/// What the figures were made from, for an inspector.
fn stamp(sources: &Sources<'_>, provenance: &Provenance) -> Vec<String> {
    let period = wording::period(sources.period);
    let window = wording::window(sources.period.from, sources.period.to).to_lowercase();
    let mut lines = vec![
        format!("Kỳ: {period}, {window}"),
        format!("Số liệu tính đến ngày {}", day::date(sources.today)),
    ];
    lines.extend(provenance.lines());
    lines.extend(sources.sealed.map(SealedFigures::verdict));
    lines.push(format!("Lập bằng {GENERATED_BY}"));
    lines
}
