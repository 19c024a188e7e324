//! Paragraphs: a style, and the little that may differ from it.

use super::styles::{Align, Style};
use super::xml::{Attributes, Xml};

/// A paragraph. What is `None` is as the style has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'t> {
    style: Style,
    text: &'t str,
    keep_next: bool,
    align: Option<Align>,
    indent: Option<Indent>,
    size: Option<u32>,
    bold: bool,
}

/// Room left free at both sides, in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indent {
    /// At the left.
    pub(super) left: u32,
    /// At the right.
    pub(super) right: u32,
    /// How far the first line stands out to the left.
    pub(super) hanging: u32,
}

impl<'t> Paragraph<'t> {
    /// A paragraph as its style has it.
    pub(super) const fn new(style: Style, text: &'t str) -> Self {
        Self { style, text, keep_next: false, align: None, indent: None, size: None, bold: false }
    }

    /// The same, on one page with what follows.
    pub(super) const fn with_next(self) -> Self {
        Self { keep_next: true, ..self }
    }

    /// The same with other edges.
    pub(super) const fn aligned(self, align: Align) -> Self {
        Self { align: Some(align), ..self }
    }

    /// The same with room at its sides.
    pub(super) const fn indented(self, indent: Indent) -> Self {
        Self { indent: Some(indent), ..self }
    }

    /// The same in another size, in half points.
    pub(super) const fn sized(self, half_points: u32) -> Self {
        Self { size: Some(half_points), ..self }
    }

    /// The same in bold letters.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Writes the paragraph.
    pub(super) fn write(&self, xml: &mut Xml) {
        xml.element("w:p", &[], |xml| {
            self.properties(xml);
            if !self.text.is_empty() {
                self.run(xml);
            }
        });
    }

    fn properties(&self, xml: &mut Xml) {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", self.style.id());
            if self.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            if self.style == Style::Rule {
                xml.element("w:pBdr", &[], |xml| {
                    let line: &Attributes<'_> =
                        &[("w:val", &"single"), ("w:sz", &6), ("w:space", &0), ("w:color", &"000000")];
                    xml.empty("w:top", line);
                });
            }
            if let Some(Indent { left, right, hanging }) = self.indent {
                let first: (&str, &dyn std::fmt::Display) =
                    if hanging > 0 { ("w:hanging", &hanging) } else { ("w:firstLine", &0) };
                xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), first]);
            }
            if let Some(align) = self.align {
                xml.value("w:jc", align.word());
            }
        });
    }

    fn run(&self, xml: &mut Xml) {
        xml.element("w:r", &[], |xml| {
            if self.bold || self.size.is_some() {
                xml.element("w:rPr", &[], |xml| self.letters(xml));
            }
            for (at, line) in self.text.lines().enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[]);
                }
                xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(line));
            }
        });
    }

    fn letters(&self, xml: &mut Xml) {
        if self.bold {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        if let Some(size) = self.size {
            xml.value("w:sz", size);
            xml.value("w:szCs", size);
        }
    }
}

/// Writes one paragraph of a style for each text.
pub(super) fn lines<'t>(xml: &mut Xml, style: Style, texts: impl IntoIterator<Item = &'t String>) {
    texts.into_iter().for_each(|text| Paragraph::new(style, text).write(xml));
}

/// Writes a thin rule of `length` in the middle of `room`, both in twips.
pub(super) fn rule(xml: &mut Xml, length: u32, room: u32) {
    let side = room.saturating_sub(length) / 2;
    let indent = Indent { left: side, right: side, hanging: 0 };
    Paragraph::new(Style::Rule, "").indented(indent).write(xml);
}

/// Writes an empty line that parts a table from what follows.
pub(super) fn gap(xml: &mut Xml) {
    Paragraph::new(Style::Gap, "").write(xml);
}

/// The same, on one page with what follows.
pub(super) fn gap_with_next(xml: &mut Xml) {
    Paragraph::new(Style::Gap, "").with_next().write(xml);
}
