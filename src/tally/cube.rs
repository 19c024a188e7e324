//! One cell of counts per (level, field, unit), in the order of first sight.

use std::hash::BuildHasher;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::columns::Columns;
use crate::model::dossier::{Dossier, FieldKey};
use crate::model::unit::{Level, UnitIndex};
use crate::syntax::source::number;

/// How many levels there are.
const LEVELS: usize = 3;

/// The fields that are given hints: many more than any office has, few enough for thousands of units.
const HINTED: u32 = 256;

/// A cell of the cube.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: Arc<str>,
    /// The unit.
    pub unit: UnitIndex,
    /// The counts.
    pub columns: Columns,
}

/// Counts by level, field and unit.
#[derive(Debug, Default)]
pub struct Cube {
    cells: Vec<Cell>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// For each unit, by the number of the field and the level, which cell was theirs last.
    hints: Vec<Vec<u32>>,
}

impl Cube {
    /// The counts of a dossier's cell, made when first asked for. Where the field is numbered, a hint spares looking for it
    /// by name; the hint holds only if the cell has the very same name, so that numbers of two readers cannot be mixed up.
    #[inline]
    pub fn cell_of(&mut self, dossier: &Dossier<'_>) -> &mut Columns {
        let Some(key) = dossier.field_key.filter(|key| key.number < HINTED) else {
            return self.cell(dossier.level, &dossier.field, dossier.unit);
        };
        let unit = dossier.unit.0 as usize;
        let within = key.number as usize * LEVELS + dossier.level as usize;
        let hint = self.hints.get(unit).and_then(|hints| hints.get(within)).map(|&at| at as usize);
        let holds = |cell: &Cell| {
            Arc::ptr_eq(&cell.field, key.name) && cell.unit == dossier.unit && cell.level == dossier.level
        };
        match hint {
            Some(at) if self.cells.get(at).is_some_and(holds) => &mut self.cells[at].columns,
            _ => self.hinted(dossier, key, within),
        }
    }

    /// Finds a cell by name, and remembers it.
    fn hinted(&mut self, dossier: &Dossier<'_>, key: FieldKey<'_>, within: usize) -> &mut Columns {
        let at = self.number(dossier.level, key.name, dossier.unit);
        let unit = dossier.unit.0 as usize;
        if self.hints.len() <= unit {
            self.hints.resize(unit + 1, Vec::new());
        }
        let hints = &mut self.hints[unit];
        if hints.len() <= within {
            hints.resize(within + 1, u32::MAX);
        }
        hints[within] = number(at);
        let cell = &mut self.cells[at];
        // The same name from now on by the same pointer.
        cell.field = Arc::clone(key.name);
        &mut cell.columns
    }

    /// Adds the counts of another cube.
    pub fn join(&mut self, other: &Self) {
        for cell in &other.cells {
            *self.cell(cell.level, &cell.field, cell.unit) += &cell.columns;
        }
    }

    /// The counts of a cell, made when first asked for.
    pub fn cell(&mut self, level: Level, field: &str, unit: UnitIndex) -> &mut Columns {
        let at = self.number(level, field, unit);
        &mut self.cells[at].columns
    }

    /// The place of a cell, made when first asked for.
    fn number(&mut self, level: Level, field: &str, unit: UnitIndex) -> usize {
        let hash = self.hasher.hash_one((level, field, unit));
        let Self { cells, table, hasher, .. } = self;
        let same = |&at: &u32| {
            let cell = &cells[at as usize];
            cell.unit == unit && cell.level == level && *cell.field == *field
        };
        if let Some(&at) = table.find(hash, same) {
            return at as usize;
        }
        let at = cells.len();
        cells.push(Cell { level, field: field.into(), unit, columns: Columns::default() });
        table.insert_unique(hash, number(at), |&at| {
            let cell = &cells[at as usize];
            hasher.hash_one((cell.level, &*cell.field, cell.unit))
        });
        at
    }

    /// All cells, in the order of first sight.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The sum of all cells.
    #[must_use]
    pub fn total(&self) -> Columns {
        self.cells.iter().map(|cell| &cell.columns).sum()
    }
}
