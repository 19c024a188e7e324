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
    stage: Mutex<Stage>,
    changed: Condvar,
}

impl Relay {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        // A stage is replaced whole, so it is sound even where its holder panicked.
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, stage: Stage) {
        *self.stage() = stage;
        self.changed.notify_all();
    }

    /// Tells where the first piece begins.
    pub(super) fn open(&self, log: OpenLog, start: Start) {
        self.set(Stage::Open(log, 0, start));
    }

    /// Tells that nothing more is to be read.
    pub(super) fn end(&self) {
        self.set(Stage::Over);
    }

    /// Waits until the header was read; `None` where nothing is to be read.
    pub(super) fn log(&self) -> Option<OpenLog> {
        let stage = self.changed.wait_while(self.stage(), |stage| matches!(stage, Stage::Closed));
        match &*stage.unwrap_or_else(PoisonError::into_inner) {
            Stage::Open(log, ..) => Some(log.clone()),
            Stage::Closed | Stage::Over => None,
        }
    }

    /// Waits until it is known where a piece begins; `None` where nothing more is to be read.
    pub(super) fn start_of(&self, piece: usize) -> Option<Start> {
        let not_yet = |stage: &mut Stage| match stage {
            Stage::Closed => true,
            Stage::Open(_, next, _) => *next < piece,
            Stage::Over => false,
        };
        let stage = self.changed.wait_while(self.stage(), not_yet);
        match &*stage.unwrap_or_else(PoisonError::into_inner) {
            Stage::Open(_, _, start) => Some(*start),
            Stage::Closed | Stage::Over => None,
        }
    }

    /// Tells where the next piece begins.
    pub(super) fn pass_on(&self, next: Start) {
        if let Stage::Open(_, piece, start) = &mut *self.stage() {
            *piece += 1;
            *start = next;
        }
        self.changed.notify_all();
    }
}
