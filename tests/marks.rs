//! Fixtures as specification: small repositories in `tests/fixtures/check` whose files carry marks on the lines that
//! `check` must find fault with. Nothing may be missing, nothing extra: path, line, severity and code are compared.
//!
//! - In TOML a comment at the end of the line: `#~ error K0302`, several separated by `,`. `#~^` marks the line above,
//!   `#~^^` the one above that, where a comment on the line itself would change what it means.
//! - CSV has no comments: `expected.txt` in the case's folder has a line `path:line severity code` for each finding.
//! - A line `today 2021-06-15` in `expected.txt` is the day of the check; without it 2021-06-15 is.
//! - A finding about a whole file is marked on its line 1.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use kstthc::diag::Code;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/check");

/// Codes, or the beginnings of codes, that no fixture of files alone can show, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("K06", "an edit has an earlier version, which only git keeps; tests/cli makes one"),
    (
        "K08",
        "an import reports it, `check` never does; tests/cli/import.rs, import_broken.rs, import_merge.rs, export.rs",
    ),
];

/// A finding that is expected or was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    path: String,
    line: usize,
    severity: String,
    code: String,
}

impl Mark {
    /// Reads `error K0302`.
    #[track_caller]
    fn new(path: &str, line: usize, words: &str) -> Self {
        let (severity, code) =
            words.trim().split_once(' ').unwrap_or_else(|| panic!("{path}:{line}: {words}"));
        Self { path: path.to_owned(), line, severity: severity.to_owned(), code: code.to_owned() }
    }

    /// Reads `path:line severity code`.
    #[track_caller]
    fn listed(text: &str) -> Self {
        let (place, words) = text.split_once(' ').unwrap_or_else(|| panic!("{text}"));
        let (path, line) = place.rsplit_once(':').unwrap_or_else(|| panic!("{text}"));
        Self::new(path, line.parse().unwrap_or_else(|_| panic!("{text}")), words)
    }

    /// Reads `path:line:column: error[K0203]: …`, a line of the `short` format.
    #[track_caller]
    fn found(text: &str) -> Self {
        let mut parts = text.splitn(4, ':');
        let (path, line, words) = (parts.next(), parts.next(), parts.nth(1));
        let line = line.and_then(|line| line.parse().ok()).unwrap_or_else(|| panic!("{text}"));
        let words = words.and_then(|words| words.split_once(']')).unwrap_or_else(|| panic!("{text}")).0;
        Self::new(path.unwrap_or_default(), line, &words.replace('[', " "))
    }
}

/// The marks in the comments of a TOML file.
fn marks_of(path: &str, text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, mark)) = line.split_once("#~") else { continue };
        let words = mark.trim_start_matches('^');
        let above = mark.len() - words.len();
        marks.extend(words.split(',').map(|words| Mark::new(path, number - above, words)));
    }
    marks
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// What a case expects, and its today.
fn expected(case: &Path) -> (Vec<Mark>, String) {
    let (mut marks, mut today) = (Vec::new(), "2021-06-15".to_owned());
    for file in files(case) {
        let path = file.strip_prefix(case).unwrap().to_str().unwrap().replace('\\', "/");
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        if path == "expected.txt" {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
            {
                match line.strip_prefix("today ") {
                    Some(day) => day.clone_into(&mut today),
                    None => marks.push(Mark::listed(line)),
                }
            }
        } else if file.extension().is_some_and(|ending| ending == "toml") {
            marks.extend(marks_of(&path, &text));
        }
    }
    marks.sort();
    (marks, today)
}

/// What `check` finds in a case.
fn found(case: &Path, today: &str) -> Vec<Mark> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.arg("-C").arg(case).args(["--today", today, "-q", "check", "--format", "short"]);
    let output = command.env_remove("KSTTHC_TODAY").output().expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let mut marks: Vec<Mark> = text.lines().map(Mark::found).collect();
    let has_errors = marks.iter().any(|mark| mark.severity == "error");
    assert_eq!(output.status.code(), Some(i32::from(has_errors)), "{}: {stderr}", case.display());
    marks.sort();
    marks
}

fn cases() -> Vec<PathBuf> {
    let cases = std::fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = cases.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// Marks of one list that the other lacks; a mark that stands twice must be there twice.
fn lacking<'m>(marks: &'m [Mark], others: &[Mark]) -> Vec<&'m Mark> {
    let mut others: Vec<&Mark> = others.iter().collect();
    let mut lacking = Vec::new();
    for mark in marks {
        match others.iter().position(|other| *other == mark) {
            Some(at) => drop(others.swap_remove(at)),
            None => lacking.push(mark),
        }
    }
    lacking
}

#[test]
fn check_finds_what_is_marked_and_nothing_else() {
    let mut faults = String::new();
    for case in cases() {
        let (expected, today) = expected(&case);
        let found = found(&case, &today);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        for (what, marks) in [("missing", lacking(&expected, &found)), ("extra", lacking(&found, &expected))]
        {
            for Mark { path, line, severity, code } in marks {
                faults.push_str(&format!("{name}: {what}: {path}:{line} {severity} {code}\n"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// Every code has a fixture that shows it, but for a short list with reasons.
#[test]
fn every_code_is_marked_in_some_fixture() {
    let marked: BTreeSet<String> =
        cases().iter().flat_map(|case| expected(case).0).map(|mark| mark.code).collect();
    for code in Code::ALL.iter().map(ToString::to_string) {
        let excepted = EXCEPTIONS.iter().any(|(beginning, _)| code.starts_with(beginning));
        assert!(
            marked.contains(&code) != excepted,
            "{code}: {}",
            if excepted { "has a mark" } else { "has none" }
        );
    }
    for code in &marked {
        assert!(Code::ALL.iter().any(|known| known.to_string() == *code), "{code} is no code");
    }
}

#[test]
fn marks_are_read_from_comments() {
    let text = "a = 1 #~ error K0102\nb = 2 #~ error K0103, warning K0206\n\n#~^^ note K0314\n";
    let lines: Vec<_> = marks_of("x", text)
        .iter()
        .map(|mark| format!("{} {} {}", mark.line, mark.severity, mark.code))
        .collect();
    assert_eq!(lines, ["1 error K0102", "2 error K0103", "2 warning K0206", "2 note K0314"]);
    assert_eq!(Mark::found("a/b.csv:2:5: error[K0401]: x: y"), Mark::listed("a/b.csv:2 error K0401"));
}
