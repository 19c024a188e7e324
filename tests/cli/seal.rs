//! `seal` and `unseal`: figures that were sent, and what is said of later changes.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, figures, git_in};

const Q2: [&str; 4] = ["--quarter", "2", "--year", "2021"];
const SEAL: &str = "data/sealed/2021-Q2.json";
const LOG: &str = "data/dossiers/a.csv";

fn with<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[command][..], &Q2, more].concat()
}

fn files() -> Sandbox {
    Sandbox::new().dossiers(&[
        "d1,T,tn,direct,2021-04-01,completed,2021-05-10,2021-05-01,Đất đai",
        "d2,T,tn,online,2021-04-02,processing,2021-07-10,,Đất đai",
        "d3,T,vp,direct,2021-04-03,completed,2021-05-10,2021-05-10,Hộ tịch",
    ])
}

fn sealed(sandbox: Sandbox) -> Sandbox {
    sandbox.run(&with("seal", &[])).exits(0);
    sandbox
}

/// d2 is completed within the period, after the report was sent.
fn changed(sandbox: Sandbox) -> Sandbox {
    sandbox.edit(LOG, "processing,2021-07-10,", "completed,2021-07-10,2021-06-10")
}

fn utf8(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn warning(sandbox: &Sandbox) -> Value {
    let value = sandbox.run(&["check", "--format", "json"]).exits(0).value();
    let findings = value["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["code"] == "K0705").cloned().unwrap_or(Value::Null)
}

#[test]
fn a_seal_holds_the_figures_of_the_report_and_where_they_come_from() {
    let sandbox = sealed(files());
    let seal: Value = serde_json::from_slice(&sandbox.read(SEAL).unwrap()).unwrap();
    let report = sandbox.json(&with("report", &["--checksum"]));
    for key in ["period", "provenance", "dossiers"] {
        assert_eq!(seal[key], report[key], "{key}");
    }
    assert_eq!(
        [&seal["schema_version"], &seal["kind"], &seal["as_of"], &seal["sealed_on"], &seal["history"]],
        [&json!(1), &json!("seal"), &json!("2021-06-15"), &json!("2021-06-15"), &json!([])]
    );
    let cells = seal["cells"].as_array().unwrap();
    let names: Vec<_> =
        cells.iter().map(|cell| (cell["field"].as_str().unwrap(), cell["unit"].as_str().unwrap())).collect();
    assert_eq!(names, [("Đất đai", "tn"), ("Hộ tịch", "vp")]);
    assert_eq!(figures(&cells[0]), [2, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0]);
    assert_eq!(sealed(files()).read(SEAL), sandbox.read(SEAL), "same files, same day, same bytes");
}

#[test]
fn an_unchanged_period_agrees_with_its_seal() {
    let sandbox = sealed(files());
    let report = sandbox.json(&with("report", &[]));
    assert_eq!(report["sealed"]["differs"], json!(false));
    assert_eq!(report["sealed"]["dossiers"], report["dossiers"]);
    let text = sandbox.run(&with("report", &[])).exits(0).stdout;
    assert!(
        text.contains("Khớp với số liệu đã chốt ngày 15/06/2021") && !text.contains("khác số liệu hiện nay")
    );
    assert_eq!(warning(&sandbox), Value::Null);
    assert_eq!(files().json(&with("report", &[])).get("sealed"), None, "nothing is sealed");
}

#[test]
fn a_changed_dossier_is_told_on_every_format_with_an_annex() {
    let sandbox = changed(sealed(files()));
    let report = sandbox.json(&with("report", &[]));
    let sealed = &report["sealed"];
    assert_eq!((&sealed["differs"], &sealed["sealed_on"]), (&json!(true), &json!("2021-06-15")));
    assert_eq!(figures(&sealed["dossiers"]["total"])[4], 2);
    assert_eq!(figures(&report["dossiers"]["total"])[4], 3);
    for ending in ["txt", "md", "html"] {
        let file = format!("r.{ending}");
        sandbox.run(&with("report", &["-o", &file])).exits(0);
        let text = utf8(&sandbox, &file);
        assert!(
            text.contains("Số liệu đã gửi (chốt ngày 15/06/2021) khác số liệu hiện nay: xem phụ lục"),
            "{ending}"
        );
        assert!(
            text.contains("SỐ LIỆU ĐÃ CHỐT VÀ HIỆN NAY")
                && text.contains("TTHC cấp huyện, Đất đai, Phòng Tài nguyên")
        );
        assert!(!text.contains("TTHC cấp huyện, Hộ tịch, Văn phòng"), "{ending}: only what differs");
    }
    let own = sandbox.json(&with("report", &["--unit", "vp"]));
    assert_eq!(own["sealed"]["differs"], json!(false), "another unit's dossier changed");
    assert_eq!(own["sealed"]["dossiers"], own["dossiers"]);
}

#[test]
fn check_names_the_rows_and_their_columns_where_git_has_the_sealed_version() {
    let Some(sandbox) = files().committed() else { return };
    let sandbox = changed(sealed(sandbox));
    let finding = warning(&sandbox);
    assert_eq!([&finding["severity"], &finding["path"]], [&json!("warning"), &json!(SEAL)]);
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("(7) 2 → 3") && message.contains("(12) 1 → 0"), "{message}");
    assert!(message.contains("data/dossiers/a.csv:3 hồ sơ d2: cột (12) → (8)"), "{message}");
    assert!(!message.contains("d1") && !message.contains("d3"), "{message}");
    assert!(finding["help"].as_str().unwrap().contains("--field \"Đất đai\" --unit tn"));
    assert_eq!(finding["related"][0]["line"], json!(3));
    let log = utf8(&sandbox, LOG).replace("d3,T,vp", "d4,T,tn").replace("Hộ tịch", "Đất đai");
    let message = warning(&sandbox.file(LOG, log))["message"].as_str().unwrap().to_owned();
    assert!(message.contains("hồ sơ d4: vào cột (5), (9)"), "{message}");
    assert!(message.contains("hồ sơ d3: ra khỏi cột (5), (9)"), "{message}");
}

#[test]
fn many_rows_are_named_up_to_twenty_with_the_number_of_the_rest() {
    let row = |at: usize, status: &str| format!("d{at:02},T,tn,online,2021-04-02,{status},Đất đai");
    let rows = |status: &str| (0..23).map(|at| row(at, status)).collect::<Vec<_>>();
    let open = rows("processing,2021-07-10,");
    let Some(sandbox) =
        Sandbox::new().dossiers(&open.iter().map(String::as_str).collect::<Vec<_>>()).committed()
    else {
        return;
    };
    let done = rows("completed,2021-07-10,2021-06-10");
    let sandbox = sealed(sandbox).dossiers(&done.iter().map(String::as_str).collect::<Vec<_>>());
    let message = warning(&sandbox)["message"].as_str().unwrap().to_owned();
    assert_eq!(message.matches("hồ sơ d").count(), 20, "{message}");
    assert!(message.contains("và 3 chỗ nữa"), "{message}");
}

#[test]
fn without_git_or_with_unsaved_changes_the_cells_are_named() {
    let finding = warning(&changed(sealed(files())));
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("TTHC cấp huyện, Đất đai, Phòng Tài nguyên: cột (7) 1 → 2"), "{message}");
    let Some(sandbox) = files().committed() else { return };
    let sandbox = sandbox.edit(LOG, "d3,T,vp,direct,2021-04-03", "d3,T,vp,online,2021-04-03");
    sandbox.run(&with("seal", &[])).exits(2).says(&["lưu trước bằng", "kstthc save", "--yes"]);
    assert_eq!(sandbox.read(SEAL), None);
    sandbox.run(&with("seal", &["--yes"])).exits(0);
    let seal: Value = serde_json::from_slice(&sandbox.read(SEAL).unwrap()).unwrap();
    assert_eq!(seal["provenance"]["dirty"], json!(true));
    let message = warning(&changed(sandbox))["message"].as_str().unwrap().to_owned();
    assert!(message.contains("TTHC cấp huyện, Đất đai, Phòng Tài nguyên: cột"), "{message}");
}

