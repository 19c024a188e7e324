//! An evaluation as people read it on a screen.

use super::tables::{
    NOT_JUDGED, class_name, field_name, indicator_columns, result_cells, result_columns, satisfaction_cells,
    satisfaction_columns, score_cells, total_cell, unit_name,
};
use super::{
    Difference, EvaluationReport, FieldResult, OfficerView, SatisfactionCounts, Sources, UnitView, rules,
};
use crate::model::evaluation::Indicator;
use crate::report::document::{Block, Cell, Column, Document, Layout, Row, Table};
use crate::report::periodic::Provenance;
use crate::text::number::{Percent, count};
use crate::text::wording::{self, GENERATED_BY};
use crate::text::{day, width};

/// The indicators that the logs can compute.
const COMPUTED: [Indicator; 3] = [Indicator::WholeTime, Indicator::Feedback, Indicator::OnlineServices];
/// How many differences a screen shows; machine output and the workbook have them all.
const SHOWN_DIFFERENCES: usize = 20;

/// Makes the document, without annexes and without what must be said on every page for other reasons than the rules.
pub(super) fn document(sources: &Sources<'_>, report: &EvaluationReport) -> Document {
    let stamp = stamp(sources, &report.provenance).join("; ");
    Document {
        title: format!("ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH, {}", report.period.label.to_uppercase()),
        subtitle: vec![
            sources.config.office.clone(),
            format!(
                "{} (thời gian của đợt đánh giá, khác kỳ báo cáo định kỳ)",
                wording::window(report.window.from, report.window.to)
            ),
        ],
        notices: notices(sources, report),
        blocks: blocks(sources, report, &stamp),
        stamp,
        ..Document::default()
    }
}

/// What the figures were made from.
fn stamp(sources: &Sources<'_>, provenance: &Provenance) -> Vec<String> {
    let mut lines = vec![
        format!("Quy tắc: {}", sources.scheme.act),
        format!("Số liệu tính đến ngày {}", day::date(sources.today)),
    ];
    lines.extend(provenance.lines());
    lines.push(format!("Lập bằng {GENERATED_BY}"));
    lines
}

/// What must be said on every page of an evaluation.
fn notices(sources: &Sources<'_>, report: &EvaluationReport) -> Vec<String> {
    let mut notices: Vec<String> = rules::out_of_force(sources).into_iter().collect();
    if sources.today <= report.window.to {
        let (to, today) = (day::date(report.window.to), day::date(sources.today));
        notices.push(format!("ĐỢT ĐÁNH GIÁ CHƯA KẾT THÚC (đến {to}): mới có số liệu đến {today}."));
    }
    if report.slips == 0 {
        notices.push("CHƯA CÓ PHIẾU ĐÁNH GIÁ NÀO: chưa xếp loại được.".to_owned());
    }
    notices
}

fn blocks(sources: &Sources<'_>, report: &EvaluationReport, stamp: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(facts(sources, report))];
    let mut part = |heading: &str, table: Table| {
        if !table.rows.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Table(table));
        }
    };
    part("Đơn vị, theo thứ hạng", units(sources, report));
    part("Điểm từng chỉ số của đơn vị", scores(sources, report));
    part("Mức độ hài lòng theo đơn vị", satisfaction(sources, report));
    part("Cán bộ, công chức", officers(sources, report));
    part("Lĩnh vực, toàn cơ quan", fields(sources, report));
    part("Điểm thẩm định, để riêng với điểm tự chấm", verified(sources, report));
    part("Điểm ghi nhận và điểm tính từ sổ", beside(sources, report));
    blocks.extend(differences(sources, report));
    blocks.extend(outside(report));
    blocks.push(Block::Heading("Quy tắc".to_owned()));
    blocks.extend(rules::rules(sources).into_iter().map(Block::Paragraph));
    if report.period.kind == "annual" {
        blocks.push(Block::Paragraph(yearly(sources)));
    }
    blocks.push(Block::Heading("Cách tính từ sổ".to_owned()));
    blocks.extend(rules::computing(sources).into_iter().map(Block::Paragraph));
    blocks.push(Block::Heading("Nguồn số liệu".to_owned()));
    blocks.push(Block::Paragraph(format!("{stamp}.")));
    blocks
}

fn yearly(sources: &Sources<'_>) -> String {
    let quarters: Vec<String> = sources
        .evaluations
        .iter()
        .map(|evaluation| {
            format!("quý {} ({} phiếu)", evaluation.quarter.number, count(evaluation.slips.len() as u64))
        })
        .collect();
    let found = if quarters.is_empty() { "chưa có quý nào".to_owned() } else { quarters.join(", ") };
    format!(
        "- Đánh giá năm gồm phiếu của các quý ({}): {found}. Điểm đơn vị ở chỉ số 5, 6, 8, 9 là trung bình các quý có điểm (mặc \
         định, Thông tư không nêu).",
        sources.scheme.articles.yearly
    )
}

