//! Units and groups of units.

use super::date::Date;
use super::lookup::Lookup;

/// The level of government a unit or a procedure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Văn phòng.
    Office,
    /// Phòng, ban, ngành.
    Department,
    /// Ủy ban nhân dân xã, phường.
    Commune,
    /// A person with a duty, such as a head of inspection.
    Person,
    /// Anything else.
    Other,
}

/// Stands for a unit: its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIndex(pub u32);

/// A unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The code used in plan and logs.
    pub code: String,
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The level it belongs to.
    pub level: Level,
    /// The code of the unit above it.
    pub parent: Option<String>,
    /// Other spellings that count as this unit.
    pub aliases: Vec<String>,
    /// Whether a return is due from it.
    pub returns: bool,
    /// The first day on which it exists.
    pub valid_from: Option<Date>,
    /// The last day on which it exists.
    pub valid_to: Option<Date>,
}

impl Unit {
    /// Tells whether the unit exists on a day.
    #[must_use]
    pub fn exists_on(&self, date: Date) -> bool {
        self.exists_within(date, date)
    }

    /// Tells whether the unit exists on some day of a span, both ends included.
    #[must_use]
    pub fn exists_within(&self, first: Date, last: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= last) && self.valid_to.is_none_or(|to| first <= to)
    }
}

#[cfg(test)]
impl Unit {
    /// A department of the district with this code and name, that always exists.
    pub(crate) fn sample(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: code.to_owned(),
            kind: UnitKind::Department,
            level: Level::District,
            parent: None,
            aliases: Vec::new(),
            returns: false,
            valid_from: None,
            valid_to: None,
        }
    }
}

/// A group of units, such as `@phong-ban`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The code, beginning with `@`.
    pub code: String,
    /// The name.
    pub name: String,
    /// Its members, in the order of the file.
    pub members: Vec<UnitIndex>,
}

/// All units and groups.
#[derive(Clone, Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    groups: Vec<Group>,
    codes: Lookup,
    incomplete: bool,
}

impl Units {
    /// Adds a unit; returns the unit that already has its code or one of its aliases.
    pub fn add_unit(&mut self, unit: Unit) -> Option<UnitIndex> {
        let index = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let taken = std::iter::once(&unit.code)
            .chain(&unit.aliases)
            .filter_map(|code| self.codes.insert(code, index))
            .find(|&before| before != index);
        self.all.push(unit);
        taken.map(UnitIndex)
    }

    /// Adds a group; tells whether its code was free.
    pub fn add_group(&mut self, group: Group) -> bool {
        let free = self.group(&group.code).is_none();
        self.groups.push(group);
        free
    }

    /// Marks that a part of the file could not be read: an unknown code may stand there.
    pub fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Tells whether a part of the file could not be read.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Tells whether a code is certainly of no unit and no group.
    #[must_use]
    pub fn is_unknown(&self, code: &str) -> bool {
        !self.incomplete && self.find(code).is_none() && self.group(code).is_none()
    }

    /// Finds a unit by its code or alias.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<UnitIndex> {
        self.codes.find(code).map(UnitIndex)
    }

    /// Returns a unit.
    ///
    /// # Panics
    ///
    /// When the index comes from other units.
    #[must_use]
    pub fn get(&self, index: UnitIndex) -> &Unit {
        &self.all[index.0 as usize]
    }

    /// Finds a group by its code.
    #[must_use]
    pub fn group(&self, code: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.code == code)
    }

    /// All units, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (UnitIndex, &Unit)> {
        (0..).map(UnitIndex).zip(&self.all)
    }

    /// All codes of units and groups, for "did you mean".
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let units = self.all.iter().map(|unit| unit.code.as_str());
        units.chain(self.groups.iter().map(|group| group.code.as_str()))
    }

    /// The units that unit and group codes stand for, each once, in the order given.
    #[must_use]
    pub fn expand(&self, codes: &[String]) -> Vec<UnitIndex> {
        let mut expanded = Vec::new();
        for code in codes {
            let members = match self.group(code) {
                Some(group) => group.members.clone(),
                None => self.find(code).into_iter().collect(),
            };
            for member in members {
                if !expanded.contains(&member) {
                    expanded.push(member);
                }
            }
        }
        expanded
    }

    /// The name of a unit or group; the code itself where it is unknown.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        let unit = || self.find(code).map(|index| self.get(index).name.as_str());
        self.group(code).map(|group| group.name.as_str()).or_else(unit).unwrap_or(code)
    }

    /// A unit and all units below it (`parent`), in the order of the file.
    #[must_use]
    pub fn with_units_below(&self, top: UnitIndex) -> Vec<UnitIndex> {
        let is_below = |&(index, _): &(UnitIndex, &Unit)| self.is_within(index, top);
        self.iter().filter(is_below).map(|(index, _)| index).collect()
    }

    /// Tells whether `index` is `top` or lies below it; a circle of parents ends after as many steps as there are units.
    fn is_within(&self, mut index: UnitIndex, top: UnitIndex) -> bool {
        for _ in 0..=self.all.len() {
            if index == top {
                return true;
            }
            match self.get(index).parent.as_deref().and_then(|parent| self.find(parent)) {
                Some(parent) => index = parent,
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, parent: Option<&str>) -> Unit {
        Unit { name: code.to_uppercase(), parent: parent.map(str::to_owned), ..Unit::sample(code) }
    }

    #[test]
    fn a_group_and_a_unit_named_twice_expand_to_each_unit_once() {
        let mut units = Units::default();
        units.add_unit(unit("a", None));
        units.add_unit(unit("b", None));
        units.add_group(Group {
            code: "@all".to_owned(),
            name: "All".to_owned(),
            members: vec![UnitIndex(0), UnitIndex(1)],
        });
        let codes = ["b", "@all"].map(str::to_owned);
        assert_eq!(units.expand(&codes), [UnitIndex(1), UnitIndex(0)]);
    }

    #[test]
    fn units_below_are_found_through_their_parents_and_circles_end() {
        let mut units = Units::default();
        units.add_unit(unit("town", None));
        units.add_unit(unit("ward", Some("town")));
        units.add_unit(unit("desk", Some("ward")));
        units.add_unit(unit("x", Some("y")));
        units.add_unit(unit("y", Some("x")));
        let below = units.with_units_below(UnitIndex(0));
        assert_eq!(below, [UnitIndex(0), UnitIndex(1), UnitIndex(2)]);
    }
}
