//! Where the figures of a workbook come from.

use super::SOURCE;
use crate::report::document::{Annex, Cell, Column, Document, Layout, Row, Table};

/// Makes the list of what a document says about itself.
pub(super) fn annex(document: &Document) -> Annex {
    let titles = [("Tài liệu", &document.title)].into_iter();
    let subtitle = document.subtitle.iter().map(|line| ("Thông tin", line));
    let notices = document.notices.iter().map(|notice| ("Lưu ý", notice));
    let stamp = [("Nguồn số liệu", &document.stamp)];
    let facts = titles.chain(subtitle).chain(notices).chain(stamp);
    let rows = facts
        .filter(|(_, text)| !text.is_empty())
        .map(|(term, text)| Row { cells: vec![Cell::text(term), Cell::text(text)], strong: false });
    let columns = vec![Column::new("Mục", Layout::Word), Column::new("Nội dung", Layout::Text)];
    Annex {
        key: "nguon-so-lieu".to_owned(),
        sheet: SOURCE.to_owned(),
        title: "NGUỒN SỐ LIỆU".to_owned(),
        table: Table { columns, rows: rows.collect(), ..Table::default() },
        ..Annex::default()
    }
}
