//! Scores, totals and classes of units, officers, fields and the office (Circular 01/2018/TT-VPCP, art. 15), out of slips
//! and the scores of units alone.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::satisfaction::SatisfactionCounts;
use crate::model::evaluation::{Evaluation, Indicator, Points, Slip, UnitFacts};
use crate::model::scoring::{OfficerClass, Scheme, Scores, Sums, Tenths, Total, UnitClass};
use crate::model::unit::{UnitIndex, Units};
use crate::text::collate;

/// What the results of some quarters are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The quarters; several for a year.
    pub evaluations: &'a [&'a Evaluation],
    /// The units.
    pub units: &'a Units,
    /// The rules.
    pub scheme: &'a Scheme,
    /// The field of a slip: its own, or where it names none that of its dossier.
    pub field_of: &'a dyn Fn(&Slip) -> String,
}

impl<'a> Input<'a> {
    /// All slips, in the order of quarters and files.
    pub fn slips(&self) -> impl Iterator<Item = &'a Slip> + use<'a> {
        self.evaluations.iter().flat_map(|evaluation| &evaluation.slips)
    }
}

/// Slips of one unit, field or office.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    sums: Sums,
    satisfaction: SatisfactionCounts,
}

impl Group {
    fn add(&mut self, slip: &Slip) {
        self.sums.add(&slip.points);
        self.satisfaction.add(slip.satisfaction);
    }
}

/// The scores of a unit, a field or the office, and what they come to.
#[derive(Clone, Debug, Serialize)]
pub struct Scored {
    /// How many slips.
    pub slips: u64,
    /// The recorded score of each indicator; `None` is not counted (art. 15.4b).
    pub indicators: Scores,
    /// The sum of the rounded scores.
    pub total: Tenths,
    /// The most that the counted indicators could give.
    pub counted_max: u64,
    /// The class; `None` without a slip, or where nothing is counted.
    pub class: Option<UnitClass>,
    /// How content citizens were.
    pub satisfaction: SatisfactionCounts,
}

impl Scored {
    /// Scores slips together with what is scored by unit; where that lacks an indicator the slips' holds.
    fn new(group: &Group, of_unit: &Scores, scheme: &Scheme) -> Self {
        let means = group.sums.means();
        let indicators = Scores::from_fn(|indicator| of_unit[indicator].or(means[indicator]));
        let Total { total, counted_max } = Total::of(&indicators, &Indicator::ALL, scheme.most_points);
        let is_judged = group.sums.slips > 0 && counted_max > 0;
        Self {
            slips: group.sums.slips,
            indicators,
            total,
            counted_max,
            class: scheme.units.class_of(total).filter(|_| is_judged),
            satisfaction: group.satisfaction,
        }
    }
}

/// What who reviews a unit found (thẩm định): the unit's own scores hold where none was given.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// The scores that were given.
    pub indicators: Scores,
    /// The sum with them in place of the unit's own.
    pub total: Tenths,
    /// The most that the counted indicators could give.
    pub counted_max: u64,
    /// The class of that sum.
    pub class: Option<UnitClass>,
}

/// The result of a unit.
#[derive(Clone, Debug)]
pub struct UnitResult {
    /// The unit.
    pub unit: UnitIndex,
    /// Its place among the units with a class; units with one total share it (1, 2, 2, 4).
    pub rank: Option<usize>,
    /// The scores as recorded.
    pub scored: Scored,
    /// What who reviews it found; `None` where no score was given.
    pub verified: Option<Verified>,
    /// The same by field, in the order of their names.
    pub by_field: Vec<FieldResult>,
}

/// The result of a field, in a unit or in the whole office.
#[derive(Clone, Debug, Serialize)]
pub struct FieldResult {
    /// The field; may be empty.
    pub field: String,
    /// The scores.
    #[serde(flatten)]
    pub scored: Scored,
}

/// The result of an officer.
#[derive(Clone, Debug)]
pub struct OfficerResult {
    /// The officer's code.
    pub officer: String,
    /// The unit of the slips.
    pub unit: UnitIndex,
    /// The scores and the class.
    pub scored: OfficerScored,
}

