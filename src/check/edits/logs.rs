//! Edits of the logs that are not of dossiers: what was recorded stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Edit;
use super::changes::{Change, line_of, report};
use super::records::{LogRow, rows};
use crate::diag::{Place, Sink};
use crate::model::date::{Date, Moment};
use crate::repo::RepoError;
use crate::text::findings::edit::RowDeleted;

/// A log that is not of dossiers.
struct SmallLog {
    /// What a row is called.
    kind: &'static str,
    /// The file, or the folder of its files.
    path: &'static str,
    /// How its files end, in a folder that has others too.
    file: &'static str,
    /// Whether an id names a row; else the whole row does.
    has_id: bool,
    /// What makes two rows speak of the same, though other values differ.
    same: &'static [&'static str],
    /// The day of the record; empty where the log has none.
    day: &'static str,
    /// The day by which it is to be done, which stays once it is there; empty where the log has none.
    due: &'static str,
    /// What is shown of a row.
    shown: &'static [&'static str],
}

const SMALL_LOGS: &[SmallLog] = &[
    SmallLog {
        kind: "dòng tiến độ",
        path: "data/progress/",
        file: ".csv",
        has_id: false,
        same: &["occurrence", "unit", "state"],
        day: "date",
        due: "",
        shown: &["occurrence", "unit", "state", "date", "evidence"],
    },
    SmallLog {
        kind: "sự kiện",
        path: "data/events/",
        file: ".csv",
        has_id: true,
        same: &["event_id"],
        day: "date",
        due: "",
        shown: &["event_id", "item", "date"],
    },
    SmallLog {
        kind: "dòng tạm dừng",
        path: "data/pauses.csv",
        file: ".csv",
        has_id: false,
        same: &["dossier_id", "kind"],
        day: "from",
        due: "",
        shown: &["dossier_id", "kind", "from", "to", "new_due_at"],
    },
    SmallLog {
        kind: "thư, công văn",
        path: "data/letters/",
        file: ".csv",
        has_id: false,
        same: &["date", "kind", "dossier_id", "unit"],
        day: "date",
        due: "",
        shown: &["date", "kind", "dossier_id", "unit"],
    },
    SmallLog {
        kind: "phản ánh, kiến nghị",
        path: "data/feedback/",
        file: ".csv",
        has_id: true,
        same: &["feedback_id"],
        day: "received_at",
        due: "due_at",
        shown: &["feedback_id", "received_at", "kind"],
    },
    // What the citizen said stays; the units' scores (`units.csv`) are put right while the quarter is reviewed.
    SmallLog {
        kind: "phiếu đánh giá",
        path: "data/evaluations/",
        file: "/slips.csv",
        has_id: false,
        same: &["dossier_id"],
        day: "",
        due: "",
        shown: &["dossier_id", "unit", "i1", "i2", "i3", "i4", "i6", "i7", "satisfaction"],
    },
];

/// Rows of the other logs stay, and so do their days.
pub(super) fn small_logs(edit: Edit<'_>, sink: &mut Sink) -> Result<(), RepoError> {
    SMALL_LOGS.iter().try_for_each(|log| small_log(edit, log, sink))
}

fn small_log(edit: Edit<'_>, log: &SmallLog, sink: &mut Sink) -> Result<(), RepoError> {
    let (mut before, mut after, mut broken) = (Vec::new(), Vec::new(), BTreeSet::new());
    let (base, current) = (edit.versions.base, edit.versions.current);
    let wanted = |path: &str| path.starts_with(log.path) && path.to_lowercase().ends_with(log.file);
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
    let mut changes = Vec::new();
    for (subject, old_rows) in &before {
        let now_rows = after.get(subject).map(Vec::as_slice).unwrap_or_default();
        let is_new = |now: &&&LogRow| !old_rows.iter().any(|old| now.keeps(old));
        for old in old_rows.iter().filter(|old| !now_rows.iter().any(|now| stands(log, old, now))) {
            let now = now_rows.iter().find(is_new).copied();
            let found = now.map(|now| changed_cells(edit, log, old, now)).unwrap_or_default();
            if found.is_empty() {
                lost_row(edit, log, (old, now), sink);
            }
            changes.extend(found);
        }
    }
    report(edit, changes, sink);
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
    if log.has_id {
        now.get(log.day) == old.get(log.day) && !due_changed(log, old, now)
    } else {
        now.keeps(old)
    }
}

fn due_changed(log: &SmallLog, old: &LogRow, now: &LogRow) -> bool {
    !old.get(log.due).is_empty() && now.get(log.due) != old.get(log.due)
}

/// The days of a row that are other ones.
fn changed_cells(edit: Edit<'_>, log: &SmallLog, old: &LogRow, now: &LogRow) -> Vec<Change> {
    let change = |column: &'static str, passed| Change {
        path: Arc::clone(&now.path),
        line: now.line,
        row: format!("{}: {}", log.kind, old.shown(log.same)),
        column,
        before: old.get(column).to_owned(),
        after: now.get(column).to_owned(),
        passed,
    };
    let day = moved(log, old, now).then(|| change(log.day, false));
    let passed = || shown_day(old.get(log.due)).is_some_and(|due| due < edit.today);
    let due = due_changed(log, old, now).then(|| change(log.due, passed()));
    day.into_iter().chain(due).collect()
}

/// The day of a value as [`LogRow`] holds it.
fn shown_day(value: &str) -> Option<Date> {
    Moment::parse_with(value.get(..10)?, "%d/%m/%Y").map(|moment| moment.date)
}

/// Reports a row that is gone.
fn lost_row(edit: Edit<'_>, log: &SmallLog, (old, now): (&LogRow, Option<&LogRow>), sink: &mut Sink) {
    let (shown, base) = (old.shown(log.shown), edit.base);
    let instead = now.map(|now| now.shown(log.shown)).unwrap_or_default();
    let (path, line) = (&*old.path, old.line);
    let fact = RowDeleted { kind: log.kind, row: &shown, instead: &instead, path, line, base };
    let place = now.map_or_else(|| Place::file(&old.path), |now| line_of(&now.path, now.line));
    sink.file(place, &fact);
}

/// Tells whether only the day of a row was changed; of rows with an id, whatever else was.
fn moved(log: &SmallLog, old: &LogRow, now: &LogRow) -> bool {
    let mut same_day = now.clone();
    let day = old.values.get_key_value(log.day);
    same_day.values.extend(day.map(|(column, value)| (Arc::clone(column), value.clone())));
    now.get(log.day) != old.get(log.day) && (log.has_id || same_day.keeps(old))
}
