//! Cuts a piece of a log at its separators, 64 bytes at a time. The one loop that is our own because libraries cost too
//! much (`docs/decisions.md`).
//!
//! Only what is regular is cut: a quote opens a field at its beginning and closes it at its end, every record has the
//! number of fields of the header, `\r` stands outside quotes before `\n` alone. Then `csv-core` would cut the same way; whatever is
//! not regular is left to it.

use wide::u8x16;

use crate::syntax::source::number;

/// How many bytes are looked at together: one bit each of a word.
const BLOCK: usize = 64;

/// What came of cutting a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was cut.
    Regular {
        /// How many records it has.
        records: usize,
        /// Where it ends: behind the line ending of its last record.
        end: usize,
    },
    /// Something is not regular.
    Irregular,
    /// Its last record is longer than the bytes at hand.
    Unfinished,
}

/// How far the bytes reach, and how the file is cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The first record that begins at or behind this offset is not the piece's.
    pub(super) last: usize,
    /// Whether the bytes reach to the end of the file.
    pub(super) at_end: bool,
    /// What stands between two fields.
    pub(super) separator: u8,
    /// How many fields a record has.
    pub(super) width: usize,
}

/// Cuts pieces; keeps its memory between them.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    /// Where each field ends, the last of a record at its `\n`.
    ends: Vec<u32>,
    /// How many of them there are.
    count: usize,
    /// How many of them end a record.
    records: usize,
    /// Where newlines stand within quotes.
    inner: Vec<u32>,
}

/// The bits of a block: which bytes are what.
#[derive(Clone, Copy)]
struct Masks {
    separators: u64,
    quotes: u64,
    newlines: u64,
    returns: u64,
}

impl Masks {
    #[inline]
    fn of(block: &[u8; BLOCK], separator: u8) -> Self {
        let (lanes, _) = block.as_chunks::<16>();
        let lanes = [lanes[0], lanes[1], lanes[2], lanes[3]].map(u8x16::new);
        let equal = |byte: u8| {
            let bits = lanes.map(|lane| u64::from(lane.simd_eq(u8x16::splat(byte)).to_bitmask() & 0xffff));
            bits[0] | bits[1] << 16 | bits[2] << 32 | bits[3] << 48
        };
        Self {
            separators: equal(separator),
            quotes: equal(b'"'),
            newlines: equal(b'\n'),
            returns: equal(b'\r'),
        }
    }
}

/// What a block must know of the bytes before it: one bit each, but for `inside`.
#[derive(Clone, Copy)]
struct Before {
    /// All ones within quotes.
    inside: u64,
    /// The byte before ends a field.
    ends_field: u64,
    /// The byte before closes quotes.
    closes: u64,
    /// The byte before is a `\r` outside quotes.
    returns: u64,
    /// Anything but 0: something was not regular.
    odd: u64,
}

impl Before {
    /// At the beginning of a record.
    const RECORD: Self = Self { inside: 0, ends_field: 1, closes: 0, returns: 0, odd: 0 };

    /// Reads a block; returns its separators and newlines outside quotes, its newlines alone, and those within quotes.
    #[inline]
    fn read(&mut self, masks: Masks) -> Marks {
        let Masks { separators, quotes, newlines, returns } = masks;
        let inside = prefix_xor(quotes) ^ self.inside;
        let records = newlines & !inside;
        let ends = (separators | newlines) & !inside;
        let returns = returns & !inside;
        let (opens, closes) = (quotes & inside, quotes & !inside);
        let after_end = ends << 1 | self.ends_field;
        let after_close = closes << 1 | self.closes;
        let after_return = returns << 1 | self.returns;
        // A quote opens a field, or stands behind another one that it doubles; behind one that closes nothing else stands.
        self.odd |= opens & !(after_end | after_close);
        self.odd |= after_close & !(separators | newlines | returns | quotes);
        self.odd |= after_return & !newlines;
        self.inside = 0_u64.wrapping_sub(inside >> 63);
        self.ends_field = ends >> 63;
        self.closes = closes >> 63;
        self.returns = returns >> 63;
        Marks { ends, records, inner: newlines & inside }
    }
}

/// Each bit becomes the exclusive or of all bits up to it: within quotes or not.
const fn prefix_xor(mut bits: u64) -> u64 {
    let mut shift = 1;
    while shift < BLOCK {
        bits ^= bits << shift;
        shift *= 2;
    }
    bits
}

