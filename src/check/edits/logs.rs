//! Edits of logs: what was recorded stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::records::{LogRow, rows};
use super::{Edit, has_ending};
use crate::diag::{Place, Sink};
use crate::model::date::{Date, Moment};
use crate::repo::{RepoError, Repository};
use crate::syntax::dossiers;
use crate::syntax::table::{LogFile, LogReader};
use crate::text::day;
use crate::text::findings::edit::{RowBackDated, RowDeleted};

const RECEIVED: &str = "received_at";
const COMPLETED: &str = "completed_at";

/// What of a dossier may not change.
#[derive(Debug)]
struct DossierRow {
    id: Box<str>,
    received: Option<Date>,
    completed: Option<Date>,
    path: Arc<str>,
    line: u32,
}

/// Dossiers stay, and so do the days on which they were received and completed.
pub(super) fn dossiers(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    let (mut before, mut after, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
    let is_log = |path: &str| path.starts_with("data/dossiers/") && has_ending(path, "csv");
    let unchanged = edit.versions.changed(is_log, |file| {
        if let Some(bytes) = &file.before {
            read_dossiers(&file.path, bytes, |row| before.push(row));
        }
        if file.after.as_ref().is_some_and(|bytes| !read_dossiers(&file.path, bytes, |row| after.push(row))) {
            broken.insert(Arc::clone(&file.path));
        }
    })?;
    after.sort_by(|a, b| a.id.cmp(&b.id));
    let mut missing: Vec<&DossierRow> = Vec::new();
    for row in &before {
        match of_id(&after, &row.id) {
            [] => missing.push(row),
            // Of several rows with one id any may be the one that stood before.
            [now, others @ ..]
                if days(now) != days(row) && others.iter().all(|now| days(now) != days(row)) =>
            {
                changed_days(edit, row, now, sink);
            }
            _ => {}
        }
    }
    retain_missing(edit.versions.current, &unchanged, &mut missing);
    // What seems to be gone may stand in the part of its log that cannot be read.
    for row in missing.into_iter().filter(|row| !broken.contains(&row.path)) {
        let DossierRow { id, path, line, .. } = row;
        let fact = RowDeleted { kind: "hồ sơ", row: id, instead: "", path, line: *line, base: edit.base };
        sink.file(header_of(path), &fact);
    }
    Ok(())
}

/// The rows with an id, of rows in the order of their ids.
fn of_id<'a>(sorted: &'a [DossierRow], id: &str) -> &'a [DossierRow] {
    let start = sorted.partition_point(|row| *row.id < *id);
    let length = sorted[start..].partition_point(|row| *row.id == *id);
    &sorted[start..start + length]
}

fn days(row: &DossierRow) -> (Option<Date>, Option<Date>) {
    (row.received, row.completed)
}

/// Takes out the dossiers that a log without changes has: a row that stood twice may go once.
fn retain_missing(current: &Repository, unchanged: &[Arc<str>], missing: &mut Vec<&DossierRow>) {
    missing.sort_by(|a, b| a.id.cmp(&b.id));
    for path in unchanged {
        let Some(bytes) = (if missing.is_empty() { None } else { current.bytes(path) }) else { continue };
        let mut found = vec![false; missing.len()];
        read_dossiers(path, &bytes, |row| {
            let start = missing.partition_point(|missing| missing.id < row.id);
            let same = missing[start..].iter().take_while(|missing| missing.id == row.id).count();
            found[start..start + same].fill(true);
        });
        let mut found = found.into_iter();
        missing.retain(|_| !found.next().unwrap_or(false));
    }
}

fn changed_days(edit: Edit<'_>, before: &DossierRow, now: &DossierRow, sink: &mut Sink) {
    let row = format!("Hồ sơ {}", before.id);
    let columns = [(RECEIVED, before.received, now.received), (COMPLETED, before.completed, now.completed)];
    for (column, old, new) in columns {
        if let Some(old) = old.filter(|_| old != new) {
            let (before, after) = (day::date(old), new.map(day::date).unwrap_or_default());
            let fact = RowBackDated { row: &row, column, before, after, base: edit.base };
            sink.file(line_of(&now.path, now.line), &fact);
        }
    }
}

/// Shows every row of a dossier log that has an id; tells whether the log could be read whole.
fn read_dossiers(path: &Arc<str>, bytes: &[u8], mut show: impl FnMut(DossierRow)) -> bool {
    let mut ignored = Sink::new();
    let file = LogFile { path: Arc::clone(path), bytes };
    let Some(mut log) = LogReader::open(&file, dossiers::COLUMNS, &mut ignored) else { return false };
    while let Some(row) = log.next(&mut ignored) {
        let date = |column| Moment::parse(row.raw(column).as_bytes()).map(|moment| moment.date);
        let id = row.text(dossiers::ID);
        if !id.is_empty() {
            show(DossierRow {
                id: id.as_ref().into(),
                received: date(dossiers::RECEIVED),
                completed: date(dossiers::COMPLETED),
                path: Arc::clone(path),
                line: row.line(),
            });
        }
    }
    ignored.errors() == 0
}

/// A log that is not of dossiers.
struct SmallLog {
    /// What a row is called.
    kind: &'static str,
    /// The file, or the folder with one file a year.
    path: &'static str,
    /// Whether an id names a row; else the whole row does.
    has_id: bool,
    /// What makes two rows speak of the same, though other values differ.
    same: &'static [&'static str],
    /// The day of the record, and what is shown of it.
    day: &'static str,
    shown: &'static [&'static str],
}

