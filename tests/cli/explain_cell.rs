//! `explain-cell`: the dossiers behind a figure are those that `report` counted, and it says why.

use serde_json::{Value, json};

use crate::naive::{Dossier, Numbers, dossier};
use crate::sandbox::{HEADER, KEYS, Sandbox, figures, texts};

const Q2: [&str; 3] = ["explain-cell", "--quarter", "2"];

/// Late, overdue, on time, in time, not counted; in two units one above the other, and a third.
fn sandbox() -> Sandbox {
    Sandbox::new().file(
        "data/dossiers/a.csv",
        format!(
            "{}\
             late,T1,tn,direct,2021-04-01 08:00,completed,2021-04-09,2021-04-13 09:00,Đất đai,Nghẽn mạng\n\
             over,T2,p1-cb,online,2021-05-03,processing,2021-06-04 17:00,,Hộ tịch,\n\
             gone,T2,p1,online,2021-05-04,delivered,2021-06-10,2021-06-16,Hộ tịch,Chờ phối hợp\n\
             fine,T3,p1,postal,2021-02-01,completed,2021-04-09,2021-04-09,,\n\
             open,T1,tn,direct,2021-06-01,processing,2021-06-20,,Đất đai,\n\
             none,T1,tn,direct,2021-06-01,rejected,2021-06-02,,Đất đai,\n",
            HEADER.replace('\n', ",late_reason\n")
        ),
    )
}

#[track_caller]
fn cell(sandbox: &Sandbox, more: &[&str]) -> Value {
    sandbox.json(&[&Q2, more].concat())
}

#[track_caller]
fn ids(sandbox: &Sandbox, more: &[&str]) -> String {
    let cell = cell(sandbox, more);
    let ids = texts(&cell["dossiers"], "dossier_id");
    assert_eq!(cell["count"], json!(ids.len()));
    ids.join(" ")
}

#[test]
fn each_column_lists_what_the_rules_put_there() {
    let listed = KEYS.map(|key| ids(&sandbox(), &[key]));
    let expected = [
        "late open fine gone over",
        "gone over",
        "late open",
        "fine",
        "late fine",
        "",
        "fine",
        "late",
        "open gone over",
        "open",
        "gone over",
    ];
    assert_eq!(listed.map(|ids| ids), expected);
}

#[test]
fn a_number_and_a_key_name_the_same_column() {
    let sandbox = sandbox();
    for name in ["10", "(10)", "resolved_late"] {
        let column =
            json!({"key": "resolved_late", "number": 10, "label": "Số lượng hồ sơ đã giải quyết: Quá hạn"});
        assert_eq!(cell(&sandbox, &[name])["column"], column, "{name}");
    }
}

#[test]
fn json_names_the_dossier_its_days_its_lateness_and_its_line() {
    let cell = cell(&sandbox(), &["10"]);
    assert_eq!(cell["kind"], "explain_cell");
    assert_eq!(cell["period"]["label"], "Quý II/2021");
    let expected = json!([{
        "dossier_id": "late", "unit": "tn", "level": "district", "field": "Đất đai", "procedure_code": "T1",
        "status": "completed", "received_at": "2021-04-01 08:00:00", "due_at": "2021-04-09",
        "completed_at": "2021-04-13 09:00:00", "days_late": 4, "working_days_late": 2,
        "late_reason": "Nghẽn mạng", "path": "data/dossiers/a.csv", "line": 2
    }]);
    assert_eq!(cell["dossiers"], expected, "a Saturday and a Sunday lie between");
}

/// The window ends on Monday 14/6/2021: the pending are late up to that day, whatever happened since.
#[test]
fn pending_dossiers_are_late_up_to_the_last_day_of_the_window() {
    let cell = cell(&sandbox(), &["13"]);
    let days = |at: usize| [&cell["dossiers"][at]["days_late"], &cell["dossiers"][at]["working_days_late"]];
    assert_eq!(days(0), [&json!(4), &json!(2)], "due on Thursday 10/6, ended after the window");
    assert_eq!(days(1), [&json!(10), &json!(6)], "due on Friday 4/6");
}

#[test]
fn the_due_date_shown_is_the_one_that_counted() {
    let sandbox = Sandbox::new()
        .dossiers(&[
            "a,T,vp,direct,2021-04-01,completed,2021-04-12,2021-05-04,",
            "b,T,vp,direct,2021-04-01,completed,2021-04-12,2021-05-04,",
        ])
        .pauses(&[
            "a,supplement,2021-04-05,2021-04-20,2021-05-03",
            "b,supplement,2021-04-05,2021-05-05,2021-06-01",
        ]);
    assert_eq!(cell(&sandbox, &["10"])["dossiers"][0]["due_at"], "2021-05-03");
    let waited = cell(&sandbox, &["9"])["dossiers"][0].clone();
    assert_eq!((&waited["dossier_id"], &waited["due_at"]), (&json!("b"), &json!("2021-04-12")));
    assert_eq!(waited["working_days_late"], Value::Null, "it ended while it waited");
}

