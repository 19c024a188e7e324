//! Tables of a document: headings repeated on each page, rows that no page break splits.

use super::fit::{Fit, compact, fit, spanning};
use super::grid::{self, Frame, Merge, Place, RowKind};
use super::paragraph::{Paragraph, gap};
use super::styles::{Align, Style};
use super::xml::Xml;
use crate::report::document::{Cell, Column, HeadingCell, Layout, Row, Table, Value};
use crate::text::wording;

/// How many rows at the end of a table stay on one page.
const KEPT_TOGETHER: usize = 3;

/// Writes a table over the whole width, in twips, and what its page leaves out.
pub(super) fn write(xml: &mut Xml, table: &Table, width: u32) {
    if table.columns.is_empty() {
        Paragraph::new(Style::Body, wording::NOTHING).write(xml);
        return;
    }
    let fit = fit(table, width);
    grid::table(xml, &fit.widths, Frame::Ruled, |xml| {
        headings(xml, table, &fit);
        rows(xml, table, &fit);
    });
    gap(xml);
    if table.left_out() > 0 {
        Paragraph::new(Style::Note, &wording::rows_not_shown(table.left_out())).write(xml);
        gap(xml);
    }
}

/// Writes terms and what stands for them as a table without headings.
pub(super) fn facts(xml: &mut Xml, facts: &[(String, Cell)], width: u32) {
    let is_number = |(_, cell): &(String, Cell)| !matches!(cell.value, Value::Text(_) | Value::Date(_));
    let layout = if facts.iter().all(is_number) { Layout::Number } else { Layout::Text };
    let row =
        |(term, cell): &(String, Cell)| Row { cells: vec![Cell::text(term), cell.clone()], strong: false };
    let table = Table {
        columns: vec![Column::new("", Layout::Text), Column::new("", layout)],
        rows: facts.iter().map(row).collect(),
        ..Table::default()
    };
    let fit = compact(&table, width);
    grid::table(xml, &fit.widths, Frame::Ruled, |xml| rows(xml, &table, &fit));
    gap(xml);
}

fn headings(xml: &mut Xml, table: &Table, fit: &Fit) {
    let cells = table.headings();
    for row in 0..table.heading_rows() {
        grid::row(xml, RowKind::Heading, |xml| {
            let mut covering: Vec<_> = cells.iter().filter(|cell| covers(cell, row)).collect();
            covering.sort_by_key(|cell| cell.column);
            for cell in covering {
                heading(xml, cell, row, fit);
            }
        });
    }
    if table.is_numbered() {
        grid::row(xml, RowKind::Heading, |xml| {
            for (column, width) in table.columns.iter().zip(&fit.widths) {
                let number = Paragraph::new(Style::Cell, &column.number).sized(fit.size);
                grid::cell(xml, Place::middle(*width, 1), |xml| number.write(xml));
            }
        });
    }
}

fn covers(cell: &HeadingCell<'_>, row: usize) -> bool {
    (cell.row..cell.row + cell.rows).contains(&row)
}

fn heading(xml: &mut Xml, cell: &HeadingCell<'_>, row: usize, fit: &Fit) {
    let width = fit.widths[cell.column..cell.column + cell.columns].iter().sum();
    let (merge, text) = match cell.rows {
        1 => (Merge::Single, cell.text),
        _ if cell.row == row => (Merge::First, cell.text),
        _ => (Merge::Further, ""),
    };
    let place = Place { merge, ..Place::middle(width, cell.columns) };
    let text = Paragraph::new(Style::Cell, text).sized(fit.size).bold();
    grid::cell(xml, place, |xml| text.write(xml));
}

fn rows(xml: &mut Xml, table: &Table, fit: &Fit) {
    if table.rows.is_empty() {
        let place = Place::middle(fit.widths.iter().sum(), table.columns.len());
        let text = Paragraph::new(Style::Cell, wording::NOTHING).sized(fit.size);
        grid::row(xml, RowKind::Data, |xml| grid::cell(xml, place, |xml| text.write(xml)));
    }
    let shown = table.shown();
    for (at, row) in shown.iter().enumerate() {
        // A sum alone at the head of a page tells nothing: the last rows stay together.
        let with_next = at + KEPT_TOGETHER >= shown.len() && at + 1 < shown.len();
        grid::row(xml, RowKind::Data, |xml| data(xml, table, row, (fit, with_next)));
    }
}

fn data(xml: &mut Xml, table: &Table, row: &Row, (fit, with_next): (&Fit, bool)) {
    let spanning = spanning(row);
    let empty = Cell::text("");
    for (at, column) in table.columns.iter().enumerate() {
        let columns = match spanning {
            Some(first) if at > first => break,
            Some(first) if at == first => table.columns.len() - at,
            _ => 1,
        };
        let layout = if columns > 1 { Layout::Text } else { column.layout };
        let text = &row.cells.get(at).unwrap_or(&empty).display;
        let paragraph = Paragraph::new(Style::Cell, text).sized(fit.size).aligned(align(layout));
        let paragraph = if row.strong { paragraph.bold() } else { paragraph };
        let paragraph = if with_next { paragraph.with_next() } else { paragraph };
        let width = fit.widths[at..at + columns].iter().sum();
        grid::cell(xml, Place::middle(width, columns), |xml| paragraph.write(xml));
    }
}

const fn align(layout: Layout) -> Align {
    match layout {
        Layout::Word => Align::Centre,
        Layout::Text => Align::Left,
        Layout::Number => Align::Right,
    }
}
