//! Proves that every dossier id stands once, in little memory: ids that differ in their last three digits alone share their
//! text, and each of them is one bit.
//!
//! Ids of the national shape (`000.08.34.H10-210401-0001`: unit, day, serial within the day; Decree 61/2018/NĐ-CP, art. 26)
//! lie close together, so that a million of them take a few hundred kilobytes. The proof is exact whatever the shape: texts
//! are compared, not hashes.

use std::collections::BTreeSet;

use super::texts::Texts;

/// How many digits at the end of an id become a bit.
const DIGITS: usize = 3;
/// The words that hold the bits of the ids of one beginning.
const WORDS: usize = 1000_usize.div_ceil(64);
/// So many beginnings are never too many.
const FEW: usize = 4096;
/// Beyond that each beginning must stand for so many ids at the least, lest bits take more than the texts would.
const SHARED: usize = 8;

/// A set of ids.
#[derive(Debug, Default)]
pub struct IdSet {
    /// What stands before the last digits.
    beginnings: Texts,
    /// One bit for each id of a beginning.
    bits: Vec<[u64; WORDS]>,
    /// Whether beginnings stood for too few ids: no more are taken.
    is_closed: bool,
    /// The whole of ids that do not end in digits, or came with a new beginning after that.
    others: Texts,
    /// How many ids were added.
    count: usize,
    /// The ids that were added again.
    repeated: BTreeSet<Box<str>>,
}

impl IdSet {
    /// Adds an id.
    #[inline]
    pub fn add(&mut self, id: &str) {
        self.count += 1;
        let bit = parts(id).and_then(|(beginning, serial)| Some((self.beginning(beginning)?, serial)));
        let is_new = match bit {
            Some((at, serial)) => set(&mut self.bits[at][serial / 64], serial % 64),
            None => self.add_other(id.as_bytes()),
        };
        if !is_new {
            self.repeated.insert(id.into());
        }
    }

    /// The number of a beginning; a new one is taken while there is room.
    #[inline]
    fn beginning(&mut self, beginning: &[u8]) -> Option<usize> {
        self.beginnings.find_again(beginning).or_else(|| self.take(beginning))
    }

    #[cold]
    fn take(&mut self, beginning: &[u8]) -> Option<usize> {
        let taken = self.beginnings.len();
        self.is_closed |= taken >= FEW && taken * SHARED > self.count;
        (!self.is_closed).then(|| {
            self.bits.push([0; WORDS]);
            self.beginnings.add(beginning)
        })
    }

    /// Adds a whole id; tells whether it is new.
    fn add_other(&mut self, id: &[u8]) -> bool {
        let is_new = self.others.find(id).is_none();
        if is_new {
            self.others.add(id);
        }
        is_new
    }

    /// Adds all ids of another set; one that both have is repeated.
    pub fn join(&mut self, other: Self) {
        for (at, bits) in other.bits.iter().enumerate() {
            self.join_beginning(other.beginnings.get(at), bits);
        }
        for at in 0..other.others.len() {
            self.add(&String::from_utf8_lossy(other.others.get(at)));
        }
        self.repeated.extend(other.repeated);
    }

    fn join_beginning(&mut self, beginning: &[u8], bits: &[u64; WORDS]) {
        let text = String::from_utf8_lossy(beginning);
        let id = |serial: usize| format!("{text}{serial:0DIGITS$}");
        let known = self.beginnings.find(beginning);
        if known.is_none() && self.is_closed {
            serials(bits).for_each(|serial| self.add(&id(serial)));
            return;
        }
        let at = known.unwrap_or_else(|| {
            self.bits.push([0; WORDS]);
            self.beginnings.add(beginning)
        });
        let mut both = [0; WORDS];
        for ((own, other), both) in self.bits[at].iter_mut().zip(bits).zip(&mut both) {
            *both = *own & other;
            *own |= other;
        }
        self.repeated.extend(serials(&both).map(|serial| id(serial).into()));
        self.count += bits.iter().map(|word| word.count_ones() as usize).sum::<usize>();
    }

