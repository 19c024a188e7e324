//! Reads the schemes of evaluation the binary carries: indicators, points and classes, each with its validity.

use std::sync::Arc;

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::date::Date;
use crate::model::evaluation::{Indicator, PerIndicator};
use crate::model::scoring::{
    Articles, Band, Bands, IndicatorRule, OfficerClass, OnlineShares, Scheme, Tenths, UnitClass,
};
use crate::regulation::EVALUATION;

/// The classes of officers, as files name them.
const OFFICER_CLASSES: &[(&str, OfficerClass)] =
    &[("full", OfficerClass::Full), ("from70", OfficerClass::From70), ("under70", OfficerClass::Under70)];

/// The classes of units, as files name them.
const UNIT_CLASSES: &[(&str, UnitClass)] = &[
    ("excellent", UnitClass::Excellent),
    ("good", UnitClass::Good),
    ("fair", UnitClass::Fair),
    ("average", UnitClass::Average),
    ("weak", UnitClass::Weak),
];

/// The scheme of a day: the one that holds, else the last before it, else the first.
///
/// The file is part of the program and a test reads it without a finding, so findings are not asked for.
#[must_use]
pub fn on(day: Date) -> Scheme {
    let source = Source::new(Arc::from("regulation/evaluation.toml"), EVALUATION);
    let schemes = read_schemes(&source, &mut Sink::new());
    let begun = schemes.iter().rposition(|scheme| scheme.from.is_none_or(|from| from <= day));
    schemes.into_iter().nth(begun.unwrap_or(0)).unwrap_or_default()
}

fn read_schemes(source: &Source<'_>, sink: &mut Sink) -> Vec<Scheme> {
    read_file(source, sink, |table, sink| table.tables("scheme", sink, read_scheme))
}

fn read_scheme(table: &TableReader<'_, '_>, sink: &mut Sink) -> Scheme {
    let percent = |key, sink: &mut Sink| table.required_number(key, 0..=100, sink).unwrap_or(0).into();
    let mut indicators = PerIndicator::default();
    for (number, rule) in table.tables("indicator", sink, read_indicator) {
        if let Some(indicator) = Indicator::ALL.into_iter().find(|of| of.number() == number) {
            indicators[indicator] = rule;
        }
    }
    let articles = table.required_table("article", sink, read_articles);
    let (articles, officers, units) = articles.unwrap_or_default();
    let officer_bands =
        table.tables("officer_class", sink, |band, sink| read_band(band, OFFICER_CLASSES, sink));
    let unit_bands = table.tables("unit_class", sink, |band, sink| read_band(band, UNIT_CLASSES, sink));
    Scheme {
        act: table.required_text("act", sink),
        from: table.required_date("from", sink),
        until: table.date("until", sink),
        note: table.text("note", sink).unwrap_or_default(),
        most_points: table.required_number("most_points", 1..=9, sink).unwrap_or(0).into(),
        articles,
        indicators,
        feedback_on_time: percent("feedback_on_time", sink),
        online: OnlineShares {
            procedures: percent("online_procedures", sink),
            dossiers: percent("online_dossiers", sink),
            dossiers_for_one: percent("online_dossiers_for_one", sink),
        },
        officers: Bands { bands: officer_bands.into_iter().flatten().collect(), article: officers },
        units: Bands { bands: unit_bands.into_iter().flatten().collect(), article: units },
    }
}

/// The articles of the rules, then those of the classes of officers and of units.
fn read_articles(table: &TableReader<'_, '_>, sink: &mut Sink) -> (Articles, String, String) {
    let mut of = |key| table.required_text(key, sink);
    let articles = Articles {
        indicators: of("indicators"),
        mean: of("mean"),
        totals: of("totals"),
        not_counted: of("not_counted"),
        quarterly: of("quarterly"),
        yearly: of("yearly"),
    };
    (articles, of("officers"), of("units"))
}

fn read_indicator(table: &TableReader<'_, '_>, sink: &mut Sink) -> (usize, IndicatorRule) {
    let number = table.required_number("number", 1..=9, sink).unwrap_or(0);
    let rule = IndicatorRule {
        name: table.required_text("name", sink),
        points: ["zero", "one", "two"].map(|key| table.required_text(key, sink)),
        of_officers: table.truth("of_officers", sink).unwrap_or(false),
    };
    (number as usize, rule)
}

fn read_band<C: Copy>(
    table: &TableReader<'_, '_>,
    classes: &[(&str, C)],
    sink: &mut Sink,
) -> Option<Band<C>> {
    let class = table.required_choice("class", classes, sink);
    let at_least = table.required_number("at_least", 0..=180, sink).unwrap_or(0);
    let name = table.required_text("name", sink);
    Some(Band { class: class?, at_least: Tenths(at_least.into()), name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_shipped_file_is_without_findings_and_whole() {
        let mut sink = Sink::new();
        let source = Source::new(Arc::from("evaluation.toml"), EVALUATION);
        let schemes = read_schemes(&source, &mut sink);
        assert_eq!(sink.into_findings(), []);
        assert!(schemes.windows(2).all(|pair| pair[0].until < pair[1].from));
        for scheme in &schemes {
            assert!(scheme.indicators.iter().all(|(_, rule)| !rule.name.is_empty()), "{}", scheme.act);
            let falls = |bands: &[u64]| bands.is_sorted_by(|a, b| a > b) && bands.last() == Some(&0);
            let officers = scheme.officers.bands.iter().map(|band| band.at_least.0);
            let units = scheme.units.bands.iter().map(|band| band.at_least.0);
            assert!(falls(&officers.collect::<Vec<_>>()) && falls(&units.collect::<Vec<_>>()));
        }
    }

    /// Circular 01/2018 in force from 06/01/2019; the decree it explains ended with 30/06/2025.
    #[test]
    fn outside_its_validity_the_nearest_scheme_is_given_and_does_not_hold() {
        for (on_day, holds) in
            [("2019-01-05", false), ("2019-01-06", true), ("2025-06-30", true), ("2025-07-01", false)]
        {
            let scheme = on(day(on_day));
            assert_eq!(
                (scheme.act.as_str(), scheme.holds_on(day(on_day))),
                ("Thông tư 01/2018/TT-VPCP", holds)
            );
        }
    }
}
