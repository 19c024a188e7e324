//! The reminder to a unit (công văn đôn đốc): what of the plan, the returns and the dossiers is overdue there.

use std::collections::BTreeMap;

use super::{LetterSources, answering};
use crate::model::config::Reporting;
use crate::model::date::Date;
use crate::model::period::{Period, ReportKind};
use crate::model::returns::Return;
use crate::model::state::State;
use crate::model::unit::{UnitIndex, UnitKind};
use crate::report::document::{Block, Cell, Column, Document, Layout, Letter, Row, Table};
use crate::report::overdue::OverdueDossier;
use crate::report::plan::PlanToday;
use crate::text::number::count;
use crate::text::{day, wording};

/// What the letter is about.
const SUBJECT: &str = "V/v đôn đốc thực hiện nhiệm vụ kiểm soát thủ tục hành chính";

/// At most this many dossiers are listed in a letter.
const LISTED: usize = 30;

/// A task of the plan that is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// The item.
    pub item: String,
    /// What is to be done, as a report says it.
    pub task: String,
    /// The due day.
    pub due: Date,
    /// Working days after the due day up to and including today.
    pub days: u32,
}

/// A return that was not sent in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingReturn {
    /// The name of its period.
    pub period: String,
    /// The day it was due.
    pub deadline: Date,
}

/// What is overdue in a unit.
#[derive(Clone, Debug, Default)]
pub struct OpenWork {
    /// Tasks of the plan, by due day.
    pub tasks: Vec<OpenTask>,
    /// Returns, by deadline.
    pub returns: Vec<MissingReturn>,
    /// Dossiers, by due day.
    pub dossiers: Vec<OverdueDossier>,
}

/// What is overdue, by unit: every one that has something.
#[must_use]
pub fn open_work(
    sources: &LetterSources<'_>,
    plan: Option<PlanToday<'_>>,
    returns: &[Return],
    dossiers: Vec<OverdueDossier>,
) -> BTreeMap<UnitIndex, OpenWork> {
    let mut work: BTreeMap<UnitIndex, OpenWork> = BTreeMap::new();
    for (unit, task) in plan.iter().flat_map(open_tasks) {
        work.entry(unit).or_default().tasks.push(task);
    }
    for (unit, missing) in missing_returns(sources, returns) {
        work.entry(unit).or_default().returns.push(missing);
    }
    for dossier in dossiers {
        let unit = sources.units.find(&dossier.unit).and_then(|unit| answering(sources.units, unit));
        if let Some(unit) = unit {
            work.entry(unit).or_default().dossiers.push(dossier);
        }
    }
    for open in work.values_mut() {
        open.tasks.sort_by_key(|task| task.due);
        open.returns.sort_by_key(|missing| missing.deadline);
    }
    work
}

/// The overdue tasks of each unit that the plan names for them and that are not through with them.
fn open_tasks<'p>(plan: &'p PlanToday<'_>) -> impl Iterator<Item = (UnitIndex, OpenTask)> + use<'p> {
    let judge = plan.judge;
    let overdue =
        plan.occurrences.iter().filter(move |occurrence| judge.standing(occurrence).state == State::Overdue);
    overdue.flat_map(move |occurrence| {
        let item = occurrence.item;
        let lead = item.lead().and_then(|code| judge.units.find(code));
        let mut named: Vec<UnitIndex> = judge.units.expand(&item.units).into_iter().chain(lead).collect();
        named.sort_unstable();
        named.dedup();
        named.retain(|unit| !judge.is_through(occurrence, *unit));
        named.into_iter().filter_map(move |unit| {
            let due = occurrence.due?;
            let days = judge.calendar.working_days_between(due, judge.today);
            Some((unit, OpenTask { item: item.code.clone(), task: item.in_report().to_owned(), due, days }))
        })
    })
}

/// The returns whose deadline passed this year: those of last year stand in reports that went out long ago.
fn missing_returns(sources: &LetterSources<'_>, returns: &[Return]) -> Vec<(UnitIndex, MissingReturn)> {
    let LetterSources { units, calendar, today, .. } = *sources;
    let reporting: Reporting = sources.config.reporting;
    let years = [today.year() - 1, today.year()];
    let mut missing = Vec::new();
    for (year, kind) in years.into_iter().flat_map(|year| ReportKind::ALL.map(|kind| (year, kind))) {
        let period = Period::report(kind, year, reporting);
        let deadline = period.unit_deadline(reporting, calendar);
        let Some(deadline) = deadline.filter(|day| *day < today && day.year() == today.year()) else {
            continue;
        };
        let sent =
            |unit| returns.iter().any(|table| (table.unit, table.year, table.kind) == (unit, year, kind));
        let late = units.iter().filter(|&(at, unit)| unit.returns && unit.exists_on(period.to) && !sent(at));
        missing
            .extend(late.map(|(at, _)| (at, MissingReturn { period: wording::period(&period), deadline })));
    }
    missing
}

