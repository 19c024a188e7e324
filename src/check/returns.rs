//! Figures that units send in: their sums, what they open with, and the logs that count the same.

use std::collections::BTreeMap;

use super::identity::repeated;
use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::period::{Period, ReportKind};
use crate::model::returns::{
    CARRIED_OVER, KEYS, PENDING_TOTAL, RECEIVED_TOTAL, RESOLVED_TOTAL, Return, ReturnRow, parts,
};
use crate::model::unit::UnitIndex;
use crate::repo::Repository;
use crate::syntax::dossiers::ID;
use crate::syntax::table::Row;
use crate::tally::{Fork, Visitor};
use crate::text::findings::returns::{DuplicateReturnRow, Relation, ReturnAndLog, ReturnOpening, ReturnSums};
use crate::text::wording;

/// A return has each level and field once, and its sums hold (contract, section 3).
pub(super) fn sums(repository: &Repository, sink: &mut Sink) {
    for table in &repository.returns {
        let unique = check_unique(table, sink);
        for row in &table.rows {
            check_row(row, sink);
        }
        // Where a row is missing or stands twice, that was reported, and the sum of the rows says nothing.
        if unique && table.complete {
            for total in table.rows.iter().filter(|row| row.is_total()) {
                check_total(table, total, sink);
            }
        }
    }
}

fn check_unique(table: &Return, sink: &mut Sink) -> bool {
    let mut unique = true;
    for (key, place, first) in repeated(table.rows.iter().map(|row| (row.key(), &row.place))) {
        unique = false;
        sink.row(place.clone(), &DuplicateReturnRow { key, first });
    }
    unique
}

/// The sums within a row: each total that is given, and (3) = (7)+(11).
fn check_row(row: &ReturnRow, sink: &mut Sink) {
    let figures = &row.figures;
    for total in [RECEIVED_TOTAL, RESOLVED_TOTAL, PENDING_TOTAL] {
        if let Some(stated) = figures.stated[total].filter(|&stated| stated != figures.computed(total)) {
            let addends = parts(total).map(|part| figures.value(part)).collect();
            let fact = ReturnSums { relation: Relation::Parts(total), stated, addends };
            sink.row(row.places[total].clone(), &fact);
        }
    }
    // A slip in a total alone, or in one of its parts alone, leaves one of the two readings in balance, and is named
    // above.
    let sides = |figure: &dyn Fn(usize) -> u64| {
        [figure(RECEIVED_TOTAL), figure(RESOLVED_TOTAL), figure(PENDING_TOTAL)]
    };
    let broken = |[received, resolved, pending]: [u64; 3]| received != resolved + pending;
    let values = sides(&|column| figures.value(column));
    if broken(values) && broken(sides(&|column| figures.computed(column))) {
        let [stated, resolved, pending] = values;
        let fact = ReturnSums { relation: Relation::Balance, stated, addends: vec![resolved, pending] };
        sink.row(row.places[RECEIVED_TOTAL].clone(), &fact);
    }
}

/// The sender's own sums against the rows, column by column.
fn check_total(table: &Return, total: &ReturnRow, sink: &mut Sink) {
    for column in 0..KEYS.len() {
        let Some(stated) = total.figures.stated[column] else { continue };
        let addends: Vec<u64> = table.counted().map(|row| row.figures.value(column)).collect();
        // A row whose own total is wrong was named for that.
        let computed: u64 = table.counted().map(|row| row.figures.computed(column)).sum();
        if stated != addends.iter().sum::<u64>() && stated != computed {
            let fact = ReturnSums { relation: Relation::Rows(column), stated, addends };
            sink.row(total.places[column].clone(), &fact);
        }
    }
}

/// A return opens with what the same unit's return of the period before closed with.
pub(super) fn openings(repository: &Repository, sink: &mut Sink) {
    let tables: BTreeMap<(UnitIndex, i32, ReportKind), &Return> =
        repository.returns.iter().map(|table| ((table.unit, table.year, table.kind), table)).collect();
    for table in &repository.returns {
        let mut before = table.periods_before().into_iter();
        let before = before.find_map(|(year, kind)| tables.get(&(table.unit, year, kind)));
        if let Some(before) = before {
            check_opening(repository, table, before, sink);
        }
    }
}

