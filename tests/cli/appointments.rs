//! Due dates that move (supplements, payments, re-appointments) and dossiers that wait for the citizen.

use crate::counting::columns_of;
use crate::sandbox::{Sandbox, shown};

const NEW: &str = "[counting]\nreappointed = \"new\"\n";
const OPEN: &str = "d,T,vp,direct,2021-04-01,processing,2021-04-12,,";
const DONE: &str = "d,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-20,";

#[track_caller]
fn expect(row: &str, pauses: &[&str], columns: &str) {
    assert_eq!(columns_of(row, pauses, ""), columns, "{row} {pauses:?}");
}

/// NĐ 61/2018, art. 19.4: the term runs again from the beginning once the supplement is in.
#[test]
fn an_ended_supplement_or_payment_moves_the_due_date() {
    for kind in ["supplement", "payment"] {
        let moved = format!("d,{kind},2021-04-05,2021-04-08,2021-04-20");
        expect(DONE, &[&moved], "3=1 5=1 7=1 9=1");
        let moved = format!("d,{kind},2021-04-05,2021-04-08,2021-04-21 10:00");
        expect(DONE, &[&moved], "3=1 5=1 7=1 8=1");
        let unmoved = format!("d,{kind},2021-04-05,2021-04-08,");
        expect(DONE, &[&unmoved], "3=1 5=1 7=1 10=1");
    }
}

/// X for (8)–(10) is the day of C: a pause that ended on that day is known, one that ended later is not.
#[test]
fn a_pause_counts_from_the_day_it_ended_and_the_day_of_the_end_is_the_day_of_looking() {
    expect(DONE, &["d,supplement,2021-04-15,2021-04-20,2021-04-30"], "3=1 5=1 7=1 8=1");
    expect(DONE, &["d,supplement,2021-04-15,2021-04-21,2021-04-30"], "3=1 5=1 7=1 9=1");
}

/// X for (12) and (13) is day `to`: what ends on the day after is still waiting.
#[test]
fn pending_dossiers_are_judged_by_what_is_known_on_the_last_day() {
    expect(OPEN, &["d,supplement,2021-06-01,2021-06-14,2021-06-20"], "3=1 5=1 11=1 12=1");
    expect(OPEN, &["d,supplement,2021-06-01,2021-06-14,2021-06-13"], "3=1 5=1 11=1 13=1");
    expect(OPEN, &["d,supplement,2021-06-01,2021-06-14,"], "3=1 5=1 11=1 13=1");
    expect(OPEN, &["d,supplement,2021-06-14,2021-06-15,2021-06-13"], "3=1 5=1 11=1 12=1");
    expect(OPEN, &["d,supplement,2021-06-15,,"], "3=1 5=1 11=1 13=1");
}

#[test]
fn the_pause_that_ended_last_and_names_a_due_date_decides_whatever_the_order_of_rows() {
    let pauses = [
        "d,payment,2021-04-10,2021-04-18,",
        "d,supplement,2021-04-08,2021-04-15,2021-04-20",
        "d,supplement,2021-04-02,2021-04-05,2021-04-30",
    ];
    expect(DONE, &pauses, "3=1 5=1 7=1 9=1");
    let mut turned = pauses;
    turned.reverse();
    expect(DONE, &turned, "3=1 5=1 7=1 9=1");
}

#[test]
fn a_supplement_can_give_a_due_date_to_a_dossier_that_had_none() {
    let row = "d,T,vp,direct,2021-04-01,completed,,2021-04-20,";
    expect(row, &["d,supplement,2021-04-02,2021-04-05,2021-04-19"], "3=1 5=1 7=1 10=1");
}

#[test]
fn a_reappointment_counts_only_where_the_office_chose_so() {
    let pause = "d,reappointment,2021-04-09,,2021-04-20";
    expect(DONE, &[pause], "3=1 5=1 7=1 10=1");
    assert_eq!(columns_of(DONE, &[pause], NEW), "3=1 5=1 7=1 9=1");
    assert_eq!(columns_of(OPEN, &["d,reappointment,2021-04-09,,2021-06-14"], NEW), "3=1 5=1 11=1 12=1");
}

