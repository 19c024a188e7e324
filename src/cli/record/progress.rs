//! `kstthc start` and `kstthc done`: a row of progress.

use super::args::ProgressArgs;
use super::draft::addition;
use super::sheet::{Desk, Sheet};
use super::{Entry, record};
use crate::cli::Outcome;
use crate::cli::error::CliError;
use crate::cli::plan::with_plan;
use crate::cli::session::{Opened, Session};
use crate::model::plan::Plan;
use crate::model::progress::{Progress, ProgressState};
use crate::model::state::State;
use crate::syntax::log_kind::LogKind;
use crate::text::day;
use crate::text::findings::one_line;
use crate::text::log_columns::{ColumnWords, columns_of};
use crate::text::log_words::PROGRESS_STATES;
use crate::text::nearest::nearest;
use crate::text::width::truncate;

const FIELDS: &[ColumnWords] = columns_of(LogKind::Progress);

/// Records that work on an occurrence has begun.
pub(in crate::cli) fn start(session: &Session, args: &ProgressArgs) -> Outcome {
    record(session, args.common, |desk| fill(desk, args, "started"))
}

/// Records that an occurrence is done.
pub(in crate::cli) fn done(session: &Session, args: &ProgressArgs) -> Outcome {
    record(session, args.common, |desk| fill(desk, args, "done"))
}

fn fill(desk: &mut Desk<'_, '_>, args: &ProgressArgs, state: &str) -> Result<Entry, CliError> {
    let known = occurrences(desk.opened);
    let chosen = choose(&known, &args.occurrence, desk.opened)?;
    let mut sheet = desk.read(FIELDS, args.given())?;
    sheet.set("item", &*chosen.item);
    sheet.set("occurrence", &*chosen.id);
    sheet.default("state", state);
    sheet.default("date", desk.today());
    desk.require(&mut sheet, "unit", chosen.lead.clone())?;
    desk.asker.all_answered()?;
    if desk.asker.mode() == super::ask::Mode::Terminal && sheet.get("state") == "done" {
        desk.offer(&mut sheet, "evidence")?;
    }
    desk.remarks.push(truncate(&one_line(&format!("Nhiệm vụ {}: {}", chosen.item, chosen.task)), 100));
    let next = format!("kstthc plan show {}, kstthc save", chosen.item);
    if is_recorded(desk.opened, &sheet) {
        return Ok(Entry { drafts: Vec::new(), next });
    }
    desk.remarks.extend(repeated(desk.opened, &sheet));
    let path = format!("data/progress/{}.csv", chosen.year);
    let draft = addition(desk.repository(), path, &sheet, &["item"])?;
    Ok(Entry { drafts: vec![draft], next })
}

/// An occurrence that a plan has.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Known {
    /// Its id.
    pub(in crate::cli) id: String,
    item: String,
    task: String,
    year: i32,
    lead: Option<String>,
    open: bool,
}

/// Every occurrence of every plan, in the order of the plans.
pub(in crate::cli) fn occurrences(opened: &Opened) -> Vec<Known> {
    let repository = &opened.repository;
    let mut known = Vec::new();
    // What lies ahead can be recorded too.
    let last = opened.today.plus_days(i32::MAX);
    for plan in repository.plans.values() {
        with_plan(repository, Some(plan), (opened.today, last), |view| {
            let Some(view) = view else { return };
            known.extend(view.occurrences.iter().map(|occurrence| {
                let state = view.judge.standing(occurrence).state;
                Known {
                    id: occurrence.id.clone(),
                    item: occurrence.item.code.clone(),
                    task: occurrence.item.task.clone(),
                    year: plan.year,
                    lead: occurrence.item.lead().map(str::to_owned),
                    open: !matches!(state, State::Done | State::DoneLate | State::NotApplicable),
                }
            }));
        });
    }
    known
}

