//! The lock of the repository, and what is told of a writer that was killed.

use std::path::PathBuf;

use super::error::CliError;
use super::session::Session;
use crate::repo::{Recovery, Root, WriteLock};

/// Waits for the right to write; tells what a killed writer had left.
///
/// # Errors
///
/// When another command keeps writing, or the repository cannot be written to.
pub(super) fn lock(session: &Session, root: &Root) -> Result<WriteLock, CliError> {
    let lock = WriteLock::acquire(root)?;
    let list = |paths: &[PathBuf]| {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        paths.join(", ")
    };
    match lock.recovery() {
        Recovery::Nothing => {}
        Recovery::Finished(paths) => {
            session.alert(&format!("Lần ghi trước bị ngắt giữa chừng; đã ghi nốt: {}.", list(paths)));
        }
        Recovery::Undone(paths) => session.alert(&format!(
            "Lần ghi trước bị ngắt giữa chừng và có tệp đã được sửa sau đó; đã trả lại như trước: {}. Hãy ghi lại \
             việc của lần đó.",
            list(paths)
        )),
    }
    Ok(lock)
}
