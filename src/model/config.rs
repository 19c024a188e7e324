//! What an office chooses in `kstthc.toml`. Every default that is not law is marked as one.

use super::date::Date;
use super::unit::Level;

/// How lateness is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LatenessBy {
    /// Late after the end of the due day (Civil Code 2015, art. 148).
    #[default]
    Day,
    /// Late after the due time.
    Instant,
}

/// Where a withdrawn or returned dossier is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClosedWithoutResult {
    /// In column (9), as Thanh Hóa prints; a default, not law.
    #[default]
    OnTime,
    /// In (8), (9) or (10), like any other.
    ByDueDate,
}

/// Which due date of a re-appointed dossier counts; the law does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reappointed {
    /// The first one; a default, not law.
    #[default]
    Original,
    /// The new one.
    New,
}

/// What the on-time rate is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RateOver {
    /// Column (3): Decree 61/2018/NĐ-CP, art. 30.2c.
    #[default]
    ReceivedTotal,
    /// Column (7).
    ResolvedTotal,
}

/// The choices that govern counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// How lateness is judged.
    pub lateness_by: LatenessBy,
    /// Where a withdrawn or returned dossier is counted.
    pub closed_without_result: ClosedWithoutResult,
    /// Which due date of a re-appointed dossier counts.
    pub reappointed: Reappointed,
    /// What the on-time rate is a share of.
    pub on_time_rate_over: RateOver,
}

/// The choices that govern reporting periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// The day of a quarter's last month on which figures close (Decree 09/2019/NĐ-CP); 31 means the month's last day.
    pub cutoff_day: u32,
    /// Calendar days from the cut-off to the office's own report; a default after Bắc Kạn 2021, not law.
    pub deadline_days: u32,
    /// Calendar days from the cut-off to the units' returns; likewise.
    pub unit_deadline_days: u32,
}

impl Default for Reporting {
    fn default() -> Self {
        Self { cutoff_day: 14, deadline_days: 5, unit_deadline_days: 2 }
    }
}

/// How long the office gives itself for feedback, in working days from the step before. The law fixes one term only
/// (Decree 20/2008/NĐ-CP, art. 9.1d); these are the office's own, none unless it states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedbackLimits {
    /// From receipt to being classified.
    pub classify_days: Option<u32>,
    /// From receipt to being passed on, where it is about conduct.
    pub forward_conduct_days: Option<u32>,
    /// From receipt to the answer, where it is handled here and names no due date of its own.
    pub answer_days: Option<u32>,
    /// From the answer to its publication.
    pub publish_days: Option<u32>,
}

/// What stands around the body of a report; what is not given is made from the name and level of the office.
#[derive(Clone, Debug, Default)]
pub struct Letterhead {
    /// The body above the issuer (cơ quan chủ quản).
    pub superior: Option<String>,
    /// The symbol behind the number of a report: `BC-UBND`.
    pub symbol: Option<String>,
    /// Where it is signed.
    pub place: Option<String>,
    /// Whom it is addressed to.
    pub to: Vec<String>,
    /// Authority and office of who signs, one a line.
    pub signature: Vec<String>,
    /// The full name of who signs.
    pub signer: Option<String>,
    /// Who receives it.
    pub recipients: Vec<String>,
}

/// What `kstthc.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the office.
    pub office: String,
    /// The level of the office.
    pub level: Level,
    /// What stands around the body of a report.
    pub letterhead: Letterhead,
    /// Reporting periods.
    pub reporting: Reporting,
    /// Counting rules.
    pub counting: Counting,
    /// The office's own terms for feedback.
    pub feedback: FeedbackLimits,
    /// Whether the figures are illustrative; said on every output.
    pub illustrative: bool,
    /// The day that stands for today where no other is given; only with illustrative figures.
    pub as_of: Option<Date>,
}
