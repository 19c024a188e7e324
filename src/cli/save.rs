//! `kstthc save`.

use std::process::ExitCode;

use super::args::SaveArgs;
use super::error::CliError;
use super::plan_diff::load;
use super::session::{Opened, Session};
use super::{Outcome, writing};
use crate::diag::Totals;
use crate::repo::{ChangedFile, Root, Versions, find_root, head, prepare_to_save, save, unsaved};
use crate::report::edit_summary::EditSummary;
use crate::report::plan_diff::{PlanChange, plan_changes};
use crate::text::wording;

/// Commits plan and data.
pub(super) fn run(session: &Session, args: &SaveArgs) -> Outcome {
    let root = find_root(session.directory())?;
    if !args.dry_run {
        prepare_to_save(&root)?;
    }
    let lock = (!args.dry_run).then(|| writing::lock(session, &root)).transpose()?;
    let mut opened = session.open()?;
    let before = head(&root)?;
    let files = unsaved(&root, before.as_ref())?;
    if files.is_empty() {
        session.tell("Không có gì để lưu.");
        return Ok(ExitCode::SUCCESS);
    }
    let plans = changed_plans(&opened, before.as_ref(), &files)?;
    let summary = EditSummary::of(&files, &plans);
    let message = summary.message(args.message.as_deref());
    warn_of_errors(session, &mut opened);
    match lock {
        None => session.print(&dry_run(&message, &files))?,
        Some(lock) => {
            let commit = save(&lock, &files, &message)?;
            let subject = message.lines().next().unwrap_or_default();
            session.print(&format!("Đã lưu {}: {subject}\n", commit.get(..8).unwrap_or(&commit)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What changed in the plans, where one of their files did.
fn changed_plans(
    opened: &Opened,
    before: Option<&Root>,
    files: &[ChangedFile],
) -> Result<Vec<PlanChange>, CliError> {
    match before {
        Some(before) if files.iter().any(|file| file.path.starts_with("plan/")) => {
            let base = load(before.clone())?;
            Ok(plan_changes(Versions { base: &base, current: &opened.repository }))
        }
        _ => Ok(Vec::new()),
    }
}

/// Work with errors in it is saved as well: it must not be lost.
fn warn_of_errors(session: &Session, opened: &mut Opened) {
    let totals = Totals::of(&opened.inspect());
    if totals.errors > 0 {
        let totals = wording::totals(totals);
        session.alert(&format!("Dữ liệu có {totals}; vẫn lưu để không mất công. Xem và sửa: kstthc check"));
    }
}

fn dry_run(message: &str, files: &[ChangedFile]) -> String {
    let paths: Vec<String> = files.iter().map(|file| format!("  {}\n", file.path)).collect();
    format!("{message}\nChạy thử: chưa lưu gì. Các tệp sẽ lưu:\n{}", paths.concat())
}
