//! What changed in a log between two versions of it, row by row and field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::date::Moment;
use crate::repo::ChangedFile;
use crate::syntax::csv_edit::columns;
use crate::syntax::records::{Advance, Records};
use crate::text::{day, fold};

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

/// A row that is not as it was.
#[derive(Clone, Debug, Serialize)]
pub struct RowChange {
    /// The log.
    pub path: String,
    /// What the row is known by.
    pub row: String,
    /// What happened to it.
    pub change: Happened,
    /// The fields that differ; all that are not empty where the row is new or gone.
    pub fields: Vec<FieldChange>,
    /// Every value it had or has.
    #[serde(skip)]
    values: BTreeSet<String>,
}

/// A field that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The column or key.
    pub field: String,
    /// Its name in words; a column's is itself.
    #[serde(skip)]
    pub name: String,
    /// The value before, as shown.
    pub before: String,
    /// The value after, as shown.
    pub after: String,
}

impl FieldChange {
    /// A field with its name, and its values before and after.
    #[must_use]
    pub fn named(field: &str, name: &str, (before, after): (&str, &str)) -> Self {
        let [field, name, before, after] = [field, name, before, after].map(str::to_owned);
        Self { field, name, before, after }
    }
}

impl RowChange {
    /// What happened to an item of a plan.
    #[must_use]
    pub fn of_plan(path: &str, row: String, change: Happened, fields: Vec<FieldChange>) -> Self {
        Self { path: path.to_owned(), row, change, fields, values: BTreeSet::new() }
    }

    /// Tells whether the row speaks of something: a dossier, an occurrence, or an item by any of its occurrences.
    #[must_use]
    pub fn names(&self, subject: &str) -> bool {
        let is_of = |value: &String| {
            let rest = value.strip_prefix(subject);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
        };
        self.values.iter().any(is_of)
    }
}

/// The columns by which a row of a log is recognised though others differ; empty for what is no log of ours.
fn key_columns(path: &str) -> &'static [&'static str] {
    const KEYS: [(&str, &[&str]); 9] = [
        ("data/dossiers/", &["dossier_id"]),
        ("data/pauses.csv", &["dossier_id", "kind"]),
        ("data/progress/", &["occurrence", "unit"]),
        ("data/events/", &["event_id"]),
        ("data/feedback/", &["feedback_id"]),
        ("data/letters/", &["date", "kind", "dossier_id", "unit"]),
        ("data/procedures.csv", &["code", "level"]),
        ("data/returns/", &["level", "field"]),
        ("data/evaluations/", &["dossier_id", "unit"]),
    ];
    KEYS.iter().find(|(prefix, _)| path.starts_with(prefix)).map_or(&[], |(_, columns)| columns)
}

/// Tells whether a file is a log whose rows can be compared.
#[must_use]
pub fn is_log(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"))
        && !key_columns(path).is_empty()
}

/// The values of a row that are not empty, by column.
type Values = BTreeMap<String, String>;

/// Compares the rows of a log; one that only moved did not change.
#[must_use]
pub fn row_changes(file: &ChangedFile) -> Vec<RowChange> {
    let (before, after) =
        (file.before.as_deref().unwrap_or_default(), file.after.as_deref().unwrap_or_default());
    let common = common(before, after);
    let (old, new) = (rows(before, common.clone()), rows(after, common));
    let keys = key_columns(&file.path);
    let key = |row: &Values| -> Vec<String> {
        keys.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
    };
    let mut left: BTreeMap<Vec<String>, Vec<Values>> = BTreeMap::new();
    for row in old.into_iter().rev() {
        left.entry(key(&row)).or_default().push(row);
    }
    let order = columns(if file.after.is_some() { after } else { before }).unwrap_or_default();
    let mut changes = Vec::new();
    for row in &new {
        let before = left.get_mut(&key(row)).and_then(Vec::pop);
        changes.extend(change(&file.path, &order, (before.as_ref(), Some(row))));
    }
    for row in left.values().flat_map(|rows| rows.iter().rev()) {
        changes.extend(change(&file.path, &order, (Some(row), None)));
    }
    changes
}

/// How often each record stands in both versions, byte for byte; none where the headers differ.
fn common<'b>(before: &'b [u8], after: &'b [u8]) -> BTreeMap<&'b [u8], usize> {
    let mut counts: BTreeMap<&[u8], (usize, usize)> = BTreeMap::new();
    let (mut old, mut new) = (raw_records(before), raw_records(after));
    if old.next() != new.next() {
        return BTreeMap::new();
    }
    old.for_each(|record| counts.entry(record).or_default().0 += 1);
    new.for_each(|record| counts.entry(record).or_default().1 += 1);
    counts.retain(|_, (old, new)| *old > 0 && *new > 0);
    counts.into_iter().map(|(record, (old, new))| (record, old.min(new))).collect()
}

fn raw_records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut records = Records::new(bytes);
    std::iter::from_fn(move || (records.advance() != Advance::End).then(|| &bytes[records.range()]))
}

