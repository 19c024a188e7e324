//! What was measured, in tables.

use std::time::Duration;

use crate::contenders::ON_ONE_CORE;
use crate::measure::{milliseconds, ratio};
use crate::table;

/// What was measured over a log.
pub(crate) struct Size {
    pub(crate) rows: u64,
    /// Of how many units; `None` for a log that was given.
    pub(crate) units: Option<u32>,
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
    let Size { rows, units, bytes, rounds, measured } = size;
    let length = float(*bytes) / float(*rows);
    let units = units.map_or_else(String::new, |units| format!(", {units} units"));
    say(&format!(
        "{rows} rows of {length:.1} bytes{units}, {cores} cores, median of {rounds}, each in turn\n"
    ));
    let peers = || measured.iter().filter_map(|of| Some((of.peer?, of.time)));
    let headings: Vec<String> = peers().map(|(heading, _)| format!("× {heading}")).collect();
    let mut first = vec!["whole process", "ms"];
    first.extend(headings.iter().map(String::as_str));
    first.extend(["MB", "bytes a row"]);
    let row = |of: &Measured| {
        let mut cells = vec![of.name.clone(), milliseconds(of.time)];
        cells.extend(peers().map(|(_, time)| ratio(of.time, time)));
        cells.push(of.memory.map_or_else(String::new, |bytes| format!("{:.1}", float(bytes) / 1e6)));
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
    let steps = sizes.windows(2).map(|pair| Step { small: &pair[0], large: &pair[1] });
    let steps: Vec<Step<'_>> = steps.filter(|step| step.rows() > 0).collect();
    let (Some(first), false) = (sizes.first(), steps.is_empty()) else { return };
    let mut headings = vec!["a row more costs".to_owned()];
    headings.extend(steps.iter().map(|step| step.heading("ns")));
    headings.extend(steps.iter().map(|step| step.heading("bytes")));
    let row = |of: &Measured| {
        let time = |of: &Measured| Some(of.time.as_secs_f64() * 1e9);
        let memory = |of: &Measured| of.memory.map(float);
        let mut cells = vec![of.name.clone()];
        cells.extend(steps.iter().map(|step| step.cost(&of.name, time)));
        cells.extend(steps.iter().map(|step| step.cost(&of.name, memory)));
        cells
    };
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    table::print(&headings, &first.measured.iter().map(row).collect::<Vec<_>>());
}

/// From one size to a larger one.
struct Step<'s> {
    small: &'s Size,
    large: &'s Size,
}

impl Step<'_> {
    /// How many rows are more; none where the units differ, since then more differs than the rows.
    const fn rows(&self) -> u64 {
        if matches!((self.small.units, self.large.units), (Some(small), Some(large)) if small != large) {
            return 0;
        }
        self.large.rows.saturating_sub(self.small.rows)
    }

    fn heading(&self, unit: &str) -> String {
        format!("{unit}, {} to {}", self.small.rows, self.large.rows)
    }

    /// What one of those rows costs a contender; empty where it is not known for both sizes.
    fn cost(&self, name: &str, of: impl Fn(&Measured) -> Option<f64>) -> String {
        let cost_of = |size: &Size| size.find(name).and_then(&of);
        let more = cost_of(self.large).zip(cost_of(self.small)).map(|(large, small)| large - small);
        more.map_or_else(String::new, |more| format!("{:.1}", more / float(self.rows())))
    }
}

impl Size {
    fn find(&self, name: &str) -> Option<&Measured> {
        self.measured.iter().find(|of| of.name == name)
    }
}

#[expect(clippy::cast_precision_loss, reason = "far fewer rows and bytes than 2^52")]
const fn float(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn say(line: &str) {
    println!("{line}");
}
