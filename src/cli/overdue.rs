//! `kstthc overdue`.

use std::process::ExitCode;
use std::sync::Arc;

use super::Outcome;
use super::args::{ListFormat, OverdueArgs};
use super::error::FOUND;
use super::plan::with_plan;
use super::session::{Session, tell_errors};
use crate::model::letter::Apologies;
use crate::render::{json, overdue_csv, text};
use crate::report::feedback::due_feedback;
use crate::report::overdue::{DueWork, OverdueReport, due_dossiers, due_occurrences, head};
use crate::tally::{Day, TodayCounter};

/// Shows what is overdue, or due within some working days.
pub(super) fn run(session: &Session, args: &OverdueArgs) -> Outcome {
    let mut opened = session.open()?;
    opened.plan(args.year)?;
    let calendar = Arc::clone(&opened.repository.calendar);
    let (today, counting) = (opened.today, opened.repository.config.counting);
    let apologies = Apologies::known_on(today, &opened.repository.letters);
    let day = Day { today, quarter: opened.quarter(), counting, calendar: &calendar, apologies: &apologies };
    let mut counter = TodayCounter::new(day, args.within);
    let findings = opened.examine(&mut counter);
    let repository = &opened.repository;
    let plan = opened.plan(args.year)?;
    let occurrences = with_plan(repository, plan, (today, today), |plan| {
        plan.map(|plan| due_occurrences(plan.occurrences, plan.judge, args.within)).unwrap_or_default()
    });
    let asked = (&repository.units, today, counter.apology_missing);
    let dossiers = due_dossiers(counter.listed, &repository.units, &calendar, today);
    let mut head = head(&repository.config.office, args.within, opened.notices());
    head.subtitle.push(opened.as_of_line());
    let feedback = due_feedback(&repository.feedback, &repository.units, opened.feedback_day(), args.within);
    let work = DueWork { plan: occurrences, dossiers, feedback };
    let overdue = OverdueReport::new(work, asked, head);
    let shown = match args.format {
        ListFormat::Text => text::render(&overdue.document, session.text_options()),
        ListFormat::Json => json::render(opened.json_head("overdue"), &overdue)?,
        ListFormat::Csv => overdue_csv::render(&overdue)?,
    };
    session.print(&shown)?;
    tell_errors(session, &findings);
    Ok(if args.exit_code && overdue.has_overdue(today) { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}
