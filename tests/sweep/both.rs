//! Reads the same logs by a sweep and by a scan, and holds one against the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kstthc::diag::{Diagnostic, Place, Sink};
use kstthc::model::config::{Counting, Reporting};
use kstthc::model::dossier::Dossier;
use kstthc::model::period::{Period, ReportKind};
use kstthc::syntax::dossiers::{COLUMNS, ID, read_dossier};
use kstthc::syntax::table::{LogFile, LogReader, Row};
use kstthc::tally::{
    Cube, Day, Extent, Fork, HandlingCollector, IdSet, LogBytes, Logs, PeriodCounter, Piece, Scan, Sweep,
    TodayCounter, Visitor, Window,
};

use crate::office::{Office, today};

/// Logs held in memory.
pub(crate) struct Held {
    paths: Vec<Arc<str>>,
    logs: Vec<Arc<Vec<u8>>>,
    /// What their sizes are said to be, before they are opened.
    pub(crate) size: fn(u64) -> u64,
}

impl Held {
    pub(crate) fn new(logs: &[Vec<u8>]) -> Self {
        let path = |(at, _)| Arc::from(format!("data/dossiers/{at:02}.csv"));
        let logs: Vec<_> = logs.iter().map(|bytes| Arc::new(bytes.clone())).collect();
        Self { paths: logs.iter().enumerate().map(path).collect(), logs, size: |length| length }
    }

    /// The logs, one after the other.
    fn files(&self) -> impl Iterator<Item = LogFile<'_>> {
        self.paths.iter().zip(&self.logs).map(|(path, bytes)| LogFile { path: Arc::clone(path), bytes })
    }
}

impl Logs for Held {
    fn paths(&self) -> &[Arc<str>] {
        &self.paths
    }

    fn size(&self, log: usize) -> u64 {
        (self.size)(self.logs[log].length())
    }

    fn open(&self, log: usize) -> Result<Arc<dyn LogBytes>, String> {
        Ok(Arc::clone(&self.logs[log]) as Arc<dyn LogBytes>)
    }
}

/// A dossier as it was shown: all that a visitor can ask of it and of its row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    place: Place,
    dossier: String,
    /// Each column with what stands there, as it is and in NFC, and its place.
    cells: Vec<(String, String, Place)>,
}

impl Seen {
    fn of(dossier: &Dossier<'_>, row: Row<'_>) -> Self {
        if let Some(key) = dossier.field_key {
            assert_eq!(**key.name, *dossier.field, "the numbered field is another one");
        }
        assert!(!row.is_blank() && row.line() == row.row_place().record);
        let cell = |column| (row.raw(column).into(), row.text(column).into(), row.place(column));
        Self {
            place: row.row_place(),
            dossier: format!("{:?}", Dossier { field_key: None, ..dossier.clone() }),
            cells: (0..COLUMNS.len()).map(cell).collect(),
        }
    }
}

/// A part of a log, as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    path: Arc<str>,
    line: u32,
    first_row: (usize, u32),
    bytes: Vec<u8>,
}

/// Writes down whatever it is shown.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) seen: Vec<Seen>,
    parts: Vec<Part>,
}

impl Visitor for Recorder {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        self.seen.push(Seen::of(dossier, row));
    }

    fn piece(&mut self, piece: &Piece<'_>, _: &mut Sink) {
        let Piece { head, bytes, line, first_row } = *piece;
        assert_eq!(piece.rows(), &bytes[first_row.0..]);
        self.parts.push(Part { path: Arc::clone(head.path()), line, first_row, bytes: bytes.to_vec() });
    }
}

impl Fork for Recorder {
    fn fork(&self) -> Self {
        Self::default()
    }

    fn join(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.parts.extend(other.parts);
    }
}

/// What reports, `status`, `overdue` and evaluations count.
type Counters<'o> = (PeriodCounter, (TodayCounter<'o>, HandlingCollector));

