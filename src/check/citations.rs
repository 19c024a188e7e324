//! How the plan cites acts: inconsistencies of the source itself, notes where an erratum records them, else warnings. General rules, not a list.

use std::collections::BTreeMap;

use super::passages::{Passage, passages};
use crate::diag::{Place, Sink};
use crate::model::citation::{Citation, citations, normal};
use crate::model::date::Date;
use crate::model::plan::Plan;
use crate::repo::{Repository, read_lossy};
use crate::text::findings::citation::{CitedLater, TwoDates, TwoNumbers, YearContradictsNumber};

/// A citation, and the passage it stands in.
struct Cited<'p> {
    citation: Citation,
    passage: &'p Passage<'p>,
}

/// The first citation of each act, by number and, where the number has no year, the year of the date.
type First<'c> = BTreeMap<(&'c str, Option<i32>), (Date, &'c Cited<'c>)>;

/// Checks the citations of every plan.
pub(super) fn check(repository: &Repository, sink: &mut Sink) {
    for plan in repository.plans.values() {
        let passages = passages(plan);
        let checker = Checker { repository, plan };
        checker.two_numbers(&passages, sink);
        let mut cited = Vec::new();
        for passage in &passages {
            let found = citations(passage.text).into_iter();
            cited.extend(found.map(|citation| Cited { citation, passage }));
        }
        let mut first = BTreeMap::new();
        for cited in &cited {
            checker.against_its_date(cited, sink);
            checker.against_the_first(cited, &mut first, sink);
        }
    }
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

    /// The erratum that records a citation.
    fn erratum(&self, cited: &Cited<'_>) -> Option<u32> {
        cited.passage.erratum(self.plan, &cited.citation)
    }

    /// Where a citation stands in its file.
    fn place(&self, cited: &Cited<'_>) -> Place {
        let root = &self.repository.root;
        cited.passage.place(&cited.citation.span, |path| read_lossy(root, path))
    }
}
