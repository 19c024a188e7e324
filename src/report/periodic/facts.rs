//! The sentences that are computed: every number in them stands in a figure of the report.

use super::rows::{FeedbackCounts, reasons};
use super::{PlanInWindow, Rate, Sources};
use crate::model::date::Date;
use crate::model::occurrence::Occurrence;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::procedure::{Procedure, ReviewOutcome, ServiceLevel};
use crate::model::state::State;
use crate::model::unit::Level;
use crate::text::day;
use crate::text::number::{Percent, count, difference};
use crate::text::wording;

/// How many units, reasons or items a sentence names; annexes have them all.
const NAMED: usize = 5;

fn number<T>(of: impl Iterator<Item = T>) -> String {
    count(u64::try_from(of.count()).unwrap_or(u64::MAX))
}

/// Joins what is not nothing: `trước hạn 5, đúng hạn 3`.
fn parts<const N: usize>(parts: [(&str, u64); N]) -> String {
    let shown = parts.into_iter().filter(|(_, number)| *number > 0);
    shown.map(|(name, number)| format!("{name} {}", count(number))).collect::<Vec<_>>().join(", ")
}

/// `: a 1, b 2`, or nothing.
fn detail<const N: usize>(of: [(&str, u64); N]) -> String {
    let text = parts(of);
    if text.is_empty() { text } else { format!(": {text}") }
}

/// Decisions of the window that announced procedures, and how much of the catalogue is published.
pub(super) fn publication(sources: &Sources<'_>) -> Vec<String> {
    let in_window =
        |procedure: &&Procedure| procedure.announced_at.is_some_and(|date| sources.period.contains(date));
    let announced: Vec<&Procedure> = sources.catalogue.iter().filter(in_window).collect();
    if announced.is_empty() {
        return Vec::new();
    }
    let mut decisions: Vec<(Option<Date>, &str)> =
        announced.iter().map(|procedure| (procedure.announced_at, procedure.announced_by.as_str())).collect();
    decisions.sort_unstable();
    decisions.dedup();
    let published = number(announced.iter().filter(|procedure| procedure.published));
    vec![format!(
        "- Trong kỳ có {} quyết định công bố với {} TTHC của danh mục; đã công khai {published} TTHC.",
        number(decisions.iter()),
        number(announced.iter())
    )]
}

/// The procedures reviewed in the window.
pub(super) fn review(sources: &Sources<'_>) -> Vec<String> {
    let in_window =
        |procedure: &&Procedure| procedure.reviewed_at.is_some_and(|date| sources.period.contains(date));
    let reviewed: Vec<&Procedure> = sources.catalogue.iter().filter(in_window).collect();
    let outcome = |outcome: Option<ReviewOutcome>| {
        let own = reviewed.iter().filter(|procedure| procedure.review_outcome == outcome);
        u64::try_from(own.count()).unwrap_or(u64::MAX)
    };
    if reviewed.is_empty() {
        return Vec::new();
    }
    let outcomes = detail([
        ("giữ nguyên", outcome(Some(ReviewOutcome::Keep))),
        ("đề nghị sửa đổi, bổ sung", outcome(Some(ReviewOutcome::Amend))),
        ("đề nghị thay thế", outcome(Some(ReviewOutcome::Replace))),
        ("đề nghị bãi bỏ", outcome(Some(ReviewOutcome::Abolish))),
        ("chưa ghi phương án", outcome(None)),
    ]);
    vec![format!("- Đã rà soát {} TTHC{outcomes}.", number(reviewed.iter()))]
}

/// Feedback of the window.
pub(super) fn feedback(sources: &Sources<'_>) -> Vec<String> {
    let counts = FeedbackCounts::of(sources.feedback(), sources.period);
    if counts.total() == 0 {
        return Vec::new();
    }
    let time = parts([("tiếp nhận mới", counts.received), ("kỳ trước chuyển qua", counts.carried_over)]);
    let results = parts([
        ("đã xử lý xong", counts.own_done),
        ("đang xử lý", counts.own_open),
        ("chuyển nơi có thẩm quyền", counts.forwarded),
        ("không tiếp nhận", counts.not_accepted),
        ("chưa phân loại", counts.unclassified),
    ]);
    let about = detail([
        ("hành vi hành chính", counts.conduct),
        ("quy định hành chính", counts.regulation),
        ("cả hai", counts.both),
        ("chưa ghi nội dung", counts.about_unstated),
    ]);
    vec![
        format!("- Tổng số phản ánh, kiến nghị: {} ({time}). Theo nội dung{about}.", count(counts.total())),
        format!("- Kết quả: {results}. Đã công khai kết quả trong kỳ: {}.", count(counts.published)),
    ]
}

