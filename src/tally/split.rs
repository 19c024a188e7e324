//! Cuts a piece of a log at its separators, 64 bytes at a time. The one loop that is our own because libraries cost too
//! much (`docs/decisions.md`).
//!
//! Only what is regular is cut: a quote opens a field at its beginning and closes it at its end, every record has the
//! number of fields of the header, `\r` stands outside quotes before `\n` alone. Then `csv-core` would cut the same way; whatever is
//! not regular is left to it.

use super::block::{BLOCK, Before, Block, Marks, padded};
use crate::syntax::source::number;

/// Bytes beyond this are left to the parser, lest offsets take too much room: a record of many megabytes, or a log whose
/// size was not known when it was parted.
const LONGEST: usize = 1 << 24;

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
    /// Where newlines stand within quotes.
    inner: Vec<u32>,
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
        self.count = 0;
        self.inner.clear();
        let Some(last) = limits.last.checked_sub(1) else {
            return Verdict::Regular { records: 0, end: 0 };
        };
        if bytes.len() > LONGEST {
            return Verdict::Irregular;
        }
        // Room for all that can be, made once: what is not written to costs nothing.
        let most = bytes.len() + 2 * BLOCK;
        if self.ends.len() < most {
            self.ends = vec![0; most];
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let is_open = limits.at_end && bytes.last() != Some(&b'\n');
        let rest = padded(rest, is_open);
        let mut before = Before::RECORD;
        for at in 0..blocks.len() + usize::from(rest.is_some()) {
            let block = blocks.get(at).or(rest.as_ref()).unwrap_or(&[0; BLOCK]);
            let start = at * BLOCK;
            let block = Block::of(block);
            let marks = before.read(block, limits.separator);
            // In the blocks before this one no newline can be the last.
            if start + BLOCK > last
                && let Some(bit) = block.record_from(marks, last.saturating_sub(start))
            {
                self.take(start, marks.through(bit));
                return self.verdict(bytes, start + bit + 1, before.odd, limits.width);
            }
            self.take(start, marks);
        }
        if !limits.at_end {
            return Verdict::Unfinished;
        }
        self.verdict(bytes, bytes.len() + usize::from(is_open), before.odd | before.inside, limits.width)
    }

    /// Remembers what a block holds.
    #[expect(clippy::inline_always, reason = "a call for each 64 bytes costs a tenth of the cutting")]
    #[inline(always)]
    fn take(&mut self, start: usize, marks: Marks) {
        let Marks { mut ends, mut inner } = marks;
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

    /// Every record must have the number of fields of the header: each `width`th end is a newline, and no other. Where the file ends
    /// without a newline, one is thought of behind the bytes.
    fn verdict(&self, bytes: &[u8], end: usize, odd: u64, width: usize) -> Verdict {
        let ends = self.ends();
        let cut = &bytes[..end.min(bytes.len())];
        let newlines = memchr::memchr_iter(b'\n', cut).count() + (end - cut.len());
        let records = newlines - self.inner.len();
        let is_newline = |&end: &u32| bytes.get(end as usize).is_none_or(|&byte| byte == b'\n');
        let regular = odd == 0
            && ends.len() == records * width
            && ends.iter().skip(width - 1).step_by(width).all(is_newline);
        if regular { Verdict::Regular { records, end: cut.len() } } else { Verdict::Irregular }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What cutting gives, written down byte by byte: where fields end, where newlines stand within quotes, how many records
    /// there are and where the last ends. `None` where something is not regular; `Err` where the last record goes on behind
    /// the bytes at hand.
    type Plain = Option<Result<(Vec<u32>, Vec<u32>, usize, usize), ()>>;

    /// Where a byte stands.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum State {
        FieldStart,
        Unquoted,
        Quoted,
        AfterQuote,
        AfterReturn,
    }

    fn plain(bytes: &[u8], limits: Limits) -> Plain {
        use State::{AfterQuote, AfterReturn, FieldStart, Quoted, Unquoted};
        let (mut ends, mut inner, mut records, mut fields) = (Vec::new(), Vec::new(), 0, 0);
        let mut state = FieldStart;
        let virtual_newline =
            (limits.at_end && bytes.last().is_some_and(|byte| *byte != b'\n')).then_some(&b'\n');
        if limits.last == 0 {
            return Some(Ok((ends, inner, 0, 0)));
        }
        for (at, &byte) in bytes.iter().chain(virtual_newline).enumerate() {
            let end = u32::try_from(at).unwrap();
            let is_end = byte == b'\n' || byte == limits.separator;
            state = match (state, byte) {
                (Quoted, b'"') => AfterQuote,
                (Quoted, b'\n') if at == bytes.len() => return None,
                (Quoted, b'\n') => {
                    inner.push(end);
                    Quoted
                }
                (Quoted, _) | (FieldStart | AfterQuote, b'"') => Quoted,
                (AfterReturn, byte) if byte != b'\n' => return None,
                (_, b'\r') => AfterReturn,
                (_, _) if is_end => FieldStart,
                (AfterQuote, _) | (Unquoted, b'"') => return None,
                _ => Unquoted,
            };
            if state != FieldStart {
                continue;
            }
            ends.push(end);
            fields += 1;
            if byte == b'\n' {
                records += 1;
                if std::mem::take(&mut fields) != limits.width {
                    return None;
                }
                if at + 1 >= limits.last {
                    return Some(Ok((ends, inner, records, (at + 1).min(bytes.len()))));
                }
            } else if fields == limits.width {
                return None;
            }
        }
        match (limits.at_end, state) {
            (true, Quoted) => None,
            (true, _) => Some(Ok((ends, inner, records, bytes.len()))),
            (false, _) => Some(Err(())),
        }
    }

    /// Cuts bytes in both ways. Bytes behind the last record may make the one way call a piece not regular, which is no
    /// mistake: it is read by the parser then.
    #[track_caller]
    fn check(splitter: &mut Splitter, bytes: &[u8], limits: Limits) {
        let verdict = splitter.split(bytes, limits);
        let told = || format!("{:?} {limits:?}", bytes.escape_ascii().to_string());
        let expected = plain(bytes, limits);
        match (verdict, expected) {
            (Verdict::Regular { records, end }, Some(Ok((ends, inner, expected, plain_end)))) => {
                assert_eq!((records, end), (expected, plain_end), "{}", told());
                assert_eq!(
                    (splitter.ends(), splitter.inner_newlines()),
                    (&ends[..], &inner[..]),
                    "{}",
                    told()
                );
            }
            (Verdict::Unfinished, Some(Err(())) | None) => assert!(!limits.at_end, "{}", told()),
            (Verdict::Irregular, None) => {}
            (Verdict::Irregular, Some(Ok((.., end)))) => assert!(end < bytes.len(), "{}", told()),
            (verdict, expected) => panic!("{verdict:?}, not {expected:?}: {}", told()),
        }
    }

    /// All texts of some letters up to a length.
    fn texts(letters: &'static [u8], length: u32) -> impl Iterator<Item = Vec<u8>> {
        let count = letters.len();
        (0..=length).flat_map(move |length| {
            (0..count.pow(length)).map(move |mut number| {
                let mut letter = || {
                    let letter = letters[number % count];
                    number /= count;
                    letter
                };
                (0..length).map(|_| letter()).collect()
            })
        })
    }

    /// A record of some fields that is so many bytes long, its newline included.
    fn filler(width: usize, length: usize) -> Vec<u8> {
        let separators = width - 1;
        let mut record = vec![b'a'; length - width];
        record.extend(vec![b','; separators]);
        record.push(b'\n');
        record
    }

    const LETTERS: &[u8] = b"a,\"\n\r";

    fn whole(width: usize, length: usize) -> Limits {
        Limits { last: length, at_end: true, separator: b',', width }
    }

    #[test]
    fn short_texts_are_cut_as_byte_by_byte() {
        let mut splitter = Splitter::default();
        for text in texts(LETTERS, 7) {
            for width in 1..=3 {
                check(&mut splitter, &text, whole(width, text.len()));
            }
        }
    }

    #[test]
    fn the_border_of_two_blocks_makes_no_difference() {
        let mut splitter = Splitter::default();
        for text in texts(LETTERS, 5) {
            let width = 1 + memchr::memchr_iter(b',', &text).count();
            for before in BLOCK - text.len()..=BLOCK {
                let bytes = [filler(width, before), text.clone()].concat();
                check(&mut splitter, &bytes, whole(width, bytes.len()));
            }
        }
    }

    #[test]
    fn a_piece_ends_with_the_record_that_begins_before_its_limit() {
        let mut splitter = Splitter::default();
        for text in texts(b"a,\"\n", 5) {
            for width in 1..=2 {
                let bytes = [filler(width, BLOCK - 3), text.clone(), filler(width, 2 * BLOCK)].concat();
                let cut = &bytes[..BLOCK - 3 + text.len()];
                for last in (BLOCK - 4..=cut.len() + 1).chain([0, 1, bytes.len()]) {
                    let limits = Limits { last, ..whole(width, 0) };
                    check(&mut splitter, &bytes, limits);
                    check(&mut splitter, cut, Limits { last: last.min(cut.len()), at_end: false, ..limits });
                }
            }
        }
    }

    /// The records of a text that was cut, without those of a blank line, which the crate passes over.
    fn records(splitter: &Splitter, text: &[u8], width: usize) -> Vec<Vec<String>> {
        let mut start = 0;
        let field = |&end: &u32| {
            let raw = &text[start..end as usize];
            start = end as usize + 1;
            let ends_record = text.get(end as usize).is_none_or(|byte| *byte == b'\n');
            let raw = raw.strip_suffix(b"\r").filter(|_| ends_record).unwrap_or(raw);
            let bare = raw.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
            let text = String::from_utf8_lossy(bare.unwrap_or(raw)).into_owned();
            if bare.is_some() { text.replace("\"\"", "\"") } else { text }
        };
        let fields: Vec<String> = splitter.ends().iter().map(field).collect();
        fields.chunks(width).filter(|fields| *fields != [""]).map(<[String]>::to_vec).collect()
    }

    #[test]
    fn what_is_regular_is_cut_as_the_csv_crate_cuts_it() {
        let mut splitter = Splitter::default();
        for text in texts(LETTERS, 7) {
            let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let width = 1 + memchr::memchr_iter(b',', line).count();
            if splitter.split(&text, whole(width, text.len())) == Verdict::Irregular {
                continue;
            }
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&text[..]);
            let expected = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect());
            let expected = expected.filter(|fields: &Vec<String>| *fields != [""]);
            let told = text.escape_ascii();
            assert_eq!(records(&splitter, &text, width), expected.collect::<Vec<_>>(), "{told}");
        }
    }

    proptest! {
        #[test]
        fn long_texts_are_cut_as_byte_by_byte(
            records in prop::collection::vec(
                "([a-d]{0,9},){2}([a-d]{0,9}|\"([a-d\n,]|\"\"){0,90}\")\r?\n", 1..12,
            ),
            [last, cut, letter] in any::<[prop::sample::Index; 3]>(),
            change in prop::option::of(prop::sample::select(LETTERS)),
        ) {
            let mut bytes = records.concat().into_bytes();
            if let Some(change) = change {
                let at = letter.index(bytes.len());
                bytes[at] = change;
            }
            let mut splitter = Splitter::default();
            check(&mut splitter, &bytes, whole(3, bytes.len()));
            let cut = &bytes[..=cut.index(bytes.len())];
            let limits = Limits { last: 1 + last.index(cut.len()), ..whole(3, 0) };
            check(&mut splitter, cut, limits);
            check(&mut splitter, cut, Limits { at_end: false, ..limits });
        }
    }
}
