//! The columns of form II.06a, one rule at a time: one dossier, one report of Q2/2021 (15/3 – 14/6).

use crate::sandbox::{Sandbox, shown};

/// The columns a dossier falls into in Q2/2021, as `shown` writes them.
#[track_caller]
pub(crate) fn columns_of(row: &str, pauses: &[&str], config: &str) -> String {
    let sandbox = Sandbox::new().config(config).dossiers(&[row]).pauses(pauses);
    shown(&sandbox.json(&["report", "--quarter", "2", "--year", "2021"])["dossiers"]["total"])
}

#[track_caller]
pub(crate) fn expect(row: &str, columns: &str) {
    assert_eq!(columns_of(row, &[], ""), columns, "{row}");
}

#[test]
fn column_4_is_online_and_5_is_direct_or_postal_within_the_window() {
    expect("d,T,vp,online,2021-04-01,processing,,,", "3=1 4=1 11=1 12=1");
    expect("d,T,vp,direct,2021-04-01,processing,,,", "3=1 5=1 11=1 12=1");
    expect("d,T,vp,postal,2021-04-01,processing,,,", "3=1 5=1 11=1 12=1");
}

#[test]
fn both_days_of_the_window_are_included_for_receipt() {
    expect("d,T,vp,direct,2021-03-15 00:00,processing,,,", "3=1 5=1 11=1 12=1");
    expect("d,T,vp,direct,2021-06-14 23:59:59,processing,,,", "3=1 5=1 11=1 12=1");
    expect("d,T,vp,direct,2021-06-15 00:00,processing,,,", "");
    expect("d,T,vp,online,2021-03-14 23:59,processing,,,", "3=1 6=1 11=1 12=1");
}

#[test]
fn column_6_is_received_before_the_window_and_open_or_ended_on_or_after_its_first_day() {
    expect("d,T,vp,direct,2020-11-02,processing,,,", "3=1 6=1 11=1 12=1");
    expect("d,T,vp,direct,2021-03-01,completed,2021-03-20,2021-03-15,", "3=1 6=1 7=1 8=1");
    expect("d,T,vp,direct,2021-03-01,completed,2021-03-20,2021-03-14 17:00,", "");
}

#[test]
fn columns_8_9_10_compare_the_day_of_the_end_with_the_due_day() {
    expect("d,T,vp,direct,2021-04-01,completed,2021-04-10 08:00,2021-04-09 23:59,", "3=1 5=1 7=1 8=1");
    expect("d,T,vp,direct,2021-04-01,delivered,2021-04-10 08:00,2021-04-10 17:00,", "3=1 5=1 7=1 9=1");
    expect("d,T,vp,direct,2021-04-01,completed,2021-04-10,2021-04-11 00:00,", "3=1 5=1 7=1 10=1");
    expect("d,T,vp,direct,2021-04-01,completed,,2021-04-30,", "3=1 5=1 7=1 9=1");
}

/// C in the window decides, and C after the window leaves the dossier open for this report.
#[test]
fn an_end_after_the_window_leaves_the_dossier_pending() {
    expect("d,T,vp,direct,2021-04-01,completed,2021-06-20,2021-06-14 23:00,", "3=1 5=1 7=1 8=1");
    expect("d,T,vp,direct,2021-04-01,completed,2021-06-20,2021-06-15,", "3=1 5=1 11=1 12=1");
    expect("d,T,vp,direct,2021-04-01,completed,2021-06-10,2021-06-15,", "3=1 5=1 11=1 13=1");
}

#[test]
fn columns_12_13_compare_the_due_day_with_the_last_day_whatever_the_hour() {
    expect("d,T,vp,direct,2021-04-01,processing,2021-06-14 00:01,,", "3=1 5=1 11=1 12=1");
    expect("d,T,vp,direct,2021-04-01,processing,2021-06-13 23:59,,", "3=1 5=1 11=1 13=1");
    let instant = "[counting]\nlateness_by = \"instant\"\n";
    let row = "d,T,vp,direct,2021-04-01,processing,2021-06-14 00:01,,";
    assert_eq!(columns_of(row, &[], instant), "3=1 5=1 11=1 12=1");
}

