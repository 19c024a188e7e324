//! The clerk's own paragraphs of a report.

use super::outline::SectionIndex;

/// What a clerk wrote for a period: paragraphs by section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrative {
    /// Section and paragraphs, in the order of the file; a section may come more than once.
    pub sections: Vec<(SectionIndex, Vec<String>)>,
}

impl Narrative {
    /// The paragraphs of a section.
    pub fn of(&self, section: SectionIndex) -> impl Iterator<Item = &str> {
        let own = self.sections.iter().filter(move |(at, _)| *at == section);
        own.flat_map(|(_, paragraphs)| paragraphs.iter().map(String::as_str))
    }
}
