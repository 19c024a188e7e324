//! Times, and how they are shown.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long work takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The one in the middle.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// How many times longer one time is than another.
pub(crate) fn ratio(time: Duration, than: Duration) -> f64 {
    time.as_secs_f64() / than.as_secs_f64()
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub(crate) fn print_line(line: &str) {
    println!("{line}");
}
