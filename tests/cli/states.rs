//! The state of an occurrence on a day (section 5), each state and each edge of it.

use crate::sandbox::{Sandbox, texts};

const BEFORE_Q3: (&str, &str) = ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3");
const YEAR: (&str, &str) = ("Trong năm", "kind = \"year\"");
const CONTINUOUS: (&str, &str) = ("Thường xuyên", "kind = \"continuous\"");
const NOT_STATED: (&str, &str) = ("", "kind = \"not_stated\"");
const ON_EVENT: (&str, &str) = ("Sau đợt kiểm tra", "kind = \"on_event\"");

/// The states of the occurrences of one item on a day.
#[track_caller]
fn states(schedule: (&str, &str), progress: &[&str], today: &'static str) -> Vec<String> {
    let sandbox = Sandbox::new().plan(&[schedule]).progress(progress).on(today);
    states_in(&sandbox)
}

#[track_caller]
fn states_in(sandbox: &Sandbox) -> Vec<String> {
    let shown = sandbox.json(&["plan", "show", "A.I.01"]);
    let list = sandbox.json(&["plan", "list"]);
    let of = |value: &serde_json::Value| -> Vec<String> {
        texts(&value["items"][0]["occurrences"], "state").into_iter().map(str::to_owned).collect()
    };
    assert_eq!(of(&shown), of(&list), "list and show agree");
    of(&list)
}

/// Due 30/6/2021, a Wednesday: ten working days lie after 16/6, eleven after 15/6.
#[test]
fn due_soon_begins_ten_working_days_before_the_due_day() {
    assert_eq!(states(BEFORE_Q3, &[], "2021-06-15"), ["upcoming"]);
    assert_eq!(states(BEFORE_Q3, &[], "2021-06-16"), ["due_soon"]);
    assert_eq!(states(BEFORE_Q3, &[], "2021-06-30"), ["due_soon"]);
    assert_eq!(states(BEFORE_Q3, &[], "2021-07-01"), ["overdue"]);
}

/// 30/4 and 3/5/2021 are days off: counting weekdays alone would miss two days.
#[test]
fn due_soon_counts_working_days_not_weekdays() {
    let event = ["kt-1,A.I.01,2021-04-01,2021-05-05"];
    let on = |today| states_in(&Sandbox::new().plan(&[ON_EVENT]).events(&event).on(today));
    // From 19/4 to 5/5 there are ten working days: 21/4, 30/4 and 3/5 are off.
    assert_eq!(on("2021-04-15"), ["upcoming"]);
    assert_eq!(on("2021-04-16"), ["due_soon"]);
}

#[test]
fn a_started_occurrence_is_in_progress_unless_it_is_due_soon_or_overdue() {
    let started = ["A.I.01@2021,tn,2021-02-01,started"];
    assert_eq!(states(BEFORE_Q3, &started, "2021-02-01"), ["in_progress"]);
    assert_eq!(states(BEFORE_Q3, &started, "2021-01-31"), ["upcoming"]);
    assert_eq!(states(BEFORE_Q3, &started, "2021-06-16"), ["due_soon"]);
    assert_eq!(states(BEFORE_Q3, &started, "2021-07-01"), ["overdue"]);
}

/// Closed by the due day, or after it; not seen before its own day.
#[test]
fn done_and_done_late_are_told_apart_by_the_day_of_the_row() {
    assert_eq!(states(BEFORE_Q3, &["A.I.01@2021,vp,2021-06-30,done"], "2021-09-01"), ["done"]);
    assert_eq!(states(BEFORE_Q3, &["A.I.01@2021,vp,2021-07-01,done"], "2021-09-01"), ["done_late"]);
    assert_eq!(states(BEFORE_Q3, &["A.I.01@2021,vp,2021-07-05,done"], "2021-07-04"), ["overdue"]);
    assert_eq!(states(BEFORE_Q3, &["A.I.01@2021,vp,2021-07-05,done"], "2021-07-05"), ["done_late"]);
}

/// The lead answers for all; otherwise every unit named must be done, and the last of them dates the end.
#[test]
fn the_lead_closes_alone_the_others_only_together() {
    assert_eq!(states(YEAR, &["A.I.01@2021,vp,2021-05-01,done"], "2021-06-01"), ["done"]);
    assert_eq!(states(YEAR, &["A.I.01@2021,tn,2021-05-01,done"], "2021-06-01"), ["in_progress"]);
}

