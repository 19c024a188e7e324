//! Where the repository begins.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::RepoError;
use super::error::vietnamese;
use super::snapshot::Snapshot;

/// The folder that holds `kstthc.toml`, as it stands on disk or as it stood at a git revision.
#[derive(Clone, Debug)]
pub struct Root {
    folder: PathBuf,
    snapshot: Option<Arc<Snapshot>>,
}

impl Root {
    /// The path of a file of the repository, given relative to the root with `/`.
    #[must_use]
    pub fn join(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.folder.clone(), |path, part| path.join(part))
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The same folder at a git revision; its files are read from git, without a checkout.
    ///
    /// # Errors
    ///
    /// Without git, outside git, and when the revision is not known or holds no `kstthc.toml` here.
    pub fn at_revision(&self, revision: &str) -> Result<Self, RepoError> {
        let snapshot = Snapshot::open(&self.folder, revision)?;
        Ok(Self { folder: self.folder.clone(), snapshot: Some(Arc::new(snapshot)) })
    }

    /// The commit whose files are read; `None` where they are read from disk.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        self.snapshot().map(Snapshot::commit)
    }

    /// The files of a revision; `None` where they are read from disk.
    pub(super) fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_deref()
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
        Some(folder) => Ok(Root { folder: folder.to_owned(), snapshot: None }),
        None => Err(RepoError::NoRepository { start: start.to_owned() }),
    }
}
