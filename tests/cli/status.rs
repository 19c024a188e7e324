//! `status`: the one screen of the morning.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, texts};

#[track_caller]
fn dossiers(rows: &[&str], pauses: &[&str], today: &'static str) -> [u64; 4] {
    let sandbox = Sandbox::new().dossiers(rows).pauses(pauses).on(today);
    let status = sandbox.json(&["status"]);
    ["received", "pending", "overdue", "due_soon"].map(|key| status["dossiers"][key].as_u64().unwrap())
}

/// "This period" is the reporting quarter that contains today.
#[test]
fn received_counts_the_reporting_quarter_of_today() {
    let rows = [
        "a,T,vp,direct,2021-03-14,processing,,,",
        "b,T,vp,direct,2021-03-15,processing,,,",
        "c,T,vp,direct,2021-06-14,processing,,,",
    ];
    assert_eq!(dossiers(&rows, &[], "2021-06-14"), [2, 3, 0, 0]);
    assert_eq!(dossiers(&rows, &[], "2021-06-15"), [0, 3, 0, 0]);
    assert_eq!(dossiers(&rows, &[], "2021-03-14"), [1, 1, 0, 0]);
    assert_eq!(dossiers(&["a,T,vp,direct,2021-12-15,processing,,,"], &[], "2021-12-31"), [1, 1, 0, 0]);
}

/// Pending, not waiting, due day before today; due today is due soon.
#[test]
fn overdue_and_due_soon_meet_at_today() {
    let due = |due: &str| format!("a,T,vp,direct,2021-06-01,processing,{due},,");
    let on_15_june = |row: &str| dossiers(&[row], &[], "2021-06-15");
    assert_eq!(on_15_june(&due("2021-06-14 23:59")), [0, 1, 1, 0]);
    assert_eq!(on_15_june(&due("2021-06-15 07:00")), [0, 1, 0, 1]);
    assert_eq!(on_15_june(&due("2021-06-29")), [0, 1, 0, 1], "ten working days");
    assert_eq!(on_15_june(&due("2021-06-30")), [0, 1, 0, 0], "eleven working days");
}

#[test]
fn waiting_dossiers_are_pending_and_neither_overdue_nor_due_soon() {
    let row = ["a,T,vp,direct,2021-05-01,processing,2021-06-01,,"];
    assert_eq!(dossiers(&row, &["a,supplement,2021-05-20,,"], "2021-06-14"), [1, 1, 0, 0]);
    assert_eq!(dossiers(&row, &["a,supplement,2021-06-14,2021-06-30,"], "2021-06-14"), [1, 1, 0, 0]);
    assert_eq!(
        dossiers(&row, &["a,supplement,2021-06-15,,"], "2021-06-14"),
        [1, 1, 1, 0],
        "begins after today"
    );
    assert_eq!(
        dossiers(&row, &["a,supplement,2021-05-20,2021-06-14,2021-06-20"], "2021-06-14"),
        [1, 1, 0, 1]
    );
    assert_eq!(
        dossiers(&["a,T,vp,direct,2021-05-01,awaiting_payment,2021-06-01,,"], &[], "2021-06-14"),
        [1, 1, 0, 0]
    );
}

/// What is dated after today is not seen, and a later end counts as open.
#[test]
fn what_is_dated_after_today_is_not_seen() {
    let done = ["a,T,vp,direct,2021-05-01,completed,2021-06-01,2021-06-15,"];
    assert_eq!(dossiers(&done, &[], "2021-06-14"), [1, 1, 1, 0]);
    assert_eq!(dossiers(&done, &[], "2021-06-15"), [0, 0, 0, 0]);
    assert_eq!(dossiers(&["a,T,vp,direct,2021-06-15,processing,,,"], &[], "2021-06-14"), [0, 0, 0, 0]);
}

#[test]
fn submitted_and_rejected_are_not_counted() {
    let rows =
        ["a,T,vp,direct,2021-05-01,submitted,2021-05-02,,", "b,T,vp,direct,2021-05-01,rejected,2021-05-02,,"];
    assert_eq!(dossiers(&rows, &[], "2021-06-14"), [0; 4]);
}