#[test]
fn submitted_and_rejected_are_outside_every_column() {
    expect("d,T,vp,direct,2021-04-01,submitted,2021-04-02,,", "");
    expect("d,T,vp,online,2021-03-01,rejected,2021-04-02,,", "");
}

#[test]
fn withdrawn_and_returned_are_on_time_unless_the_office_judges_them_by_the_due_date() {
    let by_due_date = "[counting]\nclosed_without_result = \"by_due_date\"\n";
    for status in ["withdrawn", "returned"] {
        let late = format!("d,T,vp,direct,2021-04-01,{status},2021-04-10,2021-05-10,");
        expect(&late, "3=1 5=1 7=1 9=1");
        assert_eq!(columns_of(&late, &[], by_due_date), "3=1 5=1 7=1 10=1");
        let early = format!("d,T,vp,direct,2021-04-01,{status},2021-04-10,2021-04-05,");
        expect(&early, "3=1 5=1 7=1 9=1");
        assert_eq!(columns_of(&early, &[], by_due_date), "3=1 5=1 7=1 8=1");
    }
}

/// The withdrawn dossier still counts as open until its day.
#[test]
fn a_later_withdrawal_is_pending_and_judged_by_its_due_day() {
    expect("d,T,vp,direct,2021-04-01,withdrawn,2021-04-10,2021-07-01,", "3=1 5=1 11=1 13=1");
}

#[track_caller]
fn by_the_instant(due: &str, completed: &str, columns: &str) {
    let row = format!("d,T,vp,direct,2021-04-01,completed,{due},{completed},");
    let config = "[counting]\nlateness_by = \"instant\"\n";
    assert_eq!(columns_of(&row, &[], config), columns, "{row}");
}

/// Same day and not later is (9), an earlier day is (8) however many minutes lie between.
#[test]
fn by_the_instant_the_time_decides_within_the_due_day() {
    by_the_instant("2021-04-10 08:00", "2021-04-10 08:00:00", "3=1 5=1 7=1 9=1");
    by_the_instant("2021-04-10 08:00", "2021-04-10 08:00:01", "3=1 5=1 7=1 10=1");
    by_the_instant("2021-04-10T08:00", "2021-04-10T07:59", "3=1 5=1 7=1 9=1");
    by_the_instant("2021-04-10 00:00", "2021-04-09 23:59:59", "3=1 5=1 7=1 8=1");
}

/// A date-only D ends at 24:00; a date-only C is early enough for any time on its day.
#[test]
fn by_the_instant_a_value_without_a_time_is_the_whole_day() {
    by_the_instant("2021-04-10", "2021-04-10 23:59:59", "3=1 5=1 7=1 9=1");
    by_the_instant("2021-04-10 00:00", "2021-04-10", "3=1 5=1 7=1 9=1");
    by_the_instant("2021-04-10", "2021-04-10", "3=1 5=1 7=1 9=1");
    by_the_instant("2021-04-10", "2021-04-11", "3=1 5=1 7=1 10=1");
}

#[test]
fn handed_over_is_never_used_for_lateness() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,handed_over_at\n\
               d,T,vp,direct,2021-04-01,delivered,2021-04-10,2021-04-09,2021-08-01\n";
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", log);
    let report = sandbox.json(&["report", "--quarter", "2", "--year", "2021"]);
    assert_eq!(shown(&report["dossiers"]["total"]), "3=1 5=1 7=1 8=1");
}

/// `report` counts by its window alone, whatever today is.
#[test]
fn a_report_does_not_depend_on_today() {
    for today in ["2021-03-20", "2021-04-05", "2030-01-01"] {
        let row = "d,T,vp,direct,2021-04-01,completed,2021-04-10,2021-05-02,";
        let report =
            Sandbox::new().dossiers(&[row]).on(today).json(&["report", "--quarter", "2", "--year", "2021"]);
        assert_eq!(shown(&report["dossiers"]["total"]), "3=1 5=1 7=1 10=1", "{today}");
    }
}
