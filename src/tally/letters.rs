//! The dossiers that letters of apology are about.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fork::Fork;
use super::scan::Visitor;
use crate::diag::Sink;
use crate::model::date::Moment;
use crate::model::dossier::Dossier;
use crate::model::letter::{Apologies, ApologyStanding};
use crate::model::unit::UnitIndex;
use crate::syntax::dossiers::{LATE_REASON, PROCEDURE};
use crate::syntax::table::Row;

/// A dossier, as far as a letter tells of it.
#[derive(Clone, Debug)]
pub struct LetterDossier {
    /// The id.
    pub id: String,
    /// The unit that handles it.
    pub unit: UnitIndex,
    /// The code of the procedure.
    pub procedure: String,
    /// When it was received.
    pub received: Moment,
    /// The first appointment.
    pub first_due: Option<Moment>,
    /// Why it is late; may be empty.
    pub late_reason: String,
    /// How it stands towards its apology.
    pub standing: ApologyStanding,
}

/// Collects the dossiers asked for, or where none is named those that need an apology.
#[derive(Debug)]
pub struct LetterCollector<'a> {
    apologies: &'a Apologies,
    asked: &'a BTreeSet<String>,
    /// What was found, with path and line.
    found: Vec<(Arc<str>, u32, LetterDossier)>,
}

impl<'a> LetterCollector<'a> {
    /// Returns a collector that has seen nothing yet.
    #[must_use]
    pub const fn new(apologies: &'a Apologies, asked: &'a BTreeSet<String>) -> Self {
        Self { apologies, asked, found: Vec::new() }
    }

    /// What was found, in the order of files and lines.
    #[must_use]
    pub fn into_found(mut self) -> Vec<LetterDossier> {
        self.found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        self.found.into_iter().map(|(.., dossier)| dossier).collect()
    }
}

impl Visitor for LetterCollector<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        let standing = self.apologies.standing(dossier);
        let wanted = if self.asked.is_empty() {
            matches!(standing, ApologyStanding::Missing(_))
        } else {
            self.asked.contains(&*dossier.id)
        };
        if wanted {
            let found = LetterDossier {
                id: dossier.id.to_string(),
                unit: dossier.unit,
                procedure: row.text(PROCEDURE).into_owned(),
                received: dossier.received,
                first_due: dossier.due,
                late_reason: row.text(LATE_REASON).into_owned(),
                standing,
            };
            self.found.push((Arc::clone(row.path()), row.line(), found));
        }
    }
}

impl Fork for LetterCollector<'_> {
    fn fork(&self) -> Self {
        Self::new(self.apologies, self.asked)
    }

    fn join(&mut self, other: Self) {
        self.found.extend(other.found);
    }
}
