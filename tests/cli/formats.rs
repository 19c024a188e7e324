//! The formats of `check`: the same findings in the same order, each in its own shape.

use serde_json::Value;

use crate::sandbox::{HEADER, Sandbox};

/// Errors and warnings in several files: one with a blank and Vietnamese letters in its name, one that is missing, one
/// finding with a label, one about a whole file.
fn faulty() -> Sandbox {
    let row = "50%,T2,vp,direct,2021-04-01,processing,,,Đất đai\n";
    Sandbox::new()
        .plan(&[("Trong năm", "kind = \"year\"\nthua = 1\nsai = 2")])
        .file("data/procedures.csv", "code,name,field\nT1,Một,Đất đai\n")
        .file("data/dossiers/sổ tháng 6.csv", format!("{HEADER}{row}"))
        .file("data/dossiers/tháng 7.csv", format!("{HEADER}{row}a,T1,xx,fax,2021-02-30,processing,,,\n"))
        .file("data/dossiers/ghi chú.txt", "x")
}

#[track_caller]
fn run(format: &str) -> String {
    faulty().run(&["check", "--format", format]).exits(1).stdout
}

fn json() -> Vec<Value> {
    let value: Value = serde_json::from_str(&run("json")).unwrap();
    value["findings"].as_array().unwrap().clone()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

#[test]
fn findings_stand_in_the_order_of_path_line_and_column_in_every_format() {
    let findings = json();
    let place = |f: &Value| (text(f, "path").to_owned(), f["line"].as_u64(), f["column"].as_u64());
    assert!(findings.is_sorted_by_key(place) && findings.len() >= 8, "{findings:#?}");
    let codes: Vec<_> = findings.iter().map(|f| text(f, "code")).collect();
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().map(|result| text(result, "ruleId")).collect::<Vec<_>>(), codes);
    let in_line = |line: &str| codes.iter().find(|code| line.contains(*code)).copied();
    for format in ["short", "github"] {
        let shown = run(format);
        assert_eq!(shown.lines().filter_map(in_line).collect::<Vec<_>>(), codes, "{format}");
    }
    let full = run("text");
    let titles = full.lines().filter(|line| line.starts_with("lỗi[") || line.starts_with("cảnh báo["));
    assert_eq!(titles.filter_map(in_line).collect::<Vec<_>>(), codes);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let sandbox = faulty();
    for format in ["text", "short", "json", "sarif", "github"] {
        let run = || sandbox.run(&["check", "--format", format]).stdout;
        assert_eq!(run(), run(), "{format}");
    }
}

/// A location on every result, relative URIs, rule metadata with help.
#[test]
fn sarif_has_a_rule_and_a_relative_place_for_every_result() {
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), json().len());
    for (result, finding) in results.iter().zip(json()) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!((&rule["id"], &result["level"]), (&finding["code"], &finding["severity"]));
        assert!(
            rule.pointer("/help/markdown").is_some_and(|help| help.as_str().unwrap().contains("explain"))
        );
        let location = &result["locations"][0]["physicalLocation"];
        let uri = text(&location["artifactLocation"], "uri");
        assert!(uri.is_ascii() && !uri.contains([' ', ':']) && !uri.starts_with(['/', '.']), "{uri}");
        assert_eq!(location["region"]["startLine"], finding["line"]);
        assert!(text(&result["message"], "text").starts_with(text(&finding, "message")));
    }
    let uris = sarif.to_string();
    assert!(uris.contains("data/dossiers/s%E1%BB%95%20th%C3%A1ng%206.csv"), "{uris}");
    let related =
        |result: &Value| result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2;
    assert!(results.iter().any(related), "the first place of the duplicate id");
}

#[test]
fn github_annotations_are_one_command_a_line() {
    let shown = run("github");
    for (line, finding) in shown.lines().zip(json()) {
        let start = format!(
            "::{} file={},line={}",
            text(&finding, "severity"),
            text(&finding, "path"),
            finding["line"]
        );
        assert!(line.starts_with(&start), "{line}");
        assert!(line.contains(&format!(",title={}::", text(&finding, "code"))), "{line}");
    }
    assert!(shown.contains("«50%25»"), "{shown}");
    assert_eq!(shown.lines().count(), json().len());
}

