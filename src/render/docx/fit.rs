//! How wide the columns of a table are and how large its letters, so that it fits its page and nothing is cut.
//!
//! Words, codes and numbers are never broken while letters of 10 points or more allow it. What width is left goes to
//! the columns so that their cells take about the same number of lines.

use super::grid::CELL_MARGIN;
use crate::render::metrics::{Weight, twips, width};
use crate::report::document::{Cell, Layout, Row, Table};

/// The widths of the columns in twips, and the size of the letters in half points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The widths; their sum is the width available.
    pub(super) widths: Vec<u32>,
    /// The size.
    pub(super) size: u32,
}

/// Sizes at which codes and numbers are kept whole, largest first.
const SIZES: [u32; 4] = [24, 22, 21, 20];
/// Sizes at which all but numbers may be broken, where the page is too narrow.
const SMALL_SIZES: [u32; 5] = [20, 18, 16, 14, SMALLEST];
/// The smallest letters there are.
const SMALLEST: u32 = 12;
/// More lines than this in a common cell call for smaller letters.
const MANY_LINES: u32 = 4;
/// So many lines in a cell are no reason to narrow another column further.
const UNEVEN: u32 = 1000;
/// How many lines a heading takes at most, unless the page is too narrow.
const HEADING_LINES: u32 = 4;
/// What a column of text has at least for a text so long, unless the page is too narrow; here and below in
/// thousandths of the size.
const COMFORT: u32 = 6000;
/// Beyond this width a word of a text, such as an address, may be broken.
const LONGEST_WORD: u32 = 9000;
/// What a column has at least where the page is far too narrow for its words.
const CRAMPED: u32 = 2500;
/// Room for borders, and for fonts that are a little wider than the metrics say.
const SPARE: u32 = 40;

/// Fits the columns of a table into the width available.
pub(super) fn fit(table: &Table, available: u32) -> Fit {
    let columns: Vec<Need> = (0..table.columns.len()).map(|at| need(table, at)).collect();
    let attempt = |size: u32, least: fn(&Need) -> u32| {
        let mut ranges: Vec<Range> = columns.iter().map(|need| need.range(size, least(need))).collect();
        widen_for_groups(&mut ranges, table, size);
        spread(&ranges, available).map(|(widths, lines)| (Fit { widths, size }, lines))
    };
    let few_lines = |(_, lines): &(Fit, u32)| *lines <= MANY_LINES;
    let comfortable = |size: &u32| attempt(*size, |need| need.comfortable);
    let whole = |size: &u32| attempt(*size, |need| need.unbroken);
    let broken = |size: &u32| attempt(*size, |need| need.broken);
    let cramped = |size: &u32| attempt(*size, |need| need.cramped);
    let found = SIZES.iter().filter_map(comfortable).find(few_lines);
    let found = found.or_else(|| SIZES.iter().rev().find_map(comfortable));
    let found = found.or_else(|| SIZES.iter().rev().find_map(whole));
    let found = found.or_else(|| SMALL_SIZES.iter().find_map(broken));
    let found = found.or_else(|| SMALL_SIZES.iter().find_map(cramped));
    found.map_or_else(|| forced(&columns, available), |(fit, _)| fit)
}

/// The same for a table that need not be wider than its content.
pub(super) fn compact(table: &Table, available: u32) -> Fit {
    let longest = |at: usize| padded(need(table, at).longest, SIZES[0]);
    fit(table, available.min((0..table.columns.len()).map(longest).sum()))
}

/// The width in twips of a column with a content of `width` thousandths of the size.
fn padded(width: u32, size: u32) -> u32 {
    let bare = twips(width, size);
    bare + bare / 25 + 2 * CELL_MARGIN + SPARE
}

/// What a column needs, in thousandths of the size.
#[derive(Clone, Copy, Debug)]
struct Need {
    layout: Layout,
    /// The least width that is easy to read.
    comfortable: u32,
    /// Its widest part where codes and numbers stay whole.
    unbroken: u32,
    /// Its widest part where they may be broken at hyphens.
    broken: u32,
    /// Its widest part where all but numbers may be broken.
    cramped: u32,
    /// The width of its longest content in one line.
    longest: u32,
    /// The common width of its content in one line.
    common: u32,
}

/// The least and the desired width of a column, in twips.
#[derive(Clone, Copy, Debug)]
struct Range {
    layout: Layout,
    least: u32,
    desired: u32,
}

impl Need {
    fn range(&self, size: u32, least: u32) -> Range {
        let least = padded(least, size);
        Range { layout: self.layout, least, desired: padded(self.common, size).max(least) }
    }
}

