//! What a person reads, whatever the format: blocks and tables of typed cells.
//!
//! A cell has a typed value and, apart from it, its display text: renderers that know numbers and dates take the
//! value, the others the text, and none computes anything.

use crate::model::date::Date;
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
    /// The body.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
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
    /// The heading it shares with its neighbours; empty where it stands alone.
    pub group: String,
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
        Self { group: String::new(), heading: heading.to_owned(), number: String::new(), layout }
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
    /// A day.
    Date(Date),
    /// A share, in hundredths of a percent.
    Percent(number::Percent),
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
