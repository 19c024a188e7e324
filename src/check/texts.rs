//! What the characters of files say: hygiene, and personal data in logs. Dossier logs are looked at piece by piece, while their
//! rows are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::hygiene::{self, FileKind, Part};
use super::privacy;
use crate::diag::{Place, Sink};
use crate::model::dossier::Dossier;
use crate::repo::{Repository, read_bytes};
use crate::syntax::records::Records;
use crate::syntax::table::{LogFile, Row};
use crate::tally::{Fork, Piece, Visitor};
use crate::text::findings::hygiene::NotNfc;

/// Looks at a whole file.
pub(super) fn file(file: &LogFile<'_>, sink: &mut Sink) {
    if file.path.ends_with(".toml") {
        hygiene::check(&file.path, file.bytes, FileKind::Toml, sink);
    } else {
        hygiene::check(&file.path, file.bytes, FileKind::Csv, sink);
        privacy::check(&file.path, file.bytes, sink);
    }
}

/// What was found in the pieces of a log so far.
#[derive(Debug, Default)]
struct Found {
    hygiene: Sink,
    /// Where the first text stands that is not in NFC: one finding a file.
    decomposed: Option<Place>,
    /// Whether a piece is not UTF-8: what its bytes would mean as characters is no finding (K0106 stands there).
    not_utf8: bool,
}

impl Found {
    fn report(self, sink: &mut Sink) {
        if self.not_utf8 {
            return;
        }
        sink.absorb(self.hygiene);
        if let Some(place) = self.decomposed {
            sink.file(place, &NotNfc);
        }
    }

    fn decomposed_at(&mut self, place: Option<Place>) {
        self.decomposed = self.decomposed.take().into_iter().chain(place).min();
    }
}

/// Looks at dossier logs piece by piece.
#[derive(Debug, Default)]
pub(super) struct TextRules {
    logs: BTreeMap<Arc<str>, Found>,
}

impl TextRules {
    /// Reports what was found; logs that no piece was shown of are looked at whole.
    pub(super) fn report(mut self, repository: &Repository, sink: &mut Sink) {
        for path in &repository.dossier_logs {
            match self.logs.remove(path) {
                Some(found) => found.report(sink),
                None => {
                    // One that cannot be read was reported by its reader.
                    if let Some(bytes) = read_bytes(&repository.root, path, &mut Sink::new()) {
                        file(&LogFile { path: Arc::clone(path), bytes: &bytes }, sink);
                    }
                }
            }
        }
    }
}

impl Visitor for TextRules {
    fn dossier(&mut self, _: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {}

    fn piece(&mut self, piece: &Piece<'_>, sink: &mut Sink) {
        let (path, dialect) = (piece.head.path(), piece.head.dialect());
        let rows = Records::part(piece.rows(), dialect, piece.first_row.1);
        privacy::look(path, rows, &privacy::columns(piece.head.names()), sink);
        let found = self.logs.entry(Arc::clone(path)).or_default();
        if simdutf8::basic::from_utf8(piece.bytes).is_err() {
            found.not_utf8 = true;
            return;
        }
        let bytes = piece.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(piece.bytes);
        let part = Part { path, bytes, dialect, line: piece.line };
        let decomposed = hygiene::look(part, FileKind::Csv, &mut found.hygiene);
        found.decomposed_at(decomposed);
    }
}

impl Fork for TextRules {
    fn fork(&self) -> Self {
        Self::default()
    }

