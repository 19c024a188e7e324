//! The `kstthc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    kstthc::cli::run(std::env::args_os())
}
