//! Figures of reports that were sent and are no longer those of today; and which rows made them so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Label, Place, Sink};
use crate::model::config::Counting;
use crate::model::dossier::Dossier;
use crate::model::period::{Period, ReportKind};
use crate::model::returns::Return;
use crate::model::seal::Seal;
use crate::model::unit::{Level, Units};
use crate::repo::Repository;
use crate::syntax::dossiers::ID;
use crate::syntax::table::Row;
use crate::tally::{
    CellChange, Column, Columns, Counter, Cube, Fork, Placement, UnitSet, Visitor, Window, add_returns,
    place, sealed_changes,
};
use crate::text::findings::seal::SealedFiguresChanged;
use crate::text::number::count;
use crate::text::wording;

/// How many causes are named.
const NAMED: usize = 20;

/// A sealed period, counted anew.
#[derive(Debug)]
struct Watched {
    seal: Seal,
    period: Period,
    counter: Counter,
}

/// Counts the sealed periods; without a seal it does nothing.
#[derive(Debug)]
pub(super) struct SealedPeriods {
    watched: Vec<Watched>,
}

impl SealedPeriods {
    /// Watches the periods of all seals that can be read; reports the others.
    pub(super) fn new(repository: &Repository, sink: &mut Sink) -> Self {
        let watch = |seal: Seal| {
            let period = Period::report(seal.kind, seal.year, repository.config.reporting);
            let counter = Counter::new(window(&period), repository.config.counting);
            Watched { seal, period, counter }
        };
        Self { watched: repository.seals(sink).into_iter().map(watch).collect() }
    }

    /// Reports each period whose figures are others now. The logs are read again only where there is one.
    pub(super) fn report(self, repository: &Repository, sink: &mut Sink) {
        let changed = |Watched { seal, period, counter }: Watched| {
            let cube = with_returns(counter, repository, &period);
            let total = cube.total();
            let changes = sealed_changes(&seal, &cube, &repository.units, &UnitSet::default());
            (!changes.is_empty()).then_some(Changed { seal, period, total, changes })
        };
        let changed: Vec<Changed> = self.watched.into_iter().filter_map(changed).collect();
        if changed.is_empty() {
            return;
        }
        let mut now: Vec<Trace<'_>> =
            changed.iter().map(|changed| Trace::new(changed, repository, &repository.units)).collect();
        repository.scan_dossiers(&mut Traces(&mut now), &(), &mut Sink::new());
        for (changed, now) in changed.iter().zip(&now) {
            let causes = changed.causes(repository, &now.found);
            sink.file(Place::file(&changed.seal.path), &changed.fact(&causes));
        }
    }
}

impl Visitor for SealedPeriods {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        for watched in &mut self.watched {
            watched.counter.count(dossier);
        }
    }
}

impl Fork for SealedPeriods {
    fn fork(&self) -> Self {
        let fork = |watched: &Watched| Watched {
            seal: watched.seal.clone(),
            period: watched.period,
            counter: watched.counter.fork(),
        };
        Self { watched: self.watched.iter().map(fork).collect() }
    }

    fn join(&mut self, other: Self) {
        for (own, theirs) in self.watched.iter_mut().zip(other.watched) {
            own.counter.join(theirs.counter);
        }
    }
}

const fn window(period: &Period) -> Window {
    Window { from: period.from, to: period.to }
}

fn with_returns(counter: Counter, repository: &Repository, period: &Period) -> Cube {
    let mut cube = counter.into_cube();
    let own = repository.returns.iter().filter(|table| table.is_of(period));
    add_returns(&mut cube, own, &UnitSet::default());
    cube
}

/// A sealed period whose figures are others now.
struct Changed {
    seal: Seal,
    period: Period,
    total: Columns,
    changes: Vec<CellChange>,
}

/// One cause, where it stands, and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    path: Arc<str>,
    line: u32,
    text: String,
    place: Option<Place>,
}

impl Changed {
    fn fact(&self, causes: &[Cause]) -> SealedFiguresChanged {
        let cells: Vec<Columns> = self.seal.cells.iter().map(|cell| Columns::from(&cell.figures)).collect();
        let before: Columns = cells.iter().sum();
        let more = causes.len().saturating_sub(NAMED);
        let named = &causes[..causes.len() - more];
        let label = |cause: &Cause| {
            Some(Label { place: cause.place.clone()?, text: "đã đổi sau khi chốt".to_owned() })
        };
        SealedFiguresChanged {
            period: wording::period(&self.period),
            sealed_on: self.seal.sealed_on,
            columns: differences(&before, &self.total),
            causes: named.iter().map(|cause| cause.text.clone()).collect(),
            more,
            labels: named.iter().filter_map(label).collect(),
            command: self.command(),
        }
    }