#[test]
fn unit_level_and_field_narrow_the_list_and_are_named() {
    let sandbox = sandbox();
    assert_eq!(ids(&sandbox, &["3", "--unit", "p1"]), "fine gone over", "with the units below");
    assert_eq!(ids(&sandbox, &["3", "--unit", "Phường Một", "--field", "Hộ tịch"]), "gone over");
    assert_eq!(ids(&sandbox, &["3", "--unit", "p1-cb"]), "over");
    assert_eq!(ids(&sandbox, &["3", "--level", "district"]), "late open");
    assert_eq!(ids(&sandbox, &["3", "--field", ""]), "fine", "without a field");
    assert_eq!(ids(&sandbox, &["3", "--field", " Đất đai "]), "late open");
    let decomposed = "Ho\u{323}\u{302} ti\u{323}ch";
    let cell = cell(&sandbox, &["3", "--field", decomposed, "--unit", "Phường Một"]);
    assert_eq!(cell["filters"], json!({"level": null, "field": "Hộ tịch", "unit": "p1"}));
    assert_eq!(cell["count"], json!(2));
}

#[test]
fn unknown_columns_fields_and_units_are_usage_errors_that_offer_the_nearest() {
    let sandbox = sandbox();
    let run = |more: &[&str]| sandbox.run(&[&Q2, more].concat()).exits(2);
    let output = run(&["resolved_lat"]).says(&["«resolved_lat»", "có phải ý bạn là «resolved_late»"]);
    assert_eq!(output.stdout, "");
    run(&["14"]).says(&["không có cột «14»", "10  resolved_late", "Quá hạn"]);
    run(&["10", "--field", "dat dai"]).says(&["không có lĩnh vực «dat dai»", "có phải ý bạn là «Đất đai»"]);
    run(&["10", "--field", "Xây dựng"]).says(&["các lĩnh vực: Đất đai; Hộ tịch."]);
    run(&["10", "--unit", "tnn"]).says(&["không có đơn vị «tnn»", "«tn»"]);
    run(&["10", "--level", "huyen"]).says(&["«huyen»", "district"]);
    run(&[]).says(&["còn thiếu"]);
    sandbox
        .run(&["explain-cell", "10"])
        .exits(2)
        .says(&["chưa chọn kỳ báo cáo", "explain-cell --quarter 2 10"]);
}

/// A field of the catalogue is known even while no dossier has it.
#[test]
fn a_field_of_the_catalogue_without_dossiers_has_an_empty_list() {
    let catalogue =
        "code,name,field\nT1,Việc,Đất đai\nT2,Việc,Hộ tịch\nT3,Việc,Chứng thực\nT4,Việc,Xây dựng\n";
    let sandbox = sandbox().file("data/procedures.csv", catalogue);
    assert_eq!(ids(&sandbox, &["3", "--field", "Xây dựng"]), "");
}

#[test]
fn text_says_the_figure_the_rule_and_where_each_dossier_stands() {
    let text = sandbox().run(&[&Q2[..], &["10", "--unit", "tn"]].concat()).exits(0).stdout;
    for part in [
        "CỘT (10) SỐ LƯỢNG HỒ SƠ ĐÃ GIẢI QUYẾT: QUÁ HẠN - QUÝ II/2021",
        "Từ ngày 15/03/2021 đến ngày 14/06/2021",
        "Đơn vị: Phòng Tài nguyên\n",
        "(10) Quá hạn: kết thúc trong kỳ, sau ngày hẹn trả",
        "Nghẽn mạng",
        "data/dossiers/a.csv:2",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("Cách tính: "), "{text}");
    let received = sandbox().run(&[&Q2[..], &["4"]].concat()).exits(0).stdout;
    assert!(!received.contains("Cách tính: "), "no due date decides column (4): {received}");
    let empty = sandbox().run(&[&Q2[..], &["8"]].concat()).exits(0).stdout;
    assert!(empty.contains("Không có hồ sơ nào."), "{empty}");
}

#[test]
fn the_rule_follows_the_choices_of_the_office() {
    let rule = |more: &str| cell(&sandbox().config(more), &["10"])["rule"].clone();
    assert!(!rule("").as_str().unwrap().contains("giờ hẹn"));
    assert!(rule("[counting]\nlateness_by = \"instant\"\n").as_str().unwrap().contains("giờ hẹn"));
}

#[test]
fn csv_has_the_keys_of_the_json_and_a_row_for_each_dossier() {
    let sandbox = sandbox();
    let csv = |column: &str| sandbox.run(&[&Q2[..], &[column, "--format", "csv"]].concat()).exits(0).stdout;
    let text = csv("10");
    let lines: Vec<&str> = text.lines().collect();
    let json = cell(&sandbox, &["10"]);
    let keys: std::collections::BTreeSet<&str> = lines[0].split(',').collect();
    let expected = json["dossiers"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, expected);
    let row = "late,tn,district,Đất đai,T1,completed,2021-04-01 08:00:00,2021-04-09,2021-04-13 09:00:00,4,2,Nghẽn mạng,data/dossiers/a.csv,2";
    assert_eq!(lines[1..], [row]);
    assert_eq!(csv("8"), format!("{}\n", lines[0]), "an empty list has its header");
}

