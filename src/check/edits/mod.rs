//! What an edit may not do: rules that compare an earlier version with the current one (codes K06).

mod changes;
mod dossiers;
mod logs;
mod plan;
mod records;

use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::model::seal::LIFTED;
use crate::repo::{RepoError, Versions};
use crate::syntax::seal::keeps;
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

/// Sealed figures stay as they were sent, or are kept among those that were lifted, with day and reason.
fn sealed(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    let is_sealed = |path: &str| path.starts_with("data/sealed/") && has_ending(path, "json");
    let (mut changed, mut lifted) = (Vec::new(), Vec::new());
    edit.versions.changed(is_sealed, |file| match (&file.before, &file.after) {
        (Some(before), after) => changed.push((file.path.clone(), before.clone(), after.is_none())),
        (None, Some(after)) if file.path.starts_with(LIFTED) => {
            lifted.push((file.path.clone(), after.clone()));
        }
        (None, _) => {}
    })?;
    for (path, before, is_gone) in changed {
        if !lifted.iter().any(|(copy, text)| is_copy_of(copy, &path) && keeps(text, &before)) {
            let fact = SealedFileEdited { name: &path, is_gone, base: edit.base };
            sink.file(Place::file(&path), &fact);
        }
    }
    Ok(())
}

/// Tells whether a lifted seal bears the name of a seal in force.
fn is_copy_of(copy: &str, seal: &str) -> bool {
    let Some(name) = seal.strip_prefix("data/sealed/").filter(|name| !name.contains('/')) else {
        return false;
    };
    let stem = name.trim_end_matches(".json");
    copy.strip_prefix(LIFTED)
        .is_some_and(|copy| copy.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-')))
}

/// Tells whether a path ends in `.ending`, whatever the case.
fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
