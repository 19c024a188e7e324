//! Reads sealed figures when they are asked for, and sets aside a seal that is lifted.

use std::sync::Arc;

use super::error::vietnamese;
use super::files::{exists, has_ending, list};
use super::lock::WriteLock;
use super::staged::Expect;
use super::transaction::Transaction;
use super::{RepoError, Repository, Root, read_if_there};
use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::model::derived::SealedReport;
use crate::model::period::Period;
use crate::model::seal::{LIFTED, Seal, lifted_path, path_of};
use crate::syntax::seal::{lifted, lifting, read_seal};
use crate::text::findings::seal::UnreadableSeal;

impl Repository {
    /// The seal of a period, if there is one; or why it cannot be read, in Vietnamese.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be read.
    pub fn seal_of(&self, period: &Period) -> Result<Option<Seal>, String> {
        let Some(path) = path_of(period) else { return Ok(None) };
        let bytes = match read_if_there(&self.root, &path) {
            Ok(None) => return Ok(None),
            Ok(Some(bytes)) => bytes,
            Err(RepoError::Unreadable { reason, .. }) => return Err(reason),
            Err(error) => return Err(error.to_string()),
        };
        read_seal(&Arc::from(path), &bytes).map(Some)
    }

    /// All seals in force, by path; what cannot be read is reported and left out.
    pub fn seals(&self, sink: &mut Sink) -> Vec<Seal> {
        seals(&self.root, sink)
    }
}

fn seals(root: &Root, sink: &mut Sink) -> Vec<Seal> {
    let entries = list(root, "data/sealed", sink).into_iter();
    let mut seals = Vec::new();
    for entry in entries.filter(|entry| !entry.is_dir && has_ending(&entry.name, "json")) {
        let path: Arc<str> = Arc::from(entry.path);
        let bytes = super::read_bytes(root, &path, sink);
        match bytes.map(|bytes| read_seal(&path, &bytes)) {
            None => {}
            Some(Ok(seal)) => seals.push(seal),
            Some(Err(reason)) => sink.file(Place::file(&path), &UnreadableSeal { reason }),
        }
    }
    seals
}

/// The reports that were sealed, by path; `check` reports what cannot be read.
pub(super) fn sealed_reports(root: &Root) -> Vec<SealedReport> {
    let seals = seals(root, &mut Sink::new()).into_iter();
    seals.map(|Seal { year, kind, sealed_on: on, .. }| SealedReport { year, kind, on }).collect()
}

/// Lifts a seal that held `text`: keeps it with day and reason in its folder, then removes it; returns where it is kept.
/// A process killed in between leaves the seal in force; lifting it again for the same reason goes on from there.
///
/// # Errors
///
/// When the file changed since it was read, or the copy cannot be written; then the seal stands.
pub fn lift_seal(
    (lock, root): (&WriteLock, &Root),
    path: &str,
    text: &str,
    (day, reason): (Date, &str),
) -> Result<String, RepoError> {
    let target = root.join(path);
    let changed = || RepoError::ChangedMeanwhile { path: target.clone() };
    let kept = lifted(text, day, reason).ok_or_else(changed)?;
    let copy = free_path(root, path, day, &kept)?;
    let mut transaction = Transaction::new(lock);
    transaction.stage(&root.join(&copy), kept.into_bytes(), Expect::Absent)?;
    transaction.commit()?;
    if read_if_there(root, path)?.as_deref() != Some(text.as_bytes()) {
        return Err(changed());
    }
    std::fs::remove_file(&target)
        .map_err(|error| RepoError::Unwritable { path: target.clone(), reason: vietnamese(&error) })?;
    Ok(copy)
}

/// The seals of a period that were lifted, oldest first: where each is kept, and the day of sealing, the day of lifting and
/// the reason. What cannot be read is passed over: it takes part in no figure.
///
/// # Errors
///
/// When one is there and cannot be read.
pub fn lifted_seals(root: &Root, period: &Period) -> Result<Vec<(String, [String; 3])>, RepoError> {
    let Some(path) = path_of(period) else { return Ok(Vec::new()) };
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
    let prefix = format!("{LIFTED}{stem}-");
    let mut found = Vec::new();
    for entry in list(root, LIFTED.trim_end_matches('/'), &mut Sink::new()) {
        if entry.path.starts_with(&prefix) {
            let bytes = read_if_there(root, &entry.path)?.unwrap_or_default();
            found.extend(lifting(&bytes).map(|told| (entry.path, told)));
        }
    }
    Ok(found)
}

/// The first name that is free, or that holds this text already.
fn free_path(root: &Root, path: &str, day: Date, text: &str) -> Result<String, RepoError> {
    let mut number = 1;
    loop {
        let copy = lifted_path(path, day, number);
        let is_same = || Ok::<_, RepoError>(read_if_there(root, &copy)?.as_deref() == Some(text.as_bytes()));
        if !exists(root, &copy) || is_same()? {
            return Ok(copy);
        }
        number += 1;
    }
}
