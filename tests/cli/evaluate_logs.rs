//! `evaluate`: what the logs compute, set beside what is recorded; and its window.

use serde_json::{Value, json};

use crate::evaluate::{HEADER, SLIPS, office};
use crate::sandbox::Sandbox;

const FEEDBACK: &str =
    "feedback_id,received_at,channel,kind,class,handling_unit,forwarded_at,due_at,answered_at\n";

/// A repository with dossiers `id,channel,received,due,completed` of unit `tn`, procedure `T`, and a feedback log.
fn handled(dossiers: &[&str], feedback: &[&str]) -> Sandbox {
    let row = |text: &&str| {
        let cells: Vec<&str> = text.split(',').collect();
        let [id, channel, received, due, completed] = cells[..] else { panic!("{text}") };
        let status = if completed.is_empty() { "processing" } else { "completed" };
        format!("{id},T,tn,{channel},{received},{status},{due},{completed},")
    };
    let dossiers: Vec<String> = dossiers.iter().map(row).collect();
    let rows: Vec<&str> = dossiers.iter().map(String::as_str).collect();
    Sandbox::new()
        .dossiers(&rows)
        .file("data/feedback/2021.csv", format!("{FEEDBACK}{}\n", feedback.join("\n")))
        .file(
            "data/procedures.csv",
            "code,name,field,service_level\nT,Thủ tục,Đất đai,3\nU,Thủ tục,Đất đai,2\n",
        )
        .file(SLIPS, format!("{HEADER}{}", "a,tn,,,1,,,,,,\n"))
}

#[track_caller]
fn computed(sandbox: &Sandbox) -> Value {
    let value = sandbox.json(&["evaluate", "--quarter", "2"]);
    let units = value["units"].as_array().expect("a list");
    units.iter().find(|unit| unit["unit"] == "tn").unwrap_or_else(|| panic!("{value}"))["computed"].clone()
}

/// By hand: early 2, on time 1, late 0, of those with a due date that ended from 10/3 to 9/6: (2+2+1+0)/4 = 1,25.
#[test]
fn indicator_1_is_computed_from_the_dates_of_the_dossiers_that_ended_in_the_window() {
    let sandbox = handled(
        &[
            "a,direct,2021-03-01,2021-03-22,2021-03-10",
            "b,direct,2021-05-03,2021-06-10,2021-06-09",
            "c,direct,2021-04-01,2021-04-12,2021-04-12",
            "d,direct,2021-04-01,2021-04-12,2021-04-13",
            "e,direct,2021-04-01,,2021-04-13",
            "f,direct,2021-03-01,2021-03-22,2021-03-09",
            "g,direct,2021-05-03,2021-06-21,2021-06-10",
            "h,direct,2021-05-03,2021-05-10,",
        ],
        &[],
    );
    assert_eq!(computed(&sandbox)["i1"], json!(1.3));
    let other = sandbox.config("[counting]\nlateness_by = \"instant\"\n");
    assert_eq!(computed(&other)["i1"], json!(1.3));
}