#[test]
fn a_changed_return_is_named() {
    const HEAD: &str = "level,field,received_online,received_direct,carried_over,resolved_early,resolved_on_time,resolved_late,pending_in_time,pending_overdue\n";
    let path = "data/returns/2021-Q2/p1.csv";
    let text = format!("{HEAD}commune,Chứng thực,0,5,0,0,4,0,0,1\n");
    let Some(sandbox) = files().file(path, &text).committed() else { return };
    let sandbox = sealed(sandbox).edit(path, "0,5,0,0,4,0,0,1", "0,5,0,0,5,0,0,0");
    let message = warning(&sandbox)["message"].as_str().unwrap().to_owned();
    assert!(message.contains("data/returns/2021-Q2/p1.csv: số liệu đơn vị gửi đã đổi"), "{message}");
}

#[test]
fn what_cannot_be_sealed_is_refused_and_nothing_is_written() {
    let sandbox = files();
    sandbox.run(&["seal", "--six-months", "--year", "2021", "-n"]).exits(0);
    sandbox.run(&["seal", "--quarter", "3", "--year", "2021"]).exits(2).says(&["chưa hết"]);
    sandbox.run(&["seal", "--from", "2021-01-01", "--to", "2021-01-31"]).exits(2).says(&["đột xuất"]);
    sandbox.run(&["seal"]).exits(2);
    sandbox.run(&with("seal", &["-n"])).exits(0).says(&["Chạy thử", SEAL]);
    let sandbox = sandbox.on("2021-06-14");
    sandbox.run(&with("seal", &[])).exits(2).says(&["Quý II/2021 chưa hết"]);
    let sandbox = sandbox.on("2021-06-15").edit(LOG, "direct", "bay");
    sandbox.run(&with("seal", &[])).exits(1);
    assert!(!sandbox.path("data/sealed").exists());
}

