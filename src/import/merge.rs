//! Dossiers of an export beside those of the logs, by their ids: new, changed, the same.
//!
//! What is empty in the export erases nothing, but for the end of a dossier that is open again. A due day that is there is
//! never changed: a later one belongs into `data/pauses.csv`, where its reason stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::found::Imported;
use crate::model::date::Moment;
use crate::model::dossier::Status;
use crate::model::lookup::Lookup;
use crate::model::unit::Units;
use crate::syntax::dossiers::{COLUMNS, COMPLETED, DUE, HANDED_OVER, ID, RECEIVED, STATUS, STATUSES, UNIT};
use crate::syntax::pauses::PauseRow;
use crate::syntax::records::{Advance, Records};
use crate::text::fold::nfc;

/// A value that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Our column.
    pub column: usize,
    /// What the log has.
    pub before: String,
    /// What the export has.
    pub after: String,
}

/// A dossier whose row in a log changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place among the rows of the import.
    pub row: usize,
    /// The log.
    pub path: Arc<str>,
    /// The line of the log.
    pub line: u32,
    /// Its place among the records of the log, the header being the first.
    pub index: usize,
    /// What changed; not the due day.
    pub differences: Vec<Difference>,
}

impl Change {
    /// Tells whether a dossier that had ended is open again.
    #[must_use]
    pub fn reopens(&self) -> bool {
        let is_closed = |name: &str| status(name).is_some_and(Status::is_closed);
        let of = |difference: &Difference| difference.column == STATUS;
        self.differences.iter().filter(|d| of(d)).any(|d| is_closed(&d.before) && !is_closed(&d.after))
    }
}

/// A dossier whose due day is another one in the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueChange {
    /// Its place among the rows of the import.
    pub row: usize,
    /// The log.
    pub path: Arc<str>,
    /// The line of the log.
    pub line: u32,
    /// The due day of the log.
    pub before: String,
    /// That of the export.
    pub after: String,
}

/// What an import means for the logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// Rows of the import that no log has.
    pub new: Vec<usize>,
    /// How many dossiers are the same.
    pub same: usize,
    /// What changed, in the order of the logs.
    pub changes: Vec<Change>,
    /// Other due days.
    pub dues: Vec<DueChange>,
    /// Rows of the import whose id stands more than once in the logs, none of them the same.
    pub unclear: Vec<usize>,
    /// Dossiers of the same units and days that the import has not.
    pub absent: usize,
}

/// What the logs say of a row of the import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing.
    #[default]
    New,
    /// The same.
    Same,
    /// Something else, once.
    Other(Box<(Change, Option<DueChange>)>),
    /// Something else, more than once.
    Unclear,
}

/// Compares the dossiers of an import with the logs, one log after the other.
#[derive(Debug)]
pub struct Merger<'i> {
    imported: &'i Imported,
    units: &'i Units,
    /// The first row of each id.
    ids: Lookup,
    /// Further rows of one id, by the first.
    others: BTreeMap<usize, Vec<usize>>,
    /// New due days that are recorded, by dossier.
    recorded: BTreeSet<(String, String)>,
    states: Vec<State>,
    /// The units and the first and last day of the import.
    scope: (BTreeSet<String>, Option<(String, String)>),
    absent: usize,
}

/// A record of a log by our columns.
type Found<'r> = [Option<&'r str>];

impl<'i> Merger<'i> {
    /// Begins with the dossiers of an import and the pauses that are recorded.
    #[must_use]
    pub fn new(imported: &'i Imported, units: &'i Units, pauses: &[PauseRow]) -> Self {
        let mut ids = Lookup::default();
        let mut others: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut used = BTreeSet::new();
        let mut days: Option<(String, String)> = None;
        for row in 0..imported.rows.len() {
            if let Some(first) =
                ids.insert(imported.rows.get(row, ID), u32::try_from(row).unwrap_or(u32::MAX))
            {
                others.entry(first as usize).or_default().push(row);
            }
            let unit = imported.rows.get(row, UNIT);
            if !used.contains(unit) {
                used.insert(unit.to_owned());
            }
            let received = imported.rows.get(row, RECEIVED);
            if let Some(day) = received.get(..10).filter(|_| Moment::parse(received.as_bytes()).is_some()) {
                match &mut days {
                    Some((first, last)) if *day < **first => day.clone_into(first),
                    Some((first, last)) if *day > **last => day.clone_into(last),
                    Some(_) => {}
                    None => days = Some((day.to_owned(), day.to_owned())),
                }
            }
        }
        let due = |row: &PauseRow| Some((row.dossier_id.clone(), row.pause.new_due?.date.to_string()));
        Self {
            imported,
            units,
            ids,
            others,
            recorded: pauses.iter().filter_map(due).collect(),
            states: vec![State::New; imported.rows.len()],
            scope: (used, days),
            absent: 0,
        }
    }

