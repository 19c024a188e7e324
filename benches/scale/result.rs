//! What was measured, in tables.

use std::time::Duration;

use crate::contenders::ON_ONE_CORE;
use crate::measure::{milliseconds, ratio};
use crate::table;

/// What was measured over a log.
pub(crate) struct Size {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) rounds: usize,
    pub(crate) measured: Vec<Measured>,
}

/// What was measured of a contender.
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) peer: Option<&'static str>,
    pub(crate) time: Duration,
    /// In bytes; `None` where the system does not tell.
    pub(crate) memory: Option<u64>,
}

/// Prints the times, each also as a multiple of each peer's, the memory, and what a second core brings.
pub(crate) fn print(size: &Size) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let Size { rows, bytes, rounds, measured } = size;
    #[expect(clippy::cast_precision_loss, reason = "lengths of rows are small")]
    let length = *bytes as f64 / *rows as f64;
    say(&format!("{rows} rows of {length:.1} bytes, {cores} cores, median of {rounds}, each in turn\n"));
    let peers = || measured.iter().filter_map(|of| Some((of.peer?, of.time)));
    let headings: Vec<String> = peers().map(|(heading, _)| format!("× {heading}")).collect();
    let mut first = vec!["whole process", "ms"];
    first.extend(headings.iter().map(String::as_str));
    first.extend(["MB", "bytes a row"]);
    let row = |of: &Measured| {
        let mut cells = vec![of.name.clone(), milliseconds(of.time)];
        cells.extend(peers().map(|(_, time)| ratio(of.time, time)));
        cells.push(of.memory.map_or_else(String::new, |bytes| format!("{:.1}", megabytes(bytes))));
        cells.push(of.memory.map_or_else(String::new, |bytes| (bytes / rows).to_string()));
        cells
    };
    table::print(&first, &measured.iter().map(row).collect::<Vec<_>>());
    let gains: Vec<Vec<String>> = measured.iter().filter_map(|of| gain(size, of)).collect();
    if !gains.is_empty() {
        table::print(&["whole process", "times as fast as on one core"], &gains);
    }
}

/// How much faster it is than on one core.
fn gain(size: &Size, of: &Measured) -> Option<Vec<String>> {
    let alone = size.find(&format!("{}{ON_ONE_CORE}", of.name))?;
    Some(vec![of.name.clone(), ratio(alone.time, of.time)])
}

/// Prints what each row more costs from one size to the next: where cost is linear, it stays the same.
pub(crate) fn print_growth(sizes: &[Size]) {
    let steps: Vec<&[Size]> = sizes.windows(2).filter(|pair| pair[0].rows < pair[1].rows).collect();
    let (Some(first), false) = (sizes.first(), steps.is_empty()) else { return };
    let mut headings = vec!["a row more costs".to_owned()];
    for (unit, pair) in
        ["ns", "bytes"].into_iter().flat_map(|unit| steps.iter().map(move |pair| (unit, pair)))
    {
        headings.push(format!("{unit}, {} to {}", pair[0].rows, pair[1].rows));
    }
    let row = |of: &Measured| {
        let pairs =
            || steps.iter().map(|pair| Some((pair, pair[0].find(&of.name)?, pair[1].find(&of.name)?)));
        let times = pairs().map(|step| {
            let (pair, small, large) = step?;
            let (rows, more) =
                (pair[1].rows - pair[0].rows, nanoseconds(large.time) - nanoseconds(small.time));
            Some(format!("{:.1}", more / per(rows)))
        });
        let memory = pairs().map(|step| {
            let (pair, small, large) = step?;
            let more = megabytes(large.memory?) - megabytes(small.memory?);
            Some(format!("{:.2}", more * 1e6 / per(pair[1].rows - pair[0].rows)))
        });
        let cells = times.chain(memory).map(Option::unwrap_or_default);
        std::iter::once(of.name.clone()).chain(cells).collect::<Vec<_>>()
    };
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    table::print(&headings, &first.measured.iter().map(row).collect::<Vec<_>>());
}

impl Size {
    fn find(&self, name: &str) -> Option<&Measured> {
        self.measured.iter().find(|of| of.name == name)
    }
}

#[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^52")]
const fn per(rows: u64) -> f64 {
    rows as f64
}

#[expect(clippy::cast_precision_loss, reason = "far less memory than 2^52 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn nanoseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e9
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn say(line: &str) {
    println!("{line}");
}
