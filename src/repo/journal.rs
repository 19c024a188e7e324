//! The journal of a transaction on several files: what makes them change together or not at all.
//!
//! It is written once every new file lies complete and stored beside its target, and removed when all are in place. A
//! writer that finds one knows that another was killed in between.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checksum::hexadecimal;
use super::error::{held, vietnamese};
use super::lock::STATE;
use super::temporary::{self, Clobber, PREFIX, rename, sync_folder};
use super::{RepoError, Root};

/// What bytes are known by: their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Computes the digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(hexadecimal(&Sha256::digest(bytes)))
    }

    /// The digest in hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digest of a file; `None` where there is none. A folder has one that no bytes have.
    pub(super) fn of_file(path: &Path) -> io::Result<Option<Self>> {
        if path.is_dir() {
            return Ok(Some(Self(String::new())));
        }
        match std::fs::read(path) {
            Ok(bytes) => Ok(Some(Self::of(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What was done about a writer that was killed while it replaced several files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing was left to do.
    #[default]
    Nothing,
    /// Its files were put in place; all it wrote stands.
    Finished(Vec<PathBuf>),
    /// One of the files had been changed since; nothing it wrote stands.
    Undone(Vec<PathBuf>),
}

/// Which way the files of a journal go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    /// The new files are put in place.
    Forward,
    /// The old ones are put back.
    Back,
}

/// A file of a transaction. Paths are relative to the repository where they lie in it, so that it may be moved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file.
    pub target: PathBuf,
    /// What it becomes.
    pub temporary: PathBuf,
    /// Where the old file is kept; `None` where there was none.
    pub backup: Option<PathBuf>,
    /// What the old file held; `None` where there was none.
    pub old: Option<Digest>,
    /// What the new one holds.
    pub new: Digest,
}

impl Entry {
    /// Puts the old file back where the new one stands.
    fn restore(&self, root: &Path, target: &Path) -> io::Result<()> {
        if Digest::of_file(target)?.as_ref() != Some(&self.new) {
            return Ok(());
        }
        match &self.backup {
            Some(backup) => rename(&root.join(backup), target),
            None => std::fs::remove_file(target),
        }
    }
}

/// The files of a transaction.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    version: u32,
    pub direction: Direction,
    pub files: Vec<Entry>,
}

const VERSION: u32 = 1;

fn place(root: &Path) -> PathBuf {
    root.join(STATE).join("journal.json")
}

/// Tells whether a transaction was begun and not ended: by a writer at work, or by one that was killed.
#[must_use]
pub fn is_interrupted(root: &Root) -> bool {
    root.snapshot().is_none() && place(root.path()).exists()
}

impl Journal {
    /// A transaction that is ready to be carried out.
    pub(super) const fn new(files: Vec<Entry>) -> Self {
        Self { version: VERSION, direction: Direction::Forward, files }
    }

    /// Stores it, in the place of an earlier one.
    pub(super) fn save(&self, root: &Path) -> io::Result<()> {
        let state = root.join(STATE);
        let bytes = serde_json::to_vec_pretty(self)?;
        let mut file = temporary::create(&state, PREFIX, None)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        temporary::persist(file, &place(root), Clobber::Yes)?;
        sync_folder(&state)
    }

    /// Removes it: the transaction is over.
    pub(super) fn remove(root: &Path) -> io::Result<()> {
        std::fs::remove_file(place(root))?;
        sync_folder(&root.join(STATE))
    }

    /// Finishes or undoes what a killed writer left.
    ///
    /// Every new file was complete and stored before the journal was, so all can be put in place; unless one of those
    /// still to be replaced was changed by somebody else since: that change is kept, and the others go back.
    pub(super) fn recover(root: &Path) -> Result<Recovery, RepoError> {
        let path = place(root);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Recovery::Nothing),
            Err(error) => return Err(RepoError::Unreadable { path, reason: vietnamese(&error) }),
        };
        let journal: Self = serde_json::from_slice(&bytes)
            .ok()
            .filter(|journal: &Self| journal.version == VERSION)
            .ok_or_else(|| RepoError::UnknownJournal { path: path.clone() })?;
        let failed = |error: Failed| RepoError::Unfinished { path: error.path, reason: held(&error.error) };
        let paths = journal.files.iter().map(|entry| entry.target.clone()).collect();
        let forward = journal.direction == Direction::Forward
            && journal.can_go_forward(root).map_err(|error| failed(error.at(&path)))?;
        let recovery = if forward {
            journal.go_forward(root).map_err(failed)?;
            Recovery::Finished(paths)
        } else {
            journal.go_back(root).map_err(failed)?;
            Recovery::Undone(paths)
        };
        journal.sync(root);
        Self::remove(root).map_err(|error| failed(error.at(&path)))?;
        journal.clear(root);
        Ok(recovery)
    }

    /// Tells whether every new file is in place, or lies ready beside a target that nobody has touched.
    fn can_go_forward(&self, root: &Path) -> io::Result<bool> {
        for entry in &self.files {
            let target = Digest::of_file(&root.join(&entry.target))?;
            let ready = match Digest::of_file(&root.join(&entry.temporary))? {
                Some(found) => found == entry.new && (target == entry.old || target == Some(found)),
                // Renamed, unless somebody removed it.
                None => target != entry.old,
            };
            if !ready {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Puts the new files in place that are not yet.
    fn go_forward(&self, root: &Path) -> Result<(), Failed> {
        for entry in &self.files {
            let (temporary, target) = (root.join(&entry.temporary), root.join(&entry.target));
            match rename(&temporary, &target) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.at(&target)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Puts the old files back where the new ones stand, as many as can be; what somebody else changed since stays.
    pub(super) fn go_back(&self, root: &Path) -> Result<(), Failed> {
        let mut outcome = Ok(());
        for entry in &self.files {
            let target = root.join(&entry.target);
            outcome = outcome.and(entry.restore(root, &target).map_err(|error| error.at(&target)));
        }
        outcome
    }

    /// Has the names of the files stored. What fails here fails after the fact: the files are in place.
    pub(super) fn sync(&self, root: &Path) {
        for entry in &self.files {
            if let Some(folder) = root.join(&entry.target).parent() {
                let _ = sync_folder(folder);
            }
        }
    }

    /// Removes what is no longer needed; what cannot be removed is swept another time.
    pub(super) fn clear(&self, root: &Path) {
        for entry in &self.files {
            for path in std::iter::once(&entry.temporary).chain(&entry.backup) {
                let _ = std::fs::remove_file(root.join(path));
            }
        }
    }
}

/// An error, and the file it concerns.
#[derive(Debug)]
pub(super) struct Failed {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Says which file an error concerns.
pub(super) trait At {
    /// The error at a file.
    fn at(self, path: &Path) -> Failed;
}

impl At for io::Error {
    fn at(self, path: &Path) -> Failed {
        Failed { path: path.to_owned(), error: self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A repository in which a writer was killed before it replaced `a` and `b`.
    fn killed() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(STATE)).unwrap();
        let entry = |name: &str| {
            let paths = [name.to_owned(), format!(".kstthc-{name}.tmp"), format!(".kstthc-{name}.old.tmp")];
            for (path, text) in paths.iter().zip(["old", "new", "old"]) {
                std::fs::write(folder.path().join(path), text).unwrap();
            }
            let [target, temporary, backup] = paths.map(PathBuf::from);
            let (old, new) = (Some(Digest::of(b"old")), Digest::of(b"new"));
            Entry { target, temporary, backup: Some(backup), old, new }
        };
        Journal::new(vec![entry("a"), entry("b")]).save(folder.path()).unwrap();
        folder
    }

    #[track_caller]
    fn recovered(folder: &tempfile::TempDir) -> (Recovery, String, String) {
        let recovery = Journal::recover(folder.path()).unwrap();
        let read = |name| std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        let left = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().ends_with(".tmp")).collect();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(Journal::recover(folder.path()).unwrap(), Recovery::Nothing);
        (recovery, read("a"), read("b"))
    }

    fn both() -> Vec<PathBuf> {
        vec!["a".into(), "b".into()]
    }

    #[test]
    fn all_is_put_in_place_wherever_the_writer_was_killed() {
        let folder = killed();
        assert_eq!(recovered(&folder), (Recovery::Finished(both()), "new".into(), "new".into()));
        let folder = killed();
        std::fs::rename(folder.path().join(".kstthc-a.tmp"), folder.path().join("a")).unwrap();
        assert_eq!(recovered(&folder), (Recovery::Finished(both()), "new".into(), "new".into()));
    }

    #[test]
    fn a_file_changed_since_keeps_its_change_and_the_others_go_back() {
        let folder = killed();
        std::fs::rename(folder.path().join(".kstthc-a.tmp"), folder.path().join("a")).unwrap();
        std::fs::write(folder.path().join("b"), "hers").unwrap();
        assert_eq!(recovered(&folder), (Recovery::Undone(both()), "old".into(), "hers".into()));
    }

    #[test]
    fn a_change_after_all_was_in_place_is_kept_and_nothing_goes_back() {
        let folder = killed();
        for name in ["a", "b"] {
            std::fs::remove_file(folder.path().join(format!(".kstthc-{name}.tmp"))).unwrap();
            std::fs::write(folder.path().join(name), "new").unwrap();
        }
        std::fs::write(folder.path().join("b"), "hers").unwrap();
        assert_eq!(recovered(&folder), (Recovery::Finished(both()), "new".into(), "hers".into()));
    }

    #[test]
    fn a_new_file_that_somebody_removed_undoes_the_others() {
        let folder = killed();
        std::fs::rename(folder.path().join(".kstthc-a.tmp"), folder.path().join("a")).unwrap();
        std::fs::remove_file(folder.path().join(".kstthc-b.tmp")).unwrap();
        assert_eq!(recovered(&folder), (Recovery::Undone(both()), "old".into(), "old".into()));
    }

    #[test]
    fn going_back_is_gone_on_with_where_it_was_interrupted() {
        let folder = killed();
        let mut journal: Journal =
            serde_json::from_slice(&std::fs::read(place(folder.path())).unwrap()).unwrap();
        journal.direction = Direction::Back;
        journal.save(folder.path()).unwrap();
        for (from, to) in [(".kstthc-a.old.tmp", "a"), (".kstthc-b.tmp", "b")] {
            std::fs::rename(folder.path().join(from), folder.path().join(to)).unwrap();
        }
        assert_eq!(recovered(&folder), (Recovery::Undone(both()), "old".into(), "old".into()));
    }

    #[test]
    fn a_journal_of_another_version_is_named_and_stays() {
        let folder = killed();
        std::fs::write(place(folder.path()), "{}").unwrap();
        let error = Journal::recover(folder.path()).unwrap_err();
        assert!(matches!(error, RepoError::UnknownJournal { .. }), "{error}");
        assert!(place(folder.path()).exists());
    }
}
