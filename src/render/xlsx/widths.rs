//! How wide columns and how high rows must be: estimated, since only the reader's machine has the font.
//!
//! The unit of width is Excel's, the width of a digit; of height, the point.

use super::styles::{BASE_POINTS, Face};
use crate::render::metrics::{Weight, width};
use crate::report::document::{Column, Layout, Row, Table, Value};

/// What fits between the margins of A4 in full size.
pub(super) const PORTRAIT: f64 = 96.0;
pub(super) const LANDSCAPE: f64 = 142.0;

/// The widest a column gets by its content.
const WIDEST: f64 = 54.0;
/// The narrowest a text gets where a table is wider than the page.
const NARROWEST_TEXT: f64 = 16.0;
const NARROWEST_NUMBER: f64 = 9.0;
const NARROWEST_WORD: f64 = 5.0;
/// A score is a digit, a point and a digit, however many slips there are.
const NARROWEST_SCORE: f64 = 5.5;
/// `dd/mm/yyyy`, the room around it included.
const NARROWEST_DATE: f64 = 11.5;
/// Between the text and the borders of its cell.
const PADDING: f64 = 1.5;
/// What Excel adds to the width of a column on the page.
const MARGINS: f64 = 5.0 / 7.0;
/// How much a page may be made smaller to let a text have more room: letters of 11 points print as 9.5.
const SMALLER: f64 = 0.86;
/// How many lines a heading should take at most.
const HEADING_LINES: f64 = 4.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.08;
/// Between two words.
const SPACE: f64 = 0.55;
/// The width of a digit in thousandths of the size.
const DIGIT: f64 = 500.0;
/// How much wider than Times New Roman a font may be that stands in for it.
const ROOM: f64 = 1.05;
/// From one line to the next, in heights of letters: Vietnamese marks stand two above each other.
const LINE: f64 = 1.3;

/// The widths of a table's columns: each as wide as its content and heading ask, all together as wide as the page
/// where texts can give or take.
pub(super) fn of(table: &Table, page: f64) -> Vec<f64> {
    if table.columns.is_empty() {
        return vec![page];
    }
    let columns = table.columns.iter().enumerate();
    let natural = columns.map(|(at, column)| natural(column, at, &table.rows)).collect();
    fit(natural, &table.columns, page)
}

fn natural(column: &Column, at: usize, rows: &[Row]) -> f64 {
    let cells = rows.iter().filter_map(|row| row.cells.get(at).map(|cell| (cell, row.strong)));
    let narrowest = match column.layout {
        Layout::Text => NARROWEST_TEXT,
        Layout::Number if holds_scores(at, rows) => NARROWEST_SCORE,
        Layout::Number => NARROWEST_NUMBER,
        Layout::Word => NARROWEST_WORD,
    };
    let content = cells.map(|(cell, strong)| match cell.value {
        Value::Date(_) => NARROWEST_DATE,
        _ => longest(cell.display.split('\n')) * if strong { BOLD } else { 1.0 } + PADDING,
    });
    content.fold(narrowest.max(heading(&column.heading)), f64::max).min(WIDEST)
}

/// Tells whether a column has scores, and else only what is missing.
fn holds_scores(at: usize, rows: &[Row]) -> bool {
    let values = || rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| &cell.value);
    values().any(|value| matches!(value, Value::Score(_)))
        && values().all(|value| matches!(value, Value::Score(_) | Value::Missing))
}

/// What a heading needs so that no word is broken and it does not become a tower.
fn heading(text: &str) -> f64 {
    longest(text.split_whitespace()).max(measure(text) / HEADING_LINES) * BOLD + PADDING
}

fn longest<'t>(parts: impl Iterator<Item = &'t str>) -> f64 {
    parts.map(measure).fold(0.0, f64::max)
}

/// The width of a text in Times New Roman, in digits, with room for fonts that are a little wider.
fn measure(text: &str) -> f64 {
    f64::from(width(text, Weight::Regular)) / DIGIT * ROOM
}

