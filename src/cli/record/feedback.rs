//! `kstthc feedback add|forward|answer|publish`: the way of a complaint or proposal (Decree 20/2008/NĐ-CP).

use super::args::{
    FeedbackAddArgs, FeedbackAnswerArgs, FeedbackArgs, FeedbackCommand, FeedbackForwardArgs,
    FeedbackPublishArgs,
};
use super::draft::{Stored, addition, change, find};
use super::numbers::next_id;
use super::sheet::{Desk, Given, Sheet};
use super::{Entry, record};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::model::date::Moment;
use crate::model::feedback::{Feedback, FeedbackClass};
use crate::repo::logs_below;
use crate::syntax::feedback as read;
use crate::syntax::log_kind::LogKind;
use crate::text::day;
use crate::text::findings::one_line;
use crate::text::fold::nfc;
use crate::text::log_columns::{ColumnWords, columns_of};
use crate::text::nearest::nearest;

const FIELDS: &[ColumnWords] = columns_of(LogKind::Feedback);

/// Records something about feedback.
pub(in crate::cli) fn feedback(session: &Session, args: &FeedbackArgs) -> Outcome {
    match &args.command {
        FeedbackCommand::Add(args) => record(session, args.common, |desk| add(desk, args)),
        FeedbackCommand::Forward(args) => record(session, args.common, |desk| forward(desk, args)),
        FeedbackCommand::Answer(args) => record(session, args.common, |desk| answer(desk, args)),
        FeedbackCommand::Publish(args) => record(session, args.common, |desk| publish(desk, args)),
    }
}

fn add(desk: &mut Desk<'_, '_>, args: &FeedbackAddArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    sheet.default("received_at", desk.today());
    desk.require(&mut sheet, "channel", None)?;
    desk.require(&mut sheet, "kind", None)?;
    desk.asker.all_answered()?;
    let year = sheet.moment("received_at").map_or(desk.opened.today, |received| received.date).year();
    if sheet.lacks("feedback_id") {
        let ids = desk.repository().feedback.iter().map(|row| row.id.as_str());
        sheet.set("feedback_id", next_id("PAKN", year, ids));
    }
    let next = format!("kstthc feedback forward {0} hoặc answer {0}, kstthc save", sheet.get("feedback_id"));
    let draft = addition(desk.repository(), format!("data/feedback/{year}.csv"), &sheet, &[])?;
    Ok(Entry { drafts: vec![draft], next })
}

fn forward(desk: &mut Desk<'_, '_>, args: &FeedbackForwardArgs) -> Result<Entry, CliError> {
    let (mut sheet, stored) = known(desk, &args.id, args.given())?;
    sheet.default("forwarded_at", desk.today());
    if stored.row.get("class").is_empty() {
        desk.require(&mut sheet, "class", None)?;
        desk.asker.all_answered()?;
    }
    confirm_again(desk, &stored, ("forwarded_at", "chuyển"));
    confirm_order(desk, &sheet, &stored, ("forwarded_at", "received_at"));
    // What is passed on is answered by who is competent; the answer about conduct is recorded where it is known here.
    let is_gone =
        recorded(desk, &stored, &sheet).is_some_and(|row| row.class == Some(FeedbackClass::Forwarded));
    finish(desk, stored, &sheet, if is_gone { "" } else { "answer" })
}

fn answer(desk: &mut Desk<'_, '_>, args: &FeedbackAnswerArgs) -> Result<Entry, CliError> {
    let (mut sheet, stored) = known(desk, &args.id, args.given())?;
    sheet.default("answered_at", desk.today());
    if stored.row.get("outcome").is_empty() {
        desk.require(&mut sheet, "outcome", None)?;
        desk.asker.all_answered()?;
    }
    confirm_again(desk, &stored, ("answered_at", "trả lời"));
    confirm_order(desk, &sheet, &stored, ("answered_at", "received_at"));
    let is_public = recorded(desk, &stored, &sheet).is_none_or(|row| row.must_be_published());
    finish(desk, stored, &sheet, if is_public { "publish" } else { "" })
}

