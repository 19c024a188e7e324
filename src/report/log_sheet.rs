//! A log as a sheet to be edited in Excel and brought back: its rows as typed cells, what each column may hold, and
//! where everything came from.

use std::collections::BTreeMap;

use crate::model::date::Moment;
use crate::model::unit::Units;
use crate::syntax::log_kind::LogKind;
use crate::syntax::log_rows::{LogRows, RowsFault, read_rows};
use crate::syntax::origin::{Origin, OriginFile, OriginRow};
use crate::text::log_columns::{ColumnWords, Holds, columns_of, log_name};

/// The longest text of a cell of Excel, in UTF-16 units.
const LONGEST: usize = 32_767;
/// How many rows a sheet of Excel holds below the two rows of headings.
const ROWS: usize = 1_048_574;
/// The first year whose days Excel numbers as others do.
const FIRST_YEAR: i32 = 1901;

/// A log as a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct LogSheet {
    /// The kind of log.
    pub kind: LogKind,
    /// The name of the log in words.
    pub title: &'static str,
    /// What must be said on every output.
    pub notices: Vec<String>,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<SheetCell>>,
    /// The lists from which values are chosen.
    pub lists: Vec<ValueList>,
    /// Where it came from.
    pub origin: Origin,
}

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its name in the log.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Whether every row must have a value.
    pub required: bool,
    /// What it may hold.
    pub holds: Holds,
    /// The place of the list of its values.
    pub list: Option<usize>,
    /// Whether some of its values have a time of day.
    pub has_times: bool,
}

/// A cell of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A day or moment, and how exactly it is written.
    Moment(Moment, Precision),
    /// A number.
    Number(u32),
}

/// How exactly a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The day.
    Day,
    /// The minute.
    Minute,
    /// The second.
    Second,
}

/// Values to choose from, with what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueList {
    /// What it lists.
    pub label: String,
    /// The values, each with its meaning.
    pub values: Vec<(String, String)>,
    /// Whether another value is an error, not merely unusual.
    pub is_closed: bool,
}

/// A file to be shown.
#[derive(Clone, Debug)]
pub struct LogFileBytes {
    /// The path relative to the root.
    pub path: String,
    /// Its bytes; `None` where there is no such file yet.
    pub bytes: Option<Vec<u8>>,
    /// The SHA-256 of its bytes; empty where there is none.
    pub sha256: String,
}

/// What lists of values are made from: what is known of the repository.
#[derive(Clone, Copy, Debug)]
pub struct KnownValues<'a> {
    /// The units.
    pub units: &'a Units,
    /// Codes and names of procedures.
    pub procedures: &'a [(String, String)],
    /// Codes of items of the plan and what they are about.
    pub items: &'a [(String, String)],
    /// Ids of occurrences and what they are about.
    pub occurrences: &'a [(String, String)],
}

/// Why a log cannot be shown as a sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unexportable {
    /// Its rows cannot be told apart.
    #[error("{path}: {fault}; sửa tệp trước (xem «kstthc check») rồi xuất lại")]
    Rows {
        /// The file.
        path: String,
        /// Why not.
        fault: RowsFault,
    },
    /// A row has more letters than a cell of Excel holds.
    #[error(
        "{path}, dòng {line}: dòng dài quá {LONGEST} chữ, một ô của Excel không giữ hết; rút ngắn rồi xuất lại"
    )]
    TooLong {
        /// The file.
        path: String,
        /// The line.
        line: u32,
    },
    /// More rows than a sheet of Excel holds.
    #[error("sổ có {0} dòng, một trang Excel chỉ giữ được {ROWS}; hãy xuất từng tệp")]
    TooMany(usize),
}

impl LogSheet {
    /// Makes a sheet of the rows of some files of one kind.
    ///
    /// # Errors
    ///
    /// When the rows cannot be read, or Excel cannot hold them.
    pub fn new(
        kind: LogKind,
        files: &[LogFileBytes],
        known: KnownValues<'_>,
        notices: Vec<String>,
    ) -> Result<Self, Unexportable> {
        let logs = files.iter().map(rows_of).collect::<Result<Vec<_>, _>>()?;
        let count = logs.iter().map(|log| log.rows.len()).sum();
        if count > ROWS {
            return Err(Unexportable::TooMany(count));
        }
        let (lists, list_of) = lists(kind, known);
        let mut columns = columns(kind, &logs, &list_of);
        let origin = origin(kind, files, &logs, &columns)?;
        let rows: Vec<Vec<SheetCell>> = origin.rows.iter().map(|row| cells(row, &columns)).collect();
        for (at, column) in columns.iter_mut().enumerate() {
            column.has_times = rows.iter().any(|row| has_time(&row[at]));
        }
        Ok(Self { kind, title: log_name(kind), notices, columns, rows, lists, origin })
    }

    /// Tells whether the rows are of several files, so that each must name its own.
    #[must_use]
    pub const fn has_files(&self) -> bool {
        self.origin.files.len() > 1
    }
}

fn rows_of(file: &LogFileBytes) -> Result<LogRows, Unexportable> {
    let Some(bytes) = &file.bytes else { return Ok(LogRows::default()) };
    read_rows(bytes).map_err(|fault| Unexportable::Rows { path: file.path.clone(), fault })
}

