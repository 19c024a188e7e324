//! Reads a log: CSV rows with the position of every field; never stops at the first problem.
//!
//! Rows are lent one at a time from one buffer, so reading allocates nothing per row.

mod row;

use std::sync::Arc;

pub use self::row::{CutRecord, Row};
use super::record_place::Position;
use super::records::{Advance, Dialect, Records};
use crate::diag::{Place, Sink};
use crate::text::findings::log::{
    DuplicateColumn, MissingColumn, NoHeader, NotUtf8, RowShape, ShapeFault, UnknownColumn,
};
use crate::text::fold;

/// A column that a log may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Whether the log must have it, with a value in every row.
    pub required: bool,
}

impl Column {
    /// A column the log must have.
    #[must_use]
    pub const fn required(name: &'static str) -> Self {
        Self { name, required: true }
    }

    /// A column the log may have.
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self { name, required: false }
    }
}

/// The header row of a new log.
#[must_use]
pub fn header(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    format!("{}\n", names.join(","))
}

/// The bytes of a log and the path shown for it.
#[derive(Clone, Debug)]
pub struct LogFile<'b> {
    /// The path.
    pub path: Arc<str>,
    /// The bytes.
    pub bytes: &'b [u8],
}

/// What the header row of a log says.
#[derive(Debug)]
pub struct LogHead {
    path: Arc<str>,
    columns: &'static [Column],
    /// For each known column its place among the fields of a row.
    fields: Vec<Option<usize>>,
    names: Vec<String>,
    dialect: Dialect,
}

impl LogHead {
    /// The path of the log.
    #[must_use]
    pub const fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// How many fields a row has.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.names.len()
    }

    /// How fields and lines are separated.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The headings, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The place of a column among the fields of a row; `None` where the log has no such column.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<usize> {
        self.fields[column]
    }

    fn place(&self, position: Position, record: u32) -> Place {
        let Position { line, column, width } = position;
        Place { path: Arc::clone(&self.path), line, column, width, record }
    }

    fn has_right_width(&self, row: Row<'_>, sink: &mut Sink) -> bool {
        let found = row.len();
        let expected = self.width();
        let surplus = found > expected && (expected..found).any(|at| !row.field(at).is_empty());
        let right = found >= expected && !surplus;
        if !right {
            let fault = ShapeFault::Fields { found, expected };
            sink.row(row.row_place(), &RowShape { fault });
        }
        right
    }
}

/// Reads the rows of a log, in the order of the file.
#[derive(Debug)]
pub struct LogReader<'b> {
    head: Arc<LogHead>,
    records: Records<'b>,
}

impl<'b> LogReader<'b> {
    /// Reads the header; `None` where no row can be read, which was then reported.
    pub fn open(file: &LogFile<'b>, columns: &'static [Column], sink: &mut Sink) -> Option<Self> {
        let mut records = Records::new(file.bytes);
        let place = |records: &Records<'_>| {
            let Position { line, column, width } = records.position();
            Place { path: Arc::clone(&file.path), line, column, width, record: records.line() }
        };
        match records.advance() {
            Advance::NotUtf8 => sink.file(place(&records), &NotUtf8),
            Advance::Quotes(fault) => sink.file(place(&records), &RowShape { fault: fault.into() }),
            Advance::Record if !records.record().iter().all(str::is_empty) => {
                let head = read_head(&file.path, &records, columns, sink)?;
                return Some(Self { head: Arc::new(head), records });
            }
            Advance::Record | Advance::End => sink.file(Place::file(&file.path), &NoHeader { columns }),
        }
        None
    }

    /// Reads on in a part of a log whose header is known; the part begins where a record begins, on a line counted from 1.
    #[must_use]
    pub fn resume(head: &Arc<LogHead>, bytes: &'b [u8], line: u32) -> Self {
        Self { head: Arc::clone(head), records: Records::part(bytes, head.dialect, line) }
    }

    /// The header.
    #[must_use]
    pub const fn head(&self) -> &Arc<LogHead> {
        &self.head
    }

    /// Where the record read last ends in the file or part, its line ending included.
    #[must_use]
    pub fn end_of_record(&self) -> usize {
        self.records.end_of_line()
    }

    /// Reads on to the last record that begins before an offset, or on the line of such a one (a `\r` alone ends a record, but no
    /// line); returns where it ends, its line ending included. `None` where it may go on behind the bytes at hand, which do not
    /// reach to the end of the file.
    #[must_use]
    pub fn end_of_records(mut self, before: usize, at_end: bool) -> Option<usize> {
        let mut end = None;
        loop {
            match self.records.advance() {
                Advance::End => return if at_end { Some(self.records.end_of_line()) } else { None },
                _ if self.records.range().start >= before && self.records.begins_line() => {
                    return Some(end.unwrap_or_else(|| self.records.range().start));
                }
                _ => end = Some(self.records.end_of_line()),
            }
        }
    }

    /// Reads the next row that can be used; what cannot be is reported and passed over.
    pub fn next(&mut self, sink: &mut Sink) -> Option<Row<'_>> {
        loop {
            match self.records.advance() {
                Advance::End => return None,
                Advance::NotUtf8 => sink.row(self.row().row_place(), &NotUtf8),
                Advance::Quotes(fault) => {
                    sink.file(self.row().row_place(), &RowShape { fault: fault.into() });
                }
                Advance::Record if self.records.record().is_blank() => {}
                Advance::Record if self.head.has_right_width(self.row(), sink) => return Some(self.row()),
                Advance::Record => {}
            }
        }
    }

    fn row(&self) -> Row<'_> {
        Row::read(&self.head, &self.records)
    }
}

