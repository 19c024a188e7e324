//! Evaluation: slips of citizens and the scores of units.

use std::collections::BTreeMap;

use crate::diag::{Place, Sink};
use crate::model::evaluation::Evaluation;
use crate::model::unit::UnitIndex;
use crate::repo::Repository;
use crate::tally::IdIndex;
use crate::text::findings::evaluation::{SecondSlip, SecondUnitRow};
use crate::text::findings::reference::UnknownDossier;

/// A dossier has one slip, in whatever quarter; a unit has one row in each quarter.
pub(super) fn unique(repository: &Repository, sink: &mut Sink) {
    let mut slips: BTreeMap<&str, &Place> = BTreeMap::new();
    for slip in repository.evaluations.iter().flat_map(|evaluation| &evaluation.slips) {
        match slips.get(slip.dossier_id.as_str()) {
            Some(first) => sink.row(slip.place.clone(), &SecondSlip { id: &slip.dossier_id, first }),
            None => {
                slips.insert(&slip.dossier_id, &slip.place);
            }
        }
    }
    for evaluation in &repository.evaluations {
        unique_units(repository, evaluation, sink);
    }
}

fn unique_units(repository: &Repository, evaluation: &Evaluation, sink: &mut Sink) {
    let mut units: BTreeMap<UnitIndex, &Place> = BTreeMap::new();
    for facts in &evaluation.units {
        match units.get(&facts.unit) {
            Some(first) => {
                let unit = &repository.units.get(facts.unit).code;
                sink.row(facts.place.clone(), &SecondUnitRow { unit, first });
            }
            None => {
                units.insert(facts.unit, &facts.place);
            }
        }
    }
}

/// Slips are about dossiers.
pub(super) fn dossiers(repository: &Repository, ids: &IdIndex, sink: &mut Sink) {
    let slips = repository.evaluations.iter().flat_map(|evaluation| &evaluation.slips);
    for slip in slips.filter(|slip| !ids.contains(&slip.dossier_id)) {
        sink.row(slip.place.clone(), &UnknownDossier { id: &slip.dossier_id });
    }
}
