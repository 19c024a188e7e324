//! `init`: a new repository is clean from the first day, and nothing that is there is touched.

use crate::sandbox::Sandbox;

const NAME: &str = "Ủy ban nhân dân phường Phước Long";

fn init(sandbox: &Sandbox, more: &[&str]) -> crate::sandbox::Output {
    sandbox.run(&[&["init", "pl", "--name", NAME], more].concat())
}

#[test]
fn every_level_and_time_begins_clean_and_the_first_commands_work() {
    let days = [("2021", "2021-03-01"), ("2025", "2025-08-01"), ("2026", "2026-03-01")];
    for level in ["province", "district", "commune"] {
        for (year, today) in days {
            let sandbox = Sandbox::empty().on(today);
            init(&sandbox, &["--level", level, "--year", year, "--yes"]).exits(0);
            let run = |args: &[&str]| sandbox.run(&[&["-C", "pl"], args].concat());
            let checked = run(&["check", "--format", "json"]).exits(0).value();
            assert_eq!(checked["summary"]["errors"], 0, "{level} {year}: {checked}");
            assert_eq!(checked["summary"]["warnings"], 0, "{level} {year}: {checked}");
            let plan = run(&["plan", "list", "--format", "json"]).exits(0).value();
            assert_eq!(plan["items"].as_array().unwrap().len(), 29, "{level} {year}");
            assert_eq!(plan["draft"], true);
            let report = ["report", "--quarter", "1", "--year", year];
            for args in [&["status"][..], &["plan", "list"], &["plan", "show", "B.07"], &report] {
                let output = run(args).exits(0);
                assert!(output.stdout.contains("DỰ THẢO: kế hoạch năm"), "{args:?}: {output:?}");
            }
        }
    }
}

#[test]
fn a_plan_with_its_decision_is_no_draft() {
    let sandbox = Sandbox::empty().on("2026-03-01");
    init(&sandbox, &["--level", "commune"]).exits(0);
    let path = "pl/plan/2026/plan.toml";
    let sandbox = sandbox.edit(path, "number = \"\"", "number = \"1/QĐ-UBND\"");
    assert!(sandbox.run(&["-C", "pl", "status"]).stdout.contains("DỰ THẢO"));
    let sandbox = sandbox.edit(path, "# date = ", "date = ");
    let status = sandbox.run(&["-C", "pl", "status"]).exits(0);
    assert!(!status.stdout.contains("DỰ THẢO"), "{status:?}");
}

#[test]
fn a_folder_with_files_is_refused_and_untouched_but_git_may_have_begun() {
    let sandbox = Sandbox::empty().on("2026-03-01").file("pl/ghi-chu.txt", "của tôi");
    init(&sandbox, &["--level", "commune"]).exits(2).says(&["không trống", "ghi-chu.txt"]);
    assert_eq!(std::fs::read_dir(sandbox.path("pl")).unwrap().count(), 1);
    assert_eq!(sandbox.read("pl/ghi-chu.txt").unwrap(), "của tôi".as_bytes());
    let sandbox = Sandbox::empty().on("2026-03-01").folder("pl/.git");
    init(&sandbox, &["--level", "commune"]).exits(0);
}

#[test]
fn a_folder_inside_another_repository_is_refused_and_one_beside_it_is_not() {
    let sandbox = Sandbox::empty().file("cu/kstthc.toml", "").folder("cu/con").on("2026-03-01");
    let at = |folder: &str| sandbox.run(&["-C", "cu", "init", folder, "--name", NAME, "--level", "commune"]);
    at("con/moi").exits(2).says(&["nằm trong một kho đã có", "kstthc new-year"]);
    assert!(!sandbox.path("cu/con/moi").exists());
    at("../moi").exits(0);
    assert!(sandbox.path("moi/kstthc.toml").exists());
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let sandbox = Sandbox::empty().on("2026-03-01");
    sandbox.run(&["init", "pl"]).exits(2).says(&["--name, --level"]);
    sandbox.run(&["init", "pl", "--name", " ", "--level", "commune"]).exits(2);
    assert!(!sandbox.path("pl").exists());
}

#[test]
fn a_district_after_its_end_needs_a_yes() {
    let sandbox = Sandbox::empty().on("2026-03-01");
    init(&sandbox, &["--level", "district"]).exits(2).says(&["01/07/2025", "--yes"]);
    assert!(!sandbox.path("pl").exists());
    init(&sandbox, &["--level", "district", "--year", "2021"]).exits(0).says(&["valid_to"]);
}

#[test]
fn the_year_and_the_folder_have_defaults_and_a_dry_run_writes_nothing() {
    let sandbox = Sandbox::empty().on("2026-03-01");
    let args = ["init", "--name", NAME, "--level", "commune"];
    let shown = sandbox.run(&[&args[..], &["-n"]].concat()).exits(0);
    assert!(shown.stdout.contains("plan/2026/A-I.toml") && shown.stdout.contains("chưa ghi gì"));
    assert_eq!(std::fs::read_dir(sandbox.root()).unwrap().count(), 0);
    let made = sandbox.run(&args).exits(0);
    assert!(made.stdout.contains("kstthc check"), "{made:?}");
    sandbox.run(&["status"]).exits(0);
}
