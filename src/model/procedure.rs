//! The catalogue of administrative procedures (TTHC).

use super::calendar::Term;
use super::date::Date;
use super::lookup::Lookup;
use super::period::Period;
use super::unit::Level;

/// How far a procedure can be done online: levels 1 to 4 (Decree 61/2018/NĐ-CP), or partly and wholly
/// (Decree 42/2022/NĐ-CP), which are counted with levels 3 and 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceLevel {
    /// Levels 1 and 2: information, forms.
    Information,
    /// Level 3, or partly online.
    Partial,
    /// Level 4, or wholly online.
    Full,
}

/// What a review proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewOutcome {
    /// To keep it.
    Keep,
    /// To amend it.
    Amend,
    /// To replace it.
    Replace,
    /// To abolish it.
    Abolish,
}

/// A procedure.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The field (lĩnh vực).
    pub field: String,
    /// The level at which it is handled.
    pub level: Option<Level>,
    /// How long it may take.
    pub term: Option<Term>,
    /// How far it can be done online.
    pub service_level: Option<ServiceLevel>,
    /// Whether it is handled at the one-stop desk.
    pub one_stop: bool,
    /// Whether an internal process was issued for it.
    pub internal_process: bool,
    /// The day of the decision that announced it.
    pub announced_at: Option<Date>,
    /// Number and symbol of that decision.
    pub announced_by: String,
    /// Whether it is published.
    pub published: bool,
    /// The day of its last review.
    pub reviewed_at: Option<Date>,
    /// What that review proposed.
    pub review_outcome: Option<ReviewOutcome>,
}

impl Procedure {
    /// The level at which it is handled, where it names one.
    #[must_use]
    pub fn level_or(&self, unstated: Level) -> Level {
        self.level.unwrap_or(unstated)
    }
}

fn announced_on(procedure: &Procedure) -> Option<(Date, &Procedure)> {
    Some((procedure.announced_at?, procedure))
}

/// Tells whether two procedures were announced by one decision.
#[must_use]
pub fn same_decision((a, p): &(Date, &Procedure), (b, q): &(Date, &Procedure)) -> bool {
    (a, &p.announced_by) == (b, &q.announced_by)
}

/// All procedures.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    procedures: Vec<Procedure>,
    codes: Lookup,
}

impl Catalogue {
    /// Adds a procedure; tells whether its code was free.
    pub fn add(&mut self, procedure: Procedure) -> bool {
        let index = u32::try_from(self.procedures.len()).unwrap_or(u32::MAX);
        let free = self.codes.insert(&procedure.code, index).is_none();
        if free {
            self.procedures.push(procedure);
        }
        free
    }

    /// Finds a procedure by its code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Procedure> {
        self.codes.find(code).map(|index| &self.procedures[index as usize])
    }

    /// The procedures announced in a period, with the day, by day and number of the decision.
    #[must_use]
    pub fn announced_in(&self, period: &Period) -> Vec<(Date, &Procedure)> {
        let in_period = |procedure| announced_on(procedure).filter(|(date, _)| period.contains(*date));
        let mut announced: Vec<(Date, &Procedure)> = self.iter().filter_map(in_period).collect();
        announced.sort_by(|(a, p), (b, q)| (a, &p.announced_by).cmp(&(b, &q.announced_by)));
        announced
    }

    /// The procedures whose last review lies in a period.
    #[must_use]
    pub fn reviewed_in(&self, period: &Period) -> Vec<&Procedure> {
        let in_period =
            |procedure: &&Procedure| procedure.reviewed_at.is_some_and(|date| period.contains(date));
        self.iter().filter(in_period).collect()
    }

    /// The procedures handled at a level; those that name none are handled at `unstated`.
    #[must_use]
    pub fn at(&self, level: Level, unstated: Level) -> Self {
        let mut own = Self::default();
        for procedure in self.iter().filter(|procedure| procedure.level_or(unstated) == level) {
            own.add(procedure.clone());
        }
        own
    }

    /// Tells whether there is no catalogue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.procedures.is_empty()
    }

    /// All procedures, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.iter()
    }
}
