//! What changed in the plans, as a person reads it.

use super::document::{Block, Cell, Column, Document, Layout, Row, Table};
use super::plan_diff::{AmendmentView, Change, DueChange, ItemName, PlanChange, VersionView};

/// Lays out what changed in the plans.
pub(super) fn document(
    plans: &[PlanChange],
    (from, to): (&VersionView, &VersionView),
    notices: Vec<String>,
) -> Document {
    let mut blocks: Vec<Block> = plans.iter().flat_map(plan_blocks).collect();
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("Kế hoạch không có gì thay đổi.".to_owned()));
    }
    Document {
        title: "THAY ĐỔI CỦA KẾ HOẠCH".to_owned(),
        subtitle: vec![format!("Từ {} đến {}", version(from), version(to))],
        notices,
        blocks,
        ..Document::default()
    }
}

fn version(view: &VersionView) -> String {
    let name =
        view.revision.as_ref().map_or_else(|| "các tệp hiện tại".to_owned(), |name| format!("bản «{name}»"));
    let commit = view.commit.as_ref().map(|commit| format!(" ({})", commit.get(..8).unwrap_or(commit)));
    format!("{name}{}", commit.unwrap_or_default())
}

fn plan_blocks(plan: &PlanChange) -> Vec<Block> {
    let heading = match plan.status {
        "added" => format!("Kế hoạch năm {} (mới)", plan.year),
        "removed" => format!("Kế hoạch năm {} (đã bỏ)", plan.year),
        _ => format!("Kế hoạch năm {}", plan.year),
    };
    let mut blocks = vec![Block::Heading(heading)];
    if plan.incomplete {
        let notice =
            "Có tệp kế hoạch không đọc hết được; danh sách dưới đây có thể thiếu (xem «kstthc check»).";
        blocks.push(Block::Paragraph(notice.to_owned()));
    }
    blocks.extend(paragraphs("Căn cứ thêm", &plan.amendments_added));
    blocks.extend(paragraphs("Căn cứ bị bỏ", &plan.amendments_removed));
    if !plan.decision.is_empty() {
        blocks.push(table("Quyết định và tên kế hoạch", &plan.decision, &[]));
    }
    blocks.extend(items("Nhiệm vụ thêm", &plan.added));
    blocks.extend(items("Nhiệm vụ bỏ", &plan.removed));
    blocks
        .extend(plan.items.iter().map(|item| table(&format!("{} đổi", item.code), &item.changes, &item.due)));
    if plan.errata_changed {
        let (before, after) = (plan.errata_before, plan.errata_after);
        let how = if before == after { "; có chỗ được sửa lời" } else { "" };
        blocks.push(Block::Paragraph(format!("Chỗ chưa nhất quán đã ghi: {before} → {after}{how}.")));
    }
    blocks
}

fn paragraphs(title: &str, amendments: &[AmendmentView]) -> Vec<Block> {
    amendments.iter().map(|amendment| Block::Paragraph(format!("{title}: {}", amendment.words))).collect()
}

/// A list of items, where there are any.
fn items(title: &str, items: &[ItemName]) -> Option<Block> {
    let row =
        |item: &ItemName| Row { cells: vec![Cell::text(&item.code), Cell::text(&item.task)], strong: false };
    let columns = vec![Column::new(title, Layout::Word), Column::new("Nội dung công việc", Layout::Text)];
    let rows: Vec<_> = items.iter().map(row).collect();
    (!rows.is_empty()).then_some(Block::Table(Table { columns, rows, ..Table::default() }))
}

/// What differs: values, then due days.
fn table(title: &str, changes: &[Change], due: &[DueChange]) -> Block {
    let columns = vec![
        Column::new(title, Layout::Text),
        Column::new("Trước", Layout::Text),
        Column::new("Sau", Layout::Text),
    ];
    let text = |text: &str| if text.is_empty() { Cell::missing() } else { Cell::text(text) };
    let values =
        changes.iter().map(|change| vec![Cell::text(change.name), text(&change.before), text(&change.after)]);
    let days = due.iter().map(|change| {
        let name = format!("hạn {}", change.occurrence);
        vec![Cell::text(&name), Cell::date(change.before), Cell::date(change.after)]
    });
    let rows = values.chain(days).map(|cells| Row { cells, strong: false }).collect();
    Block::Table(Table { columns, rows, ..Table::default() })
}
