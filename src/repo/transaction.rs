//! Writing files together: all of them or none, and none that changed since it was read.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::RepoError;
use super::error::held;
use super::journal::{Digest, Direction, Entry, Failed, Journal};
use super::lock::WriteLock;
use super::staged::{Expect, Staged, WriteOutcome, folder_of, follow, unwritable};
use super::temporary::{self, Clobber, LONE_PREFIX, PREFIX, sweep, sync_folder};

/// What a commit has just done; files are counted from 0, those that do not change left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The temporary file is there, empty.
    Begun(usize),
    /// Half of its bytes are written.
    Half(usize),
    /// It is whole, stored and read back.
    Proven(usize),
    /// Every expectation holds still.
    Checked,
    /// The old file is kept under another name.
    Kept(usize),
    /// The journal is stored: from here on the files change, whatever happens.
    Journalled,
    /// The file is replaced.
    Renamed(usize),
    /// The journal is gone.
    Closed,
}

/// Files that are written together or not at all.
///
/// Each new file is written beside its target (links followed; owner and permissions of the old file kept), stored, and
/// read back. Only when all are there, and no target changed since it was read, are they renamed into place. Where a
/// rename fails those before it are taken back. Of several files a journal in `.kstthc` is kept meanwhile, by which the
/// next [`WriteLock`] finishes what a killed process began.
///
/// What is left:
/// - A program that does not ask for the lock may change a file between the last look and the rename, a few
///   microseconds. Readers may see the first file new and the second one still old.
/// - Access lists, extended attributes and second names (hard links) of the old file are not kept. A folder made for a
///   new file stays where the commit fails.
/// - Without the lock (reports written to any folder) there is no journal: a process killed between two renames leaves
///   the files behind it as they were. Its temporary files go with the next report written there.
/// - Temporary files beside a target outside the repository, reached by a link, stay if the process is killed before the
///   journal is stored.
/// - Where a disk lies about having stored bytes, power loss may undo what was said to be done.
#[derive(Debug)]
pub struct Transaction<'l> {
    lock: Option<&'l WriteLock>,
    files: Vec<Staged>,
}

/// A file that lies ready beside its target.
#[derive(Debug)]
struct Ready<'s> {
    staged: &'s Staged,
    temporary: NamedTempFile,
}

impl<'l> Transaction<'l> {
    /// Begins with no files, under the lock of the repository.
    #[must_use]
    pub const fn new(lock: &'l WriteLock) -> Self {
        Self { lock: Some(lock), files: Vec::new() }
    }

    /// Begins with no files, for folders that are no part of a repository.
    pub(super) const fn alone() -> Self {
        Self { lock: None, files: Vec::new() }
    }

    /// Adds a file. Nothing is written before [`Self::commit`].
    ///
    /// # Errors
    ///
    /// When the path leads in a circle of links, or to a file that was added already.
    pub fn stage(&mut self, path: &Path, bytes: Vec<u8>, expect: Expect) -> Result<(), RepoError> {
        let target = follow(path).map_err(|error| unwritable(path, &error))?;
        if self.files.iter().any(|file| file.target == target) {
            let reason = "hai nội dung khác nhau cho cùng một tệp".to_owned();
            return Err(RepoError::Unwritable { path: path.to_owned(), reason });
        }
        self.files.push(Staged { path: path.to_owned(), target, bytes, expect });
        Ok(())
    }

    /// Writes all files; says of each, in the order in which they were added, whether it changed.
    ///
    /// # Errors
    ///
    /// When a file changed since it was read, exists and should not, or cannot be written; then nothing is changed.
    pub fn commit(self) -> Result<Vec<WriteOutcome>, RepoError> {
        self.commit_observed(|_| {})
    }

    /// Like [`Self::commit`]; tells each step once it is done.
    ///
    /// # Errors
    ///
    /// Those of [`Self::commit`].
    pub fn commit_observed(self, mut observe: impl FnMut(Step)) -> Result<Vec<WriteOutcome>, RepoError> {
        let mut outcomes = Vec::with_capacity(self.files.len());
        let mut ready = Vec::new();
        for staged in &self.files {
            let outcome = staged.outcome()?;
            if outcome == WriteOutcome::Written {
                let at = ready.len();
                let tell = |step: fn(usize) -> Step| observe(step(at));
                let temporary = self.write(staged, tell).map_err(|error| unwritable(&staged.path, &error))?;
                ready.push(Ready { staged, temporary });
            }
            outcomes.push(outcome);
        }
        for folder in folders(&ready) {
            sync_folder(folder).map_err(|error| unwritable(folder, &error))?;
        }
        let mut journal = self.check(&ready)?;
        observe(Step::Checked);
        if let [_, _, ..] = *ready {
            self.prepare(&mut journal, &mut observe)?;
        }
        self.replace(ready, &mut journal, &mut observe)?;
        journal.sync(self.base());
        self.close(&journal, &mut observe);
        Ok(outcomes)
    }

    /// The folder to which the paths of the journal are relative.
    fn base(&self) -> &Path {
        self.lock.map_or(Path::new(""), WriteLock::root)
    }

