//! How many cells the sheets of an old workbook span, told before they are read.
//!
//! The reader makes a table of all that lies between the first and the last cell of each sheet, so a few hundred bytes with
//! two cells in far corners would cost half a gigabyte a sheet. Only the records' places are looked at here: the stream
//! "Workbook" of the compound file ([MS-CFB]), and in it the cell records from each sheet's offset ([MS-XLS]).

/// The end of a chain of sectors, and whatever is no sector.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Streams below this size lie in the small sectors.
const SMALL: usize = 4096;

/// How many cells all sheets span; `None` where no such stream is found.
pub(in crate::import) fn spanned_cells(bytes: &[u8]) -> Option<u64> {
    let book = Compound::open(bytes)?.book()?;
    let mut offsets = Vec::new();
    for (kind, data) in records(&book, 0) {
        match kind {
            0x0a => break,
            0x85 => offsets.push(usize::try_from(long(data, 0)?).ok()?),
            _ => {}
        }
    }
    Some(offsets.into_iter().map(|offset| spanned_from(&book, offset)).sum())
}

/// The first and last row or column that was seen.
type Reach = Option<(u16, u16)>;

/// How many cells the sheet at an offset spans.
fn spanned_from(book: &[u8], offset: usize) -> u64 {
    let (mut rows, mut columns): (Reach, Reach) = (None, None);
    for (kind, data) in records(book, offset) {
        let last = match kind {
            0x0a => break,
            // One cell: formula, text, number, truth or error.
            0x06 | 0xfd | 0xd6 | 0x203..=0x205 | 0x27e => short(data, 2),
            // Several numbers side by side; the last column stands last.
            0xbd => data.len().checked_sub(2).and_then(|at| short(data, at)),
            _ => continue,
        };
        let (Some(row), Some(first), Some(last)) = (short(data, 0), short(data, 2), last) else { continue };
        let widen = |reach: Reach, low: u16, high: u16| {
            reach.map_or((low, high), |(least, most)| (least.min(low), most.max(high)))
        };
        rows = Some(widen(rows, row, row));
        columns = Some(widen(columns, first, last.max(first)));
    }
    let length = |reach: Reach| reach.map_or(0, |(least, most)| u64::from(most - least) + 1);
    length(rows) * length(columns)
}

/// The records of a stream from an offset: kind and data.
fn records(book: &[u8], offset: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = book.get(offset..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (short(rest, 0)?, usize::from(short(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((kind, data))
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A compound file: sectors, and for each the one that follows it.
struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    next: Vec<u32>,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = 1_usize << short(bytes, 30)?.min(12);
        let mut file = Self { bytes, sector, next: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + 4 * at)).collect();
        let mut more = long(bytes, 68)?;
        // No file has more tables than sectors.
        while more < LAST_SECTOR && tables.len() * sector <= bytes.len() {
            let part = file.at(more)?;
            let entries = sector / 4 - 1;
            tables.extend((0..entries).filter_map(|at| long(part, 4 * at)));
            more = long(part, 4 * entries)?;
        }
        for table in tables.into_iter().filter(|table| *table < LAST_SECTOR) {
            let Some(part) = file.at(table) else { continue };
            let entries: Vec<u32> = (0..sector / 4).filter_map(|at| long(part, 4 * at)).collect();
            file.next.extend(entries);
        }
        Some(file)
    }

    /// A sector; the last one may be cut.
    fn at(&self, number: u32) -> Option<&'b [u8]> {
        let start = (usize::try_from(number).ok()? + 1).checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..rest.len().min(self.sector)])
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, mut number: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        while number < LAST_SECTOR && bytes.len() <= self.bytes.len() {
            let Some(part) = self.at(number) else { break };
            bytes.extend_from_slice(part);
            number = self.next.get(number as usize).copied().unwrap_or(LAST_SECTOR);
        }
        bytes
    }

    /// The stream that holds the workbook.
    fn book(&self) -> Option<Vec<u8>> {
        let folder = self.chain(long(self.bytes, 48)?);
        let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
        let named = |entry: &&&[u8]| {
            let length = usize::from(short(entry, 64).unwrap_or_default()).saturating_sub(2).min(64);
            let name: Vec<u16> = entry[..length].chunks_exact(2).filter_map(|pair| short(pair, 0)).collect();
            let name = String::from_utf16_lossy(&name);
            name.eq_ignore_ascii_case("Workbook") || name.eq_ignore_ascii_case("Book")
        };
        let entry = entries.iter().find(named)?;
        let (start, size) = (long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?);
        let mut stream =
            if size < SMALL { self.small_chain(entries.first()?, start)? } else { self.chain(start) };
        stream.truncate(size);
        Some(stream)
    }

    /// The bytes of a chain of small sectors, which lie in the stream of the root.
    fn small_chain(&self, root: &[u8], mut number: u32) -> Option<Vec<u8>> {
        let (room, table) = (self.chain(long(root, 116)?), self.chain(long(self.bytes, 60)?));
        let mut bytes = Vec::new();
        while number < LAST_SECTOR && bytes.len() < SMALL {
            let start = usize::try_from(number).ok()?.checked_mul(64)?;
            bytes.extend_from_slice(room.get(start..start + 64)?);
            number = long(&table, 4 * usize::try_from(number).ok()?)?;
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test reads its fixture")]
    fn fixture(name: &str) -> Vec<u8> {
        std::fs::read(format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    /// Rows 1 to 8 and columns A to G; the far one has A1 and IV65536 in each of three sheets.
    #[test]
    fn the_cells_between_the_first_and_the_last_are_counted_sheet_by_sheet() {
        assert_eq!(spanned_cells(&fixture("e-par-tiep-nhan.xls")), Some(8 * 7));
        assert_eq!(spanned_cells(&fixture("o-lac.xls")), Some(3 * 65_536 * 256));
    }

    #[test]
    fn a_broken_file_never_panics() {
        let mut bytes = fixture("e-par-tiep-nhan.xls");
        for at in (0..bytes.len()).step_by(7) {
            bytes[at] ^= 0x5a;
            let _ = spanned_cells(&bytes);
        }
        for length in (0..bytes.len()).step_by(11) {
            let _ = spanned_cells(&bytes[..length]);
        }
    }
}
