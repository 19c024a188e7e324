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
    /// Whatever column the known headings find; only its values are told.
    Known,
}

/// What becomes of a row with a value that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultyRows {
    /// It stops the import.
    Refuse,
    /// It is written as the source has it, for `check` to name.
    Keep,
}

/// An import profile for dossiers.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// What the profile is for.
    pub name: String,
    /// How days and times are written, as a `strftime` pattern; without one, day first or ISO.
    pub date_format: Option<String>,
    /// The headings by which a table of this layout is recognised; empty where it must be asked for.
    pub headings: Vec<String>,
    /// What whoever imports such a table should know.
    pub remark: Option<String>,
    /// Whether columns it does not name are found by the headings that are known.
    pub known_headings: bool,
    /// Whether ids may be numbers of Excel, which keep neither leading zeros nor more than 15 digits.
    pub numeric_ids: bool,
    /// What becomes of faulty rows, where it says.
    pub faulty_rows: Option<FaultyRows>,
    /// How our columns are filled, in our order.
    pub mappings: Vec<Mapping>,
}

impl Profile {
    /// Tells whether faulty rows are kept: where the profile says so, and where it maps every column itself, since then
    /// a value that cannot be read does not put the others in doubt.
    #[must_use]
    pub fn keeps_faulty_rows(&self) -> bool {
        self.faulty_rows.map_or(!self.known_headings, |stated| stated == FaultyRows::Keep)
    }

    /// How one of our columns is filled.
    #[must_use]
    pub fn mapping(&self, column: usize) -> Option<&Mapping> {
        self.mappings.iter().find(|mapping| mapping.column == column)
    }
}

/// The words for faulty rows.
pub const FAULTY_ROWS: &[(&str, FaultyRows)] = &[("refuse", FaultyRows::Refuse), ("keep", FaultyRows::Keep)];

/// Reads a profile that an office keeps: it says of every required column where it comes from, unless it leaves that to
/// the headings that are known.
pub fn read_profile(source: &Source<'_>, sink: &mut Sink) -> Profile {
    read_file(source, sink, |table, sink| {
        let profile = read(table, sink);
        if !profile.known_headings {
            check_complete(table, &profile.mappings, sink);
        }
        profile
    })
}

/// Reads the profile of a layout that is known: it names what the known headings do not say.
pub fn read_layout(source: &Source<'_>, sink: &mut Sink) -> Profile {
    read_file(source, sink, |table, sink| Profile { known_headings: true, ..read(table, sink) })
}

fn read(table: &TableReader<'_, '_>, sink: &mut Sink) -> Profile {
    let head = table.required_table("profile", sink, |table, sink| Profile {
        name: table.required_text("name", sink),
        date_format: table.text("date_format", sink),
        headings: table.texts("headings", sink),
        remark: table.text("remark", sink),
        known_headings: table.truth("known_headings", sink).unwrap_or_default(),
        numeric_ids: table.truth("numeric_ids", sink).unwrap_or_default(),
        faulty_rows: table.choice("faulty_rows", FAULTY_ROWS, sink),
        mappings: Vec::new(),
    });
    let columns = table.table("columns", sink, read_fillings).unwrap_or_default();
    let constants = table.table("constants", sink, read_fillings).unwrap_or_default();
    let values = table.table("values", sink, read_values).unwrap_or_default();
    let mut mappings: Vec<Mapping> = Vec::new();
    for (column, heading) in columns {
        mappings.push(Mapping { column, from: Filling::Column(heading), values: Vec::new() });
    }
    for (column, value) in constants {
        mappings.push(Mapping { column, from: Filling::Constant(value), values: Vec::new() });
    }
    for (column, values) in values {
        match mappings.iter_mut().find(|mapping| mapping.column == column) {
            Some(mapping) => mapping.values = values,
            None => mappings.push(Mapping { column, from: Filling::Known, values }),
        }
    }
    mappings.sort_by_key(|mapping| mapping.column);
    Profile { mappings, ..head.unwrap_or_default() }
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
    let fills = |at: usize| mappings.iter().any(|m| m.column == at && !matches!(m.from, Filling::Known));
    for (at, column) in COLUMNS.iter().enumerate().filter(|(_, column)| column.required) {
        if !fills(at) {
            table.wrong(
                "columns",
                &format!("cả cột bắt buộc {} (ở [columns] hoặc [constants])", column.name),
                sink,
            );
        }
    }
}