/// The rows of a log that do not stand in both versions.
fn rows(bytes: &[u8], mut common: BTreeMap<&[u8], usize>) -> Vec<Values> {
    let mut records = Records::new(bytes);
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    loop {
        match (records.advance(), &header) {
            (Advance::End, _) => return rows,
            (Advance::Record, None) => {
                let names = records.record().iter().map(|name| fold::nfc(name.trim()).into_owned());
                header = Some(names.collect());
            }
            (Advance::Record, Some(header)) => {
                if let Some(both) = common.get_mut(&bytes[records.range()]).filter(|both| **both > 0) {
                    *both -= 1;
                    continue;
                }
                let cells = header.iter().zip(records.record().iter());
                let values: Values = cells
                    .filter(|(_, value)| !value.trim().is_empty())
                    .map(|(column, value)| (column.clone(), shown(value)))
                    .collect();
                if !values.is_empty() {
                    rows.push(values);
                }
            }
            (Advance::NotUtf8 | Advance::Quotes(_), _) => {}
        }
    }
}

/// A value as people read it: days as they write them.
fn shown(value: &str) -> String {
    let text = fold::nfc(value.trim());
    Moment::parse(text.as_bytes()).map_or_else(|| text.into_owned(), day::moment)
}

/// What happened to a row; `None` where it says the same.
fn change(
    path: &str,
    order: &[String],
    (before, after): (Option<&Values>, Option<&Values>),
) -> Option<RowChange> {
    let empty = Values::new();
    let (old, new) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let value = |row: &Values, column: &String| row.get(column).cloned().unwrap_or_default();
    let field =
        |column: &String| FieldChange::named(column, column, (&value(old, column), &value(new, column)));
    let place = |name: &str| order.iter().position(|column| column == name).unwrap_or(usize::MAX);
    let mut fields: Vec<_> =
        names.into_iter().map(field).filter(|field| field.before != field.after).collect();
    fields.sort_by_key(|field| place(&field.field));
    let keys = key_columns(path);
    let known = if after.is_some() { new } else { old };
    let names: Vec<&str> = keys.iter().filter_map(|column| known.get(*column)).map(String::as_str).collect();
    (!fields.is_empty()).then(|| RowChange {
        path: path.to_owned(),
        row: names.join(", "),
        change: match (before, after) {
            (None, _) => Happened::Added,
            (_, None) => Happened::Removed,
            _ => Happened::Changed,
        },
        fields,
        values: old.values().chain(new.values()).cloned().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &str, after: &str) -> Vec<String> {
        let bytes = |text: &str| (!text.is_empty()).then(|| text.as_bytes().to_vec());
        let path = "data/progress/2021.csv".into();
        let changes = row_changes(&ChangedFile { path, before: bytes(before), after: bytes(after) });
        let told = |change: &RowChange| {
            let fields = change.fields.iter().map(|f| format!("{}:{}>{}", f.field, f.before, f.after));
            format!("{:?} {} {}", change.change, change.row, fields.collect::<Vec<_>>().join(" "))
        };
        changes.iter().map(told).collect()
    }

    const HEAD: &str = "occurrence,unit,date\n";

    #[test]
    fn a_changed_row_is_told_by_its_fields_and_moved_rows_are_not() {
        let before = format!("{HEAD}A@1,vp,2021-01-02\nB@1,vp,\nC@1,tn,\n");
        let after = format!("{HEAD}C@1,tn,\nB@1,vp,2021-06-10\nA@1,vp,2021-01-02\nD@1,vp,\n");
        let told = ["Changed B@1, vp date:>10/06/2021", "Added D@1, vp occurrence:>D@1 unit:>vp"];
        assert_eq!(changes(&before, &after), told);
        assert_eq!(changes(&after, &before)[1], "Removed D@1, vp occurrence:D@1> unit:vp>");
    }

    #[test]
    fn other_spelling_columns_and_line_endings_are_no_change() {
        let before = format!("{HEAD}A@1,vp,2021-01-02\nA@1,vp,2021-01-02\n");
        let after = "\u{feff}date;unit;occurrence\r\n2021-01-02;vp;A@1\r\n\"2021-01-02\";vp;A@1\r\n";
        assert_eq!(changes(&before, after), [""; 0]);
    }

    #[test]
    fn a_row_that_stood_twice_and_stands_once_is_told() {
        let row = "A@1,vp,\n";
        assert_eq!(
            changes(&format!("{HEAD}{row}{row}"), &format!("{HEAD}{row}")),
            ["Removed A@1, vp occurrence:A@1> unit:vp>"]
        );
    }

    #[test]
    fn a_row_names_an_item_by_its_occurrences_and_not_by_a_longer_code() {
        let path = "data/progress/2021.csv".into();
        let after = Some(format!("{HEAD}A.I.01@2021,vp,\n").into_bytes());
        let changes = row_changes(&ChangedFile { path, before: None, after });
        let named = ["A.I.01", "A.I.01@2021", "A.I.0", "A.I", "A.I.01@20"].map(|id| changes[0].names(id));
        assert_eq!(named, [true, true, false, false, false]);
    }
}
