//! `report`: its JSON and text, files, and that the same input gives the same bytes.

use serde_json::json;

use crate::sandbox::{KEYS, Sandbox, texts};

const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];

fn sandbox() -> Sandbox {
    Sandbox::new().dossiers(&[
        "d1,T,vp,direct,2021-04-01,completed,2021-05-10,2021-05-01,Đất đai",
        "d2,T,p1,online,2021-04-02,processing,2021-05-10,,Hộ tịch",
    ])
}

/// Section 7: the head of every document, in this order.
#[test]
fn json_begins_with_schema_version_kind_generated_by_and_as_of() {
    let sandbox = sandbox().plan(&[("Trong năm", "kind = \"year\"")]);
    let commands: [(&[&str], &str); 5] = [
        (&Q2, "report"),
        (&["status"], "status"),
        (&["overdue"], "overdue"),
        (&["plan", "list"], "plan"),
        (&["check"], "check"),
    ];
    for (command, kind) in commands {
        let text = sandbox.run(&[command, &["--format", "json"]].concat()).exits(0).stdout;
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["schema_version"], json!(1));
        assert_eq!(value["as_of"], json!("2021-06-15"), "{kind}");
        assert!(value["generated_by"].as_str().unwrap().starts_with("kstthc "));
        if kind != "plan" {
            assert_eq!(value["kind"], json!(kind));
        }
        let places =
            ["\"schema_version\"", "\"kind\"", "\"generated_by\"", "\"as_of\""].map(|key| text.find(key));
        assert!(places.is_sorted() && places[0].is_some_and(|at| at < 8), "{kind}: {places:?}");
    }
}

#[test]
fn every_row_of_figures_has_the_eleven_keys() {
    let report = sandbox().json(&Q2);
    let dossiers = &report["dossiers"];
    for row in [&dossiers["total"], &dossiers["by_field"][0], &dossiers["by_unit"][0]] {
        for key in KEYS {
            assert!(row[key].is_u64(), "{key}: {row}");
        }
    }
    assert!(report["plan"]["occurrences"].is_array());
}

#[test]
fn same_files_today_and_options_give_the_same_bytes() {
    let sandbox =
        sandbox().plan(&[("Trong năm", "kind = \"year\""), ("Thường xuyên", "kind = \"continuous\"")]);
    let commands: [&[&str]; 8] = [
        &Q2,
        &["report", "--annual", "--format", "json", "--checksum"],
        &["status"],
        &["status", "--format", "json"],
        &["overdue", "--format", "csv"],
        &["plan", "list"],
        &["plan", "list", "--format", "json"],
        &["check", "--format", "json"],
    ];
    for command in commands {
        assert_eq!(sandbox.run(command).stdout, sandbox.run(command).stdout, "{command:?}");
    }
}

/// Figures do not depend on how dossiers are spread over files and rows.
#[test]
fn the_same_rows_in_other_files_give_the_same_report() {
    let header = crate::sandbox::HEADER;
    let rows = [
        "d1,T,vp,direct,2021-04-01,processing,,,Đất đai\n",
        "d2,T,p1,online,2021-04-02,processing,,,Hộ tịch\n",
    ];
    let one = Sandbox::new().file("data/dossiers/a.csv", format!("{header}{}{}", rows[0], rows[1]));
    let two = Sandbox::new()
        .file("data/dossiers/z/one.csv", format!("{header}{}", rows[0]))
        .file("data/dossiers/b.CSV", format!("{header}{}", rows[1]));
    assert_eq!(one.run(&Q2).exits(0).stdout, two.run(&Q2).exits(0).stdout);
}

/// A repository without a plan, or with a plan of other years only, is valid; the report says so.
#[test]
fn without_a_plan_of_the_year_the_report_covers_the_dossiers_alone_and_says_so() {
    let other_year = sandbox().plan(&[("Trong năm", "kind = \"year\"")]);
    for (sandbox, year) in [(sandbox(), "2021"), (other_year, "2022")] {
        let args = ["report", "--quarter", "2", "--year", year];
        let text = sandbox.run(&args).exits(0).stdout;
        assert!(text.contains("Chưa có Kế hoạch năm"), "{text}");
        assert_eq!(sandbox.json(&args)["plan"]["items"], json!(0));
    }
}

