//! How far a long job has come: one line on stderr that is written over, on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::session::Session;
use crate::text::number::count;

/// How often the line is written.
const EVERY: Duration = Duration::from_millis(200);

/// The progress of one job.
#[derive(Debug)]
pub(super) struct Progress<'l> {
    label: &'l str,
    /// When the line was written last; nothing where nobody watches.
    last: Option<Instant>,
    shown: bool,
}

impl<'l> Progress<'l> {
    /// Begins to watch a job.
    #[expect(clippy::disallowed_methods, reason = "the clock paces the line and reaches no result")]
    pub(super) fn new(session: &Session, label: &'l str) -> Self {
        let watched = std::io::stderr().is_terminal() && !session.is_quiet();
        Self { label, last: watched.then(Instant::now), shown: false }
    }

    /// Says how far it has come, at most every 200 ms.
    pub(super) fn advance(&mut self, done: usize) {
        let Some(last) = self.last.as_mut().filter(|last| last.elapsed() >= EVERY) else { return };
        *last += last.elapsed();
        self.shown = true;
        let done = count(u64::try_from(done).unwrap_or(u64::MAX));
        // Nothing is lost with the line.
        let _ = write!(std::io::stderr(), "\r{}: {done}\u{1b}[K", self.label);
    }
}

impl Drop for Progress<'_> {
    /// Takes the line away.
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
