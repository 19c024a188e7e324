//! A small checker of what is written: well-formed XML, and elements in the order of the schema (ECMA-376, part 1).

use std::io::{Cursor, Read};

/// An element with what stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) tag: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Self>,
    /// Its own text, without that of the elements in it.
    pub(super) text: String,
}

/// The children an element may have, in order.
const ORDERS: [(&str, &str); 10] = [
    ("w:rPr", "w:rFonts w:b w:bCs w:i w:iCs w:caps w:color w:sz w:szCs w:lang"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:pBdr w:spacing w:ind w:jc w:outlineLvl w:rPr w:sectPr",
    ),
    ("w:tblPr", "w:tblStyle w:tblW w:jc w:tblBorders w:tblLayout w:tblCellMar"),
    ("w:trPr", "w:cantSplit w:tblHeader"),
    ("w:tcPr", "w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:vAlign"),
    ("w:sectPr", "w:headerReference w:footerReference w:pgSz w:pgMar w:pgNumType w:titlePg"),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tbl", "w:tblPr w:tblGrid w:tr"),
    ("w:style", "w:name w:basedOn w:qFormat w:pPr w:rPr"),
    (
        "w:settings",
        "w:zoom w:defaultTabStop w:characterSpacingControl w:compat w:themeFontLang w:decimalSymbol w:listSeparator",
    ),
];
/// What may stand more than once in a row.
const REPEATED: [&str; 3] = ["w:headerReference", "w:footerReference", "w:tr"];

impl Element {
    /// Reads a part; panics where it is not well formed.
    pub(super) fn parse(part: &str) -> Self {
        let (declaration, mut rest) = part.split_once('\n').unwrap();
        assert!(declaration.starts_with("<?xml version=\"1.0\""), "{declaration}");
        let mut open = vec![Self::default()];
        while let Some(at) = rest.find('<') {
            let (text, after) = (&rest[..at], &rest[at + 1..]);
            open.last_mut().unwrap().text.push_str(&unescape(text));
            let (tag, next) = after.split_once('>').expect("every tag ends");
            rest = next;
            if let Some(name) = tag.strip_prefix('/') {
                let closed = open.pop().unwrap();
                assert_eq!(closed.tag, name, "an element is closed by its own tag");
                open.last_mut().expect("no tag closes what was not open").children.push(closed);
            } else if let Some(tag) = tag.strip_suffix('/') {
                open.last_mut().unwrap().children.push(Self::start(tag));
            } else {
                open.push(Self::start(tag));
            }
        }
        assert_eq!(rest, "", "nothing follows the root");
        assert_eq!(open.len(), 1, "every element is closed");
        assert_eq!(open[0].children.len(), 1, "there is one root");
        open.remove(0).children.remove(0)
    }

    fn start(tag: &str) -> Self {
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while !rest.is_empty() {
            let (key, after) = rest.split_once("=\"").expect("an attribute has a quoted value");
            let (value, after) = after.split_once('"').expect("a quoted value ends");
            assert!(attributes.iter().all(|(other, _)| other != key), "{key} stands once");
            attributes.push((key.to_owned(), unescape(value)));
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
        Self { tag: name.to_owned(), attributes, ..Self::default() }
    }

    /// The element and all within it, in the order of the text.
    pub(super) fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::all)).collect()
    }

    /// All elements of a tag, in the order of the text.
    pub(super) fn find(&self, tag: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.tag == tag).collect()
    }

    /// The direct children of a tag.
    pub(super) fn children(&self, tag: &str) -> Vec<&Self> {
        self.children.iter().filter(|child| child.tag == tag).collect()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The text of all paragraphs within, one a line.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let text = |paragraph: &&Self| -> String {
            let pieces = paragraph.all().into_iter().map(|piece| match piece.tag.as_str() {
                "w:t" => piece.text.clone(),
                "w:br" => "\n".to_owned(),
                _ => String::new(),
            });
            pieces.collect()
        };
        self.find("w:p").iter().map(text).collect()
    }

    /// Panics where elements do not stand in the order of the schema.
    pub(super) fn check_order(&self) {
        for element in self.all() {
            let Some((tag, order)) = ORDERS.iter().find(|(tag, _)| *tag == element.tag) else { continue };
            let place = |child: &Self| {
                let found = order.split(' ').position(|name| name == child.tag);
                found.unwrap_or_else(|| panic!("{} may not stand in {tag}", child.tag))
            };
            for pair in element.children.windows(2) {
                let repeated = pair[0].tag == pair[1].tag && REPEATED.contains(&pair[0].tag.as_str());
                assert!(place(&pair[0]) < place(&pair[1]) || repeated, "{pair:?} in {tag}");
            }
            element.children.first().map(place);
        }
    }

    /// Panics where a table's rows do not fill its columns, or a cell does not end with a paragraph.
    pub(super) fn check_tables(&self) {
        for table in self.find("w:tbl") {
            let columns = table.find("w:gridCol").len();
            for row in table.children("w:tr") {
                let span = |cell: &&Self| {
                    let span = cell.find("w:gridSpan");
                    span.first().map_or(1, |span| span.attribute("w:val").unwrap().parse().unwrap())
                };
                assert_eq!(row.children("w:tc").iter().map(span).sum::<usize>(), columns);
                assert!(row.children("w:tc").iter().all(|cell| cell.children.last().unwrap().tag == "w:p"));
            }
        }
        for body in self.find("w:body") {
            let touching = |pair: &[Self]| pair[0].tag == "w:tbl" && pair[1].tag != "w:p";
            assert!(!body.children.windows(2).any(touching), "a paragraph follows each table");
        }
    }
}

fn unescape(text: &str) -> String {
    assert!(!text.contains(['<', '"']) || !text.contains('&'), "{text}");
    let forbidden = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "{text:?}");
    let plain = text.replace("&lt;", "").replace("&gt;", "").replace("&quot;", "").replace("&amp;", "");
    assert!(!plain.contains('&'), "{text}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The names and texts of the parts of a file.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |at: usize| {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}
