//! The names of things: states, periods, levels, columns, notices.

use super::day;
use super::number::count;
use crate::model::act::{Certainty, Ending};
use crate::model::config::{ClosedWithoutResult, Counting, LatenessBy, RateOver, Reappointed};
use crate::model::date::Date;
use crate::model::exemption::Exemption;
use crate::model::feedback_way::FeedbackStep;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::schedule::Schedule;
use crate::model::state::State;
use crate::model::unit::Level;

/// The name and version of the tool, as files name it.
pub const GENERATED_BY: &str = concat!("kstthc ", env!("CARGO_PKG_VERSION"));

/// The name of a state.
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::NotApplicable => "Không phát sinh",
        State::Done => "Hoàn thành",
        State::DoneLate => "Hoàn thành muộn",
        State::Overdue => "QUÁ HẠN",
        State::DueSoon => "Sắp đến hạn",
        State::InProgress => "Đang thực hiện",
        State::Upcoming => "Chưa đến kỳ",
        State::NotStated => "Không nêu hạn",
        State::NoActivity => "Chưa ghi nhận",
        State::Waiting => "Chờ sự kiện",
    }
}

/// What is to be done next for feedback; the law states one term only (Decree 20/2008/NĐ-CP, art. 9.1d).
#[must_use]
pub const fn feedback_step(step: FeedbackStep, by_law: bool) -> &'static str {
    match step {
        FeedbackStep::Classify => "Phân loại",
        FeedbackStep::Forward if by_law => "Chuyển nơi có thẩm quyền (05 ngày làm việc, NĐ 20/2008/NĐ-CP)",
        FeedbackStep::Forward => "Chuyển nơi có thẩm quyền",
        FeedbackStep::Answer => "Trả lời",
        FeedbackStep::Publish => "Công khai kết quả",
    }
}

/// What must be said of a plan whose decision is not entered.
#[must_use]
pub fn draft(year: i32) -> String {
    format!("DỰ THẢO: kế hoạch năm {year} chưa có quyết định phê duyệt")
}

/// How an act ended, what takes its place, and how sure that is.
#[must_use]
pub fn ending(ending: &Ending) -> String {
    let replaced = match &ending.replaced_by[..] {
        [] => String::new(),
        numbers => format!(", được thay bằng {}", numbers.join(", ")),
    };
    let note = if ending.note.is_empty() { String::new() } else { format!(" {}", ending.note) };
    let certainty = certainty(ending.certainty);
    format!("Hết hiệu lực từ {}{replaced} ({certainty}).{note}", day::date(ending.until.next()))
}

/// How sure a fact about an act is.
#[must_use]
pub const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Verified => "đã đối chiếu",
        Certainty::Paraphrased => "theo nguồn thuật lại",
        Certainty::Derived => "suy ra, chưa đối chiếu",
        Certainty::Background => "theo hiểu biết chung, chưa đối chiếu",
    }
}

/// A typed schedule in words.
#[must_use]
pub fn schedule(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Quarter(quarter) => format!("trong quý {}", roman(*quarter)),
        Schedule::QuarterRange(from, to) => format!("từ quý {} đến hết quý {}", roman(*from), roman(*to)),
        Schedule::BeforeQuarter(quarter) => format!("xong trước quý {}", roman(*quarter)),
        Schedule::Months(months) => {
            let months: Vec<_> = months.iter().map(ToString::to_string).collect();
            format!("trong các tháng {}", months.join(", "))
        }
        Schedule::Year => "trong năm".to_owned(),
        Schedule::Continuous => "thường xuyên, xem theo quý báo cáo".to_owned(),
        Schedule::Reports { on_request: true, .. } => {
            "theo kỳ báo cáo, và khi có yêu cầu đột xuất".to_owned()
        }
        Schedule::Reports { .. } => "theo kỳ báo cáo".to_owned(),
        Schedule::BeforeDay(day) => format!("mỗi quý, trước ngày {day} của tháng cuối quý"),
        Schedule::OnEvent => "khi có sự kiện (data/events)".to_owned(),
        Schedule::NotStated => "kế hoạch không nêu".to_owned(),
    }
}

/// The name of a level, as form II.06a groups rows.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "TTHC cấp tỉnh",
        Level::District => "TTHC cấp huyện",
        Level::Commune => "TTHC cấp xã",
    }
}

