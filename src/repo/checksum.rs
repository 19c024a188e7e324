//! The checksum of configuration, plan and data, as shell tools compute it:
//! `find kstthc.toml plan data -type f -not -path 'data/sealed/*' | LC_ALL=C sort | xargs -d '\n' sha256sum`,
//! and the SHA-256 of what that prints.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::vietnamese;
use super::{RepoError, Root};

/// Computes the checksum, in lower-case hexadecimal.
///
/// # Errors
///
/// When a file cannot be read.
pub fn data_sha256(root: &Root) -> Result<String, RepoError> {
    let mut paths = Vec::new();
    for start in ["kstthc.toml", "plan", "data"] {
        collect(root, start, &mut paths)?;
    }
    paths.retain(|path| !path.starts_with("data/sealed/"));
    paths.sort_unstable();
    let mut list = Sha256::new();
    for path in &paths {
        list.update(line(root, path)?);
    }
    Ok(hexadecimal(&list.finalize()))
}

/// What `sha256sum` prints for a file: a name with a backslash or a line break is escaped and marked.
fn line(root: &Root, path: &str) -> Result<String, RepoError> {
    let file = root.join(path);
    let unreadable = |error| RepoError::Unreadable { path: file.clone(), reason: vietnamese(&error) };
    let digest = hexadecimal(&Sha256::digest(std::fs::read(&file).map_err(unreadable)?));
    let escaped = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    let mark = if escaped == path { "" } else { "\\" };
    Ok(format!("{mark}{digest}  {escaped}\n"))
}

/// Collects the plain files at or below a path; like `find`, follows no links.
fn collect(root: &Root, relative: &str, paths: &mut Vec<String>) -> Result<(), RepoError> {
    let path = root.join(relative);
    let Ok(meta) = std::fs::symlink_metadata(&path) else {
        return Ok(());
    };
    if meta.is_file() {
        paths.push(relative.to_owned());
    } else if meta.is_dir() {
        for name in names(&path)? {
            collect(root, &format!("{relative}/{name}"), paths)?;
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>, RepoError> {
    let unreadable = |reason: String| RepoError::Unreadable { path: folder.to_owned(), reason };
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(vietnamese(&error)))?;
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.map_err(|error| unreadable(vietnamese(&error)))?.file_name();
        name.into_string().map_err(|_| unreadable("tên tệp không phải Unicode".to_owned()))
    };
    entries.map(name).collect()
}

/// Writes bytes in lower-case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
