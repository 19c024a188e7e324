//! A stretch of a file, in a buffer that is used again.

use super::logs::LogBytes;

/// How many bytes are read more at a time where a record is longer than what was read.
pub(super) const BEHIND: usize = 1 << 13;

/// A stretch of a file.
#[derive(Default)]
pub(super) struct Stretch {
    /// The bytes, and room that is used again.
    buffer: Vec<u8>,
    length: usize,
    from: u64,
}

impl Stretch {
    /// Reads from one offset to another, or to the end.
    pub(super) fn load(&mut self, log: &dyn LogBytes, from: u64, to: u64) -> Result<(), String> {
        self.from = from.min(log.length());
        self.length = 0;
        self.grow(log, to)
    }

    /// Reads as much again.
    pub(super) fn extend(&mut self, log: &dyn LogBytes) -> Result<(), String> {
        let more = self.length.max(BEHIND) as u64;
        self.grow(log, self.end() + more)
    }

    fn grow(&mut self, log: &dyn LogBytes, to: u64) -> Result<(), String> {
        let offset = self.end();
        let more = usize::try_from(to.min(log.length()).saturating_sub(offset)).unwrap_or(usize::MAX);
        let length = self.length + more;
        if self.buffer.len() < length {
            self.buffer.resize(length, 0);
        }
        log.read_at(offset, &mut self.buffer[self.length..length])?;
        self.length = length;
        Ok(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    pub(super) fn end(&self) -> u64 {
        self.from + self.length as u64
    }

    pub(super) fn holds(&self, offset: u64) -> bool {
        (self.from..self.end()).contains(&offset)
    }

    /// The bytes between two offsets of the file.
    pub(super) fn get(&self, from: u64, to: u64) -> &[u8] {
        let at = |offset: u64| usize::try_from(offset - self.from).unwrap_or(usize::MAX);
        &self.bytes()[at(from)..at(to)]
    }
}
