//! Who saved what and when; for one item or dossier, what each commit changed of it, in words.

use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Layout, Row, Table};
use super::plan_diff::{ItemChange, PlanChange};
use super::row_changes::{FieldChange, Happened, RowChange};
use crate::model::plan::Plan;
use crate::repo::Commit;

/// The commits that touch plan and data.
#[derive(Debug, Serialize)]
pub struct History {
    /// The item, occurrence or dossier; `None` where all are meant.
    pub subject: Option<String>,
    /// The commits, newest first.
    pub commits: Vec<CommitChanges>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// A commit, and what it changed of the subject.
#[derive(Debug, Serialize)]
pub struct CommitChanges {
    /// The commit.
    #[serde(flatten)]
    pub commit: Commit,
    /// What it changed; not said where there is no subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<RowChange>>,
}

impl History {
    /// Lays commits out.
    #[must_use]
    pub fn new(subject: Option<&str>, commits: Vec<CommitChanges>, notices: Vec<String>) -> Self {
        let title = subject
            .map_or_else(|| "LỊCH SỬ KẾ HOẠCH VÀ SỔ".to_owned(), |subject| format!("LỊCH SỬ {subject}"));
        let blocks = match subject {
            _ if commits.is_empty() => {
                let nothing = subject.map_or_else(
                    || "Chưa có lần lưu nào.".to_owned(),
                    |subject| format!("Chưa có lần lưu nào đổi dòng nói đến «{subject}»."),
                );
                vec![Block::Paragraph(nothing)]
            }
            None => vec![list(&commits)],
            Some(_) => commits.iter().flat_map(blocks).collect(),
        };
        let document = Document { title, notices, blocks, ..Document::default() };
        Self { subject: subject.map(str::to_owned), commits, document }
    }
}

fn list(commits: &[CommitChanges]) -> Block {
    let columns = vec![
        Column::new("Lúc", Layout::Word),
        Column::new("Người lưu", Layout::Text),
        Column::new("Nội dung", Layout::Text),
    ];
    let row = |CommitChanges { commit, .. }: &CommitChanges| Row {
        cells: [&commit.shown_date, &commit.author, &commit.subject].map(|text| Cell::text(text)).into(),
        strong: false,
    };
    Block::Table(Table { columns, rows: commits.iter().map(row).collect(), ..Table::default() })
}

fn blocks(of: &CommitChanges) -> Vec<Block> {
    let Commit { shown_date, author, subject, .. } = &of.commit;
    let mut blocks =
        vec![Block::Heading(format!("{shown_date}, {author}")), Block::Paragraph(subject.clone())];
    for change in of.changes.iter().flatten() {
        blocks.push(Block::Subheading(format!("{}: {}", change.path, deed(change))));
        blocks.extend(change.fields.iter().map(|field| Block::Paragraph(fact(field, change.change))));
    }
    blocks
}

fn deed(change: &RowChange) -> String {
    let verb = match change.change {
        Happened::Added => "thêm",
        Happened::Changed => "sửa",
        Happened::Removed => "bỏ",
    };
    format!("{verb} {}", change.row)
}

/// `completed_at: (trống) → 10/06/2021`; of what is new or gone the value alone.
fn fact(field: &FieldChange, happened: Happened) -> String {
    let value = |text: &str| if text.is_empty() { "(trống)".to_owned() } else { text.to_owned() };
    let told = match happened {
        Happened::Added => value(&field.after),
        Happened::Removed => value(&field.before),
        Happened::Changed => format!("{} → {}", value(&field.before), value(&field.after)),
    };
    format!("• {}: {told}", field.name)
}

/// What a commit changed of an item in the plans, and the amendments that name it.
#[must_use]
pub fn item_changes(plans: &[PlanChange], code: &str) -> Vec<RowChange> {
    plans.iter().flat_map(|plan| item_changes_of(plan, code)).collect()
}

/// An item in the plans with which a repository began.
#[must_use]
pub fn first_item<'p>(plans: impl Iterator<Item = &'p Plan>, code: &str) -> Vec<RowChange> {
    let added = |plan: &Plan| {
        let item = plan.item(code)?;
        let path = format!("plan/{}", plan.year);
        Some(RowChange::of_plan(&path, code.to_owned(), Happened::Added, task("", &item.task)))
    };
    plans.filter_map(added).collect()
}

fn item_changes_of(plan: &PlanChange, code: &str) -> Vec<RowChange> {
    let path = format!("plan/{}", plan.year);
    let change = |row: String, change, fields| RowChange::of_plan(&path, row, change, fields);
    let added = plan.added.iter().filter(|item| item.code == code);
    let added = added.map(|item| change(item.code.clone(), Happened::Added, task("", &item.task)));
    let removed = plan.removed.iter().filter(|item| item.code == code);
    let removed = removed.map(|item| change(item.code.clone(), Happened::Removed, task(&item.task, "")));
    let changed = plan.items.iter().filter(|item| item.code == code);
    let changed = changed.map(|item| change(item.code.clone(), Happened::Changed, fields(item)));
    let amendments = plan.amendments_added.iter().filter(|found| found.items.iter().any(|item| item == code));
    let amendments =
        amendments.map(|found| change(format!("căn cứ: {}", found.words), Happened::Added, Vec::new()));
    added.chain(removed).chain(changed).chain(amendments).collect()
}

fn task(before: &str, after: &str) -> Vec<FieldChange> {
    vec![FieldChange::named("task", "nội dung công việc", (before, after))]
}

fn fields(item: &ItemChange) -> Vec<FieldChange> {
    let values = item
        .changes
        .iter()
        .map(|change| FieldChange::named(change.field, change.name, (&change.before, &change.after)));
    let day = |day: Option<crate::model::date::Date>| day.map(crate::text::day::date).unwrap_or_default();
    let due = item.due.iter().map(|due| {
        let name = format!("hạn {}", due.occurrence);
        FieldChange::named("due", &name, (&day(due.before), &day(due.after)))
    });
    values.chain(due).collect()
}
