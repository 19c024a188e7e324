//! A file that is to be written: where it really lies, and what it must hold until then.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::RepoError;
use super::error::vietnamese;
use super::files::not_plain;
use super::journal::Digest;

/// What a file must hold when it is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// There is no such file, or it already holds the new bytes.
    Absent,
    /// It holds what was read.
    Unchanged(Digest),
    /// Whatever it holds is replaced.
    Anything,
}

impl Expect {
    /// The file holds the bytes that were read; no file was there if `None`.
    #[must_use]
    pub fn as_read(bytes: Option<&[u8]>) -> Self {
        bytes.map_or(Self::Absent, |bytes| Self::Unchanged(Digest::of(bytes)))
    }
}

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The file is new or replaced.
    Written,
    /// The file already held these bytes.
    Unchanged,
}

/// A file that is to be written.
#[derive(Debug)]
pub(super) struct Staged {
    /// As it was named.
    pub path: PathBuf,
    /// The file itself, links followed.
    pub target: PathBuf,
    /// What it shall hold.
    pub bytes: Vec<u8>,
    /// What it must hold until then.
    pub expect: Expect,
}

impl Staged {
    /// What writing would do.
    pub(super) fn outcome(&self) -> Result<WriteOutcome, RepoError> {
        let same = self.look()?.is_some_and(|held| held == Digest::of(&self.bytes));
        Ok(if same { WriteOutcome::Unchanged } else { WriteOutcome::Written })
    }

    /// What the file holds, which must be as expected.
    pub(super) fn look(&self) -> Result<Option<Digest>, RepoError> {
        self.metadata().map_err(|error| unwritable(&self.path, &error))?;
        let held = Digest::of_file(&self.target).map_err(|error| unwritable(&self.path, &error))?;
        let path = || self.path.clone();
        match (&self.expect, &held) {
            (Expect::Absent, Some(found)) if *found != Digest::of(&self.bytes) => {
                Err(RepoError::Exists { path: path() })
            }
            (Expect::Unchanged(expected), _) if held.as_ref() != Some(expected) => {
                Err(RepoError::ChangedMeanwhile { path: path() })
            }
            _ => Ok(held),
        }
    }

    /// The facts of the old file; what is no plain file, or may not be written to, is not replaced.
    pub(super) fn metadata(&self) -> io::Result<Option<Metadata>> {
        match std::fs::metadata(&self.target) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => Err(not_plain()),
            Ok(found) if found.permissions().readonly() => Err(io::Error::other("tệp được đặt chỉ cho đọc")),
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// As many links as Linux follows.
const LINKS: usize = 40;

/// The file a path leads to, links followed; also where there is none yet.
pub(super) fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match std::fs::canonicalize(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            done => return done,
        }
        match std::fs::read_link(&path) {
            Ok(next) => path = folder_of(&path).join(next),
            Err(_) => return in_real_folder(&path),
        }
    }
    Err(io::Error::other("các liên kết chạy vòng tròn"))
}

/// The path with the links of its folder followed, as far as there is such a folder.
fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    match (std::fs::canonicalize(folder_of(path)), path.file_name()) {
        (Ok(folder), Some(name)) => Ok(folder.join(name)),
        _ => std::path::absolute(path),
    }
}

/// The folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error of the system at a file. What is said in our own words stands as it is.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> RepoError {
    let reason = match error.get_ref() {
        Some(own) if error.kind() == io::ErrorKind::Other => own.to_string(),
        _ => vietnamese(error),
    };
    RepoError::Unwritable { path: path.to_owned(), reason }
}
