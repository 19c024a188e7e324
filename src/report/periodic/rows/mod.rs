//! The rows of each form: named values, from which a form picks its columns.

mod catalogue;
mod dossiers;
mod feedback;
mod lateness;
mod plan;

pub(super) use feedback::FeedbackCounts;
pub(super) use lateness::reasons;

use std::collections::BTreeSet;

use super::{PlanInWindow, Sources};
use crate::model::form::RowSet;
use crate::report::document::Cell;
use crate::text::collate;

/// A row: its values by name.
#[derive(Clone, Debug, Default)]
pub(super) struct ValueRow {
    values: Vec<(&'static str, Cell)>,
    /// Whether it is a sum, or heads others.
    pub strong: bool,
}

impl ValueRow {
    fn new(values: impl IntoIterator<Item = (&'static str, Cell)>) -> Self {
        Self { values: values.into_iter().collect(), strong: false }
    }

    fn strong(values: impl IntoIterator<Item = (&'static str, Cell)>) -> Self {
        Self { strong: true, ..Self::new(values) }
    }

    /// The cell of a value; empty where the row has none.
    pub(super) fn cell(&self, value: &str) -> Cell {
        let found = self.values.iter().find(|(key, _)| *key == value);
        found.map_or_else(|| Cell::text(""), |(_, cell)| cell.clone())
    }
}

/// The rows of a form; none where nothing happened.
pub(super) fn rows(set: RowSet, sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<ValueRow> {
    match set {
        RowSet::DossiersByField => dossiers::by_field(sources),
        RowSet::DossiersByUnit => dossiers::by_unit(sources),
        RowSet::Procedures => catalogue::procedures(sources),
        RowSet::Review => catalogue::review(sources),
        RowSet::Publication => catalogue::publication(sources),
        RowSet::Online => catalogue::online(sources),
        RowSet::Feedback => feedback::rows(sources),
        RowSet::FeedbackOpen => feedback::open(sources),
        RowSet::Lateness => lateness::rows(sources),
        RowSet::LateDossiers => lateness::list(sources),
        RowSet::Plan => plan.map_or_else(Vec::new, |plan| plan::rows(sources, plan)),
    }
}

/// The name of a field in a table.
pub(super) fn field_name(field: &str) -> &str {
    if field.is_empty() { "(không ghi lĩnh vực)" } else { field }
}

/// Fields in the order of the Vietnamese alphabet, those without a name last, each once.
fn sorted_fields<'a>(fields: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut fields: Vec<&str> = fields.collect::<BTreeSet<_>>().into_iter().collect();
    fields.sort_by_cached_key(|field| (field.is_empty(), collate::key(field), (*field).to_owned()));
    fields
}

/// The number of order of a row.
fn index(at: usize) -> Cell {
    Cell::text(&(at + 1).to_string())
}
