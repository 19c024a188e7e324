//! What a periodic report is made from beside the repository and what was counted.

use super::report::Request;
use super::session::Opened;
use crate::model::date::Date;
use crate::model::narrative::Narrative;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::procedure::Catalogue;
use crate::model::unit::{Unit, UnitIndex, UnitKind};
use crate::repo::{Repository, Templates};
use crate::report::document::Letter;
use crate::report::periodic::{Comparison, DossierFigures, PeriodView, SealedFigures, Sources, letterhead};
use crate::report::returns::{ReturnView, returns_of};
use crate::tally::{Cube, PeriodCounts};

/// What neither the repository nor the counting keeps.
pub(super) struct Parts {
    figures: DossierFigures,
    comparison: Option<Comparison>,
    letter: Letter,
    /// What of catalogue and plan is the unit's own, where the report is of a unit.
    own: Option<(Catalogue, Option<Plan>)>,
    returns: Vec<ReturnView>,
    sealed: Option<SealedFigures>,
    /// What must be said where the seal cannot be read.
    pub seal_notice: Option<String>,
}

impl Parts {
    pub(super) fn new(opened: &Opened, request: &Request, counts: &PeriodCounts) -> Self {
        let Repository { config, units, .. } = &opened.repository;
        let Request { period, unit, .. } = request;
        let (sealed, seal_notice) = match sealed(opened, request, &counts.own) {
            Ok(sealed) => (sealed, None),
            Err(notice) => (None, Some(notice)),
        };
        Self {
            figures: DossierFigures::new(&counts.own, units, config.counting.on_time_rate_over),
            comparison: comparison(opened, request, counts),
            letter: letterhead(config, units, *unit, period.to),
            own: unit.map(|unit| own_part(opened, period, unit)),
            returns: returns(opened, request),
            sealed,
            seal_notice,
        }
    }

    /// The catalogue and the plan that the report is about.
    pub(super) fn catalogue_and_plan<'a>(
        &'a self,
        opened: &'a Opened,
        year: i32,
    ) -> (&'a Catalogue, Option<&'a Plan>) {
        match &self.own {
            Some((catalogue, plan)) => (catalogue, plan.as_ref()),
            None => (&opened.repository.catalogue, opened.repository.plans.get(&year)),
        }
    }

    pub(super) fn sources<'a>(
        &'a self,
        opened: &'a Opened,
        (request, counts): (&'a Request, &'a PeriodCounts),
        (templates, narrative): (&'a Templates, Option<&'a Narrative>),
    ) -> Sources<'a> {
        let Repository { config, units, calendar, feedback, evaluations, returns, .. } = &opened.repository;
        let period = &request.period;
        Sources {
            config,
            units,
            calendar,
            catalogue: self.catalogue_and_plan(opened, period.year).0,
            all_feedback: feedback,
            evaluations,
            period,
            deadline: deadline(opened, request, period),
            today: opened.today,
            unit: request.unit,
            scope: &request.scope,
            figures: &self.figures,
            logs: &counts.logs,
            all_returns: returns,
            returns: &self.returns,
            opening: &counts.opening,
            parts: &counts.parts,
            trend: &counts.past,
            late: &counts.late,
            comparison: self.comparison.as_ref(),
            sealed: self.sealed.as_ref(),
            forms: &templates.forms,
            outline: &templates.outline,
            narrative,
            letter: &self.letter,
        }
    }
}

/// The figures that were sent; or what must be said where they cannot be read.
fn sealed(opened: &Opened, request: &Request, own: &Cube) -> Result<Option<SealedFigures>, String> {
    let seal = opened.repository.seal_of(&request.period).map_err(|reason| {
        format!("Tệp chốt số liệu của kỳ này không dùng được ({reason}): chưa đối chiếu với số liệu đã gửi.")
    })?;
    let units = (&opened.repository.units, &request.scope);
    Ok(seal.map(|seal| SealedFigures::new(&seal, own, units)))
}

fn deadline(opened: &Opened, request: &Request, period: &Period) -> Option<Date> {
    let Repository { config, calendar, .. } = &opened.repository;
    match request.unit {
        Some(_) => period.unit_deadline(config.reporting, calendar),
        None => period.deadline(config.reporting, calendar),
    }
}

fn comparison(opened: &Opened, request: &Request, counts: &PeriodCounts) -> Option<Comparison> {
    let (basis, period) = request.compared.as_ref()?;
    let Repository { config, units, .. } = &opened.repository;
    let figures = DossierFigures::new(counts.compared.as_ref()?, units, config.counting.on_time_rate_over);
    let view = PeriodView::new(period, deadline(opened, request, period));
    let counted = Comparison::new(*basis, view, figures, counts.first_receipt);
    let seal = opened.repository.seal_of(period).ok().flatten().filter(|_| !counted.complete);
    Some(match seal {
        None => counted,
        Some(seal) => {
            let figures = DossierFigures::sealed(&seal, units, &request.scope);
            Comparison::sealed(*basis, counted.period, figures, seal.sealed_on)
        }
    })
}

/// Who has sent figures for the period, of the units the report is about.
fn returns(opened: &Opened, request: &Request) -> Vec<ReturnView> {
    let Repository { units, config, calendar, .. } = &opened.repository;
    let deadline = request.period.unit_deadline(config.reporting, calendar);
    let mut views = returns_of(&request.period, deadline, opened.return_sources());
    views.retain(|view| units.find(&view.unit).is_some_and(|unit| request.scope.contains(unit)));
    views
}

/// What of catalogue and plan is a unit's own: a commune has the procedures of its level; which of the others a
/// department handles is not known.
fn own_part(opened: &Opened, period: &Period, unit: UnitIndex) -> (Catalogue, Option<Plan>) {
    let Repository { units, catalogue, config, plans, .. } = &opened.repository;
    let below = units.with_units_below(unit);
    let catalogue = match units.get(unit) {
        Unit { kind: UnitKind::Commune, level, .. } => catalogue.at(*level, config.level),
        _ => Catalogue::default(),
    };
    (catalogue, plans.get(&period.year).map(|plan| plan.of_units(units, &below)))
}
