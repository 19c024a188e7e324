//! What was done for the items of a section in the window, by the progress rows: evidence and notes are the content.

use super::{PlanInWindow, Sources};
use crate::model::plan::Item;
use crate::model::progress::{Progress, ProgressState};
use crate::text::day;

/// A paragraph for each item of these sections of the plan with rows in the window.
pub(super) fn evidence(sections: &[String], sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let of_sections = |item: &&Item| sections.iter().any(|code| code == item.section());
    let items = plan.plan.items().filter(of_sections);
    items.filter_map(|item| paragraph(item, sources, plan)).collect()
}

fn paragraph(item: &Item, sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Option<String> {
    let rows = plan.rows_in_window(item, sources);
    let (told, plain): (Vec<&Progress>, Vec<&Progress>) =
        rows.into_iter().partition(|row| !row.note.is_empty());
    let mut parts: Vec<String> = told.iter().map(|row| sentence(row, sources)).collect();
    for state in [ProgressState::Done, ProgressState::Started, ProgressState::NotApplicable] {
        let own = plain.iter().filter(|row| row.state == state);
        let names: Vec<String> = own.map(|row| name_with_proof(row, sources)).collect();
        if !names.is_empty() {
            parts.push(format!("{}: {}", state_words(state), names.join(", ")));
        }
    }
    let task = item.task.trim_start_matches("- ").trim_end_matches(['.', ';']);
    (!parts.is_empty()).then(|| format!("- {task} (nhiệm vụ {}): {}.", item.code, parts.join("; ")))
}

const fn state_words(state: ProgressState) -> &'static str {
    match state {
        ProgressState::Done => "đã thực hiện",
        ProgressState::Started => "đang thực hiện",
        ProgressState::NotApplicable => "không phát sinh",
    }
}

/// `Văn phòng: Cử 24 công chức dự tập huấn (145/UBND-VP, 30/03/2021)`.
fn sentence(row: &Progress, sources: &Sources<'_>) -> String {
    let name = &sources.units.get(row.unit).name;
    format!("{name}: {} ({})", row.note.trim_end_matches('.'), proof(row))
}

/// `Phòng Tư pháp (09/TP, 01/03/2021)`.
fn name_with_proof(row: &Progress, sources: &Sources<'_>) -> String {
    format!("{} ({})", sources.units.get(row.unit).name, proof(row))
}

fn proof(row: &Progress) -> String {
    let date = day::date(row.date);
    if row.evidence.is_empty() { date } else { format!("{}, {date}", row.evidence) }
}
