//! Reads an import profile: which column of a foreign table is which of ours, and how its values are written.

use super::dossiers::{CHANNELS, COLUMNS, STATUSES};
use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::text::findings::log::ValueOutsideList;

/// How one of our columns is filled.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The place of our column among [`COLUMNS`].
    pub column: usize,
    /// What it is filled from.
    pub from: Filling,
    /// Foreign values and ours; empty where values are taken as they are.
    pub values: Vec<(String, String)>,
}

/// What a column is filled from.
#[derive(Clone, Debug)]
pub enum Filling {
    /// A foreign column, by its heading.
    Column(String),
    /// The same value in every row.
    Constant(String),
}

/// An import profile for dossiers.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// What the profile is for.
    pub name: String,
    /// How days and times are written, as a `strftime` pattern.
    pub date_format: String,
    /// How our columns are filled, in our order.
    pub mappings: Vec<Mapping>,
}

/// Reads a profile.
pub fn read_profile(source: &Source<'_>, sink: &mut Sink) -> Profile {
    read_file(source, sink, |table, sink| {
        let head = table.required_table("profile", sink, |table, sink| {
            (table.required_text("name", sink), table.required_text("date_format", sink))
        });
        let (name, date_format) = head.unwrap_or_default();
        let columns = table.required_table("columns", sink, read_fillings).unwrap_or_default();
        let constants = table.table("constants", sink, read_fillings).unwrap_or_default();
        let values = table.table("values", sink, read_values).unwrap_or_default();
        let mut mappings: Vec<Mapping> = Vec::new();
        for (column, heading) in columns {
            mappings.push(Mapping { column, from: Filling::Column(heading), values: Vec::new() });
        }
        for (column, value) in constants {
            mappings.push(Mapping { column, from: Filling::Constant(value), values: Vec::new() });
        }
        for mapping in &mut mappings {
            let own = values.iter().find(|(column, _)| *column == mapping.column);
            mapping.values = own.map(|(_, values)| values.clone()).unwrap_or_default();
        }
        mappings.sort_by_key(|mapping| mapping.column);
        check_complete(table, &mappings, sink);
        Profile { name, date_format, mappings }
    })
}

fn read_fillings(table: &TableReader<'_, '_>, sink: &mut Sink) -> Vec<(usize, String)> {
    let named = COLUMNS.iter().enumerate();
    named.filter_map(|(at, column)| Some((at, table.text(column.name, sink)?))).collect()
}

fn read_values(table: &TableReader<'_, '_>, sink: &mut Sink) -> Vec<(usize, Vec<(String, String)>)> {
    let mut values = Vec::new();
    for (at, column) in COLUMNS.iter().enumerate() {
        let entries = table.table(column.name, sink, |table, sink| read_own_values(column.name, table, sink));
        values.extend(entries.map(|entries| (at, entries)));
    }
    values
}

/// Reads the values of one column; reports those that ours may not have.
fn read_own_values(column: &str, table: &TableReader<'_, '_>, sink: &mut Sink) -> Vec<(String, String)> {
    let known = known_values(column);
    let entries = table.entries(sink);
    for (_, own, place) in &entries {
        if let Some(known) = known.as_ref().filter(|known| !known.contains(&own.as_str())) {
            sink.file(place.clone(), &ValueOutsideList { column, text: own, known });
        }
    }
    entries.into_iter().map(|(foreign, own, _)| (foreign, own)).collect()
}

/// The values one of our columns may have, where there is a list.
fn known_values(column: &str) -> Option<Vec<&'static str>> {
    match column {
        "channel" => Some(CHANNELS.iter().map(|(word, _)| *word).collect()),
        "status" => Some(STATUSES.iter().map(|(word, _)| *word).collect()),
        _ => None,
    }
}

/// Every required column must be filled.
fn check_complete(table: &TableReader<'_, '_>, mappings: &[Mapping], sink: &mut Sink) {
    for (at, column) in COLUMNS.iter().enumerate().filter(|(_, column)| column.required) {
        if !mappings.iter().any(|mapping| mapping.column == at) {
            table.wrong(
                "columns",
                &format!("cả cột bắt buộc {} (ở [columns] hoặc [constants])", column.name),
                sink,
            );
        }
    }
}
