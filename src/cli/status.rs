//! `kstthc status`.

use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use super::args::{StatusArgs, ViewFormat};
use super::error::{CliError, FOUND};
use super::plan::with_plan;
use super::session::{Opened, Session, plan_notice, tell_errors};
use crate::diag::Diagnostic;
use crate::model::letter::Apologies;
use crate::render::{json, text};
use crate::repo::Repository;
use crate::report::feedback::FeedbackStatus;
use crate::report::returns::PeriodReturns;
use crate::report::status::{StatusReport, StatusSources};
use crate::tally::{Day, TodayCounter};

/// Shows how plan and dossiers stand today.
pub(super) fn run(session: &Session, args: &StatusArgs) -> Outcome {
    let mut opened = session.open()?;
    opened.plan(args.view.year)?;
    let (status, findings) = of(&mut opened, args.view.year)?;
    let shown = match args.view.format {
        ViewFormat::Text => text::render(&status.document, session.text_options()),
        ViewFormat::Json => json::render(opened.json_head("status"), &status)?,
    };
    session.print(&shown)?;
    tell_errors(session, &findings);
    Ok(if args.exit_code && status.has_overdue() { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// How plan and dossiers stand today, and all findings.
///
/// # Errors
///
/// When a year was asked for that has no plan.
pub(super) fn of(
    opened: &mut Opened,
    year: Option<i32>,
) -> Result<(StatusReport, Vec<Diagnostic>), CliError> {
    let calendar = Arc::clone(&opened.repository.calendar);
    let quarter = opened.quarter();
    let config = &opened.repository.config;
    let (counting, reporting, today) = (config.counting, config.reporting, opened.today);
    let apologies = Apologies::known_on(today, &opened.repository.letters);
    let day = Day { today, quarter, counting, calendar: &calendar, apologies: &apologies };
    let mut counter = TodayCounter::new(day, None);
    let findings = opened.examine(&mut counter);
    let returns = last_returns(opened);
    let sources = StatusSources {
        returns: returns.as_ref(),
        feedback: FeedbackStatus::new(&opened.repository.feedback, opened.feedback_day()),
        units: &opened.repository.units,
        office: &opened.repository.config.office,
        quarter: &quarter,
        today,
        reporting,
        calendar: &calendar,
    };
    let plan = opened.plan(year)?;
    let notice = plan_notice(plan);
    let status = with_plan(&opened.repository, plan, (today, today), |plan| {
        let notices = opened.notices().into_iter().chain(notice).collect();
        StatusReport::new(sources, plan, &counter, notices)
    });
    Ok((status, findings))
}

/// Who has sent figures for the reporting quarter that ended last.
fn last_returns(opened: &Opened) -> Option<PeriodReturns> {
    let Repository { config, calendar, .. } = &opened.repository;
    let ended = opened.quarter().previous(config.reporting)?;
    PeriodReturns::new(&ended, (config.reporting, calendar), opened.return_sources())
}
