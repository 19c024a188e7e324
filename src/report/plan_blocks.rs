//! The blocks of which the documents about a plan are made.

use super::document::{Block, Cell, Column, Layout, Row, Table, Tone};
use super::plan::{ItemView, OccurrenceView, ProgressView, state_cell};
use crate::model::plan::{Erratum, Inferred};
use crate::model::state::State;
use crate::model::unit::Units;
use crate::text::day;

/// The table of items.
pub(super) fn list_table(rows: Vec<Row>) -> Table {
    let columns = vec![
        Column::new("Mã", Layout::Word),
        Column::new("Nội dung", Layout::Text),
        Column::new("Thời gian", Layout::Text),
        Column::new("Hạn gần nhất", Layout::Word),
        Column::new("Trạng thái", Layout::Word),
    ];
    Table { columns, rows, max_lines: Some(2), ..Table::default() }
}

/// An item in the list: of its occurrences the first that is still open, else the last.
pub(super) fn list_row(item: &ItemView) -> Row {
    let closed =
        |state| matches!(state, State::Done | State::DoneLate | State::NotApplicable | State::NoActivity);
    let open = item.occurrences.iter().find(|occurrence| !closed(occurrence.state));
    let shown = open.or(item.occurrences.last());
    let mark = if item.inferred.is_empty() { "" } else { " (*)" };
    let time = if item.schedule.text.is_empty() { "(không nêu)" } else { &item.schedule.text };
    Row {
        cells: vec![
            Cell::text(&format!("{}{mark}", item.code)),
            Cell::text(&item.task),
            Cell::text(time),
            Cell::date(shown.and_then(|occurrence| occurrence.due)),
            state_cell(shown.map_or(State::Waiting, |occurrence| occurrence.state)),
        ],
        strong: false,
    }
}

/// The occurrences of an item, what was recorded for them, and what data tell of them.
pub(super) fn occurrence_blocks(view: &ItemView, units: &Units) -> Vec<Block> {
    let heading = Block::Heading("Các lượt thực hiện".to_owned());
    if view.occurrences.is_empty() {
        let text = "Chưa có lượt nào: nhiệm vụ này chờ sự kiện (data/events).";
        return vec![heading, Block::Paragraph(text.to_owned())];
    }
    let columns = vec![
        Column::new("Lượt", Layout::Word),
        Column::new("Từ ngày", Layout::Word),
        Column::new("Hạn", Layout::Word),
        Column::new("Trạng thái", Layout::Word),
    ];
    let rows = view.occurrences.iter().map(|occurrence| {
        let cells = vec![
            Cell::text(&occurrence.id),
            Cell::date(Some(occurrence.start)),
            Cell::date(occurrence.due),
            state_cell(occurrence.state),
        ];
        Row { cells, strong: false }
    });
    let table = Table { columns, rows: rows.collect(), ..Table::default() };
    let mut blocks = vec![heading, Block::Table(table)];
    for occurrence in view.occurrences.iter().filter(|occurrence| !occurrence.progress.is_empty()) {
        blocks.push(Block::Heading(format!("Đã ghi nhận cho {}", occurrence.id)));
        blocks.extend(occurrence.progress.iter().map(|row| Block::Paragraph(progress_line(row, units))));
    }
    blocks.extend(derived_blocks(view));
    blocks
}

/// What data tell of the occurrences, and whether the progress rows can be right too.
fn derived_blocks(view: &ItemView) -> Vec<Block> {
    let fact = |occurrence: &OccurrenceView| {
        let derived = occurrence.derived.as_ref()?;
        let (verdict, tone) = if derived.agrees {
            (String::new(), Tone::Plain)
        } else {
            (". KHÁC TIẾN ĐỘ: trạng thái lấy theo tiến độ, đề nghị xem lại".to_owned(), Tone::Warn)
        };
        let text = format!("{} ({}){verdict}", derived.text, derived.from);
        Some((occurrence.id.clone(), Cell::text(&text).toned(tone)))
    };
    let facts: Vec<(String, Cell)> = view.occurrences.iter().filter_map(fact).collect();
    if facts.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("Theo dữ liệu".to_owned()), Block::Facts(facts)]
}

/// `15/04/2021 Phòng Tư pháp: xong (12/BC-TP)`.
fn progress_line(row: &ProgressView, units: &Units) -> String {
    let state = match row.state {
        "started" => "bắt đầu",
        "done" => "xong",
        _ => "không phát sinh",
    };
    let evidence = if row.evidence.is_empty() { String::new() } else { format!(" ({})", row.evidence) };
    let note = if row.note.is_empty() { String::new() } else { format!(" - {}", row.note) };
    format!("{} {}: {state}{evidence}{note}", day::date(row.date), units.name(&row.unit))
}

/// The values that were inferred, with the reason of each.
pub(super) fn inferred_blocks(code: &str, inferred: &[Inferred]) -> Vec<Block> {
    if inferred.is_empty() {
        return Vec::new();
    }
    let line = |value: &Inferred| {
        let field = match value.field.as_str() {
            "units" => "Đơn vị thực hiện",
            "schedule" => "Thời gian",
            "result" => "Kết quả",
            _ => "Chủ trì",
        };
        let sure = confidence(value.confidence);
        let from = match value.from.as_str() {
            "" => String::new(),
            from if from == code => " từ chính nhiệm vụ này".to_owned(),
            from => format!(" từ {from}"),
        };
        (format!("{field} được suy ra{from}{sure}"), Cell::text(&value.reason))
    };
    let heading = Block::Heading("Giá trị được suy ra".to_owned());
    vec![heading, Block::Facts(inferred.iter().map(line).collect())]
}

/// The known inconsistencies of the source, under a heading.
pub(super) fn errata_block(title: &str, errata: &[Erratum]) -> Vec<Block> {
    if errata.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(title.to_owned())];
    for erratum in errata {
        let place = erratum.place.as_ref().map(|place| format!(" [{place}]")).unwrap_or_default();
        let sure = confidence(erratum.confidence);
        let Erratum { number, as_written, reading, note, .. } = erratum;
        blocks.push(Block::Paragraph(format!(
            "{number}.{place} Viết là: «{as_written}». Có lẽ là: «{reading}»{sure}. {note}"
        )));
    }
    blocks
}

fn confidence(percent: Option<u32>) -> String {
    percent.map_or_else(|| " (chưa xác định)".to_owned(), |percent| format!(" (độ tin cậy {percent}%)"))
}
