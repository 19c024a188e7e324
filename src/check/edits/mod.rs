//! What an edit may not do: rules that compare an earlier version with the current one (codes K06).

mod changes;
mod dossiers;
mod logs;
mod plan;
mod records;

use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::repo::{RepoError, Versions};
use crate::text::findings::edit::SealedFileEdited;

/// An edit, and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// The version before and the version after.
    pub versions: Versions<'a>,
    /// The earlier version, as the user named it.
    pub base: &'a str,
    /// Today.
    pub today: Date,
}

/// Runs every rule.
///
/// # Errors
///
/// When a folder cannot be listed.
pub fn run(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    plan::amendments(edit, sink);
    plan::removed_items(edit, sink);
    plan::deadlines(edit, sink);
    dossiers::check(edit, sink)?;
    logs::small_logs(edit, sink)?;
    sealed(edit, sink)
}

/// Sealed figures stay as they were sent.
fn sealed(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    let is_sealed = |path: &str| path.starts_with("data/sealed/") && has_ending(path, "json");
    edit.versions.changed(is_sealed, |file| {
        if file.before.is_some() {
            let fact = SealedFileEdited { name: &file.path, is_gone: file.after.is_none(), base: edit.base };
            sink.file(Place::file(&file.path), &fact);
        }
    })?;
    Ok(())
}

/// Tells whether a path ends in `.ending`, whatever the case.
fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