fn planned() -> Sandbox {
    Sandbox::new()
        .plan(&[
            ("Quý I/2021", "kind = \"quarter\"\nquarter = 1"),
            ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
            ("Thường xuyên", "kind = \"continuous\""),
            ("Sau đợt kiểm tra", "kind = \"on_event\""),
            ("", "kind = \"not_stated\""),
            ("Quý II hoặc quý III/2021", "kind = \"quarter_range\"\nfrom_quarter = 2\nto_quarter = 3"),
        ])
        .progress(&["A.I.06@2021,vp,2021-04-01,started", "A.I.03@2021-Q1,vp,2021-02-01,done"])
}

/// `by_state` counts occurrences, an item that waits once; every state is there, and sections add up.
#[test]
fn by_state_counts_occurrences_and_each_waiting_item_once() {
    let status = planned().on("2021-06-16").json(&["status"]);
    let plan = &status["plan"];
    let count = |state: &str| plan["by_state"][state].as_u64().unwrap_or(0);
    let expected = [
        ("overdue", 1),
        ("due_soon", 1),
        ("done", 1),
        ("no_activity", 1),
        ("in_progress", 2),
        ("upcoming", 1),
        ("waiting", 1),
        ("not_stated", 1),
        ("done_late", 0),
        ("not_applicable", 0),
    ];
    for (state, number) in expected {
        assert_eq!(count(state), number, "{state}: {plan}");
    }
    assert_eq!(plan["items"], json!(6));
    assert_eq!(texts(&plan["sections"], "code"), ["A.I"]);
    assert_eq!(plan["sections"][0]["title"], json!("Mục một"));
    assert_eq!(plan["sections"][0]["by_state"], plan["by_state"]);
}

#[test]
fn the_next_reports_have_label_window_and_deadline_and_lie_ahead() {
    let status = Sandbox::new().on("2021-06-22").json(&["status"]);
    let rows = status["next_reports"].as_array().unwrap();
    let first =
        json!({"label": "Quý III/2021", "from": "2021-06-15", "to": "2021-09-14", "deadline": "2021-09-20"});
    let same = |row: &Value| first.as_object().unwrap().iter().all(|(key, value)| &row[key] == value);
    assert!(rows.iter().any(same), "{rows:?}");
    assert!(rows.iter().all(|row| row["deadline"].as_str().unwrap() >= "2021-06-22"), "{rows:?}");
    let on_the_day = Sandbox::new().on("2021-06-21").json(&["status"]);
    assert!(texts(&on_the_day["next_reports"], "label").contains(&"Quý II/2021"), "due until its end");
}

/// Exit 1 only where asked for and something is overdue.
#[test]
fn exit_code_tells_whether_something_is_overdue() {
    let plan_late = planned().on("2021-06-16");
    let nothing = planned().on("2021-03-31");
    let dossier_late = Sandbox::new().dossiers(&["a,T,vp,direct,2021-06-01,processing,2021-06-14,,"]);
    for command in ["status", "overdue"] {
        plan_late.run(&[command]).exits(0);
        plan_late.run(&[command, "--exit-code"]).exits(1);
        nothing.run(&[command, "--exit-code"]).exits(0);
        dossier_late.run(&[command, "--exit-code"]).exits(1);
        dossier_late.run(&[command]).exits(0);
    }
    nothing.run(&["overdue", "--within", "10", "--exit-code"]).exits(0);
}

#[test]
fn a_repository_without_plan_and_logs_has_a_status() {
    let output = Sandbox::new().run(&["status"]).exits(0);
    assert!(output.stdout.contains("15/06/2021"), "{output:?}");
    let status = Sandbox::new().json(&["status"]);
    assert_eq!((&status["plan"]["items"], &status["dossiers"]["pending"]), (&json!(0), &json!(0)));
}

