//! `dossier add|complete|pause|hand-over`: the due date that follows from the catalogue, and rows that change.

use crate::sandbox::{Output, Sandbox};

const HEADER: &str = "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,handed_over_at,late_reason,note";
const LOG: &str = "data/dossiers/2021/sổ.csv";
const PAUSES: &str = "data/pauses.csv";

/// A catalogue of three procedures: one, five and ten days.
fn office() -> Sandbox {
    Sandbox::new().file(
        "data/procedures.csv",
        "code,name,field,level,time_limit,time_unit\nT1,Một ngày,Hộ tịch,commune,1,working_day\n\
         T5,Năm ngày,Đất đai,district,5,working_day\nT10,Mười ngày,Đất đai,district,10,day\nT0,Không hạn,Đất đai,district,,\n",
    )
}

/// The office with these rows in a log of Excel: a mark, semicolons, CRLF.
fn with(rows: &[&str]) -> Sandbox {
    let text = format!("\u{feff}{HEADER}\n{}\n", rows.join("\n"));
    office().file(LOG, text.replace(',', ";").replace('\n', "\r\n"))
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the log is there")).expect("UTF-8")
}

#[track_caller]
fn add(sandbox: &Sandbox, procedure: &str, received: &str, more: &[&str]) -> Output {
    let args = [
        "dossier",
        "add",
        "--dossier-id",
        "hs",
        "--procedure-code",
        procedure,
        "--unit",
        "vp",
        "--channel",
        "direct",
        "--received-at",
        received,
    ];
    sandbox.run(&[&args[..], more].concat())
}

/// Checks the due date written for a dossier received then.
#[track_caller]
fn due(procedure: &str, received: &str, expected: &str) -> Output {
    let sandbox = office().on("2023-12-31");
    let output = add(&sandbox, procedure, received, &[]).exits(0);
    let logs = ["data/dossiers/2021/vp.csv", "data/dossiers/2023/vp.csv"];
    let log = logs.iter().find(|log| sandbox.path(log).exists()).expect("a log of the year of receipt");
    let log = text(&sandbox, log);
    let row = log.lines().nth(1).expect("a row");
    assert_eq!(row.split(',').nth(7), Some(expected), "{row}");
    output
}

#[test]
fn the_due_date_follows_from_the_catalogue_and_is_explained() {
    let output = due("T5", "2023-10-27 09:32", "2023-11-03 09:32");
    assert!(output.stdout.contains("5 ngày làm việc kể từ 27/10/2023 09:32"), "{output:?}");
    due("T1", "2021-02-09", "2021-02-17");
    due("T1", "29/04/2021", "2021-05-04");
    due("T10", "2021-04-21 10:00", "2021-05-04 10:00");
    due("T0", "2021-04-21", "").says(&["danh mục TTHC không ghi thời hạn của «T0»", "--due-at"]);
}

#[test]
fn a_due_date_that_is_given_stands_and_one_too_late_is_asked_about() {
    let sandbox = office();
    add(&sandbox, "T5", "2021-06-14 08:00", &["--due-at", "18/06/2021"]).exits(0);
    assert!(text(&sandbox, "data/dossiers/2021/vp.csv").contains(",2021-06-18,"));
    let args = ["--dossier-id", "hs2", "--due-at", "2021-07-30"];
    let sandbox = office();
    add(&sandbox, "T5", "2021-06-14 08:00", &args[2..]).exits(2).says(&["cảnh báo[", "--yes"]);
    assert!(!sandbox.path("data/dossiers").exists());
}

#[test]
fn a_dossier_goes_to_the_log_that_holds_its_units_dossiers_of_the_year() {
    let sandbox = with(&[
        "a,T5,vp,direct,2021-06-01,processing,2021-06-22,,,,",
        "b,T5,tn,direct,2021-06-01,processing,2021-06-22,,,,",
    ])
    .file("data/dossiers/2020.csv", "dossier_id,procedure_code,unit,channel,received_at,status\n");
    let before = text(&sandbox, LOG);
    add(&sandbox, "T5", "2021-06-14 08:00", &["--note", "a;b"]).exits(0);
    assert_eq!(
        text(&sandbox, LOG),
        format!("{before}hs;T5;vp;direct;2021-06-14 08:00;processing;2021-06-21 08:00;;;;\"a;b\"\r\n")
    );
    let sandbox = with(&["b,T5,tn,direct,2021-06-01,processing,2021-06-08,,,,"]);
    add(&sandbox, "T5", "2021-06-14 08:00", &[]).exits(0).says(&["data/dossiers/2021/vp.csv"]);
}

