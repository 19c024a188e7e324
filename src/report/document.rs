//! What a person reads, whatever the format: blocks and tables of typed cells.
//!
//! A cell has a typed value and, apart from it, its display text: renderers that know numbers and dates take the
//! value, the others the text, and none computes anything.

use crate::model::date::Date;
use crate::model::scoring::Tenths;
use crate::text::{day, number};

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The title.
    pub title: String,
    /// Lines under the title.
    pub subtitle: Vec<String>,
    /// What must be said on every page.
    pub notices: Vec<String>,
    /// How it goes out as an official document; `None` for what is only looked at.
    pub letter: Option<Letter>,
    /// The body.
    pub blocks: Vec<Block>,
    /// What is attached, in order.
    pub annexes: Vec<Annex>,
    /// One line that says what the figures were made from, for the properties of a file.
    pub stamp: String,
}

/// The elements of an official document around its body (Decree 30/2020/NĐ-CP, Phụ lục I), in its own spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The body above the issuer, in capitals; empty for a People's Committee.
    pub superior: Vec<String>,
    /// The issuer, in capitals, one or two lines.
    pub issuer: Vec<String>,
    /// Number and symbol, the number left to the registry: `Số:       /BC-UBND`.
    pub number: String,
    /// Place and date, the day left to the registry.
    pub place_and_date: String,
    /// What a document without a type is about, under its number: `V/v …`; empty for one with a type.
    pub subject: String,
    /// The type of document, in capitals: `BÁO CÁO`; empty for a công văn.
    pub kind: String,
    /// What it is about (trích yếu), one line or more.
    pub about: Vec<String>,
    /// Whom it is addressed to (Kính gửi); none for a document without an addressee.
    pub addressees: Vec<String>,
    /// Authority and office of who signs, in capitals, one a line.
    pub signature: Vec<String>,
    /// The full name of who signs; empty where it is left open.
    pub signer: String,
    /// Who receives it (Nơi nhận), without dash and final punctuation.
    pub recipients: Vec<String>,
}

/// What is attached to a document: one form, table or list.
#[derive(Clone, Debug, Default)]
pub struct Annex {
    /// A short name in ASCII for files and anchors, such as `ii-06a`.
    pub key: String,
    /// The name of its sheet in a workbook, at most 31 characters.
    pub sheet: String,
    /// Its place among the annexes, in capitals or small: `Phụ lục I`.
    pub label: String,
    /// The number of the form: `Biểu số II.06a/VPCP/KSTT`; empty where it is no form.
    pub form: String,
    /// Where the form comes from, or that its layout is no official one.
    pub origin: String,
    /// The title, in capitals.
    pub title: String,
    /// Lines under the title: the period.
    pub subtitle: Vec<String>,
    /// Lines at the right: who reports, and to whom.
    pub parties: Vec<String>,
    /// The line above the table: `Đơn vị tính: Số hồ sơ TTHC`; may be empty.
    pub measure: String,
    /// Whether it needs a landscape page.
    pub landscape: bool,
    /// Whether its figures are typed into the national reporting system.
    pub national: bool,
    /// Its table; one without rows means that nothing happened in the period.
    pub table: Table,
    /// Lines under the table.
    pub notes: Vec<String>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A heading below a heading.
    Subheading(String),
    /// A paragraph.
    Paragraph(String),
    /// Terms and what stands for them, one a line.
    Facts(Vec<(String, Cell)>),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many lines a row may take on a narrow screen, where the whole text stands elsewhere.
    pub max_lines: Option<usize>,
    /// How many rows a page shows at most; a workbook has them all.
    pub limit: Option<usize>,
}

impl Table {
    /// The rows a page shows.
    #[must_use]
    pub fn shown(&self) -> &[Row] {
        &self.rows[..self.limit.unwrap_or(usize::MAX).min(self.rows.len())]
    }

    /// How many rows a page leaves out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.rows.len() - self.shown().len()
    }

    /// How many rows the headings take, without the row of numbers.
    #[must_use]
    pub fn heading_rows(&self) -> usize {
        self.columns.iter().map(|column| column.groups.len() + 1).max().unwrap_or_default()
    }

    /// Whether the columns have numbers.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.columns.iter().any(|column| !column.number.is_empty())
    }

    /// The headings as merged cells, row by row: neighbours that share a group share its cell, and a heading reaches
    /// down to the last row of headings.
    #[must_use]
    pub fn headings(&self) -> Vec<HeadingCell<'_>> {
        let depth = self.heading_rows();
        let mut cells = Vec::new();
        for row in 0..depth {
            let mut at = 0;
            while at < self.columns.len() {
                let column = &self.columns[at];
                let mut columns = 1;
                if let Some(group) = column.groups.get(row) {
                    let same = |other: &&Column| other.groups.get(..=row) == column.groups.get(..=row);
                    columns = self.columns[at..].iter().take_while(same).count();
                    cells.push(HeadingCell { text: group, row, rows: 1, column: at, columns });
                } else if column.groups.len() == row {
                    let rows = depth - row;
                    cells.push(HeadingCell { text: &column.heading, row, rows, column: at, columns });
                }
                at += columns;
            }
        }
        cells
    }
}

