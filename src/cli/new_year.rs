//! `kstthc new-year`.

use std::process::ExitCode;

use super::args::NewYearArgs;
use super::error::CliError;
use super::session::{Opened, Session, Stream};
use super::{Outcome, writing};
use crate::diag::Sink;
use crate::diag::render::{full, pick_lines};
use crate::model::date::Date;
use crate::model::period::YEARS;
use crate::model::plan::Plan;
use crate::model::unit::Level;
use crate::render::text;
use crate::repo::{Expect, Transaction, WriteLock, find_root, plan_texts};
use crate::report::new_year::Draft;
use crate::scaffold::{NewFile, Rollover, has_districts, read_plan, year_logs};
use crate::syntax::acts::shipped;

/// Makes the draft of the next year's plan.
pub(super) fn run(session: &Session, args: &NewYearArgs) -> Outcome {
    let root = find_root(session.directory())?;
    let lock = (!args.dry_run).then(|| writing::lock(session, &root)).transpose()?;
    let opened = session.open()?;
    let (old, to) = years(&opened, args)?;
    warn(session, &opened, (old, to));
    let acts = shipped();
    let roll = Rollover { from: old.year, to, acts: &acts };
    let files = plan_texts(&root, old.year)?;
    let files = files.iter().map(|file| {
        let source = file.source();
        roll.file(source.path(), source.text())
    });
    let files = files.collect::<Result<Vec<NewFile>, _>>()?;
    let plan = checked(session, &opened, &files, to)?;
    let units = &opened.repository.units;
    let draft = Draft { from: old.year, plan: &plan, files: &files, units, acts: &acts };
    session.print(&text::render(&draft.document(), session.text_options()))?;
    let logs = year_logs(to).into_iter().filter(|log| !root.join(&log.path).exists());
    let all: Vec<NewFile> = files.iter().cloned().chain(logs).collect();
    match lock {
        None => session.tell(&format!("Chạy thử: chưa ghi gì. Sẽ ghi:\n{}", paths(&all))),
        Some(lock) => {
            write(&opened, &lock, &all)?;
            session.tell(&format!(
                "Đã ghi:\n{}Tiếp theo: kstthc check; kstthc plan list --year {to}",
                paths(&all)
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The plan to begin with, and the new year.
fn years<'o>(opened: &'o Opened, args: &NewYearArgs) -> Result<(&'o Plan, i32), CliError> {
    let plans = &opened.repository.plans;
    let old = match args.from {
        Some(from) => opened.plan(Some(from))?,
        None => plans.last_key_value().map(|(_, plan)| plan),
    };
    let old = old.ok_or_else(|| {
        CliError::usage("kho dữ liệu chưa có kế hoạch nào để lấy làm gốc (thư mục plan/<năm>).".to_owned())
    })?;
    refuse_second_draft(opened, args, old)?;
    let to = args.year.unwrap_or(old.year + 1);
    if to <= old.year || !YEARS.contains(&to) {
        return Err(CliError::usage(format!(
            "năm mới phải sau năm {} và không quá {}.",
            old.year,
            YEARS.end()
        )));
    }
    if plans.contains_key(&to) {
        return Err(CliError::usage(format!(
            "đã có kế hoạch năm {to} (plan/{to}); không ghi đè.\ngợi ý: chọn năm khác bằng --year, hoặc tự bỏ thư mục plan/{to} nếu \
             muốn làm lại."
        )));
    }
    Ok((old, to))
}

/// Refuses to go on from a draft that nobody named while there is an approved plan: most likely the command was run
/// twice.
fn refuse_second_draft(opened: &Opened, args: &NewYearArgs, old: &Plan) -> Result<(), CliError> {
    let is_named = args.from.is_some() || args.year.is_some();
    let has_approved = opened.repository.plans.values().any(|plan| !plan.is_draft());
    if is_named || !old.is_draft() || !has_approved {
        return Ok(());
    }
    let year = old.year;
    Err(CliError::usage(format!(
        "kế hoạch mới nhất (năm {year}) còn là dự thảo; chưa ghi gì.\ngợi ý: ghi số, ngày quyết định vào plan/{year}/plan.toml khi \
         đã duyệt; nếu vẫn muốn dự thảo năm {} từ bản này: kstthc new-year --from {year}.",
        year + 1
    )))
}

/// Says what the clerk may not expect.
fn warn(session: &Session, opened: &Opened, (old, to): (&Plan, i32)) {
    if old.is_draft() {
        session.alert(&format!("Lưu ý: kế hoạch năm {} lấy làm gốc còn là dự thảo.", old.year));
    }
    let is_gone = Date::new(to, 12, 31).is_some_and(|last| !has_districts(last));
    if is_gone && opened.repository.config.level == Level::District {
        session.alert("Lưu ý: cấp huyện kết thúc hoạt động từ 01/07/2025 (Nghị quyết số 203/2025/QH15).");
    }
}

/// Reads the draft as it will be loaded.
///
/// # Errors
///
/// Where there are errors in it, which then stand in the old plan too.
fn checked(session: &Session, opened: &Opened, files: &[NewFile], year: i32) -> Result<Plan, CliError> {
    let mut sink = Sink::new();
    let plan = read_plan(files, year, &opened.repository.units, &mut sink);
    if sink.errors() == 0 {
        return Ok(plan);
    }
    let text_of = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
    let read = |path: &str, wanted: &_| pick_lines(path, text_of(path).as_bytes(), wanted);
    session.alert(full(&sink.into_findings(), &read, &session.finding_options(Stream::Err)).trim_end());
    Err(CliError::usage(format!(
        "dự thảo năm {year} sẽ có lỗi ở trên; sửa kế hoạch lấy làm gốc rồi chạy lại. Chưa ghi gì."
    )))
}

fn write(opened: &Opened, lock: &WriteLock, files: &[NewFile]) -> Result<(), CliError> {
    let mut transaction = Transaction::new(lock);
    for file in files {
        let path = opened.repository.root.join(&file.path);
        transaction.stage(&path, file.text.clone().into_bytes(), Expect::Absent)?;
    }
    transaction.commit()?;
    Ok(())
}

fn paths(files: &[NewFile]) -> String {
    let lines: Vec<String> = files.iter().map(|file| format!("  {}\n", file.path)).collect();
    lines.concat()
}
