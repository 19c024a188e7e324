//! The logs as an import would leave them, checked and written all or none.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::CliError;
use super::import::list;
use super::import_due::PauseDraft;
use super::record::{brought, check_merged};
use super::session::{Opened, Session, Stream};
use crate::diag::render::full;
use crate::diag::{Code, Diagnostic, Severity};
use crate::import::{Imported, Merge, Origin};
use crate::repo::{Expect, RepoError, Root, Transaction, WriteLock, read_if_there, read_lines};
use crate::syntax::csv_edit::{EditError, columns, new_log};
use crate::syntax::dossiers::{COLUMNS, FIELD};
use crate::syntax::log_row::{Value, add_rows, change_rows};
use crate::syntax::pauses;
use crate::text::findings::one_line;

const PAUSES: &str = "data/pauses.csv";

/// A log before and after.
#[derive(Debug)]
struct Draft {
    before: Option<Vec<u8>>,
    after: Vec<u8>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// By path relative to the root.
    logs: BTreeMap<String, Draft>,
    /// The log that takes new dossiers, and the line of the first.
    added: Option<(String, u32)>,
}

impl Drafts {
    /// Tells whether nothing is to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.logs.is_empty()
    }

    /// The logs.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.logs.keys().map(String::as_str).collect()
    }

    /// Changes the rows that changed.
    pub(super) fn change(&mut self, root: &Root, merge: &Merge) -> Result<(), CliError> {
        let mut by_log: BTreeMap<&str, BTreeMap<usize, Vec<Value<'_>>>> = BTreeMap::new();
        for change in &merge.changes {
            let values = change.differences.iter();
            let values = values.map(|d| (COLUMNS[d.column].name, d.after.as_str())).collect();
            by_log.entry(&change.path).or_default().insert(change.index, values);
        }
        for (path, changes) in by_log {
            let before = self.start(root, path)?.unwrap_or_default();
            let edited = change_rows(&before, &changes).map_err(|error| uneditable(path, error))?;
            self.put(path, edited.bytes);
        }
        Ok(())
    }

    /// Adds the new dossiers to a log, which is begun if there is none.
    pub(super) fn add(
        &mut self,
        root: &Root,
        (imported, merge): (&Imported, &Merge),
        (path, force): (&str, bool),
    ) -> Result<(), CliError> {
        if merge.new.is_empty() {
            return Ok(());
        }
        let own: Vec<usize> =
            (0..COLUMNS.len()).filter(|&column| is_written(imported, merge, column)).collect();
        let names: Vec<&'static str> = own.iter().map(|&column| COLUMNS[column].name).collect();
        let before = self.start(root, path)?;
        let base = match before {
            Some(log) if is_log(&log) => log,
            Some(_) if !force => return Err(RepoError::Exists { path: root.join(path) }.into()),
            Some(_) | None => new_log(&names),
        };
        let values = |&row: &usize| own.iter().map(|&column| imported.rows.get(row, column)).collect();
        let edited = add_rows(&base, &names, merge.new.iter().map(values));
        let after = edited.map_err(|error| uneditable(path, error))?.bytes;
        let lines = memchr::memchr_iter(b'\n', &base).count() + 1;
        let first = lines + usize::from(!base.ends_with(b"\n"));
        self.added = Some((path.to_owned(), u32::try_from(first).unwrap_or(u32::MAX)));
        self.put(path, after);
        Ok(())
    }

    /// Adds rows to the pauses.
    pub(super) fn pause(&mut self, root: &Root, rows: &[PauseDraft]) -> Result<(), CliError> {
        if rows.is_empty() {
            return Ok(());
        }
        let names = ["dossier_id", "kind", "from", "to", "new_due_at"];
        let days: Vec<[String; 2]> = rows
            .iter()
            .map(|row| [row.from.to_string(), row.to.map(|to| to.to_string()).unwrap_or_default()])
            .collect();
        let values = rows.iter().zip(&days).map(|(row, [from, to])| {
            vec![row.dossier_id.as_str(), row.kind, from.as_str(), to.as_str(), row.new_due_at.as_str()]
        });
        let header = || new_log(&pauses::COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>());
        let base = self.start(root, PAUSES)?.unwrap_or_else(header);
        let edited = add_rows(&base, &names, values).map_err(|error| uneditable(PAUSES, error))?;
        self.put(PAUSES, edited.bytes);
        Ok(())
    }

    /// A log as it is to be so far; notes what it holds on disk.
    fn start(&mut self, root: &Root, path: &str) -> Result<Option<Vec<u8>>, CliError> {
        if let Some(draft) = self.logs.get(path) {
            return Ok(Some(draft.after.clone()));
        }
        let before = read_if_there(root, path)?;
        check_merged(path, before.as_deref())?;
        let after = before.clone().unwrap_or_default();
        self.logs.insert(path.to_owned(), Draft { before: before.clone(), after });
        Ok(before)
    }

    fn put(&mut self, path: &str, after: Vec<u8>) {
        if let Some(draft) = self.logs.get_mut(path) {
            draft.after = after;
        }
    }

    /// Checks the repository as it would be. Errors refuse the import, unless the profile keeps faulty rows; whatever is
    /// found is told, by its kind where there is much of it.
    pub(super) fn judge(
        &self,
        session: &Session,
        opened: &mut Opened,
        (imported, merge, keeps): (&Imported, &Merge, bool),
    ) -> Result<(), CliError> {
        let after = self.logs.iter().map(|(path, draft)| (path.clone(), draft.after.clone()));
        let root = opened.repository.root.with_drafts(after.collect());
        let findings = brought(opened, &root, |_| false)?;
        let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
            findings.into_iter().partition(|finding| finding.severity == Severity::Error);
        if !warnings.is_empty() {
            session.alert(&by_code(&warnings));
        }
        if errors.is_empty() {
            return Ok(());
        }
        if keeps {
            session.alert(&by_code(&errors));
            session.alert(
                "Dòng có lỗi được ghi như nguồn vì tệp ánh xạ giữ dòng lỗi; «kstthc check» chỉ từng dòng.",
            );
            return Ok(());
        }
        let read = |path: &str, wanted: &_| read_lines(&root, path, wanted);
        let first = &errors[..errors.len().min(super::import::LISTED)];
        session.alert(full(first, &read, &session.finding_options(Stream::Err)).trim_end());
        let rows = self.sources(first, imported, merge);
        if !rows.is_empty() {
            session.alert(&list(&rows, Clone::clone));
        }
        let message = format!("hồ sơ đưa vào có {} lỗi (nêu ở trên); chưa ghi gì.", errors.len());
        Err(CliError::Refused(message))
    }

    /// Which rows of the foreign file the findings speak of: the log was made from them and is not written yet.
    fn sources(&self, findings: &[Diagnostic], imported: &Imported, merge: &Merge) -> Vec<String> {
        let Some((path, first)) = &self.added else { return Vec::new() };
        let of_log = findings.iter().filter(|finding| *finding.place.path == **path);
        let source = |line: u32| {
            let row = merge.new.get(line.checked_sub(*first)? as usize)?;
            Some(format!("dòng {line} ở trên là {} của tệp đưa vào", imported.place(imported.rows.at(*row))))
        };
        let mut lines: Vec<u32> = of_log.map(|finding| finding.place.line).collect();
        lines.dedup();
        lines.into_iter().filter_map(source).collect()
    }

    /// Writes the logs, which must be as they were read.
    pub(super) fn write(self, lock: &WriteLock, root: &Root) -> Result<(), CliError> {
        let mut transaction = Transaction::new(lock);
        for (path, draft) in self.logs {
            transaction.stage(&root.join(&path), draft.after, Expect::as_read(draft.before.as_deref()))?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Tells whether a column is written for new dossiers: what is required, and what anything stands in.
fn is_written(imported: &Imported, merge: &Merge, column: usize) -> bool {
    let is_group = |origin: &Option<Origin>| matches!(origin, Some(Origin::Group));
    let has_column = imported.fills(column)
        && !(column == FIELD && imported.read_sheets().all(|sheet| is_group(&sheet.origins[FIELD])));
    COLUMNS[column].required
        || has_column
        || merge.new.iter().any(|&row| !imported.rows.get(row, column).is_empty())
}

/// Tells whether a file is a log of dossiers: all that is required has a column.
fn is_log(bytes: &[u8]) -> bool {
    let Ok(names) = columns(bytes) else { return false };
    let has = |column: &crate::syntax::table::Column| names.iter().any(|name| name == column.name);
    COLUMNS.iter().filter(|column| column.required).all(has)
}

/// Findings by their kind: how many, and the first.
fn by_code(findings: &[Diagnostic]) -> String {
    let mut by_code: BTreeMap<Code, (usize, &Diagnostic)> = BTreeMap::new();
    for finding in findings {
        by_code.entry(finding.code).or_insert((0, finding)).0 += 1;
    }
    let line = |(code, (count, first)): (Code, (usize, &Diagnostic))| {
        let level = match first.severity {
            Severity::Error => "lỗi",
            Severity::Warning => "cảnh báo",
            Severity::Note => "ghi chú",
        };
        let place = format!("{}:{}", one_line(&first.place.path), first.place.line);
        format!("{level}[{code}]: {count} chỗ, đầu tiên {place}: {}", first.message)
    };
    by_code.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where new dossiers go: a log named after the file, without what would hide it.
pub(super) fn target(file: &Path) -> Result<String, CliError> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = stem.trim_start_matches(['.', '~', '$']);
    if name.is_empty() {
        return Err(CliError::usage(format!("«{}» không cho tên sổ; hãy đổi tên tệp.", file.display())));
    }
    Ok(format!("data/dossiers/{name}.csv"))
}

fn uneditable(path: &str, error: EditError) -> CliError {
    CliError::Refused(format!("không ghi được vào «{}»: {error}.", one_line(path)))
}
