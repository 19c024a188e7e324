//! `docs/ci/pre-commit` in a scratch repository: a broken plan is refused, a good one passes, other files do not run it.
#![cfg(unix)]

use std::process::{Command, Stdio};

use crate::sandbox::{CONFIG, Output, Sandbox, UNITS, skip};

const BINARY: &str = env!("CARGO_BIN_EXE_kstthc");
const HOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci/pre-commit");

/// Git with the hook's program being `program`.
fn git_command(program: &str, sandbox: &Sandbox, args: &[&str]) -> Command {
    let identity = ["-c", "user.name=Thử", "-c", "user.email=thu@example.vn", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(sandbox.root()).args(identity).args(args).stdin(Stdio::null());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.env("KSTTHC", program).env("KSTTHC_TODAY", "2021-06-15");
    command
}

/// Runs git with the hook's program being `program`; `None` where git cannot be run.
fn git_with(program: &str, sandbox: &Sandbox, args: &[&str]) -> Option<Output> {
    let output = git_command(program, sandbox, args).output().ok()?;
    Some(Output {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    })
}

#[track_caller]
fn git(sandbox: &Sandbox, args: &[&str]) -> Output {
    git_with(BINARY, sandbox, args).expect("git was there before")
}

/// Puts the hook into a new git repository; `None`, said aloud, where git or sh is missing.
fn hooked(sandbox: Sandbox) -> Option<Sandbox> {
    let made = git_with(BINARY, &sandbox, &["init", "-q", "--template="]).filter(|output| output.code == 0);
    let shell = Command::new("sh").args(["-c", ":"]).status().is_ok_and(|status| status.success());
    if made.is_none() || !shell {
        skip("git or sh is missing or does not work here");
        return None;
    }
    std::fs::create_dir_all(sandbox.path(".git/hooks")).unwrap();
    std::fs::copy(HOOK, sandbox.path(".git/hooks/pre-commit")).unwrap();
    Some(sandbox)
}

/// A repository whose first commit passed the hook.
fn committed() -> Option<Sandbox> {
    let sandbox = hooked(Sandbox::new().plan(&[("Trong năm", "kind = \"year\"")]))?;
    git(&sandbox, &["add", "."]).exits(0);
    git(&sandbox, &["commit", "-q", "-m", "đầu"]).exits(0);
    Some(sandbox)
}

/// A refused commit leaves nothing behind, neither a commit nor files.
#[track_caller]
fn refused(sandbox: &Sandbox, output: Output, says: &[&str]) {
    let output = output.exits(1).says(&["chưa ghi nhận", "--no-verify"]);
    output.says(says);
    nothing_left(sandbox);
}

#[track_caller]
fn nothing_left(sandbox: &Sandbox) {
    let left = std::fs::read_dir(sandbox.path(".git")).unwrap();
    let left = left.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("kstthc"));
    assert_eq!(left.count(), 0, "the files of the check are removed");
    assert_eq!(git(sandbox, &["diff", "--quiet", "HEAD"]).code, 1, "the change is not committed");
}

#[test]
fn a_broken_plan_is_refused_and_a_mended_one_passes() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.plan(&[("Trong năm", "kind = \"yaer\"")]);
    refused(&sandbox, git(&sandbox, &["commit", "-qam", "sửa"]), &["K0104", "plan/2021/A-I.toml", "có lỗi"]);
    let sandbox = sandbox.plan(&[("Quý I/2021", "kind = \"quarter\"\nquarter = 1")]);
    git(&sandbox, &["commit", "-qam", "sửa"]).exits(0);
}

/// As with `git commit 2>&1 | head -3`: what the check says has nowhere to go, the commit is refused all the same.
#[test]
fn nothing_is_left_behind_where_nobody_reads_the_output() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.plan(&[("Trong năm", "kind = \"yaer\"")]);
    let mut command = git_command(BINARY, &sandbox, &["commit", "-qam", "sửa"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert!(!child.wait().unwrap().success());
    nothing_left(&sandbox);
}

#[test]
fn only_what_is_staged_counts() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.dossiers(&["d,T,vp,direct,2021-04-01,processing,,,"]);
    git(&sandbox, &["add", "."]).exits(0);
    let sandbox = sandbox.dossiers(&["d,T,ai,direct,2021-04-01,processing,,,"]);
    git(&sandbox, &["commit", "-q", "-m", "sổ đúng, đang sửa dở"]).exits(0);
    git(&sandbox, &["add", "."]).exits(0);
    let sandbox = sandbox.dossiers(&["d,T,tn,direct,2021-04-01,processing,,,"]);
    refused(&sandbox, git(&sandbox, &["commit", "-q", "-m", "sổ sai, đã sửa mà chưa add"]), &["K0401"]);
    git(&sandbox, &["commit", "-q", "-m", "đúng tệp này", "--", "data/dossiers/a.csv"]).exits(0);
}

