//! `kstthc calendar`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::args::{OPTIONS, parse_year};
use super::error::CliError;
use super::period::unit;
use super::plan::with_plan;
use super::session::{Opened, Session, plan_notice, tell_errors};
use super::{Outcome, output};
use crate::model::plan::Plan;
use crate::model::unit::UnitIndex;
use crate::render::ics;
use crate::report::calendar::{CalendarSources, DueCalendar};

/// Options of `calendar`.
#[derive(Args, Debug)]
#[command(next_help_heading = OPTIONS)]
pub(super) struct CalendarArgs {
    /// Năm (2000–2100); mặc định: năm nay nếu có kế hoạch, nếu không thì năm của kế hoạch mới nhất.
    #[arg(long, value_name = "NĂM", value_parser = parse_year)]
    pub year: Option<i32>,
    /// Chỉ việc của một đơn vị và các đơn vị trực thuộc; thêm hạn gửi số liệu của các đơn vị ấy.
    #[arg(long, value_name = "ĐƠN-VỊ")]
    pub unit: Option<String>,
    /// Ghi ra tệp (.ics); không ghi: in ra màn hình.
    #[arg(short, long, value_name = "TỆP")]
    pub output: Option<PathBuf>,
    /// Ghi đè tệp đã có.
    #[arg(long)]
    pub force: bool,
}

/// The one format there is, by the ending of files.
const FORMATS: &[(&str, ())] = &[("ics", ())];

/// Writes the due days of a year for calendar programs.
pub(super) fn run(session: &Session, args: &CalendarArgs) -> Outcome {
    let output = args.output.as_deref();
    output::format(None, output, FORMATS)?;
    let mut opened = session.open()?;
    let own = args.unit.as_deref().map(|code| unit(&opened, code)).transpose()?;
    let own = own.map(|unit| opened.repository.units.with_units_below(unit));
    let findings = opened.examine(&mut ());
    let calendar = calendar(&opened, args.year, own.as_deref())?;
    for notice in &calendar.notices {
        session.tell(notice);
    }
    output::put(session, ics::render(&calendar).as_bytes(), output, output::replace(args.force))?;
    tell_errors(session, &findings);
    Ok(ExitCode::SUCCESS)
}

fn calendar(opened: &Opened, year: Option<i32>, own: Option<&[UnitIndex]>) -> Result<DueCalendar, CliError> {
    let repository = &opened.repository;
    let plan = opened.plan(year)?;
    let seen: Option<Plan> =
        plan.map(|plan| own.map_or_else(|| plan.clone(), |own| plan.of_units(&repository.units, own)));
    let sources = CalendarSources {
        office: &repository.config.office,
        year: year.unwrap_or_else(|| opened.default_year()),
        own,
        reporting: repository.config.reporting,
        calendar: &repository.calendar,
        returns: opened.return_sources(),
    };
    let notices = opened.notices().into_iter().chain(plan_notice(plan)).collect();
    Ok(with_plan(repository, seen.as_ref(), (opened.today, opened.today), |plan| {
        DueCalendar::new(sources, plan, notices)
    }))
}
