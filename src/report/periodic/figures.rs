//! Dossiers as counted: in all, by level and field, by unit, and the on-time rate.

use serde::Serialize;

use crate::model::config::RateOver;
use crate::model::seal::Seal;
use crate::model::unit::{Level, Units};
use crate::tally::{Columns, Cube, NamedCell, UnitSet, sealed_cells};
use crate::text::collate;
use crate::text::number::Percent;

/// Dossiers, counted.
#[derive(Clone, Debug, Serialize)]
pub struct DossierFigures {
    /// All of them.
    pub total: Columns,
    /// By level and field.
    pub by_field: Vec<FieldRow>,
    /// By unit.
    pub by_unit: Vec<UnitRow>,
    /// The on-time rate.
    pub on_time_rate: Rate,
}

/// The counts of a field at a level.
#[derive(Clone, Debug, Serialize)]
pub struct FieldRow {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The counts.
    #[serde(flatten)]
    pub columns: Columns,
}

/// The counts of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitRow {
    /// The unit's code.
    pub unit: String,
    /// The counts.
    #[serde(flatten)]
    pub columns: Columns,
}

/// A rate that names what it is a share of.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rate {
    /// The rate; `None` over nothing.
    pub percent: Option<Percent>,
    /// What it is a share of.
    pub over: RateOver,
}

impl Rate {
    /// The on-time rate of some counts: (8)+(9) over (3) or (7).
    #[must_use]
    pub fn on_time(columns: &Columns, over: RateOver) -> Self {
        let whole = match over {
            RateOver::ReceivedTotal => columns.received_total(),
            RateOver::ResolvedTotal => columns.resolved_total(),
        };
        Self { percent: Percent::of(columns.resolved_early + columns.resolved_on_time, whole), over }
    }
}

impl DossierFigures {
    /// Sums the cells of a cube.
    #[must_use]
    pub fn new(cube: &Cube, units: &Units, over: RateOver) -> Self {
        let total = cube.total();
        Self {
            by_field: by_field(cube),
            by_unit: by_unit(cube, units),
            on_time_rate: Rate::on_time(&total, over),
            total,
        }
    }

    /// Sums the sealed cells of some units; a unit that is gone comes last.
    #[must_use]
    pub fn sealed(seal: &Seal, units: &Units, wanted: &UnitSet) -> Self {
        let cells = sealed_cells(seal, units, wanted);
        let total: Columns = cells.iter().map(|cell| &cell.columns).sum();
        let place = |code: &str| units.find(code).map_or(u32::MAX, |unit| unit.0);
        let mut by_unit: Vec<UnitRow> = Vec::new();
        for cell in &cells {
            match by_unit.iter_mut().find(|row| row.unit == cell.unit) {
                Some(row) => row.columns += &cell.columns,
                None => by_unit.push(UnitRow { unit: cell.unit.to_owned(), columns: cell.columns }),
            }
        }
        by_unit.sort_by(|a, b| (place(&a.unit), &a.unit).cmp(&(place(&b.unit), &b.unit)));
        let by_field = sum_fields(cells.into_iter());
        Self { by_field, by_unit, on_time_rate: Rate::on_time(&total, seal.over), total }
    }
}

fn by_field(cube: &Cube) -> Vec<FieldRow> {
    sum_fields(cube.cells().iter().map(|cell| NamedCell {
        level: cell.level,
        field: &cell.field,
        unit: "",
        columns: cell.columns,
    }))
}

/// Sums cells by level and field, in the order of levels and of the Vietnamese alphabet.
fn sum_fields<'a>(cells: impl Iterator<Item = NamedCell<'a>>) -> Vec<FieldRow> {
    let mut rows: Vec<FieldRow> = Vec::new();
    for NamedCell { level, field, columns, .. } in cells {
        match rows.iter_mut().find(|row| row.level == level && row.field == field) {
            Some(row) => row.columns += &columns,
            None => rows.push(FieldRow { level, field: field.to_owned(), columns }),
        }
    }
    rows.sort_by_cached_key(|row| (row.level, collate::key(&row.field)));
    rows
}

/// Sums the cells by unit, in the order of the units' file.
fn by_unit(cube: &Cube, units: &Units) -> Vec<UnitRow> {
    let mut sums = vec![None::<Columns>; units.iter().count()];
    for cell in cube.cells() {
        *sums[cell.unit.0 as usize].get_or_insert_default() += &cell.columns;
    }
    let rows = units.iter().zip(sums);
    rows.filter_map(|((_, unit), sum)| Some(UnitRow { unit: unit.code.clone(), columns: sum? })).collect()
}
