//! What a template gets: the document, with every text as it is shown.

use minijinja::Value;
use serde::Serialize;

use super::ToneView;
use super::overview::Overview;
use crate::report::document::{Annex, Block, Cell, Document, HeadingCell, Layout, Letter, Row, Table};
use crate::text::{width, wording};

/// The widest value of facts that stand in a column of numbers.
const NUMBER_COLUMNS: usize = 12;

/// The whole of it.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    title: &'a str,
    /// The issuer; empty for a document that is no letter.
    office: Vec<&'a str>,
    subtitle: &'a [String],
    /// What must be said on every page.
    notices: &'a [String],
    /// The same as one string of CSS, quoted and ready to be written into a style.
    notices_css: Value,
    summary: Overview<'a>,
    contents: Vec<Link<'a>>,
    /// Nothing for a document that is no letter.
    letter: Option<LetterView<'a>>,
    blocks: Vec<BlockView<'a>>,
    annexes: Vec<AnnexView<'a>>,
    stamp: &'a str,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, summary: Overview<'a>) -> Self {
        let blocks: Vec<_> =
            document.blocks.iter().zip(1..).map(|(block, at)| BlockView::new(block, at)).collect();
        let annexes: Vec<_> = document.annexes.iter().map(AnnexView::new).collect();
        let letter = document.letter.as_ref();
        let office = letter.into_iter().flat_map(|letter| letter.superior.iter().chain(&letter.issuer));
        Self {
            title: &document.title,
            office: office.map(String::as_str).collect(),
            subtitle: &document.subtitle,
            notices: &document.notices,
            notices_css: Value::from_safe_string(css_string(&document.notices.join(" "))),
            summary,
            contents: contents(&blocks, &annexes),
            letter: letter.map(LetterView::new),
            blocks,
            annexes,
            stamp: &document.stamp,
        }
    }
}

/// Quotes a text for a style. Whatever could end the string, or the style around it, becomes a number.
fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if character.is_control() || "\"'\\<>&".contains(character) {
            quoted.push_str(&format!("\\{:x} ", u32::from(character)));
        } else {
            quoted.push(character);
        }
    }
    quoted.push('"');
    quoted
}

/// A line of the table of contents.
#[derive(Serialize)]
struct Link<'a> {
    id: String,
    label: &'a str,
    text: &'a str,
}

fn contents<'a>(blocks: &[BlockView<'a>], annexes: &[AnnexView<'a>]) -> Vec<Link<'a>> {
    let heading = |block: &BlockView<'a>| match block {
        BlockView::Heading { id, text } => Some(Link { id: id.clone(), label: "", text }),
        _ => None,
    };
    let annex = |annex: &AnnexView<'a>| Link { id: annex.id.clone(), label: annex.label, text: annex.title };
    blocks.iter().filter_map(heading).chain(annexes.iter().map(annex)).collect()
}

#[derive(Serialize)]
struct LetterView<'a> {
    number: &'a str,
    subject: &'a str,
    place_and_date: &'a str,
    kind: &'a str,
    about: &'a [String],
    addressees: &'a [String],
    signature: &'a [String],
    signer: &'a str,
    recipients: &'a [String],
}

impl<'a> LetterView<'a> {
    fn new(letter: &'a Letter) -> Self {
        let Letter { number, subject, place_and_date, kind, about, addressees, .. } = letter;
        let Letter { signature, signer, recipients, .. } = letter;
        Self { number, subject, place_and_date, kind, about, addressees, signature, signer, recipients }
    }
}

