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
        self.scan_logs(sink, |scan, file, sink| scan.read(file, visitor, sink))
    }

    /// The same, while a second thread looks at the bytes of each log and reports what it finds there.
    pub fn scan_dossiers_beside(
        &self,
        visitor: &mut impl Visitor,
        look: impl Fn(&LogFile<'_>, &mut Sink) + Sync,
        sink: &mut Sink,
    ) -> IdIndex {
        self.scan_logs(sink, |scan, file, sink| {
            let found = std::thread::scope(|scope| {
                let beside = scope.spawn(|| {
                    let mut found = Sink::new();
                    look(file, &mut found);
                    found
                });
                scan.read(file, visitor, sink);
                beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            });
            sink.absorb(found);
        })
    }

    fn scan_logs(
        &self,
        sink: &mut Sink,
        mut read: impl FnMut(&mut Scan<'_>, &LogFile<'_>, &mut Sink),
    ) -> IdIndex {
        let mut pauses = PauseBook::default();
        for row in &self.pauses {
            pauses.add(&row.dossier_id, row.pause);
        }
        let registers = Registers { units: &self.units, catalogue: &self.catalogue, pauses: &pauses };
        let mut scan = Scan::new(registers);
        for path in &self.dossier_logs {
            if let Some(bytes) = read_bytes(&self.root, path, sink) {
                read(&mut scan, &LogFile { path: path.clone(), bytes: &bytes }, sink);
            }
        }
        scan.into_ids()
    }

    /// Shows the bytes of every TOML and CSV file but the dossier logs to `look`, one after the other. What cannot be listed or
    /// read is passed over: whoever reads it for its content reports that.
    pub fn for_each_text(&self, mut look: impl FnMut(&LogFile<'_>)) {
        let below = |folder: &str, ending: &str| {
            let files = list_deep(&self.root, folder, &mut Sink::new());
            let paths = files.into_iter().filter(|file| has_ending(&file.name, ending)).map(|file| file.path);
            paths.map(Arc::from).collect::<Vec<Arc<str>>>()
        };
        let logs = below("data", "csv").into_iter();
        for path in logs.chain([Arc::from("kstthc.toml")]).chain(below("plan", "toml")) {
            let bytes = || read_bytes(&self.root, &path, &mut Sink::new());
            if let Some(bytes) =
                Some(&path).filter(|path| !self.dossier_logs.contains(path)).and_then(|_| bytes())
            {
                look(&LogFile { path: path.clone(), bytes: &bytes });
            }
        }
    }
}
