//! What the logs know of a unit, set beside what is recorded: indicator 1 from the dates of its dossiers, 8 from the
//! feedback it handles, 9 from channels and service levels. Nothing here changes a recorded score.

use serde::Serialize;

use crate::model::date::Date;
use crate::model::dossier::Timeliness;
use crate::model::evaluation::Indicator;
use crate::model::feedback::{Feedback, FeedbackClass};
use crate::model::procedure::{Catalogue, ServiceLevel};
use crate::model::scoring::{Scheme, Scores, Tenths};
use crate::model::unit::UnitIndex;
use crate::tally::{Handling, Window};

/// What indicators are computed from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logs<'a> {
    /// The feedback of all years; `None` where no log of feedback is kept for the window.
    pub feedback: Option<&'a [Feedback]>,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The window.
    pub window: Window,
    /// The rules.
    pub scheme: &'a Scheme,
}

/// The scores the logs give, and what they were counted from.
#[derive(Clone, Debug, Default)]
pub struct Computed {
    /// The scores; `None` where the logs do not tell.
    pub scores: Scores,
    /// What they were counted from.
    pub basis: Basis,
}

/// What computed scores were counted from.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Basis {
    /// Indicator 1.
    pub dossiers: DossierBasis,
    /// Indicator 8; nothing where no log of feedback is kept.
    pub feedback: Option<FeedbackBasis>,
    /// Indicator 9.
    pub online: OnlineBasis,
}

/// The dossiers of a unit that ended in the window.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct DossierBasis {
    /// All.
    pub ended: u64,
    /// With a due date, before it.
    pub early: u64,
    /// On it.
    pub on_time: u64,
    /// After it.
    pub late: u64,
}

/// The feedback a unit had to answer in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FeedbackBasis {
    /// All: received by its end and not answered before it began.
    pub arisen: u64,
    /// Answered by its due day.
    pub on_time: u64,
    /// Answered after it, or not at all by the last day of the window though due before.
    pub late: u64,
    /// Of the late, those not answered at all: prolonged.
    pub prolonged: u64,
    /// Neither answered nor due.
    pub open: u64,
    /// Without a due day, so that nobody can tell.
    pub without_due: u64,
}

/// Dossiers received in the window, and their procedures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OnlineBasis {
    /// Received.
    pub received: u64,
    /// Of these, online.
    pub received_online: u64,
    /// Online dossiers that ended late or were overdue on the last day.
    pub late: u64,
    /// The eligible procedures.
    pub procedures: u64,
    /// Of these, at level 3 or 4.
    pub at_level_3_4: u64,
}

/// Computes what the logs know of a unit.
#[must_use]
pub(super) fn compute(unit: UnitIndex, handling: &Handling, logs: Logs<'_>) -> Computed {
    let Handling { ended, early, on_time, late, .. } = *handling;
    let basis = Basis {
        dossiers: DossierBasis { ended, early, on_time, late },
        feedback: logs.feedback.map(|feedback| feedback_basis(unit, feedback, logs.window)),
        online: online_basis(handling, logs.catalogue),
    };
    let mut scores = Scores::default();
    scores[Indicator::WholeTime] = whole_time(basis.dossiers);
    let feedback = basis.feedback.and_then(|basis| feedback_points(basis, logs.scheme));
    scores[Indicator::Feedback] = feedback.map(Tenths::whole);
    let online = online_points(basis.online, logs.scheme).map(Tenths::whole);
    scores[Indicator::OnlineServices] = online;
    Computed { scores, basis }
}

/// The points of indicator 1 for one dossier: shorter, equal, longer than allowed.
#[must_use]
pub(super) const fn points_of(timeliness: Timeliness) -> u64 {
    match timeliness {
        Timeliness::Early => 2,
        Timeliness::OnTime => 1,
        Timeliness::Late => 0,
    }
}

/// The mean over the dossiers that ended in the window and have a due date.
fn whole_time(DossierBasis { early, on_time, late, .. }: DossierBasis) -> Option<Tenths> {
    let of = |number, timeliness| number * points_of(timeliness);
    Tenths::mean(of(early, Timeliness::Early) + of(on_time, Timeliness::OnTime), early + on_time + late)
}