#[test]
fn names_with_marks_and_blanks_are_checked_too() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.file("data/dossiers/sổ \"một\" cửa.csv", "dossier_id\nx\n");
    git(&sandbox, &["add", "."]).exits(0);
    refused(&sandbox, git(&sandbox, &["commit", "-q", "-m", "sổ"]), &["K0109", "sổ \"một\" cửa.csv"]);
}

/// A commit of other files does not need the program; one of the plan or a log does.
#[test]
fn other_files_do_not_run_the_check() {
    let Some(sandbox) = committed() else { return };
    let missing = "/không/có/kstthc";
    let sandbox = sandbox.file("ghi chú.md", "x").file("docs/plan/a.toml", "x");
    git(&sandbox, &["add", "."]).exits(0);
    git_with(missing, &sandbox, &["commit", "-q", "-m", "tệp khác"]).unwrap().exits(0);
    let sandbox = sandbox.config("[reporting]\ncutoff_day = 31\n");
    let output = git_with(missing, &sandbox, &["commit", "-qam", "cấu hình"]).unwrap();
    refused(&sandbox, output, &[missing, "KSTTHC"]);
}

#[test]
fn a_removed_file_is_a_change() {
    let Some(sandbox) = committed() else { return };
    git(&sandbox, &["rm", "-q", "plan/units.toml"]).exits(0);
    refused(&sandbox, git(&sandbox, &["commit", "-q", "-m", "xóa"]), &["plan/units.toml"]);
    git(&sandbox, &["rm", "-q", "kstthc.toml"]).exits(0);
    refused(&sandbox, git(&sandbox, &["commit", "-q", "-m", "xóa"]), &["git add kstthc.toml"]);
}

#[test]
fn the_root_may_be_a_folder_of_a_larger_repository() {
    let town = Sandbox::empty().file("thị xã/kstthc.toml", CONFIG).file("thị xã/plan/units.toml", UNITS);
    let Some(sandbox) = hooked(town) else { return };
    git(&sandbox, &["config", "kstthc.root", "thị xã"]).exits(0);
    git(&sandbox, &["add", "."]).exits(0);
    git(&sandbox, &["commit", "-q", "-m", "đầu"]).exits(0);
    let sandbox = sandbox.file("thị xã/plan/units.toml", "schema_version = 1\n[[unit]]\ncode = \"vp\"\n");
    refused(&sandbox, git(&sandbox, &["commit", "-qam", "sửa"]), &["K0103"]);
}

/// The `kstthc check` steps of the workflow, run as they stand there with `HEAD~1` as the base: they know the options
/// of this program, write SARIF that can be sent also when there are errors, and fail only in the last step.
#[test]
fn the_steps_of_the_workflow_run_and_only_the_last_one_fails() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.dossiers(&["d,T,ai,direct,2021-04-01,processing,,,"]);
    git(&sandbox, &["add", "."]).exits(0);
    git(&sandbox, &["commit", "-q", "--no-verify", "-m", "sổ sai"]).exits(0);
    let workflow = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci/kstthc-check.yml");
    let workflow = std::fs::read_to_string(workflow).unwrap();
    let steps = workflow.lines().filter_map(|line| line.trim().strip_prefix("run: kstthc check "));
    let folder = std::path::Path::new(BINARY).parent().unwrap().to_str().unwrap();
    let run = |step: &str| {
        let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        shell.args(["-ec", &format!("kstthc check {step}")]).current_dir(sandbox.root()).env("PATH", path);
        shell.env("BASE", "HEAD~1").env("RUNNER_TEMP", sandbox.root()).env("KSTTHC_TODAY", "2021-06-15");
        shell.output().unwrap().status.code()
    };
    assert_eq!(steps.map(run).collect::<Vec<_>>(), [Some(0), Some(1)]);
    let sarif = String::from_utf8(sandbox.read("kstthc.sarif").unwrap()).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}
