//! What is overdue, or due within some working days.

use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Layout, Row, Table, Tone};
use super::feedback::DueFeedback;
use super::plan::{state_cell, unit_names};
use crate::model::calendar::WorkingCalendar;
use crate::model::date::{Date, Moment};
use crate::model::feedback_way::FeedbackStep;
use crate::model::occurrence::Occurrence;
use crate::model::state::{Judge, State};
use crate::model::unit::Units;
use crate::tally::DueDossier;
use crate::text::number::count;

/// What is overdue.
#[derive(Clone, Debug, Serialize)]
pub struct OverdueReport {
    /// Occurrences of the plan, by due day.
    pub plan: Vec<OverdueOccurrence>,
    /// Dossiers, by due day.
    pub dossiers: Vec<OverdueDossier>,
    /// Feedback, by due day; what awaits publication is listed until it is published.
    pub feedback: Vec<DueFeedback>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// What is overdue or due soon, of each kind.
#[derive(Clone, Debug, Default)]
pub struct DueWork {
    /// Occurrences of the plan.
    pub plan: Vec<OverdueOccurrence>,
    /// Dossiers.
    pub dossiers: Vec<OverdueDossier>,
    /// Feedback.
    pub feedback: Vec<DueFeedback>,
}

/// An occurrence that is overdue or due soon.
#[derive(Clone, Debug, Serialize)]
pub struct OverdueOccurrence {
    /// The item.
    pub item: String,
    /// The occurrence.
    pub occurrence: String,
    /// The due day.
    pub due: Date,
    /// Working days after the due day up to and including today.
    pub working_days_overdue: u32,
    /// Codes of units and groups.
    pub units: Vec<String>,
    /// How it stands.
    pub state: State,
    /// What is to be done.
    pub task: String,
}

/// A dossier that is overdue or due soon.
#[derive(Clone, Debug, Serialize)]
pub struct OverdueDossier {
    /// The id.
    pub dossier_id: String,
    /// The unit's code.
    pub unit: String,
    /// The due date.
    pub due_at: Moment,
    /// Working days after the due day up to and including today.
    pub working_days_overdue: u32,
    /// The field.
    pub field: String,
}

/// The occurrences that are open and due before `judge`'s day, or within `within` working days of it, by due day.
#[must_use]
pub fn due_occurrences(
    occurrences: &[Occurrence<'_>],
    judge: Judge<'_>,
    within: Option<u32>,
) -> Vec<OverdueOccurrence> {
    let mut rows: Vec<_> =
        occurrences.iter().filter_map(|occurrence| due_row(occurrence, judge, within)).collect();
    rows.sort_by_key(|row: &OverdueOccurrence| row.due);
    rows
}

fn due_row(occurrence: &Occurrence<'_>, judge: Judge<'_>, within: Option<u32>) -> Option<OverdueOccurrence> {
    let due = occurrence.due?;
    let state = judge.standing(occurrence).state;
    let open = !matches!(state, State::Done | State::DoneLate | State::NotApplicable);
    let remaining = judge.calendar.working_days_between(judge.today, due);
    let is_near = due >= judge.today && within.is_some_and(|within| remaining <= within);
    (open && (state == State::Overdue || is_near)).then(|| OverdueOccurrence {
        item: occurrence.item.code.clone(),
        occurrence: occurrence.id.clone(),
        due,
        working_days_overdue: judge.calendar.working_days_between(due, judge.today),
        units: occurrence.item.units.clone(),
        state,
        task: occurrence.item.task.clone(),
    })
}

/// The dossiers listed, by due day and id.
#[must_use]
pub fn due_dossiers(
    mut listed: Vec<DueDossier>,
    units: &Units,
    calendar: &WorkingCalendar,
    today: Date,
) -> Vec<OverdueDossier> {
    listed.sort();
    let row = |dossier: DueDossier| OverdueDossier {
        unit: units.get(dossier.unit).code.clone(),
        due_at: dossier.due(),
        working_days_overdue: calendar.working_days_between(dossier.date, today),
        dossier_id: dossier.id,
        field: dossier.field,
    };
    listed.into_iter().map(row).collect()
}

impl OverdueReport {
    /// Makes the report.
    #[must_use]
    pub fn new(
        DueWork { plan, dossiers, feedback }: DueWork,
        (units, today, apology_missing): (&Units, Date, u64),
        head: Document,
    ) -> Self {
        let mut blocks =
            vec![Block::Heading(format!("Kế hoạch: {} lượt (ngày trễ là ngày làm việc)", plan.len()))];
        blocks.push(or_none(&plan, |plan| plan_table(plan, units)));
        blocks.push(Block::Heading(dossier_heading(&dossiers, today)));
        blocks.push(or_none(&dossiers, |dossiers| dossier_table(dossiers, units, today)));
        if apology_missing > 0 {
            let number = count(apology_missing);
            blocks.push(Block::Paragraph(format!(
                "Chưa có thư xin lỗi, tính cả hồ sơ đến hạn hôm nay và ngày mai: {number} hồ sơ. Soạn thư: kstthc letter apology"
            )));
        }
        if !feedback.is_empty() {
            blocks.push(Block::Heading(feedback_heading(&feedback, today)));
            blocks.push(Block::Table(super::feedback::table(&feedback, units, today)));
        }
        let document = Document { blocks, ..head };
        Self { plan, dossiers, feedback, document }
    }

    /// Tells whether anything is overdue, not merely due soon.
    #[must_use]
    pub fn has_overdue(&self, today: Date) -> bool {
        let plan = self.plan.iter().any(|row| row.due < today);
        let feedback = self.feedback.iter().any(|row| row.is_overdue(today));
        plan || feedback || self.dossiers.iter().any(|row| row.due_at.date < today)
    }
}

/// `Hồ sơ: 13 quá hạn, 38 sắp đến hạn`.
fn dossier_heading(dossiers: &[OverdueDossier], today: Date) -> String {
    let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
    let late = dossiers.iter().filter(|row| row.due_at.date < today).count();
    let soon = dossiers.len() - late;
    let soon = if soon > 0 { format!(", {} sắp đến hạn", number(soon)) } else { String::new() };
    format!("Hồ sơ: {} quá hạn{soon}", number(late))
}

/// `Phản ánh, kiến nghị: 1 quá hạn, 2 sắp đến hạn, 3 chờ công khai kết quả`.
fn feedback_heading(feedback: &[DueFeedback], today: Date) -> String {
    let number = |of: &dyn Fn(&DueFeedback) -> bool| {
        count(u64::try_from(feedback.iter().filter(|row| of(row)).count()).unwrap_or(u64::MAX))
    };
    let is_open = |row: &DueFeedback| row.step != FeedbackStep::Publish;
    let parts = [
        (number(&|row| is_open(row) && !row.is_overdue(today)), "sắp đến hạn"),
        (number(&|row| !is_open(row)), "chờ công khai kết quả"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| number != "0");
    let late = (number(&|row| row.is_overdue(today)), "quá hạn");
    let parts: Vec<String> =
        std::iter::once(late).chain(parts).map(|(number, what)| format!("{number} {what}")).collect();
    format!("Phản ánh, kiến nghị: {}", parts.join(", "))
}

fn or_none<T>(rows: &[T], table: impl FnOnce(&[T]) -> Table) -> Block {
    if rows.is_empty() { Block::Paragraph("Không có.".to_owned()) } else { Block::Table(table(rows)) }
}

/// A table of occurrences that are overdue or due soon.
#[must_use]
pub fn plan_table(rows: &[OverdueOccurrence], units: &Units) -> Table {
    let columns = vec![
        Column::new("Lượt", Layout::Word),
        Column::new("Hạn", Layout::Word),
        Column::new("Trạng thái", Layout::Word),
        Column::new("Ngày trễ", Layout::Number),
        Column::new("Nội dung", Layout::Text),
        Column::new("Đơn vị", Layout::Text),
    ];
    let rows = rows.iter().map(|row| Row {
        cells: vec![
            Cell::text(&row.occurrence),
            Cell::date(Some(row.due)),
            state_cell(row.state),
            days_late(row.working_days_overdue, row.state == State::Overdue),
            Cell::text(&row.task),
            Cell::text(&unit_names(units, &row.units)),
        ],
        strong: false,
    });
    Table { columns, rows: rows.collect(), max_lines: Some(2), ..Table::default() }
}

/// Working days late; nothing where the due day has not passed.
fn days_late(days: u32, late: bool) -> Cell {
    if late { Cell::count(days.into()).toned(Tone::Bad) } else { Cell::missing() }
}

fn dossier_table(rows: &[OverdueDossier], units: &Units, today: Date) -> Table {
    let columns = vec![
        Column::new("Mã hồ sơ", Layout::Word),
        Column::new("Hạn trả", Layout::Word),
        Column::new("Ngày trễ", Layout::Number),
        Column::new("Đơn vị", Layout::Text),
    ];
    let rows = rows.iter().map(|row| {
        let late = row.due_at.date < today;
        Row {
            cells: vec![
                Cell::text(&row.dossier_id),
                Cell::date(Some(row.due_at.date)),
                days_late(row.working_days_overdue, late),
                Cell::text(units.name(&row.unit)),
            ],
            strong: false,
        }
    });
    Table { columns, rows: rows.collect(), max_lines: Some(2), ..Table::default() }
}

/// The head of the report: its title and what was asked for.
#[must_use]
pub fn head(office: &str, within: Option<u32>, notices: Vec<String>) -> Document {
    let title = match within {
        None => "VIỆC VÀ HỒ SƠ QUÁ HẠN".to_owned(),
        Some(days) => format!("VIỆC VÀ HỒ SƠ QUÁ HẠN HOẶC ĐẾN HẠN TRONG {days} NGÀY LÀM VIỆC"),
    };
    Document { title, subtitle: vec![office.to_owned()], notices, blocks: Vec::new(), ..Document::default() }
}
