//! Sealed figures beside those counted now, cell by cell.

use std::collections::BTreeMap;

use super::{Columns, Cube, UnitSet};
use crate::model::seal::Seal;
use crate::model::unit::{Level, UnitIndex, Units};

/// A unit that the units' file no longer has; it is part of the whole alone.
const GONE: UnitIndex = UnitIndex(u32::MAX);

/// A cell of which the sealed and the current counts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The unit's code.
    pub unit: String,
    /// The counts that were sealed.
    pub sealed: Columns,
    /// The counts now.
    pub current: Columns,
}

impl CellChange {
    /// Level, field and unit.
    #[must_use]
    pub fn key(&self) -> (Level, String, String) {
        (self.level, self.field.clone(), self.unit.clone())
    }
}

/// A sealed cell under the code its unit has today.
#[derive(Clone, Copy, Debug)]
pub struct NamedCell<'a> {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: &'a str,
    /// The unit's code.
    pub unit: &'a str,
    /// The counts.
    pub columns: Columns,
}

/// The sealed cells of some units.
#[must_use]
pub fn sealed_cells<'a>(seal: &'a Seal, units: &'a Units, wanted: &UnitSet) -> Vec<NamedCell<'a>> {
    let mut cells = Vec::new();
    for cell in &seal.cells {
        let index = units.find(&cell.unit);
        if wanted.contains(index.unwrap_or(GONE)) {
            let unit = index.map_or(cell.unit.as_str(), |index| units.get(index).code.as_str());
            let columns = Columns::from(&cell.figures);
            cells.push(NamedCell { level: cell.level, field: &cell.field, unit, columns });
        }
    }
    cells
}

/// The cells that differ, by level and field, then in the order of the units' file.
#[must_use]
pub fn sealed_changes(seal: &Seal, current: &Cube, units: &Units, wanted: &UnitSet) -> Vec<CellChange> {
    let place = |code: &str| units.find(code).unwrap_or(GONE);
    let mut both: BTreeMap<(Level, &str, UnitIndex, &str), (Columns, Columns)> = BTreeMap::new();
    for cell in sealed_cells(seal, units, wanted) {
        both.entry((cell.level, cell.field, place(cell.unit), cell.unit)).or_default().0 += &cell.columns;
    }
    for cell in current.cells() {
        let code = units.get(cell.unit).code.as_str();
        both.entry((cell.level, &cell.field, cell.unit, code)).or_default().1 += &cell.columns;
    }
    let differing = both.into_iter().filter(|(_, (sealed, current))| sealed != current);
    let change = |((level, field, _, unit), (sealed, current)): ((_, &str, _, &str), _)| CellChange {
        level,
        field: field.to_owned(),
        unit: unit.to_owned(),
        sealed,
        current,
    };
    differing.map(change).collect()
}
