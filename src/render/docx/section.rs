//! Sections: paper, margins, page numbers, and what stands at the head and foot of each page.

use super::package::{FIRST_HEADER, FOOTER, HEADER, MAIN_NAMESPACE};
use super::paragraph::{Paragraph, lines};
use super::styles::Style;
use super::xml::{Attributes, Xml};

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Orientation {
    /// The short edge on top.
    Portrait,
    /// The long edge on top.
    Landscape,
}

/// A4 in twips.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// NĐ 30/2020/NĐ-CP, Phụ lục I, Mục I.3: 20 mm above and below, 30 mm to the left, 15 mm to the right.
const ABOVE: u32 = 1134;
const BELOW: u32 = 1134;
const LEFT: u32 = 1701;
const RIGHT: u32 = 851;
/// Where header and footer start, from the edge of the paper: 10 and 8 mm.
const EDGE: u32 = 567;
const FOOT_EDGE: u32 = 454;

impl Orientation {
    const fn paper(self) -> (u32, u32) {
        match self {
            Self::Portrait => (SHORT, LONG),
            Self::Landscape => (LONG, SHORT),
        }
    }

    /// Returns the width of the text in twips.
    pub(super) const fn text_width(self) -> u32 {
        self.paper().0 - LEFT - RIGHT
    }
}

/// Whether pages have something to say at their foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    /// Nothing.
    Empty,
    /// The notices.
    Notices,
}

/// Writes the properties of a section whose pages count from 1; the first shows no number (Mục I.7 of the decree's
/// Phụ lục I, and Mục III.1.đ for annexes).
pub(super) fn properties(xml: &mut Xml, orientation: Orientation, foot: Foot) {
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &HEADER)]);
        xml.empty("w:headerReference", &[("w:type", &"first"), ("r:id", &FIRST_HEADER)]);
        if foot == Foot::Notices {
            xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &FOOTER)]);
            xml.empty("w:footerReference", &[("w:type", &"first"), ("r:id", &FOOTER)]);
        }
        let (width, height) = orientation.paper();
        match orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
            Orientation::Landscape => {
                xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", &"landscape")]);
            }
        }
        let margins: &Attributes<'_> = &[
            ("w:top", &ABOVE),
            ("w:right", &RIGHT),
            ("w:bottom", &BELOW),
            ("w:left", &LEFT),
            ("w:header", &EDGE),
            ("w:footer", &FOOT_EDGE),
            ("w:gutter", &0),
        ];
        xml.empty("w:pgMar", margins);
        xml.empty("w:pgNumType", &[("w:start", &1)]);
        xml.empty("w:titlePg", &[]);
    });
}

/// Ends a section that another follows: its properties stand in a last paragraph of their own.
pub(super) fn end(xml: &mut Xml, orientation: Orientation, foot: Foot) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", Style::End.id());
            properties(xml, orientation, foot);
        });
    });
}

/// Writes the header of all pages but the first: the number of the page.
pub(super) fn header() -> String {
    let mut xml = Xml::part();
    xml.element("w:hdr", &[("xmlns:w", &MAIN_NAMESPACE)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", Style::Header.id()));
            xml.element("w:fldSimple", &[("w:instr", &" PAGE ")], |xml| {
                xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text("2")));
            });
        });
    });
    xml.into_string()
}

/// Writes the header of the first page, which shows nothing.
pub(super) fn first_header() -> String {
    let mut xml = Xml::part();
    xml.element("w:hdr", &[("xmlns:w", &MAIN_NAMESPACE)], |xml| Paragraph::new(Style::Header, "").write(xml));
    xml.into_string()
}

/// Writes the footer of every page: the notices.
pub(super) fn footer(notices: &[String]) -> String {
    let mut xml = Xml::part();
    xml.element("w:ftr", &[("xmlns:w", &MAIN_NAMESPACE)], |xml| {
        if notices.is_empty() {
            Paragraph::new(Style::Footer, "").write(xml);
        }
        lines(xml, Style::Footer, notices);
    });
    xml.into_string()
}
