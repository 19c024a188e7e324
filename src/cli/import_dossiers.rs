//! `kstthc import`: dossiers out of the export of a one-stop system.
//!
//! What is about to happen is shown first. New dossiers go to a log named after the file; one that a log has already is
//! compared with its row, and changed there only with consent. Where a person answers, the lock is taken only for writing.

use std::path::Path;
use std::process::ExitCode;

use super::args::ImportArgs;
use super::error::{CliError, FAILED};
use super::import_given::BY_DATES;
use super::import_judge::consents;
use super::import_preview::{changes, counts, doubts, limit, remarks, source};
use super::import_refusal::refusal;
use super::import_write::{Drafts, target};
use super::period::unit;
use super::progress::{Audience, Progress};
use super::session::{Opened, Session};
use super::{Outcome, ask, import_due, writing};
use crate::import::{Imported, Merge, Merger, Recipe, import_dossiers};
use crate::repo::{Repository, find_root, read_foreign, read_if_there};
use crate::syntax::dossiers::{CHANNEL, FIELD, ID, PROCEDURE, STATUS, UNIT};
use crate::syntax::profile::Profile;
use crate::text::findings::one_line;

/// Brings the dossiers of a foreign file in.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let root = find_root(session.directory())?;
    let is_asked = ask::is_possible() && !args.writing.yes;
    let locks_early = !is_asked && !args.writing.dry_run;
    let lock = locks_early.then(|| writing::lock(session, &root)).transpose()?;
    let mut opened = session.open()?;
    let profile = args.profile.as_deref().map(|path| super::import::profile(session, path)).transpose()?;
    let log = target(&args.file)?;
    let imported = read(session, &opened, args, profile.as_ref())?;
    session.print(&source(&imported, &args.file, profile.as_ref()))?;
    if let Some(refusal) = refusal(&imported, limit(session.is_verbose())) {
        session.alert(&refusal);
        return Ok(ExitCode::from(FAILED));
    }
    let merge = compare(&opened.repository, &imported)?;
    show(session, &opened, &imported, &merge)?;
    let may_ask = is_asked && !args.writing.dry_run;
    let pauses = import_due::rows(session, &opened, &args.given, (&imported, &merge, may_ask))?;
    let mut drafts = Drafts::default();
    drafts.change(&root, &merge)?;
    drafts.add(&root, (&imported, &merge), (&log, args.writing.force))?;
    drafts.pause(&root, &pauses)?;
    if drafts.is_empty() {
        session.tell(if imported.rows.is_empty() {
            "Bảng không có hồ sơ nào; không có gì thay đổi."
        } else {
            "Sổ đã có đúng nội dung này, không có gì thay đổi."
        });
        return Ok(ExitCode::SUCCESS);
    }
    let keeps = profile.as_ref().is_some_and(Profile::keeps_faulty_rows);
    drafts.judge(session, &mut opened, (&imported, &merge, keeps))?;
    let doubts = doubts(&imported, &merge);
    for doubt in &doubts {
        session.alert(&format!("cần xác nhận: {doubt}"));
    }
    if args.writing.dry_run {
        session.tell(&format!("Chạy thử: chưa ghi {}.", drafts.paths().join(", ")));
        return Ok(ExitCode::SUCCESS);
    }
    if !consents(session, args, (!doubts.is_empty()).then_some("điều cần xác nhận"))? {
        session.tell("Chưa ghi gì.");
        return Ok(ExitCode::from(FAILED));
    }
    let lock = lock.map_or_else(|| writing::lock(session, &root), Ok)?;
    let told = drafts.paths().join(", ");
    drafts.write(&lock, &root)?;
    session.tell(&format!("Đã ghi {told}. Tiếp theo: kstthc check, kstthc save"));
    Ok(ExitCode::SUCCESS)
}

/// Reads the foreign file.
fn read(
    session: &Session,
    opened: &Opened,
    args: &ImportArgs,
    profile: Option<&Profile>,
) -> Result<Imported, CliError> {
    let recipe = recipe(opened, args, profile)?;
    let bytes = read_foreign(&args.file)?;
    let progress = Progress::new(Audience::of(session), "Đã đọc");
    import_dossiers(&bytes, &recipe, &mut |rows| progress.advance(rows))
        .map_err(|reason| CliError::usage(format!("«{}»: {reason}.", shown(&args.file))))
}

fn shown(file: &Path) -> String {
    one_line(&file.display().to_string())
}

/// What was asked for.
fn recipe<'r>(
    opened: &'r Opened,
    args: &ImportArgs,
    profile: Option<&'r Profile>,
) -> Result<Recipe<'r>, CliError> {
    let Repository { units, catalogue, .. } = &opened.repository;
    let mut given = Vec::new();
    if let Some(code) = &args.unit {
        given.push((UNIT, units.get(unit(opened, code)?).code.clone()));
    }
    let by_days = args.given.status == Some(BY_DATES);
    let status = args.given.status.filter(|_| !by_days);
    let others = [
        (PROCEDURE, args.given.procedure.as_deref()),
        (CHANNEL, args.given.channel),
        (STATUS, status),
        (FIELD, args.given.field.as_deref()),
    ];
    given.extend(others.into_iter().filter_map(|(column, value)| Some((column, value?.trim().to_owned()))));
    let mut codes = args.given.maps.clone();
    for (_, _, code) in codes.iter_mut().filter(|(column, ..)| *column == UNIT) {
        code.clone_from(&units.get(unit(opened, code)?).code);
    }
    Ok(Recipe { profile, given, status_by_days: by_days, codes, units, catalogue })
}

/// Compares with every log.
fn compare(repository: &Repository, imported: &Imported) -> Result<Merge, CliError> {
    let mut merger = Merger::new(imported, &repository.units, &repository.pauses);
    for path in &repository.dossier_logs {
        if let Some(bytes) = read_if_there(&repository.root, path)? {
            merger.read(path, &bytes);
        }
    }
    let merge = merger.finish();
    if merge.unclear.is_empty() {
        return Ok(merge);
    }
    let line = |&row: &usize| {
        format!("{} ({})", one_line(imported.rows.get(row, ID)), imported.place(imported.rows.at(row)))
    };
    Err(CliError::Refused(format!(
        "các mã hồ sơ sau đứng nhiều lần trong sổ, không rõ sửa dòng nào; sửa lỗi K0204 trước; chưa ghi gì:\n{}",
        super::import::list(&merge.unclear, line)
    )))
}

/// Shows what is about to happen.
fn show(session: &Session, opened: &Opened, imported: &Imported, merge: &Merge) -> Result<(), CliError> {
    let mut text = counts(imported, merge, session.is_verbose());
    text.push_str(&changes(imported, merge, &opened.repository, session.is_verbose()));
    session.print(&text)?;
    for remark in remarks(imported) {
        session.alert(&format!("lưu ý: {remark}"));
    }
    Ok(())
}
