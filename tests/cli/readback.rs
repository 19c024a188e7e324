//! Reads reports back from their files: as little of each format as it takes, and nothing of how they were written.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

/// A table: rows of cells as texts.
pub(crate) type Table = Vec<Vec<String>>;

/// A row of figures as a file shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// What is counted; where a file breaks a text into lines, the first.
    pub(crate) name: String,
    /// Columns (3) to (13).
    pub(crate) columns: [u64; 11],
    /// The on-time rate, where the table has it: `89,40%`.
    pub(crate) rate: Option<String>,
}

/// The tables of dossiers in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dossiers {
    /// Form II.06a: each level, its fields, and all.
    pub(crate) by_field: Vec<Figures>,
    /// Each unit, and all.
    pub(crate) by_unit: Vec<Figures>,
}

/// The parts of a zip file that are UTF-8, by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let name = file.name().expect("a name in UTF-8").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        parts.insert(name, text);
    }
    parts
}

/// The text of a page or a part: no tags, a line a paragraph.
pub(crate) fn stripped(markup: &str) -> String {
    let mut text = String::new();
    for (tag, behind) in tags(markup) {
        if ["/p", "/w:p", "br", "w:br", "/h1", "/h2", "/h3", "/h4", "/td", "/th", "/li"].contains(&tag) {
            text.push('\n');
        }
        text.push_str(&unescaped(behind));
    }
    text
}

/// The tags, by name, closing ones with their stroke, and the text behind each.
fn tags(markup: &str) -> impl Iterator<Item = (&str, &str)> {
    markup.split('<').skip(1).map(|piece| {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        let name = if name.len() > 1 { name.trim_end_matches('/') } else { name };
        (name, text)
    })
}

fn unescaped(text: &str) -> String {
    let known =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/")];
    let plain = known.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    plain.replace("&amp;", "&")
}

/// The tables of a page or a part. No table of a report stands in another.
pub(crate) fn markup_tables(markup: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut in_cell = false;
    for (tag, behind) in tags(markup) {
        match tag {
            "table" | "w:tbl" => tables.push(Table::new()),
            "tr" | "w:tr" => tables.last_mut().expect("a table").push(Vec::new()),
            "td" | "th" | "w:tc" => {
                let row = tables.last_mut().and_then(|table| table.last_mut());
                row.expect("a row").push(String::new());
                in_cell = true;
            }
            "/td" | "/th" | "/w:tc" => in_cell = false,
            _ => {}
        }
        if in_cell {
            let row = tables.last_mut().and_then(|table| table.last_mut());
            row.and_then(|row| row.last_mut()).expect("a cell").push_str(&unescaped(behind));
        }
    }
    tables
}

/// The tables of a Markdown file.
pub(crate) fn markdown_tables(text: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut table = Table::new();
    for line in text.lines().chain([""]) {
        if let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) {
            table.push(cells.split(" | ").map(unmarked).collect());
        } else if !table.is_empty() {
            tables.push(std::mem::take(&mut table));
        }
    }
    tables
}

/// A text of Markdown without its marks.
pub(crate) fn unmarked(text: &str) -> String {
    let text = text.trim().replace("**", "");
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    plain
}

/// The sheets of a workbook, in order. Shares stand in column 14 of a table alone.
pub(crate) fn sheets(bytes: &[u8]) -> Vec<(String, Table)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let read = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        let row = |cells: &[Data]| cells.iter().enumerate().map(cell).collect();
        (name, range.rows().map(row).collect())
    };
    names.into_iter().map(read).collect()
}

