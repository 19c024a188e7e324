//! Reads the acts that plans cite.

use std::sync::Arc;

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::act::{Acts, Certainty, Displaced, Ending, KnownAct, Role};
use crate::model::citation::normal;
use crate::model::date::Date;
use crate::regulation::ACTS;

/// How sure a fact is, as files name it.
const CERTAINTIES: &[(&str, Certainty)] = &[
    ("verified", Certainty::Verified),
    ("paraphrased", Certainty::Paraphrased),
    ("derived", Certainty::Derived),
    ("background", Certainty::Background),
];

/// What an act is cited for, as files name it.
const ROLES: &[(&str, Role)] = &[
    ("organisation", Role::Organisation),
    ("feedback", Role::Feedback),
    ("control", Role::Control),
    ("guidance", Role::Guidance),
    ("one_stop", Role::OneStop),
    ("reporting", Role::Reporting),
];

/// The acts the binary carries.
///
/// The file is part of the program and a test reads it without a finding, so findings are not asked for.
#[must_use]
pub fn shipped() -> Acts {
    let source = Source::new(Arc::from("regulation/acts.toml"), ACTS);
    Acts(read_acts(&source, &mut Sink::new()))
}

fn read_acts(source: &Source<'_>, sink: &mut Sink) -> Vec<KnownAct> {
    let acts =
        read_file(source, sink, |table, sink| table.tables("act", sink, |table, sink| read_act(table, sink)));
    acts.into_iter().flatten().collect()
}

fn read_act(table: &TableReader<'_, '_>, sink: &mut Sink) -> Option<KnownAct> {
    let parts = table.tables("part", sink, |table, sink| {
        let what = table.required_text("what", sink);
        let until = table.required_date("until", sink);
        let ending = read_ending(table, until, sink);
        Some(Displaced { what, ending: ending? })
    });
    let until = table.date("until", sink);
    let certainty = table.required_choice("certainty", CERTAINTIES, sink);
    let act = KnownAct {
        number: normal(&table.required_text("number", sink)),
        kind: table.required_text("kind", sink),
        title: table.required_text("title", sink),
        issuer: table.required_text("issuer", sink),
        date: table.required_date("date", sink)?,
        from: table.date("from", sink),
        ending: read_ending(table, until, sink),
        certainty: certainty?,
        note: table.text("note", sink).unwrap_or_default(),
        role: table.choice("role", ROLES, sink),
        is_basis: table.truth("basis", sink).unwrap_or(false),
        displaced: parts.into_iter().flatten().collect(),
    };
    Some(act)
}

fn read_ending(table: &TableReader<'_, '_>, until: Option<Date>, sink: &mut Sink) -> Option<Ending> {
    let replaced_by = table.texts("replaced_by", sink);
    let certainty = table.required_choice("certainty", CERTAINTIES, sink)?;
    let note = table.text("note", sink).unwrap_or_default();
    Some(Ending { until: until?, replaced_by, certainty, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_without_findings_and_its_references_hold() {
        let mut sink = Sink::new();
        let acts = Acts(read_acts(&Source::new(Arc::from("acts.toml"), ACTS), &mut sink));
        assert_eq!(sink.into_findings(), []);
        assert!(acts.0.len() > 15);
        for act in &acts.0 {
            assert!(acts.find(&act.number).is_some_and(|found| found.number == act.number));
            assert!(act.from.is_none_or(|from| from >= act.date), "{}", act.number);
            let endings = act.ending.iter().chain(act.displaced.iter().map(|part| &part.ending));
            for ending in endings {
                assert!(act.from.is_none_or(|from| from <= ending.until), "{}", act.number);
                for other in &ending.replaced_by {
                    assert!(acts.find(other).is_some(), "{} is replaced by {other}", act.number);
                }
            }
        }
    }
}