/// The occurrence that is meant: by its id, or by an item of which one alone is open.
fn choose<'k>(known: &'k [Known], asked: &str, opened: &Opened) -> Result<&'k Known, CliError> {
    let asked = asked.trim();
    let same = |id: &str| id.eq_ignore_ascii_case(asked);
    if let Some(found) = known.iter().find(|one| one.id == asked).or(known.iter().find(|one| same(&one.id))) {
        return Ok(found);
    }
    let of_item: Vec<&Known> = known.iter().filter(|one| same(&one.item)).collect();
    let open: Vec<&Known> = of_item.iter().copied().filter(|one| one.open).collect();
    match (&of_item[..], &open[..]) {
        (_, [one]) => Ok(one),
        ([], _) => Err(unknown(known, asked, opened)),
        (_, []) => Err(CliError::usage(format!(
            "mọi lượt của {} đã xong: {}; ghi rõ lượt nếu vẫn muốn ghi thêm.",
            of_item[0].item,
            list(&of_item)
        ))),
        (_, several) => Err(CliError::usage(format!(
            "{} còn {} lượt chưa xong, hãy ghi rõ một lượt: {}.",
            of_item[0].item,
            several.len(),
            list(several)
        ))),
    }
}

fn list(known: &[&Known]) -> String {
    let ids: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
    ids.join(", ")
}

fn unknown(known: &[Known], asked: &str, opened: &Opened) -> CliError {
    let plans = &opened.repository.plans;
    let shown = one_line(asked);
    let code = asked.split('@').next().unwrap_or_default().to_uppercase();
    if let Some(item) = plans.values().find_map(|plan| plan.item(&code)) {
        let own: Vec<&Known> = known.iter().filter(|one| one.item == item.code).collect();
        let hint = if own.is_empty() {
            format!("nhiệm vụ này chờ sự kiện, hãy ghi sự kiện trước: kstthc event add --item {}", item.code)
        } else {
            format!("các lượt của nhiệm vụ này: {}", list(&own))
        };
        return CliError::usage(format!("không có lượt thực hiện «{shown}».\ngợi ý: {hint}."));
    }
    if plans.values().any(|plan| plan.incomplete) {
        return CliError::Refused(format!(
            "không thấy «{shown}», mà kế hoạch có tệp không đọc được; chạy «kstthc check» rồi sửa trước."
        ));
    }
    let codes = plans.values().flat_map(Plan::items).map(|item| item.code.as_str());
    let near = nearest(&code, codes).map(|near| format!("có phải ý bạn là «{near}»? ")).unwrap_or_default();
    CliError::usage(format!(
        "kế hoạch không có nhiệm vụ hoặc lượt «{shown}».\ngợi ý: {near}xem các mã bằng «kstthc plan list»."
    ))
}

/// The rows of the sheet's occurrence and unit.
fn own_rows<'a>(opened: &'a Opened, sheet: &'a Sheet) -> impl Iterator<Item = &'a Progress> {
    let unit = opened.repository.units.find(sheet.get("unit"));
    let rows = opened.repository.progress.iter();
    rows.filter(move |row| row.occurrence == sheet.get("occurrence") && Some(row.unit) == unit)
}

fn state_of(sheet: &Sheet) -> Option<ProgressState> {
    let states = crate::syntax::progress::STATES;
    states.iter().find(|(name, _)| *name == sheet.get("state")).map(|(_, state)| *state)
}

/// Tells whether the very row is there already.
fn is_recorded(opened: &Opened, sheet: &Sheet) -> bool {
    let date = sheet.moment("date").map(|moment| moment.date);
    own_rows(opened, sheet).any(|row| {
        Some(row.state) == state_of(sheet)
            && Some(row.date) == date
            && row.evidence == sheet.get("evidence")
            && row.note == sheet.get("note")
    })
}

/// Tells that the same was recorded before, or that the unit closed the occurrence before; several rows are normal.
fn repeated(opened: &Opened, sheet: &Sheet) -> Option<String> {
    let state = state_of(sheet)?;
    let closed = |row: &&Progress| state == ProgressState::Started && row.state != ProgressState::Started;
    let before = own_rows(opened, sheet).find(|row| row.state == state || closed(row))?;
    if before.state != state {
        return Some(format!("Đơn vị này đã ghi xong lượt này ngày {}.", day::date(before.date)));
    }
    let words =
        PROGRESS_STATES.iter().find(|(name, _)| *name == sheet.get("state")).map_or("", |(_, words)| words);
    Some(format!("Đơn vị này đã ghi «{words}» cho lượt này ngày {}.", day::date(before.date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_are_read() {
        let read = crate::syntax::progress::COLUMNS.iter().map(|column| column.name);
        assert!(read.eq(FIELDS.iter().map(|field| field.column)));
    }
}
