//! Everything a periodic report counts, in one reading of the logs.

use super::cell::{CellCollector, Scope};
use super::count::{Counter, Window};
use super::fork::Fork;
use super::scan::Visitor;
use super::{Columns, Cube, ListedDossier, UnitSet, add_returns, sum_of_returns};
use crate::diag::Sink;
use crate::model::config::{Counting, Reporting};
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::period::Period;
use crate::model::returns::Return;
use crate::syntax::table::Row;

/// How much is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The figures alone.
    Figures,
    /// Whatever a document shows: the late dossiers, past periods, what was pending before.
    Document,
}

/// Counts a period, and the periods it is set beside.
#[derive(Debug)]
pub struct PeriodCounter {
    own: Counter,
    compared: Option<Counter>,
    first_receipt: Option<Date>,
    document: Option<DocumentCounters>,
}

/// What only a document shows.
#[derive(Debug)]
struct DocumentCounters {
    opening: Counter,
    parts: Vec<(Period, Counter)>,
    past: Vec<(Period, Counter)>,
    late: CellCollector,
}

/// What was counted.
#[derive(Debug, Default)]
pub struct PeriodCounts {
    /// The period itself.
    pub own: Cube,
    /// The sum of what the logs here hold of it, without the figures units sent in.
    pub logs: Columns,
    /// The period it is compared with.
    pub compared: Option<Cube>,
    /// The first day of receipt in all logs.
    pub first_receipt: Option<Date>,
    /// What was pending at the end of the day before, in column (11).
    pub opening: Columns,
    /// The quarters of a longer period.
    pub parts: Vec<(Period, Columns)>,
    /// Past periods of the kind that begin no earlier than the logs, oldest first.
    pub past: Vec<(Period, Columns)>,
    /// The dossiers of columns (10) and (13).
    pub late: Vec<ListedDossier>,
}

impl PeriodCounter {
    /// Returns a counter of a period for some units.
    #[must_use]
    pub fn new(
        period: &Period,
        (counting, reporting): (Counting, Reporting),
        units: &UnitSet,
        extent: Extent,
    ) -> Self {
        let counter = |from, to| Counter::new(Window { from, to }, counting).only(units.clone());
        let beside = |periods: Vec<Period>| {
            periods.into_iter().map(|period| (period, counter(period.from, period.to))).collect()
        };
        let day_before = period.from.plus_days(-1);
        let window = Window { from: period.from, to: period.to };
        Self {
            own: counter(period.from, period.to),
            compared: None,
            first_receipt: None,
            document: (extent == Extent::Document).then(|| DocumentCounters {
                opening: counter(day_before, day_before),
                parts: beside(period.quarters(reporting)),
                past: beside(period.past(reporting)),
                late: CellCollector::late(Scope { units: units.clone(), ..Scope::new(window, counting) }),
            }),
        }
    }

    /// Counts another period beside it.
    #[must_use]
    pub fn compared_with(mut self, period: &Period, counting: Counting, units: &UnitSet) -> Self {
        let window = Window { from: period.from, to: period.to };
        self.compared = Some(Counter::new(window, counting).only(units.clone()));
        self
    }

    /// The counts.
    #[must_use]
    pub fn into_counts(self) -> PeriodCounts {
        let sums = |counters: Vec<(Period, Counter)>| {
            counters.into_iter().map(|(period, counter)| (period, counter.into_cube().total())).collect()
        };
        let first = self.first_receipt;
        let cube = self.own.into_cube();
        let own = PeriodCounts {
            logs: cube.total(),
            own: cube,
            compared: self.compared.map(Counter::into_cube),
            first_receipt: first,
            ..PeriodCounts::default()
        };
        let Some(document) = self.document else { return own };
        let covered = |period: &Period| first.is_some_and(|first| first <= period.from);
        PeriodCounts {
            opening: document.opening.into_cube().total(),
            parts: sums(document.parts),
            past: sums(document.past.into_iter().filter(|(period, _)| covered(period)).collect()),
            late: document.late.into_listed(),
            ..own
        }
    }
}

impl PeriodCounts {
    /// Adds what units sent in, to each period the returns of its own.
    pub fn consolidate(
        &mut self,
        (period, compared): (&Period, Option<&Period>),
        returns: &[Return],
        units: &UnitSet,
    ) {
        let of = |period: &Period| {
            let period = *period;
            returns.iter().filter(move |table| table.is_of(&period))
        };
        add_returns(&mut self.own, of(period), units);
        if let Some((cube, period)) = self.compared.as_mut().zip(compared) {
            add_returns(cube, of(period), units);
        }
        for (period, columns) in self.parts.iter_mut().chain(&mut self.past) {
            *columns += &sum_of_returns(of(period), units);
        }
    }

    /// Takes the sealed figures of past periods that the logs do not reach, or in which they received nothing.
    pub fn fill_past(&mut self, periods: &[Period], sealed: impl Fn(&Period) -> Option<Columns>) {
        let counted = std::mem::take(&mut self.past);
        for period in periods {
            let own = counted.iter().find(|(other, _)| other == period).map(|(_, columns)| *columns);
            let whole = own.filter(|columns| columns.received_new() > 0);
            let columns = whole.or_else(|| sealed(period)).or(own);
            self.past.extend(columns.map(|columns| (*period, columns)));
        }
    }
}

impl Visitor for PeriodCounter {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        self.own.count(dossier);
        if let Some(compared) = &mut self.compared {
            compared.count(dossier);
        }
        let received = dossier.received.date;
        if dossier.status.is_counted() && self.first_receipt.is_none_or(|first| received < first) {
            self.first_receipt = Some(received);
        }
        if let Some(document) = &mut self.document {
            document.opening.count(dossier);
            for (_, counter) in document.parts.iter_mut().chain(&mut document.past) {
                counter.count(dossier);
            }
            document.late.dossier(dossier, row, sink);
        }
    }
}

impl Fork for PeriodCounter {
    fn fork(&self) -> Self {
        let all = |counters: &[(Period, Counter)]| {
            counters.iter().map(|(period, counter)| (*period, counter.fork())).collect()
        };
        Self {
            own: self.own.fork(),
            compared: self.compared.as_ref().map(Counter::fork),
            first_receipt: None,
            document: self.document.as_ref().map(|document| DocumentCounters {
                opening: document.opening.fork(),
                parts: all(&document.parts),
                past: all(&document.past),
                late: document.late.fork(),
            }),
        }
    }

    fn join(&mut self, other: Self) {
        self.own.join(other.own);
        if let Some((own, other)) = self.compared.as_mut().zip(other.compared) {
            own.join(other);
        }
        self.first_receipt = self.first_receipt.into_iter().chain(other.first_receipt).min();
        if let Some((own, other)) = self.document.as_mut().zip(other.document) {
            own.opening.join(other.opening);
            let others = other.parts.into_iter().chain(other.past);
            for ((_, own), (_, other)) in own.parts.iter_mut().chain(&mut own.past).zip(others) {
                own.join(other);
            }
            own.late.join(other.late);
        }
    }
}