/// The columns of the contract, then those nobody reads.
fn columns(kind: LogKind, logs: &[LogRows], list_of: &BTreeMap<&str, usize>) -> Vec<SheetColumn> {
    let known = kind.columns().iter().zip(columns_of(kind));
    let mut columns: Vec<SheetColumn> = known
        .map(|(column, words)| SheetColumn {
            key: column.name.to_owned(),
            label: words.label.to_owned(),
            required: column.required,
            holds: words.holds,
            list: list_of.get(words.column).copied(),
            has_times: false,
        })
        .collect();
    for column in logs.iter().flat_map(|log| &log.columns) {
        if columns.iter().all(|known| known.key != column.name) {
            let (key, label) = (column.name.clone(), column.name.clone());
            let holds = Holds::Text;
            columns.push(SheetColumn { key, label, required: false, holds, list: None, has_times: false });
        }
    }
    columns
}

fn origin(
    kind: LogKind,
    files: &[LogFileBytes],
    logs: &[LogRows],
    columns: &[SheetColumn],
) -> Result<Origin, Unexportable> {
    let mut rows = Vec::new();
    for (file, log) in logs.iter().enumerate() {
        let places: Vec<Option<usize>> = columns.iter().map(|column| log.column(&column.key)).collect();
        for row in &log.rows {
            let field = |place: &Option<usize>| place.map_or_else(String::new, |at| row.fields[at].clone());
            let fields: Vec<String> = places.iter().map(field).collect();
            // Written as one text, in which a letter may take two, or six where it cannot be seen.
            let length: usize = fields.iter().map(|field| written_length(field)).sum();
            if length > LONGEST {
                return Err(Unexportable::TooLong { path: files[file].path.clone(), line: row.line });
            }
            rows.push(OriginRow { file, line: row.line, fields });
        }
    }
    let file = |file: &LogFileBytes| OriginFile { path: file.path.clone(), sha256: file.sha256.clone() };
    let columns = columns.iter().map(|column| column.key.clone()).collect();
    Ok(Origin { kind, files: files.iter().map(file).collect(), columns, rows })
}

/// How many UTF-16 units a text takes in a list of texts.
fn written_length(text: &str) -> usize {
    let length = |c: char| match c {
        '"' | '\\' => 2,
        c if c.is_control() => 6,
        c => c.len_utf16(),
    };
    text.chars().map(length).sum::<usize>() + 4
}

fn cells(row: &OriginRow, columns: &[SheetColumn]) -> Vec<SheetCell> {
    columns.iter().zip(&row.fields).map(|(column, text)| cell(column.holds, text)).collect()
}

/// The cell for a text; a text where Excel has nothing that says exactly the same.
fn cell(holds: Holds, text: &str) -> SheetCell {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return SheetCell::Empty;
    }
    let typed = match holds {
        Holds::Moment => moment(trimmed),
        Holds::Number(_) => number(trimmed),
        _ => None,
    };
    typed.unwrap_or_else(|| SheetCell::Text(text.to_owned()))
}

fn moment(text: &str) -> Option<SheetCell> {
    let moment = Moment::parse(text.as_bytes()).filter(|moment| moment.date.year() >= FIRST_YEAR)?;
    let precision = match (moment.second(), text.len()) {
        (None, _) => Precision::Day,
        (Some(_), ..=16) => Precision::Minute,
        (Some(_), _) => Precision::Second,
    };
    Some(SheetCell::Moment(moment, precision))
}

fn number(text: &str) -> Option<SheetCell> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(SheetCell::Number(number))
}

const fn has_time(cell: &SheetCell) -> bool {
    matches!(cell, SheetCell::Moment(_, Precision::Minute | Precision::Second))
}

/// The lists of a kind of log, and which column has which.
fn lists(kind: LogKind, known: KnownValues<'_>) -> (Vec<ValueList>, BTreeMap<&'static str, usize>) {
    let (mut lists, mut list_of) = (Vec::<ValueList>::new(), BTreeMap::new());
    for words in columns_of(kind) {
        let list = list(words, known);
        if list.values.is_empty() {
            continue;
        }
        let same = lists.iter().position(|other| other.values == list.values);
        list_of.insert(words.column, same.unwrap_or(lists.len()));
        if same.is_none() {
            lists.push(list);
        }
    }
    (lists, list_of)
}

fn list(words: &ColumnWords, known: KnownValues<'_>) -> ValueList {
    let units = || {
        let units = known.units.iter();
        units.map(|(_, unit)| (unit.code.clone(), unit.name.clone())).collect()
    };
    let values = match words.holds {
        Holds::Choice(words) => {
            words.iter().map(|&(code, words)| (code.to_owned(), words.to_owned())).collect()
        }
        Holds::Unit => units(),
        Holds::Procedure => known.procedures.to_vec(),
        Holds::Item => known.items.to_vec(),
        Holds::Occurrence => known.occurrences.to_vec(),
        Holds::Text | Holds::Code | Holds::Document | Holds::Officer | Holds::Moment | Holds::Number(_) => {
            Vec::new()
        }
    };
    ValueList { label: words.label.to_owned(), values, is_closed: words.holds != Holds::Procedure }
}