fn fit(mut widths: Vec<f64>, columns: &[Column], page: f64) -> Vec<f64> {
    let is_text = |at: usize| columns[at].layout == Layout::Text;
    let total = across(&widths);
    let most = page / SMALLER;
    if total < page {
        let all = !(0..columns.len()).any(is_text);
        let takes = |at: usize| all || is_text(at);
        let share = (page - total) / count((0..columns.len()).filter(|&at| takes(at)).count());
        widths.iter_mut().enumerate().filter(|(at, _)| takes(*at)).for_each(|(_, width)| *width += share);
    } else if total > most {
        let slack = |at: usize, width: f64| match columns[at].layout {
            Layout::Text => (width - NARROWEST_TEXT.max(heading(&columns[at].heading))).max(0.0),
            _ => 0.0,
        };
        let slacks: Vec<f64> = widths.iter().enumerate().map(|(at, &width)| slack(at, width)).collect();
        let given = ((total - most) / slacks.iter().sum::<f64>().max(f64::EPSILON)).min(1.0);
        widths.iter_mut().zip(slacks).for_each(|(width, slack)| *width -= slack * given);
    }
    widths
}

/// The width of columns side by side.
pub(super) fn across(widths: &[f64]) -> f64 {
    widths.iter().map(|width| width + MARGINS).sum::<f64>() - MARGINS
}

/// The height of a text in a cell so wide, its lines broken at its spaces.
pub(super) fn height(text: &str, wide: f64, face: Face) -> f64 {
    let wide = wide * BASE_POINTS / face.points / if face.bold { BOLD } else { 1.0 };
    let lines: f64 = text.split('\n').map(|paragraph| lines(paragraph, wide)).sum();
    lines * (face.points * LINE).ceil() + 2.0
}

/// A word longer than a line takes several.
fn lines(paragraph: &str, wide: f64) -> f64 {
    let (mut lines, mut used) = (1.0, 0.0);
    for word in paragraph.split_whitespace().map(measure) {
        if used > 0.0 && used + SPACE + word <= wide {
            used += SPACE + word;
        } else {
            lines += if used > 0.0 { (word / wide).ceil() } else { (word / wide).ceil() - 1.0 };
            used = word % wide;
        }
    }
    lines
}

/// The height of a row of a table, so that each text has room in its column.
pub(super) fn row(row: &Row, widths: &[f64]) -> f64 {
    let face = if row.strong { Face::STRONG } else { Face::BODY };
    let cells = row.cells.iter().zip(widths);
    let heights = cells.map(|(cell, &wide)| match &cell.value {
        Value::Text(text) => height(text, wide, face),
        _ => 0.0,
    });
    heights.fold(line(), f64::max)
}

/// The height of one line.
pub(super) fn line() -> f64 {
    height("", 1.0, Face::BODY)
}

#[expect(clippy::cast_precision_loss, reason = "a few columns or letters")]
const fn count(n: usize) -> f64 {
    n as f64
}

