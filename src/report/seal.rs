//! What `kstthc seal` writes: the figures of a period as they are sent.

use serde::Serialize;

use super::periodic::{DossierFigures, PeriodView, Provenance};
use super::returns::ReturnView;
use crate::model::date::Date;
use crate::model::unit::{Level, Units};
use crate::tally::{Columns, Cube};
use crate::text::collate;

/// The sealed figures of a period.
#[derive(Clone, Debug, Serialize)]
pub struct SealReport {
    /// The day of sealing.
    pub sealed_on: Date,
    /// The period.
    pub period: PeriodView,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// The dossiers.
    pub dossiers: DossierFigures,
    /// The cells all tables are sums of.
    pub cells: Vec<CellRow>,
    /// Who had sent figures.
    pub returns: Vec<ReturnView>,
    /// Earlier seals of the period that were lifted, oldest first.
    pub history: Vec<LiftedSeal>,
}

/// A cell of counts.
#[derive(Clone, Debug, Serialize)]
pub struct CellRow {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The unit's code.
    pub unit: String,
    /// The counts.
    #[serde(flatten)]
    pub columns: Columns,
}

/// A seal that was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiftedSeal {
    /// Where it is kept.
    pub path: String,
    /// The day of sealing.
    pub sealed_on: String,
    /// The day on which it was lifted.
    pub unsealed_on: String,
    /// Why.
    pub reason: String,
}

/// The cells of a cube, by level and field, then in the order of the units' file.
#[must_use]
pub fn cells(cube: &Cube, units: &Units) -> Vec<CellRow> {
    let mut cells: Vec<_> = cube.cells().iter().filter(|cell| cell.columns != Columns::default()).collect();
    cells.sort_by_cached_key(|cell| (cell.level, collate::key(&cell.field), cell.field.clone(), cell.unit));
    let row = |cell: &crate::tally::Cell| CellRow {
        level: cell.level,
        field: cell.field.to_string(),
        unit: units.get(cell.unit).code.clone(),
        columns: cell.columns,
    };
    cells.into_iter().map(row).collect()
}
