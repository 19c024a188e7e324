//! `start` and `done`: one row of progress, checked before it is written.

use std::process::Stdio;

use crate::sandbox::Sandbox;

const LOG: &str =
    "\u{feff}note;unit;occurrence;state;date;evidence\r\n\"a;b\";tn;A.I.01@2021;started;2021-05-01;\r\n";
const PATH: &str = "data/progress/2021.csv";

/// A plan with an item due once, a continuous one and one that waits for events.
fn planned() -> Sandbox {
    Sandbox::new().plan(&[
        ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
        ("Thường xuyên", "kind = \"continuous\""),
        ("Theo yêu cầu của cấp trên", "kind = \"on_event\""),
    ])
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the log is there")).expect("UTF-8")
}

#[test]
fn a_new_log_is_begun_with_its_header() {
    let sandbox = planned();
    let args = ["done", "A.I.01@2021", "--unit", "vp", "--date", "10/06/2021", "--evidence", "15/BC-UBND"];
    let output = sandbox.run(&args).exits(0).says(&["Đã ghi data/progress/2021.csv", "kstthc save"]);
    let expected = "occurrence,unit,date,state,evidence,note\nA.I.01@2021,vp,2021-06-10,done,15/BC-UBND,\n";
    assert_eq!(text(&sandbox, PATH), expected);
    for shown in ["Văn phòng", "10/06/2021", "done (đã xong)", "Minh chứng", "Việc 1"] {
        assert!(output.stdout.contains(shown), "{shown}: {output:?}");
    }
    assert_eq!(sandbox.findings(), Vec::<String>::new());
    let plan = sandbox.json(&["plan", "list"]);
    assert_eq!(plan["items"][0]["occurrences"][0]["state"], "done", "{plan}");
}

