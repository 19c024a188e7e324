//! `plan/exemptions.toml`: findings that the office accepts, with reason and until.

use serde_json::json;

use crate::sandbox::Sandbox;

/// Two warnings K0405, for the procedures T8 and T9 in two files; today is 2021-06-15.
fn two_warnings() -> Sandbox {
    let row = |procedure: &str| format!("{procedure}-1,{procedure},vp,direct,2021-04-01,processing,,,\n");
    let header = crate::sandbox::HEADER;
    Sandbox::new()
        .file("data/procedures.csv", "code,name,field\nT1,Một,Đất đai\n")
        .file("data/dossiers/một.csv", format!("{header}{}", row("T8")))
        .file("data/dossiers/b/hai.csv", format!("{header}{}", row("T9")))
}

fn exempt(sandbox: Sandbox, entries: &[&str]) -> Sandbox {
    let head = "[[exemption]]\ncode = \"K0405\"\nreason = \"Chờ Bộ công bố\"\n";
    let mut text = "schema_version = 1\n".to_owned();
    for entry in entries {
        text.push_str(&format!("{head}{entry}\n"));
    }
    sandbox.file("plan/exemptions.toml", text)
}

#[track_caller]
fn findings(entries: &[&str]) -> Vec<String> {
    exempt(two_warnings(), entries).findings()
}

const IN_B: &str = "K0405 data/dossiers/b/hai.csv:2";
const IN_ONE: &str = "K0405 data/dossiers/một.csv:2";

#[test]
fn an_exemption_silences_its_code_path_and_text() {
    assert_eq!(two_warnings().findings(), [IN_B, IN_ONE]);
    for (entry, left) in [
        ("until = 2021-12-31", &[][..]),
        ("until = 2021-12-31\npath = \"data/dossiers\"", &[]),
        ("until = 2021-12-31\npath = \"data/dossiers/b/\"", &[IN_ONE]),
        ("until = 2021-12-31\npath = \"data/dossiers/một.csv\"", &[IN_B]),
        ("until = 2021-12-31\ncontains = \"«T9»\"", &[IN_ONE]),
        ("until = 2021-12-31\ncontains = \"«T9»\"\npath = \"data/dossiers/b\"", &[IN_ONE]),
        ("until = 2021-06-15", &[]),
    ] {
        assert_eq!(findings(&[entry]), left, "{entry}");
    }
}

/// They are counted and named in the totals, and with `-v` each is shown with its reason on stderr.
#[test]
fn exempted_findings_are_counted_and_their_reason_is_shown() {
    let sandbox = exempt(two_warnings(), &["until = 2021-12-31"]);
    let output = sandbox.run(&["check"]).exits(0);
    assert_eq!((&*output.stdout, &*output.stderr), ("0 lỗi, 0 cảnh báo, 2 được miễn trừ\n", ""));
    let summary = &sandbox.json(&["check"])["summary"];
    assert_eq!((&summary["warnings"], &summary["exempted"]), (&json!(0), &json!(2)));
    let output = sandbox.run(&["check", "-v"]).exits(0).says(&[
        "data/dossiers/b/hai.csv:2:",
        "warning[K0405]",
        "được miễn trừ đến 31/12/2021: Chờ Bộ công bố (plan/exemptions.toml, dòng 2)",
    ]);
    assert_eq!(output.stderr.lines().count(), 4, "{output:?}");
    let none = Sandbox::new().json(&["check"]);
    assert_eq!(none["summary"]["exempted"], json!(0));
}

/// An exemption silences what `-D warnings` would raise.
#[test]
fn what_is_exempted_is_no_warning_to_deny() {
    let whole = exempt(two_warnings(), &["until = 2021-12-31"]);
    whole.run(&["check", "-D", "warnings"]).exits(0);
    let half = exempt(two_warnings(), &["until = 2021-12-31\ncontains = \"T9\""]);
    half.run(&["check", "-D", "warnings"]).exits(1);
}

#[test]
fn an_exemption_that_matches_nothing_is_a_warning_at_its_place() {
    let entries = ["until = 2021-12-31", "until = 2021-12-31\npath = \"data/dos\""];
    assert_eq!(findings(&entries), ["K0121 plan/exemptions.toml:6"]);
    let both_speak = ["until = 2021-12-31", "until = 2021-12-31\ncontains = \"T9\""];
    assert_eq!(findings(&both_speak), Vec::<String>::new());
    exempt(two_warnings(), &entries).run(&["check"]).exits(0);
}

#[test]
fn an_expired_exemption_is_a_warning_and_silences_nothing() {
    assert_eq!(findings(&["until = 2021-06-14"]), [IN_B, IN_ONE, "K0122 plan/exemptions.toml:2"]);
    let text = exempt(two_warnings(), &["until = 2021-06-14"]).run(&["check"]).exits(0).stdout;
    assert!(text.contains("14/06/2021") && text.ends_with("0 lỗi, 3 cảnh báo\n"), "{text}");
    let again = ["until = 2021-06-14", "until = 2021-06-30"];
    assert_eq!(findings(&again), ["K0122 plan/exemptions.toml:2"]);
}

/// What an exemption speaks of may stand in the part that could not be read.
#[test]
fn no_exemption_is_called_unused_while_a_file_is_unreadable() {
    let sandbox = exempt(Sandbox::new(), &["until = 2021-12-31"]);
    assert_eq!(sandbox.findings(), ["K0121 plan/exemptions.toml:2"]);
    let sandbox = sandbox.file("plan/2021/plan.toml", "schema_version = \n");
    assert_eq!(sandbox.findings(), ["K0101 plan/2021/plan.toml:1"]);
}

#[test]
fn an_error_cannot_be_exempted() {
    let row = "d,T,vp,direct,2021-04-01,processing,,,";
    let sandbox = Sandbox::new().dossiers(&[row, row]).file(
        "plan/exemptions.toml",
        "schema_version = 1\n[[exemption]]\ncode = \"duplicate-dossier\"\nreason = \"x\"\nuntil = 2021-12-31\n",
    );
    assert_eq!(sandbox.findings(), ["K0204 data/dossiers/a.csv:3", "K0123 plan/exemptions.toml:3"]);
    sandbox.run(&["check"]).exits(1);
}

#[test]
fn the_file_is_strict_like_the_others() {
    let check = |text: &str| two_warnings().file("plan/exemptions.toml", text).findings();
    let of_file = |text: &str| {
        let findings = check(text).into_iter().filter(|finding| finding.contains("exemptions"));
        findings.collect::<Vec<_>>()
    };
    assert_eq!(of_file("schema_version = 1\n"), Vec::<String>::new());
    assert_eq!(of_file("schema_version = 2\n"), ["K0105 plan/exemptions.toml:1"]);
    assert_eq!(of_file("schema_version = 1\nexemption = 1\n"), ["K0104 plan/exemptions.toml:2"]);
    assert_eq!(of_file("[[exemption]]\n").len(), 3, "code, reason, until");
    assert_eq!(of_file("schema_version = \n"), ["K0101 plan/exemptions.toml:1"]);
}
