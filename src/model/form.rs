//! Forms of the annexes as data: their columns, titles and the time for which they hold.

use super::date::Date;
use super::returns::KEYS;

/// What the rows of a form are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSet {
    /// Dossiers by level and field, with the sums of each level and of all.
    DossiersByField,
    /// Dossiers by unit.
    DossiersByUnit,
    /// The catalogue of procedures: how many, at the one-stop desk, with an internal process.
    Procedures,
    /// Reasons of lateness by field.
    Lateness,
    /// Feedback by field.
    Feedback,
    /// Online handling by field.
    Online,
    /// Procedures reviewed in the period, by field.
    Review,
    /// Decisions that announced procedures in the period.
    Publication,
    /// The items of the plan.
    Plan,
    /// The dossiers behind columns (10) and (13).
    LateDossiers,
    /// Feedback with something left to be done on the last day: an answer, the publication of its result.
    FeedbackOpen,
}

/// How a value of a row is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A short text: a code, a date, a number of order.
    Word,
    /// A text of any length.
    Text,
    /// A count or a share.
    Number,
}

use ValueKind::{Number, Text, Word};

const BY_NAME: &[(&str, ValueKind)] = &[("index", Word), ("name", Text), ("on_time_percent", Number)];
const PROCEDURES: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("name", Text),
    ("procedures_total", Number),
    ("procedures_province", Number),
    ("procedures_district", Number),
    ("procedures_commune", Number),
    ("one_stop_total", Number),
    ("one_stop_province", Number),
    ("one_stop_district", Number),
    ("one_stop_commune", Number),
    ("internal_process_total", Number),
    ("internal_process_province", Number),
    ("internal_process_district", Number),
    ("internal_process_commune", Number),
];
const LATENESS: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("name", Text),
    ("late_total", Number),
    ("resolved_late", Number),
    ("pending_overdue", Number),
    ("reason", Text),
];
const FEEDBACK: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("name", Text),
    ("total", Number),
    ("conduct", Number),
    ("regulation", Number),
    ("both", Number),
    ("about_unstated", Number),
    ("carried_over", Number),
    ("received", Number),
    ("own", Number),
    ("own_open", Number),
    ("own_done", Number),
    ("forwarded", Number),
    ("to_forward", Number),
    ("not_accepted", Number),
    ("unclassified", Number),
    ("published", Number),
];
const ONLINE: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("name", Text),
    ("procedures_partial", Number),
    ("procedures_full", Number),
    ("received_new", Number),
    ("received_online", Number),
    ("online_percent", Number),
];
const REVIEW: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("name", Text),
    ("reviewed", Number),
    ("keep", Number),
    ("amend", Number),
    ("replace", Number),
    ("abolish", Number),
];
const PUBLICATION: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("decision", Text),
    ("announced_at", Word),
    ("procedures", Number),
    ("published", Number),
    ("not_published", Number),
];
const PLAN: &[(&str, ValueKind)] = &[
    ("code", Word),
    ("task", Text),
    ("units", Text),
    ("time", Text),
    ("result", Text),
    ("state", Text),
    ("evidence", Text),
];
const LATE_DOSSIERS: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("dossier_id", Word),
    ("unit", Text),
    ("field", Text),
    ("received_at", Word),
    ("due_at", Word),
    ("completed_at", Word),
    ("working_days_late", Number),
    ("column", Word),
    ("late_reason", Text),
    ("source", Text),
];

const FEEDBACK_OPEN: &[(&str, ValueKind)] = &[
    ("index", Word),
    ("feedback_id", Word),
    ("field", Text),
    ("unit", Text),
    ("received_at", Word),
    ("step", Text),
    ("due_at", Word),
    ("answered_at", Word),
    ("working_days_late", Number),
    ("summary", Text),
];

impl RowSet {
    /// How a value of these rows is laid out; `None` where they have no such value.
    #[must_use]
    pub fn kind_of(self, value: &str) -> Option<ValueKind> {
        let counted = matches!(self, Self::DossiersByField | Self::DossiersByUnit) && KEYS.contains(&value);
        let found = self.own_values().iter().find(|(key, _)| *key == value).map(|(_, kind)| *kind);
        found.or(counted.then_some(Number))
    }

    /// The names of all values, for messages.
    #[must_use]
    pub fn values(self) -> Vec<&'static str> {
        let counted = matches!(self, Self::DossiersByField | Self::DossiersByUnit);
        let keys = KEYS.into_iter().filter(|_| counted);
        self.own_values().iter().map(|(key, _)| *key).chain(keys).collect()
    }

    const fn own_values(self) -> &'static [(&'static str, ValueKind)] {
        match self {
            Self::DossiersByField | Self::DossiersByUnit => BY_NAME,
            Self::Procedures => PROCEDURES,
            Self::Lateness => LATENESS,
            Self::Feedback => FEEDBACK,
            Self::Online => ONLINE,
            Self::Review => REVIEW,
            Self::Publication => PUBLICATION,
            Self::Plan => PLAN,
            Self::LateDossiers => LATE_DOSSIERS,
            Self::FeedbackOpen => FEEDBACK_OPEN,
        }
    }
}

/// What a form is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStatus {
    /// Issued by an act that is named.
    Official,
    /// Its official columns are not established: printed as "mẫu tham khảo", never as official.
    Reference,
    /// A table of the office's own.
    Own,
}

/// For how long a form is what it is.
#[derive(Clone, Debug)]
pub struct FormValidity {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// What it is in law.
    pub status: FormStatus,
    /// Its number: `Biểu số II.06a/VPCP/KSTT`; empty where it has none.
    pub number: String,
    /// The act that issued it, or what is to be said about it.
    pub origin: String,
}

/// A column of a form.
#[derive(Clone, Debug)]
pub struct FormColumn {
    /// Its number, such as `(4)`; may be empty.
    pub number: String,
    /// The headings it shares with its neighbours, outermost first.
    pub groups: Vec<String>,
    /// Its own heading.
    pub heading: String,
    /// The value it shows.
    pub value: String,
    /// How that is laid out.
    pub kind: ValueKind,
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// A short name in ASCII.
    pub key: String,
    /// The name of its sheet in a workbook.
    pub sheet: String,
    /// The title, in capitals.
    pub title: String,
    /// What its rows are.
    pub rows: RowSet,
    /// The line above the table; may be empty.
    pub measure: String,
    /// Whether it needs a landscape page.
    pub landscape: bool,
    /// Whether its figures are typed into the national reporting system.
    pub national: bool,
    /// How many rows a page shows at most.
    pub limit: Option<u32>,
    /// Its columns.
    pub columns: Vec<FormColumn>,
    /// Lines under the table.
    pub notes: Vec<String>,
    /// When it holds.
    pub validity: Vec<FormValidity>,
}

impl Form {
    /// What the form is on a day; `None` on a day for which it is not made.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&FormValidity> {
        self.validity.iter().find(|validity| {
            validity.from.is_none_or(|from| from <= day) && validity.to.is_none_or(|to| day <= to)
        })
    }
}
