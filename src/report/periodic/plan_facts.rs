//! What the plan tells, in sentences, as it stood on the last day of the window.

use super::facts::{detail, number};
use super::{PlanInWindow, Sources};
use crate::model::date::Date;
use crate::model::occurrence::{Nature, Occurrence};
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::plan::Item;
use crate::model::state::State;
use crate::text::day;
use crate::text::number::count;

/// How many occurrences of the window are in each state.
pub(super) fn plan_progress(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let states: Vec<State> = plan.in_window(sources.period).into_iter().map(|(_, state)| state).collect();
    let of =
        |state: State| u64::try_from(states.iter().filter(|own| **own == state).count()).unwrap_or(u64::MAX);
    let words = detail([
        ("hoàn thành đúng hạn", of(State::Done)),
        ("hoàn thành muộn", of(State::DoneLate)),
        ("không phát sinh", of(State::NotApplicable)),
        ("quá hạn", of(State::Overdue)),
        ("sắp đến hạn", of(State::DueSoon)),
        ("đang thực hiện", of(State::InProgress)),
        ("chưa thực hiện", of(State::Upcoming) + of(State::NotStated)),
        ("chưa ghi nhận", of(State::NoActivity)),
    ]);
    let whose = if sources.unit.is_some() { " của đơn vị" } else { "" };
    vec![format!(
        "- Kế hoạch năm {} có {} nhiệm vụ{whose}. Số lượt đến hạn, hoàn thành trong kỳ hoặc quá hạn vào ngày cuối kỳ: {}; \
         tính đến ngày {}{words}.",
        plan.plan.year,
        number(plan.plan.items()),
        number(states.iter()),
        day::date(plan.at_end.today)
    )]
}

/// How many occurrences were completed.
pub(super) fn completed(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Option<String> {
    let states = plan.in_window(sources.period).into_iter().map(|(_, state)| state);
    let done = states.filter(|state| matches!(state, State::Done | State::DoneLate)).count();
    let done = count(u64::try_from(done).unwrap_or(u64::MAX));
    (done != "0").then(|| format!("- Hoàn thành {done} lượt nhiệm vụ của Kế hoạch."))
}

/// What is overdue, with whom.
pub(super) fn overdue(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let overdue: Vec<&Occurrence<'_>> = plan.overdue().collect();
    if overdue.is_empty() {
        return Vec::new();
    }
    let head = format!(
        "- Có {} lượt nhiệm vụ của Kế hoạch quá hạn tính đến ngày {}:",
        number(overdue.iter()),
        day::date(plan.at_end.today)
    );
    let lines = task_lines(sources, overdue).into_iter().map(|line| format!("+ {line}"));
    std::iter::once(head).chain(lines).collect()
}

/// What falls due in the next period, as far as this year's plan goes.
pub(super) fn next_tasks(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let (from, to) = next_window(sources);
    let open = |occurrence: &&Occurrence<'_>| {
        let state = plan.at_end.standing(occurrence).state;
        !matches!(state, State::Done | State::DoneLate | State::NotApplicable | State::Overdue)
    };
    let in_window =
        |occurrence: &&Occurrence<'_>| occurrence.due.is_some_and(|due| (from..=to).contains(&due));
    let due = plan.occurrences.iter().filter(open).filter(in_window).collect();
    let mut lines: Vec<String> =
        task_lines(sources, due).into_iter().map(|line| format!("- {line}")).collect();
    lines.extend(continuous_tasks(plan, (from, to)));
    lines
}

/// What goes on in the next period without a due day, an item once.
fn continuous_tasks(plan: &PlanInWindow<'_>, (from, to): (Date, Date)) -> Option<String> {
    let is_next = |occurrence: &&Occurrence<'_>| match occurrence.nature {
        Nature::Continuous(end) => occurrence.start <= to && end > from,
        Nature::Once | Nature::NotStated => false,
    };
    let applies =
        |occurrence: &&Occurrence<'_>| plan.at_end.standing(occurrence).state != State::NotApplicable;
    let mut items: Vec<&Item> =
        plan.occurrences.iter().filter(is_next).filter(applies).map(|occurrence| occurrence.item).collect();
    items.dedup_by_key(|item| &item.code);
    let words: Vec<String> =
        items.iter().map(|item| format!("{} (nhiệm vụ {})", item.in_report(), item.code)).collect();
    (!words.is_empty()).then(|| format!("- Thực hiện thường xuyên: {}.", words.join("; ")))
}

/// `Tổng hợp báo cáo … (nhiệm vụ A.VIII.03, 2 lượt), hạn 21/06/2021; Văn phòng …`: by due day, an item once a day.
fn task_lines(sources: &Sources<'_>, mut occurrences: Vec<&Occurrence<'_>>) -> Vec<String> {
    occurrences.sort_by(|a, b| (a.due, &a.item.code).cmp(&(b.due, &b.item.code)));
    let same = |a: &&Occurrence<'_>, b: &&Occurrence<'_>| (a.due, &a.item.code) == (b.due, &b.item.code);
    let line = |group: &[&Occurrence<'_>]| {
        let Occurrence { item, due, .. } = group[0];
        let due = due.map(|due| format!(", hạn {}", day::date(due))).unwrap_or_default();
        let times = if group.len() > 1 { format!(", {} lượt", group.len()) } else { String::new() };
        format!("{} (nhiệm vụ {}{times}){due}; {}.", item.in_report(), item.code, units(sources, group[0]))
    };
    occurrences.chunk_by(same).map(line).collect()
}

/// The units of an occurrence, by name, the lead first.
pub(super) fn units(sources: &Sources<'_>, occurrence: &Occurrence<'_>) -> String {
    let names: Vec<&str> = occurrence.item.units_lead_first().map(|code| sources.units.name(code)).collect();
    names.join("; ")
}

/// From the last day of this period, if a task falls due on it, to the end of the next of the kind; after a year and
/// after an ad hoc report, as many days as this one had.
fn next_window(sources: &Sources<'_>) -> (Date, Date) {
    let Period { kind, year, from, to, .. } = *sources.period;
    let end = |kind| Period::report(kind, year, sources.config.reporting).to;
    let last = match kind {
        PeriodKind::Report(ReportKind::Quarter(number @ 1..=3)) => end(ReportKind::Quarter(number + 1)),
        PeriodKind::Report(ReportKind::SixMonths | ReportKind::NineMonths) => end(ReportKind::Annual),
        _ => to.plus_days(to.days_since(from) + 1),
    };
    (to, last)
}
