//! `overdue`: what is late, by how many working days, and what comes within some.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, texts};

const EVENTS: (&str, &str) = ("Sau đợt kiểm tra", "kind = \"on_event\"");

/// An occurrence and a dossier due on one day.
fn due_on(due: &str) -> Sandbox {
    Sandbox::new()
        .plan(&[EVENTS])
        .events(&[&format!("kt,A.I.01,2021-04-01,{due}")])
        .dossiers(&[&format!("hs,T,p1,direct,2021-04-01,processing,{due} 10:00,,Đất đai")])
}

/// `working_days_overdue` of the only occurrence and the only dossier; -1 where it is not listed.
#[track_caller]
fn days_overdue(due: &str, today: &'static str) -> [i64; 2] {
    let overdue = due_on(due).on(today).json(&["overdue"]);
    ["plan", "dossiers"].map(|list| overdue[list][0]["working_days_overdue"].as_i64().unwrap_or(-1))
}

#[test]
fn nothing_is_overdue_on_the_due_day_itself() {
    assert_eq!(days_overdue("2021-06-15", "2021-06-15"), [-1, -1]);
    assert_eq!(days_overdue("2021-06-15", "2021-06-16"), [1, 1]);
}

/// 0 when no working day has passed, as on a Sunday after a Friday; 30/4 and 3/5 are off.
#[test]
fn working_days_after_the_due_day_up_to_and_including_today_are_counted() {
    assert_eq!(days_overdue("2021-06-11", "2021-06-12"), [0, 0]);
    assert_eq!(days_overdue("2021-06-11", "2021-06-13"), [0, 0]);
    assert_eq!(days_overdue("2021-06-11", "2021-06-14"), [1, 1]);
    assert_eq!(days_overdue("2021-04-29", "2021-05-03"), [0, 0]);
    assert_eq!(days_overdue("2021-04-29", "2021-05-04"), [1, 1]);
    assert_eq!(days_overdue("2021-04-20", "2021-04-22"), [1, 1]);
    assert_eq!(days_overdue("2021-05-01", "2021-05-04"), [1, 1]);
}

/// 10/4/2021 is worked in this repository: a Saturday that counts.
#[test]
fn a_made_up_saturday_counts() {
    let holidays = "schema_version = 1\nyear = 2021\n[[working_day]]\ndate = 2021-04-10\n";
    let overdue =
        due_on("2021-04-09").file("plan/holidays/2021.toml", holidays).on("2021-04-11").json(&["overdue"]);
    assert_eq!(overdue["dossiers"][0]["working_days_overdue"], json!(1));
}

#[test]
fn the_keys_of_occurrences_and_dossiers_are_there() {
    let overdue = due_on("2021-06-11").on("2021-06-14").json(&["overdue"]);
    let plan = json!({"item": "A.I.01", "occurrence": "A.I.01@kt", "due": "2021-06-11", "working_days_overdue": 1, "units": ["vp", "tn"]});
    let dossier = json!({"dossier_id": "hs", "unit": "p1", "working_days_overdue": 1});
    for (expected, row) in [(plan, &overdue["plan"][0]), (dossier, &overdue["dossiers"][0])] {
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&row[key], value, "{key}: {row}");
        }
    }
    let due_at = overdue["dossiers"][0]["due_at"].as_str().unwrap();
    assert!(due_at.starts_with("2021-06-11"), "an ISO date: {due_at}");
}

#[track_caller]
fn ids(overdue: &Value) -> Vec<&str> {
    [texts(&overdue["plan"], "occurrence"), texts(&overdue["dossiers"], "dossier_id")].concat()
}

/// Within N working days: the day itself is within 0, the next working day within 1.
#[test]
fn within_takes_in_what_is_due_within_so_many_working_days() {
    let listed = |due: &str, within: &str| {
        let overdue = due_on(due).on("2021-06-11").json(&["overdue", "--within", within]);
        ids(&overdue).len()
    };
    assert_eq!(listed("2021-06-11", "0"), 2);
    assert_eq!(listed("2021-06-14", "0"), 0);
    assert_eq!(listed("2021-06-14", "1"), 2, "Friday to Monday");
    assert_eq!(listed("2021-06-15", "1"), 0);
    assert_eq!(listed("2021-06-10", "0"), 2, "overdue stays listed");
    assert_eq!(listed("2025-06-10", "4294967295"), 2);
    let overdue = due_on("2021-06-14").on("2021-06-11").json(&["overdue", "--within", "3"]);
    assert_eq!(overdue["dossiers"][0]["working_days_overdue"], json!(0));
}