#[test]
fn a_name_in_place_of_a_staff_code_is_told() {
    let sandbox = office();
    add(&sandbox, "T5", "2021-06-14", &["--officer", "Nguyễn Văn A", "-n"])
        .exits(0)
        .says(&["chỉ ghi mã công chức"]);
}

#[test]
fn what_is_missing_unknown_or_twice_is_refused() {
    let sandbox = office();
    let missing = "còn thiếu --dossier-id, --procedure-code, --unit, --channel, --received-at";
    sandbox.run(&["dossier", "add"]).exits(2).says(&[missing]);
    add(&sandbox, "T5", "2021-06-14", &["--status", "xong"]).exits(2).says(&["«--status»", "«processing»"]);
    add(&sandbox, "T9", "2021-06-14", &[]).exits(2).says(&["cảnh báo[", "T9"]);
    add(&sandbox, "T5", "2021-06-14", &["--completed-at", "2021-06-15"])
        .exits(1)
        .says(&["lỗi[", "chưa ghi gì"]);
    assert!(!sandbox.path("data/dossiers").exists());
    add(&sandbox, "T5", "2021-06-14", &[]).exits(0);
    let before = sandbox.read("data/dossiers/2021/vp.csv");
    add(&sandbox, "T5", "2021-06-14", &["--yes"]).exits(1).says(&["lỗi["]);
    assert_eq!(sandbox.read("data/dossiers/2021/vp.csv"), before);
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

const ROWS: [&str; 3] = [
    "\"a\",T5,vp,direct,2021-06-01 08:00,processing,2021-06-08 08:00,,,,",
    "b,T5,vp,direct,2021-06-14 08:00,processing,2021-06-21 08:00,,,,gấp",
    "c,T5,vp,direct,2021-06-01 08:00,completed,2021-06-08 08:00,2021-06-07 10:00,,,",
];

/// The log as it is when the row of `b` reads so.
fn log_with(row: &str) -> String {
    let text = format!("\u{feff}{HEADER}\n{}\n{row}\n{}\n", ROWS[0], ROWS[2]);
    text.replace(',', ";").replace('\n', "\r\n")
}

#[test]
fn the_end_of_a_dossier_changes_its_row_alone() {
    let sandbox = with(&ROWS);
    let output = sandbox.run(&["dossier", "complete", "b", "--completed-at", "15/06/2021 10:00"]).exits(0);
    assert_eq!(
        text(&sandbox, LOG),
        log_with("b,T5,vp,direct,2021-06-14 08:00,completed,2021-06-21 08:00,2021-06-15 10:00,,,gấp")
    );
    for shown in ["processing (đang giải quyết) → completed", "(trống) → 15/06/2021 10:00", "Sửa dòng 3"]
    {
        assert!(output.stdout.contains(shown), "{shown}: {output:?}");
    }
    let sandbox = with(&ROWS);
    sandbox.run(&["dossier", "complete", "b", "--status", "withdrawn"]).exits(0);
    assert!(text(&sandbox, LOG).contains("08:00;withdrawn;2021-06-21 08:00;2021-06-15;"));
}

#[test]
fn a_late_end_asks_for_its_reason() {
    let sandbox = with(&ROWS);
    let args = ["dossier", "complete", "a"];
    let output = sandbox.run(&args).exits(2).says(&["--late-reason", "--yes"]);
    assert!(output.stdout.contains("Hồ sơ trễ hạn."), "{output:?}");
    sandbox.run(&[&args[..], &["--late-reason", "Chờ ý kiến"]].concat()).exits(0);
    let row = "a;T5;vp;direct;2021-06-01 08:00;completed;2021-06-08 08:00;2021-06-15;;Chờ ý kiến;\r\n";
    assert!(text(&sandbox, LOG).contains(row), "{}", text(&sandbox, LOG));
}

#[test]
fn an_end_that_contradicts_the_log_is_refused_and_one_again_is_confirmed() {
    let sandbox = with(&ROWS);
    let before = sandbox.read(LOG);
    sandbox
        .run(&["dossier", "complete", "b", "--completed-at", "2021-06-13"])
        .exits(1)
        .says(&["trước khi tiếp nhận"]);
    sandbox
        .run(&["dossier", "complete", "b", "--status", "processing"])
        .exits(2)
        .says(&["«--status»", "«withdrawn»"]);
    sandbox.run(&["dossier", "complete", "c"]).exits(2).says(&["đã được ghi là kết thúc"]);
    sandbox.run(&["dossier", "complete", "x9"]).exits(2).says(&["không có hồ sơ «x9»"]);
    sandbox.run(&["dossier", "complete", "b", "-n"]).exits(0).says(&["chưa ghi gì"]);
    assert_eq!(sandbox.read(LOG), before);
    let sandbox = with(&["a,T5,vp,direct,31/05/2021,processing,,,,,"]);
    sandbox
        .run(&["dossier", "complete", "a"])
        .exits(1)
        .says(&["dòng 2 của data/dossiers/2021/sổ.csv", "có lỗi"]);
}

#[test]
fn a_result_is_handed_over_once_work_has_ended() {
    let sandbox = with(&ROWS);
    sandbox.run(&["dossier", "hand-over", "b"]).exits(1).says(&["đang giải quyết", "dossier complete b"]);
    sandbox.run(&["dossier", "hand-over", "c", "--handed-over-at", "2021-06-06"]).exits(2).says(&["--yes"]);
    sandbox.run(&["dossier", "hand-over", "c", "--handed-over-at", "2021-06-08 09:00"]).exits(0);
    assert!(text(&sandbox, LOG).contains(
        "c;T5;vp;direct;2021-06-01 08:00;delivered;2021-06-08 08:00;2021-06-07 10:00;2021-06-08 09:00;"
    ));
    sandbox
        .run(&["dossier", "hand-over", "c"])
        .exits(2)
        .says(&["đã được ghi là trả kết quả 08/06/2021 09:00"]);
}

#[test]
fn a_supplement_stops_the_dossier_and_its_end_restarts_the_term() {
    let sandbox = with(&ROWS);
    sandbox.run(&["dossier", "pause", "b", "--kind", "supplement", "--document", "01/PYCBS-UBND"]).exits(0);
    assert_eq!(text(&sandbox, LOG), log_with(&ROWS[1].replace("processing", "awaiting_supplement")));
    let header = "dossier_id,kind,from,to,new_due_at,document\n";
    assert_eq!(text(&sandbox, PAUSES), format!("{header}b,supplement,2021-06-15,,,01/PYCBS-UBND\n"));
    sandbox
        .run(&["dossier", "pause", "b", "--kind", "supplement"])
        .exits(1)
        .says(&["đang yêu cầu bổ sung từ 15/06/2021"]);
    assert_eq!(
        sandbox.findings().iter().filter(|f| !f.contains(":2")).count(),
        0,
        "{:?}",
        sandbox.findings()
    );

    let sandbox = sandbox.on("2021-07-31");
    let output =
        sandbox.run(&["dossier", "pause", "b", "--kind", "supplement", "--to", "2021-06-25 14:00"]).exits(0);
    assert!(output.stdout.contains("Điều 19.4"), "{output:?}");
    assert_eq!(
        text(&sandbox, PAUSES),
        format!("{header}b,supplement,2021-06-15,2021-06-25 14:00,2021-07-02 14:00,01/PYCBS-UBND\n")
    );
    assert_eq!(text(&sandbox, LOG), log_with(ROWS[1]));
}

/// What ends while it waits is never late: nobody is led into that unawares.
#[test]
fn work_that_ends_in_an_open_wait_is_asked_about_with_the_way_to_close_it() {
    let sandbox = with(&ROWS).pauses(&["b,payment,2021-06-14,,"]);
    let complete = ["dossier", "complete", "b", "--completed-at", "2021-06-15"];
    let close = "kstthc dossier pause b --kind payment --to NGÀY";
    sandbox.run(&complete).exits(2).says(&["lần chờ nộp phí mở từ 14/06/2021", "tính là đúng hạn", close]);
    sandbox.run(&["dossier", "pause", "b", "--kind", "payment", "--to", "2021-06-15"]).exits(0);
    sandbox.run(&complete).exits(0);
    let withdrawn = with(&ROWS).pauses(&["b,supplement,2021-06-14,,"]);
    withdrawn.run(&["dossier", "complete", "b", "--status", "withdrawn"]).exits(0);
}

#[test]
fn a_pause_that_is_over_is_recorded_whole() {
    let sandbox = with(&ROWS);
    let args = ["dossier", "pause", "b", "--kind", "payment", "--to", "2021-06-15"];
    sandbox.run(&args).exits(2).says(&["còn thiếu --from"]);
    sandbox.run(&[&args[..], &["--from", "2021-06-14"]].concat()).exits(0);
    assert_eq!(text(&sandbox, PAUSES).lines().last(), Some("b,payment,2021-06-14,2021-06-15,,"));
    assert_eq!(text(&sandbox, LOG), log_with(ROWS[1]));
    let early =
        ["dossier", "pause", "b", "--kind", "supplement", "--from", "2021-06-15", "--to", "2021-06-14"];
    sandbox.run(&early).exits(2).says(&["trước ngày bắt đầu chờ"]);
    sandbox.run(&[&early[..], &["--yes"]].concat()).exits(2);
}

#[test]
fn a_dossier_is_reappointed_once() {
    let sandbox = with(&ROWS);
    let args = ["dossier", "pause", "b", "--kind", "reappointment"];
    sandbox.run(&args).exits(2).says(&["còn thiếu --new-due-at"]);
    sandbox.run(&[&args[..], &["--new-due-at", "2021-06-18"]].concat()).exits(2).says(&["không sau hạn trả"]);
    let again = [&args[..], &["--new-due-at", "2021-06-25 08:00"]].concat();
    sandbox.run(&again).exits(0).says(&["thư xin lỗi"]);
    assert_eq!(text(&sandbox, PAUSES).lines().last(), Some("b,reappointment,2021-06-15,,2021-06-25 08:00,"));
    assert_eq!(text(&sandbox, LOG), log_with(ROWS[1]));
    let before = sandbox.read(PAUSES);
    sandbox.run(&[&again[..], &["--yes"]].concat()).exits(1).says(&["chỉ hẹn lại một lần", "Điều 19.9"]);
    assert_eq!(sandbox.read(PAUSES), before);
}

#[test]
fn a_dossier_that_has_ended_is_not_paused() {
    let sandbox = with(&ROWS);
    sandbox.run(&["dossier", "pause", "c", "--kind", "supplement"]).exits(1).says(&["đã giải quyết xong"]);
    sandbox.run(&["dossier", "pause", "b"]).exits(2).says(&["còn thiếu --kind"]);
    let early = ["dossier", "pause", "b", "--kind", "payment", "--from", "2021-06-11"];
    sandbox.run(&early).exits(2).says(&["trước ngày tiếp nhận", "--yes"]);
    assert!(!sandbox.path(PAUSES).exists());
}

/// The two files change together or not at all.
#[cfg(unix)]
#[test]
fn where_one_of_two_files_cannot_be_written_the_other_stands() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = with(&ROWS).file(PAUSES, "dossier_id,kind,from\n");
    let mut mode = std::fs::metadata(sandbox.path(LOG)).unwrap().permissions();
    mode.set_mode(0o444);
    std::fs::set_permissions(sandbox.path(LOG), mode).unwrap();
    sandbox.run(&["dossier", "pause", "b", "--kind", "supplement"]).exits(2).says(&["chỉ cho đọc"]);
    assert_eq!(text(&sandbox, PAUSES), "dossier_id,kind,from\n");
}
