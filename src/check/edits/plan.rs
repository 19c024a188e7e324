//! Edits of an approved plan.

use std::collections::{BTreeMap, BTreeSet};

use super::Edit;
use crate::diag::{Place, Sink};
use crate::model::occurrence::{Occurrence, Timetable};
use crate::model::plan::{Amendment, Item, Plan};
use crate::model::plan_edit::{ItemEdit, PlanEdit, amendments_missing};
use crate::repo::Repository;
use crate::text::findings::edit::{
    AmendmentChanged, ChangeWithoutAmendment, DeadlineMoved, ItemChange, ItemRemovedWithProgress,
};
use crate::text::{day, edits};

/// The two versions of a plan that was approved; one that has no decision number yet is a draft.
struct Approved<'a> {
    edit: Edit<'a>,
    before: &'a Plan,
    /// `None` where the plan is gone.
    after: Option<&'a Plan>,
}

/// The plans that were approved before the edit and could be read whole in both versions: what seems to be gone from a
/// file that cannot be read may stand there.
fn approved(edit: Edit<'_>) -> impl Iterator<Item = Approved<'_>> {
    let plans = edit.versions.base.plans.values().map(move |before| {
        let after = edit.versions.current.plans.get(&before.year);
        Approved { edit, before, after }
    });
    plans.filter(|plan| {
        let readable = |plan: &Plan| !plan.incomplete;
        !plan.before.cover.decision.number.trim().is_empty()
            && readable(plan.before)
            && plan.after.is_none_or(readable)
    })
}

impl<'a> Approved<'a> {
    /// The place in `plan.toml`, for what is gone.
    fn cover(&self) -> Place {
        Place::file(&format!("plan/{}/plan.toml", self.before.year).as_str().into())
    }

    /// What the edit did to the items.
    fn items<'p>(&self, empty: &'p Plan) -> PlanEdit<'p>
    where
        'a: 'p,
    {
        PlanEdit::between(self.before, self.after.unwrap_or(empty))
    }

    fn without_amendment(&self, item: &str, place: Place, change: ItemChange, sink: &mut Sink) {
        let (base, year) = (self.edit.base, self.before.year);
        sink.file(place, &ChangeWithoutAmendment { item, change, base, year });
    }
}

/// An approved plan changes only with an amendment or a correction, and those stay.
pub(super) fn amendments(edit: Edit<'_>, sink: &mut Sink) {
    for plan in approved(edit) {
        let empty = Plan::default();
        let after = plan.after.unwrap_or(&empty);
        let added = amendments_missing(after, plan.before);
        let named: BTreeSet<&str> =
            added.iter().flat_map(|amendment| &amendment.items).map(String::as_str).collect();
        unnamed_changes(&plan, &named, sink);
        for amendment in amendments_missing(plan.before, after) {
            changed_amendment(&plan, amendment, &added, sink);
        }
    }
}

fn unnamed_changes(plan: &Approved<'_>, named: &BTreeSet<&str>, sink: &mut Sink) {
    let empty = Plan::default();
    let items = plan.items(&empty);
    let unnamed = |item: &&&Item| !named.contains(item.code.as_str());
    for item in items.added.iter().filter(unnamed) {
        let change = ItemChange::Added { task: item.task.clone() };
        plan.without_amendment(&item.code, item.place.clone(), change, sink);
    }
    for item in items.removed.iter().filter(unnamed) {
        let change = ItemChange::Removed { task: item.task.clone() };
        plan.without_amendment(&item.code, plan.cover(), change, sink);
    }
    for changed in items.changed.iter().filter(|changed| !named.contains(changed.after.code.as_str())) {
        let change = fields(plan.edit, changed);
        plan.without_amendment(&changed.after.code, changed.after.place.clone(), change, sink);
    }
}

