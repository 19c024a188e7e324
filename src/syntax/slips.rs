//! What a row of `data/evaluations/<year>-Q<n>/slips.csv` may hold: the slip by which a citizen rates how a dossier was
//! handled.

use super::table::Column;

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::required("dossier_id"),
    Column::required("unit"),
    Column::optional("officer"),
    Column::optional("field"),
    Column::optional("i1"),
    Column::optional("i2"),
    Column::optional("i3"),
    Column::optional("i4"),
    Column::optional("i6"),
    Column::optional("i7"),
    Column::optional("satisfaction"),
];

/// The indicators that a slip scores.
pub const INDICATORS: [&str; 6] = ["i1", "i2", "i3", "i4", "i6", "i7"];

/// The scores an indicator may have.
pub const SCORES: [&str; 3] = ["0", "1", "2"];

/// How content the citizen was.
pub const SATISFACTION: [&str; 3] = ["very_satisfied", "satisfied", "dissatisfied"];
