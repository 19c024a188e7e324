//! What is attached to the report: forms filled with rows, the comparison, the reconciliation.

use super::rows::{ValueRow, rows};
use super::{PlanInWindow, Sources, comparison, reconciliation, sealed};
use crate::model::form::{Form, FormStatus, RowSet, ValueKind};
use crate::report::document::{Annex, Cell, Column, Layout, Row, Table};
use crate::text::day;
use crate::text::number::count;
use crate::text::roman::roman;
use crate::text::wording;

/// All annexes, numbered in order. A form in which nothing happened is attached only where it is an official one.
pub(super) fn annexes(
    sources: &Sources<'_>,
    plan: Option<&PlanInWindow<'_>>,
    stamp: &[String],
) -> Vec<Annex> {
    let mut annexes = Vec::new();
    for form in sources.forms {
        annexes.extend(annex(form, sources, plan));
    }
    annexes.extend(sources.comparison.map(|compared| comparison::annex(sources, compared)));
    annexes.extend(sources.sealed.and_then(|sealed| sealed::annex(sources, sealed)));
    annexes.push(reconciliation::annex(sources, stamp));
    for (annex, at) in annexes.iter_mut().zip(1..) {
        annex.label = format!("Phụ lục {}", roman(at));
    }
    annexes
}

fn annex(form: &Form, sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Option<Annex> {
    let validity = form.on(sources.period.to)?;
    let rows = rows(form.rows, sources, plan);
    if rows.is_empty() && validity.status != FormStatus::Official {
        return None;
    }
    Some(Annex {
        key: form.key.clone(),
        sheet: form.sheet.clone(),
        form: validity.number.clone(),
        origin: if validity.origin.is_empty() { String::new() } else { format!("({})", validity.origin) },
        title: form.title.clone(),
        subtitle: subtitle(sources),
        parties: if validity.number.is_empty() { Vec::new() } else { parties(sources) },
        measure: form.measure.clone(),
        landscape: form.landscape,
        national: form.national,
        table: table(form, &rows),
        notes: notes(form, sources, plan),
        ..Annex::default()
    })
}

/// The notes of a form, and what a rate is a share of, and the day on which the plan was judged.
fn notes(form: &Form, sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<String> {
    let mut notes = form.notes.clone();
    if form.columns.iter().any(|column| column.value == "on_time_percent") {
        notes.push(format!("Tỷ lệ đúng hạn: {}.", wording::rate_over(sources.figures.on_time_rate.over)));
    }
    let elsewhere = sources.figures.total.late() - sources.logs.late();
    if matches!(form.rows, RowSet::Lateness | RowSet::LateDossiers) && elsewhere > 0 {
        notes.push(format!(
            "Chưa gồm {} hồ sơ quá hạn trong số liệu đơn vị gửi về, không có danh sách ở đây.",
            count(elsewhere)
        ));
    }
    if form.rows == RowSet::FeedbackOpen {
        notes.push(format!("Tính đến ngày {}.", day::date(sources.feedback_day().today)));
    }
    if let (RowSet::Plan, Some(plan)) = (form.rows, plan) {
        notes.push(format!("Tiến độ tính đến ngày {}.", day::date(plan.at_end.today)));
    }
    notes
}

/// What the annex belongs to (NĐ 30/2020/NĐ-CP, Phụ lục I), and the period, as forms name it.
pub(super) fn subtitle(sources: &Sources<'_>) -> Vec<String> {
    let number = sources.letter.number.trim_start_matches("Số:");
    let office = sources.issuer();
    let mut lines =
        vec![format!("(Kèm theo Báo cáo số{number} ngày      tháng      năm           của {office})")];
    if sources.deadline.is_some() {
        lines.push(format!("Kỳ báo cáo: {}", wording::period(sources.period)));
    }
    lines.push(format!("({})", wording::window(sources.period.from, sources.period.to)));
    lines
}

fn parties(sources: &Sources<'_>) -> Vec<String> {
    let office = sources.issuer();
    let receiver = sources.letter.addressees.first().map(|to| format!("- Đơn vị nhận báo cáo: {to}"));
    std::iter::once(format!("- Đơn vị báo cáo: {office}")).chain(receiver).collect()
}

fn table(form: &Form, rows: &[ValueRow]) -> Table {
    let columns = form.columns.iter().map(|column| Column {
        groups: column.groups.clone(),
        heading: column.heading.clone(),
        number: column.number.clone(),
        layout: match column.kind {
            ValueKind::Word => Layout::Word,
            ValueKind::Text => Layout::Text,
            ValueKind::Number => Layout::Number,
        },
    });
    let cells =
        |row: &ValueRow| -> Vec<Cell> { form.columns.iter().map(|column| row.cell(&column.value)).collect() };
    let limit = form.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    Table {
        columns: columns.collect(),
        rows: rows.iter().map(|row| Row { cells: cells(row), strong: row.strong }).collect(),
        max_lines: None,
        limit,
    }
}
