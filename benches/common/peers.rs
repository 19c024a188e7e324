//! What a log is counted beside.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

/// Splits a log into records by the `csv` crate, one buffer for all, and does nothing with them.
pub(crate) fn records(path: &Path) -> usize {
    let mut reader = csv::Reader::from_path(path).expect("the log");
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).expect("a record") {
        rows += 1;
    }
    rows
}

/// A row, as one would write it down first.
#[derive(Deserialize)]
struct Dossier {
    field: String,
    unit: String,
    channel: String,
    #[serde(deserialize_with = "day")]
    received_at: Option<NaiveDate>,
    #[serde(deserialize_with = "day")]
    due_at: Option<NaiveDate>,
    #[serde(deserialize_with = "day")]
    completed_at: Option<NaiveDate>,
    status: String,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

const KEYS: [&str; 8] = [
    "received_online",
    "received_direct",
    "carried_over",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending_in_time",
    "pending_overdue",
];

/// Counts columns (3)–(13) of a quarter by field and unit as one would write it first: `csv` with serde, dates of chrono, a
/// map of strings. Nothing is checked but that dates are dates; ids are not looked at.
pub(crate) fn naive(path: &Path, from: NaiveDate, to: NaiveDate) -> Value {
    let mut groups: BTreeMap<(String, String), [u64; 8]> = BTreeMap::new();
    for dossier in csv::Reader::from_path(path).expect("the log").deserialize() {
        let dossier: Dossier = dossier.expect("a row");
        if let Some((receipt, outcome)) = place(&dossier, from, to) {
            let columns = groups.entry((dossier.field, dossier.unit)).or_default();
            columns[receipt] += 1;
            columns[outcome] += 1;
        }
    }
    let (mut total, mut by_field, mut by_unit) = ([0; 8], BTreeMap::new(), BTreeMap::new());
    for ((field, unit), columns) in groups {
        for sum in [&mut total, by_field.entry(field).or_default(), by_unit.entry(unit).or_default()] {
            sum.iter_mut().zip(columns).for_each(|(sum, more)| *sum += more);
        }
    }
    let named = |groups: BTreeMap<String, [u64; 8]>| -> Map<String, Value> {
        groups.into_iter().map(|(name, columns)| (name, row(&columns))).collect()
    };
    json!({ "by_field": named(by_field), "by_unit": named(by_unit), "total": row(&total) })
}

/// The columns of receipt and of outcome, as of section 3 of the rules of counting.
fn place(dossier: &Dossier, from: NaiveDate, to: NaiveDate) -> Option<(usize, usize)> {
    let Dossier { received_at, due_at, completed_at, .. } = dossier;
    let (received, status) = ((*received_at)?, dossier.status.as_str());
    let is_over = completed_at.is_some_and(|completed| completed < from);
    if received > to || is_over || matches!(status, "submitted" | "rejected") {
        return None;
    }
    let receipt = match dossier.channel.as_str() {
        _ if received < from => 2,
        "online" => 0,
        _ => 1,
    };
    let without_result = matches!(status, "withdrawn" | "returned");
    let waits = matches!(status, "awaiting_supplement" | "awaiting_payment");
    let outcome = match (completed_at.filter(|completed| *completed <= to), due_at) {
        (Some(_), _) if without_result => 4,
        (Some(_), None) => 4,
        (Some(completed), Some(due)) if completed < *due => 3,
        (Some(completed), Some(due)) => {
            if completed == *due {
                4
            } else {
                5
            }
        }
        (None, Some(due)) if *due < to && !waits => 7,
        (None, _) => 6,
    };
    Some((receipt, outcome))
}

fn row(columns: &[u64; 8]) -> Value {
    let mut row: Map<String, Value> =
        KEYS.iter().zip(columns).map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    let sum = |range: std::ops::Range<usize>| json!(columns[range].iter().sum::<u64>());
    row.insert("received_total".to_owned(), sum(0..3));
    row.insert("resolved_total".to_owned(), sum(3..6));
    row.insert("pending_total".to_owned(), sum(6..8));
    Value::Object(row)
}