    fn relative(&self, path: &Path) -> PathBuf {
        match self.lock {
            Some(lock) => path.strip_prefix(lock.root()).unwrap_or(path).to_owned(),
            None => path.to_owned(),
        }
    }

    /// Writes a new file beside its target.
    fn write(&self, staged: &Staged, mut tell: impl FnMut(fn(usize) -> Step)) -> io::Result<NamedTempFile> {
        let folder = folder_of(&staged.target);
        std::fs::create_dir_all(folder)?;
        let prefix = if self.lock.is_some() { PREFIX } else { LONE_PREFIX };
        if self.lock.is_none() {
            sweep(folder, prefix);
        }
        let before = staged.metadata()?;
        let mut file = temporary::create(folder, prefix, before.as_ref())?;
        tell(Step::Begun);
        let (first, rest) = staged.bytes.split_at(staged.bytes.len() / 2);
        file.write_all(first)?;
        tell(Step::Half);
        temporary::finish(&mut file, rest, &staged.bytes)?;
        tell(Step::Proven);
        Ok(file)
    }

    /// Looks at every target once more; notes what each holds.
    fn check(&self, ready: &[Ready<'_>]) -> Result<Journal, RepoError> {
        let mut entries = Vec::with_capacity(ready.len());
        for Ready { staged, temporary } in ready {
            let old = staged.look()?;
            entries.push(Entry {
                target: self.relative(&staged.target),
                temporary: self.relative(temporary.path()),
                backup: None,
                old,
                new: Digest::of(&staged.bytes),
            });
        }
        Ok(Journal::new(entries))
    }

    /// Keeps the old files and stores the journal.
    fn prepare(&self, journal: &mut Journal, observe: &mut impl FnMut(Step)) -> Result<(), RepoError> {
        let base = self.base();
        for at in 0..journal.files.len() {
            let entry = &mut journal.files[at];
            if entry.old.is_some() {
                let target = base.join(&entry.target);
                let backup = entry.temporary.with_extension("old.tmp");
                let kept = keep(&target, &base.join(&backup));
                entry.backup = Some(backup);
                if let Err(error) = kept {
                    journal.clear(base);
                    return Err(unwritable(&target, &error));
                }
            }
            observe(Step::Kept(at));
        }
        journal.sync(base);
        if let Some(lock) = self.lock {
            if let Err(error) = journal.save(lock.root()) {
                journal.clear(base);
                return Err(unwritable(lock.root(), &error));
            }
            observe(Step::Journalled);
        }
        Ok(())
    }

    /// Puts the new files in place; takes all back where one cannot be.
    fn replace(
        &self,
        ready: Vec<Ready<'_>>,
        journal: &mut Journal,
        observe: &mut impl FnMut(Step),
    ) -> Result<(), RepoError> {
        for (at, Ready { staged, temporary }) in ready.into_iter().enumerate() {
            // What was not there must not have come meanwhile either.
            let clobber = if journal.files[at].old.is_some() { Clobber::Yes } else { Clobber::No };
            if let Err(error) = temporary::persist(temporary, &staged.target, clobber) {
                self.take_back(journal)?;
                let path = staged.path.clone();
                return Err(match error.kind() {
                    io::ErrorKind::AlreadyExists => RepoError::ChangedMeanwhile { path },
                    _ => RepoError::Unwritable { path, reason: held(&error) },
                });
            }
            observe(Step::Renamed(at));
        }
        Ok(())
    }

    /// Puts the old files back; where that fails too, the journal stays for the next writer to try again.
    fn take_back(&self, journal: &mut Journal) -> Result<(), RepoError> {
        let base = self.base();
        journal.direction = Direction::Back;
        let is_journalled = self.lock.is_some() && journal.files.len() > 1;
        if is_journalled {
            // Going back is right whether or not it can be noted.
            let _ = journal.save(base);
        }
        let failed =
            |failed: Failed| RepoError::Unfinished { path: failed.path, reason: held(&failed.error) };
        journal.go_back(base).map_err(failed)?;
        journal.sync(base);
        if is_journalled {
            Journal::remove(base).map_err(|error| unwritable(base, &error))?;
        }
        journal.clear(base);
        Ok(())
    }

    /// Removes the journal and the old files. All is in place: a journal that stays only says so once more.
    fn close(&self, journal: &Journal, observe: &mut impl FnMut(Step)) {
        if journal.files.len() > 1 {
            if let Some(lock) = self.lock {
                let _ = Journal::remove(lock.root());
            }
            observe(Step::Closed);
            journal.clear(self.base());
        }
    }
}

/// Keeps a file under a second name: by a link, else by a copy.
fn keep(file: &Path, backup: &Path) -> io::Result<()> {
    if std::fs::hard_link(file, backup).is_ok() {
        return Ok(());
    }
    std::fs::copy(file, backup)?;
    std::fs::OpenOptions::new().write(true).open(backup)?.sync_all()
}

fn folders<'r>(ready: &'r [Ready<'_>]) -> BTreeSet<&'r Path> {
    ready.iter().map(|file| folder_of(&file.staged.target)).collect()
}
