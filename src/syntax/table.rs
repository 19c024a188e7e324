//! Reads a log: CSV rows with the position of every field; never stops at the first problem.
//!
//! Rows are lent one at a time from one buffer, so reading allocates nothing per row.

use std::borrow::Cow;
use std::sync::Arc;

use super::records::{Advance, Position, Records};
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

/// Reads the rows of a log, in the order of the file.
#[derive(Debug)]
pub struct LogReader<'b> {
    path: Arc<str>,
    records: Records<'b>,
    columns: &'static [Column],
    /// For each known column its place among the fields of a row.
    fields: Vec<Option<usize>>,
    width: usize,
}

impl<'b> LogReader<'b> {
    /// Reads the header; `None` where no row can be read, which was then reported.
    pub fn open(file: &LogFile<'b>, columns: &'static [Column], sink: &mut Sink) -> Option<Self> {
        let mut log = Self {
            path: Arc::clone(&file.path),
            records: Records::new(file.bytes),
            columns,
            fields: vec![None; columns.len()],
            width: 0,
        };
        log.read_header(sink).then_some(log)
    }

    fn read_header(&mut self, sink: &mut Sink) -> bool {
        match self.records.advance() {
            Advance::NotUtf8 => sink.file(self.record_place(), &NotUtf8),
            Advance::Quotes(fault) => sink.file(self.record_place(), &RowShape { fault: fault.into() }),
            Advance::Record if !self.records.record().iter().all(str::is_empty) => {
                return self.take_header(sink);
            }
            Advance::Record | Advance::End => {
                sink.file(Place::file(&self.path), &NoHeader { columns: self.columns });
            }
        }
        false
    }

    fn take_header(&mut self, sink: &mut Sink) -> bool {
        self.width = self.records.record().len();
        let names: Vec<String> = self.records.record().iter().map(heading).collect();
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
            match self.records.advance() {
                Advance::End => return None,
                Advance::NotUtf8 => sink.row(self.record_place(), &NotUtf8),
                Advance::Quotes(fault) => sink.file(self.record_place(), &RowShape { fault: fault.into() }),
                Advance::Record if self.records.record().is_blank() => {}
                Advance::Record if self.has_right_width(sink) => return Some(Row { log: self }),
                Advance::Record => {}
            }
        }
    }

    fn has_right_width(&self, sink: &mut Sink) -> bool {
        let found = self.records.record().len();
        let surplus =
            found > self.width && self.records.record().iter().skip(self.width).any(|f| !f.is_empty());
        let right = found >= self.width && !surplus;
        if !right {
            let fault = ShapeFault::Fields { found, expected: self.width };
            sink.row(self.record_place(), &RowShape { fault });
        }
        right
    }

    /// The place of the record: its first line.
    fn record_place(&self) -> Place {
        self.place(self.records.position())
    }

    /// The place of a field of the record.
    fn field_place(&self, at: usize) -> Place {
        self.place(self.records.field_position(at).unwrap_or_else(|| self.records.position()))
    }

    fn place(&self, position: Position) -> Place {
        let Position { line, column, width } = position;
        Place { path: Arc::clone(&self.path), line, column, width, record: self.records.line() }
    }
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
        trimmed(self.log.fields[column].and_then(|at| self.log.records.record().get(at)).unwrap_or_default())
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
        self.log.records.line()
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
