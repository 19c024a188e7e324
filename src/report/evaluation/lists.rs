//! What a workbook has beside the forms: the fields of each unit, where the logs compute otherwise, the points.

use super::forms::{annex, row};
use super::tables::{field_name, indicator_columns, result_cells, result_columns, score_cells, unit_name};
use super::{Difference, EvaluationReport, FieldResult, Sources, UnitView, rules};
use crate::model::evaluation::Indicator;
use crate::model::scoring::IndicatorRule;
use crate::report::document::{Annex, Cell, Column, Layout, Row, Table};

/// The fields of each unit.
pub(super) fn fields(sources: &Sources<'_>, report: &EvaluationReport) -> Annex {
    let columns = [Column::new("Đơn vị", Layout::Text), Column::new("Lĩnh vực", Layout::Text)]
        .into_iter()
        .chain(indicator_columns(&Indicator::ALL))
        .chain(result_columns());
    let of_unit = |unit: &UnitView| {
        let name = unit_name(sources, &unit.unit).to_owned();
        let cells = move |field: &FieldResult| {
            let head = [Cell::text(&name), Cell::text(field_name(field))];
            let scores = score_cells(&field.scored.indicators, &Indicator::ALL);
            row(head.into_iter().chain(scores).chain(result_cells(&field.scored, sources.scheme)))
        };
        unit.by_field.iter().map(cells).collect::<Vec<Row>>()
    };
    let rows = report.units.iter().flat_map(of_unit).collect();
    Annex {
        title: "ĐIỂM THEO LĨNH VỰC CỦA TỪNG ĐƠN VỊ".to_owned(),
        notes: vec![
            "Chỉ số 5, 6, 8, 9 chấm cho cả đơn vị nên giống nhau ở mọi lĩnh vực của đơn vị.".to_owned(),
        ],
        ..annex(
            report,
            "linh-vuc",
            "Theo lĩnh vực",
            Table { columns: columns.collect(), rows, ..Table::default() },
        )
    }
}

/// Where recorded and computed scores differ.
pub(super) fn differences(sources: &Sources<'_>, report: &EvaluationReport) -> Annex {
    let columns = vec![
        Column::new("Đơn vị", Layout::Text),
        Column::new("Chỉ số", Layout::Word),
        Column::new("Hồ sơ", Layout::Word),
        Column::new("Ghi nhận", Layout::Number),
        Column::new("Tính từ sổ", Layout::Number),
        Column::new("Tệp:dòng của phiếu", Layout::Text),
    ];
    let rows = report.differences.iter().map(|difference| difference_row(sources, difference)).collect();
    Annex {
        title: "ĐIỂM GHI NHẬN KHÁC ĐIỂM TÍNH TỪ SỔ".to_owned(),
        notes: rules::computing(sources),
        ..annex(report, "khac-so", "Khác sổ", Table { columns, rows, ..Table::default() })
    }
}

fn difference_row(sources: &Sources<'_>, difference: &Difference) -> Row {
    let Difference { unit, indicator, dossier_id, recorded, computed, path, line } = difference;
    let source = path.as_ref().zip(*line).map(|(path, line)| format!("{path}:{line}"));
    row([
        Cell::text(unit_name(sources, unit)),
        Cell::text(indicator.trim_start_matches('i')),
        Cell::text(dossier_id.as_deref().unwrap_or("cả đơn vị")),
        Cell::score(Some(*recorded)),
        Cell::score(Some(*computed)),
        Cell::text(source.as_deref().unwrap_or_default()),
    ])
}

/// What the points of each indicator are given for.
pub(super) fn points(sources: &Sources<'_>, report: &EvaluationReport) -> Annex {
    let columns = vec![
        Column::new("Chỉ số", Layout::Word),
        Column::new("Tên chỉ số", Layout::Text),
        Column::new("2 điểm", Layout::Text),
        Column::new("1 điểm", Layout::Text),
        Column::new("0 điểm", Layout::Text),
        Column::new("Tính cho công chức", Layout::Word),
    ];
    let cells = |(indicator, rule): (Indicator, &IndicatorRule)| {
        let [zero, one, two] = &rule.points;
        row([
            Cell::text(&indicator.number().to_string()),
            Cell::text(&rule.name),
            Cell::text(two),
            Cell::text(one),
            Cell::text(zero),
            Cell::text(if rule.of_officers { "có" } else { "không" }),
        ])
    };
    let rows = sources.scheme.indicators.iter().map(cells).collect();
    Annex {
        title: "THANG ĐIỂM CỦA CÁC CHỈ SỐ".to_owned(),
        origin: format!(
            "{}, {}; diễn đạt ngắn gọn, không phải nguyên văn.",
            sources.scheme.act, sources.scheme.articles.indicators
        ),
        ..annex(report, "thang-diem", "Thang điểm", Table { columns, rows, ..Table::default() })
    }
}