#[test]
fn the_ending_of_the_file_names_the_format_and_a_file_is_not_replaced_unasked() {
    let sandbox = sandbox();
    let write = |more: &[&str]| sandbox.run(&[&Q2[..], &["10", "-o"], more].concat());
    for (file, start) in [("o.csv", "dossier_id,"), ("o.json", "{"), ("o.TXT", "CỘT (10)")] {
        assert_eq!(write(&[file]).exits(0).stdout, "");
        let text = String::from_utf8(sandbox.read(file).unwrap()).unwrap();
        assert!(text.starts_with(start), "{file}: {text}");
    }
    write(&["o.pdf"]).exits(2).says(&[".txt, .json hoặc .csv"]);
    let sandbox = sandbox.file("o.csv", "khác");
    let write = |more: &[&str]| sandbox.run(&[&Q2[..], &["10", "-o", "o.csv"], more].concat());
    write(&[]).exits(2).says(&["--force"]);
    write(&["--force"]).exits(0);
    assert!(sandbox.read("o.csv").unwrap().starts_with(b"dossier_id,"));
}

/// As `report`: refused, or without the rows that have an error, which every format says.
#[test]
fn errors_in_the_logs_are_refused_or_their_rows_left_out_aloud() {
    let sandbox = Sandbox::new().dossiers(&[
        "a,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-20,",
        "b,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-31,",
    ]);
    let output = sandbox.run(&[&Q2[..], &["10"]].concat()).exits(1).says(&["2021-04-31"]);
    assert_eq!(output.stdout, "");
    let allowed = |format: &str| {
        sandbox.run(&[&Q2[..], &["10", "--allow-errors", "--format", format]].concat()).exits(0)
    };
    assert!(allowed("text").stdout.contains("bỏ ra 1 dòng có lỗi"));
    assert_eq!(allowed("json").value()["rows_left_out"], json!(1));
    assert_eq!(texts(&allowed("json").value()["dossiers"], "dossier_id"), ["a"]);
    allowed("csv").says(&["bỏ ra 1 dòng có lỗi"]);
}

/// The figures of a report, and the lists behind them.
#[track_caller]
fn agrees_with_the_report(sandbox: &Sandbox, period: &[&str]) {
    let report = sandbox.json(&[&["report"], period].concat())["dossiers"].clone();
    for (at, key) in KEYS.iter().enumerate() {
        let cell = sandbox.json(&[&["explain-cell"], period, &[key]].concat());
        let dossiers = cell["dossiers"].as_array().unwrap();
        assert_eq!(cell["count"], report["total"][key], "{key}");
        for row in report["by_unit"].as_array().unwrap() {
            let listed = dossiers.iter().filter(|dossier| dossier["unit"] == row["unit"]).count();
            assert_eq!(listed as u64, figures(row)[at], "{key} {row}");
        }
        for row in report["by_field"].as_array().unwrap() {
            let same = |dossier: &&Value| ["level", "field"].iter().all(|&of| dossier[of] == row[of]);
            assert_eq!(dossiers.iter().filter(same).count() as u64, figures(row)[at], "{key} {row}");
        }
    }
}

#[test]
fn the_lists_behind_a_generated_log_have_the_figures_of_the_report() {
    let mut numbers = Numbers::new(11);
    let log: Vec<Dossier> = (0..300).map(|id| dossier(&mut numbers, id)).collect();
    let rows: String = log.iter().map(Dossier::row).collect();
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", format!("{HEADER}{rows}"));
    agrees_with_the_report(&sandbox, &["--six-months"]);
}

/// The repository this tool comes with, all eleven columns, by unit and by field.
#[test]
fn the_lists_of_the_shipped_repository_have_the_figures_of_its_report() {
    let root = env!("CARGO_MANIFEST_DIR");
    let sandbox = Sandbox::empty();
    agrees_with_the_report(&sandbox, &["--quarter", "2", "-C", root]);
    let report = sandbox.json(&["report", "--quarter", "2", "-C", root]);
    for row in report["dossiers"]["by_field"].as_array().unwrap().iter().take(3) {
        let (level, field) = (row["level"].as_str().unwrap(), row["field"].as_str().unwrap());
        let filters = ["3", "--level", level, "--field", field, "-C", root];
        assert_eq!(cell(&sandbox, &filters)["count"], row["received_total"]);
    }
    for row in report["dossiers"]["by_unit"].as_array().unwrap().iter().take(3) {
        let filters = ["11", "--unit", row["unit"].as_str().unwrap(), "-C", root];
        assert_eq!(cell(&sandbox, &filters)["count"], row["pending_total"]);
    }
}
