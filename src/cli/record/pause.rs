//! `kstthc dossier pause`: supplements, payments and the one re-appointment.

use super::Entry;
use super::args::DossierPauseArgs;
use super::case::{Case, find_case};
use super::dossier::{FIELDS as DOSSIER_FIELDS, words};
use super::draft::{Draft, Stored, addition, change, find};
use super::due::reckon;
use super::fields::iso;
use super::sheet::{Desk, Sheet};
use crate::cli::error::CliError;
use crate::model::date::Moment;
use crate::model::dossier::{Pause, PauseKind};
use crate::syntax::log_kind::LogKind;
use crate::syntax::pauses::KINDS;
use crate::text::day;
use crate::text::log_columns::{ColumnWords, columns_of};
use crate::text::log_words::PAUSE_KINDS;

const PATH: &str = "data/pauses.csv";

const FIELDS: &[ColumnWords] = columns_of(LogKind::Pauses);

/// Records that a dossier waits, that it no longer does, or that it has a new appointment.
pub(super) fn pause(desk: &mut Desk<'_, '_>, args: &DossierPauseArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    let case = find_case(desk, &args.id)?;
    let has_ended = case.status.is_closed() || case.status == crate::model::dossier::Status::Rejected;
    sheet.set("dossier_id", &*case.id);
    desk.require(&mut sheet, "kind", None)?;
    desk.asker.all_answered()?;
    // A wait that was left open when the dossier ended can still be closed: else the dossier would never be late.
    let closes = !sheet.lacks("to") && sheet.get("kind") != "reappointment";
    if has_ended && !(closes && open_of(desk, &case, &sheet)?.is_some()) {
        return Err(CliError::Refused(format!(
            "hồ sơ {} {}, không còn tạm dừng hay hẹn lại được.",
            case.id,
            words(case.status)
        )));
    }
    match sheet.get("kind") {
        "reappointment" => reappoint(desk, &case, sheet),
        _ if sheet.lacks("to") => begin(desk, &case, sheet),
        _ => end(desk, &case, sheet),
    }
}

/// The one new appointment, with an apology (Decree 61/2018/NĐ-CP, art. 19.9).
fn reappoint(desk: &mut Desk<'_, '_>, case: &Case, mut sheet: Sheet) -> Result<Entry, CliError> {
    if let Some(before) = case.pauses.iter().find(|pause| pause.kind == PauseKind::Reappointment) {
        return Err(CliError::Refused(format!(
            "hồ sơ {} đã được hẹn lại ngày {}; mỗi hồ sơ chỉ hẹn lại một lần (NĐ 61/2018/NĐ-CP, Điều 19.9).",
            case.id,
            day::date(before.from)
        )));
    }
    if !sheet.lacks("to") {
        return Err(CliError::usage("hẹn lại không có --to; ghi hạn trả mới bằng --new-due-at.".to_owned()));
    }
    sheet.default("from", desk.today());
    confirm_from(desk, case, &sheet);
    desk.require(&mut sheet, "new_due_at", None)?;
    desk.asker.all_answered()?;
    let due = case.due.zip(sheet.moment("new_due_at")).filter(|(due, new)| new.date <= due.date);
    if let Some((due, _)) = due {
        desk.doubts.push(format!("hạn hẹn lại không sau hạn trả đang có ({}).", day::moment(due)));
    }
    let draft = addition(desk.repository(), PATH.to_owned(), &sheet, &[])?;
    Ok(Entry { drafts: vec![draft], next: "gửi thư xin lỗi cho công dân, kstthc save".to_owned() })
}

/// A new supplement or payment that has not ended.
fn begin(desk: &mut Desk<'_, '_>, case: &Case, mut sheet: Sheet) -> Result<Entry, CliError> {
    if let Some(open) = open_of(desk, case, &sheet)? {
        return Err(CliError::Refused(format!(
            "hồ sơ {} đang {} từ {}; ghi ngày kết thúc bằng --to.",
            case.id,
            kind_words(&sheet),
            shown(open.row.get("from"))
        )));
    }
    sheet.default("from", desk.today());
    confirm_from(desk, case, &sheet);
    let status = if sheet.get("kind") == "payment" { "awaiting_payment" } else { "awaiting_supplement" };
    let mut drafts = vec![addition(desk.repository(), PATH.to_owned(), &sheet, &[])?];
    drafts.push(with_status(desk, case, status)?);
    let next = format!(
        "kstthc dossier pause {} --kind {} --to NGÀY khi xong, kstthc save",
        case.id,
        sheet.get("kind")
    );
    Ok(Entry { drafts, next })
}

/// The end of a supplement or payment: of the open one, else of one that is recorded whole.
fn end(desk: &mut Desk<'_, '_>, case: &Case, mut sheet: Sheet) -> Result<Entry, CliError> {
    let open = open_of(desk, case, &sheet)?;
    confirm_from(desk, case, &sheet);
    let began = open.as_ref().and_then(|open| Moment::parse(open.row.get("from").as_bytes()));
    if let Some((began, to)) = began.or(sheet.moment("from")).zip(sheet.moment("to"))
        && to.is_before(began)
    {
        return Err(CliError::usage(format!(
            "--to ({}) trước ngày bắt đầu chờ ({}).",
            day::moment(to),
            day::moment(began)
        )));
    }
    if sheet.get("kind") == "supplement" {
        restart(desk, case, &mut sheet);
    }
    let draft = match open {
        Some(open) => close(desk, open, &sheet)?,
        None if sheet.lacks("from") => {
            return Err(CliError::usage(format!(
                "hồ sơ {} không có lần {} nào đang mở; còn thiếu --from.",
                case.id,
                kind_words(&sheet)
            )));
        }
        None => addition(desk.repository(), PATH.to_owned(), &sheet, &[])?,
    };
    let mut drafts = vec![draft];
    if case.status.is_awaiting() && !waits_otherwise(case, &sheet) {
        drafts.push(with_status(desk, case, "processing")?);
    }
    Ok(Entry { drafts, next: "kstthc overdue --within 3, kstthc save".to_owned() })
}