fn facts(sources: &Sources<'_>, report: &EvaluationReport) -> Vec<(String, Cell)> {
    let office = &report.office;
    let judged = report.units.iter().filter(|unit| unit.scored.class.is_some()).count();
    let class = class_name(office.class, sources.scheme);
    let result = match office.counted_max {
        0 => class.to_owned(),
        most => format!("{} trên tối đa {} điểm; {class}", office.total, count(most)),
    };
    let mut facts = vec![
        ("Số phiếu".to_owned(), Cell::text(&count(report.slips))),
        (
            "Đơn vị được xếp loại".to_owned(),
            Cell::text(&format!("{} trên {}", count(judged as u64), count(report.units.len() as u64))),
        ),
        ("Cả cơ quan".to_owned(), Cell::text(&result)),
        ("Mức độ hài lòng".to_owned(), Cell::text(&satisfaction_words(&report.satisfaction))),
    ];
    if report.slips_without_officer > 0 {
        let text = format!("{}, không tính cho công chức nào", count(report.slips_without_officer));
        facts.push(("Phiếu không ghi công chức".to_owned(), Cell::text(&text)));
    }
    facts
}

/// `rất hài lòng 60,00%, hài lòng 30,00%, không hài lòng 10,00% (10 phiếu có trả lời)`.
pub(in crate::report) fn satisfaction_words(counts: &SatisfactionCounts) -> String {
    if counts.answers() == 0 {
        return "chưa có phiếu nào trả lời".to_owned();
    }
    let share = |(name, number): (&str, u64)| {
        let share = counts.share(number).map(Percent::display).unwrap_or_default();
        format!("{} {share}", wording::lower_initial(name))
    };
    let shares: Vec<String> = counts.named().into_iter().map(share).collect();
    format!("{} ({} phiếu có trả lời)", shares.join(", "), count(counts.answers()))
}

/// A table of which nobody knows yet how wide it may be: the shared columns, then the rest.
fn table(columns: impl IntoIterator<Item = Column>, rows: Vec<Row>) -> Table {
    Table { columns: columns.into_iter().collect(), rows, ..Table::default() }
}

fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { cells: cells.into_iter().collect(), strong: false }
}

/// The place of a unit.
pub(super) fn rank(unit: &UnitView) -> Cell {
    unit.rank.map_or_else(Cell::missing, |rank| Cell::count(rank as u64))
}

fn units(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let columns = [Column::new("Hạng", Layout::Word), Column::new("Đơn vị", Layout::Text)];
    let cells = |unit: &UnitView| {
        let head = [rank(unit), Cell::text(unit_name(sources, &unit.unit))];
        row(head.into_iter().chain(result_cells(&unit.scored, sources.scheme)))
    };
    table(columns.into_iter().chain(result_columns().map(alone)), report.units.iter().map(cells).collect())
}

fn scores(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let cells = |unit: &UnitView| {
        let head = [Cell::text(unit_name(sources, &unit.unit))];
        row(head.into_iter().chain(score_cells(&unit.scored.indicators, &Indicator::ALL)))
    };
    let columns = [Column::new("Đơn vị", Layout::Text)];
    let judged = report.units.iter().filter(|unit| unit.scored.counted_max > 0);
    table(
        columns.into_iter().chain(indicator_columns(&Indicator::ALL).map(alone)),
        judged.map(cells).collect(),
    )
}

/// A column on a screen, where its group would only make it wider.
fn alone(column: Column) -> Column {
    Column { groups: Vec::new(), ..column }
}

fn satisfaction(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let cells = |unit: &UnitView| {
        let head = [Cell::text(unit_name(sources, &unit.unit))];
        row(head.into_iter().chain(satisfaction_cells(&unit.scored.satisfaction)))
    };
    let answered = report.units.iter().filter(|unit| unit.scored.satisfaction.answers() > 0);
    let columns = [Column::new("Đơn vị", Layout::Text)];
    table(columns.into_iter().chain(satisfaction_columns().map(alone)), answered.map(cells).collect())
}

fn officers(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let columns = [
        Column::new("Công chức", Layout::Word),
        Column::new("Đơn vị", Layout::Text),
        Column::new("Phiếu", Layout::Number),
        Column::new("Tổng điểm", Layout::Number),
        Column::new("Tối đa", Layout::Number),
        Column::new("Xếp loại", Layout::Text),
    ];
    let cells = |officer: &OfficerView| {
        row([
            Cell::text(&officer.officer),
            Cell::text(unit_name(sources, &officer.unit)),
            Cell::count(officer.scored.slips),
            total_cell(officer.scored.total, officer.scored.counted_max),
            Cell::count(officer.scored.counted_max),
            Cell::text(
                officer.scored.class.map_or(NOT_JUDGED, |class| sources.scheme.officers.name_of(class)),
            ),
        ])
    };
    table(columns, report.officers.iter().map(cells).collect())
}

