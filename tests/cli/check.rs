//! `check`: exit codes, formats, and the findings of TOML files.

use serde_json::json;

use crate::sandbox::{CONFIG, Sandbox, UNITS};

#[test]
fn a_clean_repository_exits_0_errors_exit_1_warnings_exit_0() {
    Sandbox::new().run(&["check"]).exits(0);
    Sandbox::new().dossiers(&["d,T,xx,direct,2021-04-01,processing,,,"]).run(&["check"]).exits(1);
    Sandbox::new().file("data/dossiers/x.xlsx", "PK").run(&["check"]).exits(0);
}

#[test]
fn json_has_a_summary_and_the_keys_of_each_finding() {
    let sandbox = Sandbox::new().dossiers(&["d,T,xx,direct,2021-04-01,processing,,,"]);
    let value = sandbox.run(&["check", "--format", "json"]).exits(1).value();
    assert_eq!((&value["summary"]["errors"], &value["summary"]["warnings"]), (&json!(1), &json!(0)));
    let finding = &value["findings"][0];
    assert_eq!(finding["severity"], json!("error"));
    assert_eq!(finding["path"], json!("data/dossiers/a.csv"));
    assert_eq!((&finding["line"], &finding["column"]), (&json!(2), &json!(5)));
    assert!(finding["message"].as_str().unwrap().contains("xx"), "{finding}");
    assert!(!finding["help"].as_str().unwrap().is_empty());
    assert!(finding["code"].as_str().unwrap().starts_with('K'));
}

#[test]
fn short_is_one_line_for_each_finding_with_path_line_and_column() {
    let sandbox = Sandbox::new().dossiers(&["d,T,xx,fax,2021-04-01,processing,,,"]);
    let text = sandbox.run(&["check", "--format", "short"]).exits(1).stdout;
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.lines().all(|line| line.starts_with("data/dossiers/a.csv:2:")), "{text}");
}

#[track_caller]
fn config_finding(config: &str, expected: &[&str]) {
    let sandbox = Sandbox::new().file("kstthc.toml", config);
    assert_eq!(sandbox.findings(), expected, "{config}");
    sandbox.run(&["check"]).exits(1);
}

/// Several syntax errors in one file are all reported, each at its line.
#[test]
fn every_syntax_error_of_a_file_is_reported_at_its_line() {
    let units = UNITS.replacen("level = \"district\"", "level = ", 1).replacen(
        "kind = \"commune\"",
        "kind = \"commune",
        1,
    );
    let wrong = |text: &str| units.lines().position(|line| line == text).unwrap() + 1;
    let (first, second) = (wrong("level = "), wrong("kind = \"commune"));
    let sandbox = Sandbox::new().file("plan/units.toml", &units);
    let syntax: Vec<String> = sandbox.findings().into_iter().filter(|f| f.starts_with("K0101")).collect();
    assert_eq!(syntax, [format!("K0101 plan/units.toml:{first}"), format!("K0101 plan/units.toml:{second}")]);
}

#[test]
fn a_syntax_error_says_what_is_wrong_in_vietnamese_only() {
    let sandbox =
        Sandbox::new().file("plan/2021/plan.toml", "schema_version = 1\ntitle = \"a\nyear = 2021 2\n");
    let text = sandbox.run(&["check"]).exits(1).stdout;
    for english in ["expected", "invalid", "missing", "unexpected", "string"] {
        assert!(!text.contains(english), "{english}: {text}");
    }
}

#[test]
fn a_day_31_02_in_toml_is_an_error_at_its_line() {
    config_finding(
        &format!("{CONFIG}[data]\nillustrative = true\nas_of = 2021-02-31\n"),
        &["K0101 kstthc.toml:7"],
    );
}

/// Strict: an unknown key is an error, with the key that was probably meant.
#[test]
fn an_unknown_key_is_an_error_with_a_suggestion() {
    let config = format!("{CONFIG}[counting]\nlatenes_by = \"day\"\n");
    config_finding(&config, &["K0102 kstthc.toml:6"]);
    let text = Sandbox::new().file("kstthc.toml", &config).run(&["check"]).stdout;
    assert!(text.contains("latenes_by") && text.contains("«lateness_by»"), "{text}");
    let units = format!(
        "{UNITS}[[unit]]\ncode = \"x\"\nname = \"X\"\nkind = \"other\"\nlevel = \"district\"\nalias = []\n"
    );
    let sandbox = Sandbox::new().file("plan/units.toml", units);
    assert!(sandbox.findings()[0].starts_with("K0102 plan/units.toml"), "{:?}", sandbox.findings());
}

