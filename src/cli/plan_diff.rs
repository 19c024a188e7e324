//! `kstthc plan diff REV1..REV2`.

use std::process::ExitCode;

use super::Outcome;
use super::args::{PlanDiffArgs, ViewFormat};
use super::error::CliError;
use super::session::Session;
use crate::diag::Sink;
use crate::render::{json, text};
use crate::repo::{Repository, Root, Versions};
use crate::report::plan_diff::{PlanDiff, VersionView};

/// Says what changed in the plans between two revisions, or since one.
pub(super) fn run(session: &Session, args: &PlanDiffArgs) -> Outcome {
    let opened = session.open()?;
    let (from, to) = revisions(&args.range)?;
    let root = &opened.repository.root;
    let base = load(root.at_revision(from)?)?;
    let other = to.map(|to| load(root.at_revision(to)?)).transpose()?;
    let versions = Versions { base: &base, current: other.as_ref().unwrap_or(&opened.repository) };
    let views = (view(&base, Some(from)), view(versions.current, to));
    let report = PlanDiff::between(versions, views, opened.notices());
    session.print(&match args.format {
        ViewFormat::Text => text::render(&report.document, session.text_options()),
        ViewFormat::Json => json::render(opened.json_head("plan_diff"), &report)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The two revisions of a range; of an empty side HEAD is meant, as git reads it. One revision alone stands against the
/// files on disk.
fn revisions(range: &str) -> Result<(&str, Option<&str>), CliError> {
    let or_head = |revision| if str::is_empty(revision) { "HEAD" } else { revision };
    match range.split_once("..") {
        Some((_, to)) if to.starts_with('.') || to.contains("..") => {
            Err(CliError::usage(format!("«{range}» không dùng được; viết BẢN1..BẢN2, ví dụ main..HEAD.")))
        }
        Some((from, to)) => Ok((or_head(from), Some(or_head(to)))),
        None => Ok((range, None)),
    }
}

/// Loads a version; what is wrong in it is of no interest here.
pub(super) fn load(root: Root) -> Result<Repository, CliError> {
    Ok(Repository::load(root, &mut Sink::new())?)
}

fn view(repository: &Repository, revision: Option<&str>) -> VersionView {
    VersionView { revision: revision.map(str::to_owned), commit: repository.root.commit().map(str::to_owned) }
}
