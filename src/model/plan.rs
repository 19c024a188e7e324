//! The plan of a year as it was approved, with what is known to be wrong in it.

use super::date::Date;
use super::derived::StateFrom;
use super::schedule::Schedule;
use super::unit::{UnitIndex, Units};
use crate::diag::Place;

/// The decision that approved the plan.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Number and symbol, as printed at its head.
    pub number: String,
    /// The day it was signed.
    pub date: Option<Date>,
    /// Where it was signed.
    pub place: String,
    /// What it is about (trích yếu).
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who signed it.
    pub signer: String,
    /// The line that ties the plan to the decision.
    pub attachment: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// Whom it was sent to.
    pub recipients: Vec<String>,
}

/// An act that a legal basis cites.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// Number and symbol; empty for a law.
    pub number: String,
    /// The day it was signed, as cited.
    pub date: Option<Date>,
    /// What kind of act it is.
    pub kind: String,
    /// Who issued it; empty where the citation does not say.
    pub issuer: String,
    /// What it is about.
    pub subject: String,
}

/// A "Căn cứ …" of the decision.
#[derive(Clone, Debug)]
pub struct LegalBasis {
    /// The words of the decision.
    pub text: String,
    /// The acts it cites.
    pub acts: Vec<Act>,
}

/// A known inconsistency of the source.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Erratum {
    /// Its number in the list of known inconsistencies.
    pub number: u32,
    /// What it concerns, where that is not an item or a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What the source says.
    pub as_written: String,
    /// How it is likely to be read.
    pub reading: String,
    /// How sure the reading is, in percent; `None` where no reading is offered.
    pub confidence: Option<u32>,
    /// Why.
    pub note: String,
}

/// A value that the source leaves empty and something else in it explains.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Inferred {
    /// The field: `units`, `schedule`, `result` or `lead`.
    pub field: String,
    /// The item it was taken from.
    pub from: String,
    /// How sure it is, in percent.
    pub confidence: Option<u32>,
    /// Why.
    pub reason: String,
}

/// A task of the plan.
#[derive(Clone, Debug)]
pub struct Item {
    /// The code, such as `A.VIII.01`.
    pub code: String,
    /// What is to be done.
    pub task: String,
    /// The same in a few words of the office's own, for reports; empty where the plan's words serve.
    pub report_as: String,
    /// Codes of units and groups; the first is the lead.
    pub units: Vec<String>,
    /// The units in the plan's own words.
    pub units_text: String,
    /// The unit that answers for all, where it is not the first.
    pub lead: Option<String>,
    /// What is to come of it.
    pub result: String,
    /// Where its state comes from, where the plan says so: an item of this code in another plan may be another task.
    pub state_from: Option<StateFrom>,
    /// When, in the plan's own words.
    pub time_text: String,
    /// When, typed.
    pub schedule: Schedule,
    /// Values that were inferred.
    pub inferred: Vec<Inferred>,
    /// Known inconsistencies.
    pub errata: Vec<Erratum>,
    /// Where the item stands.
    pub place: Place,
}

/// A section of the plan.
#[derive(Clone, Debug)]
pub struct Section {
    /// The code, such as `A.VIII`.
    pub code: String,
    /// The title.
    pub title: String,
    /// Known inconsistencies of the heading.
    pub errata: Vec<Erratum>,
    /// Its items.
    pub items: Vec<Item>,
}

/// A change of an approved plan, or the correction of a slip of the transcription.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The number of the deciding document; `None` for a correction.
    pub number: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// The items concerned.
    pub items: Vec<String>,
    /// Where each of them stands.
    pub places: Vec<Place>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

/// A part of the plan, above the sections.
#[derive(Clone, Debug)]
pub struct Part {
    /// The code: `A`, `B`.
    pub code: String,
    /// The title.
    pub title: String,
}

/// What `plan.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The title of the plan.
    pub title: String,
    /// The approving decision.
    pub decision: Decision,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The legal bases of the decision.
    pub legal_bases: Vec<LegalBasis>,
    /// Known inconsistencies of the decision and of the whole.
    pub errata: Vec<Erratum>,
    /// Changes and corrections since approval.
    pub amendments: Vec<Amendment>,
}

