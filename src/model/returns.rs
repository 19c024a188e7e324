//! Figures that a unit sends in because it keeps no dossier log here (columns of form II.06a/VPCP/KSTT).

use std::ops::Range;
use std::sync::Arc;

use super::period::{Period, PeriodKind, ReportKind};
use super::unit::{Level, UnitIndex};
use crate::diag::Place;

/// The keys of the columns, in the order of the form, (3) to (13). A column is named by its place in this list.
pub const KEYS: [&str; 11] = [
    "received_total",
    "received_online",
    "received_direct",
    "carried_over",
    "resolved_total",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending_total",
    "pending_in_time",
    "pending_overdue",
];

/// (3), all dossiers to be handled.
pub const RECEIVED_TOTAL: usize = 0;
/// (6), what was carried over from before.
pub const CARRIED_OVER: usize = 3;
/// (7), what was resolved.
pub const RESOLVED_TOTAL: usize = 4;
/// (11), what is pending at the end.
pub const PENDING_TOTAL: usize = 8;

/// The columns that a total is the sum of; none for a column that is no total.
#[must_use]
pub const fn parts(column: usize) -> Range<usize> {
    match column {
        RECEIVED_TOTAL => 1..4,
        RESOLVED_TOTAL => 5..8,
        PENDING_TOTAL => 9..11,
        _ => 0..0,
    }
}

/// The level of the procedures a row counts, or the sender's own sum of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnLevel {
    /// Procedures of this level.
    Of(Level),
    /// The sums of the other rows; never counted.
    Total,
}

/// The eleven columns of a row; a total may be left out, the others are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What the sender wrote, in the order of [`KEYS`].
    pub stated: [Option<u64>; KEYS.len()],
}

impl Figures {
    /// The sum of the columns that a total is made of; of a column that is no total its own value.
    #[must_use]
    pub fn computed(&self, column: usize) -> u64 {
        let parts = parts(column);
        if parts.is_empty() {
            return self.stated[column].unwrap_or(0);
        }
        self.stated[parts].iter().flatten().sum()
    }

    /// What the sender wrote; where a total is left out, the sum of its columns.
    #[must_use]
    pub fn value(&self, column: usize) -> u64 {
        self.stated[column].unwrap_or_else(|| self.computed(column))
    }
}

/// A row of a return.
#[derive(Clone, Debug)]
pub struct ReturnRow {
    /// The level.
    pub level: ReturnLevel,
    /// The field (lĩnh vực); empty in a row of totals.
    pub field: String,
    /// The figures.
    pub figures: Figures,
    /// Where the row stands: its level.
    pub place: Place,
    /// Where each figure stands; the row where it was left out.
    pub places: [Place; KEYS.len()],
}

impl ReturnRow {
    /// Tells whether the row is the sender's sum of the others.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.level == ReturnLevel::Total
    }

    /// What makes a row unique in its return.
    #[must_use]
    pub fn key(&self) -> (ReturnLevel, &str) {
        (self.level, &self.field)
    }
}

/// What one unit sent for one period: `data/returns/<period>/<unit>.csv`.
#[derive(Clone, Debug)]
pub struct Return {
    /// The year of the period.
    pub year: i32,
    /// The kind of period.
    pub kind: ReportKind,
    /// The sender.
    pub unit: UnitIndex,
    /// The file; the first by path where an alias gives the unit a second one.
    pub path: Arc<str>,
    /// The rows without an error.
    pub rows: Vec<ReturnRow>,
    /// Whether every row could be read.
    pub complete: bool,
}

impl Return {
    /// Tells whether it was sent for a period.
    #[must_use]
    pub fn is_of(&self, period: &Period) -> bool {
        period.kind == PeriodKind::Report(self.kind) && period.year == self.year
    }

    /// The rows that are counted: all but the sender's sums.
    pub fn counted(&self) -> impl Iterator<Item = &ReturnRow> {
        self.rows.iter().filter(|row| !row.is_total())
    }

    /// The first counted row of a level and field.
    #[must_use]
    pub fn find(&self, key: (ReturnLevel, &str)) -> Option<&ReturnRow> {
        self.counted().find(|row| row.key() == key)
    }

    /// The periods that end where this one begins, the usual one first: what was pending then is carried over now.
    #[must_use]
    pub fn periods_before(&self) -> Vec<(i32, ReportKind)> {
        match self.kind {
            ReportKind::Quarter(1) | ReportKind::SixMonths | ReportKind::NineMonths | ReportKind::Annual => {
                vec![(self.year - 1, ReportKind::Quarter(4)), (self.year - 1, ReportKind::Annual)]
            }
            ReportKind::Quarter(3) => {
                vec![(self.year, ReportKind::Quarter(2)), (self.year, ReportKind::SixMonths)]
            }
            ReportKind::Quarter(4) => {
                vec![(self.year, ReportKind::Quarter(3)), (self.year, ReportKind::NineMonths)]
            }
            ReportKind::Quarter(number) => vec![(self.year, ReportKind::Quarter(number - 1))],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_a_total_or_part_of_one() {
        let totals = [RECEIVED_TOTAL, RESOLVED_TOTAL, PENDING_TOTAL];
        let mut columns: Vec<usize> = totals.into_iter().chain(totals.into_iter().flat_map(parts)).collect();
        columns.sort_unstable();
        assert_eq!(columns, (0..KEYS.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_total_left_out_is_the_sum_of_its_columns() {
        let mut figures = Figures::default();
        (figures.stated[9], figures.stated[10]) = (Some(1246), Some(75));
        assert_eq!((figures.computed(PENDING_TOTAL), figures.value(PENDING_TOTAL)), (1321, 1321));
        figures.stated[PENDING_TOTAL] = Some(1300);
        assert_eq!((figures.computed(PENDING_TOTAL), figures.value(PENDING_TOTAL)), (1321, 1300));
    }
}
