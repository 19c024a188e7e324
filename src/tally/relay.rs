//! The order of the pieces of a log among those who read them: each is told by the one before it where it begins.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::decode::Places;
use super::sweep::LogBytes;
use crate::syntax::table::LogHead;

/// Where a piece begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The offset in the file.
    pub(super) offset: u64,
    /// The line, from 1.
    pub(super) line: u32,
}

/// A log whose header was read.
#[derive(Clone)]
pub(super) struct OpenLog {
    pub(super) bytes: Arc<dyn LogBytes>,
    pub(super) head: Arc<LogHead>,
    pub(super) places: Places,
}

/// What is known of a log so far.
#[derive(Default)]
enum Stage {
    /// Its first piece has not been looked at.
    #[default]
    Closed,
    /// The piece whose beginning is known.
    Open(OpenLog, usize, Start),
    /// Nothing more is to be read.
    Over,
}

/// The relay of one log.
#[derive(Default)]
pub(super) struct Relay {
    known: Mutex<Known>,
    changed: Condvar,
}

#[derive(Default)]
struct Known {
    stage: Stage,
    /// How many wait for another stage.
    waiting: usize,
}

impl Relay {
    fn known(&self) -> MutexGuard<'_, Known> {
        // A stage is replaced whole, so it is sound even where its holder panicked.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Stage)) {
        let mut known = self.known();
        change(&mut known.stage);
        let is_awaited = known.waiting > 0;
        drop(known);
        if is_awaited {
            self.changed.notify_all();
        }
    }

    fn wait_while(&self, not_yet: impl Fn(&Stage) -> bool) -> MutexGuard<'_, Known> {
        let mut known = self.known();
        while not_yet(&known.stage) {
            known.waiting += 1;
            known = self.changed.wait(known).unwrap_or_else(PoisonError::into_inner);
            known.waiting -= 1;
        }
        known
    }

    /// Tells where the first piece begins.
    pub(super) fn open(&self, log: OpenLog, start: Start) {
        self.change(|stage| *stage = Stage::Open(log, 0, start));
    }

    /// Tells that nothing more is to be read, and lets go of the file.
    pub(super) fn end(&self) {
        self.change(|stage| *stage = Stage::Over);
    }

    /// Waits until the header was read; `None` where nothing is to be read.
    pub(super) fn log(&self) -> Option<OpenLog> {
        match &self.wait_while(|stage| matches!(stage, Stage::Closed)).stage {
            Stage::Open(log, ..) => Some(log.clone()),
            Stage::Closed | Stage::Over => None,
        }
    }

    /// Waits until it is known where a piece begins; `None` where nothing more is to be read.
    pub(super) fn start_of(&self, piece: usize) -> Option<Start> {
        let not_yet = |stage: &Stage| match stage {
            Stage::Closed => true,
            Stage::Open(_, next, _) => *next < piece,
            Stage::Over => false,
        };
        match &self.wait_while(not_yet).stage {
            Stage::Open(_, _, start) => Some(*start),
            Stage::Closed | Stage::Over => None,
        }
    }

    /// Tells where the next piece begins.
    pub(super) fn pass_on(&self, next: Start) {
        self.change(|stage| {
            if let Stage::Open(_, piece, start) = stage {
                *piece += 1;
                *start = next;
            }
        });
    }
}
