//! `plan list` and `plan show`: occurrences of every kind of schedule, and what an item shows.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, texts};

/// `label start..due` of each occurrence of the only item.
#[track_caller]
fn occurrences(words: &str, schedule: &str) -> Vec<String> {
    occurrences_in(&Sandbox::new().plan(&[(words, schedule)]))
}

#[track_caller]
fn occurrences_in(sandbox: &Sandbox) -> Vec<String> {
    let list = sandbox.json(&["plan", "list"]);
    let line = |o: &Value| {
        let text = |key: &str| o[key].as_str().unwrap_or("null").to_owned();
        format!("{} {}..{}", text("id").trim_start_matches("A.I.01"), text("start"), text("due"))
    };
    list["items"][0]["occurrences"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_quarter_is_due_on_its_last_day() {
    let quarter = |number| format!("kind = \"quarter\"\nquarter = {number}");
    assert_eq!(occurrences("Quý I/2021", &quarter(1)), ["@2021 2021-01-01..2021-03-31"]);
    assert_eq!(occurrences("Trong quý IV/2021", &quarter(4)), ["@2021 2021-10-01..2021-12-31"]);
}

#[test]
fn a_run_of_quarters_is_due_at_the_end_of_the_last() {
    let schedule = "kind = \"quarter_range\"\nfrom_quarter = 2\nto_quarter = 3";
    assert_eq!(occurrences("Quý II hoặc quý III/2021", schedule), ["@2021 2021-04-01..2021-09-30"]);
}

#[test]
fn before_a_quarter_is_due_on_the_last_day_before_it() {
    let found = occurrences("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("@2021 ") && found[0].ends_with("..2021-06-30"), "{found:?}");
}

#[test]
fn months_and_the_year_are_due_on_their_last_day() {
    let months = "kind = \"months\"\nmonths = [6, 12]";
    let expected = ["@2021-06 2021-06-01..2021-06-30", "@2021-12 2021-12-01..2021-12-31"];
    assert_eq!(occurrences("Tháng 6 và tháng 12", months), expected);
    assert_eq!(occurrences("Trong năm", "kind = \"year\""), ["@2021 2021-01-01..2021-12-31"]);
}

#[test]
fn a_continuous_item_has_the_reporting_quarters_and_no_due_day() {
    let expected = [
        "@2021-Q1 2020-12-15..null",
        "@2021-Q2 2021-03-15..null",
        "@2021-Q3 2021-06-15..null",
        "@2021-Q4 2021-09-15..null",
    ];
    assert_eq!(occurrences("Thường xuyên", "kind = \"continuous\""), expected);
    assert_eq!(occurrences("Thường xuyên trong năm", "kind = \"continuous\""), expected);
}

/// A.VIII.03: every report of the year, due at the report's rolled deadline.
#[test]
fn reports_are_due_at_their_deadlines() {
    let schedule = "kind = \"reports\"\nreports = [\"quarter\", \"six_months\", \"nine_months\", \"annual\"]";
    let mut found = occurrences("Quý, 6 tháng, 9 tháng và một năm", schedule);
    found.sort();
    let expected = [
        "@2021-6M 2020-12-15..2021-06-21",
        "@2021-9M 2020-12-15..2021-09-20",
        "@2021-Q1 2020-12-15..2021-03-19",
        "@2021-Q2 2021-03-15..2021-06-21",
        "@2021-Q3 2021-06-15..2021-09-20",
        "@2021-Q4 2021-09-15..2021-12-20",
        "@2021-Y 2020-12-15..2021-12-20",
    ];
    assert_eq!(found, expected);
}

/// A.VIII.01: no nine months, and an event adds its own occurrence.
#[test]
fn reports_on_request_have_an_occurrence_more_for_each_event() {
    let schedule =
        "kind = \"reports\"\nreports = [\"quarter\", \"six_months\", \"annual\"]\non_request = true";
    let sandbox = Sandbox::new()
        .plan(&[("Thực hiện theo đúng quy định", schedule), ("Trong năm", "kind = \"year\"")])
        .events(&["yc-07,A.I.01,2021-05-04,2021-05-10", "yc-08,A.I.02,2021-05-04,2021-05-10"]);
    let found = occurrences_in(&sandbox);
    assert_eq!(found.len(), 7);
    assert_eq!(
        found.iter().filter(|o| o.contains("yc")).collect::<Vec<_>>(),
        ["@yc-07 2021-05-04..2021-05-10"]
    );
    assert!(!found.iter().any(|o| o.contains("9M")));
}

/// "Trước ngày 10" is due on the 9th, on a day off too: 9/5-like days do not roll.
#[test]
fn before_the_tenth_is_due_on_the_ninth_of_the_quarters_last_month() {
    let expected = [
        "@2021-Q1 2021-01-01..2021-03-09",
        "@2021-Q2 2021-04-01..2021-06-09",
        "@2021-Q3 2021-07-01..2021-09-09",
        "@2021-Q4 2021-10-01..2021-12-09",
    ];
    assert_eq!(occurrences("Trước ngày 10 của tháng cuối Quý", "kind = \"before_day\"\nday = 10"), expected);
}

#[test]
fn an_item_of_an_event_has_none_before_and_one_for_each_after() {
    for words in ["Sau đợt kiểm tra", "Theo yêu cầu của Văn phòng UBND tỉnh"] {
        let sandbox = Sandbox::new().plan(&[(words, "kind = \"on_event\"")]);
        assert_eq!(occurrences_in(&sandbox), Vec::<String>::new());
        let sandbox = sandbox.events(&["kt-1,A.I.01,2021-05-04,2021-06-20", "kt-2,A.I.01,2021-06-15,"]);
        let found = occurrences_in(&sandbox);
        assert_eq!(found, ["@kt-1 2021-05-04..2021-06-20", "@kt-2 2021-06-15..null"]);
    }
}

#[test]
fn an_item_without_a_stated_time_has_one_occurrence_without_a_due_day() {
    let found = occurrences("", "kind = \"not_stated\"");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("@2021 ") && found[0].ends_with("..null"), "{found:?}");
}

/// A schedule that contradicts its text is an error: the plan's own words rule.
#[test]
fn a_schedule_that_contradicts_its_text_is_an_error() {
    for (words, schedule) in [
        ("Quý I/2021", "kind = \"quarter\"\nquarter = 2"),
        ("Quý I/2022", "kind = \"quarter\"\nquarter = 1"),
        ("", "kind = \"year\""),
        ("Trong năm", "kind = \"not_stated\""),
        ("Tháng 6 và tháng 12", "kind = \"months\"\nmonths = [6]"),
        ("Trước ngày 10 của tháng cuối Quý", "kind = \"before_day\"\nday = 15"),
        ("Hoàn thành trước quý III/2021", "kind = \"quarter\"\nquarter = 3"),
    ] {
        let sandbox = Sandbox::new().plan(&[(words, schedule)]);
        assert_eq!(sandbox.run(&["check"]).code, 1, "{words} {schedule}");
        assert!(sandbox.findings()[0].starts_with("K0302 plan/2021/A-I.toml"), "{:?}", sandbox.findings());
    }
}

/// The keys of section 7, with values of the file.
#[test]
fn the_list_shows_every_key_of_an_item() {
    let section = "schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"Một\"\n[[item]]\ncode = \"A.I.01\"\ntask = \"Việc\"\n\
        units = [\"vp\", \"@phong\"]\nresult = \"Kết quả\"\n[item.schedule]\ntext = \"Trong năm\"\nkind = \"year\"\n\
        [[item.erratum]]\nnumber = 3\nas_written = \"2017\"\nreading = \"2020\"\nconfidence = 99\nnote = \"Năm\"\n\
        [[item.inferred]]\nfield = \"schedule\"\nreason = \"ô gộp\"\n";
    let sandbox = Sandbox::new().file("plan/2021/A-I.toml", section);
    let item = sandbox.json(&["plan", "list"])["items"][0].clone();
    let expected = json!({"code": "A.I.01", "section": "A.I", "task": "Việc", "units": ["vp", "@phong"], "result": "Kết quả"});
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&item[key], value, "{key}");
    }
    assert_eq!((&item["schedule"]["text"], &item["schedule"]["kind"]), (&json!("Trong năm"), &json!("year")));
    assert_eq!(item["errata"][0]["as_written"], json!("2017"));
    assert_eq!(item["inferred"][0]["reason"], json!("ô gộp"));
    let text = sandbox.run(&["plan", "show", "A.I.01"]).exits(0).stdout;
    for shown in ["Trong năm", "2017", "2020", "99", "ô gộp", "Kết quả", "31/12/2021"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

#[test]
fn show_shows_the_evidence_of_each_row_up_to_today() {
    let rows = "occurrence,unit,date,state,evidence\nA.I.01@2021,vp,2021-05-01,started,12/KH-UBND\nA.I.01@2021,vp,2021-07-01,done,99/BC-UBND\n";
    let sandbox =
        Sandbox::new().plan(&[("Trong năm", "kind = \"year\"")]).file("data/progress/2021.csv", rows);
    let text = sandbox.run(&["plan", "show", "A.I.01"]).exits(0).stdout;
    assert!(text.contains("12/KH-UBND") && !text.contains("99/BC-UBND"), "{text}");
}

#[test]
fn show_of_an_item_nobody_knows_and_a_plan_that_is_not_there_exit_2() {
    let sandbox = Sandbox::new().plan(&[("Trong năm", "kind = \"year\"")]);
    let output = sandbox.run(&["plan", "show", "A.I.02"]).exits(2).says(&["A.I.02", "A.I.01"]);
    assert_eq!(output.stdout, "");
    sandbox.run(&["plan", "list", "--year", "2020"]).exits(2).says(&["2020"]);
    Sandbox::new().run(&["plan", "list"]).exits(2);
}

/// Texts are written as they are: sections in the order of the plan, not of the file names.
#[test]
fn sections_come_in_the_order_of_their_numbers() {
    let section = |code: &str| {
        format!(
            "schema_version = 1\n[section]\ncode = \"{code}\"\ntitle = \"T\"\n[[item]]\ncode = \"{code}.01\"\ntask = \"V\"\nunits = [\"vp\"]\nresult = \"\"\n[item.schedule]\ntext = \"Trong năm\"\nkind = \"year\"\n"
        )
    };
    let mut sandbox = Sandbox::new();
    for code in ["B", "A.IX", "A.V", "A.IV", "A.I", "A.VIII"] {
        sandbox = sandbox.file(&format!("plan/2021/{}.toml", code.replace('.', "-")), section(code));
    }
    let list = sandbox.json(&["plan", "list"]);
    assert_eq!(
        texts(&list["items"], "code"),
        ["A.I.01", "A.IV.01", "A.V.01", "A.VIII.01", "A.IX.01", "B.01"]
    );
}
