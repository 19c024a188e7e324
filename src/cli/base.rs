//! `check --base REV`: the edit since a git revision, and which findings it brought.

use std::collections::BTreeMap;

use super::error::CliError;
use super::session::Opened;
use crate::check::edits::{self, Edit};
use crate::diag::{Code, Diagnostic, Reach, Sink, mark_introduced};
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
            let mut base = opened.beside(base, sink);
            let before = base.inspect();
            let versions = Versions { base: &base.repository, current: &opened.repository };
            refuse_unreadable(versions, &before, revision)?;
            edits::run(Edit { versions, base: revision, today: opened.today }, &mut opened.sink)?;
            before
        }
        // Where the repository begins with this edit, all is new and nothing was edited.
        Err(RepoError::NotInRevision { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let mut findings = opened.inspect();
    mark_introduced(&mut findings, &before);
    Ok(findings)
}

/// The kinds of findings about a file that say it could not be read to its end.
const UNREAD: [Code; 7] = [
    Code::TomlSyntax,
    Code::NewerSchema,
    Code::NotUtf8,
    Code::NoHeader,
    Code::RowShape,
    Code::MissingColumn,
    Code::UnreadableFile,
];

/// Refuses to judge the edit of a file that could not be read before: what was lost in it would not be seen.
fn refuse_unreadable(versions: Versions<'_>, before: &[Diagnostic], revision: &str) -> Result<(), CliError> {
    let mut files = BTreeMap::new();
    for finding in
        before.iter().filter(|finding| finding.reach == Reach::File && UNREAD.contains(&finding.code))
    {
        if versions.differ(&finding.place.path) {
            files.entry(&finding.place.path).or_insert(finding);
        }
    }
    if files.is_empty() {
        return Ok(());
    }
    let told = |finding: &&Diagnostic| {
        let (Diagnostic { place, code, .. }, message) = (finding, finding.message.trim_end_matches('.'));
        format!("tệp {} ở bản đó không đọc được (dòng {}, {code}: {message})", place.path, place.line)
    };
    let files: Vec<String> = files.values().map(told).collect();
    Err(CliError::usage(format!(
        "không so được với bản «{revision}»: {}; hãy so với một bản trước đó.",
        files.join("; ")
    )))
}