/// Columns (3) to (13) in words, and the rate with its denominator.
pub(super) fn dossiers(sources: &Sources<'_>) -> Vec<String> {
    let total = &sources.figures.total;
    if total.received_total() == 0 {
        return Vec::new();
    }
    let over = sources.config.counting.on_time_rate_over;
    let rate = sources.figures.on_time_rate.percent.map(Percent::display);
    let mut lines = vec![
        format!(
            "- Tổng số hồ sơ nhận giải quyết: {} hồ sơ; trong đó tiếp nhận trực tuyến {}, trực tiếp và qua dịch vụ \
             bưu chính {}, từ kỳ trước chuyển qua {}.",
            count(total.received_total()),
            count(total.received_online),
            count(total.received_direct),
            count(total.carried_over)
        ),
        format!(
            "- Đã giải quyết: {} hồ sơ; trước hạn {}, đúng hạn {}, quá hạn {}.",
            count(total.resolved_total()),
            count(total.resolved_early),
            count(total.resolved_on_time),
            count(total.resolved_late)
        ),
        format!(
            "- Đang giải quyết: {} hồ sơ; trong hạn {}, quá hạn {}.",
            count(total.pending_total()),
            count(total.pending_in_time),
            count(total.pending_overdue)
        ),
    ];
    let rate = rate.unwrap_or_else(|| "–".to_owned());
    lines.push(format!("- Tỷ lệ giải quyết trước hạn và đúng hạn: {rate} ({}).", wording::rate_over(over)));
    lines.push(format!("Cách tính: {}", wording::counting_rules(sources.config.counting).join(" ")));
    lines
}

/// How many procedures there are, by level, and how many go through the one-stop desk.
pub(super) fn one_stop(sources: &Sources<'_>) -> Vec<String> {
    if sources.catalogue.is_empty() {
        return Vec::new();
    }
    let all = || sources.catalogue.iter();
    let level = |level: Level| {
        let own = all().filter(|procedure| procedure.level.unwrap_or(sources.config.level) == level);
        u64::try_from(own.count()).unwrap_or(u64::MAX)
    };
    let levels = parts([
        ("cấp tỉnh", level(Level::Province)),
        ("cấp huyện", level(Level::District)),
        ("cấp xã", level(Level::Commune)),
    ]);
    vec![format!(
        "- Danh mục TTHC thuộc thẩm quyền giải quyết có {} TTHC ({levels}); thực hiện theo cơ chế một cửa, một cửa liên \
         thông: {} TTHC; đã ban hành quy trình nội bộ: {} TTHC.",
        number(all()),
        number(all().filter(|procedure| procedure.one_stop)),
        number(all().filter(|procedure| procedure.internal_process))
    )]
}

/// What is offered and used online.
pub(super) fn online(sources: &Sources<'_>) -> Vec<String> {
    let total = &sources.figures.total;
    let new = total.received_online + total.received_direct;
    let mut lines = Vec::new();
    if !sources.catalogue.is_empty() {
        let level = |level| {
            number(sources.catalogue.iter().filter(move |procedure| procedure.service_level == Some(level)))
        };
        lines.push(format!(
            "- Số TTHC cung cấp dịch vụ công trực tuyến: mức độ 3 (một phần) {}, mức độ 4 (toàn trình) {}.",
            level(ServiceLevel::Partial),
            level(ServiceLevel::Full)
        ));
    }
    if let Some(rate) = Percent::of(total.received_online, new) {
        lines.push(format!(
            "- Hồ sơ tiếp nhận trực tuyến: {} trên {} hồ sơ tiếp nhận mới trong kỳ, đạt {}.",
            count(total.received_online),
            count(new),
            rate.display()
        ));
    }
    lines
}

/// How many occurrences of the window are in each state.
pub(super) fn plan_progress(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let states: Vec<State> = plan.in_window(sources.period).iter().map(|row| row.state).collect();
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
    vec![format!(
        "- Kế hoạch năm {} có {} nhiệm vụ. Số lượt đến hạn, hoàn thành trong kỳ hoặc quá hạn vào ngày cuối kỳ: {}; tính đến \
         ngày {}{words}.",
        plan.plan.year,
        number(plan.plan.items()),
        number(states.iter()),
        day::date(plan.judge.today)
    )]
}

/// The rate, how it changed, and what of the plan is done.
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
    lines.extend(compared(sources));
    let done = plan.map(|plan| plan.in_window(sources.period)).unwrap_or_default();
    let done = done.iter().filter(|row| matches!(row.state, State::Done | State::DoneLate)).count();
    if done > 0 {
        lines.push(format!(
            "- Hoàn thành {} lượt nhiệm vụ của Kế hoạch.",
            count(u64::try_from(done).unwrap_or(0))
        ));
    }
    lines
}

fn compared(sources: &Sources<'_>) -> Option<String> {
    let comparison = sources.comparison?;
    let (now, before) = (&sources.figures.total, &comparison.figures.total);
    let signed = |now: u64, before: u64| difference(super::comparison::signed(now, before));
    Some(format!(
        "- So với {}: số hồ sơ nhận giải quyết {}, đã giải quyết {}, quá hạn (đã và đang giải quyết) {}.",
        comparison.name(),
        signed(now.received_total(), before.received_total()),
        signed(now.resolved_total(), before.resolved_total()),
        signed(now.resolved_late + now.pending_overdue, before.resolved_late + before.pending_overdue)
    ))
}

