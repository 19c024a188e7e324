//! Whole-command times, beside `git` in the same run: on the shipped repository, and how much of them is the start. Absolute
//! times mean little on shared machines: read the ratios.
//!
//! Run: `cargo bench --bench commands`

#[path = "common/measure.rs"]
mod measure;
#[path = "common/process.rs"]
mod process;
#[path = "common/table.rs"]
mod table;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::measure::{Turn, medians, milliseconds, ratio};

const ROUNDS: usize = 31;
/// With this word this program does nothing.
const NOTHING: &str = "--do-nothing";

fn main() {
    if std::env::args().any(|word| word == NOTHING) {
        return;
    }
    let empty = tempfile::tempdir().expect("a temporary folder");
    make_empty(empty.path());
    let mut contenders = contenders(Path::new(env!("CARGO_MANIFEST_DIR")), empty.path());
    let mut turns: Vec<Turn<'_>> = contenders.iter_mut().map(|(_, command)| turn(command)).collect();
    let times = medians(ROUNDS, &mut turns);
    drop(turns);
    let names = contenders.iter().map(|(name, _)| *name);
    print_table(&names.zip(times).collect::<Vec<_>>());
}

fn turn(command: &mut Command) -> Turn<'_> {
    Box::new(|| process::run(command))
}

/// A repository with what is required and nothing else.
#[expect(clippy::disallowed_methods, reason = "a benchmark makes files of its own")]
fn make_empty(folder: &Path) {
    let config = "schema_version = 1\n[office]\nname = \"X\"\nlevel = \"district\"\n";
    std::fs::write(folder.join("kstthc.toml"), config).expect("the configuration");
    std::fs::create_dir(folder.join("plan")).expect("a folder");
    std::fs::write(folder.join("plan/units.toml"), "schema_version = 1\n").expect("the units");
}

fn contenders(shipped: &Path, empty: &Path) -> Vec<(&'static str, Command)> {
    let kstthc = |root: &Path, words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        command.arg("-C").arg(root).args(words.split_whitespace());
        command
    };
    let git = |words: &str| {
        let mut command = Command::new("git");
        command.arg("-C").arg(shipped).args(words.split_whitespace());
        command
    };
    let mut nothing = Command::new(std::env::current_exe().expect("the path of this program"));
    nothing.arg(NOTHING);
    vec![
        ("a process that does nothing", nothing),
        ("git --version", git("--version")),
        ("git status", git("status")),
        ("kstthc --version", kstthc(shipped, "--version")),
        ("kstthc status, empty repository", kstthc(empty, "status")),
        ("kstthc report --quarter 2, empty repository", kstthc(empty, "report --quarter 2")),
        ("kstthc", kstthc(shipped, "")),
        ("kstthc status", kstthc(shipped, "status")),
        ("kstthc overdue", kstthc(shipped, "overdue")),
        ("kstthc check", kstthc(shipped, "check")),
        ("kstthc report --quarter 2", kstthc(shipped, "report --quarter 2")),
        ("kstthc report --quarter 2 --format json", kstthc(shipped, "report --quarter 2 --format json")),
    ]
}

fn print_table(medians: &[(&str, Duration)]) {
    let of = |name: &str| {
        medians.iter().find(|(other, _)| *other == name).map_or(Duration::MAX, |(_, time)| *time)
    };
    let peers = [of("git --version"), of("git status")];
    let row = |(name, time): &(&str, Duration)| {
        let mut cells = vec![(*name).to_owned(), milliseconds(*time)];
        cells.extend(peers.map(|peer| ratio(*time, peer)));
        cells
    };
    let rows: Vec<_> = medians.iter().map(row).collect();
    table::print(&["median of 31", "ms", "× git --version", "× git status"], &rows);
}
