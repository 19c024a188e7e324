//! Chance that comes out the same each time: `SplitMix64`, seeded by a name.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// A stream of chances.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of a name; streams of different names do not touch each other (FNV-1a).
    pub(crate) fn named(name: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(SEED, mix))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `first` to `last`, both included; `first` where there is none between.
    pub(crate) fn between(&mut self, first: u32, last: u32) -> u32 {
        let span = u64::from(last.saturating_sub(first)) + 1;
        // The rest of a division by at most 2³² is below it.
        first + u32::try_from(self.next() % span).unwrap_or_default()
    }

    /// Something that happens `n` times in a thousand.
    pub(crate) fn in_thousand(&mut self, n: u32) -> bool {
        self.between(0, 999) < n
    }

    /// One of some things.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.between(0, u32::try_from(from.len() - 1).unwrap_or(u32::MAX)) as usize]
    }

    /// One of some things, the heavier the likelier.
    pub(crate) fn weighted<'t, T>(&mut self, from: &[&'t T], weight: impl Fn(&T) -> u32) -> &'t T {
        let total: u32 = from.iter().map(|thing| weight(thing)).sum();
        let mut rest = self.between(0, total.saturating_sub(1));
        for thing in from {
            match rest.checked_sub(weight(thing)) {
                Some(left) => rest = left,
                None => return thing,
            }
        }
        from[0]
    }
}
