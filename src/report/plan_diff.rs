//! What changed in the plans between two versions, in words.

use std::collections::BTreeSet;

use serde::Serialize;

use super::document::Document;
use super::plan_diff_document::document;
use crate::model::date::Date;
use crate::model::occurrence::Timetable;
use crate::model::plan::{Amendment, Decision, Erratum, Item, Plan};
use crate::model::plan_edit::{Field, ItemEdit, PlanEdit, amendments_missing};
use crate::repo::{Repository, Versions};
use crate::text::{day, edits};

/// What changed in the plans.
#[derive(Clone, Debug, Serialize)]
pub struct PlanDiff {
    /// The version before.
    pub from: VersionView,
    /// The version after.
    pub to: VersionView,
    /// Whether anything changed.
    pub changed: bool,
    /// The plans that are not as they were, by year.
    pub plans: Vec<PlanChange>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// A version as machine output names it; the files on disk have neither name nor commit.
#[derive(Clone, Debug, Serialize)]
pub struct VersionView {
    /// As the user named it.
    pub revision: Option<String>,
    /// The commit.
    pub commit: Option<String>,
}

/// What changed in the plan of a year.
#[derive(Clone, Debug, Serialize)]
pub struct PlanChange {
    /// The year.
    pub year: i32,
    /// `added`, `removed` or `changed`.
    pub status: &'static str,
    /// Whether a file of it could not be read whole: more may differ than is listed.
    pub incomplete: bool,
    /// Items that are new.
    pub added: Vec<ItemName>,
    /// Items that are gone.
    pub removed: Vec<ItemName>,
    /// Items that differ.
    pub items: Vec<ItemChange>,
    /// What differs in title and decision.
    pub decision: Vec<Change>,
    /// Amendments and corrections that are new, in words.
    pub amendments_added: Vec<AmendmentView>,
    /// Amendments and corrections that are gone.
    pub amendments_removed: Vec<AmendmentView>,
    /// How many known inconsistencies there were.
    pub errata_before: usize,
    /// How many there are.
    pub errata_after: usize,
    /// Whether any of them differs.
    pub errata_changed: bool,
}

/// An item, to be recognised.
#[derive(Clone, Debug, Serialize)]
pub struct ItemName {
    /// The code.
    pub code: String,
    /// What is to be done.
    pub task: String,
}

/// What differs in an item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemChange {
    /// The code.
    pub code: String,
    /// What was decided with the plan.
    pub changes: Vec<Change>,
    /// Due days that moved.
    pub due: Vec<DueChange>,
}

/// A value that differs.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The key.
    pub field: &'static str,
    /// Its name in words.
    #[serde(skip)]
    pub name: &'static str,
    /// The value before, in words.
    pub before: String,
    /// The value after, in words.
    pub after: String,
}

/// A due day that moved, came or went.
#[derive(Clone, Debug, Serialize)]
pub struct DueChange {
    /// The occurrence.
    pub occurrence: String,
    /// The due day before.
    pub before: Option<Date>,
    /// The due day after.
    pub after: Option<Date>,
}

/// An amendment or a correction.
#[derive(Clone, Debug, Serialize)]
pub struct AmendmentView {
    /// The number of the deciding document; `None` for a correction.
    pub number: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// The items concerned.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// All of it in words.
    #[serde(skip)]
    pub words: String,
}

impl PlanDiff {
    /// Compares the plans of two versions.
    #[must_use]
    pub fn between(versions: Versions<'_>, views: (VersionView, VersionView), notices: Vec<String>) -> Self {
        let plans = plan_changes(versions);
        let (from, to) = views;
        let document = document(&plans, (&from, &to), notices);
        Self { from, to, changed: plans.iter().any(PlanChange::differs), plans, document }
    }
}

/// The plans that are not as they were, by year.
#[must_use]
pub fn plan_changes(versions: Versions<'_>) -> Vec<PlanChange> {
    let years: BTreeSet<i32> =
        versions.base.plans.keys().chain(versions.current.plans.keys()).copied().collect();
    let plans = years.into_iter().map(|year| plan_change(versions, year));
    plans.filter(PlanChange::is_worth_saying).collect()
}

impl PlanChange {
    fn differs(&self) -> bool {
        let lists = [self.added.len(), self.removed.len(), self.items.len(), self.decision.len()];
        let amended = self.amendments_added.len() + self.amendments_removed.len();
        self.status != "changed" || self.errata_changed || lists.iter().sum::<usize>() + amended > 0
    }

    fn is_worth_saying(&self) -> bool {
        self.differs() || self.incomplete
    }
}

fn plan_change(versions: Versions<'_>, year: i32) -> PlanChange {
    let (old, new) = (versions.base.plans.get(&year), versions.current.plans.get(&year));
    let empty = Plan { year, ..Plan::default() };
    let (before, after) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
    let edit = PlanEdit::between(before, after);
    let (errata_before, errata_after) = (errata(before), errata(after));
    let names = |items: Vec<&Item>| items.into_iter().map(name).collect();
    PlanChange {
        year,
        status: match (old, new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        },
        incomplete: before.incomplete || after.incomplete,
        items: item_changes(versions, (before, after), &edit),
        added: names(edit.added),
        removed: names(edit.removed),
        decision: decision_changes(before, after),
        amendments_added: amendments_missing(after, before).into_iter().map(amendment).collect(),
        amendments_removed: amendments_missing(before, after).into_iter().map(amendment).collect(),
        errata_changed: !same_errata(&errata_before, &errata_after),
        errata_before: errata_before.len(),
        errata_after: errata_after.len(),
    }
}

