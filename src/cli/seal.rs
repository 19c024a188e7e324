//! `kstthc seal` and `kstthc unseal`.

use std::process::ExitCode;

use super::args::{PeriodArgs, SealArgs, UnsealArgs, parse_line};
use super::error::CliError;
use super::period::{notices, period, provenance, rows_left_out};
use super::session::{Opened, Session};
use super::{Outcome, ask, writing};
use crate::model::period::Period;
use crate::model::seal::path_of;
use crate::render::json;
use crate::repo::{
    Expect, GitStamp, Repository, Root, Transaction, WriteLock, ask_git, data_sha256, find_root, lift_seal,
    lifted_seals, read_if_there,
};
use crate::report::periodic::{DossierFigures, PeriodView};
use crate::report::returns::{missing_notice, returns_of};
use crate::report::seal::{LiftedSeal, SealReport, cells};
use crate::tally::{Cube, Extent, PeriodCounter, UnitSet};
use crate::text::fold::nfc;
use crate::text::number::count;
use crate::text::{day, wording};

/// Keeps the figures of a report that is sent.
pub(super) fn run(session: &Session, args: &SealArgs) -> Outcome {
    let root = find_root(session.directory())?;
    let lock = (!args.dry_run).then(|| writing::lock(session, &root)).transpose()?;
    let mut opened = session.open()?;
    let (period, path) = sealable(&opened, &args.period, "kstthc seal --quarter 2")?;
    refuse_unfinished(&opened, &period)?;
    refuse_sealed(&root, &period, &path)?;
    let cube = counted(session, &mut opened, &period)?;
    let stamp = ask_git(&root).stamp();
    refuse_dirty(&stamp, args.yes)?;
    let report = report(&opened, &period, &cube, stamp)?;
    let bytes = json::render(opened.json_head("seal"), &report)?.into_bytes();
    let missing = missing_notice(&report.returns, &opened.repository.units);
    for notice in notices(&opened, &period, 0).into_iter().chain(missing) {
        session.alert(&notice);
    }
    session.print(&shown(&report))?;
    match lock {
        None => session.tell(&format!("Chạy thử: chưa ghi gì. Tệp sẽ ghi: {path}")),
        Some(lock) => {
            let mut transaction = Transaction::new(&lock);
            transaction.stage(&root.join(&path), bytes, Expect::Absent)?;
            transaction.commit()?;
            session.tell(&format!("Đã chốt: {path}. Lưu vào lịch sử bằng «kstthc save»."));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Lifts the seal of a period; the sealed figures stay in the repository, with day and reason.
pub(super) fn unseal(session: &Session, args: &UnsealArgs) -> Outcome {
    let root = find_root(session.directory())?;
    let opened = session.open()?;
    let (period, path) = sealable(&opened, &args.period, "kstthc unseal --quarter 2 --reason \"…\"")?;
    let name = wording::period(&period);
    if read_if_there(&root, &path)?.is_none() {
        return Err(CliError::usage(format!("{name} chưa chốt (không có {path}).")));
    }
    let reason = reason(session, args, &name)?;
    let lock = (!args.dry_run).then(|| writing::lock(session, &root)).transpose()?;
    let text = seal_text(&opened.repository, &period, &path)?;
    let Some(lock) = lock else {
        session.print(&format!("{name}: bỏ chốt, lý do: {reason}\n"))?;
        session.tell("Chạy thử: chưa ghi gì.");
        return Ok(ExitCode::SUCCESS);
    };
    let kept = lift(&lock, &root, (&path, &text), (&opened, &reason))?;
    session.print(&format!("{name}: đã bỏ chốt, lý do: {reason}\n"))?;
    session.tell(&format!("Số liệu đã chốt giữ ở {kept}. Chốt lại bằng «kstthc seal»."));
    Ok(ExitCode::SUCCESS)
}

fn lift(
    lock: &WriteLock,
    root: &Root,
    (path, text): (&str, &str),
    (opened, reason): (&Opened, &str),
) -> Result<String, CliError> {
    Ok(lift_seal((lock, root), path, text, (opened.today, reason))?)
}

/// The period asked for and the file of its seal.
fn sealable(opened: &Opened, args: &PeriodArgs, example: &str) -> Result<(Period, String), CliError> {
    let period = period(opened, args, example)?;
    let path = path_of(&period).ok_or_else(|| {
        CliError::usage(
            "không chốt báo cáo đột xuất; chốt kỳ: --quarter 1…4, --six-months, --nine-months, --annual."
                .to_owned(),
        )
    })?;
    Ok((period, path))
}

fn refuse_unfinished(opened: &Opened, period: &Period) -> Result<(), CliError> {
    if opened.today > period.to {
        return Ok(());
    }
    let (name, end) = (wording::period(period), day::date(period.to));
    let today = day::date(opened.today);
    Err(CliError::usage(format!(
        "{name} chưa hết (đến hết ngày {end}, hôm nay {today}); hết kỳ mới chốt được."
    )))
}

fn refuse_sealed(root: &Root, period: &Period, path: &str) -> Result<(), CliError> {
    if read_if_there(root, path)?.is_none() {
        return Ok(());
    }
    let name = wording::period(period);
    Err(CliError::usage(format!(
        "{name} đã chốt ({path}); số liệu đã chốt không ghi đè.\ngợi ý: phải chốt lại thì «kstthc unseal» kèm lý do trước."
    )))
}

fn refuse_dirty(stamp: &GitStamp, consents: bool) -> Result<(), CliError> {
    if !stamp.dirty || consents {
        return Ok(());
    }
    Err(CliError::usage(
        "kế hoạch hoặc sổ có thay đổi chưa lưu, sau này không tìm lại được đúng các dòng đã gửi; lưu trước bằng \
         «kstthc save».\ngợi ý: vẫn chốt ngay thì thêm --yes."
            .to_owned(),
    ))
}

/// Counts the period with what units sent in.
fn counted(session: &Session, opened: &mut Opened, period: &Period) -> Result<Cube, CliError> {
    let config = &opened.repository.config;
    let (choices, all) = ((config.counting, config.reporting), UnitSet::default());
    let mut counter = PeriodCounter::new(period, choices, &all, Extent::Figures);
    let findings = opened.examine(&mut counter);
    rows_left_out(session, opened, &findings, false)?;
    let mut counts = counter.into_counts();
    counts.consolidate((period, None), &opened.repository.returns, &all);
    Ok(counts.own)
}

fn report(opened: &Opened, period: &Period, cube: &Cube, stamp: GitStamp) -> Result<SealReport, CliError> {
    let Repository { root, config, units, calendar, .. } = &opened.repository;
    let unit_deadline = period.unit_deadline(config.reporting, calendar);
    let provenance = provenance(opened, stamp, Some(data_sha256(root)?), 0);
    Ok(SealReport {
        sealed_on: opened.today,
        period: PeriodView::new(period, period.deadline(config.reporting, calendar)),
        provenance,
        dossiers: DossierFigures::new(cube, units, config.counting.on_time_rate_over),
        cells: cells(cube, units),
        returns: returns_of(period, unit_deadline, opened.return_sources()),
        history: history(root, period)?,
    })
}

/// The seals of the period that were lifted.
fn history(root: &Root, period: &Period) -> Result<Vec<LiftedSeal>, CliError> {
    let lifted = lifted_seals(root, period)?.into_iter();
    Ok(lifted
        .map(|(path, [sealed_on, unsealed_on, reason])| LiftedSeal { path, sealed_on, unsealed_on, reason })
        .collect())
}

/// What is sealed, in a few lines.
fn shown(report: &SealReport) -> String {
    let SealReport { period, provenance, dossiers, .. } = report;
    let total = &dossiers.total;
    let commit = provenance.commit_words();
    format!(
        "Chốt số liệu {}, {}\n  (3) nhận giải quyết {}, (7) đã giải quyết {}, (11) đang giải quyết {}\n  (10) đã giải quyết quá hạn {}, \
         (13) đang giải quyết quá hạn {}\n  Bản lưu (commit): {commit}\n  Mã kiểm dữ liệu (SHA-256): {}\n",
        period.label,
        wording::lower_initial(&wording::window(period.from, period.to)),
        count(total.received_total()),
        count(total.resolved_total()),
        count(total.pending_total()),
        count(total.resolved_late),
        count(total.pending_overdue),
        provenance.data_sha256.as_deref().unwrap_or("không có"),
    )
}

/// Why the seal is lifted: given, or asked for on a terminal.
fn reason(session: &Session, args: &UnsealArgs, name: &str) -> Result<String, CliError> {
    let reason = match &args.reason {
        Some(reason) => reason.clone(),
        None if ask::is_possible() => {
            ask::value(session, &format!("Lý do bỏ chốt {name}:"), None, parse_line)?
        }
        None => {
            return Err(CliError::usage(
                "bỏ chốt phải có lý do.\ngợi ý: thêm --reason \"Gửi báo cáo đính chính số …\".".to_owned(),
            ));
        }
    };
    Ok(nfc(&reason).into_owned())
}

/// The text of a seal that can be read.
fn seal_text(repository: &Repository, period: &Period, path: &str) -> Result<String, CliError> {
    let unusable =
        |reason: &str| CliError::usage(format!("{path} không dùng được: {reason}; hãy trả lại tệp từ git."));
    repository.seal_of(period).map_err(|reason| unusable(&reason))?;
    let bytes = read_if_there(&repository.root, path)?.unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| unusable("chữ trong tệp không phải UTF-8"))
}
