//! `kstthc dossier add|complete|hand-over`: rows of the dossier logs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::args::{DossierAddArgs, DossierArgs, DossierCommand, DossierCompleteArgs, DossierHandOverArgs};
use super::case::{Case, find_case};
use super::draft::{Draft, addition, change};
use super::due::reckon;
use super::fields::iso;
use super::sheet::{Desk, Sheet};
use super::{Entry, pause, record};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::diag::Sink;
use crate::model::date::Moment;
use crate::model::dossier::{Dossier, Status};
use crate::model::unit::UnitIndex;
use crate::syntax::dossiers::STATUSES;
use crate::syntax::log_kind::LogKind;
use crate::syntax::table::Row;
use crate::tally::Visitor;
use crate::text::day;
use crate::text::findings::one_line;
use crate::text::log_columns::{ColumnWords, Holds, column, columns_of};
use crate::text::log_words::{DOSSIER_ENDS, STATUSES as STATUS_WORDS};

/// The columns of a dossier log.
pub(in crate::cli) const FIELDS: &[ColumnWords] = columns_of(LogKind::Dossiers);

/// The columns that the end of a dossier writes.
const END_FIELDS: &[ColumnWords] = &[
    column("status", "Trạng thái", Holds::Choice(DOSSIER_ENDS)),
    column("completed_at", "Giải quyết xong", Holds::Moment),
    column("late_reason", "Lý do trễ hạn", Holds::Text),
    column("note", "Ghi chú", Holds::Text),
];

/// Records something about a dossier.
pub(in crate::cli) fn dossier(session: &Session, args: &DossierArgs) -> Outcome {
    match &args.command {
        DossierCommand::Add(args) => record(session, args.common, |desk| add(desk, args)),
        DossierCommand::Complete(args) => record(session, args.common, |desk| complete(desk, args)),
        DossierCommand::Pause(args) => record(session, args.common, |desk| pause::pause(desk, args)),
        DossierCommand::HandOver(args) => record(session, args.common, |desk| hand_over(desk, args)),
    }
}

fn add(desk: &mut Desk<'_, '_>, args: &DossierAddArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    for column in ["dossier_id", "procedure_code", "unit", "channel"] {
        desk.require(&mut sheet, column, None)?;
    }
    desk.require(&mut sheet, "received_at", Some(desk.today()))?;
    desk.asker.all_answered()?;
    sheet.default("status", "processing");
    appoint(desk, &mut sheet);
    let path = log_of(desk, &sheet);
    let draft = addition(desk.repository(), path, &sheet, &[])?;
    Ok(Entry { drafts: vec![draft], next: "kstthc overdue --within 3, kstthc save".to_owned() })
}

/// Writes the due date that follows from the catalogue where none is given.
fn appoint(desk: &mut Desk<'_, '_>, sheet: &mut Sheet) {
    let status = STATUSES.iter().find(|(name, _)| *name == sheet.get("status")).map(|(_, status)| *status);
    if !sheet.lacks("due_at") || !status.is_some_and(Status::is_counted) {
        return;
    }
    let code = sheet.get("procedure_code");
    let term = desk.repository().catalogue.find(code).map(|known| known.term);
    let Some(received) = sheet.moment("received_at") else { return };
    let Some(Some(term)) = term else {
        let why = if term.is_some() { "không ghi thời hạn của" } else { "không có" };
        desk.hints.push(format!(
            "danh mục TTHC {why} «{}» nên không tính được hạn trả; ghi --due-at nếu có.",
            one_line(code)
        ));
        return;
    };
    let reckoned = reckon(&desk.repository().calendar, received, term);
    desk.remarks.push(format!("Hạn trả tính theo danh mục TTHC: {}.", reckoned.how));
    sheet.set("due_at", iso(reckoned.due));
}

/// The log for a new dossier: the one that holds most of the unit's dossiers of the year, else one named after the unit.
fn log_of(desk: &Desk<'_, '_>, sheet: &Sheet) -> String {
    let year = sheet.moment("received_at").map_or(desk.opened.today, |received| received.date).year();
    let unit = desk.repository().units.find(sheet.get("unit"));
    let mut census = Census { unit, year, logs: BTreeMap::new() };
    desk.repository().scan_dossiers(&mut census, &desk.opened.progress(), &mut Sink::new());
    let most = census.logs.iter().rev().max_by_key(|(_, rows)| **rows);
    most.map_or_else(
        || format!("data/dossiers/{year}/{}.csv", file_name(sheet.get("unit"))),
        |(path, _)| path.to_string(),
    )
}