/// A part of the body; its `kind` says which.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView<'a> {
    Heading { id: String, text: &'a str },
    Subheading { id: String, text: &'a str },
    Paragraph { text: &'a str },
    Facts { numbers: bool, facts: Vec<FactView<'a>> },
    Table { table: TableView<'a> },
}

impl<'a> BlockView<'a> {
    fn new(block: &'a Block, at: usize) -> Self {
        let id = || format!("muc-{at}");
        match block {
            Block::Heading(text) => Self::Heading { id: id(), text },
            Block::Subheading(text) => Self::Subheading { id: id(), text },
            Block::Paragraph(text) => Self::Paragraph { text },
            Block::Facts(facts) => Self::Facts {
                numbers: facts.iter().all(|(_, cell)| width::columns(&cell.display) <= NUMBER_COLUMNS),
                facts: facts.iter().map(FactView::new).collect(),
            },
            Block::Table(table) => Self::Table { table: TableView::new(table) },
        }
    }
}

#[derive(Serialize)]
struct FactView<'a> {
    term: &'a str,
    display: &'a str,
    tone: ToneView,
}

impl<'a> FactView<'a> {
    fn new((term, cell): &'a (String, Cell)) -> Self {
        Self { term, display: &cell.display, tone: ToneView::new(cell.tone) }
    }
}

#[derive(Serialize)]
struct AnnexView<'a> {
    id: String,
    label: &'a str,
    form: &'a str,
    origin: &'a str,
    title: &'a str,
    subtitle: &'a [String],
    parties: &'a [String],
    measure: &'a str,
    landscape: bool,
    table: TableView<'a>,
    notes: &'a [String],
}

impl<'a> AnnexView<'a> {
    fn new(annex: &'a Annex) -> Self {
        Self {
            id: format!("phu-luc-{}", annex.key),
            label: &annex.label,
            form: &annex.form,
            origin: &annex.origin,
            title: &annex.title,
            subtitle: &annex.subtitle,
            parties: &annex.parties,
            measure: &annex.measure,
            landscape: annex.landscape,
            table: TableView::new(&annex.table),
            notes: &annex.notes,
        }
    }
}

#[derive(Serialize)]
struct TableView<'a> {
    /// The merged cells of the headings, row by row.
    headings: Vec<Vec<HeadingView<'a>>>,
    /// The numbers of the columns; none where they have none.
    numbers: Vec<&'a str>,
    /// How many columns there are.
    width: usize,
    rows: Vec<RowView<'a>>,
    /// What stands below the rows where some are left out; empty otherwise.
    left_out: String,
}

#[derive(Serialize)]
struct HeadingView<'a> {
    text: &'a str,
    columns: usize,
    rows: usize,
    /// `col`, or `colgroup` over several columns.
    scope: &'static str,
    /// `name` over the names of the rows; the layout otherwise.
    class: &'static str,
}

#[derive(Serialize)]
struct RowView<'a> {
    strong: bool,
    cells: Vec<CellView<'a>>,
}

#[derive(Serialize)]
struct CellView<'a> {
    display: &'a str,
    /// Whether it names its row.
    name: bool,
    /// `number`, `word` or `text`.
    class: &'static str,
    tone: ToneView,
}

impl<'a> TableView<'a> {
    fn new(table: &'a Table) -> Self {
        let name = name_column(table);
        let left_out = match table.left_out() {
            0 => String::new(),
            rows => wording::rows_not_shown(rows),
        };
        let numbers = table.columns.iter().map(|column| column.number.as_str());
        Self {
            headings: heading_rows(table, name),
            numbers: if table.is_numbered() { numbers.collect() } else { Vec::new() },
            width: table.columns.len(),
            rows: table.shown().iter().map(|row| row_view(table, row, name)).collect(),
            left_out,
        }
    }
}

/// The column that names the rows: the first of text, else the first.
fn name_column(table: &Table) -> usize {
    table.columns.iter().position(|column| column.layout == Layout::Text).unwrap_or_default()
}

fn heading_rows(table: &Table, name: usize) -> Vec<Vec<HeadingView<'_>>> {
    let mut rows: Vec<_> = (0..table.heading_rows()).map(|_| Vec::new()).collect();
    for HeadingCell { text, row, rows: height, column, columns } in table.headings() {
        let scope = if columns > 1 { "colgroup" } else { "col" };
        let class = if column == name { "name" } else { layout(table.columns[column].layout) };
        rows[row].push(HeadingView { text, columns, rows: height, scope, class });
    }
    rows
}

fn row_view<'a>(table: &Table, row: &'a Row, name: usize) -> RowView<'a> {
    let cells = row.cells.iter().zip(&table.columns).enumerate().map(|(at, (cell, column))| CellView {
        display: &cell.display,
        name: at == name,
        class: layout(column.layout),
        tone: ToneView::new(cell.tone),
    });
    RowView { strong: row.strong, cells: cells.collect() }
}

const fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Word => "word",
        Layout::Text => "text",
        Layout::Number => "number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Column;

    #[test]
    fn a_notice_cannot_leave_its_string_of_css() {
        assert_eq!(
            css_string("SỐ LIỆU \"a\\\"</style>\n&"),
            "\"SỐ LIỆU \\22 a\\5c \\22 \\3c /style\\3e \\a \\26 \""
        );
    }

    #[test]
    fn rows_are_named_by_their_first_text() {
        let columns = |layouts: &[Layout]| layouts.iter().map(|&layout| Column::new("", layout)).collect();
        let name = |layouts| name_column(&Table { columns: columns(layouts), ..Table::default() });
        assert_eq!(name(&[Layout::Word, Layout::Text, Layout::Text]), 1);
        assert_eq!(name(&[Layout::Word, Layout::Number]), 0);
    }
}