#[test]
fn wrong_and_missing_values_of_the_configuration_are_errors() {
    config_finding("[office]\nname = \"x\"\nlevel = \"district\"\n", &["K0103 kstthc.toml:1"]);
    config_finding("schema_version = 1\n[office]\nlevel = \"district\"\n", &["K0103 kstthc.toml:2"]);
    config_finding(
        "schema_version = 2\n[office]\nname = \"x\"\nlevel = \"district\"\n",
        &["K0105 kstthc.toml:1"],
    );
    config_finding(
        "schema_version = 1\n[office]\nname = \"x\"\nlevel = \"city\"\n",
        &["K0104 kstthc.toml:4"],
    );
    for value in ["0", "32", "\"14\"", "14.0", "-1"] {
        config_finding(&format!("{CONFIG}[reporting]\ncutoff_day = {value}\n"), &["K0104 kstthc.toml:6"]);
    }
    for value in ["\"hour\"", "true", "\"Day\""] {
        config_finding(&format!("{CONFIG}[counting]\nlateness_by = {value}\n"), &["K0104 kstthc.toml:6"]);
    }
}

/// There is no version below 1.
#[test]
fn a_schema_version_that_does_not_exist_is_an_error() {
    for version in ["0", "-1", "\"1\""] {
        let config = CONFIG.replace("= 1", &format!("= {version}"));
        assert_eq!(Sandbox::new().file("kstthc.toml", config).run(&["check"]).code, 1, "{version}");
    }
}

/// Required are `kstthc.toml` and `plan/units.toml` alone.
#[test]
fn missing_units_are_an_error_and_nothing_else_is_required() {
    let sandbox = Sandbox::empty().file("kstthc.toml", CONFIG).on("2021-06-15");
    assert_eq!(sandbox.run(&["check"]).exits(1).stderr, "");
    assert!(sandbox.findings()[0].contains("plan/units.toml"), "{:?}", sandbox.findings());
}

#[test]
fn two_units_with_one_code_or_alias_and_unknown_members_are_errors() {
    let unit = |code: &str, aliases: &str| {
        format!(
            "{UNITS}[[unit]]\ncode = \"{code}\"\nname = \"X\"\nkind = \"other\"\nlevel = \"district\"\naliases = [{aliases}]\n"
        )
    };
    for units in [unit("vp", ""), unit("x", "\"vp\""), unit("x", "\"Phường Một\""), unit("@x", "")] {
        Sandbox::new().file("plan/units.toml", &units).run(&["check"]).exits(1);
    }
    let group = |code: &str, member: &str| {
        format!("{UNITS}[[group]]\ncode = \"{code}\"\nname = \"G\"\nmembers = [\"{member}\"]\n")
    };
    for units in [group("nhom", "vp"), group("@g", "xx"), group("@phong", "vp")] {
        Sandbox::new().file("plan/units.toml", &units).run(&["check"]).exits(1);
    }
    let sandbox = Sandbox::new().file("plan/units.toml", group("@g", "vpp"));
    let text = sandbox.run(&["check"]).stdout;
    assert!(text.contains("«vp»"), "a suggestion: {text}");
}

#[test]
fn two_items_with_one_code_or_in_the_wrong_file_are_errors() {
    let item = |code: &str| {
        format!(
            "[[item]]\ncode = \"{code}\"\ntask = \"V\"\nunits = [\"vp\"]\nresult = \"\"\n[item.schedule]\ntext = \"Trong năm\"\nkind = \"year\"\n"
        )
    };
    let section =
        |items: &str| format!("schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"T\"\n{items}");
    let check = |items: &str| Sandbox::new().file("plan/2021/A-I.toml", section(items)).run(&["check"]).code;
    assert_eq!(check(&item("A.I.01")), 0);
    assert_eq!(check(&format!("{}{}", item("A.I.01"), item("A.I.01"))), 1);
    assert_eq!(check(&item("A.II.01")), 1);
    assert_eq!(check(&item("A.I.1")), 1);
    assert_eq!(check(&item("A.I.01").replace("\"vp\"", "\"@nhom\"")), 1);
}
