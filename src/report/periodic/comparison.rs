//! The figures beside those of another period.

use serde::Serialize;

use super::{DossierFigures, PeriodView, Rate, Sources, annexes};
use crate::model::date::Date;
use crate::report::document::{Annex, Cell, Column, Layout, Row, Table};
use crate::tally::Columns;
use crate::text::day;
use crate::text::number::Change;
use crate::text::wording::{self, lower_initial};

/// Which period a report is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The period before.
    Previous,
    /// The same period of last year.
    LastYear,
}

/// Another period and its figures.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// Which period it is.
    pub basis: Basis,
    /// The period.
    pub period: PeriodView,
    /// Its figures.
    #[serde(rename = "dossiers")]
    pub figures: DossierFigures,
    /// Whether the logs reach over the whole of that period, as far as can be seen.
    pub complete: bool,
    /// The day on which its figures were sealed, where those stand for logs that are gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed_on: Option<Date>,
    /// Why not, where it is not complete.
    #[serde(skip)]
    pub gap: Option<Gap>,
}

/// Why the figures of another period are not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The first day of receipt in the logs lies within that period or after it.
    LogsBegin(Date),
    /// Nothing was received in that period.
    NothingReceived,
}

impl Comparison {
    /// Sets the figures of a period beside; `first_receipt` is the first day of receipt in all logs.
    #[must_use]
    pub fn new(
        basis: Basis,
        period: PeriodView,
        figures: DossierFigures,
        first_receipt: Option<Date>,
    ) -> Self {
        let received = figures.total.received_new();
        let gap = match first_receipt {
            Some(first) if first > period.from => Some(Gap::LogsBegin(first)),
            _ if received == 0 => Some(Gap::NothingReceived),
            _ => None,
        };
        Self { basis, period, figures, complete: gap.is_none(), sealed_on: None, gap }
    }

    /// Sets the sealed figures of a period beside; those were whole when they were sent.
    #[must_use]
    pub fn sealed(basis: Basis, period: PeriodView, figures: DossierFigures, sealed_on: Date) -> Self {
        Self { basis, period, figures, complete: true, sealed_on: Some(sealed_on), gap: None }
    }

    /// Where its figures come from, where that is not the logs.
    pub(super) fn origin(&self) -> Option<String> {
        let day = day::date(self.sealed_on?);
        Some(format!("Số liệu {} là số liệu đã chốt ngày {day}, vì sổ không còn đủ.", self.name()))
    }

    /// The period as a sentence names it: `quý I/2021`.
    pub(super) fn name(&self) -> String {
        match self.period.deadline {
            Some(_) => lower_initial(&self.period.label),
            None => format!("kỳ {} – {}", day::date(self.period.from), day::date(self.period.to)),
        }
    }

    /// The warning that the figures of that period are not whole.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let name = self.name();
        Some(match self.gap? {
            Gap::LogsBegin(first) => format!(
                "SO SÁNH CHƯA ĐỦ: sổ chỉ có hồ sơ tiếp nhận từ {}; số liệu {name} có thể thiếu.",
                day::date(first)
            ),
            Gap::NothingReceived => format!("SO SÁNH CHƯA ĐỦ: sổ không có hồ sơ tiếp nhận trong {name}."),
        })
    }
}

/// The difference of two counts; at most what the type holds.
pub(super) fn signed(now: u64, before: u64) -> i64 {
    let size = i64::try_from(now.abs_diff(before)).unwrap_or(i64::MAX);
    if now < before { -size } else { size }
}

pub(super) fn annex(sources: &Sources<'_>, compared: &Comparison) -> Annex {
    let mut rows: Vec<Row> = rows("Toàn bộ", sources, (&sources.figures.total, &compared.figures.total));
    for unit in &sources.figures.by_unit {
        let before = compared.figures.by_unit.iter().find(|row| row.unit == unit.unit);
        let before = before.map(|row| row.columns).unwrap_or_default();
        rows.extend(unit_row(sources.units.name(&unit.unit), &unit.columns, &before));
    }
    for gone in &compared.figures.by_unit {
        if !sources.figures.by_unit.iter().any(|row| row.unit == gone.unit) {
            rows.extend(unit_row(sources.units.name(&gone.unit), &Columns::default(), &gone.columns));
        }
    }
    Annex {
        key: "so-sanh".to_owned(),
        sheet: "So sánh".to_owned(),
        title: format!("SO SÁNH VỚI {}", compared.name().to_uppercase()),
        subtitle: annexes::subtitle(sources),
        measure: "Đơn vị tính: Số hồ sơ TTHC; tỷ lệ thay đổi tính trên số của kỳ so sánh".to_owned(),
        table: Table { columns: columns(compared), rows, ..Table::default() },
        notes: compared.notice().into_iter().chain(compared.origin()).collect(),
        ..Annex::default()
    }
}

fn columns(compared: &Comparison) -> Vec<Column> {
    vec![
        Column::new("Phạm vi", Layout::Text),
        Column::new("Chỉ tiêu", Layout::Text),
        Column::new("Kỳ này", Layout::Number),
        Column::new(&compared.name(), Layout::Number),
        Column::new("Chênh lệch", Layout::Number),
        Column::new("Thay đổi", Layout::Number),
    ]
}

/// Every column of the form, and the rate.
fn rows(scope: &str, sources: &Sources<'_>, (now, before): (&Columns, &Columns)) -> Vec<Row> {
    let names = wording::FORM_COLUMNS.into_iter().zip(3..);
    let mut rows: Vec<Row> = names
        .zip(now.values().into_iter().zip(before.values()))
        .map(|(((group, leaf), number), values)| row(scope, &format!("({number}) {group}: {leaf}"), values))
        .collect();
    let over = sources.figures.on_time_rate.over;
    let rate = |columns| Rate::on_time(columns, over).percent;
    let (now, before) = (rate(now), rate(before));
    let points = now.zip(before).map(|(now, before)| Cell::text(&now.points_since(before)));
    let name = format!("Tỷ lệ đúng hạn trên {}", wording::rate_over_short(over));
    let cells = vec![
        Cell::text(scope),
        Cell::text(&name),
        Cell::percent(now),
        Cell::percent(before),
        points.unwrap_or_else(Cell::missing),
        Cell::missing(),
    ];
    rows.push(Row { cells, strong: true });
    rows
}

fn unit_row(name: &str, now: &Columns, before: &Columns) -> [Row; 3] {
    [
        row(name, "(3) Nhận giải quyết", (now.received_total(), before.received_total())),
        row(name, "(7) Đã giải quyết", (now.resolved_total(), before.resolved_total())),
        row(name, "(10) + (13) Quá hạn", (now.late(), before.late())),
    ]
}

fn row(scope: &str, name: &str, (now, before): (u64, u64)) -> Row {
    Row {
        cells: vec![
            Cell::text(scope),
            Cell::text(name),
            Cell::count(now),
            Cell::count(before),
            Cell::difference(signed(now, before)),
            Cell::change(Change::between(before, now)),
        ],
        strong: false,
    }
}