/// The fields that differ, each cut to what differs in it.
fn fields(edit: Edit<'_>, changed: &ItemEdit<'_>) -> ItemChange {
    let (before, after) = (&edit.versions.base.units, &edit.versions.current.units);
    let change = |&field| {
        let old = edits::field_value(field, changed.before, before);
        let new = edits::field_value(field, changed.after, after);
        let (old, new) = edits::difference(&old, &new);
        (edits::field_name(field), old, new)
    };
    ItemChange::Fields(changed.fields.iter().map(change).collect())
}

fn changed_amendment(plan: &Approved<'_>, before: &Amendment, added: &[&Amendment], sink: &mut Sink) {
    let shares_item = |after: &Amendment| after.items.iter().any(|item| before.items.contains(item));
    let resembles = |after: &&&Amendment| match (&before.number, &after.number) {
        (Some(before), Some(after)) => before == after,
        (None, None) => before.date == after.date || shares_item(after),
        _ => shares_item(after),
    };
    let after = added.iter().find(resembles);
    let words = |amendment: &Amendment| {
        let Amendment { items, reason, .. } = amendment;
        format!("{} ({}): {reason}", edits::amendment(amendment), items.join(", "))
    };
    let (old, new) = match after {
        Some(after) => edits::difference(&words(before), &words(after)),
        None => (words(before), String::new()),
    };
    let place = after.map_or_else(|| plan.cover(), |after| after.place.clone());
    sink.file(place, &AmendmentChanged { before: old, after: new, base: plan.edit.base });
}

/// An item for which work was recorded stays.
pub(super) fn removed_items(edit: Edit<'_>, sink: &mut Sink) {
    for plan in approved(edit) {
        let empty = Plan::default();
        for item in plan.items(&empty).removed {
            let ids: BTreeSet<String> =
                timetable(edit.versions.base, plan.before).of_item(item).into_iter().map(|o| o.id).collect();
            let of_item = |repository: &'_ Repository| -> Vec<Place> {
                let rows = repository.progress.iter().filter(|row| ids.contains(&row.occurrence));
                rows.map(|row| row.place.clone()).collect()
            };
            let (before, now) = (of_item(edit.versions.base), of_item(edit.versions.current));
            let rows = before.len().max(now.len());
            if rows > 0 {
                let (item, task, first) = (item.code.as_str(), item.task.as_str(), now.first());
                let fact = ItemRemovedWithProgress { item, task, rows, first, base: edit.base };
                sink.file(plan.cover(), &fact);
            }
        }
    }
}

/// A due day that has passed stays.
pub(super) fn deadlines(edit: Edit<'_>, sink: &mut Sink) {
    for plan in approved(edit) {
        let Some(after) = plan.after else { continue };
        let now = timetable(edit.versions.current, after).of_plan(after);
        let now: BTreeMap<&str, &Occurrence<'_>> =
            now.iter().map(|occurrence| (occurrence.id.as_str(), occurrence)).collect();
        for before in timetable(edit.versions.base, plan.before).of_plan(plan.before) {
            if let (Some(due), Some(item)) = (before.due, after.item(&before.item.code)) {
                let moved = now.get(before.id.as_str()).is_none_or(|now| now.due != Some(due));
                if due < edit.today && moved && calls_still(edit, &before.id) {
                    let due_now = now.get(before.id.as_str()).and_then(|now| now.due);
                    let after = due_now.map(day::date).unwrap_or_default();
                    let occurrence = before.id.as_str();
                    let fact = DeadlineMoved { occurrence, before: day::date(due), after, base: edit.base };
                    sink.file(item.place.clone(), &fact);
                }
            }
        }
    }
}

/// Tells whether what called for an occurrence still stands: an event that is gone is a finding of its own.
fn calls_still(edit: Edit<'_>, occurrence: &str) -> bool {
    let label = occurrence.split_once('@').map_or("", |(_, label)| label);
    let has = |repository: &Repository| repository.events.iter().any(|event| event.id == label);
    !has(edit.versions.base) || has(edit.versions.current)
}

fn timetable<'a>(repository: &'a Repository, plan: &Plan) -> Timetable<'a> {
    Timetable {
        year: plan.year,
        reporting: repository.config.reporting,
        calendar: &repository.calendar,
        events: &repository.events,
    }
}