    fn join(&mut self, other: Self) {
        for (path, theirs) in other.logs {
            let own = self.logs.entry(path).or_default();
            own.hygiene.absorb(theirs.hygiene);
            own.decomposed_at(theirs.decomposed);
            own.not_utf8 |= theirs.not_utf8;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::{Code, Diagnostic};
    use crate::model::dossier::PauseBook;
    use crate::model::procedure::Catalogue;
    use crate::model::unit::Units;
    use crate::syntax::dossiers::Registers;
    use crate::tally::{LogBytes, Logs, Scan, Sweep};

    /// A log held in memory.
    struct Held([Arc<str>; 1], Arc<Vec<u8>>);

    impl Logs for Held {
        fn paths(&self) -> &[Arc<str>] {
            &self.0
        }

        fn size(&self, _: usize) -> u64 {
            self.1.len() as u64
        }

        fn open(&self, _: usize) -> Result<Arc<dyn LogBytes>, String> {
            Ok(Arc::clone(&self.1) as Arc<dyn LogBytes>)
        }
    }

    /// All findings of a log that is looked at whole and read by a scan, and by a sweep in pieces.
    fn whole_and_in_pieces(bytes: &[u8], piece: usize) -> [Vec<Diagnostic>; 2] {
        let (units, catalogue, pauses) = (Units::default(), Catalogue::default(), PauseBook::default());
        let registers = Registers { units: &units, catalogue: &catalogue, pauses: &pauses };
        let held = Held([Arc::from("data/dossiers/a.csv")], Arc::new(bytes.to_vec()));
        let log = LogFile { path: Arc::clone(&held.0[0]), bytes };
        let (mut whole, mut parts) = (Sink::new(), Sink::new());
        Scan::new(registers).read(&log, &mut (), &mut whole);
        file(&log, &mut whole);
        let mut rules = TextRules::default();
        let sweep = Sweep { piece, threads: 2, ..Sweep::new(&held, registers, &()) };
        sweep.run(&mut rules, &mut parts);
        match rules.logs.into_values().next() {
            Some(found) => found.report(&mut parts),
            None => file(&log, &mut parts),
        }
        // A sweep leaves repeated ids to a scan.
        let others = |sink: Sink| {
            sink.into_findings().into_iter().filter(|found| found.code != Code::DuplicateDossier).collect()
        };
        [others(whole), others(parts)]
    }

    #[track_caller]
    fn check(bytes: &[u8], piece: usize) {
        let [whole, parts] = whole_and_in_pieces(bytes, piece);
        assert_eq!(whole, parts, "{} by {piece}", bytes.escape_ascii());
    }

    const HEADER: &str = "dossier_id,procedure_code,unit,channel,received_at,status,note,late_reason\n";

    #[test]
    fn what_stands_in_a_piece_is_found_whatever_stands_before_it() {
        for odd in [
            "",
            "va\u{302}\r,a\u{302}",
            "a\"b",
            "\"x\"y",
            "\"a\nb\"",
            "\"",
            "\"\"\"\"",
            "ve\u{302}",
            "0912345678",
            "=1",
        ] {
            let row = |id: &str, note: &str| format!("{id},T1,vp,direct,2021-04-01,processing,{note},=1\n");
            let text = format!("{HEADER}{}{}{}", row("d1", odd), row("d2", odd), row("d3", "\"=2\""));
            for piece in 1..=text.len() {
                check(text.as_bytes(), piece);
            }
        }
        let latin = [HEADER.as_bytes(), b"d1,=1,=2,=3\n", b"d2,\xff,0912345678,\n"].concat();
        (1..=latin.len()).for_each(|piece| check(&latin, piece));
        check(format!("\u{feff}{HEADER}").as_bytes(), 1);
        check(format!("=cu\u{303},{HEADER}").as_bytes(), 1);
    }

    proptest! {
        #[test]
        fn pieces_and_whole_files_have_the_same_findings(
            rows in prop::collection::vec(prop::collection::vec("[a=\"\n\r\u{302}\u{200b}]{0,4}|\"[a=,\n]{0,5}\"|0912345678", 5..9), 1..12),
            piece in 1..200_usize,
        ) {
            let rows: Vec<String> = rows.iter().map(|cells| cells.join(",")).collect();
            check(format!("{HEADER}{}", rows.join("\n")).as_bytes(), piece);
        }
    }
}
