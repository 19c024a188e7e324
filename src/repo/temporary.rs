//! Temporary files beside their targets: made, proven, renamed, and cleared away when a run was killed.
//!
//! Whoever makes one keeps it locked as long as it is in use, so that another writer can tell it from a left-over.

use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

/// How the names of temporary files begin; hidden, so that no log is taken for one.
pub(super) const PREFIX: &str = ".kstthc-";
/// How the names begin where no lock of the repository is held.
pub(super) const LONE_PREFIX: &str = ".kstthc-out-";
/// How the names end.
const SUFFIX: &str = ".tmp";

/// Whether a file that stands in the way is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clobber {
    /// It is replaced.
    Yes,
    /// It stops the rename.
    No,
}

/// Makes an empty temporary file, with owner and permissions of the file it will replace; else with those any new file
/// gets.
pub(super) fn create(folder: &Path, prefix: &str, before: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(SUFFIX);
    loop {
        let made = builder.make_in(folder, |path| options.open(path))?;
        // A sweeper may take it for a left-over before it is locked; where locks are not known nobody sweeps.
        if !matches!(made.as_file().try_lock(), Err(TryLockError::WouldBlock)) && made.path().exists() {
            if let Some(before) = before {
                keep_owner(made.as_file(), before);
                made.as_file().set_permissions(before.permissions())?;
            }
            return Ok(made);
        }
    }
}

/// Gives a file the owner of another where that is allowed: root may mend a clerk's file.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let is_other = |own: Metadata| (own.uid(), own.gid()) != (before.uid(), before.gid());
    if file.metadata().is_ok_and(is_other) {
        // Not allowed to most; the file then belongs to whoever wrote it last.
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Writes the rest of the bytes, has them stored and reads the whole back.
pub(super) fn finish(file: &mut NamedTempFile, rest: &[u8], whole: &[u8]) -> io::Result<()> {
    let file = file.as_file_mut();
    file.write_all(rest)?;
    file.sync_all()?;
    file.rewind()?;
    let mut stored = Vec::with_capacity(whole.len());
    file.read_to_end(&mut stored)?;
    if stored == whole {
        Ok(())
    } else {
        Err(io::Error::other("ổ đĩa trả lại nội dung khác với đã ghi"))
    }
}

/// How often a rename is tried on Windows, where a virus scanner or Excel may hold the file for a moment.
const TRIES: u32 = if cfg!(windows) { 5 } else { 1 };
/// How long is waited between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// Puts a temporary file in the place of its target.
pub(super) fn persist(file: NamedTempFile, target: &Path, clobber: Clobber) -> io::Result<()> {
    let mut file = Some(file);
    patiently(TRIES, || {
        let Some(own) = file.take() else { return Err(io::ErrorKind::NotFound.into()) };
        let persisted = match clobber {
            Clobber::Yes => own.persist(target),
            Clobber::No => own.persist_noclobber(target).or_else(|failed| {
                // Not every file system can rename so; where nothing stands in the way, nothing is lost.
                if target.exists() { Err(failed) } else { failed.file.persist(target) }
            }),
        };
        persisted.map(drop).map_err(|failed| {
            file = Some(failed.file);
            failed.error
        })
    })
}

/// Renames a file.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(TRIES, || std::fs::rename(from, to))
}

/// Tries again what another program may stand in the way of for a moment.
fn patiently(tries: u32, mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for _ in 1..tries {
        match attempt() {
            Err(error) if is_held(&error) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Tells whether another program may hold the file open: access denied, a sharing or a lock violation of Windows.
pub(super) fn is_held(error: &io::Error) -> bool {
    let is_violation = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    error.kind() == io::ErrorKind::PermissionDenied || is_violation
}

/// Has the names in a folder stored; not every system and file system knows how.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// Removes what killed runs left in a folder; whatever cannot be removed stays, hidden as it is.
pub(super) fn sweep(folder: &Path, prefix: &str) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.starts_with(prefix) && name.ends_with(SUFFIX) {
            remove_unheld(&entry.path());
        }
    }
}

/// Sweeps a folder and all below it.
pub(super) fn sweep_deep(folder: &Path, prefix: &str) {
    sweep(folder, prefix);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep_deep(&entry.path(), prefix);
        }
    }
}

/// Removes a temporary file that no living writer holds.
fn remove_unheld(path: &Path) {
    // Some network drives lock only what may be written to.
    let Ok(file) = std::fs::OpenOptions::new().read(true).write(true).open(path) else { return };
    if file.try_lock().is_ok() {
        // What another sweeper removed at the same time is gone as well.
        let _ = std::fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_for_a_moment_is_tried_again_and_other_errors_are_not() {
        let run = |kind: io::ErrorKind, failures: u32| {
            let mut tried = 0;
            let result = patiently(3, || {
                tried += 1;
                if tried <= failures { Err(kind.into()) } else { Ok(()) }
            });
            (tried, result.is_ok())
        };
        assert_eq!(run(io::ErrorKind::PermissionDenied, 2), (3, true));
        assert_eq!(run(io::ErrorKind::PermissionDenied, 9), (3, false));
        assert_eq!(run(io::ErrorKind::StorageFull, 1), (1, false));
    }

    #[test]
    fn a_left_over_is_swept_and_one_in_use_or_another_file_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let own = create(folder.path(), PREFIX, None).unwrap();
        for name in [".kstthc-dead.tmp", ".kstthc-out-dead.tmp", "kstthc-1.tmp", ".kstthc-1.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        sweep(folder.path(), LONE_PREFIX);
        assert!(folder.path().join(".kstthc-dead.tmp").exists());
        assert!(!folder.path().join(".kstthc-out-dead.tmp").exists());
        sweep(folder.path(), PREFIX);
        assert!(own.path().exists() && !folder.path().join(".kstthc-dead.tmp").exists());
        assert!(folder.path().join("kstthc-1.tmp").exists() && folder.path().join(".kstthc-1.csv").exists());
    }
}
