//! What a sweep does where files change or fail under it, where two read, and where a visitor panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use kstthc::diag::{Code, Sink};
use kstthc::model::dossier::Dossier;
use kstthc::syntax::table::Row;
use kstthc::tally::{Fork, LogBytes, Logs, Sweep, Visitor};

use crate::both::{Held, check_held};
use crate::cases::{HEADER, row};
use crate::office::Office;

/// Two logs of some rows.
fn two() -> Vec<Vec<u8>> {
    ["a", "b"]
        .map(|letter| {
            let rows: String = (0..40).map(|at| row(&format!("{letter}{at}"), "\"x\ny\"")).collect();
            format!("{HEADER}{rows}").into_bytes()
        })
        .into()
}

#[test]
fn what_a_size_is_said_to_be_makes_no_difference() {
    for size in
        [|_| 0, |_| 1, |length| length / 2, |length| length - 1, |length| length + 1, |length| 2 * length]
    {
        let mut held = Held::new(&two());
        held.size = size;
        check_held(&held, &Office::new(), [(1, 2), (64, 1), (500, 3), (1 << 18, 2)]);
    }
}

/// Logs of which the first cannot be opened, or not be read from some offset on.
struct Failing {
    held: Held,
    from: Option<u64>,
}

struct FailingBytes {
    bytes: Arc<dyn LogBytes>,
    from: u64,
}

impl LogBytes for FailingBytes {
    fn length(&self) -> u64 {
        self.bytes.length()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        if offset + buffer.len() as u64 > self.from {
            return Err("hỏng".to_owned());
        }
        self.bytes.read_at(offset, buffer)
    }
}

impl Logs for Failing {
    fn paths(&self) -> &[Arc<str>] {
        self.held.paths()
    }

    fn size(&self, log: usize) -> u64 {
        self.held.size(log)
    }

    fn open(&self, log: usize) -> Result<Arc<dyn LogBytes>, String> {
        let bytes = self.held.open(log)?;
        match self.from {
            _ if log > 0 => Ok(bytes),
            Some(from) => Ok(Arc::new(FailingBytes { bytes, from })),
            None => Err("hỏng".to_owned()),
        }
    }
}

/// The ids of the dossiers shown; panics at one of them.
#[derive(Clone)]
struct Ids {
    ids: Vec<String>,
    panic_at: &'static str,
}

impl Visitor for Ids {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        assert!(dossier.id != self.panic_at, "asked for");
        self.ids.push(dossier.id.to_string());
    }
}

impl Fork for Ids {
    fn fork(&self) -> Self {
        Self { ids: Vec::new(), ..*self }
    }

    fn join(&mut self, other: Self) {
        self.ids.extend(other.ids);
    }
}

#[test]
fn a_log_that_cannot_be_read_is_reported_once_and_the_others_are_read() {
    let office = Office::new();
    // Where 8 KiB are read behind each piece, the first one has all there is.
    let long = row("a", &"x".repeat(20_000));
    let logs = vec![format!("{HEADER}{long}{}", row("c", "").repeat(300)).into_bytes(), two().remove(1)];
    let length = logs[0].len() as u64;
    for from in [None, Some(0), Some(50), Some(9000), Some(21_000), Some(length - 1)] {
        for cut in [(100, 1), (100, 4), (3000, 2), (1 << 18, 2)] {
            let failing = Failing { held: Held::new(&logs), from };
            let (mut ids, mut sink) = (Ids { ids: Vec::new(), panic_at: "" }, Sink::new());
            let (piece, threads) = cut;
            Sweep { piece, threads, ..Sweep::new(&failing, office.registers(), &()) }
                .run(&mut ids, &mut sink);
            let found = sink.into_findings();
            assert!(found.iter().all(|finding| finding.code == Code::UnreadableFile), "{found:?}");
            assert_eq!((found.len(), &*found[0].place.path), (1, "data/dossiers/00.csv"), "{from:?} {cut:?}");
            assert_eq!(ids.ids.iter().filter(|id| id.starts_with('b')).count(), 40, "{from:?} {cut:?}");
        }
    }
}

/// Waits at its first dossier until somebody else has one too, so that two read, whatever the machine does.
struct Together<'b> {
    barrier: &'b Barrier,
    shown: usize,
}

impl Visitor for Together<'_> {
    fn dossier(&mut self, _: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        if self.shown == 0 {
            self.barrier.wait();
        }
        self.shown += 1;
    }
}

impl Fork for Together<'_> {
    fn fork(&self) -> Self {
        Self { barrier: self.barrier, shown: 0 }
    }

    fn join(&mut self, other: Self) {
        self.shown += other.shown;
    }
}

#[test]
fn an_id_that_two_readers_met_is_repeated() {
    let office = Office::new();
    for id in ["000.08.34.H10-210401-0007", "007", "d", "hồ-001", "x-12"] {
        let log = |letter: &str| format!("{HEADER}{}{}", row(&format!("{letter}-001"), ""), row(id, ""));
        let logs: Vec<Vec<u8>> = ["a", "b"].map(|letter| log(letter).into_bytes()).into();
        let (held, barrier) = (Held::new(&logs), Barrier::new(2));
        let mut together = Together { barrier: &barrier, shown: 0 };
        let sweep = Sweep { threads: 2, ..Sweep::new(&held, office.registers(), &()) };
        let ids = sweep.run(&mut together, &mut Sink::new());
        assert_eq!((together.shown, ids.repeated().iter().map(|id| &**id).collect()), (4, vec![id]));
        assert!(["a-001", "b-001", id].into_iter().all(|id| ids.contains(id)));
    }
}

/// Nobody waits for ever for one that panicked; the panic goes on to whoever asked for the sweep.
#[test]
fn a_panic_of_a_visitor_ends_the_sweep() {
    for panic_at in ["a0", "a20", "a39", "b7"] {
        for (piece, threads) in [(1, 1), (1, 4), (64, 3), (100, 2), (1 << 18, 4)] {
            let (ended, end) = mpsc::channel();
            std::thread::spawn(move || {
                let (held, office) = (Held::new(&two()), Office::new());
                let sweep = Sweep { piece, threads, ..Sweep::new(&held, office.registers(), &()) };
                let run = || sweep.run(&mut Ids { ids: Vec::new(), panic_at }, &mut Sink::new());
                let _ = ended.send(catch_unwind(AssertUnwindSafe(run)).is_err());
            });
            let panicked = end.recv_timeout(Duration::from_mins(1));
            assert_eq!(panicked, Ok(true), "{panic_at} {piece} {threads}");
        }
    }
}
