//! Writing results to any folder: each file whole or not at all, and of a bundle every file or none.

use std::path::{Path, PathBuf};

use super::RepoError;
use super::staged::{Expect, WriteOutcome};
use super::transaction::Transaction;

/// Whether a file that exists is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// It is kept.
    Never,
    /// It is replaced.
    Always,
}

impl Replace {
    /// What the file must hold to be written.
    const fn expect(self) -> Expect {
        match self {
            Self::Never => Expect::Absent,
            Self::Always => Expect::Anything,
        }
    }
}

/// Writes a file; one that exists with other bytes is kept unless `replace` is given. Missing folders are made.
///
/// # Errors
///
/// When the file exists and is not to be replaced, or cannot be written; then the old file stands.
pub fn write_file(path: &Path, bytes: &[u8], replace: Replace) -> Result<WriteOutcome, RepoError> {
    let mut transaction = Transaction::alone();
    transaction.stage(path, bytes.to_vec(), replace.expect())?;
    let outcomes = transaction.commit()?;
    Ok(outcomes.first().copied().unwrap_or(WriteOutcome::Unchanged))
}

/// Writes the files of a bundle, all or none; says of each whether it changed.
///
/// # Errors
///
/// When one exists with other bytes and is not to be replaced, or one cannot be written; then all stand as they were.
pub fn write_files(files: &[(PathBuf, Vec<u8>)], replace: Replace) -> Result<Vec<WriteOutcome>, RepoError> {
    let mut transaction = Transaction::alone();
    for (path, bytes) in files {
        transaction.stage(path, bytes.clone(), replace.expect())?;
    }
    transaction.commit()
}
