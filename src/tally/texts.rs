//! Texts in one buffer, each once, numbered in the order of first sight; made to find again what was met before.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::syntax::source::number;

/// How many texts are found at once, without a search.
const SLOTS: usize = 256;
/// Texts up to this length are known by their edges alone.
const ALL_EDGES: usize = 4 * size_of::<u64>();

/// Texts that were met.
#[derive(Debug)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each begins and ends.
    ranges: Vec<(usize, usize)>,
    table: HashTable<u32>,
    /// By their edges, the texts found last.
    slots: Box<[Slot; SLOTS]>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            ranges: Vec::new(),
            table: HashTable::new(),
            slots: Box::new([Slot::EMPTY; SLOTS]),
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
        let edges = Edges::of(text);
        let slot = self.slots[edges.slot()];
        if slot.edges == edges && text.len() <= ALL_EDGES {
            return Some(slot.at as usize);
        }
        self.search(text, edges)
    }

    #[inline(never)]
    fn search(&mut self, text: &[u8], edges: Edges) -> Option<usize> {
        let slot = &self.slots[edges.slot()];
        if slot.edges == edges && self.get(slot.at as usize) == text {
            return Some(slot.at as usize);
        }
        let found = self.find(text)?;
        self.slots[edges.slot()] = Slot { edges, at: number(found) };
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

/// A text that was found.
#[derive(Clone, Copy, Debug)]
struct Slot {
    edges: Edges,
    at: u32,
}

impl Slot {
    /// No text has such a length.
    const EMPTY: Self = Self { edges: Edges { head: [0; 2], tail: [0; 2], length: usize::MAX }, at: 0 };
}

/// The first and the last bytes of a text and its length: the whole of a text up to [`ALL_EDGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edges {
    head: [u64; 2],
    tail: [u64; 2],
    length: usize,
}

impl Edges {
    #[inline]
    fn of(text: &[u8]) -> Self {
        let length = text.len();
        let (head, tail) = match length {
            16.. => (words(first(text)), words(last(text))),
            8.. => ([u64::from_le_bytes(first(text)), 0], [u64::from_le_bytes(last(text)), 0]),
            4.. => ([u32::from_le_bytes(first(text)).into(), 0], [u32::from_le_bytes(last(text)).into(), 0]),
            2.. => ([u16::from_le_bytes(first(text)).into(), 0], [u16::from_le_bytes(last(text)).into(), 0]),
            _ => ([text.first().copied().unwrap_or_default().into(), 0], [0; 2]),
        };
        Self { head, tail, length }
    }

    #[inline]
    const fn slot(self) -> usize {
        let word = (self.head[0] ^ self.head[1]) ^ (self.tail[0] ^ self.tail[1]).rotate_left(29);
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
    }
}

#[inline]
fn words(bytes: [u8; 16]) -> [u64; 2] {
    let (words, _) = bytes.as_chunks();
    [u64::from_le_bytes(words[0]), u64::from_le_bytes(words[1])]
}

/// The first bytes of a text that has so many.
#[inline]
fn first<const N: usize>(text: &[u8]) -> [u8; N] {
    text.first_chunk().copied().unwrap_or([0; N])
}

/// The last bytes of a text that has so many.
#[inline]
fn last<const N: usize>(text: &[u8]) -> [u8; N] {
    text.last_chunk().copied().unwrap_or([0; N])
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
        fn edges_are_the_same_when_the_texts_are(a in "[ab]{0,40}", at in 0_usize..40, letter in "[ab]") {
            let mut b = a.clone();
            if at < b.len() {
                b.replace_range(at..=at, &letter);
            }
            let is_same = |a: &str, b: &str| Edges::of(a.as_bytes()) == Edges::of(b.as_bytes());
            assert_eq!(is_same(&a, &b), a == b || a.len() > ALL_EDGES && is_same(&a, &b));
            assert!(!is_same(&a, &format!("{b}x")));
        }
    }
}
