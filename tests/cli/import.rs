//! `import`: a foreign table by a profile.

use crate::sandbox::{Output, Sandbox, shown};

const PROFILE: &str = r#"schema_version = 1
[profile]
name = "Hệ thống một cửa"
date_format = "%d/%m/%Y %H:%M"
[columns]
dossier_id = "Số hồ sơ"
procedure_code = "Thủ tục"
unit = "Nơi giải quyết"
received_at = "Ngày nhận"
due_at = "Ngày hẹn"
completed_at = "Ngày xong"
status = "Trạng thái"
[constants]
channel = "direct"
[values.unit]
"Phường 1" = "p1"
"VP" = "vp"
[values.status]
"Đang xử lý" = "processing"
"Đã trả" = "completed"
"#;

const HEAD: &str = "Số hồ sơ,Thủ tục,Nơi giải quyết,Ngày nhận,Ngày hẹn,Ngày xong,Trạng thái,Ghi chú\n";

fn sandbox(rows: &str) -> Sandbox {
    Sandbox::new().file("profile.toml", PROFILE).file("xuất.csv", format!("{HEAD}{rows}"))
}

const ROWS: &str = "1,T,Phường 1,01/04/2021 08:00,10/04/2021 17:00,,Đang xử lý,x\n\
                    2,T,VP,02/04/2021 08:00,10/04/2021 17:00,09/04/2021 10:30,Đã trả,\n";

#[track_caller]
fn import(sandbox: &Sandbox, more: &[&str]) -> Output {
    sandbox.run(&[&["import", "xuất.csv", "--profile", "profile.toml"], more].concat())
}

fn nothing_written(sandbox: &Sandbox) {
    assert!(!sandbox.path("data/dossiers").exists(), "nothing is written");
}

#[test]
fn columns_values_dates_and_constants_are_mapped() {
    let sandbox = sandbox(ROWS);
    import(&sandbox, &[]).exits(0);
    sandbox.run(&["check"]).exits(0);
    let report = sandbox.json(&["report", "--quarter", "2", "--year", "2021"]);
    assert_eq!(shown(&report["dossiers"]["total"]), "3=2 5=2 7=1 8=1 11=1 13=1");
    let log = sandbox.read("data/dossiers/xuất.csv").expect("the log");
    let log = String::from_utf8(log).expect("UTF-8");
    assert!(log.starts_with("dossier_id,") && !log.contains('\r'), "UTF-8 without BOM, LF, comma: {log}");
    assert!(log.contains("2021-04-09 10:30"), "{log}");
}

#[test]
fn a_bom_crlf_and_semicolons_are_read() {
    let sandbox = sandbox("");
    let text = format!("\u{feff}{HEAD}{ROWS}").replace(',', ";").replace('\n', "\r\n");
    let sandbox = sandbox.file("xuất.csv", text);
    import(&sandbox, &[]).exits(0);
    assert_eq!(sandbox.json(&["status"])["dossiers"]["pending"], 1);
}

/// A status must not be guessed: the import stops, names value, column and line, and writes nothing.
#[test]
fn an_unmapped_value_stops_with_exit_2_and_nothing_written() {
    let sandbox = sandbox(&format!("{ROWS}3,T,VP,02/04/2021 08:00,,,Tạm dừng,\n"));
    import(&sandbox, &[]).exits(2).says(&["Tạm dừng", "status", "4"]);
    nothing_written(&sandbox);
}

/// National state 8 without an end date stops an import; `returned` needs one.
#[test]
fn every_unmapped_value_is_listed_in_one_run() {
    let sandbox = sandbox("1,T,Nơi A,01/04/2021 08:00,,,Lạ,\n2,T,Nơi B,01/04/2021 08:00,,,,\n");
    import(&sandbox, &[]).exits(2).says(&["Nơi A", "Nơi B", "Lạ"]);
    nothing_written(&sandbox);
}

#[test]
fn a_second_import_of_the_same_file_changes_nothing() {
    let sandbox = sandbox(ROWS);
    import(&sandbox, &[]).exits(0);
    let before = sandbox.read("data/dossiers/xuất.csv");
    import(&sandbox, &[]).exits(0);
    assert_eq!(sandbox.read("data/dossiers/xuất.csv"), before);
}