/// What is late or overdue, and with whom.
pub(super) fn problems(sources: &Sources<'_>, plan: Option<&PlanInWindow<'_>>) -> Vec<String> {
    let total = &sources.figures.total;
    let mut lines = Vec::new();
    if total.resolved_late + total.pending_overdue > 0 {
        lines.push(format!(
            "- Còn {} hồ sơ giải quyết quá hạn và {} hồ sơ đang giải quyết đã quá hạn vào ngày cuối kỳ; nhiều nhất ở: {}.",
            count(total.resolved_late),
            count(total.pending_overdue),
            worst_units(sources)
        ));
    }
    if let Some(plan) = plan {
        lines.extend(overdue_items(sources, plan));
    }
    lines
}

/// `Phòng Tài nguyên và Môi trường (12 trên 340 hồ sơ)`: late and overdue of all.
fn worst_units(sources: &Sources<'_>) -> String {
    let named = sources.worst_units().take(NAMED).map(|row| {
        let bad = row.columns.resolved_late + row.columns.pending_overdue;
        let name = sources.units.name(&row.unit);
        format!("{name} ({} trên {} hồ sơ)", count(bad), count(row.columns.received_total()))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn overdue_items(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let overdue: Vec<&Occurrence<'_>> = plan.overdue().collect();
    if overdue.is_empty() {
        return Vec::new();
    }
    let head = format!(
        "- Có {} lượt nhiệm vụ của Kế hoạch quá hạn tính đến ngày {}:",
        number(overdue.iter()),
        day::date(plan.judge.today)
    );
    let lines = task_lines(sources, overdue).into_iter().map(|line| format!("+ {line}"));
    std::iter::once(head).chain(lines).collect()
}

/// `Tổng hợp báo cáo … (nhiệm vụ A.VIII.03), hạn 21/06/2021; Văn phòng …`, by due day, an item once a day.
fn task_lines(sources: &Sources<'_>, mut occurrences: Vec<&Occurrence<'_>>) -> Vec<String> {
    occurrences.sort_by_key(|occurrence| occurrence.due);
    occurrences.dedup_by(|a, b| (a.due, &a.item.code) == (b.due, &b.item.code));
    let line = |occurrence: &Occurrence<'_>| {
        let Occurrence { item, due, .. } = occurrence;
        let due = due.map(|due| format!(", hạn {}", day::date(due))).unwrap_or_default();
        let (task, code) = (trimmed(&item.task), &item.code);
        format!("{task} (nhiệm vụ {code}){due}; {}.", units(sources, occurrence))
    };
    occurrences.into_iter().map(line).collect()
}

fn trimmed(task: &str) -> &str {
    task.trim_start_matches("- ").trim_end_matches(['.', ';'])
}

/// The units of an occurrence, by name, the lead first.
pub(super) fn units(sources: &Sources<'_>, occurrence: &Occurrence<'_>) -> String {
    let names: Vec<&str> = occurrence.item.units.iter().map(|code| sources.units.name(code)).collect();
    names.join("; ")
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

/// What falls due in the next period, as far as this year's plan goes.
pub(super) fn next_tasks(sources: &Sources<'_>, plan: &PlanInWindow<'_>) -> Vec<String> {
    let (from, to) = next_window(sources);
    let open = |occurrence: &&Occurrence<'_>| {
        let state = plan.judge.standing(occurrence).state;
        !matches!(state, State::Done | State::DoneLate | State::NotApplicable)
    };
    let in_window =
        |occurrence: &&Occurrence<'_>| occurrence.due.is_some_and(|due| (from..=to).contains(&due));
    let due = plan.occurrences.iter().filter(open).filter(in_window).collect();
    task_lines(sources, due).into_iter().map(|line| format!("- {line}")).collect()
}

/// The next period of the kind; after a year and after an ad hoc report, as many days as this one had.
fn next_window(sources: &Sources<'_>) -> (Date, Date) {
    let Period { kind, year, from, to, .. } = *sources.period;
    let end = |kind| Period::report(kind, year, sources.config.reporting).to;
    let last = match kind {
        PeriodKind::Report(ReportKind::Quarter(number @ 1..=3)) => end(ReportKind::Quarter(number + 1)),
        PeriodKind::Report(ReportKind::SixMonths | ReportKind::NineMonths) => end(ReportKind::Annual),
        _ => to.plus_days(to.days_since(from) + 1),
    };
    (to.next(), last)
}

/// The rate of some counts, as the page for the head shows it.
pub(super) fn rate(sources: &Sources<'_>, columns: &crate::tally::Columns) -> Option<Percent> {
    Rate::on_time(columns, sources.config.counting.on_time_rate_over).percent
}