/// A plan item of a group: its members, expanded, close it together.
#[test]
fn every_unit_named_closes_with_groups_expanded() {
    let section = "schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"Một\"\n[[item]]\ncode = \"A.I.01\"\ntask = \"Việc\"\n\
                   units = [\"@phong\", \"p1\"]\nresult = \"\"\n[item.schedule]\ntext = \"Hoàn thành trước quý III/2021\"\n\
                   kind = \"before_quarter\"\nquarter = 3\n";
    let with =
        |rows: &[&str]| Sandbox::new().file("plan/2021/A-I.toml", section).progress(rows).on("2021-08-02");
    let (vp, tn, p1) = (
        "A.I.01@2021,vp,2021-05-01,done",
        "A.I.01@2021,tn,2021-05-02,done",
        "A.I.01@2021,p1,2021-06-30,done",
    );
    assert_eq!(states_in(&with(&[tn, p1])), ["overdue"]);
    assert_eq!(states_in(&with(&[vp, tn, p1])), ["done"]);
    assert_eq!(
        states_in(&with(&[vp, tn, "A.I.01@2021,Phường Một,2021-07-01,done"])),
        ["done_late"],
        "an alias is the unit"
    );
}

#[test]
fn a_row_about_another_occurrence_changes_nothing() {
    let months = ("Tháng 6 và tháng 12", "kind = \"months\"\nmonths = [6, 12]");
    let rows = ["A.I.01@2021-06,vp,2021-06-20,done"];
    assert_eq!(states(months, &rows, "2021-12-31"), ["done", "due_soon"]);
}

#[test]
fn not_applicable_comes_before_everything() {
    let rows = ["A.I.01@2021,vp,2021-05-01,done", "A.I.01@2021,vp,2021-05-02,not_applicable"];
    assert_eq!(states(BEFORE_Q3, &rows, "2021-09-01"), ["not_applicable"]);
    assert_eq!(states(BEFORE_Q3, &rows[1..], "2021-05-01"), ["upcoming"], "not before its day");
    let rows = ["A.I.01@2021-Q1,vp,2021-05-02,not_applicable"];
    assert_eq!(states(CONTINUOUS, &rows, "2021-06-01")[0], "not_applicable");
}

/// Quarters: 15/12–14/3, 15/3–14/6, 15/6–14/9, 15/9–14/12.
#[test]
fn a_continuous_occurrence_follows_its_reporting_quarter() {
    let row = ["A.I.01@2021-Q1,tn,2021-02-01,started"];
    assert_eq!(states(CONTINUOUS, &[], "2020-12-14"), ["upcoming"; 4]);
    assert_eq!(states(CONTINUOUS, &[], "2020-12-15"), ["in_progress", "upcoming", "upcoming", "upcoming"]);
    assert_eq!(states(CONTINUOUS, &[], "2021-03-14"), ["in_progress", "upcoming", "upcoming", "upcoming"]);
    assert_eq!(states(CONTINUOUS, &row, "2021-03-15"), ["done", "in_progress", "upcoming", "upcoming"]);
    assert_eq!(
        states(CONTINUOUS, &[], "2021-06-15"),
        ["no_activity", "no_activity", "in_progress", "upcoming"]
    );
    assert_eq!(states(CONTINUOUS, &row, "2021-12-15"), ["done", "no_activity", "no_activity", "no_activity"]);
}

#[test]
fn an_item_without_a_stated_time_is_not_stated_until_a_row_exists() {
    assert_eq!(states(NOT_STATED, &[], "2021-12-31"), ["not_stated"]);
    assert_eq!(states(NOT_STATED, &["A.I.01@2021,vp,2021-05-01,started"], "2021-12-31"), ["in_progress"]);
    assert_eq!(states(NOT_STATED, &["A.I.01@2021,vp,2021-05-01,done"], "2022-12-31"), ["done"]);
}

/// An item that waits for an event has no occurrence and counts once as waiting.
#[test]
fn an_item_waits_until_an_event_names_it_and_the_event_brings_its_due_day() {
    let sandbox = |today| {
        Sandbox::new()
            .plan(&[ON_EVENT])
            .events(&["kt-1,A.I.01,2021-05-04,2021-05-10", "kt-2,A.I.01,2021-05-05,"])
            .on(today)
    };
    assert_eq!(states_in(&sandbox("2021-05-03")), Vec::<String>::new());
    assert_eq!(sandbox("2021-05-03").json(&["status"])["plan"]["by_state"]["waiting"], 1);
    assert_eq!(states_in(&sandbox("2021-05-04")), ["due_soon"]);
    assert_eq!(states_in(&sandbox("2021-05-11")), ["overdue", "upcoming"]);
    assert_eq!(sandbox("2021-05-11").json(&["status"])["plan"]["by_state"]["waiting"], 0);
}
