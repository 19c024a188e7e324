//! Findings that need more than one file: a registry of rules, one file per family. Cannot fail.

mod identity;
mod references;

use crate::diag::{Place, Sink};
use crate::repo::Repository;
use crate::tally::IdIndex;
use crate::text::findings::schedule::ComputedYear;

/// The rules over a loaded repository, in the order of their families.
const RULES: &[fn(&Repository, &mut Sink)] =
    &[identity::items, identity::events, references::events, references::progress];

/// Runs every rule; `ids` are the dossiers of all logs.
pub fn run(repository: &Repository, ids: &IdIndex, sink: &mut Sink) {
    for rule in RULES {
        rule(repository, sink);
    }
    references::pauses(repository, ids, sink);
    computed_years(repository, sink);
}

/// Warns of years whose days off were used and had to be computed from the law.
fn computed_years(repository: &Repository, sink: &mut Sink) {
    for year in repository.calendar.computed_years() {
        let path = format!("plan/holidays/{year}.toml");
        sink.file(Place::file(&path.as_str().into()), &ComputedYear { year });
    }
}
