//! The counting loop alone: a sweep of `tally` over one log as `report` makes it, beside a count of its newlines by as many
//! threads, who take the same bytes in the same way, and beside the csv crates where they only part records. On disk (in the cache
//! of the system) and in memory, so that it is seen what reading costs; with nobody looking, so that it is seen what counting adds
//! to cutting, decoding and proving ids unique. Read the ratios.
//!
//! Run: `cargo bench --bench counting`, or with another number of rows `cargo bench --bench counting -- 10000000`, and of units
//! `cargo bench --bench counting -- 3000000/10000`.

#[path = "../examples/sample_data/chance.rs"]
mod chance;
#[path = "common/disk.rs"]
mod disk;
#[path = "common/figures.rs"]
mod figures;
#[path = "common/measure.rs"]
mod measure;
#[path = "common/naive.rs"]
mod naive;
#[path = "common/newlines.rs"]
mod newlines;
#[path = "common/records.rs"]
mod records;
#[path = "common/table.rs"]
mod table;
#[path = "common/town.rs"]
mod town;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kstthc::diag::Sink;
use kstthc::model::config::{Counting, Reporting};
use kstthc::model::dossier::PauseBook;
use kstthc::model::period::{Period, ReportKind};
use kstthc::model::procedure::Catalogue;
use kstthc::model::unit::Units;
use kstthc::repo::{Repository, find_root};
use kstthc::syntax::dossiers::Registers;
use kstthc::tally::{Extent, Fork, IdSet, LogBytes, Logs, PeriodCounter, Sweep, UnitSet};

use crate::disk::OnDisk;
use crate::figures::Figures;
use crate::measure::{Turn, medians, milliseconds, ratio, time};
use crate::naive::Ids;
use crate::records::count_records;

const ROUNDS: usize = 7;
const THREADS: [usize; 2] = [1, 2];
/// The buffer of other readers, in bytes, as large as a piece of a sweep.
const BUFFER: usize = 1 << 18;
/// What the others are compared with.
const NEWLINES: &str = "count of newlines";

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| town::Dimensions::parse(&word));
    let dimensions = asked.unwrap_or(town::Dimensions { rows: 1_000_000, units: town::UNITS });
    let rows = dimensions.rows;
    let folder = tempfile::tempdir().expect("a temporary folder");
    town::make(folder.path(), dimensions).expect("the repository");
    let root = find_root(folder.path()).expect("the repository");
    let repository = Repository::load(root, &mut Sink::new()).expect("the repository");
    let path = folder.path().join(town::LOG);
    let on_disk: Arc<dyn LogBytes> = Arc::new(OnDisk::open(&path));
    let in_memory: Arc<dyn LogBytes> = Arc::new(load(&*on_disk));
    let expected = naive::count(&path, Ids::Unique);
    let town = |bytes| Town { log: OneLog::new(bytes), units: &repository.units, rows };
    let towns = [("on disk", town(on_disk)), ("in memory", town(in_memory))];
    for (_, town) in &towns {
        town.prove(&expected);
    }
    let named: Vec<(Key, Turn<'_>)> = towns
        .iter()
        .flat_map(|(place, town)| THREADS.map(|threads| town.turns(place, threads)))
        .flatten()
        .collect();
    let log = &*path;
    let crates: [(&str, Turn<'_>); 4] = [
        ("csv, records alone", turn(move || assert_eq!(count_records(log, BUFFER), rows))),
        ("simd-csv, records alone", turn(move || assert_eq!(records_by_simd_csv(log), rows))),
        ("csv and serde", turn(move || _ = naive::count(log, Ids::Ignored))),
        ("csv and serde, ids unique", turn(move || _ = naive::count(log, Ids::Unique))),
    ];
    let crates = crates.map(|(name, turn)| (("on disk", 1, name), turn));
    let (keys, mut turns): (Vec<_>, Vec<_>) = named.into_iter().chain(crates).unzip();
    let times = medians(ROUNDS, &mut turns);
    print_table(dimensions, &keys.into_iter().zip(times).collect::<Vec<_>>());
}

/// Counts records by the simd-csv crate, which lends them out of its buffer: the fastest of the mature readers.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads a file of its own")]
fn records_by_simd_csv(log: &Path) -> u64 {
    let file = std::fs::File::open(log).expect("the log");
    let mut reader = simd_csv::ZeroCopyReaderBuilder::with_capacity(BUFFER).from_reader(file);
    let mut records = 0;
    while reader.read_byte_record().expect("a record").is_some() {
        records += 1;
    }
    records
}

/// Where the bytes are, how many threads, and what is done.
type Key = (&'static str, usize, &'static str);

/// What is counted, from somewhere.
struct Town<'t> {
    log: OneLog,
    units: &'t Units,
    rows: u64,
}

