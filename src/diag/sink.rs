//! Collects findings; the one place where facts become diagnostics.

use super::{Diagnostic, Fact, Place, Reach, Severity};

/// Collects findings in any order and gives them back in a stable one.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Diagnostic>,
    errors: usize,
    unreadable: usize,
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
        let finding = Diagnostic {
            code: F::CODE,
            severity: fact.severity(),
            message: fact.message(),
            place,
            help: fact.help(),
            labels: fact.labels(),
            reach,
            introduced: None,
        };
        self.errors += usize::from(finding.severity == Severity::Error);
        self.unreadable += usize::from(finding.hides_text());
        self.findings.push(finding);
    }

    /// Takes all of another sink's findings.
    pub fn absorb(&mut self, other: Self) {
        self.errors += other.errors;
        self.unreadable += other.unreadable;
        self.findings.extend(other.findings);
    }

    /// Takes findings that another sink gave back.
    pub fn take(&mut self, findings: Vec<Diagnostic>) {
        self.errors += findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        self.unreadable += findings.iter().filter(|finding| finding.hides_text()).count();
        self.findings.extend(findings);
    }

    /// How many errors were taken so far.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many findings so far mean that a part of a file could not be read, so that what is missing may be there.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Gives the findings back, ordered by path, line, column and code.
    #[must_use]
    pub fn into_findings(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        self.findings
    }
}