#[test]
fn a_row_is_added_as_the_log_is_written_and_nothing_else_changes() {
    let sandbox = planned().file(PATH, LOG);
    sandbox.run(&["start", "a.i.02@2021-q2", "--unit", "vp", "--note", "hai; ba"]).exits(0);
    let expected = format!("{LOG}\"hai; ba\";vp;A.I.02@2021-Q2;started;2021-06-15;\r\n");
    assert_eq!(text(&sandbox, PATH), expected);
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

#[test]
fn a_trial_run_writes_nothing_at_all() {
    let sandbox = planned();
    let output = sandbox.run(&["done", "A.I.01", "--unit", "vp", "-n"]).exits(0).says(&["chưa ghi gì"]);
    assert!(output.stdout.contains("A.I.01@2021"), "{output:?}");
    assert!(!sandbox.path("data").exists() && !sandbox.path(".kstthc").exists());
}

#[test]
fn an_item_with_one_open_occurrence_is_enough_and_with_several_they_are_listed() {
    let sandbox = planned();
    sandbox.run(&["done", "A.I.01", "--unit", "vp"]).exits(0);
    sandbox.run(&["done", "A.I.01", "--unit", "vp"]).exits(2).says(&["đã xong", "A.I.01@2021"]);
    sandbox.run(&["done", "A.I.02", "--unit", "vp"]).exits(2).says(&["A.I.02@2021-Q2", "A.I.02@2021-Q4"]);
    sandbox.run(&["done", "A.I.03", "--unit", "vp"]).exits(2).says(&["event add --item A.I.03"]);
    sandbox.run(&["done", "A.I.02@2021-Q5", "--unit", "vp"]).exits(2).says(&["A.I.02@2021-Q1"]);
    sandbox.run(&["done", "A.I.09", "--unit", "vp"]).exits(2).says(&["có phải ý bạn là «A.I.0"]);
    assert_eq!(text(&sandbox, PATH).lines().count(), 2);
}

#[test]
fn the_unit_is_never_guessed_in_silence() {
    let sandbox = planned();
    sandbox.run(&["done", "A.I.01"]).exits(2).says(&["còn thiếu --unit"]);
    assert!(!sandbox.path("data").exists());
    let output = sandbox.run(&["done", "A.I.01", "--yes"]).exits(0);
    assert!(output.stdout.contains("vp (Văn phòng)"), "{output:?}");
    sandbox.run(&["start", "A.I.02@2021-Q2", "--unit", "Phường Một", "--yes"]).exits(0);
    assert!(text(&sandbox, PATH).ends_with("A.I.02@2021-Q2,p1,2021-06-15,started,,\n"));
}

#[test]
fn values_outside_their_lists_are_named_with_the_option() {
    let sandbox = planned();
    let wrong = |args: &[&str], says: &[&str]| {
        sandbox.run(&[&["done", "A.I.01@2021"], args].concat()).exits(2).says(says);
        assert!(!sandbox.path("data").exists(), "{args:?}");
    };
    wrong(&["--unit", "vq"], &["--unit", "Không có đơn vị «vq»", "«vp»"]);
    wrong(&["--unit", "vp", "--state", "xong"], &["«xong»", "«--state»", "«not_applicable»"]);
    wrong(&["--unit", "vp", "--date", "31/02/2021"], &["«31/02/2021»", "«--date»"]);
}

/// A unit that the plan does not name is a warning of the checks; a script confirms it by `--yes`.
#[test]
fn warnings_of_the_checks_need_yes_where_nobody_is_asked() {
    let sandbox = planned();
    let args = ["done", "A.I.01@2021", "--unit", "p1"];
    sandbox.run(&args).exits(2).says(&["cảnh báo[", "--yes"]);
    sandbox
        .run(&["done", "A.I.01@2021", "--unit", "vp", "--note", "gọi 0912345678"])
        .exits(2)
        .says(&["số điện thoại"]);
    assert!(!sandbox.path("data").exists());
    sandbox.run(&[&args[..], &["--yes"]].concat()).exits(0);
    assert!(text(&sandbox, PATH).contains("A.I.01@2021,p1"));
}

#[test]
fn an_odd_document_number_is_told_and_written() {
    let sandbox = planned();
    let args = ["done", "A.I.01@2021", "--unit", "vp", "--evidence", "báo cáo tháng"];
    sandbox.run(&args).exits(0).says(&["lưu ý", "15/BC-UBND"]);
    assert!(text(&sandbox, PATH).contains("báo cáo tháng"));
}

#[test]
fn a_column_that_the_log_lacks_is_added_when_confirmed() {
    let sandbox = planned().progress(&["A.I.01@2021,vp,2021-06-01,started"]);
    let args = ["done", "A.I.01@2021", "--unit", "vp", "--evidence", "15/BC-UBND"];
    sandbox.run(&args).exits(2).says(&["chưa có cột «evidence»", "--yes"]);
    sandbox.run(&[&args[..], &["--yes"]].concat()).exits(0);
    let expected = "occurrence,unit,date,state,evidence\nA.I.01@2021,vp,2021-06-01,started,\n\
                    A.I.01@2021,vp,2021-06-15,done,15/BC-UBND\n";
    assert_eq!(text(&sandbox, PATH), expected);
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

#[test]
fn errors_that_stood_before_do_not_hinder_and_a_broken_log_does() {
    let sandbox = planned().progress(&["A.I.01@2021,khong-co,2021-06-01,started"]);
    sandbox.run(&["done", "A.I.01@2021", "--unit", "vp"]).exits(0);
    let sandbox = planned().file(PATH, "occurrence,unit,date,state\nA.I.01@2021,\"vp,2021-06-01,started\n");
    sandbox.run(&["done", "A.I.01@2021", "--unit", "vp"]).exits(1).says(&["dấu nháy kép ở dòng 2"]);
    sandbox.file(PATH, "").run(&["done", "A.I.01@2021", "--unit", "vp"]).exits(1).says(&["dòng tiêu đề"]);
}

#[test]
fn without_a_repository_or_its_configuration_exit_2() {
    Sandbox::empty().run(&["done", "A.I.01@2021", "--unit", "vp"]).exits(2).says(&["kstthc.toml"]);
    let sandbox = planned().file("kstthc.toml", b"\xff");
    sandbox.run(&["done", "A.I.01@2021", "--unit", "vp"]).exits(2).says(&["không đọc được"]);
    assert!(!sandbox.path("data").exists());
}

#[test]
fn two_commands_at_once_wait_for_each_other_and_both_rows_are_written() {
    let sandbox = planned().file(PATH, LOG);
    let begin = |note: &str| {
        let mut command = sandbox.command(&["done", "A.I.01@2021", "--unit", "vp", "--note", note]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs")
    };
    let notes: Vec<String> = (0..8).map(|number| format!("lần {number}")).collect();
    let running: Vec<_> = notes.iter().map(|note| begin(note)).collect();
    for mut process in running {
        assert!(process.wait().expect("it ends").success());
    }
    let log = text(&sandbox, PATH);
    assert!(log.starts_with(LOG) && log.lines().count() == LOG.lines().count() + 8, "{log}");
    assert!(notes.iter().all(|note| log.contains(note.as_str())), "{log}");
}

/// One who runs a line twice; several rows of one unit are normal, so another closing is only remarked upon.
#[test]
fn the_very_same_row_is_not_written_twice_and_another_closing_is_remarked_upon() {
    let sandbox = planned();
    let done = ["done", "A.I.01@2021", "--unit", "vp", "--date", "2021-06-10", "--evidence", "15/BC-UBND"];
    sandbox.run(&done).exits(0);
    let once = sandbox.read(PATH);
    sandbox.run(&done).exits(0).says(&["không có gì thay đổi"]);
    assert_eq!(sandbox.read(PATH), once);
    let start = sandbox.run(&["start", "A.I.01@2021", "--unit", "vp"]).exits(0);
    assert!(start.stdout.contains("Đơn vị này đã ghi xong lượt này ngày 10/06/2021."), "{start:?}");
}

#[test]
fn a_log_in_which_git_left_both_sides_of_a_merge_is_not_written_to() {
    let log =
        "occurrence,unit,date,state\n<<<<<<< HEAD\nA.I.01@2021,vp,2021-05-01,started\n=======\n>>>>>>> b\n";
    let sandbox = planned().file(PATH, log);
    sandbox.run(&["done", "A.I.01@2021", "--unit", "vp", "--yes"]).exits(1);
    assert_eq!(text(&sandbox, PATH), log);
}
