//! Reading files and listing folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::error::vietnamese;
use super::journal::Digest;
use super::{RepoError, Root};
use crate::diag::render::pick_lines;
use crate::diag::{Place, Sink};
use crate::syntax::source::Source;
use crate::tally::LogBytes;
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

/// Reads a text that nothing can do without.
///
/// # Errors
///
/// When it cannot be read or is not UTF-8.
pub(super) fn read_required(root: &Root, relative: &str) -> Result<FileText, RepoError> {
    let unreadable = |reason| RepoError::Unreadable { path: root.join(relative), reason };
    let bytes = read(root, relative).map_err(|error| unreadable(vietnamese(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        unreadable("chữ trong tệp không phải UTF-8; trong Notepad chọn Save as, Encoding: UTF-8".to_owned())
    })?;
    Ok(FileText { path: Arc::from(relative), text })
}

/// Reads a file of the repository; `None` where there is none.
///
/// # Errors
///
/// When it is there and cannot be read.
pub fn read_if_there(root: &Root, path: &str) -> Result<Option<Vec<u8>>, RepoError> {
    match read(root, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(RepoError::Unreadable { path: root.join(path), reason: vietnamese(&error) }),
    }
}

/// Reads a file as [`read_if_there`] does, with its SHA-256 in hexadecimal, which is empty where there is none.
///
/// # Errors
///
/// When it is there and cannot be read.
pub fn read_with_digest(root: &Root, path: &str) -> Result<(Option<Vec<u8>>, String), RepoError> {
    let bytes = read_if_there(root, path)?;
    let digest = bytes.as_deref().map(|bytes| Digest::of(bytes).as_str().to_owned());
    Ok((bytes, digest.unwrap_or_default()))
}

/// Reads a file, from what is only thought of, from disk or from the revision.
fn read(root: &Root, path: &str) -> io::Result<Vec<u8>> {
    match (root.draft(path), root.snapshot()) {
        (Some(draft), _) => Ok(draft.to_vec()),
        (None, Some(snapshot)) => snapshot.read(path),
        (None, None) => {
            let (mut file, _) = open_plain(&root.join(path))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Opens a file; also tells how many bytes it has. What is no plain file is not opened: to open a pipe is to wait for whoever writes
/// to it.
fn open_plain(path: &Path) -> io::Result<(File, u64)> {
    let found = std::fs::metadata(path)?;
    if found.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Err(not_plain());
    }
    Ok((File::open(path)?, found.len()))
}

/// Why something is neither read nor written to.
pub(super) fn not_plain() -> io::Error {
    io::Error::other("đây không phải tệp thường")
}

/// Tells whether what is read of a file is what lies on disk.
fn is_on_disk(root: &Root, path: &str) -> bool {
    root.draft(path).is_none() && root.snapshot().is_none()
}

/// About how many bytes a file has; 0 where that cannot be told before it is read.
pub(super) fn size(root: &Root, path: &str) -> u64 {
    match root.draft(path) {
        Some(draft) => draft.len() as u64,
        None if root.snapshot().is_some() => 0,
        None => std::fs::metadata(root.join(path)).map_or(0, |metadata| metadata.len()),
    }
}

/// Opens a file to be read in pieces.
pub(super) fn open(root: &Root, path: &str) -> io::Result<Arc<dyn LogBytes>> {
    if !is_on_disk(root, path) {
        return Ok(Arc::new(read(root, path)?));
    }
    let (file, length) = open_plain(&root.join(path))?;
    Ok(Arc::new(OnDisk { file, length }))
}

/// A file on disk, as long as it was when it was opened.
struct OnDisk {
    file: File,
    length: u64,
}

impl LogBytes for OnDisk {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        let mut done = 0;
        while done < buffer.len() {
            match read_some(&self.file, &mut buffer[done..], offset + done as u64) {
                Ok(0) => return Err("tệp bị cắt ngắn trong khi đọc; hãy chạy lại".to_owned()),
                Ok(read) => done += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(vietnamese(&error)),
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn read_some(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_some(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// Tells whether there is a file or folder.
pub(super) fn exists(root: &Root, path: &str) -> bool {
    if root.draft(path).is_some() || root.drafts_in(path).next().is_some() {
        return true;
    }
    match root.snapshot() {
        Some(snapshot) => snapshot.contains(path),
        None => root.join(path).exists(),
    }
}

/// Reads a file outside the repository, named by the user: also a pipe, whose end is waited for.
///
/// # Errors
///
/// When it cannot be read.
pub fn read_foreign(path: &Path) -> Result<Vec<u8>, RepoError> {
    std::fs::read(path)
        .map_err(|error| RepoError::Unreadable { path: path.to_owned(), reason: vietnamese(&error) })
}

/// Reads a text as far as it is one; `None` where there is no such file.
#[must_use]
pub fn read_lossy(root: &Root, path: &str) -> Option<String> {
    let bytes = read(root, path).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads the lines that findings show, by their numbers from 1; a file that cannot be read has none.
#[must_use]
pub fn read_lines(root: &Root, path: &str, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    if is_on_disk(root, path) {
        open_plain(&root.join(path)).map(|(file, _)| pick_lines(path, BufReader::new(file), wanted))
    } else {
        read(root, path).map(|bytes| pick_lines(path, &*bytes, wanted))
    }
    .unwrap_or_default()
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

/// The entries of a folder, by path; none where the folder is missing, or cannot be listed, which was then reported.
/// Hidden files and Excel's lock files are passed over.
pub(super) fn list(root: &Root, folder: &str, sink: &mut Sink) -> Vec<DirEntry> {
    let listed = match root.snapshot() {
        Some(snapshot) => Ok(snapshot.entries(folder)),
        None => list_disk(root, folder),
    };
    let mut names = listed.unwrap_or_else(|reason| {
        sink.file(Place::file(&Arc::from(folder)), &UnreadableFile { reason });
        Vec::new()
    });
    names.extend(root.drafts_in(folder));
    let shown = names.into_iter().filter(|(name, _)| is_shown(name));
    let mut entries: Vec<DirEntry> = shown.map(|(name, is_dir)| entry(folder, name, is_dir)).collect();
    entries.sort();
    entries.dedup();
    entries
}

/// The names in a folder on disk, and whether each is a folder; or why it cannot be listed, in Vietnamese.
fn list_disk(root: &Root, folder: &str) -> Result<Vec<(String, bool)>, String> {
    let entries = match std::fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err("đây là tệp, phải là thư mục".to_owned());
        }
        Err(error) => return Err(vietnamese(&error)),
    };
    let listed = entries.map(|entry| {
        let entry = entry.map_err(|error| vietnamese(&error))?;
        // A link to a folder is no folder, so that circles of links end.
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let name = entry.file_name().into_string().map_err(|_| "có tên tệp không phải Unicode".to_owned())?;
        Ok((name, is_dir))
    });
    listed.collect()
}

fn entry(folder: &str, name: String, is_dir: bool) -> DirEntry {
    DirEntry { path: format!("{folder}/{name}"), is_dir, name }
}

/// Hidden files and Excel's lock files are passed over.
fn is_shown(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with("~$")
}

/// The paths of the CSV files below a folder, in order; what cannot be listed is passed over, which loading reports.
#[must_use]
pub fn logs_below(root: &Root, folder: &str) -> Vec<Arc<str>> {
    let files = list_deep(root, folder, &mut Sink::new()).into_iter();
    files
        .filter(|file| !file.is_dir && has_ending(&file.name, "csv"))
        .map(|file| Arc::from(file.path))
        .collect()
}

/// All files below a folder, by path; none where the folder is missing.
pub(super) fn list_deep(root: &Root, folder: &str, sink: &mut Sink) -> Vec<DirEntry> {
    let mut files = Vec::new();
    for entry in list(root, folder, sink) {
        if entry.is_dir && !has_ending(&entry.name, "csv") {
            files.extend(list_deep(root, &entry.path, sink));
        } else {
            files.push(entry);
        }
    }
    files.sort();
    files
}

/// Tells whether a name ends in `.ending`, whatever the case.
#[must_use]
pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
