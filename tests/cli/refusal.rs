//! A report is not made from data with errors; `--allow-errors` leaves faulty rows out and says so.

use serde_json::{Value, json};

use crate::sandbox::{HEADER, Output, Sandbox, figures, shown};

const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];
const GOOD: &str = "d1,T,vp,direct,2021-04-01,processing,,,";

#[track_caller]
fn refused(sandbox: &Sandbox) -> Output {
    let output = sandbox.run(&Q2).exits(1);
    assert_eq!(output.stdout, "", "nothing on stdout");
    output
}

#[track_caller]
fn allowed(sandbox: &Sandbox) -> Value {
    sandbox.json(&[&Q2[..], &["--allow-errors"]].concat())
}

#[track_caller]
fn left_out(sandbox: &Sandbox) -> (u64, u64) {
    let report = allowed(sandbox);
    let rows = report["provenance"]["rows_left_out"].as_u64().unwrap();
    (rows, figures(&report["dossiers"]["total"])[0])
}

/// Exit 1, the findings on stderr with file and line, stdout empty; so too with `-o`.
#[test]
fn a_report_refuses_with_errors_and_names_them() {
    let sandbox = Sandbox::new().dossiers(&[GOOD, "d2,T,vp,direct,2021-02-31,processing,,,"]);
    refused(&sandbox).says(&["data/dossiers/a.csv", "3", "2021-02-31"]);
    sandbox.run(&[&Q2[..], &["-o", "r.json"]].concat()).exits(1);
    assert!(sandbox.read("r.json").is_none(), "no file is written");
}

/// Each error of a row of the contract's list of severities.
#[test]
fn each_error_of_a_row_refuses_and_can_be_left_out() {
    for row in [
        "d2,T,vp,direct,2021-02-31,processing,,,",
        "d2,T,vp,direct,31/02/2021,processing,,,",
        "d2,T,vp,direct,,processing,,,",
        ",T,vp,direct,2021-04-01,processing,,,",
        "d2,,vp,direct,2021-04-01,processing,,,",
        "d2,T,,direct,2021-04-01,processing,,,",
        "d2,T,nobody,direct,2021-04-01,processing,,,",
        "d2,T,vp,fax,2021-04-01,processing,,,",
        "d2,T,vp,direct,2021-04-01,done,,,",
        "d2,T,vp,direct,2021-04-01,,,,",
        "d2,T,vp,direct,2021-04-01,completed,,,",
        "d2,T,vp,direct,2021-04-01,processing,,2021-04-02,",
        "d2,T,vp,direct,2021-04-01,submitted,,2021-04-02,",
        "d2,T,vp,direct,2021-04-02,completed,,2021-04-01,",
        "d2,T,vp,direct,2021-04-02 10:00:01,completed,,2021-04-02 10:00:00,",
        "d2,T,vp,direct,2021-04-01,processing,tomorrow,,",
        "d1,T,vp,online,2021-04-01,processing,,,",
        "d2,T,vp",
    ] {
        let sandbox = Sandbox::new().dossiers(&[GOOD, row]);
        refused(&sandbox);
        assert_eq!(left_out(&sandbox), (1, 1), "{row}");
    }
}

/// C before R is judged to the second only where both have a time.
#[test]
fn an_end_on_the_day_of_receipt_is_no_error_where_a_time_is_missing() {
    for (received, completed) in
        [("2021-04-02 10:00", "2021-04-02"), ("2021-04-02", "2021-04-02 00:00"), ("2021-04-02", "2021-04-02")]
    {
        let row = format!("d2,T,vp,direct,{received},completed,,{completed},");
        let report = Sandbox::new().dossiers(&[&row]).json(&Q2);
        assert_eq!(shown(&report["dossiers"]["total"]), "3=1 5=1 7=1 9=1", "{row}");
    }
}

#[test]
fn rows_left_out_are_counted_once_each_and_said_on_every_output() {
    let faulty = "d3,T,nobody,fax,2021-02-31,sleeping,,,";
    let sandbox = Sandbox::new().dossiers(&[GOOD, faulty, "d4,T,vp,fax,2021-04-01,processing,,,"]);
    assert_eq!(left_out(&sandbox), (2, 1));
    let text = sandbox.run(&[&Q2[..], &["--allow-errors"]].concat()).exits(0).stdout;
    assert!(text.contains("bỏ ra 2 dòng"), "{text}");
}

/// One row is one row, even where its errors stand on several lines of it.
#[test]
fn a_row_of_several_lines_is_counted_once() {
    let log = "dossier_id,note,procedure_code,unit,channel,received_at,status\n\
               ,\"một\nhai\",T,nobody,fax,2021-04-01,processing\n";
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", log);
    assert_eq!(left_out(&sandbox), (1, 0));
}

#[test]
fn a_clean_repository_leaves_nothing_out() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]);
    assert_eq!(left_out(&sandbox), (0, 1));
    let text = sandbox.run(&[&Q2[..], &["--allow-errors"]].concat()).stdout;
    assert!(!text.contains("bỏ ra"), "{text}");
}

