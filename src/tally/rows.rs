//! Shows the rows of a piece to a visitor, whether it was cut or must be parsed.

use super::decode::Decoder;
use super::id_set::IdCollector;
use super::relay::OpenLog;
use super::scan::Visitor;
use super::split::Splitter;
use crate::diag::Sink;
use crate::syntax::dossiers::{ID, Registers, read_dossier};
use crate::syntax::source::number;
use crate::syntax::table::{CutRecord, LogReader, Row};

/// Shows rows to a visitor.
pub(super) struct Rows<'s, 'v, V> {
    pub(super) registers: Registers<'s>,
    pub(super) decoder: Decoder<'s>,
    pub(super) ids: IdCollector,
    pub(super) visitor: &'v mut V,
    pub(super) sink: &'v mut Sink,
}

impl<V: Visitor> Rows<'_, '_, V> {
    /// Those of a piece that was cut.
    pub(super) fn cut(&mut self, log: &OpenLog, text: &str, splitter: &Splitter, mut line: u32) {
        let mut inner = splitter.inner_newlines();
        let mut base = 0;
        for ends in splitter.ends().chunks_exact(log.head.width()) {
            let [ends @ .., newline] = ends else { continue };
            let record = text.get(base as usize..*newline as usize).unwrap_or_default();
            let record = CutRecord { text: record.strip_suffix('\r').unwrap_or(record), ends, base, line };
            self.record(log, record);
            let within = inner.iter().take_while(|at| *at < newline).count();
            inner = &inner[within..];
            line += 1 + number(within);
            base = newline + 1;
        }
    }

    fn record(&mut self, log: &OpenLog, record: CutRecord<'_>) {
        let row = Row::cut(&log.head, record);
        if let Some(dossier) = self.decoder.decode(record, log.places) {
            self.ids.add(&dossier.id);
            self.visitor.dossier(&dossier, row, self.sink);
        } else if !row.is_blank() {
            self.row(row);
        }
    }

    /// Those of a piece that was not cut.
    pub(super) fn parse(&mut self, log: &OpenLog, bytes: &[u8], line: u32) {
        let mut reader = LogReader::resume(&log.head, bytes, line);
        while let Some(row) = reader.next(self.sink) {
            self.row(row);
        }
    }

    fn row(&mut self, row: Row<'_>) {
        let dossier = read_dossier(row, self.registers, self.sink);
        let id = row.text(ID);
        if !id.is_empty() {
            self.ids.add(&id);
        }
        if let Some(dossier) = dossier {
            self.visitor.dossier(&dossier, row, self.sink);
        }
    }
}
