//! States of the plan read from data beside the progress rows: data count where no row says otherwise, rows hold where
//! both cannot be right, and both are shown.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, texts};

const FEEDBACK: &str =
    "feedback_id,received_at,channel,kind,about,class,forwarded_at,answered_at,outcome,published_at";

/// Items of the plan of 2021 that data tell of, with the lead `vp`.
fn planned() -> Sandbox {
    let item = |code: &str, schedule: &str| {
        format!(
            "[[item]]\ncode = \"{code}\"\ntask = \"Việc {code}\"\nunits = [\"vp\", \"tn\", \"p1\"]\n[item.schedule]\n{schedule}\n"
        )
    };
    let section = |code: &str, items: &[String]| {
        format!("schema_version = 1\n[section]\ncode = \"{code}\"\ntitle = \"Mục\"\n{}", items.concat())
    };
    let continuous = "text = \"Thường xuyên\"\nkind = \"continuous\"";
    let reports = "text = \"Thực hiện theo đúng quy định\"\nkind = \"reports\"\nreports = [\"quarter\"]";
    let feedback = ["A.V.01", "A.V.02", "A.V.03"].map(|code| item(code, continuous));
    Sandbox::new()
        .file("plan/2021/A-V.toml", section("A.V", &feedback))
        .file("plan/2021/A-VIII.toml", section("A.VIII", &[item("A.VIII.01", reports)]))
}

fn with_feedback(sandbox: Sandbox, rows: &[&str]) -> Sandbox {
    sandbox.file("data/feedback/2021.csv", format!("{FEEDBACK}\n{}\n", rows.join("\n")))
}

/// An occurrence in `plan list`.
#[track_caller]
fn occurrence(sandbox: &Sandbox, id: &str) -> Value {
    let list = sandbox.json(&["plan", "list"]);
    let items = list["items"].as_array().unwrap();
    let mut all = items.iter().flat_map(|item| item["occurrences"].as_array().unwrap());
    all.find(|occurrence| occurrence["id"] == id).unwrap_or_else(|| panic!("{id}")).clone()
}

#[track_caller]
fn state(sandbox: &Sandbox, id: &str) -> String {
    occurrence(sandbox, id)["state"].as_str().unwrap().to_owned()
}

const PUBLISHED: &str = "a,2021-04-01,online,proposal,regulation,own,,2021-04-05,handled,2021-04-06";
const WAITING: &str = "b,2021-05-03,online,proposal,regulation,own,,2021-05-10,handled,";

/// Activity in the quarter counts as the row of a continuous task; without data nothing is told.
#[test]
fn activity_in_the_data_counts_as_a_row() {
    assert_eq!(state(&planned(), "A.V.03@2021-Q2"), "no_activity");
    assert_eq!(occurrence(&planned(), "A.V.03@2021-Q2")["derived"], json!(null));
    let sandbox = with_feedback(planned(), &[PUBLISHED]);
    assert_eq!(state(&sandbox, "A.V.03@2021-Q2"), "done");
    assert_eq!(state(&sandbox, "A.V.02@2021-Q2"), "no_activity", "no form came back");
    assert_eq!(state(&sandbox, "A.V.03@2021-Q1"), "no_activity");
    let derived = &occurrence(&sandbox, "A.V.03@2021-Q2")["derived"];
    for (key, value) in [
        ("state", json!("done")),
        ("date", json!("2021-04-06")),
        ("from", json!("data/feedback")),
        ("agrees", json!(true)),
    ] {
        assert_eq!(derived[key], value, "{key}: {derived}");
    }
    let status = sandbox.json(&["status"]);
    assert_eq!(texts(&status["plan"]["derived"], "occurrence"), ["A.V.01@2021-Q2", "A.V.03@2021-Q2"]);
    assert_eq!(status["plan"]["derived"][1]["recorded"], json!("no_activity"));
}

