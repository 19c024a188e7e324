//! Tables as the format has them: rows, cells, borders, merging. What stands in them is the caller's.

use super::xml::{Attributes, Xml};

/// Room between a border and the text of a cell, in twips.
pub(super) const CELL_MARGIN: u32 = 57;

/// What a table looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing is seen of it: it only holds its cells side by side.
    Bare,
    /// Every cell has a border.
    Ruled,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Part of the headings: repeated on every page.
    Heading,
    /// Any other.
    Data,
}

/// How a cell is merged with those above and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// Not at all.
    Single,
    /// It is the first of several.
    First,
    /// It belongs to the one above.
    Further,
}

/// The place of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its width in twips.
    pub(super) width: u32,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// How it is merged downwards.
    pub(super) merge: Merge,
    /// Whether its text stands in the middle of its height, or at the top: the word of the format.
    pub(super) vertical: &'static str,
}

impl Place {
    /// A cell of one column with its text at the top.
    pub(super) const fn top(width: u32) -> Self {
        Self { width, columns: 1, merge: Merge::Single, vertical: "top" }
    }

    /// A cell of some columns with its text in the middle.
    pub(super) const fn middle(width: u32, columns: usize) -> Self {
        Self { width, columns, merge: Merge::Single, vertical: "center" }
    }
}

/// Writes a table of the widths, in twips, with the rows that `rows` writes.
pub(super) fn table(xml: &mut Xml, widths: &[u32], frame: Frame, rows: impl FnOnce(&mut Xml)) {
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| properties(xml, widths.iter().sum(), frame));
        xml.element("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        rows(xml);
    });
}

fn properties(xml: &mut Xml, width: u32, frame: Frame) {
    xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
    xml.value("w:jc", "center");
    if frame == Frame::Ruled {
        xml.element("w:tblBorders", &[], |xml| {
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                let line: &Attributes<'_> =
                    &[("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")];
                xml.empty(side, line);
            }
        });
    }
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    let margin = if frame == Frame::Ruled { CELL_MARGIN } else { 0 };
    xml.element("w:tblCellMar", &[], |xml| {
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", &margin), ("w:type", &"dxa")]);
        }
    });
}

/// Writes a row that no page break splits, with the cells that `cells` writes.
pub(super) fn row(xml: &mut Xml, kind: RowKind, cells: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if kind == RowKind::Heading {
                xml.empty("w:tblHeader", &[]);
            }
        });
        cells(xml);
    });
}

/// Writes a cell with the paragraphs, one at least, that `content` writes.
pub(super) fn cell(xml: &mut Xml, place: Place, content: impl FnOnce(&mut Xml)) {
    let Place { width, columns, merge, vertical } = place;
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
            if columns > 1 {
                xml.value("w:gridSpan", columns);
            }
            match merge {
                Merge::Single => {}
                Merge::First => xml.value("w:vMerge", "restart"),
                Merge::Further => xml.empty("w:vMerge", &[]),
            }
            xml.value("w:vAlign", vertical);
        });
        content(xml);
    });
}
