//! Our codes for foreign values: units, procedures, channels, states. What nobody knows is noted, never guessed.

use std::collections::BTreeMap;

use super::codes;
use super::found::{At, Unmapped};
use super::recipe::Recipe;
use crate::model::unit::UnitIndex;
use crate::syntax::dossiers::{CHANNEL, PROCEDURE, STATUS, UNIT};
use crate::syntax::profile::Profile;
use crate::text::fold::{fold, nfc};

/// How a sheet's values are to be understood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'r> {
    /// The profile by which the sheet is read.
    pub(super) profile: Option<&'r Profile>,
    /// Whether procedures stand there by their names.
    pub(super) by_name: bool,
}

/// Finds our codes, and remembers what was found.
#[derive(Debug)]
pub(super) struct Translator<'r> {
    recipe: &'r Recipe<'r>,
    /// Units by folded code, alias and name; nothing for what two share.
    units: BTreeMap<String, Option<UnitIndex>>,
    /// Codes of procedures by folded name.
    procedures: BTreeMap<String, Option<String>>,
    /// Ours for each foreign value of a column that was met, where there is one.
    known: BTreeMap<usize, BTreeMap<String, Option<String>>>,
    unknown: BTreeMap<(usize, String), (At, usize)>,
}

impl<'r> Translator<'r> {
    /// Learns the names of units and procedures.
    pub(super) fn new(recipe: &'r Recipe<'r>) -> Self {
        let mut units: BTreeMap<String, Option<UnitIndex>> = BTreeMap::new();
        for (index, unit) in recipe.units.iter() {
            for name in unit.aliases.iter().chain([&unit.name, &unit.code]) {
                let known = units.entry(fold(name)).or_insert(Some(index));
                *known = known.filter(|known| *known == index);
            }
        }
        let mut procedures: BTreeMap<String, Option<String>> = BTreeMap::new();
        for procedure in recipe.catalogue.iter() {
            let code = || Some(procedure.code.clone());
            let known = procedures.entry(fold(&procedure.name)).or_insert_with(code);
            known.take_if(|known| *known != procedure.code);
        }
        Self { recipe, units, procedures, known: BTreeMap::new(), unknown: BTreeMap::new() }
    }

    /// Forgets what was found: another sheet may be of another layout.
    pub(super) fn turn_page(&mut self) {
        self.known.clear();
    }

    /// Our code for a foreign value, where the column has codes. One that is not known is noted and stands for itself.
    pub(super) fn code(
        &mut self,
        column: usize,
        foreign: String,
        (at, reading): (At, Reading<'_>),
    ) -> String {
        let known = self.known.get(&column).and_then(|known| known.get(&foreign));
        let own = if let Some(own) = known {
            own.clone()
        } else {
            let own = self.find(column, &foreign, reading);
            self.known.entry(column).or_default().insert(foreign.clone(), own.clone());
            own
        };
        own.unwrap_or_else(|| {
            self.unknown.entry((column, foreign.clone())).or_insert((at, 0)).1 += 1;
            foreign
        })
    }

    fn find(&self, column: usize, foreign: &str, reading: Reading<'_>) -> Option<String> {
        let told = self.recipe.codes.iter().find(|(own, word, _)| *own == column && is_word(word, foreign));
        if let Some((_, _, own)) = told {
            return Some(own.clone());
        }
        let mapping = reading.profile.and_then(|profile| profile.mapping(column));
        if let Some(mapping) = mapping.filter(|mapping| !mapping.values.is_empty()) {
            let own = mapping.values.iter().find(|(word, _)| word == foreign).map(|(_, own)| own.clone());
            if own.is_some() || reading.profile.is_some_and(|profile| !profile.known_headings) {
                return own;
            }
        }
        match column {
            _ if foreign.is_empty() => Some(String::new()),
            STATUS | CHANNEL => codes::known(column, foreign).map(str::to_owned),
            UNIT => self.unit(foreign),
            PROCEDURE if reading.by_name => self.procedure(foreign),
            _ => Some(foreign.to_owned()),
        }
    }

    /// A unit's code for its code, alias or name.
    fn unit(&self, foreign: &str) -> Option<String> {
        let units = self.recipe.units;
        let index = units.find(foreign).or_else(|| self.units.get(&fold(foreign)).copied().flatten());
        index.map(|index| units.get(index).code.clone())
    }

    /// A procedure's code for its code or name in the catalogue.
    fn procedure(&self, foreign: &str) -> Option<String> {
        let by_code = self.recipe.catalogue.find(foreign).map(|procedure| procedure.code.clone());
        by_code.or_else(|| self.procedures.get(&fold(foreign)).cloned().flatten())
    }

    /// The values that nobody knows.
    pub(super) fn unmapped(self) -> Vec<Unmapped> {
        let unknown = self.unknown.into_iter();
        unknown.map(|((column, value), (at, rows))| Unmapped { column, value, at, rows }).collect()
    }
}

/// Tells whether a word that was told is the foreign one: as written, else without marks and case.
fn is_word(word: &str, foreign: &str) -> bool {
    nfc(word.trim()) == foreign || (!foreign.is_empty() && fold(word) == fold(foreign))
}