    /// Tells whether an id was added.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        let known =
            parts(id).and_then(|(beginning, serial)| Some((self.beginnings.find(beginning)?, serial)));
        match known {
            Some((at, serial)) => self.bits[at][serial / 64] >> (serial % 64) & 1 == 1,
            None => self.others.find(id.as_bytes()).is_some(),
        }
    }

    /// The ids that were added more than once.
    #[must_use]
    pub const fn repeated(&self) -> &BTreeSet<Box<str>> {
        &self.repeated
    }
}

/// The numbers whose bits are set.
fn serials(bits: &[u64; WORDS]) -> impl Iterator<Item = usize> {
    bits.iter()
        .enumerate()
        .filter(|(_, word)| **word != 0)
        .flat_map(|(at, &word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| 64 * at + bit))
}

/// What stands before the last digits of an id, and the number they are.
#[inline]
fn parts(id: &str) -> Option<(&[u8], usize)> {
    let (beginning, digits) = id.as_bytes().split_last_chunk::<DIGITS>()?;
    let [hundreds, tens, ones] = digits.map(|digit| usize::from(digit.wrapping_sub(b'0')));
    (hundreds < 10 && tens < 10 && ones < 10).then_some((beginning, 100 * hundreds + 10 * tens + ones))
}

/// Sets a bit; tells whether it was not set.
#[inline]
const fn set(word: &mut u64, bit: usize) -> bool {
    let before = *word;
    *word |= 1 << bit;
    before != *word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Adds ids to two sets in turn and joins them; all must be there, and those given twice be named.
    #[track_caller]
    fn check(ids: &[String], parts: usize) {
        let mut sets: Vec<IdSet> = (0..parts).map(|_| IdSet::default()).collect();
        for (at, id) in ids.iter().enumerate() {
            sets[at % parts].add(id);
        }
        let joined = sets.into_iter().reduce(|mut all, set| {
            all.join(set);
            all
        });
        let joined = joined.unwrap();
        let mut seen = BTreeSet::new();
        let repeated: BTreeSet<Box<str>> =
            ids.iter().filter(|id| !seen.insert(*id)).map(|id| id.as_str().into()).collect();
        assert_eq!(joined.repeated(), &repeated);
        assert!(ids.iter().all(|id| joined.contains(id)));
        assert!(!joined.contains("000") && !joined.contains("") && !joined.contains("x-999"));
    }

    #[test]
    fn ids_of_the_national_shape_are_told_apart_to_the_last_digit() {
        let ids: Vec<String> =
            (0..3000).map(|number| format!("000.08.34.H10-210401-{:04}", number % 2999)).collect();
        check(&ids, 1);
        check(&ids, 2);
        check(&["1-0001".to_owned(), "1-00001".to_owned(), "1-001".to_owned()], 2);
    }

    #[test]
    fn where_beginnings_stand_for_too_few_ids_whole_ids_are_kept_and_nothing_is_overlooked() {
        let scattered = |number: u32| format!("{:08x}-{:03}", number.wrapping_mul(2_654_435_761), number % 3);
        let mut ids: Vec<String> = (0..9000).map(scattered).collect();
        ids.extend((0..9000).step_by(1111).map(scattered));
        for parts in [1, 2, 3] {
            check(&ids, parts);
        }
        let mut set = IdSet::default();
        for id in &ids {
            set.add(id);
        }
        assert!(set.is_closed && set.others.len() > 0);
    }

    proptest! {
        #[test]
        fn no_id_is_overlooked_or_called_repeated_wrongly(
            ids in prop::collection::vec("[ab]{0,2}[0-2]{0,4}", 1..60).prop_map(|ids| {
                ids.into_iter().filter(|id| !["", "000"].contains(&id.as_str())).collect::<Vec<_>>()
            }),
            parts in 1_usize..4,
        ) {
            check(&ids, parts);
        }
    }
}