fn counters(office: &Office) -> Counters<'_> {
    let (counting, reporting) = (Counting::default(), Reporting::default());
    let quarter = Period::report(ReportKind::Quarter(2), 2021, reporting);
    let six_months = Period::report(ReportKind::SixMonths, 2021, reporting);
    let units = kstthc::tally::UnitSet::default();
    let period = PeriodCounter::new(&six_months, (counting, reporting), &units, Extent::Document)
        .compared_with(&quarter, counting, &units);
    let Office { calendar, apologies, .. } = office;
    let day = Day { today: today(), quarter, counting, calendar, apologies };
    let window = Window { from: quarter.from, to: quarter.to };
    let handling = HandlingCollector::new(window, counting, ["d1", "d2", "d3", "d5"].into_iter());
    (period, (TodayCounter::new(day, Some(10)), handling))
}

/// All figures, in an order of their own.
fn figures((period, (mut today, handling)): Counters<'_>) -> Vec<String> {
    let cells = |cube: &Cube| {
        let mut cells: Vec<String> = cube.cells().iter().map(|cell| format!("{cell:?}")).collect();
        cells.sort();
        cells
    };
    let counts = period.into_counts();
    let mut figures = cells(&counts.own);
    figures.extend(counts.compared.iter().flat_map(cells));
    figures.push(format!("{:?} {:?} {:?}", counts.logs, counts.first_receipt, counts.opening));
    figures.push(format!("{:?} {:?}", counts.parts, counts.past));
    figures.extend(counts.late.iter().map(|late| format!("{late:?}")));
    today.listed.sort();
    figures.push(format!("{today:?}"));
    figures.push(format!(
        "{:?} {:?}",
        handling.units(),
        ["d1", "d2", "d3", "d5"].map(|id| handling.dossier(id))
    ));
    figures
}

/// What one reading gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The dossiers shown, sorted.
    pub(crate) seen: Vec<Seen>,
    /// What was counted.
    pub(crate) figures: Vec<String>,
    /// The findings, as the command line gives them.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Reading {
    fn new(mut seen: Vec<Seen>, counters: Counters<'_>, sink: Sink) -> Self {
        seen.sort();
        Self { seen, figures: figures(counters), findings: sink.into_findings() }
    }
}

/// Reads by a scan, which shows of rows with one id the first.
fn scan(logs: &Held, office: &Office) -> Reading {
    let (mut visitor, mut sink) = ((Recorder::default(), counters(office)), Sink::new());
    let mut scan = Scan::new(office.registers());
    for file in logs.files() {
        scan.read(&file, &mut visitor, &mut sink);
    }
    Reading::new(visitor.0.seen, visitor.1, sink)
}

/// Reads every row, be its id repeated or not; returns each id with how often it stands there.
fn all_rows(logs: &Held, office: &Office) -> (Reading, BTreeMap<String, usize>) {
    let (mut visitor, mut sink) = ((Recorder::default(), counters(office)), Sink::new());
    let mut ids = BTreeMap::new();
    for file in logs.files() {
        let Some(mut log) = LogReader::open(&file, COLUMNS, &mut sink) else { continue };
        while let Some(row) = log.next(&mut sink) {
            let id = row.text(ID);
            if !id.is_empty() {
                *ids.entry(id.into_owned()).or_default() += 1;
            }
            if let Some(dossier) = read_dossier(row, office.registers(), &mut sink) {
                visitor.dossier(&dossier, row, &mut sink);
            }
        }
    }
    (Reading::new(visitor.0.seen, visitor.1, sink), ids)
}

/// Reads by a sweep.
fn sweep(logs: &Held, office: &Office, (piece, threads): (usize, usize)) -> (Reading, Vec<Part>, IdSet) {
    let (mut visitor, mut sink) = ((Recorder::default(), counters(office)), Sink::new());
    let sweep = Sweep { piece, threads, ..Sweep::new(logs, office.registers(), &()) };
    let ids = sweep.run(&mut visitor, &mut sink);
    let Recorder { seen, mut parts } = visitor.0;
    parts.sort();
    (Reading::new(seen, visitor.1, sink), parts, ids)
}

/// Asserts that sweeps with these lengths of a piece and numbers of threads give what a scan gives.
#[track_caller]
pub(crate) fn check(logs: &[Vec<u8>], office: &Office, cuts: impl IntoIterator<Item = (usize, usize)>) {
    check_held(&Held::new(logs), office, cuts);
}

