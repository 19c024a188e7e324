//! Acts that plans cite, and when they are in force.

use super::citation::normal;
use super::date::Date;
use super::plan::LegalBasis;

/// What a law is called; people cite it by its title.
pub const LAW: &str = "Luật";

/// How sure a fact about an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Read in the act, or in an official text that cites it.
    Verified,
    /// Read in a text that reports it.
    Paraphrased,
    /// Follows from what was read.
    Derived,
    /// General knowledge.
    Background,
}

/// What an act is cited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Local government.
    Organisation,
    /// Complaints and proposals (phản ánh, kiến nghị).
    Feedback,
    /// Control of administrative procedures.
    Control,
    /// How that control is done.
    Guidance,
    /// The one-stop mechanism.
    OneStop,
    /// Periodic reports.
    Reporting,
}

/// How an act, or a part of it, goes out of force.
#[derive(Clone, Debug)]
pub struct Ending {
    /// The last day on which it is in force.
    pub until: Date,
    /// The numbers of the acts that take its place.
    pub replaced_by: Vec<String>,
    /// How sure that is.
    pub certainty: Certainty,
    /// What else is known.
    pub note: String,
}

/// A part of an act that another act displaced.
#[derive(Clone, Debug)]
pub struct Displaced {
    /// What it governs.
    pub what: String,
    /// How it ended.
    pub ending: Ending,
}

/// An act.
#[derive(Clone, Debug)]
pub struct KnownAct {
    /// Number and symbol.
    pub number: String,
    /// What kind of act it is.
    pub kind: String,
    /// What it is called or about (trích yếu).
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The day it was signed.
    pub date: Date,
    /// The first day on which it is in force; `None` where that is not known.
    pub from: Option<Date>,
    /// How it goes out of force, where that is known.
    pub ending: Option<Ending>,
    /// How sure what is said of its validity is.
    pub certainty: Certainty,
    /// What else is known.
    pub note: String,
    /// What it is cited for.
    pub role: Option<Role>,
    /// Whether it is a legal basis of a plan.
    pub is_basis: bool,
    /// The parts that were displaced.
    pub displaced: Vec<Displaced>,
}

impl KnownAct {
    /// Tells whether it went out of force before a day.
    #[must_use]
    pub fn has_ended(&self, day: Date) -> bool {
        self.ending.as_ref().is_some_and(|ending| ending.until < day)
    }

    /// Tells whether it was signed by a day and is in force on some day from then to the end of that year.
    #[must_use]
    pub fn concerns_year_from(&self, day: Date) -> bool {
        let begins_later = self.from.is_some_and(|from| from > day && from.year() > day.year());
        self.date <= day && !self.has_ended(day) && !begins_later
    }

    /// The act as a text cites it: `Nghị định số 61/2018/NĐ-CP`.
    #[must_use]
    pub fn name(&self) -> String {
        if self.kind == LAW {
            format!("{LAW} {} số {}", self.title, self.number)
        } else {
            format!("{} số {}", self.kind, self.number)
        }
    }
}

/// All acts that are known, in the order in which a plan cites them.
#[derive(Clone, Debug, Default)]
pub struct Acts(pub Vec<KnownAct>);

impl Acts {
    /// The act of a number; blanks, long dashes and leading zeros do not matter.
    #[must_use]
    pub fn find(&self, number: &str) -> Option<&KnownAct> {
        let number = key(number);
        self.0.iter().find(|act| key(&act.number) == number)
    }

    /// The laws that a legal basis cites by their day alone: `Luật Tổ chức chính quyền địa phương ngày 19/6/2015`.
    pub fn cited_by_day<'a>(&'a self, basis: &'a LegalBasis) -> impl Iterator<Item = &'a KnownAct> {
        let days = basis.acts.iter().filter(|act| act.number.is_empty()).filter_map(|act| act.date);
        days.filter_map(|day| self.0.iter().find(|act| act.kind == LAW && act.date == day))
    }

    /// The acts of a role that concern the year from a day on.
    pub fn of_role(&self, role: Role, day: Date) -> impl Iterator<Item = &KnownAct> {
        self.0.iter().filter(move |act| act.role == Some(role) && act.concerns_year_from(day))
    }
}

fn key(number: &str) -> String {
    normal(number).trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::acts::shipped;

    fn numbers(role: Role, day: &str) -> Vec<String> {
        let day = Date::parse(day.as_bytes()).unwrap();
        shipped().of_role(role, day).map(|act| act.number.clone()).collect()
    }

    #[test]
    fn the_acts_of_a_year_are_those_in_force_in_what_is_left_of_it() {
        assert_eq!(numbers(Role::OneStop, "2021-01-01"), ["61/2018/NĐ-CP", "01/2018/TT-VPCP"]);
        assert_eq!(numbers(Role::OneStop, "2026-01-01"), ["118/2025/NĐ-CP", "03/2025/TT-VPCP"]);
        assert_eq!(numbers(Role::Reporting, "2021-01-01"), ["01/2020/TT-VPCP"]);
        assert_eq!(numbers(Role::Reporting, "2026-01-01"), ["01/2020/TT-VPCP", "5/2025/TT-VPCP"]);
        assert_eq!(numbers(Role::Reporting, "2026-02-15"), ["5/2025/TT-VPCP"]);
    }

    #[test]
    fn an_act_ends_after_its_last_day_and_leading_zeros_do_not_matter() {
        let day = |text: &str| Date::parse(text.as_bytes()).unwrap();
        let acts = shipped();
        let decree = acts.find("61/2018/NĐ – CP").unwrap();
        assert!(!decree.has_ended(day("2025-06-30")) && decree.has_ended(day("2025-07-01")));
        assert_eq!(acts.find("05/2025/TT-VPCP").unwrap().number, "5/2025/TT-VPCP");
        assert!(acts.find("999/2025/TT-VPCP").is_none());
    }
}
