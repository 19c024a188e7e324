//! The periodic report (plan items A.VIII.01 and A.VIII.03): dossiers by form II.06a, and the plan in the window.

use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Layout, Row, Table};
use super::plan::state_cell;
use crate::model::config::{Config, Counting, RateOver};
use crate::model::date::Date;
use crate::model::occurrence::Occurrence;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::state::{Judge, Standing, State};
use crate::model::unit::{Level, UnitIndex, Units};
use crate::tally::{Columns, Cube};
use crate::text::collate;
use crate::text::day;
use crate::text::number::Percent;
use crate::text::wording;

/// A periodic report. The keys are those of machine output; the document is what people read.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodicReport {
    /// The period.
    pub period: PeriodView,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// The dossiers.
    pub dossiers: DossierFigures,
    /// The plan in the window.
    pub plan: PlanFigures,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// The period of a report.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// `quarter`, `six_months`, `nine_months`, `annual` or `range`.
    pub kind: &'static str,
    /// The year.
    pub year: i32,
    /// The number of the quarter.
    pub number: Option<u32>,
    /// The name.
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The day the report is due.
    pub deadline: Option<Date>,
}

impl PeriodView {
    /// The view of a period that is due on `deadline`.
    #[must_use]
    pub fn new(period: &Period, deadline: Option<Date>) -> Self {
        let (kind, number) = match period.kind {
            PeriodKind::Report(ReportKind::Quarter(number)) => ("quarter", Some(number)),
            PeriodKind::Report(ReportKind::SixMonths) => ("six_months", None),
            PeriodKind::Report(ReportKind::NineMonths) => ("nine_months", None),
            PeriodKind::Report(ReportKind::Annual) => ("annual", None),
            PeriodKind::Range => ("range", None),
        };
        let Period { year, from, to, .. } = *period;
        Self { kind, year, number, label: wording::period(period), from, to, deadline }
    }
}

/// Where the figures come from.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Provenance {
    /// The commit; `None` outside git.
    pub commit: Option<String>,
    /// Whether plan or data differ from the commit.
    pub dirty: bool,
    /// The checksum of configuration, plan and data, where it was asked for.
    pub data_sha256: Option<String>,
    /// Whether the figures are illustrative.
    pub illustrative: bool,
    /// How many rows with errors were left out.
    pub rows_left_out: usize,
}

/// Dossiers, counted.
#[derive(Clone, Debug, Serialize)]
pub struct DossierFigures {
    /// All of them.
    pub total: Columns,
    /// By level and field.
    pub by_field: Vec<FieldRow>,
    /// By unit.
    pub by_unit: Vec<UnitRow>,
    /// The on-time rate.
    pub on_time_rate: Rate,
}

/// The counts of a field at a level.
#[derive(Clone, Debug, Serialize)]
pub struct FieldRow {
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The counts.
    #[serde(flatten)]
    pub columns: Columns,
}

/// The counts of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitRow {
    /// The unit's code.
    pub unit: String,
    /// The counts.
    #[serde(flatten)]
    pub columns: Columns,
}

/// A rate that names what it is a share of.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rate {
    /// The rate; `None` over nothing.
    pub percent: Option<Percent>,
    /// What it is a share of.
    pub over: RateOver,
}

impl Rate {
    /// The on-time rate of some counts: (8)+(9) over (3) or (7).
    #[must_use]
    pub fn on_time(columns: &Columns, over: RateOver) -> Self {
        let whole = match over {
            RateOver::ReceivedTotal => columns.received_total(),
            RateOver::ResolvedTotal => columns.resolved_total(),
        };
        Self { percent: Percent::of(columns.resolved_early + columns.resolved_on_time, whole), over }
    }
}

/// The plan in the window.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlanFigures {
    /// How many items the plan has.
    pub items: usize,
    /// The occurrences due in the window, done in it, or overdue on its last day.
    pub occurrences: Vec<OccurrenceRow>,
}

/// An occurrence in a report.
#[derive(Clone, Debug, Serialize)]
pub struct OccurrenceRow {
    /// Its id.
    pub id: String,
    /// The item.
    pub item: String,
    /// The due day.
    pub due: Option<Date>,
    /// How it stands today.
    pub state: State,
    /// Codes of units and groups.
    pub units: Vec<String>,
}

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The units.
    pub units: &'a Units,
    /// The period.
    pub period: &'a Period,
    /// The day the report is due.
    pub deadline: Option<Date>,
    /// The counts.
    pub cube: &'a Cube,
    /// The unit the report is about, with those below it; `None` for all.
    pub unit: Option<UnitIndex>,
}

/// The plan as a report sees it: all occurrences, and the judge of today.
#[derive(Clone, Copy, Debug)]
pub struct PlanInWindow<'a> {
    /// How many items the plan has.
    pub items: usize,
    /// All occurrences of the plan.
    pub occurrences: &'a [Occurrence<'a>],
    /// Judges today.
    pub judge: Judge<'a>,
}