/// The same of logs held in memory.
#[track_caller]
pub(crate) fn check_held(logs: &Held, office: &Office, cuts: impl IntoIterator<Item = (usize, usize)>) {
    let (all, ids) = all_rows(logs, office);
    let repeated: BTreeSet<Box<str>> =
        ids.iter().filter(|(_, count)| **count > 1).map(|(id, _)| id.as_str().into()).collect();
    // Where an id is repeated, a sweep shows each of its rows, and whoever asked for it reads again by a scan: what was counted
    // is thrown away.
    let is_sound = repeated.is_empty();
    if is_sound {
        let scanned = scan(logs, office);
        assert_same(&scanned, &all, "the two plain ways");
        assert_each("figures", &scanned.figures, &all.figures, "the two plain ways");
    }
    for cut in cuts {
        let (swept, parts, set) = sweep(logs, office, cut);
        let way = format!("pieces and threads: {cut:?}");
        assert_same(&swept, &all, &way);
        if is_sound {
            assert_each("figures", &swept.figures, &all.figures, &way);
        }
        assert_eq!(set.repeated(), &repeated, "{cut:?}");
        for id in ids.keys() {
            let known = |id: &str| ids.contains_key(id);
            assert!(set.contains(id), "{cut:?} {id}");
            for other in [format!("{id}0"), format!("0{id}"), id.chars().skip(1).collect()] {
                assert_eq!(set.contains(&other), known(&other), "{cut:?} {other}");
            }
        }
        check_parts(logs, parts, cut);
    }
}

#[track_caller]
fn assert_same(found: &Reading, expected: &Reading, way: &str) {
    assert_each("findings", &found.findings, &expected.findings, way);
    assert_each("dossiers", &found.seen, &expected.seen, way);
}

/// Asserts that two lists are the same; names the first that are not.
#[track_caller]
fn assert_each<T: PartialEq + std::fmt::Debug>(what: &str, found: &[T], expected: &[T], way: &str) {
    for at in 0..found.len().max(expected.len()) {
        assert_eq!(found.get(at), expected.get(at), "{what}; {way}");
    }
}

/// The pieces of a log that has a header are its bytes, each once, and each knows its line.
#[track_caller]
fn check_parts(logs: &Held, parts: Vec<Part>, cut: (usize, usize)) {
    let mut by_path: BTreeMap<Arc<str>, Vec<Part>> = BTreeMap::new();
    for part in parts {
        by_path.entry(Arc::clone(&part.path)).or_default().push(part);
    }
    for file in logs.files() {
        let head = LogReader::open(&file, COLUMNS, &mut Sink::new());
        let parts = by_path.remove(&file.path).unwrap_or_default();
        let Some(head) = head else {
            assert!(parts.is_empty(), "{cut:?}");
            continue;
        };
        let newline = head.head().dialect().newline;
        let line = |before: usize| {
            u32::try_from(file.bytes[..before].split(|byte| *byte == newline).count()).unwrap()
        };
        let mut at = 0;
        for part in in_order(parts, file.bytes) {
            let end = at + part.bytes.len();
            assert_eq!((&part.bytes[..], part.line), (&file.bytes[at..end], line(at)), "{cut:?}");
            let first_row = if at == 0 { head.end_of_record() } else { 0 };
            assert_eq!(part.first_row, (first_row, line(at + first_row)), "{cut:?}");
            at = end;
        }
        assert_eq!(at, file.bytes.len(), "{cut:?}");
    }
}

/// Parts by their place in the file. Where lines end with `\r` alone, several may begin on one line: then that is next which
/// says what stands there, the longest first.
fn in_order(mut parts: Vec<Part>, mut bytes: &[u8]) -> Vec<Part> {
    parts.sort_by_key(|part| (part.line, std::cmp::Reverse(part.bytes.len())));
    let mut ordered = Vec::new();
    while let Some(first) = parts.first() {
        let same_line = parts.iter().take_while(|part| part.line == first.line);
        let next =
            same_line.zip(0..).find(|(part, _)| bytes.starts_with(&part.bytes)).map_or(0, |(_, at)| at);
        let part = parts.remove(next);
        bytes = bytes.get(part.bytes.len()..).unwrap_or_default();
        ordered.push(part);
    }
    ordered
}
