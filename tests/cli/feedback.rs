//! Feedback that is due: `overdue`, `status`, `kstthc` alone, the report and its annex.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, texts};

const HEADER: &str = "feedback_id,received_at,channel,kind,about,class,handling_unit,forwarded_at,due_at,answered_at,outcome,published_at";

fn log(rows: &[&str]) -> Sandbox {
    Sandbox::new().file("data/feedback/2021.csv", format!("{HEADER}\n{}\n", rows.join("\n")))
}

/// Five working days after 7/6/2021 (a Monday) are 14/6; today is 15/6.
const LATE: &str = "muon,2021-06-07,online,complaint,regulation,forwarded,tn,,,,,";
const SOON: &str = "sap,2021-06-10,online,complaint,regulation,forwarded,,,,,,";
const ANSWER: &str = "tra-loi,2021-06-01,online,complaint,regulation,own,vp,,2021-06-16,,,";
const WAITING: &str = "cong-khai,2021-06-01,online,proposal,regulation,own,vp,,,2021-06-10,handled,";
const CLOSED: &str =
    "xong,2021-06-01,online,proposal,regulation,own,vp,,2021-06-02,2021-06-10,handled,2021-06-11";

#[track_caller]
fn listed(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let overdue = sandbox.json(&[&["overdue"], args].concat());
    let rows = overdue["feedback"].as_array().unwrap();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    rows.iter()
        .map(|row| {
            let [id, step, due] = ["feedback_id", "step", "due"].map(|key| text(row, key));
            format!("{id} {step} {due} {}", row["working_days_overdue"])
        })
        .collect()
}

/// What awaits publication is listed until it is published, whatever was asked for.
#[test]
fn overdue_lists_what_is_late_what_is_near_and_what_is_not_published() {
    let sandbox = log(&[WAITING, ANSWER, SOON, LATE, CLOSED]);
    assert_eq!(listed(&sandbox, &[]), ["muon forward 2021-06-14 1", "cong-khai publish - 0"]);
    assert_eq!(
        listed(&sandbox, &["--within", "2"]),
        [
            "muon forward 2021-06-14 1",
            "tra-loi answer 2021-06-16 0",
            "sap forward 2021-06-17 0",
            "cong-khai publish - 0"
        ]
    );
    let text = sandbox.run(&["overdue"]).exits(0).stdout;
    assert!(text.contains("Phản ánh, kiến nghị: 1 quá hạn, 1 chờ công khai kết quả"), "{text}");
    assert!(text.contains("Phòng Tài nguyên") && text.contains("NĐ 20/2008"), "{text}");
    let csv = sandbox.run(&["overdue", "--format", "csv"]).exits(0).stdout;
    assert_eq!(csv.lines().nth(1), Some("feedback,muon,,tn,2021-06-14,1,forward"));
    assert_eq!(csv.lines().nth(2), Some("feedback,cong-khai,,vp,,0,publish"));
    let none = Sandbox::new().run(&["overdue"]).exits(0).stdout;
    assert!(!none.contains("Phản ánh"), "{none}");
}

#[test]
fn the_law_is_told_apart_from_the_offices_own_terms() {
    let overdue = log(&[LATE, ANSWER]).on("2021-06-17").json(&["overdue"]);
    let by_law: Vec<bool> =
        overdue["feedback"].as_array().unwrap().iter().map(|row| row["by_law"] == json!(true)).collect();
    assert_eq!(
        (texts(&overdue["feedback"], "feedback_id"), by_law),
        (vec!["muon", "tra-loi"], vec![true, false])
    );
}

/// Optional, none by default; the row's own date stands before them.
#[test]
fn the_office_states_its_own_terms() {
    let open = "mo,2021-06-01,online,complaint,regulation,own,vp,,,,,";
    let rows = [open, ANSWER, WAITING, "la,2021-06-01,online,complaint,,,,,,,,"];
    assert_eq!(listed(&log(&rows), &[]), ["cong-khai publish - 0"]);
    let sandbox = log(&rows).config("[feedback]\nclassify_days = 3\nanswer_days = 5\npublish_days = 1\n");
    assert_eq!(
        listed(&sandbox, &[]),
        ["la classify 2021-06-04 7", "mo answer 2021-06-08 5", "cong-khai publish 2021-06-11 2"]
    );
    log(&rows).config("[feedback]\nanswer_days = -1\n").run(&["check"]).exits(1);
    log(&rows).config("[feedback]\nanswer_day = 1\n").run(&["check"]).exits(1);
}

#[test]
fn what_is_dated_after_today_is_not_seen() {
    assert_eq!(listed(&log(&[WAITING]).on("2021-06-09"), &[]), Vec::<String>::new());
    assert_eq!(listed(&log(&[CLOSED]).on("2021-06-10"), &[]), ["xong publish - 0"]);
    assert_eq!(listed(&log(&[LATE]).on("2021-06-06"), &["--within", "20"]), Vec::<String>::new());
}

