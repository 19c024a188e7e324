//! A sweep over dossier logs gives what a scan gives: the same dossiers, figures, findings and ids, however the logs are cut
//! and however many read. And both give what a plain loop over the `csv` crate gives.

#![expect(clippy::disallowed_methods, reason = "tests make files of their own")]

mod both;
mod by_csv;
mod cases;
mod generate;
mod office;
mod on_disk;
mod trouble;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;

use self::both::check;
use self::office::Office;

/// Lengths of a piece around those of a block and of a row.
const PIECES: [usize; 12] = [1, 7, 31, 63, 64, 65, 100, 128, 200, 333, 4096, 1 << 18];

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(number: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES");
    asked.map_or_else(|| ProptestConfig::with_cases(number), |_| ProptestConfig::default())
}

#[test]
fn hard_cases_are_read_alike_however_they_are_cut() {
    let (office, bare) = (Office::new(), Office::without_catalogue());
    for (name, logs) in cases::all() {
        let large = logs.iter().any(|log| log.len() > 4096);
        let pieces = PIECES.into_iter().filter(|piece| !large || *piece > 200);
        let alike = catch_unwind(AssertUnwindSafe(|| {
            check(&logs, &office, pieces.zip((1..=4).cycle()));
            check(&logs, &bare, [(if large { 1000 } else { 64 }, 2)]);
        }));
        assert!(alike.is_ok(), "{name}");
    }
}

/// Pieces of every length there is: a record ends at the border of a piece, one byte before, one behind.
#[test]
fn no_length_of_a_piece_makes_a_difference() {
    let telling = [
        "a header over two lines",
        "blank lines at the end",
        "a mixture of line endings",
        "lines end with CR LF",
        "a row that looks like another within quotes",
        "newlines in several fields",
        "quotes never closed",
        "text behind closing quotes",
        "quotes in the middle of a field over lines",
        "rows of blanks",
        "a mark before a row with quotes",
    ];
    let office = Office::new();
    let found = cases::all().into_iter().filter(|(name, _)| telling.contains(name));
    let checked = found.map(|(_, logs)| {
        let lengths = 1..=logs.iter().map(Vec::len).sum::<usize>() + 1;
        check(&logs, &office, lengths.zip([2, 1, 3].into_iter().cycle()));
    });
    assert_eq!(checked.count(), telling.len());
}

/// Blocks are counted from where the rows begin: whatever is odd, or looks so, stands at each place of a block in turn.
#[test]
fn the_place_in_a_block_makes_no_difference() {
    let office = Office::new();
    let notes =
        ["a\rb", "\"a\"b", "\"a\"", "\"\"\"a\"\"\"", "\"a\nb\"", "a\"b", "\"a", "a,b", "\"a\r\nb\"\r", "\r"];
    for note in notes {
        for shift in 0..64 {
            let rows =
                [("first", "x".repeat(shift)), ("d1", note.to_owned()), ("last", "\"x\ny\"".to_owned())];
            let rows: String = rows.iter().map(|(id, note)| cases::row(id, note)).collect();
            check(&[format!("{}{rows}", cases::HEADER).into_bytes()], &office, [(1 << 18, 1)]);
        }
    }
}

/// How sweeps cut: lengths of a piece, and numbers of threads.
fn cuts() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let piece = prop_oneof![3 => prop::sample::select(PIECES.to_vec()), 1 => 1..600_usize];
    prop::collection::vec((piece, 1..=4_usize), 2)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn made_up_logs_are_read_alike(logs in generate::logs(), cuts in cuts(), bare in any::<bool>()) {
        let office = if bare { Office::without_catalogue() } else { Office::new() };
        check(&logs.0, &office, cuts);
    }

    #[test]
    fn broken_logs_are_read_alike(logs in generate::broken(), cuts in cuts()) {
        check(&logs.0, &Office::new(), cuts);
    }

    #[test]
    fn good_logs_are_counted_as_the_csv_crate_counts_them(logs in generate::good(), cut in cuts()) {
        by_csv::check(&logs.0, &Office::new(), cut);
    }
}
