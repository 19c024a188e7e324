//! `save`: plan and data, and nothing else, are committed with a message made from what changed.

use crate::sandbox::{HEADER, Output, Sandbox, git_in, skip};

const ROWS: [&str; 2] =
    ["1,T,p1,direct,2021-04-01,processing,2021-07-01,,", "2,T,vp,direct,2021-04-02,processing,2021-07-01,,"];

fn git(sandbox: &Sandbox, args: &[&str]) -> String {
    git_in(sandbox.root(), args).unwrap_or_else(|| panic!("git {args:?}"))
}

/// A committed repository whose git knows its user; `None`, said aloud, where there is no git.
fn committed() -> Option<Sandbox> {
    let sandbox = Sandbox::new()
        .plan(&[("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3")])
        .dossiers(&ROWS)
        .committed()?;
    known(&sandbox);
    Some(sandbox)
}

fn known(sandbox: &Sandbox) {
    git(sandbox, &["config", "user.name", "Nguyễn Văn A"]);
    git(sandbox, &["config", "user.email", "a@example.vn"]);
    git(sandbox, &["config", "commit.gpgsign", "false"]);
}

#[track_caller]
fn message(sandbox: &Sandbox) -> String {
    git(sandbox, &["log", "-1", "--format=%B"])
}

fn worked(sandbox: Sandbox) -> Sandbox {
    sandbox
        .edit("data/dossiers/a.csv", "processing,2021-07-01,,", "completed,2021-07-01,2021-06-10,")
        .edit("data/dossiers/a.csv", "2,T,vp", "3,T,vp,direct,2021-05-04,processing,2021-07-01,,\n2,T,vp")
        .progress(&["A.I.01@2021,vp,2021-06-01,started"])
        .edit("plan/2021/A-I.toml", "trước quý III", "trước quý IV")
        .edit("plan/2021/A-I.toml", "quarter = 3", "quarter = 4")
}

#[test]
fn the_message_says_what_changed_and_the_work_tree_is_clean() {
    let Some(sandbox) = committed().map(worked) else { return };
    let saved = sandbox.run(&["save"]).exits(0);
    let expected = "Sổ hồ sơ: thêm 1 dòng, sửa 1; tiến độ: thêm 1 dòng; kế hoạch: sửa A.I.01\n\n\
                    - data/dossiers/a.csv: thêm 1 dòng, sửa 1\n  - sửa 1: status, completed_at\n  - thêm 3\n\
                    - data/progress/2021.csv: thêm tệp, thêm 1 dòng\n  - thêm A.I.01@2021, vp\n\
                    - plan/2021/A-I.toml: sửa tệp\n\
                    - A.I.01: lời văn về thời gian, lịch, hạn A.I.01@2021";
    assert_eq!(message(&sandbox), expected);
    let commit = git(&sandbox, &["rev-parse", "--short=8", "HEAD"]);
    assert!(saved.stdout.contains(&commit) && saved.stdout.contains("Sổ hồ sơ: thêm 1"), "{saved:?}");
    assert_eq!(git(&sandbox, &["status", "--porcelain"]), "");
    assert_eq!(git(&sandbox, &["log", "-1", "--format=%an <%ae>"]), "Nguyễn Văn A <a@example.vn>");
    sandbox.run(&["save"]).exits(0).says(&["Không có gì để lưu."]);
    assert_eq!(git(&sandbox, &["rev-list", "--count", "HEAD"]), "2");
}

#[test]
fn a_changed_item_is_named_in_the_first_line() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.edit("plan/2021/A-I.toml", "Việc 1", "Việc khác");
    sandbox.run(&["save"]).exits(0);
    assert!(message(&sandbox).starts_with("Kế hoạch: sửa A.I.01\n\n"), "{}", message(&sandbox));
}

#[test]
fn a_first_line_of_ones_own_stands_above_the_details() {
    let Some(sandbox) = committed().map(worked) else { return };
    sandbox.run(&["save", "-m", "Chốt số liệu quý II"]).exits(0);
    assert!(
        message(&sandbox).starts_with("Chốt số liệu quý II\n\n- data/dossiers/a.csv: thêm 1 dòng, sửa 1\n")
    );
    sandbox.run(&["save", "-m", " "]).exits(2).says(&["phải là một dòng có chữ"]);
}

#[test]
fn other_files_are_not_committed_and_stay_staged() {
    let Some(sandbox) = committed().map(worked) else { return };
    let sandbox =
        sandbox.file("bao-cao.txt", "a").file("data/~$sổ.csv", "khóa").without("data/dossiers/a.csv");
    let sandbox = sandbox.file("data/dossiers/Sổ *[1].csv", format!("{HEADER}{}\n", ROWS[0]));
    git(&sandbox, &["add", "bao-cao.txt"]);
    sandbox.run(&["save"]).exits(0);
    let names =
        git(&sandbox, &["-c", "core.quotePath=false", "show", "--name-only", "--no-renames", "--format="]);
    let expected =
        ["data/dossiers/Sổ *[1].csv", "data/dossiers/a.csv", "data/progress/2021.csv", "plan/2021/A-I.toml"];
    assert_eq!(names.lines().collect::<Vec<_>>(), expected);
    let left = git(&sandbox, &["-c", "core.quotePath=false", "status", "--porcelain"]);
    assert_eq!(left, "A  bao-cao.txt\n?? data/~$sổ.csv");
}

