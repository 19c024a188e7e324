//! A foreign CSV to a dossier log, by a profile.
//!
//! Rows are written as they are, faulty ones too: they are the source's, and `check` names what is wrong in them. Only
//! a value that the profile should map and does not stops the import, since guessing a status would falsify figures.

use std::collections::BTreeMap;

use crate::model::date::Moment;
use crate::syntax::dossiers::COLUMNS;
use crate::syntax::profile::{Filling, Mapping, Profile};
use crate::syntax::records::{Advance, Record, Records};
use crate::text::fold::nfc;

/// What an import gives.
#[derive(Debug, Default)]
pub struct Imported {
    /// The log: UTF-8, comma, LF.
    pub log: Vec<u8>,
    /// How many rows it has.
    pub rows: usize,
    /// How many blank lines were passed over.
    pub blank: usize,
    /// Headings of the foreign table that the profile does not use.
    pub unused: Vec<String>,
    /// Headings that the profile names and the table does not have.
    pub missing: Vec<String>,
    /// Values that the profile does not map; nothing may be written then.
    pub unmapped: Vec<Unmapped>,
    /// Headings that the profile names and the table has twice.
    pub ambiguous: Vec<String>,
    /// Records that cannot be told apart or assigned to columns; nothing may be written then.
    pub misread: Vec<Misread>,
    /// Lines of dossiers that were returned but have no end date: the source must say which state they are in.
    pub returned_without_end: Vec<u32>,
    /// Dates that could not be read by the profile's pattern and were kept as they are.
    pub unread_dates: usize,
}

/// A record that cannot be assigned to columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The line it begins on.
    pub line: u32,
    /// Why.
    pub fault: Fault,
}

/// Why a record cannot be assigned to columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its quotes are wrong; other records may hide behind it.
    Quotes,
    /// It is not UTF-8.
    NotUtf8,
    /// There is none: the file is empty.
    Empty,
    /// It has another number of fields than the header.
    Fields {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
}

/// A value that the profile does not map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// Our column.
    pub column: &'static str,
    /// The foreign value.
    pub value: String,
    /// The line it stands on first.
    pub line: u32,
    /// How many rows have it.
    pub rows: usize,
}

/// Reads a foreign table.
#[must_use]
pub fn import_dossiers(bytes: &[u8], profile: &Profile) -> Imported {
    let mut records = Records::new(bytes);
    let header = records.advance();
    let headings: Vec<String> = match header {
        Advance::Record => records.record().iter().map(|heading| nfc(heading.trim()).into_owned()).collect(),
        _ => Vec::new(),
    };
    if let Some(fault) = fault_of(header).or((header == Advance::End).then_some(Fault::Empty)) {
        return Imported { misread: vec![Misread { line: records.line(), fault }], ..Imported::default() };
    }
    let mut import = Importer::new(profile, &headings);
    if import.result.missing.is_empty() && import.result.ambiguous.is_empty() {
        import.write_header();
        import.rows(&mut records, headings.len());
    }
    import.finish()
}

fn fault_of(advance: Advance) -> Option<Fault> {
    match advance {
        Advance::Quotes(_) => Some(Fault::Quotes),
        Advance::NotUtf8 => Some(Fault::NotUtf8),
        Advance::Record | Advance::End => None,
    }
}

/// The state of an import.
struct Importer<'p> {
    profile: &'p Profile,
    /// For each mapping the place of its foreign column.
    sources: Vec<Option<usize>>,
    writer: csv::Writer<Vec<u8>>,
    unmapped: BTreeMap<(usize, String), (u32, usize)>,
    result: Imported,
}

impl<'p> Importer<'p> {
    fn new(profile: &'p Profile, headings: &[String]) -> Self {
        let mut result = Imported::default();
        let mut sources = Vec::new();
        for mapping in &profile.mappings {
            let Filling::Column(name) = &mapping.from else {
                sources.push(None);
                continue;
            };
            let mut found =
                headings.iter().enumerate().filter(|(_, heading)| *heading == name).map(|(at, _)| at);
            let (found, again) = (found.next(), found.next());
            match (found, again) {
                (None, _) => result.missing.push(name.clone()),
                (_, Some(_)) => result.ambiguous.push(name.clone()),
                _ => {}
            }
            sources.push(found);
        }
        let unused = headings.iter().enumerate().filter(|(at, _)| !sources.contains(&Some(*at)));
        result.unused = unused.map(|(_, heading)| heading.clone()).collect();
        let writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        Self { profile, sources, writer, unmapped: BTreeMap::new(), result }
    }

    fn write(&mut self, fields: &[String]) {
        // Writing to memory cannot fail, and every record has as many fields as the header.
        let _ = self.writer.write_record(fields);
    }

    fn write_header(&mut self) {
        let names = self.profile.mappings.iter().map(|mapping| COLUMNS[mapping.column].name.to_owned());
        let names: Vec<String> = names.collect();
        self.write(&names);
    }

