//! What imports share before they write: the repository as it would be is checked, and whoever imports is asked.

use std::collections::BTreeMap;

use super::args::ImportArgs;
use super::ask;
use super::error::CliError;
use super::import::list;
use super::record::brought;
use super::session::{Opened, Session, Stream};
use crate::diag::render::full;
use crate::diag::{Diagnostic, Severity};
use crate::repo::read_lines;

/// What an import is about to make of a sheet.
pub(super) struct Drafts<'a> {
    /// The logs as they would be, by path relative to the root.
    pub logs: BTreeMap<String, Vec<u8>>,
    /// The sheet.
    pub sheet: &'a str,
    /// What is said where an error stops it.
    pub refusal: &'static str,
}

/// Checks the repository as it would be; shows what the drafts bring, with the rows of the sheet, and returns how many
/// warnings there are. `kept` tells of which findings it is no matter whether they were there before; `row_of` gives the
/// line of a finding and the row of the sheet it was made from.
///
/// # Errors
///
/// When the drafts bring an error.
pub(super) fn judge(
    session: &Session,
    opened: &mut Opened,
    drafts: Drafts<'_>,
    kept: impl Fn(&Diagnostic) -> bool,
    row_of: impl Fn(&Diagnostic) -> Option<(u32, u32)>,
) -> Result<usize, CliError> {
    let root = opened.repository.root.with_drafts(drafts.logs);
    let findings = brought(opened, &root, kept)?;
    if !findings.is_empty() {
        let read = |path: &str, wanted: &_| read_lines(&root, path, wanted);
        session.alert(full(&findings, &read, &session.finding_options(Stream::Err)).trim_end());
        tell_rows(session, findings.iter().filter_map(row_of).collect(), drafts.sheet);
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(CliError::Refused(drafts.refusal.to_owned()));
    }
    Ok(findings.iter().filter(|finding| finding.severity == Severity::Warning).count())
}

/// Says which rows of the sheet the findings speak of: the log is not written yet.
fn tell_rows(session: &Session, mut rows: Vec<(u32, u32)>, sheet: &str) {
    rows.sort_unstable();
    rows.dedup();
    if !rows.is_empty() {
        let line = |(line, row): &(u32, u32)| format!("dòng {line} ở trên là dòng {row} của trang «{sheet}»");
        session.alert(&list(&rows, line));
    }
}

/// Whether to write: asked on the terminal; elsewhere a doubt (`cảnh báo`), of which something was said above, needs
/// `--yes`.
///
/// # Errors
///
/// When nobody can be asked about the doubt.
pub(super) fn consents(session: &Session, args: &ImportArgs, doubt: Option<&str>) -> Result<bool, CliError> {
    if args.writing.yes {
        return Ok(true);
    }
    let question = doubt.map(|doubt| format!("Có {doubt} ở trên. Vẫn ghi?"));
    if ask::is_possible() {
        return ask::yes(session, question.as_deref().unwrap_or("Ghi?"));
    }
    match doubt {
        None => Ok(true),
        Some(doubt) => {
            Err(CliError::usage(format!("có {doubt} ở trên; chưa ghi gì. Nếu vẫn ghi, thêm --yes.")))
        }
    }
}
