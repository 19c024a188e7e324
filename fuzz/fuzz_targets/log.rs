//! Every reader of a log, on any bytes: no panic, and findings lie in the file.

#![no_main]

use std::sync::Arc;

use kstthc::diag::Sink;
use kstthc::model::dossier::PauseBook;
use kstthc::model::unit::Units;
use kstthc::syntax::dossiers::Registers;
use kstthc::syntax::events::read_events;
use kstthc::syntax::pauses::read_pauses;
use kstthc::syntax::procedures::read_procedures;
use kstthc::syntax::progress::read_progress;
use kstthc::syntax::table::LogFile;
use kstthc::tally::Scan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = LogFile { path: Arc::from("data/a.csv"), bytes };
    let (units, mut pauses) = (Units::default(), PauseBook::default());
    let mut sink = Sink::new();
    let catalogue = read_procedures(&file, &mut sink);
    for row in read_pauses(&file, &mut sink) {
        pauses.add(&row.dossier_id, row.pause);
    }
    read_progress(&file, &units, &mut sink);
    read_events(&file, &mut sink);
    let mut scan = Scan::new(Registers { units: &units, catalogue: &catalogue, pauses: &pauses });
    scan.read(&file, &mut (), &mut sink);
    let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines: Vec<usize> = bytes
        .split(|&byte| byte == newline)
        .map(|line| String::from_utf8_lossy(line).chars().count())
        .collect();
    for place in sink.into_findings().into_iter().map(|finding| finding.place) {
        let end = place.column as usize - 1 + place.width as usize;
        assert!(lines.get(place.line as usize - 1).is_some_and(|length| end <= length + 1), "{place:?}");
    }
});
