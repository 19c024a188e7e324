//! The catalogue of administrative procedures (TTHC).

use super::calendar::Term;
use super::lookup::Lookup;
use super::unit::Level;

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
