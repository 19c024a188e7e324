//! Reads the clerk's own paragraphs of a report: `data/narrative/<period>.txt`.
//!
//! A line that begins with `#` names a section, by its number (`# II.3`) or its title; every other line that is not
//! blank is a paragraph of that section, as it comes out of Notepad.

use super::source::Source;
use crate::diag::Sink;
use crate::model::narrative::Narrative;
use crate::model::outline::{Outline, SectionIndex};
use crate::text::findings::narrative::{TextBeforeSection, UnknownSection};
use crate::text::fold;
use crate::text::nearest::nearest;
use crate::text::roman::roman;

/// The number by which a section is named: `II.3`; `III` for the only section of a part that has no title.
#[must_use]
pub fn section_number(outline: &Outline, at: SectionIndex) -> String {
    let part = roman(at.part + 1);
    match outline.parts.get(at.part).map(|part| part.sections.as_slice()) {
        Some([only]) if only.title.is_empty() => part,
        _ => format!("{part}.{}", at.section + 1),
    }
}

/// Reads the paragraphs; those that belong to no section are reported and left out.
pub fn read_narrative(source: &Source<'_>, outline: &Outline, sink: &mut Sink) -> Narrative {
    let mut narrative = Narrative::default();
    let mut named = false;
    let mut current = None;
    let mut offset = 0;
    for line in source.text().split_inclusive('\n') {
        let span = offset..offset + line.trim_end().len();
        offset += line.len();
        let text = fold::nfc(line.trim_start_matches('\u{feff}').trim());
        if let Some(name) = text.strip_prefix('#') {
            let name = name.trim_start_matches('#').trim();
            current = find(outline, name);
            named = true;
            if current.is_none() {
                report_unknown(source, (outline, name, span), sink);
            }
        } else if !text.is_empty() {
            match current {
                Some(at) => add(&mut narrative, at, &text),
                None if !named => {
                    sink.file(source.place(span), &TextBeforeSection);
                    named = true;
                }
                None => {}
            }
        }
    }
    narrative
}

fn add(narrative: &mut Narrative, at: SectionIndex, paragraph: &str) {
    match narrative.sections.last_mut().filter(|(last, _)| *last == at) {
        Some((_, paragraphs)) => paragraphs.push(paragraph.to_owned()),
        None => narrative.sections.push((at, vec![paragraph.to_owned()])),
    }
}

/// The section of a number or title; a title of a part stands for its only section.
fn find(outline: &Outline, name: &str) -> Option<SectionIndex> {
    let wanted = key(name);
    let titles = outline.sections().find(|(at, section)| {
        let part = &outline.parts[at.part];
        let alone = part.sections.len() == 1 && key(&part.title) == wanted;
        let titled = !wanted.is_empty() && key(&section.title) == wanted;
        titled || alone || key(&section_number(outline, *at)) == wanted
    });
    titles.map(|(at, _)| at)
}

/// Numbers and titles are compared without marks, case, and final punctuation.
fn key(name: &str) -> String {
    fold::fold(name.trim().trim_end_matches(['.', ':']))
}

fn report_unknown(
    source: &Source<'_>,
    (outline, name, span): (&Outline, &str, std::ops::Range<usize>),
    sink: &mut Sink,
) {
    let numbers: Vec<String> = outline.sections().map(|(at, _)| section_number(outline, at)).collect();
    let titles = outline.sections().map(|(_, section)| section.title.as_str());
    let near = nearest(name, titles.chain(numbers.iter().map(String::as_str)));
    sink.file(source.place(span), &UnknownSection { name, nearest: near, numbers: &numbers });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::syntax::outline::shipped;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let outline = shipped();
        let mut sink = Sink::new();
        let narrative = read_narrative(&Source::new(Arc::from("x.txt"), text), &outline, &mut sink);
        let sections = narrative.sections.iter();
        let shown =
            sections.map(|(at, texts)| format!("{}: {}", section_number(&outline, *at), texts.join("|")));
        let findings = sink.into_findings().iter().map(|f| format!("{} {}", f.place.line, f.code)).collect();
        (shown.collect(), findings)
    }

    #[test]
    fn a_section_is_named_by_number_or_title_and_each_line_is_a_paragraph() {
        let text = "\u{feff}# II.3\r\nMột.\r\n\r\nHai.\r\n# tồn tại, hạn chế\nBa.\n## IV\nBốn.\n# III.\nNăm";
        let (shown, findings) = read(text);
        assert_eq!(shown, ["II.3: Một.|Hai.", "II.2: Ba.", "IV: Bốn.", "III: Năm"]);
        assert_eq!(findings, Vec::<String>::new());
    }

    #[test]
    fn the_title_of_a_part_stands_for_its_only_section() {
        assert_eq!(read("# Đề xuất, kiến nghị\nA").0, ["IV: A"]);
    }

    #[test]
    fn what_belongs_to_no_section_is_reported_at_its_line() {
        let (shown, findings) = read("Mở đầu\nHai\n# I.1\nA\n# V.9\nB\nC\n# I.2\nD");
        assert_eq!(shown, ["I.1: A", "I.2: D"]);
        assert_eq!(findings, ["1 K0704", "5 K0704"]);
    }
}
