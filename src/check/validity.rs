//! Acts that a plan cites and that were out of force when it began.

use std::ops::Range;

use super::passages::passages;
use crate::diag::Sink;
use crate::model::act::Acts;
use crate::model::citation::citations;
use crate::model::date::Date;
use crate::model::plan::Plan;
use crate::repo::{Repository, read_lossy};
use crate::syntax::acts::shipped;
use crate::text::findings::citation::CitedOutOfForce;

/// Checks every citation of every plan against the acts that are known.
pub(super) fn check(repository: &Repository, sink: &mut Sink) {
    let acts = shipped();
    for plan in repository.plans.values() {
        let first = Date::new(plan.year, 1, 1);
        if let Some(day) = plan.cover.decision.date.or(first) {
            check_plan(repository, (plan, day), &acts, sink);
        }
    }
}

fn check_plan(repository: &Repository, (plan, day): (&Plan, Date), acts: &Acts, sink: &mut Sink) {
    for passage in passages(plan) {
        let place = |span: &Range<usize>| passage.place(span, |path| read_lossy(&repository.root, path));
        for citation in citations(passage.text) {
            let Some(act) = acts.find(&citation.number).filter(|act| act.has_ended(day)) else { continue };
            let erratum = passage.erratum(plan, &citation);
            if let Some(ending) = &act.ending {
                let fact = CitedOutOfForce { act: &citation.number, ending, day, erratum };
                sink.file(place(&citation.span), &fact);
            }
        }
        let basis = plan.cover.legal_bases.iter().find(|basis| basis.text == passage.text);
        for act in
            basis.into_iter().flat_map(|basis| acts.cited_by_day(basis)).filter(|act| act.has_ended(day))
        {
            if let Some(ending) = &act.ending {
                let fact = CitedOutOfForce { act: &act.name(), ending, day, erratum: None };
                sink.file(place(&(0..passage.text.len())), &fact);
            }
        }
    }
}
