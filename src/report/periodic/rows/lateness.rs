//! Dossiers that were late: why, and which.

use super::{ValueRow, field_name, index, sorted_fields};
use crate::report::document::Cell;
use crate::report::periodic::Sources;
use crate::tally::{ListedDossier, Outcome};
use crate::text::fold;
use crate::text::number::count;

/// The reasons of some late dossiers as the log words them, the most frequent first; spellings that differ by case or
/// marks alone count as one, in the words met first.
pub(in crate::report::periodic) fn reasons<'a>(
    late: impl IntoIterator<Item = &'a ListedDossier>,
) -> Vec<(&'a str, u64)> {
    let mut reasons: Vec<(String, &str, u64)> = Vec::new();
    for dossier in late {
        let reason = dossier.late_reason.trim();
        let key = fold::fold(reason.trim_end_matches('.'));
        match reasons.iter_mut().find(|(own, ..)| *own == key) {
            Some((.., number)) => *number += 1,
            None => reasons.push((key, reason, 1)),
        }
    }
    reasons.sort_by(|(a, _, m), (b, _, n)| (a.is_empty(), n, a).cmp(&(b.is_empty(), m, b)));
    reasons.into_iter().map(|(_, reason, number)| (reason, number)).collect()
}

fn reason_words(late: &[&ListedDossier]) -> String {
    let word = |(reason, number): (&str, u64)| {
        let reason = if reason.is_empty() { "chưa ghi lý do" } else { reason };
        format!("{reason}: {}", count(number))
    };
    reasons(late.iter().copied()).into_iter().map(word).collect::<Vec<_>>().join("; ")
}

fn number(late: &[&ListedDossier], resolved: bool) -> u64 {
    let number =
        late.iter().filter(|dossier| (dossier.placement.outcome == Outcome::Late) == resolved).count();
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn values(index: Cell, name: &str, late: &[&ListedDossier], reason: Cell) -> [(&'static str, Cell); 6] {
    let (resolved, pending) = (number(late, true), number(late, false));
    [
        ("index", index),
        ("name", Cell::text(name)),
        ("late_total", Cell::count(resolved + pending)),
        ("resolved_late", Cell::count(resolved)),
        ("pending_overdue", Cell::count(pending)),
        ("reason", reason),
    ]
}

/// The late dossiers by field, with the reasons of each.
pub(super) fn rows(sources: &Sources<'_>) -> Vec<ValueRow> {
    let late: Vec<&ListedDossier> = sources.late.iter().collect();
    let mut rows = Vec::new();
    for (at, field) in
        sorted_fields(late.iter().map(|dossier| dossier.field.as_str())).into_iter().enumerate()
    {
        let of: Vec<_> = late.iter().copied().filter(|dossier| dossier.field == field).collect();
        let reason = Cell::text(&reason_words(&of));
        rows.push(ValueRow::new(values(index(at), field_name(field), &of, reason)));
    }
    if !rows.is_empty() {
        rows.push(ValueRow::strong(values(Cell::text(""), "Tổng số", &late, Cell::text(""))));
    }
    rows
}

/// The path of a log below the folder of all logs.
fn short_path(path: &str) -> &str {
    path.strip_prefix("data/dossiers/").unwrap_or(path)
}

/// The late dossiers themselves, with where they stand in the logs.
pub(super) fn list(sources: &Sources<'_>) -> Vec<ValueRow> {
    let row = |(at, dossier): (usize, &ListedDossier)| {
        let late = dossier.lateness().map(|(due, end)| sources.calendar.working_days_between(due, end));
        let column = if dossier.placement.outcome == Outcome::Late { "(10)" } else { "(13)" };
        ValueRow::new([
            ("index", index(at)),
            ("dossier_id", Cell::text(&dossier.id)),
            ("unit", Cell::text(&sources.units.get(dossier.unit).name)),
            ("field", Cell::text(field_name(&dossier.field))),
            ("received_at", Cell::date(Some(dossier.received.date))),
            ("due_at", Cell::date(dossier.due.map(|due| due.date))),
            ("completed_at", Cell::date(dossier.completed.map(|completed| completed.date))),
            ("working_days_late", late.map_or_else(Cell::missing, |days| Cell::count(u64::from(days)))),
            ("column", Cell::text(column)),
            ("late_reason", Cell::text(&dossier.late_reason)),
            ("source", Cell::text(&format!("{}:{}", short_path(&dossier.path), dossier.line))),
        ])
    };
    sources.late.iter().enumerate().map(row).collect()
}
