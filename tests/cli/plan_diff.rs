//! `plan diff`: what changed in the plan between two revisions, in words.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, git_in, texts};

const SECTION: &str = "plan/2021/A-I.toml";
const PLAN: &str = "plan/2021/plan.toml";
const COVER: &str =
    "schema_version = 1\nyear = 2021\ntitle = \"Kế hoạch\"\n[decision]\nnumber = \"1911/QĐ-UBND\"\n";

fn committed() -> Option<Sandbox> {
    Sandbox::new()
        .plan(&[
            ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3"),
            ("Trong năm", "kind = \"year\""),
        ])
        .file(PLAN, COVER)
        .committed()
}

/// Another schedule, other units, an item that goes and one that comes, and what allows it.
fn edited(sandbox: Sandbox) -> Sandbox {
    let amendment = "[[amendment]]\nnumber = \"123/QĐ-UBND\"\ndate = 2021-05-04\n\
                     items = [\"A.I.01\", \"A.I.02\", \"A.I.03\"]\nreason = \"Điều chỉnh\"\n\
                     [[erratum]]\nnumber = 1\nas_written = \"a\"\nreading = \"b\"\nnote = \"c\"\n";
    sandbox
        .edit(SECTION, "trước quý III", "trước quý IV")
        .edit(SECTION, "quarter = 3", "quarter = 4")
        .edit(SECTION, "[\"vp\", \"tn\"]", "[\"p1\", \"@phong\"]")
        .edit(SECTION, "A.I.02", "A.I.03")
        .edit(SECTION, "Việc 2", "Việc mới")
        .file(PLAN, format!("{}{amendment}", COVER.replace("1911", "1944")))
}

fn plan(value: &Value) -> &Value {
    assert_eq!((&value["kind"], &value["changed"]), (&json!("plan_diff"), &json!(true)), "{value}");
    &value["plans"][0]
}

#[test]
fn an_item_is_told_field_by_field_with_units_by_name_and_due_days() {
    let Some(sandbox) = committed().map(edited) else { return };
    let value = sandbox.json(&["plan", "diff", "HEAD"]);
    assert_eq!((&value["from"]["revision"], &value["to"]["commit"]), (&json!("HEAD"), &json!(null)));
    let item = &plan(&value)["items"][0];
    assert_eq!(texts(&item["changes"], "field"), ["units", "lead", "schedule.text", "schedule"]);
    assert_eq!(texts(&item["changes"], "before")[0], "Văn phòng, Phòng Tài nguyên");
    assert_eq!(texts(&item["changes"], "after")[0], "Phường 1, Các phòng");
    let due = json!([{"occurrence": "A.I.01@2021", "before": "2021-06-30", "after": "2021-09-30"}]);
    assert_eq!(item["due"], due);
}

#[test]
fn added_and_removed_items_decision_amendments_and_errata_are_told() {
    let Some(sandbox) = committed().map(edited) else { return };
    let value = sandbox.json(&["plan", "diff", "HEAD"]);
    let plan = plan(&value);
    assert_eq!(
        (texts(&plan["added"], "code"), texts(&plan["removed"], "code")),
        (vec!["A.I.03"], vec!["A.I.02"])
    );
    assert_eq!(texts(&plan["decision"], "after"), ["1944/QĐ-UBND"]);
    assert_eq!(texts(&plan["amendments_added"], "number"), ["123/QĐ-UBND"]);
    assert_eq!((&plan["errata_before"], &plan["errata_after"]), (&json!(0), &json!(1)));
    let text = sandbox.run(&["plan", "diff", "HEAD"]).exits(0).stdout;
    for words in
        ["A.I.01", "Phường 1", "30/06/2021", "30/09/2021", "Việc mới", "Việc 2", "123/QĐ-UBND", "0 → 1"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn two_revisions_are_compared_whatever_stands_on_disk() {
    let Some(sandbox) = committed().map(edited) else { return };
    git_in(sandbox.root(), &["commit", "-qam", "sửa"]).unwrap();
    let sandbox = sandbox.file(SECTION, "không phải TOML");
    let value = sandbox.json(&["plan", "diff", "HEAD~1..HEAD"]);
    assert_eq!(texts(&plan(&value)["added"], "code"), ["A.I.03"]);
    let back = sandbox.json(&["plan", "diff", "..HEAD~1"]);
    assert_eq!(texts(&plan(&back)["added"], "code"), ["A.I.02"]);
    sandbox.run(&["plan", "diff", "HEAD~1...HEAD"]).exits(2).says(&["BẢN1..BẢN2"]);
    sandbox.run(&["plan", "diff", "HEAD~9..HEAD"]).exits(2).says(&["git không có bản «HEAD~9»"]);
}

#[test]
fn nothing_changed_is_said() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.edit(SECTION, "[section]", "# ghi chú\n[section]");
    let text = sandbox.run(&["plan", "diff", "HEAD"]).exits(0).stdout;
    assert!(text.contains("không có gì thay đổi"), "{text}");
    let value = sandbox.json(&["plan", "diff", "HEAD..HEAD"]);
    assert_eq!((&value["changed"], &value["plans"]), (&json!(false), &json!([])));
}

#[test]
fn a_plan_that_is_new_or_gone_says_so() {
    let Some(sandbox) = committed() else { return };
    let sandbox = sandbox.without(PLAN).without(SECTION);
    let sandbox = sandbox.file("plan/2022/plan.toml", COVER.replace("2021", "2022"));
    let value = sandbox.json(&["plan", "diff", "HEAD"]);
    assert_eq!(texts(&value["plans"], "status"), ["changed", "added"], "the folder of 2021 still stands");
    let text = sandbox.run(&["plan", "diff", "HEAD"]).exits(0).stdout;
    assert!(text.contains("Kế hoạch năm 2022 (mới)"), "{text}");
}
