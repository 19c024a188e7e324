//! `kstthc` without a command: the three things to do now, or how to begin where there is no repository.

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::args::Cli;
use super::error::{CliError, FAILED};
use super::session::Session;
use super::{Outcome, status};
use crate::diag::Totals;
use crate::render::text;
use crate::repo::{RepoError, find_root};
use crate::report::now::{NowSources, document, todos};

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
    let (mut opened, asked) = session.open_beside_git()?;
    let (status, findings) = status::of(&mut opened, None)?;
    let todos = todos(NowSources {
        status: &status,
        errors: Totals::of(&findings).errors,
        unsaved: asked.stamp().dirty,
        today: opened.today,
        year: opened.default_year(),
        calendar: &opened.repository.calendar,
    });
    let office = opened.repository.config.office.clone();
    let page = document(&todos, [office, opened.as_of_line()], opened.notices());
    session.print(&text::render(&page, session.text_options()))?;
    Ok(ExitCode::SUCCESS)
}
