//! How the plan cites acts: inconsistencies of the source itself, notes where an erratum records them, else warnings. General rules, not a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Place, Sink};
use crate::model::citation::{Citation, citations, normal};
use crate::model::date::Date;
use crate::model::plan::{Erratum, Item, Plan, Section};
use crate::repo::{Repository, read_for_snippets};
use crate::syntax::source::Source;
use crate::text::findings::citation::{CitedLater, TwoDates, TwoNumbers, YearContradictsNumber};

/// A text of the plan.
struct Passage<'p> {
    text: &'p str,
    /// The file it stands in, and the line from which to look for it.
    path: Arc<str>,
    line: u32,
    item: Option<&'p Item>,
    section: Option<&'p Section>,
}

/// A citation, and the passage it stands in.
struct Cited<'p> {
    citation: Citation,
    passage: &'p Passage<'p>,
}

impl<'p> Passage<'p> {
    fn text(&self) -> &'p str {
        self.text
    }
}

/// The first citation of each act, by number and, where the number has no year, the year of the date.
type First<'c> = BTreeMap<(&'c str, Option<i32>), (Date, &'c Cited<'c>)>;

/// Checks the citations of every plan.
pub(super) fn check(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let passages = passages(plan);
        let checker = Checker { repository, plan };
        checker.two_numbers(&passages, sink);
        let of_passage = |passage| {
            citations(Passage::text(passage)).into_iter().map(move |citation| Cited { citation, passage })
        };
        let cited: Vec<Cited<'_>> = passages.iter().flat_map(of_passage).collect();
        let mut first = BTreeMap::new();
        for cited in &cited {
            checker.against_its_date(cited, sink);
            checker.against_the_first(cited, &mut first, sink);
        }
    }
}

/// The texts of a plan, in its order.
fn passages(plan: &Plan) -> Vec<Passage<'_>> {
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

struct Checker<'p> {
    repository: &'p Repository,
    plan: &'p Plan,
}

impl Checker<'_> {
    /// A date against the year in the number, and against the decision that cites it.
    fn against_its_date(&self, cited: &Cited<'_>, sink: &mut Sink) {
        let Citation { number, year, date: Some(date), .. } = &cited.citation else { return };
        let date = *date;
        if let Some(year) = year.filter(|year| *year != date.year()) {
            let fact = YearContradictsNumber { number, year, date, erratum: self.erratum(cited) };
            sink.file(self.place(cited), &fact);
        }
        let decision = self.plan.cover.decision.date;
        if let Some(decision) = decision.filter(|decision| date > *decision) {
            sink.file(
                self.place(cited),
                &CitedLater { number, date, decision, erratum: self.erratum(cited) },
            );
        }
    }

    /// A date against that of the first citation of the same act.
    fn against_the_first<'c>(&self, cited: &'c Cited<'_>, first: &mut First<'c>, sink: &mut Sink) {
        let Citation { number, year, date: Some(date), .. } = &cited.citation else { return };
        // Numbers without a year begin anew every year: with two years they are two acts.
        let key = (number.as_str(), year.is_none().then(|| date.year()));
        let (before, other) = *first.entry(key).or_insert((*date, cited));
        if before != *date {
            let fact = TwoDates {
                number,
                date: *date,
                first: before,
                first_place: self.place(other),
                erratum: self.erratum(cited).or_else(|| self.erratum(other)),
            };
            sink.file(self.place(cited), &fact);
        }
    }

    /// The decision's number at its head and in the line that ties the plan to it.
    fn two_numbers(&self, passages: &[Passage<'_>], sink: &mut Sink) {
        let decision = &self.plan.cover.decision;
        let head = normal(&decision.number);
        let attachment = passages.iter().find(|passage| passage.text == decision.attachment);
        let Some(passage) = attachment.filter(|_| !head.is_empty()) else { return };
        for citation in citations(passage.text) {
            let same_date = citation.date.is_none() || citation.date == decision.date;
            if citation.number != head && same_date {
                let cited = Cited { citation, passage };
                let number = &cited.citation.number;
                let fact = TwoNumbers { head: &head, attachment: number, erratum: self.erratum(&cited) };
                sink.file(self.place(&cited), &fact);
            }
        }
    }

    /// The erratum that records a citation: one that has it whole, else its number without a date; those beside the item
    /// come first, then the section's, then the plan's.
    fn erratum(&self, cited: &Cited<'_>) -> Option<u32> {
        let of_item = cited.passage.item.iter().flat_map(|item| &item.errata);
        let of_section = cited.passage.section.iter().flat_map(|section| &section.errata);
        let all: Vec<&Erratum> = of_item.chain(of_section).chain(&self.plan.cover.errata).collect();
        let (number, date) = (&cited.citation.number, cited.citation.date);
        let has = |erratum: &Erratum, whole: bool| {
            citations(&erratum.as_written).iter().any(|known| {
                known.number == *number && (known.date == date || !whole && known.date.is_none())
            })
        };
        let found = all.iter().find(|erratum| has(erratum, true));
        found.or_else(|| all.iter().find(|erratum| has(erratum, false))).map(|erratum| erratum.number)
    }

    /// Where a citation stands in its file; the passage's line where the words cannot be found as they are.
    fn place(&self, cited: &Cited<'_>) -> Place {
        let passage = cited.passage;
        let fallback = Place { line: passage.line, record: passage.line, ..Place::file(&passage.path) };
        let Some(text) = read_for_snippets(&self.repository.root, &passage.path) else { return fallback };
        let from: usize =
            text.split_inclusive('\n').take(passage.line.saturating_sub(1) as usize).map(str::len).sum();
        let Some(start) = text[from..].find(passage.text) else { return fallback };
        let start = from + start;
        let span = start + cited.citation.span.start..start + cited.citation.span.end;
        Source::new(Arc::clone(&passage.path), &text).place(span)
    }
}
