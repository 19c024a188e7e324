//! A log on disk, read by offset.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads files of its own")]

use std::fs::File;
use std::path::Path;

use kstthc::tally::LogBytes;

/// A file on disk.
pub(crate) struct OnDisk {
    file: File,
    length: u64,
}

impl OnDisk {
    /// Opens a file.
    pub(crate) fn open(path: &Path) -> Self {
        let file = File::open(path).expect("the log");
        let length = file.metadata().expect("the log").len();
        Self { file, length }
    }
}

impl LogBytes for OnDisk {
    fn length(&self) -> u64 {
        self.length
    }

    #[cfg(unix)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, buffer, offset)
            .map_err(|error| error.to_string())
    }

    #[cfg(windows)]
    fn read_at(&self, mut offset: u64, mut buffer: &mut [u8]) -> Result<(), String> {
        while !buffer.is_empty() {
            let read = std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset);
            match read.map_err(|error| error.to_string())? {
                0 => return Err("the file was cut short".to_owned()),
                read => (offset, buffer) = (offset + read as u64, &mut buffer[read..]),
            }
        }
        Ok(())
    }
}
