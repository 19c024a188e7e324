//! A row as it is to be written: the log's new bytes, and what a person is shown of it.

use super::sheet::Sheet;
use crate::cli::error::CliError;
use crate::repo::{Repository, Root, read_if_there};
use crate::syntax::csv_edit::{EditError, columns, new_log};
use crate::syntax::log_row::{Edited, FoundRow, add_row, change_row};
use crate::text::findings::one_line;
use crate::text::log_columns::ColumnWords;
use crate::text::width;

/// An edit of one log.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The log, relative to the root.
    pub path: String,
    /// What it held when it was read.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: Vec<u8>,
    /// The edit in words.
    shown: String,
    /// Columns that the log lacked.
    pub new_columns: Vec<&'static str>,
}

impl Draft {
    /// Tells whether the log is to change.
    pub(super) fn changes(&self) -> bool {
        self.before.as_ref() != Some(&self.after)
    }

    /// The edit in words.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// An edit of which nothing is shown.
    #[cfg(test)]
    pub(super) fn of(path: &str, before: Option<Vec<u8>>, after: Vec<u8>) -> Self {
        let (path, shown, new_columns) = (path.to_owned(), String::new(), Vec::new());
        Self { path, before, after, shown, new_columns }
    }
}

/// A row that is in a log, and the log.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// The log.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The row.
    pub row: FoundRow,
}

impl Stored {
    /// Where it stands: `dòng 3 của data/pauses.csv`.
    pub(super) fn place(&self) -> String {
        format!("dòng {} của {}", self.row.line, one_line(&self.path))
    }
}

/// Adds a row to a log, which is begun if there is none. `soft` columns are filled only where the log has them.
///
/// # Errors
///
/// When the log cannot be read or edited.
pub(super) fn addition(
    repository: &Repository,
    path: String,
    sheet: &Sheet,
    soft: &[&str],
) -> Result<Draft, CliError> {
    let before = read_if_there(&repository.root, &path)?;
    check_merged(&path, before.as_deref())?;
    let is_hard = |column: &str| !soft.contains(&column);
    let header: Vec<&str> =
        sheet.fields.iter().map(|field| field.column).filter(|column| is_hard(column)).collect();
    let log = before.clone().unwrap_or_else(|| new_log(&header));
    let names = columns(&log).map_err(|error| uneditable(&path, error))?;
    let mut values = sheet.values();
    values.retain(|(column, _)| is_hard(column) || names.iter().any(|name| name == column));
    let Edited { bytes: after, new_columns } =
        add_row(&log, &values).map_err(|error| uneditable(&path, error))?;
    let deed =
        if before.is_none() { "Lập tệp mới, ghi một dòng vào" } else { "Thêm một dòng vào" };
    let filled = |field: &&ColumnWords| {
        !sheet.lacks(field.column) && values.iter().any(|(column, _)| *column == field.column)
    };
    let lines = sheet.fields.iter().filter(filled);
    let lines = lines.map(|field| (field.asked_as(), field.shown(sheet.get(field.column), repository)));
    let shown = format!("{deed} {}:\n{}", one_line(&path), table(&lines.collect::<Vec<_>>()));
    Ok(Draft { path, before, after, shown, new_columns })
}

/// Refuses a log in which git left both sides of a merge: a row added there would be lost in mending it.
pub(in crate::cli) fn check_merged(path: &str, bytes: Option<&[u8]>) -> Result<(), CliError> {
    let mut lines = bytes.unwrap_or_default().split(|&byte| byte == b'\n');
    if lines.any(|line| line.starts_with(b"<<<<<<< ") || line.starts_with(b">>>>>>> ")) {
        return Err(CliError::Refused(format!(
            "{} còn dấu hợp nhất của git (<<<<<<<, >>>>>>>); hãy giữ các dòng đúng, xóa ba dòng dấu rồi ghi lại.",
            one_line(path)
        )));
    }
    Ok(())
}

/// Changes the row of a log to what stands in the sheet; columns that are empty there stay as they are.
///
/// # Errors
///
/// When the log cannot be edited.
pub(super) fn change(repository: &Repository, stored: Stored, sheet: &Sheet) -> Result<Draft, CliError> {
    let Stored { path, bytes, row } = stored;
    let changes: Vec<_> =
        sheet.filled().into_iter().filter(|(column, value)| row.get(column) != *value).collect();
    let edited = if changes.is_empty() {
        Edited { bytes: bytes.clone(), new_columns: Vec::new() }
    } else {
        change_row(&bytes, &row, &changes).map_err(|error| uneditable(&path, error))?
    };
    let changed = |field: &&ColumnWords| changes.iter().any(|(column, _)| *column == field.column);
    let lines = sheet.fields.iter().filter(changed).map(|field| {
        let old = row.get(field.column);
        let old = if old.is_empty() { "(trống)".to_owned() } else { field.shown(old, repository) };
        (field.asked_as(), format!("{old} → {}", field.shown(sheet.get(field.column), repository)))
    });
    let shown =
        format!("Sửa dòng {} của {}:\n{}", row.line, one_line(&path), table(&lines.collect::<Vec<_>>()));
    Ok(Draft { path, before: Some(bytes), after: edited.bytes, shown, new_columns: edited.new_columns })
}

/// The rows of some logs that have a value in a column.
///
/// # Errors
///
/// When a log cannot be read.
pub(super) fn find(
    root: &Root,
    paths: &[impl AsRef<str>],
    key: (&'static str, &str),
) -> Result<Vec<Stored>, CliError> {
    let mut found = Vec::new();
    for path in paths {
        let Some(bytes) = read_if_there(root, path.as_ref())? else { continue };
        for row in crate::syntax::log_row::find_rows(&bytes, key) {
            found.push(Stored { path: path.as_ref().to_owned(), bytes: bytes.clone(), row });
        }
    }
    Ok(found)
}

/// Two columns, the values under each other.
fn table(lines: &[(&str, String)]) -> String {
    let widest = lines.iter().map(|(label, _)| width::columns(label)).max().unwrap_or(0);
    let line = |(label, value): &(&str, String)| {
        format!("  {} {value}\n", width::pad_end(&format!("{label}:"), widest + 1))
    };
    lines.iter().map(line).collect()
}

fn uneditable(path: &str, error: EditError) -> CliError {
    CliError::Refused(format!("không ghi được vào «{}»: {error}.", one_line(path)))
}