fn cell((at, data): (usize, &Data)) -> String {
    match data {
        Data::Float(share) if at == 13 => format!("{:.2}%", share * 100.0).replace('.', ","),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The texts of all cells of a workbook, one a line.
pub(crate) fn workbook_text(bytes: &[u8]) -> String {
    let sheets = sheets(bytes);
    sheets
        .iter()
        .flat_map(|(_, table)| table.iter().flatten())
        .fold(String::new(), |all, cell| all + cell + "\n")
}

/// A count as people write it, back.
#[track_caller]
fn number(text: &str) -> u64 {
    text.trim().replace('.', "").parse().unwrap_or_else(|_| panic!("a count: {text:?}"))
}

/// The tables of dossiers among the tables of a document: those whose columns are numbered (1) to (13).
pub(crate) fn dossiers(tables: &[Table]) -> Dossiers {
    let mut found = tables.iter().filter_map(|table| {
        let is_numbering = |row: &Vec<String>| {
            let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
            (0..13).all(|at| cell(at) == format!("({})", at + 1)) && cell(13) != "(14)"
        };
        let numbering = table.iter().position(is_numbering)?;
        let rows = table[numbering + 1..].iter().filter(|row| row.len() >= 13);
        Some(rows.take_while(|row| !row[2].is_empty()).map(|row| figures(row)).collect::<Vec<_>>())
    });
    let by_field = found.next().unwrap_or_default();
    Dossiers { by_field, by_unit: found.next().unwrap_or_default() }
}

fn figures(row: &[String]) -> Figures {
    Figures {
        name: row[1].trim().to_owned(),
        columns: std::array::from_fn(|at| number(&row[at + 2])),
        rate: row.get(13).map(|rate| rate.trim().to_owned()).filter(|rate| !rate.is_empty()),
    }
}

/// The tables of dossiers in a report as text, which may be split between groups of columns.
pub(crate) fn text_dossiers(text: &str) -> Dossiers {
    let of = |ending: &str| {
        let heading = format!("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH {ending}");
        let flat = text.replace('\n', " ");
        let start = flat.find(&heading).unwrap_or_else(|| panic!("{heading} in {text}"));
        let annex = &text[start..];
        text_figures(annex.split("\nPhụ lục ").next().unwrap_or(annex))
    };
    Dossiers { by_field: of("TẠI CƠ QUAN"), by_unit: of("THEO ĐƠN VỊ") }
}

fn text_figures(annex: &str) -> Vec<Figures> {
    let mut rows: Vec<(String, Vec<u64>, Option<String>)> = Vec::new();
    let mut at = 0;
    for line in annex.lines() {
        let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let is_figure = |cell: &&str| cell.chars().all(|c| c.is_ascii_digit() || ".,%–".contains(c));
        let Some(name) = cells.iter().rposition(|cell| !is_figure(cell)) else {
            // A rule, or nothing, is between the parts of a table.
            at = if cells.is_empty() { 0 } else { at };
            continue;
        };
        let values = &cells[name + 1..];
        if values.is_empty() {
            continue;
        }
        if rows.len() == at {
            rows.push((cells[name].to_owned(), Vec::new(), None));
        }
        let row = &mut rows[at];
        assert_eq!(row.0, cells[name], "the parts of a table have the same rows");
        let (rates, counts): (Vec<&&str>, Vec<&&str>) =
            values.iter().partition(|value| value.ends_with(['%', '–']));
        row.1.extend(counts.into_iter().map(|count| number(count)));
        row.2 = rates.first().map(|rate| (**rate).to_owned());
        at += 1;
    }
    let made = |(name, counts, rate): (String, Vec<u64>, Option<String>)| Figures {
        columns: counts.try_into().unwrap_or_else(|counts| panic!("eleven columns of {name}: {counts:?}")),
        name,
        rate,
    };
    rows.into_iter().map(made).collect()
}

/// Everything a person reads of a report in a format, as text.
pub(crate) fn visible(ending: &str, bytes: &[u8]) -> String {
    match ending {
        "docx" => parts(bytes).values().map(|part| stripped(part)).collect(),
        "xlsx" => workbook_text(bytes),
        "html" => stripped(&utf8(bytes)),
        "md" => utf8(bytes).lines().map(|line| unmarked(line) + "\n").collect(),
        _ => utf8(bytes),
    }
}

/// Bytes as text.
#[track_caller]
pub(crate) fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}
