//! The commands shown in README and guide are run on a copy of the repository, and what they promise is checked.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A command of a `console` block: its words, and whether the page says that it fails.
struct Example {
    page: &'static str,
    words: Vec<String>,
    fails: bool,
}

/// Splits a command line at blanks, keeping what stands in double quotes together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate().flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    parts.collect()
}

/// The `kstthc …` lines of the `console` blocks of a page.
fn examples(page: &'static str) -> Vec<Example> {
    let text = std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
    let mut examples = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        match (&fence, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => fence = Some(info.to_owned()),
            (Some(_), Some(_)) => fence = None,
            (Some(info), None) if info.starts_with("console") => {
                let fails = info.contains("lỗi");
                let line = line.trim_start().trim_start_matches("$ ").trim_start_matches("> ");
                let command = line.strip_prefix("cargo run --release --").or(line.strip_prefix("kstthc"));
                examples.extend(command.map(|rest| Example { page, words: words(rest), fails }));
            }
            _ => {}
        }
    }
    examples
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        std::fs::copy(from, to).unwrap();
    }
}

/// Makes a folder a git repository that knows its user; false where there is no git.
fn saved(folder: &Path) -> bool {
    let commands: [&[&str]; 5] = [
        &["init", "-q"],
        &["config", "user.name", "Thử"],
        &["config", "user.email", "thu@example.vn"],
        &["add", "."],
        &["-c", "commit.gpgsign=false", "commit", "-q", "-m", "đầu"],
    ];
    let runs = |args: &[&str]| Command::new("git").current_dir(folder).args(args).status();
    commands.into_iter().all(|args| runs(args).is_ok_and(|status| status.success()))
}

/// The commands that need git.
const NEEDING_GIT: [&str; 2] = ["save", "log"];

fn run(page: &'static str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    for part in ["kstthc.toml", "plan", "data"] {
        copy(&Path::new(ROOT).join(part), &folder.path().join(part));
    }
    let has_git = saved(folder.path());
    let examples = examples(page);
    let needs_git = |example: &Example| example.words.iter().any(|word| NEEDING_GIT.contains(&word.as_str()));
    for example in examples.iter().filter(|example| has_git || !needs_git(example)) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        let output =
            command.args(&example.words).current_dir(&folder).env_remove("KSTTHC_TODAY").output().unwrap();
        let Example { page, words, fails } = example;
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), !fails, "{page}: kstthc {}\n{stderr}", words.join(" "));
    }
    examples.len()
}

#[test]
fn the_commands_of_the_readme_work() {
    assert!(run("README.md") >= 1);
}

#[test]
fn the_commands_of_the_guide_do_what_it_says() {
    assert!(run("docs/huong-dan.md") >= 10);
}

/// The README's commands for a fresh machine are those CI runs.
#[test]
fn ci_runs_the_readmes_test_command() {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let ci = std::fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    assert!(readme.contains("\ncargo test --locked\n") && ci.contains("\ncargo test --locked\n"));
}

/// `docs/findings.md` is what `kstthc explain` says; `UPDATE_DOCS=1 cargo test --test docs` writes it anew.
#[test]
fn the_page_of_findings_is_generated() {
    let path = Path::new(ROOT).join("docs/findings.md");
    let generated = kstthc::text::explain::document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "docs/findings.md is old; run UPDATE_DOCS=1 cargo test --test docs");
}

/// cmd.exe misreads labels in files without CR, and the menu must not name commands that there are not.
#[test]
fn the_menu_for_windows_has_crlf_and_understood_commands() {
    let menu = std::fs::read_to_string(Path::new(ROOT).join("docs/ci/kstthc.cmd")).unwrap();
    assert!(menu.lines().count() > 20 && menu.matches('\n').count() == menu.matches("\r\n").count());
    let menu = menu.replace("\"%quarter%\"", "2");
    let commands: Vec<&str> = menu
        .lines()
        .filter(|line| !line.starts_with("rem "))
        .filter_map(|line| line.split("kstthc.exe").nth(1))
        .collect();
    assert!(commands.len() > 5, "{commands:?}");
    for command in commands {
        let words = std::iter::once("kstthc").chain(command.split_whitespace()).map(std::ffi::OsString::from);
        assert_eq!(kstthc::cli::understand(words), Ok(()), "{command}");
    }
}