/// Due in the window, done in it, or overdue on its last day, as seen on that day.
#[test]
fn the_plan_in_a_report_is_what_is_due_done_or_overdue_in_the_window() {
    let sandbox = Sandbox::new()
        .plan(&[
            ("Quý I/2021", "kind = \"quarter\"\nquarter = 1"),
            ("Trong quý I/2021", "kind = \"quarter\"\nquarter = 1"),
            ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
            ("Trong năm", "kind = \"year\""),
            ("Trong năm", "kind = \"year\""),
            ("Trước ngày 10 của tháng cuối Quý", "kind = \"before_day\"\nday = 10"),
        ])
        .progress(&[
            "A.I.01@2021,vp,2021-03-10,done",
            "A.I.04@2021,vp,2021-06-14,done",
            "A.I.05@2021,vp,2021-06-15,done",
        ])
        .on("2022-01-01");
    let report = sandbox.json(&Q2);
    let rows = &report["plan"]["occurrences"];
    assert_eq!(report["plan"]["items"], json!(6));
    let states: Vec<_> = texts(rows, "id").into_iter().zip(texts(rows, "state")).collect();
    let expected = [
        ("A.I.01@2021", "done"),
        ("A.I.02@2021", "overdue"),
        ("A.I.04@2021", "done"),
        ("A.I.06@2021-Q1", "overdue"),
        ("A.I.06@2021-Q2", "overdue"),
    ];
    assert_eq!(states, expected);
    assert_eq!(rows[0]["units"], json!(["vp", "tn"]));
    assert_eq!((&rows[1]["due"], &rows[1]["item"]), (&json!("2021-03-31"), &json!("A.I.02")));
}

#[test]
fn the_format_follows_the_files_ending_unless_it_is_given() {
    let sandbox = sandbox();
    sandbox.run(&[&Q2[..], &["-o", "r.json"]].concat()).exits(0);
    sandbox.run(&[&Q2[..], &["-o", "r.txt"]].concat()).exits(0);
    sandbox.run(&[&Q2[..], &["-o", "r.bin", "--format", "json"]].concat()).exits(0);
    assert!(sandbox.read("r.json").unwrap().starts_with(b"{"));
    assert!(!sandbox.read("r.txt").unwrap().starts_with(b"{"));
    assert!(sandbox.read("r.bin").unwrap().starts_with(b"{"));
    assert_eq!(sandbox.run(&[&Q2[..], &["-o", "r.odd"]].concat()).exits(2).stdout, "");
}

/// A file that exists with other bytes is kept unless `--force` is given.
#[test]
fn an_existing_file_is_not_overwritten_without_force() {
    let sandbox = sandbox().file("r.json", "của tôi");
    sandbox.run(&[&Q2[..], &["-o", "r.json"]].concat()).exits(2).says(&["r.json", "--force"]);
    assert_eq!(sandbox.read("r.json").unwrap(), "của tôi".as_bytes());
    sandbox.run(&[&Q2[..], &["-o", "r.json", "--force"]].concat()).exits(0);
    assert!(sandbox.read("r.json").unwrap().starts_with(b"{"));
    sandbox.run(&[&Q2[..], &["-o", "r.json"]].concat()).exits(0);
}

/// stdout carries the result only.
#[test]
fn with_a_file_stdout_stays_empty_and_with_a_folder_in_its_place_nothing_is_written() {
    let sandbox = sandbox().folder("d.json");
    assert_eq!(sandbox.run(&[&Q2[..], &["-o", "r.json"]].concat()).exits(0).stdout, "");
    assert_eq!(sandbox.run(&[&Q2[..], &["-o", "d.json"]].concat()).exits(2).stdout, "");
    assert_eq!(sandbox.run(&[&Q2[..], &["-o", "d.json", "--force"]].concat()).exits(2).stdout, "");
}

/// Text is NFC, days are dd/mm/yyyy, and a pipe gets neither colour nor box drawing.
#[test]
fn text_for_people_is_plain_when_piped() {
    let sandbox = sandbox().config("[data]\nillustrative = true\n");
    let commands: [&[&str]; 4] = [&Q2, &["status"], &["overdue", "--within", "3"], &["check"]];
    for command in commands {
        let text = sandbox.run(command).exits(0).stdout;
        assert!(!text.contains('\u{1b}'), "{command:?} {text}");
        assert!(!text.chars().any(|c| ('\u{2500}'..='\u{257f}').contains(&c)), "{command:?} {text}");
    }
    let text = sandbox.run(&Q2).stdout;
    assert!(text.contains("15/03/2021") && !text.contains("2021-03-15"), "{text}");
}
