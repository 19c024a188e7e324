//! Reads a log: CSV rows with the position of every field; never stops at the first problem.
//!
//! A BOM, CRLF, `;` or tab as separator, quoted separators and newlines are all read. Rows are lent one at a time
//! from one buffer, so reading allocates nothing per row.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use csv::StringRecord;

use super::source::number;
use crate::diag::{Place, Sink};
use crate::model::date::Moment;
use crate::text::findings::log::{
    DuplicateColumn, EmptyValue, MissingColumn, NoHeader, NotUtf8, RowShape, ShapeFault, UnknownColumn,
    UnreadableDate, ValueOutsideList,
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

/// The bytes of a log and the path shown for it.
#[derive(Clone, Debug)]
pub struct LogFile<'b> {
    /// The path.
    pub path: Arc<str>,
    /// The bytes.
    pub bytes: &'b [u8],
}

/// Reads the rows of a log, in the order of the file.
pub struct LogReader<'b> {
    path: Arc<str>,
    body: &'b [u8],
    separator: u8,
    columns: &'static [Column],
    /// For each known column its place among the fields of a row.
    fields: Vec<Option<usize>>,
    width: usize,
    reader: csv::Reader<&'b [u8]>,
    record: StringRecord,
    /// Where the record begins, and the line it begins on; newlines before it are counted once.
    start: usize,
    line: usize,
}

impl<'b> LogReader<'b> {
    /// Reads the header; `None` where no row can be read, which was then reported.
    pub fn open(file: &LogFile<'b>, columns: &'static [Column], sink: &mut Sink) -> Option<Self> {
        let body = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file.bytes);
        let separator = separator_of(body);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(1 << 16)
            .from_reader(body);
        let mut log = Self {
            path: Arc::clone(&file.path),
            body,
            separator,
            columns,
            fields: vec![None; columns.len()],
            width: 0,
            reader,
            record: StringRecord::new(),
            start: 0,
            line: 1,
        };
        log.read_header(sink).then_some(log)
    }

    fn read_header(&mut self, sink: &mut Sink) -> bool {
        match self.advance() {
            Advance::NotUtf8 => {
                sink.file(self.record_place(), &NotUtf8);
                return false;
            }
            Advance::Record if !self.record.iter().all(str::is_empty) => {}
            Advance::Record | Advance::End => {
                sink.file(Place::file(&self.path), &NoHeader { columns: self.columns });
                return false;
            }
        }
        self.width = self.record.len();
        let names: Vec<String> = self.record.iter().map(heading).collect();
        for (at, name) in names.iter().enumerate() {
            self.take_column(at, name, &names[..at], sink);
        }
        let missing = |(column, field): &(&Column, &Option<usize>)| column.required && field.is_none();
        let missing: Vec<_> = self.columns.iter().zip(&self.fields).filter(missing).collect();
        for (column, _) in &missing {
            sink.file(self.record_place(), &MissingColumn { name: column.name });
        }
        missing.is_empty()
    }

    fn take_column(&mut self, at: usize, name: &str, before: &[String], sink: &mut Sink) {
        let known = self.columns.iter().position(|column| column.name == name);
        if let Some(index) = known.filter(|&index| self.fields[index].is_none()) {
            self.fields[index] = Some(at);
        } else if !name.is_empty() && before.iter().any(|other| other == name) {
            sink.file(self.field_place(at), &DuplicateColumn { name });
        } else {
            sink.file(self.field_place(at), &UnknownColumn { name, columns: self.columns });
        }
    }

    /// Reads the next row that can be used; what cannot be is reported and passed over.
    pub fn next(&mut self, sink: &mut Sink) -> Option<Row<'_, 'b>> {
        loop {
            match self.advance() {
                Advance::End => return None,
                Advance::NotUtf8 => sink.row(self.record_place(), &NotUtf8),
                Advance::Record if self.record.iter().all(|field| field.trim_ascii().is_empty()) => {}
                Advance::Record if self.has_right_shape(sink) => return Some(Row { log: self }),
                Advance::Record => {}
            }
        }
    }

    /// Reads the next record and finds where it begins.
    fn advance(&mut self) -> Advance {
        let before = byte_of(self.reader.position());
        // Bytes in memory cannot fail to be read and a flexible reader accepts any shape: only UTF-8 is left.
        let read = self.reader.read_record(&mut self.record);
        if matches!(read, Ok(false)) {
            return Advance::End;
        }
        let blank = self.body[before..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += count_newlines(&self.body[self.start..before + blank]);
        self.start = before + blank;
        if read.is_ok() { Advance::Record } else { Advance::NotUtf8 }
    }

    fn has_right_shape(&self, sink: &mut Sink) -> bool {
        let fault = self.shape_fault();
        if let Some(fault) = fault {
            sink.row(self.record_place(), &RowShape { fault });
        }
        fault.is_none()
    }

    fn shape_fault(&self) -> Option<ShapeFault> {
        let at_end = byte_of(self.reader.position()) >= self.body.len();
        let unclosed = at_end && scan(&self.body[self.start..], self.separator).1;
        let surplus = self.record.iter().skip(self.width).any(|field| !field.is_empty());
        if unclosed {
            Some(ShapeFault::UnclosedQuote)
        } else if self.record.len() < self.width || surplus {
            Some(ShapeFault::Fields { found: self.record.len(), expected: self.width })
        } else {
            None
        }
    }

    /// The place of the record: its first line.
    fn record_place(&self) -> Place {
        let rest = &self.body[self.start..];
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let width = String::from_utf8_lossy(&rest[..end]).chars().count();
        Place {
            path: Arc::clone(&self.path),
            line: number(self.line),
            column: 1,
            width: number(width.max(1)),
        }
    }

    /// The place of a field of the record.
    fn field_place(&self, at: usize) -> Place {
        let rest = &self.body[self.start..];
        let Some(range) = scan(rest, self.separator).0.into_iter().nth(at) else {
            return self.record_place();
        };
        let before = &rest[..range.start];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let columns = String::from_utf8_lossy(&before[line_start..]).chars().count();
        let text = String::from_utf8_lossy(&rest[range]).into_owned();
        let width = text.lines().next().map_or(0, |line| line.chars().count());
        Place {
            path: Arc::clone(&self.path),
            line: number(self.line + count_newlines(before)),
            column: number(columns + 1),
            width: number(width.max(1)),
        }
    }
}

