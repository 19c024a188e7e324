//! Digits, eight bytes at a time: the dates and ids of millions of rows.

/// The upper halves of eight bytes.
const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
/// What carries a value beyond nine into the upper half of its byte.
const SIXES: u64 = 0x0606_0606_0606_0606;

/// Reads eight bytes against a pattern of as many: `0` stands for any digit, everything else for itself. Returns for each byte
/// the number it makes with the one behind it, the pattern's own bytes taken as 0.
#[inline]
pub(crate) fn pairs(text: [u8; 8], pattern: [u8; 8]) -> Option<[u32; 8]> {
    // Each digit becomes its value, everything else of the pattern 0; nothing else stays below ten where a digit may be.
    let values = u64::from_le_bytes(text) ^ u64::from_le_bytes(pattern);
    let others = u64::from_le_bytes(pattern.map(|byte| if byte == b'0' { 0 } else { u8::MAX }));
    let beyond_nine = (values | ((values & !HIGH) + SIXES)) & HIGH;
    // Ninety-nine at the most, so nothing is carried.
    (beyond_nine | values & others == 0).then(|| (10 * values + (values >> 8)).to_le_bytes().map(u32::from))
}
