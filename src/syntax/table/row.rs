//! A row of a log and its values.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{Column, LogHead};
use crate::diag::{Place, Sink};
use crate::model::date::Moment;
use crate::syntax::record_place::RecordPlace;
use crate::syntax::records::Records;
use crate::text::findings::log::{EmptyValue, UnreadableDate, ValueOutsideList};
use crate::text::fold;

/// A row of a log, lent by its reader. Columns are named by their index in the list given to [`LogReader::open`].
#[derive(Clone, Copy)]
pub struct Row<'r> {
    head: &'r LogHead,
    fields: Fields<'r>,
}

/// The fields of a row.
#[derive(Clone, Copy)]
enum Fields<'r> {
    /// Of the record read last.
    Read(&'r Records<'r>),
    /// Of a record that was cut at its separators.
    Cut(CutRecord<'r>),
}

/// A record with regular quotes, cut at its separators.
#[derive(Clone, Copy, Debug)]
pub struct CutRecord<'r> {
    /// Its text without the line ending.
    pub text: &'r str,
    /// Where each of its fields but the last ends, counted from `base`.
    pub ends: &'r [u32],
    /// What `ends` count from, before the beginning of the text.
    pub base: u32,
    /// The line it begins on.
    pub line: u32,
}

impl<'r> CutRecord<'r> {
    /// A field as it stands in the file, quotes included.
    #[inline]
    #[must_use]
    pub fn field(self, at: usize) -> &'r str {
        self.text.get(self.range(at)).unwrap_or_default()
    }

    /// The bytes of a field as it stands in the file, quotes included.
    #[inline]
    #[must_use]
    pub fn bytes(self, at: usize) -> &'r [u8] {
        &self.text.as_bytes()[self.range(at)]
    }

    #[inline]
    fn range(self, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { (self.ends[at - 1] - self.base) as usize + 1 };
        let end = self.ends.get(at).map_or(self.text.len(), |end| (end - self.base) as usize);
        start..end
    }

    fn unquoted(self, at: usize) -> Cow<'r, str> {
        let field = self.field(at);
        match field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            None => Cow::Borrowed(field),
            Some(inner) if memchr::memchr(b'"', inner.as_bytes()).is_none() => Cow::Borrowed(inner),
            Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        }
    }
}

impl<'r> Row<'r> {
    /// The record read last, as a row.
    pub(super) const fn read(head: &'r LogHead, records: &'r Records<'r>) -> Self {
        Self { head, fields: Fields::Read(records) }
    }

    /// A record that was cut, as a row.
    #[must_use]
    pub const fn cut(head: &'r LogHead, record: CutRecord<'r>) -> Self {
        Self { head, fields: Fields::Cut(record) }
    }

    pub(super) fn len(self) -> usize {
        match self.fields {
            Fields::Read(records) => records.record().len(),
            Fields::Cut(record) => record.ends.len() + 1,
        }
    }

    pub(super) fn field(self, at: usize) -> Cow<'r, str> {
        match self.fields {
            Fields::Read(records) => Cow::Borrowed(records.record().get(at).unwrap_or_default()),
            Fields::Cut(record) => record.unquoted(at),
        }
    }

    /// Tells whether it has nothing but blanks, as Excel leaves them.
    #[must_use]
    pub fn is_blank(self) -> bool {
        (0..self.len()).all(|at| self.field(at).trim_ascii().is_empty())
    }

    /// The trimmed value of a column; empty where the log has no such column.
    #[must_use]
    pub fn raw(&self, column: usize) -> Cow<'r, str> {
        match self.head.fields[column].map(|at| self.field(at)).unwrap_or_default() {
            Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
            Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
        }
    }

    /// The trimmed value of a column in NFC.
    #[must_use]
    pub fn text(&self, column: usize) -> Cow<'r, str> {
        match self.raw(column) {
            Cow::Borrowed(text) => fold::nfc(text),
            Cow::Owned(text) => Cow::Owned(fold::nfc(&text).into_owned()),
        }
    }

    /// The value of a required column; reports an empty one.
    pub fn required(&self, column: usize, sink: &mut Sink) -> Cow<'r, str> {
        self.check_filled(column, sink);
        self.text(column)
    }

    /// Reports an empty value of a required column.
    fn check_filled(self, column: usize, sink: &mut Sink) {
        let Column { name, required } = self.head.columns[column];
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
            let column_name = self.head.columns[column].name;
            sink.row(self.place(column), &UnreadableDate { column: column_name, text: &text });
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
            let column_name = self.head.columns[column].name;
            sink.row(
                self.place(column),
                &ValueOutsideList { column: column_name, text: &text, known: &known },
            );
        }
        found
    }

    fn record_place(self) -> RecordPlace<'r> {
        match self.fields {
            Fields::Read(records) => records.place(),
            Fields::Cut(CutRecord { text, line, .. }) => {
                RecordPlace { raw: text.as_bytes(), dialect: self.head.dialect, line }
            }
        }
    }

    /// The place of the whole row.
    #[must_use]
    pub fn row_place(&self) -> Place {
        self.head.place(self.record_place().of_record(), self.line())
    }

    /// The path of the log.
    #[must_use]
    pub const fn path(&self) -> &'r Arc<str> {
        &self.head.path
    }

    /// The line the row begins on.
    #[must_use]
    pub fn line(&self) -> u32 {
        match self.fields {
            Fields::Read(records) => records.line(),
            Fields::Cut(record) => record.line,
        }
    }

    /// The place of a value; of the row where the log has no such column.
    #[must_use]
    pub fn place(&self, column: usize) -> Place {
        let position = self.head.fields[column].and_then(|at| self.record_place().of_field(at));
        position.map_or_else(|| self.row_place(), |position| self.head.place(position, self.line()))
    }
}

/// The text without blanks around it; most have none, which two bytes tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
