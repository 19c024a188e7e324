//! Figures of the form II.06a/VPCP/KSTT that contenders must agree on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The columns (3) to (13).
pub(crate) type Row = [u64; 11];

/// The figures of a period.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub(crate) total: Row,
    pub(crate) by_field: BTreeMap<String, Row>,
    pub(crate) by_unit: BTreeMap<String, Row>,
}

impl Figures {
    /// Adds the figures of a field within a unit; where there are none they leave no row.
    pub(crate) fn add(&mut self, field: &str, unit: &str, row: &Row) {
        if row.iter().all(|&count| count == 0) {
            return;
        }
        let by_field = self.by_field.entry(field.to_owned()).or_default();
        let by_unit = self.by_unit.entry(unit.to_owned()).or_default();
        for sums in [&mut self.total, by_field, by_unit] {
            for (sum, count) in sums.iter_mut().zip(row) {
                *sum += count;
            }
        }
    }
}
