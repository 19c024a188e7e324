//! Reads dossier logs in pieces, on every core, and shows their rows to visitors.
//!
//! A file is cut into pieces of equal length. Whoever takes one guesses where its first record begins (behind the first
//! newline), cuts it, and then waits for its turn: the piece before tells where it really begins, and on which line. A
//! wrong guess (the newline stood within quotes) is cut again. So no byte is read twice to find out what is quoted, and
//! every row knows its line.
//!
//! A piece that is not regular, and a row that is not plain, are read by `syntax`, as [`Scan`](super::Scan) reads all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::decode::{Decoder, Places};
use super::fork::Fork;
use super::id_set::{IdCollector, IdSet};
use super::logs::{Logs, Piece, Watch};
use super::relay::{OpenLog, Relay, Start};
use super::rows::Rows;
use super::scan::Visitor;
use super::split::{Limits, Splitter, Verdict};
use super::stretch::{BEHIND, Stretch};
use crate::diag::{Place, Sink};
use crate::syntax::dossiers::{COLUMNS, Registers};
use crate::syntax::source::number;
use crate::syntax::table::{LogFile, LogHead, LogReader};
use crate::text::findings::syntax::UnreadableFile;

/// How long a piece is, in bytes: it stays in the cache of a core while it is cut and decoded.
const PIECE: usize = 1 << 18;
/// How many bytes are worth a thread of their own.
const PER_THREAD: u64 = 1 << 20;

/// What a sweep needs.
pub struct Sweep<'a> {
    /// The logs.
    pub logs: &'a dyn Logs,
    /// What their rows refer to.
    pub registers: Registers<'a>,
    /// Who is told how far it is.
    pub watch: &'a dyn Watch,
    /// How many read at most.
    pub threads: usize,
    /// How long a piece is, in bytes.
    pub piece: usize,
    /// About how many bytes each log has: so many pieces are made of it.
    pub sizes: Vec<u64>,
}

impl<'a> Sweep<'a> {
    /// Returns a sweep over logs with every core, where they are long enough for it.
    #[must_use]
    pub fn new(logs: &'a dyn Logs, registers: Registers<'a>, watch: &'a dyn Watch) -> Self {
        let sizes: Vec<u64> = (0..logs.paths().len()).map(|log| logs.size(log)).collect();
        let worth = usize::try_from(sizes.iter().sum::<u64>() / PER_THREAD).unwrap_or(usize::MAX);
        let threads = if worth > 1 { worth.min(cores()) } else { 1 };
        Self { logs, registers, watch, threads, piece: PIECE, sizes }
    }

    /// Shows every dossier without an error to a visitor; returns the ids of all rows.
    ///
    /// Where an id is repeated, what the visitor saw is not sound: rows that repeat an id were among it.
    pub fn run<V: Fork>(&self, visitor: &mut V, sink: &mut Sink) -> IdSet {
        let tasks = self.tasks();
        let relays: Vec<Relay> = self.logs.paths().iter().map(|_| Relay::default()).collect();
        let bytes = self.sizes.iter().sum();
        let shared = Shared { sweep: self, bytes, tasks: &tasks, next: AtomicUsize::new(0), relays: &relays };
        let forks: Vec<V> = (1..self.threads).map(|_| visitor.fork()).collect();
        let (mut ids, others) = std::thread::scope(|scope| {
            let others: Vec<_> = forks
                .into_iter()
                .map(|mut fork| {
                    let shared = &shared;
                    scope.spawn(move || {
                        let mut found = Sink::new();
                        let ids = Reader::new(shared, &mut fork, &mut found).read();
                        (fork, found, ids)
                    })
                })
                .collect();
            let ids = Reader::new(&shared, visitor, sink).read();
            let join = |other: std::thread::ScopedJoinHandle<'_, _>| {
                other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            (ids, others.into_iter().map(join).collect::<Vec<_>>())
        });
        for (fork, found, more) in others {
            visitor.join(fork);
            sink.absorb(found);
            ids.join(more);
        }
        ids
    }

    /// All pieces of all logs, in order.
    fn tasks(&self) -> Vec<Task> {
        let of_log = |(log, &size): (usize, &u64)| {
            let pieces = usize::try_from(size).unwrap_or(usize::MAX).div_ceil(self.piece).max(1);
            (0..pieces).map(move |piece| Task { log, piece, is_last: piece + 1 == pieces })
        };
        self.sizes.iter().enumerate().flat_map(of_log).collect()
    }
}

/// How many threads can work at a time.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A piece to be read.
#[derive(Clone, Copy, Debug)]
struct Task {
    log: usize,
    piece: usize,
    is_last: bool,
}

