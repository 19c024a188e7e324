//! Findings that the office accepts for a time, with the reason.

use super::date::Date;
use crate::diag::{Code, Place};

/// An entry of `plan/exemptions.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The kind of finding; a warning or a note.
    pub code: Code,
    /// The file or the folder, without a `/` at its end; everywhere where it is missing.
    pub path: Option<String>,
    /// What stands in the message; any message where it is missing.
    pub contains: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
    /// Where the entry stands.
    pub place: Place,
}

impl Exemption {
    /// Tells whether its last day lies before `today`.
    #[must_use]
    pub fn is_expired(&self, today: Date) -> bool {
        self.until < today
    }
}