#[test]
fn status_counts_it_and_exit_code_tells_of_it() {
    let status = log(&[WAITING, ANSWER, SOON, LATE, CLOSED]).json(&["status"]);
    let counts = json!({"open": 3, "overdue": 1, "due_soon": 2, "unclassified": 0, "awaiting_publication": 1, "publication_overdue": 0});
    assert_eq!(status["feedback"], counts);
    assert!(Sandbox::new().json(&["status"]).get("feedback").is_none());
    for command in ["status", "overdue"] {
        log(&[LATE]).run(&[command, "--exit-code"]).exits(1);
        log(&[WAITING, SOON]).run(&[command, "--exit-code"]).exits(0);
    }
}

#[test]
fn kstthc_alone_knows_of_it() {
    let shown = log(&[LATE, SOON]).run(&[]).exits(0).stdout;
    let expected = "Quá hạn: 1 phản ánh, kiến nghị; đến hạn trong 10 ngày làm việc: 1 phản ánh, kiến nghị";
    assert!(shown.contains(expected), "{shown}");
    let shown = log(&[WAITING]).on("2021-04-01").run(&[]).exits(0).stdout;
    assert!(!shown.contains("công khai"), "{shown}");
    let shown = log(&[WAITING]).run(&[]).exits(0).stdout;
    assert!(shown.contains("1 kết quả xử lý phản ánh, kiến nghị chưa công khai"), "{shown}");
}

/// The section names what awaits publication and what was passed on too late; the annex lists what is not finished.
#[test]
fn the_report_tells_what_is_late_and_what_is_not_published() {
    let late = "chuyen,2021-05-10,online,complaint,regulation,forwarded,,2021-06-01,,,,";
    let sandbox = log(&[WAITING, LATE, late, CLOSED]);
    let text = sandbox.run(&["report", "--quarter", "2"]).exits(0).stdout;
    for words in [
        "gồm phản ánh 2, kiến nghị 2",
        "- Chậm hạn, tính đến ngày 14/06/2021: chuyển quá 05 ngày làm việc 1.",
        "- Đã trả lời, chưa công khai kết quả đến ngày 14/06/2021: 1 (cong-khai).",
        "PHẢN ÁNH, KIẾN NGHỊ CHƯA XỬ LÝ XONG HOẶC CHƯA CÔNG KHAI KẾT QUẢ",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let finished = log(&[CLOSED]).run(&["report", "--quarter", "2"]).exits(0).stdout;
    assert!(!finished.contains("CHƯA XỬ LÝ XONG") && !finished.contains("Chậm hạn"), "{finished}");
    // Answered in the first quarter and still not published: the second says so though nothing else of it belongs there.
    let old = "cu,2021-01-11,online,proposal,regulation,own,vp,,,2021-01-20,handled,";
    let text = log(&[old]).run(&["report", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("chưa công khai kết quả đến ngày 14/06/2021: 1 (cu)"), "{text}");
}

/// Where nobody wrote progress, the report tells what the log tells; where somebody did, his words.
#[test]
fn the_evidence_of_the_report_comes_from_the_log_where_no_row_is() {
    let section = "schema_version = 1\n[section]\ncode = \"A.V\"\ntitle = \"Mục\"\n[[item]]\ncode = \"A.V.03\"\ntask = \"Công khai\"\n\
                   units = [\"vp\"]\n[item.schedule]\ntext = \"Thường xuyên\"\nkind = \"continuous\"\n";
    let sandbox = || log(&[CLOSED]).file("plan/2021/A-V.toml", section);
    let told =
        "Công khai (nhiệm vụ A.V.03): theo dữ liệu của cơ quan: 1 kết quả đã công khai, gần nhất 11/06/2021";
    let text = sandbox().run(&["report", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains(told), "{text}");
    let row = ["A.V.03@2021-Q2,vp,2021-06-12,done"];
    let text = sandbox().progress(&row).run(&["report", "--quarter", "2"]).exits(0).stdout;
    assert!(
        !text.contains("theo dữ liệu") && text.contains("đã thực hiện: Văn phòng (12/06/2021)"),
        "{text}"
    );
    let text = sandbox().run(&["report", "--quarter", "1"]).exits(0).stdout;
    assert!(text.contains("- Thực hiện thường xuyên: Công khai (nhiệm vụ A.V.03)."), "{text}");
}

/// What is true is written without a question, though `check` then has something to say of it.
#[test]
fn recording_late_steps_needs_no_confirmation() {
    let sandbox = log(&[ANSWER, LATE]);
    let answer = ["feedback", "answer", "tra-loi", "--outcome", "handled", "--answered-at", "2021-06-14"];
    sandbox.run(&answer).exits(0).says(&["K0513"]);
    sandbox.run(&["feedback", "forward", "muon"]).exits(0);
    assert_eq!(sandbox.findings(), ["K0513 data/feedback/2021.csv:2", "K0512 data/feedback/2021.csv:3"]);
    sandbox
        .run(&["feedback", "forward", "tra-loi", "--forwarded-at", "2021-06-02"])
        .exits(2)
        .says(&["K0515"]);
}
