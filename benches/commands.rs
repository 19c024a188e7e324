//! Whole-command times, beside `git` in the same run: on the shipped repository, and how much of them is the start. Absolute
//! times mean little on shared machines: read the ratios. What the same files cost where they are only read, and where the `toml`
//! and `csv` crates alone go through them, says how much of a command is its own.
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
/// With this word this program does something as a contender.
const MARK: &str = "--as-contender";
const NOTHING: &str = "nothing";
const READ: &str = "read";
const PARSE: &str = "parse";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [mark, task, folder] = words.as_slice()
        && mark == MARK
    {
        contend(task, Path::new(folder));
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

/// What this program does as a contender.
fn contend(task: &str, folder: &Path) {
    if task == NOTHING {
        return;
    }
    let parse: fn(&Path, &[u8]) = if task == PARSE { parse } else { |_, _| () };
    visit(&folder.join("kstthc.toml"), parse);
    visit(&folder.join("plan"), parse);
    visit(&folder.join("data"), parse);
}

/// Reads all files below a path.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads files of its own")]
fn visit(path: &Path, parse: fn(&Path, &[u8])) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("a folder") {
            visit(&entry.expect("an entry").path(), parse);
        }
    } else {
        parse(path, &std::hint::black_box(std::fs::read(path).expect("a file")));
    }
}

/// Goes through a file by the crate for its kind.
fn parse(path: &Path, bytes: &[u8]) {
    if path.extension().is_some_and(|ending| ending == "toml") {
        let table: toml::Table = toml::from_slice(bytes).expect("a table");
        std::hint::black_box(table);
    } else {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).expect("a record") {}
    }
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
    let own = |task: &str| {
        let mut command = Command::new(std::env::current_exe().expect("the path of this program"));
        command.args([MARK, task]).arg(shipped);
        command
    };
    vec![
        ("a process that does nothing", own(NOTHING)),
        ("the files of the repository, read", own(READ)),
        ("the same, parsed by toml and csv", own(PARSE)),
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
