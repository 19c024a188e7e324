//! Where the files stand in git, asked of the `git` command. Without git nothing else changes.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use super::error::vietnamese;
use super::{RepoError, Root};

/// The state of plan and data in git.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GitStamp {
    /// The commit; `None` outside git, or before the first commit.
    pub commit: Option<String>,
    /// Whether plan or data differ from the commit; false outside git.
    pub dirty: bool,
}

/// Git, asked and not heard yet.
#[derive(Debug)]
pub struct AskedGit(Option<Child>);

impl AskedGit {
    /// Waits for the answer; nothing is known where git cannot be asked.
    #[must_use]
    pub fn stamp(self) -> GitStamp {
        match self.0.map(Child::wait_with_output) {
            Some(Ok(output)) if output.status.success() => parse(&String::from_utf8_lossy(&output.stdout)),
            _ => GitStamp::default(),
        }
    }
}

/// Asks git for the commit, and whether `kstthc.toml`, `plan` and `data` (sealed figures excepted) differ from it. Git looks
/// at the files while the caller does other work.
#[must_use]
pub fn ask_git(root: &Root) -> AskedGit {
    let child = Command::new("git")
        .arg("-C")
        .arg(root.path())
        .args([
            "--no-optional-locks",
            "status",
            "--porcelain=v2",
            "--branch",
            "-z",
            "--untracked-files=all",
            "--",
        ])
        .args(["kstthc.toml", "plan", "data", ":(exclude)data/sealed"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    AskedGit(child.ok())
}

/// Reads `git status --porcelain=v2 --branch -z`.
fn parse(status: &str) -> GitStamp {
    let mut stamp = GitStamp::default();
    for line in status.split('\0').filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(header) => {
                let commit = header.strip_prefix("branch.oid ").filter(|commit| *commit != "(initial)");
                stamp.commit = commit.map(str::to_owned).or(stamp.commit);
            }
            None => stamp.dirty = true,
        }
    }
    stamp
}

/// The `git` command, ready to work in a folder.
pub(super) fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).arg("--no-optional-locks").env("LC_ALL", "C");
    command
}

/// Runs it to its end.
pub(super) fn run(command: &mut Command) -> Result<Output, RepoError> {
    command.stdin(Stdio::null()).output().map_err(|error| no_git(&error))
}

/// The `git` command could not be run.
pub(super) fn no_git(error: &io::Error) -> RepoError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "chưa cài đặt".to_owned(),
        _ => vietnamese(error),
    };
    RepoError::NoGit { reason }
}

/// Makes sure that a folder belongs to a git repository.
pub(super) fn be_inside(folder: &Path) -> Result<(), RepoError> {
    let inside = run(git(folder).args(["rev-parse", "--git-dir"]))?;
    if !inside.status.success() {
        let is_foreign = String::from_utf8_lossy(&inside.stderr).contains("dubious ownership");
        let folder = folder.to_owned();
        return Err(if is_foreign {
            RepoError::NotTrusted { folder }
        } else {
            RepoError::NotInGit { folder }
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commit_is_read_and_any_entry_makes_it_dirty() {
        let clean = "# branch.oid 0123abcd\0# branch.head main\0# branch.ab +0 -0\0";
        assert_eq!(parse(clean), GitStamp { commit: Some("0123abcd".to_owned()), dirty: false });
        assert!(parse(&format!("{clean}? data/new.csv\0")).dirty);
        assert_eq!(parse("# branch.oid (initial)\0"), GitStamp::default());
    }
}
