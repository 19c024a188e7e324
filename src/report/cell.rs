//! The dossiers behind one figure of a periodic report.

use serde::Serialize;

use super::cell_rule::rule;
use super::cell_table::{dossier_table, named_field};
use super::document::{Block, Cell, Document};
use super::periodic::PeriodView;
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Config;
use crate::model::date::Moment;
use crate::model::dossier::Status;
use crate::model::period::Period;
use crate::model::returns::{Return, ReturnLevel, ReturnRow};
use crate::model::unit::{Level, UnitIndex, Units};
use crate::tally::{Column, Columns, ListedDossier, Window};
use crate::text::wording;

/// The dossiers behind a figure. The keys are those of machine output; the document is what people read.
#[derive(Clone, Debug, Serialize)]
pub struct CellReport {
    /// The column.
    pub column: ColumnView,
    /// The period.
    pub period: PeriodView,
    /// What was asked for.
    pub filters: FiltersView,
    /// The rule of the column, in words.
    pub rule: String,
    /// How many rows with errors were left out.
    pub rows_left_out: usize,
    /// The figure: the dossiers, and what units sent in.
    pub count: u64,
    /// What units sent in for the figure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from_returns: Vec<CellReturn>,
    /// The dossiers, by unit, due day and id.
    pub dossiers: Vec<CellDossier>,
    /// What people read.
    #[serde(skip)]
    pub document: Document,
}

/// The part of a figure that a unit sent in.
#[derive(Clone, Debug, Serialize)]
pub struct CellReturn {
    /// The unit's code.
    pub unit: String,
    /// The part.
    pub count: u64,
    /// The file.
    pub path: String,
}

/// A column of the form.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// The key.
    pub key: &'static str,
    /// The number in the form.
    pub number: usize,
    /// The heading.
    pub label: String,
}

/// Which dossiers are asked for; all where there is none.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// The level.
    pub level: Option<Level>,
    /// The field.
    pub field: Option<String>,
    /// The unit, with those below it.
    pub unit: Option<UnitIndex>,
}

/// Which dossiers are asked for, the unit by its code.
#[derive(Clone, Debug, Serialize)]
pub struct FiltersView {
    /// The level.
    pub level: Option<Level>,
    /// The field.
    pub field: Option<String>,
    /// The unit.
    pub unit: Option<String>,
}

/// A dossier behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct CellDossier {
    /// The id.
    pub dossier_id: String,
    /// The unit's code.
    pub unit: String,
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The procedure.
    pub procedure_code: String,
    /// The status in the log.
    pub status: Status,
    /// The receipt.
    pub received_at: Moment,
    /// The due date it was judged by.
    pub due_at: Option<Moment>,
    /// The end of work.
    pub completed_at: Option<Moment>,
    /// Calendar days after the due day; none where it was not late.
    pub days_late: Option<u32>,
    /// Working days after the due day; none where it was not late.
    pub working_days_late: Option<u32>,
    /// Why it was late.
    pub late_reason: String,
    /// The log.
    pub path: String,
    /// The line of the log.
    pub line: u32,
}

impl CellDossier {
    /// The keys, in order.
    pub const KEYS: [&'static str; 14] = [
        "dossier_id",
        "unit",
        "level",
        "field",
        "procedure_code",
        "status",
        "received_at",
        "due_at",
        "completed_at",
        "days_late",
        "working_days_late",
        "late_reason",
        "path",
        "line",
    ];

    fn new(listed: ListedDossier, units: &Units, calendar: &WorkingCalendar) -> Self {
        let working_days = listed.lateness().map(|(due, end)| calendar.working_days_between(due, end));
        Self {
            unit: units.get(listed.unit).code.clone(),
            days_late: listed.days_late(),
            working_days_late: working_days,
            dossier_id: listed.id,
            level: listed.level,
            field: listed.field,
            procedure_code: listed.procedure_code,
            status: listed.status,
            received_at: listed.received,
            due_at: listed.due,
            completed_at: listed.completed,
            late_reason: listed.late_reason,
            path: listed.path.to_string(),
            line: listed.line,
        }
    }
}

/// Where the report takes everything from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The units.
    pub units: &'a Units,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The period.
    pub period: &'a Period,
    /// What units sent in, for every period.
    pub returns: &'a [Return],
    /// How many rows with errors were left out.
    pub rows_left_out: usize,
}

impl Sources<'_> {
    /// What units sent in for a column of the period, where it is not nothing.
    fn sent(&self, column: Column, filters: &Filters) -> Vec<CellReturn> {
        let below = filters.unit.map(|unit| self.units.with_units_below(unit));
        let of_units = |table: &&Return| below.as_ref().is_none_or(|units| units.contains(&table.unit));
        let is_wanted = |row: &&ReturnRow| {
            let level = filters.level.is_none_or(|level| row.level == ReturnLevel::Of(level));
            level && filters.field.as_ref().is_none_or(|field| row.field == *field)
        };
        let part = |table: &Return| {
            let rows = table.counted().filter(is_wanted);
            let count = rows.map(|row| Columns::from(&row.figures).value(column)).sum();
            let unit = self.units.get(table.unit).code.clone();
            CellReturn { unit, count, path: table.path.to_string() }
        };
        let sent = self.returns.iter().filter(|table| table.is_of(self.period)).filter(of_units);
        sent.map(part).filter(|part| part.count > 0).collect()
    }
}

