//! How a table is to be read: what was asked for, and what its header leaves to be told.

use super::found::{Dropped, Origin, Sheet};
use super::header::Header;
use super::headings::{Heading, Meaning};
use super::layouts::recognise;
use crate::model::procedure::Catalogue;
use crate::model::unit::Units;
use crate::syntax::dossiers::{COLUMNS, FIELD, ID, OFFICER, PROCEDURE, STATUS};
use crate::syntax::profile::{Filling, Profile};
use crate::text::fold::{fold, nfc};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Recipe<'r> {
    /// The profile; without one a layout is recognised, or the headings are.
    pub profile: Option<&'r Profile>,
    /// Values for columns that the table has not, and for empty cells: our column and the value.
    pub given: Vec<(usize, String)>,
    /// Whether the days say the status where the table does not.
    pub status_by_days: bool,
    /// Foreign values and ours: our column, the foreign value, ours.
    pub codes: Vec<(usize, String, String)>,
    /// The units.
    pub units: &'r Units,
    /// The catalogue of procedures.
    pub catalogue: &'r Catalogue,
}

impl Recipe<'_> {
    /// Tells whether a heading is one that this reading looks for.
    pub(super) fn knows(&self, heading: &Heading) -> bool {
        let Some(profile) = self.profile.filter(|profile| !profile.known_headings) else {
            let named = |profile: &Profile| named(profile).any(|name| is(heading, name));
            return matches!(heading.meaning(), Meaning::Column(_) | Meaning::ProcedureName)
                || self.profile.is_some_and(named);
        };
        named(profile).any(|name| is(heading, name))
    }

    /// Tells whether known headings can be those of a list of dossiers: the id is among them, and something else. By a
    /// profile that maps every column any of them will do, so that the missing ones can be named.
    pub(super) fn may_head(&self, known: &[Heading]) -> bool {
        if self.profile.is_some_and(|profile| !profile.known_headings) {
            return !known.is_empty();
        }
        let mapping = self.profile.and_then(|profile| profile.mapping(ID)).map(|mapping| &mapping.from);
        let is_id = |heading: &Heading| match mapping {
            Some(Filling::Column(name)) => is(heading, name),
            _ => heading.meaning() == Meaning::Column(ID),
        };
        known.len() > 1 && known.iter().any(is_id)
    }

    /// What the header of a sheet says of our columns.
    pub(super) fn resolve(&self, name: &str, header: Header) -> Sheet {
        let layout = if self.profile.is_none() { recognise(&header) } else { None };
        let profile = self.profile.or(layout.map(|layout| &layout.profile));
        let mut sheet = Sheet { name: name.to_owned(), layout, ..Sheet::default() };
        for column in 0..COLUMNS.len() {
            let found = Self::column(column, profile, &header, &mut sheet);
            let given = self.given.iter().find(|(own, _)| *own == column).map(|(_, value)| value.clone());
            sheet.origins.push(match found {
                Some(Origin::Column { at, is_name, .. }) => Some(Origin::Column { at, given, is_name }),
                Some(constant) => Some(given.map_or(constant, Origin::Constant)),
                None if given.is_some() => given.map(Origin::Constant),
                None if column == STATUS && self.status_by_days => Some(Origin::Days),
                None if column == FIELD => Some(Origin::Group),
                None => None,
            });
        }
        sheet.dropped = dropped(&header, &sheet.origins);
        sheet.header = Some(header);
        sheet
    }

    /// What fills a column: the profile's word, else the headings that are known.
    fn column(
        column: usize,
        profile: Option<&Profile>,
        header: &Header,
        sheet: &mut Sheet,
    ) -> Option<Origin> {
        let of = |at| Some(Origin::Column { at, given: None, is_name: false });
        match profile.and_then(|profile| profile.mapping(column)).map(|mapping| &mapping.from) {
            Some(Filling::Constant(value)) => return Some(Origin::Constant(value.clone())),
            Some(Filling::Column(name)) => {
                let found = places(header, |heading| is(heading, name));
                match *found {
                    [] => sheet.missing.push(name.clone()),
                    [at] => {
                        if column != OFFICER && header.headings[at].meaning() == Meaning::Personal {
                            sheet.personal.push((column, name.clone()));
                        }
                        return of(at);
                    }
                    _ => sheet.ambiguous.push((column, texts(header, &found))),
                }
                return None;
            }
            Some(Filling::Known) | None => {}
        }
        if profile.is_some_and(|profile| !profile.known_headings) {
            return None;
        }
        let found = places(header, |heading| heading.meaning() == Meaning::Column(column));
        match *found {
            [] if column == PROCEDURE => {
                let names = places(header, |heading| heading.meaning() == Meaning::ProcedureName);
                let first = names.first().copied();
                first.map(|at| Origin::Column { at, given: None, is_name: true })
            }
            [] => None,
            [at] => of(at),
            _ => {
                sheet.ambiguous.push((column, texts(header, &found)));
                None
            }
        }
    }
}

/// The headings a profile names.
fn named(profile: &Profile) -> impl Iterator<Item = &str> {
    profile.mappings.iter().filter_map(|mapping| match &mapping.from {
        Filling::Column(name) => Some(name.as_str()),
        Filling::Constant(_) | Filling::Known => None,
    })
}

/// Tells whether a heading is the one a profile names: as written, else without marks, case and punctuation.
fn is(heading: &Heading, name: &str) -> bool {
    if heading.parts.is_empty() {
        return false;
    }
    let name = nfc(name.trim());
    heading.text() == name || heading.forms().contains(&fold(&name))
}

fn places(header: &Header, wanted: impl Fn(&Heading) -> bool) -> Vec<usize> {
    let headings = header.headings.iter().enumerate();
    headings.filter(|(_, heading)| !heading.parts.is_empty() && wanted(heading)).map(|(at, _)| at).collect()
}

fn texts(header: &Header, places: &[usize]) -> Vec<String> {
    places.iter().map(|&at| header.headings[at].text()).collect()
}

/// The columns that nothing is taken from.
fn dropped(header: &Header, origins: &[Option<Origin>]) -> Vec<Dropped> {
    let is_used = |place: usize| {
        origins.iter().flatten().any(|origin| matches!(origin, Origin::Column { at, .. } if *at == place))
    };
    let headings = header.headings.iter().enumerate();
    let unused = headings.filter(|(at, heading)| !heading.parts.is_empty() && !is_used(*at));
    unused.map(|(_, heading)| Dropped { heading: heading.text(), meaning: heading.meaning() }).collect()
}
