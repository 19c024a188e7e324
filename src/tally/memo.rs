//! Remembers what a text was found to mean, so that it is looked up in words once and by its bytes from then on.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Meanings by text.
#[derive(Debug)]
pub(super) struct Memo<T> {
    known: HashTable<(Box<str>, T)>,
    hasher: DefaultHashBuilder,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }
}

impl<T: Copy> Memo<T> {
    /// What a text means; asked for where it was not met yet. What has no meaning is not remembered.
    #[inline]
    pub(super) fn get(&mut self, text: &str, ask: impl FnOnce() -> Option<T>) -> Option<T> {
        let hash = self.hasher.hash_one(text.as_bytes());
        if let Some((_, meaning)) = self.known.find(hash, |(known, _)| **known == *text) {
            return Some(*meaning);
        }
        let meaning = ask()?;
        let hasher = &self.hasher;
        self.known
            .insert_unique(hash, (text.into(), meaning), |(known, _)| hasher.hash_one(known.as_bytes()));
        Some(meaning)
    }
}