/// What the slips about an officer come to.
#[derive(Clone, Debug, Serialize)]
pub struct OfficerScored {
    /// How many slips.
    pub slips: u64,
    /// The scores of the five indicators that are counted for officers.
    pub indicators: Scores,
    /// Their sum.
    pub total: Tenths,
    /// The most that the counted indicators could give.
    pub counted_max: u64,
    /// The class; `None` where nothing is counted.
    pub class: Option<OfficerClass>,
    /// How content citizens were.
    pub satisfaction: SatisfactionCounts,
}

/// All results.
#[derive(Clone, Debug)]
pub struct Results {
    /// The units, by rank; those without a class at the end.
    pub units: Vec<UnitResult>,
    /// The officers, by unit and code.
    pub officers: Vec<OfficerResult>,
    /// The fields of the whole office, in the order of their names.
    pub fields: Vec<FieldResult>,
    /// The office as a whole.
    pub office: Scored,
    /// Slips that name no officer.
    pub slips_without_officer: u64,
}

/// The slips of a unit, together and by field.
#[derive(Default)]
struct UnitGroups {
    all: Group,
    by_field: BTreeMap<String, Group>,
}

impl Results {
    /// Scores slips and units; `others` are units that have neither and are named all the same, without a class.
    #[must_use]
    pub fn new(input: Input<'_>, others: impl Iterator<Item = UnitIndex>) -> Self {
        let mut units: BTreeMap<UnitIndex, UnitGroups> = BTreeMap::new();
        let mut fields: BTreeMap<String, Group> = BTreeMap::new();
        let mut office = Group::default();
        for slip in input.slips() {
            let field = (input.field_of)(slip);
            let unit = units.entry(slip.unit).or_default();
            unit.all.add(slip);
            unit.by_field.entry(field.clone()).or_default().add(slip);
            fields.entry(field).or_default().add(slip);
            office.add(slip);
        }
        let rated = input.evaluations.iter().flat_map(|evaluation| &evaluation.units).map(|facts| facts.unit);
        for unit in rated.chain(others) {
            units.entry(unit).or_default();
        }
        let units: Vec<UnitResult> =
            units.into_iter().map(|(unit, groups)| unit_result(input, unit, groups)).collect();
        let of_office = of_office(&units);
        let (officers, slips_without_officer) = officers(input);
        Self {
            fields: field_results(fields, &of_office, input.scheme),
            office: Scored::new(&office, &of_office, input.scheme),
            units: ranked(units),
            officers,
            slips_without_officer,
        }
    }
}

fn unit_result(input: Input<'_>, unit: UnitIndex, groups: UnitGroups) -> UnitResult {
    let facts: Vec<&UnitFacts> = input
        .evaluations
        .iter()
        .filter_map(|evaluation| evaluation.units.iter().find(|facts| facts.unit == unit))
        .collect();
    let recorded: Vec<Points> = facts.iter().map(|facts| facts.recorded).collect();
    let recorded = means(&recorded);
    let scored = Scored::new(&groups.all, &recorded, input.scheme);
    UnitResult {
        unit,
        rank: None,
        verified: verify(&scored, verified(&facts), input.scheme),
        by_field: field_results(groups.by_field, &recorded, input.scheme),
        scored,
    }
}

/// The means of a unit's scores over the quarters that have one: of a single quarter the scores themselves. How quarters
/// make a year is not said in the circular; this is a default.
fn means(quarters: &[Points]) -> Scores {
    Scores::from_fn(|indicator| {
        let given: Vec<u64> = quarters.iter().filter_map(|points| points[indicator]).map(u64::from).collect();
        Tenths::mean(given.iter().sum(), given.len() as u64)
    })
}

