//! How cost grows with the rows: whole commands on a made-up log, beside whole processes of others that count the same, in
//! turn in one run. Read the ratios.
//!
//! Run: `cargo bench --bench scale`, or with other numbers of rows `cargo bench --bench scale -- 100000 1000000 10000000`.
//! `DuckDB` and Polars take part where `python3` has them (`pip install duckdb polars`); one core is asked for by `taskset`.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and makes files of its own")]

#[path = "common/newlines.rs"]
mod newlines;
#[path = "common/peers.rs"]
mod peers;
#[path = "common/processes.rs"]
mod processes;
#[path = "common/timing.rs"]
mod timing;
#[path = "common/town.rs"]
mod town;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use newlines::count_newlines;
use processes::{Contender, medians};
use serde_json::Value;
use timing::{print_line, ratio};

const ROUNDS: usize = 5;
/// The second quarter of 2021, as offices report it.
const QUARTER: [&str; 2] = ["2021-03-15", "2021-06-14"];
const REPORT: [&str; 6] = ["report", "--quarter", "2", "--year", "2021", "--format=json"];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [own, peer, log] = &words[..]
        && own == "as"
    {
        return work_as(peer, Path::new(log));
    }
    let asked: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    for rows in if asked.is_empty() { vec![100_000, 1_000_000] } else { asked } {
        measure(rows);
    }
}

/// What this program does as its own peer.
fn work_as(peer: &str, log: &Path) {
    match peer {
        "newlines" => print_line(&count_newlines(log, 2).to_string()),
        "records" => print_line(&peers::records(log).to_string()),
        _ => {
            let [from, to] = QUARTER.map(|day| day.parse().expect("a day"));
            print_line(&peers::naive(log, from, to).to_string());
        }
    }
}

fn measure(rows: u64) {
    let town = town::of(rows);
    let log = town::log_of(&town);
    let length = std::fs::metadata(&log).expect("the log").len();
    print_line(&format!("\n{rows} rows, {length} bytes; median of {ROUNDS}"));
    let mut contenders = contenders(&town, &log);
    check_figures(&mut contenders);
    let times = medians(&mut contenders, ROUNDS);
    let of = |name: &str| {
        let at = contenders.iter().position(|contender| contender.name == name);
        at.map_or(Duration::MAX, |at| times[at])
    };
    let (floor, naive) = (of(FLOOR), of(NAIVE));
    print_line(&format!(
        "{:<40} {:>9} {:>11} {:>13} {:>9}",
        "", "ms", "× newlines", "× csv + serde", "peak MB"
    ));
    for (contender, time) in contenders.iter_mut().zip(&times) {
        let peak =
            peak_memory(&mut contender.command).map_or_else(|| "?".to_owned(), |kb| (kb / 1000).to_string());
        print_line(&format!(
            "{:<40} {:>9.1} {:>11.2} {:>13.3} {peak:>9}",
            contender.name,
            time.as_secs_f64() * 1000.0,
            ratio(*time, floor),
            ratio(*time, naive),
        ));
    }
}

const FLOOR: &str = "newlines, two threads";
const NAIVE: &str = "csv + serde, as written first";
const OURS: &str = "kstthc report --format json";

fn contenders(town: &Path, log: &Path) -> Vec<Contender> {
    let own = |peer: &str| command(std::env::current_exe().expect("this program"), &["as", peer], Some(log));
    let kstthc = |args: &[&str]| {
        let mut command = command(
            PathBuf::from(env!("CARGO_BIN_EXE_kstthc")),
            &["--today", "2022-01-15", "-C"],
            Some(town),
        );
        command.args(args);
        command
    };
    let mut contenders = vec![
        Contender::new(FLOOR, own("newlines")),
        Contender::new("records by the csv crate, nothing else", own("records")),
        Contender::new(NAIVE, own("naive")),
    ];
    for (name, module, more) in [
        ("DuckDB", "duckdb", None),
        ("DuckDB, with distinct ids", "duckdb", Some("distinct")),
        ("Polars", "polars", None),
        ("Polars, with distinct ids", "polars", Some("distinct")),
    ] {
        if python_has(module) {
            contenders.push(Contender::new(name, engine(module, log, more)));
        } else {
            print_line(&format!("{name}: python3 has no {module}"));
        }
    }
    contenders.push(Contender::new(OURS, kstthc(&REPORT)));
    let mut one = Command::new("taskset");
    one.args(["-c", "0", env!("CARGO_BIN_EXE_kstthc"), "-C"]).arg(town).args(REPORT);
    if one.output().is_ok_and(|output| output.status.success()) {
        contenders.push(Contender::new("the same on one core", one));
    }
    let others: [&[&str]; 4] = [&REPORT[..5], &["status"], &["overdue"], &["check"]];
    contenders.extend(others.map(|args| Contender::new(&format!("kstthc {}", args[0]), kstthc(args))));
    contenders
}

fn command(program: PathBuf, args: &[&str], last: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    command.args(args).args(last);
    command
}

fn engine(module: &str, log: &Path, more: Option<&str>) -> Command {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(module).arg(log).args(QUARTER).args(more);
    command
}

fn python_has(module: &str) -> bool {
    let mut command = Command::new("python3");
    let quiet = command.args(["-c", &format!("import {module}")]).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// A benchmark of wrong figures is worth nothing: everybody must count the same.
fn check_figures(contenders: &mut [Contender]) {
    let mut figures = |name: &str| {
        let contender = contenders.iter_mut().find(|contender| contender.name == name)?;
        let output = contender.command.output().expect("an output");
        Some(serde_json::from_slice::<Value>(&output.stdout).expect("JSON"))
    };
    let expected = figures(NAIVE).expect("a peer");
    for name in ["DuckDB", "Polars"] {
        assert!(figures(name).is_none_or(|figures| figures == expected), "{name} counts otherwise");
    }
    let ours = figures(OURS).expect("our report");
    let by = |kind: &str, key: &str| -> serde_json::Map<String, Value> {
        let rows = ours["dossiers"][kind].as_array().expect("rows").iter();
        rows.map(|row| (row[key].as_str().expect("a name").to_owned(), without_names(row))).collect()
    };
    assert_eq!(Value::Object(by("by_field", "field")), expected["by_field"]);
    assert_eq!(Value::Object(by("by_unit", "unit")), expected["by_unit"]);
    assert_eq!(without_names(&ours["dossiers"]["total"]), expected["total"]);
}

/// The figures of a row.
fn without_names(row: &Value) -> Value {
    let figures = row.as_object().expect("a row").iter().filter(|(_, value)| value.is_u64());
    Value::Object(figures.map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// The most memory a process held, in kB, as Linux tells it every millisecond while it runs.
fn peak_memory(command: &mut Command) -> Option<u64> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().ok()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}
