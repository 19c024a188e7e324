//! References from one file to another.

use std::collections::BTreeMap;

use crate::diag::Sink;
use crate::model::date::Date;
use crate::model::occurrence::Timetable;
use crate::model::plan::{Item, Plan};
use crate::model::progress::Progress;
use crate::repo::Repository;
use crate::tally::IdSet;
use crate::text::findings::reference::{
    UnitNotNamed, UnitOutsideValidity, UnknownDossier, UnknownItem, UnknownOccurrence,
};

/// Pauses belong to dossiers.
pub(super) fn pauses(repository: &Repository, ids: &IdSet, sink: &mut Sink) {
    for row in repository.pauses.iter().filter(|row| !ids.contains(&row.dossier_id)) {
        sink.row(row.place.clone(), &UnknownDossier { id: &row.dossier_id });
    }
}

/// Apologies are about dossiers.
pub(super) fn letters(repository: &Repository, ids: &IdSet, sink: &mut Sink) {
    let named = repository.letters.iter().filter(|row| !row.dossier_id.is_empty());
    for row in named.filter(|row| !ids.contains(&row.dossier_id)) {
        sink.row(row.place.clone(), &UnknownDossier { id: &row.dossier_id });
    }
}

/// Events call for items of some plan.
pub(super) fn events(repository: &Repository, sink: &mut Sink) {
    for event in repository.events.iter().filter(|_| plans_are_complete(repository)) {
        if !repository.plans.values().any(|plan| plan.item(&event.item).is_some()) {
            sink.row(event.place.clone(), &unknown_item(repository, &event.item));
        }
    }
}

/// Tells whether every plan file could be read: otherwise what seems unknown may stand in the unread part.
fn plans_are_complete(repository: &Repository) -> bool {
    repository.plans.values().all(|plan| !plan.incomplete)
}

fn unknown_item<'a>(repository: &'a Repository, code: &'a str) -> UnknownItem<'a> {
    let items = repository.plans.values().flat_map(Plan::items);
    UnknownItem { code, known: items.map(|item| item.code.as_str()).collect() }
}

/// Amendments and corrections name items of their plan, or such as it may have had.
pub(super) fn amendments(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values().filter(|plan| !plan.incomplete) {
        for amendment in &plan.cover.amendments {
            for (code, place) in amendment.items.iter().zip(&amendment.places) {
                if !plan.may_have(code) {
                    let known = plan.items().map(|item| item.code.as_str()).collect();
                    sink.file(place.clone(), &UnknownItem { code, known });
                }
            }
        }
    }
}

/// Progress rows speak of occurrences that a plan has.
pub(super) fn progress(repository: &Repository, sink: &mut Sink) {
    let known = occurrences(repository);
    for row in &repository.progress {
        match known.get(row.occurrence.as_str()) {
            Some(item) => check_named(repository, row, item, sink),
            None if plans_are_complete(repository) => unknown_occurrence(repository, row, &known, sink),
            None => {}
        }
    }
}

/// Every occurrence of every plan, with its item.
fn occurrences(repository: &Repository) -> BTreeMap<String, &Item> {
    let mut known = BTreeMap::new();
    for plan in repository.plans.values() {
        let timetable = Timetable {
            year: plan.year,
            reporting: repository.config.reporting,
            calendar: &repository.calendar,
            events: &repository.events,
        };
        known.extend(timetable.of_plan(plan).into_iter().map(|occurrence| (occurrence.id, occurrence.item)));
    }
    known
}

fn unknown_occurrence(
    repository: &Repository,
    row: &Progress,
    known: &BTreeMap<String, &Item>,
    sink: &mut Sink,
) {
    let code = row.occurrence.split_once('@').map_or(row.occurrence.as_str(), |(item, _)| item);
    if repository.plans.values().all(|plan| plan.item(code).is_none()) {
        sink.row(row.place.clone(), &unknown_item(repository, code));
        return;
    }
    let own = known.iter().filter(|(_, item)| item.code == code).map(|(id, _)| id.clone());
    let fact = UnknownOccurrence { id: &row.occurrence, known: own.collect(), item: None };
    sink.row(row.place.clone(), &fact);
}

fn check_named(repository: &Repository, row: &Progress, item: &Item, sink: &mut Sink) {
    let units = &repository.units;
    if item.units.iter().any(|code| units.find(code).is_none() && units.group(code).is_none()) {
        return; // the item itself names a unit nobody knows, which was reported
    }
    let lead = item.lead().and_then(|code| units.find(code));
    if lead != Some(row.unit) && !units.expand(&item.units).contains(&row.unit) {
        let unit = &units.get(row.unit).name;
        sink.row(row.place.clone(), &UnitNotNamed { unit, item: &item.code });
    }
}

/// A unit that the plan names, not through a group, exists in some part of its year.
pub(super) fn units_of_plans(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let (Some(first), Some(last)) = (Date::new(plan.year, 1, 1), Date::new(plan.year, 12, 31)) else {
            continue;
        };
        for item in plan.items() {
            let named = item.units.iter().filter_map(|code| repository.units.find(code));
            let units = named.map(|index| repository.units.get(index));
            for unit in units.filter(|unit| !unit.exists_within(first, last)) {
                let when = format!("năm {}", plan.year);
                sink.file(item.place.clone(), &UnitOutsideValidity { unit, when });
            }
        }
    }
}
