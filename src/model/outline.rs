//! The outline of the periodic report as data: parts, sections, and what each is filled with.

/// What a section is filled with, beside the progress of plan items and the clerk's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Decisions that announced procedures, and whether they are published.
    Publication,
    /// Procedures reviewed.
    Review,
    /// Feedback of citizens and organisations.
    Feedback,
    /// Dossiers: columns (3) to (13).
    Dossiers,
    /// The one-stop desk: how many procedures.
    OneStop,
    /// What citizens' slips came to.
    Evaluation,
    /// Online handling.
    Online,
    /// How the plan was carried out as a whole.
    PlanProgress,
    /// What went well, by computed facts.
    Results,
    /// What is late or overdue, and with whom.
    Problems,
    /// Reasons of lateness.
    Causes,
    /// What falls due in the next period.
    NextTasks,
}

/// A section of a part.
#[derive(Clone, Debug)]
pub struct OutlineSection {
    /// The title.
    pub title: String,
    /// What it is filled with, in order.
    pub content: Vec<Content>,
    /// The sections of the plan whose progress it tells.
    pub plan: Vec<String>,
    /// The keys of the forms it refers to.
    pub forms: Vec<String>,
    /// What stands there where there is nothing to tell.
    pub empty: String,
}

/// A part of the report.
#[derive(Clone, Debug)]
pub struct OutlinePart {
    /// The title, in capitals.
    pub title: String,
    /// Its sections; a part with a single section without a title has no subheading.
    pub sections: Vec<OutlineSection>,
}

/// The outline of the periodic report.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The type of document, in capitals.
    pub kind: String,
    /// What the report is about, without the period.
    pub about: String,
    /// The sentence before the first part; `{period}` and `{window}` stand for the period.
    pub opening: String,
    /// The parts.
    pub parts: Vec<OutlinePart>,
}

/// A place of the outline, as a clerk names it: `II.3`, or the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SectionIndex {
    /// The part, from 0.
    pub part: usize,
    /// The section in it, from 0.
    pub section: usize,
}

impl Outline {
    /// All sections with their places, in order.
    pub fn sections(&self) -> impl Iterator<Item = (SectionIndex, &OutlineSection)> {
        self.parts.iter().enumerate().flat_map(|(part, of)| {
            let sections = of.sections.iter().enumerate();
            sections.map(move |(section, value)| (SectionIndex { part, section }, value))
        })
    }
}
