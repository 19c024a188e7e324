//! Where the repository begins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::RepoError;
use super::error::vietnamese;
use super::snapshot::Snapshot;

/// The folder that holds `kstthc.toml`, as it stands on disk or as it stood at a git revision; files that are only
/// thought of may stand before those.
#[derive(Clone, Debug)]
pub struct Root {
    folder: PathBuf,
    snapshot: Option<Arc<Snapshot>>,
    /// By path relative to the root.
    drafts: Arc<BTreeMap<String, Vec<u8>>>,
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
        let (folder, drafts) = (self.folder.clone(), Arc::default());
        Ok(Self { folder, snapshot: Some(Arc::new(snapshot)), drafts })
    }

    /// The same folder as it would be with these files written, given by path relative to the root; nothing is.
    #[must_use]
    pub fn with_drafts(&self, drafts: BTreeMap<String, Vec<u8>>) -> Self {
        Self { drafts: Arc::new(drafts), ..self.clone() }
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

    /// A file that is only thought of.
    pub(super) fn draft(&self, path: &str) -> Option<&[u8]> {
        self.drafts.get(path).map(Vec::as_slice)
    }

    /// The names such files give a folder, and whether each is a folder.
    pub(super) fn drafts_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (String, bool)> {
        let below = self.drafts.keys().filter_map(move |path| path.strip_prefix(folder)?.strip_prefix('/'));
        below.map(|rest| match rest.split_once('/') {
            Some((name, _)) => (name.to_owned(), true),
            None => (rest.to_owned(), false),
        })
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
        Some(folder) => Ok(Root { folder: folder.to_owned(), snapshot: None, drafts: Arc::default() }),
        None => Err(RepoError::NoRepository { start: start.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::repo::files::{exists, list_deep};
    use crate::repo::{logs_below, read_if_there};

    #[test]
    fn files_only_thought_of_stand_before_those_on_disk_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("kstthc.toml"), "").unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::write(folder.path().join("data/a.csv"), "a").unwrap();
        let disk = find_root(folder.path()).unwrap();
        let drafts = ["data/a.csv", "data/neu/b.csv"].map(|path| (path.to_owned(), b"b".to_vec()));
        let root = disk.with_drafts(drafts.into());
        let read = |root: &Root, path: &str| read_if_there(root, path).unwrap();
        assert_eq!(read(&root, "data/a.csv").as_deref(), Some(&b"b"[..]));
        assert_eq!(read(&disk, "data/a.csv").as_deref(), Some(&b"a"[..]));
        assert_eq!((read(&disk, "data/neu/b.csv"), read(&root, "data/c.csv")), (None, None));
        assert!(exists(&root, "data/neu") && exists(&root, "data/neu/b.csv") && !exists(&root, "data/ne"));
        let paths: Vec<String> =
            list_deep(&root, "data", &mut Sink::new()).into_iter().map(|entry| entry.path).collect();
        assert_eq!(paths, ["data/a.csv", "data/neu/b.csv"]);
        assert_eq!(logs_below(&disk, "data").len(), 1);
    }
}
