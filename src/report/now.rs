//! The three things to do now, most urgent first, each with the command for it.

use super::document::{Block, Cell, Column, Document, Layout, Row, Table, Tone};
use super::status::{NextReport, StatusReport};
use crate::model::calendar::WorkingCalendar;
use crate::model::date::Date;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::state::{DUE_SOON_WORKING_DAYS, State};
use crate::text::day;
use crate::text::number::count;
use crate::text::wording::lower_initial;

/// How many things are shown.
const SHOWN: usize = 3;

/// What tells what is to be done.
#[derive(Clone, Copy, Debug)]
pub struct NowSources<'a> {
    /// How plan and dossiers stand.
    pub status: &'a StatusReport,
    /// How many errors plan and logs have.
    pub errors: usize,
    /// Whether something is not saved in git.
    pub unsaved: bool,
    /// Today.
    pub today: Date,
    /// The year meant where a command names none.
    pub year: i32,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
}

/// A thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// What, and why now.
    pub what: String,
    /// What to type.
    pub command: String,
    /// How urgent it is.
    pub tone: Tone,
}

/// The most urgent things: errors, apologies the law wants today, what is overdue or due soon, a report due soon, results to
/// be published, work not saved, the next report.
#[must_use]
pub fn todos(sources: NowSources<'_>) -> Vec<Todo> {
    let report = next_report(sources);
    let (near, far): (Option<_>, Option<_>) = match report {
        Some((todo, true)) => (Some(todo), None),
        Some((todo, false)) => (None, Some(todo)),
        None => (None, None),
    };
    let found = [
        mend(sources.errors),
        apologise(sources.status),
        due(sources.status),
        near,
        publish(sources.status),
        save(sources.unsaved),
        far,
    ];
    found.into_iter().flatten().take(SHOWN).collect()
}

fn mend(errors: usize) -> Option<Todo> {
    let number = count(u64::try_from(errors).unwrap_or(u64::MAX));
    (errors > 0).then(|| Todo {
        what: format!("Dữ liệu có {number} lỗi, phải sửa trước khi lập báo cáo"),
        command: "kstthc check".to_owned(),
        tone: Tone::Bad,
    })
}

/// At the latest one day before the due date (Decree 61/2018/NĐ-CP, art. 19.9).
fn apologise(status: &StatusReport) -> Option<Todo> {
    let missing = status.letters.apology_missing;
    (missing > 0).then(|| Todo {
        what: format!("{} hồ sơ cần thư xin lỗi và hẹn lại hôm nay", count(missing)),
        command: "kstthc letter apology".to_owned(),
        tone: Tone::Bad,
    })
}

fn due(status: &StatusReport) -> Option<Todo> {
    let (plan, dossiers) = (&status.plan.by_state, status.dossiers);
    let feedback = status.feedback.unwrap_or_default();
    let overdue = numbers([plan.of(State::Overdue).into(), dossiers.overdue, feedback.overdue]);
    let soon = numbers([plan.of(State::DueSoon).into(), dossiers.due_soon, feedback.due_soon]);
    let within = format!("đến hạn trong {DUE_SOON_WORKING_DAYS} ngày làm việc");
    let what = match (&overdue, &soon) {
        (None, None) => return None,
        (Some(overdue), None) => format!("Quá hạn: {overdue}"),
        (None, Some(soon)) => format!("Sắp {within}: {soon}"),
        (Some(overdue), Some(soon)) => format!("Quá hạn: {overdue}; {within}: {soon}"),
    };
    let option = if soon.is_some() { format!(" --within {DUE_SOON_WORKING_DAYS}") } else { String::new() };
    let tone = if overdue.is_some() { Tone::Bad } else { Tone::Warn };
    Some(Todo { what, command: format!("kstthc overdue{option}"), tone })
}

