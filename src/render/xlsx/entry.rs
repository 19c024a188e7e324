//! The figures of the forms of the national system one below the other, for whoever types them into the national system.

use super::ENTRY;
use crate::report::document::{Annex, Cell, Column, Document, Layout, Row, Table, Value};

/// How the screens of the national system are ordered is not published; the order of the forms is.
const ORDER: &str = "Thứ tự theo số cột của từng biểu; màn hình nhập của hệ thống có thể khác.";
const NO_FORM: &str = "Tài liệu này không có biểu nào phải nhập vào hệ thống.";

/// Makes the list of a document's figures.
pub(super) fn annex(document: &Document) -> Annex {
    let forms = document.annexes.iter().filter(|annex| annex.national);
    let rows: Vec<Row> = forms.flat_map(form_rows).collect();
    let notes = if rows.is_empty() { vec![NO_FORM.to_owned()] } else { Vec::new() };
    Annex {
        key: "nhap-he-thong".to_owned(),
        sheet: ENTRY.to_owned(),
        title: "SỐ LIỆU ĐỂ NHẬP HỆ THỐNG".to_owned(),
        subtitle: vec![ORDER.to_owned()],
        landscape: true,
        table: Table { columns: columns(), rows, ..Table::default() },
        notes,
        ..Annex::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Biểu", Layout::Text),
        Column::new("Dòng số", Layout::Word),
        Column::new("Tên dòng", Layout::Text),
        Column::new("Cột số", Layout::Word),
        Column::new("Tên cột", Layout::Text),
        Column::new("Giá trị", Layout::Number),
    ]
}

fn form_rows(annex: &Annex) -> impl Iterator<Item = Row> {
    let rows = (1_u64..).zip(&annex.table.rows);
    rows.flat_map(move |(number, row)| {
        let name = row_name(&annex.table, row);
        let cells =
            annex.table.columns.iter().zip(&row.cells).filter(|(column, cell)| is_figure(column, cell));
        cells.map(move |(column, cell)| Row {
            cells: vec![
                Cell::text(form_name(annex)),
                Cell::count(number),
                Cell::text(name),
                Cell::text(&column.number),
                Cell::text(&path(column)),
                cell.clone(),
            ],
            strong: false,
        })
    })
}

/// A figure somebody types: the running number of a row is none.
fn is_figure(column: &Column, cell: &Cell) -> bool {
    column.layout == Layout::Number && !matches!(cell.value, Value::Text(_) | Value::Date(_) | Value::Missing)
}

fn form_name(annex: &Annex) -> &str {
    [&annex.form, &annex.label].into_iter().find(|name| !name.is_empty()).unwrap_or(&annex.sheet)
}

/// The first text of a row.
fn row_name<'r>(table: &Table, row: &'r Row) -> &'r str {
    let mut texts = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match &cell.value {
        Value::Text(text) if column.layout == Layout::Text => Some(text.as_str()),
        _ => None,
    });
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// The headings of a column from the outermost on.
fn path(column: &Column) -> String {
    let parts: Vec<&str> = column.groups.iter().chain([&column.heading]).map(String::as_str).collect();
    parts.join(" / ")
}
