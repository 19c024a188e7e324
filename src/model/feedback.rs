//! Feedback of citizens and organisations on administrative rules (phản ánh, kiến nghị; Decree 20/2008/NĐ-CP).

use super::date::Moment;
use super::unit::UnitIndex;
use crate::diag::Place;

/// How it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackChannel {
    /// By a document.
    Document,
    /// By telephone.
    Phone,
    /// By a form for opinions.
    Form,
    /// Online.
    Online,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackKind {
    /// Phản ánh.
    Complaint,
    /// Kiến nghị.
    Proposal,
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackSubject {
    /// The conduct of officers and offices.
    Conduct,
    /// A regulation.
    Regulation,
    /// Both.
    Both,
}

/// Where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackClass {
    /// It does not meet the conditions and is not accepted.
    NotAccepted,
    /// About conduct, passed on to who is competent.
    ForwardedConduct,
    /// Handled here.
    Own,
    /// About a regulation, passed on to who is competent.
    Forwarded,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackOutcome {
    /// There is no ground for handling it.
    Insufficient,
    /// It was handled.
    Handled,
}

/// A row of `data/feedback/<year>.csv`.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// Its id, unique over all years.
    pub id: String,
    /// When it was received.
    pub received: Moment,
    /// How it came in.
    pub channel: FeedbackChannel,
    /// The field (lĩnh vực); may be empty.
    pub field: String,
    /// What it is.
    pub kind: FeedbackKind,
    /// What it is about.
    pub about: Option<FeedbackSubject>,
    /// Where it goes.
    pub class: Option<FeedbackClass>,
    /// Who handles it.
    pub handling_unit: Option<UnitIndex>,
    /// When it was passed on.
    pub forwarded: Option<Moment>,
    /// When the answer is due.
    pub due: Option<Moment>,
    /// When it was answered.
    pub answered: Option<Moment>,
    /// What came of it.
    pub outcome: Option<FeedbackOutcome>,
    /// When the answer was published.
    pub published: Option<Moment>,
    /// Number and symbol of the document.
    pub document: String,
    /// What it says, without names.
    pub summary: String,
    /// Where the row stands.
    pub place: Place,
}