fn feedback_basis(unit: UnitIndex, feedback: &[Feedback], window: Window) -> FeedbackBasis {
    let mut basis = FeedbackBasis::default();
    let own = |row: &&Feedback| {
        let not_accepted = row.class == Some(FeedbackClass::NotAccepted);
        row.handling_unit == Some(unit) && row.received.date <= window.to && !not_accepted
    };
    for row in feedback.iter().filter(own) {
        let ended = answered(row);
        if ended.is_none_or(|ended| ended >= window.from) {
            basis.add(ended, row.due.map(|due| due.date), window.to);
        }
    }
    basis
}

/// The day feedback was answered; what is not handled here is answered by passing it on.
fn answered(row: &Feedback) -> Option<Date> {
    let is_forwarded = matches!(row.class, Some(FeedbackClass::Forwarded | FeedbackClass::ForwardedConduct));
    let end = row.answered.or(row.forwarded.filter(|_| is_forwarded));
    end.map(|end| end.date)
}

impl FeedbackBasis {
    /// Adds feedback by the day it was answered and the day it was due; what was answered after the window counts as open.
    fn add(&mut self, answered: Option<Date>, due: Option<Date>, last: Date) {
        self.arisen += 1;
        let answered = answered.filter(|answered| *answered <= last);
        match (due, answered) {
            (None, _) => self.without_due += 1,
            (Some(due), Some(answered)) if answered <= due => self.on_time += 1,
            (Some(_), Some(_)) => self.late += 1,
            (Some(due), None) if due >= last => self.open += 1,
            (Some(_), None) => {
                self.late += 1;
                self.prolonged += 1;
            }
        }
    }
}

/// The points of indicator 8. The circular does not say when feedback is prolonged; that it is overdue and unanswered on
/// the last day of the window is a default.
fn feedback_points(basis: FeedbackBasis, scheme: &Scheme) -> Option<u64> {
    let FeedbackBasis { arisen, on_time, late, prolonged, without_due, .. } = basis;
    let judged = on_time + late;
    if prolonged > 0 {
        return Some(0);
    }
    if arisen == 0 {
        return Some(2);
    }
    if judged == 0 || without_due > 0 {
        return None;
    }
    Some(match late {
        0 => 2,
        _ if on_time * 100 >= judged * scheme.feedback_on_time => 1,
        _ => 0,
    })
}

/// Which procedures are eligible for a unit is not in any log; a default: those of the dossiers it received in the window
/// for which the catalogue states a service level.
fn online_basis(handling: &Handling, catalogue: &Catalogue) -> OnlineBasis {
    let codes = handling.procedures.iter();
    let levels: Vec<ServiceLevel> = codes.filter_map(|code| catalogue.find(code)?.service_level).collect();
    let at_level_3_4 = levels.iter().filter(|level| **level != ServiceLevel::Information).count();
    OnlineBasis {
        received: handling.received,
        received_online: handling.received_online,
        late: handling.online_late,
        procedures: levels.len() as u64,
        at_level_3_4: at_level_3_4 as u64,
    }
}

