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
                Some(found) if found.not_utf8 => {}
                Some(found) => {
                    sink.absorb(found.hygiene);
                    if let Some(place) = found.decomposed {
                        sink.file(place, &NotNfc);
                    }
                }
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
