//! The forms of an evaluation for a workbook: layouts Mẫu 01, 02, 03 as one province prints them, not forms of the circular.

use super::document::rank;
use super::tables::{
    NOT_JUDGED, class_name, column, indicator_columns, result_cells, result_columns, satisfaction_cells,
    satisfaction_columns, score_cells, unit_name,
};
use super::{EvaluationReport, OfficerView, Scored, Sources, UnitView, lists};
use crate::model::evaluation::{Indicator, Satisfaction, Slip};
use crate::model::scoring::{Scores, Sums, Tenths, Total};
use crate::report::document::{Annex, Cell, Column, Layout, Row, Table};
use crate::text::number::count;
use crate::text::wording;

/// What must be said of these layouts.
const ORIGIN: &str = "Trình bày theo mẫu của một tỉnh (Thanh Hóa), để tham khảo; không phải mẫu ban hành kèm Thông tư 01/2018/TT-VPCP.";

/// All annexes: the ranking first, then the slips of officers, a form for each unit, fields, differences, points.
pub(super) fn annexes(sources: &Sources<'_>, report: &EvaluationReport) -> Vec<Annex> {
    let mut annexes = vec![ranking(sources, report), slips_of_officers(sources, report)];
    annexes.extend(report.units.iter().map(|unit| unit_form(sources, report, unit)));
    annexes.extend([
        lists::fields(sources, report),
        lists::differences(sources, report),
        lists::points(sources, report),
    ]);
    annexes
}

/// An annex of a workbook.
pub(super) fn annex(report: &EvaluationReport, key: &str, sheet: &str, table: Table) -> Annex {
    let window = wording::lower_initial(&wording::window(report.window.from, report.window.to));
    Annex {
        key: key.to_owned(),
        sheet: sheet.to_owned(),
        subtitle: vec![format!("{}, {window}", report.period.label)],
        landscape: true,
        table,
        ..Annex::default()
    }
}

/// A row.
pub(super) fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { cells: cells.into_iter().collect(), strong: false }
}

fn strong(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { strong: true, ..row(cells) }
}

fn empty() -> Cell {
    Cell::text("")
}

/// Mẫu 03: the units by rank, with their scores and satisfaction.
fn ranking(sources: &Sources<'_>, report: &EvaluationReport) -> Annex {
    let columns = [Column::new("Hạng", Layout::Word), Column::new("Đơn vị", Layout::Text)]
        .into_iter()
        .chain(indicator_columns(&Indicator::ALL))
        .chain(result_columns())
        .chain(satisfaction_columns());
    let cells = |head: [Cell; 2], scored: &Scored| {
        let scores =
            score_cells(&scored.indicators, &Indicator::ALL).chain(result_cells(scored, sources.scheme));
        row(head.into_iter().chain(scores).chain(satisfaction_cells(&scored.satisfaction)))
    };
    let mut rows: Vec<Row> = report
        .units
        .iter()
        .map(|unit| cells([rank(unit), Cell::text(unit_name(sources, &unit.unit))], &unit.scored))
        .collect();
    rows.push(Row { strong: true, ..cells([empty(), Cell::text("Cả cơ quan")], &report.office) });
    let table = Table { columns: columns.collect(), rows, ..Table::default() };
    Annex {
        label: "Mẫu 03".to_owned(),
        origin: ORIGIN.to_owned(),
        title: format!(
            "BẢNG TỔNG HỢP CHỈ SỐ THÀNH PHẦN, MỨC ĐỘ HÀI LÒNG, XẾP LOẠI {}",
            report.period.label.to_uppercase()
        ),
        notes: super::rules::rules(sources),
        ..annex(report, "mau-03", "Mẫu 03", table)
    }
}

