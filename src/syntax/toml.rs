//! Walks a TOML file with the position of every value; never stops at the first problem.
//!
//! The reader of each kind of file asks a [`TableReader`] for the keys it knows and ends with
//! `finish`, which reports the others.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::Source;
use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::text::findings::syntax::{MissingKey, NewerSchema, TomlSyntax, UnknownKey, WrongValue};
use crate::text::{fold, toml_errors};

/// The version of all TOML files of this tool.
pub const SCHEMA_VERSION: i64 = 1;

/// Reads a TOML file: hands its top table to `read` and collects every syntax error.
pub fn read_file<T>(
    source: &Source<'_>,
    sink: &mut Sink,
    read: impl FnOnce(&TableReader<'_, '_>, &mut Sink) -> T,
) -> T {
    let text = source.text().strip_prefix('\u{feff}').unwrap_or(source.text());
    let offset = source.text().len() - text.len();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let place = source.place(span.start + offset..span.end + offset);
        sink.file(place, &TomlSyntax { message: toml_errors::vietnamese(error.message()) });
    }
    let context = Context { source, offset, broken: !errors.is_empty() };
    let reader = TableReader::new(&context, table.get_ref(), 0..0, "tệp");
    reader.check_version(sink);
    let value = read(&reader, sink);
    reader.finish(sink);
    value
}

struct Context<'t> {
    source: &'t Source<'t>,
    /// The bytes before the text the parser saw (a BOM).
    offset: usize,
    /// Whether the file has syntax errors: what is missing or odd may then be their consequence.
    broken: bool,
}

/// A table of a TOML file, and which of its keys were asked for.
pub struct TableReader<'c, 't> {
    context: &'c Context<'t>,
    table: &'c DeTable<'t>,
    span: Range<usize>,
    name: &'c str,
    known: RefCell<Vec<&'static str>>,
}

impl<'c, 't> TableReader<'c, 't> {
    fn new(context: &'c Context<'t>, table: &'c DeTable<'t>, span: Range<usize>, name: &'c str) -> Self {
        Self { context, table, span, name, known: RefCell::default() }
    }

    fn check_version(&self, sink: &mut Sink) {
        let Some(version) = self.integer("schema_version", sink) else {
            return;
        };
        if version > SCHEMA_VERSION {
            let place = self.place_of("schema_version");
            sink.file(place, &NewerSchema { found: version, supported: SCHEMA_VERSION });
        } else if version < 1 {
            self.wrong("schema_version", "schema_version = 1", sink);
        }
    }

    /// The place of the table's head.
    #[must_use]
    pub fn place(&self) -> Place {
        self.at(self.span.clone())
    }

