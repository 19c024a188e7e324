//! Findings: what is wrong in the user's files, as data; renderers live beside it.

mod code;
mod level;
pub mod render;
mod sink;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use code::{Code, Severity};
pub use level::{Levels, Setting, Target};
pub use sink::Sink;

/// Where something stands. Lines and columns count from 1, columns and widths in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path, relative to the root, with `/`.
    pub path: Arc<str>,
    /// The line; 1 when the whole file is meant.
    pub line: u32,
    /// The column; 1 when the whole line is meant.
    pub column: u32,
    /// How many characters of the line are meant; 0 when the whole file is.
    pub width: u32,
    /// The first line of the log row it belongs to; the line itself elsewhere.
    pub record: u32,
}

impl Place {
    /// The whole of a file.
    #[must_use]
    pub fn file(path: &Arc<str>) -> Self {
        Self { path: Arc::clone(path), line: 1, column: 1, width: 0, record: 1 }
    }
}

/// Another place involved in a finding, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What stands there, in Vietnamese.
    pub text: String,
}

/// How far a finding reaches: an error in a row can be set aside with its row, any other cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One row of a log.
    Row,
    /// A file or the repository.
    File,
}

/// The facts of one kind of finding; turned into a [`Diagnostic`] by [`Sink`] alone.
pub trait Fact {
    /// The code of this kind.
    const CODE: Code;

    /// How grave it is: as its code says, or less.
    fn severity(&self) -> Severity {
        Self::CODE.severity()
    }

    /// What is wrong, one sentence without its place.
    fn message(&self) -> String;

    /// How to mend it.
    fn help(&self) -> String;

    /// Other places involved.
    fn labels(&self) -> Vec<Label> {
        Vec::new()
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// How to mend it.
    pub help: String,
    /// Other places involved.
    pub labels: Vec<Label>,
    /// How far it reaches.
    pub reach: Reach,
    /// Whether the edit under judgement brought it; `None` where no earlier version was compared.
    pub introduced: Option<bool>,
}

/// Marks each finding as new or not against those of an earlier version: what has the same code, path and message
/// stood before, wherever in the file it stands now.
pub fn mark_introduced(findings: &mut [Diagnostic], before: &[Diagnostic]) {
    fn key(finding: &Diagnostic) -> (Code, &str, &str) {
        (finding.code, &finding.place.path, &finding.message)
    }
    let mut stood: BTreeMap<_, usize> = BTreeMap::new();
    for finding in before {
        *stood.entry(key(finding)).or_default() += 1;
    }
    let mut introduced = Vec::with_capacity(findings.len());
    for finding in &*findings {
        let left = stood.get_mut(&key(finding)).filter(|left| **left > 0);
        introduced.push(left.is_none());
        if let Some(left) = left {
            *left -= 1;
        }
    }
    for (finding, introduced) in findings.iter_mut().zip(introduced) {
        finding.introduced = Some(introduced);
    }
}

impl Diagnostic {
    /// Tells whether a part of a file could not be read, so that what is missing may stand there.
    #[must_use]
    pub fn hides_text(&self) -> bool {
        self.reach == Reach::File && UNREADABLE.contains(&self.code)
    }
}

/// The kinds of findings that hide a part of a file.
const UNREADABLE: [Code; 3] = [Code::TomlSyntax, Code::NotUtf8, Code::UnreadableFile];

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Findings that an exemption silences; in none of the others.
    pub exempted: usize,
    /// How many of all the edit brought; `None` where no earlier version was compared.
    pub introduced: Option<usize>,
}

impl Totals {
    /// Counts findings.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        findings.iter().fold(Self::default(), |mut totals, finding| {
            match finding.severity {
                Severity::Error => totals.errors += 1,
                Severity::Warning => totals.warnings += 1,
                Severity::Note => totals.notes += 1,
            }
            if let Some(introduced) = finding.introduced {
                totals.introduced = Some(totals.introduced.unwrap_or(0) + usize::from(introduced));
            }
            totals
        })
    }

    /// The same with the number of exempted findings.
    #[must_use]
    pub const fn with_exempted(self, exempted: usize) -> Self {
        Self { exempted, ..self }
    }

    /// The same where an earlier version was compared: without a finding none is new.
    #[must_use]
    pub fn compared(self) -> Self {
        Self { introduced: Some(self.introduced.unwrap_or(0)), ..self }
    }
}