fn fields(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let columns = [Column::new("Lĩnh vực", Layout::Text)];
    let cells = |field: &FieldResult| {
        let head = [Cell::text(field_name(field))];
        row(head.into_iter().chain(result_cells(&field.scored, sources.scheme)))
    };
    table(columns.into_iter().chain(result_columns().map(alone)), report.fields.iter().map(cells).collect())
}

/// Recorded and computed scores side by side, for the indicators that the logs compute.
fn beside(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let mut columns = vec![Column::new("Đơn vị", Layout::Text)];
    for indicator in COMPUTED {
        let number = indicator.number();
        let heading = |source| Column::new(&format!("({number}) {source}"), Layout::Number);
        columns.extend(["ghi nhận", "từ sổ"].map(heading));
    }
    let cells = |unit: &UnitView| {
        let scores = |indicator: Indicator| [unit.scored.indicators[indicator], unit.computed[indicator]];
        let cells = COMPUTED.into_iter().flat_map(scores).map(Cell::score);
        row(std::iter::once(Cell::text(unit_name(sources, &unit.unit))).chain(cells))
    };
    table(columns, report.units.iter().map(cells).collect())
}

/// What who reviews the units found, beside what they recorded.
fn verified(sources: &Sources<'_>, report: &EvaluationReport) -> Table {
    let columns = [Column::new("Đơn vị", Layout::Text)]
        .into_iter()
        .chain(
            Indicator::OF_UNITS
                .map(|indicator| Column::new(&format!("({})", indicator.number()), Layout::Number)),
        )
        .chain([
            Column::new("Tổng thẩm định", Layout::Number),
            Column::new("Tổng tự chấm", Layout::Number),
            Column::new("Xếp loại thẩm định", Layout::Text),
        ]);
    let cells = |unit: &UnitView| {
        let verified = unit.verified.as_ref()?;
        let head = [Cell::text(unit_name(sources, &unit.unit))];
        let totals = [Cell::score(Some(verified.total)), Cell::score(Some(unit.scored.total))];
        let class = [Cell::text(class_name(verified.class, sources.scheme))];
        let scores = score_cells(&verified.indicators, &Indicator::OF_UNITS);
        Some(row(head.into_iter().chain(scores).chain(totals).chain(class)))
    };
    table(columns, report.units.iter().filter_map(cells).collect())
}

fn differences(sources: &Sources<'_>, report: &EvaluationReport) -> Vec<Block> {
    let of_slips: Vec<&Difference> =
        report.differences.iter().filter(|difference| difference.dossier_id.is_some()).collect();
    if of_slips.is_empty() {
        return Vec::new();
    }
    let shown = &of_slips[..SHOWN_DIFFERENCES.min(of_slips.len())];
    let columns = [
        Column::new("Đơn vị", Layout::Text),
        Column::new("Hồ sơ", Layout::Word),
        Column::new("Ghi nhận", Layout::Number),
        Column::new("Từ sổ", Layout::Number),
        Column::new("Quý:dòng của slips.csv", Layout::Word),
    ];
    let rows = shown.iter().map(|difference| difference_row(sources, difference)).collect();
    let mut blocks = vec![
        Block::Heading(format!("Phiếu khác sổ ở chỉ số 1: {} phiếu", count(of_slips.len() as u64))),
        Block::Table(table(columns, rows)),
    ];
    if shown.len() < of_slips.len() {
        blocks.push(Block::Paragraph(format!(
            "Còn {} phiếu không in ở đây; danh sách đầy đủ có trong bản Excel (-o TỆP.xlsx) và JSON.",
            count((of_slips.len() - shown.len()) as u64)
        )));
    }
    blocks
}

/// A slip is found by its quarter and line, which leaves a narrow screen room for the dossier.
fn difference_row(sources: &Sources<'_>, difference: &Difference) -> Row {
    let Difference { unit, dossier_id, recorded, computed, path, line, .. } = difference;
    let quarter = path.as_ref().and_then(|path| path.split('/').nth(2));
    let source = quarter.zip(*line).map(|(quarter, line)| format!("{quarter}:{line}"));
    row([
        Cell::text(unit_name(sources, unit)),
        Cell::text(dossier_id.as_deref().unwrap_or_default()),
        Cell::score(Some(*recorded)),
        Cell::score(Some(*computed)),
        Cell::text(source.as_deref().unwrap_or_default()),
    ])
}

fn outside(report: &EvaluationReport) -> Option<Block> {
    if report.outside_window.is_empty() {
        return None;
    }
    let number = count(report.outside_window.len() as u64);
    let first = &report.outside_window[0];
    Some(Block::Paragraph(format!(
        "Có {number} phiếu của hồ sơ không kết thúc trong thời gian đánh giá (phiếu đầu: hồ sơ {}, {}:{}); phiếu vẫn được tính \
         theo thư mục của quý. Xem đủ: kstthc check",
        width::truncate(&first.dossier_id, 60),
        first.path,
        first.line
    )))
}