impl PeriodicReport {
    /// Makes the report; `notices` are what must be said on every page.
    #[must_use]
    pub fn new(
        sources: Sources<'_>,
        plan: Option<PlanInWindow<'_>>,
        provenance: Provenance,
        notices: Vec<String>,
    ) -> Self {
        let dossiers = figures(sources);
        let plan = plan.map(|plan| (plan_figures(sources, plan), plan));
        let mut document = document(sources, &dossiers, plan.as_ref(), notices);
        document.blocks.extend(provenance_blocks(&provenance));
        Self {
            period: PeriodView::new(sources.period, sources.deadline),
            provenance,
            dossiers,
            plan: plan.map(|(figures, _)| figures).unwrap_or_default(),
            document,
        }
    }
}

fn figures(sources: Sources<'_>) -> DossierFigures {
    let total = sources.cube.total();
    let over = sources.config.counting.on_time_rate_over;
    DossierFigures {
        by_field: by_field(sources.cube),
        by_unit: by_unit(sources.cube, sources.units),
        on_time_rate: Rate::on_time(&total, over),
        total,
    }
}

/// Sums the cells by level and field, in the order of levels and of the Vietnamese alphabet.
fn by_field(cube: &Cube) -> Vec<FieldRow> {
    let mut rows: Vec<FieldRow> = Vec::new();
    for cell in cube.cells() {
        match rows.iter_mut().find(|row| row.level == cell.level && *row.field == *cell.field) {
            Some(row) => row.columns += &cell.columns,
            None => {
                rows.push(FieldRow {
                    level: cell.level,
                    field: cell.field.to_string(),
                    columns: cell.columns,
                });
            }
        }
    }
    rows.sort_by_cached_key(|row| (row.level, collate::key(&row.field)));
    rows
}

/// Sums the cells by unit, in the order of the units' file.
fn by_unit(cube: &Cube, units: &Units) -> Vec<UnitRow> {
    let mut sums = vec![None::<Columns>; units.iter().count()];
    for cell in cube.cells() {
        *sums[cell.unit.0 as usize].get_or_insert_default() += &cell.columns;
    }
    let rows = units.iter().zip(sums);
    rows.filter_map(|((_, unit), sum)| Some(UnitRow { unit: unit.code.clone(), columns: sum? })).collect()
}

fn plan_figures(sources: Sources<'_>, plan: PlanInWindow<'_>) -> PlanFigures {
    let window = sources.period;
    let at_end = Judge { today: window.to, seen_through: window.to, ..plan.judge };
    let mut occurrences = Vec::new();
    for occurrence in plan.occurrences {
        let Standing { state, .. } = plan.judge.standing(occurrence);
        let Standing { state: end, closed } = at_end.standing(occurrence);
        let in_window = |date: Option<Date>| date.is_some_and(|date| window.contains(date));
        if in_window(occurrence.due) || in_window(closed) || end == State::Overdue {
            occurrences.push(OccurrenceRow {
                id: occurrence.id.clone(),
                item: occurrence.item.code.clone(),
                due: occurrence.due,
                state,
                units: occurrence.item.units.clone(),
            });
        }
    }
    PlanFigures { items: plan.items, occurrences }
}

