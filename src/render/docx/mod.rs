//! Documents as Word files, laid out as an official document is (NĐ 30/2020/NĐ-CP, Phụ lục I).
//!
//! The files are written by hand rather than by a library: headings of tables must be repeated on each page, and the
//! elements must stand in the order of the schema (ECMA-376), which the tests check.

mod annex;
mod body;
#[cfg(test)]
mod checker;
mod fit;
mod grid;
mod letter;
mod package;
mod paragraph;
#[cfg(test)]
mod sample;
mod section;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod xml;

pub use zip::result::ZipError;

use self::body::Ending;
use self::package::Properties;
use self::paragraph::{Paragraph, lines};
use self::section::{Foot, Orientation};
use self::styles::Style;
use self::xml::{Attributes, Xml};
use crate::report::document::Document;

/// Renders a document as the bytes of a `.docx` file.
///
/// # Errors
///
/// When the parts cannot be packed, which happens only to parts of gigabytes.
pub fn render(document: &Document) -> Result<Vec<u8>, ZipError> {
    let title = title(document);
    let properties = Properties { title: &title, description: &document.stamp };
    let mut parts = package::leading(properties);
    parts.extend([
        ("word/styles.xml", styles::part()),
        ("word/header1.xml", section::header()),
        ("word/header2.xml", section::first_header()),
        ("word/footer1.xml", section::footer(&document.notices)),
        ("word/document.xml", main_part(document)),
    ]);
    package::pack(&parts)
}

/// What the properties of the file call it.
fn title(document: &Document) -> String {
    document.letter.as_ref().map_or_else(
        || document.title.clone(),
        |letter| {
            let words = [std::slice::from_ref(&letter.kind), &letter.about].concat().join(" ");
            if words.is_empty() { letter.subject.clone() } else { words }
        },
    )
}

fn main_part(document: &Document) -> String {
    let mut xml = Xml::part();
    let namespaces: &Attributes<'_> =
        &[("xmlns:w", &package::MAIN_NAMESPACE), ("xmlns:r", &package::RELATION_NAMESPACE)];
    xml.element("w:document", namespaces, |xml| {
        xml.element("w:body", &[], |xml| sections(xml, document));
    });
    xml.into_string()
}

/// The letter with its body is one section, each annex another.
fn sections(xml: &mut Xml, document: &Document) {
    let foot = if document.notices.is_empty() { Foot::Empty } else { Foot::Notices };
    main_section(xml, document);
    let mut orientation = Orientation::Portrait;
    for annex in &document.annexes {
        section::end(xml, orientation, foot);
        annex::write(xml, annex);
        orientation = annex::orientation(annex);
    }
    section::properties(xml, orientation, foot);
}

fn main_section(xml: &mut Xml, document: &Document) {
    let width = Orientation::Portrait.text_width();
    if let Some(letter) = &document.letter {
        letter::head(xml, letter);
        letter::title(xml, letter);
        body::write(xml, &document.blocks, width, Ending::Signed);
        letter::foot(xml, letter);
        // Nothing may follow a table directly at the end of a section.
        Paragraph::new(Style::End, "").write(xml);
    } else {
        Paragraph::new(Style::Kind, &document.title).write(xml);
        lines(xml, Style::AnnexLine, &document.subtitle);
        paragraph::gap(xml);
        body::write(xml, &document.blocks, width, Ending::Open);
    }
}
