//! Documents as text, for a terminal or a pipe.
//!
//! On a terminal tables have rules and fit its width: texts are broken into lines, codes, dates and numbers never; a
//! table that is still too wide is split between its groups of columns. In a pipe there is one line a row, without
//! rules and colour.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};

use crate::report::document::{Annex, Block, Cell, Column, Document, Layout, Row, Table, Tone};
use crate::text::{width, wording};

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// The width of the terminal; `None` in a pipe.
    pub width: Option<usize>,
    /// Whether colour is used.
    pub colour: bool,
}

/// The narrowest column of text that is still readable.
const NARROWEST_TEXT: usize = 18;
/// The narrowest second and further columns of text.
const NARROWEST_OTHER_TEXT: usize = 12;
/// Zero-width marks around a toned cell while the table is laid out; colour takes their place afterwards.
const MARKS: [(Tone, char, &str); 3] = [
    (Tone::Bad, '\u{2061}', "\u{1b}[1;31m"),
    (Tone::Warn, '\u{2062}', "\u{1b}[33m"),
    (Tone::Good, '\u{2063}', "\u{1b}[32m"),
];
const END_MARK: char = '\u{2064}';
const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";

/// Renders a document. What only a page needs is left out: the elements of a letter around title and body.
#[must_use]
pub fn render(document: &Document, options: TextOptions) -> String {
    let mut lines: Vec<String> = headline(&document.title, options).collect();
    lines.extend(document.subtitle.iter().flat_map(|part| wrapped(part, options)));
    lines.extend(document.notices.iter().flat_map(|part| headline(part, options)));
    if !matches!(document.blocks.first(), Some(Block::Heading(_)) | None) {
        lines.push(String::new());
    }
    lines.extend(document.blocks.iter().flat_map(|block| block_lines(block, options)));
    lines.extend(document.annexes.iter().flat_map(|annex| annex_lines(annex, options)));
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A text in bold, broken into lines.
fn headline(text: &str, options: TextOptions) -> impl Iterator<Item = String> {
    wrapped(text, options).into_iter().map(move |part| bold(&part, options))
}

fn block_lines(block: &Block, options: TextOptions) -> Vec<String> {
    match block {
        Block::Heading(heading) | Block::Subheading(heading) => {
            std::iter::once(String::new()).chain(headline(heading, options)).collect()
        }
        Block::Paragraph(paragraph) => wrapped(paragraph, options),
        Block::Facts(facts) => fact_lines(facts, options),
        Block::Table(table) => table_lines(table, options),
    }
}

fn annex_lines(annex: &Annex, options: TextOptions) -> Vec<String> {
    let head = [annex.label.as_str(), annex.form.as_str()].into_iter().filter(|part| !part.is_empty());
    let mut lines = vec![String::new()];
    lines.extend(headline(&head.collect::<Vec<_>>().join(" - "), options));
    lines.extend(headline(&annex.title, options));
    let below = [&annex.origin, &annex.measure].into_iter().filter(|part| !part.is_empty());
    lines.extend(below.flat_map(|part| wrapped(part, options)));
    lines.extend(if annex.table.rows.is_empty() {
        vec![wording::NOTHING.to_owned()]
    } else {
        table_lines(&annex.table, options)
    });
    if annex.table.left_out() > 0 {
        lines.extend(wrapped(&wording::rows_not_shown(annex.table.left_out()), options));
    }
    lines.extend(annex.notes.iter().flat_map(|note| wrapped(note, options)));
    lines
}

fn wrapped(text: &str, options: TextOptions) -> Vec<String> {
    match options.width {
        Some(columns) => width::wrap(text, columns),
        None => vec![text.replace('\n', " ")],
    }
}

fn bold(text: &str, options: TextOptions) -> String {
    if options.colour { format!("{BOLD}{text}{RESET}") } else { text.to_owned() }
}

/// Terms to the left, values beside them, both broken into lines where the terminal is narrow.
fn fact_lines(facts: &[(String, Cell)], options: TextOptions) -> Vec<String> {
    let widest = facts.iter().map(|(term, _)| width::columns(term)).max().unwrap_or_default();
    let total = options.width.unwrap_or(usize::MAX);
    let is_number = |cell: &Cell| width::columns(&cell.display) <= 12;
    let all_numbers = facts.iter().all(|(_, cell)| is_number(cell));
    let terms = if all_numbers { widest.min(total.saturating_sub(14)) } else { widest.min(26) };
    let values = total.saturating_sub(terms + 2).max(12);
    let mut lines = Vec::new();
    for (term, cell) in facts {
        let left = width::wrap(term, terms.max(10));
        let right = if all_numbers {
            vec![width::pad_start(&cell.display, 10)]
        } else {
            width::wrap(&cell.display, values)
        };
        for at in 0..left.len().max(right.len()) {
            let empty = String::new();
            let (left, right) = (left.get(at).unwrap_or(&empty), right.get(at).unwrap_or(&empty));
            let right = paint_whole(right, cell.tone, options);
            lines.push(format!("{}  {right}", width::pad_end(left, terms)));
        }
    }
    lines
}

fn paint_whole(text: &str, tone: Tone, options: TextOptions) -> String {
    let colour = MARKS.iter().find(|(marked, ..)| *marked == tone && options.colour);
    colour.map_or_else(|| text.to_owned(), |(_, _, start)| format!("{start}{text}{RESET}"))
}

fn table_lines(table: &Table, options: TextOptions) -> Vec<String> {
    let Some(total) = options.width else {
        return layout(table, &all(table), options);
    };
    let mut lines = Vec::new();
    for columns in split(table, total) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(layout(table, &columns, options));
    }
    lines
}