/// Mẫu 01: the slips of each officer with sums, means and shares.
fn slips_of_officers(sources: &Sources<'_>, report: &EvaluationReport) -> Annex {
    let dissatisfied_first = ["Không hài lòng", "Hài lòng", "Rất hài lòng"];
    let columns = [Column::new("TT", Layout::Word), Column::new("Hồ sơ", Layout::Text)]
        .into_iter()
        .chain(indicator_columns(&Indicator::OF_SLIPS))
        .chain([
            Column::new("Tổng điểm CBCC", Layout::Number),
            Column::new("Xếp loại hoàn thành nhiệm vụ", Layout::Text),
        ])
        .chain(dissatisfied_first.map(|heading| column("Mức độ hài lòng", heading, Layout::Number)));
    let rows = report.officers.iter().flat_map(|officer| officer_rows(sources, officer));
    let table = Table { columns: columns.collect(), rows: rows.collect(), ..Table::default() };
    let note = format!(
        "Tổng điểm CBCC là tổng chỉ số 1, 2, 3, 4, 7. Phiếu không ghi công chức: {}, không có trong bảng này.",
        count(report.slips_without_officer)
    );
    Annex {
        label: "Mẫu 01".to_owned(),
        origin: ORIGIN.to_owned(),
        title: "TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ CÁC CHỈ SỐ THÀNH PHẦN; XẾP LOẠI CÁN BỘ, CÔNG CHỨC VÀ MỨC ĐỘ HÀI LÒNG THÔNG QUA PHIẾU \
                ĐÁNH GIÁ"
            .to_owned(),
        notes: vec![note],
        ..annex(report, "mau-01", "Mẫu 01", table)
    }
}

fn officer_rows(sources: &Sources<'_>, officer: &OfficerView) -> Vec<Row> {
    let slips: Vec<&Slip> = sources
        .evaluations
        .iter()
        .flat_map(|evaluation| &evaluation.slips)
        .filter(|slip| slip.officer == officer.officer && sources.units.get(slip.unit).code == officer.unit)
        .collect();
    let name = format!("{} - {}", officer.officer, unit_name(sources, &officer.unit));
    let mut rows = vec![strong([empty(), Cell::text(&name)].into_iter().chain((0..11).map(|_| empty())))];
    rows.extend((1..).zip(&slips).map(|(number, slip)| slip_row(sources, number, slip)));
    let mut sums = Sums::default();
    for slip in &slips {
        sums.add(&slip.points);
    }
    rows.extend(officer_sums(sources, officer, &sums));
    rows
}

fn slip_row(sources: &Sources<'_>, number: u64, slip: &Slip) -> Row {
    let scores =
        Scores::from_fn(|indicator| slip.points[indicator].map(|points| Tenths::whole(points.into())));
    let total = Total::of(&scores, &sources.scheme.of_officers(), sources.scheme.most_points);
    let points = Indicator::OF_SLIPS.map(|indicator| {
        slip.points[indicator].map_or_else(Cell::missing, |points| Cell::count(points.into()))
    });
    let answer = |of| if slip.satisfaction == Some(of) { Cell::count(1) } else { empty() };
    let answers =
        [Satisfaction::Dissatisfied, Satisfaction::Satisfied, Satisfaction::VerySatisfied].map(answer);
    let head = [Cell::count(number), Cell::text(&slip.dossier_id)];
    let whole = total.total.0 / 10;
    let total = if total.counted_max > 0 { Cell::count(whole) } else { Cell::missing() };
    row(head.into_iter().chain(points).chain([total, empty()]).chain(answers))
}

/// The rows Tổng số, Điểm bình quân and Tỷ lệ %.
fn officer_sums(sources: &Sources<'_>, officer: &OfficerView, sums: &Sums) -> [Row; 3] {
    let counts = officer.scored.satisfaction;
    let answers = [counts.dissatisfied, counts.satisfied, counts.very_satisfied];
    let of_indicators = Indicator::OF_SLIPS.map(|indicator| Cell::count(sums.of(indicator).0));
    let class = officer.scored.class.map_or(NOT_JUDGED, |class| sources.scheme.officers.name_of(class));
    let head = |name| [empty(), Cell::text(name)].into_iter();
    let means = sums.means();
    let blank = || (0..8).map(|_| empty());
    [
        strong(
            head("Tổng số").chain(of_indicators).chain([empty(), empty()]).chain(answers.map(Cell::count)),
        ),
        strong(
            head("Điểm bình quân")
                .chain(score_cells(&means, &Indicator::OF_SLIPS))
                .chain([Cell::score(Some(officer.scored.total)), Cell::text(class)])
                .chain((0..3).map(|_| empty())),
        ),
        strong(
            head("Tỷ lệ %").chain(blank()).chain(answers.map(|number| Cell::percent(counts.share(number)))),
        ),
    ]
}

