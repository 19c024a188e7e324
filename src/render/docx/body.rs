//! The body of a document.

use super::paragraph::{Paragraph, gap, gap_with_next};
use super::styles::Style;
use super::table;
use super::xml::Xml;
use crate::report::document::Block;

/// What follows the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing it must stay with.
    Open,
    /// Who signs; a signature never stands on a page alone.
    Signed,
}

/// Writes the blocks over a width in twips.
pub(super) fn write(xml: &mut Xml, blocks: &[Block], width: u32, ending: Ending) {
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1);
        match block {
            Block::Heading(heading) => Paragraph::new(Style::Heading, heading).write(xml),
            Block::Subheading(heading) => Paragraph::new(Style::Subheading, heading).write(xml),
            Block::Paragraph(text) => paragraphs(xml, text, stays(next, ending)),
            Block::Facts(facts) if facts.is_empty() => {}
            Block::Facts(facts) => table::facts(xml, facts, width),
            Block::Table(table) => table::write(xml, table, width),
        }
    }
    match ending {
        Ending::Open => gap(xml),
        Ending::Signed => gap_with_next(xml),
    }
}

/// What follows a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A page may break here.
    Free,
    /// What it leads in: a table, or a signature.
    Joined,
}

fn stays(next: Option<&Block>, ending: Ending) -> Next {
    let joined = match next {
        Some(block) => matches!(block, Block::Table(_) | Block::Facts(_)),
        None => ending == Ending::Signed,
    };
    if joined { Next::Joined } else { Next::Free }
}

/// Each line of a text is a paragraph.
fn paragraphs(xml: &mut Xml, text: &str, next: Next) {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    while let Some(line) = lines.next() {
        let paragraph = Paragraph::new(Style::Body, line);
        let is_last = lines.peek().is_none();
        let joined = is_last && next == Next::Joined;
        if joined { paragraph.with_next() } else { paragraph }.write(xml);
    }
}
