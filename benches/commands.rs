//! Whole-command times on the shipped repository, beside `git` in the same run. Absolute times mean little on shared
//! machines: read the ratios.
//!
//! Run: `cargo bench --bench commands`

use std::process::{Command, Stdio};
use std::time::Duration;

const ROUNDS: usize = 31;

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let kstthc = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        command.args(["-C", root]).args(args);
        command
    };
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-C", root]).args(args);
        command
    };
    let contenders = [
        ("git --version", git(&["--version"])),
        ("git status", git(&["status"])),
        ("kstthc --version", kstthc(&["--version"])),
        ("kstthc status", kstthc(&["status"])),
        ("kstthc overdue", kstthc(&["overdue"])),
        ("kstthc check", kstthc(&["check"])),
        ("kstthc report --quarter 2", kstthc(&["report", "--quarter", "2"])),
        (
            "kstthc report --quarter 2 --format json",
            kstthc(&["report", "--quarter", "2", "--format", "json"]),
        ),
    ];
    print_table(&measure(contenders));
}

/// Runs all commands in turn, so that a slow moment of the machine touches all; returns the median of each.
fn measure<const N: usize>(mut contenders: [(&'static str, Command); N]) -> Vec<(&'static str, Duration)> {
    let mut times = vec![Vec::new(); N];
    for _ in 0..=ROUNDS {
        for ((_, command), times) in contenders.iter_mut().zip(&mut times) {
            times.push(time(command));
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.remove(0); // the first round warms the caches
        times.sort();
        times[times.len() / 2]
    };
    contenders.iter().zip(times).map(|((name, _), times)| (*name, median(times))).collect()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn time(command: &mut Command) -> Duration {
    let start = std::time::Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok(), "{command:?} cannot be started");
    start.elapsed()
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn print_table(medians: &[(&str, Duration)]) {
    let of = |name: &str| {
        medians.iter().find(|(other, _)| *other == name).map_or(Duration::MAX, |(_, time)| *time)
    };
    let (version, status) = (of("git --version"), of("git status"));
    println!("{:<42} {:>10} {:>16} {:>12}", "median of 31", "ms", "× git --version", "× git status");
    for (name, time) in medians {
        let ratio = |other: Duration| time.as_secs_f64() / other.as_secs_f64();
        let milliseconds = time.as_secs_f64() * 1000.0;
        println!("{name:<42} {milliseconds:>10.2} {:>16.2} {:>12.2}", ratio(version), ratio(status));
    }
}