#[test]
fn without_within_nothing_is_listed_before_it_is_overdue() {
    assert_eq!(ids(&due_on("2021-06-16").json(&["overdue"])), Vec::<&str>::new());
}

/// Closed, not applicable, waiting, ended, not counted: nothing of this is overdue.
#[test]
fn what_is_closed_or_waits_is_not_overdue() {
    let sandbox = Sandbox::new()
        .plan(&[EVENTS])
        .events(&[
            "a,A.I.01,2021-04-01,2021-05-04",
            "b,A.I.01,2021-04-01,2021-05-04",
            "c,A.I.01,2021-04-01,2021-05-04",
        ])
        .progress(&[
            "A.I.01@a,vp,2021-05-10,done",
            "A.I.01@b,vp,2021-05-10,not_applicable",
            "A.I.01@c,vp,2021-06-16,done",
        ])
        .dossiers(&[
            "d1,T,vp,direct,2021-04-01,completed,2021-05-04,2021-06-15,",
            "d2,T,vp,direct,2021-04-01,completed,2021-05-04,2021-06-16,",
            "d3,T,vp,direct,2021-04-01,awaiting_supplement,2021-05-04,,",
            "d4,T,vp,direct,2021-04-01,rejected,2021-05-04,,",
            "d5,T,vp,direct,2021-04-01,processing,,,",
            "d6,T,vp,direct,2021-06-16,processing,2021-05-04,,",
        ]);
    assert_eq!(ids(&sandbox.json(&["overdue"])), ["A.I.01@c", "d2"]);
}

/// X for `overdue` is today: a supplement that ended moves the due date, a later one does not yet.
#[test]
fn the_due_date_is_that_known_today() {
    let sandbox = |today| {
        Sandbox::new()
            .dossiers(&["hs,T,vp,direct,2021-04-01,processing,2021-04-12,,"])
            .pauses(&["hs,supplement,2021-04-20,2021-05-04,2021-06-11"])
            .on(today)
    };
    let due = |today| sandbox(today).json(&["overdue"])["dossiers"][0]["due_at"].clone();
    assert_eq!(due("2021-04-19"), json!("2021-04-12"));
    assert_eq!(due("2021-05-03"), json!(null), "waiting");
    assert_eq!(due("2021-06-11"), json!(null));
    assert_eq!(due("2021-06-12"), json!("2021-06-11"));
}

/// A due day far away neither hangs nor panics.
#[test]
fn due_days_at_the_ends_of_the_calendar_are_read() {
    let sandbox = Sandbox::new().dossiers(&[
        "d1,T,vp,direct,2021-04-01,processing,9999-12-31,,",
        "d2,T,vp,direct,0001-01-01,processing,0001-01-02,,",
    ]);
    assert_eq!(ids(&sandbox.json(&["overdue", "--within", "5"])), ["d2"]);
}

/// CSV is UTF-8 without BOM, LF, comma, with a header row; a row for each occurrence and dossier.
#[test]
fn csv_has_a_header_and_a_row_for_each() {
    let sandbox = due_on("2021-06-11").on("2021-06-14");
    let text = sandbox.run(&["overdue", "--format", "csv"]).exits(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}') && text.ends_with('\n'));
    assert!(lines[0].is_ascii() && lines[0].contains("due"), "{text}");
    assert!(lines[1].contains("A.I.01@kt") && lines[1].contains("2021-06-11"), "{text}");
    assert!(lines[2].contains("hs") && lines[2].contains("p1"), "{text}");
}

#[test]
fn rows_are_in_the_order_of_their_due_days() {
    let sandbox = Sandbox::new().dossiers(&[
        "b,T,vp,direct,2021-04-01,processing,2021-05-06,,",
        "a,T,vp,direct,2021-04-01,processing,2021-05-06,,",
        "c,T,vp,direct,2021-04-01,processing,2021-05-05,,",
    ]);
    assert_eq!(ids(&sandbox.json(&["overdue"])), ["c", "a", "b"]);
}