/// Mẫu 02: the nine indicators of one unit, what it recorded and what who reviews it found.
fn unit_form(sources: &Sources<'_>, report: &EvaluationReport, unit: &UnitView) -> Annex {
    let columns = vec![
        Column::new("Chỉ số", Layout::Word),
        Column::new("Tên chỉ số", Layout::Text),
        Column::new("Điểm chuẩn", Layout::Number),
        Column::new("Tự chấm", Layout::Number),
        Column::new("Thẩm định", Layout::Number),
        Column::new("Ghi chú", Layout::Text),
    ];
    let mut rows: Vec<Row> =
        Indicator::ALL.into_iter().map(|indicator| indicator_row(sources, unit, indicator)).collect();
    rows.extend(unit_sums(sources, unit));
    rows.extend(unit_satisfaction(unit));
    let name = unit_name(sources, &unit.unit);
    Annex {
        label: "Mẫu 02".to_owned(),
        origin: ORIGIN.to_owned(),
        title: "BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH".to_owned(),
        parties: vec![format!("Đơn vị: {name}")],
        landscape: false,
        notes: vec![
            "Cột Tự chấm: điểm của phiếu và điểm đơn vị ghi. Cột Thẩm định: điểm người thẩm định ghi trong units.csv; để trống \
             là chưa thẩm định, tổng dùng điểm tự chấm."
                .to_owned(),
        ],
        ..annex(report, &format!("mau-02-{}", unit.unit), &format!("Mẫu 02 {}", unit.unit), Table {
            columns,
            rows,
            ..Table::default()
        })
    }
}

fn indicator_row(sources: &Sources<'_>, unit: &UnitView, indicator: Indicator) -> Row {
    let recorded = unit.scored.indicators[indicator];
    let verified = unit.verified.as_ref().and_then(|verified| verified.indicators[indicator]);
    let mut notes = Vec::new();
    if recorded.is_none() {
        notes.push("Không đánh giá: chưa đủ thông tin, không tính vào tổng.".to_owned());
    }
    notes.extend(unit.computed[indicator].map(|computed| format!("Tính từ sổ: {computed}.")));
    row([
        Cell::text(&indicator.number().to_string()),
        Cell::text(&sources.scheme.indicators[indicator].name),
        Cell::count(sources.scheme.most_points),
        Cell::score(recorded),
        verified.map_or_else(empty, |verified| Cell::score(Some(verified))),
        Cell::text(&notes.join(" ")),
    ])
}

fn unit_sums(sources: &Sources<'_>, unit: &UnitView) -> [Row; 2] {
    let verified = unit.verified.as_ref();
    let most = sources.scheme.most_points * Indicator::ALL.len() as u64;
    let counted = format!("Tổng cao nhất của các chỉ số được tính: {}.", count(unit.scored.counted_max));
    let class = |class| Cell::text(class_name(class, sources.scheme));
    [
        strong([
            empty(),
            Cell::text("Tổng cộng"),
            Cell::count(most),
            Cell::score(Some(unit.scored.total)),
            verified.map_or_else(empty, |verified| Cell::score(Some(verified.total))),
            Cell::text(&counted),
        ]),
        strong([
            empty(),
            Cell::text("Xếp loại"),
            empty(),
            class(unit.scored.class),
            verified.map_or_else(empty, |verified| class(verified.class)),
            empty(),
        ]),
    ]
}

fn unit_satisfaction(unit: &UnitView) -> impl Iterator<Item = Row> + use<> {
    let counts = unit.scored.satisfaction;
    let title = format!("Mức độ hài lòng ({} phiếu có trả lời)", count(counts.answers()));
    let head = strong([Cell::text("II"), Cell::text(&title), empty(), empty(), empty(), empty()]);
    let answers = counts.named().map(|(name, number)| {
        row([
            empty(),
            Cell::text(name),
            Cell::count(number),
            Cell::percent(counts.share(number)),
            empty(),
            empty(),
        ])
    });
    std::iter::once(head).chain(answers)
}
