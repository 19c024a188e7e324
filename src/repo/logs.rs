//! Reads the dossier logs, one after the other, through `tally`.

use super::Repository;
use std::sync::Arc;

use super::files::{has_ending, list_deep, read_bytes};
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

    /// Shows the bytes of every TOML and CSV file to `look`, one after the other, by path. What cannot be listed or
    /// read is passed over: whoever reads it for its content reports that.
    pub fn for_each_text(&self, mut look: impl FnMut(&Arc<str>, &[u8])) {
        let below = |folder: &str, ending: &str| {
            let files = list_deep(&self.root, folder).unwrap_or_default();
            let paths = files.into_iter().filter(|file| has_ending(&file.name, ending)).map(|file| file.path);
            paths.map(Arc::from).collect::<Vec<Arc<str>>>()
        };
        let logs = below("data", "csv").into_iter();
        for path in logs.chain([Arc::from("kstthc.toml")]).chain(below("plan", "toml")) {
            if let Some(bytes) = read_bytes(&self.root, &path, &mut Sink::new()) {
                look(&path, &bytes);
            }
        }
    }
}
