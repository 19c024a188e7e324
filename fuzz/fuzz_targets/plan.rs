//! Every reader of a TOML file, on any text: no panic, and findings lie in the file.

#![no_main]

use std::sync::Arc;

use kstthc::diag::Sink;
use kstthc::model::unit::Units;
use kstthc::syntax::source::Source;
use kstthc::syntax::{config, holidays, plan, profile, units};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::new(Arc::from("plan/2021/A-I.toml"), text);
    let mut sink = Sink::new();
    plan::read_section(&source, "A-I", 2021, &Units::default(), &mut sink);
    plan::read_cover(&source, 2021, &mut sink);
    units::read_units(&source, &mut sink);
    config::read_config(&source, &mut sink);
    holidays::read_holidays(&source, 2021, &mut sink);
    profile::read_profile(&source, &mut sink);
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    for place in sink.into_findings().into_iter().map(|finding| finding.place) {
        let end = place.column as usize - 1 + place.width as usize;
        assert!(lines.get(place.line as usize - 1).is_some_and(|length| end <= length + 1), "{place:?}");
    }
});
