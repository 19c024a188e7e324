//! Finds an index by its code. Never iterated, so its order reaches no output.

use hashbrown::HashMap;

/// Maps codes to indexes.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    indexes: HashMap<Box<str>, u32>,
}

impl Lookup {
    /// Remembers `code`; returns the index that already has it.
    pub fn insert(&mut self, code: &str, index: u32) -> Option<u32> {
        let before = self.find(code);
        if before.is_none() {
            self.indexes.insert(code.into(), index);
        }
        before
    }

    /// Returns the index of `code`.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<u32> {
        self.indexes.get(code).copied()
    }
}