/// A unit's code as the name of a file.
fn file_name(code: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = code.chars().map(safe).collect();
    name.trim_start_matches('.').to_owned()
}

/// Counts a unit's dossiers of a year in each log.
struct Census {
    unit: Option<UnitIndex>,
    year: i32,
    logs: BTreeMap<Arc<str>, usize>,
}

impl Visitor for Census {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        if Some(dossier.unit) == self.unit && dossier.received.date.year() == self.year {
            *self.logs.entry(row.row_place().path).or_default() += 1;
        }
    }
}

fn complete(desk: &mut Desk<'_, '_>, args: &DossierCompleteArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(END_FIELDS, args.given())?;
    // Shown with the words of every status, as the old one is none of those that end.
    sheet.fields = FIELDS;
    let case = find_case(desk, &args.id)?;
    sheet.default("status", "completed");
    sheet.default("completed_at", desk.today());
    if let Some(completed) = case.completed {
        desk.doubts.push(format!("hồ sơ đã được ghi là kết thúc ngày {}; ghi lại?", day::moment(completed)));
    }
    if sheet.get("status") == "completed" {
        desk.doubts.extend(pause::left_open(&case));
    }
    let stored = case.stored(desk)?;
    if is_late(desk, &case, &sheet) && stored.row.get("late_reason").is_empty() {
        ask_why_late(desk, &mut sheet)?;
    }
    let draft = change(desk.repository(), stored, &sheet)?;
    let next = match sheet.get("status") {
        "completed" => format!("kstthc dossier hand-over {} khi trả kết quả, kstthc save", case.id),
        _ => "kstthc save".to_owned(),
    };
    Ok(entry(vec![draft], next))
}

fn ask_why_late(desk: &mut Desk<'_, '_>, sheet: &mut Sheet) -> Result<(), CliError> {
    desk.remarks.push("Hồ sơ trễ hạn.".to_owned());
    desk.offer(sheet, "late_reason")?;
    if sheet.lacks("late_reason") {
        desk.doubts.push(
            "hồ sơ trễ hạn mà chưa ghi lý do (--late-reason); báo cáo phải nêu nguyên nhân.".to_owned(),
        );
    }
    Ok(())
}

fn is_late(desk: &Desk<'_, '_>, case: &Case, sheet: &Sheet) -> bool {
    let status = STATUSES.iter().find(|(name, _)| *name == sheet.get("status")).map(|(_, status)| *status);
    let ended = sheet.moment("completed_at").zip(status);
    ended.is_some_and(|(completed, status)| case.is_late(desk, completed, status))
}

fn hand_over(desk: &mut Desk<'_, '_>, args: &DossierHandOverArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    let case = find_case(desk, &args.id)?;
    sheet.default("handed_over_at", desk.today());
    sheet.set("status", "delivered");
    let stored = case.stored(desk)?;
    match case.status {
        Status::Completed => {}
        Status::Delivered => {
            let before = stored.row.get("handed_over_at");
            let before = Moment::parse(before.as_bytes()).map(day::moment).unwrap_or_default();
            desk.doubts.push(format!("hồ sơ đã được ghi là trả kết quả {before}; ghi lại?"));
        }
        _ => {
            return Err(CliError::Refused(format!(
                "hồ sơ {} {}; chỉ trả kết quả của hồ sơ đã giải quyết xong.\ngợi ý: kstthc dossier complete {}",
                case.id,
                words(case.status),
                case.id
            )));
        }
    }
    if let (Some(completed), Some(handed)) = (case.completed, sheet.moment("handed_over_at"))
        && handed.is_before(completed)
    {
        desk.doubts.push(format!("trả kết quả trước khi giải quyết xong ({}).", day::moment(completed)));
    }
    Ok(entry(vec![change(desk.repository(), stored, &sheet)?], "kstthc save".to_owned()))
}

fn entry(drafts: Vec<Draft>, next: String) -> Entry {
    Entry { drafts, next }
}

/// A status in words.
pub(super) fn words(status: Status) -> &'static str {
    let name = STATUSES.iter().find(|(_, other)| *other == status).map_or("", |(name, _)| name);
    STATUS_WORDS.iter().find(|(code, _)| *code == name).map_or(name, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_are_read() {
        use crate::syntax::dossiers::COLUMNS;
        assert!(COLUMNS.iter().map(|column| column.name).eq(FIELDS.iter().map(|field| field.column)));
    }

    #[test]
    fn a_units_code_makes_a_name_that_every_system_takes() {
        assert_eq!(file_name("tn-mt"), "tn-mt");
        assert_eq!(file_name("../Phường 1/a:b"), "-Phường-1-a-b");
    }
}
