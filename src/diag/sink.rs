//! Collects findings; the one place where facts become diagnostics.

use super::{Diagnostic, Fact, Place, Reach, Severity};

/// Collects findings in any order and gives them back in a stable one.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Diagnostic>,
    errors: usize,
}

impl Sink {
    /// Returns an empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding about a file or the repository.
    pub fn file<F: Fact>(&mut self, place: Place, fact: &F) {
        self.push(place, fact, Reach::File);
    }

    /// Takes a finding about one row of a log.
    pub fn row<F: Fact>(&mut self, place: Place, fact: &F) {
        self.push(place, fact, Reach::Row);
    }

    fn push<F: Fact>(&mut self, place: Place, fact: &F, reach: Reach) {
        let severity = F::CODE.severity();
        self.errors += usize::from(severity == Severity::Error);
        self.findings.push(Diagnostic {
            code: F::CODE,
            severity,
            message: fact.message(),
            place,
            help: fact.help(),
            labels: fact.labels(),
            reach,
        });
    }

    /// Takes all of another sink's findings.
    pub fn absorb(&mut self, other: Self) {
        self.errors += other.errors;
        self.findings.extend(other.findings);
    }

    /// How many errors were taken so far.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Gives the findings back, ordered by path, line, column and code.
    #[must_use]
    pub fn into_findings(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        self.findings
    }
}
