//! Sheets of `LibreOffice`, row by row.
//!
//! A cell or row may say that it is repeated a million times, so nothing is kept beyond the row at hand, and what is
//! repeated is counted before it is made.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::Package;
use super::xlsx::put;
use super::{COLUMNS, Row, Taker, Unreadable, Value};
use crate::model::date::Moment;

/// The last row of a sheet.
const ROWS: u32 = 1 << 20;

/// Hands over the rows of every sheet that is wanted.
pub(super) fn read(bytes: &[u8], taker: &mut dyn Taker) -> Result<(), Unreadable> {
    let mut package = Package::open(bytes)?;
    if is_protected(&mut package)? {
        return Err(Unreadable::Protected);
    }
    package.bound()?;
    let part = package.archive.by_name("content.xml").map_err(|_| Unreadable::Damaged)?;
    let mut content = Content {
        reader: Reader::from_reader(BufReader::new(part)),
        buffer: Vec::new(),
        formulas: Vec::new(),
    };
    content.sheets(taker)
}

/// Tells whether the list of parts names a key.
fn is_protected(package: &mut Package<'_>) -> Result<bool, Unreadable> {
    let part = package.archive.by_name("META-INF/manifest.xml").map_err(|_| Unreadable::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Ok(Event::Eof) => return Ok(false),
            Ok(_) => {}
            Err(_) => return Err(Unreadable::Damaged),
        }
    }
}

/// The part that holds the sheets.
struct Content<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// The columns of the row read last that hold a formula.
    formulas: Vec<u32>,
}

