//! What the repository's data tell about the occurrences of the plan, beside the progress rows: so that nobody records
//! twice what a log already says.
//!
//! Only what data prove is taken. A seal closes a report; an activity in the quarter of a continuous duty counts as a row;
//! what was merely begun is begun. Where the product is a document or the day is not in the data, the progress row stays
//! the one place for it, and [`ITEMS`] says why.

mod items;
#[cfg(test)]
mod tests;

pub use items::ITEMS;

use super::calendar::WorkingCalendar;
use super::config::{FeedbackLimits, Reporting};
use super::date::{Date, Moment};
use super::evaluation::{Evaluation, EvaluationQuarter};
use super::feedback::{Feedback, FeedbackChannel};
use super::feedback_way::{FeedbackDay, FeedbackState, FeedbackStep};
use super::occurrence::{Nature, Occurrence};
use super::period::{Period, ReportKind};
use super::plan::Item;
use super::procedure::{Catalogue, Procedure};
use super::returns::Return;
use super::schedule::Schedule;
use super::unit::{UnitIndex, Units};

/// Data from which the state of an item can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSource {
    /// Seals: a report that was sent; returns: the units' parts of it.
    Reports,
    /// Feedback received, passed on and answered.
    FeedbackHandling,
    /// Feedback that came on forms, which come only where the office asks (Decree 20/2008/NĐ-CP, art. 9.2).
    FeedbackForms,
    /// Results of feedback published.
    FeedbackPublication,
    /// Decisions that announced procedures, entered in the catalogue.
    Announcements,
    /// Procedures announced and published.
    Publication,
    /// Procedures reviewed.
    Review,
    /// Slips and scores of the evaluation.
    Evaluation,
}

impl DataSource {
    /// The name in files and machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::FeedbackHandling => "feedback_handling",
            Self::FeedbackForms => "feedback_forms",
            Self::FeedbackPublication => "feedback_publication",
            Self::Announcements => "announcements",
            Self::Publication => "publication",
            Self::Review => "review",
            Self::Evaluation => "evaluation",
        }
    }

    /// Tells whether the times of a schedule are those that this source speaks of.
    const fn fits(self, schedule: &Schedule) -> bool {
        match self {
            Self::Reports => matches!(schedule, Schedule::Reports { .. }),
            Self::FeedbackHandling
            | Self::FeedbackForms
            | Self::FeedbackPublication
            | Self::Announcements
            | Self::Publication => matches!(schedule, Schedule::Continuous),
            Self::Review => matches!(
                schedule,
                Schedule::Quarter(_)
                    | Schedule::QuarterRange(..)
                    | Schedule::BeforeQuarter(_)
                    | Schedule::Year
                    | Schedule::NotStated
            ),
            Self::Evaluation => {
                matches!(schedule, Schedule::BeforeDay(_) | Schedule::Year | Schedule::NotStated)
            }
        }
    }
}

/// Where the state of an item comes from, as its plan may state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFrom {
    /// The progress rows alone.
    Progress,
    /// Data, beside the progress rows.
    Data(DataSource),
}

impl Item {
    /// The data that tell of it: those its plan names, else those of the item of this code in [`ITEMS`]; none where its
    /// times are not those of the source.
    #[must_use]
    pub fn data_source(&self) -> Option<DataSource> {
        let known = || ITEMS.iter().find(|(code, ..)| *code == self.code).and_then(|(_, source, _)| *source);
        let source = match self.state_from {
            Some(StateFrom::Progress) => None,
            Some(StateFrom::Data(source)) => Some(source),
            None => known(),
        };
        source.filter(|source| source.fits(&self.schedule))
    }
}

/// How far an occurrence is by the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DerivedState {
    /// Done, as far as the data go.
    Done,
    /// Something was done.
    Started,
    /// Nothing was done of what the data show is to be done.
    Outstanding,
}

