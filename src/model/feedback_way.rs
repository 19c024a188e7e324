//! The way of feedback from receipt to publication (Decree 20/2008/NĐ-CP, art. 9, 14, 19): how a row stands on a day, what
//! is to be done next, and by when. Pure: a row and a day decide.

use super::calendar::{Term, TermUnit, WorkingCalendar};
use super::config::FeedbackLimits;
use super::date::{Date, Moment};
use super::feedback::{Feedback, FeedbackClass, FeedbackOutcome, FeedbackSubject};

/// What is about a regulation and outside authority is passed on within 05 working days of receipt (art. 9.1d, the only
/// term of the decree).
pub const FORWARD_WORKING_DAYS: u32 = 5;

/// How feedback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackState {
    /// Received; not classified yet, or not passed on yet.
    Received,
    /// Not accepted.
    NotAccepted,
    /// Passed on to who is competent.
    Forwarded,
    /// Handled here.
    Handling,
    /// Answered: there is no ground yet for handling it, more is to be collected (art. 14.2b).
    Insufficient,
    /// Answered.
    Handled,
    /// Its result is published.
    Published,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackStep {
    /// To be classified (art. 9.1d).
    Classify,
    /// To be passed on to who is competent (art. 9.1d).
    Forward,
    /// To be answered (art. 14).
    Answer,
    /// Its result is to be published (art. 14.2đ, 19).
    Publish,
}

/// The next step and its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The step.
    pub step: FeedbackStep,
    /// The last day; `None` where neither the law nor the office nor the row states one.
    pub due: Option<Date>,
}

/// The day on which feedback is looked at: what is dated later is not seen.
#[derive(Clone, Copy, Debug)]
pub struct FeedbackDay<'a> {
    /// The day.
    pub today: Date,
    /// The office's own terms.
    pub limits: FeedbackLimits,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
}

impl Feedback {
    /// How it stands at the end of a day; `None` where it was not received yet.
    #[must_use]
    pub fn state_on(&self, day: Date) -> Option<FeedbackState> {
        let seen = |moment: Option<Moment>| moment.is_some_and(|moment| moment.date <= day);
        if self.received.date > day {
            return None;
        }
        Some(match (self.class, self.outcome) {
            _ if seen(self.published) => FeedbackState::Published,
            (_, Some(FeedbackOutcome::Insufficient)) if seen(self.answered) => FeedbackState::Insufficient,
            (Some(FeedbackClass::NotAccepted), _) => FeedbackState::NotAccepted,
            _ if seen(self.answered) => FeedbackState::Handled,
            (Some(FeedbackClass::Own), _) => FeedbackState::Handling,
            (Some(_), _) if seen(self.forwarded) => FeedbackState::Forwarded,
            _ => FeedbackState::Received,
        })
    }

    /// The last day on which it may be passed on by law; `None` where the law states none.
    #[must_use]
    pub fn forward_by(&self, calendar: &WorkingCalendar) -> Option<Date> {
        let is_bound = self.class == Some(FeedbackClass::Forwarded);
        is_bound.then(|| after(calendar, self.received.date, FORWARD_WORKING_DAYS))
    }

    /// Tells whether its result, once it is answered, must be published: results about regulations handled here
    /// (art. 14.2đ, 19); conduct goes its own way (art. 14.1), and so does what is passed on.
    #[must_use]
    pub fn must_be_published(&self) -> bool {
        let handled_here = self.class.is_none_or(|class| class == FeedbackClass::Own);
        let is_conduct = self.about == Some(FeedbackSubject::Conduct);
        handled_here && !is_conduct && self.outcome != Some(FeedbackOutcome::Insufficient)
    }