impl Town<'_> {
    /// Proves that all ids are found and that the figures are those of the naive loop, whatever the threads.
    fn prove(&self, expected: &Figures) {
        for threads in THREADS {
            let mut counter = counter(Extent::Figures);
            let ids = self.sweep(threads, &mut counter);
            assert!(ids.repeated().is_empty(), "an id stands twice");
            let mut figures = Figures::default();
            for cell in counter.into_counts().own.cells() {
                figures.add(&cell.field, &self.units.get(cell.unit).code, &cell.columns.values());
            }
            assert_eq!(figures, *expected);
        }
    }

    /// What is measured with some threads.
    fn turns(&self, place: &'static str, threads: usize) -> Vec<(Key, Turn<'_>)> {
        let newlines = move || {
            let newlines = newlines::count_newlines(&*self.log.bytes, threads);
            assert!(newlines > self.rows);
        };
        let nobody = move || _ = self.sweep(threads, &mut ());
        let figures = move || _ = self.sweep(threads, &mut counter(Extent::Figures));
        let document = move || _ = self.sweep(threads, &mut counter(Extent::Document));
        vec![
            ((place, threads, NEWLINES), turn(newlines)),
            ((place, threads, "sweep, nobody looks"), turn(nobody)),
            ((place, threads, "sweep, figures of a report"), turn(figures)),
            ((place, threads, "sweep, document of a report"), turn(document)),
        ]
    }

    fn sweep<V: Fork>(&self, threads: usize, visitor: &mut V) -> IdSet {
        let registers =
            Registers { units: self.units, catalogue: &Catalogue::default(), pauses: &PauseBook::default() };
        let mut sweep = Sweep::new(&self.log, registers, &());
        sweep.threads = threads;
        let mut sink = Sink::new();
        let ids = sweep.run(visitor, &mut sink);
        assert_eq!(sink.errors(), 0);
        ids
    }
}

fn turn<'a>(work: impl Fn() + 'a) -> Turn<'a> {
    Box::new(move || time(&work))
}

/// What `report --quarter 2 --year 2021` counts with.
fn counter(extent: Extent) -> PeriodCounter {
    let (counting, reporting) = (Counting::default(), Reporting::default());
    let period = Period::report(ReportKind::Quarter(2), 2021, reporting);
    PeriodCounter::new(&period, (counting, reporting), &UnitSet::default(), extent)
}

/// One log.
struct OneLog {
    paths: [Arc<str>; 1],
    bytes: Arc<dyn LogBytes>,
}

impl OneLog {
    fn new(bytes: Arc<dyn LogBytes>) -> Self {
        Self { paths: [Arc::from(town::LOG)], bytes }
    }
}

impl Logs for OneLog {
    fn paths(&self) -> &[Arc<str>] {
        &self.paths
    }

    fn size(&self, _: usize) -> u64 {
        self.bytes.length()
    }

    fn open(&self, _: usize) -> Result<Arc<dyn LogBytes>, String> {
        Ok(Arc::clone(&self.bytes))
    }
}

/// A log in memory; what reads it copies it, as from a disk.
fn load(log: &dyn LogBytes) -> Vec<u8> {
    let mut bytes = vec![0; usize::try_from(log.length()).expect("a log that fits into memory")];
    log.read_at(0, &mut bytes).expect("the log");
    bytes
}

fn print_table(town::Dimensions { rows, units }: town::Dimensions, medians: &[(Key, Duration)]) {
    let of =
        |key: Key| medians.iter().find(|(other, _)| *other == key).map_or(Duration::MAX, |(_, time)| *time);
    let row = |&(key, time): &(Key, Duration)| {
        let (place, threads, name) = key;
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^52")]
        let nanoseconds = time.as_secs_f64() * 1e9 / rows as f64;
        vec![
            format!("{name}, {place}"),
            threads.to_string(),
            milliseconds(time),
            format!("{nanoseconds:.1}"),
            ratio(time, of((place, threads, NEWLINES))),
            ratio(of((place, 1, name)), time),
        ]
    };
    let headings = [
        &*format!("{rows} rows of {units} units, median of {ROUNDS}"),
        "threads",
        "ms",
        "ns a row",
        "× newlines",
        "times as fast as one",
    ];
    table::print(&headings, &medians.iter().map(row).collect::<Vec<_>>());
}
