//! `kstthc completions SHELL`.

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use super::Outcome;
use super::args::{Cli, CompletionsArgs, ShellChoice};
use super::session::Session;

/// Prints the script that completes commands, options and values in a shell.
pub(super) fn run(session: &Session, args: &CompletionsArgs) -> Outcome {
    let shell = match args.shell {
        ShellChoice::Bash => Shell::Bash,
        ShellChoice::Zsh => Shell::Zsh,
        ShellChoice::Fish => Shell::Fish,
        ShellChoice::Powershell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "kstthc", &mut script);
    session.print_bytes(&script)?;
    Ok(ExitCode::SUCCESS)
}
