//! The header of a foreign table: found under the titles, joined from up to three rows.

use super::headings::Heading;
use super::table::{Row, Value};
use crate::text::fold::fold;

/// How many rows a header may have.
const DEEPEST: usize = 3;

/// The header of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its first row, as Excel counts.
    pub first: u32,
    /// Its last row.
    pub last: u32,
    /// Its headings, by column.
    pub headings: Vec<Heading>,
    /// How many rows it takes among those it was looked for in, and where it begins there.
    pub(super) rows: std::ops::Range<usize>,
}

impl Header {
    /// Tells whether a row repeats the header, as at the top of each printed page.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let texts = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let mut count = 0;
        for (column, cell) in texts {
            let Value::Text(text) = cell else { return false };
            let folded = fold(text);
            let is_part = |heading: &Heading| heading.parts.iter().any(|part| fold(part) == folded);
            if !self.headings.get(column).is_some_and(is_part) {
                return false;
            }
            count += 1;
        }
        count > 1
    }
}

/// Looks for the header among the first rows of a sheet: the row with most headings that `known` knows, and the rows that
/// belong to it above and below. `may_head` tells of its headings whether they can be a header's.
pub(super) fn find(
    rows: &[Row],
    known: impl Fn(&Heading) -> bool,
    may_head: impl Fn(&[Heading]) -> bool,
) -> Option<Header> {
    let count = |row: &Row| {
        let headings: Vec<Heading> =
            row.cells.iter().map(heading_of).filter(|heading| known(heading)).collect();
        if may_head(&headings) { headings.len() } else { 0 }
    };
    let counts: Vec<usize> = rows.iter().map(count).collect();
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let base = counts.iter().position(|count| *count == most)?;
    let mut end = base + 1;
    while end < rows.len() && end - base < DEEPEST && is_below(&rows[end - 1], &rows[end]) {
        end += 1;
    }
    let mut first = base;
    if first > 0 && end - first < DEEPEST && has_twins(&rows[base]) && is_above(&rows[base - 1], &rows[base])
    {
        first -= 1;
    }
    Some(join(rows, first..end))
}

fn heading_of(cell: &Value) -> Heading {
    let mut heading = Heading::default();
    if let Value::Text(text) = cell {
        heading.add(text);
    }
    heading
}

/// Tells whether a row continues the header: it names columns that the row above spans with one cell, and nothing under
/// those that the row above names itself.
fn is_below(above: &Row, row: &Row) -> bool {
    let mut named = 0;
    for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let Value::Text(text) = cell else { return false };
        match above.get(column) {
            Value::Text(own) if own == text => {}
            Value::Text(_) if above.get(column + 1).is_blank() && !row.get(column + 1).is_blank() => {
                named += 1;
            }
            cell if cell.is_blank() && column > 0 => named += 1,
            _ => return false,
        }
    }
    named > 1
}

/// Tells whether a row has one heading twice, so that only the row above says which is which.
fn has_twins(row: &Row) -> bool {
    let texts: Vec<&Value> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    texts.iter().enumerate().any(|(at, text)| texts[..at].contains(text))
}

/// Tells whether a row is a header above another one: next to it, nothing but texts, at least two.
fn is_above(row: &Row, below: &Row) -> bool {
    let texts = row.cells.iter().filter(|cell| !cell.is_blank());
    row.number + 1 == below.number
        && texts.clone().count() > 1
        && texts.clone().all(|cell| matches!(cell, Value::Text(_)))
}

/// Joins the headings of some rows. Under a cell that spans columns, each of them has its text.
fn join(rows: &[Row], range: std::ops::Range<usize>) -> Header {
    let parts = &rows[range.clone()];
    let width = parts.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut headings = vec![Heading::default(); width];
    for (at, row) in parts.iter().enumerate() {
        let mut spanning = None;
        for (column, heading) in headings.iter_mut().enumerate() {
            match row.get(column) {
                Value::Text(text) => {
                    heading.add(text);
                    spanning = Some(text);
                }
                // Only where a row below names the column can a cell from the left span it.
                cell if cell.is_blank() && parts[at + 1..].iter().any(|row| !row.get(column).is_blank()) => {
                    if let Some(text) = spanning {
                        heading.add(text);
                    }
                }
                _ => spanning = None,
            }
        }
    }
    let number = |at: usize| rows.get(at).map_or(0, |row| row.number);
    Header { first: number(range.start), last: number(range.end - 1), headings, rows: range }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::headings::Meaning;

    /// Rows with cells between `|`; an empty one is empty.
    fn rows(lines: &[&str]) -> Vec<Row> {
        let cell = |text: &str| match text.trim() {
            "" => Value::Empty,
            text => Value::Text(text.to_owned()),
        };
        let row = |(number, line): (u32, &&str)| Row { number, cells: line.split('|').map(cell).collect() };
        (1..).zip(lines).filter(|(_, line)| !line.is_empty()).map(row).collect()
    }

    #[track_caller]
    fn check(lines: &[&str], expected: (u32, u32), headings: &str) {
        let known = |heading: &Heading| matches!(heading.meaning(), Meaning::Column(_));
        let header = find(&rows(lines), known, |headings| headings.len() > 1).unwrap();
        assert_eq!((header.first, header.last), expected);
        let texts: Vec<String> = header.headings.iter().map(Heading::text).collect();
        assert_eq!(texts.join("|"), headings);
    }

    #[test]
    fn the_header_stands_under_the_titles() {
        check(
            &["UBND|||CỘNG HÒA", "", "SỔ TIẾP NHẬN", "STT|Mã hồ sơ|Ngày nhận", "1|a|b"],
            (4, 4),
            "STT|Mã hồ sơ|Ngày nhận",
        );
    }

    #[test]
    fn rows_that_name_the_columns_under_a_merged_heading_are_joined() {
        check(
            &["STT|Mã hồ sơ|Ngày nhận|Trả kết quả||", "|||Sớm|Trễ|", "||||Ít|Nhiều", "1|a|b|c|d|e"],
            (1, 3),
            "STT|Mã hồ sơ|Ngày nhận|Trả kết quả / Sớm|Trả kết quả / Trễ / Ít|Trả kết quả / Trễ / Nhiều",
        );
        check(
            &["|Tiếp nhận|||Trả|", "Mã hồ sơ|Đơn vị|Ngày|Lĩnh vực|Ngày|Nơi", "a|b|c|d|e|f"],
            (1, 2),
            "Mã hồ sơ|Tiếp nhận / Đơn vị|Tiếp nhận / Ngày|Tiếp nhận / Lĩnh vực|Trả / Ngày|Trả / Nơi",
        );
    }

    #[test]
    fn a_group_row_or_a_dossier_is_no_part_of_the_header() {
        check(&["STT|Mã hồ sơ|Ngày nhận|", "Lĩnh vực: Đất đai", "1|a|b"], (1, 1), "STT|Mã hồ sơ|Ngày nhận|");
        check(&["STT|Mã hồ sơ|Ngày nhận|", "1|a|b|c"], (1, 1), "STT|Mã hồ sơ|Ngày nhận|");
    }

    #[test]
    fn a_row_that_repeats_the_header_is_known() {
        let rows = rows(&["STT|Mã hồ sơ|Ngày nhận", "STT|MÃ HỒ SƠ|Ngày nhận", "STT|x|Ngày nhận"]);
        let header = find(&rows, |heading| heading.meaning() != Meaning::Other, |_| true).unwrap();
        assert!(header.is_repeated_by(&rows[1]) && !header.is_repeated_by(&rows[2]));
    }
}
