//! How cost grows with the rows: `report`, `status` and `check` with all rules on made-up logs, beside a plain count of
//! the same rows by the `csv` crate in the same run. Read the ratios.
//!
//! Run: `cargo bench --bench scale`, or with other numbers of rows `cargo bench --bench scale -- 100000 1000000`.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and makes files of its own")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kstthc::model::calendar::WorkingCalendar;
use kstthc::model::date::Date;
use kstthc::syntax::holidays::shipped;

const ROUNDS: usize = 5;
const UNITS: usize = 20;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100_000, 1_000_000] } else { asked };
    print_line(&format!("{:>10} {:<28} {:>9} {:>14}", "rows", "median of 5", "ms", "× plain count"));
    for rows in sizes {
        measure(rows);
    }
}

fn measure(rows: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    make(folder.path(), rows);
    let log = folder.path().join("data/dossiers/log.csv");
    let count = median(|| time(|| count_rows(&log, rows)));
    let print = |name: &str, time: Duration| {
        let ratio = time.as_secs_f64() / count.as_secs_f64();
        print_line(&format!("{rows:>10} {name:<28} {:>9.1} {ratio:>14.2}", time.as_secs_f64() * 1000.0));
    };
    print("plain count (csv crate)", count);
    for args in
        [&["report", "--quarter", "2", "--year", "2021"][..], &["status"], &["check", "--format", "json"]]
    {
        print(&format!("kstthc {}", args[0]), median(|| time(|| run(folder.path(), args))));
    }
}

/// A repository with one log: most dossiers done in time, one in twelve late with a reason.
fn make(folder: &Path, rows: usize) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("kstthc.toml", "schema_version = 1\n[office]\nname = \"X\"\nlevel = \"district\"\n");
    let mut units = "schema_version = 1\n".to_owned();
    for unit in 0..UNITS {
        let _ = writeln!(
            units,
            "[[unit]]\ncode = \"u{unit}\"\nname = \"U{unit}\"\nkind = \"department\"\nlevel = \"district\""
        );
    }
    write("plan/units.toml", &units);
    let mut log =
        "dossier_id,procedure_code,unit,channel,received_at,status,field,due_at,completed_at,late_reason\n"
            .to_owned();
    let calendar = WorkingCalendar::with_official([], shipped);
    for row in 0..rows {
        add_row(&mut log, row, &calendar);
    }
    write("data/dossiers/log.csv", &log);
}

/// A row that `check` has nothing to say about, as nearly all rows of a year are.
fn add_row(log: &mut String, row: usize, calendar: &WorkingCalendar) {
    let nth = u32::try_from(row % 300).unwrap_or(0);
    let first = Date::new(2020, 10, 1).expect("a day");
    let received = calendar.add_working_days(first, nth);
    let due = calendar.add_working_days(received, 10);
    let done = calendar.add_working_days(received, u32::try_from(row % 12).unwrap_or(0));
    let (unit, serial) = (row % UNITS, row / 300);
    let channel = if row.is_multiple_of(5) { "online" } else { "direct" };
    let reason = if done > due { "\"thiếu bản vẽ, đo lại\"" } else { "" };
    let day = format!("{:02}{:02}{:02}", received.year() % 100, received.month(), received.day());
    let _ = writeln!(
        log,
        "000.{unit:02}.34.H10-{day}-{serial:05},1.004227,u{unit},{channel},{received} 08:15,completed,Đất đai,{due},{done},{reason}"
    );
}

/// Counts rows, nothing else.
fn count_rows(log: &Path, expected: usize) {
    let mut reader = csv::Reader::from_path(log).expect("the log");
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).expect("a record") {
        rows += 1;
    }
    assert_eq!(rows, expected);
}

fn run(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.arg("-C").arg(folder).args(["--today", "2022-01-15"]).args(args);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{args:?}");
}

fn median(mut measure: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..=ROUNDS).map(|_| measure()).skip(1).collect();
    times.sort();
    times[times.len() / 2]
}

fn time(work: impl FnOnce()) -> Duration {
    let start = std::time::Instant::now();
    work();
    start.elapsed()
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn print_line(line: &str) {
    println!("{line}");
}