/// What is dated after today is not seen.
#[test]
fn data_dated_after_today_tell_nothing_yet() {
    let sandbox = with_feedback(planned(), &[PUBLISHED]).on("2021-04-05");
    let derived = &occurrence(&sandbox, "A.V.03@2021-Q2")["derived"];
    assert_eq!((&derived["state"], &derived["open"]), (&json!("outstanding"), &json!(1)));
    let sandbox = with_feedback(planned(), &[PUBLISHED]).on("2021-04-04");
    assert_eq!(occurrence(&sandbox, "A.V.03@2021-Q2")["derived"], json!(null));
}

/// The rows hold; both are shown.
#[test]
fn a_row_holds_against_the_data_and_both_are_shown() {
    let done = ["A.V.03@2021-Q2,vp,2021-06-04,done"];
    let sandbox = with_feedback(planned(), &[WAITING]).progress(&done);
    assert_eq!(state(&sandbox, "A.V.03@2021-Q2"), "done");
    assert_eq!(occurrence(&sandbox, "A.V.03@2021-Q2")["derived"]["agrees"], json!(false));
    let shown = sandbox.run(&["plan", "show", "A.V.03"]).exits(0).stdout;
    assert!(shown.contains("KHÁC TIẾN ĐỘ") && shown.contains("chưa công khai"), "{shown}");
    let status = sandbox.run(&["status"]).exits(0).stdout;
    assert!(status.contains("TIẾN ĐỘ VÀ DỮ LIỆU KHÁC NHAU"), "{status}");
    let sandbox = with_feedback(planned(), &[PUBLISHED]).progress(&done);
    assert!(!sandbox.run(&["status"]).exits(0).stdout.contains("KHÁC NHAU"));
    let nothing = ["A.V.03@2021-Q2,vp,2021-06-04,not_applicable"];
    let sandbox = with_feedback(planned(), &[PUBLISHED]).progress(&nothing);
    assert_eq!(state(&sandbox, "A.V.03@2021-Q2"), "not_applicable");
    assert_eq!(occurrence(&sandbox, "A.V.03@2021-Q2")["derived"]["agrees"], json!(false));
}

/// What was answered and never published is no activity: the quarter stays without one.
#[test]
fn what_is_left_undone_is_no_activity() {
    let sandbox = with_feedback(planned(), &[WAITING]);
    assert_eq!(state(&sandbox, "A.V.03@2021-Q2"), "no_activity");
}

/// The first quarter, sealed on a day; its report is due on 19/3/2021.
fn sealed(on: &'static str) -> Sandbox {
    let row = "hs,T,p1,direct,2021-01-04,completed,2021-01-11,2021-01-11,Đất đai";
    let sandbox = planned().dossiers(&[row]).on(on);
    sandbox.run(&["seal", "--quarter", "1", "--year", "2021"]).exits(0);
    sandbox
}

/// Like a `done` row of the lead on the day of sealing.
#[test]
fn sealing_closes_the_report() {
    let id = "A.VIII.01@2021-Q1";
    let sandbox = sealed("2021-03-19");
    assert_eq!(state(&sandbox, id), "done");
    assert_eq!(occurrence(&sandbox, id)["derived"]["from"], json!("data/sealed/2021-Q1.json"));
    assert_eq!(state(&sandbox.on("2021-03-18"), id), "due_soon", "not before its day");
    assert_eq!(state(&sealed("2021-03-22"), id), "done_late");
    let ids = |sandbox: &Sandbox, quarter| {
        let report = sandbox.json(&["report", "--quarter", quarter, "--year", "2021"]);
        texts(&report["plan"]["occurrences"], "id").contains(&id)
    };
    let sandbox = sealed("2021-03-19");
    assert!(!ids(&sandbox, "1"), "due and done after the window");
    assert!(ids(&sandbox, "2"));
}

#[test]
fn the_lead_may_say_later_that_work_goes_on() {
    let id = "A.VIII.01@2021-Q1";
    let sandbox =
        sealed("2021-03-16").progress(&["A.VIII.01@2021-Q1,vp,2021-03-17,started"]).on("2021-03-18");
    assert_eq!(state(&sandbox, id), "due_soon");
    assert_eq!(occurrence(&sandbox, id)["derived"]["agrees"], json!(false));
    let earlier = sealed("2021-03-16").progress(&["A.VIII.01@2021-Q1,vp,2021-03-15,started"]);
    assert_eq!(state(&earlier, id), "done");
}