    /// The command that lists the dossiers of the first figure that differs.
    fn command(&self) -> String {
        let period = match self.seal.kind {
            ReportKind::Quarter(number) => format!("--quarter {number}"),
            ReportKind::SixMonths => "--six-months".to_owned(),
            ReportKind::NineMonths => "--nine-months".to_owned(),
            ReportKind::Annual => "--annual".to_owned(),
        };
        let cell = self.changes.first().map(|change| {
            let column =
                Column::all().find(|&column| change.sealed.value(column) != change.current.value(column));
            let level = match change.level {
                Level::Province => "province",
                Level::District => "district",
                Level::Commune => "commune",
            };
            let column = column.unwrap_or(Column::RECEIVED_TOTAL).number();
            format!(" {column} --level {level} --field \"{}\" --unit {}", change.field, change.unit)
        });
        format!("kstthc explain-cell {period} --year {}{}", self.seal.year, cell.unwrap_or_default())
    }

    /// What made the figures others: the rows, where the sealed version is known; else the cells.
    fn causes(&self, repository: &Repository, now: &Traced) -> Vec<Cause> {
        let rows = self.sealed_version(repository).map(|(old, before)| {
            let mut causes = moves(&before, now, &repository.units);
            causes.extend(self.resent(&old, repository));
            causes.sort();
            causes
        });
        rows.filter(|rows| !rows.is_empty()).unwrap_or_else(|| self.cells(repository))
    }

    /// The repository of the seal's commit and what stood in the cells that differ; `None` where git does not have it,
    /// or where it does not give the sealed figures (sealed with changes not yet saved).
    fn sealed_version(&self, repository: &Repository) -> Option<(Repository, Traced)> {
        let root = repository.root.at_revision(self.seal.commit.as_deref()?).ok()?;
        let old = Repository::load(root, &mut Sink::new()).ok()?;
        let period = Period::report(self.seal.kind, self.seal.year, old.config.reporting);
        let counter = Counter::new(window(&period), old.config.counting);
        let mut both = (counter, Trace::new(self, &old, &repository.units));
        old.scan_dossiers(&mut both, &(), &mut Sink::new());
        let (counter, Trace { found, .. }) = both;
        let cube = with_returns(counter, &old, &period);
        let is_sealed = sealed_changes(&self.seal, &cube, &old.units, &UnitSet::default()).is_empty();
        is_sealed.then_some((old, found))
    }

    /// Units whose returns are others now.
    fn resent(&self, old: &Repository, repository: &Repository) -> Vec<Cause> {
        let of = |repository: &Repository| -> BTreeMap<Arc<str>, Vec<(String, Columns)>> {
            let own = repository.returns.iter().filter(|table| table.is_of(&self.period));
            own.map(|table| (Arc::clone(&table.path), figures(table))).collect()
        };
        let (before, now) = (of(old), of(repository));
        let paths: BTreeSet<&Arc<str>> = before.keys().chain(now.keys()).collect();
        let differing = paths.into_iter().filter(|path| before.get(*path) != now.get(*path));
        let cause = |path: &Arc<str>| {
            let word = match (before.get(path), now.get(path)) {
                (None, _) => "có thêm sau khi chốt",
                (_, None) => "không còn",
                _ => "đã đổi",
            };
            let text = format!("{path}: số liệu đơn vị gửi {word}");
            Cause { path: Arc::clone(path), line: 1, text, place: None }
        };
        differing.map(cause).collect()
    }

    /// The cells that differ, with their columns.
    fn cells(&self, repository: &Repository) -> Vec<Cause> {
        let cause = |change: &CellChange| {
            let columns = differences(&change.sealed, &change.current).join(", ");
            let text = format!("{}: cột {columns}", cell_name(&change.key(), &repository.units));
            Cause { path: Arc::clone(&self.seal.path), line: 1, text, place: None }
        };
        self.changes.iter().map(cause).collect()
    }
}

/// What a return says, cell by cell.
fn figures(table: &Return) -> Vec<(String, Columns)> {
    let mut rows: Vec<(String, Columns)> =
        table.counted().map(|row| (format!("{:?}", row.key()), Columns::from(&row.figures))).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
}

