//! `check -D`, `-W`, `-A`.

use serde_json::json;

use crate::sandbox::{Sandbox, texts};

/// One warning: K0405 unknown-procedure.
fn with_warning() -> Sandbox {
    Sandbox::new()
        .file("data/procedures.csv", "code,name,field\nT1,Một,Đất đai\n")
        .dossiers(&["d,T2,vp,direct,2021-04-01,processing,,,"])
}

/// One error: K0204 duplicate-dossier.
fn with_error() -> Sandbox {
    let row = "d,T,vp,direct,2021-04-01,processing,,,";
    Sandbox::new().dossiers(&[row, row])
}

#[track_caller]
fn code(sandbox: &Sandbox, options: &[&str]) -> i32 {
    sandbox.run(&[&["check"], options].concat()).code
}

/// Exit 1: errors found; warnings only with `-D`.
#[test]
fn warnings_end_with_1_only_where_they_are_denied() {
    let sandbox = with_warning();
    assert_eq!(code(&sandbox, &[]), 0);
    for word in ["warnings", "K0405", "k0405", "unknown-procedure"] {
        assert_eq!(code(&sandbox, &["-D", word]), 1, "{word}");
    }
    assert_eq!(code(&sandbox, &["-D", "K0110"]), 0);
    assert_eq!(code(&Sandbox::new(), &["-D", "warnings"]), 0);
}

#[test]
fn every_format_shows_the_severity_asked_for() {
    let sandbox = with_warning();
    let value = sandbox.run(&["check", "--format", "json", "-D", "K0405"]).exits(1).value();
    assert_eq!(texts(&value["findings"], "severity"), ["error"]);
    assert_eq!((&value["summary"]["errors"], &value["summary"]["warnings"]), (&json!(1), &json!(0)));
    let short = sandbox.run(&["check", "--format", "short", "-DK0405"]).exits(1);
    assert!(
        short.stdout.contains(": error[K0405]: ") && short.stderr.contains("1 lỗi, 0 cảnh báo"),
        "{short:?}"
    );
    let text = sandbox.run(&["check", "-D", "warnings"]).stdout;
    assert!(text.contains("lỗi[K0405]") && text.ends_with("1 lỗi, 0 cảnh báo\n"), "{text}");
}

#[test]
fn an_allowed_code_is_neither_shown_nor_counted() {
    let output = with_warning().run(&["check", "-A", "unknown-procedure"]).exits(0);
    assert_eq!(output.stdout, "0 lỗi, 0 cảnh báo\n");
    assert_eq!(code(&with_error(), &["-A", "K0204"]), 0);
    assert_eq!(code(&with_error(), &["-A", "warnings"]), 1);
}

#[test]
fn a_lowered_error_is_a_warning() {
    let value = with_error().run(&["check", "-W", "duplicate-dossier", "--format", "json"]).exits(0).value();
    assert_eq!(texts(&value["findings"], "severity"), ["warning"]);
    assert_eq!(code(&with_error(), &["-W", "K0204", "-D", "warnings"]), 1);
}

#[test]
fn the_last_option_wins_whatever_its_letter() {
    let sandbox = with_warning();
    for (options, expected) in [
        (&["-D", "K0405", "-W", "K0405"][..], 0),
        (&["-W", "K0405", "-D", "K0405"], 1),
        (&["-A", "K0405", "-D", "unknown-procedure"], 1),
        (&["-D", "K0405", "-A", "K0405", "-D", "K0405"], 1),
        (&["-D", "warnings", "-A", "K0405"], 0),
        (&["-D", "warnings", "-W", "K0405"], 0),
        (&["-W", "K0405", "-D", "warnings"], 1),
        (&["-D", "K0110", "-A", "K0405", "-D", "K0205"], 0),
    ] {
        assert_eq!(code(&sandbox, options), expected, "{options:?}");
    }
}

#[test]
fn an_unknown_code_is_an_error_of_usage_with_the_one_probably_meant() {
    let sandbox = with_warning();
    for (word, near) in [
        ("unknown-procedur", "«unknown-procedure»"),
        ("unreadable-numbr", "«unreadable-number»"),
        ("K9999", "K0405"),
        ("warning", "warnings"),
    ] {
        let output = sandbox.run(&["check", "-D", word]).exits(2).says(&["«-D»", word, near]);
        assert_eq!(output.stdout, "", "{word}");
    }
    sandbox.run(&["check", "-A"]).exits(2);
}

/// An error makes a figure unreadable or contradictory: no option of `check`, and no exemption, makes a report of it.
#[test]
fn reports_go_by_the_built_in_severity() {
    let sandbox = with_error().file(
        "plan/exemptions.toml",
        "schema_version = 1\n[[exemption]]\ncode = \"K0204\"\nreason = \"x\"\nuntil = 2021-12-31\n",
    );
    sandbox.run(&["check", "-A", "K0204", "-A", "K0123"]).exits(0);
    let output = sandbox.run(&["report", "--quarter", "2"]).exits(1);
    assert!(output.stderr.contains("K0204"), "{output:?}");
    sandbox.run(&["report", "--quarter", "2", "-A", "K0204"]).exits(2);
    with_warning().run(&["report", "--quarter", "2"]).exits(0);
}
