//! An annex: its label, form, title, table and notes.

use super::grid::{self, Frame, Place, RowKind};
use super::paragraph::{Paragraph, gap, lines};
use super::section::Orientation;
use super::styles::Style;
use super::table;
use super::xml::Xml;
use crate::report::document::Annex;

/// How the paper of an annex lies.
pub(super) const fn orientation(annex: &Annex) -> Orientation {
    if annex.landscape { Orientation::Landscape } else { Orientation::Portrait }
}

/// Writes an annex.
pub(super) fn write(xml: &mut Xml, annex: &Annex) {
    let width = orientation(annex).text_width();
    if !annex.label.is_empty() {
        Paragraph::new(Style::AnnexLabel, &annex.label).write(xml);
    }
    form(xml, annex, width);
    Paragraph::new(Style::AnnexTitle, &annex.title).write(xml);
    if annex.form.is_empty() && !annex.origin.is_empty() {
        Paragraph::new(Style::AnnexLine, &annex.origin).write(xml);
    }
    lines(xml, Style::AnnexLine, &annex.subtitle);
    if annex.measure.is_empty() {
        gap(xml);
    } else {
        Paragraph::new(Style::Measure, &annex.measure).write(xml);
    }
    table::write(xml, &annex.table, width);
    lines(xml, Style::Note, &annex.notes);
}

/// The form and its origin to the left, who reports to whom at the right.
fn form(xml: &mut Xml, annex: &Annex, width: u32) {
    if annex.form.is_empty() && annex.parties.is_empty() {
        return;
    }
    let left = width * 11 / 20;
    let widths = [left, width - left];
    grid::table(xml, &widths, Frame::Bare, |xml| {
        grid::row(xml, RowKind::Data, |xml| {
            grid::cell(xml, Place::top(widths[0]), |xml| {
                Paragraph::new(Style::Form, &annex.form).write(xml);
                if !annex.form.is_empty() && !annex.origin.is_empty() {
                    Paragraph::new(Style::Origin, &annex.origin).write(xml);
                }
            });
            grid::cell(xml, Place::top(widths[1]), |xml| parties(xml, &annex.parties));
        });
    });
}

/// A cell has one paragraph at least.
fn parties(xml: &mut Xml, parties: &[String]) {
    if parties.is_empty() {
        Paragraph::new(Style::Party, "").write(xml);
    }
    lines(xml, Style::Party, parties);
}
