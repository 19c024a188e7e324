//! The command line: the only room that reads the clock, the environment and the terminal, and that prints.

mod args;
mod ask;
mod base;
mod calendar;
mod cell;
mod check;
mod completions;
mod error;
mod evaluate;
mod explain;
mod export;
mod import;
mod import_dossiers;
mod import_due;
mod import_given;
mod import_judge;
mod import_log;
mod import_preview;
mod import_refusal;
mod import_return;
mod import_write;
mod init;
mod letter;
mod levels;
mod log;
mod man;
mod new_year;
mod now;
mod output;
mod overdue;
mod period;
mod plan;
mod plan_diff;
mod progress;
mod record;
mod report;
mod report_parts;
mod save;
mod schema;
mod seal;
mod session;
mod status;
mod usage;
mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Cli, Command};
use error::{CliError, FAILED};
use session::Session;

/// Runs the command line; returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::try_parse_from(args) {
        Ok(cli) => execute(cli),
        Err(error) => usage_error(&error),
    }
}

/// Reads a command line without running it.
///
/// # Errors
///
/// What is wrong with it, in Vietnamese; help and version count as understood.
pub fn understand(args: impl IntoIterator<Item = OsString>) -> Result<(), String> {
    match Cli::try_parse_from(args) {
        Err(error) if error.use_stderr() => Err(usage::message(&error)),
        _ => Ok(()),
    }
}

fn execute(cli: Cli) -> ExitCode {
    let session = Session::new(cli.global);
    let Some(command) = cli.command else { return finish(&session, now::run(&session)) };
    let result = match command {
        Command::Status(args) => status::run(&session, &args),
        Command::Overdue(args) => overdue::run(&session, &args),
        Command::Report(args) => report::run(&session, &args),
        Command::ExplainCell(args) => cell::run(&session, &args),
        Command::Evaluate(args) => evaluate::run(&session, &args),
        Command::Plan(args) => plan::run(&session, &args),
        Command::Check(args) => check::run(&session, &args),
        Command::Explain(args) => explain::run(&session, &args),
        Command::Start(args) => record::start(&session, &args),
        Command::Done(args) => record::done(&session, &args),
        Command::Dossier(args) => record::dossier(&session, &args),
        Command::Event(args) => record::event(&session, &args),
        Command::Feedback(args) => record::feedback(&session, &args),
        Command::Slip(args) => record::slip(&session, &args),
        Command::Seal(args) => seal::run(&session, &args),
        Command::Unseal(args) => seal::unseal(&session, &args),
        Command::Save(args) => save::run(&session, &args),
        Command::Log(args) => log::run(&session, &args),
        Command::Init(args) => init::run(&session, &args),
        Command::NewYear(args) => new_year::run(&session, &args),
        Command::Import(args) => import::run(&session, &args),
        Command::Calendar(args) => calendar::run(&session, &args),
        Command::Export(args) => export::run(&session, &args),
        Command::Letter(args) => letter::run(&session, &args),
        Command::Schema(args) => schema::run(&session, &args),
        Command::Completions(args) => completions::run(&session, &args),
        Command::Man(args) => man::run(&session, &args),
    };
    finish(&session, result)
}

/// Says what ended a command early; returns the exit code.
fn finish(session: &Session, outcome: Outcome) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let (code, message) = error.report();
        if let Some(message) = message {
            session.alert(&message);
        }
        code
    })
}

/// What a command returns.
type Outcome = Result<ExitCode, CliError>;

#[expect(clippy::print_stderr, reason = "there is no session before the command line is understood")]
fn usage_error(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe has been read to its end.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(FAILED)
        }
        _ => {
            eprintln!("lỗi: {}", usage::message(error));
            ExitCode::from(FAILED)
        }
    }
}