/// `(7) 10 → 11`, for each column that differs.
fn differences(before: &Columns, now: &Columns) -> Vec<String> {
    let differing = Column::all().filter(|&column| before.value(column) != now.value(column));
    let words = |column: Column| {
        format!("({}) {} → {}", column.number(), count(before.value(column)), count(now.value(column)))
    };
    differing.map(words).collect()
}

/// `TTHC cấp huyện, Đất đai, Phòng Tài nguyên`.
fn cell_name((level, field, unit): &(Level, String, String), units: &Units) -> String {
    let field = if field.is_empty() { "không ghi lĩnh vực" } else { field };
    format!("{}, {field}, {}", wording::level(*level), units.name(unit))
}

/// A dossier in one of the cells that differ.
#[derive(Clone, Debug)]
struct Placed {
    cell: (Level, String, String),
    placement: Placement,
    place: Place,
}

/// Such dossiers by id.
type Traced = BTreeMap<String, Placed>;

/// Collects the dossiers of the cells that differ.
struct Trace<'a> {
    window: Window,
    counting: Counting,
    units: &'a Units,
    /// The units of today, by whose codes the cells are named.
    names: &'a Units,
    wanted: BTreeSet<(Level, String, String)>,
    found: Traced,
}

impl<'a> Trace<'a> {
    fn new(changed: &Changed, repository: &'a Repository, names: &'a Units) -> Self {
        let Repository { config, units, .. } = repository;
        let period = Period::report(changed.seal.kind, changed.seal.year, config.reporting);
        let wanted = changed.changes.iter().map(CellChange::key).collect();
        let found = BTreeMap::new();
        Self { window: window(&period), counting: config.counting, units, names, wanted, found }
    }
}

impl Visitor for Trace<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        let Some(placement) = place(dossier, self.window, self.counting) else { return };
        let code = &self.units.get(dossier.unit).code;
        let code = self.names.find(code).map_or(code, |unit| &self.names.get(unit).code);
        let cell = (dossier.level, dossier.field.to_string(), code.clone());
        if self.wanted.contains(&cell) {
            self.found.insert(dossier.id.to_string(), Placed { cell, placement, place: row.place(ID) });
        }
    }
}

/// One for each period, in one reading.
struct Traces<'t, 'a>(&'t mut [Trace<'a>]);

impl Visitor for Traces<'_, '_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        for trace in &mut *self.0 {
            trace.dossier(dossier, row, sink);
        }
    }
}

/// The dossiers that stand elsewhere than they stood.
fn moves(before: &Traced, now: &Traced, units: &Units) -> Vec<Cause> {
    let ids: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    ids.into_iter().filter_map(|id| moved(id, before.get(id), now.get(id), units)).collect()
}

fn moved(id: &str, before: Option<&Placed>, now: Option<&Placed>, units: &Units) -> Option<Cause> {
    let what = match (before, now) {
        (Some(before), Some(now)) if before.cell != now.cell => {
            let names = [&before.cell, &now.cell].map(|cell| cell_name(cell, units));
            let [from, to] = [before, now].map(|placed| columns(placed.placement));
            format!("{}: cột {from} → {}: cột {to}", names[0], names[1])
        }
        (Some(before), Some(now)) => {
            let change = shift(before.placement, now.placement)?;
            format!("cột {change}")
        }
        (None, Some(now)) => format!("vào cột {}", columns(now.placement)),
        (Some(before), None) => format!("ra khỏi cột {}, dòng cũ", columns(before.placement)),
        (None, None) => return None,
    };
    let place = &now.or(before)?.place;
    let text = format!("{}:{} hồ sơ {id}: {what}", place.path, place.line);
    let place = (place.path.clone(), place.line, now.map(|now| now.place.clone()));
    Some(Cause { path: place.0, line: place.1, text, place: place.2 })
}

/// `(5), (12)`.
fn columns(placement: Placement) -> String {
    let [receipt, outcome] = [placement.receipt.column(), placement.outcome.column()];
    format!("({}), ({})", receipt.number(), outcome.number())
}

/// `(12) → (8)`; `None` where both columns are the same.
fn shift(before: Placement, now: Placement) -> Option<String> {
    let pairs =
        [(before.receipt.column(), now.receipt.column()), (before.outcome.column(), now.outcome.column())];
    let differing = pairs.into_iter().filter(|(before, now)| before != now);
    let words: Vec<String> =
        differing.map(|(before, now)| format!("({}) → ({})", before.number(), now.number())).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
