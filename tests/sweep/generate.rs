//! Makes up logs: good ones, ones with every kind of oddity, and ones with bytes changed at random.

use proptest::prelude::*;

use crate::office::{ALIAS, WARD};

/// The columns of a made-up log, in the order of [`Row::cells`].
const COLUMNS: [&str; 10] = [
    "dossier_id",
    "procedure_code",
    "unit",
    "channel",
    "received_at",
    "status",
    "due_at",
    "completed_at",
    "field",
    "note",
];

/// How a log is written.
#[derive(Clone, Debug)]
struct Shape {
    mark: bool,
    separator: char,
    newline: &'static str,
    /// Which column stands where; `None` is one that is not known.
    columns: Vec<Option<usize>>,
    ends_in_newline: bool,
}

/// A row: how its cells are written, and what is odd about it.
#[derive(Clone, Debug)]
struct Row {
    cells: Vec<String>,
    /// Bit by bit, which cells are quoted though they need not be.
    quoted: u16,
    oddity: Oddity,
}

/// What is odd about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Oddity {
    Nothing,
    Blank,
    Blanks,
    Short,
    LongByNothing,
    Long,
    Unclosed,
    TextBehindQuotes,
    QuotesInside,
    NotUtf8,
    Mark,
    Return,
    Repeated,
}

const ODDITIES: [Oddity; 12] = [
    Oddity::Blank,
    Oddity::Blanks,
    Oddity::Short,
    Oddity::LongByNothing,
    Oddity::Long,
    Oddity::Unclosed,
    Oddity::TextBehindQuotes,
    Oddity::QuotesInside,
    Oddity::NotUtf8,
    Oddity::Mark,
    Oddity::Return,
    Oddity::Repeated,
];

/// Logs, shown as texts where a test fails.
#[derive(Clone)]
pub(crate) struct Made(pub(crate) Vec<Vec<u8>>);

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|log| log.escape_ascii().to_string())).finish()
    }
}

/// Some logs that have whatever logs can have.
pub(crate) fn logs() -> impl Strategy<Value = Made> {
    prop::collection::vec(log(true), 1..4).prop_map(Made)
}

/// Some logs without an error.
pub(crate) fn good() -> impl Strategy<Value = Made> {
    prop::collection::vec(log(false), 1..4).prop_map(Made)
}

/// A log of which some bytes were changed, put in or left out.
pub(crate) fn broken() -> impl Strategy<Value = Made> {
    let telling = prop::sample::select(b"\",;\t\n\r\0\xff\xef\xbb\xbf0 a-".to_vec());
    let byte = prop_oneof![4 => telling, 1 => any::<u8>()];
    let change = (any::<prop::sample::Index>(), byte, 0..3_u8);
    (prop_oneof![log(true), log(false)], prop::collection::vec(change, 1..12)).prop_map(
        |(mut log, changes)| {
            for (at, byte, kind) in changes {
                let at = at.index(log.len() + 1);
                match (kind, log.get_mut(at)) {
                    (0, Some(old)) => *old = byte,
                    (1, Some(_)) => drop(log.remove(at)),
                    _ => log.insert(at, byte),
                }
            }
            Made(vec![log])
        },
    )
}

fn log(odd: bool) -> impl Strategy<Value = Vec<u8>> {
    (shape(odd), prop::collection::vec(row(odd), 0..30), any::<u16>())
        .prop_map(move |(shape, rows, number)| write(&shape, &rows, number))
}

fn shape(odd: bool) -> impl Strategy<Value = Shape> {
    let separator = prop::sample::select(vec![',', ',', ',', ';', '\t']);
    let newline = prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]);
    let all = || (0..COLUMNS.len()).map(Some);
    let columns = prop_oneof![
        8 => Just(all().collect()),
        4 => Just(all().chain([None]).collect::<Vec<_>>()).prop_shuffle(),
        u32::from(odd) => prop::collection::vec(prop::option::of(0..COLUMNS.len()), 1..3)
            .prop_map(move |more| all().chain(more).collect()),
        u32::from(odd) => (1..COLUMNS.len()).prop_map(move |missing| all().filter(|at| *at != Some(missing)).collect()),
    ];
    let flags = (any::<bool>(), prop::bool::weighted(0.8));
    (separator, newline, columns, flags).prop_map(|(separator, newline, columns, (mark, ends_in_newline))| {
        Shape { mark, separator, newline, columns, ends_in_newline }
    })
}

fn row(odd: bool) -> impl Strategy<Value = Row> {
    let quoted = prop_oneof![4 => Just(0), 1 => Just(u16::MAX), 1 => any::<u16>()];
    let oddities = prop::sample::select(ODDITIES.to_vec());
    let oddity = prop_oneof![12 => Just(Oddity::Nothing), u32::from(odd) => oddities];
    (cells(odd), quoted, oddity).prop_map(|(cells, quoted, oddity)| Row { cells, quoted, oddity })
}

