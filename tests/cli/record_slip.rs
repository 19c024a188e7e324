//! `slip add`: one slip a dossier, in the folder of its evaluation.

use crate::sandbox::Sandbox;

const PATH: &str = "data/evaluations/2021-Q3/slips.csv";
const HEADER: &str = "dossier_id,unit,officer,field,i1,i2,i3,i4,i6,i7,satisfaction\n";

fn office() -> Sandbox {
    Sandbox::new().dossiers(&[
        "a,T,p1,direct,2021-06-01,completed,2021-06-21,2021-06-14,",
        "b,T,vp,direct,2021-06-01,processing,2021-06-21,,",
    ])
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the log is there")).expect("UTF-8")
}

#[test]
fn a_slip_goes_to_the_evaluation_that_runs_today_or_to_the_one_named() {
    let sandbox = office();
    let args = [
        "slip",
        "add",
        "--dossier-id",
        "a",
        "--unit",
        "p1",
        "--i1",
        "2",
        "--i7",
        "0",
        "--satisfaction",
        "satisfied",
    ];
    let output = sandbox.run(&args).exits(0);
    assert!(output.stdout.contains("quý 3/2021"), "{output:?}");
    assert_eq!(text(&sandbox, PATH), format!("{HEADER}a,p1,,,2,,,,,0,satisfied\n"));
    sandbox.run(&["slip", "add", "--dossier-id", "b", "--i1", "1", "--quarter", "2", "--yes"]).exits(0);
    assert_eq!(text(&sandbox, "data/evaluations/2021-Q2/slips.csv"), format!("{HEADER}b,vp,,,1,,,,,,\n"));
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

#[test]
fn a_dossier_has_one_slip_over_all_evaluations() {
    let sandbox = office().file("data/evaluations/2021-Q2/slips.csv", format!("{HEADER}a,p1,,,2,,,,,,\n"));
    let args = ["slip", "add", "--dossier-id", "a", "--unit", "p1", "--i1", "2", "--yes"];
    sandbox.run(&args).exits(1).says(&["đã có phiếu ở dòng 2 của data/evaluations/2021-Q2/slips.csv"]);
    assert!(!sandbox.path(PATH).exists());
}

#[test]
fn scores_units_and_dossiers_are_checked() {
    let sandbox = office();
    let slip = |more: &[&str]| sandbox.run(&[&["slip", "add"], more].concat());
    slip(&[]).exits(2).says(&["còn thiếu --dossier-id, --unit"]);
    slip(&["--dossier-id", "z9", "--unit", "p1"]).exits(2).says(&["không có hồ sơ «z9»"]);
    slip(&["--dossier-id", "a", "--unit", "p1", "--i1", "3"]).exits(2).says(&["«3»", "«--i1»", "«2»"]);
    slip(&["--dossier-id", "a", "--unit", "p1"]).exits(2).says(&["không có điểm nào", "--yes"]);
    slip(&["--dossier-id", "a", "--unit", "vp", "--i1", "2"]).exits(2).says(&["đơn vị khác giải quyết"]);
    slip(&["--dossier-id", "a", "--unit", "p1", "--i1", "2", "-n"]).exits(0).says(&["chưa ghi gì"]);
    slip(&["--dossier-id", "a", "--unit", "p1", "--i5", "2"]).exits(2).says(&["--i5"]);
    assert!(!sandbox.path("data/evaluations").exists());
}
