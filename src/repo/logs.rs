//! Reads the dossier logs through `tally`, and the other files as texts.

use std::sync::Arc;

use super::files::{has_ending, list_deep, open, read_bytes, size};
use super::{Repository, Root, vietnamese};
use crate::diag::Sink;
use crate::model::dossier::PauseBook;
use crate::syntax::dossiers::Registers;
use crate::syntax::table::LogFile;
use crate::tally::{Fork, IdIndex, IdSet, LogBytes, Logs, Scan, Sweep, Visitor, Watch};

/// The dossier logs of a repository.
struct LogFiles<'r> {
    root: &'r Root,
    paths: &'r [Arc<str>],
}

impl Logs for LogFiles<'_> {
    fn paths(&self) -> &[Arc<str>] {
        self.paths
    }

    fn size(&self, log: usize) -> u64 {
        size(self.root, &self.paths[log])
    }

    fn open(&self, log: usize) -> Result<Arc<dyn LogBytes>, String> {
        open(self.root, &self.paths[log]).map_err(|error| vietnamese(&error))
    }
}

impl Repository {
    /// Shows every dossier without an error to a visitor, in the order of files and lines; returns all ids.
    pub fn scan_dossiers(&self, visitor: &mut impl Visitor, watch: &dyn Watch, sink: &mut Sink) -> IdIndex {
        let bytes = self.dossier_logs.iter().map(|path| size(&self.root, path)).sum();
        self.with_registers(|registers| {
            let mut scan = Scan::new(registers).watched(watch, bytes);
            for path in &self.dossier_logs {
                if let Some(bytes) = read_bytes(&self.root, path, sink) {
                    scan.read(&LogFile { path: path.clone(), bytes: &bytes }, visitor, sink);
                }
            }
            scan.into_ids()
        })
    }

    /// The same with every core, the visitor shared out among them; of rows with one id the first is shown.
    pub fn sweep_dossiers<V: Fork>(&self, visitor: &mut V, watch: &dyn Watch, sink: &mut Sink) -> IdSet {
        let files = LogFiles { root: &self.root, paths: &self.dossier_logs };
        let (mut swept, mut found) = (visitor.fork(), Sink::new());
        let years = self.calendar.computed_years();
        let ids =
            self.with_registers(|registers| Sweep::new(&files, registers, watch).run(&mut swept, &mut found));
        if ids.repeated().is_empty() {
            visitor.join(swept);
            sink.absorb(found);
        } else {
            // Which of two rows is the first is known to whoever reads them in order. What was seen is thrown away, and so are the
            // years it asked for.
            self.calendar.forget_all_but(&years);
            watch.restart();
            self.scan_dossiers(visitor, watch, sink);
        }
        ids
    }

    fn with_registers<T>(&self, work: impl FnOnce(Registers<'_>) -> T) -> T {
        let mut pauses = PauseBook::default();
        for row in &self.pauses {
            pauses.add(&row.dossier_id, row.pause);
        }
        work(Registers { units: &self.units, catalogue: &self.catalogue, pauses: &pauses })
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
