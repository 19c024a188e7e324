//! What a sweep reads, and what it tells of it.

use std::sync::Arc;

use crate::syntax::table::LogHead;

/// The bytes of a log.
pub trait LogBytes: Send + Sync {
    /// How many there are.
    fn length(&self) -> u64;

    /// Fills a buffer from an offset on.
    ///
    /// # Errors
    ///
    /// Why they cannot be read, in Vietnamese.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String>;
}

/// A log in memory.
impl LogBytes for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let bytes = self.get(from..).and_then(|rest| rest.get(..buffer.len()));
        buffer.copy_from_slice(bytes.ok_or("tệp ngắn hơn lúc mở")?);
        Ok(())
    }
}

/// The logs to be read, by number.
pub trait Logs: Sync {
    /// The paths shown for them, in order.
    fn paths(&self) -> &[Arc<str>];

    /// About how many bytes a log has.
    fn size(&self, log: usize) -> u64;

    /// Opens a log.
    ///
    /// # Errors
    ///
    /// Why it cannot be opened, in Vietnamese.
    fn open(&self, log: usize) -> Result<Arc<dyn LogBytes>, String>;
}

/// Is told how many bytes were read, now and then, by whoever reads.
pub trait Watch: Sync {
    /// So many more bytes were read, of about so many; 0 where that cannot be told.
    fn read(&self, bytes: usize, total: u64);

    /// All is read once more from the beginning.
    fn restart(&self);
}

impl Watch for () {
    fn read(&self, _: usize, _: u64) {}

    fn restart(&self) {}
}

/// A piece of a log, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'p> {
    /// The header.
    pub head: &'p LogHead,
    /// The bytes: of the first piece those of the header too.
    pub bytes: &'p [u8],
    /// The line they begin on.
    pub line: u32,
    /// The offset and the line of the first row among them.
    pub first_row: (usize, u32),
}

impl<'p> Piece<'p> {
    /// The bytes of its rows.
    #[must_use]
    pub fn rows(&self) -> &'p [u8] {
        &self.bytes[self.first_row.0..]
    }
}
