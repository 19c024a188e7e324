//! Feedback of citizens and organisations in the window, by field (NĐ 20/2008/NĐ-CP, Điều 9).

use super::{ValueRow, field_name, index, sorted_fields};
use crate::model::date::Date;
use crate::model::feedback::{Feedback, FeedbackClass, FeedbackKind, FeedbackSubject};
use crate::model::feedback_way::{FeedbackStep, NextStep};
use crate::model::period::Period;
use crate::report::document::Cell;
use crate::report::periodic::Sources;
use crate::text::wording;

/// Feedback of a window, counted. What was finished before it is outside, but for its publication.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::report::periodic) struct FeedbackCounts {
    /// About conduct.
    pub conduct: u64,
    /// About a regulation.
    pub regulation: u64,
    /// About both.
    pub both: u64,
    /// The log does not say about what.
    pub about_unstated: u64,
    /// Complaints (phản ánh).
    pub complaints: u64,
    /// Proposals (kiến nghị).
    pub proposals: u64,
    /// Received before the window and not finished then.
    pub carried_over: u64,
    /// Received in the window.
    pub received: u64,
    /// Handled here, not answered by the last day.
    pub own_open: u64,
    /// Handled here and answered.
    pub own_done: u64,
    /// Passed on to who is competent.
    pub forwarded: u64,
    /// To be passed on, and not by the last day.
    pub to_forward: u64,
    /// Not accepted.
    pub not_accepted: u64,
    /// Not classified yet.
    pub unclassified: u64,
    /// Published in the window.
    pub published: u64,
}

/// The day on which nothing is left to do but to publish; `None` while it is open.
fn finished(feedback: &Feedback) -> Option<Date> {
    let moment = match feedback.class {
        Some(FeedbackClass::NotAccepted) => Some(feedback.received),
        Some(FeedbackClass::Forwarded | FeedbackClass::ForwardedConduct) => {
            feedback.forwarded.or(feedback.answered)
        }
        Some(FeedbackClass::Own) | None => feedback.answered,
    };
    moment.map(|moment| moment.date)
}

impl FeedbackCounts {
    /// Counts the feedback of a window.
    pub(in crate::report::periodic) fn of<'a>(
        feedback: impl IntoIterator<Item = &'a Feedback>,
        period: &Period,
    ) -> Self {
        let mut counts = Self::default();
        for row in feedback {
            counts.add(row, period);
        }
        counts
    }

    fn add(&mut self, row: &Feedback, period: &Period) {
        let published = row.published.is_some_and(|moment| period.contains(moment.date));
        self.published += u64::from(published);
        let finished = finished(row);
        if row.received.date > period.to || finished.is_some_and(|date| date < period.from) {
            return;
        }
        let about = match row.about {
            Some(FeedbackSubject::Conduct) => &mut self.conduct,
            Some(FeedbackSubject::Regulation) => &mut self.regulation,
            Some(FeedbackSubject::Both) => &mut self.both,
            None => &mut self.about_unstated,
        };
        *about += 1;
        *(match row.kind {
            FeedbackKind::Complaint => &mut self.complaints,
            FeedbackKind::Proposal => &mut self.proposals,
        }) += 1;
        *(if row.received.date < period.from { &mut self.carried_over } else { &mut self.received }) += 1;
        let result = match row.class {
            Some(FeedbackClass::Own) if finished.is_some_and(|date| date <= period.to) => &mut self.own_done,
            Some(FeedbackClass::Own) => &mut self.own_open,
            Some(FeedbackClass::Forwarded | FeedbackClass::ForwardedConduct)
                if finished.is_some_and(|date| date <= period.to) =>
            {
                &mut self.forwarded
            }
            Some(FeedbackClass::Forwarded | FeedbackClass::ForwardedConduct) => &mut self.to_forward,
            Some(FeedbackClass::NotAccepted) => &mut self.not_accepted,
            None => &mut self.unclassified,
        };
        *result += 1;
    }

    /// All of them.
    pub(in crate::report::periodic) const fn total(&self) -> u64 {
        self.carried_over + self.received
    }

    fn is_empty(&self) -> bool {
        self.total() == 0 && self.published == 0
    }

    fn values(&self, index: Cell, name: &str) -> [(&'static str, Cell); 17] {
        let own = self.own_open + self.own_done;
        [
            ("index", index),
            ("name", Cell::text(name)),
            ("total", Cell::count(self.total())),
            ("conduct", Cell::count(self.conduct)),
            ("regulation", Cell::count(self.regulation)),
            ("both", Cell::count(self.both)),
            ("about_unstated", Cell::count(self.about_unstated)),
            ("carried_over", Cell::count(self.carried_over)),
            ("received", Cell::count(self.received)),
            ("own", Cell::count(own)),
            ("own_open", Cell::count(self.own_open)),
            ("own_done", Cell::count(self.own_done)),
            ("forwarded", Cell::count(self.forwarded)),
            ("to_forward", Cell::count(self.to_forward)),
            ("not_accepted", Cell::count(self.not_accepted)),
            ("unclassified", Cell::count(self.unclassified)),
            ("published", Cell::count(self.published)),
        ]
    }
}

pub(super) fn rows(sources: &Sources<'_>) -> Vec<ValueRow> {
    let feedback: Vec<&Feedback> = sources.feedback().collect();
    let mut rows: Vec<ValueRow> = Vec::new();
    for field in sorted_fields(feedback.iter().map(|row| row.field.as_str())) {
        let of = feedback.iter().copied().filter(|row| row.field == field);
        let counts = FeedbackCounts::of(of, sources.period);
        if !counts.is_empty() {
            rows.push(ValueRow::new(counts.values(index(rows.len()), field_name(field))));
        }
    }
    if !rows.is_empty() {
        let all = FeedbackCounts::of(feedback, sources.period);
        rows.push(ValueRow::strong(all.values(Cell::text(""), "Tổng số")));
    }
    rows
}

/// What is left to be done on the last day, the most urgent first.
pub(super) fn open(sources: &Sources<'_>) -> Vec<ValueRow> {
    let on = sources.feedback_day();
    let row = |(at, (row, next)): (usize, (&Feedback, NextStep))| {
        let by_law = next.step == FeedbackStep::Forward && row.class == Some(FeedbackClass::Forwarded);
        let late = next.due.filter(|due| *due < on.today);
        let seen = row.answered.map(|moment| moment.date).filter(|date| *date <= on.today);
        let unit = row.handling_unit.map_or("", |unit| sources.units.get(unit).name.as_str());
        let days = late.map(|due| u64::from(on.calendar.working_days_between(due, on.today)));
        ValueRow::new([
            ("index", index(at)),
            ("feedback_id", Cell::text(&row.id)),
            ("field", Cell::text(field_name(&row.field))),
            ("unit", Cell::text(unit)),
            ("received_at", Cell::date(Some(row.received.date))),
            ("step", Cell::text(wording::feedback_step(next.step, by_law))),
            ("due_at", Cell::date(next.due)),
            ("answered_at", Cell::date(seen)),
            ("working_days_late", days.map_or_else(Cell::missing, Cell::count)),
            ("summary", Cell::text(&row.summary)),
        ])
    };
    sources.open_feedback().into_iter().enumerate().map(row).collect()
}
