//! What a template gets of the summary.

use minijinja::Value;
use serde::Serialize;

use super::{ToneView, svg};
use crate::report::document::Cell;
use crate::report::summary::{KeyFigure, OverdueLine, Summary, TrendPoint, UnitLine};
use crate::text::day;
use crate::text::number::count;

/// `summary`: the page's worth of the report.
#[derive(Serialize)]
pub(super) struct Overview<'a> {
    /// The cards.
    key_figures: Vec<KeyFigureView<'a>>,
    /// What the on-time rate is a share of.
    rate_over: &'a str,
    /// The periods, oldest first.
    trend: Vec<TrendView<'a>>,
    /// The trend as a drawing, ready to be written; empty without periods.
    trend_chart: Value,
    /// The units that need attention.
    units: Vec<UnitView<'a>>,
    /// What is overdue of the plan.
    overdue: Vec<OverdueView<'a>>,
}

impl<'a> Overview<'a> {
    pub(super) fn new(summary: &'a Summary) -> Self {
        let longest = summary.units.iter().map(|unit| unit.resolved_late + unit.pending_overdue).max();
        let unit = |unit| UnitView::new(unit, longest.unwrap_or_default());
        let chart = if summary.trend.is_empty() { String::new() } else { svg::trend(&summary.trend) };
        Self {
            key_figures: summary.key_figures.iter().map(KeyFigureView::new).collect(),
            rate_over: summary.rate_over.trim_end_matches('.'),
            trend: summary.trend.iter().map(TrendView::new).collect(),
            trend_chart: Value::from_safe_string(chart),
            units: summary.units.iter().map(unit).collect(),
            overdue: summary.overdue.iter().map(OverdueView::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct KeyFigureView<'a> {
    label: &'a str,
    display: &'a str,
    remark: &'a str,
    tone: ToneView,
}

impl<'a> KeyFigureView<'a> {
    fn new(figure: &'a KeyFigure) -> Self {
        let KeyFigure { label, cell, remark } = figure;
        Self { label, display: &cell.display, remark, tone: ToneView::new(cell.tone) }
    }
}

#[derive(Serialize)]
struct TrendView<'a> {
    label: &'a str,
    from: String,
    to: String,
    received_total: String,
    resolved_total: String,
    resolved_late: String,
    pending_overdue: String,
    percent: String,
}

impl<'a> TrendView<'a> {
    fn new(point: &'a TrendPoint) -> Self {
        Self {
            label: &point.label,
            from: day::date(point.from),
            to: day::date(point.to),
            received_total: count(point.received_total),
            resolved_total: count(point.resolved_total),
            resolved_late: count(point.resolved_late),
            pending_overdue: count(point.pending_overdue),
            percent: Cell::percent(point.percent).display,
        }
    }
}

#[derive(Serialize)]
struct UnitView<'a> {
    name: &'a str,
    received_total: String,
    resolved_late: String,
    pending_overdue: String,
    percent: String,
    /// Late and overdue as a drawing, ready to be written.
    bar: Value,
}

impl<'a> UnitView<'a> {
    fn new(unit: &'a UnitLine, longest: u64) -> Self {
        let bar = svg::late_and_overdue([unit.resolved_late, unit.pending_overdue], longest);
        Self {
            name: &unit.name,
            received_total: count(unit.received_total),
            resolved_late: count(unit.resolved_late),
            pending_overdue: count(unit.pending_overdue),
            percent: Cell::percent(unit.percent).display,
            bar: Value::from_safe_string(bar),
        }
    }
}

#[derive(Serialize)]
struct OverdueView<'a> {
    id: &'a str,
    task: &'a str,
    units: &'a str,
    due: String,
    working_days: String,
}

impl<'a> OverdueView<'a> {
    fn new(line: &'a OverdueLine) -> Self {
        let OverdueLine { id, task, units, due, working_days } = line;
        let working_days = count(u64::from(*working_days));
        Self { id, task, units, due: day::date(*due), working_days }
    }
}