/// Makes the letter to a unit; `by` is the day by which it is to be done.
#[must_use]
pub fn reminder(sources: &LetterSources<'_>, unit: UnitIndex, open: &OpenWork, by: Date) -> Document {
    let to = &sources.units.get(unit).name;
    let office = &sources.config.office;
    let lead = format!(
        "Qua theo dõi việc thực hiện nhiệm vụ kiểm soát thủ tục hành chính, đến hết ngày {}, {to} còn các việc sau đây \
         đã quá hạn mà chưa có kết quả (ngày trễ là ngày làm việc):",
        day::date(sources.today)
    );
    let mut blocks = vec![Block::Paragraph(lead)];
    let parts = [task_part(&open.tasks), return_part(&open.returns), dossier_part(&open.dossiers)];
    for (number, (heading, table)) in (1..).zip(parts.into_iter().flatten()) {
        blocks.push(Block::Paragraph(format!("{number}. {heading}")));
        blocks.push(Block::Table(table));
    }
    blocks.push(Block::Paragraph(format!(
        "{office} đề nghị {to} khẩn trương hoàn thành các việc nêu trên và báo cáo kết quả, nêu rõ nguyên nhân chậm và \
         trách nhiệm, trước ngày {}./.",
        day::date(by)
    )));
    Document {
        title: SUBJECT.to_owned(),
        notices: sources.notices("Lời văn do cơ quan hoàn thiện trước khi ban hành."),
        letter: Some(letter(sources, unit)),
        blocks,
        ..Document::default()
    }
}

fn letter(sources: &LetterSources<'_>, unit: UnitIndex) -> Letter {
    let to = sources.units.get(unit);
    let own = &sources.config.letterhead;
    let is_committee = |letter: &Letter| letter.signature.first().is_some_and(|line| line.starts_with("TM."));
    let mut letter = Letter {
        subject: SUBJECT.to_owned(),
        addressees: vec![to.name.clone()],
        ..sources.letterhead(None, |own| if own == "UBND" { "UBND-VP".to_owned() } else { own.to_owned() })
    };
    if own.signature.is_empty() && is_committee(&letter) {
        // Usage: the head of the office signs by order, but not to the office itself.
        let lines = match to.kind {
            UnitKind::Office => ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            _ => ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
        };
        letter.signature = lines.map(str::to_owned).to_vec();
        letter.signer.clear();
    }
    letter
}

fn task_part(tasks: &[OpenTask]) -> Option<(String, Table)> {
    let row = |task: &OpenTask| vec![Cell::text(&task.task), Cell::date(Some(task.due)), late(task.days)];
    let columns = [("Nhiệm vụ", Layout::Text), ("Hạn", Layout::Word), ("Ngày trễ", Layout::Number)];
    let heading = "Nhiệm vụ của Kế hoạch kiểm soát thủ tục hành chính:";
    part(heading.to_owned(), &columns, tasks.iter().map(row).collect())
}

fn return_part(returns: &[MissingReturn]) -> Option<(String, Table)> {
    let row = |missing: &MissingReturn| vec![Cell::text(&missing.period), Cell::date(Some(missing.deadline))];
    let columns = [("Kỳ", Layout::Text), ("Hạn gửi", Layout::Word)];
    part("Báo cáo số liệu chưa gửi:".to_owned(), &columns, returns.iter().map(row).collect())
}

fn dossier_part(dossiers: &[OverdueDossier]) -> Option<(String, Table)> {
    let row = |dossier: &OverdueDossier| {
        vec![
            Cell::text(&dossier.dossier_id),
            Cell::date(Some(dossier.due_at.date)),
            late(dossier.working_days_overdue),
        ]
    };
    let columns = [("Mã hồ sơ", Layout::Text), ("Hạn trả", Layout::Word), ("Ngày trễ", Layout::Number)];
    let number = count(u64::try_from(dossiers.len()).unwrap_or(u64::MAX));
    part(format!("Hồ sơ quá hạn giải quyết: {number} hồ sơ."), &columns, dossiers.iter().map(row).collect())
}

fn late(days: u32) -> Cell {
    Cell::count(days.into())
}

/// A part with its numbered table; none where there is nothing.
fn part(heading: String, columns: &[(&str, Layout)], rows: Vec<Vec<Cell>>) -> Option<(String, Table)> {
    if rows.is_empty() {
        return None;
    }
    let own = columns.iter().map(|&(heading, layout)| Column::new(heading, layout));
    let numbered = (1..).zip(rows).map(|(number, cells)| Row {
        cells: std::iter::once(Cell::count(number)).chain(cells).collect(),
        strong: false,
    });
    let table = Table {
        columns: std::iter::once(Column::new("TT", Layout::Word)).chain(own).collect(),
        rows: numbered.collect(),
        limit: Some(LISTED),
        ..Table::default()
    };
    Some((heading, table))
}