/// The Roman number of a quarter.
const fn roman(quarter: u32) -> &'static str {
    match quarter {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

/// The name of a period: `Quý II/2021`, `6 tháng đầu năm 2021`, `Năm 2021`.
#[must_use]
pub fn period(period: &Period) -> String {
    let year = period.year;
    match period.kind {
        PeriodKind::Report(ReportKind::Quarter(quarter)) => format!("Quý {}/{year}", roman(quarter)),
        PeriodKind::Report(ReportKind::SixMonths) => format!("6 tháng đầu năm {year}"),
        PeriodKind::Report(ReportKind::NineMonths) => format!("9 tháng đầu năm {year}"),
        PeriodKind::Report(ReportKind::Annual) => format!("Năm {year}"),
        PeriodKind::Range => format!("Từ ngày {} đến ngày {}", day::date(period.from), day::date(period.to)),
    }
}

/// A text that begins a sentence as it stands within one.
#[must_use]
pub fn lower_initial(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `Từ ngày 15/03/2021 đến ngày 14/06/2021`.
#[must_use]
pub fn window(from: Date, to: Date) -> String {
    format!("Từ ngày {} đến ngày {}", day::date(from), day::date(to))
}

/// The headings of columns (3) to (13) of form II.06a/VPCP/KSTT: group and leaf.
pub const FORM_COLUMNS: [(&str, &str); 11] = [
    ("Số hồ sơ nhận giải quyết", "Tổng số"),
    ("Số hồ sơ nhận giải quyết", "Trực tuyến"),
    ("Số hồ sơ nhận giải quyết", "Trực tiếp, bưu chính"),
    ("Số hồ sơ nhận giải quyết", "Từ kỳ trước"),
    ("Số lượng hồ sơ đã giải quyết", "Tổng số"),
    ("Số lượng hồ sơ đã giải quyết", "Trước hạn"),
    ("Số lượng hồ sơ đã giải quyết", "Đúng hạn"),
    ("Số lượng hồ sơ đã giải quyết", "Quá hạn"),
    ("Số lượng hồ sơ đang giải quyết", "Tổng số"),
    ("Số lượng hồ sơ đang giải quyết", "Trong hạn"),
    ("Số lượng hồ sơ đang giải quyết", "Quá hạn"),
];

/// What the on-time rate is a share of, with its source.
#[must_use]
pub const fn rate_over(over: RateOver) -> &'static str {
    match over {
        RateOver::ReceivedTotal => {
            "(8)+(9) trên cột (3), tổng số hồ sơ nhận giải quyết; NĐ 61/2018/NĐ-CP, Điều 30.2c"
        }
        RateOver::ResolvedTotal => "(8)+(9) trên cột (7), tổng số hồ sơ đã giải quyết; lựa chọn của cơ quan",
    }
}

/// The same in a few words.
#[must_use]
pub const fn rate_over_short(over: RateOver) -> &'static str {
    match over {
        RateOver::ReceivedTotal => "tổng số hồ sơ nhận giải quyết (cột 3)",
        RateOver::ResolvedTotal => "tổng số hồ sơ đã giải quyết (cột 7)",
    }
}

/// The counting rules in force, one sentence each; what is not law says so.
#[must_use]
pub fn counting_rules(counting: Counting) -> Vec<&'static str> {
    vec![
        match counting.lateness_by {
            LatenessBy::Day => "Quá hạn khi hết ngày hẹn trả (Bộ luật Dân sự 2015, Điều 148).",
            LatenessBy::Instant => "Quá hạn tính theo giờ hẹn trả (lựa chọn của cơ quan).",
        },
        match counting.closed_without_result {
            ClosedWithoutResult::OnTime => {
                "Hồ sơ công dân rút hoặc bị trả lại được tính vào cột (9) (mặc định, không phải quy định)."
            }
            ClosedWithoutResult::ByDueDate => {
                "Hồ sơ công dân rút hoặc bị trả lại được tính theo hạn như hồ sơ khác (lựa chọn của cơ quan)."
            }
        },
        match counting.reappointed {
            Reappointed::Original => "Hồ sơ hẹn lại được so với ngày hẹn lần đầu (mặc định, luật không nêu).",
            Reappointed::New => {
                "Hồ sơ hẹn lại được so với ngày hẹn lại (lựa chọn của cơ quan, luật không nêu)."
            }
        },
    ]
}

