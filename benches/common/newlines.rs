//! The least that reading a log can cost: counting its newlines.

use std::sync::atomic::{AtomicU64, Ordering};

use kstthc::tally::LogBytes;

/// How many bytes are read at once.
const PIECE: usize = 1 << 18;

/// Counts newlines by some threads; each takes the next piece, into a buffer that it uses again, and searches it by memchr.
pub(crate) fn count_newlines(log: &dyn LogBytes, threads: usize) -> u64 {
    let next = AtomicU64::new(0);
    let count = || {
        let mut buffer = vec![0; PIECE];
        let mut newlines = 0;
        loop {
            let offset = next.fetch_add(PIECE as u64, Ordering::Relaxed);
            let rest = log.length().saturating_sub(offset);
            if rest == 0 {
                return newlines;
            }
            let length = usize::try_from(rest).map_or(PIECE, |rest| rest.min(PIECE));
            let piece = &mut buffer[..length];
            log.read_at(offset, piece).expect("the log");
            newlines += memchr::memchr_iter(b'\n', piece).count() as u64;
        }
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(count)).collect();
        count() + others.into_iter().map(|other| other.join().expect("a count")).sum::<u64>()
    })
}
