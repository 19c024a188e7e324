//! Edits of dossier logs: what was recorded stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::changes::{Change, report};
use super::{Edit, has_ending};
use crate::diag::{Place, Sink};
use crate::model::date::{Date, Moment};
use crate::model::dossier::Status;
use crate::model::unit::Units;
use crate::repo::{RepoError, Repository};
use crate::syntax::dossiers;
use crate::syntax::table::{LogFile, LogReader};
use crate::text::day;
use crate::text::findings::edit::RowDeleted;

/// What of a dossier may not change. What could not be read was not recorded.
#[derive(Debug)]
struct DossierRow {
    id: Box<str>,
    procedure: Box<str>,
    unit: Option<Box<str>>,
    channel: Option<&'static str>,
    received: Option<Date>,
    status: Option<(&'static str, Status)>,
    due: Option<Moment>,
    completed: Option<Date>,
    path: Arc<str>,
    line: u32,
}

/// Dossiers stay, and so does what was recorded of them; a status goes only forward.
pub(super) fn check(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    let (mut before, mut after, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
    let (base, current) = (edit.versions.base, edit.versions.current);
    let is_log = |path: &str| path.starts_with("data/dossiers/") && has_ending(path, "csv");
    let unchanged = edit.versions.changed(is_log, |file| {
        if let Some(bytes) = &file.before {
            read(&file.path, bytes, &base.units, |row| before.push(row));
        }
        let mut read_now = |bytes: &Vec<u8>| read(&file.path, bytes, &current.units, |row| after.push(row));
        if file.after.as_ref().is_some_and(|bytes| !read_now(bytes)) {
            broken.insert(Arc::clone(&file.path));
        }
    })?;
    after.sort_by(|a, b| a.id.cmp(&b.id));
    let mut missing: Vec<&DossierRow> = Vec::new();
    let mut changes = Vec::new();
    for row in &before {
        match of_id(&after, &row.id) {
            [] => missing.push(row),
            // Of several rows with one id any may be the one that stood before.
            [now, others @ ..] => {
                let found = changed_cells(row, now, edit.today);
                let stands = |now: &DossierRow| changed_cells(row, now, edit.today).is_empty();
                if !others.iter().any(stands) {
                    changes.extend(found);
                }
            }
        }
    }
    report(edit, changes, sink);
    retain_missing(current, &unchanged, &mut missing);
    // What seems to be gone may stand in the part of its log that cannot be read.
    for row in missing.into_iter().filter(|row| !broken.contains(&row.path)) {
        let DossierRow { id, path, line, .. } = row;
        let fact = RowDeleted { kind: "hồ sơ", row: id, instead: "", path, line: *line, base: edit.base };
        sink.file(Place::file(path), &fact);
    }
    Ok(())
}

/// The rows with an id, of rows in the order of their ids.
fn of_id<'a>(sorted: &'a [DossierRow], id: &str) -> &'a [DossierRow] {
    let start = sorted.partition_point(|row| *row.id < *id);
    let length = sorted[start..].partition_point(|row| *row.id == *id);
    &sorted[start..start + length]
}

/// Takes out the dossiers that a log without changes has: a row that stood twice may go once.
fn retain_missing(current: &Repository, unchanged: &[Arc<str>], missing: &mut Vec<&DossierRow>) {
    missing.sort_by(|a, b| a.id.cmp(&b.id));
    for path in unchanged {
        let Some(bytes) = (if missing.is_empty() { None } else { current.bytes(path) }) else { continue };
        let mut found = vec![false; missing.len()];
        read(path, &bytes, &current.units, |row| {
            let start = missing.partition_point(|missing| missing.id < row.id);
            let same = missing[start..].iter().take_while(|missing| missing.id == row.id).count();
            found[start..start + same].fill(true);
        });
        let mut found = found.into_iter();
        missing.retain(|_| !found.next().unwrap_or(false));
    }
}

/// What was recorded and is another value now.
fn changed_cells(old: &DossierRow, now: &DossierRow, today: Date) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |column, before: String, after: String, passed| {
        let (path, row) = (Arc::clone(&now.path), format!("Hồ sơ {}", old.id));
        changes.push(Change { path, line: now.line, row, column, before, after, passed });
    };
    if !old.procedure.is_empty() && old.procedure != now.procedure {
        add("procedure_code", old.procedure.to_string(), now.procedure.to_string(), false);
    }
    if let Some(unit) = old.unit.as_ref().filter(|_| old.unit != now.unit) {
        add("unit", unit.to_string(), now.unit.as_deref().unwrap_or_default().to_owned(), false);
    }
    if let Some(channel) = old.channel.filter(|_| old.channel != now.channel) {
        add("channel", channel.to_owned(), now.channel.unwrap_or_default().to_owned(), false);
    }
    let days = [("received_at", old.received, now.received), ("completed_at", old.completed, now.completed)];
    for (column, before, after) in days {
        if let Some(before) = before.filter(|_| before != after) {
            add(column, day::date(before), after.map(day::date).unwrap_or_default(), false);
        }
    }
    if let Some(due) = old.due.filter(|&due| !now.due.is_some_and(|now| is_same_due(due, now))) {
        let after = now.due.map(day::moment).unwrap_or_default();
        add("due_at", day::moment(due), after, due.date < today);
    }
    let back = |&(_, old): &(&str, Status)| goes_back(old, now.status.map(|now| now.1));
    if let Some((before, _)) = old.status.filter(back) {
        add("status", before.to_owned(), now.status.map_or("", |now| now.0).to_owned(), false);
    }
    changes
}

/// Tells whether a due day is still the same; a time may have been added.
fn is_same_due(before: Moment, now: Moment) -> bool {
    before.date == now.date && (before.second().is_none() || before.second() == now.second())
}

/// Tells whether a status leaves a closed one, or a dossier that was taken in is not counted any more.
fn goes_back(before: Status, now: Option<Status>) -> bool {
    if before.is_closed() {
        now != Some(before) && (before, now) != (Status::Completed, Some(Status::Delivered))
    } else {
        before.is_counted() && now.is_none_or(|now| !now.is_counted())
    }
}

/// Shows every row of a dossier log that has an id; tells whether the log could be read whole.
fn read(path: &Arc<str>, bytes: &[u8], units: &Units, mut show: impl FnMut(DossierRow)) -> bool {
    let mut ignored = Sink::new();
    let file = LogFile { path: Arc::clone(path), bytes };
    let Some(mut log) = LogReader::open(&file, dossiers::COLUMNS, &mut ignored) else { return false };
    while let Some(row) = log.next(&mut ignored) {
        let moment = |column| Moment::parse(row.raw(column).as_bytes());
        let id = row.text(dossiers::ID);
        if !id.is_empty() {
            let (channel, status) = (row.raw(dossiers::CHANNEL), row.raw(dossiers::STATUS));
            show(DossierRow {
                id: id.as_ref().into(),
                procedure: row.text(dossiers::PROCEDURE).as_ref().into(),
                unit: units.find(&row.text(dossiers::UNIT)).map(|unit| units.get(unit).code.as_str().into()),
                channel: dossiers::CHANNELS.iter().map(|known| known.0).find(|known| *known == channel),
                received: moment(dossiers::RECEIVED).map(|moment| moment.date),
                status: dossiers::STATUSES.iter().find(|known| known.0 == status).copied(),
                due: moment(dossiers::DUE),
                completed: moment(dossiers::COMPLETED).map(|moment| moment.date),
                path: Arc::clone(path),
                line: row.line(),
            });
        }
    }
    ignored.errors() == 0
}