/// A merged cell of a table's headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingCell<'t> {
    /// The text.
    pub text: &'t str,
    /// Its first row, from 0.
    pub row: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
}

/// How a column is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A short text that is never broken: a code, a date, a state.
    Word,
    /// A text that may be broken into lines.
    Text,
    /// A number, to the right.
    Number,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The headings it shares with its neighbours, outermost first; none where it stands alone.
    pub groups: Vec<String>,
    /// Its own heading.
    pub heading: String,
    /// Its number in a form, such as `(4)`; empty where it has none.
    pub number: String,
    /// How it is laid out.
    pub layout: Layout,
}

impl Column {
    /// A column that stands alone.
    #[must_use]
    pub fn new(heading: &str, layout: Layout) -> Self {
        Self { groups: Vec::new(), heading: heading.to_owned(), number: String::new(), layout }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The cells, one a column.
    pub cells: Vec<Cell>,
    /// Whether it is a total or a heading within the table.
    pub strong: bool,
}

/// A typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A count.
    Count(u64),
    /// A difference of counts.
    Difference(i64),
    /// A day.
    Date(Date),
    /// A share, in hundredths of a percent.
    Percent(number::Percent),
    /// A relative change, in hundredths of a percent.
    Change(number::Change),
    /// A score with one decimal.
    Score(Tenths),
    /// Nothing.
    Missing,
}

/// How a cell is meant to strike the eye; never the only sign of its meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any other.
    #[default]
    Plain,
    /// Needs action.
    Bad,
    /// Needs attention.
    Warn,
    /// Is as it should be.
    Good,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// The text shown for it.
    pub display: String,
    /// How it is meant to strike the eye.
    pub tone: Tone,
}

impl Cell {
    fn of(value: Value, display: String) -> Self {
        Self { value, display, tone: Tone::Plain }
    }

    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(Value::Text(text.to_owned()), text.to_owned())
    }

    /// A count.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self::of(Value::Count(count), number::count(count))
    }

    /// A day, or `–`.
    #[must_use]
    pub fn date(date: Option<Date>) -> Self {
        date.map_or_else(Self::missing, |date| Self::of(Value::Date(date), day::date(date)))
    }

    /// A share, or `–` of nothing.
    #[must_use]
    pub fn percent(percent: Option<number::Percent>) -> Self {
        percent.map_or_else(Self::missing, |percent| Self::of(Value::Percent(percent), percent.display()))
    }

    /// A difference of counts, with its sign.
    #[must_use]
    pub fn difference(difference: i64) -> Self {
        Self::of(Value::Difference(difference), number::difference(difference))
    }

    /// A relative change, with its sign, or `–` of nothing.
    #[must_use]
    pub fn change(change: Option<number::Change>) -> Self {
        change.map_or_else(Self::missing, |change| Self::of(Value::Change(change), change.display()))
    }

    /// A score, or `–` of nothing.
    #[must_use]
    pub fn score(score: Option<Tenths>) -> Self {
        score.map_or_else(Self::missing, |score| Self::of(Value::Score(score), score.to_string()))
    }

    /// A missing value.
    #[must_use]
    pub fn missing() -> Self {
        Self::of(Value::Missing, "–".to_owned())
    }

    /// The same with another tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(groups: &[&str], heading: &str) -> Column {
        let groups = groups.iter().map(|group| (*group).to_owned()).collect();
        Column { groups, ..Column::new(heading, Layout::Number) }
    }

    /// The three rows of form II.06a, shortened.
    #[test]
    fn neighbours_share_the_cell_of_their_group_and_headings_reach_down() {
        let columns = vec![
            column(&[], "STT"),
            column(&["Nhận"], "Tổng số"),
            column(&["Nhận", "Trong kỳ"], "Trực tuyến"),
            column(&["Nhận", "Trong kỳ"], "Trực tiếp"),
            column(&["Đã"], "Tổng số"),
        ];
        let table = Table { columns, ..Table::default() };
        let line = |cell: &HeadingCell<'_>| {
            let HeadingCell { text, row, rows, column, columns } = cell;
            format!("{text} {row}+{rows} {column}+{columns}")
        };
        assert_eq!(
            table.headings().iter().map(line).collect::<Vec<_>>(),
            [
                "STT 0+3 0+1",
                "Nhận 0+1 1+3",
                "Đã 0+1 4+1",
                "Tổng số 1+2 1+1",
                "Trong kỳ 1+1 2+2",
                "Tổng số 1+2 4+1",
                "Trực tuyến 2+1 2+1",
                "Trực tiếp 2+1 3+1"
            ]
        );
    }

    #[test]
    fn a_page_shows_no_more_rows_than_its_limit() {
        let rows = vec![Row::default(); 3];
        let table = Table { rows, limit: Some(2), ..Table::default() };
        assert_eq!((table.shown().len(), table.left_out()), (2, 1));
        let unlimited = Table { limit: None, ..table };
        assert_eq!((unlimited.shown().len(), unlimited.left_out()), (3, 0));
    }
}
