//! The items of the plan: how each stands, and what was done for it in the window.

use super::ValueRow;
use crate::model::plan::Item;
use crate::model::schedule::Schedule;
use crate::model::state::State;
use crate::report::document::Cell;
use crate::report::periodic::{PlanInWindow, Sources};
use crate::text::day;
use crate::text::wording;

/// Every item, in the order of the plan.
pub(super) fn rows(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<ValueRow> {
    plan.plan.items().map(|item| row(item, sources, plan)).collect()
}

fn row(item: &Item, sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> ValueRow {
    let units: Vec<&str> = item.units_lead_first().map(|code| sources.units.name(code)).collect();
    let time = if item.time_text.is_empty() { "Không nêu" } else { &item.time_text };
    let missing = |text: &str| if text.is_empty() { Cell::missing() } else { Cell::text(text) };
    ValueRow::new([
        ("code", Cell::text(&item.code)),
        ("task", Cell::text(&item.task)),
        ("units", Cell::text(&units.join("; "))),
        ("time", Cell::text(time)),
        ("result", missing(&item.result)),
        ("state", Cell::text(&progress_words(item, plan))),
        ("evidence", missing(&evidence(item, sources, plan))),
    ])
}

/// How the occurrences of an item stand: `Quý I: hoàn thành; …`, or their number in each state.
fn progress_words(item: &Item, plan: &PlanInWindow<'_>) -> String {
    let own: Vec<_> =
        plan.occurrences.iter().filter(|occurrence| occurrence.item.code == item.code).collect();
    if own.is_empty() && item.schedule == Schedule::OnEvent {
        return wording::state(State::Waiting).to_owned();
    }
    let states: Vec<State> = own.iter().map(|occurrence| plan.at_end.standing(occurrence).state).collect();
    if let [only] = states.as_slice() {
        let due = own[0].due.map(|due| format!(" (hạn {})", day::date(due)));
        return format!("{}{}", wording::state(*only), due.unwrap_or_default());
    }
    let counted = State::ALL.into_iter().filter_map(|state| {
        let number = states.iter().filter(|own| **own == state).count();
        (number > 0).then(|| format!("{} {number}", wording::state(state)))
    });
    format!("{} lượt: {}", states.len(), counted.collect::<Vec<_>>().join(", "))
}

fn evidence(item: &Item, sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> String {
    let rows = plan.rows_in_window(item, sources);
    let words = rows.iter().filter(|row| !row.evidence.is_empty()).map(|row| {
        format!("{} ({}, {})", row.evidence, sources.units.get(row.unit).name, day::date(row.date))
    });
    let words = words.collect::<Vec<_>>().join("; ");
    if !words.is_empty() {
        return words;
    }
    let told: Vec<String> = plan.data_in_window(item, sources).into_iter().map(|(told, _)| told).collect();
    if told.is_empty() { words } else { format!("Theo dữ liệu: {}", told.join("; ")) }
}