fn name(item: &Item) -> ItemName {
    ItemName { code: item.code.clone(), task: item.task.clone() }
}

fn amendment(of: &Amendment) -> AmendmentView {
    AmendmentView {
        words: format!("{}: {}. {}", edits::amendment(of), of.items.join(", "), of.reason),
        number: of.number.clone(),
        date: of.date,
        items: of.items.clone(),
        reason: of.reason.clone(),
    }
}

/// Every known inconsistency of a plan.
fn errata(plan: &Plan) -> Vec<&Erratum> {
    let sections = plan.sections.iter().flat_map(|section| &section.errata);
    let items = plan.items().flat_map(|item| &item.errata);
    plan.cover.errata.iter().chain(sections).chain(items).collect()
}

fn same_errata(before: &[&Erratum], after: &[&Erratum]) -> bool {
    let facts = |of: &&Erratum| {
        (
            of.number,
            of.place.clone(),
            of.as_written.clone(),
            of.reading.clone(),
            of.confidence,
            of.note.clone(),
        )
    };
    before.iter().map(facts).eq(after.iter().map(facts))
}

/// The items that stand in both versions and differ, in themselves or in their due days.
fn item_changes(
    versions: Versions<'_>,
    (before, after): (&Plan, &Plan),
    edit: &PlanEdit<'_>,
) -> Vec<ItemChange> {
    let stays = |item: &&Item| before.item(&item.code).is_some() && !item.code.is_empty();
    let changes = after.items().filter(stays).map(|item| {
        let edit = edit.changed.iter().find(|edit| edit.after.code == item.code);
        ItemChange {
            code: item.code.clone(),
            changes: edit.map(|edit| fields(versions, edit)).unwrap_or_default(),
            due: before
                .item(&item.code)
                .map(|old| due_changes(versions, old, item, after.year))
                .unwrap_or_default(),
        }
    });
    changes.filter(|change| !change.changes.is_empty() || !change.due.is_empty()).collect()
}

fn fields(versions: Versions<'_>, edit: &ItemEdit<'_>) -> Vec<Change> {
    let change = |&field: &Field| Change {
        field: edits::field_key(field),
        name: edits::field_name(field),
        before: edits::field_value(field, edit.before, &versions.base.units),
        after: edits::field_value(field, edit.after, &versions.current.units),
    };
    edit.fields.iter().map(change).collect()
}

fn due_changes(versions: Versions<'_>, before: &Item, after: &Item, year: i32) -> Vec<DueChange> {
    let (before, after) = (due_days(versions.base, before, year), due_days(versions.current, after, year));
    let find = |days: &[(String, Option<Date>)], id: &str| days.iter().find(|(own, _)| own == id).cloned();
    let added = after.iter().filter(|(id, _)| find(&before, id).is_none());
    let ids = before.iter().chain(added).map(|(id, _)| id);
    let changes = ids.map(|id| (id, find(&before, id), find(&after, id))).filter(|(_, old, new)| old != new);
    let due = |day: Option<(String, Option<Date>)>| day.and_then(|(_, due)| due);
    changes
        .map(|(id, old, new)| DueChange { occurrence: id.clone(), before: due(old), after: due(new) })
        .collect()
}

fn due_days(repository: &Repository, item: &Item, year: i32) -> Vec<(String, Option<Date>)> {
    let timetable = Timetable {
        year,
        reporting: repository.config.reporting,
        calendar: &repository.calendar,
        events: &[],
    };
    timetable.of_item(item).into_iter().map(|occurrence| (occurrence.id, occurrence.due)).collect()
}

fn decision_changes(before: &Plan, after: &Plan) -> Vec<Change> {
    let date = |decision: &Decision| decision.date.map(day::date).unwrap_or_default();
    let lines = |texts: &[String]| texts.join(" ");
    let bases = |plan: &Plan| -> Vec<String> {
        plan.cover.legal_bases.iter().map(|basis| basis.text.clone()).collect()
    };
    let (old, new) = (&before.cover.decision, &after.cover.decision);
    let text = |of: fn(&Decision) -> &String| (of(old).clone(), of(new).clone());
    let values = [
        ("title", "tên kế hoạch", (before.cover.title.clone(), after.cover.title.clone())),
        ("decision.number", "số quyết định", text(|decision| &decision.number)),
        ("decision.date", "ngày quyết định", (date(old), date(new))),
        ("decision.title", "trích yếu", text(|decision| &decision.title)),
        ("decision.issuer", "thẩm quyền ban hành", text(|decision| &decision.issuer)),
        ("decision.proposed_by", "cơ quan trình", text(|decision| &decision.proposed_by)),
        ("decision.signer", "người ký", text(|decision| &decision.signer)),
        ("decision.attachment", "dòng kèm theo quyết định", text(|decision| &decision.attachment)),
        ("decision.articles", "các điều", (lines(&old.articles), lines(&new.articles))),
        ("decision.recipients", "nơi nhận", (lines(&old.recipients), lines(&new.recipients))),
        ("legal_basis", "căn cứ", (lines(&bases(before)), lines(&bases(after)))),
    ];
    let differing = values.into_iter().filter(|(_, _, (before, after))| before != after);
    differing.map(|(field, name, (before, after))| Change { field, name, before, after }).collect()
}