fn document(
    sources: Sources<'_>,
    dossiers: &DossierFigures,
    plan: Option<&(PlanFigures, PlanInWindow<'_>)>,
    notices: Vec<String>,
) -> Document {
    let mut subtitle = vec![sources.config.office.clone()];
    if let Some(unit) = sources.unit {
        subtitle.push(format!("Đơn vị: {}", sources.units.get(unit).name));
    }
    let Period { from, to, .. } = *sources.period;
    let deadline = sources.deadline.map(|date| format!("; hạn gửi báo cáo: {}", day::date(date)));
    subtitle.push(format!("{}{}", wording::window(from, to), deadline.unwrap_or_default()));
    let mut blocks = dossier_blocks(sources, dossiers);
    let of_all = if sources.unit.is_some() { " (của toàn cơ quan)" } else { "" };
    blocks.push(Block::Heading(format!("II. THỰC HIỆN KẾ HOẠCH{of_all}")));
    if let Some((figures, plan)) = plan {
        blocks.extend(plan_blocks(figures, plan));
    } else {
        let year = sources.period.year;
        blocks.push(Block::Paragraph(format!(
            "Kho dữ liệu không có kế hoạch năm {year}; báo cáo chỉ gồm số liệu hồ sơ."
        )));
    }
    let title =
        format!("BÁO CÁO SỐ LIỆU GIẢI QUYẾT TTHC - {}", wording::period(sources.period).to_uppercase());
    Document { title, subtitle, notices, blocks, ..Document::default() }
}

/// Where the figures come from, for an inspector.
fn provenance_blocks(provenance: &Provenance) -> Vec<Block> {
    let commit = match &provenance.commit {
        Some(commit) if provenance.dirty => format!("{commit}, có thay đổi chưa lưu (git)"),
        Some(commit) => commit.clone(),
        None => "không có (ngoài git)".to_owned(),
    };
    let mut facts = vec![("Bản lưu (commit)".to_owned(), Cell::text(&commit))];
    if let Some(checksum) = &provenance.data_sha256 {
        facts.push(("Mã kiểm dữ liệu (SHA-256)".to_owned(), Cell::text(checksum)));
    }
    vec![Block::Heading("NGUỒN SỐ LIỆU".to_owned()), Block::Facts(facts)]
}

fn dossier_blocks(sources: Sources<'_>, dossiers: &DossierFigures) -> Vec<Block> {
    let counting = sources.config.counting;
    let mut blocks = vec![Block::Heading("I. GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH".to_owned())];
    blocks.push(Block::Facts(total_facts(dossiers, counting)));
    blocks.push(Block::Heading("1. Theo lĩnh vực".to_owned()));
    blocks.push(Block::Table(form_table("Lĩnh vực", &field_rows(dossiers))));
    blocks.push(Block::Heading("2. Theo đơn vị".to_owned()));
    let name = |row: &UnitRow| (sources.units.name(&row.unit).to_owned(), Some(row.columns));
    let units: Vec<_> = dossiers.by_unit.iter().map(name).chain([total_row(dossiers)]).collect();
    blocks.push(Block::Table(form_table("Đơn vị", &units)));
    blocks.push(Block::Paragraph(format!("Cách tính: {}", wording::counting_rules(counting).join(" "))));
    blocks
}

fn total_facts(dossiers: &DossierFigures, counting: Counting) -> Vec<(String, Cell)> {
    let columns = wording::FORM_COLUMNS.into_iter().zip(dossiers.total.values()).zip(3..);
    let mut facts: Vec<_> = columns
        .map(|(((group, leaf), value), number)| (format!("({number}) {group}: {leaf}"), Cell::count(value)))
        .collect();
    let rate = format!("Tỷ lệ đúng hạn ({})", wording::rate_over(counting.on_time_rate_over));
    facts.push((rate, Cell::percent(dossiers.on_time_rate.percent)));
    facts
}

type FormRow = (String, Option<Columns>);

fn total_row(dossiers: &DossierFigures) -> FormRow {
    ("Tổng số".to_owned(), Some(dossiers.total))
}

/// The rows by field, each level under a heading of its own.
fn field_rows(dossiers: &DossierFigures) -> Vec<FormRow> {
    let mut rows = Vec::new();
    let mut level = None;
    for row in &dossiers.by_field {
        if level.replace(row.level) != Some(row.level) {
            rows.push((wording::level(row.level).to_owned(), None));
        }
        let field = if row.field.is_empty() { "(không ghi lĩnh vực)" } else { &row.field };
        rows.push((field.to_owned(), Some(row.columns)));
    }
    rows.push(total_row(dossiers));
    rows
}

/// A table in the columns of form II.06a; rows without counts are headings.
fn form_table(first: &str, rows: &[FormRow]) -> Table {
    let mut columns = vec![Column::new(first, Layout::Text)];
    columns.extend(wording::FORM_COLUMNS.into_iter().zip(3..).map(|((group, leaf), number)| Column {
        groups: vec![group.to_owned()],
        heading: leaf.to_owned(),
        number: format!("({number})"),
        layout: Layout::Number,
    }));
    let last = rows.len() - 1;
    let rows = rows.iter().enumerate().map(|(at, (name, counts))| {
        let numbers = counts.map(|counts| counts.values().map(Cell::count).to_vec());
        let empty = || vec![Cell::text(""); wording::FORM_COLUMNS.len()];
        let strong = at == last || counts.is_none();
        let mut cells = vec![Cell::text(name)];
        cells.extend(numbers.unwrap_or_else(empty));
        Row { cells, strong }
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn plan_blocks(figures: &PlanFigures, plan: &PlanInWindow<'_>) -> Vec<Block> {
    let intro = format!(
        "Kế hoạch có {} nhiệm vụ. Các lượt đến hạn trong kỳ, hoàn thành trong kỳ hoặc quá hạn vào ngày cuối kỳ:",
        figures.items
    );
    if figures.occurrences.is_empty() {
        return vec![Block::Paragraph(intro), Block::Paragraph("Không phát sinh.".to_owned())];
    }
    let columns = vec![
        Column::new("Lượt", Layout::Word),
        Column::new("Hạn", Layout::Word),
        Column::new("Trạng thái", Layout::Word),
        Column::new("Nội dung", Layout::Text),
    ];
    let task = |id: &str| {
        let found = plan.occurrences.iter().find(|occurrence| occurrence.id == id);
        found.map_or("", |occurrence| occurrence.item.task.as_str())
    };
    let rows = figures.occurrences.iter().map(|row| Row {
        cells: vec![
            Cell::text(&row.id),
            Cell::date(row.due),
            state_cell(row.state),
            Cell::text(task(&row.id)),
        ],
        strong: false,
    });
    vec![
        Block::Paragraph(intro),
        Block::Table(Table { columns, rows: rows.collect(), max_lines: Some(2), ..Table::default() }),
    ]
}
