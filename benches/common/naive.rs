//! The loop that comes to mind first: the `csv` crate with serde into strings, days by chrono, a hash map of counts.

#![expect(clippy::disallowed_types, reason = "what comes to mind first")]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::figures::{Figures, Row};

#[derive(Deserialize)]
struct Dossier {
    #[serde(rename = "dossier_id")]
    id: String,
    field: String,
    unit: String,
    channel: String,
    received_at: String,
    due_at: String,
    completed_at: String,
    status: String,
}

/// Whether the ids are proved unique.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ids {
    Ignored,
    Unique,
}

/// Counts the period from 15/03/2021 to 14/06/2021 by field and unit (contract, section 3, without pauses).
pub(crate) fn count(log: &Path, ids: Ids) -> Figures {
    let day = |month, day| NaiveDate::from_ymd_opt(2021, month, day).expect("a day");
    let window = (day(3, 15), day(6, 14));
    let mut counts: HashMap<(String, String), Row> = HashMap::new();
    let mut seen = HashSet::new();
    let mut reader = csv::Reader::from_path(log).expect("the log");
    for dossier in reader.deserialize() {
        let dossier: Dossier = dossier.expect("a row");
        let columns = dossier.columns(window);
        let row = counts.entry((dossier.field, dossier.unit)).or_default();
        row.iter_mut().zip(columns).for_each(|(sum, count)| *sum += count);
        if ids == Ids::Unique {
            assert!(seen.insert(dossier.id), "an id stands twice");
        }
    }
    summed(&counts)
}

#[expect(clippy::iter_over_hash_type, reason = "sums are the same in any order")]
fn summed(counts: &HashMap<(String, String), Row>) -> Figures {
    let mut figures = Figures::default();
    for ((field, unit), row) in counts {
        figures.add(field, unit, row);
    }
    figures
}

fn day_in(text: &str) -> Option<NaiveDate> {
    if text.is_empty() { None } else { Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a day")) }
}

impl Dossier {
    /// 1 in each column in which it is counted.
    fn columns(&self, (from, to): (NaiveDate, NaiveDate)) -> Row {
        let mut row = Row::default();
        if self.status == "submitted" || self.status == "rejected" {
            return row;
        }
        let received = day_in(&self.received_at).expect("a day of receipt");
        let (due, completed) = (day_in(&self.due_at), day_in(&self.completed_at));
        if from <= received && received <= to {
            row[if self.channel == "online" { 1 } else { 2 }] = 1;
        } else if received < from && completed.is_none_or(|day| day >= from) {
            row[3] = 1;
        }
        if let Some(completed) = completed.filter(|day| from <= *day && *day <= to) {
            let without_result = self.status == "withdrawn" || self.status == "returned";
            row[match due {
                Some(due) if !without_result && completed < due => 5,
                Some(due) if !without_result && completed > due => 7,
                _ => 6,
            }] = 1;
        }
        if received <= to && completed.is_none_or(|day| day > to) {
            let waits = self.status.starts_with("awaiting_");
            row[if waits || due.is_none_or(|due| due >= to) { 9 } else { 10 }] = 1;
        }
        row[0] = row[1] + row[2] + row[3];
        row[4] = row[5] + row[6] + row[7];
        row[8] = row[9] + row[10];
        row
    }
}
