//! Times commands as whole processes, in turn, so that a slow moment of the machine touches all of them.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::timing::{median, time};

/// A command and what it is called.
pub(crate) struct Contender {
    pub(crate) name: String,
    pub(crate) command: Command,
}

impl Contender {
    pub(crate) fn new(name: &str, command: Command) -> Self {
        Self { name: name.to_owned(), command }
    }
}

/// Runs all commands so many times in turn, once more before to warm the caches; returns the median of each.
pub(crate) fn medians(contenders: &mut [Contender], rounds: usize) -> Vec<Duration> {
    let mut times = vec![Vec::new(); contenders.len()];
    for round in 0..=rounds {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let Contender { name, command } = contender;
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let elapsed = time(|| {
                let status = command.status();
                // A check that finds errors ends with 1.
                assert!(status.is_ok_and(|status| status.code() < Some(2)), "{name} failed");
            });
            if round > 0 {
                times.push(elapsed);
            }
        }
    }
    times.into_iter().map(median).collect()
}
