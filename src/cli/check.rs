//! `kstthc check`.

use std::process::ExitCode;

use super::Outcome;
use super::args::{CheckArgs, CheckFormat};
use super::error::FOUND;
use super::session::{Session, Stream};
use crate::diag::Totals;
use crate::diag::render::{CheckReport, full, short};
use crate::render::json;
use crate::repo::read_for_snippets;
use crate::text::wording;

/// Checks everything.
pub(super) fn run(session: &Session, args: &CheckArgs) -> Outcome {
    let mut opened = session.open()?;
    let findings = opened.inspect();
    let totals = Totals::of(&findings);
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
            session.print(&json::render(opened.json_head("check"), &CheckReport::new(&findings))?)?;
        }
    }
    Ok(if totals.errors > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}
