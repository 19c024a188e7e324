//! The order of the pieces of a log among those who read them: each is told by the one before it where it begins.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::decode::Places;
use super::logs::LogBytes;
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

    fn change<T>(&self, change: impl FnOnce(&mut Stage) -> T) -> T {
        let mut known = self.known();
        let told = change(&mut known.stage);
        let is_awaited = known.waiting > 0;
        drop(known);
        if is_awaited {
            self.changed.notify_all();
        }
        told
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

    /// Tells where the first piece begins. What is over stays over: those who were told so wait for no turn any more.
    pub(super) fn open(&self, log: OpenLog, start: Start) {
        self.change(|stage| {
            if let Stage::Closed = stage {
                *stage = Stage::Open(log, 0, start);
            }
        });
    }

    /// Tells that nothing more is to be read, and lets go of the file; returns whether nobody had told so before.
    pub(super) fn end(&self) -> bool {
        !matches!(self.change(|stage| std::mem::replace(stage, Stage::Over)), Stage::Over)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::syntax::dossiers::COLUMNS;
    use crate::syntax::table::{LogFile, LogReader};

    fn log() -> OpenLog {
        let bytes = b"dossier_id,procedure_code,unit,channel,received_at,status\n";
        let file = LogFile { path: Arc::from("a.csv"), bytes };
        let head = Arc::clone(LogReader::open(&file, COLUMNS, &mut Sink::new()).unwrap().head());
        OpenLog { bytes: Arc::new(Vec::new()), places: Places::of(&head).unwrap(), head }
    }

    const START: Start = Start { offset: 58, line: 2 };

    /// Lets a thread for each piece wait for its turn, the last one first; returns who had it, with where it began.
    fn turns(relay: &Relay, pieces: usize, lead: impl FnOnce()) -> Vec<(usize, Option<Start>)> {
        let turns = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for piece in (0..pieces).rev() {
                let turns = &turns;
                scope.spawn(move || {
                    let start = relay.log().and_then(|_| relay.start_of(piece));
                    turns.lock().unwrap().push((piece, start));
                    if let Some(Start { offset, line }) = start {
                        relay.pass_on(Start { offset: offset + 10, line: line + 1 });
                    }
                });
            }
            lead();
        });
        turns.into_inner().unwrap()
    }

    #[test]
    fn pieces_have_their_turn_in_order_and_each_begins_where_the_one_before_ended() {
        let relay = Relay::default();
        let turns = turns(&relay, 20, || relay.open(log(), START));
        let expected = |piece: usize| {
            let by = u32::try_from(piece).unwrap();
            (piece, Some(Start { offset: 58 + 10 * u64::from(by), line: 2 + by }))
        };
        assert_eq!(turns, (0..20).map(expected).collect::<Vec<_>>());
    }

    #[test]
    fn nobody_waits_for_what_is_over() {
        let relay = Relay::default();
        let turns = turns(&relay, 8, || assert!(relay.end()));
        assert!(turns.len() == 8 && turns.iter().all(|(_, start)| start.is_none()));
        assert!(!relay.end(), "this was told before");
        relay.open(log(), START);
        assert!(relay.log().is_none(), "whoever would have the next turn may have gone");
    }

    #[test]
    fn an_end_in_the_middle_lets_those_behind_go_and_stays_the_end() {
        let relay = Relay::default();
        relay.open(log(), START);
        assert_eq!(relay.start_of(0), Some(START));
        assert!(relay.end());
        relay.pass_on(Start { offset: 80, line: 3 });
        assert!(relay.log().is_none());
        assert_eq!((relay.start_of(0), relay.start_of(1), relay.start_of(9)), (None, None, None));
    }
}
