//! The one screen of the morning.

use serde::Serialize;
use serde::ser::SerializeMap;

use super::derived::{DerivedRow, derived_rows, disagreements};
use super::document::{Block, Cell, Column, Document, Layout, Row, Table, Tone};
use super::feedback::FeedbackStatus;
use super::overdue::{due_occurrences, plan_table};
use super::periodic::PeriodView;
use super::plan::PlanToday;
use super::returns::PeriodReturns;
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Reporting;
use crate::model::date::Date;
use crate::model::period::{Period, ReportKind};
use crate::model::plan::Section;
use crate::model::schedule::Schedule;
use crate::model::state::{DUE_SOON_WORKING_DAYS, State};
use crate::model::unit::Units;
use crate::tally::TodayCounter;
use crate::text::day;
use crate::text::number::count;
use crate::text::wording;

/// The state of plan and dossiers on a day.
#[derive(Clone, Debug, Serialize)]
pub struct StatusReport {
    /// The plan.
    pub plan: PlanStatus,
    /// The dossiers.
    pub dossiers: DossierStatus,
    /// The letters that are to be written.
    pub letters: LetterStatus,
    /// Who has sent figures for the quarter that ended last; nothing where no unit has to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returns: Option<PeriodReturns>,
    /// The feedback; nothing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<FeedbackStatus>,
    /// The reports that come next.
    pub next_reports: Vec<NextReport>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// The plan on a day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlanStatus {
    /// The year; `None` without a plan.
    pub year: Option<i32>,
    /// Whether its decision is not entered yet.
    pub draft: bool,
    /// How many items it has.
    pub items: usize,
    /// How many occurrences are in each state.
    pub by_state: StateCounts,
    /// The same by section.
    pub sections: Vec<SectionStatus>,
    /// The occurrences whose state data decide, or contradict.
    pub derived: Vec<DerivedRow>,
}

/// A section on a day.
#[derive(Clone, Debug, Serialize)]
pub struct SectionStatus {
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// How many occurrences are in each state.
    pub by_state: StateCounts,
}

/// How many occurrences are in each state; an item that waits for an event counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts([u32; State::ALL.len()]);

impl StateCounts {
    /// Counts one more.
    fn add(&mut self, state: State) {
        self.0[state as usize] += 1;
    }

    /// How many are in a state.
    #[must_use]
    pub const fn of(&self, state: State) -> u32 {
        self.0[state as usize]
    }

    /// How many are in any of some states.
    fn sum(&self, states: &[State]) -> u64 {
        states.iter().map(|&state| u64::from(self.of(state))).sum()
    }
}

impl Serialize for StateCounts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(State::ALL.len()))?;
        for state in State::ALL {
            map.serialize_entry(&state, &self.of(state))?;
        }
        map.end()
    }
}

/// The dossiers on a day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DossierStatus {
    /// Received in the reporting quarter that contains the day.
    pub received: u64,
    /// Pending.
    pub pending: u64,
    /// Of these, waiting for the citizen.
    pub waiting: u64,
    /// Of these, overdue.
    pub overdue: u64,
    /// Of these, due within ten working days.
    pub due_soon: u64,
}

/// The letters on a day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LetterStatus {
    /// Dossiers in need of an apology today that have none.
    pub apology_missing: u64,
}

/// A report that comes next.
#[derive(Clone, Debug, Serialize)]
pub struct NextReport {
    /// The name of its period.
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The day it is due.
    pub deadline: Date,
    /// Its period.
    #[serde(skip)]
    pub period: Period,
}

/// The next report of each kind: quarter, six months, nine months, year; by deadline.
#[must_use]
pub fn next_reports(today: Date, reporting: Reporting, calendar: &WorkingCalendar) -> Vec<NextReport> {
    let kinds: [&[ReportKind]; 4] =
        [&ReportKind::QUARTERS, &[ReportKind::SixMonths], &[ReportKind::NineMonths], &[ReportKind::Annual]];
    let next = |kinds: &[ReportKind]| {
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let periods = years.into_iter().flat_map(|year| kinds.iter().map(move |&kind| (kind, year)));
        let mut reports = periods.filter_map(|(kind, year)| {
            let period = Period::report(kind, year, reporting);
            let deadline = period.deadline(reporting, calendar)?;
            let PeriodView { label, from, to, .. } = PeriodView::new(&period, Some(deadline));
            Some(NextReport { label, from, to, deadline, period })
        });
        reports.find(|report| report.deadline >= today)
    };
    let mut reports: Vec<_> = kinds.into_iter().filter_map(next).collect();
    reports.sort_by_key(|report| (report.deadline, report.to));
    reports
}

