//! Counts good logs in a plain loop of the `csv` crate, which shares no code with either way of reading.

use std::collections::BTreeMap;

use kstthc::diag::Sink;
use kstthc::model::date::Moment;
use kstthc::model::dossier::{Dossier, Status};
use kstthc::syntax::dossiers::STATUSES;
use kstthc::syntax::table::Row;
use kstthc::tally::{Fork, Sweep, Visitor};

use crate::both::Held;
use crate::office::Office;

/// How many dossiers there are of each day of receipt, status, unit and field.
type Counts = BTreeMap<[String; 4], usize>;

struct Count<'o> {
    office: &'o Office,
    counts: Counts,
}

fn key(received: &str, status: &str, unit: &str, field: &str) -> [String; 4] {
    [&received[..10], status, unit, field].map(str::to_owned)
}

fn name(status: Status) -> &'static str {
    STATUSES.iter().find(|(_, known)| *known == status).unwrap().0
}

impl Visitor for Count<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        let Moment { date, .. } = dossier.received;
        let unit = &self.office.units.get(dossier.unit).code;
        *self
            .counts
            .entry(key(&date.to_string(), name(dossier.status), unit, &dossier.field))
            .or_default() += 1;
    }
}

impl Fork for Count<'_> {
    fn fork(&self) -> Self {
        Self { office: self.office, counts: Counts::new() }
    }

    fn join(&mut self, other: Self) {
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
    }
}

/// Counts a log by the headings in its first record.
fn count(log: &[u8], counts: &mut Counts) {
    let head = log.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap();
    let delimiter = *[b';', b'\t'].iter().find(|byte| head.contains(byte)).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(log);
    let headings = reader.byte_headers().unwrap().clone();
    for record in reader.byte_records() {
        let record = record.unwrap();
        let text = |column: &str| {
            let at = headings.iter().position(|heading| heading == column.as_bytes()).unwrap();
            std::str::from_utf8(&record[at]).unwrap()
        };
        let unit = match text("unit") {
            "VP" => "vp",
            unit => unit,
        };
        let field = match (text("field"), text("procedure_code")) {
            ("", "T1") => "Đất đai",
            ("", "T2") => "Hộ tịch",
            (field, _) => field,
        };
        *counts.entry(key(text("received_at"), text("status"), unit, field)).or_default() += 1;
    }
}

/// Asserts that sweeps with these lengths of a piece and numbers of threads count what the loop counts.
#[track_caller]
pub(crate) fn check(logs: &[Vec<u8>], office: &Office, cuts: Vec<(usize, usize)>) {
    let mut expected = Counts::new();
    for log in logs {
        count(log, &mut expected);
    }
    let held = Held::new(logs);
    for (piece, threads) in cuts {
        let mut counted = Count { office, counts: Counts::new() };
        let mut sink = Sink::new();
        let sweep = Sweep { piece, threads, ..Sweep::new(&held, office.registers(), &()) };
        sweep.run(&mut counted, &mut sink);
        let found = sink.into_findings();
        assert!(found.iter().all(|finding| finding.code.to_string() == "K0110"), "{found:?}");
        assert_eq!(counted.counts, expected, "{piece} {threads}");
    }
}
