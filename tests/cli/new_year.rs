//! `new-year`: the draft of the next plan keeps words and comments, names what must be decided anew, overwrites nothing.

use std::path::Path;

use serde_json::Value;

use crate::sandbox::Sandbox;

const PLAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plan");

/// The shipped plan of 2021, changed on the way by `change`.
fn shipped(change: impl Fn(String) -> String) -> Sandbox {
    let config = std::fs::read(Path::new(PLAN).with_file_name("kstthc.toml")).unwrap();
    let mut sandbox = Sandbox::empty().file("kstthc.toml", config).on("2021-12-20");
    for folder in ["", "2021"] {
        for entry in std::fs::read_dir(Path::new(PLAN).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(PLAN).unwrap().to_str().unwrap().replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
                sandbox = sandbox.file(&format!("plan/{name}"), change(text));
            }
        }
    }
    sandbox
}

fn list(sandbox: &Sandbox, year: &str) -> Value {
    sandbox.json(&["plan", "list", "--year", year])
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the file is there")).unwrap()
}

#[test]
fn the_plan_of_2021_rolls_over_as_a_draft_without_errors() {
    let sandbox = shipped(|text| text)
        .file("data/events/2021.csv", "event_id,item,date,due\nTH-1,A.I.01,2021-03-01,2021-03-31\n");
    let before = text(&sandbox, "plan/2021/plan.toml");
    let told = sandbox.run(&["new-year"]).exits(0);
    for part in ["02/2017/TT-VPCP ngày 31/10/2017", "A-VIII.toml:23", "A.VII.01", "Nêu năm 2021"] {
        assert!(told.stdout.contains(part), "{part}: {told:?}");
    }
    assert_eq!(text(&sandbox, "plan/2021/plan.toml"), before);
    let plan = list(&sandbox, "2022");
    let items = plan["items"].as_array().unwrap();
    assert_eq!((items.len(), &plan["draft"]), (29, &Value::Bool(true)));
    let of = |item: &Value, key: &str| item[key].as_array().unwrap().len();
    assert_eq!(items.iter().map(|item| of(item, "errata") + of(item, "inferred")).sum::<usize>(), 0);
    let ids: Vec<&str> = items
        .iter()
        .flat_map(|item| item["occurrences"].as_array().unwrap())
        .map(|occurrence| occurrence["id"].as_str().unwrap())
        .collect();
    assert!(ids.len() > 50 && ids.iter().all(|id| id.contains("@2022")), "{ids:?}");
    let time =
        |code: &str| items.iter().find(|item| item["code"] == code).unwrap()["schedule"]["text"].clone();
    assert_eq!(time("A.I.02"), "Quý II hoặc quý III/2022");
    assert_eq!(time("A.VIII.02"), "Tháng 6 và tháng 12");
    assert!(sandbox.run(&["status", "--year", "2022"]).exits(0).stdout.contains("DỰ THẢO"));
    let checked = sandbox.run(&["check", "--format", "json"]).exits(0).value();
    assert_eq!(checked["summary"]["errors"], 0);
    assert!(text(&sandbox, "data/progress/2022.csv").starts_with("item,occurrence,unit"));
}

#[test]
fn what_was_decided_for_the_old_year_is_gone_and_its_slips_stay_as_comments() {
    let sandbox = shipped(|text| {
        text.replace("[[part]]\ncode = \"A\"", "[[amendment]]\nnumber = \"5/QĐ-UBND\"\ndate = 2021-05-04\nitems = [\"A.I.02\"]\nreason = \"đổi\"\n\n[[part]]\ncode = \"A\"")
    });
    sandbox.run(&["new-year"]).exits(0);
    let cover = text(&sandbox, "plan/2022/plan.toml");
    for gone in ["1911", "2020-12-31", "signer = \"Phạm", "[[amendment]]", "[[erratum]]", "year = 2021"] {
        assert!(
            !cover.lines().filter(|line| !line.starts_with('#')).any(|line| line.contains(gone)),
            "{gone}"
        );
    }
    assert!(cover.contains("NĂM 2022 TRÊN ĐỊA BÀN") && cover.contains("number = \"\"\n"));
    assert!(cover.contains("# Đối chiếu bản 2021, số 1: «Số: 1911/QĐ-UBND"));
    let section = text(&sandbox, "plan/2022/A-III.toml");
    assert!(section.starts_with("#:schema ../../docs/schema/section.json\n# DỰ THẢO kế hoạch năm 2022"));
    assert!(
        section.contains("# Đối chiếu bản 2021, số 34: «phê duyet», đọc là «phê duyệt».\n[[item]]"),
        "{section}"
    );
}