/// The points of indicator 9. A default: "không giải quyết" is read as overdue and pending on the last day of the window;
/// what has enough dossiers for 2 points but not enough procedures has 1, which the circular leaves open.
fn online_points(basis: OnlineBasis, scheme: &Scheme) -> Option<u64> {
    let OnlineBasis { received, received_online, late, procedures, at_level_3_4 } = basis;
    let shares = scheme.online;
    let reaches = |part: u64, whole: u64, percent: u64| part * 100 >= whole * percent;
    let dossiers = |percent| reaches(received_online, received, percent);
    if late > 0 || (received > 0 && !dossiers(shares.dossiers_for_one)) {
        return Some(0);
    }
    if received == 0 || procedures == 0 {
        return None;
    }
    Some(match at_level_3_4 {
        0 => 0,
        _ if dossiers(shares.dossiers) && reaches(at_level_3_4, procedures, shares.procedures) => 2,
        _ => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::scheme;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    fn rules() -> Scheme {
        scheme::on(day("2021-06-09"))
    }

    /// Indicator 1 by hand: (2 early + on time) / all with a due date.
    #[test]
    fn the_whole_time_is_2_1_0_for_early_on_time_late() {
        for ([early, on_time, late], score) in
            [([2, 1, 1], Some(13)), ([0, 1, 19], Some(1)), ([3, 0, 0], Some(20)), ([0, 0, 0], None)]
        {
            let basis = DossierBasis { ended: 99, early, on_time, late };
            assert_eq!(whole_time(basis), score.map(Tenths), "{basis:?}");
        }
    }

    /// Feedback as `due answered`, `-` for nothing, in a window of 10/3–9/6.
    fn basis(rows: &[&str]) -> FeedbackBasis {
        let mut basis = FeedbackBasis::default();
        for row in rows {
            let (due, answered) = row.split_once(' ').unwrap();
            let of = |text: &str| (text != "-").then(|| day(text));
            basis.add(of(answered), of(due), day("2021-06-09"));
        }
        basis
    }

    #[track_caller]
    fn check_feedback(rows: &[&str], points: Option<u64>) {
        assert_eq!(feedback_points(basis(rows), &rules()), points, "{rows:?}");
    }

    #[test]
    fn feedback_has_2_points_where_none_arose_or_all_was_answered_on_time() {
        check_feedback(&[], Some(2));
        check_feedback(&["2021-04-10 2021-04-10", "2021-04-10 2021-04-01"], Some(2));
    }

    /// The edge of 90 of a hundred: 9 of 10 reach it, 8 of 9 do not.
    #[test]
    fn feedback_has_1_point_from_90_of_a_hundred_on_time() {
        let mut rows = vec!["2021-04-10 2021-04-10"; 9];
        rows.push("2021-04-10 2021-04-11");
        check_feedback(&rows, Some(1));
        check_feedback(&rows[1..], Some(0));
    }

    #[test]
    fn feedback_overdue_and_unanswered_at_the_end_is_prolonged_and_leaves_nothing() {
        let mut rows = vec!["2021-04-10 2021-04-10"; 99];
        rows.push("2021-06-08 -");
        check_feedback(&rows, Some(0));
        rows[99] = "2021-06-08 2021-06-10";
        check_feedback(&rows, Some(0));
        rows[99] = "2021-06-09 -";
        check_feedback(&rows, Some(2));
    }

    #[test]
    fn what_nobody_can_judge_gives_no_points() {
        check_feedback(&["2021-06-09 -"], None);
        check_feedback(&["2021-04-10 2021-04-10", "- 2021-04-10"], None);
    }

    /// Dossiers online of all, late ones, procedures at level 3 or 4 of the eligible ones.
    #[track_caller]
    fn check_online([online, all, late]: [u64; 3], [level_3_4, eligible]: [u64; 2], points: Option<u64>) {
        let basis = OnlineBasis {
            received: all,
            received_online: online,
            late,
            procedures: eligible,
            at_level_3_4: level_3_4,
        };
        assert_eq!(online_points(basis, &rules()), points, "{basis:?}");
    }

    #[test]
    fn online_services_have_2_points_from_20_and_30_of_a_hundred_without_a_late_dossier() {
        check_online([3, 10, 0], [1, 5], Some(2));
        check_online([30, 101, 0], [1, 5], Some(1));
        check_online([3, 10, 0], [1, 6], Some(1));
        check_online([3, 10, 1], [1, 5], Some(0));
    }

    #[test]
    fn online_services_have_1_point_from_15_of_a_hundred() {
        check_online([15, 100, 0], [1, 9], Some(1));
        check_online([14, 100, 0], [9, 9], Some(0));
        check_online([15, 100, 0], [0, 9], Some(0));
    }

    #[test]
    fn online_services_are_not_judged_without_dossiers_or_levels() {
        check_online([0, 0, 0], [1, 1], None);
        check_online([3, 10, 0], [0, 0], None);
        check_online([1, 10, 0], [0, 0], Some(0));
    }
}
