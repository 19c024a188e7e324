//! Proves that every dossier id stands once, in little memory: 32 ids in a row are one word.
//!
//! A day of a unit that has hundreds of dossiers takes a bit an id, one that has a few takes a word, whichever order they come in;
//! logs are written day by day, so the page at hand stays in the cache. The proof is exact: each place is that of one id, and
//! texts are compared, not hashes.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::id_place::{Parts, Run};
use super::texts::Texts;
use crate::syntax::source::number;

/// A set of ids.
#[derive(Debug, Default)]
pub struct IdSet {
    beginnings: Texts,
    /// The runs of each page.
    pages: Vec<HashTable<Run>>,
    /// Where each page stands.
    places: HashMap<u32, u32>,
    /// The page met last, and where it stands.
    last: Option<(u32, u32)>,
    /// Ids that do not end in digits, or whose beginning is one too many.
    others: Texts,
    /// The ids that were added again.
    repeated: BTreeSet<Box<str>>,
    hasher: DefaultHashBuilder,
}

impl IdSet {
    /// Adds an id.
    #[inline]
    pub fn add(&mut self, id: &str) {
        let is_new = match self.place(id) {
            Some((page, run)) => self.set(page, run) == 0,
            None => self.add_other(id.as_bytes()),
        };
        if !is_new {
            self.repeated.insert(id.into());
        }
    }

    /// The page of an id and the run that has it alone.
    #[inline]
    fn place(&mut self, id: &str) -> Option<(u32, Run)> {
        let parts = Parts::of(id.as_bytes())?;
        Some((parts.page, Run::of(parts, self.beginning(parts.beginning)?)))
    }

    /// The number of a beginning, while there is room for it.
    #[inline]
    fn beginning(&mut self, text: &[u8]) -> Option<u32> {
        let known = self.beginnings.find_again(text);
        let at = known.or_else(|| {
            let has_room = number(self.beginnings.len()) < Run::BEGINNINGS;
            has_room.then(|| self.beginnings.add(text))
        })?;
        Some(number(at))
    }

    /// Adds the numbers of a run; returns the bits of those that were there before.
    #[inline]
    fn set(&mut self, page: u32, run: Run) -> u32 {
        let at = match self.last {
            Some((last, at)) if last == page => at,
            _ => self.turn_to(page),
        };
        let (runs, hasher) = (&mut self.pages[at as usize], &self.hasher);
        let hash = hasher.hash_one(run.key);
        if let Some(known) = runs.find_mut(hash, |other| other.key == run.key) {
            let before = known.bits & run.bits;
            known.bits |= run.bits;
            return before;
        }
        runs.insert_unique(hash, run, |run| hasher.hash_one(run.key));
        0
    }

    /// Where a page stands; a new one is made.
    fn turn_to(&mut self, page: u32) -> u32 {
        let at = *self.places.entry(page).or_insert_with(|| {
            self.pages.push(HashTable::new());
            number(self.pages.len() - 1)
        });
        self.last = Some((page, at));
        at
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
        let theirs = || (0..other.beginnings.len()).map(|at| other.beginnings.get(at));
        let own: Vec<Option<u32>> = theirs().map(|text| self.beginning(text)).collect();
        for (&page, &at) in &other.places {
            let at_home = self.turn_to(page) as usize;
            let hash_of = |run: &Run| self.hasher.hash_one(run.key);
            self.pages[at_home].reserve(other.pages[at as usize].len(), hash_of);
            for &run in &other.pages[at as usize] {
                let beginning = run.beginning() as usize;
                self.join_run(page, run, own[beginning], other.beginnings.get(beginning));
            }
        }
        for at in 0..other.others.len() {
            self.add(&String::from_utf8_lossy(other.others.get(at)));
        }
        self.repeated.extend(other.repeated);
    }

    fn join_run(&mut self, page: u32, run: Run, own: Option<u32>, beginning: &[u8]) {
        let ids = |run: Run| run.ids(page, String::from_utf8_lossy(beginning));
        match own {
            Some(own) => {
                let bits = self.set(page, run.with_beginning(own));
                self.repeated.extend(ids(Run { bits, ..run }).map(Into::into));
            }
            None => ids(run).for_each(|id| self.add(&id)),
        }
    }

    /// Tells whether an id was added.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        let place = Parts::of(id.as_bytes()).and_then(|parts| {
            Some((parts.page, Run::of(parts, number(self.beginnings.find(parts.beginning)?))))
        });
        let Some((page, run)) = place else { return self.others.find(id.as_bytes()).is_some() };
        let is_same = |other: &Run| other.key == run.key;
        let runs = self.places.get(&page).map(|&at| &self.pages[at as usize]);
        let known = runs.and_then(|runs| runs.find(self.hasher.hash_one(run.key), is_same));
        known.is_some_and(|known| known.bits & run.bits != 0)
    }

    /// The ids that were added more than once.
    #[must_use]
    pub const fn repeated(&self) -> &BTreeSet<Box<str>> {
        &self.repeated
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Adds ids to some sets in turn and joins them; all must be there, and those given twice be named.
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
        for absent in ["000", "", "x-999", "b-210401-0007", "1-0000"] {
            assert!(!joined.contains(absent), "{absent}");
        }
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
    fn units_and_days_may_have_one_dossier_each() {
        let id = |number: u32| format!("000.{:05}.H10-21{:04}-0001", number / 37 % 500, 101 + number % 37);
        let ids: Vec<String> = (0..20_000).map(id).collect();
        for parts in [1, 2, 3] {
            check(&ids, parts);
        }
    }

    #[test]
    fn beyond_as_many_beginnings_as_can_be_numbered_whole_ids_are_kept_and_nothing_is_overlooked() {
        let scattered = |number: usize| format!("{number:x}-{}", number % 3);
        let mut ids: Vec<String> = (0..Run::BEGINNINGS as usize + 1000).map(scattered).collect();
        ids.extend((0..ids.len()).step_by(11_111).map(scattered));
        ids.push(scattered(Run::BEGINNINGS as usize + 500));
        check(&ids, 2);
        let mut set = IdSet::default();
        for id in &ids {
            set.add(id);
        }
        assert_eq!((number(set.beginnings.len()), set.others.len()), (Run::BEGINNINGS, 1000));
    }

    proptest! {
        #[test]
        fn no_id_is_overlooked_or_called_repeated_wrongly(
            ids in prop::collection::vec("[ab]{0,2}(-2104[01]{2}-)?[0-2]{0,4}", 1..60).prop_map(|ids| {
                ids.into_iter().filter(|id| !["", "000"].contains(&id.as_str())).collect::<Vec<_>>()
            }),
            parts in 1_usize..4,
        ) {
            check(&ids, parts);
        }
    }
}
