//! `kstthc log [ITEM|DOSSIER]`.

use std::collections::BTreeMap;
use std::process::ExitCode;

use super::Outcome;
use super::args::{LogArgs, ViewFormat};
use super::error::CliError;
use super::plan_diff::load;
use super::record::occurrences;
use super::session::{Opened, Session};
use crate::diag::Sink;
use crate::model::dossier::Dossier;
use crate::model::plan::Plan;
use crate::render::{json, text};
use crate::repo::{ChangedFile, Commit, Repository, Root, Versions, log_of, versions_of};
use crate::report::history::{CommitChanges, History, first_item, item_changes};
use crate::report::plan_diff::plan_changes;
use crate::report::row_changes::{RowChange, is_log, row_changes};
use crate::syntax::table::Row;
use crate::tally::Visitor;
use crate::text::findings::one_line;
use crate::text::nearest::nearest;

/// Says who saved what and when.
pub(super) fn run(session: &Session, args: &LogArgs) -> Outcome {
    let opened = session.open()?;
    let root = &opened.repository.root;
    let commits = if let Some(subject) = args.subject.as_deref() {
        let commits = of_subject(root, subject.trim())?;
        if commits.is_empty() && !log_of(root, None, &["plan", "data"])?.is_empty() {
            require_known(&opened, subject.trim())?;
        }
        commits
    } else {
        let commits = log_of(root, None, &["plan", "data"])?;
        commits.into_iter().map(|commit| CommitChanges { commit, changes: None }).collect()
    };
    let report = History::new(args.subject.as_deref().map(str::trim), commits, opened.notices());
    session.print(&match args.format {
        ViewFormat::Text => text::render(&report.document, session.text_options()),
        ViewFormat::Json => json::render(opened.json_head("log"), &report)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What has no history is there at least, and waits to be saved; what is nowhere was mistyped.
///
/// # Errors
///
/// When nothing here has this id.
fn require_known(opened: &Opened, subject: &str) -> Result<(), CliError> {
    let mut dossiers = DossierIds::default();
    opened.repository.scan_dossiers(&mut dossiers, &opened.progress(), &mut Sink::new());
    let occurrences = occurrences(opened);
    let Repository { plans, events, feedback, catalogue, .. } = &opened.repository;
    let ids = plans
        .values()
        .flat_map(Plan::items)
        .map(|item| item.code.as_str())
        .chain(occurrences.iter().map(|known| known.id.as_str()))
        .chain(events.iter().map(|event| event.id.as_str()))
        .chain(feedback.iter().map(|row| row.id.as_str()))
        .chain(catalogue.iter().map(|procedure| procedure.code.as_str()))
        .chain(dossiers.0.iter().map(String::as_str));
    let ids: Vec<&str> = ids.collect();
    if ids.contains(&subject) {
        return Ok(());
    }
    let near = nearest(subject, ids).map(|near| format!("\ngợi ý: có phải ý bạn là «{}»?", one_line(near)));
    Err(CliError::usage(format!(
        "không có «{}» trong kế hoạch, sổ và lịch sử.{}",
        one_line(subject),
        near.unwrap_or_default()
    )))
}

/// The ids of all dossiers.
#[derive(Default)]
struct DossierIds(Vec<String>);

impl Visitor for DossierIds {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        self.0.push(dossier.id.clone().into_owned());
    }
}

/// The commits that change lines naming a subject, with what they change of it.
fn of_subject(root: &Root, subject: &str) -> Result<Vec<CommitChanges>, CliError> {
    if subject.is_empty() {
        return Err(CliError::usage("chưa ghi mã nhiệm vụ hoặc mã hồ sơ.".to_owned()));
    }
    let item = subject.split('@').next().unwrap_or(subject);
    let logs = log_of(root, Some(subject), &["data"])?;
    // What changes of an item stands in lines that do not name it: every edit of the plans is looked at.
    let is_item = !log_of(root, Some(item), &["plan"])?.is_empty();
    let plans = if is_item { log_of(root, Some(""), &["plan"])? } else { Vec::new() };
    let paths: BTreeMap<&str, &[String]> =
        logs.iter().map(|commit| (commit.commit.as_str(), commit.paths.as_slice())).collect();
    let is_edit = |commit: &Commit| plans.iter().any(|edit| edit.commit == commit.commit);
    let mut found = Vec::new();
    for commit in log_of(root, Some(""), &["plan", "data"])? {
        let versions = versions(root, &commit, paths.contains_key(&*commit.commit) || is_edit(&commit))?;
        let Some(versions) = versions else { continue };
        let mut changes = if is_edit(&commit) { of_item(&versions, item)? } else { Vec::new() };
        for path in paths.get(&*commit.commit).copied().unwrap_or_default() {
            changes.extend(rows_of(&versions, path, subject)?);
        }
        if !changes.is_empty() {
            found.push(CommitChanges { commit, changes: Some(changes) });
        }
    }
    Ok(found)
}

/// What a commit changed of an item.
fn of_item(versions: &[Option<Root>; 2], item: &str) -> Result<Vec<RowChange>, CliError> {
    let [base, current] = versions;
    let base = base.clone().map(load).transpose()?;
    let current = current.clone().map(load).transpose()?;
    Ok(match (&base, &current) {
        (Some(base), Some(current)) => item_changes(&plan_changes(Versions { base, current }), item),
        (None, Some(first)) => first_item(first.plans.values(), item),
        (_, None) => Vec::new(),
    })
}

/// The repository before and after a commit that is wanted.
fn versions(root: &Root, commit: &Commit, wanted: bool) -> Result<Option<[Option<Root>; 2]>, CliError> {
    Ok(if wanted { Some(versions_of(root, commit)?) } else { None })
}

/// The rows of a log that name a subject and are not as they were.
fn rows_of(versions: &[Option<Root>; 2], path: &str, subject: &str) -> Result<Vec<RowChange>, CliError> {
    if !is_log(path) {
        return Ok(Vec::new());
    }
    let changes = row_changes(&ChangedFile::between(versions, path)?);
    Ok(changes.into_iter().filter(|change| change.names(subject)).collect())
}
