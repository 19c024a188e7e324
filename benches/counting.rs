//! The counting loop alone: all that a `report --format json` asks of the rows, without the process around it, beside the
//! counting of newlines by as many threads over the same file. Read the ratios.
//!
//! Run: `cargo bench --bench counting`, or with another number of rows `cargo bench --bench counting -- 10000000`.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and makes files of its own")]

#[path = "common/newlines.rs"]
mod newlines;
#[path = "common/timing.rs"]
mod timing;
#[path = "common/town.rs"]
mod town;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use kstthc::diag::Sink;
use kstthc::model::config::Reporting;
use kstthc::model::dossier::PauseBook;
use kstthc::model::period::{Period, ReportKind};
use kstthc::repo::{Repository, find_root};
use kstthc::syntax::dossiers::Registers;
use kstthc::tally::{Extent, Fork as _, LogBytes, Logs, PeriodCounter, Sweep, UnitSet};
use newlines::{count_newlines, read_at};
use timing::{median, print_line, ratio, time};

const ROUNDS: usize = 9;

fn main() {
    let rows = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = town::of(rows);
    let log = town::log_of(&folder);
    let root = find_root(&folder).expect("a repository");
    let repository = Repository::load(root, &mut Sink::new()).expect("a repository");
    let logs = OneLog::open(&log);
    print_line(&format!("{rows} rows, {} bytes; median of {ROUNDS}", logs.length));
    print_line(&format!(
        "{:<12} {:>12} {:>12} {:>12}",
        "threads", "newlines ms", "counting ms", "× newlines"
    ));
    let [one, two] = [1, 2].map(|threads| {
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..=ROUNDS {
            times[0].push(time(|| count_newlines(&log, threads)));
            times[1].push(time(|| count(&logs, &repository, threads)));
        }
        let [newlines, counting] = times.map(|times| median(times[1..].to_vec()));
        let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
        print_line(&format!(
            "{threads:<12} {:>12.1} {:>12.1} {:>12.2}",
            ms(newlines),
            ms(counting),
            ratio(counting, newlines)
        ));
        counting
    });
    print_line(&format!("one thread takes {:.2} × the time of two", ratio(one, two)));
}

/// Counts the second quarter of 2021; returns how many dossiers it has.
fn count(logs: &OneLog, repository: &Repository, threads: usize) -> u64 {
    let (config, pauses) = (&repository.config, PauseBook::default());
    let registers = Registers { units: &repository.units, catalogue: &repository.catalogue, pauses: &pauses };
    let period = Period::report(ReportKind::Quarter(2), 2021, Reporting::default());
    let choices = (config.counting, config.reporting);
    let mut counter = PeriodCounter::new(&period, choices, &UnitSet::default(), Extent::Figures).fork();
    let mut sink = Sink::new();
    let ids = Sweep { threads, ..Sweep::new(logs, registers, &()) }.run(&mut counter, &mut sink);
    assert!(ids.repeated().is_empty() && sink.into_findings().is_empty());
    counter.into_counts().logs.values().iter().sum()
}

/// A log on disk.
struct OneLog {
    paths: [Arc<str>; 1],
    bytes: Arc<OnDisk>,
    length: u64,
}

struct OnDisk(File, u64);

impl OneLog {
    fn open(path: &Path) -> Self {
        let file = File::open(path).expect("the log");
        let length = file.metadata().expect("the log").len();
        Self { paths: [Arc::from("log.csv")], bytes: Arc::new(OnDisk(file, length)), length }
    }
}

impl Logs for OneLog {
    fn paths(&self) -> &[Arc<str>] {
        &self.paths
    }

    fn size(&self, _: usize) -> u64 {
        self.length
    }

    fn open(&self, _: usize) -> Result<Arc<dyn LogBytes>, String> {
        Ok(Arc::clone(&self.bytes) as Arc<dyn LogBytes>)
    }
}

impl LogBytes for OnDisk {
    fn length(&self) -> u64 {
        self.1
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        read_at(&self.0, buffer, offset);
        Ok(())
    }
}
