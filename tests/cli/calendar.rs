//! `calendar`: due days for calendar programs.

use crate::sandbox::{Output, Sandbox};

/// A plan with an item due on 30/06, a continuous one and one that waits for events.
fn planned() -> Sandbox {
    Sandbox::new().plan(&[
        ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
        ("Thường xuyên", "kind = \"continuous\""),
        ("Theo yêu cầu của cấp trên", "kind = \"on_event\""),
    ])
}

/// The lines of a property, unfolded.
fn lines(output: &Output, name: &str) -> Vec<String> {
    let unfolded = output.stdout.replace("\r\n ", "");
    let lines = unfolded.split("\r\n").filter(|line| line.starts_with(name));
    lines.map(|line| line[name.len()..].trim_start_matches(':').to_owned()).collect()
}

/// The UIDs up to the name of the office.
fn uids(output: &Output) -> Vec<String> {
    lines(output, "UID").iter().map(|uid| uid.rsplit_once('@').expect("two parts").0.to_owned()).collect()
}

const REPORTS: [&str; 7] = [
    "report-2021-Q1",
    "report-2021-Q2",
    "report-2021-6M",
    "report-2021-Q3",
    "report-2021-9M",
    "report-2021-Q4",
    "report-2021-Y",
];

fn with_reports(own: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = REPORTS.iter().chain(own).map(|&uid| uid.to_owned()).collect();
    all.sort();
    all
}

fn sorted(mut uids: Vec<String>) -> Vec<String> {
    uids.sort();
    uids
}

#[test]
fn every_occurrence_with_a_due_day_and_every_report_is_an_event() {
    let sandbox = planned().events(&["e1,A.I.03,2021-05-04,2021-07-10", "e2,A.I.03,2021-05-05,"]);
    let output = sandbox.run(&["calendar"]).exits(0);
    assert_eq!(sorted(uids(&output)), with_reports(&["A.I.01@2021", "A.I.03@e1"]));
    let at = lines(&output, "UID").iter().position(|uid| uid.starts_with("A.I.01@2021@")).expect("is there");
    assert_eq!(lines(&output, "DTSTART;VALUE=DATE")[at], "20210630");
    assert_eq!(lines(&output, "DTEND;VALUE=DATE")[at], "20210701");
    assert!(lines(&output, "DTSTAMP").iter().all(|stamp| stamp == "20210615T000000Z"));
}

#[test]
fn ids_stay_when_words_of_the_plan_change_and_the_same_day_gives_the_same_bytes() {
    let sandbox = planned();
    let before = sandbox.run(&["calendar"]).exits(0);
    assert_eq!(before.stdout, sandbox.run(&["calendar"]).stdout);
    let edited = sandbox.edit("plan/2021/A-I.toml", "Việc 1", "Việc khác hẳn");
    let after = edited.run(&["calendar"]).exits(0);
    assert_eq!(lines(&before, "UID"), lines(&after, "UID"));
    assert_ne!(before.stdout, after.stdout);
}

#[test]
fn what_is_done_stays_marked_and_what_does_not_apply_goes() {
    let done = planned().progress(&["A.I.01@2021,vp,2021-06-10,done"]);
    let output = done.run(&["calendar"]).exits(0);
    let of_item = |output: &Output| {
        lines(output, "SUMMARY").into_iter().filter(|summary| summary.contains("A.I.01")).collect::<Vec<_>>()
    };
    assert_eq!(of_item(&output), ["Đã xong: A.I.01@2021 Việc 1"]);
    // What is dated after today is not seen.
    let output = done.on("2021-06-09").run(&["calendar"]).exits(0);
    assert_eq!(of_item(&output), ["A.I.01@2021 Việc 1"]);
    let waived = planned().progress(&["A.I.01@2021,vp,2021-06-10,not_applicable"]);
    assert_eq!(of_item(&waived.run(&["calendar"]).exits(0)), Vec::<String>::new());
}

#[test]
fn a_unit_sees_its_own_tasks_and_its_returns() {
    let units = "schema_version = 1\n[[unit]]\ncode = \"vp\"\nname = \"Văn phòng\"\nkind = \"office\"\nlevel = \"district\"\n\
                 [[unit]]\ncode = \"xa\"\nname = \"Xã A\"\nkind = \"commune\"\nlevel = \"commune\"\nreturns = true\n";
    let sandbox = planned().file("plan/units.toml", units);
    let output = sandbox.run(&["calendar", "--unit", "xa"]).exits(0);
    let returns = ["Q1", "Q2", "6M", "Q3", "9M", "Q4", "Y"].map(|label| format!("return-2021-{label}-xa"));
    assert_eq!(sorted(uids(&output)), with_reports(&returns.each_ref().map(String::as_str)));
    assert!(lines(&output, "X-WR-CALNAME")[0].contains("Xã A"), "{output:?}");
    sandbox.run(&["calendar", "--unit", "xb"]).exits(2).says(&["không có đơn vị «xb»"]);
}

#[test]
fn errors_are_counted_on_stderr_and_the_rest_is_shown() {
    let sandbox = planned().progress(&["A.I.01@2021,khong-co,2021-06-10,done"]);
    let output = sandbox.run(&["calendar"]).exits(0).says(&["1 lỗi"]);
    assert_eq!(sorted(uids(&output)), with_reports(&["A.I.01@2021"]));
}

#[test]
fn a_repository_without_a_plan_has_its_reports_and_a_missing_year_is_named() {
    let sandbox = Sandbox::new();
    assert_eq!(sorted(uids(&sandbox.run(&["calendar"]).exits(0))), with_reports(&[]));
    sandbox.run(&["calendar", "--year", "2030"]).exits(2).says(&["không có kế hoạch năm 2030"]);
}

#[test]
fn a_file_is_not_replaced_without_force_and_ends_in_ics() {
    let sandbox = planned();
    sandbox.run(&["calendar", "-o", "han.ics"]).exits(0).says(&["Đã ghi han.ics"]);
    sandbox.run(&["calendar", "-o", "han.ics"]).exits(0).says(&["đã có sẵn đúng nội dung này"]);
    let later = sandbox.on("2021-06-16");
    later.run(&["calendar", "-o", "han.ics"]).exits(2).says(&["--force"]);
    later.run(&["calendar", "-o", "han.ics", "--force"]).exits(0);
    later.run(&["calendar", "-o", "han.txt"]).exits(2).says(&[".ics"]);
}
