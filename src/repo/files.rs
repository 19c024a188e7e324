//! Reading files and listing folders.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::error::vietnamese;
use super::{RepoError, Root};
use crate::diag::{Place, Sink};
use crate::syntax::source::Source;
use crate::text::findings::log::NotUtf8;
use crate::text::findings::syntax::UnreadableFile;

/// A text file of the repository.
#[derive(Debug)]
pub struct FileText {
    path: Arc<str>,
    text: String,
}

impl FileText {
    /// The text with its positions.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        Source::new(Arc::clone(&self.path), &self.text)
    }
}

/// Reads a text file; `None` where it cannot be read or is not UTF-8, which was then reported.
pub(super) fn read_text(root: &Root, relative: &str, sink: &mut Sink) -> Option<FileText> {
    let path: Arc<str> = Arc::from(relative);
    let bytes = read_bytes(root, &path, sink)?;
    match String::from_utf8(bytes) {
        Ok(text) => Some(FileText { path, text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let place = Source::new(Arc::clone(&path), &text).place(valid..valid);
            sink.file(place, &NotUtf8);
            None
        }
    }
}

/// Reads a file; `None` where it cannot be read, which was then reported.
pub fn read_bytes(root: &Root, path: &Arc<str>, sink: &mut Sink) -> Option<Vec<u8>> {
    match read(root, path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            sink.file(Place::file(path), &UnreadableFile { reason: vietnamese(&error) });
            None
        }
    }
}

/// Reads a file, from disk or from the revision.
fn read(root: &Root, path: &str) -> io::Result<Vec<u8>> {
    match root.snapshot() {
        Some(snapshot) => snapshot.read(path),
        None => std::fs::read(root.join(path)),
    }
}

/// Tells whether there is a file or folder.
pub(super) fn exists(root: &Root, path: &str) -> bool {
    match root.snapshot() {
        Some(snapshot) => snapshot.contains(path),
        None => root.join(path).exists(),
    }
}

/// Reads a file outside the repository, named by the user.
///
/// # Errors
///
/// When it cannot be read.
pub fn read_foreign(path: &Path) -> Result<Vec<u8>, RepoError> {
    std::fs::read(path)
        .map_err(|error| RepoError::Unreadable { path: path.to_owned(), reason: vietnamese(&error) })
}

/// Reads a file for the snippets of findings; one that cannot be read has none.
#[must_use]
pub fn read_for_snippets(root: &Root, path: &str) -> Option<String> {
    let bytes = read(root, path).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DirEntry {
    /// Its path relative to the root, with `/`.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub is_dir: bool,
}

/// The entries of a folder, by path; none where the folder is missing. Hidden files and Excel's lock files are passed
/// over.
///
/// # Errors
///
/// When the folder cannot be listed, or a name is not Unicode.
pub(super) fn list(root: &Root, folder: &str) -> Result<Vec<DirEntry>, RepoError> {
    if let Some(snapshot) = root.snapshot() {
        let entries = snapshot.entries(folder).into_iter().filter(|(name, _)| is_shown(name));
        return Ok(entries.map(|(name, is_dir)| entry(folder, name, is_dir)).collect());
    }
    let unreadable =
        |error: &io::Error| RepoError::Unreadable { path: root.join(folder), reason: vietnamese(error) };
    let entries = match std::fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let listed = entry.map_err(|error| unreadable(&error))?;
        let Ok(name) = listed.file_name().into_string() else {
            let reason = "tên tệp không phải Unicode".to_owned();
            return Err(RepoError::Unreadable { path: listed.path(), reason });
        };
        if is_shown(&name) {
            // A link to a folder is no folder, so that circles of links end.
            let is_dir = listed.file_type().is_ok_and(|kind| kind.is_dir());
            found.push(self::entry(folder, name, is_dir));
        }
    }
    found.sort();
    Ok(found)
}

fn entry(folder: &str, name: String, is_dir: bool) -> DirEntry {
    DirEntry { path: format!("{folder}/{name}"), is_dir, name }
}

/// Hidden files and Excel's lock files are passed over.
fn is_shown(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with("~$")
}

/// All files below a folder, by path; none where the folder is missing.
///
/// # Errors
///
/// When a folder cannot be listed.
pub(super) fn list_deep(root: &Root, folder: &str) -> Result<Vec<DirEntry>, RepoError> {
    let mut files = Vec::new();
    for entry in list(root, folder)? {
        if entry.is_dir && !has_ending(&entry.name, "csv") {
            files.extend(list_deep(root, &entry.path)?);
        } else {
            files.push(entry);
        }
    }
    files.sort();
    Ok(files)
}

/// Tells whether a name ends in `.ending`, whatever the case.
#[must_use]
pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