fn need(table: &Table, at: usize) -> Need {
    let column = &table.columns[at];
    let layout = column.layout;
    let cells = || {
        let rows = table.shown().iter().filter(|row| spanning(row).is_none());
        rows.filter_map(|row| row.cells.get(at).map(|cell| (cell.display.as_str(), weight(row))))
    };
    let heading = pieces(&column.heading, Weight::Bold, &[' ']).max(width(&column.number, Weight::Regular));
    let widest = |breaks: &[char]| {
        cells().map(|(text, weight)| pieces(text, weight, breaks)).max().unwrap_or_default()
    };
    let lines = || cells().map(|(text, weight)| widest_line(text, weight));
    let longest = lines().max().unwrap_or_default();
    let count = u32::try_from(lines().count().max(1)).unwrap_or(u32::MAX);
    let mean = lines().fold(0, u32::saturating_add) / count;
    let words = if layout == Layout::Text { widest(&[' ']).min(LONGEST_WORD) } else { longest };
    let parts = if layout == Layout::Number { longest } else { widest(&[' ', '-']).min(LONGEST_WORD) };
    let room = if layout == Layout::Text { longest.min(COMFORT) } else { 0 };
    Need {
        layout,
        comfortable: words.max(heading).max(heading_width(&column.heading)).max(room),
        unbroken: words.max(heading),
        broken: parts.max(heading),
        cramped: if layout == Layout::Number { longest } else { parts.min(CRAMPED) },
        longest: longest.max(heading),
        common: (longest.saturating_add(mean) / 2).max(width(&column.heading, Weight::Bold) / 2),
    }
}

/// The least width at which a heading takes no more lines than it should.
fn heading_width(text: &str) -> u32 {
    let (word, whole) = (pieces(text, Weight::Bold, &[' ']), width(text, Weight::Bold));
    let fits = |room: &u32| lines_of(text, *room) <= HEADING_LINES;
    (word..whole).step_by(100).find(fits).unwrap_or(whole)
}

/// How many lines a heading takes in a width.
fn lines_of(text: &str, room: u32) -> u32 {
    let space = width(" ", Weight::Bold);
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ').map(|word| width(word, Weight::Bold)) {
        if used > 0 && used + space + word > room {
            lines += 1;
            used = 0;
        }
        used += if used > 0 { space + word } else { word };
    }
    lines
}

fn weight(row: &Row) -> Weight {
    if row.strong { Weight::Bold } else { Weight::Regular }
}

fn widest_line(text: &str, weight: Weight) -> u32 {
    text.lines().map(|line| width(line, weight)).max().unwrap_or_default()
}

/// The widest piece of a text between two places where it may be broken.
fn pieces(text: &str, weight: Weight, breaks: &[char]) -> u32 {
    let words = text.lines().flat_map(|line| line.split_inclusive(breaks));
    words.map(|word| width(word.trim_end(), weight)).max().unwrap_or_default()
}

/// Where a row is a heading within the table, with one cell filled: that cell, which takes the rest of the row.
pub(super) fn spanning(row: &Row) -> Option<usize> {
    let filled = |cell: &Cell| !cell.display.is_empty();
    let first = row.cells.iter().position(filled)?;
    let alone = row.cells[first + 1..].iter().all(|cell| !filled(cell));
    (row.strong && alone).then_some(first)
}

/// Widens the last column of a group until the longest word of the group's heading fits.
fn widen_for_groups(ranges: &mut [Range], table: &Table, size: u32) {
    for heading in table.headings().iter().filter(|heading| heading.columns > 1) {
        let word = pieces(heading.text, Weight::Bold, &[' ']);
        let needed = padded(word, size);
        let group = &mut ranges[heading.column..heading.column + heading.columns];
        let missing = needed.saturating_sub(group.iter().map(|range| range.least).sum());
        if let Some(last) = group.last_mut() {
            last.least += missing;
            last.desired = last.desired.max(last.least);
        }
    }
}

/// Gives each column the width at which its common cell takes as many lines as those of the others; `None` where
/// not even the least widths fit. Returns that number of lines, too.
fn spread(ranges: &[Range], available: u32) -> Option<(Vec<u32>, u32)> {
    if ranges.iter().map(|range| range.least).sum::<u32>() > available {
        return None;
    }
    // Quarters of lines: fine enough that little width is left over.
    let at = |quarters: u32| -> Vec<u32> {
        let width = |range: &Range| (range.desired.saturating_mul(4) / quarters).max(range.least);
        ranges.iter().map(width).collect()
    };
    let fits =
        |widths: &[u32]| widths.iter().fold(0, |sum: u32, width| sum.saturating_add(*width)) <= available;
    let quarters = (4..4 * UNEVEN).find(|quarters| fits(&at(*quarters)));
    let widths = quarters.map_or_else(|| ranges.iter().map(|range| range.least).collect(), at);
    Some((share_rest(widths, ranges, available), quarters.map_or(UNEVEN, |quarters| quarters / 4)))
}