/// Art. 19.9: given before the due day, and once.
#[test]
fn only_the_first_reappointment_before_the_due_day_counts() {
    let on_the_day = "d,reappointment,2021-04-12,,2021-04-20";
    assert_eq!(columns_of(DONE, &[on_the_day], NEW), "3=1 5=1 7=1 10=1");
    let first = "d,reappointment,2021-04-07,,2021-04-14";
    let second = "d,reappointment,2021-04-10,,2021-04-25";
    for pauses in [[first, second], [second, first]] {
        assert_eq!(columns_of(DONE, &pauses, NEW), "3=1 5=1 7=1 10=1");
    }
}

/// X is the day of C: a re-appointment given after the end changes nothing.
#[test]
fn a_reappointment_after_the_day_of_looking_is_not_known() {
    let row = "d,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-06,";
    assert_eq!(columns_of(row, &["d,reappointment,2021-04-07,,2021-04-06"], NEW), "3=1 5=1 7=1 8=1");
}

/// A re-appointment is no pause: nobody waits for the citizen.
#[test]
fn a_reappointment_does_not_make_a_dossier_wait() {
    expect(OPEN, &["d,reappointment,2021-04-09,,2021-04-20"], "3=1 5=1 11=1 13=1");
}

#[test]
fn a_waiting_dossier_is_in_time_from_the_first_day_of_the_pause_to_the_day_before_its_end() {
    expect(OPEN, &["d,payment,2021-06-14,,"], "3=1 5=1 11=1 12=1");
    expect(OPEN, &["d,payment,2021-04-10,2021-06-15,"], "3=1 5=1 11=1 12=1");
    expect(OPEN, &["d,payment,2021-04-10,2021-06-14,"], "3=1 5=1 11=1 13=1");
}

#[test]
fn without_pause_rows_the_current_status_says_whether_it_waits() {
    for status in ["awaiting_supplement", "awaiting_payment"] {
        let row = format!("d,T,vp,direct,2021-04-01,{status},2021-04-12,,");
        expect(&row, &[], "3=1 5=1 11=1 12=1");
        expect(&row, &["d,reappointment,2021-04-09,,2021-04-20"], "3=1 5=1 11=1 12=1");
        expect(&row, &["d,supplement,2021-04-02,2021-04-05,"], "3=1 5=1 11=1 13=1");
    }
}

/// What ends while it waits is (9), however late.
#[test]
fn what_ends_while_it_waits_is_on_time() {
    expect(DONE, &["d,supplement,2021-04-05,,"], "3=1 5=1 7=1 9=1");
    expect(DONE, &["d,supplement,2021-04-20,2021-04-21,"], "3=1 5=1 7=1 9=1");
    let early = "d,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-06,";
    expect(early, &["d,supplement,2021-04-05,,"], "3=1 5=1 7=1 9=1");
    let by_due_date = "[counting]\nclosed_without_result = \"by_due_date\"\n";
    let withdrawn = "d,T,vp,direct,2021-04-01,withdrawn,2021-04-12,2021-04-20,";
    assert_eq!(columns_of(withdrawn, &["d,supplement,2021-04-05,,"], by_due_date), "3=1 5=1 7=1 9=1");
}

/// Codes are trimmed and NFC: a pause finds its dossier in another file's spelling.
#[test]
fn a_pause_finds_its_dossier_by_a_trimmed_composed_code() {
    let sandbox = Sandbox::new()
        .dossiers(&["hồ-1,T,vp,direct,2021-04-01,completed,2021-04-12,2021-04-20,"])
        .pauses(&[" ho\u{302}\u{300}-1 ,supplement,2021-04-05,2021-04-08,2021-04-20"]);
    let report = sandbox.json(&["report", "--quarter", "2", "--year", "2021"]);
    assert_eq!(shown(&report["dossiers"]["total"]), "3=1 5=1 7=1 9=1");
}
