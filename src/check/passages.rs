//! The texts of a plan, and where in its files they stand.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Place;
use crate::model::citation::{Citation, citations};
use crate::model::plan::{Erratum, Item, Plan, Section};
use crate::syntax::source::Source;

/// A text of a plan.
#[derive(Clone, Debug)]
pub struct Passage<'p> {
    /// The words.
    pub text: &'p str,
    /// The item it belongs to.
    pub item: Option<&'p Item>,
    /// The section it belongs to.
    pub section: Option<&'p Section>,
    /// The file it stands in, and the line from which to look for it.
    path: Arc<str>,
    line: u32,
}

/// The texts of a plan, in its order.
#[must_use]
pub fn passages(plan: &Plan) -> Vec<Passage<'_>> {
    let cover: Arc<str> = format!("plan/{}/plan.toml", plan.year).into();
    let of_cover = |text| Passage { text, path: Arc::clone(&cover), line: 1, item: None, section: None };
    let decision = &plan.cover.decision;
    let texts = [&plan.cover.title, &decision.title, &decision.attachment];
    let texts = texts.into_iter().chain(&decision.articles);
    let bases = plan.cover.legal_bases.iter().map(|basis| &basis.text);
    let mut passages: Vec<_> = texts.chain(bases).map(|text| of_cover(text.as_str())).collect();
    for section in &plan.sections {
        let path: Arc<str> = format!("plan/{}/{}.toml", plan.year, section.code.replace('.', "-")).into();
        let own = Passage {
            text: &section.title,
            path: Arc::clone(&path),
            line: 1,
            item: None,
            section: Some(section),
        };
        passages.push(own);
        for item in &section.items {
            let of_item = |text| Passage {
                text,
                path: Arc::clone(&path),
                line: item.place.line,
                item: Some(item),
                section: Some(section),
            };
            passages
                .extend([item.task.as_str(), &item.units_text, &item.time_text, &item.result].map(of_item));
        }
    }
    passages
}

impl Passage<'_> {
    /// Where a part of it stands, given the text of a file by its path; the passage's line where the words cannot be
    /// found as they are.
    #[must_use]
    pub fn place(&self, part: &Range<usize>, read: impl Fn(&str) -> Option<String>) -> Place {
        let fallback = Place { line: self.line, record: self.line, ..Place::file(&self.path) };
        let Some(text) = read(&self.path).filter(|_| !self.text.is_empty()) else { return fallback };
        let from: usize =
            text.split_inclusive('\n').take(self.line.saturating_sub(1) as usize).map(str::len).sum();
        let Some(start) = text[from..].find(self.text) else { return fallback };
        let start = from + start;
        Source::new(Arc::clone(&self.path), &text).place(start + part.start..start + part.end)
    }

    /// The erratum that records a citation of it: one that has it whole, else its number without a date; those beside
    /// the item come first, then the section's, then the plan's.
    #[must_use]
    pub fn erratum(&self, plan: &Plan, citation: &Citation) -> Option<u32> {
        let of_item = self.item.iter().flat_map(|item| &item.errata);
        let of_section = self.section.iter().flat_map(|section| &section.errata);
        let all: Vec<&Erratum> = of_item.chain(of_section).chain(&plan.cover.errata).collect();
        let (number, date) = (&citation.number, citation.date);
        let has = |erratum: &Erratum, whole: bool| {
            citations(&erratum.as_written).iter().any(|known| {
                known.number == *number && (known.date == date || !whole && known.date.is_none())
            })
        };
        let found = all.iter().find(|erratum| has(erratum, true));
        found.or_else(|| all.iter().find(|erratum| has(erratum, false))).map(|erratum| erratum.number)
    }
}
