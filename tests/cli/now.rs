//! `kstthc` alone: the three most urgent things, each with its command; how to begin where there is no repository.

use crate::sandbox::{Sandbox, git_in, shipped};

/// The commands that are shown, in order.
#[track_caller]
fn commands(sandbox: &Sandbox) -> Vec<String> {
    let shown = sandbox.run(&[]).exits(0).stdout;
    let rows =
        shown.lines().filter(|line| line.trim_start().starts_with(|first: char| first.is_ascii_digit()));
    rows.filter_map(|row| row.split("  kstthc ").nth(1)).map(|words| words.trim().to_owned()).collect()
}

const OVERDUE: &str = "d,T,vp,direct,2021-04-01,processing,2021-05-04,,";
const SOON: &str = "e,T,vp,direct,2021-04-01,processing,2021-06-17,,";

/// A repository whose citizens were told that their dossiers will be late.
fn apologised() -> Sandbox {
    Sandbox::new().file("data/pauses.csv", "dossier_id,kind,from\nd,reappointment,2021-05-03\n")
}

/// At the latest one day before the due date (Decree 61/2018/NĐ-CP, art. 19.9).
#[test]
fn letters_the_law_wants_today_come_before_all_but_errors() {
    assert_eq!(
        commands(&Sandbox::new().dossiers(&[OVERDUE])),
        ["letter apology", "overdue", "report --quarter 2"]
    );
}

#[test]
fn where_nothing_is_due_the_next_report_is_named() {
    let sandbox = Sandbox::new().on("2021-04-01");
    assert_eq!(commands(&sandbox), ["report --quarter 2"]);
    assert!(sandbox.run(&[]).stdout.contains("kstthc --help"));
}

#[test]
fn what_is_overdue_or_due_soon_comes_before_a_report() {
    assert_eq!(commands(&apologised().dossiers(&[OVERDUE])), ["overdue", "report --quarter 2"]);
    assert_eq!(commands(&Sandbox::new().dossiers(&[SOON])), ["overdue --within 10", "report --quarter 2"]);
    let both = apologised().dossiers(&[OVERDUE, SOON]);
    assert_eq!(commands(&both), ["overdue --within 10", "report --quarter 2"]);
    let shown = both.run(&[]).stdout;
    assert!(shown.contains("Quá hạn: 1 hồ sơ; đến hạn trong 10 ngày làm việc: 1 hồ sơ"), "{shown}");
}

#[test]
fn occurrences_of_the_plan_count_as_well() {
    let plan = [("Hoàn thành trước quý II/2021", "kind = \"before_quarter\"\nquarter = 2")];
    let shown = Sandbox::new().plan(&plan).run(&[]).exits(0).stdout;
    assert!(shown.contains("Quá hạn: 1 lượt của kế hoạch  "), "{shown}");
}

#[test]
fn errors_come_first_and_do_not_end_the_command() {
    let sandbox = apologised().dossiers(&[OVERDUE, "f,T,không-có,direct,2021-04-01,processing,2021-05-04,,"]);
    assert_eq!(commands(&sandbox), ["check", "overdue", "report --quarter 2"]);
}

/// The report of the quarter is named with every report that is due on the same day, and with its year where another
/// would be meant.
#[test]
fn a_report_is_named_with_its_companions_and_a_year_that_is_not_meant_by_itself() {
    let shown = Sandbox::new().run(&[]).exits(0).stdout;
    assert!(shown.contains("Báo cáo quý II/2021: hạn gửi") && shown.contains("cùng hạn: 6 tháng"), "{shown}");
    let plan = [("Trong năm", "kind = \"year\"")];
    let sandbox = Sandbox::new().plan(&plan).on("2022-02-01");
    assert_eq!(commands(&sandbox).last().unwrap(), "report --quarter 1 --year 2022");
}

#[test]
fn never_more_than_three_and_work_not_saved_comes_before_a_report_that_is_far() {
    let sandbox = apologised().dossiers(&[OVERDUE]).on("2021-05-10");
    let Some(sandbox) = sandbox.committed() else { return };
    assert_eq!(commands(&sandbox), ["overdue", "report --quarter 2"]);
    let sandbox = sandbox.dossiers(&[OVERDUE, "f,T,không-có,direct,2021-04-01,processing,2021-05-04,,"]);
    assert_eq!(commands(&sandbox), ["check", "overdue", "save"]);
    let sandbox = sandbox.dossiers(&[OVERDUE, SOON]).on("2021-06-15");
    assert_eq!(commands(&sandbox), ["overdue --within 10", "report --quarter 2", "save"]);
}

/// Every command that is named does what it says.
#[test]
fn the_commands_that_are_shown_can_be_run() {
    let Some(sandbox) = apologised().dossiers(&[OVERDUE, SOON]).committed() else { return };
    let sandbox = sandbox.dossiers(&[OVERDUE]);
    git_in(sandbox.root(), &["config", "user.name", "Thử"]);
    git_in(sandbox.root(), &["config", "user.email", "thu@example.vn"]);
    let named = commands(&sandbox);
    assert_eq!(named.len(), 3);
    for command in named {
        sandbox.run(&command.split(' ').collect::<Vec<_>>()).exits(0);
    }
    assert_eq!(commands(&sandbox), ["overdue", "report --quarter 2"]);
}

#[test]
fn without_git_nothing_is_said_of_it() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(&[]);
    let output = command.env("PATH", "").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("kstthc save"));
}

#[test]
fn the_numbers_are_those_of_status() {
    let sandbox = shipped();
    let status = sandbox.json(&["status"]);
    let shown = sandbox.run(&[]).exits(0).stdout;
    let plan = |state: &str| status["plan"]["by_state"][state].clone();
    let expected = format!(
        "Quá hạn: {} lượt của kế hoạch, {} hồ sơ; đến hạn trong 10 ngày làm việc: {} lượt của kế hoạch, {} hồ sơ",
        plan("overdue"),
        status["dossiers"]["overdue"],
        plan("due_soon"),
        status["dossiers"]["due_soon"]
    );
    assert!(shown.contains(&expected), "{expected}\n{shown}");
    assert!(shown.contains("SỐ LIỆU MINH HỌA"), "{shown}");
}

#[test]
fn outside_a_repository_help_with_examples_and_how_to_begin_are_shown_and_exits_2() {
    let output = Sandbox::empty().run(&[]).exits(2).says(&[
        "Ví dụ:",
        "kstthc report --quarter 2",
        "kstthc init",
        "-C",
    ]);
    assert_eq!(output.stdout, "");
    Sandbox::empty().run(&["-C", "không/có"]).exits(2).says(&["không/có"]);
}

#[test]
fn a_repository_whose_configuration_cannot_be_read_is_sent_to_check() {
    assert_eq!(commands(&Sandbox::new().file("kstthc.toml", "["))[0], "check");
}