const SMALL_LOGS: &[SmallLog] = &[
    SmallLog {
        kind: "dòng tiến độ",
        path: "data/progress/",
        has_id: false,
        same: &["occurrence", "unit", "state"],
        day: "date",
        shown: &["occurrence", "unit", "state", "date", "evidence"],
    },
    SmallLog {
        kind: "sự kiện",
        path: "data/events/",
        has_id: true,
        same: &["event_id"],
        day: "date",
        shown: &["event_id", "item", "date"],
    },
    SmallLog {
        kind: "dòng tạm dừng",
        path: "data/pauses.csv",
        has_id: false,
        same: &["dossier_id", "kind"],
        day: "from",
        shown: &["dossier_id", "kind", "from", "to", "new_due_at"],
    },
    SmallLog {
        kind: "phản ánh, kiến nghị",
        path: "data/feedback/",
        has_id: true,
        same: &["feedback_id"],
        day: "received_at",
        shown: &["feedback_id", "received_at", "kind"],
    },
];

/// Rows of the other logs stay, and so do their days.
pub(super) fn small_logs(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    SMALL_LOGS.iter().try_for_each(|log| small_log(edit, log, sink))
}

fn small_log(edit: Edit<'_>, log: &SmallLog, sink: &mut Sink) -> Result<(), RepoError> {
    let (mut before, mut after, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
    let (base, current) = (edit.versions.base, edit.versions.current);
    let wanted = |path: &str| path.starts_with(log.path) && has_ending(path, "csv");
    let unchanged = edit.versions.changed(wanted, |file| {
        if let Some(bytes) = &file.before {
            rows(&file.path, bytes, &base.units, |row| before.push(row));
        }
        let mut read = |bytes: &Vec<u8>| rows(&file.path, bytes, &current.units, |row| after.push(row));
        if file.after.as_ref().is_some_and(|bytes| !read(bytes)) {
            broken.insert(Arc::clone(&file.path));
        }
    })?;
    before.retain(|row| !broken.contains(&row.path));
    if before.is_empty() {
        return Ok(());
    }
    for path in unchanged {
        if let Some(bytes) = current.bytes(&path) {
            rows(&path, &bytes, &current.units, |row| after.push(row));
        }
    }
    let (before, after) = (by_subject(log, &before), by_subject(log, &after));
    for (subject, old_rows) in &before {
        let now_rows = after.get(subject).map(Vec::as_slice).unwrap_or_default();
        let is_new = |now: &&&LogRow| !old_rows.iter().any(|old| now.keeps(old));
        for old in old_rows.iter().filter(|old| !now_rows.iter().any(|now| stands(log, old, now))) {
            lost_row(edit, log, (old, now_rows.iter().find(is_new).copied()), sink);
        }
    }
    Ok(())
}

/// The rows of a log by what they speak of.
fn by_subject<'a>(log: &SmallLog, rows: &'a [LogRow]) -> BTreeMap<Vec<&'a str>, Vec<&'a LogRow>> {
    let mut subjects: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        let subject = log.same.iter().map(|column| row.get(column)).collect();
        subjects.entry(subject).or_default().push(row);
    }
    subjects
}

/// Tells whether a row is what an earlier one became without losing anything.
fn stands(log: &SmallLog, old: &LogRow, now: &LogRow) -> bool {
    if log.has_id { now.get(log.day) == old.get(log.day) } else { now.keeps(old) }
}

/// Reports a row that is gone, or whose day is another one.
fn lost_row(edit: Edit<'_>, log: &SmallLog, (old, now): (&LogRow, Option<&LogRow>), sink: &mut Sink) {
    let (shown, base) = (old.shown(log.shown), edit.base);
    match now {
        Some(now) if moved(log, old, now) => {
            let (before, after) = (old.get(log.day).to_owned(), now.get(log.day).to_owned());
            let row = format!("{}: {}", log.kind, old.shown(log.same));
            let fact = RowBackDated { row: &row, column: log.day, before, after, base };
            sink.file(line_of(&now.path, now.line), &fact);
        }
        _ => {
            let instead = now.map(|now| now.shown(log.shown)).unwrap_or_default();
            let (path, line) = (&*old.path, old.line);
            let fact = RowDeleted { kind: log.kind, row: &shown, instead: &instead, path, line, base };
            let place = now.map_or_else(|| header_of(&old.path), |now| line_of(&now.path, now.line));
            sink.file(place, &fact);
        }
    }
}

/// Tells whether only the day of a row was changed; of rows with an id, whatever else was.
fn moved(log: &SmallLog, old: &LogRow, now: &LogRow) -> bool {
    let mut same_day = now.clone();
    let day = old.values.get_key_value(log.day);
    same_day.values.extend(day.map(|(column, value)| (Arc::clone(column), value.clone())));
    now.get(log.day) != old.get(log.day) && (log.has_id || same_day.keeps(old))
}

fn header_of(path: &Arc<str>) -> Place {
    Place::file(path)
}

fn line_of(path: &Arc<str>, line: u32) -> Place {
    Place { path: Arc::clone(path), line, column: 1, width: 1, record: line }
}
