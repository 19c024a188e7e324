//! References between files, and paths where something else stands than should.

use crate::sandbox::{CONFIG, Sandbox, UNITS, skip};

fn planned() -> Sandbox {
    Sandbox::new().plan(&[("Trong năm", "kind = \"year\""), ("Sau đợt kiểm tra", "kind = \"on_event\"")])
}

#[test]
fn a_unit_nobody_knows_is_named_with_the_one_probably_meant() {
    let sandbox = Sandbox::new().dossiers(&["d,T,vpp,direct,2021-04-01,processing,,,"]);
    let text = sandbox.run(&["check"]).exits(1).stdout;
    assert!(text.contains("vpp") && text.contains("«vp»"), "{text}");
    assert_eq!(sandbox.findings(), ["K0401 data/dossiers/a.csv:2"]);
}

#[test]
fn a_second_row_of_a_dossier_names_the_place_of_the_first() {
    let row = "d,T,vp,direct,2021-04-01,processing,,,";
    let sandbox = Sandbox::new()
        .dossiers(&[row])
        .file("data/dossiers/b.csv", format!("{}{row}\n", crate::sandbox::HEADER));
    assert_eq!(sandbox.findings(), ["K0204 data/dossiers/b.csv:2"]);
    let text = sandbox.run(&["check"]).exits(1).stdout;
    assert!(text.contains("data/dossiers/a.csv"), "{text}");
}

#[test]
fn progress_of_an_unknown_item_occurrence_or_unit_is_an_error_at_its_line() {
    for (row, code) in [
        ("A.I.09@2021,vp,2021-05-01,done", "K0402"),
        ("A.I.01@2021-Q1,vp,2021-05-01,done", "K0403"),
        ("A.I.01,vp,2021-05-01,done", "K0403"),
        ("A.I.02@kt-9,vp,2021-05-01,done", "K0403"),
        ("A.I.01@2021,xx,2021-05-01,done", "K0401"),
        ("A.I.01@2021,vp,2021-05-32,done", "K0301"),
        ("A.I.01@2021,vp,2021-05-01,finished", "K0501"),
        ("A.I.01@2021,vp,2021-05-01,", "K0502"),
        (",vp,2021-05-01,done", "K0502"),
    ] {
        let sandbox = planned().progress(&[row]);
        assert_eq!(sandbox.findings(), [format!("{code} data/progress/2021.csv:2")], "{row}");
    }
}

/// `item`, if given, must agree.
#[test]
fn a_progress_row_whose_item_is_not_that_of_its_occurrence_is_an_error() {
    let text =
        |item: &str| format!("item,occurrence,unit,date,state\n{item},A.I.01@2021,vp,2021-05-01,done\n");
    let check = |item: &str| planned().file("data/progress/2021.csv", text(item)).run(&["check"]).code;
    assert_eq!([check(""), check("A.I.01"), check("A.I.02")], [0, 0, 1]);
}

/// Severities: a unit the plan does not name is no error; several rows for one occurrence and unit are normal.
#[test]
fn rows_of_another_unit_and_repeated_rows_are_no_errors() {
    let rows = [
        "A.I.01@2021,p1,2021-05-01,started",
        "A.I.01@2021,vp,2021-05-01,started",
        "A.I.01@2021,vp,2021-05-01,started",
    ];
    planned().progress(&rows).run(&["check"]).exits(0);
}

/// A row about an event that lies after today is known all the same: today may be set back.
#[test]
fn dates_after_today_are_no_errors() {
    let sandbox = planned()
        .events(&["kt-1,A.I.02,2021-07-01,2021-07-10"])
        .progress(&["A.I.02@kt-1,vp,2021-07-05,done"])
        .dossiers(&["d,T,vp,direct,2021-08-01,completed,2021-08-05,2021-08-03,"])
        .on("2021-06-15");
    sandbox.run(&["check"]).exits(0);
    sandbox.run(&["report", "--quarter", "3"]).exits(0);
}

