//! `event add`: an event gets its number, and the item its occurrence.

use crate::sandbox::{Sandbox, texts};

const PATH: &str = "data/events/2021.csv";

fn planned() -> Sandbox {
    Sandbox::new()
        .plan(&[("Theo yêu cầu của cấp trên", "kind = \"on_event\""), ("Trong năm", "kind = \"year\"")])
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the log is there")).expect("UTF-8")
}

#[test]
fn an_event_gets_the_next_number_of_its_year_and_the_item_an_occurrence() {
    let sandbox =
        planned().events(&["SK-2021-02,A.I.01,2021-03-01,2021-03-31", "yc-7,A.I.01,2021-04-01,2021-04-30"]);
    let before = text(&sandbox, PATH);
    let args = ["event", "add", "--item", "a.i.01", "--date", "01/06/2021", "--due", "2021-06-30"];
    let output = sandbox.run(&args).exits(0).says(&["kstthc done A.I.01@SK-2021-03"]);
    assert!(output.stdout.contains("SK-2021-03") && output.stdout.contains("Việc 1"), "{output:?}");
    assert_eq!(text(&sandbox, PATH), format!("{before}SK-2021-03,A.I.01,2021-06-01,2021-06-30\n"));
    assert_eq!(sandbox.findings(), Vec::<String>::new());
    let plan = sandbox.json(&["plan", "list"]);
    let ids = texts(&plan["items"][0]["occurrences"], "id").join(" ");
    assert!(ids.contains("A.I.01@SK-2021-03"), "{ids}");
    sandbox.run(&["done", "A.I.01@SK-2021-03", "--unit", "vp"]).exits(0);
}

#[test]
fn an_event_of_another_year_goes_to_that_years_log() {
    let sandbox = planned();
    sandbox
        .run(&["event", "add", "--item", "A.I.01", "--date", "2020-12-20", "--due", "2021-01-10"])
        .exits(0);
    let expected = "event_id,item,date,due,document,note\nSK-2020-01,A.I.01,2020-12-20,2021-01-10,,\n";
    assert_eq!(text(&sandbox, "data/events/2020.csv"), expected);
}

#[test]
fn an_item_nobody_knows_a_number_used_twice_and_nothing_given_are_refused() {
    let sandbox = planned().events(&["SK-2021-01,A.I.01,2021-03-01,2021-03-31"]);
    let before = sandbox.read(PATH);
    sandbox.run(&["event", "add"]).exits(2).says(&["còn thiếu --item"]);
    sandbox.run(&["event", "add", "--item", "A.I.03"]).exits(2).says(&["--item", "«A.I.03»", "«A.I.01»"]);
    sandbox
        .run(&["event", "add", "--item", "A.I.01", "--event-id", "SK-2021-01", "--yes"])
        .exits(1)
        .says(&["lỗi["]);
    sandbox.run(&["event", "add", "--item", "A.I.02"]).exits(2).says(&["không chờ sự kiện", "--yes"]);
    sandbox.run(&["event", "add", "--item", "A.I.01", "-n"]).exits(0).says(&["--due", "chưa ghi gì"]);
    assert_eq!(sandbox.read(PATH), before);
}

#[test]
fn an_event_is_not_named_like_a_time_the_plan_has_already() {
    let sandbox = crate::sandbox::shipped();
    let add = |id: &str| {
        sandbox.run(&[
            "event",
            "add",
            "--item",
            "A.VIII.01",
            "--date",
            "2021-06-14",
            "--event-id",
            id,
            "--yes",
            "-n",
        ])
    };
    add("2021-Q3").exits(2).says(&["là nhãn một lượt có sẵn", "A.VIII.01@2021-Q3"]);
    add("Q2 x@,y").exits(2).says(&["--event-id"]);
    add("SK-2021-77").exits(0);
}
