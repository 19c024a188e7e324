//! The logs there are: what each is called on the command line, where its files lie, what its columns are.

use super::plan::plan_year;
use super::returns::read_period;
use super::table::Column;
use super::{dossiers, events, feedback, letters, pauses, procedures, progress, returns, slips};

/// A kind of log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogKind {
    /// Dossiers.
    Dossiers,
    /// Supplements, payments and re-appointments.
    Pauses,
    /// The catalogue of procedures.
    Procedures,
    /// What was done for which occurrence.
    Progress,
    /// What triggers event-driven items.
    Events,
    /// Complaints and proposals.
    Feedback,
    /// The register of letters.
    Letters,
    /// Figures sent in by a unit.
    Returns,
    /// Evaluation slips.
    Slips,
    /// The units' quarterly facts.
    UnitFacts,
}

impl LogKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 10] = [
        Self::Dossiers,
        Self::Pauses,
        Self::Procedures,
        Self::Progress,
        Self::Events,
        Self::Feedback,
        Self::Letters,
        Self::Returns,
        Self::Slips,
        Self::UnitFacts,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dossiers => "dossiers",
            Self::Pauses => "pauses",
            Self::Procedures => "procedures",
            Self::Progress => "progress",
            Self::Events => "events",
            Self::Feedback => "feedback",
            Self::Letters => "letters",
            Self::Returns => "returns",
            Self::Slips => "slips",
            Self::UnitFacts => "units",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of the log that lies, or may lie, at a path relative to the root.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let stem = path.strip_prefix("data/")?.strip_suffix(".csv")?;
        if stem.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
            return None;
        }
        let of_year = |year: &str| plan_year(year).is_some();
        match stem.split('/').collect::<Vec<_>>()[..] {
            ["dossiers", _, ..] => Some(Self::Dossiers),
            ["pauses"] => Some(Self::Pauses),
            ["procedures"] => Some(Self::Procedures),
            ["progress", year] if of_year(year) => Some(Self::Progress),
            ["events", year] if of_year(year) => Some(Self::Events),
            ["feedback", year] if of_year(year) => Some(Self::Feedback),
            ["letters", year] if of_year(year) => Some(Self::Letters),
            ["returns", period, _] if read_period(period).is_some() => Some(Self::Returns),
            ["evaluations", quarter, "slips"] if slips::read_quarter(quarter).is_some() => Some(Self::Slips),
            ["evaluations", quarter, "units"] if slips::read_quarter(quarter).is_some() => {
                Some(Self::UnitFacts)
            }
            _ => None,
        }
    }

    /// The columns a log of this kind may have.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Dossiers => dossiers::COLUMNS,
            Self::Pauses => pauses::COLUMNS,
            Self::Procedures => procedures::COLUMNS,
            Self::Progress => progress::COLUMNS,
            Self::Events => events::COLUMNS,
            Self::Feedback => feedback::COLUMNS,
            Self::Letters => letters::COLUMNS,
            Self::Returns => returns::COLUMNS,
            Self::Slips => slips::COLUMNS,
            Self::UnitFacts => slips::UNIT_COLUMNS,
        }
    }

    /// The columns by which a row is known though others differ; in some logs two rows may have the same.
    #[must_use]
    pub const fn key(self) -> &'static [&'static str] {
        match self {
            Self::Dossiers => &["dossier_id"],
            Self::Pauses => &["dossier_id", "kind", "from"],
            Self::Procedures => &["code", "level"],
            Self::Progress => &["occurrence", "unit", "date", "state"],
            Self::Events => &["event_id"],
            Self::Feedback => &["feedback_id"],
            Self::Letters => &["date", "kind", "dossier_id", "unit"],
            Self::Returns => &["level", "field"],
            Self::Slips => &["dossier_id", "unit"],
            Self::UnitFacts => &["unit"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_kind_of_log() {
        for (path, name) in [
            ("data/dossiers/2021/tn-mt.csv", Some("dossiers")),
            ("data/dossiers/a.csv", Some("dossiers")),
            ("data/pauses.csv", Some("pauses")),
            ("data/progress/2021.csv", Some("progress")),
            ("data/returns/2021-Q2/xa.csv", Some("returns")),
            ("data/evaluations/2021-Q2/slips.csv", Some("slips")),
            ("data/evaluations/2021-Q2/units.csv", Some("units")),
            ("data/progress/hai.csv", None),
            ("data/returns/2021/xa.csv", None),
            ("data/evaluations/2021-6M/slips.csv", None),
            ("data/evaluations/2021-Q5/units.csv", None),
            ("data/dossiers/../pauses.csv", None),
            ("data/dossiers/.csv", None),
            ("data/sealed/2021-Q1.json", None),
            ("plan/units.toml", None),
        ] {
            assert_eq!(LogKind::of_path(path).map(LogKind::name), name, "{path}");
        }
    }

    #[test]
    fn keys_are_columns_and_names_are_found() {
        for kind in LogKind::ALL {
            assert_eq!(LogKind::named(kind.name()), Some(kind));
            for key in kind.key() {
                assert!(kind.columns().iter().any(|column| column.name == *key), "{key}");
            }
        }
    }
}