#[test]
fn line_endings_and_comments_of_the_old_files_are_kept() {
    let lf = shipped(|text| text);
    let crlf = shipped(|text| text.replace('\n', "\r\n"));
    lf.run(&["new-year"]).exits(0);
    crlf.run(&["new-year"]).exits(0);
    let path = "plan/2022/A-VIII.toml";
    assert!(text(&lf, path).contains("# Các kỳ báo cáo lấy từ chính nội dung công việc.\n[item.schedule]"));
    assert_eq!(text(&crlf, path), text(&lf, path).replace('\n', "\r\n"));
}

#[test]
fn a_year_that_has_a_plan_is_never_overwritten() {
    let sandbox = shipped(|text| text);
    sandbox.run(&["new-year"]).exits(0);
    let sandbox = sandbox.edit("plan/2022/A-I.toml", "Quý II hoặc", "Quý I hoặc");
    let before = text(&sandbox, "plan/2022/A-I.toml");
    sandbox.run(&["new-year", "--from", "2021"]).exits(2).says(&["đã có kế hoạch năm 2022"]);
    assert_eq!(text(&sandbox, "plan/2022/A-I.toml"), before);
}

#[test]
fn run_twice_it_does_not_go_on_from_its_own_draft() {
    let sandbox = shipped(|text| text);
    sandbox.run(&["new-year"]).exits(0);
    sandbox.run(&["new-year"]).exits(2).says(&["năm 2022) còn là dự thảo", "kstthc new-year --from 2022"]);
    assert!(!sandbox.root().join("plan/2023").exists());
    sandbox.run(&["new-year", "--from", "2022"]).exits(0).says(&["Lưu ý: kế hoạch năm 2022"]);
    assert!(sandbox.root().join("plan/2023/plan.toml").exists());
}

#[test]
fn a_dry_run_writes_nothing_and_logs_that_are_there_stay() {
    let sandbox = shipped(|text| text).file("data/events/2022.csv", "event_id,item,date,due\n");
    let shown = sandbox.run(&["new-year", "-n"]).exits(0).says(&["chưa ghi gì", "data/progress/2022.csv"]);
    assert!(shown.stdout.contains("02/2017/TT-VPCP"));
    assert!(!sandbox.path("plan/2022").exists() && !sandbox.path("data/progress").exists());
    sandbox.run(&["new-year"]).exits(0);
    assert_eq!(text(&sandbox, "data/events/2022.csv"), "event_id,item,date,due\n");
}

#[test]
fn acts_and_units_that_are_gone_in_the_new_year_are_listed_with_what_replaces_them() {
    let sandbox = shipped(|text| text);
    let told = sandbox.run(&["new-year", "--year", "2026"]).exits(0).says(&["cấp huyện kết thúc"]);
    for part in [
        "118/2025/NĐ-CP (đã đối chiếu)",
        "03/2025/TT-VPCP",
        "5/2025/TT-VPCP",
        "vp, @phong-ban (cả nhóm)",
        "B.07",
    ] {
        assert!(told.stdout.contains(part), "{part}: {told:?}");
    }
    let cover = text(&sandbox, "plan/2026/plan.toml");
    assert!(
        cover.contains("# 61/2018/NĐ-CP: Hết hiệu lực từ 01/07/2025, được thay bằng 118/2025/NĐ-CP"),
        "{cover}"
    );
    let checked = sandbox.run(&["check", "--format", "json"]).exits(0).value();
    assert_eq!(checked["summary"]["errors"], 0);
    assert!(sandbox.findings().iter().any(|finding| finding.starts_with("K0318 plan/2026/plan.toml")));
}

#[test]
fn without_a_plan_or_with_one_that_cannot_be_read_nothing_is_made() {
    Sandbox::new().run(&["new-year"]).exits(2).says(&["chưa có kế hoạch nào"]);
    let sandbox = shipped(|text| text);
    sandbox.run(&["new-year", "--from", "2019"]).exits(2).says(&["không có kế hoạch năm 2019"]);
    sandbox.run(&["new-year", "--year", "2021"]).exits(2).says(&["phải sau năm 2021"]);
    let sandbox = sandbox.edit("plan/2021/A-I.toml", "schema_version = 1", "schema_version = = 1");
    sandbox.run(&["new-year"]).exits(2).says(&["lỗi cú pháp"]);
    assert!(!sandbox.path("plan/2022").exists());
}
