//! Due days that a later export has otherwise: rows for `data/pauses.csv`, whose reason only a person knows.

use std::collections::BTreeSet;

use super::args::parse_date;
use super::ask;
use super::error::CliError;
use super::import_given::ImportGiven;
use super::import_preview::due_text;
use super::session::{Opened, Session};
use crate::import::{Imported, Merge};
use crate::model::date::Date;
use crate::model::dossier::PauseKind;
use crate::syntax::dossiers::ID;
use crate::syntax::pauses::KINDS;

/// A row for `data/pauses.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PauseDraft {
    /// The dossier.
    pub dossier_id: String,
    /// `supplement`, `payment`, `reappointment`.
    pub kind: &'static str,
    /// Its first day.
    pub from: Date,
    /// The day it ended; a re-appointment has none.
    pub to: Option<Date>,
    /// The due day from then on.
    pub new_due_at: String,
}

/// More than these are not asked about one by one.
const ASKED: usize = 20;

/// The rows that are to be written: by the options, else by what the person at the terminal says; what stays open is told.
pub(super) fn rows(
    session: &Session,
    opened: &Opened,
    given: &ImportGiven,
    (imported, merge, may_ask): (&Imported, &Merge, bool),
) -> Result<Vec<PauseDraft>, CliError> {
    let reappointed: BTreeSet<&str> = opened
        .repository
        .pauses
        .iter()
        .filter(|row| row.pause.kind == PauseKind::Reappointment)
        .map(|row| row.dossier_id.as_str())
        .collect();
    let mut rows = Vec::new();
    let asks = given.new_due.is_none() && may_ask && merge.dues.len() <= ASKED;
    for due in &merge.dues {
        let dossier_id = imported.rows.get(due.row, ID).to_owned();
        let reason = match given.new_due.zip(given.new_due_from) {
            Some((kind, from)) => Some(checked(kind, from, given.new_due_to)?),
            None if asks => ask_reason(session, &due_text(imported, due, &opened.repository))?,
            None => None,
        };
        let Some((kind, from, to)) = reason else { continue };
        if kind == "reappointment" && reappointed.contains(&*dossier_id) {
            session.alert(&format!(
                "lưu ý: hồ sơ {dossier_id} đã được hẹn lại một lần (NĐ 61/2018/NĐ-CP, Điều 19.9); không ghi thêm."
            ));
            continue;
        }
        rows.push(PauseDraft { dossier_id, kind, from, to, new_due_at: due.after.clone() });
    }
    if rows.len() < merge.dues.len() {
        session.tell(
            "Hạn trả mới chưa ghi vào sổ: thêm --new-due reappointment (hẹn lại), supplement (bổ sung) hoặc payment (nộp \
             phí) với --new-due-from NGÀY [--new-due-to NGÀY], hoặc ghi từng hồ sơ bằng «kstthc dossier pause».",
        );
    }
    Ok(rows)
}

/// A reason with its days.
type Reason = (&'static str, Date, Option<Date>);

/// A re-appointment has one day; a supplement or payment changes the due day once it has ended.
fn checked(kind: &'static str, from: Date, to: Option<Date>) -> Result<Reason, CliError> {
    match (kind, to) {
        ("reappointment", Some(_)) => Err("hẹn lại không có --new-due-to."),
        ("reappointment", None) => Ok((kind, from, None)),
        (_, None) => Err("bổ sung, nộp phí cần --new-due-to: hạn trả mới tính từ khi xong."),
        (_, Some(to)) if to < from => Err("--new-due-to trước --new-due-from."),
        (_, Some(to)) => Ok((kind, from, Some(to))),
    }
    .map_err(|reason| CliError::usage(reason.to_owned()))
}

/// Asks why a due day changed; nothing where the person does not know.
fn ask_reason(session: &Session, due: &str) -> Result<Option<Reason>, CliError> {
    let read_kind = |text: &str| {
        let kind = KINDS.iter().find(|(name, _)| *name == text).map(|(name, _)| Some(*name));
        kind.ok_or_else(|| "không phải reappointment, supplement, payment".to_owned())
    };
    let question = format!(
        "{due}\nDo hẹn lại (reappointment), bổ sung (supplement) hay nộp phí (payment)? Enter: chưa ghi [chưa ghi]"
    );
    let Some(kind) = ask::value(session, &question, Some(None), read_kind)? else { return Ok(None) };
    let from = ask::value(session, "Từ ngày (dd/mm/yyyy)?", None, parse_date)?;
    let to = if kind == "reappointment" {
        None
    } else {
        Some(ask::value(session, "Xong ngày (dd/mm/yyyy)?", None, parse_date)?)
    };
    checked(kind, from, to).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supplement_needs_its_end_and_a_reappointment_has_none() {
        let day = |day| Date::new(2021, 4, day).unwrap();
        assert!(checked("reappointment", day(1), None).is_ok());
        assert!(checked("reappointment", day(1), Some(day(2))).is_err());
        assert!(checked("supplement", day(1), None).is_err());
        assert!(checked("payment", day(2), Some(day(1))).is_err());
        assert!(checked("payment", day(2), Some(day(2))).is_ok());
    }
}