/// A tag, or the end of one.
enum Tag {
    /// It begins; whether it ends at once.
    Begin(BytesStart<'static>, bool),
    End(String),
    Text(String),
    Eof,
}

impl<R: BufRead> Content<R> {
    /// The next tag or text; comments and their like are passed over.
    fn next(&mut self) -> Result<Tag, Unreadable> {
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Unreadable::Damaged)?;
            return Ok(match event {
                Event::Start(tag) => Tag::Begin(tag.into_owned(), false),
                Event::Empty(tag) => Tag::Begin(tag.into_owned(), true),
                Event::End(tag) => Tag::End(tag.name().as_ref().to_owned()),
                Event::Text(text) => Tag::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Tag::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Tag::Text(character(&entity)),
                Event::Eof => Tag::Eof,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    fn sheets(&mut self, taker: &mut dyn Taker) -> Result<(), Unreadable> {
        let mut style = String::new();
        let mut hidden = BTreeSet::new();
        loop {
            match self.next()? {
                Tag::Begin(tag, _) if is(&tag, "style:style") => style = text(&tag, "style:name"),
                Tag::Begin(tag, _) if is(&tag, "style:table-properties") => {
                    if text(&tag, "table:display") == "false" {
                        hidden.insert(style.clone());
                    }
                }
                Tag::Begin(tag, false) if is(&tag, "table:table") => {
                    let shown = taker.takes_hidden() || !hidden.contains(&text(&tag, "table:style-name"));
                    let name = text(&tag, "table:name");
                    if shown {
                        taker.sheet(&name);
                    }
                    if self.rows(&name, shown.then_some(&mut *taker))?.is_break() {
                        return Ok(());
                    }
                }
                Tag::Eof => return Ok(()),
                Tag::Begin(..) | Tag::End(_) | Tag::Text(_) => {}
            }
        }
    }

    /// The rows of a table; nobody takes those of a hidden one.
    fn rows(
        &mut self,
        sheet: &str,
        mut taker: Option<&mut (dyn Taker + '_)>,
    ) -> Result<ControlFlow<()>, Unreadable> {
        let mut next: u32 = 1;
        loop {
            match self.next()? {
                Tag::Begin(tag, is_empty) if is(&tag, "table:table-row") => {
                    let repeated = number(&tag, "table:number-rows-repeated");
                    let mut row = Row { number: next, cells: Vec::new() };
                    if !is_empty {
                        self.cells(&mut row, sheet)?;
                    }
                    let beyond = next.saturating_add(repeated);
                    if let Some(taker) = taker.as_deref_mut().filter(|_| !row.is_blank()) {
                        for number in next..beyond.min(ROWS + 1) {
                            row.number = number;
                            self.formulas.iter().for_each(|&column| taker.formula(number, column));
                            if taker.row(&row).is_break() {
                                return Ok(ControlFlow::Break(()));
                            }
                        }
                    }
                    next = beyond;
                }
                Tag::End(name) if name == "table:table" => return Ok(ControlFlow::Continue(())),
                Tag::Eof => return Err(Unreadable::Damaged),
                Tag::Begin(..) | Tag::End(_) | Tag::Text(_) => {}
            }
        }
    }

    fn cells(&mut self, row: &mut Row, sheet: &str) -> Result<(), Unreadable> {
        let mut column: u32 = 0;
        self.formulas.clear();
        loop {
            match self.next()? {
                Tag::Begin(tag, is_empty) if is_cell(tag.name().as_ref()) => {
                    let covered = is(&tag, "table:covered-table-cell");
                    let repeated = number(&tag, "table:number-columns-repeated");
                    let content = if is_empty { String::new() } else { self.content()? };
                    if !text(&tag, "table:formula").is_empty() {
                        self.formulas.push(column);
                    }
                    let value = match value(&tag, content) {
                        Value::Empty if covered => Value::Merged,
                        value => value,
                    };
                    let beyond = column.saturating_add(repeated);
                    // Whole sheets are covered or repeated to the last column: only a value is too wide.
                    let last = if value.is_blank() { beyond.min(COLUMNS) } else { beyond };
                    for column in (column..last).take(if value == Value::Empty { 0 } else { usize::MAX }) {
                        put(row, column, value.clone(), sheet)?;
                    }
                    column = beyond;
                }
                Tag::End(name) if name == "table:table-row" => return Ok(()),
                Tag::Eof => return Err(Unreadable::Damaged),
                Tag::Begin(..) | Tag::End(_) | Tag::Text(_) => {}
            }
        }
    }

    /// The text of a cell: its paragraphs, without notes and drawings.
    fn content(&mut self) -> Result<String, Unreadable> {
        let mut content = String::new();
        let mut paragraphs = 0;
        let mut aside = 0;
        loop {
            match self.next()? {
                Tag::Begin(tag, is_empty) => match tag.name().as_ref() {
                    "office:annotation" | "draw:frame" if !is_empty => aside += 1,
                    "text:p" if aside == 0 => {
                        if paragraphs > 0 {
                            content.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" if aside == 0 => {
                        let blanks = number(&tag, "text:c").min(1024);
                        content.extend((0..blanks).map(|_| ' '));
                    }
                    "text:tab" | "text:line-break" if aside == 0 => content.push(' '),
                    _ => {}
                },
                Tag::End(name) => match name.as_str() {
                    "office:annotation" | "draw:frame" => aside -= 1,
                    name if is_cell(name) => return Ok(content),
                    _ => {}
                },
                Tag::Text(text) if aside == 0 && paragraphs > 0 => content.push_str(&text),
                Tag::Text(_) => {}
                Tag::Eof => return Err(Unreadable::Damaged),
            }
        }
    }
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.name().as_ref() == name
}

fn is_cell(name: &str) -> bool {
    matches!(name, "table:table-cell" | "table:covered-table-cell")
}

/// The value of an attribute; empty where there is none.
fn text(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    let value = found
        .and_then(|attribute| Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()));
    value.unwrap_or_default()
}

/// How often something is repeated; once where it does not say.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    text(tag, name).parse().unwrap_or(1)
}

/// `&amp;`, `&#7885;`; one that nobody knows as it stands.
fn character(entity: &BytesRef<'_>) -> String {
    let name = entity.xml10_content();
    if let Some(text) = quick_xml::escape::resolve_xml_entity(&name) {
        return text.to_owned();
    }
    match entity.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => format!("&{name};"),
    }
}

/// The value of a cell: its attributes say it, its text where they do not.
fn value(tag: &BytesStart<'_>, content: String) -> Value {
    let is_formula = !text(tag, "table:formula").is_empty();
    if text(tag, "calcext:value-type") == "error" {
        return Value::Error(content);
    }
    match text(tag, "office:value-type").as_str() {
        "float" | "percentage" | "currency" => {
            text(tag, "office:value").parse().map_or(Value::text(content), Value::Number)
        }
        "date" => moment(&text(tag, "office:date-value")).map_or(Value::text(content), Value::Moment),
        "time" => Value::Time,
        "boolean" => Value::Truth(text(tag, "office:boolean-value") == "true"),
        "string" if is_formula && content.starts_with(['#', 'E']) && is_error(&content) => {
            Value::Error(content)
        }
        "string" => Value::text(if content.is_empty() { text(tag, "office:string-value") } else { content }),
        _ if is_formula => Value::Uncomputed,
        _ => Value::text(content),
    }
}

/// Errors as `LibreOffice` writes them: `#REF!`, `Err:502`.
fn is_error(content: &str) -> bool {
    content.starts_with("Err:") || (content.starts_with('#') && content.ends_with(['!', '?', 'A']))
}

/// `2021-04-01`, `2021-04-01T08:00:00`; fractions of a second are cut.
fn moment(text: &str) -> Option<Moment> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let moment = Moment::parse(whole.as_bytes())?;
    Some(if moment.second() == Some(0) { Moment::day(moment.date) } else { moment })
}
