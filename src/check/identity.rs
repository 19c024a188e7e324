//! Codes that must be unique and in order.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Place, Sink};
use crate::model::occurrence::Timetable;
use crate::model::plan::Section;
use crate::model::progress::Event;
use crate::repo::Repository;
use crate::text::findings::identity::{DuplicateItem, DuplicateRow, EventLikeOccurrence, ItemOrder};

/// Items of a plan have each a code of their own, and stand in its order.
pub(super) fn items(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let items = plan.items().filter(|item| !item.code.is_empty());
        for (code, place, first) in repeated(items.map(|item| (item.code.as_str(), &item.place))) {
            sink.file(place.clone(), &DuplicateItem { code, first });
        }
        plan.sections.iter().for_each(|section| order(section, sink));
    }
}

fn order(section: &Section, sink: &mut Sink) {
    for pair in section.items.windows(2) {
        let [before, item] = pair else { continue };
        if item.code < before.code && !item.code.is_empty() {
            sink.file(item.place.clone(), &ItemOrder { code: &item.code, before: &before.code });
        }
    }
}

/// Events have each an id of their own.
pub(super) fn events(repository: &Repository, sink: &mut Sink) {
    unique(repository.events.iter().map(|event| (event.id.as_str(), &event.place)), sink);
}

/// So has feedback.
pub(super) fn feedback(repository: &Repository, sink: &mut Sink) {
    unique(repository.feedback.iter().map(|feedback| (feedback.id.as_str(), &feedback.place)), sink);
}

/// No event is named like a time that the plan itself gives to its item.
pub(super) fn events_like_occurrences(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let timetable = Timetable {
            year: plan.year,
            reporting: repository.config.reporting,
            calendar: &repository.calendar,
            events: &[],
        };
        let own: BTreeSet<String> =
            timetable.of_plan(plan).into_iter().map(|occurrence| occurrence.id).collect();
        let named =
            |event: &&Event| plan.item(&event.item).is_some_and(|item| item.schedule.waits_for_events());
        for event in repository.events.iter().filter(named) {
            let occurrence = format!("{}@{}", event.item, event.id);
            if own.contains(&occurrence) {
                let fact = EventLikeOccurrence { id: &event.id, occurrence: &occurrence };
                sink.row(event.place.clone(), &fact);
            }
        }
    }
}

fn unique<'r>(rows: impl Iterator<Item = (&'r str, &'r Place)>, sink: &mut Sink) {
    for (id, place, first) in repeated(rows) {
        sink.row(place.clone(), &DuplicateRow { id, first: Some(first) });
    }
}

/// What is there again: its key, its place, and where the key stands first.
pub(super) fn repeated<'r, K: Ord + Copy>(
    rows: impl Iterator<Item = (K, &'r Place)>,
) -> impl Iterator<Item = (K, &'r Place, &'r Place)> {
    let mut first: BTreeMap<K, &Place> = BTreeMap::new();
    rows.filter_map(move |(key, place)| match first.entry(key) {
        Entry::Occupied(entry) => Some((key, place, *entry.get())),
        Entry::Vacant(entry) => {
            entry.insert(place);
            None
        }
    })
}
