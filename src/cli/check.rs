//! `kstthc check`.

use std::process::ExitCode;

use super::args::{CheckArgs, CheckFormat};
use super::error::{CliError, FOUND};
use super::session::{Opened, Session, Stream};
use super::{Outcome, base};
use crate::check::{Exempted, part};
use crate::diag::render::{CheckReport, full, github, left_out_of_sarif, sarif, short};
use crate::diag::{Diagnostic, Totals};
use crate::render::json;
use crate::repo::read_lines;
use crate::text::wording;

/// Checks everything.
///
/// Exemptions go by the built-in severity and come first; the options of the command line judge what is left.
pub(super) fn run(session: &Session, args: &CheckArgs) -> Outcome {
    let mut opened = session.open()?;
    let findings = match &args.base {
        Some(revision) => base::examine(&mut opened, revision)?,
        None => opened.inspect(),
    };
    let parted = part(&opened.repository.exemptions, findings, opened.today);
    let findings = args.levels.levels.apply(parted.findings);
    let totals = Totals::of(&findings).with_exempted(parted.exempted.len());
    let totals = if args.base.is_some() { totals.compared() } else { totals };
    print(session, &opened, args.format, (&findings, totals))?;
    session.detail(&exempted_list(&parted.exempted));
    Ok(if totals.errors > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

fn print(
    session: &Session,
    opened: &Opened,
    format: CheckFormat,
    (findings, totals): (&[Diagnostic], Totals),
) -> Result<(), CliError> {
    let told = wording::totals(totals);
    let result = match format {
        CheckFormat::Text => {
            let read = |path: &str, wanted: &_| read_lines(&opened.repository.root, path, wanted);
            let text = full(findings, &read, &session.finding_options(Stream::Out));
            return session.print(&format!("{text}{told}\n"));
        }
        CheckFormat::Json => {
            let report = CheckReport::new(findings, totals);
            return session.print(&json::render(opened.json_head("check"), &report)?);
        }
        CheckFormat::Short => short(findings),
        CheckFormat::Sarif => sarif(findings)?,
        CheckFormat::Github => github(findings),
    };
    session.print(&result)?;
    let left_out = left_out_of_sarif(findings);
    if format == CheckFormat::Sarif && left_out > 0 {
        session.tell(&wording::results_left_out(left_out));
    }
    session.tell(&told);
    Ok(())
}

/// The exempted findings with the reason of each, for `-v`.
fn exempted_list(exempted: &[Exempted<'_>]) -> String {
    let one = |Exempted { finding, exemption }: &Exempted<'_>| {
        let finding = short(std::slice::from_ref(finding));
        format!("{finding}{}", wording::exempted(exemption))
    };
    exempted.iter().map(one).collect::<Vec<_>>().join("\n")
}
