//! `check --base REV`: the edit since a git revision, and which findings it brought.

use super::error::CliError;
use super::session::Opened;
use crate::check::edits::{self, Edit};
use crate::diag::{Diagnostic, Sink, mark_introduced};
use crate::repo::{RepoError, Repository, Versions};

/// Runs every check on the current files and judges the edit since a revision; each finding is marked as brought by
/// the edit or not.
///
/// # Errors
///
/// Without git, when the revision is not known, or when its files cannot be read.
pub(super) fn examine(opened: &mut Opened, revision: &str) -> Result<Vec<Diagnostic>, CliError> {
    let before = match opened.repository.root.at_revision(revision) {
        Ok(root) => {
            let mut sink = Sink::new();
            let base = Repository::load(root, &mut sink)?;
            let versions = Versions { base: &base, current: &opened.repository };
            edits::run(Edit { versions, base: revision, today: opened.today }, &mut opened.sink)?;
            let mut base = Opened { repository: base, today: opened.today, today_is_configured: false, sink };
            base.inspect()
        }
        // Where the repository begins with this edit, all is new and nothing was edited.
        Err(RepoError::NotInRevision { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let mut findings = opened.inspect();
    mark_introduced(&mut findings, &before);
    Ok(findings)
}