/// The scores of indicators that were verified in some quarter; in the others the recorded ones stand in.
fn verified(facts: &[&UnitFacts]) -> Scores {
    let held = |facts: &&UnitFacts| {
        Points::from_fn(|indicator| facts.verified[indicator].or(facts.recorded[indicator]))
    };
    let held: Vec<Points> = facts.iter().map(held).collect();
    let means = means(&held);
    let is_verified = |indicator| facts.iter().any(|facts| facts.verified[indicator].is_some());
    Scores::from_fn(|indicator| means[indicator].filter(|_| is_verified(indicator)))
}

fn verify(scored: &Scored, given: Scores, scheme: &Scheme) -> Option<Verified> {
    given.iter().find(|(_, score)| score.is_some())?;
    let held = Scores::from_fn(|indicator| given[indicator].or(scored.indicators[indicator]));
    let Total { total, counted_max } = Total::of(&held, &Indicator::ALL, scheme.most_points);
    let class = scheme.units.class_of(total).filter(|_| scored.slips > 0);
    Some(Verified { indicators: given, total, counted_max, class })
}

/// The office's score of what is scored by unit: the mean over the units that have one. The circular knows no such mean;
/// a default, so that the office can be seen as a whole.
fn of_office(units: &[UnitResult]) -> Scores {
    let mut scores = Scores::default();
    for indicator in Indicator::OF_UNITS {
        let given: Vec<Tenths> = units.iter().filter_map(|unit| unit.scored.indicators[indicator]).collect();
        let sum: u64 = given.iter().map(|score| score.0).sum();
        scores[indicator] = mean_of_tenths(sum, given.len() as u64);
    }
    scores
}

/// The mean of scores that are tenths already, half up.
fn mean_of_tenths(sum: u64, number: u64) -> Option<Tenths> {
    (sum * 2 + number).checked_div(number * 2).map(Tenths)
}

fn field_results(groups: BTreeMap<String, Group>, of_unit: &Scores, scheme: &Scheme) -> Vec<FieldResult> {
    let result =
        |(field, group): (String, Group)| FieldResult { field, scored: Scored::new(&group, of_unit, scheme) };
    let mut results: Vec<FieldResult> = groups.into_iter().map(result).collect();
    results.sort_by_cached_key(|result| collate::key(&result.field));
    results
}

/// Puts units in order and gives equal totals one rank.
fn ranked(mut units: Vec<UnitResult>) -> Vec<UnitResult> {
    units.sort_by_key(|unit| {
        let Scored { class, total, .. } = unit.scored;
        (class.is_none(), Reverse(total), unit.unit)
    });
    let totals: Vec<Tenths> =
        units.iter().filter(|unit| unit.scored.class.is_some()).map(|unit| unit.scored.total).collect();
    for unit in units.iter_mut().filter(|unit| unit.scored.class.is_some()) {
        unit.rank = Some(1 + totals.iter().filter(|total| **total > unit.scored.total).count());
    }
    units
}

/// The officers, and how many slips name none.
fn officers(input: Input<'_>) -> (Vec<OfficerResult>, u64) {
    let mut groups: BTreeMap<(UnitIndex, &str), Group> = BTreeMap::new();
    let mut without = 0;
    for slip in input.slips() {
        if slip.officer.is_empty() {
            without += 1;
        } else {
            groups.entry((slip.unit, &slip.officer)).or_default().add(slip);
        }
    }
    let result = |((unit, officer), group)| officer_result(unit, officer, &group, input.scheme);
    (groups.into_iter().map(result).collect(), without)
}

fn officer_result(unit: UnitIndex, officer: &str, group: &Group, scheme: &Scheme) -> OfficerResult {
    let counted = scheme.of_officers();
    let means = group.sums.means();
    let indicators = Scores::from_fn(|indicator| means[indicator].filter(|_| counted.contains(&indicator)));
    let Total { total, counted_max } = Total::of(&indicators, &counted, scheme.most_points);
    OfficerResult {
        officer: officer.to_owned(),
        unit,
        scored: OfficerScored {
            slips: group.sums.slips,
            indicators,
            total,
            counted_max,
            class: scheme.officers.class_of(total).filter(|_| counted_max > 0),
            satisfaction: group.satisfaction,
        },
    }
}