    /// Reads all records after the header.
    fn rows(&mut self, records: &mut Records<'_>, expected: usize) {
        loop {
            let advance = records.advance();
            let (line, found) = (records.line(), records.record().len());
            let fault = match advance {
                Advance::End => return,
                Advance::Record if records.record().is_blank() => {
                    self.result.blank += 1;
                    continue;
                }
                Advance::Record if found != expected => Some(Fault::Fields { found, expected }),
                other => fault_of(other),
            };
            match fault {
                Some(fault) => self.result.misread.push(Misread { line, fault }),
                None => self.row(records.record(), line),
            }
        }
    }

    fn row(&mut self, record: Record<'_>, line: u32) {
        let profile = self.profile;
        let fields: Vec<String> = profile
            .mappings
            .iter()
            .enumerate()
            .map(|(at, mapping)| {
                let foreign = self.sources[at].and_then(|source| record.get(source)).unwrap_or_default();
                self.value(mapping, &nfc(foreign.trim()), line)
            })
            .collect();
        let of = |name: &str| {
            let at = profile.mappings.iter().position(|mapping| COLUMNS[mapping.column].name == name);
            at.map_or("", |at| fields[at].as_str())
        };
        if of("status") == "returned" && of("completed_at").is_empty() {
            self.result.returned_without_end.push(line);
        }
        self.write(&fields);
        self.result.rows += 1;
    }

    fn value(&mut self, mapping: &Mapping, foreign: &str, line: u32) -> String {
        if let Filling::Constant(value) = &mapping.from {
            return value.clone();
        }
        if COLUMNS[mapping.column].name.ends_with("_at") {
            return self.date(foreign);
        }
        if mapping.values.is_empty() {
            return foreign.to_owned();
        }
        if let Some((_, own)) = mapping.values.iter().find(|(value, _)| value == foreign) {
            own.clone()
        } else {
            let seen = self.unmapped.entry((mapping.column, foreign.to_owned())).or_insert((line, 0));
            seen.1 += 1;
            foreign.to_owned()
        }
    }

    /// A date in our form; one the pattern does not fit is kept as it is.
    fn date(&mut self, foreign: &str) -> String {
        if let Some(moment) = Moment::parse_with(foreign, &self.profile.date_format) {
            moment.to_string()
        } else {
            self.result.unread_dates += usize::from(!foreign.is_empty());
            foreign.to_owned()
        }
    }

    fn finish(self) -> Imported {
        let mut result = self.result;
        let unmapped = self.unmapped.into_iter();
        result.unmapped = unmapped
            .map(|((column, value), (line, rows))| Unmapped {
                column: COLUMNS[column].name,
                value,
                line,
                rows,
            })
            .collect();
        // The writer writes to memory, which cannot fail.
        result.log = self.writer.into_inner().unwrap_or_default();
        result
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Sink;
    use crate::syntax::profile::read_profile;
    use crate::syntax::source::Source;

    const PROFILE: &str = r#"
schema_version = 1
[profile]
name = "thử"
date_format = "%m/%d/%Y %I:%M:%S %p"
[columns]
dossier_id = "Số"
procedure_code = "Loại"
received_at = "Mở"
status = "Trạng thái"
[constants]
unit = "vp"
channel = "direct"
[values.status]
"Đóng" = "completed"
"#;

    fn import(table: &str) -> Imported {
        let mut sink = Sink::new();
        let profile = read_profile(&Source::new(Arc::from("p.toml"), PROFILE), &mut sink);
        assert_eq!(sink.into_findings(), []);
        import_dossiers(table.as_bytes(), &profile)
    }

    #[test]
    fn columns_values_and_dates_are_mapped_and_faulty_dates_kept() {
        let imported =
            import("Loại;Số;Mở;Trạng thái;Khác\nA;1;01/31/2015 12:20:09 AM;Đóng;x\n\nB;2;13/31/2015;Đóng;\n");
        let expected = "dossier_id,procedure_code,unit,channel,received_at,status\n\
                        1,A,vp,direct,2015-01-31 00:20:09,completed\n2,B,vp,direct,13/31/2015,completed\n";
        assert_eq!(String::from_utf8(imported.log).unwrap(), expected);
        assert_eq!((imported.rows, imported.unread_dates, imported.unused), (2, 1, vec!["Khác".to_owned()]));
    }

    #[test]
    fn a_value_the_profile_does_not_map_is_listed_once_with_its_rows() {
        let imported = import("Loại,Số,Mở,Trạng thái\nA,1,,Mới\nA,2,,Mới\n");
        let unmapped = Unmapped { column: "status", value: "Mới".to_owned(), line: 2, rows: 2 };
        assert_eq!(imported.unmapped, [unmapped]);
    }

    #[test]
    fn records_that_cannot_be_assigned_to_columns_are_named() {
        let imported = import("Loại,Số,Mở,Trạng thái\nA,1,,Đóng,x\nA,\"2,,Đóng\nA,3,,Đóng\n");
        let fields = Misread { line: 2, fault: Fault::Fields { found: 5, expected: 4 } };
        assert_eq!(imported.misread, [fields, Misread { line: 3, fault: Fault::Quotes }]);
    }

    #[test]
    fn a_heading_the_table_does_not_have_is_named() {
        assert_eq!(import("Loại,Số,Mở\nA,1,\n").missing, ["Trạng thái"]);
    }
}
