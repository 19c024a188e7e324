//! Edits of exported workbooks, made in their XML: what a person does in Excel, without Excel.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

/// The part of a workbook that holds the rows.
pub(crate) const ROWS: &str = "xl/worksheets/sheet1.xml";

/// Changes the XML of the rows; each text stands there once.
#[track_caller]
pub(crate) fn edit(book: &Path, edits: &[(&str, &str)]) {
    rewrite(book, ROWS, |xml| {
        edits.iter().fold(xml, |xml, (from, to)| {
            assert_eq!(xml.matches(from).count(), 1, "{from} in {xml}");
            xml.replace(from, to)
        })
    });
}

/// Changes a part.
pub(crate) fn rewrite(book: &Path, part: &str, change: impl FnOnce(String) -> String) {
    let mut old = open(book);
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for at in 0..old.len() {
        let mut file = old.by_index(at).expect("a part");
        let name = file.name().expect("a name").to_string();
        let mut content = String::new();
        file.read_to_string(&mut content).expect("text");
        if name == part {
            content = change.take().expect("one part of this name")(content);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(content.as_bytes()).expect("written");
    }
    std::fs::write(book, new.finish().expect("a zip file").into_inner()).expect("written");
}

/// The text of a part.
pub(crate) fn part(book: &Path, name: &str) -> String {
    let mut text = String::new();
    open(book).by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// A cell with a text.
pub(crate) fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The XML of a whole row.
pub(crate) fn row(book: &Path, number: u32) -> String {
    let xml = part(book, ROWS);
    let start = xml.find(&format!("<row r=\"{number}\"")).expect("the row");
    let end = xml[start..].find("</row>").expect("its end") + "</row>".len();
    xml[start..start + end].to_owned()
}

fn open(book: &Path) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    zip::ZipArchive::new(Cursor::new(std::fs::read(book).expect("the workbook"))).expect("a zip file")
}