    /// The place of the value of a key; of the table where the key is missing.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Place {
        self.at(self.table.get(key).map_or(self.span.clone(), Spanned::span))
    }

    fn at(&self, span: Range<usize>) -> Place {
        let offset = self.context.offset;
        self.context.source.place(span.start + offset..span.end + offset)
    }

    fn get(&self, key: &'static str) -> Option<&'c Spanned<DeValue<'t>>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Reports that a value is not what it should be.
    pub fn wrong(&self, key: &str, expected: &str, sink: &mut Sink) {
        if !self.context.broken {
            sink.file(self.place_of(key), &WrongValue { key, expected });
        }
    }

    fn missing(&self, key: &str, sink: &mut Sink) {
        if !self.context.broken {
            sink.file(self.place(), &MissingKey { key, table: self.name });
        }
    }

    fn required<T>(&self, key: &'static str, value: Option<T>, sink: &mut Sink) -> Option<T> {
        if !self.table.contains_key(key) {
            self.missing(key, sink);
        }
        value
    }

    /// Converts the value of a key; reports `expected` where it cannot be.
    fn convert<T>(
        &self,
        key: &'static str,
        expected: &str,
        sink: &mut Sink,
        convert: impl FnOnce(&'c DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let converted = convert(self.get(key)?.get_ref());
        if converted.is_none() {
            self.wrong(key, expected, sink);
        }
        converted
    }

    /// An optional text, in NFC.
    pub fn text(&self, key: &'static str, sink: &mut Sink) -> Option<String> {
        self.convert(key, "một chuỗi trong dấu nháy kép", sink, |value| {
            value.as_str().map(|text| fold::nfc(text).into_owned())
        })
    }

    /// A required text that is not empty; an empty one stands for one that is missing or wrong, and was reported.
    pub fn required_text(&self, key: &'static str, sink: &mut Sink) -> String {
        let text = self.text(key, sink);
        let text = self.required(key, text, sink).unwrap_or_default();
        if text.trim().is_empty() && self.table.contains_key(key) {
            self.wrong(key, "một chuỗi không rỗng", sink);
        }
        text
    }

    /// A required text that may be empty.
    pub fn stated_text(&self, key: &'static str, sink: &mut Sink) -> String {
        let text = self.text(key, sink);
        self.required(key, text, sink).unwrap_or_default()
    }

    /// An optional day.
    pub fn date(&self, key: &'static str, sink: &mut Sink) -> Option<Date> {
        self.convert(key, "một ngày, viết không có dấu nháy: 2021-06-15", sink, |value| {
            let stamp = value.as_datetime()?;
            let date = stamp.date.filter(|_| stamp.time.is_none() && stamp.offset.is_none())?;
            Date::new(date.year.into(), date.month.into(), date.day.into())
        })
    }

    /// A required day.
    pub fn required_date(&self, key: &'static str, sink: &mut Sink) -> Option<Date> {
        let date = self.date(key, sink);
        self.required(key, date, sink)
    }

    /// An optional truth value.
    pub fn truth(&self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        self.convert(key, "true hoặc false", sink, DeValue::as_bool)
    }

    /// An optional whole number.
    pub fn integer(&self, key: &'static str, sink: &mut Sink) -> Option<i64> {
        self.convert(key, "một số nguyên", sink, as_integer)
    }

    /// An optional whole number within bounds.
    pub fn number(
        &self,
        key: &'static str,
        bounds: std::ops::RangeInclusive<u32>,
        sink: &mut Sink,
    ) -> Option<u32> {
        let expected = format!("một số nguyên từ {} đến {}", bounds.start(), bounds.end());
        self.convert(key, &expected, sink, |value| in_bounds(value, &bounds))
    }

    /// A required whole number within bounds.
    pub fn required_number(
        &self,
        key: &'static str,
        bounds: std::ops::RangeInclusive<u32>,
        sink: &mut Sink,
    ) -> Option<u32> {
        let number = self.number(key, bounds, sink);
        self.required(key, number, sink)
    }

    /// One of a list of words.
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)], sink: &mut Sink) -> Option<T> {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let expected = format!("một trong các giá trị {}", words.join(", "));
        self.convert(key, &expected, sink, |value| find_choice(value, choices))
    }

    /// A required word of a list.
    pub fn required_choice<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&str, T)],
        sink: &mut Sink,
    ) -> Option<T> {
        let choice = self.choice(key, choices, sink);
        self.required(key, choice, sink)
    }

    /// A list of texts, in NFC; empty where the key is missing.
    pub fn texts(&self, key: &'static str, sink: &mut Sink) -> Vec<String> {
        self.convert_texts(key, sink).unwrap_or_default()
    }

    /// An optional list of different texts, in NFC; `expected` is reported where it is empty or one stands twice.
    pub fn different_texts(&self, key: &'static str, expected: &str, sink: &mut Sink) -> Vec<String> {
        let texts = self.convert_texts(key, sink);
        let repeated = |texts: &[String]| (1..texts.len()).any(|at| texts[..at].contains(&texts[at]));
        if texts.as_ref().is_some_and(|texts| texts.is_empty() || repeated(texts)) {
            self.wrong(key, expected, sink);
        }
        texts.unwrap_or_default()
    }

    fn convert_texts(&self, key: &'static str, sink: &mut Sink) -> Option<Vec<String>> {
        let expected = "một danh sách chuỗi: [\"a\", \"b\"]";
        self.convert(key, expected, sink, |value| {
            let texts = value.as_array()?.iter().map(|item| item.get_ref().as_str());
            texts.map(|text| Some(fold::nfc(text?).into_owned())).collect()
        })
    }

    /// The place of each value of a list.
    #[must_use]
    pub fn places_of(&self, key: &str) -> Vec<Place> {
        let list = self.table.get(key).and_then(|value| value.get_ref().as_array());
        list.into_iter().flat_map(|list| list.iter()).map(|item| self.at(item.span())).collect()
    }

    /// A list of whole numbers within bounds; empty where the key is missing.
    pub fn numbers(
        &self,
        key: &'static str,
        bounds: std::ops::RangeInclusive<u32>,
        sink: &mut Sink,
    ) -> Vec<u32> {
        let expected = format!("một danh sách số nguyên từ {} đến {}", bounds.start(), bounds.end());
        let numbers = self.convert(key, &expected, sink, |value| {
            value.as_array()?.iter().map(|item| in_bounds(item.get_ref(), &bounds)).collect()
        });
        numbers.unwrap_or_default()
    }

    /// A list of words of a list; empty where the key is missing.
    pub fn choices<T: Copy>(&self, key: &'static str, choices: &[(&str, T)], sink: &mut Sink) -> Vec<T> {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let expected = format!("một danh sách gồm các giá trị {}", words.join(", "));
        let found = self.convert(key, &expected, sink, |value| {
            value.as_array()?.iter().map(|item| find_choice(item.get_ref(), choices)).collect()
        });
        found.unwrap_or_default()
    }

    /// Reads an optional table.
    pub fn table<T>(
        &self,
        key: &'static str,
        sink: &mut Sink,
        read: impl FnOnce(&TableReader<'_, 't>, &mut Sink) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, &format!("một bảng [{key}]"), sink);
            return None;
        };
        let reader = TableReader::new(self.context, table, value.span(), key);
        let value = read(&reader, sink);
        reader.finish(sink);
        Some(value)
    }

    /// Reads a required table.
    pub fn required_table<T>(
        &self,
        key: &'static str,
        sink: &mut Sink,
        read: impl FnOnce(&TableReader<'_, 't>, &mut Sink) -> T,
    ) -> Option<T> {
        let value = self.table(key, sink, read);
        self.required(key, value, sink)
    }

    /// Reads each table of a list `[[key]]`.
    pub fn tables<T>(
        &self,
        key: &'static str,
        sink: &mut Sink,
        mut read: impl FnMut(&TableReader<'_, 't>, &mut Sink) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, &format!("các bảng [[{key}]]"), sink);
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in list {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong(key, &format!("các bảng [[{key}]]"), sink);
                continue;
            };
            let reader = TableReader::new(self.context, table, item.span(), key);
            values.push(read(&reader, sink));
            reader.finish(sink);
        }
        values
    }

    /// The keys of the table and their texts, for tables whose keys are the user's own.
    pub fn entries(&self, sink: &mut Sink) -> Vec<(String, String, Place)> {
        let mut entries = Vec::new();
        for (key, value) in self.table {
            let name = fold::nfc(key.get_ref()).into_owned();
            match value.get_ref().as_str() {
                Some(text) => entries.push((name, fold::nfc(text).into_owned(), self.at(value.span()))),
                None => self.wrong(key.get_ref(), "một chuỗi trong dấu nháy kép", sink),
            }
            self.known.borrow_mut().push("*");
        }
        entries
    }

    /// Reports the keys nobody asked for.
    fn finish(&self, sink: &mut Sink) {
        let known = self.known.borrow();
        if known.contains(&"*") {
            return;
        }
        for key in self.table.keys() {
            if !known.iter().any(|name| name == key.get_ref()) {
                let fact = UnknownKey { key: key.get_ref(), table: self.name, known: &known };
                sink.file(self.at(key.span()), &fact);
            }
        }
    }
}

fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn in_bounds(value: &DeValue<'_>, bounds: &std::ops::RangeInclusive<u32>) -> Option<u32> {
    u32::try_from(as_integer(value)?).ok().filter(|number| bounds.contains(number))
}

fn find_choice<T: Copy>(value: &DeValue<'_>, choices: &[(&str, T)]) -> Option<T> {
    let word = value.as_str()?;
    choices.iter().find(|(name, _)| *name == word).map(|&(_, choice)| choice)
}
