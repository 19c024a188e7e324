//! Evaluation: slips of citizens and the scores of units.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::repeated;
use crate::diag::{Place, Sink};
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::evaluation::{Evaluation, EvaluationQuarter, Slip};
use crate::model::lookup::Lookup;
use crate::model::unit::UnitIndex;
use crate::repo::Repository;
use crate::syntax::dossiers::ID;
use crate::syntax::table::Row;
use crate::tally::{Fork, IdSet, Visitor};
use crate::text::day;
use crate::text::findings::evaluation::{
    SecondSlip, SecondUnitRow, SlipOfOtherUnit, SlipOutsideWindow, UnitWithoutSlip, quarter_name,
};
use crate::text::findings::reference::{UnitOutsideValidity, UnknownDossier};

/// A dossier has one slip, in whatever quarter; a unit has one row in each quarter.
pub(super) fn unique(repository: &Repository, sink: &mut Sink) {
    let slips = repository.evaluations.iter().flat_map(|evaluation| &evaluation.slips);
    for (id, place, first) in repeated(slips.map(|slip| (slip.dossier_id.as_str(), &slip.place))) {
        sink.row(place.clone(), &SecondSlip { id, first });
    }
    for evaluation in &repository.evaluations {
        let units = evaluation.units.iter().map(|facts| (facts.unit, &facts.place));
        for (unit, place, first) in repeated(units) {
            sink.row(place.clone(), &SecondUnitRow { unit: &repository.units.get(unit).code, first });
        }
    }
}

/// A unit that is evaluated exists on some day of the window.
pub(super) fn units_in_time(repository: &Repository, sink: &mut Sink) {
    for Evaluation { quarter, slips, units, .. } in &repository.evaluations {
        let (first, last) = (quarter.from(), quarter.to());
        let of_slips = slips.iter().map(|slip| (slip.unit, &slip.place));
        let named = of_slips.chain(units.iter().map(|facts| (facts.unit, &facts.place)));
        let named = named.map(|(unit, place)| (repository.units.get(unit), place));
        for (unit, place) in named.filter(|(unit, _)| !unit.exists_within(first, last)) {
            let name = quarter_name(*quarter);
            let when = format!("đợt đánh giá {name} ({} đến {})", day::date(first), day::date(last));
            sink.row(place.clone(), &UnitOutsideValidity { unit, when });
        }
    }
}

/// Slips are about dossiers.
pub(super) fn dossiers(repository: &Repository, ids: &IdSet, sink: &mut Sink) {
    let slips = repository.evaluations.iter().flat_map(|evaluation| &evaluation.slips);
    for slip in slips.filter(|slip| !ids.contains(&slip.dossier_id)) {
        sink.row(slip.place.clone(), &UnknownDossier { id: &slip.dossier_id });
    }
}

/// Looks at the dossiers of slips, and at the units that handled dossiers while they were evaluated.
#[derive(Debug)]
pub(super) struct EvaluatedDossiers<'a> {
    repository: &'a Repository,
    /// By dossier.
    lookup: Lookup,
    slips: Vec<(EvaluationQuarter, &'a Slip)>,
    /// How many dossiers of a unit ended in the window of a quarter.
    ended: BTreeMap<(EvaluationQuarter, UnitIndex), u64>,
}

impl<'a> EvaluatedDossiers<'a> {
    /// Looks at those of this repository.
    #[must_use]
    pub(super) fn new(repository: &'a Repository) -> Self {
        let (mut lookup, mut slips) = (Lookup::default(), Vec::new());
        for evaluation in &repository.evaluations {
            for slip in &evaluation.slips {
                let next = u32::try_from(slips.len()).unwrap_or(u32::MAX);
                // A second slip of a dossier is an error of its own.
                if lookup.insert(&slip.dossier_id, next).is_none() {
                    slips.push((evaluation.quarter, slip));
                }
            }
        }
        Self { repository, lookup, slips, ended: BTreeMap::new() }
    }

    fn check(&self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        let Some(at) = self.lookup.find(&dossier.id) else { return };
        let (quarter, slip) = self.slips[at as usize];
        let units = &self.repository.units;
        if slip.unit != dossier.unit {
            let fact = SlipOfOtherUnit {
                id: &slip.dossier_id,
                unit: &units.get(slip.unit).code,
                handler: &units.get(dossier.unit).code,
                place: row.place(ID),
            };
            sink.row(slip.place.clone(), &fact);
        }
        let ended = dossier.completed.map(|completed| completed.date);
        if ended.map_or(dossier.received.date > quarter.to(), |ended| !quarter.contains(ended)) {
            sink.row(slip.place.clone(), &SlipOutsideWindow { id: &slip.dossier_id, quarter, ended });
        }
    }

    /// Reports each unit without a slip: at its row of scores, or of a quarter that is over at its slips, where dossiers
    /// of the unit ended in the window.
    pub(super) fn report(self, today: Date, sink: &mut Sink) {
        for evaluation in &self.repository.evaluations {
            let rated: BTreeSet<UnitIndex> = evaluation.slips.iter().map(|slip| slip.unit).collect();
            self.report_rows(evaluation, &rated, sink);
            if evaluation.quarter.to() < today {
                self.report_handlers(evaluation, &rated, sink);
            }
        }
    }

    fn report_rows(&self, evaluation: &Evaluation, rated: &BTreeSet<UnitIndex>, sink: &mut Sink) {
        let quarter = evaluation.quarter;
        for facts in evaluation.units.iter().filter(|facts| !rated.contains(&facts.unit)) {
            let unit = &self.repository.units.get(facts.unit).code;
            sink.row(facts.place.clone(), &UnitWithoutSlip { unit, quarter, ended: None });
        }
    }

    fn report_handlers(&self, evaluation: &Evaluation, rated: &BTreeSet<UnitIndex>, sink: &mut Sink) {
        let quarter = evaluation.quarter;
        let Some(path) = &evaluation.log else { return };
        let has_row = |unit: UnitIndex| evaluation.units.iter().any(|facts| facts.unit == unit);
        let of_quarter = self.ended.iter().filter(|((of, _), _)| *of == quarter);
        for ((_, unit), ended) in of_quarter.filter(|((_, unit), _)| !rated.contains(unit) && !has_row(*unit))
        {
            let fact = UnitWithoutSlip {
                unit: &self.repository.units.get(*unit).code,
                quarter,
                ended: Some(*ended),
            };
            sink.file(Place::file(path), &fact);
        }
    }
}

impl Visitor for EvaluatedDossiers<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, sink: &mut Sink) {
        if self.repository.evaluations.is_empty() || !dossier.status.is_counted() {
            return;
        }
        self.check(dossier, row, sink);
        if let Some(completed) = dossier.completed {
            let quarter = EvaluationQuarter::containing(completed.date);
            *self.ended.entry((quarter, dossier.unit)).or_default() += 1;
        }
    }
}

impl Fork for EvaluatedDossiers<'_> {
    fn fork(&self) -> Self {
        Self::new(self.repository)
    }

    fn join(&mut self, other: Self) {
        for (key, ended) in other.ended {
            *self.ended.entry(key).or_default() += ended;
        }
    }
}
