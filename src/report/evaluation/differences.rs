//! Where what is recorded and what the logs compute differ: listed, not hidden, and no error.

use std::collections::BTreeMap;

use serde::Serialize;

use super::computed::points_of;
use super::{Computed, OutsideWindow, Results, Sources};
use crate::model::evaluation::{Indicator, Slip};
use crate::model::scoring::Tenths;
use crate::model::unit::UnitIndex;

/// A recorded score and the computed one, where they differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The unit's code.
    pub unit: String,
    /// The indicator.
    pub indicator: &'static str,
    /// The dossier of the slip; `None` where the score of the whole unit is meant.
    pub dossier_id: Option<String>,
    /// What is recorded.
    pub recorded: Tenths,
    /// What the logs compute.
    pub computed: Tenths,
    /// The file of the slip.
    pub path: Option<String>,
    /// The line of the slip.
    pub line: Option<u32>,
}

/// The differences of units, by rank and indicator, then those of slips in the order of files and lines.
pub(super) fn differences(
    sources: &Sources<'_>,
    results: &Results,
    computed: &BTreeMap<UnitIndex, Computed>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for result in &results.units {
        let Some(computed) = computed.get(&result.unit) else { continue };
        let of_unit = Indicator::ALL.into_iter().filter_map(|indicator| {
            let recorded = result.scored.indicators[indicator]?;
            let computed = computed.scores[indicator].filter(|computed| *computed != recorded)?;
            Some((indicator, recorded, computed))
        });
        found.extend(of_unit.map(|(indicator, recorded, computed)| Difference {
            unit: sources.units.get(result.unit).code.clone(),
            indicator: indicator.key(),
            dossier_id: None,
            recorded,
            computed,
            path: None,
            line: None,
        }));
    }
    found.extend(slips(sources).filter_map(|slip| of_slip(sources, slip)));
    found
}

fn slips<'a>(sources: &Sources<'a>) -> impl Iterator<Item = &'a Slip> + use<'a> {
    sources.evaluations.iter().flat_map(|evaluation| &evaluation.slips)
}

/// Indicator 1 of a slip against the dates of its dossier.
fn of_slip(sources: &Sources<'_>, slip: &Slip) -> Option<Difference> {
    let indicator = Indicator::WholeTime;
    let recorded = Tenths::whole(slip.points[indicator]?.into());
    let timeliness = sources.handling.dossier(&slip.dossier_id)?.timeliness?;
    let computed = Tenths::whole(points_of(timeliness));
    (recorded != computed).then(|| Difference {
        unit: sources.units.get(slip.unit).code.clone(),
        indicator: indicator.key(),
        dossier_id: Some(slip.dossier_id.clone()),
        recorded,
        computed,
        path: Some(slip.place.path.to_string()),
        line: Some(slip.place.line),
    })
}

/// The slips about dossiers that ended outside the window, or came in after it.
pub(super) fn outside_window(sources: &Sources<'_>) -> Vec<OutsideWindow> {
    let outside = |slip: &Slip| {
        let dossier = sources.handling.dossier(&slip.dossier_id)?;
        dossier.is_outside(sources.window()).then(|| OutsideWindow {
            dossier_id: slip.dossier_id.clone(),
            completed: dossier.completed,
            path: slip.place.path.to_string(),
            line: slip.place.line,
        })
    };
    slips(sources).filter_map(outside).collect()
}
