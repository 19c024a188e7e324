//! A zip file of Excel or `LibreOffice` within bounds.

use std::io::{Cursor, Read as _, Write};

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
    /// first, since most that are too large say so. Tells whether cells are merged in any sheet.
    pub(super) fn bound(&mut self) -> Result<bool, Unreadable> {
        self.bound_to(LARGEST_UNPACKED, LARGEST_TEXTS)
    }

    fn bound_to(&mut self, all: u64, texts: u64) -> Result<bool, Unreadable> {
        if self.archive.decompressed_size().unwrap_or_default() > u128::from(all) {
            return Err(Unreadable::TooLargeUnpacked(all));
        }
        let mut left = all;
        let mut glance = Glance::default();
        for at in 0..self.archive.len() {
            let part = self.archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
            let is_texts = part.name().is_ok_and(|name| name.eq_ignore_ascii_case(TEXTS));
            let limit = if is_texts { texts.min(left) } else { left };
            let copied = std::io::copy(&mut part.take(limit + 1), &mut glance);
            let size = copied.map_err(|_| Unreadable::Damaged)?;
            if size > limit {
                return Err(Unreadable::TooLargeUnpacked(limit));
            }
            left -= size;
        }
        Ok(glance.found)
    }
}

/// The tag of a merged cell.
const MERGED: &[u8] = b"mergeCell";

/// Looks for merged cells in what is unpacked, and keeps nothing but the end of the block before.
#[derive(Debug, Default)]
struct Glance {
    end: Vec<u8>,
    found: bool,
}

impl Write for Glance {
    fn write(&mut self, block: &[u8]) -> std::io::Result<usize> {
        if !self.found {
            self.end.extend_from_slice(&block[..block.len().min(MERGED.len())]);
            self.found = memchr::memmem::find(&self.end, MERGED).is_some()
                || memchr::memmem::find(block, MERGED).is_some();
            self.end.clear();
            self.end.extend_from_slice(&block[block.len().saturating_sub(MERGED.len() - 1)..]);
        }
        Ok(block.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_unpacked_up_to_the_limit_and_not_further() {
        let bytes = packed(&[("a", &[b' '; 600]), (TEXTS, &[b' '; 300])]);
        let bound = |all, texts| Package::open(&bytes).unwrap().bound_to(all, texts);
        assert_eq!(bound(900, 300), Ok(false));
        assert_eq!(bound(899, 300), Err(Unreadable::TooLargeUnpacked(899)));
        assert_eq!(bound(900, 299), Err(Unreadable::TooLargeUnpacked(299)));
    }

    /// A bomb may say that it is small: the size in its list of parts is changed to 1.
    #[test]
    fn a_part_that_lies_about_its_size_is_stopped_all_the_same() {
        let mut bytes = packed(&[("a", &[b' '; 6_000])]);
        let list = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[list + 24..list + 28].copy_from_slice(&1_u32.to_le_bytes());
        let bound = Package::open(&bytes).unwrap().bound_to(1000, 1000);
        assert!(matches!(bound, Err(Unreadable::TooLargeUnpacked(_) | Unreadable::Damaged)), "{bound:?}");
    }

    #[test]
    fn merged_cells_are_seen_across_blocks() {
        for cut in 0..=12 {
            let mut glance = Glance::default();
            let text = b"--<mergeCells>--";
            glance.write_all(&text[..cut]).unwrap();
            glance.write_all(&text[cut..]).unwrap();
            assert!(glance.found, "{cut}");
        }
        let mut glance = Glance::default();
        glance.write_all(b"--<merge").unwrap();
        glance.write_all(b"d>--").unwrap();
        assert!(!glance.found);
    }
}
