//! `check --base`: what an edit of an approved plan or of a log may not do, in real git repositories.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, git_in};

const COVER: &str = "schema_version = 1\nyear = 2021\ntitle = \"Kế hoạch\"\n[decision]\nnumber = \"1911/QĐ-UBND\"\n\
                     date = 2020-12-31\n";
const AMENDMENT: &str = "[[amendment]]\nnumber = \"123/QĐ-UBND\"\ndate = 2021-05-04\nitems = [\"A.I.01\"]\n\
                         reason = \"Điều chỉnh\"\n";
const CORRECTION: &str =
    "[[correction]]\ndate = 2021-05-04\nitems = [\"A.I.01\"]\nreason = \"Chép sai bản gốc\"\n";
pub(crate) const SECTION: &str = "plan/2021/A-I.toml";
const PLAN: &str = "plan/2021/plan.toml";

/// An approved plan of two items (due 31/03 and 31/12), logs of every kind, and a sealed report, on 2021-06-15.
pub(crate) fn files() -> Sandbox {
    Sandbox::new()
        .plan(&[("Quý I/2021", "kind = \"quarter\"\nquarter = 1"), ("Trong năm", "kind = \"year\"")])
        .file(PLAN, COVER)
        .file(
            "data/dossiers/Hồ sơ quý I.csv",
            format!(
                "{}h1,T,vp,direct,2021-04-01,processing,,,\nh2,T,vp,direct,2021-04-02,completed,,2021-04-20,\n",
                crate::sandbox::HEADER
            ),
        )
        .progress(&["A.I.02@2021,vp,2021-05-10,started"])
        .events(&["yc-1,A.I.02,2021-05-04,"])
        .pauses(&["h1,supplement,2021-04-05,,"])
        .file("data/feedback/2021.csv", "feedback_id,received_at,channel,kind\npa-1,2021-05-01,phone,complaint\n")
        .file("data/evaluations/2021-Q2/slips.csv", "dossier_id,unit,i1,satisfaction\nh2,vp,0,\n")
        .file("data/evaluations/2021-Q2/units.csv", "unit,i5\nvp,1\n")
        .file("data/sealed/2021-Q1.json", "{\"figures\": 1}\n")
}

/// The codes K06 of `check --base HEAD` as `K0601 path:line`, each an error that is new.
#[track_caller]
fn refused(sandbox: &Sandbox) -> Vec<String> {
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).value();
    let findings = value["findings"].as_array().unwrap().iter();
    let of_edits = findings.filter(|finding| finding["code"].as_str().unwrap().starts_with("K06"));
    let line = |finding: &Value| {
        assert_eq!(
            (&finding["severity"], &finding["introduced"]),
            (&json!("error"), &json!(true)),
            "{finding}"
        );
        assert!(finding["message"].as_str().unwrap().contains("HEAD"), "both versions are named: {finding}");
        let text = |key: &str| finding[key].as_str().unwrap();
        format!("{} {}:{}", text("code"), text("path"), finding["line"])
    };
    of_edits.map(line).collect()
}

/// Commits the files, edits them and asserts which findings of the edit there are.
#[track_caller]
pub(crate) fn edit(edit: impl FnOnce(Sandbox) -> Sandbox, expected: &[&str]) {
    edit_of(files(), edit, expected);
}

#[track_caller]
pub(crate) fn edit_of(files: Sandbox, edit: impl FnOnce(Sandbox) -> Sandbox, expected: &[&str]) {
    let Some(committed) = files.committed() else { return };
    let edited = edit(committed);
    assert_eq!(refused(&edited), expected);
}

fn new_result(sandbox: Sandbox) -> Sandbox {
    sandbox.edit(SECTION, "result = \"Kết quả\"", "result = \"Báo cáo\"")
}

#[test]
fn nothing_edited_is_nothing_refused_and_no_finding_is_new() {
    edit(|sandbox| sandbox, &[]);
    let Some(sandbox) = files().committed() else { return };
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).value();
    assert_eq!(value["summary"]["introduced"], json!(0));
}

