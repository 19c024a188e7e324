//! The styles of a document: every element of the layout is a style that Word shows under its own name.
//!
//! Sizes and faces are those of NĐ 30/2020/NĐ-CP, Phụ lục I, Mục V.

use super::xml::{Attributes, Xml};

/// Half points of the body.
pub(super) const BODY_SIZE: u32 = 28;

/// A style of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    State,
    Motto,
    Superior,
    Issuer,
    Number,
    Subject,
    PlaceAndDate,
    Kind,
    About,
    Addressee,
    AddresseeItem,
    Heading,
    Subheading,
    Body,
    RecipientsHead,
    Recipient,
    Signature,
    Signer,
    AnnexLabel,
    AnnexTitle,
    AnnexLine,
    Form,
    Origin,
    Party,
    Measure,
    Cell,
    Note,
    Rule,
    Gap,
    End,
    Header,
    Footer,
}

impl Style {
    /// Returns the id by which paragraphs name the style.
    pub(super) const fn id(self) -> &'static str {
        definition(self).id
    }

    /// Returns the size of its letters in half points.
    pub(super) const fn size(self) -> u32 {
        definition(self).size
    }
}

/// Where lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
    Both,
}

impl Align {
    /// Returns the word of the format.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Centre => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

#[derive(Clone, Copy)]
enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

#[derive(Clone, Copy)]
enum Line {
    /// So many 240ths of a line.
    Auto(u32),
    /// Exactly so many twips.
    Exact(u32),
}

/// What a style is; lengths are twips.
#[derive(Clone, Copy)]
struct Definition {
    style: Style,
    id: &'static str,
    name: &'static str,
    size: u32,
    face: Face,
    align: Align,
    before: u32,
    after: u32,
    line: Line,
    first_line: u32,
    keep_next: bool,
    outline: Option<u32>,
}

/// Where all styles start: one centred line.
const fn style(style: Style, id: &'static str, name: &'static str, size: u32) -> Definition {
    Definition {
        style,
        id,
        name,
        size,
        face: Face::Regular,
        align: Align::Centre,
        before: 0,
        after: 0,
        line: Line::Auto(240),
        first_line: 0,
        keep_next: false,
        outline: None,
    }
}

impl Definition {
    const fn face(self, face: Face) -> Self {
        Self { face, ..self }
    }