/// A row of the lead dates the report; that it was sealed some days later contradicts nothing.
#[test]
fn the_day_of_the_row_holds_and_a_later_seal_agrees() {
    let id = "A.VIII.01@2021-Q1";
    let sandbox = sealed("2021-03-22").progress(&["A.VIII.01@2021-Q1,vp,2021-03-18,done"]);
    assert_eq!(state(&sandbox, id), "done");
    assert_eq!(occurrence(&sandbox, id)["derived"]["agrees"], json!(true));
    let sandbox = sealed("2021-03-18").progress(&["A.VIII.01@2021-Q1,vp,2021-03-22,done"]).on("2021-03-22");
    assert_eq!(state(&sandbox, id), "done_late");
    assert_eq!(occurrence(&sandbox, id)["derived"]["agrees"], json!(false), "it was sent by the 18th");
}

const RETURN: &str = "level,field,received_online,received_direct,carried_over,resolved_early,resolved_on_time,resolved_late,\
                      pending_in_time,pending_overdue\ncommune,Đất đai,0,0,0,0,0,0,0,0\n";

/// A unit whose return is here is not reminded of its report.
#[test]
fn a_return_is_the_units_part_of_the_report() {
    let reminded = |sandbox: &Sandbox| {
        let output = sandbox.run(&["letter", "reminder", "-n"]).exits(0);
        ["don-doc-tn.docx", "don-doc-p1.docx"].map(|name| output.stdout.contains(name))
    };
    let sandbox = planned().on("2021-03-22");
    assert_eq!(reminded(&sandbox), [true, true]);
    let sandbox = sandbox.file("data/returns/2021-Q1/p1.csv", RETURN);
    assert_eq!(reminded(&sandbox), [true, false]);
    assert_eq!(state(&sandbox, "A.VIII.01@2021-Q1"), "overdue", "the lead answers for all");
}

/// An office whose item of this code is another task says so.
#[test]
fn the_plan_may_say_where_a_state_comes_from() {
    let code = "code = \"A.V.03\"\n";
    let sandbox = || with_feedback(planned(), &[PUBLISHED]);
    let with = |value: &str| {
        let told = format!("{code}state_from = \"{value}\"\n");
        sandbox().edit("plan/2021/A-V.toml", code, &told)
    };
    assert_eq!(state(&with("progress"), "A.V.03@2021-Q2"), "no_activity");
    assert_eq!(state(&with("feedback_handling"), "A.V.03@2021-Q2"), "done");
    let wrong = with("reports");
    assert_eq!(state(&wrong, "A.V.03@2021-Q2"), "no_activity", "its times are not those of reports");
    let shown = wrong.run(&["plan", "show", "A.V.03"]).exits(0).stdout;
    assert!(shown.contains("không hợp với thời gian"), "{shown}");
    with("gì đó").run(&["check"]).exits(1);
    let list = sandbox().json(&["plan", "list"]);
    assert_eq!(list["items"][2]["state_from"], json!("feedback_publication"));
    assert_eq!(list["items"][3]["state_from"], json!("reports"));
}

/// Every item of the shipped plan says where its state comes from.
#[test]
fn every_item_of_the_shipped_plan_says_where_its_state_comes_from() {
    let sandbox = crate::sandbox::shipped();
    let list = sandbox.json(&["plan", "list"]);
    let items = list["items"].as_array().unwrap();
    let told = items.iter().filter(|item| item["state_from"].is_string()).count();
    assert_eq!((items.len(), told), (29, 11));
    let shown = sandbox.run(&["plan", "show", "A.III.01"]).exits(0).stdout;
    assert!(shown.contains("Trạng thái lấy từ") && shown.contains("chỉ có ở văn bản"), "{shown}");
}