#[test]
fn a_seal_is_never_overwritten() {
    let sandbox = sealed(files());
    let before = sandbox.read(SEAL);
    let sandbox = changed(sandbox);
    sandbox.run(&with("seal", &["--yes"])).exits(2).says(&["đã chốt", "kstthc unseal"]);
    assert_eq!(sandbox.read(SEAL), before);
}

#[test]
fn unsealing_needs_a_reason_and_keeps_the_figures() {
    let kept = "data/sealed/unsealed/2021-Q2-2021-06-15.json";
    let sandbox = sealed(files());
    sandbox.run(&with("unseal", &[])).exits(2).says(&["--reason"]);
    sandbox.run(&with("unseal", &["--reason", "Đính chính", "-n"])).exits(0).says(&["Chạy thử"]);
    assert!(sandbox.path(SEAL).exists() && !sandbox.path(kept).exists());
    let before: Value = serde_json::from_slice(&sandbox.read(SEAL).unwrap()).unwrap();
    sandbox.run(&with("unseal", &["--reason", "Đính chính"])).exits(0).says(&[kept]);
    assert!(!sandbox.path(SEAL).exists());
    let lifted: Value = serde_json::from_slice(&sandbox.read(kept).unwrap()).unwrap();
    assert_eq!(lifted["cells"], before["cells"]);
    assert_eq!(
        [&lifted["unsealed_on"], &lifted["unsealed_reason"]],
        [&json!("2021-06-15"), &json!("Đính chính")]
    );
    sandbox.run(&with("unseal", &["--reason", "x"])).exits(2).says(&["chưa chốt"]);
    let sandbox = sealed(changed(sandbox));
    let seal: Value = serde_json::from_slice(&sandbox.read(SEAL).unwrap()).unwrap();
    assert_eq!(seal["history"][0]["reason"], json!("Đính chính"));
    assert_eq!(seal["history"][0]["path"], json!(kept));
    assert_eq!(warning(&sandbox), Value::Null);
    sandbox.run(&with("unseal", &["--reason", "Lần hai"])).exits(0).says(&["2021-Q2-2021-06-15-2.json"]);
}