/// What the status is made from, beside plan and dossiers.
#[derive(Clone, Copy, Debug)]
pub struct StatusSources<'a> {
    /// The name of the office.
    pub office: &'a str,
    /// The reporting quarter that contains today.
    pub quarter: &'a Period,
    /// Today.
    pub today: Date,
    /// Who has sent figures for the quarter that ended last.
    pub returns: Option<&'a PeriodReturns>,
    /// The feedback.
    pub feedback: Option<FeedbackStatus>,
    /// The units.
    pub units: &'a Units,
    /// Reporting periods.
    pub reporting: Reporting,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
}

impl StatusReport {
    /// Tells whether anything is overdue.
    #[must_use]
    pub fn has_overdue(&self) -> bool {
        let feedback = self.feedback.is_some_and(|feedback| feedback.overdue > 0);
        feedback || self.plan.by_state.of(State::Overdue) > 0 || self.dossiers.overdue > 0
    }

    /// Makes the status.
    #[must_use]
    pub fn new(
        sources: StatusSources<'_>,
        plan: Option<PlanToday<'_>>,
        dossiers: &TodayCounter<'_>,
        notices: Vec<String>,
    ) -> Self {
        let TodayCounter { received, pending, waiting, overdue, due_soon, apology_missing, .. } = *dossiers;
        let mut status = Self {
            plan: plan.map(plan_status).unwrap_or_default(),
            dossiers: DossierStatus { received, pending, waiting, overdue, due_soon },
            letters: LetterStatus { apology_missing },
            returns: sources.returns.cloned(),
            feedback: sources.feedback,
            next_reports: next_reports(sources.today, sources.reporting, sources.calendar),
            document: Document::default(),
        };
        status.document = document(sources, &status, plan, notices);
        status
    }
}

fn plan_status(plan: PlanToday<'_>) -> PlanStatus {
    let sections: Vec<_> = plan.plan.sections.iter().map(|section| section_status(section, plan)).collect();
    let mut by_state = StateCounts::default();
    for (sum, at) in by_state.0.iter_mut().zip(0..) {
        *sum = sections.iter().map(|section: &SectionStatus| section.by_state.0[at]).sum();
    }
    PlanStatus {
        year: Some(plan.plan.year),
        draft: plan.plan.is_draft(),
        items: plan.plan.items().count(),
        by_state,
        sections,
        derived: derived_rows(plan),
    }
}

fn section_status(section: &Section, plan: PlanToday<'_>) -> SectionStatus {
    let mut by_state = StateCounts::default();
    for item in &section.items {
        let mut own =
            plan.occurrences.iter().filter(|occurrence| occurrence.item.code == item.code).peekable();
        if own.peek().is_none() && item.schedule == Schedule::OnEvent {
            by_state.add(State::Waiting);
        }
        for occurrence in own {
            by_state.add(plan.judge.standing(occurrence).state);
        }
    }
    SectionStatus { code: section.code.clone(), title: section.title.clone(), by_state }
}

fn document(
    sources: StatusSources<'_>,
    status: &StatusReport,
    plan: Option<PlanToday<'_>>,
    notices: Vec<String>,
) -> Document {
    let today = sources.today;
    let title = match status.plan.year {
        Some(year) => format!("TÌNH HÌNH THỰC HIỆN KẾ HOẠCH KIỂM SOÁT TTHC NĂM {year}"),
        None => "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH".to_owned(),
    };
    let subtitle =
        vec![format!("{} - {}, {}", sources.office, day::weekday(today.weekday()), day::date(today))];
    let mut blocks = plan.map_or_else(no_plan, |plan| plan_blocks(&status.plan, plan));
    blocks.push(Block::Heading("HỒ SƠ".to_owned()));
    blocks.push(Block::Facts(dossier_facts(status, sources.quarter)));
    if let Some(feedback) = &status.feedback {
        blocks.push(Block::Heading("PHẢN ÁNH, KIẾN NGHỊ".to_owned()));
        blocks.push(Block::Facts(feedback.facts()));
    }
    if let Some(returns) = sources.returns {
        blocks.push(Block::Heading("SỐ LIỆU ĐƠN VỊ GỬI VỀ".to_owned()));
        blocks.push(Block::Facts(returns.facts(sources.units)));
    }
    blocks.push(Block::Heading("BÁO CÁO SẮP TỚI".to_owned()));
    blocks.push(Block::Table(next_table(&status.next_reports)));
    blocks.push(Block::Paragraph(
        "Xem tiếp: kstthc overdue --within 3 · kstthc plan list · kstthc check".to_owned(),
    ));
    Document { title, subtitle, notices, blocks, ..Document::default() }
}

fn no_plan() -> Vec<Block> {
    vec![Block::Paragraph("Kho dữ liệu chưa có kế hoạch nào (thư mục plan/<năm>).".to_owned())]
}

