//! Logs with a header and no rows.

use super::NewFile;
use crate::syntax::table::header;
use crate::syntax::{dossiers, events, feedback, pauses, procedures, progress};

/// The logs that every year has: progress, events, feedback.
#[must_use]
pub fn year_logs(year: i32) -> Vec<NewFile> {
    let folders =
        [("progress", progress::COLUMNS), ("events", events::COLUMNS), ("feedback", feedback::COLUMNS)];
    let log = |(folder, columns)| NewFile::new(format!("data/{folder}/{year}.csv"), header(columns));
    folders.map(log).into()
}

/// All logs of a new repository.
pub(super) fn all_logs(year: i32) -> Vec<NewFile> {
    let mut logs = vec![
        NewFile::new(format!("data/dossiers/{year}/ho-so.csv"), header(dossiers::COLUMNS)),
        NewFile::new("data/pauses.csv", header(pauses::COLUMNS)),
        NewFile::new("data/procedures.csv", header(procedures::COLUMNS)),
    ];
    logs.extend(year_logs(year));
    logs
}
