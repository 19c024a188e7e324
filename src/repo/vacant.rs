//! A folder for a new repository.

use std::io;
use std::path::{Path, PathBuf};

use super::RepoError;
use super::error::vietnamese;

/// The folder in its full path, where a new repository may begin: it is missing or empty (git's own folder
/// may be there), and lies in no other repository.
///
/// # Errors
///
/// When it is not, or cannot be looked at.
pub fn vacant(folder: &Path) -> Result<PathBuf, RepoError> {
    let unreadable =
        |error: &io::Error| RepoError::Unreadable { path: folder.to_owned(), reason: vietnamese(error) };
    let full = full_path(folder).map_err(|error| unreadable(&error))?;
    if let Some(root) = full.ancestors().find(|above| above.join("kstthc.toml").exists()) {
        return Err(RepoError::InsideRepository { folder: full.clone(), root: root.to_owned() });
    }
    let entries = match std::fs::read_dir(&full) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(full),
        entries => entries.map_err(|error| unreadable(&error))?,
    };
    let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = names.collect::<Result<Vec<_>, _>>().map_err(|error| unreadable(&error))?;
    names.retain(|name| name != ".git");
    names.sort();
    match names.first() {
        None => Ok(full),
        Some(name) => Err(RepoError::NotEmpty { folder: full, found: name.to_string_lossy().into_owned() }),
    }
}

/// The path with links and `..` followed as far as its folders exist.
fn full_path(folder: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    match std::fs::canonicalize(&absolute) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        done => return done,
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => Ok(full_path(parent)?.join(name)),
        _ => Err(io::ErrorKind::NotFound.into()),
    }
}
