//! `kstthc plan list` and `kstthc plan show`.

use std::process::ExitCode;

use super::args::{PlanArgs, PlanCommand, PlanShowArgs, ViewArgs, ViewFormat};
use super::error::CliError;
use super::session::{Opened, Session, plan_notice, tell_errors};
use super::{Outcome, plan_diff};
use crate::model::date::Date;
use crate::model::occurrence::Timetable;
use crate::model::period::{Period, ReportKind};
use crate::model::plan::Plan;
use crate::model::progress::Event;
use crate::model::state::Judge;
use crate::render::{json, text};
use crate::repo::Repository;
use crate::report::document::Block;
use crate::report::plan::{PlanReport, PlanToday};
use crate::report::returns::PeriodReturns;
use crate::text::nearest::nearest;

/// Shows the plan.
pub(super) fn run(session: &Session, args: &PlanArgs) -> Outcome {
    match &args.command {
        PlanCommand::List(view) => print(session, view, |opened| list(opened, view)),
        PlanCommand::Show(args) => print(session, &args.view, |opened| show(opened, args)),
        PlanCommand::Diff(args) => plan_diff::run(session, args),
    }
}

fn print(
    session: &Session,
    view: &ViewArgs,
    make: impl FnOnce(&Opened) -> Result<PlanReport, CliError>,
) -> Outcome {
    let mut opened = session.open()?;
    let findings = opened.examine(&mut ());
    let report = make(&opened)?;
    let shown = match view.format {
        ViewFormat::Text => text::render(&report.document, session.text_options()),
        ViewFormat::Json => json::render(opened.json_head("plan"), &report)?,
    };
    session.print(&shown)?;
    tell_errors(session, &findings);
    Ok(ExitCode::SUCCESS)
}

fn list(opened: &Opened, view: &ViewArgs) -> Result<PlanReport, CliError> {
    with_some_plan(opened, view.year, |plan| Ok(plan.list(notices(opened, plan.plan))))
}

fn show(opened: &Opened, args: &PlanShowArgs) -> Result<PlanReport, CliError> {
    let code = args.item.split('@').next().unwrap_or_default().to_uppercase();
    with_some_plan(opened, args.view.year, |plan| {
        if code == "DECISION" {
            return Ok(plan.show_decision(notices(opened, plan.plan)));
        }
        if let Some(section) = plan.plan.sections.iter().find(|section| section.code == code) {
            return Ok(plan.show_section(section, notices(opened, plan.plan)));
        }
        match plan.plan.item(&code) {
            Some(item) => {
                let mut report = plan.show(item, notices(opened, plan.plan));
                report.document.blocks.extend(returns_blocks(opened, &code, plan.plan.year));
                Ok(report)
            }
            None => Err(unknown(plan.plan, &args.item)),
        }
    })
}

/// Who has sent figures, beside the items under which units report and the office consolidates.
fn returns_blocks(opened: &Opened, code: &str, year: i32) -> Vec<Block> {
    if !["A.VIII.01", "A.VIII.03"].contains(&code) {
        return Vec::new();
    }
    let Repository { units, config, calendar, .. } = &opened.repository;
    let sources = opened.return_sources();
    let ended = ReportKind::ALL.map(|kind| Period::report(kind, year, config.reporting));
    let ended = ended.into_iter().filter(|period| period.to < opened.today);
    let periods =
        ended.filter_map(|period| PeriodReturns::new(&period, (config.reporting, calendar), sources));
    let mut facts = periods.flat_map(|returns| returns.facts(units)).peekable();
    if facts.peek().is_none() {
        return Vec::new();
    }
    vec![Block::Heading("Số liệu đơn vị gửi về (data/returns)".to_owned()), Block::Facts(facts.collect())]
}

/// What must be said of the repository and of the plan.
fn notices(opened: &Opened, plan: &Plan) -> Vec<String> {
    opened.notices().into_iter().chain(plan_notice(Some(plan))).collect()
}

fn unknown(plan: &Plan, code: &str) -> CliError {
    let known = plan.items().map(|item| item.code.as_str());
    let hint = nearest(&code.to_uppercase(), known).map(|near| format!(" Có phải ý bạn là «{near}»?"));
    let hint = hint.unwrap_or_default();
    CliError::usage(format!("kế hoạch năm {} không có nhiệm vụ hoặc mục «{code}».{hint}", plan.year))
}

fn with_some_plan<R>(
    opened: &Opened,
    year: Option<i32>,
    show: impl FnOnce(PlanToday<'_>) -> Result<R, CliError>,
) -> Result<R, CliError> {
    let plan = opened.plan(year)?;
    with_plan(&opened.repository, plan, (opened.today, opened.today), |plan| match plan {
        Some(plan) => show(plan),
        None => Err(CliError::usage("kho dữ liệu chưa có kế hoạch nào (thư mục plan/<năm>).".to_owned())),
    })
}

/// Hands a plan to `show` with its occurrences and the judge of a day; what is dated after `seen_through` is not seen.
pub(super) fn with_plan<R>(
    repository: &Repository,
    plan: Option<&Plan>,
    (day, seen_through): (Date, Date),
    show: impl FnOnce(Option<PlanToday<'_>>) -> R,
) -> R {
    let Some(plan) = plan else { return show(None) };
    // An event belongs to the plan of its own year; where there is none, to whichever plan is looked at.
    let belongs = |event: &Event| {
        let year = event.date.year();
        year == plan.year || !repository.plans.contains_key(&year)
    };
    let events: Vec<Event> = repository
        .events
        .iter()
        .filter(|event| event.date <= seen_through && belongs(event))
        .cloned()
        .collect();
    let timetable = Timetable {
        year: plan.year,
        reporting: repository.config.reporting,
        calendar: &repository.calendar,
        events: &events,
    };
    let occurrences = timetable.of_plan(plan);
    let judge = Judge {
        progress: &repository.progress,
        records: repository.records(),
        units: &repository.units,
        calendar: &repository.calendar,
        today: day,
        seen_through,
    };
    show(Some(PlanToday { plan, occurrences: &occurrences, judge }))
}
