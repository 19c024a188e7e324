//! Reads dossier logs once and shows every good row to a visitor.

use std::sync::Arc;

use super::ids::IdIndex;
use super::logs::{Piece, Watch};
use crate::diag::{Place, Sink};
use crate::model::dossier::Dossier;
use crate::syntax::dossiers::{COLUMNS, ID, Registers, read_dossier};
use crate::syntax::source::number;
use crate::syntax::table::{LogFile, LogReader, Row};
use crate::text::findings::identity::DuplicateDossier;

/// Is shown every row without an error, in the order of files and lines.
pub trait Visitor {
    /// Takes a dossier; `row` tells where it stands.
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink);

    /// Takes a piece of a log as it stands, before its rows; a sweep shows all pieces, a scan none.
    fn piece(&mut self, _: &Piece<'_>, _: &mut Sink) {}
}

impl Visitor for () {
    fn dossier(&mut self, _: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {}
}

impl<A: Visitor, B: Visitor> Visitor for (A, B) {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        self.0.dossier(dossier, row, sink);
        self.1.dossier(dossier, row, sink);
    }

    fn piece(&mut self, piece: &Piece<'_>, sink: &mut Sink) {
        self.0.piece(piece, sink);
        self.1.piece(piece, sink);
    }
}

/// After how many bytes it is told how far it is.
const TOLD_EVERY: usize = 1 << 18;

/// Reads any number of dossier logs, one after the other, in the order of their paths.
pub struct Scan<'a> {
    registers: Registers<'a>,
    /// Who is told how far it is.
    watch: &'a dyn Watch,
    /// About how many bytes the logs have; 0 where that is not known.
    bytes: u64,
    paths: Vec<Arc<str>>,
    ids: IdIndex,
}

impl<'a> Scan<'a> {
    /// Returns a scan that has read nothing yet.
    #[must_use]
    pub fn new(registers: Registers<'a>) -> Self {
        Self { registers, watch: &(), bytes: 0, paths: Vec::new(), ids: IdIndex::new() }
    }

    /// The same, and tells how far it is in logs that have about so many bytes.
    #[must_use]
    pub fn watched(self, watch: &'a dyn Watch, bytes: u64) -> Self {
        Self { watch, bytes, ..self }
    }

    /// Reads a log. Of rows with one id the first stays, the others are reported.
    pub fn read(&mut self, file: &LogFile<'_>, visitor: &mut impl Visitor, sink: &mut Sink) {
        self.paths.push(Arc::clone(&file.path));
        let Some(mut log) = LogReader::open(file, COLUMNS, sink) else {
            return;
        };
        let mut told = 0;
        while let Some(row) = log.next(sink) {
            let dossier = read_dossier(row, self.registers, sink);
            let is_first = self.is_first(row, sink);
            if let Some(dossier) = dossier.filter(|_| is_first) {
                visitor.dossier(&dossier, row, sink);
            }
            let done = log.end_of_record();
            if done - told >= TOLD_EVERY {
                self.watch.read(done - told, self.bytes);
                told = done;
            }
        }
        self.watch.read(file.bytes.len() - told, self.bytes);
    }

    fn is_first(&mut self, row: Row<'_>, sink: &mut Sink) -> bool {
        let id = row.text(ID);
        if id.is_empty() {
            return true;
        }
        let file = number(self.paths.len() - 1);
        let Some((first_file, line)) = self.ids.insert(&id, file, row.line()) else {
            return true;
        };
        let path = Arc::clone(&self.paths[first_file as usize]);
        let first = Place { path, line, column: 1, width: number(id.chars().count()), record: line };
        sink.row(row.place(ID), &DuplicateDossier { id: &id, first });
        false
    }

    /// The ids of all logs read so far.
    #[must_use]
    pub fn into_ids(self) -> IdIndex {
        self.ids
    }
}
