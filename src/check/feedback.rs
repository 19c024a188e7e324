//! Feedback one by one: the terms and the order of the steps of Decree 20/2008/NĐ-CP, as of today.

use crate::diag::Sink;
use crate::model::date::{Date, Moment};
use crate::model::feedback::{Feedback, FeedbackClass, FeedbackSubject};
use crate::model::feedback_way::{FeedbackDay, FeedbackState, FeedbackStep, NextStep};
use crate::repo::Repository;
use crate::text::findings::feedback::{
    ClassFault, FeedbackClassContradicts, FeedbackDates, FeedbackNotForwarded, FeedbackUnclassified,
    FeedbackUnpublished,
};

/// Checks every row against the others of its own and against today.
pub(super) fn check(repository: &Repository, today: Date, sink: &mut Sink) {
    let on =
        FeedbackDay { today, limits: repository.config.feedback, calendar: repository.calendar.as_ref() };
    for row in &repository.feedback {
        if let Some(fact) = disorder(row) {
            sink.row(row.place.clone(), &fact);
        }
        if let Some(fault) = contradiction(row) {
            sink.row(row.place.clone(), &FeedbackClassContradicts { fault });
        }
        if row.received.date <= today {
            forwarding(row, on, sink);
            next_step(row, on, sink);
        }
    }
}

/// Passed on after the fifth working day, or not yet (art. 9.1d).
fn forwarding(row: &Feedback, on: FeedbackDay<'_>, sink: &mut Sink) {
    let Some(due) = row.forward_by(on.calendar) else { return };
    let forwarded = row.forwarded.map(|moment| moment.date).filter(|date| *date <= on.today);
    if forwarded.unwrap_or(on.today) > due {
        let received = row.received.date;
        sink.row(row.place.clone(), &FeedbackNotForwarded { id: &row.id, received, due, forwarded });
    }
}

/// A result that awaits its publication since before today, or beyond the office's own term where it has one; a class
/// that is missing beyond the office's own term.
fn next_step(row: &Feedback, on: FeedbackDay<'_>, sink: &mut Sink) {
    let is_handled = row.state_on(on.today) == Some(FeedbackState::Handled);
    match (row.next_step(on), row.answered) {
        (Some(NextStep { step: FeedbackStep::Publish, due }), Some(Moment { date: answered, .. }))
            if is_handled && due.unwrap_or(answered) < on.today =>
        {
            sink.row(row.place.clone(), &FeedbackUnpublished { id: &row.id, answered, due });
        }
        (Some(NextStep { step: FeedbackStep::Classify, due: Some(due) }), _)
            if on.limits.classify_days.is_some() && due < on.today =>
        {
            sink.row(row.place.clone(), &FeedbackUnclassified { id: &row.id, due });
        }
        _ => {}
    }
}

/// The first date that lies before the step it follows, or stands without it.
fn disorder(row: &Feedback) -> Option<FeedbackDates<'static>> {
    let received = ("received_at", Some(row.received));
    let forwarded = ("forwarded_at", row.forwarded);
    let answered = ("answered_at", row.answered);
    let is_passed_on = matches!(row.class, Some(FeedbackClass::Forwarded | FeedbackClass::ForwardedConduct));
    let order = [
        (forwarded, received),
        (("due_at", row.due), received),
        (answered, received),
        (answered, if is_passed_on && row.forwarded.is_some() { forwarded } else { received }),
        (("published_at", row.published), answered),
    ];
    order.into_iter().find_map(|((name, later), earlier)| {
        let later = later?;
        let wrong = earlier.1.is_none_or(|before| later.is_before(before));
        wrong.then_some(FeedbackDates { later: (name, later), earlier })
    })
}

/// What the class does not go with; an empty class or subject contradicts nothing.
fn contradiction(row: &Feedback) -> Option<ClassFault> {
    use FeedbackClass::{Forwarded, ForwardedConduct, NotAccepted, Own};
    match (row.class, row.about) {
        (Some(NotAccepted), _) if row.forwarded.is_some() => Some(ClassFault::NotAcceptedForwarded),
        (Some(NotAccepted), _) if row.outcome.is_some() || row.published.is_some() => {
            Some(ClassFault::NotAcceptedHandled)
        }
        (Some(Own), _) if row.forwarded.is_some() => Some(ClassFault::OwnForwarded),
        (Some(Forwarded), Some(FeedbackSubject::Conduct)) => Some(ClassFault::ConductAsRegulation),
        (Some(ForwardedConduct), Some(FeedbackSubject::Regulation)) => Some(ClassFault::RegulationAsConduct),
        _ => None,
    }
}