    const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    const fn around(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    const fn line(self, line: Line) -> Self {
        Self { line, ..self }
    }

    /// A paragraph of running text: 1,27 cm before its first line, 6 points after it, both edges even.
    const fn running(self) -> Self {
        let Self { before, .. } = self;
        Self { align: Align::Both, first_line: 720, line: Line::Auto(264), ..self }.around(before, 120)
    }

    const fn heading(self, level: u32) -> Self {
        Self { face: Face::Bold, keep_next: true, outline: Some(level), ..self }
    }

    const fn with_next(self) -> Self {
        Self { keep_next: true, ..self }
    }
}

const STYLES: [Definition; Style::Footer as usize + 1] = [
    style(Style::State, "QuocHieu", "Quốc hiệu", 26).face(Face::Bold),
    style(Style::Motto, "TieuNgu", "Tiêu ngữ", 28).face(Face::Bold),
    style(Style::Superior, "CoQuanChuQuan", "Cơ quan chủ quản", 26),
    style(Style::Issuer, "CoQuanBanHanh", "Cơ quan ban hành", 26).face(Face::Bold),
    style(Style::Number, "SoKyHieu", "Số, ký hiệu", 26).around(60, 0),
    style(Style::Subject, "VeViec", "Về việc", 24).around(60, 0),
    style(Style::PlaceAndDate, "DiaDanhThoiGian", "Địa danh, thời gian", 28).face(Face::Italic).around(60, 0),
    style(Style::Kind, "Title", "Title", 28).face(Face::Bold).around(360, 0).with_next(),
    style(Style::About, "TrichYeu", "Trích yếu", 28).face(Face::Bold).with_next(),
    style(Style::Addressee, "KinhGui", "Kính gửi", 28).around(120, 160),
    style(Style::AddresseeItem, "KinhGuiMuc", "Kính gửi: từng nơi", 28).align(Align::Left),
    style(Style::Heading, "Heading1", "heading 1", 28).around(120, 0).running().heading(0),
    style(Style::Subheading, "Heading2", "heading 2", 28).running().heading(1),
    style(Style::Body, "BodyText", "Body Text", BODY_SIZE).running(),
    style(Style::RecipientsHead, "NoiNhan", "Nơi nhận", 24).face(Face::BoldItalic).align(Align::Left),
    style(Style::Recipient, "NoiNhanMuc", "Nơi nhận: từng nơi", 22).align(Align::Left),
    style(Style::Signature, "ChucVuNguoiKy", "Chức vụ người ký", 28).face(Face::Bold).with_next(),
    style(Style::Signer, "HoTenNguoiKy", "Họ tên người ký", 28).face(Face::Bold).around(1400, 0),
    style(Style::AnnexLabel, "PhuLuc", "Phụ lục", 28).heading(0),
    style(Style::AnnexTitle, "TenPhuLuc", "Tên phụ lục", 28).around(120, 0).heading(1),
    style(Style::AnnexLine, "DongDuoiTen", "Dòng dưới tên", 26).face(Face::Italic).with_next(),
    style(Style::Form, "BieuSo", "Biểu số", 24).face(Face::Bold).align(Align::Left),
    style(Style::Origin, "NguonBieu", "Nguồn của biểu", 22).face(Face::Italic).align(Align::Left),
    style(Style::Party, "DonViBaoCao", "Đơn vị báo cáo", 24).align(Align::Left),
    style(Style::Measure, "DonViTinh", "Đơn vị tính", 24)
        .face(Face::Italic)
        .align(Align::Right)
        .around(60, 60)
        .with_next(),
    style(Style::Cell, "OBang", "Ô trong bảng", 24).around(20, 20),
    style(Style::Note, "GhiChu", "Ghi chú", 24).align(Align::Left).around(60, 0),
    style(Style::Rule, "DongKe", "Đường kẻ", 4).around(60, 0).line(Line::Exact(80)),
    style(Style::Gap, "KhoangCach", "Khoảng cách", 4).line(Line::Exact(120)),
    style(Style::End, "CuoiPhan", "Cuối phần", 2).line(Line::Exact(20)),
    style(Style::Header, "Header", "header", 26),
    style(Style::Footer, "Footer", "footer", 20).face(Face::Bold),
];

/// Each definition stands at the place of its style.
const _: () = {
    let mut at = 0;
    while at < STYLES.len() {
        assert!(STYLES[at].style as usize == at);
        at += 1;
    }
};

/// The ids of the styles that Word has by itself.
const BUILT_IN: [&str; 6] = ["Title", "Heading1", "Heading2", "BodyText", "Header", "Footer"];

const fn definition(style: Style) -> &'static Definition {
    &STYLES[style as usize]
}

/// Writes the part `word/styles.xml`.
pub(super) fn part() -> String {
    let mut xml = Xml::part();
    let namespace = super::package::MAIN_NAMESPACE;
    xml.element("w:styles", &[("xmlns:w", &namespace)], |xml| {
        defaults(xml);
        xml.element(
            "w:style",
            &[("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &"Normal")],
            |xml| {
                xml.value("w:name", "Normal");
                xml.empty("w:qFormat", &[]);
            },
        );
        for definition in &STYLES {
            write(xml, definition);
        }
    });
    xml.into_string()
}

fn defaults(xml: &mut Xml) {
    const FONT: &str = "Times New Roman";
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let font: &Attributes<'_> =
                    &[("w:ascii", &FONT), ("w:hAnsi", &FONT), ("w:eastAsia", &FONT), ("w:cs", &FONT)];
                xml.empty("w:rFonts", font);
                xml.value("w:color", "000000");
                xml.value("w:sz", BODY_SIZE);
                xml.value("w:szCs", BODY_SIZE);
                xml.empty("w:lang", &[("w:val", &"vi-VN"), ("w:eastAsia", &"vi-VN"), ("w:bidi", &"ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| spacing(xml, 0, 0, Line::Auto(240)));
        });
    });
}

fn write(xml: &mut Xml, definition: &Definition) {
    let Definition { id, name, keep_next, .. } = *definition;
    let custom = u8::from(!BUILT_IN.contains(&id));
    let attributes: &Attributes<'_> =
        &[("w:type", &"paragraph"), ("w:customStyle", &custom), ("w:styleId", &id)];
    xml.element("w:style", attributes, |xml| {
        xml.value("w:name", name);
        xml.value("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            if keep_next {
                xml.empty("w:keepNext", &[]);
            }
            spacing(xml, definition.before, definition.after, definition.line);
            if definition.first_line > 0 {
                xml.empty("w:ind", &[("w:firstLine", &definition.first_line)]);
            }
            xml.value("w:jc", definition.align.word());
            if let Some(level) = definition.outline {
                xml.value("w:outlineLvl", level);
            }
        });
        xml.element("w:rPr", &[], |xml| letters(xml, definition));
    });
}

fn spacing(xml: &mut Xml, before: u32, after: u32, line: Line) {
    let (height, rule) = match line {
        Line::Auto(height) => (height, "auto"),
        Line::Exact(height) => (height, "exact"),
    };
    let attributes: &Attributes<'_> =
        &[("w:before", &before), ("w:after", &after), ("w:line", &height), ("w:lineRule", &rule)];
    xml.empty("w:spacing", attributes);
}

fn letters(xml: &mut Xml, definition: &Definition) {
    let tags: &[&str] = match definition.face {
        Face::Regular => &[],
        Face::Bold => &["w:b", "w:bCs"],
        Face::Italic => &["w:i", "w:iCs"],
        Face::BoldItalic => &["w:b", "w:bCs", "w:i", "w:iCs"],
    };
    for tag in tags {
        xml.empty(tag, &[]);
    }
    xml.value("w:sz", definition.size);
    xml.value("w:szCs", definition.size);
}
