//! Tables of an HTML page, which many systems save under the name `.xls`.
//!
//! Tags are told apart by the rules of WHATWG; a table is put together as a browser would: a row or cell ends where the
//! next one begins, a table inside a cell is one of its own, cells may span rows and columns.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use super::encoding::{Decoded, Encoding, decode_page};
use super::{COLUMNS, Row, Taker, Unreadable, Value, hand_over};

/// How many rows a cell may span.
const SPANNED_ROWS: u32 = 65_536;
/// How deep tables may lie in each other.
const DEPTH: usize = 64;

/// Hands over the rows of every table, each table once it has ended.
pub(super) fn read(bytes: &[u8], taker: &mut dyn Taker) -> Result<Encoding, Unreadable> {
    let Decoded { text, encoding } = decode_page(bytes);
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page { taker, open: Vec::new(), tables: 0, ended: false };
    for Ok(token) in Tokenizer::new_with_emitter(&*text, emitter) {
        match token {
            Token::StartTag(tag) => page.begin(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
        if page.ended {
            break;
        }
    }
    while !page.ended && !page.open.is_empty() {
        page.end_table()?;
    }
    if page.tables == 0 { Err(Unreadable::NotTable) } else { Ok(encoding) }
}

struct Page<'t> {
    taker: &'t mut dyn Taker,
    /// The tables that have begun, each inside a cell of the one before.
    open: Vec<Table>,
    /// How many tables have begun.
    tables: usize,
    /// Whether nobody wants more.
    ended: bool,
}

/// A table that has begun.
#[derive(Default)]
struct Table {
    name: String,
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Cell>,
    /// For each column, how many more rows a cell above reaches into.
    below: Vec<u32>,
}

/// A cell that has begun.
#[derive(Default)]
struct Cell {
    text: String,
    columns: u32,
    rows: u32,
}

impl Page<'_> {
    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), Unreadable> {
        let depth = self.open.len();
        match (&*tag.name.0, self.open.last_mut()) {
            (b"table", _) if depth < DEPTH => {
                self.tables += 1;
                self.open.push(Table { name: format!("bảng {}", self.tables), ..Table::default() });
            }
            (b"tr", Some(table)) => {
                table.end_row()?;
                table.row = Some(Row::default());
            }
            (b"td" | b"th", Some(table)) => {
                table.end_cell()?;
                table.row.get_or_insert_default();
                let span = |name: &[u8]| attribute(tag, name).and_then(|text| text.trim().parse().ok());
                let columns = span(b"colspan").unwrap_or(1).clamp(1, COLUMNS);
                let rows = span(b"rowspan").unwrap_or(1).clamp(1, SPANNED_ROWS);
                table.cell = Some(Cell { text: String::new(), columns, rows });
            }
            (b"br" | b"p" | b"div" | b"li", Some(table)) => table.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &HtmlString) -> Result<(), Unreadable> {
        match (&*name.0, self.open.last_mut()) {
            (b"table", Some(_)) => self.end_table()?,
            (b"tr" | b"thead" | b"tbody" | b"tfoot", Some(table)) => table.end_row()?,
            (b"td" | b"th", Some(table)) => table.end_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(table) = self.open.last_mut() {
            table.text(text);
        }
    }

    fn end_table(&mut self) -> Result<(), Unreadable> {
        let Some(mut table) = self.open.pop() else { return Ok(()) };
        table.end_row()?;
        self.taker.sheet(&table.name);
        for row in &table.rows {
            if hand_over(self.taker, row).is_break() {
                self.ended = true;
                break;
            }
        }
        Ok(())
    }
}

impl Table {
    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    /// Puts the cell into the first free columns of its row.
    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return Ok(()) };
        while self.below.get(row.cells.len()).is_some_and(|rows| *rows > 0) {
            row.cells.push(Value::Merged);
        }
        let first = row.cells.len();
        let value = Value::text(cell.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let last = first + cell.columns as usize;
        if last > COLUMNS as usize {
            if value == Value::Empty {
                return Ok(());
            }
            let number = u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX);
            return Err(Unreadable::TooWide { sheet: self.name.clone(), row: number });
        }
        row.cells.push(value);
        row.cells.resize(last, Value::Merged);
        if cell.rows > 1 {
            self.below.resize(self.below.len().max(last), 0);
            // The row that has begun is counted off with the others when it ends.
            self.below[first..last].fill(cell.rows);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unreadable> {
        self.end_cell()?;
        let Some(mut row) = self.row.take() else { return Ok(()) };
        row.number = u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX);
        for (column, rows) in self.below.iter_mut().enumerate() {
            if *rows > 0 && column >= row.cells.len() {
                row.cells.resize(column + 1, Value::Empty);
                row.cells[column] = Value::Merged;
            }
            *rows = rows.saturating_sub(1);
        }
        self.rows.push(row);
        Ok(())
    }
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t StartTag<()>, name: &[u8]) -> Option<std::borrow::Cow<'t, str>> {
    let found = tag.attributes.iter().find(|(own, _)| own.0 == name);
    found.map(|(_, value)| String::from_utf8_lossy(&value.0))
}