#[test]
fn an_existing_different_log_is_kept_unless_forced() {
    let sandbox = sandbox(ROWS).file("data/dossiers/xuất.csv", "của tôi\n");
    import(&sandbox, &[]).exits(2).says(&["xuất.csv"]);
    assert_eq!(sandbox.read("data/dossiers/xuất.csv").unwrap(), "của tôi\n".as_bytes());
    import(&sandbox, &["--force"]).exits(0);
    assert!(sandbox.read("data/dossiers/xuất.csv").unwrap().starts_with(b"dossier_id"));
}

#[test]
fn a_dry_run_writes_nothing() {
    for option in ["--dry-run", "-n"] {
        let sandbox = sandbox(ROWS);
        import(&sandbox, &[option]).exits(0);
        nothing_written(&sandbox);
    }
}

/// Faulty rows are the source's: written as they are, and named by `check`.
#[test]
fn faulty_rows_are_written_as_they_are_and_named_by_check() {
    let sandbox = sandbox(
        "1,T,VP,31/02/2021 08:00,,,Đang xử lý,\n2,T,VP,05/04/2021 08:00,,04/04/2021 08:00,Đã trả,\n2,T,VP,05/04/2021 08:00,,,Đang xử lý,\n",
    );
    import(&sandbox, &[]).exits(0);
    let expected = [
        "K0301 data/dossiers/xuất.csv:2",
        "K0303 data/dossiers/xuất.csv:3",
        "K0204 data/dossiers/xuất.csv:4",
    ];
    assert_eq!(sandbox.findings(), expected);
    sandbox.run(&["report", "--annual"]).exits(1);
}

#[test]
fn a_table_without_a_column_of_the_profile_stops() {
    let sandbox = sandbox("").file("xuất.csv", "Số hồ sơ,Thủ tục\n1,T\n");
    import(&sandbox, &[]).exits(2).says(&["Trạng thái"]);
    nothing_written(&sandbox);
}

#[test]
fn a_faulty_profile_stops_with_its_line() {
    for (from, to, line) in [
        ("name = ", "nam = ", "3"),
        ("status = \"Trạng thái\"\n", "", "5"),
        ("= \"completed\"", "= \"done\"", "20"),
        ("date_format = ", "date_format ", "4"),
        ("procedure_code", "procedur_code", "7"),
    ] {
        let sandbox = sandbox(ROWS).file("profile.toml", PROFILE.replace(from, to));
        import(&sandbox, &[]).exits(2).says(&["profile.toml", line]);
        nothing_written(&sandbox);
    }
}

/// Columns that hold days are read by the profile; a pattern that can never be read is an error, not a panic.
#[test]
fn an_odd_date_format_never_panics() {
    for format in ["", "%", "%Q", "%d/%m", "%s", "%Y-%m-%dT%H:%M:%S%z", "%%%%%", "%é", "%-"] {
        let profile = PROFILE.replace("%d/%m/%Y %H:%M", format);
        let output = import(&sandbox(ROWS).file("profile.toml", profile), &["--dry-run"]);
        assert!([0, 2].contains(&output.code), "{format}: {output:?}");
    }
}

#[test]
fn missing_files_folders_other_encodings_and_no_repository_exit_2() {
    let sandbox = sandbox(ROWS).folder("thư mục").file("latin.csv", b"S\xf4\n1\n");
    let import = |file: &str, profile: &str| sandbox.run(&["import", file, "--profile", profile]).exits(2);
    import("không có.csv", "profile.toml");
    import("thư mục", "profile.toml");
    import("xuất.csv", "thư mục");
    import("xuất.csv", "không có.toml");
    import("latin.csv", "profile.toml");
    sandbox.run(&["import", "xuất.csv"]).exits(2).says(&["--profile"]);
    nothing_written(&sandbox);
    let outside = Sandbox::empty().file("profile.toml", PROFILE).file("xuất.csv", HEAD);
    outside.run(&["import", "xuất.csv", "--profile", "profile.toml"]).exits(2);
}

#[test]
fn a_table_of_0_bytes_stops_and_one_without_rows_does_not() {
    let empty = sandbox("").file("xuất.csv", "");
    import(&empty, &[]).exits(2);
    nothing_written(&empty);
    let header_only = sandbox("");
    import(&header_only, &[]).exits(0);
    header_only.run(&["check"]).exits(0);
}