/// What a block holds.
#[derive(Clone, Copy)]
struct Marks {
    /// Separators and newlines outside quotes.
    ends: u64,
    /// Of these, the newlines.
    records: u64,
    /// Newlines within quotes.
    inner: u64,
}

impl Marks {
    /// Those up to a bit, itself included.
    const fn through(self, bit: usize) -> Self {
        let kept = u64::MAX >> (BLOCK - 1 - bit);
        Self { ends: self.ends & kept, records: self.records & kept, inner: self.inner & kept }
    }

    /// The first newline outside quotes at or behind a bit.
    const fn record_from(self, bit: usize) -> Option<usize> {
        if bit >= BLOCK || self.records >> bit == 0 {
            return None;
        }
        Some(bit + (self.records >> bit).trailing_zeros() as usize)
    }
}

impl Splitter {
    /// Where the fields of the piece end, the last of a record at its newline.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends[..self.count]
    }

    /// The offsets of newlines within quotes.
    pub(super) fn inner_newlines(&self) -> &[u32] {
        &self.inner
    }

    /// Cuts the bytes of a piece, which begin where a record begins.
    pub(super) fn split(&mut self, bytes: &[u8], limits: Limits) -> Verdict {
        (self.count, self.records) = (0, 0);
        self.inner.clear();
        let Some(last) = limits.last.checked_sub(1) else {
            return Verdict::Regular { records: 0, end: 0 };
        };
        // Offsets are of 32 bits.
        if u32::try_from(bytes.len() + BLOCK).is_err() {
            return Verdict::Irregular;
        }
        // Room for all that can be, made once: what is not written to costs nothing.
        let most = bytes.len() + 2 * BLOCK;
        if self.ends.len() < most {
            self.ends = vec![0; most];
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let rest = padded(rest, limits.at_end && bytes.last() != Some(&b'\n'));
        let mut before = Before::RECORD;
        for at in 0..blocks.len() + usize::from(rest.is_some()) {
            let block = blocks.get(at).or(rest.as_ref()).unwrap_or(&[0; BLOCK]);
            let start = at * BLOCK;
            let mut marks = before.read(Masks::of(block, limits.separator));
            // In the blocks before this one no newline can be the last.
            let found =
                if start + BLOCK > last { marks.record_from(last.saturating_sub(start)) } else { None };
            if let Some(bit) = found {
                marks = marks.through(bit);
            }
            self.take(start, marks);
            if let Some(bit) = found {
                return self.verdict(bytes, (start + bit + 1).min(bytes.len()), before.odd, limits.width);
            }
        }
        if !limits.at_end {
            return Verdict::Unfinished;
        }
        self.verdict(bytes, bytes.len(), before.odd | before.inside, limits.width)
    }

    /// Remembers what a block holds.
    #[expect(clippy::inline_always, reason = "a call for each 64 bytes costs a tenth of the cutting")]
    #[inline(always)]
    fn take(&mut self, start: usize, marks: Marks) {
        let Marks { mut ends, records, mut inner } = marks;
        self.records += records.count_ones() as usize;
        // Eight at a time, some for nothing: cheaper than to stop in time.
        let start = number(start);
        let found = ends.count_ones() as usize;
        let (eights, _) = self.ends[self.count..self.count + BLOCK].as_chunks_mut::<8>();
        for eight in eights.iter_mut().take(found.div_ceil(8)) {
            for end in eight {
                *end = start + ends.trailing_zeros();
                ends &= ends.wrapping_sub(1);
            }
        }
        self.count += found;
        while inner != 0 {
            self.inner.push(start + inner.trailing_zeros());
            inner &= inner - 1;
        }
    }

    /// Every record must have the number of fields of the header: each `width`th end is a newline, and no other.
    fn verdict(&self, bytes: &[u8], end: usize, odd: u64, width: usize) -> Verdict {
        let ends = self.ends();
        let is_newline = |&end: &u32| bytes.get(end as usize).is_none_or(|&byte| byte == b'\n');
        let regular = odd == 0
            && ends.len() == self.records * width
            && ends.iter().skip(width - 1).step_by(width).all(is_newline);
        if regular { Verdict::Regular { records: self.records, end } } else { Verdict::Irregular }
    }
}

/// The last bytes as a block; with a newline behind them where the file ends without one.
fn padded(rest: &[u8], with_newline: bool) -> Option<[u8; BLOCK]> {
    if rest.is_empty() && !with_newline {
        return None;
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    if with_newline {
        block[rest.len()] = b'\n';
    }
    Some(block)
}
