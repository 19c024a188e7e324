//! Texts in one buffer, each once, numbered in the order of first sight; made to find again what was met before.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// How many texts are found at once, without a search.
const SLOTS: usize = 256;

/// Texts that were met.
#[derive(Debug)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each begins and ends.
    ranges: Vec<(usize, usize)>,
    table: HashTable<u32>,
    /// By length and edges, which text stood there last.
    slots: Box<[u32; SLOTS]>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            ranges: Vec::new(),
            table: HashTable::new(),
            slots: Box::new([u32::MAX; SLOTS]),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl Texts {
    /// The number of a text that was met.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        let is_same = |&at: &u32| *self.get(at as usize) == *text;
        self.table.find(self.hasher.hash_one(text), is_same).map(|&at| at as usize)
    }

    /// The same; quick where one is asked for again and again.
    #[inline]
    pub(super) fn find_again(&mut self, text: &[u8]) -> Option<usize> {
        let slot = slot(text);
        let last = self.slots[slot] as usize;
        if let Some(&(start, end)) = self.ranges.get(last)
            && is_same(&self.bytes[start..end], text)
        {
            return Some(last);
        }
        let found = self.find(text)?;
        self.slots[slot] = u32::try_from(found).unwrap_or(u32::MAX);
        Some(found)
    }

    /// Adds a text that was not met; returns its number.
    pub(super) fn add(&mut self, text: &[u8]) -> usize {
        let at = self.ranges.len();
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text);
        self.ranges.push((start, self.bytes.len()));
        let Self { bytes, ranges, table, hasher, .. } = self;
        let hash_of = |&at: &u32| {
            let (start, end) = ranges[at as usize];
            hasher.hash_one(&bytes[start..end])
        };
        table.insert_unique(hasher.hash_one(text), u32::try_from(at).unwrap_or(u32::MAX), hash_of);
        at
    }

    /// A text by its number.
    pub(super) fn get(&self, at: usize) -> &[u8] {
        let (start, end) = self.ranges[at];
        &self.bytes[start..end]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }
}

/// A slot for a text, by its length, its first and its last bytes.
#[inline]
fn slot(text: &[u8]) -> usize {
    let edges = match (text.first_chunk(), text.last_chunk()) {
        (Some(head), Some(tail)) => u64::from_le_bytes(*head) ^ u64::from_le_bytes(*tail).rotate_left(29),
        _ => text.iter().fold(text.len() as u64, |word, byte| word << 8 | u64::from(*byte)),
    };
    (edges.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

/// Compares two texts; short ones, as nearly all are, without a call.
#[inline]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let edges = |text: &[u8]| {
        let word = |chunk: Option<&[u8; 8]>| chunk.map(|chunk| u64::from_le_bytes(*chunk));
        (word(text.first_chunk()), word(text.last_chunk()))
    };
    match a.len() {
        length if length != b.len() => false,
        0..8 => a.iter().eq(b),
        8..=16 => edges(a) == edges(b),
        // The first and the last sixteen bytes overlap or meet.
        length @ 17..=32 => {
            edges(&a[..16]) == edges(&b[..16]) && edges(&a[length - 16..]) == edges(&b[length - 16..])
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_share_length_and_edges_are_told_apart() {
        let texts: Vec<String> = (0..3000)
            .map(|n| match n % 5 {
                0 => format!("beginning {n:05} the same end"),
                1 => format!("{n}"),
                2 => format!("12345678{n:04}12345678"),
                3 => format!("{n:016}"),
                _ => format!("a long beginning, {n:05} and a long end of the text"),
            })
            .collect();
        let mut met = Texts::default();
        for text in &texts {
            assert_eq!(met.find_again(text.as_bytes()), None, "{text}");
            met.add(text.as_bytes());
        }
        for (at, text) in texts.iter().enumerate().chain(texts.iter().enumerate()) {
            assert_eq!(met.find_again(text.as_bytes()), Some(at), "{text}");
            assert_eq!((met.find(text.as_bytes()), met.get(at)), (Some(at), text.as_bytes()));
        }
        assert_eq!((met.find_again(b""), met.add(b""), met.find_again(b"")), (None, 3000, Some(3000)));
        assert_eq!((met.find_again(b"\0"), met.find_again(b"1234567812341234567x")), (None, None));
    }

    proptest::proptest! {
        #[test]
        fn texts_are_the_same_when_their_bytes_are(a in "[ab]{0,40}", at in 0_usize..40, letter in "[ab]") {
            let mut b = a.clone();
            if at < b.len() {
                b.replace_range(at..=at, &letter);
            }
            assert_eq!(is_same(a.as_bytes(), b.as_bytes()), a == b);
            assert!(!is_same(a.as_bytes(), format!("{b}x").as_bytes()));
        }
    }
}