/// What reading on gave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Advance {
    Record,
    NotUtf8,
    End,
}

/// A row of a log, lent by its reader. Columns are named by their index in the list given to [`LogReader::open`].
#[derive(Clone, Copy)]
pub struct Row<'r, 'b> {
    log: &'r LogReader<'b>,
}

impl<'r> Row<'r, '_> {
    /// The trimmed value of a column; empty where the log has no such column.
    #[must_use]
    pub fn raw(&self, column: usize) -> &'r str {
        trimmed(self.log.fields[column].and_then(|at| self.log.record.get(at)).unwrap_or_default())
    }

    /// The trimmed value of a column in NFC.
    #[must_use]
    pub fn text(&self, column: usize) -> Cow<'r, str> {
        fold::nfc(self.raw(column))
    }

    /// The value of a required column; reports an empty one.
    pub fn required(&self, column: usize, sink: &mut Sink) -> Cow<'r, str> {
        self.check_filled(column, sink);
        self.text(column)
    }

    /// Reports an empty value of a required column.
    fn check_filled(self, column: usize, sink: &mut Sink) {
        let Column { name, required } = self.log.columns[column];
        if required && self.raw(column).is_empty() {
            sink.row(self.place(column), &EmptyValue { column: name });
        }
    }

    /// The day or moment in a column; reports one that cannot be read, and an empty one that is required.
    pub fn moment(&self, column: usize, sink: &mut Sink) -> Option<Moment> {
        let text = self.raw(column);
        if text.is_empty() {
            self.check_filled(column, sink);
            return None;
        }
        let moment = Moment::parse(text.as_bytes());
        if moment.is_none() {
            sink.row(self.place(column), &UnreadableDate { column: self.log.columns[column].name, text });
        }
        moment
    }

    /// The word of a list in a column; reports another one, and an empty one that is required.
    pub fn choice<T: Copy>(&self, column: usize, choices: &[(&str, T)], sink: &mut Sink) -> Option<T> {
        let text = self.raw(column);
        if text.is_empty() {
            self.check_filled(column, sink);
            return None;
        }
        let found = choices.iter().find(|(word, _)| *word == text).map(|&(_, choice)| choice);
        if found.is_none() {
            let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let column_name = self.log.columns[column].name;
            sink.row(self.place(column), &ValueOutsideList { column: column_name, text, known: &known });
        }
        found
    }

    /// The place of the whole row.
    #[must_use]
    pub fn row_place(&self) -> Place {
        self.log.record_place()
    }

    /// The line the row begins on.
    #[must_use]
    pub fn line(&self) -> u32 {
        number(self.log.line)
    }

    /// The place of a value; of the row where the log has no such column.
    #[must_use]
    pub fn place(&self, column: usize) -> Place {
        self.log.fields[column].map_or_else(|| self.row_place(), |at| self.log.field_place(at))
    }
}

/// The text without blanks around it; most have none, which two bytes tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The heading in a field of the header row.
fn heading(field: &str) -> String {
    fold::nfc(field.trim()).into_owned()
}

fn byte_of(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

fn count_newlines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// The separator of the header line: whichever of `,` `;` and tab stands there most often.
#[must_use]
pub fn separator_of(body: &[u8]) -> u8 {
    let end = body.iter().position(|&byte| byte == b'\n').unwrap_or(body.len());
    let count = |separator: u8| memchr::memchr_iter(separator, &body[..end]).count();
    let others = [b';', b'\t'].into_iter().filter(|&separator| count(separator) > count(b','));
    others.max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

/// The ranges of the fields of the record that begins `bytes`, and whether its last quote is never closed.
///
/// Follows the `csv` crate: a quote opens a quoted field only at the field's beginning, a doubled quote stands for one.
fn scan(bytes: &[u8], separator: u8) -> (Vec<Range<usize>>, bool) {
    let mut fields = Vec::new();
    let mut at = 0;
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let start = at + usize::from(quoted);
        let mut end = start;
        if quoted {
            let Some(length) = quoted_length(&bytes[start..]) else {
                fields.push(start..bytes.len());
                return (fields, true);
            };
            end = start + length;
            at = end + 1;
        }
        let ends = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
        let stop = bytes[at..].iter().position(ends).map_or(bytes.len(), |length| at + length);
        if !quoted {
            end = stop;
        }
        fields.push(start..end);
        if bytes.get(stop) != Some(&separator) {
            return (fields, false);
        }
        at = stop + 1;
    }
}

/// The bytes up to the quote that closes a quoted field.
fn quoted_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|&byte| byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
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
    }

    #[test]
    fn an_empty_required_value_is_reported_at_its_field() {
        check(b"note,id\nx,\n", &["2:|x"], &["2:3 K0502"]);
    }
}
