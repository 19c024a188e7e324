//! Writing a file whole or not at all: to a temporary file in the same folder, synced, then renamed.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::RepoError;
use super::error::vietnamese;

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The file is new or replaced.
    Written,
    /// The file already held these bytes.
    Unchanged,
}

/// Writes several files; none where one of them exists with other bytes and is not to be replaced, or cannot be.
///
/// # Errors
///
/// As of [`write_file`].
pub fn write_files(files: &[(PathBuf, Vec<u8>)], replace: Replace) -> Result<Vec<WriteOutcome>, RepoError> {
    for (path, bytes) in files {
        is_there(path, bytes, replace)?;
    }
    files.iter().map(|(path, bytes)| write_file(path, bytes, replace)).collect()
}

/// Writes a file; one that exists with other bytes is kept unless `replace` is given. Missing folders are made.
///
/// # Errors
///
/// When the file exists and is not to be replaced, or cannot be written; then the old file stands.
pub fn write_file(path: &Path, bytes: &[u8], replace: Replace) -> Result<WriteOutcome, RepoError> {
    if is_there(path, bytes, replace)? {
        return Ok(WriteOutcome::Unchanged);
    }
    let unwritable = |error: std::io::Error| unwritable(path, &error);
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    persist(&target, folder, bytes, replace).map_err(unwritable)?;
    Ok(WriteOutcome::Written)
}

/// Tells whether a file already holds these bytes; other bytes, or what is no file, must not stand in their way.
fn is_there(path: &Path, bytes: &[u8], replace: Replace) -> Result<bool, RepoError> {
    match std::fs::read(path) {
        Ok(before) if before == bytes => Ok(true),
        Ok(_) if replace == Replace::Never => Err(RepoError::Exists { path: path.to_owned() }),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(path, &error)),
        _ => Ok(false),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> RepoError {
    RepoError::Unwritable { path: path.to_owned(), reason: vietnamese(error) }
}

/// Whether a file that exists is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// It is kept.
    Never,
    /// It is replaced.
    Always,
}

fn persist(target: &Path, folder: &Path, bytes: &[u8], replace: Replace) -> std::io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kstthc-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(target).map_or(0o666, |meta| meta.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    match replace {
        Replace::Always => file.persist(target)?,
        Replace::Never => file.persist_noclobber(target)?,
    };
    Ok(())
}