/// The figures behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DerivedFacts {
    /// The figures of the report were sealed.
    Sealed,
    /// So many of the units named have sent figures.
    Returned {
        /// Units whose figures are here.
        here: u64,
        /// Units named.
        of: u64,
    },
    /// Feedback of the quarter.
    Handled {
        /// Received in it.
        received: u64,
        /// Of these, not handled yet.
        pending: u64,
        /// Of these, past their last day.
        overdue: u64,
    },
    /// Forms that came back.
    Forms(u64),
    /// Results of feedback.
    Results {
        /// Published, in the quarter or of what was answered in it.
        published: u64,
        /// Answered in the quarter and not published.
        waiting: u64,
    },
    /// Procedures announced in the quarter.
    Announced(u64),
    /// The same, by whether they are published.
    Published {
        /// Published.
        published: u64,
        /// Not published.
        waiting: u64,
    },
    /// Procedures reviewed.
    Reviewed(u64),
    /// The evaluation.
    Evaluated {
        /// Slips.
        slips: u64,
        /// Units with slips or scores, of those named.
        units: u64,
        /// Units named.
        of: u64,
    },
}

/// What the data tell of an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// How far it is.
    pub state: DerivedState,
    /// The day of the last thing that proves it; `None` where the data name none.
    pub date: Option<Date>,
    /// How many things the data show as not done although it was their time.
    pub open: u64,
    /// The figures behind it.
    pub facts: DerivedFacts,
}

impl Derived {
    /// Tells whether something was done.
    #[must_use]
    pub fn is_activity(&self) -> bool {
        self.state != DerivedState::Outstanding
    }
}

/// A report whose figures were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedReport {
    /// The year of its period.
    pub year: i32,
    /// The kind of its period.
    pub kind: ReportKind,
    /// The day.
    pub on: Date,
}

/// The data that tell of occurrences.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The reports that were sealed.
    pub seals: &'a [SealedReport],
    /// What units sent in.
    pub returns: &'a [Return],
    /// Feedback.
    pub feedback: &'a [Feedback],
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Slips and scores.
    pub evaluations: &'a [Evaluation],
    /// The office's own terms for feedback.
    pub limits: FeedbackLimits,
    /// Reporting periods.
    pub reporting: Reporting,
    /// Units and groups.
    pub units: &'a Units,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
}

/// Counts without a limit that matters.
fn count<T>(of: impl Iterator<Item = T>) -> u64 {
    u64::try_from(of.count()).unwrap_or(u64::MAX)
}

/// The first and the last day of an occurrence that are seen; `None` where it has not begun.
fn seen_window(occurrence: &Occurrence<'_>, last: Date, seen: Date) -> Option<Period> {
    Period::range(occurrence.start, last.min(seen))
}

