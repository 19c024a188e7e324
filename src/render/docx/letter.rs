//! What stands around the body of an official document (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II).

use super::grid::{self, Frame, Place, RowKind};
use super::paragraph::{Indent, Paragraph, gap, lines, rule};
use super::section::Orientation;
use super::styles::Style;
use super::xml::Xml;
use crate::render::metrics::{Weight, twips, width};
use crate::report::document::Letter;

const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// The width of the text; a letter stands upright.
const TEXT: u32 = Orientation::Portrait.text_width();
/// The sizes of the head in half points, and its right half in twips; the name of the state must stay on one line
/// there, in whatever font stands for Times New Roman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    /// The names of the state and of the bodies at the left.
    names: u32,
    /// The motto, place and date.
    others: u32,
    right: u32,
}

/// The largest sizes the decree allows, and the smallest, which leave long names more room.
const HEADS: [Head; 2] =
    [Head { names: 26, others: 28, right: 5900 }, Head { names: 24, others: 26, right: 5450 }];
/// The two halves of the foot.
const FOOT: [u32; 2] = [4700, TEXT - 4700];

/// Writes issuer, state, number, place and date.
pub(super) fn head(xml: &mut Xml, letter: &Letter) {
    let head = head_for(letter);
    let Head { names, others, right } = head;
    let left = TEXT - right;
    grid::table(xml, &[left, right], Frame::Bare, |xml| {
        grid::row(xml, RowKind::Data, |xml| {
            grid::cell(xml, Place::top(left), |xml| issuer(xml, letter, head));
            grid::cell(xml, Place::top(right), |xml| {
                Paragraph::new(Style::State, STATE).sized(names).write(xml);
                Paragraph::new(Style::Motto, MOTTO).sized(others).write(xml);
                rule(xml, twips(width(MOTTO, Weight::Bold), others), right);
            });
        });
        grid::row(xml, RowKind::Data, |xml| {
            let number = Paragraph::new(Style::Number, &letter.number);
            grid::cell(xml, Place::top(left), |xml| {
                number.write(xml);
                if !letter.subject.is_empty() {
                    Paragraph::new(Style::Subject, &letter.subject).write(xml);
                }
            });
            let place_and_date = Paragraph::new(Style::PlaceAndDate, &letter.place_and_date).sized(others);
            grid::cell(xml, Place::top(right), |xml| place_and_date.write(xml));
        });
    });
}

fn issuer(xml: &mut Xml, letter: &Letter, head: Head) {
    for line in &letter.superior {
        Paragraph::new(Style::Superior, line).sized(head.names).write(xml);
    }
    for line in &letter.issuer {
        Paragraph::new(Style::Issuer, line).sized(head.names).write(xml);
    }
    rule_under(xml, letter.issuer.last(), head.names, TEXT - head.right);
}

/// The first head in which the names at the left stay on their lines, or the one that has most room for them.
fn head_for(letter: &Letter) -> Head {
    let names = letter.superior.iter().chain(&letter.issuer);
    let widest = names.map(|name| width(name, Weight::Bold)).max().unwrap_or_default();
    let fits = |head: &Head| twips(widest, head.names) < TEXT - head.right;
    HEADS.into_iter().find(fits).unwrap_or(HEADS[1])
}

/// Writes the type of document, what it is about, and whom it is addressed to; a công văn has its subject in the head.
pub(super) fn title(xml: &mut Xml, letter: &Letter) {
    if !letter.kind.is_empty() {
        Paragraph::new(Style::Kind, &letter.kind).write(xml);
    }
    if !letter.about.is_empty() {
        lines(xml, Style::About, &letter.about);
        rule_under(xml, letter.about.last(), Style::About.size(), TEXT);
    }
    gap(xml);
    addressees(xml, &letter.addressees);
}

/// A rule of two fifths of the line above it; the decree asks for a third to a half.
fn rule_under(xml: &mut Xml, line: Option<&String>, size: u32, room: u32) {
    let length = line.map_or(0, |line| twips(width(line, Weight::Bold), size).min(room));
    rule(xml, length * 2 / 5, room);
}

/// One addressee stands on the line of "Kính gửi"; several stand below, their dashes under its colon.
fn addressees(xml: &mut Xml, addressees: &[String]) {
    match addressees {
        [] => {}
        [only] => Paragraph::new(Style::Addressee, &format!("Kính gửi: {only}")).write(xml),
        several => {
            const SIDE: u32 = 1701;
            let size = Style::AddresseeItem.size();
            let colon = SIDE + twips(width("Kính gửi", Weight::Regular), size);
            let dash = twips(width("- ", Weight::Regular), size);
            let head = Indent { left: SIDE, right: 0, hanging: 0 };
            gap(xml);
            Paragraph::new(Style::AddresseeItem, "Kính gửi:").indented(head).with_next().write(xml);
            let indent = Indent { left: colon + dash, right: 0, hanging: dash };
            for text in listed(several) {
                Paragraph::new(Style::AddresseeItem, &text).indented(indent).write(xml);
            }
            gap(xml);
        }
    }
}

/// The items with a dash before and a semicolon after each, a full stop after the last.
fn listed(items: &[String]) -> impl Iterator<Item = String> {
    let last = items.len().saturating_sub(1);
    items.iter().enumerate().map(move |(at, item)| format!("- {item}{}", if at == last { '.' } else { ';' }))
}

/// Writes the recipients and who signs, on one page.
pub(super) fn foot(xml: &mut Xml, letter: &Letter) {
    let [left, right] = FOOT;
    grid::table(xml, &FOOT, Frame::Bare, |xml| {
        grid::row(xml, RowKind::Data, |xml| {
            grid::cell(xml, Place::top(left), |xml| {
                Paragraph::new(Style::RecipientsHead, "Nơi nhận:").write(xml);
                listed(&letter.recipients)
                    .for_each(|text| Paragraph::new(Style::Recipient, &text).write(xml));
            });
            grid::cell(xml, Place::top(right), |xml| {
                lines(xml, Style::Signature, &letter.signature);
                Paragraph::new(Style::Signer, &letter.signer).write(xml);
            });
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_shrink_only_where_that_keeps_them_on_their_lines() {
        let size =
            |issuer: &str| head_for(&Letter { issuer: vec![issuer.to_owned()], ..Letter::default() }).names;
        assert_eq!(size("ỦY BAN NHÂN DÂN THỊ XÃ"), 26);
        assert_eq!(size("PHÒNG TÀI CHÍNH - KẾ HOẠCH"), 24);
    }

    /// Some fonts are up to a twelfth wider than the metrics say.
    #[test]
    fn the_name_of_the_state_stays_on_one_line() {
        for Head { names, right, .. } in HEADS {
            let taken = twips(width(STATE, Weight::Bold), names);
            assert!(taken > 5000, "{taken}");
            assert!(taken + taken / 12 < right, "{taken}");
        }
    }
}