fn publish(desk: &mut Desk<'_, '_>, args: &FeedbackPublishArgs) -> Result<Entry, CliError> {
    let (mut sheet, stored) = known(desk, &args.id, args.given())?;
    sheet.default("published_at", desk.today());
    confirm_again(desk, &stored, ("published_at", "đăng tải"));
    if stored.row.get("answered_at").is_empty() {
        desk.doubts.push("phản ánh, kiến nghị này chưa ghi ngày trả lời.".to_owned());
    }
    confirm_order(desk, &sheet, &stored, ("published_at", "answered_at"));
    finish(desk, stored, &sheet, "")
}

/// The options and the row that an id names.
fn known(desk: &mut Desk<'_, '_>, id: &str, given: Given<'_>) -> Result<(Sheet, Stored), CliError> {
    let sheet = desk.read(FIELDS, given)?;
    let id = nfc(id.trim());
    let logs = logs_below(desk.root(), "data/feedback");
    let mut rows = find(desk.root(), &logs, ("feedback_id", &id))?;
    if let [first, second, ..] = &rows[..] {
        let (id, first, second) = (one_line(&id), first.place(), second.place());
        return Err(CliError::Refused(format!("mã «{id}» có ở cả {first} và {second}; sửa một dòng trước.")));
    }
    if let Some(stored) = rows.pop() {
        return Ok((sheet, stored));
    }
    let ids = desk.repository().feedback.iter().map(|row| row.id.as_str());
    let near =
        nearest(&id, ids).map(|near| format!("\ngợi ý: có phải ý bạn là «{near}»?")).unwrap_or_default();
    Err(CliError::usage(format!("không có phản ánh, kiến nghị «{}».{near}", one_line(&id))))
}

/// The row as it will be, as far as it decides what comes next; `None` where the row cannot be read.
fn recorded(desk: &Desk<'_, '_>, stored: &Stored, sheet: &Sheet) -> Option<Feedback> {
    let id = nfc(stored.row.get("feedback_id").trim());
    let row = desk.repository().feedback.iter().find(|row| row.id == id)?;
    let class = code_of(read::CLASSES, sheet.get("class")).or(row.class);
    let about = code_of(read::SUBJECTS, sheet.get("about")).or(row.about);
    let outcome = code_of(read::OUTCOMES, sheet.get("outcome")).or(row.outcome);
    Some(Feedback { about, class, outcome, ..row.clone() })
}

fn code_of<T: Copy>(known: &[(&str, T)], code: &str) -> Option<T> {
    known.iter().find(|(name, _)| *name == code).map(|&(_, value)| value)
}

/// Asks whether a date that is recorded already is to be replaced.
fn confirm_again(desk: &mut Desk<'_, '_>, stored: &Stored, (column, deed): (&str, &str)) {
    if let Some(before) = Moment::parse(stored.row.get(column).as_bytes()) {
        desk.doubts.push(format!("đã ghi {deed} ngày {}; ghi lại?", day::moment(before)));
    }
}

/// Asks about a date that lies before the step it follows.
fn confirm_order(
    desk: &mut Desk<'_, '_>,
    sheet: &Sheet,
    stored: &Stored,
    (column, earlier): (&'static str, &'static str),
) {
    let before = Moment::parse(stored.row.get(earlier).as_bytes());
    if let (Some(date), Some(before)) = (sheet.moment(column), before)
        && date.is_before(before)
    {
        let label =
            |column| FIELDS.iter().find(|field| field.column == column).map_or(column, |field| field.label);
        let (date, before) = (day::moment(date), day::moment(before));
        desk.doubts.push(format!("«{}» {date} trước «{}» {before}.", label(column), label(earlier)));
    }
}

fn finish(desk: &Desk<'_, '_>, stored: Stored, sheet: &Sheet, then: &str) -> Result<Entry, CliError> {
    let id = stored.row.get("feedback_id").to_owned();
    let draft = change(desk.repository(), stored, sheet)?;
    let next = if then.is_empty() { String::new() } else { format!("kstthc feedback {then} {id}, ") };
    Ok(Entry { drafts: vec![draft], next: format!("{next}kstthc save") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_are_read() {
        assert!(read::COLUMNS.iter().map(|column| column.name).eq(FIELDS.iter().map(|field| field.column)));
    }
}