/// What is no finding goes to stderr, so that the result can be piped into a file.
#[test]
fn totals_are_the_last_line_of_the_text_and_beside_the_machine_formats() {
    let shown = run("text");
    let totals = shown.lines().last().unwrap();
    assert!(totals.contains(" lỗi, ") && totals.ends_with(" cảnh báo"), "{totals}");
    for format in ["short", "sarif", "github"] {
        faulty().run(&["check", "--format", format]).says(&[totals]);
    }
}

/// A clean repository: an empty run that code scanning takes, no annotation.
#[test]
fn nothing_found_is_a_valid_document() {
    let sandbox = Sandbox::new();
    let sarif: Value = sandbox.run(&["check", "--format", "sarif"]).exits(0).value();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(0));
    assert_eq!(sandbox.run(&["check", "--format", "github"]).exits(0).stdout, "");
}

/// Many findings of one kind in one file are grouped, in `text` only.
#[test]
fn repeats_are_grouped_in_text_only() {
    let rows: Vec<_> = (0..42).map(|n| format!("d{n},T,xx,direct,2021-04-01,processing,,,")).collect();
    let sandbox = Sandbox::new().dossiers(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let shown = sandbox.run(&["check"]).exits(1).stdout;
    assert!(shown.contains("[K0401] và 37 dòng khác") && shown.ends_with("42 lỗi, 0 cảnh báo\n"), "{shown}");
    assert_eq!(shown.matches("lỗi[K0401]").count(), 5);
    for format in ["short", "github"] {
        let shown = sandbox.run(&["check", "--format", format]).stdout;
        assert_eq!(shown.lines().count(), 42, "{format}");
    }
}

/// GitHub shows few annotations: fifty of each severity are written, the last line names how many are not.
#[test]
fn github_gets_fifty_annotations_of_each_severity() {
    let rows: Vec<_> = (0..61).map(|n| format!("d{n},T,xx,direct,2021-04-01,processing,,,")).collect();
    let mut sandbox = Sandbox::new().dossiers(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    for number in 0..52 {
        sandbox = sandbox.file(&format!("data/dossiers/{number}.txt"), "x");
    }
    let shown = sandbox.run(&["check", "--format", "github"]).exits(1).says(&["61 lỗi, 52 cảnh báo"]).stdout;
    let number = |start: &str| shown.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!([number("::error "), number("::warning "), number("::notice ")], [50, 50, 1]);
    let last = shown.lines().last().unwrap();
    assert!(last.starts_with("::notice title=kstthc::Còn 13 phát hiện"), "{last}");
}

/// Code scanning takes 25,000 results; that there were more is said.
#[test]
fn results_that_sarif_leaves_out_are_told() {
    let rows: Vec<_> = (0..25_003).map(|n| format!("d{n},T,xx,direct,2021-04-01,processing,,,")).collect();
    let sandbox = Sandbox::new().dossiers(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let output = sandbox.run(&["check", "--format", "sarif"]).exits(1).says(&["không ghi 3 phát hiện"]);
    assert!(output.stdout.contains("\"omittedResults\": 3\n"));
}

/// A byte order mark is no column.
#[test]
fn a_byte_order_mark_does_not_move_the_columns() {
    let columns = |mark: &str| {
        let sandbox = Sandbox::new()
            .file("plan/exemptions.toml", format!("{mark}schema_version = 2\n"))
            .file("data/dossiers/a.csv", format!("{mark}{},thừa\n", HEADER.trim_end()));
        let value = sandbox.run(&["check", "--format", "json"]).exits(1).value();
        [0, 1].map(|at| value["findings"][at]["column"].clone())
    };
    assert_eq!(columns("\u{feff}"), columns(""));
}
