//! The commands that record work: each fills in a row, shows it, has it checked, and writes it.
//!
//! Where a person answers, the log is read before and the lock is taken only for writing; what changed in between is
//! refused. Elsewhere the lock is held from the beginning, so that two scripts wait for each other.

pub(super) mod args;
mod ask;
mod case;
mod dossier;
mod draft;
mod due;
mod event;
mod feedback;
mod fields;
mod numbers;
mod pause;
mod progress;
mod sheet;
mod slip;

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use self::args::Common;
use self::ask::{Asker, Doubts, Mode};
use self::draft::Draft;
use self::sheet::Desk;
use super::error::{CliError, FAILED};
use super::session::{Opened, Session, Stream};
use super::{Outcome, writing};
use crate::check::part;
use crate::diag::render::full;
use crate::diag::{Code, Diagnostic, Severity, Sink, mark_introduced};
use crate::repo::{Expect, Repository, Root, Transaction, WriteLock, WriteOutcome, find_root, read_lines};
use crate::text::wording;

pub(super) use dossier::{FIELDS as DOSSIER_FIELDS, dossier};
pub(super) use draft::check_merged;
pub(super) use event::event;
pub(super) use feedback::feedback;
pub(super) use progress::{done, occurrences, start};
pub(super) use slip::slip;

/// What a command wants to write: the edits of one or more logs, all or none.
#[derive(Clone, Debug)]
struct Entry {
    drafts: Vec<Draft>,
    /// What to do next.
    next: String,
}

/// Fills in a row by `fill` and writes it.
fn record(
    session: &Session,
    common: Common,
    fill: impl FnOnce(&mut Desk<'_, '_>) -> Result<Entry, CliError>,
) -> Outcome {
    let root = find_root(session.directory())?;
    let mut asker = asker(common);
    let locks_early = asker.mode() != Mode::Terminal && !common.dry_run;
    let lock = locks_early.then(|| writing::lock(session, &root)).transpose()?;
    let mut opened = session.open()?;
    let mut desk = Desk::new(&opened, &mut asker);
    let entry = fill(&mut desk)?;
    let Desk { remarks, hints, mut doubts, .. } = desk;
    session.print(&entry.shown(&remarks, &opened))?;
    if !entry.drafts.iter().any(Draft::changes) {
        session.tell("Sổ đã có đúng nội dung này, không có gì thay đổi.");
        return Ok(ExitCode::SUCCESS);
    }
    doubts.extend(entry.new_columns());
    let warnings = judge(session, &mut opened, &entry)?;
    for hint in &hints {
        session.alert(&format!("lưu ý: {hint}"));
    }
    for doubt in &doubts {
        session.alert(&format!("cần xác nhận: {doubt}"));
    }
    if common.dry_run {
        session.tell("Chạy thử: chưa ghi gì.");
        return Ok(ExitCode::SUCCESS);
    }
    if !asker.consents(Doubts { light: hints.len(), grave: doubts.len() + warnings })? {
        session.tell("Chưa ghi gì.");
        return Ok(ExitCode::from(FAILED));
    }
    let lock = lock.map_or_else(|| writing::lock(session, &root), Ok)?;
    tell_written(session, &entry, &write(&lock, &root, &entry)?);
    Ok(ExitCode::SUCCESS)
}

impl Entry {
    /// The edits in words.
    fn shown(&self, remarks: &[String], opened: &Opened) -> String {
        let drafts = self.drafts.iter().filter(|draft| draft.changes()).map(Draft::shown);
        let mut text = drafts.collect::<String>();
        let years = wording::computed_years(&opened.repository.calendar.computed_years());
        let as_of = opened.today_is_configured.then(|| wording::as_of_notice(opened.today));
        for remark in remarks.iter().chain(&years).chain(&as_of) {
            text.push_str(remark);
            text.push('\n');
        }
        text
    }

    /// What is to be confirmed about columns that a log lacks.
    fn new_columns(&self) -> Vec<String> {
        let lacking = self.drafts.iter().filter(|draft| !draft.new_columns.is_empty());
        let doubt = |draft: &Draft| {
            let columns = draft.new_columns.join("», «");
            format!("{} chưa có cột «{columns}»; cột được thêm vào cuối, các dòng khác để trống.", draft.path)
        };
        lacking.map(doubt).collect()
    }
}

