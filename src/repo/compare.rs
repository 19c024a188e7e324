//! Two versions of a repository, and the logs in which they differ.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::files::{list_deep, read_bytes};
use super::{RepoError, Repository};
use crate::diag::Sink;

/// An earlier version of a repository, and what it became.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// The earlier version.
    pub base: &'a Repository,
    /// The later one.
    pub current: &'a Repository,
}

/// A file that is not the same in two versions; line endings do not count.
#[derive(Debug)]
pub struct ChangedFile {
    /// Its path.
    pub path: Arc<str>,
    /// What it held before; `None` where it is new.
    pub before: Option<Vec<u8>>,
    /// What it holds now; `None` where it is gone.
    pub after: Option<Vec<u8>>,
}

impl Versions<'_> {
    /// Shows each wanted file below `data` that differs, one after the other, in the order of their paths; returns the
    /// paths of those that do not.
    ///
    /// # Errors
    ///
    /// When a folder cannot be listed.
    pub fn changed(
        self,
        wanted: impl Fn(&str) -> bool,
        mut show: impl FnMut(&ChangedFile),
    ) -> Result<Vec<Arc<str>>, RepoError> {
        let (before, after) = (paths(self.base, &wanted)?, paths(self.current, &wanted)?);
        let mut unchanged = Vec::new();
        for path in before.union(&after) {
            let path: Arc<str> = Arc::from(path.as_str());
            let file = ChangedFile {
                before: self.base.bytes(&path).filter(|_| before.contains(&*path)),
                after: self.current.bytes(&path).filter(|_| after.contains(&*path)),
                path: Arc::clone(&path),
            };
            if same(file.before.as_deref(), file.after.as_deref()) {
                unchanged.push(path);
            } else {
                show(&file);
            }
        }
        Ok(unchanged)
    }

    /// Tells whether a file differs; line endings do not count.
    #[must_use]
    pub fn differ(self, path: &Arc<str>) -> bool {
        !same(self.base.bytes(path).as_deref(), self.current.bytes(path).as_deref())
    }
}

impl Repository {
    /// Reads a file; `None` where it cannot be read.
    #[must_use]
    pub fn bytes(&self, path: &Arc<str>) -> Option<Vec<u8>> {
        read_bytes(&self.root, path, &mut Sink::new())
    }
}

fn paths(repository: &Repository, wanted: impl Fn(&str) -> bool) -> Result<BTreeSet<String>, RepoError> {
    let mut sink = Sink::new();
    let files = list_deep(&repository.root, "data", &mut sink).into_iter().filter(|entry| !entry.is_dir);
    if let Some(finding) = sink.into_findings().into_iter().next() {
        // What cannot be listed must not pass for deleted.
        let path = repository.root.join(&finding.place.path);
        return Err(RepoError::Unreadable { path, reason: finding.message });
    }
    Ok(files.map(|entry| entry.path).filter(|path| wanted(path)).collect())
}

fn same(before: Option<&[u8]>, after: Option<&[u8]>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => before == after || unix(before) == unix(after),
        _ => before.is_none() && after.is_none(),
    }
}

/// The bytes with `\n` as line ending, as git may have stored them.
fn unix(bytes: &[u8]) -> Vec<u8> {
    let next = |at: usize| bytes.get(at + 1);
    let kept = bytes.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || next(*at) != Some(&b'\n'));
    kept.map(|(_, byte)| *byte).collect()
}
