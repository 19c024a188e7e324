//! `kstthc` without a command: the three things to do now, or how to begin where there is no repository.

use std::process::ExitCode;
use std::sync::Arc;

use clap::CommandFactory as _;

use super::Outcome;
use super::args::Cli;
use super::error::{CliError, FAILED};
use super::plan::with_plan;
use super::session::Session;
use crate::diag::Totals;
use crate::model::letter::Apologies;
use crate::render::text;
use crate::repo::{RepoError, find_root, git_stamp};
use crate::report::now::{NowSources, document, todos};
use crate::report::status::{StatusReport, StatusSources};
use crate::tally::{Day, TodayCounter};

/// How to begin.
const BEGIN: &str = "\nỞ đây chưa có kho dữ liệu (không thấy kstthc.toml). Tạo kho mới: kstthc init. Kho đã có ở nơi khác: \
                     chuyển đến thư mục đó, hoặc kstthc -C THƯ-MỤC.";

/// Shows what to do now.
pub(super) fn run(session: &Session) -> Outcome {
    match find_root(session.directory()) {
        Err(RepoError::NoRepository { .. }) => {
            session.alert(&format!("{}{BEGIN}", Cli::command().render_help()));
            Ok(ExitCode::from(FAILED))
        }
        Err(error) => Err(error.into()),
        Ok(_) => show(session),
    }
}

fn show(session: &Session) -> Result<ExitCode, CliError> {
    let mut opened = session.open()?;
    let root = opened.repository.root.clone();
    let calendar = Arc::clone(&opened.repository.calendar);
    let quarter = opened.quarter();
    let config = &opened.repository.config;
    let (counting, reporting, today) = (config.counting, config.reporting, opened.today);
    let apologies = Apologies::known_on(today, &opened.repository.letters);
    let day = Day { today, quarter, counting, calendar: &calendar, apologies: &apologies };
    let mut counter = TodayCounter::new(day, None);
    // Git looks at the files while the logs are read.
    let (stamp, findings) = std::thread::scope(|scope| {
        let stamp = scope.spawn(|| git_stamp(&root));
        let findings = opened.examine(&mut counter);
        (stamp.join().unwrap_or_default(), findings)
    });
    let office = &opened.repository.config.office;
    let units = &opened.repository.units;
    let sources = StatusSources {
        office,
        quarter: &quarter,
        today,
        returns: None,
        units,
        reporting,
        calendar: &calendar,
    };
    let plan = opened.plan(None)?;
    let status = with_plan(&opened.repository, plan, (today, today), |plan| {
        StatusReport::new(sources, plan, &counter, Vec::new())
    });
    let todos = todos(NowSources {
        status: &status,
        errors: Totals::of(&findings).errors,
        unsaved: stamp.dirty,
        today,
        year: opened.default_year(),
        calendar: &calendar,
    });
    let page = document(&todos, [office.clone(), opened.as_of_line()], opened.notices());
    session.print(&text::render(&page, session.text_options()))?;
    Ok(ExitCode::SUCCESS)
}
