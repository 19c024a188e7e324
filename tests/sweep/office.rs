//! An office whose logs are read: its units, its catalogue, its pauses.

use kstthc::model::calendar::{Term, TermUnit, WorkingCalendar};
use kstthc::model::date::{Date, Moment};
use kstthc::model::dossier::{Pause, PauseBook, PauseKind};
use kstthc::model::letter::Apologies;
use kstthc::model::procedure::{Catalogue, Procedure};
use kstthc::model::unit::{Level, Unit, UnitKind, Units};
use kstthc::syntax::dossiers::Registers;

/// What logs refer to, and what counting goes by.
pub(crate) struct Office {
    pub(crate) units: Units,
    pub(crate) catalogue: Catalogue,
    pub(crate) pauses: PauseBook,
    pub(crate) calendar: WorkingCalendar,
    pub(crate) apologies: Apologies,
}

/// The code of a unit that is not ASCII.
pub(crate) const WARD: &str = "phường-1";
/// Another spelling of the first unit.
pub(crate) const ALIAS: &str = "VP";
/// A field of the catalogue.
pub(crate) const LAND: &str = "Đất đai";

pub(crate) fn day(text: &str) -> Date {
    Date::parse(text.as_bytes()).unwrap()
}

/// The today of all tests.
pub(crate) fn today() -> Date {
    day("2021-06-15")
}

impl Office {
    /// One with a catalogue.
    pub(crate) fn new() -> Self {
        let mut catalogue = Catalogue::default();
        catalogue.add(procedure("T1", LAND, None));
        catalogue.add(procedure("T2", "Hộ tịch", Some(Level::Commune)));
        catalogue.add(procedure("T3", "", Some(Level::Province)));
        Self { catalogue, ..Self::without_catalogue() }
    }

    /// One without: then any procedure will do.
    pub(crate) fn without_catalogue() -> Self {
        let mut units = Units::default();
        units.add_unit(unit("vp", Level::District, &[ALIAS, "Văn phòng"]));
        units.add_unit(unit(WARD, Level::Commune, &[]));
        let mut pauses = PauseBook::default();
        let (from, to) = (day("2021-04-08"), Some(day("2021-04-20")));
        let new_due = Moment::parse(b"2021-04-30 09:00");
        pauses.add("d2", Pause { kind: PauseKind::Supplement, from, to, new_due });
        pauses.add("d3", Pause { kind: PauseKind::Payment, from, to: None, new_due: None });
        Self {
            units,
            catalogue: Catalogue::default(),
            pauses,
            calendar: WorkingCalendar::new([]),
            apologies: Apologies::known_on(today(), &[]),
        }
    }

    pub(crate) fn registers(&self) -> Registers<'_> {
        Registers { units: &self.units, catalogue: &self.catalogue, pauses: &self.pauses }
    }
}

fn unit(code: &str, level: Level, aliases: &[&str]) -> Unit {
    Unit {
        code: code.to_owned(),
        name: code.to_owned(),
        kind: UnitKind::Department,
        level,
        parent: None,
        aliases: aliases.iter().map(ToString::to_string).collect(),
        returns: false,
        valid_from: None,
        valid_to: None,
    }
}

fn procedure(code: &str, field: &str, level: Option<Level>) -> Procedure {
    Procedure {
        code: code.to_owned(),
        name: code.to_owned(),
        field: field.to_owned(),
        level,
        term: Some(Term { length: 5, unit: TermUnit::WorkingDay }),
        service_level: None,
        one_stop: true,
        internal_process: false,
        announced_at: None,
        announced_by: String::new(),
        published: true,
        reviewed_at: None,
        review_outcome: None,
    }
}