/// Warnings that speak of how a dossier or feedback stands today: the row says what is true, and need not be confirmed
/// for that.
const OF_THE_DAY: [Code; 5] = [
    Code::LateWithoutReason,
    Code::ApologyMissing,
    Code::FeedbackNotForwarded,
    Code::FeedbackUnpublished,
    Code::FeedbackUnclassified,
];

/// Checks the repository as it would be; returns how many warnings the row brings that must be confirmed. All are shown.
fn judge(session: &Session, opened: &mut Opened, entry: &Entry) -> Result<usize, CliError> {
    let root = opened.repository.root.clone();
    let drafts: BTreeMap<String, Vec<u8>> =
        entry.drafts.iter().map(|draft| (draft.path.clone(), draft.after.clone())).collect();
    let root = root.with_drafts(drafts);
    let brought = brought(opened, &root, |_| false)?;
    let read = |path: &str, wanted: &_| read_lines(&root, path, wanted);
    if !brought.is_empty() {
        session.alert(full(&brought, &read, &session.finding_options(Stream::Err)).trim_end());
    }
    if brought.iter().any(|finding| finding.severity == Severity::Error) {
        let message = "dòng này làm sổ có lỗi nêu ở trên; chưa ghi gì.";
        return Err(CliError::Refused(message.to_owned()));
    }
    let asks =
        |finding: &&Diagnostic| finding.severity == Severity::Warning && !OF_THE_DAY.contains(&finding.code);
    Ok(brought.iter().filter(asks).count())
}

/// The findings that the files of `root` have and those on disk have not, and those that are `kept` all the same.
pub(super) fn brought(
    opened: &mut Opened,
    root: &Root,
    kept: impl Fn(&Diagnostic) -> bool,
) -> Result<Vec<Diagnostic>, CliError> {
    let mut sink = Sink::new();
    let repository = Repository::load(root.clone(), &mut sink)?;
    let mut then = opened.beside(repository, sink);
    let before = opened.inspect();
    let mut after = then.inspect();
    mark_introduced(&mut after, &before);
    after.retain(|finding| finding.introduced == Some(true) || kept(finding));
    let mut parted = part(&then.repository.exemptions, after, opened.today).findings;
    // What is said of the exemptions themselves is no matter of the row.
    parted.retain(|finding| finding.introduced.is_some());
    for finding in &mut parted {
        finding.introduced = None;
    }
    Ok(parted)
}

/// Writes the logs, which must be as they were read.
fn write(lock: &WriteLock, root: &Root, entry: &Entry) -> Result<Vec<WriteOutcome>, CliError> {
    let mut transaction = Transaction::new(lock);
    for draft in &entry.drafts {
        let expect = Expect::as_read(draft.before.as_deref());
        transaction.stage(&root.join(&draft.path), draft.after.clone(), expect)?;
    }
    Ok(transaction.commit()?)
}

fn tell_written(session: &Session, entry: &Entry, outcomes: &[WriteOutcome]) {
    let written = entry.drafts.iter().zip(outcomes).filter(|(_, outcome)| **outcome == WriteOutcome::Written);
    let paths: Vec<&str> = written.map(|(draft, _)| draft.path.as_str()).collect();
    session.tell(&format!("Đã ghi {}. Tiếp theo: {}", paths.join(", "), entry.next));
}

/// Who answers questions: the options, or the person, where both what they type and what they see is a terminal.
fn asker(common: Common) -> Asker<'static> {
    let mode = match () {
        () if common.yes => Mode::Yes,
        () if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() => Mode::Terminal,
        () => Mode::Nobody,
    };
    let input = Box::new(std::io::BufReader::new(std::io::stdin()));
    Asker::new(mode, input, Box::new(std::io::stderr()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log that changed while a person was asked is not overwritten.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test makes files of its own")]
    fn a_log_that_changed_since_it_was_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/events/2021.csv");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(folder.path().join("kstthc.toml"), "").unwrap();
        std::fs::write(&path, "mới\n").unwrap();
        let root = find_root(folder.path()).unwrap();
        let draft = Draft::of("data/events/2021.csv", Some(b"c\xc5\xa9\n".to_vec()), b"a\n".to_vec());
        let entry = Entry { drafts: vec![draft], next: String::new() };
        let refused = write(&WriteLock::acquire(&root).unwrap(), &root, &entry).unwrap_err();
        assert!(refused.report().1.unwrap().contains("đã bị chương trình hoặc người khác sửa"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mới\n");
    }
}
