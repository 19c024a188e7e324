//! What is not committed yet, committing it, and what earlier commits changed, by the `git` command.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use serde::Serialize;

use super::error::vietnamese;
use super::files::read_if_there;
use super::git::{be_inside, git, no_git, run};
use super::lock::{STATE, WriteLock};
use super::temporary::PREFIX;
use super::{ChangedFile, RepoError, Root};

/// The files a commit is made of.
const SAVED: [&str; 3] = ["kstthc.toml", "plan", "data"];

/// Makes sure that a commit can be made: git is there, on a branch, with nothing half merged, and knows its user.
///
/// # Errors
///
/// What stands in the way.
pub fn prepare_to_save(root: &Root) -> Result<(), RepoError> {
    let folder = root.path();
    be_inside(folder)?;
    let holds = |args: &[&str]| Ok::<_, RepoError>(run(git(folder).args(args))?.status.success());
    for name in ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD"] {
        if holds(&["rev-parse", "--verify", "--quiet", name])? {
            return Err(RepoError::MergeInProgress { folder: folder.to_owned() });
        }
    }
    if !holds(&["symbolic-ref", "--quiet", "HEAD"])? {
        return Err(RepoError::DetachedHead { folder: folder.to_owned() });
    }
    for who in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
        // A name made up from login and host is nobody's.
        if !holds(&["-c", "user.useConfigOnly=true", "var", who])? {
            return Err(RepoError::NoIdentity);
        }
    }
    Ok(())
}

/// The repository as the last commit has it; `None` before the first one that has it.
///
/// # Errors
///
/// When git cannot be run.
pub fn head(root: &Root) -> Result<Option<Root>, RepoError> {
    at(root, "HEAD")
}

/// The repository at a revision; `None` where that is not there or has no `kstthc.toml` here.
fn at(root: &Root, revision: &str) -> Result<Option<Root>, RepoError> {
    match root.at_revision(revision) {
        Err(RepoError::UnknownRevision { .. } | RepoError::NotInRevision { .. }) => Ok(None),
        found => found.map(Some),
    }
}

/// The files of plan and data that differ from the last commit, by path; files that git ignores are not among them.
///
/// # Errors
///
/// When git or a file cannot be read.
pub fn unsaved(root: &Root, head: Option<&Root>) -> Result<Vec<ChangedFile>, RepoError> {
    let mut paths = changed_paths(root)?;
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        let file = ChangedFile {
            before: head.map(|head| read_if_there(head, &path)).transpose()?.flatten(),
            after: read_if_there(root, &path)?,
            path: Arc::from(path),
        };
        if file.before != file.after {
            files.push(file);
        }
    }
    Ok(files)
}