/// The heights of the rows of headings, so that each heading has room in the rows it takes.
pub(super) fn headings(table: &Table, widths: &[f64]) -> Vec<f64> {
    let mut heights = vec![line(); table.heading_rows()];
    let mut cells = table.headings();
    // A heading of many rows makes only the last one higher, once the others are known.
    cells.sort_by_key(|cell| cell.rows);
    for cell in cells {
        let wide = across(&widths[cell.column..cell.column + cell.columns]);
        let rows = &mut heights[cell.row..cell.row + cell.rows];
        let missing = height(cell.text, wide, Face::STRONG) - rows.iter().sum::<f64>();
        if let Some(last) = rows.last_mut() {
            *last += missing.max(0.0);
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use crate::model::scoring::Tenths;
    use crate::report::document::Cell;

    fn table(columns: &[(&str, Layout)], cells: Vec<Cell>) -> Table {
        let columns = columns.iter().map(|&(heading, layout)| Column::new(heading, layout)).collect();
        Table { columns, rows: vec![Row { cells, strong: false }], ..Table::default() }
    }

    #[test]
    fn dates_and_numbers_always_have_room() {
        let cells = vec![
            Cell::text(&"hồ sơ ".repeat(99)),
            Cell::date(Date::new(2021, 6, 14)),
            Cell::count(1_234_567_890),
        ];
        let columns = [("Tên", Layout::Text), ("Ngày", Layout::Word), ("Số", Layout::Number)];
        let widths = of(&table(&columns, cells), 30.0);
        assert!(widths[1] >= 11.0 && widths[2] >= 13.0, "{widths:?}");
        let small = of(&table(&columns, vec![Cell::text("a"), Cell::missing(), Cell::count(1)]), 30.0);
        assert!(small[2] >= 9.0, "{small:?}");
    }

    #[test]
    fn scores_leave_their_room_to_texts() {
        let score = |tenths| Cell::score(Some(Tenths(tenths)));
        let columns = [("Đơn vị", Layout::Text), ("1", Layout::Number), ("2", Layout::Number)];
        let cells = |first| vec![Cell::text("Ủy ban nhân dân xã"), first, Cell::missing()];
        let widths = of(&table(&columns, cells(score(19))), PORTRAIT);
        assert!(widths[1] < 6.0 && widths[2] >= 9.0, "{widths:?}");
        let total = of(&table(&columns, cells(score(12_345))), PORTRAIT);
        assert!(total[1] > 6.0, "{total:?}");
    }

    #[test]
    fn texts_take_what_is_left_of_the_page_and_give_what_is_too_much() {
        let columns = [("Mã", Layout::Word), ("Tên", Layout::Text), ("Đơn vị", Layout::Text)];
        let long = "Chuyển mục đích sử dụng đất phải được phép của cơ quan nhà nước có thẩm quyền";
        let cells = |text| vec![Cell::text("000.05.34.H10-201102-0015"), Cell::text(text), Cell::text(text)];
        let short = of(&table(&columns, cells("Hộ tịch")), PORTRAIT);
        assert!((across(&short) - PORTRAIT).abs() < 1e-6, "{short:?}");
        let wide = of(&table(&columns, cells(long)), PORTRAIT);
        assert!((across(&wide) - PORTRAIT / SMALLER).abs() < 1e-6, "{wide:?}");
        assert!((short[0] - wide[0]).abs() < 1e-6 && wide[1] < WIDEST, "{wide:?}");
    }

    #[test]
    fn every_heading_has_room_for_its_lines() {
        let group = "Số lượng hồ sơ đang giải quyết của các đơn vị trên địa bàn huyện".to_owned();
        let columns =
            [("Tổng số", true), ("Trực tiếp, dịch vụ bưu chính công ích", true), ("Quá hạn", false)];
        let columns = columns.map(|(heading, grouped)| Column {
            groups: if grouped { vec![group.clone()] } else { Vec::new() },
            ..Column::new(heading, Layout::Number)
        });
        let table = Table { columns: columns.to_vec(), ..Table::default() };
        let widths = [9.0, 12.0, 4.0];
        let heights = headings(&table, &widths);
        assert_eq!(heights.len(), 2);
        for cell in table.headings() {
            let wide = across(&widths[cell.column..cell.column + cell.columns]);
            let room: f64 = heights[cell.row..cell.row + cell.rows].iter().sum();
            assert!(room >= height(cell.text, wide, Face::STRONG), "{cell:?} in {heights:?}");
        }
    }

    #[test]
    fn lines_are_counted_by_words_and_long_words_take_several() {
        for (text, wide, expected) in [
            ("", 5.0, 1.0),
            ("hồ sơ", 9.0, 1.0),
            ("hồ sơ", 3.0, 2.0),
            ("oooooooooo", 5.5, 2.0),
            ("ooo ooo ooo", 7.0, 2.0),
        ] {
            assert!((lines(text, wide) - expected).abs() < f64::EPSILON, "{text} in {wide}");
        }
        assert!(height("a\nb", 50.0, Face::BODY) > height("a b", 50.0, Face::BODY));
    }

    #[test]
    fn letters_and_their_marks_are_measured_alike_in_both_forms() {
        assert!(
            (measure("Đặng Thị Ưởng") - measure("Đa\u{323}\u{306}ng Thi\u{323} U\u{31b}o\u{31b}\u{309}ng"))
                .abs()
                < 1e-9
        );
    }
}
