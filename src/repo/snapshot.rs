//! The files of the repository as they stood at a git revision, read by the `git` command without a checkout.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Mutex;

use super::RepoError;
use super::git::{be_inside, git, no_git, run};

/// The files of a revision below the root, by their path relative to it.
#[derive(Debug)]
pub(super) struct Snapshot {
    commit: String,
    /// Object names of the files.
    files: BTreeMap<String, String>,
    batch: Mutex<Batch>,
}

impl Snapshot {
    /// Lists the files of a revision; they are read when they are asked for.
    pub(super) fn open(folder: &Path, revision: &str) -> Result<Self, RepoError> {
        let commit = resolve(folder, revision)?;
        let args = ["ls-tree", "-r", "-z", &commit, "--", "kstthc.toml", "plan", "data"];
        let listed = run(git(folder).args(args))?;
        let files = parse_tree(&listed.stdout);
        if !listed.status.success() || !files.contains_key("kstthc.toml") {
            return Err(RepoError::NotInRevision { revision: revision.to_owned() });
        }
        let batch = Mutex::new(Batch::start(folder).map_err(|error| no_git(&error))?);
        Ok(Self { commit, files, batch })
    }

    /// The commit.
    pub(super) fn commit(&self) -> &str {
        &self.commit
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let object = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        self.batch.lock().map_err(|_| io::ErrorKind::BrokenPipe)?.read(object)
    }

    /// Tells whether there is a file or folder.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.below(path).next().is_some()
    }

    /// The names in a folder, in order, and whether each is a folder.
    pub(super) fn entries(&self, folder: &str) -> Vec<(String, bool)> {
        let names = self.below(folder).map(|rest| match rest.split_once('/') {
            Some((name, _)) => (name.to_owned(), true),
            None => (rest.to_owned(), false),
        });
        let mut names: Vec<_> = names.collect();
        names.sort();
        names.dedup();
        names
    }

    /// The paths below a folder, relative to it.
    fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.files.range(format!("{folder}/")..);
        from.map_while(move |(path, _)| path.strip_prefix(folder)?.strip_prefix('/'))
    }
}

/// Finds the commit that a revision names.
fn resolve(folder: &Path, revision: &str) -> Result<String, RepoError> {
    let unknown = |shallow| RepoError::UnknownRevision { revision: revision.to_owned(), shallow };
    be_inside(folder)?;
    // What begins with a dash would be taken for an option.
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown(false));
    }
    let commit = format!("{revision}^{{commit}}");
    let found = run(git(folder).args(["rev-parse", "--verify", "--quiet", &commit]))?;
    let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if found.status.success() && !name.is_empty() {
        return Ok(name);
    }
    let shallow = run(git(folder).args(["rev-parse", "--is-shallow-repository"]))?;
    Err(unknown(shallow.stdout.starts_with(b"true")))
}

/// Reads `git ls-tree -r -z`: `mode type object<TAB>path`, one after the other. Links and submodules are passed over.
fn parse_tree(listed: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(listed);
    let entry = |entry: &str| {
        let (head, path) = entry.split_once('\t')?;
        let mut words = head.split(' ');
        let is_file = words.next()?.starts_with("100") && words.next()? == "blob";
        is_file.then_some((path.to_owned(), words.next()?.to_owned()))
    };
    text.split('\0').filter_map(entry).collect()
}

/// One `git cat-file --batch` for all files of a revision.
#[derive(Debug)]
struct Batch {
    child: Child,
    /// `None` once it is closed.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Batch {
    fn start(folder: &Path) -> io::Result<Self> {
        let mut command = git(folder);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let (questions, answers) = (child.stdin.take(), child.stdout.take());
        let answers = BufReader::new(answers.ok_or(io::ErrorKind::BrokenPipe)?);
        Ok(Self { child, questions, answers })
    }

    /// Asks for an object: the answer is `object type size`, its bytes, and a newline.
    fn read(&mut self, object: &str) -> io::Result<Vec<u8>> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(questions, "{object}")?;
        questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let size: Option<usize> = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
        let mut bytes = vec![0; size.ok_or(io::ErrorKind::NotFound)? + 1];
        self.answers.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(bytes)
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.questions = None;
        // It ends when it has nothing more to be asked; how is of no interest.
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_with_vietnamese_names_and_without_links() {
        let listed = "100644 blob 01ab\tdata/dossiers/Hồ sơ 1.csv\x00120000 blob 02\tdata/x\x00160000 commit 03\tplan/y\x00\
                      100755 blob 04\tkstthc.toml\0";
        let files = parse_tree(listed.as_bytes());
        let expected = [("data/dossiers/Hồ sơ 1.csv", "01ab"), ("kstthc.toml", "04")];
        assert_eq!(files, expected.map(|(path, object)| (path.to_owned(), object.to_owned())).into());
    }
}
