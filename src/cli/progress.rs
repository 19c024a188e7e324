//! How far a long job has come: one line on stderr that is written over, on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::session::Session;
use crate::tally::Watch;
use crate::text::number::count;

/// How often the line is written, and how long a job must take to be worth one.
const EVERY: Duration = Duration::from_millis(200);

/// The progress of one job.
#[derive(Debug)]
pub(super) struct Progress<'l> {
    label: &'l str,
    done: AtomicU64,
    /// Nothing where nobody watches.
    line: Option<Mutex<Line>>,
}

/// The line on the terminal.
#[derive(Debug)]
struct Line {
    /// When it was written last.
    last: Instant,
    is_shown: bool,
}

impl<'l> Progress<'l> {
    /// Begins to watch a job.
    #[expect(clippy::disallowed_methods, reason = "the clock paces the line and reaches no result")]
    pub(super) fn new(audience: Audience, label: &'l str) -> Self {
        let line = match audience {
            Audience::Nobody => None,
            Audience::Terminal => Some(Mutex::new(Line { last: Instant::now(), is_shown: false })),
        };
        Self { label, done: AtomicU64::new(0), line }
    }

    /// Says how far it has come, at most every 200 ms.
    pub(super) fn advance(&self, done: usize) {
        self.write(|| count(u64::try_from(done).unwrap_or(u64::MAX)));
    }

    fn write(&self, how_far: impl FnOnce() -> String) {
        // Whoever finds another one writing has nothing newer to say.
        let Some(mut line) = self.line.as_ref().and_then(|line| line.try_lock().ok()) else { return };
        let elapsed = line.last.elapsed();
        if elapsed >= EVERY {
            line.last += elapsed;
            line.is_shown = true;
            // Nothing is lost with the line.
            let _ = write!(std::io::stderr(), "\r{}: {}\u{1b}[K", self.label, how_far());
        }
    }
}

impl Watch for Progress<'_> {
    fn restart(&self) {
        self.done.store(0, Ordering::Relaxed);
    }

    fn read(&self, bytes: usize, total: u64) {
        let bytes = bytes as u64;
        let done = self.done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if let Some(percent) = (100 * done).checked_div(total) {
            // A log may grow while it is read.
            self.write(|| format!("{} %", percent.min(100)));
        }
    }
}

impl Drop for Progress<'_> {
    /// Takes the line away.
    fn drop(&mut self) {
        let line = self.line.as_mut().and_then(|line| line.get_mut().ok());
        if line.is_some_and(|line| line.is_shown) {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Who watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Nobody, or nobody who wants more than results.
    Nobody,
    /// Somebody at a terminal on which a line can be written over.
    Terminal,
}

impl Audience {
    /// Who watches stderr.
    pub(super) fn of(session: &Session) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_watched = std::io::stderr().is_terminal() && !is_dumb && !session.is_quiet();
        if is_watched { Self::Terminal } else { Self::Nobody }
    }
}
