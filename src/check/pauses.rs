//! The pauses of a dossier together.

use crate::diag::Sink;
use crate::model::dossier::PauseKind;
use crate::repo::Repository;
use crate::syntax::pauses::PauseRow;
use crate::text::findings::dossier::{SecondReappointment, SecondSupplement};

/// Pauses by dossier, with their places.
#[derive(Debug)]
pub(super) struct PauseIndex<'a> {
    /// Sorted by dossier, then by the first day; rows of one day in the order of the file.
    rows: Vec<&'a PauseRow>,
}

impl<'a> PauseIndex<'a> {
    /// Sorts the pauses.
    pub(super) fn new(pauses: &'a [PauseRow]) -> Self {
        let mut rows: Vec<&PauseRow> = pauses.iter().collect();
        rows.sort_by_key(|row| (row.dossier_id.as_str(), row.pause.from));
        Self { rows }
    }

    /// The pauses of a dossier, by their first day.
    pub(super) fn of(&self, dossier: &str) -> &[&'a PauseRow] {
        let from = self.rows.partition_point(|row| row.dossier_id.as_str() < dossier);
        let rest = &self.rows[from..];
        &rest[..rest.partition_point(|row| row.dossier_id == dossier)]
    }

    fn groups(&self) -> impl Iterator<Item = &[&'a PauseRow]> {
        self.rows.chunk_by(|a, b| a.dossier_id == b.dossier_id)
    }
}

/// One supplement (Decree 61/2018/NĐ-CP, art. 15.3, 11.2c) and one re-appointment (art. 19.9) for each dossier.
pub(super) fn repeated(repository: &Repository, sink: &mut Sink) {
    for rows in PauseIndex::new(&repository.pauses).groups() {
        for (time, row) in nth(rows, PauseKind::Supplement) {
            sink.row(row.place.clone(), &SecondSupplement { id: &row.dossier_id, time });
        }
        for (time, row) in nth(rows, PauseKind::Reappointment) {
            sink.row(row.place.clone(), &SecondReappointment { id: &row.dossier_id, time });
        }
    }
}

/// The second and later pauses of a kind, numbered.
fn nth<'r>(rows: &'r [&PauseRow], kind: PauseKind) -> impl Iterator<Item = (usize, &'r PauseRow)> {
    let of_kind = rows.iter().copied().filter(move |row| row.pause.kind == kind);
    (1..).zip(of_kind).skip(1)
}