#[test]
fn a_slip_that_differs_from_the_dates_is_listed_with_its_line_and_counts_all_the_same() {
    let sandbox = handled(&["a,direct,2021-04-01,2021-04-12,2021-04-05"], &[]);
    let value = sandbox.json(&["evaluate", "--quarter", "2"]);
    let differences = value["differences"].as_array().expect("a list");
    let of_slips: Vec<&Value> = differences.iter().filter(|found| found["dossier_id"] == "a").collect();
    assert_eq!(of_slips.len(), 1, "{differences:?}");
    assert_eq!(
        of_slips[0],
        &json!({"unit": "tn", "indicator": "i1", "dossier_id": "a", "recorded": 1.0, "computed": 2.0,
                "path": SLIPS, "line": 2})
    );
    assert_eq!(value["units"][0]["indicators"]["i1"], json!(1.0));
    let text = sandbox.run(&["evaluate", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("Phiếu khác sổ ở chỉ số 1: 1 phiếu") && text.contains("2021-Q2:2"), "{text}");
}

const DOSSIER: &str = "a,direct,2021-04-01,2021-04-12,2021-04-12";

#[test]
fn indicator_8_is_computed_from_the_feedback_the_unit_handles() {
    let on_time = "f1,2021-04-01,online,complaint,own,tn,,2021-04-12,2021-04-12";
    let late = "f2,2021-04-01,online,complaint,own,tn,,2021-04-12,2021-04-13";
    let prolonged = "f3,2021-04-01,online,complaint,own,tn,,2021-06-08,";
    let of = |feedback: &[&str]| computed(&handled(&[DOSSIER], feedback))["i8"].clone();
    assert_eq!(of(&[]), json!(2.0));
    assert_eq!(of(&[on_time]), json!(2.0));
    assert_eq!(of(&[on_time, late]), json!(0.0));
    assert_eq!(of(&[on_time, prolonged]), json!(0.0));
    let nine: Vec<String> = (0..9).map(|n| on_time.replace("f1", &format!("g{n}"))).collect();
    let mut rows: Vec<&str> = nine.iter().map(String::as_str).collect();
    rows.push(late);
    assert_eq!(of(&rows), json!(1.0));
    assert_eq!(of(&rows[1..]), json!(0.0));
}

#[test]
fn feedback_of_others_before_the_window_or_not_accepted_is_not_counted() {
    let of = |feedback: &str| computed(&handled(&[DOSSIER], &[feedback]))["i8"].clone();
    assert_eq!(of("f,2021-04-01,online,complaint,own,p1,,2021-04-12,2021-04-13"), json!(2.0));
    assert_eq!(of("f,2021-04-01,online,complaint,not_accepted,tn,,2021-04-12,2021-04-13"), json!(2.0));
    assert_eq!(of("f,2021-02-01,online,complaint,own,tn,,2021-02-12,2021-03-09"), json!(2.0));
    assert_eq!(of("f,2021-02-01,online,complaint,own,tn,,2021-02-12,2021-03-10"), json!(0.0));
    assert_eq!(of("f,2021-06-10,online,complaint,own,tn,,2021-06-11,2021-06-14"), json!(2.0));
    assert_eq!(of("f,2021-04-01,online,complaint,own,tn,,,2021-04-13"), Value::Null);
}

#[test]
fn without_a_log_of_feedback_indicator_8_is_not_computed() {
    let sandbox = handled(&[DOSSIER], &[]).without("data/feedback/2021.csv");
    assert_eq!(computed(&sandbox)["i8"], Value::Null);
    let text = sandbox.run(&["evaluate", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("Không có sổ data/feedback/2021.csv"), "{text}");
}

/// Ten dossiers, some of them online, at level 3.
fn online(number: usize, late: bool) -> Sandbox {
    let ended = if late { "2021-04-13" } else { "2021-04-12" };
    let mut rows = vec![format!("a,online,2021-04-01,2021-04-12,{ended}")];
    for at in 1..10 {
        let channel = if at < number { "online" } else { "direct" };
        rows.push(format!("d{at},{channel},2021-04-01,2021-04-12,2021-04-12"));
    }
    handled(&rows.iter().map(String::as_str).collect::<Vec<_>>(), &[])
}

#[test]
fn indicator_9_is_computed_from_channels_and_service_levels() {
    assert_eq!(computed(&online(3, false))["i9"], json!(2.0));
    assert_eq!(computed(&online(2, false))["i9"], json!(1.0));
    assert_eq!(computed(&online(1, false))["i9"], json!(0.0));
    assert_eq!(computed(&online(3, true))["i9"], json!(0.0));
    let level_2 = online(3, false).edit("data/procedures.csv", "Đất đai,3", "Đất đai,2");
    assert_eq!(computed(&level_2)["i9"], json!(0.0));
    let unstated = online(3, false).edit("data/procedures.csv", "Đất đai,3", "Đất đai,");
    assert_eq!(computed(&unstated)["i9"], Value::Null);
}

#[test]
fn what_the_logs_cannot_tell_is_null() {
    let computed = computed(&online(3, false));
    for indicator in ["i2", "i3", "i4", "i5", "i6", "i7"] {
        assert_eq!(computed[indicator], Value::Null, "{indicator}");
    }
}

#[test]
fn a_unit_that_handled_dossiers_and_has_no_slip_is_named_without_a_class() {
    let sandbox = handled(&[DOSSIER], &[]).file(SLIPS, HEADER);
    let value = sandbox.json(&["evaluate", "--quarter", "2"]);
    assert_eq!((&value["units"][0]["unit"], &value["units"][0]["class"]), (&json!("tn"), &Value::Null));
    let text = sandbox.run(&["evaluate", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("Không đánh giá"), "{text}");
    assert_eq!(sandbox.findings(), [format!("K0508 {SLIPS}:1")]);
}

/// The evaluation's window is its own; another one changes what is computed and not which slips belong.
#[test]
fn another_window_can_be_asked_for_and_is_printed() {
    let sandbox = handled(&[DOSSIER], &[]);
    let args = ["evaluate", "--quarter", "2", "--from", "15/03/2021", "--to", "2021-04-11"];
    let value = sandbox.json(&args);
    assert_eq!(value["window"], json!({"from": "2021-03-15", "to": "2021-04-11"}));
    assert_eq!((&value["slips"], &value["units"][0]["computed"]["i1"]), (&json!(1), &Value::Null));
    assert_eq!(value["outside_window"][0]["dossier_id"], json!("a"));
    let text = sandbox.run(&args).exits(0).stdout;
    assert!(text.contains("Từ ngày 15/03/2021 đến ngày 11/04/2021"), "{text}");
    assert!(text.contains("Có 1 phiếu của hồ sơ không kết thúc trong thời gian đánh giá"), "{text}");
}

#[test]
fn slips_outside_their_quarter_and_of_other_units_are_warnings() {
    let sandbox = office(&["p1,,,2,,,,,,"])
        .file("data/evaluations/2021-Q1/slips.csv", format!("{HEADER}d1,tn,,,2,,,,,,\n"));
    assert_eq!(sandbox.without(SLIPS).findings(), ["K0509 data/evaluations/2021-Q1/slips.csv:2"],);
    let other = office(&["p1,,,2,,,,,,"]);
    assert_eq!(other.findings(), [format!("K0508 {SLIPS}:1"), format!("K0411 {SLIPS}:2")]);
}