/// An error outside a row cannot be allowed.
#[test]
fn an_error_outside_a_row_is_not_allowed() {
    let file = |path: &str, text: &str| Sandbox::new().dossiers(&[GOOD]).file(path, text);
    for sandbox in [
        file("data/dossiers/empty.csv", ""),
        file("data/dossiers/short.csv", "dossier_id,unit\n"),
        file("kstthc.toml", &format!("{}[counting]\nlatenes_by = \"day\"\n", crate::sandbox::CONFIG)),
        file("plan/2021/A-I.toml", "schema_version = 1\n[section]\ncode = \"A.I\"\n"),
        file("plan/2021/plan.toml", "title = \n"),
        file("data/pauses.csv", ""),
        file("data/events/2021.csv", "event_id,item\n"),
        Sandbox::new().dossiers(&[GOOD]).folder("data/dossiers/dir.csv"),
        Sandbox::new().dossiers(&[GOOD]).folder("data/pauses.csv"),
    ] {
        refused(&sandbox);
        let output = sandbox.run(&[&Q2[..], &["--allow-errors"]].concat()).exits(1);
        assert_eq!(output.stdout, "");
    }
}

/// Of rows with one id the first by path, then line, stays; `a-b.csv` comes before `a/x.csv`.
#[test]
fn of_rows_with_one_id_the_first_by_path_then_line_stays() {
    let online = format!("{HEADER}d1,T,vp,online,2021-04-01,processing,,,\n");
    let direct = format!("{HEADER}d1,T,vp,direct,2021-04-01,processing,,,\n");
    for (first, second) in [
        ("a.csv", "b.csv"),
        ("a-b.csv", "a/x.csv"),
        ("a.csv", "a/x.csv"),
        ("B.csv", "a.csv"),
        ("10.csv", "9.csv"),
    ] {
        let sandbox = Sandbox::new()
            .file(&format!("data/dossiers/{second}"), &direct)
            .file(&format!("data/dossiers/{first}"), &online);
        refused(&sandbox).says(&[second]);
        let report = allowed(&sandbox);
        assert_eq!(shown(&report["dossiers"]["total"]), "3=1 4=1 11=1 12=1", "{first} {second}");
        assert_eq!(report["provenance"]["rows_left_out"], json!(1));
    }
}

/// A duplicate is a duplicate in NFD and with blanks around it, and not in another case.
#[test]
fn codes_are_compared_trimmed_and_composed_and_exactly() {
    let rows = [
        "hồ,T,vp,direct,2021-04-01,processing,,,",
        " ho\u{302}\u{300} ,T,vp,online,2021-04-01,processing,,,",
        "HỒ,T,vp,online,2021-04-01,processing,,,",
    ];
    let sandbox = Sandbox::new().dossiers(&rows);
    assert_eq!(left_out(&sandbox), (1, 2));
}

/// A faulty pause, progress row or event is left out; its dossier stays.
#[test]
fn faulty_rows_of_the_other_logs_are_left_out_too() {
    let done = "d1,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-20,";
    let sandbox = Sandbox::new()
        .dossiers(&[done])
        .pauses(&[
            "d1,supplement,2021-04-05,2021-04-08,2021-04-40",
            "nobody,supplement,2021-04-05,,",
            "d1,nap,2021-04-05,,",
        ])
        .plan(&[("Trong năm", "kind = \"year\"")])
        .progress(&[
            "A.I.01@2021,vp,2021-05-01,done",
            "A.I.99@2021,vp,2021-05-01,done",
            "A.I.01@2022,vp,2021-05-01,done",
        ])
        .events(&["e1,Z.I.01,2021-05-01,"]);
    refused(&sandbox);
    let report = allowed(&sandbox);
    assert_eq!(report["provenance"]["rows_left_out"], json!(6));
    assert_eq!(shown(&report["dossiers"]["total"]), "3=1 5=1 7=1 10=1");
    assert_eq!(report["plan"]["occurrences"][0]["state"], json!("done"));
}

/// `status`, `overdue` and `plan` show what can be read, name the number of errors on stderr and exit 0.
#[test]
fn views_show_what_can_be_read_and_name_the_number_of_errors() {
    let sandbox = Sandbox::new()
        .dossiers(&[GOOD, "d2,T,vp,fax,2021-04-01,processing,,,", "d3,T,vp,fax,2021-04-01,processing,,,"])
        .plan(&[("Trong năm", "kind = \"year\"")]);
    let commands: [&[&str]; 4] = [&["status"], &["overdue"], &["plan", "list"], &["plan", "show", "A.I.01"]];
    for command in commands {
        let output = sandbox.run(command).exits(0).says(&["2 lỗi"]);
        assert!(!output.stdout.is_empty());
    }
    assert_eq!(sandbox.json(&["status"])["dossiers"]["pending"], json!(1));
}

/// Warnings never refuse.
#[test]
fn warnings_do_not_refuse() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status,extra\nd,T9,vp,direct,2021-04-01,processing,x\n";
    let sandbox = Sandbox::new()
        .file("data/dossiers/a.csv", log)
        .file("data/procedures.csv", "code,name,field\nT,Một,F\n");
    sandbox.run(&Q2).exits(0);
    assert_eq!(sandbox.run(&["check"]).exits(0).code, 0);
}

/// A quote that is never closed takes the rest of the file with it: that is no error of one row, or all rows are counted.
#[test]
fn an_unclosed_quote_does_not_hide_how_many_rows_are_left_out() {
    let open = "d2,T,vp,direct,2021-04-01,processing,,,\"Đất";
    let sandbox =
        Sandbox::new().dossiers(&[GOOD, open, &GOOD.replace("d1", "d3"), &GOOD.replace("d1", "d4")]);
    let output = sandbox.run(&[&Q2[..], &["--allow-errors", "--format", "json"]].concat());
    if output.code != 1 {
        assert_eq!(output.value()["provenance"]["rows_left_out"], json!(3));
    }
}
