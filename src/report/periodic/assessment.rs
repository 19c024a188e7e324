//! The overall assessment by computed facts: what went well, what did not and with whom, and why.

use super::rows::reasons;
use super::{PlanInWindow, Sources, plan_facts};
use crate::tally::Columns;
use crate::text::number::{Change, Percent, count};
use crate::text::wording;

/// How many units or reasons a sentence names; annexes have them all.
const NAMED: usize = 5;

/// The rate, how much more was done than before, and what of the plan is done.
pub(super) fn results(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<String> {
    let total = &sources.figures.total;
    let mut lines = Vec::new();
    if let Some(rate) = sources.figures.on_time_rate.percent {
        let share = Percent::of(total.resolved_total(), total.received_total());
        lines.push(format!(
            "- Đã giải quyết {} trên {} hồ sơ nhận giải quyết ({}); tỷ lệ trước hạn và đúng hạn {} trên {}.",
            count(total.resolved_total()),
            count(total.received_total()),
            share.map_or_else(|| "–".to_owned(), Percent::display),
            rate.display(),
            wording::rate_over_short(sources.figures.on_time_rate.over)
        ));
    }
    lines.extend(compared(sources, |now, before| {
        let mut parts = vec![
            change("số hồ sơ nhận giải quyết", now.received_total(), before.received_total()),
            change("số hồ sơ đã giải quyết", now.resolved_total(), before.resolved_total()),
        ];
        parts.extend(
            (now.late() <= before.late()).then(|| change("số hồ sơ quá hạn", now.late(), before.late())),
        );
        parts
    }));
    lines.extend(plan.and_then(|plan| plan_facts::completed(sources, plan)));
    lines
}

/// A sentence on what changed since the period it is compared with; none where that one's figures are not whole.
fn compared(sources: &Sources<'_>, parts: impl FnOnce(&Columns, &Columns) -> Vec<String>) -> Option<String> {
    let comparison = sources.comparison.filter(|comparison| comparison.complete)?;
    let parts = parts(&sources.figures.total, &comparison.figures.total);
    let sealed = if comparison.sealed_on.is_some() { " (số liệu đã chốt)" } else { "" };
    (!parts.is_empty()).then(|| format!("- So với {}{}: {}.", comparison.name(), sealed, parts.join("; ")))
}

/// `số hồ sơ đã giải quyết tăng 549 (17,85%)`.
fn change(what: &str, now: u64, before: u64) -> String {
    let size = count(now.abs_diff(before));
    let share = Change::between(before, now).map(|change| format!(" ({})", change.size()));
    match now.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{what} không đổi"),
        std::cmp::Ordering::Greater => format!("{what} tăng {size}{}", share.unwrap_or_default()),
        std::cmp::Ordering::Less => format!("{what} giảm {size}{}", share.unwrap_or_default()),
    }
}

/// What is late or overdue, and with whom.
pub(super) fn problems(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<String> {
    let total = &sources.figures.total;
    let mut lines = Vec::new();
    let parts = [
        (total.resolved_late, "đã giải quyết quá hạn"),
        (total.pending_overdue, "đang giải quyết, đã quá hạn vào ngày cuối kỳ"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, what)| format!("{} hồ sơ {what}", count(number))).collect();
    if !parts.is_empty() {
        let units = worst_units(sources).map(|units| format!("; nhiều nhất ở: {units}"));
        lines.push(format!("- Có {}{}.", parts.join(" và "), units.unwrap_or_default()));
    }
    lines.extend(compared(sources, |now, before| {
        let worse = now.late() > before.late();
        worse.then(|| change("số hồ sơ quá hạn", now.late(), before.late())).into_iter().collect()
    }));
    if let Some(plan) = plan {
        lines.extend(plan_facts::overdue(sources, plan));
    }
    lines
}

/// `Phòng Tài nguyên và Môi trường (12 trên 340 hồ sơ)`: late and overdue of all; `None` where there is only one unit.
fn worst_units(sources: &Sources<'_>) -> Option<String> {
    let named = sources.worst_units().take(NAMED).map(|row| {
        let name = sources.units.name(&row.unit);
        format!("{name} ({} trên {} hồ sơ)", count(row.columns.late()), count(row.columns.received_total()))
    });
    let named: Vec<String> = named.collect();
    (sources.figures.by_unit.len() > 1).then(|| named.join(", "))
}

/// Reasons of lateness as the logs word them.
pub(super) fn causes(sources: &Sources<'_>) -> Vec<String> {
    let reasons = reasons(sources.late);
    if reasons.is_empty() {
        return Vec::new();
    }
    let word = |(reason, number): &(&str, u64)| {
        let reason = if reason.is_empty() { "chưa ghi lý do" } else { reason };
        format!("{reason} ({} hồ sơ)", count(*number))
    };
    let named: Vec<String> = reasons.iter().take(NAMED).map(word).collect();
    let left = reasons.len().saturating_sub(NAMED);
    let rest = if left > 0 { format!("; và {left} nguyên nhân khác") } else { String::new() };
    vec![format!("- Nguyên nhân hồ sơ quá hạn ghi trong sổ: {}{rest}.", named.join("; "))]
}
