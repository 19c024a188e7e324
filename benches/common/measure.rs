//! Times of contenders that take turns, so that a slow moment of the machine touches all of them.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

use std::time::{Duration, Instant};

/// One turn of a contender: how long it took.
pub(crate) type Turn<'a> = Box<dyn FnMut() -> Duration + 'a>;

/// Gives each contender its turn, round after round; returns the median of each. A round before them warms the caches.
pub(crate) fn medians(rounds: usize, contenders: &mut [Turn<'_>]) -> Vec<Duration> {
    let mut times = vec![Vec::with_capacity(rounds); contenders.len()];
    for round in 0..=rounds {
        for (turn, times) in contenders.iter_mut().zip(&mut times) {
            settle();
            let time = turn();
            if round > 0 {
                times.push(time);
            }
        }
    }
    times.into_iter().map(median).collect()
}

/// Lets the allocator do what it put off when the turn before freed millions of small pieces, lest the next one be charged for it.
fn settle() {
    drop(std::hint::black_box(vec![1_u8; 1 << 17]));
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// How long some work takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A time in milliseconds, as it is printed.
pub(crate) fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 100.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}

/// How often another time goes into a time, as it is printed.
pub(crate) fn ratio(time: Duration, other: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() / other.as_secs_f64())
}
