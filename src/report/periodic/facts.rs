//! What the logs and the catalogue tell, in sentences: every number in them stands in a figure of the report.

use super::Sources;
use super::rows::FeedbackCounts;
use crate::model::feedback::Feedback;
use crate::model::feedback_way::{FeedbackStep, NextStep};
use crate::model::procedure::{ReviewOutcome, ServiceLevel, same_decision};
use crate::model::unit::Level;
use crate::text::day;
use crate::text::number::{Percent, count};
use crate::text::wording;

/// How many rows of a log a sentence names.
const NAMED: usize = 10;

/// How many there are.
pub(super) fn number<T>(of: impl Iterator<Item = T>) -> String {
    count(u64::try_from(of.count()).unwrap_or(u64::MAX))
}

/// Joins what is not nothing: `trước hạn 5, đúng hạn 3`.
fn parts<const N: usize>(parts: [(&str, u64); N]) -> String {
    let shown = parts.into_iter().filter(|(_, number)| *number > 0);
    shown.map(|(name, number)| format!("{name} {}", count(number))).collect::<Vec<_>>().join(", ")
}

/// `: a 1, b 2`, or nothing.
pub(super) fn detail<const N: usize>(of: [(&str, u64); N]) -> String {
    let text = parts(of);
    if text.is_empty() { text } else { format!(": {text}") }
}

/// Decisions of the window that announced procedures, and how much of the catalogue is published.
pub(super) fn publication(sources: &Sources<'_>) -> Vec<String> {
    let announced = sources.catalogue.announced_in(sources.period);
    if announced.is_empty() {
        return Vec::new();
    }
    let published = number(announced.iter().filter(|(_, procedure)| procedure.published));
    vec![format!(
        "- Trong kỳ có {} quyết định công bố với {} TTHC của danh mục; đã công khai {published} TTHC.",
        number(announced.chunk_by(same_decision)),
        number(announced.iter())
    )]
}

/// The procedures reviewed in the window.
pub(super) fn review(sources: &Sources<'_>) -> Vec<String> {
    let reviewed = sources.catalogue.reviewed_in(sources.period);
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

/// Feedback of the window, and what of it is late or awaits publication on its last day.
pub(super) fn feedback(sources: &Sources<'_>) -> Vec<String> {
    let counts = FeedbackCounts::of(sources.feedback(), sources.period);
    let mut lines = Vec::new();
    if counts.total() > 0 {
        lines.extend(feedback_figures(&counts));
    }
    lines.extend(feedback_lateness(sources));
    lines.extend(feedback_unpublished(sources));
    lines
}

fn feedback_figures(counts: &FeedbackCounts) -> [String; 2] {
    let time = parts([("tiếp nhận mới", counts.received), ("kỳ trước chuyển qua", counts.carried_over)]);
    let kinds = parts([("phản ánh", counts.complaints), ("kiến nghị", counts.proposals)]);
    let results = parts([
        ("đã xử lý xong", counts.own_done),
        ("đang xử lý", counts.own_open),
        ("chuyển nơi có thẩm quyền", counts.forwarded),
        ("chưa chuyển nơi có thẩm quyền", counts.to_forward),
        ("không tiếp nhận", counts.not_accepted),
        ("chưa phân loại", counts.unclassified),
    ]);
    let about = detail([
        ("hành vi hành chính", counts.conduct),
        ("quy định hành chính", counts.regulation),
        ("cả hai", counts.both),
        ("chưa ghi nội dung", counts.about_unstated),
    ]);
    [
        format!(
            "- Tổng số phản ánh, kiến nghị: {} ({time}), gồm {kinds}. Theo nội dung{about}.",
            count(counts.total())
        ),
        format!("- Kết quả: {results}. Đã công khai kết quả trong kỳ: {}.", count(counts.published)),
    ]
}

/// What was passed on after the decree's term in the window (Decree 20/2008/NĐ-CP, art. 9.1d), and what is past its last
/// day at its end.
fn feedback_lateness(sources: &Sources<'_>) -> Option<String> {
    let late = |row: &&Feedback| {
        let due = row.forward_by(sources.calendar);
        let forwarded = row.forwarded.map(|moment| moment.date);
        forwarded.is_some_and(|date| sources.period.contains(date)) && due.is_some() && forwarded > due
    };
    let forwarded_late = sources.feedback().filter(late).count() as u64;
    let today = sources.feedback_day().today;
    let is_late = |next: &NextStep| next.due.is_some_and(|due| due < today);
    let overdue = sources.open_feedback().iter().filter(|(_, next)| is_late(next)).count() as u64;
    let words = parts([("chuyển quá 05 ngày làm việc", forwarded_late), ("đang quá hạn", overdue)]);
    (!words.is_empty()).then(|| format!("- Chậm hạn, tính đến ngày {}: {words}.", day::date(today)))
}

/// The results that must be published and are not (art. 14.2đ, 19).
fn feedback_unpublished(sources: &Sources<'_>) -> Option<String> {
    let open = sources.open_feedback();
    let waiting: Vec<&Feedback> =
        open.iter().filter(|(_, next)| next.step == FeedbackStep::Publish).map(|(row, _)| *row).collect();
    let named = waiting.iter().take(NAMED).map(|row| row.id.as_str()).collect::<Vec<_>>().join(", ");
    let more = if waiting.len() > NAMED { ", …" } else { "" };
    (!waiting.is_empty()).then(|| {
        let today = day::date(sources.feedback_day().today);
        format!(
            "- Đã trả lời, chưa công khai kết quả đến ngày {today}: {} ({named}{more}).",
            number(waiting.iter())
        )
    })
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
    let sent = sources.sent().count();
    if sent > 0 {
        let here = sources.logs.received_total();
        lines.push(format!(
            "- Trong đó, hồ sơ theo dõi tại đây: {}; theo số liệu của {} đơn vị gửi về: {} (cột 3).",
            count(here),
            count(sent as u64),
            count(total.received_total() - here)
        ));
    }
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
        let own = all().filter(|procedure| procedure.level_or(sources.config.level) == level);
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
    let new = total.received_new();
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