#[test]
fn an_approved_plan_changes_only_with_an_amendment_or_a_correction() {
    let item = "K0601 plan/2021/A-I.toml:6";
    edit(new_result, &[item]);
    edit(|sandbox| sandbox.edit(SECTION, "task = \"Việc 1\"", "task = \"Việc khác\""), &[item]);
    edit(|sandbox| sandbox.edit(SECTION, "[\"vp\", \"tn\"]", "[\"tn\", \"vp\"]"), &[item]);
    edit(|sandbox| sandbox.edit(SECTION, "result =", "lead = \"p1\"\nresult ="), &[item]);
    edit(|sandbox| sandbox.edit(SECTION, "Trong năm", "Thường xuyên"), &["K0601 plan/2021/A-I.toml:15"]);
    let amended =
        |more: &'static str| move |sandbox: Sandbox| new_result(sandbox).file(PLAN, format!("{COVER}{more}"));
    edit(amended(AMENDMENT), &[]);
    edit(amended(CORRECTION), &[]);
}

#[test]
fn an_amendment_must_be_new_and_name_the_item() {
    let other = AMENDMENT.replace("A.I.01", "A.I.02");
    edit(
        |sandbox| new_result(sandbox).file(PLAN, format!("{COVER}{other}")),
        &["K0601 plan/2021/A-I.toml:6"],
    );
    let amended = files().file(PLAN, format!("{COVER}{AMENDMENT}"));
    edit_of(amended, new_result, &["K0601 plan/2021/A-I.toml:6"]);
}

#[test]
fn items_come_and_go_only_with_an_amendment_too() {
    let third = "[[item]]\ncode = \"A.I.03\"\ntask = \"Việc 3\"\nunits = [\"vp\"]\n[item.schedule]\n\
                 text = \"Trong năm\"\nkind = \"year\"\n";
    let text = String::from_utf8(files().read(SECTION).unwrap()).unwrap();
    edit(|sandbox| sandbox.file(SECTION, format!("{text}{third}")), &["K0601 plan/2021/A-I.toml:23"]);
    let second = text.find("[[item]]\ncode = \"A.I.02\"").unwrap();
    let first_gone = format!("{}{}", &text[..text.find("[[item]]").unwrap()], &text[second..]);
    edit(|sandbox| sandbox.file(SECTION, &first_gone), &["K0601 plan/2021/plan.toml:1"]);
    let amended = format!("{COVER}{AMENDMENT}");
    edit(|sandbox| sandbox.file(SECTION, &first_gone).file(PLAN, amended), &[]);
    let all_gone = ["K0601 plan/2021/plan.toml:1"; 2].into_iter().chain(["K0602 plan/2021/plan.toml:1"]);
    let all_gone: Vec<_> = all_gone.collect();
    edit(|sandbox| sandbox.without(SECTION).without(PLAN), &all_gone);
}

/// Comments, errata, inferred values, layout and line breaks are not what was decided.
#[test]
fn comments_errata_and_inferred_values_are_free() {
    edit(|sandbox| sandbox.edit(SECTION, "[section]", "# ghi chú\n\n[section]"), &[]);
    let more = "[[item.erratum]]\nnumber = 1\nas_written = \"a\"\nreading = \"b\"\nnote = \"c\"\n\
                [[item.inferred]]\nfield = \"units\"\nreason = \"d\"\n[[item]]\ncode = \"A.I.02\"";
    edit(|sandbox| sandbox.edit(SECTION, "[[item]]\ncode = \"A.I.02\"", more), &[]);
    edit(|sandbox| sandbox.edit(SECTION, "\"Việc 1\"", "\"\"\"\nViệc\n1\"\"\""), &[]);
}

#[test]
fn a_draft_and_a_new_year_are_free() {
    let draft = files().file(PLAN, COVER.replace("1911/QĐ-UBND", ""));
    edit_of(draft, new_result, &[]);
    let section = String::from_utf8(files().read(SECTION).unwrap()).unwrap().replace("2021", "2022");
    let cover = COVER.replace("2021", "2022");
    edit(|sandbox| sandbox.file("plan/2022/A-I.toml", section).file("plan/2022/plan.toml", cover), &[]);
}

/// An amendment lets an item go, but not what was recorded for it.
#[test]
fn an_item_with_progress_does_not_vanish() {
    let text = String::from_utf8(files().read(SECTION).unwrap()).unwrap();
    let first = text[..text.find("[[item]]\ncode = \"A.I.02\"").unwrap()].to_owned();
    let cover = format!("{COVER}{}", AMENDMENT.replace("A.I.01", "A.I.02"));
    edit(|sandbox| sandbox.file(SECTION, first).file(PLAN, cover), &["K0602 plan/2021/plan.toml:1"]);
}

