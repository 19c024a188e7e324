//! Rows added to logs: the register of letters, and new appointments.

use std::path::Path;
use std::sync::Arc;

use crate::cli::error::CliError;
use crate::diag::Sink;
use crate::repo::{Expect, Root, Transaction, read_bytes};
use crate::syntax::csv_edit::{append_row, columns, new_log};

/// A row: its values by column.
pub(super) type Fields = Vec<(&'static str, String)>;

/// Adds rows behind the last one of a log, which is made where there is none.
///
/// # Errors
///
/// When the log cannot be edited, or has no column for a value.
pub(super) fn stage(
    transaction: &mut Transaction<'_>,
    (root, path): (&Root, &str),
    known: &[&str],
    rows: &[Fields],
) -> Result<(), CliError> {
    if rows.is_empty() {
        return Ok(());
    }
    // A log that is there and cannot be read is no absent one: writing is refused.
    let before = read_bytes(root, &Arc::from(path), &mut Sink::new());
    let mut bytes = before.clone().unwrap_or_else(|| new_log(known));
    let unusable = |reason: String| CliError::usage(format!("không ghi thêm được vào {path}: {reason}."));
    let own = columns(&bytes).map_err(|error| unusable(error.to_string()))?;
    for row in rows {
        if let Some((name, _)) =
            row.iter().find(|(name, value)| !value.is_empty() && !own.iter().any(|own| own == name))
        {
            return Err(unusable(format!("thiếu cột {name}, hãy thêm cột này vào dòng tiêu đề")));
        }
        let value =
            |column: &String| row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value);
        let fields: Vec<&str> = own.iter().map(value).collect();
        bytes = append_row(&bytes, &fields).map_err(|error| unusable(error.to_string()))?;
    }
    transaction.stage(&root.join(path), bytes, Expect::as_read(before.as_deref()))?;
    Ok(())
}

/// A path as the register names it: with `/`, from the root where it lies below it.
pub(super) fn shown(root: &Root, path: &Path) -> String {
    let below = path.strip_prefix(root.path()).unwrap_or(path);
    below.display().to_string().replace('\\', "/")
}