impl CellReport {
    /// Makes the report of a column, narrowed by filters.
    #[must_use]
    pub fn new(
        sources: Sources<'_>,
        (column, filters): (Column, Filters),
        listed: Vec<ListedDossier>,
        notices: Vec<String>,
    ) -> Self {
        let Sources { config, units, calendar, period, rows_left_out, .. } = sources;
        let from_returns = sources.sent(column, &filters);
        let window = Window { from: period.from, to: period.to };
        let rule = rule(column, window, config.counting);
        let mut rules = vec![rule.clone()];
        if column.is_judged() {
            rules.push(format!("Cách tính: {}", wording::counting_rules(config.counting).join(" ")));
        }
        let dossiers = cell_dossiers(listed, units, calendar);
        let document = Document {
            title: format!(
                "CỘT ({}) {} - {}",
                column.number(),
                label(column).to_uppercase(),
                wording::period(period).to_uppercase()
            ),
            subtitle: subtitle(sources, &filters),
            notices,
            blocks: blocks(sources, rules, (&dossiers, &from_returns), &filters),
            ..Document::default()
        };
        Self {
            column: ColumnView { key: column.key(), number: column.number(), label: label(column) },
            period: PeriodView::new(period, period.deadline(config.reporting, calendar)),
            filters: FiltersView {
                level: filters.level,
                field: filters.field,
                unit: filters.unit.map(|unit| units.get(unit).code.clone()),
            },
            rule,
            rows_left_out,
            count: total(&dossiers, &from_returns),
            from_returns,
            dossiers,
            document,
        }
    }
}

/// The heading of a column: `Số lượng hồ sơ đã giải quyết: Quá hạn`.
#[must_use]
pub fn label(column: Column) -> String {
    let (group, leaf) = wording::FORM_COLUMNS[column.index()];
    format!("{group}: {leaf}")
}

/// The rows of listed dossiers, in their order.
#[must_use]
pub fn cell_dossiers(
    listed: Vec<ListedDossier>,
    units: &Units,
    calendar: &WorkingCalendar,
) -> Vec<CellDossier> {
    listed.into_iter().map(|dossier| CellDossier::new(dossier, units, calendar)).collect()
}

fn subtitle(sources: Sources<'_>, filters: &Filters) -> Vec<String> {
    let Period { from, to, .. } = *sources.period;
    let mut lines = vec![sources.config.office.clone(), wording::window(from, to)];
    if let Some(unit) = filters.unit {
        let below = sources.units.with_units_below(unit).len() > 1;
        let below = if below { " và các đơn vị trực thuộc" } else { "" };
        lines.push(format!("Đơn vị: {}{below}", sources.units.get(unit).name));
    }
    if let Some(level) = filters.level {
        lines.push(format!("Cấp: {}", wording::level(level)));
    }
    if let Some(field) = &filters.field {
        lines.push(format!("Lĩnh vực: {}", named_field(field)));
    }
    lines
}

fn blocks(
    sources: Sources<'_>,
    rules: Vec<String>,
    (dossiers, from_returns): (&[CellDossier], &[CellReturn]),
    filters: &Filters,
) -> Vec<Block> {
    let count = Cell::count(total(dossiers, from_returns));
    let mut blocks = vec![Block::Facts(vec![("Số hồ sơ".to_owned(), count)])];
    blocks.extend(rules.into_iter().map(Block::Paragraph));
    if !from_returns.is_empty() {
        blocks.push(Block::Heading(
            "Trong đó, theo số liệu đơn vị gửi về (không có danh sách ở đây)".to_owned(),
        ));
        let fact = |part: &CellReturn| {
            (format!("{} ({})", sources.units.name(&part.unit), part.path), Cell::count(part.count))
        };
        blocks.push(Block::Facts(from_returns.iter().map(fact).collect()));
    }
    let units = unit_facts(dossiers, sources.units);
    if units.len() > 1 {
        blocks.push(Block::Heading("Theo đơn vị".to_owned()));
        blocks.push(Block::Facts(units));
    }
    blocks.push(Block::Heading("Danh sách hồ sơ".to_owned()));
    blocks.push(if dossiers.is_empty() {
        Block::Paragraph("Không có hồ sơ nào.".to_owned())
    } else {
        Block::Table(dossier_table(dossiers, (sources.units, sources.config.counting.lateness_by), filters))
    });
    blocks
}

fn total(dossiers: &[CellDossier], from_returns: &[CellReturn]) -> u64 {
    dossiers.len() as u64 + from_returns.iter().map(|part| part.count).sum::<u64>()
}

fn number(n: usize) -> Cell {
    Cell::count(u64::try_from(n).unwrap_or(u64::MAX))
}

/// How many dossiers each unit has.
fn unit_facts(dossiers: &[CellDossier], units: &Units) -> Vec<(String, Cell)> {
    let of_one_unit = dossiers.chunk_by(|a, b| a.unit == b.unit);
    of_one_unit.map(|rows| (units.name(&rows[0].unit).to_owned(), number(rows.len()))).collect()
}
