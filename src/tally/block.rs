//! What stands in 64 bytes of a log: a bit for each byte, and arithmetic on words tells quotes.

use wide::u8x16;

/// How many bytes are looked at together: one bit each of a word.
pub(super) const BLOCK: usize = 64;

/// A block as it is compared.
#[derive(Clone, Copy)]
pub(super) struct Block([u8x16; 4]);

impl Block {
    #[inline]
    pub(super) fn of(bytes: &[u8; BLOCK]) -> Self {
        let (lanes, _) = bytes.as_chunks::<16>();
        Self([lanes[0], lanes[1], lanes[2], lanes[3]].map(u8x16::new))
    }

    /// All ones for each byte that is this one.
    #[inline]
    fn equal(self, byte: u8) -> Self {
        Self(self.0.map(|lane| lane.simd_eq(u8x16::splat(byte))))
    }

    #[inline]
    fn or(self, Self(other): Self) -> Self {
        let Self(own) = self;
        Self([own[0] | other[0], own[1] | other[1], own[2] | other[2], own[3] | other[3]])
    }

    #[inline]
    fn any(self) -> bool {
        let [a, b, c, d] = self.0;
        (a | b | c | d).to_bitmask() != 0
    }

    /// A bit for each byte.
    #[inline]
    fn bits(self) -> u64 {
        let bits = self.0.map(|lane| u64::from(lane.to_bitmask() & 0xffff));
        bits[0] | bits[1] << 16 | bits[2] << 32 | bits[3] << 48
    }

    /// The first newline outside quotes at or behind a bit, where the block holds these marks.
    pub(super) fn record_from(self, marks: Marks, bit: usize) -> Option<usize> {
        let records = self.equal(b'\n').bits() & marks.ends;
        if bit >= BLOCK || records >> bit == 0 {
            return None;
        }
        Some(bit + (records >> bit).trailing_zeros() as usize)
    }
}

/// What a block must know of the bytes before it: one bit each, but for `inside`.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// All ones within quotes.
    pub(super) inside: u64,
    /// The byte before ends a field.
    ends_field: u64,
    /// The byte before closes quotes.
    closes: u64,
    /// The byte before is a `\r` outside quotes.
    returns: u64,
    /// Anything but 0: something was not regular.
    pub(super) odd: u64,
}

impl Before {
    /// At the beginning of a record.
    pub(super) const RECORD: Self = Self { inside: 0, ends_field: 1, closes: 0, returns: 0, odd: 0 };

    /// Reads a block; returns what it holds.
    #[inline]
    pub(super) fn read(&mut self, block: Block, separator: u8) -> Marks {
        let newlines = block.equal(b'\n');
        let ends = block.equal(separator).or(newlines);
        let (quotes, returns) = (block.equal(b'"'), block.equal(b'\r'));
        // Most blocks have neither.
        if self.inside | self.closes | self.returns != 0 || quotes.or(returns).any() {
            return self.read_any(ends.bits(), newlines.bits(), quotes.bits(), returns.bits());
        }
        let ends = ends.bits();
        self.ends_field = ends >> 63;
        Marks { ends, inner: 0 }
    }

    fn read_any(&mut self, ends: u64, newlines: u64, quotes: u64, returns: u64) -> Marks {
        let inside = prefix_xor(quotes) ^ self.inside;
        let returns = returns & !inside;
        let (opens, closes) = (quotes & inside, quotes & !inside);
        let after_end = (ends & !inside) << 1 | self.ends_field;
        let after_close = closes << 1 | self.closes;
        let after_return = returns << 1 | self.returns;
        // A quote opens a field, or stands behind another one that it doubles; behind one that closes nothing else stands.
        self.odd |= opens & !(after_end | after_close);
        self.odd |= after_close & !(ends | returns | quotes);
        self.odd |= after_return & !newlines;
        self.inside = 0_u64.wrapping_sub(inside >> 63);
        self.ends_field = (ends & !inside) >> 63;
        self.closes = closes >> 63;
        self.returns = returns >> 63;
        Marks { ends: ends & !inside, inner: newlines & inside }
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
pub(super) struct Marks {
    /// Separators and newlines outside quotes.
    pub(super) ends: u64,
    /// Newlines within quotes.
    pub(super) inner: u64,
}

impl Marks {
    /// Those up to a bit, itself included.
    pub(super) const fn through(self, bit: usize) -> Self {
        let kept = u64::MAX >> (BLOCK - 1 - bit);
        Self { ends: self.ends & kept, inner: self.inner & kept }
    }
}

/// The last bytes as a block; with a newline behind them where the file ends without one.
pub(super) fn padded(rest: &[u8], with_newline: bool) -> Option<[u8; BLOCK]> {
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