/// The plan of a year.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The year.
    pub year: i32,
    /// Decision, bases, errata.
    pub cover: Cover,
    /// The sections, in the order of the plan.
    pub sections: Vec<Section>,
    /// Whether a part of its files could not be read: an unknown item may stand there.
    pub incomplete: bool,
}

impl Plan {
    /// All items, in the order of the plan.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// Tells whether its decision is not entered yet.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        let decision = &self.cover.decision;
        decision.number.is_empty() || decision.date.is_none()
    }

    /// Tells whether a code may be that of an item, be it one that was removed: a section of the plan and two digits.
    #[must_use]
    pub fn may_have(&self, code: &str) -> bool {
        let two_digits = |number: &str| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
        let parts = code.rsplit_once('.').filter(|(_, number)| two_digits(number));
        parts.is_some_and(|(code, _)| self.sections.iter().any(|section| section.code == code))
    }

    /// The plan as some units see it: the items that name one of them, each with these units alone beside the one that
    /// answers for all.
    #[must_use]
    pub fn of_units(&self, units: &Units, own: &[UnitIndex]) -> Self {
        let mut plan = self.clone();
        for section in &mut plan.sections {
            section.items.retain_mut(|item| {
                item.lead = item.lead().map(str::to_owned);
                let lead = item.lead.as_deref().and_then(|lead| units.find(lead));
                let mut named: Vec<UnitIndex> = units.expand(&item.units).into_iter().chain(lead).collect();
                named.retain(|unit| own.contains(unit));
                named.sort_unstable();
                named.dedup();
                item.units = named.iter().map(|&unit| units.get(unit).code.clone()).collect();
                !item.units.is_empty()
            });
        }
        plan
    }

    /// Finds an item by its code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().find(|item| item.code == code)
    }
}

impl Item {
    /// The code of the section, as the item's own code names it.
    #[must_use]
    pub fn section(&self) -> &str {
        self.code.rsplit_once('.').map_or("", |(section, _)| section)
    }

    /// What is to be done, as a report says it.
    #[must_use]
    pub fn in_report(&self) -> &str {
        let words = if self.report_as.is_empty() { &self.task } else { &self.report_as };
        words.trim_start_matches("- ").trim_end_matches(['.', ';'])
    }

    /// The codes of units and groups, the one that answers for all first.
    pub fn units_lead_first(&self) -> impl Iterator<Item = &str> {
        let lead = self.lead();
        let others = self.units.iter().map(String::as_str).filter(move |code| Some(*code) != lead);
        lead.into_iter().chain(others)
    }

    /// The code of the unit that answers for all, if one does: a group answers unit by unit.
    #[must_use]
    pub fn lead(&self) -> Option<&str> {
        let first = || self.units.first().map(String::as_str).filter(|code| !code.starts_with('@'));
        self.lead.as_deref().or_else(first)
    }
}

/// The place of a section in the plan: `A.I` … `A.IX`, then `B`.
#[must_use]
pub fn section_rank(code: &str) -> Option<(u8, u32)> {
    let (part, roman) = code.split_once('.').unwrap_or((code, ""));
    let [letter @ b'A'..=b'Z'] = part.as_bytes() else {
        return None;
    };
    let number = if roman.is_empty() && !code.contains('.') { 0 } else { roman_number(roman)? };
    Some((*letter, number))
}

/// Reads a Roman number from I to XXXIX, in its one correct spelling.
fn roman_number(text: &str) -> Option<u32> {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    (1..40).find(|&n: &u32| {
        let (tens, ones) = (TENS[n as usize / 10], ONES[n as usize % 10]);
        text.strip_prefix(tens) == Some(ones)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_in_the_order_of_the_plan_not_of_the_alphabet() {
        let mut codes = ["B", "A.IX", "A.V", "A.I", "A.VIII", "A.X"];
        codes.sort_by_key(|code| section_rank(code));
        assert_eq!(codes, ["A.I", "A.V", "A.VIII", "A.IX", "A.X", "B"]);
    }

    #[test]
    fn what_is_no_section_code_has_no_rank() {
        for code in ["", "A.", "A.IIII", "A.1", "a.I", "AB", "A.I.01"] {
            assert_eq!(section_rank(code), None, "{code}");
        }
    }
}
