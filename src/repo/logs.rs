//! Reads the dossier logs, one after the other, through `tally`.

use super::Repository;
use super::files::read_bytes;
use crate::diag::Sink;
use crate::model::dossier::PauseBook;
use crate::syntax::dossiers::Registers;
use crate::syntax::table::LogFile;
use crate::tally::{IdIndex, Scan, Visitor};

impl Repository {
    /// Shows every dossier without an error to a visitor; returns all ids.
    pub fn scan_dossiers(&self, visitor: &mut impl Visitor, sink: &mut Sink) -> IdIndex {
        let mut pauses = PauseBook::default();
        for row in &self.pauses {
            pauses.add(&row.dossier_id, row.pause);
        }
        let registers = Registers { units: &self.units, catalogue: &self.catalogue, pauses: &pauses };
        let mut scan = Scan::new(registers);
        for path in &self.dossier_logs {
            if let Some(bytes) = read_bytes(&self.root, path, sink) {
                scan.read(&LogFile { path: path.clone(), bytes: &bytes }, visitor, sink);
            }
        }
        scan.into_ids()
    }
}
