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
    let rows = last_words(&plan.rows_in_window(item, sources));
    let mut parts = Vec::new();
    for state in [ProgressState::Done, ProgressState::Started, ProgressState::NotApplicable] {
        let own = rows.iter().filter(|row| row.state == state);
        let (told, plain): (Vec<&Progress>, Vec<&Progress>) = own.partition(|row| !row.note.is_empty());
        let names: Vec<String> = plain.iter().map(|row| name_with_proof(row, sources)).collect();
        if !names.is_empty() {
            parts.push(format!("{}: {}", state_words(state), names.join(", ")));
        }
        parts.extend(told.iter().map(|row| sentence(row, sources)));
    }
    parts.extend(data(item, sources, plan, !parts.is_empty()));
    (!parts.is_empty())
        .then(|| format!("- {} (nhiệm vụ {}): {}.", item.in_report(), item.code, parts.join("; ")))
}

/// What the data of the whole office tell of an item in the window, where nobody reported it, or where it contradicts what
/// was reported.
fn data(item: &Item, sources: &Sources<'_>, plan: &PlanInWindow<'_>, is_reported: bool) -> Option<String> {
    let told = plan.data_in_window(item, sources).into_iter();
    let told: Vec<String> =
        told.filter(|(_, agrees)| !is_reported || !agrees).map(|(told, _)| told).collect();
    (!told.is_empty()).then(|| format!("theo dữ liệu của cơ quan: {}", told.join("; ")))
}

/// Of what a unit reported for an occurrence: how it closed, and before that only the last word.
fn last_words<'p>(rows: &[&'p Progress]) -> Vec<&'p Progress> {
    let closes = |row: &Progress| row.state != ProgressState::Started;
    let same = |a: &Progress, b: &Progress| a.unit == b.unit && a.occurrence == b.occurrence;
    let superseded = |at: usize| {
        let row = rows[at];
        let closed = || rows.iter().any(|other| same(row, other) && closes(other));
        let later = || rows[at + 1..].iter().any(|other| same(row, other));
        !closes(row) && (closed() || later())
    };
    (0..rows.len()).filter(|&at| !superseded(at)).map(|at| rows[at]).collect()
}

const fn state_words(state: ProgressState) -> &'static str {
    match state {
        ProgressState::Done => "đã thực hiện",
        ProgressState::Started => "đang thực hiện",
        ProgressState::NotApplicable => "không phát sinh",
    }
}

/// `Văn phòng đã thực hiện: Cử 24 công chức dự tập huấn (145/UBND-VP, 30/03/2021)`.
fn sentence(row: &Progress, sources: &Sources<'_>) -> String {
    let name = &sources.units.get(row.unit).name;
    format!("{name} {}: {} ({})", state_words(row.state), row.note.trim_end_matches('.'), proof(row))
}

/// `Phòng Tư pháp (09/TP, 01/03/2021)`.
fn name_with_proof(row: &Progress, sources: &Sources<'_>) -> String {
    format!("{} ({})", sources.units.get(row.unit).name, proof(row))
}

fn proof(row: &Progress) -> String {
    let date = day::date(row.date);
    if row.evidence.is_empty() { date } else { format!("{}, {date}", row.evidence) }
}