fn all(table: &Table) -> Vec<usize> {
    (0..table.columns.len()).collect()
}

/// Splits the columns into tables that fit: columns without a group go into each, groups stay whole.
fn split(table: &Table, total: usize) -> Vec<Vec<usize>> {
    let fits =
        |columns: &[usize]| columns.iter().map(|&at| least_width(table, at) + 3).sum::<usize>() < total;
    let shared: Vec<usize> =
        all(table).into_iter().filter(|&at| table.columns[at].groups.is_empty()).collect();
    let mut tables: Vec<Vec<usize>> = Vec::new();
    for group in table.columns.chunk_by(|a, b| a.groups.first() == b.groups.first()) {
        let Some(name) = group[0].groups.first() else { continue };
        let own: Vec<usize> =
            all(table).into_iter().filter(|&at| table.columns[at].groups.first() == Some(name)).collect();
        match tables.last_mut() {
            Some(last) if fits(&[last.as_slice(), &own].concat()) => last.extend(own),
            _ => tables.push([shared.as_slice(), &own].concat()),
        }
    }
    if tables.is_empty() { vec![shared] } else { tables }
}

/// The least width of a column: its widest word or number; a text may be squeezed.
fn least_width(table: &Table, at: usize) -> usize {
    let column = &table.columns[at];
    let cells =
        || table.rows.iter().map(|row| width::columns(&row.cells[at].display)).max().unwrap_or_default();
    let longest_word = || column.heading.split(' ').map(width::columns).max().unwrap_or_default();
    match column.layout {
        Layout::Text if is_first_text(table, at) => NARROWEST_TEXT,
        Layout::Text => NARROWEST_OTHER_TEXT,
        Layout::Word | Layout::Number => cells().max(longest_word()).max(width::columns(&column.number)),
    }
}

fn is_first_text(table: &Table, at: usize) -> bool {
    table.columns.iter().position(|column| column.layout == Layout::Text) == Some(at)
}

fn layout(table: &Table, columns: &[usize], options: TextOptions) -> Vec<String> {
    let mut view = comfy_table::Table::new();
    if let Some(total) = options.width {
        view.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
        view.style_mut().row_separator = comfy_table::LineStyle::none();
        view.set_content_arrangement(ContentArrangement::Dynamic);
        view.set_width(u16::try_from(total).unwrap_or(u16::MAX));
    } else {
        view.load_style(comfy_table::presets::NOTHING);
        view.set_content_arrangement(ContentArrangement::Disabled);
    }
    let max_lines = table.max_lines.filter(|_| options.width.is_some());
    view.set_header(columns.iter().map(|&at| heading(table, at, options)));
    view.add_rows(table.shown().iter().map(|row| view_row(row, columns, max_lines, options)));
    for (column, &at) in view.column_iter_mut().zip(columns) {
        set_column(column, table, at, options);
    }
    view.lines().map(|line| colour_marks(&line)).collect()
}

fn view_row(
    row: &Row,
    columns: &[usize],
    max_lines: Option<usize>,
    options: TextOptions,
) -> comfy_table::Row {
    let mut view =
        comfy_table::Row::from(columns.iter().map(|&at| shown(row, at, options)).collect::<Vec<_>>());
    if let Some(lines) = max_lines {
        view.max_height(lines);
    }
    view
}

fn set_column(view: &mut comfy_table::Column, table: &Table, at: usize, options: TextOptions) {
    let Column { layout, .. } = table.columns[at];
    if layout == Layout::Number {
        view.set_cell_alignment(CellAlignment::Right);
    }
    if options.width.is_some() && layout != Layout::Text {
        let padded = u16::try_from(least_width(table, at) + 2).unwrap_or(u16::MAX);
        view.set_constraint(ColumnConstraint::Absolute(Width::Fixed(padded)));
    }
}

/// The heading of a column; in a pipe with its group, on a terminal with its number beneath.
fn heading(table: &Table, at: usize, options: TextOptions) -> String {
    let Column { groups, heading, number, .. } = &table.columns[at];
    match options.width {
        None if !number.is_empty() => format!("{number} {heading}"),
        Some(_) if !number.is_empty() => format!("{heading} {number}"),
        _ => groups.iter().chain([heading]).map(String::as_str).collect::<Vec<_>>().join(": "),
    }
}

fn shown(row: &Row, at: usize, options: TextOptions) -> String {
    let Cell { display, tone, .. } = &row.cells[at];
    let text = display.replace(['\n', '\r', '\t'], " ");
    let mark = MARKS.iter().find(|(marked, ..)| marked == tone && options.colour);
    mark.map_or_else(|| text.clone(), |(_, mark, _)| format!("{mark}{text}{END_MARK}"))
}

fn colour_marks(line: &str) -> String {
    let mut line = line.replace(END_MARK, RESET);
    for (_, mark, start) in MARKS {
        line = line.replace(mark, start);
    }
    line
}
