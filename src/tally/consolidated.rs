//! Figures that units sent in, added to what is counted here (plan item A.VIII.03).

use super::{Columns, Cube, UnitSet};
use crate::model::returns::{Figures, Return, ReturnLevel};

impl From<&Figures> for Columns {
    /// What the sender wrote in the eight columns that are no sums.
    fn from(figures: &Figures) -> Self {
        let of = |column| figures.value(column);
        Self {
            received_online: of(1),
            received_direct: of(2),
            carried_over: of(3),
            resolved_early: of(5),
            resolved_on_time: of(6),
            resolved_late: of(7),
            pending_in_time: of(9),
            pending_overdue: of(10),
        }
    }
}

/// Adds the rows of some returns to a cube, cell by cell; the senders' own sums are left out.
pub fn add_returns<'r>(cube: &mut Cube, returns: impl IntoIterator<Item = &'r Return>, units: &UnitSet) {
    for table in returns.into_iter().filter(|table| units.contains(table.unit)) {
        for row in table.counted() {
            if let ReturnLevel::Of(level) = row.level {
                *cube.cell(level, &row.field, table.unit) += &Columns::from(&row.figures);
            }
        }
    }
}

/// The sum of the rows of some returns.
pub fn sum_of_returns<'r>(returns: impl IntoIterator<Item = &'r Return>, units: &UnitSet) -> Columns {
    let mut cube = Cube::default();
    add_returns(&mut cube, returns, units);
    cube.total()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Place;
    use crate::model::period::ReportKind;
    use crate::model::returns::{KEYS, ReturnRow};
    use crate::model::unit::{Level, UnitIndex};

    fn row(level: ReturnLevel, field: &str, numbers: [u64; 8]) -> ReturnRow {
        let mut stated = [None; KEYS.len()];
        for (at, number) in [1, 2, 3, 5, 6, 7, 9, 10].into_iter().zip(numbers) {
            stated[at] = Some(number);
        }
        let place = Place::file(&Arc::from("r.csv"));
        let places = std::array::from_fn::<_, { KEYS.len() }, _>(|_| place.clone());
        ReturnRow { level, field: field.to_owned(), figures: Figures { stated }, place, places }
    }

    fn sent(unit: u32, rows: Vec<ReturnRow>) -> Return {
        let (year, kind) = (2021, ReportKind::Quarter(2));
        Return { year, kind, unit: UnitIndex(unit), path: Arc::from("r.csv"), rows, complete: true }
    }

    #[test]
    fn rows_go_to_their_cells_and_the_senders_sums_nowhere() {
        let rows = vec![
            row(ReturnLevel::Of(Level::Commune), "Hộ tịch", [1, 2, 3, 4, 1, 0, 1, 0]),
            row(ReturnLevel::Of(Level::Commune), "Đất đai", [0, 1, 0, 0, 1, 0, 0, 0]),
            row(ReturnLevel::Total, "", [1, 3, 3, 4, 2, 0, 1, 0]),
        ];
        let mut cube = Cube::default();
        cube.cell(Level::Commune, "Hộ tịch", UnitIndex(0)).received_online = 10;
        let returns = [sent(0, rows.clone()), sent(1, rows)];
        add_returns(&mut cube, &returns, &UnitSet::of(&[UnitIndex(0)]));
        assert_eq!(cube.cell(Level::Commune, "Hộ tịch", UnitIndex(0)).received_online, 11);
        assert_eq!(cube.total().values(), [17, 11, 3, 3, 6, 4, 2, 0, 1, 1, 0]);
        assert_eq!(sum_of_returns(&returns, &UnitSet::default()).received_total(), 14);
    }
}
