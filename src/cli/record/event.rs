//! `kstthc event add`: what triggers items that wait for it.

use super::args::{EventAddArgs, EventArgs, EventCommand};
use super::draft::addition;
use super::numbers::next_id;
use super::progress::occurrences;
use super::sheet::{Desk, Sheet};
use super::{Entry, record};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::session::Session;
use crate::diag::Fact as _;
use crate::model::plan::{Item, Plan};
use crate::syntax::log_kind::LogKind;
use crate::text::findings::one_line;
use crate::text::findings::reference::UnknownItem;
use crate::text::log_columns::{ColumnWords, columns_of};
use crate::text::width::truncate;

const FIELDS: &[ColumnWords] = columns_of(LogKind::Events);

/// Records an event.
pub(in crate::cli) fn event(session: &Session, args: &EventArgs) -> Outcome {
    let EventCommand::Add(args) = &args.command;
    record(session, args.common, |desk| add(desk, args))
}

fn add(desk: &mut Desk<'_, '_>, args: &EventAddArgs) -> Result<Entry, CliError> {
    let mut sheet = desk.read(FIELDS, args.given())?;
    desk.require(&mut sheet, "item", None)?;
    desk.asker.all_answered()?;
    sheet.default("date", desk.today());
    let item = item_of(desk, &sheet)?;
    sheet.set("item", &*item.code);
    name(desk, &mut sheet);
    check_id(desk, item, sheet.get("event_id"))?;
    if !item.schedule.waits_for_events() {
        desk.doubts
            .push(format!("{} không chờ sự kiện; dòng này không tạo thêm lượt thực hiện nào.", item.code));
    } else if sheet.lacks("due") {
        desk.hints.push("chưa ghi hạn (--due), nên lượt thực hiện này không bao giờ quá hạn.".to_owned());
    }
    desk.remarks.push(truncate(&one_line(&format!("Nhiệm vụ {}: {}", item.code, item.task)), 100));
    let next = format!("kstthc done {}@{} khi xong, kstthc save", item.code, sheet.get("event_id"));
    let year = sheet.moment("date").map_or(desk.opened.today, |date| date.date).year();
    let draft = addition(desk.repository(), format!("data/events/{year}.csv"), &sheet, &[])?;
    Ok(Entry { drafts: vec![draft], next })
}

/// Gives the event the next free id of its year where it has none.
fn name(desk: &mut Desk<'_, '_>, sheet: &mut Sheet) {
    if sheet.lacks("event_id") {
        let year = sheet.moment("date").map_or(desk.opened.today, |date| date.date).year();
        let ids = desk.repository().events.iter().map(|event| event.id.as_str());
        sheet.set("event_id", next_id("SK", year, ids));
    }
}

/// An id is the label of an occurrence, `ITEM@ID`: it must be one word, and none that the plan's own times have.
fn check_id(desk: &Desk<'_, '_>, item: &Item, id: &str) -> Result<(), CliError> {
    let is_word = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    let wanted = format!("{}@{id}", item.code);
    let computed = occurrences(desk.opened).into_iter().any(|known| known.id == wanted);
    let of_event = desk.repository().events.iter().any(|event| event.id == id);
    if !is_word {
        return Err(CliError::usage("--event-id: chỉ gồm chữ, số và các dấu - _ . /.".to_owned()));
    }
    if computed && !of_event {
        return Err(CliError::usage(format!(
            "--event-id: «{id}» là nhãn một lượt có sẵn của kế hoạch ({wanted}); đặt mã khác, ví dụ SK-2021-01."
        )));
    }
    Ok(())
}

/// The item that the event asks for, in the newest plan that has it.
fn item_of<'a>(desk: &Desk<'a, '_>, sheet: &Sheet) -> Result<&'a Item, CliError> {
    let plans = &desk.repository().plans;
    let code = sheet.get("item");
    let found = |code: &str| plans.values().rev().find_map(|plan| plan.item(code));
    found(code).or_else(|| found(&code.to_uppercase())).ok_or_else(|| {
        let known = plans.values().flat_map(Plan::items).map(|item| item.code.as_str()).collect();
        let fact = UnknownItem { code, known };
        CliError::usage(format!("--item: {}\ngợi ý: {}", fact.message(), fact.help()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_are_read() {
        let read = crate::syntax::events::COLUMNS.iter().map(|column| column.name);
        assert!(read.eq(FIELDS.iter().map(|field| field.column)));
    }
}
