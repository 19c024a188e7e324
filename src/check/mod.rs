//! Findings that need more than one file: a registry of rules, one file per family. Cannot fail.

mod after_today;
mod citations;
mod dossiers;
pub mod edits;
mod evaluations;
mod exemptions;
mod feedback;
mod hygiene;
mod identity;
pub mod passages;
mod pauses;
mod privacy;
mod references;
mod returns;
mod seals;
mod texts;
mod validity;

use std::collections::BTreeSet;

use self::dossiers::DossierRules;
use self::evaluations::EvaluatedDossiers;
use self::returns::DossiersOfSenders;
use self::seals::SealedPeriods;
use self::texts::TextRules;
pub use exemptions::{Exempted, Parted, part};

use crate::diag::{Place, Sink};
use crate::model::calendar::WorkingCalendar;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::repo::{Repository, examine_narratives, load_templates};
use crate::syntax::table::Row;
use crate::tally::{Fork, IdSet, Visitor, Watch};
use crate::text::findings::schedule::ComputedYears;

/// The rules over a loaded repository, in the order of their families.
const RULES: &[fn(&Repository, &mut Sink)] = &[
    identity::items,
    identity::events,
    identity::feedback,
    identity::events_like_occurrences,
    references::amendments,
    references::events,
    references::progress,
    returns::sums,
    evaluations::unique,
];

/// The rules that only `check` asks for: what they find is no error, so a report does not wait for them.
const ADVICE: &[fn(&Repository, &mut Sink)] = &[
    references::units_of_plans,
    evaluations::units_in_time,
    pauses::repeated,
    citations::check,
    validity::check,
    returns::openings,
];

/// Runs every rule there is, those over each dossier and over each text included, as of today.
pub fn everything(repository: &Repository, today: Date, watch: &dyn Watch, sink: &mut Sink) {
    let counts = (DossiersOfSenders::new(repository), SealedPeriods::new(repository, sink));
    let evaluated = EvaluatedDossiers::new(repository);
    let own = (DossierRules::new(repository, today), (counts, evaluated));
    let mut rules = (TextRules::default(), (YearsInUse::new(&repository.calendar), own));
    let ids = repository.sweep_dossiers(&mut rules, watch, sink);
    let (texts, (_, (_, ((senders, sealed), evaluated)))) = rules;
    texts.report(repository, sink);
    senders.report(sink);
    sealed.report(repository, sink);
    evaluated.report(today, sink);
    run(repository, &ids, sink);
    repository.for_each_text(|file| texts::file(file, sink));
    for rule in ADVICE {
        rule(repository, sink);
    }
    after_today::check(repository, today, sink);
    feedback::check(repository, today, sink);
    let templates = load_templates(&repository.root, sink);
    examine_narratives(&repository.root, &templates.outline, &repository.units, sink);
}

/// Runs the rules that may find errors; `ids` are the dossiers of all logs.
pub fn run(repository: &Repository, ids: &IdSet, sink: &mut Sink) {
    for rule in RULES {
        rule(repository, sink);
    }
    references::pauses(repository, ids, sink);
    references::letters(repository, ids, sink);
    evaluations::dossiers(repository, ids, sink);
    computed_years(repository, sink);
}

/// Warns of years whose days off were used and had to be computed from the law, once for each run of years.
fn computed_years(repository: &Repository, sink: &mut Sink) {
    for run in repository.calendar.computed_years().chunk_by(|a, b| a + 1 == *b) {
        let [first, ..] = run else { continue };
        let path = format!("plan/holidays/{first}.toml");
        sink.file(Place::file(&path.as_str().into()), &ComputedYears { first: *first, count: run.len() });
    }
}

/// Asks the calendar for the years of every date of every dossier, so that a computed year is known.
#[derive(Debug)]
struct YearsInUse<'a> {
    calendar: &'a WorkingCalendar,
    asked: BTreeSet<i32>,
}

impl<'a> YearsInUse<'a> {
    /// Asks this calendar.
    const fn new(calendar: &'a WorkingCalendar) -> Self {
        Self { calendar, asked: BTreeSet::new() }
    }
}

impl Visitor for YearsInUse<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        let dates = [Some(dossier.received), dossier.due, dossier.completed];
        for date in dates.into_iter().flatten().map(|moment| moment.date) {
            if self.asked.insert(date.year()) {
                // Asking is enough: the calendar remembers which years it had to compute.
                let _ = self.calendar.is_working_day(date);
            }
        }
    }
}

impl Fork for YearsInUse<'_> {
    fn fork(&self) -> Self {
        Self::new(self.calendar)
    }

    fn join(&mut self, other: Self) {
        self.asked.extend(other.asked);
    }
}
