//! `kstthc import` of a workbook that `kstthc export` wrote: what was edited goes into the log it came from.

mod words;

use std::process::ExitCode;

use super::args::ImportArgs;
use super::error::{CliError, FAILED};
use super::import::list;
use super::import_judge::{Drafts, consents, judge};
use super::session::{Opened, Session};
use super::{Outcome, writing};
use crate::diag::Diagnostic;
use crate::import::own_log::{CurrentFile, Edit, Merge, OwnLog, merge, read_own};
use crate::repo::{Expect, Root, Transaction, read_foreign, read_with_digest};
use crate::text::number::count;

const DELETE_ROWS: &str = "--delete-rows chỉ dùng với bảng do «kstthc export» xuất ra.";
const OWN_ALONE: &str = "bảng do «kstthc export» xuất ra tự biết thuộc sổ nào; bỏ --unit và kỳ (--quarter, --year, …) rồi chạy lại.";

/// Brings a workbook of ours back; `None` where the file is none, or something else is asked for.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Option<Outcome> {
    if args.profile.is_some() || args.is_return {
        return None;
    }
    let bytes = match read_foreign(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => return Some(Err(error.into())),
    };
    match read_own(&bytes) {
        Ok(None) => args.delete_rows.then(|| Err(CliError::usage(DELETE_ROWS.to_owned()))),
        Ok(Some(_)) if args.unit.is_some() || args.period.is_given() => {
            Some(Err(CliError::usage(OWN_ALONE.to_owned())))
        }
        Ok(Some(own)) => Some(bring_back(session, args, &own)),
        Err(fault) => Some(Err(CliError::usage(format!("«{}»: {fault}.", args.file.display())))),
    }
}

fn bring_back(session: &Session, args: &ImportArgs, own: &OwnLog) -> Outcome {
    let mut opened = session.open()?;
    let merge = merged(&opened.repository.root, own)?;
    refuse_stops(session, own, &merge)?;
    refuse_removals(session, args, &merge)?;
    for remark in words::remarks(own) {
        session.tell(&remark);
    }
    if merge.files.is_empty() {
        session.tell("Bảng không có chỗ nào sửa so với sổ; không có gì thay đổi.");
        return Ok(ExitCode::SUCCESS);
    }
    session.print(&words::preview(own, &merge))?;
    let warnings = judged(session, &mut opened, (own, &merge))?;
    let paths: Vec<&str> = merge.files.iter().map(|file| file.path.as_str()).collect();
    let paths = paths.join(", ");
    if args.writing.dry_run {
        session.tell(&format!("Chạy thử: chưa ghi {paths}."));
        return Ok(ExitCode::SUCCESS);
    }
    if !consents(session, args, (warnings > 0).then_some("cảnh báo"))? {
        session.tell("Chưa ghi gì.");
        return Ok(ExitCode::from(FAILED));
    }
    write(session, &opened, &merge)?;
    session.tell(&format!("Đã ghi {paths}. Tiếp theo: kstthc save"));
    Ok(ExitCode::SUCCESS)
}

/// Compares the workbook with the logs as they are now.
fn merged(root: &Root, own: &OwnLog) -> Result<Merge, CliError> {
    let read = |path: &str| -> Result<CurrentFile, CliError> {
        let (bytes, sha256) = read_with_digest(root, path)?;
        Ok(CurrentFile { bytes, sha256 })
    };
    let files = own.origin.files.iter().map(|file| read(&file.path)).collect::<Result<Vec<_>, _>>()?;
    merge(own, &files).map_err(|fault| CliError::Refused(format!("{fault}.")))
}

/// Stops where a cell cannot be taken, or somebody else changed the same cell.
fn refuse_stops(session: &Session, own: &OwnLog, merge: &Merge) -> Result<(), CliError> {
    if merge.stops.is_empty() {
        return Ok(());
    }
    session.alert(&list(&merge.stops, |stop| words::stop(&own.sheet, own.origin.kind, stop)));
    let number = count(u64::try_from(merge.stops.len()).unwrap_or(u64::MAX));
    let message =
        format!("bảng có {number} chỗ nêu ở trên phải xem lại; chưa ghi gì.{}", words::hint(&merge.stops));
    Err(CliError::Refused(message))
}

/// A log must not lose rows because somebody deleted them in Excel, unless that is what is wanted.
fn refuse_removals(session: &Session, args: &ImportArgs, merge: &Merge) -> Result<(), CliError> {
    let removed: Vec<_> = merge.changes.iter().filter(|change| change.edit == Edit::Removed).collect();
    if removed.is_empty() || args.delete_rows {
        return Ok(());
    }
    session.alert(&list(&removed, |change| words::removed(change)));
    let number = count(u64::try_from(removed.len()).unwrap_or(u64::MAX));
    Err(CliError::Refused(format!(
        "{number} dòng của sổ nêu ở trên không còn trong bảng (K0822); sổ không được mất dòng, chưa ghi gì.\ngợi ý: xóa nhầm thì \
         xuất lại rồi chép các chỗ đã sửa sang; chắc chắn muốn xóa khỏi sổ thì thêm --delete-rows (dòng đã lưu vào git mà \
         xóa thì «kstthc check --base» vẫn nêu, trừ danh mục TTHC, số liệu đơn vị gửi và chỉ số đơn vị)."
    )))
}

/// Checks the repository as the edits would leave it.
fn judged(
    session: &Session,
    opened: &mut Opened,
    (own, merge): (&OwnLog, &Merge),
) -> Result<usize, CliError> {
    let logs = merge.files.iter().map(|file| (file.path.clone(), file.after.clone())).collect();
    let refusal = "các chỗ sửa làm sổ có lỗi nêu ở trên; chưa ghi gì. Sửa trong Excel rồi nhập lại.";
    let row_of = |finding: &Diagnostic| {
        let file = merge.files.iter().find(|file| *file.path == *finding.place.path)?;
        let line = finding.place.record.max(1);
        file.rows.get(&line).or_else(|| file.rows.get(&finding.place.line)).map(|&row| (line, row))
    };
    judge(session, opened, Drafts { logs, sheet: &own.sheet, refusal }, |_| false, row_of)
}

/// Writes the logs, which must be as they were read: all or none.
fn write(session: &Session, opened: &Opened, merge: &Merge) -> Result<(), CliError> {
    let root = &opened.repository.root;
    let lock = writing::lock(session, root)?;
    let mut transaction = Transaction::new(&lock);
    for file in &merge.files {
        let expect = Expect::as_read(file.before.as_deref());
        transaction.stage(&root.join(&file.path), file.after.clone(), expect)?;
    }
    transaction.commit()?;
    Ok(())
}
