//! `log`: who saved what and when, and what changed of one item, occurrence or dossier.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, git_in, texts};

fn commit(sandbox: &Sandbox, message: &str) -> Option<()> {
    git_in(sandbox.root(), &["add", "."])?;
    let date = "--date=2021-06-15T08:30:00+07:00";
    git_in(sandbox.root(), &["commit", "-q", "-m", message, date]).map(drop)
}

/// Four commits: the beginning, a dossier completed, a deadline moved with an amendment, a progress row.
fn repository() -> Option<Sandbox> {
    let sandbox = Sandbox::new()
        .plan(&[
            ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
            ("Trong năm", "kind = \"year\""),
        ])
        .dossiers(&[
            "H-1,T,p1,direct,2021-04-01,processing,2021-07-01,,",
            "H-12,T,vp,direct,2021-04-02,processing,2021-07-01,,",
        ])
        .committed()?;
    let sandbox =
        sandbox.edit("data/dossiers/a.csv", "processing,2021-07-01,,", "completed,2021-07-01,2021-06-10,");
    commit(&sandbox, "xong hồ sơ")?;
    let sandbox = sandbox.edit("plan/2021/A-I.toml", "quarter = 3", "quarter = 4");
    commit(&sandbox, "dời hạn")?;
    let sandbox = sandbox.progress(&["A.I.01@2021,vp,2021-06-01,started"]);
    commit(&sandbox, "tiến độ").map(|()| sandbox)
}

fn subjects(value: &Value) -> Vec<&str> {
    assert_eq!(value["kind"], "log", "{value}");
    texts(&value["commits"], "subject")
}

#[test]
fn without_a_subject_the_last_commits_are_listed_newest_first() {
    let Some(sandbox) = repository() else { return };
    let value = sandbox.json(&["log"]);
    assert_eq!(subjects(&value), ["tiến độ", "dời hạn", "xong hồ sơ", "sổ và kế hoạch"]);
    let first = &value["commits"][0];
    assert_eq!((&first["author"], &first["date"]), (&json!("Thử"), &json!("2021-06-15T08:30:00+07:00")));
    let shown = sandbox.run(&["log"]).exits(0).stdout;
    assert!(shown.contains("15/06/2021 08:30") && shown.contains("xong hồ sơ"), "{shown}");
    let sandbox = sandbox.file("khác.txt", "");
    commit(&sandbox, "việc khác").unwrap();
    assert_eq!(subjects(&sandbox.json(&["log"])).len(), 4, "other files are of no interest");
    let sandbox = (2..22).fold(sandbox, |sandbox, day| {
        let sandbox = sandbox.progress(&[&format!("A.I.01@2021,vp,2021-06-{day:02},started")]);
        commit(&sandbox, "thêm").unwrap();
        sandbox
    });
    assert_eq!(subjects(&sandbox.json(&["log"])).len(), 20);
}

#[test]
fn of_a_dossier_the_commits_are_told_that_changed_its_row_and_no_longer_id() {
    let Some(sandbox) = repository() else { return };
    let value = sandbox.json(&["log", "H-1"]);
    assert_eq!(subjects(&value), ["xong hồ sơ", "sổ và kế hoạch"]);
    let change = &value["commits"][0]["changes"][0];
    assert_eq!(
        (&change["path"], &change["row"], &change["change"]),
        (&json!("data/dossiers/a.csv"), &json!("H-1"), &json!("changed"))
    );
    let fields = json!([
        {"field": "status", "before": "processing", "after": "completed"},
        {"field": "completed_at", "before": "", "after": "10/06/2021"},
    ]);
    assert_eq!(change["fields"], fields);
    let shown = sandbox.run(&["log", "H-1"]).exits(0).stdout;
    assert!(shown.contains("completed_at: (trống) → 10/06/2021"), "{shown}");
    assert_eq!(subjects(&sandbox.json(&["log", "H-12"])), ["sổ và kế hoạch"]);
    assert_eq!(value["commits"][1]["changes"].as_array().map(Vec::len), Some(1), "{value}");
}

#[test]
fn of_an_item_edits_of_its_plan_and_rows_of_its_occurrences_are_told() {
    let Some(sandbox) = repository() else { return };
    for subject in ["A.I.01", "A.I.01@2021"] {
        let value = sandbox.json(&["log", subject]);
        assert_eq!(subjects(&value), ["tiến độ", "dời hạn", "sổ và kế hoạch"], "{subject}");
        let fields = &value["commits"][1]["changes"][0]["fields"];
        assert_eq!(texts(fields, "field"), ["schedule", "due"]);
        assert_eq!(texts(fields, "after")[1], "30/09/2021");
    }
    assert_eq!(subjects(&sandbox.json(&["log", "A.I.02"])), ["sổ và kế hoạch"]);
}

#[test]
fn what_is_nowhere_is_refused_and_signs_of_expressions_are_plain_signs() {
    let Some(sandbox) = repository() else { return };
    for subject in ["H-9", "H.1", ".*", "[", "A.I", "\\"] {
        sandbox.run(&["log", subject]).exits(2).says(&[&format!("không có «{subject}»")]);
    }
    sandbox.run(&["log", "A.I.03"]).exits(2).says(&["có phải ý bạn là «A.I.01»?"]);
    sandbox.run(&["log", "H-1 2"]).exits(2).says(&["có phải ý bạn là «H-12»?"]);
}

/// What is there and was never saved, or never changed in a line of its own, is known.
#[test]
fn what_nobody_saved_yet_is_said() {
    let Some(sandbox) = repository() else { return };
    let sandbox = sandbox.file(
        "data/feedback/2021.csv",
        "feedback_id,received_at,channel,kind\nPA-1,2021-06-01,phone,complaint\n",
    );
    let output = sandbox.run(&["log", "PA-1"]).exits(0);
    assert!(output.stdout.contains("Chưa có lần lưu nào đổi dòng nói đến «PA-1»"), "{output:?}");
    sandbox.run(&["log", "A.I.02@2021"]).exits(0);
}

#[test]
fn without_commits_or_outside_git_it_is_said() {
    let sandbox = Sandbox::new();
    sandbox.run(&["log"]).exits(2).says(&["không nằm trong kho git nào"]);
    if git_in(sandbox.root(), &["init", "-q"]).is_some() {
        assert!(sandbox.run(&["log"]).exits(0).stdout.contains("Chưa có lần lưu nào."));
        assert!(sandbox.run(&["log", "H-1"]).exits(0).stdout.contains("Chưa có lần lưu nào"));
    }
}
