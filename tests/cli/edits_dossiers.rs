//! `check --base`: what was recorded of dossiers and feedback stays, cell by cell.

use serde_json::json;

use crate::edits::{LOG, edit, edit_of, files};
use crate::sandbox::Sandbox;

const H1: &str = "K0605 data/dossiers/Hồ sơ quý I.csv:2";
const H2: &str = "K0605 data/dossiers/Hồ sơ quý I.csv:3";

/// One dossier that is due on the 10th of June, judged on the 15th.
fn due() -> Sandbox {
    files().edit(LOG, "processing,,,", "processing,2021-06-10,,")
}

fn to(old: &'static str, new: &'static str) -> impl FnOnce(Sandbox) -> Sandbox {
    move |sandbox| sandbox.edit(LOG, old, new)
}

#[test]
fn a_due_day_that_was_given_stays() {
    let passed = "K0603 data/dossiers/Hồ sơ quý I.csv:2";
    edit_of(due(), to("2021-06-10", "2021-06-30"), &[passed]);
    edit_of(due(), to("2021-06-10", ""), &[passed]);
    for today in ["2021-06-09", "2021-06-10"] {
        edit_of(due().on(today), to("2021-06-10", "2021-06-30"), &[H1]);
        edit_of(due().on(today), to("2021-06-10", ""), &[H1]);
    }
    edit_of(due(), to("2021-06-10", "2021-06-10 17:00"), &[]);
    edit(to("processing,,,", "processing,2021-06-10,,"), &[]);
}

#[test]
fn unit_channel_and_procedure_stay() {
    edit(to("h1,T,vp,direct", "h1,T,tn,direct"), &[H1]);
    edit(to("h1,T,vp,direct", "h1,T,vp,online"), &[H1]);
    edit(to("h1,T,vp,direct", "h1,X,vp,direct"), &[H1]);
    // An alias is the unit, and what could not be read may be mended.
    let of_ward = || files().edit(LOG, "h1,T,vp", "h1,T,p1");
    edit_of(of_ward(), to("h1,T,p1", "h1,T,Phường Một"), &[]);
    let wrong = || files().edit(LOG, "h1,T,vp,direct", "h1,T,zz,bưu điện");
    edit_of(wrong(), to("h1,T,zz,bưu điện", "h1,T,vp,postal"), &[]);
}

#[test]
fn a_status_does_not_go_back() {
    for closed in ["withdrawn", "returned"] {
        edit(move |sandbox| sandbox.edit(LOG, "completed,", &format!("{closed},")), &[H2]);
    }
    edit(to("completed,", "delivered,"), &[]);
    edit_of(files().edit(LOG, "completed,", "delivered,"), to("delivered,", "completed,"), &[H2]);
    for status in ["submitted", "rejected"] {
        edit(move |sandbox| sandbox.edit(LOG, "processing", status), &[H1]);
    }
    edit(to("processing", "awaiting_payment"), &[]);
    edit(to("processing,,,", "returned,,2021-05-01,"), &[]);
    edit_of(files().edit(LOG, "processing", "submitted"), to("submitted", "rejected"), &[]);
}

#[test]
fn a_change_names_both_values_at_its_cell() {
    let Some(sandbox) = files().committed() else { return };
    let sandbox = sandbox.edit(LOG, "h1,T,vp,direct,2021-04-01", "h1,T,vp,online,2021-04-03");
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).exits(1).value();
    let found: Vec<_> =
        value["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "K0605").collect();
    let columns: Vec<_> = found.iter().map(|f| f["column"].clone()).collect();
    assert_eq!(columns, [json!(9), json!(16)], "{value}");
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("channel đã ghi bị đổi: «direct» (bản «HEAD») → «online»"), "{message}");
}

#[test]
fn the_due_day_of_feedback_stays() {
    let path = "data/feedback/2021.csv";
    let of = |due: &str| {
        format!("feedback_id,received_at,channel,kind,due_at\npa-1,2021-05-01,phone,complaint,{due}\n")
    };
    let given = || files().file(path, of("2021-06-10"));
    let (early, late) = (of("2021-06-01"), of(""));
    edit_of(given(), |sandbox| sandbox.file(path, &early), &["K0603 data/feedback/2021.csv:2"]);
    edit_of(given(), |sandbox| sandbox.file(path, &late), &["K0603 data/feedback/2021.csv:2"]);
    edit_of(
        given().on("2021-06-10"),
        |sandbox| sandbox.file(path, &early),
        &["K0605 data/feedback/2021.csv:2"],
    );
    edit(|sandbox| sandbox.file(path, &early), &[]);
}

/// What a file that could not be read lost in the edit cannot be seen, so nothing is said to be in order.
#[test]
fn an_edit_of_a_file_that_could_not_be_read_before_is_not_judged() {
    let plan = "plan/2021/A-I.toml";
    let broken = [(LOG, "dossier_id,", "ma,"), (LOG, "h1,T", "\"h1,T"), (plan, "[section]", "[section")];
    for (path, good, bad) in broken {
        let Some(sandbox) = files().edit(path, good, bad).committed() else { return };
        sandbox.run(&["check", "--base", "HEAD"]).exits(1);
        let sandbox = sandbox.edit(path, bad, good);
        let told = ["không so được với bản «HEAD»", path, "hãy so với một bản trước đó"];
        sandbox.run(&["check", "--base", "HEAD"]).exits(2).says(&told);
    }
}