/// Takes the headings; `None` where a required one is missing, which was then reported.
fn read_head(
    path: &Arc<str>,
    records: &Records<'_>,
    columns: &'static [Column],
    sink: &mut Sink,
) -> Option<LogHead> {
    let names: Vec<String> = records.record().iter().map(heading).collect();
    let mut head = LogHead {
        path: Arc::clone(path),
        columns,
        fields: vec![None; columns.len()],
        names: Vec::new(),
        dialect: records.dialect(),
    };
    for (at, name) in names.iter().enumerate() {
        let known = columns.iter().position(|column| column.name == name);
        let place = |head: &LogHead| {
            head.place(records.field_position(at).unwrap_or_else(|| records.position()), records.line())
        };
        if let Some(index) = known.filter(|&index| head.fields[index].is_none()) {
            head.fields[index] = Some(at);
        } else if !name.is_empty() && names[..at].contains(name) {
            sink.file(place(&head), &DuplicateColumn { name });
        } else {
            sink.file(place(&head), &UnknownColumn { name, columns });
        }
    }
    head.names = names;
    let missing = |(column, field): &(&Column, &Option<usize>)| column.required && field.is_none();
    let missing: Vec<_> = columns.iter().zip(&head.fields).filter(missing).collect();
    for (column, _) in &missing {
        sink.file(head.place(records.position(), records.line()), &MissingColumn { name: column.name });
    }
    missing.is_empty().then_some(head)
}

/// The heading in a field of the header row.
fn heading(field: &str) -> String {
    fold::nfc(field.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[Column::required("id"), Column::optional("note"), Column::optional("day")];

    /// Reads a log of ids, notes and days; returns `line:id|note` per row, and the findings.
    #[track_caller]
    fn check(text: &[u8], rows: &[&str], findings: &[&str]) {
        let file = LogFile { path: Arc::from("log.csv"), bytes: text };
        let mut sink = Sink::new();
        let mut read = Vec::new();
        if let Some(mut log) = LogReader::open(&file, COLUMNS, &mut sink) {
            while let Some(row) = log.next(&mut sink) {
                let id = row.required(0, &mut sink);
                row.moment(2, &mut sink);
                read.push(format!("{}:{id}|{}", row.line(), row.text(1)));
            }
        }
        let found = sink.into_findings();
        let found: Vec<_> =
            found.iter().map(|f| format!("{}:{} {}", f.place.line, f.place.column, f.code)).collect();
        assert_eq!(
            (read, found),
            (
                rows.iter().map(ToString::to_string).collect(),
                findings.iter().map(ToString::to_string).collect()
            )
        );
    }

    #[test]
    fn bom_crlf_semicolons_and_tabs_are_read() {
        check(b"\xef\xbb\xbfid;note\r\na;x\r\n\r\nb;y\r\n", &["2:a|x", "4:b|y"], &[]);
        check(b"note\tid\nx\ta", &["2:a|x"], &[]);
    }

    #[test]
    fn quoted_separators_quotes_and_newlines_belong_to_their_field_and_lines_stay_right() {
        check(b"id,note,day\na,\"x, \"\"y\"\"\nz\",bad\nb,,\n", &["2:a|x, \"y\"\nz", "4:b|"], &["3:4 K0301"]);
        check(
            b"id,note,day\r\na,\"x\r\nz\",bad\r\nb,,bad\r\n",
            &["2:a|x\r\nz", "4:b|"],
            &["3:4 K0301", "4:4 K0301"],
        );
    }

    #[test]
    fn decomposed_text_is_composed() {
        check("id,note\na,ho\u{302}\u{300}\n".as_bytes(), &["2:a|hồ"], &[]);
    }

    #[test]
    fn a_file_without_header_is_reported_and_one_without_rows_is_not() {
        check(b"", &[], &["1:1 K0107"]);
        check(b"\xef\xbb\xbf\r\n\r\n", &[], &["1:1 K0107"]);
        check(b"id,note\n", &[], &[]);
    }

    #[test]
    fn headings_are_checked() {
        check(b"note,nots\n", &[], &["1:1 K0109", "1:6 K0110"]);
        check(b"id,id,\n", &[], &["1:4 K0111", "1:7 K0110"]);
    }

    #[test]
    fn odd_rows_are_reported_and_passed_over_while_blank_ones_are_silent() {
        check(b"id,note\na\nb,x,y\n,\nc,z,\nd,\xff\n", &["5:c|z"], &["2:1 K0108", "3:1 K0108", "6:1 K0106"]);
        check(b"id,note\na,\"x\nb,y\n", &[], &["2:1 K0108"]);
        check(b"id,note\na,\"x\"y\nb,z\n", &["3:b|z"], &["2:1 K0108"]);
    }

    #[test]
    fn an_empty_required_value_is_reported_at_its_field() {
        check(b"note,id\nx,\n", &["2:|x"], &["2:3 K0502"]);
    }
}
