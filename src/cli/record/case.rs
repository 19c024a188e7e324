//! A dossier that is in the logs, with all that a change of it asks for.

use std::borrow::Cow;

use super::draft::{Stored, find};
use super::sheet::Desk;
use crate::cli::error::CliError;
use crate::diag::{Place, Sink};
use crate::model::calendar::Term;
use crate::model::date::Moment;
use crate::model::dossier::{Channel, Dossier, Pause, Status, Timeliness};
use crate::model::unit::{Level, UnitIndex};
use crate::syntax::dossiers::PROCEDURE;
use crate::syntax::table::Row;
use crate::tally::{Visitor, outcome};
use crate::text::findings::one_line;
use crate::text::fold::nfc;
use crate::text::nearest::nearest;

/// A dossier that is in the logs.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The id.
    pub id: String,
    /// The unit.
    pub unit: UnitIndex,
    /// Where it stands.
    pub status: Status,
    /// When it was received.
    pub received: Moment,
    /// The first appointment.
    pub due: Option<Moment>,
    /// When work on it ended.
    pub completed: Option<Moment>,
    /// Its pauses, in the order in which they take effect.
    pub pauses: Vec<Pause>,
    /// The code of the procedure.
    pub procedure: String,
    place: Place,
}

impl Case {
    /// The dossier as counting would see it, ended at `completed` with this status.
    pub(super) fn ended(&self, completed: Moment, status: Status) -> Dossier<'_> {
        Dossier {
            id: Cow::Borrowed(&self.id),
            unit: self.unit,
            field: Cow::Borrowed(""),
            field_key: None,
            level: Level::District,
            channel: Channel::Direct,
            status,
            received: self.received,
            due: self.due,
            completed: Some(completed),
            pauses: &self.pauses,
        }
    }

    /// Tells whether an end at `completed` with this status is late.
    pub(super) fn is_late(&self, desk: &Desk<'_, '_>, completed: Moment, status: Status) -> bool {
        let counting = desk.repository().config.counting;
        outcome(&self.ended(completed, status), completed, counting) == Timeliness::Late
    }

    /// How long its procedure may take.
    pub(super) fn term(&self, desk: &Desk<'_, '_>) -> Option<Term> {
        desk.repository().catalogue.find(&self.procedure).and_then(|known| known.term)
    }

    /// Its row.
    pub(super) fn stored(&self, desk: &Desk<'_, '_>) -> Result<Stored, CliError> {
        let rows = find(desk.root(), &[&self.place.path], ("dossier_id", &self.id))?;
        let own = rows.into_iter().find(|stored| stored.row.line == self.place.record);
        own.ok_or_else(|| {
            CliError::Refused(format!("không còn thấy dòng của hồ sơ «{}».", one_line(&self.id)))
        })
    }
}

/// Finds a dossier by its id.
///
/// # Errors
///
/// When there is none, or its row has an error.
pub(super) fn find_case(desk: &Desk<'_, '_>, id: &str) -> Result<Case, CliError> {
    let id = nfc(id.trim()).into_owned();
    let mut finder = Finder { id: &id, found: None, ids: Vec::new() };
    desk.repository().scan_dossiers(&mut finder, &desk.opened.progress(), &mut Sink::new());
    if let Some(case) = finder.found {
        return Ok(case);
    }
    let near = nearest(&id, finder.ids.iter().map(String::as_str));
    match find(desk.root(), &desk.repository().dossier_logs, ("dossier_id", &id))?.first() {
        Some(faulty) => Err(CliError::Refused(format!(
            "{} (hồ sơ «{}») có lỗi; chạy «kstthc check» rồi sửa trước.",
            faulty.place(),
            one_line(&id)
        ))),
        None => Err(unknown(&id, near)),
    }
}

fn unknown(id: &str, near: Option<&str>) -> CliError {
    let near =
        near.map(|near| format!("\ngợi ý: có phải ý bạn là «{}»?", one_line(near))).unwrap_or_default();
    CliError::usage(format!("không có hồ sơ «{}» trong sổ nào.{near}", one_line(id)))
}

/// Looks for one dossier.
struct Finder<'i> {
    id: &'i str,
    found: Option<Case>,
    /// Ids of the same length, for a hint.
    ids: Vec<String>,
}

impl Visitor for Finder<'_> {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        if dossier.id != self.id {
            if self.found.is_none() && dossier.id.len().abs_diff(self.id.len()) <= 1 {
                self.ids.push(dossier.id.clone().into_owned());
            }
            return;
        }
        self.found = Some(Case {
            id: dossier.id.clone().into_owned(),
            unit: dossier.unit,
            status: dossier.status,
            received: dossier.received,
            due: dossier.due,
            completed: dossier.completed,
            pauses: dossier.pauses.to_vec(),
            procedure: row.text(PROCEDURE).into_owned(),
            place: row.row_place(),
        });
    }
}
