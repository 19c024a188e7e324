//! What data tell of the plan's occurrences, as outputs show it.

use serde::Serialize;

use super::document::{Cell, Column, Layout, Row, Table};
use super::plan::PlanToday;
use crate::model::date::Date;
use crate::model::derived::DerivedState;
use crate::model::occurrence::Occurrence;
use crate::model::state::{Standing, State};
use crate::text::derived::{source_path, told};
use crate::text::wording;

/// What data tell of an occurrence.
#[derive(Clone, Debug, Serialize)]
pub struct DerivedView {
    /// How far it is by the data.
    pub state: DerivedState,
    /// The day of the last thing that proves it.
    pub date: Option<Date>,
    /// How many things the data show as not done although it was their time.
    pub open: u64,
    /// The file or folder.
    pub from: String,
    /// The same in words.
    pub text: String,
    /// Whether the progress rows can be right too; where not, the rows hold.
    pub agrees: bool,
}

impl DerivedView {
    /// The view of what data tell, if they tell anything.
    #[must_use]
    pub fn new(occurrence: &Occurrence<'_>, standing: &Standing) -> Option<Self> {
        let derived = standing.derived?;
        let label = occurrence.id.rsplit_once('@').map_or("", |(_, label)| label);
        Some(Self {
            state: derived.state,
            date: derived.date,
            open: derived.open,
            from: source_path(&derived, label),
            text: told(&derived),
            agrees: standing.agrees,
        })
    }
}

/// An occurrence whose state data decide, or contradict.
#[derive(Clone, Debug, Serialize)]
pub struct DerivedRow {
    /// The occurrence.
    pub occurrence: String,
    /// How it stands.
    pub state: State,
    /// How it would stand by the progress rows alone.
    pub recorded: State,
    /// What data tell.
    pub derived: DerivedView,
}

/// The occurrences whose state data decide, or contradict, in the order of the plan.
#[must_use]
pub fn derived_rows(plan: PlanToday<'_>) -> Vec<DerivedRow> {
    let row = |occurrence: &Occurrence<'_>| {
        let standing = plan.judge.standing(occurrence);
        let matters = standing.state != standing.recorded || !standing.agrees;
        let derived = DerivedView::new(occurrence, &standing).filter(|_| matters)?;
        let Standing { state, recorded, .. } = standing;
        Some(DerivedRow { occurrence: occurrence.id.clone(), state, recorded, derived })
    };
    plan.occurrences.iter().filter_map(row).collect()
}

/// A table of the occurrences where progress rows and data cannot both be right.
#[must_use]
pub fn disagreements(rows: &[DerivedRow]) -> Table {
    let columns = vec![
        Column::new("Lượt", Layout::Word),
        Column::new("Theo tiến độ", Layout::Word),
        Column::new("Theo dữ liệu", Layout::Text),
        Column::new("Tệp", Layout::Word),
    ];
    let row = |row: &DerivedRow| Row {
        cells: vec![
            Cell::text(&row.occurrence),
            Cell::text(wording::state(row.recorded)),
            Cell::text(&row.derived.text),
            Cell::text(&row.derived.from),
        ],
        strong: false,
    };
    let rows = rows.iter().filter(|row| !row.derived.agrees).map(row);
    Table { columns, rows: rows.collect(), max_lines: Some(2), ..Table::default() }
}