/// A due day that has passed stays, with or without an amendment; one that is to come may move with one.
#[test]
fn a_deadline_is_not_moved_after_it_passed() {
    let amended = format!("{COVER}{}", AMENDMENT.replace("\"A.I.01\"", "\"A.I.01\", \"A.I.02\""));
    let moved = |sandbox: Sandbox| {
        sandbox
            .edit(SECTION, "Quý I/2021", "Quý III/2021")
            .edit(SECTION, "quarter = 1", "quarter = 3")
            .edit(SECTION, "Trong năm", "Quý IV/2021")
            .edit(SECTION, "\"year\"", "\"quarter\"\nquarter = 4")
            .file(PLAN, &amended)
    };
    edit(moved, &["K0603 plan/2021/A-I.toml:6"]);
    edit_of(files().on("2021-03-31"), moved, &[]);
    edit_of(files().on("2021-04-01"), moved, &["K0603 plan/2021/A-I.toml:6"]);
    // An event that asks for a report does not take the item's own deadlines away.
    let asked =
        |sandbox: Sandbox| sandbox.events(&["yc-1,A.I.02,2021-05-04,", "yc-2,A.I.01,2021-05-04,2021-05-06"]);
    edit(asked, &[]);
}

pub(crate) const LOG: &str = "data/dossiers/Hồ sơ quý I.csv";

#[test]
fn a_dossier_that_was_recorded_stays() {
    let row = "h1,T,vp,direct,2021-04-01,processing,,,\n";
    let without_pause = || files().without("data/pauses.csv");
    edit_of(
        without_pause(),
        |sandbox| sandbox.edit(LOG, row, ""),
        &["K0604 data/dossiers/Hồ sơ quý I.csv:1"],
    );
    edit_of(without_pause(), |sandbox| sandbox.without(LOG), &["K0604 data/dossiers/Hồ sơ quý I.csv:1"; 2]);
    // It may move to another log, and be completed there.
    let done = format!("{}h1,T,vp,direct,2021-04-01 08:00,completed,,2021-06-01,\n", crate::sandbox::HEADER);
    edit(|sandbox| sandbox.edit(LOG, row, "").file("data/dossiers/khác/b.csv", done), &[]);
    // Of two rows with one id one may go.
    let twice = files().file("data/dossiers/b.csv", format!("{}{row}", crate::sandbox::HEADER));
    edit_of(twice, |sandbox| sandbox.edit(LOG, row, ""), &[]);
    let twice = files().edit(LOG, row, &row.repeat(2));
    edit_of(twice, |sandbox| sandbox.edit(LOG, row, ""), &[]);
    // The order of rows and columns, separators and line endings are free.
    let text = String::from_utf8(files().read(LOG).unwrap()).unwrap().replace(',', ";").replace('\n', "\r\n");
    edit(|sandbox| sandbox.file(LOG, format!("\u{feff}{text}")), &[]);
}

#[test]
fn the_days_of_a_dossier_stay() {
    let place = ["K0605 data/dossiers/Hồ sơ quý I.csv:2"];
    edit(|sandbox| sandbox.edit(LOG, "2021-04-01", "2021-03-30"), &place);
    edit(|sandbox| sandbox.edit(LOG, "2021-04-01", "2021-04-03"), &place);
    let place = ["K0605 data/dossiers/Hồ sơ quý I.csv:3"];
    edit(|sandbox| sandbox.edit(LOG, "2021-04-20", "2021-04-10"), &place);
    edit(|sandbox| sandbox.edit(LOG, "completed,,2021-04-20", "processing,,"), &[place[0]; 2]);
    edit(|sandbox| sandbox.edit(LOG, "2021-04-20", "2021-04-20 16:30"), &[]);
}

