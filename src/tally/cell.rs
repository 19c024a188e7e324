//! The dossiers behind a figure: those that counting puts into a column.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::column::{Column, Outcome, Placement};
use super::count::{UnitSet, Window, place};
use super::fork::Fork;
use super::scan::Visitor;
use crate::diag::Sink;
use crate::model::config::Counting;
use crate::model::date::{Date, Moment};
use crate::model::dossier::{Dossier, Status};
use crate::model::unit::{Level, UnitIndex};
use crate::syntax::dossiers::{LATE_REASON, PROCEDURE};
use crate::syntax::table::Row;

/// Which dossiers are looked at, and how they are judged.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The window.
    pub window: Window,
    /// The office's choices.
    pub counting: Counting,
    /// The units.
    pub units: UnitSet,
    /// The level; all where there is none.
    pub level: Option<Level>,
    /// The field in NFC, empty for dossiers without one; all where there is none.
    pub field: Option<String>,
}

impl Scope {
    /// All units, levels and fields.
    #[must_use]
    pub fn new(window: Window, counting: Counting) -> Self {
        Self { window, counting, units: UnitSet::default(), level: None, field: None }
    }

    fn contains(&self, dossier: &Dossier<'_>) -> bool {
        self.units.contains(dossier.unit)
            && self.level.is_none_or(|level| level == dossier.level)
            && self.field.as_deref().is_none_or(|field| field == dossier.field)
    }
}

/// A dossier behind a figure.
#[derive(Clone, Debug)]
pub struct ListedDossier {
    /// The id.
    pub id: String,
    /// The unit.
    pub unit: UnitIndex,
    /// The level.
    pub level: Level,
    /// The field.
    pub field: String,
    /// The procedure.
    pub procedure_code: String,
    /// The status in the log.
    pub status: Status,
    /// The columns it is counted in.
    pub placement: Placement,
    /// When it was received.
    pub received: Moment,
    /// The due date it was judged by: as known on the day it ended, or else on the last day of the window.
    pub due: Option<Moment>,
    /// The day it was judged on.
    pub judged_on: Date,
    /// When work on it ended, be it after the window.
    pub completed: Option<Moment>,
    /// Why it was late, as the log says.
    pub late_reason: String,
    /// The log it stands in.
    pub path: Arc<str>,
    /// The line of the log.
    pub line: u32,
}

impl ListedDossier {
    /// The due day and the day it was judged on, where it was late: (10) or (13).
    #[must_use]
    pub fn lateness(&self) -> Option<(Date, Date)> {
        let due = self.due.filter(|_| self.placement.outcome.is_late())?;
        Some((due.date, self.judged_on))
    }

    /// Calendar days from the due day to the day it was judged on; 0 where it was late by hours alone.
    #[must_use]
    pub fn days_late(&self) -> Option<u32> {
        let (due, end) = self.lateness()?;
        u32::try_from(end.days_since(due)).ok()
    }
}

/// Collects the dossiers of some columns.
#[derive(Debug)]
pub struct CellCollector {
    columns: Vec<Column>,
    scope: Scope,
    listed: Vec<ListedDossier>,
}

impl CellCollector {
    /// Returns a collector of what stands in any of these columns.
    #[must_use]
    pub fn new(columns: &[Column], scope: Scope) -> Self {
        Self { columns: columns.to_vec(), scope, listed: Vec::new() }
    }

    /// Returns a collector of every dossier that was late: columns (10) and (13).
    #[must_use]
    pub fn late(scope: Scope) -> Self {
        Self::new(&[Outcome::Late.column(), Outcome::Overdue.column()], scope)
    }

    /// The dossiers in the order of the units' file, then of due days (none last), then of ids.
    #[must_use]
    pub fn into_listed(mut self) -> Vec<ListedDossier> {
        let due = |dossier: &ListedDossier| (dossier.due.is_none(), dossier.due.map(|due| due.date));
        self.listed.sort_by(|a, b| (a.unit, due(a), &a.id).cmp(&(b.unit, due(b), &b.id)));
        self.listed
    }

    fn listed(&self, dossier: &Dossier<'_>, placement: Placement, row: Row<'_>) -> ListedDossier {
        let Scope { window, counting, .. } = &self.scope;
        let judged_on = window.end_of(dossier).map_or(window.to, |end| end.date);
        ListedDossier {
            id: dossier.id.to_string(),
            unit: dossier.unit,
            level: dossier.level,
            field: dossier.field.to_string(),
            procedure_code: row.text(PROCEDURE).into_owned(),
            status: dossier.status,
            placement,
            received: dossier.received,
            due: dossier.due_on(judged_on, counting.reappointed),
            judged_on,
            completed: dossier.completed,
            late_reason: row.text(LATE_REASON).into_owned(),
            path: Arc::clone(row.path()),
            line: row.line(),
        }
    }
}

impl Visitor for CellCollector {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        if !self.scope.contains(dossier) {
            return;
        }
        let placement = place(dossier, self.scope.window, self.scope.counting);
        let holds = |placement: &Placement| self.columns.iter().any(|column| column.holds(*placement));
        if let Some(placement) = placement.filter(holds) {
            let listed = self.listed(dossier, placement, row);
            self.listed.push(listed);
        }
    }
}

impl Fork for CellCollector {
    fn fork(&self) -> Self {
        Self::new(&self.columns, self.scope.clone())
    }

    fn join(&mut self, other: Self) {
        self.listed.extend(other.listed);
    }
}

