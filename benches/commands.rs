//! Whole-command times on the shipped repository, beside `git` in the same run. Absolute times mean little on shared
//! machines: read the ratios.
//!
//! Run: `cargo bench --bench commands`

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

#[path = "common/processes.rs"]
mod processes;
#[path = "common/timing.rs"]
mod timing;

use std::process::Command;

use processes::{Contender, medians};
use timing::{print_line, ratio};

const ROUNDS: usize = 31;

fn main() {
    let commands: [&[&str]; 8] = [
        &["git", "--version"],
        &["git", "status"],
        &["kstthc", "--version"],
        &["kstthc", "status"],
        &["kstthc", "overdue"],
        &["kstthc", "check"],
        &["kstthc", "report", "--quarter", "2"],
        &["kstthc", "report", "--quarter", "2", "--format", "json"],
    ];
    let mut contenders: Vec<Contender> = commands.iter().map(|words| contender(words)).collect();
    let times = medians(&mut contenders, ROUNDS);
    print_line(&format!(
        "{:<42} {:>10} {:>16} {:>12}",
        "median of 31", "ms", "× git --version", "× git status"
    ));
    for (contender, &time) in contenders.iter().zip(&times) {
        print_line(&format!(
            "{:<42} {:>10.2} {:>16.2} {:>12.2}",
            contender.name,
            time.as_secs_f64() * 1000.0,
            ratio(time, times[0]),
            ratio(time, times[1]),
        ));
    }
}

fn contender(words: &[&str]) -> Contender {
    let program = if words[0] == "git" { "git" } else { env!("CARGO_BIN_EXE_kstthc") };
    let mut command = Command::new(program);
    command.args(["-C", env!("CARGO_MANIFEST_DIR")]).args(&words[1..]);
    Contender::new(&words.join(" "), command)
}