#[test]
fn rows_of_the_other_logs_stay() {
    edit(|sandbox| sandbox.progress(&[]), &["K0604 data/progress/2021.csv:1"]);
    edit(
        |sandbox| sandbox.progress(&["A.I.02@2021,vp,2021-05-10,done"]),
        &["K0604 data/progress/2021.csv:1"],
    );
    edit(|sandbox| sandbox.events(&[]), &["K0604 data/events/2021.csv:1"]);
    edit(|sandbox| sandbox.pauses(&["h1,supplement,2021-04-05,,", "h2,payment,2021-04-05,,"]), &[]);
    edit(|sandbox| sandbox.pauses(&["h1,payment,2021-04-05,,"]), &["K0604 data/pauses.csv:1"]);
    let (slips, scores) = ("data/evaluations/2021-Q2/slips.csv", "data/evaluations/2021-Q2/units.csv");
    edit(|sandbox| sandbox.without(slips), &["K0604 data/evaluations/2021-Q2/slips.csv:1"]);
    edit(
        |sandbox| sandbox.edit(slips, "h2,vp,0", "h2,vp,2"),
        &["K0604 data/evaluations/2021-Q2/slips.csv:2"],
    );
    edit(|sandbox| sandbox.edit(slips, "h2,vp,0,", "h2,vp,0,dissatisfied"), &[]);
    edit(|sandbox| sandbox.edit(scores, "vp,1", "vp,2"), &[]);
    let feedback = "data/feedback/2021.csv";
    edit(|sandbox| sandbox.without(feedback), &["K0604 data/feedback/2021.csv:1"]);
    let answered =
        "feedback_id,received_at,channel,kind,answered_at\npa-1,2021-05-01,phone,proposal,2021-05-20\n";
    edit(|sandbox| sandbox.file(feedback, answered), &[]);
}

#[test]
fn rows_may_be_added_filled_and_rewritten_the_same() {
    edit(
        |sandbox| {
            sandbox.file(
                "data/progress/2021.csv",
                "unit,state,date,occurrence,evidence\nvp,started,2021-05-10,A.I.02@2021,15/BC\nvp,done,2021-06-01,A.I.02@2021,\n",
            )
        },
        &[],
    );
    edit(|sandbox| sandbox.pauses(&["h1,supplement,2021-04-05,2021-04-12,2021-05-04"]), &[]);
    edit(|sandbox| sandbox.events(&["yc-1,A.I.02,2021-05-04,2021-07-01"]), &[]);
}

#[test]
fn a_recorded_day_of_the_other_logs_stays() {
    edit(
        |sandbox| sandbox.progress(&["A.I.02@2021,vp,2021-05-01,started"]),
        &["K0605 data/progress/2021.csv:2"],
    );
    edit(|sandbox| sandbox.events(&["yc-1,A.I.02,2021-05-01,"]), &["K0605 data/events/2021.csv:2"]);
    edit(|sandbox| sandbox.pauses(&["h1,supplement,2021-04-03,,"]), &["K0605 data/pauses.csv:2"]);
}

#[test]
fn sealed_figures_stay_as_they_were_sent() {
    let sealed = "data/sealed/2021-Q1.json";
    edit(|sandbox| sandbox.file(sealed, "{\"figures\": 2}\n"), &["K0606 data/sealed/2021-Q1.json:1"]);
    edit(|sandbox| sandbox.without(sealed), &["K0606 data/sealed/2021-Q1.json:1"]);
    edit(|sandbox| sandbox.file(sealed, "{\"figures\": 1}\r\n"), &[]);
    edit(|sandbox| sandbox.file("data/sealed/2021-Q2.json", "{}"), &[]);
}

#[test]
fn amendments_stay_as_they_were_given() {
    let amended = || files().file(PLAN, format!("{COVER}{AMENDMENT}{CORRECTION}"));
    edit_of(amended(), |sandbox| sandbox.file(PLAN, COVER), &["K0607 plan/2021/plan.toml:1"; 2]);
    edit_of(
        amended(),
        |sandbox| sandbox.edit(PLAN, "Điều chỉnh", "Lý do khác"),
        &["K0607 plan/2021/plan.toml:7"],
    );
    let swapped = format!("{COVER}{CORRECTION}# ghi chú\n{AMENDMENT}");
    edit_of(amended(), |sandbox| sandbox.file(PLAN, swapped), &[]);
}

/// What cannot be read is not taken for removed.
#[test]
fn a_broken_file_is_no_removal() {
    edit(|sandbox| sandbox.edit(SECTION, "[section]", "[section"), &[]);
    edit(|sandbox| sandbox.edit(LOG, "h1,T", "\"h1,T"), &[]);
    edit(|sandbox| sandbox.edit(LOG, "h1,T,vp,direct", "h1,T,vp"), &[]);
    edit(|sandbox| sandbox.pauses(&["\"h1,supplement,2021-04-05,,"]), &[]);
}