/// Notes the fields of all dossiers.
#[derive(Debug, Default)]
pub struct FieldNames(BTreeSet<String>);

impl FieldNames {
    /// The fields that were met.
    #[must_use]
    pub const fn met(&self) -> &BTreeSet<String> {
        &self.0
    }
}

impl Visitor for FieldNames {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        if !self.0.contains(&*dossier.field) {
            self.0.insert(dossier.field.to_string());
        }
    }
}

impl Fork for FieldNames {
    fn fork(&self) -> Self {
        Self::default()
    }

    fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::{Pause, PauseBook, PauseKind};
    use crate::model::procedure::Catalogue;
    use crate::model::unit::{Unit, Units};
    use crate::syntax::dossiers::Registers;
    use crate::syntax::table::LogFile;
    use crate::tally::Scan;

    const HEADER: &str =
        "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,field,late_reason\n";

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn scope() -> Scope {
        let window = Window { from: day("2021-03-15"), to: day("2021-06-14") };
        Scope::new(window, Counting::default())
    }

    /// Collects from rows; `d2` had a supplement until 20/4 and is due on 30/4 from then on.
    fn collect(mut collector: CellCollector, rows: &str) -> Vec<ListedDossier> {
        let mut units = Units::default();
        units.add_unit(Unit::sample("b"));
        units.add_unit(Unit::sample("a"));
        let mut pauses = PauseBook::default();
        let new_due = Moment::parse(b"2021-04-30 09:00");
        let (from, to) = (day("2021-04-08"), Some(day("2021-04-20")));
        pauses.add("d2", Pause { kind: PauseKind::Supplement, from, to, new_due });
        let registers = Registers { units: &units, catalogue: &Catalogue::default(), pauses: &pauses };
        let text = format!("{HEADER}{rows}");
        let file = LogFile { path: Arc::from("data/dossiers/a.csv"), bytes: text.as_bytes() };
        let mut sink = Sink::new();
        Scan::new(registers).read(&file, &mut collector, &mut sink);
        assert_eq!(sink.errors(), 0);
        collector.into_listed()
    }

    fn ids(listed: &[ListedDossier]) -> Vec<&str> {
        listed.iter().map(|dossier| dossier.id.as_str()).collect()
    }

    const LATE: &str = "\
        d1,p,a,direct,2021-04-01,completed,2021-04-10,2021-04-12,Đất đai,Nghẽn mạng\n\
        d2,p,a,direct,2021-04-01,processing,2021-04-10,,Đất đai,\n\
        d3,q,b,online,2021-05-01,completed,2021-05-10,2021-06-20,,\n\
        d4,q,b,online,2021-05-01,completed,2021-05-10,2021-05-10,,\n";

    #[test]
    fn lateness_runs_from_the_due_date_that_counted_to_the_end_or_the_last_day() {
        let listed = collect(CellCollector::late(scope()), LATE);
        assert_eq!(ids(&listed), ["d3", "d1", "d2"], "unit b stands first in the file");
        let days: Vec<_> = listed.iter().map(ListedDossier::days_late).collect();
        assert_eq!(days, [Some(35), Some(2), Some(45)]);
        assert_eq!(listed[2].due, Moment::parse(b"2021-04-30 09:00"), "after the supplement");
        assert_eq!(listed[0].judged_on, day("2021-06-14"), "ended after the window");
    }

    #[test]
    fn a_dossier_tells_its_row_and_where_it_stands() {
        let listed = collect(CellCollector::new(&[Column::RESOLVED_LATE], scope()), LATE);
        let [dossier] = &listed[..] else { panic!("{listed:?}") };
        assert_eq!((&*dossier.path, dossier.line), ("data/dossiers/a.csv", 2));
        assert_eq!((&*dossier.procedure_code, &*dossier.late_reason), ("p", "Nghẽn mạng"));
    }

    #[test]
    fn what_is_not_late_has_no_days_late() {
        let listed = collect(CellCollector::new(&[Column::RESOLVED_ON_TIME], scope()), LATE);
        assert_eq!((ids(&listed), listed[0].days_late()), (vec!["d4"], None));
    }

    #[test]
    fn unit_level_and_field_narrow_the_list() {
        let all = [Column::RECEIVED_TOTAL];
        let of = |scope| ids(&collect(CellCollector::new(&all, scope), LATE)).join(" ");
        assert_eq!(of(Scope { units: UnitSet::of(&[UnitIndex(1)]), ..scope() }), "d1 d2");
        assert_eq!(of(Scope { field: Some(String::new()), ..scope() }), "d3 d4");
        assert_eq!(of(Scope { field: Some("Đất đai".to_owned()), ..scope() }), "d1 d2");
        assert_eq!(of(Scope { level: Some(Level::Commune), ..scope() }), "");
    }

    #[test]
    fn dossiers_stand_by_unit_due_day_and_id_and_those_without_a_due_date_last() {
        let rows = "\
            d9,p,a,direct,2021-04-01,processing,,,,\n\
            d8,p,a,direct,2021-04-01,processing,2021-07-02 08:00,,,\n\
            d7,p,a,direct,2021-04-01,processing,2021-07-02 17:00,,,\n\
            d6,p,a,direct,2021-04-01,processing,2021-07-03,,,\n\
            d5,p,b,direct,2021-04-01,processing,,,,\n";
        let listed = collect(CellCollector::new(&[Column::PENDING_TOTAL], scope()), rows);
        assert_eq!(ids(&listed), ["d5", "d7", "d8", "d6", "d9"]);
    }
}
