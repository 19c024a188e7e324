//! What was done for the plan, and the events that ask for more.

use super::date::Date;
use super::unit::UnitIndex;
use crate::diag::Place;

/// What a progress row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressState {
    /// Work has begun.
    Started,
    /// The unit is done.
    Done,
    /// There is nothing to do.
    NotApplicable,
}

/// A row of `data/progress/<year>.csv`.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The occurrence, such as `A.VIII.03@2021-Q1`.
    pub occurrence: String,
    /// The unit that reports.
    pub unit: UnitIndex,
    /// The day.
    pub date: Date,
    /// What it says.
    pub state: ProgressState,
    /// Number and symbol of the document that proves it.
    pub evidence: String,
    /// Anything else.
    pub note: String,
    /// Where the row stands.
    pub place: Place,
}

/// A row of `data/events/<year>.csv`: a request from above, an inspection.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id, unique over all events.
    pub id: String,
    /// The plan item it calls for.
    pub item: String,
    /// The day it happened.
    pub date: Date,
    /// The day by which it wants an answer.
    pub due: Option<Date>,
    /// Number and symbol of the document.
    pub document: String,
    /// Anything else.
    pub note: String,
    /// Where the row stands.
    pub place: Place,
}