/// The cells of a row but for the id; with `odd`, some cannot be read, or only with care.
fn cells(odd: bool) -> impl Strategy<Value = Vec<String>> {
    let of = |good: &[&str], bad: &[&str]| {
        let all =
            |words: &[&str]| prop::sample::select(words.iter().map(ToString::to_string).collect::<Vec<_>>());
        prop_oneof![20 => all(good), u32::from(odd) => all(bad)]
    };
    let procedure = of(&["T1", "T2", "T3"], &["T9", "", " T1 ", "Ti\u{301}"]);
    let unit = of(&["vp", "vp", WARD, ALIAS], &["xx", "", " vp", "phu\u{31b}\u{300}ng-1", "v\np"]);
    let channel = of(&["online", "direct", "postal"], &["fax", "", "online ", "\tdirect"]);
    let received = of(
        &["2021-03-14", "2021-03-15", "2021-04-01 07:30", "2021-06-14T23:59:59"],
        &["2021-02-30", "", " 2021-04-01 ", "1/4/2021"],
    );
    let due = of(&["", "2021-04-10", "2021-06-13", "2021-06-20 09:00"], &["mai", " ", "2021-06-20 24:00"]);
    let ended =
        of(&["2021-06-14", "2021-06-14 23:59:59", "2021-07-01"], &["2021-13-01", "2021-01-01", "\u{a0}"]);
    let status = of(
        &["processing", "completed", "delivered", "withdrawn", "returned", "rejected", "awaiting_payment"],
        &["done", "", "processing "],
    );
    let contradicts = prop::bool::weighted(if odd { 0.05 } else { 0.0 });
    let texts = (
        of(&["", "", "Đất đai", "Hộ tịch"], &["\"Đất\" đai", "Hô\u{323} tịch", " Hộ tịch ", " ", "\u{a0}"]),
        note(),
    );
    (procedure, unit, channel, received, due, (status, ended, contradicts), texts).prop_map(
        |(procedure, unit, channel, received, due, (status, ended, contradicts), (field, note))| {
            let closed =
                ["completed", "delivered", "withdrawn", "returned"].contains(&&*status) != contradicts;
            let ended = if closed { ended } else { String::new() };
            vec![procedure, unit, channel, received, status, due, ended, field, note]
        },
    )
}

/// Free texts, now and then longer than what is read at once.
fn note() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => Just(String::new()),
        6 => "[a-zđố ,;\"\n\r.]{0,24}",
        1 => "\\PC{0,12}",
        1 => "[\n\",]{0,80}",
    ]
}

fn write(shape: &Shape, rows: &[Row], number: u16) -> Vec<u8> {
    let Shape { mark, separator, newline, columns, ends_in_newline } = shape;
    let names = columns.iter().map(|column| column.map_or("cũ", |column| COLUMNS[column]));
    let mut log = if *mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    log.extend(names.collect::<Vec<_>>().join(&separator.to_string()).bytes());
    for (at, row) in rows.iter().enumerate() {
        log.extend(newline.bytes());
        let id = if row.oddity == Oddity::Repeated { "d2".to_owned() } else { id(number, at) };
        let cells: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let text = match column {
                    None => "x",
                    Some(0) => &id,
                    Some(column) => &row.cells[column - 1],
                };
                let quoted = row.quoted >> place & 1 == 1;
                cell(text, quoted || text.contains([*separator, '"', '\n', '\r']))
            })
            .collect();
        log.extend(line(row.oddity, &cells, *separator));
    }
    if *ends_in_newline {
        log.extend(newline.bytes());
    }
    log
}

/// Ids of several kinds, none twice.
fn id(number: u16, at: usize) -> String {
    match at % 5 {
        0 | 1 => format!("000.08.34.H10-{number:06}-{at:04}"),
        2 => format!("hồ-{number}-{at}"),
        3 => format!("{number}x{at:03}"),
        _ => format!("{number}-{at}y"),
    }
}

fn cell(text: &str, quoted: bool) -> String {
    if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A row as it is written, without its line ending.
fn line(oddity: Oddity, cells: &[String], separator: char) -> Vec<u8> {
    let separator = separator.to_string();
    let text = cells.join(&separator);
    let last = || cells[..cells.len() - 1].join(&separator);
    let text = match oddity {
        Oddity::Nothing | Oddity::Repeated => text,
        Oddity::Blank => String::new(),
        Oddity::Blanks => vec![" "; cells.len()].join(&separator),
        Oddity::Short => last(),
        Oddity::LongByNothing => format!("{text}{separator}{separator}"),
        Oddity::Long => format!("{text}{separator}x"),
        Oddity::Unclosed => format!("{}{separator}\"x", last()),
        Oddity::TextBehindQuotes => format!("{}{separator}\"x\"y", last()),
        Oddity::QuotesInside => format!("{}{separator}x\"y", last()),
        Oddity::Mark => format!("\u{feff}{text}"),
        Oddity::Return => format!("{text}\r"),
        Oddity::NotUtf8 => {
            let mut bytes = text.into_bytes();
            bytes.insert(bytes.len() / 2, 0xfe);
            return bytes;
        }
    };
    text.into_bytes()
}
