//! Where the repository begins.

use std::path::{Path, PathBuf};

use super::RepoError;
use super::error::vietnamese;

/// The folder that holds `kstthc.toml`.
#[derive(Clone, Debug)]
pub struct Root(PathBuf);

impl Root {
    /// The path of a file of the repository, given relative to the root with `/`.
    #[must_use]
    pub fn join(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.0.clone(), |path, part| path.join(part))
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// Finds the root: the nearest folder at or above `start` with a `kstthc.toml`.
///
/// # Errors
///
/// When `start` does not exist, or there is no such folder.
pub fn find_root(start: &Path) -> Result<Root, RepoError> {
    let unreadable = |error| RepoError::Unreadable { path: start.to_owned(), reason: vietnamese(&error) };
    let absolute = std::path::absolute(start).map_err(unreadable)?;
    std::fs::metadata(&absolute).map_err(unreadable)?;
    let found = absolute.ancestors().find(|folder| folder.join("kstthc.toml").exists());
    match found {
        Some(folder) => Ok(Root(folder.to_owned())),
        None => Err(RepoError::NoRepository { start: start.to_owned() }),
    }
}