/// What all readers share.
struct Shared<'s> {
    sweep: &'s Sweep<'s>,
    /// About how many bytes all logs have.
    bytes: u64,
    tasks: &'s [Task],
    next: AtomicUsize,
    relays: &'s [Relay],
}

/// Ends all relays where a reader panics, so that nobody waits for it for ever.
struct OnPanic<'s>(&'s [Relay]);

impl Drop for OnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            for relay in self.0 {
                relay.end();
            }
        }
    }
}

/// Takes piece after piece.
struct Reader<'s, 'v, V> {
    shared: &'s Shared<'s>,
    stretch: Stretch,
    splitter: Splitter,
    rows: Rows<'s, 'v, V>,
}

impl<'s, 'v, V: Visitor> Reader<'s, 'v, V> {
    fn new(shared: &'s Shared<'s>, visitor: &'v mut V, sink: &'v mut Sink) -> Self {
        let registers = shared.sweep.registers;
        let rows =
            Rows { registers, decoder: Decoder::new(registers), ids: IdCollector::default(), visitor, sink };
        Self { shared, stretch: Stretch::default(), splitter: Splitter::default(), rows }
    }

    fn read(mut self) -> IdSet {
        let _guard = OnPanic(self.shared.relays);
        while let Some(&task) = self.shared.tasks.get(self.shared.next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(reason) = self.piece(task)
                && self.shared.relays[task.log].end()
            {
                // Whoever else fails to read it has nothing new to tell.
                let path = &self.shared.sweep.logs.paths()[task.log];
                self.rows.sink.file(Place::file(path), &UnreadableFile { reason });
            }
        }
        self.rows.ids.into_set()
    }

    fn piece(&mut self, task: Task) -> Result<(), String> {
        let relay = &self.shared.relays[task.log];
        if task.piece == 0 {
            self.open(task.log)?;
        }
        let Some(log) = relay.log() else { return Ok(()) };
        let length = log.bytes.length();
        let piece = self.shared.sweep.piece as u64;
        let limit = if task.is_last { length } else { (piece * (task.piece as u64 + 1)).min(length) };
        let guess = if task.piece == 0 { relay.start_of(0).map(|start| start.offset) } else { None };
        let mut cut = match guess {
            Some(start) => self.cut(&log, start, limit)?,
            None => self.guess(&log, piece * task.piece as u64, limit)?,
        };
        let Some(start) = relay.start_of(task.piece) else { return Ok(()) };
        let pass_on = |next: Start| {
            if task.is_last {
                relay.end();
            } else {
                relay.pass_on(next);
            }
        };
        if start.offset >= limit {
            if task.piece == 0 {
                self.show(&log, task, start, start.offset);
            }
            pass_on(start);
            return Ok(());
        }
        if cut.start != start.offset {
            cut = self.cut(&log, start.offset, limit)?;
        }
        if cut.verdict.is_none() {
            cut.end = self.end_of_records(&log, start.offset, limit)?;
        }
        let bytes = self.stretch.get(start.offset, cut.end);
        let newlines = match cut.verdict {
            Some(records) => records + self.splitter.inner_newlines().len(),
            None => memchr::memchr_iter(log.head.dialect().newline, bytes).count(),
        };
        pass_on(Start { offset: cut.end, line: start.line + number(newlines) });
        self.show(&log, task, start, cut.end);
        let bytes = self.stretch.get(start.offset, cut.end);
        let text = cut.verdict.and_then(|_| simdutf8::basic::from_utf8(bytes).ok());
        match text {
            Some(text) => self.rows.cut(&log, text, &self.splitter, start.line),
            None => self.rows.parse(&log, bytes, start.line),
        }
        self.shared.sweep.watch.read(bytes.len(), self.shared.bytes);
        Ok(())
    }

    /// Shows a piece as it stands, up to an offset; the header with the first one, be it longer than that.
    fn show(&mut self, log: &OpenLog, task: Task, start: Start, end: u64) {
        let (from, line) = if task.piece == 0 { (0, 1) } else { (start.offset, start.line) };
        let bytes = self.stretch.get(from, end);
        let first_row = (bytes.len() - self.stretch.get(start.offset, end).len(), start.line);
        self.rows.visitor.piece(&Piece { head: &log.head, bytes, line, first_row }, self.rows.sink);
    }
}

/// How a piece was cut.
struct Cut {
    start: u64,
    end: u64,
    /// How many records it has; `None` where it is not regular.
    verdict: Option<usize>,
}