#[test]
fn findings_that_stood_before_are_told_apart_wherever_they_stand_now() {
    let Some(sandbox) = Sandbox::new().dossiers(&["a,T,xx,direct,2021-04-01,processing,,,"]).committed()
    else {
        return;
    };
    let rows = ["b,T,yy,direct,2021-04-01,processing,,,", "a,T,xx,direct,2021-04-01,processing,,,"];
    let sandbox = sandbox.dossiers(&rows);
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).exits(1).value();
    assert_eq!((&value["summary"]["errors"], &value["summary"]["introduced"]), (&json!(2), &json!(1)));
    let new: Vec<_> = value["findings"].as_array().unwrap().iter().map(|f| f["introduced"].clone()).collect();
    assert_eq!(new, [json!(true), json!(false)]);
    let output = sandbox.run(&["check", "--base", "HEAD", "--format", "short"]).exits(1).says(&["thêm 1"]);
    let marked: Vec<bool> = output.stdout.lines().map(|line| line.ends_with(" [mới]")).collect();
    assert_eq!(marked, [true, false], "{output:?}");
    let text = sandbox.run(&["check", "--base", "HEAD"]).exits(1).stdout;
    assert_eq!(text.matches("[mới]").count(), 1, "{text}");
    let plain = sandbox.run(&["check", "--format", "json"]).exits(1).value();
    assert_eq!(
        (&plain["summary"]["introduced"], &plain["findings"][0]["introduced"]),
        (&json!(null), &json!(null))
    );
}

/// A repository may be a folder of a larger one; paths are those of the repository.
#[test]
fn the_root_may_be_a_folder_below_the_root_of_git() {
    let outer = Sandbox::empty();
    let files = files();
    for path in [PLAN, SECTION, LOG, "kstthc.toml", "plan/units.toml"] {
        let target = outer.path(&format!("thị xã/{path}"));
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, files.read(path).unwrap()).unwrap();
    }
    let Some(outer) = outer.on("2021-06-15").committed() else { return };
    let outer = outer.edit(&format!("thị xã/{SECTION}"), "\"Kết quả\"", "\"Báo cáo\"");
    let run = outer.run(&["-C", "thị xã", "check", "--base", "HEAD", "--format", "short"]).exits(1);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stdout.starts_with("plan/2021/A-I.toml:6:"), "{run:?}");
}

#[test]
fn a_shallow_clone_works_while_the_revision_is_there_and_says_so_where_it_is_not() {
    let Some(origin) = files().committed() else { return };
    let first = git_in(origin.root(), &["rev-parse", "HEAD"]).unwrap();
    git_in(origin.root(), &["commit", "-q", "--allow-empty", "-m", "hai"]).unwrap();
    let clones = Sandbox::empty().on("2021-06-15");
    let url = format!("file://{}", origin.root().display());
    git_in(clones.root(), &["clone", "-q", "--depth", "1", &url, "bản sao"]).unwrap();
    let clones = clones.edit(&format!("bản sao/{SECTION}"), "\"Kết quả\"", "\"Báo cáo\"");
    let at =
        |revision: &str| clones.run(&["-C", "bản sao", "check", "--base", revision, "--format", "short"]);
    assert!(at("HEAD").exits(1).stdout.contains("K0601"));
    at(&first).exits(2).says(&["một phần lịch sử", "fetch-depth"]);
    at("HEAD~1").exits(2).says(&["fetch-depth"]);
}

#[test]
fn outside_git_or_with_an_unknown_revision_the_job_cannot_be_done() {
    files().run(&["check", "--base", "HEAD"]).exits(2).says(&["không nằm trong kho git"]);
    files().run(&["plan", "diff", "HEAD"]).exits(2).says(&["không nằm trong kho git"]);
    let Some(sandbox) = files().committed() else { return };
    for revision in ["không-có", "--version", "", "HEAD:plan"] {
        let base = format!("--base={revision}");
        sandbox.run(&["check", &base]).exits(2).says(&["git không có bản", "git log"]);
    }
    let mut command = sandbox.command(&["check", "--base", "HEAD"]);
    let output = command.env("PATH", "").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("chưa cài đặt"), "{output:?}");
}

/// Where the repository begins with the edit, all is new and nothing was edited.
#[test]
fn a_revision_before_the_repository_began_refuses_nothing() {
    let Some(sandbox) = Sandbox::empty().on("2021-06-15").file("README.md", "trước").committed() else {
        return;
    };
    let sandbox = sandbox
        .file("kstthc.toml", crate::sandbox::CONFIG)
        .file("plan/units.toml", crate::sandbox::UNITS)
        .dossiers(&["a,T,xx,direct,2021-04-01,processing,,,"]);
    let value = sandbox.run(&["check", "--base", "HEAD", "--format", "json"]).exits(1).value();
    assert_eq!(value["summary"]["introduced"], json!(1));
}