#[test]
fn events_with_one_id_or_an_unknown_item_and_pauses_of_unknown_dossiers_are_errors() {
    let twice = planned().events(&["e,A.I.02,2021-05-01,", "e,A.I.02,2021-05-02,"]);
    assert_eq!(twice.findings(), ["K0205 data/events/2021.csv:3"]);
    assert_eq!(planned().events(&["e,A.I.03,2021-05-01,"]).findings(), ["K0402 data/events/2021.csv:2"]);
    assert_eq!(planned().pauses(&["d,payment,2021-05-01,,"]).findings(), ["K0404 data/pauses.csv:2"]);
}

/// An amendment may name an item that it removed, so what counts is whether the plan may have had it.
#[test]
fn amendments_name_items_that_the_plan_may_have_had() {
    for (items, expected) in [
        ("[\"A.I.01\", \"A.I.77\"]", None),
        ("[\"A.I.01\", \"A.II.01\"]", Some("K0402 plan/2021/plan.toml:5")),
        ("[\"A.I.1\"]", Some("K0402 plan/2021/plan.toml:5")),
        ("[\"A.I\"]", Some("K0402 plan/2021/plan.toml:5")),
        ("[]", Some("K0104 plan/2021/plan.toml:5")),
        ("[\"A.I.01\", \"A.I.01\"]", Some("K0104 plan/2021/plan.toml:5")),
    ] {
        for head in ["[[amendment]]\nnumber = \"1/QĐ\"", "# chép sai\n[[correction]]"] {
            let text = format!(
                "title = \"Kế hoạch\"\n{head}\ndate = 2021-05-04\nitems = {items}\nreason = \"Đổi\"\n"
            );
            let sandbox = planned().file("plan/2021/plan.toml", text);
            assert_eq!(sandbox.findings(), expected.into_iter().collect::<Vec<_>>(), "{head} {items}");
        }
    }
}

/// An item that nobody does can never be done.
#[test]
fn the_units_of_an_item_are_at_least_one_and_none_twice() {
    for units in ["[]", "[\"vp\", \"tn\", \"vp\"]"] {
        let sandbox = planned().edit("plan/2021/A-I.toml", "[\"vp\", \"tn\"]", units);
        assert_eq!(sandbox.findings(), ["K0104 plan/2021/A-I.toml:8"], "{units}");
    }
}

#[test]
fn a_procedure_that_the_catalogue_lacks_is_a_warning() {
    let sandbox = Sandbox::new()
        .file("data/procedures.csv", "code,name,field\nT1,Một,Đất đai\n")
        .dossiers(&["d,T2,vp,direct,2021-04-01,processing,,,"]);
    assert_eq!(sandbox.findings(), ["K0405 data/dossiers/a.csv:2"]);
    sandbox.run(&["check"]).exits(0);
}

#[test]
fn two_procedures_with_one_code_are_an_error() {
    let text = "code,name,field\nT1,Một,Đất đai\nT1,Một,Hộ tịch\n";
    assert_eq!(Sandbox::new().file("data/procedures.csv", text).run(&["check"]).code, 1);
}

#[test]
fn values_outside_the_lists_of_the_catalogue_are_errors() {
    for (column, value) in [
        ("level", "city"),
        ("time_limit", "năm"),
        ("time_unit", "hour"),
        ("service_level", "5"),
        ("one_stop", "có"),
        ("internal_process", "1"),
        ("announced_at", "2021-02-30"),
        ("published", "y"),
        ("reviewed_at", "nay"),
        ("review_outcome", "drop"),
    ] {
        let text = format!("code,name,field,{column}\nT,Một,Đất đai,{value}\n");
        let sandbox = Sandbox::new().file("data/procedures.csv", text);
        assert_eq!(sandbox.run(&["check"]).code, 1, "{column} = {value}: {:?}", sandbox.findings());
    }
}

