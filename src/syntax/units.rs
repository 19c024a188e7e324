//! Reads `plan/units.toml`.

use std::collections::BTreeSet;

use super::config::LEVELS;
use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::{Place, Sink};
use crate::model::unit::{Group, Level, Unit, UnitIndex, UnitKind, Units};
use crate::text::findings::identity::{DuplicateUnit, MisplacedItem};
use crate::text::findings::reference::{CircleOfParents, EmptyGroup, UnknownUnit};
use crate::text::nearest::nearest;

/// The kinds of units, as files name them.
pub const KINDS: &[(&str, UnitKind)] = &[
    ("office", UnitKind::Office),
    ("department", UnitKind::Department),
    ("commune", UnitKind::Commune),
    ("person", UnitKind::Person),
    ("other", UnitKind::Other),
];

/// A group as written, before its members are looked up.
struct RawGroup {
    code: String,
    name: String,
    members: Vec<(String, Place)>,
    place: Place,
}

/// Reads units and groups.
pub fn read_units(source: &Source<'_>, sink: &mut Sink) -> Units {
    read_file(source, sink, |table, sink| {
        let mut units = Units::default();
        let mut parents = Vec::new();
        table.tables("unit", sink, |table, sink| {
            let unit = read_unit(table, sink);
            if let Some(parent) = &unit.parent {
                parents.push((parent.clone(), table.place_of("parent")));
            }
            let code = unit.code.clone();
            if units.add_unit(unit).is_some() {
                sink.file(table.place_of("code"), &DuplicateUnit { code: &code });
            }
        });
        for (code, place) in &parents {
            check_known(&units, code, place, sink);
        }
        check_circles(&units, &parents, sink);
        for group in table.tables("group", sink, read_group) {
            add_group(&mut units, group, sink);
        }
        units
    })
}

fn read_unit(table: &TableReader<'_, '_>, sink: &mut Sink) -> Unit {
    let code = table.required_text("code", sink);
    if code.starts_with('@') {
        table.wrong("code", "mã không bắt đầu bằng @ (dấu @ dành cho nhóm)", sink);
    }
    Unit {
        code: code.trim().to_owned(),
        name: table.required_text("name", sink),
        kind: table.required_choice("kind", KINDS, sink).unwrap_or(UnitKind::Other),
        level: table.required_choice("level", LEVELS, sink).unwrap_or(Level::District),
        parent: table.text("parent", sink),
        aliases: table.texts("aliases", sink),
        returns: table.truth("returns", sink).unwrap_or(false),
        valid_from: table.date("valid_from", sink),
        valid_to: table.date("valid_to", sink),
    }
}

fn read_group(table: &TableReader<'_, '_>, sink: &mut Sink) -> RawGroup {
    let code = table.required_text("code", sink);
    if !code.is_empty() && !code.starts_with('@') {
        sink.file(table.place_of("code"), &MisplacedItem { code: &code, expected: "@ten-nhom" });
    }
    let members = table.texts("members", sink);
    RawGroup {
        code,
        name: table.required_text("name", sink),
        members: members.into_iter().zip(table.places_of("members")).collect(),
        place: table.place_of("code"),
    }
}

fn add_group(units: &mut Units, raw: RawGroup, sink: &mut Sink) {
    for (code, place) in &raw.members {
        check_known(units, code, place, sink);
    }
    if raw.members.is_empty() && !raw.code.is_empty() {
        sink.file(raw.place.clone(), &EmptyGroup { code: &raw.code });
    }
    let members = raw.members.iter().filter_map(|(code, _)| units.find(code)).collect();
    let group = Group { code: raw.code.clone(), name: raw.name, members };
    if !units.add_group(group) {
        sink.file(raw.place, &DuplicateUnit { code: &raw.code });
    }
}

/// Reports each circle of parents once, at the first of its units that names one.
fn check_circles(units: &Units, parents: &[(String, Place)], sink: &mut Sink) {
    let mut seen: BTreeSet<UnitIndex> = BTreeSet::new();
    for (parent, place) in parents {
        let Some(start) = units.find(parent) else { continue };
        let above = |&index: &UnitIndex| units.find(units.get(index).parent.as_deref()?);
        let chain: Vec<UnitIndex> =
            std::iter::successors(Some(start), above).take(units.iter().count() + 1).collect();
        let Some(length) = chain.iter().skip(1).position(|&index| index == start) else { continue };
        let circle = &chain[..=length + 1];
        if !circle.iter().any(|index| seen.contains(index)) {
            let codes: Vec<&str> = circle.iter().map(|&index| units.get(index).code.as_str()).collect();
            sink.file(place.clone(), &CircleOfParents { codes: &codes });
        }
        seen.extend(circle);
    }
}

fn check_known(units: &Units, code: &str, place: &Place, sink: &mut Sink) {
    if units.find(code).is_none() {
        sink.file(place.clone(), &UnknownUnit { code, nearest: nearest(code, units.codes()) });
    }
}