impl Records<'_> {
    /// What the data up to `seen` tell of an occurrence on the day `today`; `None` where they tell nothing.
    #[must_use]
    pub fn derive(&self, occurrence: &Occurrence<'_>, (today, seen): (Date, Date)) -> Option<Derived> {
        let source = occurrence.item.data_source()?;
        match (source, occurrence.nature) {
            (DataSource::Reports, Nature::Once) => self.report(occurrence, seen),
            (DataSource::Review, Nature::Once | Nature::NotStated) => self.review(occurrence, seen),
            (DataSource::Evaluation, Nature::Once | Nature::NotStated) => self.evaluation(occurrence, seen),
            (_, Nature::Continuous(end)) => {
                self.of_quarter(source, &seen_window(occurrence, end, seen)?, (today, seen))
            }
            _ => None,
        }
    }

    fn of_quarter(
        &self,
        source: DataSource,
        window: &Period,
        (today, seen): (Date, Date),
    ) -> Option<Derived> {
        match source {
            DataSource::FeedbackHandling => self.feedback_handling(window, (today, seen)),
            DataSource::FeedbackForms => self.feedback_forms(window),
            DataSource::FeedbackPublication => self.feedback_publication(window, seen),
            DataSource::Announcements => self.announcements(window),
            DataSource::Publication => self.publication(window),
            DataSource::Reports | DataSource::Review | DataSource::Evaluation => None,
        }
    }

    /// Tells whether a unit's part of a report is here: its return of the period.
    #[must_use]
    pub fn has_returned(&self, occurrence: &Occurrence<'_>, unit: UnitIndex, seen: Date) -> bool {
        let asks = occurrence.item.data_source() == Some(DataSource::Reports);
        asks && self.returns_of(occurrence, seen).any(|table| table.unit == unit)
    }

    /// The returns of the period of a report. They are not dated, but none is older than the end of its period.
    fn returns_of(&self, occurrence: &Occurrence<'_>, seen: Date) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(move |table| {
            let ended = || Period::report(table.kind, table.year, self.reporting).to < seen;
            is_report(occurrence, table.year, table.kind) && ended()
        })
    }

    /// A seal is the report that was sent; without one, the units' parts.
    fn report(&self, occurrence: &Occurrence<'_>, seen: Date) -> Option<Derived> {
        let own = |seal: &&SealedReport| is_report(occurrence, seal.year, seal.kind) && seal.on <= seen;
        if let Some(seal) = self.seals.iter().find(own) {
            let (state, date) = (DerivedState::Done, Some(seal.on));
            return Some(Derived { state, date, open: 0, facts: DerivedFacts::Sealed });
        }
        let named = self.units.expand(&occurrence.item.units);
        let here = count(named.iter().filter(|unit| self.has_returned(occurrence, **unit, seen)));
        let facts = DerivedFacts::Returned { here, of: count(named.iter()) };
        (here > 0).then_some(Derived { state: DerivedState::Started, date: None, open: 0, facts })
    }

    fn feedback_handling(&self, window: &Period, (today, seen): (Date, Date)) -> Option<Derived> {
        let on = FeedbackDay { today: seen, limits: self.limits, calendar: self.calendar };
        let steps = |row: &Feedback| {
            let steps = [Some(row.received), row.forwarded, row.answered].into_iter().flatten();
            steps.map(|moment| moment.date).filter(move |date| *date <= seen)
        };
        let received = || self.feedback.iter().filter(|row| window.contains(row.received.date));
        // What came in the quarter may be handled after it.
        let in_quarter = self.feedback.iter().flat_map(steps).filter(|date| window.contains(*date));
        let date = in_quarter.chain(received().flat_map(steps)).max()?;
        let open = || {
            let steps = received().filter_map(|row| row.next_step(on));
            steps.filter(|next| next.step != FeedbackStep::Publish)
        };
        let pending = count(open());
        let overdue = count(open().filter(|next| next.due.is_some_and(|due| due < today.min(seen))));
        let state = if pending == 0 { DerivedState::Done } else { DerivedState::Started };
        let facts = DerivedFacts::Handled { received: count(received()), pending, overdue };
        Some(Derived { state, date: Some(date), open: overdue, facts })
    }

    fn feedback_forms(&self, window: &Period) -> Option<Derived> {
        let forms = self.feedback.iter().filter(|row| row.channel == FeedbackChannel::Form);
        let dates: Vec<Date> =
            forms.map(|row| row.received.date).filter(|date| window.contains(*date)).collect();
        let date = dates.iter().copied().max()?;
        let facts = DerivedFacts::Forms(count(dates.iter()));
        Some(Derived { state: DerivedState::Started, date: Some(date), open: 0, facts })
    }

    /// What was published in the quarter, and what was answered in it, which may be published after it.
    fn feedback_publication(&self, window: &Period, seen: Date) -> Option<Derived> {
        let in_quarter = |moment: Option<Moment>| moment.is_some_and(|moment| window.contains(moment.date));
        let own = || self.feedback.iter().filter(|row| in_quarter(row.published) || in_quarter(row.answered));
        let published = own().filter_map(|row| row.published).map(|moment| moment.date);
        let dates: Vec<Date> = published.filter(|date| *date <= seen).collect();
        let waits =
            |row: &&Feedback| row.must_be_published() && row.state_on(seen) == Some(FeedbackState::Handled);
        let waiting = count(own().filter(waits));
        let published = count(dates.iter());
        let facts = DerivedFacts::Results { published, waiting };
        partly(published, waiting).map(|state| Derived {
            state,
            date: dates.iter().copied().max(),
            open: waiting,
            facts,
        })
    }

    fn announcements(&self, window: &Period) -> Option<Derived> {
        let announced = self.catalogue.announced_in(window);
        let (date, _) = announced.last()?;
        let facts = DerivedFacts::Announced(count(announced.iter()));
        Some(Derived { state: DerivedState::Started, date: Some(*date), open: 0, facts })
    }

    /// The catalogue does not date publication: the day of the decision stands for it.
    fn publication(&self, window: &Period) -> Option<Derived> {
        let announced = self.catalogue.announced_in(window);
        let (done, waiting): (Vec<_>, Vec<_>) =
            announced.into_iter().partition(|(_, procedure)| procedure.published);
        let (published, waiting) = (count(done.iter()), count(waiting.iter()));
        let facts = DerivedFacts::Published { published, waiting };
        let date = done.last().map(|(date, _)| *date);
        partly(published, waiting).map(|state| Derived { state, date, open: waiting, facts })
    }

    /// Reviews of the plan's year from the first day of the occurrence on.
    fn review(&self, occurrence: &Occurrence<'_>, seen: Date) -> Option<Derived> {
        let last = Date::new(occurrence.start.year(), 12, 31)?;
        let reviewed = self.catalogue.reviewed_in(&seen_window(occurrence, last, seen)?);
        let date = reviewed.iter().filter_map(|procedure: &&Procedure| procedure.reviewed_at).max()?;
        let facts = DerivedFacts::Reviewed(count(reviewed.iter()));
        Some(Derived { state: DerivedState::Started, date: Some(date), open: 0, facts })
    }

    /// Slips and scores of the quarter, or of the year's quarters. They are not dated; none is seen before the first day of
    /// its quarter.
    fn evaluation(&self, occurrence: &Occurrence<'_>, seen: Date) -> Option<Derived> {
        let label = occurrence.id.rsplit_once('@').map_or("", |(_, label)| label);
        let of_year = EvaluationQuarter::of_year(occurrence.start.year());
        let of_label = of_year.iter().any(|quarter| quarter.label() == label);
        let wanted = |quarter: EvaluationQuarter| {
            let own = if of_label { quarter.label() == label } else { of_year.contains(&quarter) };
            own && quarter.from() <= seen
        };
        let own: Vec<&Evaluation> =
            self.evaluations.iter().filter(|evaluation| wanted(evaluation.quarter)).collect();
        let slips = count(own.iter().flat_map(|evaluation| &evaluation.slips));
        let named = self.units.expand(&occurrence.item.units);
        let is_evaluated = |unit: &&UnitIndex| {
            own.iter().any(|evaluation| {
                let scored = evaluation.units.iter().any(|facts| facts.unit == **unit);
                scored || evaluation.slips.iter().any(|slip| slip.unit == **unit)
            })
        };
        let units = count(named.iter().filter(is_evaluated));
        let facts = DerivedFacts::Evaluated { slips, units, of: count(named.iter()) };
        (units > 0).then_some(Derived { state: DerivedState::Started, date: None, open: 0, facts })
    }
}

/// Tells whether an occurrence is that of a report.
fn is_report(occurrence: &Occurrence<'_>, year: i32, kind: ReportKind) -> bool {
    let label = occurrence.id.rsplit_once('@').map_or("", |(_, label)| label);
    label == format!("{year}-{}", kind.label())
}

/// Done where all is, started where some is, outstanding where none is; `None` where there is nothing to do.
const fn partly(done: u64, waiting: u64) -> Option<DerivedState> {
    match (done, waiting) {
        (0, 0) => None,
        (0, _) => Some(DerivedState::Outstanding),
        (_, 0) => Some(DerivedState::Done),
        _ => Some(DerivedState::Started),
    }
}
