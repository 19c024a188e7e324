//! Decodes a record that was cut, where it is as most records are: nothing to trim, nothing to report.
//!
//! Whatever is otherwise is left to [`read_dossier`](crate::syntax::dossiers::read_dossier), which knows every case and
//! reports what is wrong.

use std::borrow::Cow;
use std::sync::Arc;

use super::memo::Memo;
use crate::model::date::Moment;
use crate::model::dossier::{Channel, Dossier, FieldKey, Status};
use crate::model::lookup::Lookup;
use crate::model::unit::{Level, UnitIndex};
use crate::syntax::dossiers::{
    CHANNEL, CHANNELS, COMPLETED, DUE, FIELD, HANDED_OVER, ID, PROCEDURE, RECEIVED, Registers, STATUS,
    STATUSES, UNIT,
};
use crate::syntax::table::{CutRecord, LogHead};
use crate::text::fold::nfc;

/// What decoding asks of a procedure.
#[derive(Clone, Copy, Debug)]
struct Known {
    level: Option<Level>,
    field: Option<u32>,
}

/// Where the columns of a log stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    id: usize,
    procedure: usize,
    unit: usize,
    channel: usize,
    received: usize,
    status: usize,
    field: Option<usize>,
    due: Option<usize>,
    completed: Option<usize>,
    handed_over: Option<usize>,
}

impl Places {
    /// Those of a log; a log without a required column has no head.
    pub(super) fn of(head: &LogHead) -> Option<Self> {
        Some(Self {
            id: head.field(ID)?,
            procedure: head.field(PROCEDURE)?,
            unit: head.field(UNIT)?,
            channel: head.field(CHANNEL)?,
            received: head.field(RECEIVED)?,
            status: head.field(STATUS)?,
            field: head.field(FIELD),
            due: head.field(DUE),
            completed: head.field(COMPLETED),
            handed_over: head.field(HANDED_OVER),
        })
    }
}

/// Decodes records; remembers the words it met.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    registers: Registers<'a>,
    units: Memo<UnitIndex>,
    procedures: Memo<Known>,
    channels: Memo<Channel>,
    statuses: Memo<Status>,
    /// Fields as they stand in files, by number.
    fields: Memo<u32>,
    names: NumberedNames,
}

impl<'a> Decoder<'a> {
    /// Returns a decoder that met nothing yet.
    pub(super) fn new(registers: Registers<'a>) -> Self {
        Self {
            registers,
            units: Memo::default(),
            procedures: Memo::default(),
            channels: Memo::default(),
            statuses: Memo::default(),
            fields: Memo::default(),
            names: NumberedNames::default(),
        }
    }

    /// The dossier of a record; `None` where something must be trimmed, composed or reported first.
    #[expect(clippy::inline_always, reason = "to move what it gives costs a tenth of reading")]
    #[inline(always)]
    pub(super) fn decode<'r>(&'r mut self, record: CutRecord<'r>, places: Places) -> Option<Dossier<'r>>
    where
        'a: 'r,
    {
        let optional = |place: Option<usize>| place.map_or(&b""[..], |at| record.bytes(at));
        let procedure = self.procedure(record.bytes(places.procedure))?;
        let unit = self.unit(record.bytes(places.unit))?;
        let channel = word(&mut self.channels, CHANNELS, record.bytes(places.channel))?;
        let status = word(&mut self.statuses, STATUSES, record.bytes(places.status))?;
        let received = moment(record.bytes(places.received))?;
        let due = optional_moment(optional(places.due)).ok()?;
        let completed = optional_moment(optional(places.completed)).ok()?;
        optional_moment(optional(places.handed_over)).ok()?;
        let in_order = completed.is_none_or(|completed| !completed.is_before(received));
        if status.is_closed() != completed.is_some() || !in_order {
            return None;
        }
        let field = match optional(places.field) {
            b"" => NO_FIELD,
            own => self.field(own)?,
        };
        let field = if field == NO_FIELD { procedure.field.unwrap_or(NO_FIELD) } else { field };
        let id = plain(record.field(places.id)).filter(|id| !id.is_empty())?;
        let name = &self.names.names[field as usize];
        Some(Dossier {
            id: Cow::Borrowed(id),
            unit,
            field: Cow::Borrowed(name),
            field_key: Some(FieldKey { number: field, name }),
            level: procedure.level.unwrap_or(self.registers.units.get(unit).level),
            channel,
            status,
            received,
            due,
            completed,
            pauses: self.registers.pauses.of(id),
        })
    }

    #[inline]
    fn unit(&mut self, text: &[u8]) -> Option<UnitIndex> {
        let units = self.registers.units;
        self.units.get(text, |text| units.find(plain(text)?))
    }

    /// A procedure; `None` for one that the catalogue should have.
    #[inline]
    fn procedure(&mut self, code: &[u8]) -> Option<Known> {
        let catalogue = self.registers.catalogue;
        if catalogue.is_empty() {
            let is_filled = code.first().is_some_and(u8::is_ascii_alphanumeric);
            return is_filled.then_some(Known { level: None, field: None });
        }
        let names = &mut self.names;
        self.procedures.get(code, |code| {
            let known = catalogue.find(plain(code)?)?;
            Some(Known { level: known.level, field: Some(names.number(&known.field)) })
        })
    }

    /// The number of a field as it stands in a file, be it quoted or decomposed; quotes or blanks alone are none.
    #[inline]
    fn field(&mut self, text: &[u8]) -> Option<u32> {
        let names = &mut self.names;
        self.fields.get(text, |text| {
            let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let name = nfc(bare.unwrap_or(text).trim()).replace("\"\"", "\"");
            Some(names.number(&name))
        })
    }
}

/// The number of the empty name.
const NO_FIELD: u32 = 0;

/// The names of fields, numbered in the order of first sight, the empty one first.
#[derive(Debug)]
struct NumberedNames {
    numbers: Lookup,
    names: Vec<Arc<str>>,
}

impl Default for NumberedNames {
    fn default() -> Self {
        let mut numbers = Lookup::default();
        numbers.insert("", NO_FIELD);
        Self { numbers, names: vec!["".into()] }
    }
}

impl NumberedNames {
    fn number(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name, next).unwrap_or_else(|| {
            self.names.push(name.into());
            next
        })
    }
}

/// A text that needs no trimming and no composing: ASCII without blanks around it, quotes taken off.
#[inline]
fn plain(text: &str) -> Option<&str> {
    match text.as_bytes() {
        [] => Some(text),
        [b'"', .., b'"'] => {
            let inner = &text[1..text.len() - 1];
            (!inner.contains('"')).then(|| plain(inner)).flatten()
        }
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => {
            text.is_ascii().then_some(text)
        }
        [only] => only.is_ascii_graphic().then_some(text),
        _ => None,
    }
}

#[inline]
fn moment(text: &[u8]) -> Option<Moment> {
    match text {
        [b'"', inner @ .., b'"'] => Moment::parse(inner),
        text => Moment::parse(text),
    }
}

/// What is left to the reader that knows every case.
struct Unclear;

#[inline]
fn optional_moment(text: &[u8]) -> Result<Option<Moment>, Unclear> {
    match text {
        b"" | b"\"\"" => Ok(None),
        text => moment(text).map(Some).ok_or(Unclear),
    }
}

#[inline]
fn word<T: Copy>(memo: &mut Memo<T>, words: &[(&str, T)], text: &[u8]) -> Option<T> {
    memo.get(text, |text| {
        let text = plain(text)?;
        words.iter().find(|(word, _)| *word == text).map(|&(_, meaning)| meaning)
    })
}