fn changed_paths(root: &Root) -> Result<Vec<String>, RepoError> {
    let folder = root.path();
    let commit = run(git(folder).args(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?;
    let base = match String::from_utf8_lossy(&commit.stdout).trim() {
        // Before the first commit every file is compared with the tree that has none.
        "" => text(run(git(folder).args(["hash-object", "-t", "tree", "--stdin"]))?, "đọc kho")?,
        commit => commit.to_owned(),
    };
    let tracked = ["diff", "--name-only", "--no-renames", "--relative", "-z", base.trim(), "--"];
    let untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--"];
    let mut paths = split(&text(run(git(folder).args(tracked).args(SAVED))?, "so sánh")?);
    let others = split(&text(run(git(folder).args(untracked).args(SAVED))?, "liệt kê tệp")?);
    let is_wanted = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        !name.starts_with(PREFIX) && !name.starts_with("~$")
    };
    paths.extend(others.into_iter().filter(is_wanted));
    Ok(paths)
}

/// Commits these files and nothing else, whatever else is staged; returns the commit.
///
/// # Errors
///
/// When git refuses; the files on disk are as they were.
pub fn save(lock: &WriteLock, files: &[ChangedFile], message: &str) -> Result<String, RepoError> {
    let folder = lock.root();
    let note = folder.join(STATE).join("message");
    let written = std::fs::write(&note, message);
    written.map_err(|error| RepoError::Unwritable { path: note.clone(), reason: vietnamese(&error) })?;
    let paths = |files: &mut dyn Iterator<Item = &ChangedFile>| -> Vec<u8> {
        files.flat_map(|file| file.path.bytes().chain([0])).collect()
    };
    let there = paths(&mut files.iter().filter(|file| file.after.is_some()));
    if !there.is_empty() {
        let add = with_paths(git(folder).args(["add"]), &there)?;
        text(add, "đưa tệp vào lần lưu")?;
    }
    let mut commit = git(folder);
    commit.args(["commit", "--quiet", "--only", "--cleanup=whitespace", "-F"]).arg(&note);
    let committed = with_paths(&mut commit, &paths(&mut files.iter()))?;
    // The message is in the commit, or will be made anew.
    let _ = std::fs::remove_file(&note);
    text(committed, "lưu")?;
    Ok(text(run(git(folder).args(["rev-parse", "HEAD"]))?, "đọc kho")?.trim().to_owned())
}

/// Runs git with paths handed over as they are, however many and whatever signs are in them.
fn with_paths(command: &mut Command, paths: &[u8]) -> Result<Output, RepoError> {
    command.args(["--pathspec-from-file=-", "--pathspec-file-nul"]).env("GIT_LITERAL_PATHSPECS", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_git(&error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A git that ends early says itself why.
        let _ = stdin.write_all(paths);
    }
    child.wait_with_output().map_err(|error| no_git(&error))
}

/// What git printed; what it complained of where it failed.
fn text(output: Output, deed: &'static str) -> Result<String, RepoError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = if output.stderr.trim_ascii().is_empty() { output.stdout } else { output.stderr };
    let reason = String::from_utf8_lossy(&said).trim().trim_end_matches('.').to_owned();
    Err(RepoError::GitRefused { deed, reason })
}

fn split(listed: &str) -> Vec<String> {
    listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Commit {
    /// Its name.
    pub commit: String,
    /// Who made the change.
    pub author: String,
    /// When, in ISO 8601 with the author's own offset.
    pub date: String,
    /// When, as people write it, in the author's own time zone.
    #[serde(skip)]
    pub shown_date: String,
    /// The first line of its message.
    pub subject: String,
    /// The files it changed that were asked for.
    #[serde(skip)]
    pub paths: Vec<String>,
}

/// The commits that touch some of the files, newest first, at most so many. Where a text is given, commits that
/// change lines with it; merges, which only bring together what others changed, are then left out.
///
/// # Errors
///
/// When git cannot be run, or there is no repository.
pub fn log_of(root: &Root, text_of: Option<&str>, paths: &[&str]) -> Result<Vec<Commit>, RepoError> {
    const NEWEST: &str = "--max-count=20";
    let folder = root.path();
    be_inside(folder)?;
    let has_head = run(git(folder).args(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?;
    if !has_head.status.success() {
        return Ok(Vec::new());
    }
    let mut command = git(folder);
    command.args(["log", "-z", "--name-only", "--no-renames", "--relative", "--no-color"]);
    command.args(["--no-show-signature", "--no-ext-diff", "--encoding=UTF-8"]);
    command.args(["--date=format:%d/%m/%Y %H:%M", "--format=%x1e%H%x1f%aN%x1f%aI%x1f%ad%x1f%s%x1f"]);
    match text_of {
        Some("") => command.arg("--no-merges"),
        Some(wanted) => command.args(["--no-merges", "--text"]).arg(format!("-G{}", literal(wanted))),
        None => command.arg(NEWEST),
    };
    let output = text(run(command.arg("--").args(paths))?, "đọc lịch sử")?;
    Ok(output.split('\x1e').filter_map(commit).collect())
}

/// A text as a regular expression of POSIX that finds it and nothing else.
fn literal(text: &str) -> String {
    let escaped = |sign: char| match sign {
        '^' => "\\^".to_owned(),
        sign if sign.is_ascii_punctuation() => format!("[{sign}]"),
        sign => sign.to_string(),
    };
    text.chars().map(escaped).collect()
}

fn commit(listed: &str) -> Option<Commit> {
    let mut fields = listed.split('\x1f').map(str::to_owned);
    let mut field = || fields.next();
    let (commit, author, date) = (field()?, field()?, field()?);
    let (shown_date, subject, files) = (field()?, field()?, field()?);
    let paths = split(&files).into_iter().map(|path| path.trim_start_matches('\n').to_owned());
    let paths = paths.filter(|path| !path.is_empty()).collect();
    Some(Commit { commit, author, date, shown_date, subject, paths })
}

/// The repository before and after a commit; `None` on a side where it was not there.
///
/// # Errors
///
/// When git cannot be run.
pub fn versions_of(root: &Root, commit: &Commit) -> Result<[Option<Root>; 2], RepoError> {
    Ok([at(root, &format!("{}^", commit.commit))?, at(root, &commit.commit)?])
}

impl ChangedFile {
    /// A file before and after.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn between(versions: &[Option<Root>; 2], path: &str) -> Result<Self, RepoError> {
        let read = |root: &Option<Root>| root.as_ref().map(|root| read_if_there(root, path)).transpose();
        let [before, after] = versions;
        Ok(Self { path: Arc::from(path), before: read(before)?.flatten(), after: read(after)?.flatten() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_searched_for_sign_by_sign() {
        assert_eq!(literal("A.I.01@2021^\\x"), "A[.]I[.]01[@]2021\\^[\\]x");
    }

    #[test]
    fn commits_are_read_with_their_files() {
        let listed = "\x1eab\x1fNguyễn Văn A\x1f2021-06-15T08:30:00+07:00\x1f15/06/2021 08:30\x1fSổ: a, b\x1f\0\n\
                      data/a b.csv\0data/c.csv\0\0\x1ecd\x1fB\x1fx\x1fy\x1fz\x1f\0";
        let commits: Vec<Commit> = listed.split('\x1e').filter_map(commit).collect();
        assert_eq!(commits.len(), 2);
        assert_eq!(commits[0].paths, ["data/a b.csv", "data/c.csv"]);
        assert_eq!((&*commits[0].subject, &*commits[0].shown_date), ("Sổ: a, b", "15/06/2021 08:30"));
        assert_eq!(commits[1].paths, [""; 0]);
    }
}
