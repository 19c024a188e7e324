//! Proves that every dossier id stands once, in little memory: 32 ids in a row are one word.
//!
//! A day of a unit that has hundreds of dossiers takes some two bits an id, one that has a few takes 8 bytes and their slot in a
//! table, whichever order they come in. The ids of a unit mostly come in their order, so that a word is put together before it
//! goes into the set, and most rows look nothing up. The proof is exact: each place is that of one id, and texts are compared,
//! not hashes.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::id_place::{Parts, Run};
use super::texts::Texts;
use crate::syntax::source::number;

/// Collects ids into a set.
#[derive(Debug, Default)]
pub(super) struct IdCollector {
    set: IdSet,
    /// For each beginning the run that is being put together, and its page.
    open: Vec<(u32, Run)>,
}

impl IdCollector {
    /// Adds an id.
    #[inline]
    pub(super) fn add(&mut self, id: &str) {
        let Some((page, run)) = self.set.place(id) else {
            self.set.add_other(id);
            return;
        };
        match self.open.get_mut(run.beginning() as usize) {
            Some((open_page, open)) if *open_page == page && open.key == run.key => {
                if open.bits & run.bits != 0 {
                    self.set.repeated.insert(id.into());
                }
                open.bits |= run.bits;
            }
            _ => self.turn_to(page, run),
        }
    }

    /// Opens a run; the one that was open goes into the set.
    #[inline(never)]
    fn turn_to(&mut self, page: u32, run: Run) {
        match self.open.get_mut(run.beginning() as usize) {
            Some(open) => {
                let (page, run) = std::mem::replace(open, (page, run));
                self.set.add_run(page, run);
            }
            // Beginnings are numbered in the order of first sight.
            None => self.open.push((page, run)),
        }
    }

    /// The set of all that were added.
    #[must_use]
    pub(super) fn into_set(self) -> IdSet {
        let Self { mut set, open } = self;
        for (page, run) in open {
            set.add_run(page, run);
        }
        set
    }
}

/// A set of ids.
#[derive(Debug, Default)]
pub struct IdSet {
    beginnings: Texts,
    /// The runs of each page.
    pages: HashMap<u32, HashTable<Run>>,
    /// Ids that do not end in digits, or whose beginning is one too many.
    others: Texts,
    /// The ids that were added again.
    repeated: BTreeSet<Box<str>>,
    hasher: DefaultHashBuilder,
}

impl IdSet {
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

    /// Adds the ids of a run.
    fn add_run(&mut self, page: u32, run: Run) {
        let (runs, hasher) = (self.pages.entry(page).or_default(), &self.hasher);
        let hash = hasher.hash_one(run.key);
        match runs.find_mut(hash, |other| other.key == run.key) {
            Some(known) => {
                let bits = known.bits & run.bits;
                known.bits |= run.bits;
                if bits != 0 {
                    self.repeat(page, Run { bits, ..run });
                }
            }
            None => _ = runs.insert_unique(hash, run, |run| hasher.hash_one(run.key)),
        }
    }

    #[cold]
    fn repeat(&mut self, page: u32, run: Run) {
        let beginning = String::from_utf8_lossy(self.beginnings.get(run.beginning() as usize));
        self.repeated.extend(run.ids(page, beginning).map(Into::into));
    }

    /// Adds an id that has no place.
    fn add_other(&mut self, id: &str) {
        if self.others.find(id.as_bytes()).is_some() {
            self.repeated.insert(id.into());
        } else {
            self.others.add(id.as_bytes());
        }
    }

    /// Adds all ids of another set; one that both have is repeated.
    pub fn join(&mut self, other: Self) {
        let theirs: Vec<&[u8]> = (0..other.beginnings.len()).map(|at| other.beginnings.get(at)).collect();
        let own: Vec<Option<u32>> = theirs.iter().map(|text| self.beginning(text)).collect();
        // A page is let go of when it is joined.
        for (page, runs) in other.pages {
            let hasher = &self.hasher;
            self.pages.entry(page).or_default().reserve(runs.len(), |run| hasher.hash_one(run.key));
            for run in runs {
                let beginning = run.beginning() as usize;
                match own[beginning] {
                    Some(own) => self.add_run(page, run.with_beginning(own)),
                    None => run
                        .ids(page, String::from_utf8_lossy(theirs[beginning]))
                        .for_each(|id| self.add_other(&id)),
                }
            }
        }
        for at in 0..other.others.len() {
            let id = String::from_utf8_lossy(other.others.get(at));
            match self.place(&id) {
                Some((page, run)) => self.add_run(page, run),
                None => self.add_other(&id),
            }
        }
        self.repeated.extend(other.repeated);
    }

    /// Tells whether an id was added.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        let place = Parts::of(id.as_bytes()).and_then(|parts| {
            Some((parts.page, Run::of(parts, number(self.beginnings.find(parts.beginning)?))))
        });
        let Some((page, run)) = place else { return self.others.find(id.as_bytes()).is_some() };
        let is_same = |other: &Run| other.key == run.key;
        let known = self.pages.get(&page).and_then(|runs| runs.find(self.hasher.hash_one(run.key), is_same));
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
        let mut collectors: Vec<IdCollector> = (0..parts).map(|_| IdCollector::default()).collect();
        for (at, id) in ids.iter().enumerate() {
            collectors[at % parts].add(id);
        }
        let joined = collectors.into_iter().map(IdCollector::into_set).reduce(|mut all, set| {
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
        let mut collector = IdCollector::default();
        for id in &ids {
            collector.add(id);
        }
        let set = collector.into_set();
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