/// Shares what width is left among the columns of text, or among all where there are none.
fn share_rest(mut widths: Vec<u32>, ranges: &[Range], available: u32) -> Vec<u32> {
    let has_text = ranges.iter().any(|range| range.layout == Layout::Text);
    let takes = |at: usize| !has_text || ranges[at].layout == Layout::Text;
    let takers: Vec<usize> = (0..widths.len()).filter(|&at| takes(at)).collect();
    let rest = available - widths.iter().sum::<u32>();
    let total: u32 = takers.iter().map(|&at| widths[at]).sum();
    let mut given = 0;
    for &at in &takers {
        let share = proportion(rest, widths[at], total);
        widths[at] += share;
        given += share;
    }
    if let Some(&last) = takers.last() {
        widths[last] += rest - given;
    }
    widths
}

/// Where nothing fits: the smallest letters, and widths in proportion to what is needed.
fn forced(columns: &[Need], available: u32) -> Fit {
    let least: Vec<u32> = columns.iter().map(|need| padded(need.cramped, SMALLEST)).collect();
    let total = least.iter().sum();
    let widths = least.iter().map(|width| proportion(available, *width, total)).collect();
    Fit { widths, size: SMALLEST }
}

/// `amount` × `part` / `total`, rounded down.
fn proportion(amount: u32, part: u32, total: u32) -> u32 {
    let exact = u64::from(amount) * u64::from(part) / u64::from(total.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Column;

    fn table(columns: &[(&str, Layout)], rows: &[&[&str]]) -> Table {
        let columns = columns.iter().map(|(heading, layout)| Column::new(heading, *layout)).collect();
        let row = |cells: &&[&str]| Row {
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
            strong: false,
        };
        Table { columns, rows: rows.iter().map(row).collect(), ..Table::default() }
    }

    #[test]
    fn widths_fill_the_page_whatever_is_in_the_columns() {
        let long = "một đoạn dài ".repeat(200);
        let code = "000.00.53.H10-210615-0001";
        for rows in [vec!["", "", ""], vec![code, &long, "1.234.567"], vec![&long, &long, &long]] {
            let table =
                table(&[("Mã", Layout::Word), ("Nội dung", Layout::Text), ("Số", Layout::Number)], &[&rows]);
            let widths = fit(&table, 9354).widths;
            let sum: u32 = widths.iter().sum();
            assert!((9351..=9354).contains(&sum), "{widths:?}");
        }
    }

    #[test]
    fn codes_and_numbers_stay_whole_and_long_texts_get_the_room() {
        let long = "nội dung phản ánh, kiến nghị ".repeat(6);
        let code = "000.00.53.H10-210615-0001";
        let table = table(
            &[("Mã hồ sơ", Layout::Word), ("Nội dung", Layout::Text), ("Lý do", Layout::Text)],
            &[&[code, &long, "thiếu người"]],
        );
        let Fit { widths, size } = fit(&table, 9354);
        assert_eq!(size, 24);
        assert!(widths[0] >= twips(width(code, Weight::Regular), size) + 2 * CELL_MARGIN);
        assert!(widths[1] > 2 * widths[2], "{widths:?}");
    }

    #[test]
    fn a_heading_takes_few_lines_where_there_is_room() {
        let heading = "Số ngày làm việc quá hạn";
        let width = heading_width(heading);
        assert!(lines_of(heading, width) <= HEADING_LINES);
        assert!(lines_of(heading, width - 200) > HEADING_LINES, "and no wider than that");
    }

    #[test]
    fn numbers_are_whole_however_narrow_the_page() {
        let long = "https://example.vn/".repeat(9);
        let columns = [("Nơi đăng tải", Layout::Text), ("Số", Layout::Number), ("Mã", Layout::Word)];
        let table = table(&columns, &[&[&long, "1.234.567", "000.00.53.H10-210615-0001"]]);
        let Fit { widths, size } = fit(&table, 2200);
        assert!(
            widths[1] >= twips(width("1.234.567", Weight::Regular), size) + 2 * CELL_MARGIN,
            "{widths:?}"
        );
    }

    #[test]
    fn letters_shrink_before_codes_are_broken() {
        let code = "000.00.53.H10-210615-0001";
        let columns: Vec<_> = (0..4).map(|_| ("Mã", Layout::Word)).collect();
        assert_eq!(fit(&table(&columns, &[&[code; 4]]), 9900).size, 20);
        assert_eq!(fit(&table(&columns, &[&[code; 4]]), 8000).size, 20);
        assert_eq!(fit(&table(&columns, &[&[code; 4]]), 2000).size, 12);
    }

    #[test]
    fn only_a_strong_row_with_one_filled_cell_spans() {
        let row = |strong, cells: &[&str]| Row {
            strong,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        assert_eq!(spanning(&row(true, &["", "A. Kế hoạch", ""])), Some(1));
        assert_eq!(spanning(&row(true, &["A", "Tổng", ""])), None);
        assert_eq!(spanning(&row(false, &["", "một", ""])), None);
        assert_eq!(spanning(&row(true, &["", ""])), None);
    }
}