/// `2 lượt của kế hoạch, 13 hồ sơ, 1 phản ánh, kiến nghị`; `None` where there is none of them.
fn numbers(of: [u64; 3]) -> Option<String> {
    let parts = ["lượt của kế hoạch", "hồ sơ", "phản ánh, kiến nghị"].into_iter().zip(of);
    let parts = parts.filter(|(_, number)| *number > 0);
    let parts: Vec<String> = parts.map(|(what, number)| format!("{} {what}", count(number))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Results of feedback must be published (Decree 20/2008/NĐ-CP, art. 19), though no number of days is set.
fn publish(status: &StatusReport) -> Option<Todo> {
    let waiting = status.feedback.unwrap_or_default();
    let waiting = waiting.awaiting_publication - waiting.publication_overdue;
    (waiting > 0).then(|| Todo {
        what: format!("{} kết quả xử lý phản ánh, kiến nghị chưa công khai", count(waiting)),
        command: "kstthc overdue".to_owned(),
        tone: Tone::Warn,
    })
}

/// The next report, and whether it is due soon.
fn next_report(sources: NowSources<'_>) -> Option<(Todo, bool)> {
    let (next, others) = sources.status.next_reports.split_first()?;
    let left = sources.calendar.working_days_between(sources.today, next.deadline);
    let near = left <= DUE_SOON_WORKING_DAYS;
    let labels = others.iter().filter(|other| other.deadline == next.deadline);
    let labels: Vec<String> = labels.map(|other| lower_initial(&other.label)).collect();
    let same =
        if labels.is_empty() { String::new() } else { format!("; cùng hạn: {}", labels.join(", ")) };
    let what = format!(
        "Báo cáo {}: hạn gửi {}, còn {left} ngày làm việc{same}",
        lower_initial(&next.label),
        day::date(next.deadline)
    );
    let tone = if near { Tone::Warn } else { Tone::Plain };
    Some((Todo { what, command: report_command(next, sources.year), tone }, near))
}

fn report_command(report: &NextReport, year: i32) -> String {
    let Period { kind, year: own, from, to } = report.period;
    let period = match kind {
        PeriodKind::Report(ReportKind::Quarter(number)) => format!("--quarter {number}"),
        PeriodKind::Report(ReportKind::SixMonths) => "--six-months".to_owned(),
        PeriodKind::Report(ReportKind::NineMonths) => "--nine-months".to_owned(),
        PeriodKind::Report(ReportKind::Annual) => "--annual".to_owned(),
        PeriodKind::Range => return format!("kstthc report --from {from} --to {to}"),
    };
    let year = if own == year { String::new() } else { format!(" --year {own}") };
    format!("kstthc report {period}{year}")
}

fn save(unsaved: bool) -> Option<Todo> {
    unsaved.then(|| Todo {
        what: "Có thay đổi chưa lưu vào lịch sử".to_owned(),
        command: "kstthc save".to_owned(),
        tone: Tone::Plain,
    })
}

/// The page that shows them.
#[must_use]
pub fn document(todos: &[Todo], subtitle: [String; 2], notices: Vec<String>) -> Document {
    let help = "Tình hình đầy đủ: kstthc status · mọi lệnh: kstthc --help";
    let shown = if todos.is_empty() {
        Block::Paragraph("Hôm nay không có việc nào đến hạn.".to_owned())
    } else {
        Block::Table(table(todos))
    };
    let blocks = vec![shown, Block::Paragraph(help.to_owned())];
    let title = "VIỆC CẦN LÀM NGAY".to_owned();
    Document { title, subtitle: subtitle.into(), notices, blocks, ..Document::default() }
}

fn table(todos: &[Todo]) -> Table {
    let columns = vec![
        Column::new("STT", Layout::Number),
        Column::new("Việc", Layout::Text),
        Column::new("Gõ lệnh", Layout::Word),
    ];
    let rows = (1..).zip(todos).map(|(number, todo)| Row {
        cells: vec![Cell::count(number), Cell::text(&todo.what).toned(todo.tone), Cell::text(&todo.command)],
        strong: false,
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
