//! Codes that must be unique and in order.

use std::collections::BTreeMap;

use crate::diag::{Place, Sink};
use crate::model::plan::Section;
use crate::repo::Repository;
use crate::text::findings::identity::{DuplicateItem, DuplicateRow, ItemOrder};

/// Items of a plan have each a code of their own, and stand in its order.
pub(super) fn items(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
        for item in plan.items().filter(|item| !item.code.is_empty()) {
            match first.get(item.code.as_str()) {
                Some(first) => sink.file(item.place.clone(), &DuplicateItem { code: &item.code, first }),
                None => {
                    first.insert(&item.code, &item.place);
                }
            }
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

fn unique<'r>(rows: impl Iterator<Item = (&'r str, &'r Place)>, sink: &mut Sink) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for (id, place) in rows {
        match first.get(id) {
            Some(first) => sink.row(place.clone(), &DuplicateRow { id, first: Some(first) }),
            None => {
                first.insert(id, place);
            }
        }
    }
}
