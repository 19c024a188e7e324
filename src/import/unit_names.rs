//! Units by whatever they are called: code, alias or name, without regard to case, marks and punctuation.

use std::collections::BTreeMap;

use crate::model::unit::{UnitIndex, Units};
use crate::text::fold::fold;

/// The names of all units.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitNames {
    /// By the folded name; nothing for what two units share.
    units: BTreeMap<String, Option<UnitIndex>>,
}

impl UnitNames {
    /// Learns what units are called.
    pub(super) fn new(units: &Units) -> Self {
        let mut names: BTreeMap<String, Option<UnitIndex>> = BTreeMap::new();
        for (index, unit) in units.iter() {
            for name in unit.aliases.iter().chain([&unit.name, &unit.code]) {
                let known = names.entry(fold(name)).or_insert(Some(index));
                *known = known.filter(|known| *known == index);
            }
        }
        Self { units: names }
    }

    /// The unit that is called so; `None` where none is, or two are.
    pub(super) fn find(&self, name: &str) -> Option<UnitIndex> {
        self.units.get(&fold(name)).copied().flatten()
    }
}