impl<V: Visitor> Reader<'_, '_, V> {
    /// Reads the header of a log and tells where its rows begin.
    fn open(&mut self, log: usize) -> Result<(), String> {
        let Sweep { logs, piece, .. } = *self.shared.sweep;
        let (path, relay) = (&logs.paths()[log], &self.shared.relays[log]);
        let bytes = logs.open(log)?;
        self.stretch.load(&*bytes, 0, (piece + BEHIND) as u64)?;
        let (mut found, mut head) = read_head(path, self.stretch.bytes());
        let is_whole = self.stretch.end() == bytes.length();
        // A header that ends where the bytes end may go on; and by a newline that comes later, another one ends there.
        let is_settled = |(head, start): &(Arc<LogHead>, Start)| {
            head.dialect().newline == b'\n' && start.offset < self.stretch.end()
        };
        if !is_whole && !head.as_ref().is_some_and(is_settled) {
            self.stretch.load(&*bytes, 0, bytes.length())?;
            (found, head) = read_head(path, self.stretch.bytes());
        }
        self.rows.sink.absorb(found);
        match head.and_then(|(head, start)| Some((Places::of(&head)?, head, start))) {
            Some((places, head, start)) => relay.open(OpenLog { bytes, head, places }, start),
            None => drop(relay.end()),
        }
        Ok(())
    }

    /// Cuts a piece whose beginning is not known yet: behind the first newline, most likely.
    fn guess(&mut self, log: &OpenLog, nominal: u64, limit: u64) -> Result<Cut, String> {
        self.stretch.load(&*log.bytes, nominal - 1, limit + BEHIND as u64)?;
        let newline = memchr::memchr(b'\n', self.stretch.bytes());
        let none = Cut { start: u64::MAX, end: 0, verdict: None };
        let Some(start) = newline.map(|newline| nominal + newline as u64).filter(|start| *start < limit)
        else {
            return Ok(none);
        };
        Ok(match self.split(log, start, limit) {
            Verdict::Regular { records, end } => {
                Cut { start, end: start + end as u64, verdict: Some(records) }
            }
            Verdict::Irregular | Verdict::Unfinished => none,
        })
    }

    /// Cuts a piece that begins at an offset.
    fn cut(&mut self, log: &OpenLog, start: u64, limit: u64) -> Result<Cut, String> {
        if start >= limit {
            return Ok(Cut { start, end: start, verdict: Some(0) });
        }
        if !self.stretch.holds(start) {
            self.stretch.load(&*log.bytes, start, limit + BEHIND as u64)?;
        }
        loop {
            match self.split(log, start, limit) {
                Verdict::Regular { records, end } => {
                    return Ok(Cut { start, end: start + end as u64, verdict: Some(records) });
                }
                Verdict::Irregular => return Ok(Cut { start, end: start, verdict: None }),
                Verdict::Unfinished => self.stretch.extend(&*log.bytes)?,
            }
        }
    }

    fn split(&mut self, log: &OpenLog, start: u64, limit: u64) -> Verdict {
        let dialect = log.head.dialect();
        if dialect.newline != b'\n' {
            return Verdict::Irregular;
        }
        let limits = Limits {
            last: usize::try_from(limit - start).unwrap_or(usize::MAX),
            at_end: self.stretch.end() == log.bytes.length(),
            separator: dialect.separator,
            width: log.head.width(),
        };
        self.splitter.split(self.stretch.get(start, self.stretch.end()), limits)
    }

    /// Where the last record ends of those that begin before the limit, by the parser.
    fn end_of_records(&mut self, log: &OpenLog, start: u64, limit: u64) -> Result<u64, String> {
        loop {
            let at_end = self.stretch.end() == log.bytes.length();
            let bytes = self.stretch.get(start, self.stretch.end());
            let within = usize::try_from(limit - start).unwrap_or(usize::MAX);
            if let Some(end) = LogReader::resume(&log.head, bytes, 1).end_of_records(within, at_end) {
                return Ok(start + end as u64);
            }
            self.stretch.extend(&*log.bytes)?;
        }
    }
}

/// The header of a log, and where its rows begin.
fn read_head(path: &Arc<str>, bytes: &[u8]) -> (Sink, Option<(Arc<LogHead>, Start)>) {
    let mut sink = Sink::new();
    let file = LogFile { path: Arc::clone(path), bytes };
    let head = LogReader::open(&file, COLUMNS, &mut sink).map(|reader| {
        let end = reader.end_of_record();
        let newlines = memchr::memchr_iter(reader.head().dialect().newline, &bytes[..end]).count();
        (Arc::clone(reader.head()), Start { offset: end as u64, line: 1 + number(newlines) })
    });
    (sink, head)
}
