//! One cell of counts per (level, field, unit), in the order of first sight.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

use super::columns::Columns;
use crate::model::unit::{Level, UnitIndex};

/// A cell of the cube.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: Box<str>,
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
}

impl Cube {
    /// The counts of a cell, made when first asked for.
    pub fn cell(&mut self, level: Level, field: &str, unit: UnitIndex) -> &mut Columns {
        let hash = self.hasher.hash_one((level, field, unit));
        let Self { cells, table, hasher } = self;
        let same = |&at: &u32| {
            let cell = &cells[at as usize];
            cell.unit == unit && cell.level == level && *cell.field == *field
        };
        let at = if let Some(&at) = table.find(hash, same) {
            at
        } else {
            let at = u32::try_from(cells.len()).unwrap_or(u32::MAX);
            cells.push(Cell { level, field: field.into(), unit, columns: Columns::default() });
            table.insert_unique(hash, at, |&at| {
                let cell = &cells[at as usize];
                hasher.hash_one((cell.level, &*cell.field, cell.unit))
            });
            at
        };
        &mut cells[at as usize].columns
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