fn plan_blocks(status: &PlanStatus, plan: PlanToday<'_>) -> Vec<Block> {
    let occurrences = plan.occurrences.len();
    let waiting = status.by_state.of(State::Waiting);
    let heading = format!(
        "KẾ HOẠCH: {} nhiệm vụ, {occurrences} lượt thực hiện, {waiting} nhiệm vụ chờ sự kiện",
        status.items
    );
    let mut blocks = vec![Block::Heading(heading), Block::Table(section_table(status))];
    let due = due_occurrences(plan.occurrences, plan.judge, Some(DUE_SOON_WORKING_DAYS));
    if !due.is_empty() {
        blocks.push(Block::Heading(
            "CẦN LÀM (quá hạn, hoặc đến hạn trong 10 ngày làm việc; trễ tính theo ngày làm việc)".to_owned(),
        ));
        let mut table = plan_table(&due, plan.judge.units);
        table.columns.pop();
        for row in &mut table.rows {
            row.cells.pop();
        }
        blocks.push(Block::Table(table));
    }
    blocks.extend(derived_blocks(&status.derived));
    blocks
}

/// Where progress rows and data contradict each other; and how many states come from data alone.
fn derived_blocks(rows: &[DerivedRow]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if rows.iter().any(|row| !row.derived.agrees) {
        blocks.push(Block::Heading("TIẾN ĐỘ VÀ DỮ LIỆU KHÁC NHAU (trạng thái lấy theo tiến độ)".to_owned()));
        blocks.push(Block::Table(disagreements(rows)));
    }
    let from_data = rows.iter().filter(|row| row.state != row.recorded).count();
    if from_data > 0 {
        let number = count(u64::try_from(from_data).unwrap_or(u64::MAX));
        blocks.push(Block::Paragraph(format!(
            "{number} lượt có trạng thái lấy từ dữ liệu, không phải ghi tiến độ (kstthc plan show MÃ)."
        )));
    }
    blocks
}

/// The states in the table of sections, each column the sum of some.
const SECTION_COLUMNS: [(&str, &[State]); 5] = [
    ("Quá hạn", &[State::Overdue]),
    ("Sắp đến hạn", &[State::DueSoon]),
    ("Đang làm", &[State::InProgress]),
    ("Đã xong", &[State::Done, State::DoneLate, State::NotApplicable]),
    ("Khác", &[State::Upcoming, State::NotStated, State::Waiting, State::NoActivity]),
];

fn section_table(status: &PlanStatus) -> Table {
    let mut columns = vec![Column::new("Mục", Layout::Word), Column::new("Nội dung", Layout::Text)];
    columns.extend(SECTION_COLUMNS.map(|(heading, _)| Column::new(heading, Layout::Number)));
    let row = |code: &str, title: &str, counts: &StateCounts| {
        let mut cells = vec![Cell::text(code), Cell::text(title)];
        cells.extend(SECTION_COLUMNS.map(|(_, states)| state_count(counts.sum(states), states)));
        cells
    };
    let sections = status.sections.iter();
    let mut rows: Vec<Row> =
        sections.map(|s| Row { cells: row(&s.code, &s.title, &s.by_state), strong: false }).collect();
    rows.push(Row { cells: row("", "Cộng", &status.by_state), strong: true });
    Table { columns, rows, max_lines: Some(1), ..Table::default() }
}

fn state_count(number: u64, states: &[State]) -> Cell {
    let tone = match states {
        [State::Overdue] if number > 0 => Tone::Bad,
        [State::DueSoon] if number > 0 => Tone::Warn,
        _ => Tone::Plain,
    };
    Cell::count(number).toned(tone)
}

fn dossier_facts(status: &StatusReport, quarter: &Period) -> Vec<(String, Cell)> {
    let StatusReport { dossiers, letters: LetterStatus { apology_missing }, .. } = *status;
    let bad = |number: u64| Cell::count(number).toned(if number > 0 { Tone::Bad } else { Tone::Plain });
    vec![
        (
            format!("Tiếp nhận trong kỳ {} (từ {})", wording::period(quarter), day::date(quarter.from)),
            Cell::count(dossiers.received),
        ),
        ("Đang giải quyết đến hôm nay".to_owned(), Cell::count(dossiers.pending)),
        ("Trong đó quá hạn".to_owned(), bad(dossiers.overdue)),
        ("Trong đó đến hạn trong 10 ngày làm việc".to_owned(), Cell::count(dossiers.due_soon)),
        ("Trong đó chờ công dân bổ sung, nộp phí".to_owned(), Cell::text(&count(dossiers.waiting))),
        ("Chưa có thư xin lỗi (kstthc letter apology)".to_owned(), bad(apology_missing)),
    ]
}

fn next_table(reports: &[NextReport]) -> Table {
    let columns = vec![
        Column::new("Kỳ", Layout::Word),
        Column::new("Số liệu từ", Layout::Word),
        Column::new("đến", Layout::Word),
        Column::new("Hạn gửi", Layout::Word),
    ];
    let rows = reports.iter().map(|report| Row {
        cells: vec![
            Cell::text(&report.label),
            Cell::date(Some(report.from)),
            Cell::date(Some(report.to)),
            Cell::date(Some(report.deadline)),
        ],
        strong: false,
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