    /// What is to be done next at the end of a day; `None` where nothing is, or it was not received yet.
    #[must_use]
    pub fn next_step(&self, on: FeedbackDay<'_>) -> Option<NextStep> {
        let FeedbackDay { today, limits, calendar } = on;
        let term = |from: Moment, days: Option<u32>| days.map(|days| after(calendar, from.date, days));
        let own_due = self.due.map(|due| due.date);
        let (step, due) = match self.state_on(today)? {
            FeedbackState::Received => match self.class {
                Some(FeedbackClass::Forwarded) => (FeedbackStep::Forward, self.forward_by(calendar)),
                Some(_) => {
                    let limit = term(self.received, limits.forward_conduct_days);
                    (FeedbackStep::Forward, limit.into_iter().chain(own_due).min())
                }
                None => (FeedbackStep::Classify, term(self.received, limits.classify_days).or(own_due)),
            },
            FeedbackState::Handling => {
                (FeedbackStep::Answer, own_due.or_else(|| term(self.received, limits.answer_days)))
            }
            // Who is competent answers about conduct; a due date means that the answer is waited for here.
            FeedbackState::Forwarded if self.class == Some(FeedbackClass::ForwardedConduct) => {
                (FeedbackStep::Answer, Some(own_due?))
            }
            FeedbackState::Handled if self.must_be_published() => {
                (FeedbackStep::Publish, term(self.answered?, limits.publish_days))
            }
            _ => return None,
        };
        Some(NextStep { step, due })
    }
}

