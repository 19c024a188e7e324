//! Exemptions, applied when every rule has spoken.

use crate::diag::{Diagnostic, Severity, Sink};
use crate::model::date::Date;
use crate::model::exemption::Exemption;
use crate::text::findings::exemption::{ExpiredExemption, UnusedExemption};
use crate::text::fold::nfc;

/// A finding that is accepted, and by which exemption.
#[derive(Clone, Debug)]
pub struct Exempted<'a> {
    /// The finding.
    pub finding: Diagnostic,
    /// The first exemption that speaks of it.
    pub exemption: &'a Exemption,
}

/// The findings of a run, parted by the exemptions.
#[derive(Clone, Debug)]
pub struct Parted<'a> {
    /// What stands, with the findings about the exemptions themselves, in the stable order.
    pub findings: Vec<Diagnostic>,
    /// What is accepted, in the stable order.
    pub exempted: Vec<Exempted<'a>>,
}

/// Parts the findings: warnings and notes of which an exemption speaks that has not expired are accepted.
///
/// An error is never accepted. An exemption of which nothing is heard is a finding, unless a part of some file could not
/// be read: what it speaks of may stand there.
#[must_use]
pub fn part(exemptions: &[Exemption], findings: Vec<Diagnostic>, today: Date) -> Parted<'_> {
    let unreadable = findings.iter().any(Diagnostic::hides_text);
    let mut used = vec![false; exemptions.len()];
    let mut exempted = Vec::new();
    let mut standing = Vec::with_capacity(findings.len());
    for finding in findings {
        match first_speaking(exemptions, &finding, today, &mut used) {
            Some(exemption) => exempted.push(Exempted { finding, exemption }),
            None => standing.push(finding),
        }
    }
    let mut sink = Sink::new();
    sink.take(standing);
    for (exemption, used) in exemptions.iter().zip(used) {
        let (code, until) = (exemption.code, exemption.until);
        if exemption.is_expired(today) {
            sink.file(exemption.place.clone(), &ExpiredExemption { code, until });
        } else if !used && !unreadable {
            sink.file(exemption.place.clone(), &UnusedExemption { code });
        }
    }
    Parted { findings: sink.into_findings(), exempted }
}

/// The first exemption that speaks of a finding; marks all that do.
fn first_speaking<'a>(
    exemptions: &'a [Exemption],
    finding: &Diagnostic,
    today: Date,
    used: &mut [bool],
) -> Option<&'a Exemption> {
    if finding.severity == Severity::Error {
        return None;
    }
    let mut first = None;
    for (exemption, used) in exemptions.iter().zip(used) {
        if !exemption.is_expired(today) && speaks_of(exemption, finding) {
            *used = true;
            first = first.or(Some(exemption));
        }
    }
    first
}

/// Tells whether an exemption speaks of a finding, whatever the day.
fn speaks_of(exemption: &Exemption, finding: &Diagnostic) -> bool {
    let path = exemption.path.as_deref().is_none_or(|path| lies_in(&finding.place.path, path));
    let message = || exemption.contains.as_deref().is_none_or(|text| nfc(&finding.message).contains(text));
    exemption.code == finding.code && path && message()
}

/// Tells whether a path is a file or lies in a folder; `data/a` is no folder of `data/ab.csv`.
fn lies_in(path: &str, file_or_folder: &str) -> bool {
    path.strip_prefix(file_or_folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_file_or_a_whole_folder() {
        for (path, named, inside) in [
            ("data/dossiers/a.csv", "data/dossiers/a.csv", true),
            ("data/dossiers/a.csv", "data/dossiers", true),
            ("data/dossiers/a.csv", "data", true),
            ("data/dossiers/a.csv", "data/dos", false),
            ("data/dossiers/a.csv", "dossiers", false),
            ("data/a.csv", "data/a.csv/b", false),
        ] {
            assert_eq!(lies_in(path, named), inside, "{path} in {named}");
        }
    }
}
