//! The lock that keeps two commands from writing to one repository at the same time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::vietnamese;
use super::journal::{Journal, Recovery};
use super::temporary::{PREFIX, sweep, sweep_deep};
use super::{RepoError, Root};

/// The folder of the tool's own files in a repository.
pub(super) const STATE: &str = ".kstthc";
/// How often the lock is asked for, and how long is waited in between: 10 seconds in all.
const POLLS: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The right to write to a repository; it ends when the value is dropped, or its process does.
///
/// The lock lies on `.kstthc/lock`, never on a file of plan or data, so that no other program is kept from those.
/// Where the file system knows no locks (some network drives) commands are not kept apart; what a file held when it
/// was read is compared before it is replaced all the same.
#[derive(Debug)]
pub struct WriteLock {
    root: PathBuf,
    recovery: Recovery,
    /// Closed, and the lock with it, when this is dropped.
    _file: File,
}

impl WriteLock {
    /// Waits up to 10 seconds for other writers; finishes or undoes what a killed one left, and clears its temporary
    /// files away.
    ///
    /// # Errors
    ///
    /// When another command keeps writing, the folder `.kstthc` cannot be made, or what was left cannot be finished.
    pub fn acquire(root: &Root) -> Result<Self, RepoError> {
        Self::acquire_within(root.path(), POLLS)
    }

    fn acquire_within(root: &Path, polls: u32) -> Result<Self, RepoError> {
        let refused = |error: &io::Error| RepoError::NoLock { root: root.to_owned(), reason: reason(error) };
        let root = std::fs::canonicalize(root).map_err(|error| refused(&error))?;
        let state = root.join(STATE);
        make_state(&state).map_err(|error| refused(&error))?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(state.join("lock")).map_err(|error| refused(&error))?;
        if !wait(&file, polls).map_err(|error| refused(&error))? {
            return Err(RepoError::Locked { root });
        }
        let recovery = Journal::recover(&root)?;
        sweep(&root, PREFIX);
        sweep(&state, PREFIX);
        for folder in ["plan", "data"] {
            sweep_deep(&root.join(folder), PREFIX);
        }
        Ok(Self { root, recovery, _file: file })
    }

    /// The folder of the repository, without links.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What was done about a writer that was killed.
    #[must_use]
    pub const fn recovery(&self) -> &Recovery {
        &self.recovery
    }
}

/// Makes the folder of the tool's own files, which git passes over.
fn make_state(state: &Path) -> io::Result<()> {
    const IGNORED: &str = "*\n";
    std::fs::create_dir_all(state)?;
    let ignore = state.join(".gitignore");
    if std::fs::read(&ignore).is_ok_and(|text| text == IGNORED.as_bytes()) {
        return Ok(());
    }
    std::fs::write(ignore, IGNORED)
}

/// Waits for the lock; tells whether it was given.
fn wait(file: &File, polls: u32) -> io::Result<bool> {
    for poll in 0..polls.max(1) {
        if poll > 0 {
            std::thread::sleep(PAUSE);
        }
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(false)
}

/// Why the folder of the tool's own files cannot be used.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "bạn không có quyền ghi ở đó".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            format!("đã có một tệp tên {STATE} ở đó")
        }
        _ => vietnamese(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_and_is_refused_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let first = WriteLock::acquire_within(folder.path(), 1).unwrap();
        let second = WriteLock::acquire_within(folder.path(), 3).unwrap_err();
        assert!(matches!(second, RepoError::Locked { .. }), "{second:?}");
        drop(first);
        assert!(WriteLock::acquire_within(folder.path(), 1).is_ok());
    }

    #[test]
    fn git_passes_over_the_tools_own_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(STATE)).unwrap();
        // A run was killed while it made the file.
        std::fs::write(folder.path().join(".kstthc/.gitignore"), "").unwrap();
        WriteLock::acquire_within(folder.path(), 1).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join(".kstthc/.gitignore")).unwrap(), "*\n");
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(STATE), "").unwrap();
        let refused = WriteLock::acquire_within(folder.path(), 1).unwrap_err();
        assert!(refused.to_string().contains("đã có một tệp tên .kstthc"), "{refused}");
    }

    #[test]
    fn left_overs_of_a_killed_run_are_removed_wherever_it_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let left = ["data/dossiers/2021/.kstthc-a1.tmp", "plan/.kstthc-b2.tmp", ".kstthc-c3.tmp"];
        for path in left.map(|path| folder.path().join(path)) {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        WriteLock::acquire_within(folder.path(), 1).unwrap();
        assert!(left.iter().all(|path| !folder.path().join(path).exists()));
    }
}