    /// Reads a log; what cannot be read in it is passed over, since `check` names it.
    pub fn read(&mut self, path: &Arc<str>, bytes: &[u8]) {
        let mut records = Records::new(bytes);
        if records.advance() != Advance::Record {
            return;
        }
        let names: Vec<String> = records.record().iter().map(|name| nfc(name.trim()).into_owned()).collect();
        let place = |column: usize| names.iter().position(|name| name == COLUMNS[column].name);
        let places: Vec<Option<usize>> = (0..COLUMNS.len()).map(place).collect();
        let mut index = 0;
        loop {
            index += 1;
            match records.advance() {
                Advance::End => return,
                Advance::NotUtf8 | Advance::Quotes(_) => continue,
                Advance::Record => {}
            }
            let line = records.line();
            let record = records.record();
            let field = |place: &Option<usize>| place.map(|at| record.get(at).unwrap_or_default().trim());
            let found: Vec<Option<&str>> = places.iter().map(field).collect();
            self.compare((path, index, line), &found);
        }
    }

    fn compare(&mut self, (path, index, line): (&Arc<str>, usize, u32), found: &Found<'_>) {
        let id = nfc(found[ID].unwrap_or_default());
        let Some(first) = self.ids.find(&id).map(|first| first as usize) else {
            self.absent += usize::from(!id.is_empty() && self.is_in_scope(found));
            return;
        };
        let rows: Vec<usize> =
            std::iter::once(first).chain(self.others.get(&first).into_iter().flatten().copied()).collect();
        let mut nearest = None;
        for &row in &rows {
            let (differences, due) = self.differences(row, found);
            if differences.is_empty() && due.is_none() {
                self.states[row] = State::Same;
                return;
            }
            nearest = nearest.or(Some((row, differences, due)));
        }
        let Some((row, differences, due)) = nearest else { return };
        let change = Change { row, path: Arc::clone(path), line, index, differences };
        let due = due.map(|(before, after)| DueChange { row, path: Arc::clone(path), line, before, after });
        self.states[row] = match std::mem::take(&mut self.states[row]) {
            State::New if rows.len() == 1 => State::Other(Box::new((change, due))),
            State::Same => State::Same,
            State::New | State::Other(_) | State::Unclear => State::Unclear,
        };
    }

    fn is_in_scope(&self, found: &Found<'_>) -> bool {
        let (units, Some((first, last))) = &self.scope else { return false };
        let day = found[RECEIVED].and_then(|received| received.get(..10)).unwrap_or_default();
        let unit = found[UNIT].unwrap_or_default();
        let code = self.units.find(unit).map_or(unit, |index| self.units.get(index).code.as_str());
        units.contains(code) && (first.as_str()..=last.as_str()).contains(&day)
    }

    /// What a row of the import has otherwise than a record; the due days apart.
    fn differences(&self, row: usize, found: &Found<'_>) -> (Vec<Difference>, Option<(String, String)>) {
        let at = self.imported.rows.at(row);
        let mut differences = Vec::new();
        let mut due = None;
        for (column, before) in found.iter().enumerate() {
            let after = self.imported.rows.get(row, column);
            let before = nfc(before.unwrap_or_default());
            let is_told = if after.is_empty() {
                !before.is_empty() && self.is_open_again(row, column)
            } else {
                // An end that was only taken from the day of collection does not replace one that is recorded.
                self.imported.fills_in(at, column) || (column == COMPLETED && before.is_empty())
            };
            if !is_told || self.is_same(column, &before, after) {
                continue;
            }
            if column == DUE && !before.is_empty() {
                let id = self.imported.rows.get(row, ID).to_owned();
                let day = after.get(..10).unwrap_or_default().to_owned();
                due = (!self.recorded.contains(&(id, day))).then(|| (before.into_owned(), after.to_owned()));
                continue;
            }
            differences.push(Difference { column, before: before.into_owned(), after: after.to_owned() });
        }
        (differences, due)
    }

    /// Tells whether the end of a dossier is to go because the export has it open.
    fn is_open_again(&self, row: usize, column: usize) -> bool {
        let status = status(self.imported.rows.get(row, STATUS));
        matches!(column, COMPLETED | HANDED_OVER) && status.is_some_and(|status| !status.is_closed())
    }

    fn is_same(&self, column: usize, before: &str, after: &str) -> bool {
        if before == after {
            return true;
        }
        match column {
            RECEIVED | DUE | COMPLETED | HANDED_OVER => {
                let moments = Moment::parse(before.as_bytes()).zip(Moment::parse(after.as_bytes()));
                moments.is_some_and(|(a, b)| {
                    a.date == b.date && a.second().zip(b.second()).is_none_or(|(a, b)| a == b)
                })
            }
            UNIT => self.units.find(before).is_some_and(|unit| Some(unit) == self.units.find(after)),
            _ => false,
        }
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> Merge {
        let mut merge = Merge { absent: self.absent, ..Merge::default() };
        for (row, state) in self.states.into_iter().enumerate() {
            match state {
                State::New => merge.new.push(row),
                State::Same => merge.same += 1,
                State::Unclear => merge.unclear.push(row),
                State::Other(other) => {
                    let (change, due) = *other;
                    merge.dues.extend(due);
                    if change.differences.is_empty() {
                        merge.same += 1;
                    } else {
                        merge.changes.push(change);
                    }
                }
            }
        }
        merge.changes.sort_by(|a, b| (&a.path, a.index).cmp(&(&b.path, b.index)));
        merge
    }
}

fn status(name: &str) -> Option<Status> {
    STATUSES.iter().find(|(own, _)| *own == name).map(|(_, status)| *status)
}
