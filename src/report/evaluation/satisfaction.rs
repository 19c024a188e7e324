//! How content citizens were, with the number of answers behind each share.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::evaluation::Satisfaction;
use crate::text::number::Percent;

/// The answers of some slips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SatisfactionCounts {
    /// Rất hài lòng.
    pub very_satisfied: u64,
    /// Hài lòng.
    pub satisfied: u64,
    /// Không hài lòng.
    pub dissatisfied: u64,
}

impl SatisfactionCounts {
    /// Adds the answer of a slip.
    pub fn add(&mut self, answer: Option<Satisfaction>) {
        match answer {
            Some(Satisfaction::VerySatisfied) => self.very_satisfied += 1,
            Some(Satisfaction::Satisfied) => self.satisfied += 1,
            Some(Satisfaction::Dissatisfied) => self.dissatisfied += 1,
            None => {}
        }
    }

    /// How many slips have an answer.
    #[must_use]
    pub const fn answers(&self) -> u64 {
        self.very_satisfied + self.satisfied + self.dissatisfied
    }

    /// The answers, from the best on, each with its name.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, u64); 3] {
        [
            ("Rất hài lòng", self.very_satisfied),
            ("Hài lòng", self.satisfied),
            ("Không hài lòng", self.dissatisfied),
        ]
    }

    /// The share of an answer among the answers.
    #[must_use]
    pub fn share(&self, count: u64) -> Option<Percent> {
        Percent::of(count, self.answers())
    }
}

impl std::ops::AddAssign for SatisfactionCounts {
    fn add_assign(&mut self, other: Self) {
        self.very_satisfied += other.very_satisfied;
        self.satisfied += other.satisfied;
        self.dissatisfied += other.dissatisfied;
    }
}

/// The shares, by the keys of the counts.
#[derive(Serialize)]
struct Shares {
    very_satisfied: Option<Percent>,
    satisfied: Option<Percent>,
    dissatisfied: Option<Percent>,
}

impl Serialize for SatisfactionCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { very_satisfied, satisfied, dissatisfied } = *self;
        let percent = Shares {
            very_satisfied: self.share(very_satisfied),
            satisfied: self.share(satisfied),
            dissatisfied: self.share(dissatisfied),
        };
        let mut fields = serializer.serialize_struct("SatisfactionCounts", 5)?;
        fields.serialize_field("answers", &self.answers())?;
        fields.serialize_field("very_satisfied", &very_satisfied)?;
        fields.serialize_field("satisfied", &satisfied)?;
        fields.serialize_field("dissatisfied", &dissatisfied)?;
        fields.serialize_field("percent", &percent)?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_the_answers_and_not_of_the_slips() {
        let mut counts = SatisfactionCounts::default();
        for answer in [
            Some(Satisfaction::VerySatisfied),
            None,
            Some(Satisfaction::Dissatisfied),
            Some(Satisfaction::Satisfied),
        ] {
            counts.add(answer);
        }
        let json = serde_json::to_string(&counts).unwrap();
        assert_eq!(
            json,
            "{\"answers\":3,\"very_satisfied\":1,\"satisfied\":1,\"dissatisfied\":1,\
             \"percent\":{\"very_satisfied\":33.33,\"satisfied\":33.33,\"dissatisfied\":33.33}}"
        );
        assert_eq!(SatisfactionCounts::default().share(0), None);
    }
}
