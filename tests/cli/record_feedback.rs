//! `feedback add|forward|answer|publish`: each step writes its dates into the row.

use crate::sandbox::Sandbox;

const PATH: &str = "data/feedback/2021.csv";
const HEADER: &str = "feedback_id,received_at,channel,field,kind,about,class,handling_unit,forwarded_at,due_at,answered_at,\
                      outcome,published_at,document,summary";

fn text(sandbox: &Sandbox) -> String {
    String::from_utf8(sandbox.read(PATH).expect("the log is there")).expect("UTF-8")
}

#[test]
fn feedback_goes_its_way_in_one_row() {
    let sandbox = Sandbox::new();
    let add = [
        "feedback",
        "add",
        "--channel",
        "phone",
        "--kind",
        "complaint",
        "--received-at",
        "2021-06-01",
        "--summary",
        "Đi lại hai lần",
    ];
    sandbox.run(&add).exits(0).says(&["feedback forward PAKN-2021-01"]);
    let row = |middle: &str| {
        format!("{HEADER}\nPAKN-2021-01,2021-06-01,phone,,complaint,,{middle},Đi lại hai lần\n")
    };
    assert_eq!(text(&sandbox), row(",,,,,,,"));
    let forward =
        ["feedback", "forward", "PAKN-2021-01", "--class", "forwarded_conduct", "--handling-unit", "p1"];
    sandbox
        .run(
            &[
                &forward[..],
                &["--forwarded-at", "2021-06-03", "--due-at", "2021-06-20", "--document", "18/UBND-VP"],
            ]
            .concat(),
        )
        .exits(0);
    assert_eq!(text(&sandbox), row("forwarded_conduct,p1,2021-06-03,2021-06-20,,,,18/UBND-VP"));
    let output = sandbox
        .run(&["feedback", "answer", "PAKN-2021-01", "--outcome", "handled", "--answered-at", "10/06/2021"])
        .exits(0);
    assert!(output.stdout.contains("(trống) → handled (đã xử lý)"), "{output:?}");
    sandbox.run(&["feedback", "publish", "PAKN-2021-01"]).exits(0);
    assert_eq!(
        text(&sandbox),
        row("forwarded_conduct,p1,2021-06-03,2021-06-20,2021-06-10,handled,2021-06-15,18/UBND-VP")
    );
    assert_eq!(sandbox.findings(), Vec::<String>::new());
    sandbox.run(&add).exits(0);
    assert!(text(&sandbox).contains("\nPAKN-2021-02,"));
}

/// Conduct goes its own way (Decree 20/2008/NĐ-CP, art. 14.1), and so does what is passed on or has no ground yet.
#[test]
fn only_a_result_that_must_be_published_is_followed_by_publishing() {
    let log = "feedback_id,received_at,channel,kind,about,class\n\
               a,2021-06-01,phone,complaint,regulation,own\nb,2021-06-01,phone,complaint,,\n\
               c,2021-06-01,phone,complaint,conduct,own\n";
    let sandbox = Sandbox::new().file(PATH, log);
    let next = |step: &[&str]| sandbox.run(&[&["feedback"], step, &["--yes"]].concat()).exits(0).stderr;
    assert!(next(&["answer", "a", "--outcome", "handled"]).contains("kstthc feedback publish a"));
    assert!(!next(&["answer", "a", "--outcome", "insufficient"]).contains("feedback publish"));
    assert!(!next(&["answer", "c", "--outcome", "handled"]).contains("feedback publish"));
    assert!(!next(&["forward", "b", "--class", "forwarded"]).contains("feedback answer"));
    assert!(next(&["forward", "b", "--class", "forwarded_conduct"]).contains("feedback answer b"));
}

const LOG: &str = "\u{feff}kind;channel;received_at;feedback_id;answered_at\r\ncomplaint;phone;2021-06-01;x;2021-06-10\r\n\"proposal\";phone;2021-06-01;y;\r\n";

#[test]
fn only_the_row_that_is_meant_changes() {
    let log = LOG
        .replace("answered_at\r", "answered_at;outcome\r")
        .replace("06-10\r", "06-10;\r")
        .replace(";y;\r", ";y;;\r");
    let sandbox = Sandbox::new().file(PATH, &log);
    sandbox.run(&["feedback", "answer", "y", "--outcome", "insufficient"]).exits(0);
    assert_eq!(
        text(&sandbox),
        log.replace(
            "\"proposal\";phone;2021-06-01;y;;",
            "proposal;phone;2021-06-01;y;2021-06-15;insufficient"
        )
    );
}

#[test]
fn steps_again_or_out_of_order_are_confirmed() {
    let sandbox = Sandbox::new().file(PATH, LOG);
    sandbox
        .run(&["feedback", "answer", "x", "--outcome", "handled"])
        .exits(2)
        .says(&["đã ghi trả lời ngày 10/06/2021"]);
    sandbox.run(&["feedback", "publish", "y"]).exits(2).says(&["chưa ghi ngày trả lời"]);
    sandbox
        .run(&["feedback", "publish", "x", "--published-at", "2021-06-09"])
        .exits(2)
        .says(&["09/06/2021 trước «Trả lời» 10/06/2021"]);
    assert_eq!(text(&sandbox), LOG);
    sandbox.run(&["feedback", "publish", "x", "--yes"]).exits(0);
    assert!(
        text(&sandbox)
            .starts_with("\u{feff}kind;channel;received_at;feedback_id;answered_at;published_at\r\n")
    );
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

#[test]
fn of_two_rows_with_one_id_none_is_chosen() {
    let sandbox = Sandbox::new().file(PATH, LOG.replace(";y;", ";x;"));
    let says = ["dòng 2 của data/feedback/2021.csv và dòng 3"];
    sandbox.run(&["feedback", "publish", "x", "--yes"]).exits(1).says(&says);
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    let sandbox = Sandbox::new().file(PATH, LOG);
    sandbox.run(&["feedback", "add"]).exits(2).says(&["còn thiếu --channel, --kind"]);
    sandbox
        .run(&["feedback", "add", "--channel", "fax", "--kind", "complaint"])
        .exits(2)
        .says(&["«fax»", "«--channel»"]);
    sandbox.run(&["feedback", "forward", "y"]).exits(2).says(&["còn thiếu --class"]);
    sandbox.run(&["feedback", "answer", "y"]).exits(2).says(&["còn thiếu --outcome"]);
    sandbox.run(&["feedback", "publish", "z9"]).exits(2).says(&["không có phản ánh, kiến nghị «z9»"]);
    sandbox.run(&["feedback", "answer", "y", "--outcome", "handled", "-n"]).exits(0).says(&["chưa ghi gì"]);
    assert_eq!(text(&sandbox), LOG);
}
