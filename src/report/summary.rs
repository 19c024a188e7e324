//! The one page for the head of the office: key figures, the trend, the units that need attention, what is overdue.

use serde::Serialize;

use super::document::Cell;
use crate::model::date::Date;
use crate::text::number::Percent;

/// One page's worth of a periodic report. Every number in it stands in the report too.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The figures that matter most, the most important first.
    pub key_figures: Vec<KeyFigure>,
    /// What the on-time rate is a share of, in words.
    pub rate_over: String,
    /// The rate in the past periods of this kind and in this one, oldest first.
    pub trend: Vec<TrendPoint>,
    /// The units with dossiers late or overdue, the worst first.
    pub units: Vec<UnitLine>,
    /// What is overdue of the plan on the last day of the period, the longest first.
    pub overdue: Vec<OverdueLine>,
}

/// A figure with its name.
#[derive(Clone, Debug)]
pub struct KeyFigure {
    /// What it counts.
    pub label: String,
    /// The figure; its tone tells whether it is good.
    pub cell: Cell,
    /// A few words about it, such as the change since the last period; may be empty.
    pub remark: String,
}

/// A period of the trend.
#[derive(Clone, Debug, Serialize)]
pub struct TrendPoint {
    /// The name of the period: `Quý I/2021`.
    pub label: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// (3) All dossiers to be handled.
    pub received_total: u64,
    /// (7) Resolved.
    pub resolved_total: u64,
    /// (10) Resolved late.
    pub resolved_late: u64,
    /// (13) Overdue at the end.
    pub pending_overdue: u64,
    /// The on-time rate.
    pub percent: Option<Percent>,
}

/// A unit that needs attention.
#[derive(Clone, Debug)]
pub struct UnitLine {
    /// The name.
    pub name: String,
    /// (3) All dossiers to be handled.
    pub received_total: u64,
    /// (10) Resolved late.
    pub resolved_late: u64,
    /// (13) Overdue at the end.
    pub pending_overdue: u64,
    /// The on-time rate.
    pub percent: Option<Percent>,
}

/// An occurrence of the plan that is overdue.
#[derive(Clone, Debug)]
pub struct OverdueLine {
    /// Its id.
    pub id: String,
    /// The task.
    pub task: String,
    /// The names of its units.
    pub units: String,
    /// The due day.
    pub due: Date,
    /// Working days since.
    pub working_days: u32,
}
