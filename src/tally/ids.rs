//! Proves that every dossier id stands once, over all logs. A match of hashes is verified on the text.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Where an id stood first.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: usize,
    length: u32,
    file: u32,
    line: u32,
}

/// All ids seen, in one buffer, with the file and line of the first sight of each.
#[derive(Debug, Default)]
pub struct IdIndex {
    text: Vec<u8>,
    entries: Vec<Entry>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl IdIndex {
    /// Returns an empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Remembers an id of a line of a file; returns the file and line where it stood first, if it did.
    pub fn insert(&mut self, id: &str, file: u32, line: u32) -> Option<(u32, u32)> {
        let hash = self.hasher.hash_one(id.as_bytes());
        if let Some(first) = self.find_hashed(id, hash) {
            return Some((first.file, first.line));
        }
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let length = u32::try_from(id.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry { start: self.text.len(), length, file, line });
        self.text.extend_from_slice(id.as_bytes());
        let Self { text, entries, table, hasher } = self;
        table.insert_unique(hash, index, |&at| hasher.hash_one(slice(text, entries[at as usize])));
        None
    }

    /// Tells whether an id was seen.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.find_hashed(id, self.hasher.hash_one(id.as_bytes())).is_some()
    }

    fn find_hashed(&self, id: &str, hash: u64) -> Option<Entry> {
        let same = |&at: &u32| slice(&self.text, self.entries[at as usize]) == id.as_bytes();
        self.table.find(hash, same).map(|&at| self.entries[at as usize])
    }
}

fn slice(text: &[u8], entry: Entry) -> &[u8] {
    &text[entry.start..entry.start + entry.length as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_an_id_is_remembered() {
        let mut ids = IdIndex::new();
        for number in 0..10_000 {
            assert_eq!(ids.insert(&format!("000.00.34.H10-210101-{number:04}"), 0, number), None);
        }
        assert_eq!(ids.insert("000.00.34.H10-210101-0777", 1, 5), Some((0, 777)));
        assert!(ids.contains("000.00.34.H10-210101-9999"));
        assert!(!ids.contains("000.00.34.H10-210101-9998 "));
    }
}
