//! The figures that were sent beside those of today.

use serde::Serialize;

use super::comparison::signed;
use super::{DossierFigures, Sources, annexes};
use crate::model::date::Date;
use crate::model::seal::Seal;
use crate::model::unit::Units;
use crate::report::document::{Annex, Cell, Column, Document, Layout, Row, Table};
use crate::tally::{CellChange, Columns, Cube, UnitSet, sealed_changes};
use crate::text::day;
use crate::text::wording;

/// The short name of the annex.
const KEY: &str = "da-chot";

/// Sealed figures, and whether they still are those of today.
#[derive(Clone, Debug, Serialize)]
pub struct SealedFigures {
    /// The day on which they were sealed.
    pub sealed_on: Date,
    /// The commit of that moment.
    pub commit: Option<String>,
    /// The checksum of configuration, plan and data.
    pub data_sha256: Option<String>,
    /// Whether a figure is another one now.
    pub differs: bool,
    /// The figures as they were sealed.
    pub dossiers: DossierFigures,
    /// The cells that differ.
    #[serde(skip)]
    pub changes: Vec<CellChange>,
}

impl SealedFigures {
    /// Sets sealed figures beside the current ones, both of the same units.
    #[must_use]
    pub fn new(seal: &Seal, current: &Cube, (units, wanted): (&Units, &UnitSet)) -> Self {
        let changes = sealed_changes(seal, current, units, wanted);
        Self {
            sealed_on: seal.sealed_on,
            commit: seal.commit.clone(),
            data_sha256: seal.data_sha256.clone(),
            differs: !changes.is_empty(),
            dossiers: DossierFigures::sealed(seal, units, wanted),
            changes,
        }
    }

    /// The notice of every page that the figures were others when they were sent; it names the annex of `document`.
    #[must_use]
    pub fn notice(&self, document: &Document) -> Option<String> {
        let annex = document.annexes.iter().find(|annex| annex.key == KEY)?;
        let day = day::date(self.sealed_on);
        let label = wording::lower_initial(&annex.label);
        Some(format!("Số liệu đã gửi (chốt ngày {day}) khác số liệu hiện nay: xem {label}."))
    }

    /// One line for the stamp.
    pub(super) fn verdict(&self) -> String {
        let word = if self.differs { "Khác" } else { "Khớp với" };
        format!("{word} số liệu đã chốt ngày {}", day::date(self.sealed_on))
    }
}

/// The annex; none where nothing differs.
pub(super) fn annex(sources: &Sources<'_>, sealed: &SealedFigures) -> Option<Annex> {
    if !sealed.differs {
        return None;
    }
    let sent = day::date(sealed.sealed_on);
    let commit = sealed.commit.as_deref().map_or("không có (ngoài git)", |commit| commit);
    let sum = sealed.data_sha256.as_deref().unwrap_or("không có");
    Some(Annex {
        key: KEY.to_owned(),
        sheet: "Đã chốt và hiện nay".to_owned(),
        title: "SỐ LIỆU ĐÃ CHỐT VÀ HIỆN NAY".to_owned(),
        subtitle: annexes::subtitle(sources),
        measure: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        table: Table { columns: columns(&sent), rows: rows(sources, sealed), ..Table::default() },
        notes: vec![
            "Toàn bộ nêu đủ các cột; từng lĩnh vực, đơn vị chỉ nêu cột khác.".to_owned(),
            format!("Bản lưu khi chốt (commit): {commit}"),
            format!("Mã kiểm dữ liệu khi chốt (SHA-256): {sum}"),
        ],
        ..Annex::default()
    })
}

fn columns(sent: &str) -> Vec<Column> {
    vec![
        Column::new("Phạm vi", Layout::Text),
        Column::new("Chỉ tiêu", Layout::Text),
        Column::new(&format!("Đã chốt ngày {sent}"), Layout::Number),
        Column::new("Hiện nay", Layout::Number),
        Column::new("Chênh lệch", Layout::Number),
    ]
}

fn rows(sources: &Sources<'_>, sealed: &SealedFigures) -> Vec<Row> {
    let figures = (&sealed.dossiers.total, &sources.figures.total);
    let mut rows: Vec<Row> = lines("Toàn bộ", figures).map(|(_, row)| row).collect();
    for change in &sealed.changes {
        let field = if change.field.is_empty() { "không ghi lĩnh vực" } else { &change.field };
        let unit = sources.units.name(&change.unit);
        let scope = format!("{}, {field}, {unit}", wording::level(change.level));
        let lines = lines(&scope, (&change.sealed, &change.current));
        rows.extend(lines.filter(|(differs, _)| *differs).map(|(_, row)| row));
    }
    rows
}

/// A row for each column, and whether it differs.
fn lines(scope: &str, (sealed, current): (&Columns, &Columns)) -> impl Iterator<Item = (bool, Row)> {
    let values = sealed.values().into_iter().zip(current.values());
    let names = wording::FORM_COLUMNS.into_iter().zip(3..);
    names.zip(values).map(move |(((group, leaf), number), (before, now))| {
        let cells = vec![
            Cell::text(scope),
            Cell::text(&format!("({number}) {group}: {leaf}")),
            Cell::count(before),
            Cell::count(now),
            Cell::difference(signed(now, before)),
        ];
        (before != now, Row { cells, strong: before != now })
    })
}