/// After a supplement the term runs again from the beginning (Decree 61/2018/NĐ-CP, art. 19.4).
fn restart(desk: &mut Desk<'_, '_>, case: &Case, sheet: &mut Sheet) {
    if !sheet.lacks("new_due_at") {
        return;
    }
    let (Some(to), Some(term)) = (sheet.moment("to"), case.term(desk)) else {
        desk.hints.push(
            "danh mục TTHC không ghi thời hạn nên không tính được hạn trả mới; ghi --new-due-at nếu có."
                .to_owned(),
        );
        return;
    };
    let reckoned = reckon(&desk.repository().calendar, to, term);
    desk.remarks.push(format!(
        "Hạn trả mới, thời hạn tính lại từ đầu sau khi bổ sung (NĐ 61/2018/NĐ-CP, Điều 19.4): {}.",
        reckoned.how
    ));
    sheet.set("new_due_at", iso(reckoned.due));
}

/// Asks about a first day before the dossier was received.
fn confirm_from(desk: &mut Desk<'_, '_>, case: &Case, sheet: &Sheet) {
    if sheet.moment("from").is_some_and(|from| from.is_before(case.received)) {
        desk.doubts
            .push(format!("ngày bắt đầu trước ngày tiếp nhận hồ sơ ({}).", day::moment(case.received)));
    }
}

/// Fills in the end of an open pause.
fn close(desk: &Desk<'_, '_>, open: Stored, sheet: &Sheet) -> Result<Draft, CliError> {
    let from = open.row.get("from");
    let same = Moment::parse(from.as_bytes()).zip(sheet.moment("from")).is_none_or(|(a, b)| a.date == b.date);
    if !same {
        return Err(CliError::Refused(format!(
            "lần đang mở bắt đầu {}, không phải {}; bỏ --from, hoặc sửa data/pauses.csv trước.",
            shown(from),
            shown(sheet.get("from"))
        )));
    }
    let mut sheet = sheet.clone();
    sheet.set("from", "");
    change(desk.repository(), open, &sheet)
}

/// The pause of this kind that has not ended.
fn open_of(desk: &Desk<'_, '_>, case: &Case, sheet: &Sheet) -> Result<Option<Stored>, CliError> {
    let rows = find(desk.root(), &[PATH], ("dossier_id", &case.id))?;
    let is_open =
        |stored: &Stored| stored.row.get("kind") == sheet.get("kind") && stored.row.get("to").is_empty();
    Ok(rows.into_iter().find(is_open))
}

/// What is to be said of work that ends while the dossier waits: when the wait ended only a person knows, and a dossier
/// that ends in one is never late.
pub(super) fn left_open(case: &Case) -> Option<String> {
    let open = |pause: &&Pause| pause.to.is_none() && pause.kind != PauseKind::Reappointment;
    let Some(pause) = case.pauses.iter().find(open) else {
        let doubt = "hồ sơ đang chờ công dân; đã ghi kết thúc việc chờ chưa («dossier pause … --to»)?";
        return case.status.is_awaiting().then(|| doubt.to_owned());
    };
    let (code, _) = KINDS.iter().find(|(_, kind)| *kind == pause.kind)?;
    Some(format!(
        "hồ sơ còn lần {} mở từ {}; để mở thì hồ sơ luôn được tính là đúng hạn. Đã hết chờ thì ghi trước: kstthc dossier pause {} \
         --kind {code} --to NGÀY.",
        words_of(code),
        day::date(pause.from),
        case.id
    ))
}

/// Tells whether the dossier waits for something of another kind.
fn waits_otherwise(case: &Case, sheet: &Sheet) -> bool {
    let own = KINDS.iter().find(|(name, _)| *name == sheet.get("kind"));
    let other =
        |kind: PauseKind| kind != PauseKind::Reappointment && own.is_some_and(|(_, own)| *own != kind);
    case.pauses.iter().any(|pause| pause.to.is_none() && other(pause.kind))
}

fn with_status(desk: &Desk<'_, '_>, case: &Case, status: &str) -> Result<Draft, CliError> {
    let mut sheet = Sheet::empty(DOSSIER_FIELDS);
    sheet.set("status", status);
    change(desk.repository(), case.stored(desk)?, &sheet)
}

fn kind_words(sheet: &Sheet) -> &'static str {
    words_of(sheet.get("kind"))
}

fn words_of(kind: &str) -> &'static str {
    PAUSE_KINDS.iter().find(|(code, _)| *code == kind).map_or("", |(_, words)| words)
}

fn shown(date: &str) -> String {
    Moment::parse(date.as_bytes()).map_or_else(|| date.to_owned(), day::moment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::pauses;

    #[test]
    fn the_columns_are_those_that_are_read() {
        assert!(pauses::COLUMNS.iter().map(|column| column.name).eq(FIELDS.iter().map(|field| field.column)));
    }
}