fn check_opening(repository: &Repository, table: &Return, before: &Return, sink: &mut Sink) {
    let name = wording::period(&period(repository, before));
    for row in table.counted() {
        let last = before.find(row.key());
        let closing = last.map_or(0, |last| last.figures.computed(PENDING_TOTAL));
        let opening = row.figures.value(CARRIED_OVER);
        if opening != closing && (last.is_some() || before.complete) {
            let place = last.map(|last| &last.place);
            let (key, before) = (row.key(), name.clone());
            let fact = ReturnOpening { key, opening: Some(opening), closing, before, place };
            sink.row(row.places[CARRIED_OVER].clone(), &fact);
        }
    }
    for last in before.counted().filter(|last| table.complete && table.find(last.key()).is_none()) {
        let closing = last.figures.computed(PENDING_TOTAL);
        if closing > 0 {
            let (key, before, place) = (last.key(), name.clone(), Some(&last.place));
            let fact = ReturnOpening { key, opening: None, closing, before, place };
            sink.file(Place::file(&table.path), &fact);
        }
    }
}

fn period(repository: &Repository, table: &Return) -> Period {
    Period::report(table.kind, table.year, repository.config.reporting)
}

/// A return and the dossiers of its unit that a report of its period counts.
#[derive(Debug)]
struct Watched<'a> {
    table: &'a Return,
    period: Period,
    dossiers: u64,
    first: Option<Place>,
}

/// Watches for dossiers of units that send returns.
#[derive(Debug)]
pub(super) struct DossiersOfSenders<'a> {
    repository: &'a Repository,
    /// By unit.
    watched: Vec<Vec<Watched<'a>>>,
}

impl<'a> DossiersOfSenders<'a> {
    /// Watches for those of this repository.
    #[must_use]
    pub(super) fn new(repository: &'a Repository) -> Self {
        let mut watched: Vec<Vec<Watched<'a>>> = repository.units.iter().map(|_| Vec::new()).collect();
        for table in &repository.returns {
            let period = period(repository, table);
            watched[table.unit.0 as usize].push(Watched { table, period, dossiers: 0, first: None });
        }
        Self { repository, watched }
    }

    /// Reports each return whose unit has dossiers of its period.
    pub(super) fn report(self, sink: &mut Sink) {
        for Watched { table, period, dossiers, first } in self.watched.into_iter().flatten() {
            if let Some(first) = &first {
                let unit = &self.repository.units.get(table.unit).code;
                let fact = ReturnAndLog { unit, period: wording::period(&period), dossiers, first };
                sink.file(Place::file(&table.path), &fact);
            }
        }
    }
}

impl Visitor for DossiersOfSenders<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        let watched = &mut self.watched[dossier.unit.0 as usize];
        if watched.is_empty() || !dossier.status.is_counted() {
            return;
        }
        let completed = dossier.completed.map(|completed| completed.date);
        for watched in watched {
            if is_counted(watched.period, dossier.received.date, completed) {
                watched.dossiers += 1;
                watched.first.get_or_insert_with(|| row.place(ID));
            }
        }
    }
}

impl Fork for DossiersOfSenders<'_> {
    fn fork(&self) -> Self {
        Self::new(self.repository)
    }

    fn join(&mut self, other: Self) {
        let pairs = self.watched.iter_mut().flatten().zip(other.watched.into_iter().flatten());
        for (own, theirs) in pairs {
            own.dossiers += theirs.dossiers;
            own.first = own.first.take().into_iter().chain(theirs.first).min();
        }
    }
}

/// Tells whether a dossier stands in a column of the period: received by its end, and not completed before it.
fn is_counted(period: Period, received: Date, completed: Option<Date>) -> bool {
    received <= period.to && completed.is_none_or(|completed| period.from <= completed)
}