/// The day so many working days later; the day itself does not count (Civil Code art. 147).
fn after(calendar: &WorkingCalendar, from: Date, days: u32) -> Date {
    calendar.end_of_term(from, Term { length: days, unit: TermUnit::WorkingDay })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Place;
    use crate::model::feedback::{FeedbackChannel, FeedbackKind};

    /// A row received on a day, with nothing else in it.
    pub(crate) fn received(on: &str) -> Feedback {
        Feedback {
            id: "pa".to_owned(),
            received: moment(on),
            channel: FeedbackChannel::Online,
            field: String::new(),
            kind: FeedbackKind::Complaint,
            about: None,
            class: None,
            handling_unit: None,
            forwarded: None,
            due: None,
            answered: None,
            outcome: None,
            published: None,
            document: String::new(),
            summary: String::new(),
            place: Place::file(&Arc::from("data/feedback/2021.csv")),
        }
    }

    pub(crate) fn moment(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    fn day(text: &str) -> Date {
        moment(text).date
    }

    fn own() -> Feedback {
        Feedback {
            class: Some(FeedbackClass::Own),
            due: Some(moment("2021-06-15")),
            answered: Some(moment("2021-06-10 09:00")),
            outcome: Some(FeedbackOutcome::Handled),
            published: Some(moment("2021-06-14")),
            ..received("2021-06-01")
        }
    }

    /// The states on some days, in order.
    #[track_caller]
    fn states(row: &Feedback, expected: &[(&str, Option<FeedbackState>)]) {
        for (on, state) in expected {
            assert_eq!(row.state_on(day(on)), *state, "{on}");
        }
    }

    #[test]
    fn what_is_handled_here_goes_from_receipt_to_publication() {
        use FeedbackState::{Handled, Handling, Insufficient, Published};
        states(
            &own(),
            &[
                ("2021-05-31", None),
                ("2021-06-01", Some(Handling)),
                ("2021-06-10", Some(Handled)),
                ("2021-06-14", Some(Published)),
            ],
        );
        let insufficient =
            Feedback { outcome: Some(FeedbackOutcome::Insufficient), published: None, ..own() };
        states(&insufficient, &[("2021-06-09", Some(Handling)), ("2021-06-10", Some(Insufficient))]);
    }

    #[test]
    fn what_is_passed_on_or_not_accepted_ends_there() {
        use FeedbackState::{Forwarded, NotAccepted, Received};
        let forwarded = Feedback {
            class: Some(FeedbackClass::Forwarded),
            forwarded: Some(moment("2021-06-04")),
            ..received("2021-06-01")
        };
        states(&forwarded, &[("2021-06-03", Some(Received)), ("2021-06-04", Some(Forwarded))]);
        let refused = Feedback { class: Some(FeedbackClass::NotAccepted), ..received("2021-06-01") };
        states(&refused, &[("2021-06-01", Some(NotAccepted))]);
        states(&received("2021-06-01"), &[("2021-12-31", Some(Received))]);
    }

    /// The next step on a day as `step due`.
    fn step(row: &Feedback, on: &str, limits: FeedbackLimits) -> String {
        let calendar = WorkingCalendar::new([]);
        let next = row.next_step(FeedbackDay { today: day(on), limits, calendar: &calendar });
        next.map_or("-".to_owned(), |NextStep { step, due }| {
            format!("{step:?} {}", due.map_or("-".to_owned(), |due| due.to_string()))
        })
    }

    /// 1/6/2021 is a Tuesday: the fifth working day after it is Tuesday 8/6. A date of the row does not lengthen it.
    #[test]
    fn the_decrees_five_working_days_hold_whatever_row_and_office_say() {
        let row = Feedback {
            class: Some(FeedbackClass::Forwarded),
            due: Some(moment("2021-06-30")),
            ..received("2021-06-01")
        };
        let generous = FeedbackLimits { forward_conduct_days: Some(20), ..FeedbackLimits::default() };
        assert_eq!(step(&row, "2021-06-01", generous), "Forward 2021-06-08");
        let forwarded = Feedback { forwarded: Some(moment("2021-06-09")), ..row };
        assert_eq!(step(&forwarded, "2021-06-08", generous), "Forward 2021-06-08");
        assert_eq!(step(&forwarded, "2021-06-09", generous), "-", "who is competent has it now");
    }

    #[test]
    fn the_offices_own_terms_hold_only_where_it_states_them_and_the_row_names_none() {
        let none = FeedbackLimits::default();
        let limits = FeedbackLimits {
            classify_days: Some(3),
            forward_conduct_days: Some(2),
            answer_days: Some(5),
            publish_days: Some(1),
        };
        let plain = received("2021-06-01");
        assert_eq!(step(&plain, "2021-06-15", none), "Classify -");
        assert_eq!(step(&plain, "2021-06-15", limits), "Classify 2021-06-04");
        let conduct = Feedback { class: Some(FeedbackClass::ForwardedConduct), ..plain.clone() };
        assert_eq!(step(&conduct, "2021-06-15", none), "Forward -");
        assert_eq!(step(&conduct, "2021-06-15", limits), "Forward 2021-06-03");
        let handled = own();
        let open = Feedback { answered: None, outcome: None, published: None, ..own() };
        assert_eq!(step(&open, "2021-06-15", limits), "Answer 2021-06-15", "the row's own date first");
        assert_eq!(step(&Feedback { due: None, ..open.clone() }, "2021-06-15", limits), "Answer 2021-06-08");
        assert_eq!(step(&Feedback { due: None, ..open }, "2021-06-15", none), "Answer -");
        assert_eq!(step(&handled, "2021-06-13", none), "Publish -");
        assert_eq!(step(&handled, "2021-06-13", limits), "Publish 2021-06-11");
        assert_eq!(step(&handled, "2021-06-14", limits), "-");
    }

    #[test]
    fn an_answer_about_conduct_is_waited_for_only_where_the_row_says_until_when() {
        let none = FeedbackLimits::default();
        let conduct = Feedback {
            class: Some(FeedbackClass::ForwardedConduct),
            forwarded: Some(moment("2021-06-02")),
            ..received("2021-06-01")
        };
        assert_eq!(step(&conduct, "2021-06-15", none), "-");
        let due = Feedback { due: Some(moment("2021-06-14")), ..conduct };
        assert_eq!(step(&due, "2021-06-15", none), "Answer 2021-06-14");
        let answered = Feedback { answered: Some(moment("2021-06-14")), ..due };
        assert_eq!(step(&answered, "2021-06-15", none), "-", "conduct need not be published (art. 14.1)");
    }

    /// Conduct goes its own way (art. 14.1), also where the office itself is competent.
    #[test]
    fn only_results_about_regulations_must_be_published() {
        let on = |row: &Feedback| step(row, "2021-06-13", FeedbackLimits::default());
        let about = |about| Feedback { about: Some(about), ..own() };
        assert_eq!(on(&about(FeedbackSubject::Conduct)), "-");
        assert_eq!(on(&about(FeedbackSubject::Both)), "Publish -");
        assert_eq!(on(&Feedback { class: None, ..own() }), "Publish -");
    }

    #[test]
    fn without_ground_there_is_nothing_to_publish() {
        let insufficient =
            Feedback { outcome: Some(FeedbackOutcome::Insufficient), published: None, ..own() };
        assert_eq!(step(&insufficient, "2021-06-30", FeedbackLimits::default()), "-");
    }
}
