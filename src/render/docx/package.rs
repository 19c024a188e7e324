//! The parts of the file and how they are packed: always in one order, with one time.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::xml::{Attributes, Xml};

/// The namespace of the elements.
pub(super) const MAIN_NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations within the document.
pub(super) const RELATION_NAMESPACE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The relation of the header of all pages but the first.
pub(super) const HEADER: &str = "rId3";
/// The relation of the header of the first page.
pub(super) const FIRST_HEADER: &str = "rId4";
/// The relation of the footer.
pub(super) const FOOTER: &str = "rId5";

const PACKAGE_NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part of the file: its name and its text.
pub(super) type Part = (&'static str, String);

/// What the properties of a file say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Properties<'t> {
    /// The title.
    pub(super) title: &'t str,
    /// What the figures were made from.
    pub(super) description: &'t str,
}

/// Returns the parts that describe the others, in the order in which they lead the file.
pub(super) fn leading(properties: Properties<'_>) -> Vec<Part> {
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core_properties(properties)),
        ("docProps/app.xml", application_properties()),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/settings.xml", settings()),
    ]
}

/// Packs the parts in their order; the time is that from which the format counts.
pub(super) fn pack(parts: &[Part]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let mut xml = Xml::part();
    let namespace = format!("{PACKAGE_NAMESPACE}/content-types");
    xml.element("Types", &[("xmlns", &namespace)], |xml| {
        let default = |xml: &mut Xml, extension: &str, kind: &str| {
            xml.empty("Default", &[("Extension", &extension), ("ContentType", &kind)]);
        };
        default(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
        default(xml, "xml", "application/xml");
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        };
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
        for (name, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("header1", "header"),
            ("header2", "header"),
            ("footer1", "footer"),
        ] {
            part(&format!("/word/{name}.xml"), &format!("{WORD_TYPE}.{kind}+xml"));
        }
    });
    xml.into_string()
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let mut xml = Xml::part();
    let namespace = format!("{PACKAGE_NAMESPACE}/relationships");
    xml.element("Relationships", &[("xmlns", &namespace)], |xml| {
        for (id, kind, target) in list {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.into_string()
}

fn package_relations() -> String {
    let document = format!("{RELATION_NAMESPACE}/officeDocument");
    let core = format!("{PACKAGE_NAMESPACE}/relationships/metadata/core-properties");
    let application = format!("{RELATION_NAMESPACE}/extended-properties");
    relations(&[
        ("rId1", &document, "word/document.xml"),
        ("rId2", &core, "docProps/core.xml"),
        ("rId3", &application, "docProps/app.xml"),
    ])
}

fn document_relations() -> String {
    let kind = |name: &str| format!("{RELATION_NAMESPACE}/{name}");
    relations(&[
        ("rId1", &kind("styles"), "styles.xml"),
        ("rId2", &kind("settings"), "settings.xml"),
        (HEADER, &kind("header"), "header1.xml"),
        (FIRST_HEADER, &kind("header"), "header2.xml"),
        (FOOTER, &kind("footer"), "footer1.xml"),
    ])
}

fn core_properties(properties: Properties<'_>) -> String {
    /// A document is a function of its figures, so it does not tell when it was made.
    const TIME: &str = "2000-01-01T00:00:00Z";
    let core = format!("{PACKAGE_NAMESPACE}/metadata/core-properties");
    let attributes: &Attributes<'_> = &[
        ("xmlns:cp", &core),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut xml = Xml::part();
    xml.element("cp:coreProperties", attributes, |xml| {
        let mut line = |tag: &str, text: &str| xml.element(tag, &[], |xml| xml.text(text));
        line("dc:title", properties.title);
        line("dc:creator", "kstthc");
        line("dc:description", properties.description);
        line("dc:language", "vi-VN");
        line("cp:lastModifiedBy", "kstthc");
        for tag in ["dcterms:created", "dcterms:modified"] {
            xml.element(tag, &[("xsi:type", &"dcterms:W3CDTF")], |xml| xml.text(TIME));
        }
    });
    xml.into_string()
}

fn application_properties() -> String {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", &namespace)], |xml| {
        xml.element("Application", &[], |xml| xml.text("kstthc"));
    });
    xml.into_string()
}

fn settings() -> String {
    let mut xml = Xml::part();
    xml.element("w:settings", &[("xmlns:w", &MAIN_NAMESPACE)], |xml| {
        xml.empty("w:zoom", &[("w:percent", &100)]);
        xml.value("w:defaultTabStop", 720);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            // Without it Word opens the file in the mode of its oldest versions.
            let word_2013: &Attributes<'_> = &[
                ("w:name", &"compatibilityMode"),
                ("w:uri", &"http://schemas.microsoft.com/office/word"),
                ("w:val", &15),
            ];
            xml.empty("w:compatSetting", word_2013);
        });
        xml.value("w:themeFontLang", "vi-VN");
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.into_string()
}
