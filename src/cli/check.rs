//! `kstthc check`.

use std::process::ExitCode;
use std::sync::Arc;

use super::args::{CheckArgs, CheckFormat};
use super::error::FOUND;
use super::session::{Session, Stream};
use super::{Outcome, base};
use crate::check::YearsInUse;
use crate::diag::Totals;
use crate::diag::render::{CheckReport, full, short};
use crate::render::json;
use crate::repo::read_for_snippets;
use crate::text::wording;

/// Checks everything.
pub(super) fn run(session: &Session, args: &CheckArgs) -> Outcome {
    let mut opened = session.open()?;
    let calendar = Arc::clone(&opened.repository.calendar);
    let findings = match &args.base {
        Some(revision) => base::examine(&mut opened, revision)?,
        None => opened.examine(&mut YearsInUse::new(&calendar)),
    };
    let totals = Totals::of(&findings);
    let totals = if args.base.is_some() { totals.compared() } else { totals };
    match args.format {
        CheckFormat::Text => {
            let read = |path: &str| read_for_snippets(&opened.repository.root, path);
            let text = full(&findings, &read, &session.finding_options(Stream::Out));
            session.print(&format!("{text}{}\n", wording::totals(totals)))?;
        }
        CheckFormat::Short => {
            session.print(&short(&findings))?;
            session.tell(&wording::totals(totals));
        }
        CheckFormat::Json => {
            session.print(&json::render(opened.json_head("check"), &CheckReport::new(&findings, totals))?)?;
        }
    }
    Ok(if totals.errors > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}