/// A row whose quotes do not match would take the rows behind it along; nothing may vanish from a log unsaid.
#[test]
fn an_unclosed_quote_in_the_table_stops() {
    let sandbox = sandbox(&format!("0,T,VP,01/04/2021 08:00,,,Đang xử lý,\"ghi chú\n{ROWS}"));
    import(&sandbox, &[]).exits(2);
    nothing_written(&sandbox);
}

/// The profile names one column; a table with two of that name does not say which is meant.
#[test]
fn a_column_that_the_table_has_twice_stops() {
    let sandbox = sandbox("").file("xuất.csv", HEAD.replace("Ghi chú", "Số hồ sơ"));
    import(&sandbox, &[]).exits(2).says(&["Số hồ sơ"]);
    nothing_written(&sandbox);
}

/// What an import writes is read: a name that reading passes over is refused or changed.
#[test]
fn a_table_with_a_hidden_name_is_not_lost() {
    for name in [".xuất.csv", "~$xuất.csv"] {
        let sandbox = sandbox(ROWS).file(name, format!("{HEAD}{ROWS}"));
        let output = sandbox.run(&["import", name, "--profile", "profile.toml"]);
        let read = sandbox.json(&["status"])["dossiers"]["pending"] == 1;
        assert!(output.code == 2 || read, "{name}: {output:?}");
    }
}

/// What a killed run left is hidden from every command, and gone after the next one that writes.
#[test]
fn a_left_over_of_a_killed_run_is_no_log_and_is_cleared_away() {
    let left = "data/dossiers/.kstthc-a1B2c3.tmp";
    let sandbox = sandbox(ROWS).file(left, "dossier_id,\"half");
    assert_eq!(sandbox.findings(), [""; 0]);
    import(&sandbox, &[]).exits(0);
    assert_eq!(sandbox.read(left), None);
    assert_eq!(sandbox.read(".kstthc/.gitignore").as_deref(), Some(&b"*\n"[..]));
}

/// Two files that a killed command was about to replace, and the journal it left.
fn interrupted() -> Sandbox {
    let digest = |text: &str| serde_json::to_value(kstthc::repo::Digest::of(text.as_bytes())).expect("JSON");
    let entry = |name: &str, old: &str, new: &str| {
        serde_json::json!({
            "target": format!("data/{name}"), "temporary": format!("data/.kstthc-{name}.tmp"),
            "backup": format!("data/.kstthc-{name}.old.tmp"), "old": digest(old), "new": digest(new),
        })
    };
    let (pauses, events) = ("dossier_id,kind,from\n", "event_id,item,date\n");
    let files = [entry("pauses.csv", pauses, "new"), entry("events.csv", events, "new")];
    let journal = serde_json::json!({"version": 1, "direction": "forward", "files": files});
    sandbox(ROWS)
        .file("data/pauses.csv", pauses)
        .file("data/events.csv", events)
        .file("data/.kstthc-pauses.csv.tmp", "new")
        .file("data/.kstthc-events.csv.tmp", "new")
        .file("data/.kstthc-pauses.csv.old.tmp", pauses)
        .file("data/.kstthc-events.csv.old.tmp", events)
        .file(".kstthc/journal.json", journal.to_string())
}

#[test]
fn what_a_killed_command_began_is_finished_by_the_next_one_and_told() {
    let sandbox = interrupted();
    import(&sandbox, &[]).exits(0).says(&["bị ngắt giữa chừng", "đã ghi nốt", "data/pauses.csv"]);
    assert_eq!(sandbox.read("data/events.csv").as_deref(), Some(&b"new"[..]));
    let sandbox = interrupted().file("data/events.csv", "của người khác");
    import(&sandbox, &[]).exits(0).says(&["bị ngắt giữa chừng", "đã trả lại như trước"]);
    assert_eq!(sandbox.read("data/events.csv").as_deref(), Some("của người khác".as_bytes()));
    assert_eq!(sandbox.read("data/pauses.csv").as_deref(), Some(&b"dossier_id,kind,from\n"[..]));
    assert_eq!(sandbox.read(".kstthc/journal.json"), None);
}
