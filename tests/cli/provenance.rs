//! Where the figures come from: commit, changes, checksum.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, skip};

const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];

#[track_caller]
fn provenance(sandbox: &Sandbox, more: &[&str]) -> Value {
    sandbox.json(&[&Q2[..], more].concat())["provenance"].clone()
}

/// Runs git in a folder of the sandbox; returns what it printed, or `None` where it failed.
fn git(sandbox: &Sandbox, args: &[&str]) -> Option<String> {
    let identity = ["-c", "user.name=Thử", "-c", "user.email=thu@example.vn", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(sandbox.root()).args(identity).args(args).stdin(Stdio::null());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A committed repository with one log; `None`, said aloud, where there is no git.
fn committed() -> Option<(Sandbox, String)> {
    let sandbox = Sandbox::new().dossiers(&["d,T,vp,direct,2021-04-01,processing,,,"]);
    let made = git(&sandbox, &["init", "-q"])
        .and_then(|_| git(&sandbox, &["add", "."]))
        .and_then(|_| git(&sandbox, &["commit", "-q", "-m", "đầu"]))
        .and_then(|_| git(&sandbox, &["rev-parse", "HEAD"]));
    if made.is_none() {
        skip("git is missing or does not work here");
    }
    made.map(|commit| (sandbox, commit))
}

#[test]
fn outside_git_commit_is_null_and_dirty_false() {
    let found = provenance(&Sandbox::new(), &[]);
    let expected = [json!(null), json!(false), json!(null), json!(false), json!(0)];
    let keys = ["commit", "dirty", "data_sha256", "illustrative", "rows_left_out"];
    assert_eq!(keys.map(|key| found[key].clone()), expected);
}

#[test]
fn inside_git_the_commit_is_named_and_a_clean_tree_is_clean() {
    let Some((sandbox, commit)) = committed() else { return };
    let found = provenance(&sandbox, &[]);
    assert_eq!((&found["commit"], &found["dirty"]), (&json!(commit), &json!(false)));
}

/// `dirty` looks at kstthc.toml, plan and data alone, and not at sealed figures.
#[test]
fn only_changes_of_configuration_plan_and_data_are_dirty() {
    let Some((sandbox, _)) = committed() else { return };
    let sandbox = sandbox
        .file("báo cáo.txt", "khác")
        .file("docs/plan/x.md", "khác")
        .file("data/sealed/2021-Q1.json", "{}");
    assert_eq!(provenance(&sandbox, &[])["dirty"], json!(false), "other files");
    let sandbox = sandbox.file("data/feedback/2021.csv", "feedback_id,received_at,channel,kind\n");
    assert_eq!(provenance(&sandbox, &[])["dirty"], json!(true), "an untracked log");
}

#[test]
fn a_changed_deleted_or_staged_file_is_dirty() {
    for path in ["kstthc.toml", "plan/units.toml", "data/dossiers/a.csv"] {
        let Some((sandbox, _)) = committed() else { return };
        let text = [sandbox.read(path).unwrap(), b"\n".to_vec()].concat();
        let sandbox = sandbox.file(path, text);
        assert_eq!(provenance(&sandbox, &[])["dirty"], json!(true), "{path} changed");
        git(&sandbox, &["add", "."]).unwrap();
        assert_eq!(provenance(&sandbox, &[])["dirty"], json!(true), "{path} staged");
    }
    let Some((sandbox, _)) = committed() else { return };
    std::fs::remove_file(sandbox.path("data/dossiers/a.csv")).unwrap();
    assert_eq!(provenance(&sandbox, &[])["dirty"], json!(true), "deleted");
}

/// The root may be a folder inside a larger git repository.
#[test]
fn files_beside_the_root_in_the_same_git_repository_are_not_looked_at() {
    let sandbox = Sandbox::empty()
        .file("town/kstthc.toml", crate::sandbox::CONFIG)
        .file("town/plan/units.toml", crate::sandbox::UNITS)
        .on("2021-06-15");
    let Some(_) = git(&sandbox, &["init", "-q"]).and_then(|_| git(&sandbox, &["add", "."])) else {
        skip("git is missing");
        return;
    };
    git(&sandbox, &["commit", "-q", "-m", "đầu"]).unwrap();
    let sandbox = sandbox.file("data/other.csv", "x\n").file("kstthc.toml.bak", "x\n");
    assert_eq!(provenance(&sandbox, &["-C", "town"])["dirty"], json!(false));
}

#[test]
fn before_the_first_commit_there_is_no_commit() {
    let sandbox = Sandbox::new();
    if git(&sandbox, &["init", "-q"]).is_none() {
        skip("git is missing");
        return;
    }
    assert_eq!(provenance(&sandbox, &[])["commit"], json!(null));
}

/// What the contract's pipeline prints, hashed; `None` without the tools.
fn pipeline(sandbox: &Sandbox) -> Option<String> {
    let script = "find kstthc.toml plan data -type f -not -path 'data/sealed/*' \
                  | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum";
    let output = Command::new("bash")
        .args(["-o", "pipefail", "-c", script])
        .current_dir(sandbox.root())
        .output()
        .ok()
        .filter(|output| output.status.success());
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.and_then(|text| text.split(' ').next().map(str::to_owned))
}

#[test]
fn the_checksum_is_that_of_the_shell_pipeline() {
    let sandbox = Sandbox::new()
        .dossiers(&["d,T,vp,direct,2021-04-01,processing,,,"])
        .file("data/dossiers/a/x.csv", crate::sandbox::HEADER)
        .file("data/dossiers/a-b/Hồ sơ tháng 1.csv", crate::sandbox::HEADER)
        .file("data/.hidden", "x")
        .file("data/sealed/2021-Q1.json", "{}")
        .file("data/sealed-not/x.csv", "x")
        .file("data/x/sealed/y.txt", "y")
        .file("plan/note\\with.txt", "z");
    let Some(expected) = pipeline(&sandbox) else {
        skip("bash, find, sort, xargs or sha256sum is missing");
        return;
    };
    assert_eq!(provenance(&sandbox, &["--checksum"])["data_sha256"], json!(expected));
    assert_eq!(provenance(&sandbox, &[])["data_sha256"], json!(null));
    sandbox.run(&[&Q2[..], &["-o", "out.json"]].concat()).exits(0);
    let written: Value = serde_json::from_slice(&sandbox.read("out.json").unwrap()).unwrap();
    assert_eq!(written["provenance"]["data_sha256"], json!(expected), "a file is written");
    let sealed = sandbox.file("data/sealed/2021-Q1.json", "{\"changed\": true}");
    assert_eq!(provenance(&sealed, &["--checksum"])["data_sha256"], json!(expected), "sealed figures");
}