/// A file taken out of git by hand, or staged and changed again, is saved as it stands on disk.
#[test]
fn what_was_staged_by_hand_is_saved_as_it_stands_on_disk() {
    let Some(sandbox) = committed() else { return };
    git(&sandbox, &["rm", "-q", "data/dossiers/a.csv"]);
    let sandbox = sandbox.progress(&["A.I.01@2021,vp,2021-06-01,started"]);
    git(&sandbox, &["add", "data/progress/2021.csv"]);
    let sandbox = sandbox.progress(&["A.I.01@2021,vp,2021-06-02,done"]);
    sandbox.run(&["save"]).exits(0);
    assert!(
        message(&sandbox).starts_with("Sổ hồ sơ: bỏ 2 dòng; tiến độ: thêm 1 dòng\n"),
        "{}",
        message(&sandbox)
    );
    assert!(git(&sandbox, &["show", "HEAD:data/progress/2021.csv"]).contains("2021-06-02"));
    assert_eq!(git(&sandbox, &["status", "--porcelain"]), "");
}

#[test]
fn a_trial_run_shows_message_and_files_and_saves_nothing() {
    let Some(sandbox) = committed().map(worked) else { return };
    let shown = sandbox.run(&["save", "-n"]).exits(0);
    for text in ["Sổ hồ sơ: thêm 1 dòng, sửa 1", "  data/progress/2021.csv\n", "chưa lưu gì"] {
        assert!(shown.stdout.contains(text), "{shown:?}");
    }
    assert_eq!(git(&sandbox, &["rev-list", "--count", "HEAD"]), "1");
    assert_eq!(git(&sandbox, &["diff", "--cached", "--name-only"]), "");
    assert!(!sandbox.path(".kstthc").exists());
}

#[test]
fn data_with_errors_are_saved_with_a_warning() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.edit("data/dossiers/a.csv", "1,T,p1", "1,T,không-có");
    sandbox.run(&["save"]).exits(0).says(&["1 lỗi", "vẫn lưu", "kstthc check"]);
    assert_eq!(git(&sandbox, &["status", "--porcelain"]), "");
}

#[test]
fn the_first_commit_and_a_repository_below_the_root_of_git_are_saved() {
    let outer = Sandbox::empty();
    if git_in(outer.root(), &["init", "-q"]).is_none() {
        return skip("git is missing or does not work here");
    }
    known(&outer);
    let base = Sandbox::new();
    let copy = |path: &str| String::from_utf8(base.read(path).unwrap()).unwrap();
    let outer = outer
        .file("kho/kstthc.toml", copy("kstthc.toml"))
        .file("kho/plan/units.toml", copy("plan/units.toml"))
        .file("khác.txt", "");
    outer.run(&["-C", "kho", "save"]).exits(0);
    assert_eq!(git(&outer, &["ls-files"]), "kho/kstthc.toml\nkho/plan/units.toml");
    let outer = outer.file("kho/data/dossiers/a.csv", format!("{HEADER}{}\n", ROWS[0]));
    outer.run(&["-C", "kho", "save"]).exits(0);
    assert!(
        message(&outer).starts_with("Sổ hồ sơ: thêm 1 dòng\n\n- data/dossiers/a.csv"),
        "{}",
        message(&outer)
    );
    outer.run(&["-C", "kho", "save"]).exits(0).says(&["Không có gì để lưu."]);
}

#[track_caller]
fn refused(sandbox: &Sandbox, says: &[&str]) -> Output {
    let output = sandbox.run(&["save"]).exits(2).says(says);
    assert_eq!(output.stdout, "");
    output
}

#[test]
fn outside_git_and_without_git_exit_2_with_what_to_do() {
    let sandbox = Sandbox::new();
    refused(&sandbox, &["không nằm trong kho git nào", "git init"]);
    let mut command = sandbox.command(&["save"]);
    let output = command.env("PATH", "").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("không chạy được lệnh git (chưa cài đặt)"));
}

#[test]
fn a_git_that_does_not_know_its_user_is_told_how() {
    let Some(sandbox) = Sandbox::new().committed() else { return };
    let sandbox = sandbox.dossiers(&ROWS);
    refused(&sandbox, &["git chưa biết ai là người lưu", "git config user.name"]);
    assert_eq!(git(&sandbox, &["rev-list", "--count", "HEAD"]), "1");
}

#[test]
fn a_detached_head_and_a_merge_in_progress_are_named() {
    let Some(sandbox) = committed() else { return };
    git(&sandbox, &["checkout", "-q", "-b", "nhánh"]);
    let sandbox = sandbox.edit("kstthc.toml", "thị xã Thử", "thị xã Một");
    sandbox.run(&["save"]).exits(0);
    git(&sandbox, &["checkout", "-q", "--detach", "HEAD~1"]);
    let sandbox = sandbox.edit("kstthc.toml", "thị xã Thử", "thị xã Hai");
    refused(&sandbox, &["không ở trên nhánh nào", "git switch"]);
    git(&sandbox, &["checkout", "-q", "-b", "nhánh-hai"]);
    sandbox.run(&["save"]).exits(0);
    assert!(git_in(sandbox.root(), &["merge", "-q", "nhánh"]).is_none(), "a conflict");
    // Conflict marks are no TOML; the merge is told first.
    refused(&sandbox, &["đang dở một lần trộn", "git merge --abort"]);
}

/// The hook of the office decides: what it refuses is told, and nothing is lost.
#[cfg(unix)]
#[test]
fn a_commit_that_a_hook_refuses_is_told_with_its_words() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(sandbox) = committed().map(worked) else { return };
    let sandbox = sandbox.file(".git/hooks/pre-commit", "#!/bin/sh\necho 'chưa được' >&2\nexit 1\n");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(sandbox.path(".git/hooks/pre-commit"), mode).unwrap();
    refused(&sandbox, &["git không lưu được: chưa được"]);
    assert!(sandbox.read("data/progress/2021.csv").is_some());
}