/// Under a name that nothing reads, the rows of a log would be zeros in silence.
#[test]
fn a_misspelt_name_in_data_is_a_warning_with_the_name_probably_meant() {
    for (path, stray, meant) in [
        ("data/dossier/a.csv", "data/dossier", Some("dossiers")),
        ("data/Dossiers/a.csv", "data/Dossiers", Some("dossiers")),
        ("data/dossiers.csv", "data/dossiers.csv", Some("dossiers")),
        ("data/pause.csv", "data/pause.csv", Some("pauses.csv")),
        ("data/foo.csv", "data/foo.csv", None),
    ] {
        let sandbox = Sandbox::new().file(path, "x");
        let value = sandbox.run(&["check", "--format", "json"]).exits(0).value();
        let finding = &value["findings"][0];
        assert_eq!((&finding["code"], &finding["path"]), (&"K0113".into(), &stray.into()), "{value}");
        let help = finding["help"].as_str().unwrap();
        match meant {
            Some(name) => assert!(help.starts_with(&format!("Có phải ý bạn là «{name}»?")), "{path}: {help}"),
            None => assert!(help.starts_with("Ở đây chỉ đọc"), "{path}: {help}"),
        }
    }
    let sandbox = Sandbox::new()
        .file("data/README.md", "x")
        .file("data/.gitkeep", "")
        .file("data/~$pauses.csv", "x")
        .folder("data/evaluations")
        .folder("data/sealed");
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

/// Its rows count, so the finding must not say that they do not.
#[test]
fn a_yearly_log_whose_name_is_no_year_is_said_to_be_read() {
    let sandbox = planned().file("data/progress/x.csv", "occurrence,unit,date,state\n");
    assert_eq!(sandbox.findings(), ["K0113 data/progress/x.csv:1"]);
    let text = sandbox.run(&["check"]).exits(0).stdout;
    assert!(text.contains("vẫn được đọc") && !text.contains("không được đọc"), "{text}");
}

/// A folder where a file should be, a file where a folder should be: a message, exit 1 or 2, never a panic.
#[test]
fn something_else_at_a_path_gets_a_message() {
    for path in [
        "plan/units.toml",
        "data/dossiers/a.csv",
        "data/pauses.csv",
        "data/procedures.csv",
        "plan/2021/A-I.toml",
        "data/progress/2021.csv",
        "plan/holidays/2021.toml",
    ] {
        let mut sandbox = Sandbox::empty().file("kstthc.toml", CONFIG).folder(path).on("2021-06-15");
        if path != "plan/units.toml" {
            sandbox = sandbox.file("plan/units.toml", UNITS);
        }
        let output = sandbox.run(&["check"]);
        let text = format!("{}{}", output.stdout, output.stderr);
        assert!(text.contains(path), "{path}: {output:?}");
        if path != "plan/2021/A-I.toml" && !path.contains("holidays") {
            assert!([1, 2].contains(&output.code), "{path}: {output:?}");
        }
    }
    for path in ["data", "data/dossiers", "data/progress", "plan/holidays"] {
        let output = Sandbox::new().file(path, "x").run(&["check"]);
        assert!([1, 2].contains(&output.code), "{path}: {output:?}");
        assert!(!format!("{}{}", output.stdout, output.stderr).contains("os error"), "{path}: {output:?}");
    }
}

#[test]
fn kstthc_toml_as_a_folder_cannot_be_worked_on() {
    let sandbox = Sandbox::empty().folder("kstthc.toml").on("2021-06-15");
    for command in [&["status"][..], &["check"], &["report", "--annual"]] {
        sandbox.run(command).exits(2).says(&["kstthc.toml"]);
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_gets_a_message() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new().dossiers(&[]);
    let path = sandbox.path("data/dossiers/a.csv");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        skip("this user may read everything");
        return;
    }
    assert_eq!(sandbox.findings(), ["K0112 data/dossiers/a.csv:1"]);
    sandbox.run(&["report", "--annual"]).exits(1);
}