/// Illustrative figures are said on every output; `as_of` too where it stands for today.
#[test]
fn illustrative_figures_and_a_set_day_are_said_on_every_output() {
    let sandbox = planned().config("[data]\nillustrative = true\nas_of = 2021-06-15\n").without_today();
    let commands: [&[&str]; 5] = [
        &["status"],
        &["overdue"],
        &["plan", "list"],
        &["plan", "show", "A.I.01"],
        &["report", "--quarter", "2"],
    ];
    for command in commands {
        let text = sandbox.run(command).exits(0).stdout;
        assert!(text.to_lowercase().contains("minh họa"), "{command:?} {text}");
        assert!(text.contains("as_of") && text.contains("15/06/2021"), "{command:?} {text}");
        let text = planned().on("2021-06-15").run(command).exits(0).stdout;
        assert!(!text.to_lowercase().contains("minh họa"), "{command:?} {text}");
    }
    let report = sandbox.json(&["report", "--quarter", "2"]);
    assert_eq!(report["provenance"]["illustrative"], json!(true));
}

/// `--today` before `KSTTHC_TODAY` before `as_of`.
#[test]
fn the_option_comes_before_the_variable_before_the_configuration() {
    let sandbox = Sandbox::new().config("[data]\nillustrative = true\nas_of = 2021-01-01\n").without_today();
    let json = ["status", "--format", "json"];
    assert_eq!(sandbox.run(&json).value()["as_of"], json!("2021-01-01"));
    assert_eq!(sandbox.run_with_env_today(&json, "2021-02-02").value()["as_of"], json!("2021-02-02"));
    assert_eq!(sandbox.run_with_env_today(&json, "03/02/2021").value()["as_of"], json!("2021-02-03"));
    let with_option = [&json[..], &["--today", "2021-03-03"]].concat();
    assert_eq!(sandbox.run_with_env_today(&with_option, "2021-02-02").value()["as_of"], json!("2021-03-03"));
    let text = sandbox.run_with_env_today(&["status"], "2021-02-02").stdout;
    assert!(!text.contains("as_of"), "as_of does not stand for today here: {text}");
}

#[test]
fn as_of_without_illustrative_is_an_error_and_not_used() {
    let sandbox = Sandbox::new().config("[data]\nas_of = 2021-01-01\n").without_today();
    sandbox.run(&["check"]).exits(1);
    assert_ne!(sandbox.run(&["status", "--format", "json"]).value()["as_of"], json!("2021-01-01"));
}

#[test]
fn a_day_that_is_none_is_a_usage_error() {
    let sandbox = Sandbox::new().without_today();
    for day in ["2021-02-29", "31/02/2021", "hôm nay", "2021-6-15", "20210615"] {
        sandbox.run(&["status", "--today", day]).exits(2);
        sandbox.run_with_env_today(&["status"], day).exits(2).says(&["KSTTHC_TODAY", day]);
    }
}

/// A wrong variable does not matter where the option is given.
#[test]
fn the_variable_is_not_looked_at_where_the_option_is_given() {
    let sandbox = Sandbox::new().without_today();
    sandbox.run_with_env_today(&["status", "--today", "2021-06-15"], "hôm nay").exits(0);
    sandbox.run_with_env_today(&["status"], "").exits(0);
}

/// "Every report and status says that the figures are illustrative", machine output too.
#[test]
fn json_says_that_figures_are_illustrative() {
    let sandbox = planned().config("[data]\nillustrative = true\n");
    let commands: [&[&str]; 4] = [&["report", "--annual"], &["status"], &["overdue"], &["plan", "list"]];
    for command in commands {
        let text = sandbox.json(command).to_string();
        assert!(text.contains("\"illustrative\":true"), "{command:?} {text}");
    }
}

/// One slip of the pen in a due day does not bury the one screen of the morning under a notice for each year.
#[test]
fn a_due_day_far_away_leaves_the_status_one_screen() {
    let sandbox = Sandbox::new().dossiers(&["d,T,vp,direct,2021-04-01,processing,9999-12-31,,"]);
    let text = sandbox.run(&["status"]).exits(0).stdout;
    assert!(text.lines().count() < 60, "{} lines", text.lines().count());
}