/// What stands where nothing happened, as real reports say it.
pub const NOTHING: &str = "Không phát sinh.";

/// The notice on every output of illustrative figures.
pub const ILLUSTRATIVE: &str = "SỐ LIỆU MINH HỌA, không phải số liệu thật của cơ quan.";

/// The notice where `as_of` of the configuration stands for today.
#[must_use]
pub fn as_of_notice(today: Date) -> String {
    format!("Ngày hôm nay được đặt là {} (as_of trong kstthc.toml).", day::date(today))
}

/// The notice where days off of some years had to be computed: `2027`, `2030–2034`.
#[must_use]
pub fn computed_years(years: &[i32]) -> Option<String> {
    let runs = years.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        _ => run.iter().map(ToString::to_string).collect(),
    });
    let runs: Vec<String> = runs.collect();
    let named = runs.join(", ");
    (!years.is_empty()).then(|| {
        format!("Chưa có lịch nghỉ chính thức năm {named}: ngày làm việc được tính theo luật, có thể lệch vài ngày.")
    })
}

/// The notice on a report that lacks the figures of some units; none where all are here.
#[must_use]
pub fn missing_returns(units: &[&str]) -> Option<String> {
    let names = units.join("; ");
    (!units.is_empty())
        .then(|| format!("CHƯA ĐỦ SỐ LIỆU: còn {} đơn vị chưa gửi: {names}.", count(units.len() as u64)))
}

/// The notice on a report whose window is not over.
#[must_use]
pub fn unfinished_period(to: Date, today: Date) -> String {
    let (to, today) = (day::date(to), day::date(today));
    format!(
        "KỲ CHƯA KẾT THÚC (đến {to}): số liệu mới có đến {today}; cột (12), (13) tính như đã đến ngày cuối kỳ."
    )
}

/// The notice on a report from which rows were left out.
#[must_use]
pub fn rows_left_out(rows: usize) -> String {
    let rows = count(u64::try_from(rows).unwrap_or(u64::MAX));
    format!("BÁO CÁO CHƯA ĐẦY ĐỦ: bỏ ra {rows} dòng có lỗi trong sổ.")
}

/// Tells that a page leaves out rows of a table.
#[must_use]
pub fn rows_not_shown(rows: usize) -> String {
    let rows = count(u64::try_from(rows).unwrap_or(u64::MAX));
    format!("Còn {rows} dòng không in ở đây; bảng đầy đủ có trong bản Excel của báo cáo.")
}

/// Tells that annotations were left out.
#[must_use]
pub fn annotations_left_out(number: usize) -> String {
    let number = count(u64::try_from(number).unwrap_or(u64::MAX));
    format!("Còn {number} phát hiện không ghi ở đây. Xem tất cả: kstthc check")
}

/// Tells that SARIF lacks results.
#[must_use]
pub fn results_left_out(number: usize) -> String {
    let number = count(u64::try_from(number).unwrap_or(u64::MAX));
    format!(
        "SARIF không ghi {number} phát hiện nhẹ nhất, vì GitHub không nhận nhiều hơn. Xem tất cả: kstthc check"
    )
}

/// `12 lỗi, 3 cảnh báo, 1 ghi chú, 2 được miễn trừ`; the last two only where there are any.
#[must_use]
pub fn totals(totals: crate::diag::Totals) -> String {
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
    let mut text = format!("{} lỗi, {} cảnh báo", number(totals.errors), number(totals.warnings));
    if totals.notes > 0 {
        text.push_str(&format!(", {} ghi chú", number(totals.notes)));
    }
    if totals.exempted > 0 {
        text.push_str(&format!(", {} được miễn trừ", number(totals.exempted)));
    }
    if let Some(introduced) = totals.introduced {
        text.push_str(&format!(" (lần sửa này thêm {})", number(introduced)));
    }
    text
}

/// `  được miễn trừ đến 31/12/2021: Chờ công bố (plan/exemptions.toml, dòng 2)`.
#[must_use]
pub fn exempted(exemption: &Exemption) -> String {
    let Exemption { reason, until, place, .. } = exemption;
    let reason = super::findings::shown(reason);
    format!("  được miễn trừ đến {}: {reason} ({}, dòng {})", day::date(*until), place.path, place.line)
}