/// The codes of `check --base HEAD` that speak of seals.
fn refused(sandbox: &Sandbox) -> Vec<String> {
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).value();
    let findings = value["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "K0606");
    findings.map(|finding| finding["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_seal_is_lifted_with_a_reason_and_in_no_other_way() {
    let of = |edit: fn(&Sandbox)| {
        let sandbox = sealed(files()).committed()?;
        edit(&sandbox);
        Some(refused(&sandbox))
    };
    let unseal = |sandbox: &Sandbox| drop(sandbox.run(&with("unseal", &["--reason", "Đính chính"])).exits(0));
    let Some(kept) = of(unseal) else { return };
    assert_eq!(kept, Vec::<String>::new());
    let sandbox = sealed(files()).committed().unwrap();
    unseal(&sandbox);
    let sandbox = changed(sandbox);
    sandbox.run(&with("seal", &["--yes"])).exits(0);
    assert_eq!(refused(&sandbox), Vec::<String>::new(), "lifted and sealed anew");
    let lifted = "data/sealed/unsealed/2021-Q2-2021-06-15.json";
    let sandbox = sandbox.edit(lifted, "Hộ tịch", "Hộ khẩu");
    assert_eq!(refused(&sandbox), [SEAL], "the kept figures are others");
    git_in(sandbox.root(), &["mv", SEAL, "data/sealed/2021-Q1.json"]).unwrap();
    std::fs::remove_file(sandbox.path(lifted)).unwrap();
    assert_eq!(refused(&sandbox), [SEAL], "renamed");
    let sandbox =
        sealed(files()).committed().unwrap().edit(SEAL, "\"received_online\": 1", "\"received_online\": 2");
    assert_eq!(refused(&sandbox), [SEAL], "edited");
    assert_eq!(refused(&sandbox.without(SEAL)), [SEAL], "deleted");
    let sandbox = sealed(files());
    unseal(&sandbox);
    let sandbox = sandbox.committed().unwrap().without(lifted);
    assert_eq!(refused(&sandbox), [lifted], "what was kept is gone");
}

#[test]
fn sealed_periods_give_trend_and_comparison_where_the_logs_are_gone() {
    let sandbox = sealed(files())
        .on("2021-09-20")
        .dossiers(&["e1,T,tn,direct,2021-07-01,completed,2021-08-10,2021-08-01,Đất đai"]);
    let q3 = ["report", "--quarter", "3", "--year", "2021", "--compare", "previous"];
    let report = sandbox.json(&q3);
    let comparison = &report["comparison"];
    assert_eq!((&comparison["complete"], &comparison["sealed_on"]), (&json!(true), &json!("2021-06-15")));
    assert_eq!(figures(&comparison["dossiers"]["total"]), [3, 1, 2, 0, 2, 1, 1, 0, 1, 1, 0]);
    let text = sandbox.run(&q3).exits(0).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("quý II/2021 (số liệu đã chốt)"), "{text}");
    sandbox.run(&[&q3[..], &["-o", "r.html"]].concat()).exits(0);
    let page = utf8(&sandbox, "r.html");
    assert!(page.contains("svg class=\"trend\"") && page.matches("Quý II/2021").count() > 0, "the trend");
}

#[test]
fn a_file_that_is_no_seal_is_a_warning_and_is_not_compared() {
    let sandbox = files().file(SEAL, "{}");
    assert!(sandbox.findings().contains(&format!("K0706 {SEAL}:1")));
    sandbox.run(&["check"]).exits(0);
    let text = sandbox.run(&with("report", &[])).exits(0).stdout;
    assert!(
        text.split_whitespace().collect::<Vec<_>>().join(" ").contains("chưa đối chiếu với số liệu đã gửi")
    );
    sandbox.run(&with("seal", &[])).exits(2).says(&["đã chốt"]);
    sandbox.run(&with("unseal", &["--reason", "x"])).exits(2).says(&["không dùng được"]);
}
