//! A zip file of Excel or `LibreOffice` within bounds.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::Unreadable;

/// How large all parts may be together once unpacked, in bytes. A sheet is read row by row, so this costs time alone.
const LARGEST_UNPACKED: u64 = 1 << 30;
/// How large the table of texts may be, which is kept whole.
const LARGEST_TEXTS: u64 = 256 << 20;
/// The part that holds it.
const TEXTS: &str = "xl/sharedStrings.xml";

/// The bytes of a zip file, as readers take them.
pub(super) type Bytes<'b> = Cursor<&'b [u8]>;

/// A zip file.
#[derive(Debug)]
pub(super) struct Package<'b> {
    pub(super) archive: ZipArchive<Bytes<'b>>,
}

impl<'b> Package<'b> {
    /// Reads the list of parts.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        Ok(Self { archive })
    }

    /// Tells whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Unpacks everything once and keeps nothing: what the parts say of their size may be untrue. What they say is asked
    /// first, since most that are too large say so.
    pub(super) fn bound(&mut self) -> Result<(), Unreadable> {
        let stated = self.archive.decompressed_size().unwrap_or_default();
        if stated > u128::from(LARGEST_UNPACKED) {
            return Err(Unreadable::TooLargeUnpacked(LARGEST_UNPACKED));
        }
        let mut left = LARGEST_UNPACKED;
        for at in 0..self.archive.len() {
            let part = self.archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
            let is_texts = part.name().is_ok_and(|name| name.eq_ignore_ascii_case(TEXTS));
            let limit = if is_texts { LARGEST_TEXTS.min(left) } else { left };
            let copied = std::io::copy(&mut part.take(limit + 1), &mut std::io::sink());
            let size = copied.map_err(|_| Unreadable::Damaged)?;
            if size > limit {
                return Err(Unreadable::TooLargeUnpacked(limit));
            }
            left -= size;
        }
        Ok(())
    }
}
