//! What the tables of an evaluation share: columns of indicators, cells of classes and of satisfaction.

use super::{FieldResult, SatisfactionCounts, Scored, Sources};
use crate::model::evaluation::Indicator;
use crate::model::scoring::{Scheme, Scores, Tenths, UnitClass};
use crate::report::document::{Cell, Column, Layout};

/// What stands where there is no class.
pub(super) const NOT_JUDGED: &str = "Không đánh giá";

/// A column of a group.
pub(super) fn column(group: &str, heading: &str, layout: Layout) -> Column {
    Column { groups: vec![group.to_owned()], ..Column::new(heading, layout) }
}

/// A column for each of some indicators.
pub(super) fn indicator_columns(indicators: &[Indicator]) -> impl Iterator<Item = Column> {
    indicators.iter().map(|indicator| column("Chỉ số", &indicator.number().to_string(), Layout::Number))
}

/// The scores of some indicators.
pub(super) fn score_cells(scores: &Scores, indicators: &[Indicator]) -> impl Iterator<Item = Cell> {
    indicators.iter().map(|indicator| Cell::score(scores[*indicator]))
}

/// Slips, total, what it could have been at most, and class.
pub(super) fn result_columns() -> [Column; 4] {
    [
        column("Kết quả", "Phiếu", Layout::Number),
        column("Kết quả", "Tổng điểm", Layout::Number),
        column("Kết quả", "Tối đa", Layout::Number),
        column("Kết quả", "Xếp loại", Layout::Text),
    ]
}

/// The cells of those columns.
pub(super) fn result_cells(scored: &Scored, scheme: &Scheme) -> [Cell; 4] {
    [
        Cell::count(scored.slips),
        total_cell(scored.total, scored.counted_max),
        Cell::count(scored.counted_max),
        Cell::text(class_name(scored.class, scheme)),
    ]
}

/// A total; nothing where nothing is counted.
pub(super) fn total_cell(total: Tenths, counted_max: u64) -> Cell {
    Cell::score(Some(total).filter(|_| counted_max > 0))
}

/// The name of a class of units.
pub(super) fn class_name(class: Option<UnitClass>, scheme: &Scheme) -> &str {
    class.map_or(NOT_JUDGED, |class| scheme.units.name_of(class))
}

/// The number of answers, and the share of each.
pub(super) fn satisfaction_columns() -> [Column; 4] {
    let share = |heading| column("Mức độ hài lòng", heading, Layout::Number);
    [share("Số trả lời"), share("Rất hài lòng"), share("Hài lòng"), share("Không hài lòng")]
}

/// The cells of those columns.
pub(super) fn satisfaction_cells(counts: &SatisfactionCounts) -> [Cell; 4] {
    let [very, satisfied, not] = counts.named().map(|(_, count)| Cell::percent(counts.share(count)));
    [Cell::count(counts.answers()), very, satisfied, not]
}

/// The name of a field.
pub(super) fn field_name(result: &FieldResult) -> &str {
    if result.field.is_empty() { "(không ghi lĩnh vực)" } else { &result.field }
}

/// The name of a unit.
pub(super) fn unit_name<'a>(sources: &Sources<'a>, code: &'a str) -> &'a str {
    sources.units.name(code)
}
