//! What an edit of a plan changed, item by item and field by field.

use super::plan::{Amendment, Item, Plan};

/// What of an item was decided with the plan. Comments, errata, inferred values and notes were not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What is to be done.
    Task,
    /// Who does it, by code.
    Units,
    /// Who does it, in the plan's own words.
    UnitsText,
    /// Who answers for all.
    Lead,
    /// What is to come of it.
    Result,
    /// When, in the plan's own words.
    TimeText,
    /// When, typed.
    Schedule,
}

impl Field {
    /// All of them, in the order of the files.
    pub const ALL: [Self; 7] =
        [Self::Task, Self::Units, Self::UnitsText, Self::Lead, Self::Result, Self::TimeText, Self::Schedule];

    /// Tells whether it differs between two versions of an item; blanks and line breaks do not count.
    #[must_use]
    pub fn differs(self, before: &Item, after: &Item) -> bool {
        match self {
            Self::Task => !same_words(&before.task, &after.task),
            Self::Units => before.units != after.units,
            Self::UnitsText => !same_words(&before.units_text, &after.units_text),
            Self::Lead => before.lead() != after.lead(),
            Self::Result => !same_words(&before.result, &after.result),
            Self::TimeText => !same_words(&before.time_text, &after.time_text),
            Self::Schedule => before.schedule != after.schedule,
        }
    }
}

fn same_words(before: &str, after: &str) -> bool {
    before.split_whitespace().eq(after.split_whitespace())
}

/// An item that is not as it was.
#[derive(Clone, Debug)]
pub struct ItemEdit<'a> {
    /// How it was.
    pub before: &'a Item,
    /// How it is.
    pub after: &'a Item,
    /// What differs.
    pub fields: Vec<Field>,
}

/// What became of the items of a plan.
#[derive(Clone, Debug, Default)]
pub struct PlanEdit<'a> {
    /// Items that are new.
    pub added: Vec<&'a Item>,
    /// Items that are gone.
    pub removed: Vec<&'a Item>,
    /// Items that differ.
    pub changed: Vec<ItemEdit<'a>>,
}

impl<'a> PlanEdit<'a> {
    /// Compares two versions of a plan. Of items with one code the first counts.
    #[must_use]
    pub fn between(before: &'a Plan, after: &'a Plan) -> Self {
        let coded = |item: &&Item| !item.code.is_empty();
        let changed = after.items().filter(coded).filter_map(|item| {
            let before = before.item(&item.code)?;
            let fields: Vec<_> = Field::ALL.into_iter().filter(|field| field.differs(before, item)).collect();
            (!fields.is_empty()).then_some(ItemEdit { before, after: item, fields })
        });
        Self {
            added: after.items().filter(coded).filter(|item| before.item(&item.code).is_none()).collect(),
            removed: before.items().filter(coded).filter(|item| after.item(&item.code).is_none()).collect(),
            changed: changed.collect(),
        }
    }
}

/// The amendments and corrections of one version that the other does not have; each stands for one.
#[must_use]
pub fn amendments_missing<'a>(of: &'a Plan, from: &Plan) -> Vec<&'a Amendment> {
    let mut others: Vec<&Amendment> = from.cover.amendments.iter().collect();
    let mut missing = Vec::new();
    for amendment in &of.cover.amendments {
        match others.iter().position(|other| other.says_as(amendment)) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => missing.push(amendment),
        }
    }
    missing
}

impl Amendment {
    /// Tells whether two say the same, wherever they stand.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        let facts = |of: &Self| (of.number.clone(), of.date, of.items.clone(), of.reason.clone());
        facts(self) == facts(other)
    }
}
