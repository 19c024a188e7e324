//! Which exported row each row of the sheet is, or that it is new.
//!
//! Rows are sorted, copied, inserted and pasted over in Excel: the number that a row carries says what it was, and where
//! several carry the same, or one has lost it, what they say decides.

use std::collections::BTreeMap;

use super::cell::{canonical, is_same};
use super::read::{OwnLog, OwnRow};
use super::{Stop, Why, holds};
use crate::import::table::Value;
use crate::text::log_columns::Holds;

/// What a row of the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// This exported row.
    Exported(usize),
    /// A new row of this file.
    New(usize),
    /// Nobody knows; it was said why.
    Unclear,
}

/// What the rows of the sheet say, decoded; `None` for one with a cell that cannot be taken.
pub(super) type Texts = Vec<Option<Vec<String>>>;

/// Finds out what each row is.
pub(super) fn claims(own: &OwnLog, texts: &Texts, stops: &mut Vec<Stop>) -> Vec<Claim> {
    let mut claims = Claims {
        own,
        texts,
        key: key(own),
        stops,
        found: vec![None; own.rows.len()],
        taken: vec![false; own.origin.rows.len()],
    };
    claims.by_number();
    claims.by_content();
    claims.new_rows();
    claims.found.into_iter().map(|claim| claim.unwrap_or(Claim::Unclear)).collect()
}

/// The places of the columns by which a row is known.
pub(super) fn key(own: &OwnLog) -> Vec<usize> {
    let place = |key: &&str| own.origin.columns.iter().position(|column| column == key);
    own.origin.kind.key().iter().filter_map(place).collect()
}

struct Claims<'o> {
    own: &'o OwnLog,
    texts: &'o Texts,
    key: Vec<usize>,
    stops: &'o mut Vec<Stop>,
    /// What each row of the sheet is, as far as it is known.
    found: Vec<Option<Claim>>,
    /// Exported rows that a row of the sheet is.
    taken: Vec<bool>,
}

impl Claims<'_> {
    /// By the numbers they carry; of several with one number the one that has its key, or says the same.
    fn by_number(&mut self) {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.own.rows.iter().enumerate() {
            match number(row, self.own.origin.rows.len()) {
                Ok(Some(number)) => groups.entry(number).or_default().push(at),
                Ok(None) => {}
                Err(()) => {
                    self.stop(at, Why::Number);
                    self.found[at] = Some(Claim::Unclear);
                }
            }
        }
        for (exported, rows) in groups {
            self.group(exported, &rows);
        }
    }

    fn group(&mut self, exported: usize, rows: &[usize]) {
        let columns: Vec<usize> = (0..self.own.origin.columns.len()).collect();
        let key = self.key.clone();
        let of = |columns: &[usize]| -> Vec<usize> {
            rows.iter().copied().filter(|&at| self.agrees(at, exported, columns)).collect()
        };
        match (rows, &of(&columns)[..], &of(&key)[..]) {
            (&[one], ..) | (_, &[one], _) | (_, [], &[one]) => self.take(one, exported),
            _ => self.twins(rows, exported),
        }
    }

    /// Nobody can tell which of several rows is the exported one.
    fn twins(&mut self, rows: &[usize], exported: usize) {
        self.taken[exported] = true;
        for &at in rows {
            self.found[at] = Some(Claim::Unclear);
        }
        let [first, others @ ..] = rows else { return };
        for &at in others {
            self.stop(at, Why::Twin { other: self.own.rows[*first].number });
        }
    }

    /// Of rows without a number those that say what an exported row said that no other row is, or have its key.
    fn by_content(&mut self) {
        let left: Vec<usize> = (0..self.taken.len()).filter(|&at| !self.taken[at]).collect();
        let loose = |claims: &Self, at: usize| {
            claims.found[at].is_none() && number(&claims.own.rows[at], usize::MAX) == Ok(None)
        };
        let kinds: Vec<Holds> =
            self.own.origin.columns.iter().map(|column| holds(self.own.origin.kind, column)).collect();
        for exact in [true, false] {
            let columns: Vec<usize> =
                if exact { (0..self.own.origin.columns.len()).collect() } else { self.key.clone() };
            let words = |texts: &[String]| -> Vec<String> {
                columns.iter().map(|&at| canonical(kinds[at], &texts[at]).into_owned()).collect()
            };
            let exported = left.iter().filter(|&&at| !self.taken[at]);
            let exported =
                super::pair::unique(exported.map(|&at| (words(&self.own.origin.rows[at].fields), at)));
            let rows = (0..self.own.rows.len()).filter(|&at| loose(self, at));
            let rows = super::pair::unique(rows.filter_map(|at| Some((words(self.texts[at].as_ref()?), at))));
            for (words, at) in rows {
                if let (Some(at), Some(&Some(exported))) = (at, exported.get(&words)) {
                    self.take(at, exported);
                }
            }
        }
    }

    /// All others are new.
    fn new_rows(&mut self) {
        for at in 0..self.own.rows.len() {
            if self.found[at].is_some() {
                continue;
            }
            let file = self.file(at);
            if file.is_none() {
                self.stop(at, Why::File);
            }
            self.found[at] = Some(file.map_or(Claim::Unclear, Claim::New));
        }
    }

    fn take(&mut self, at: usize, exported: usize) {
        self.taken[exported] = true;
        let stays = self.own.origin.files.len() == 1
            || self.own.rows[at].file.is_blank()
            || self.file(at) == Some(self.own.origin.rows[exported].file);
        if !stays {
            self.stop(at, Why::File);
        }
        self.found[at] = Some(if stays { Claim::Exported(exported) } else { Claim::Unclear });
    }

    /// The file that a row names; the only one where there is but one.
    fn file(&self, at: usize) -> Option<usize> {
        let files = &self.own.origin.files;
        if files.len() == 1 {
            return Some(0);
        }
        let Value::Text(path) = &self.own.rows[at].file else { return None };
        files.iter().position(|file| file.path == path.trim())
    }

    /// Tells whether a row says in some columns what the exported one said.
    fn agrees(&self, at: usize, exported: usize, columns: &[usize]) -> bool {
        let Some(texts) = &self.texts[at] else { return false };
        let before = &self.own.origin.rows[exported].fields;
        columns.iter().all(|&column| {
            let holds = holds(self.own.origin.kind, &self.own.origin.columns[column]);
            is_same(holds, &before[column], &texts[column])
        })
    }

    fn stop(&mut self, at: usize, why: Why) {
        self.stops.push(Stop { row: self.own.rows[at].number, heading: String::new(), why });
    }
}

/// The place of the exported row that a row was; `None` where it carries no number.
pub(super) fn number(row: &OwnRow, rows: usize) -> Result<Option<usize>, ()> {
    let number = match &row.reference {
        Value::Empty | Value::Merged => return Ok(None),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.trim().to_owned(),
        _ => return Err(()),
    };
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    place.filter(|&place| place < rows).map(Some).ok_or(())
}
