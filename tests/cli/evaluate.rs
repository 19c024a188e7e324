//! `evaluate`: scores, totals and classes out of slips and the scores of units, computed by hand.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::readback::sheets;
use crate::sandbox::{Sandbox, shipped};

pub(crate) const SLIPS: &str = "data/evaluations/2021-Q2/slips.csv";
pub(crate) const UNITS: &str = "data/evaluations/2021-Q2/units.csv";
pub(crate) const HEADER: &str = "dossier_id,unit,officer,field,i1,i2,i3,i4,i6,i7,satisfaction\n";

/// A repository with dossiers `d1`, `d2`, … of unit `tn` that ended in the second quarter, and slips whose rows begin
/// after the dossier: `unit,officer,field,i1,…`.
pub(crate) fn office(slips: &[&str]) -> Sandbox {
    let dossier =
        |number| format!("d{number},T,tn,direct,2021-04-01,completed,2021-04-20,2021-04-12,Đất đai");
    let dossiers: Vec<String> = (1..=slips.len()).map(dossier).collect();
    let dossiers: Vec<&str> = dossiers.iter().map(String::as_str).collect();
    let rows: Vec<String> = (1..).zip(slips).map(|(number, slip)| format!("d{number},{slip}\n")).collect();
    let rows = rows.concat();
    Sandbox::new().dossiers(&dossiers).file(SLIPS, format!("{HEADER}{rows}"))
}

/// The units' scores: `unit,i5,i6,i8,i9`.
fn scored(sandbox: Sandbox, rows: &str) -> Sandbox {
    sandbox.file(UNITS, format!("unit,i5,i6,i8,i9\n{rows}\n"))
}

fn evaluate(sandbox: &Sandbox) -> Value {
    sandbox.json(&["evaluate", "--quarter", "2"])
}

#[track_caller]
fn unit<'v>(value: &'v Value, code: &str) -> &'v Value {
    let units = value["units"].as_array().expect("a list");
    units.iter().find(|unit| unit["unit"] == code).unwrap_or_else(|| panic!("{code}: {value}"))
}

#[track_caller]
fn check_unit(slips: &[&str], scores: &str, expected: (f64, u64, Value)) {
    let value = evaluate(&scored(office(slips), scores));
    let found = unit(&value, "tn");
    let (total, counted_max, class) = expected;
    assert_eq!(found["total"], json!(total), "{found}");
    assert_eq!((&found["counted_max"], &found["class"]), (&json!(counted_max), &class), "{found}");
}

/// The example of the domain notes: 2, 2, 1, 0 → 1,25 → 1,3.
#[test]
fn four_slips_of_2_2_1_0_have_1_3() {
    let value = evaluate(&office(&["tn,,,2,,,,,,", "tn,,,2,,,,,,", "tn,,,1,,,,,,", "tn,,,0,,,,,,"]));
    let tn = unit(&value, "tn");
    assert_eq!(tn["indicators"]["i1"], json!(1.3));
    assert_eq!(tn["indicators"]["i2"], Value::Null);
    assert_eq!((&tn["total"], &tn["counted_max"], &tn["slips"]), (&json!(1.3), &json!(2), &json!(4)));
}

#[test]
fn the_document_begins_as_the_contract_says() {
    let value = evaluate(&office(&["tn,cb01,,2,2,2,2,2,2,satisfied"]));
    let keys: Vec<&str> = value.as_object().expect("an object").keys().take(4).map(String::as_str).collect();
    let text = office(&[]).run(&["evaluate", "--quarter", "2", "--format", "json"]).exits(0).stdout;
    assert!(text.trim_start().starts_with('{') && text.find("schema_version") < text.find("kind"), "{text}");
    assert!(keys.iter().all(|key| value.get(*key).is_some()));
    assert_eq!((&value["schema_version"], &value["kind"]), (&json!(1), &json!("evaluate")));
    assert_eq!(
        (&value["as_of"], &value["window"]),
        (&json!("2021-06-15"), &json!({"from": "2021-03-10", "to": "2021-06-09"}))
    );
}

/// Art. 15.3b; the five of the slip are 2 each, so 10, with more from the unit's own.
#[test]
fn every_edge_of_the_classes_of_units() {
    let full = "tn,,,2,2,2,2,,2,";
    let one = "tn,,,1,1,1,1,,1,";
    let none = "tn,,,0,0,0,0,,0,";
    check_unit(&[full], "tn,2,2,2,2", (18.0, 18, json!("excellent")));
    check_unit(&[full], "tn,2,2,1,0", (15.0, 18, json!("excellent")));
    check_unit(&[full], "tn,2,2,0,0", (14.0, 18, json!("good")));
    check_unit(&[full], "tn,2,0,0,0", (12.0, 18, json!("good")));
    check_unit(&[one], "tn,2,2,0,0", (9.0, 18, json!("fair")));
    check_unit(&[one], "tn,1,0,0,0", (6.0, 18, json!("average")));
    check_unit(&[one], "tn,0,0,0,0", (5.0, 18, json!("weak")));
    check_unit(&[none], "tn,0,0,0,0", (0.0, 18, json!("weak")));
}

/// A tenth under each edge: with ten slips one point less in one indicator is a tenth less.
#[test]
fn a_tenth_under_an_edge_is_the_lower_class() {
    let slips = |score: u32, less: u32| -> Vec<String> {
        let of = |number| if number == 0 { less } else { score };
        (0..10).map(|number| format!("tn,,,{},{score},{score},{score},,{score},", of(number))).collect()
    };
    let check = |score, less, scores, expected| {
        let slips = slips(score, less);
        check_unit(&slips.iter().map(String::as_str).collect::<Vec<_>>(), scores, expected);
    };
    check(2, 1, "tn,2,2,1,0", (14.9, 18, json!("good")));
    check(2, 1, "tn,2,0,0,0", (11.9, 18, json!("fair")));
    check(1, 0, "tn,2,2,0,0", (8.9, 18, json!("average")));
    check(1, 0, "tn,1,0,0,0", (5.9, 18, json!("weak")));
}

/// Art. 15.4b: an indicator without information is not counted; the bands stay.
#[test]
fn what_has_no_information_is_not_counted() {
    check_unit(&["tn,,,2,2,2,2,,2,"], "tn,,,,", (10.0, 10, json!("fair")));
    check_unit(&["tn,,,2,,2,,,,"], "tn,2,,,2", (8.0, 8, json!("average")));
    check_unit(&["tn,,,,,,,,,satisfied"], "tn,,,,", (0.0, 0, Value::Null));
}

#[test]
fn indicator_6_is_that_of_the_unit_and_else_that_of_the_slips() {
    let slips = ["tn,,,,,,,2,,", "tn,,,,,,,1,,"];
    let of = |scores| unit(&evaluate(&scored(office(&slips), scores)), "tn")["indicators"]["i6"].clone();
    assert_eq!(of("tn,,0,,"), json!(0.0));
    assert_eq!(of("tn,2,,,"), json!(1.5));
}

#[test]
fn without_a_slip_there_is_no_class_and_no_rank() {
    let value = evaluate(&scored(office(&["tn,,,2,2,2,2,2,2,"]), "tn,1,1,1,1\np1,2,2,2,2"));
    let p1 = unit(&value, "p1");
    assert_eq!((&p1["class"], &p1["rank"], &p1["slips"]), (&Value::Null, &Value::Null, &json!(0)));
    assert_eq!((&p1["total"], &p1["counted_max"]), (&json!(8.0), &json!(8)));
    let text = office(&[]).run(&["evaluate", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("CHƯA CÓ PHIẾU ĐÁNH GIÁ NÀO"), "{text}");
    assert!(text.contains("Không đánh giá") && !text.contains("tối đa 0 điểm"), "{text}");
}

/// Art. 15.3a: the five indicators 1, 2, 3, 4, 7; 6 is not counted for an officer.
#[test]
fn every_edge_of_the_classes_of_officers() {
    for (slips, total, counted_max, class) in [
        (&["tn,a,,1,1,1,1,2,1,"][..], 5.0, 10, json!("full")),
        (&["tn,a,,1,1,1,1,2,1,", "tn,a,,1,1,1,0,2,1,"], 4.5, 10, json!("from70")),
        (&["tn,a,,1,1,1,1,2,0,", "tn,a,,1,1,1,0,2,0,"], 3.5, 10, json!("from70")),
        (&["tn,a,,1,1,1,0,2,0,"], 3.0, 10, json!("under70")),
        (&["tn,a,,2,2,,,,,"], 4.0, 4, json!("from70")),
        (&["tn,a,,,,,,2,,satisfied"], 0.0, 0, Value::Null),
    ] {
        let value = evaluate(&office(slips));
        let officer = &value["officers"][0];
        assert_eq!((&officer["officer"], &officer["unit"]), (&json!("a"), &json!("tn")));
        assert_eq!(
            (&officer["total"], &officer["counted_max"]),
            (&json!(total), &json!(counted_max)),
            "{slips:?}"
        );
        assert_eq!(officer["class"], class, "{slips:?}");
    }
}

/// With ten slips: 1 point less in one indicator of one slip is a tenth less.
#[test]
fn a_tenth_under_the_edges_of_officers() {
    let five = ["tn,a,,1,1,1,1,,1,"; 10];
    let three_and_a_half = [["tn,a,,1,1,1,1,,0,"; 5], ["tn,a,,1,1,1,0,,0,"; 5]].concat();
    for (slips, first, total, class) in [
        (&five[..], None, 5.0, "full"),
        (&five[..], Some("tn,a,,0,1,1,1,,1,"), 4.9, "from70"),
        (&three_and_a_half[..], None, 3.5, "from70"),
        (&three_and_a_half[..], Some("tn,a,,0,1,1,1,,0,"), 3.4, "under70"),
    ] {
        let mut slips = slips.to_vec();
        slips[0] = first.unwrap_or(slips[0]);
        let value = evaluate(&office(&slips));
        let officer = &value["officers"][0];
        assert_eq!((&officer["total"], &officer["class"]), (&json!(total), &json!(class)));
    }
}

#[test]
fn a_slip_without_an_officer_counts_for_none_and_is_said() {
    let sandbox = office(&["tn,a,,2,2,2,2,2,2,", "tn,,,0,0,0,0,0,0,"]);
    let value = evaluate(&sandbox);
    assert_eq!(value["officers"].as_array().map(Vec::len), Some(1));
    assert_eq!((&value["officers"][0]["total"], &value["slips_without_officer"]), (&json!(10.0), &json!(1)));
    assert_eq!(unit(&value, "tn")["indicators"]["i1"], json!(1.0));
    let text = sandbox.run(&["evaluate", "--quarter", "2"]).exits(0).stdout;
    assert!(text.contains("Phiếu không ghi công chức"), "{text}");
}

#[test]
fn equal_totals_share_a_rank_and_the_next_one_is_passed_over() {
    let sandbox = office(&["tn,,,2,,,,,,", "vp,,,1,,,,,,", "p1,,,1,,,,,,", "p1-cb,,,0,,,,,,"]);
    let value = evaluate(&sandbox);
    let units = value["units"].as_array().expect("a list").iter();
    let ranks: Vec<(&str, u64)> =
        units.map(|unit| (unit["unit"].as_str().unwrap(), unit["rank"].as_u64().unwrap())).collect();
    assert_eq!(ranks, [("tn", 1), ("vp", 2), ("p1", 2), ("p1-cb", 4)]);
}

#[test]
fn fields_come_from_the_slip_and_else_from_its_dossier() {
    let value = evaluate(&scored(office(&["tn,,,2,,,,,,", "tn,,Hộ tịch,0,,,,,,"]), "tn,1,,,"));
    let fields = &unit(&value, "tn")["by_field"];
    let shown: Vec<String> = fields
        .as_array()
        .expect("a list")
        .iter()
        .map(|field| {
            format!("{} {} {} {}", field["field"], field["slips"], field["indicators"]["i1"], field["total"])
        })
        .collect();
    assert_eq!(shown, ["\"Đất đai\" 1 2.0 3.0", "\"Hộ tịch\" 1 0.0 1.0"]);
}

#[test]
fn satisfaction_is_a_share_of_the_answers() {
    let value = evaluate(&office(&[
        "tn,,,,,,,,,very_satisfied",
        "tn,,,,,,,,,satisfied",
        "tn,,,,,,,,,satisfied",
        "tn,,,1,,,,,,",
    ]));
    let satisfaction = &value["satisfaction"];
    assert_eq!((&satisfaction["answers"], &satisfaction["satisfied"]), (&json!(3), &json!(2)));
    assert_eq!(satisfaction["percent"]["satisfied"], json!(66.67));
    assert_eq!(satisfaction["percent"]["dissatisfied"], json!(0.0));
}

/// What a reviewer found is kept apart: the recorded total and class stay.
#[test]
fn a_verified_score_stands_beside_the_recorded_one() {
    let sandbox = office(&["tn,,,2,2,2,2,,2,"])
        .file(UNITS, "unit,i5,i6,i8,i9,verified_i9\ntn,2,2,1,0,\np1,2,2,2,2,\ntn,2,2,1,0,\n")
        .file(UNITS, "unit,i5,i6,i8,i9,verified_i5\ntn,2,2,1,0,1\n");
    let value = evaluate(&sandbox);
    let tn = unit(&value, "tn");
    assert_eq!(
        (&tn["total"], &tn["class"], &tn["indicators"]["i5"]),
        (&json!(15.0), &json!("excellent"), &json!(2.0))
    );
    let verified = &tn["verified"];
    assert_eq!((&verified["total"], &verified["class"]), (&json!(14.0), &json!("good")));
    assert_eq!((&verified["indicators"]["i5"], &verified["indicators"]["i6"]), (&json!(1.0), &Value::Null));
}

#[test]
fn a_year_takes_the_slips_of_its_quarters_and_the_mean_of_the_units_scores() {
    let sandbox = scored(office(&["tn,,,2,,,,,,", "tn,,,1,,,,,,"]), "tn,2,,,1")
        .file(SLIPS, format!("{HEADER}d1,tn,,,2,,,,,,\n"))
        .file("data/evaluations/2021-Q4/slips.csv", format!("{HEADER}d2,tn,,,1,,,,,,\n"))
        .file("data/evaluations/2021-Q4/units.csv", "unit,i5,i9,verified_i5\ntn,1,,0\n")
        .file("data/evaluations/2020-Q4/slips.csv", HEADER);
    let value = sandbox.json(&["evaluate", "--annual", "--year", "2021"]);
    let tn = unit(&value, "tn");
    assert_eq!((&tn["slips"], &tn["indicators"]["i1"]), (&json!(2), &json!(1.5)));
    assert_eq!((&tn["indicators"]["i5"], &tn["indicators"]["i9"]), (&json!(1.5), &json!(1.0)));
    let verified = &tn["verified"]["indicators"];
    assert_eq!(
        (&verified["i5"], &verified["i9"]),
        (&json!(1.0), &Value::Null),
        "(2 recorded + 0 verified) / 2"
    );
    assert_eq!(value["window"], json!({"from": "2020-12-10", "to": "2021-12-09"}));
    assert_eq!((&value["period"]["kind"], &value["period"]["number"]), (&json!("annual"), &Value::Null));
}

#[test]
fn errors_refuse_and_rows_with_errors_can_be_left_out() {
    let sandbox = office(&["tn,,,2,,,,,,", "tn,,,3,,,,,,", "tn,,,0,,,,,,"]);
    sandbox.run(&["evaluate", "--quarter", "2"]).exits(1).says(&["K0501", "slips.csv:3"]);
    let value = sandbox.json(&["evaluate", "--quarter", "2", "--allow-errors"]);
    assert_eq!((&unit(&value, "tn")["slips"], &value["provenance"]["rows_left_out"]), (&json!(2), &json!(1)));
    let twice = office(&["tn,,,2,,,,,,"]).file(SLIPS, format!("{HEADER}d1,tn,,,2,,,,,,\nd1,tn,,,0,,,,,,\n"));
    twice.run(&["evaluate", "--quarter", "2"]).exits(1).says(&["K0205", "hai phiếu"]);
    let value = twice.json(&["evaluate", "--quarter", "2", "--allow-errors"]);
    assert_eq!(unit(&value, "tn")["indicators"]["i1"], json!(2.0));
    let unknown = office(&[]).file(SLIPS, format!("{HEADER}zz,tn,,,2,,,,,,\n"));
    unknown.run(&["evaluate", "--quarter", "2"]).exits(1).says(&["K0404", "«zz»"]);
}

#[test]
fn the_command_line_is_checked() {
    let sandbox = office(&["tn,,,2,,,,,,"]);
    sandbox.run(&["evaluate"]).exits(2).says(&["--quarter 1…4 hoặc --annual"]);
    for args in [
        &["evaluate", "--from", "2021-03-10", "--to", "2021-06-09"][..],
        &["evaluate", "--quarter", "5"],
        &["evaluate", "--quarter", "2", "--annual"],
        &["evaluate", "--quarter", "2", "--from", "2021-03-10"],
        &["evaluate", "--quarter", "2", "--from", "2021-06-10", "--to", "2021-06-09"],
        &["evaluate", "--quarter", "2", "--year", "1999"],
        &["evaluate", "--quarter", "2", "--format", "docx"],
        &["evaluate", "--quarter", "2", "-o", "x.pdf"],
    ] {
        sandbox.run(args).exits(2);
    }
}

/// Circular 01/2018 held from 06/01/2019 to 30/06/2025.
#[test]
fn outside_its_validity_the_old_rule_is_named_as_such() {
    let sandbox = office(&["tn,,,2,,,,,,"]);
    let text = |year| sandbox.run(&["evaluate", "--quarter", "3", "--year", year]).exits(0).stdout;
    assert!(text("2026").contains("XẾP LOẠI THEO QUY ĐỊNH CŨ, không còn hiệu lực"), "{}", text("2026"));
    assert!(text("2018").contains("CHƯA CÓ HIỆU LỰC"));
    assert!(!text("2021").contains("QUY ĐỊNH CŨ"));
    let value = sandbox.json(&["evaluate", "--quarter", "3", "--year", "2025"]);
    assert_eq!(value["rule"]["in_force"], json!(false));
}

#[test]
fn a_workbook_is_written_once_and_is_the_same_bytes_each_time() {
    let sandbox = scored(office(&["tn,cb01,,2,2,1,2,,2,satisfied"]), "tn,2,2,1,0");
    sandbox.run(&["evaluate", "--quarter", "2", "-o", "a.xlsx"]).exits(0);
    sandbox.run(&["evaluate", "--quarter", "2", "-o", "b.xlsx"]).exits(0);
    let first = sandbox.read("a.xlsx").expect("the file");
    assert_eq!(Some(&first), sandbox.read("b.xlsx").as_ref());
    let changed = sandbox.edit(SLIPS, ",satisfied", ",dissatisfied");
    changed.run(&["evaluate", "--quarter", "2", "-o", "a.xlsx"]).exits(2).says(&["a.xlsx"]);
    assert_eq!(changed.read("a.xlsx").as_ref(), Some(&first));
    changed.run(&["evaluate", "--quarter", "2", "-o", "a.xlsx", "--force"]).exits(0);
    assert_ne!(changed.read("a.xlsx"), Some(first));
}

/// Circular 01/2018, art. 11: the results belong to the report's part on the one-stop desk.
#[test]
fn a_report_tells_the_results_of_the_quarters_it_covers() {
    let sandbox = scored(office(&["tn,cb01,,2,2,2,2,,2,satisfied"]), "tn,2,2,1,0\np1,2,2,2,2");
    let told = |args: &[&str]| {
        let text = sandbox.run(&[&["report"], args].concat()).exits(0).stdout;
        text.lines().filter(|line| line.contains("Đánh giá việc giải quyết TTHC quý")).count()
    };
    assert_eq!(told(&["--quarter", "2", "--year", "2021"]), 1);
    assert_eq!(told(&["--six-months", "--year", "2021"]), 1);
    assert_eq!(told(&["--annual", "--year", "2021"]), 1);
    assert_eq!(told(&["--quarter", "1", "--year", "2021"]), 0);
    assert_eq!(told(&["--quarter", "2", "--year", "2020"]), 0);
    assert_eq!(told(&["--from", "2021-03-15", "--to", "2021-06-14"]), 0);
    assert_eq!(told(&["--quarter", "2", "--year", "2021", "--unit", "tn"]), 1);
    assert_eq!(told(&["--quarter", "2", "--year", "2021", "--unit", "p1"]), 0);
    let text = sandbox.run(&["report", "--quarter", "2", "--year", "2021"]).exits(0).stdout;
    for line in [
        "quý II/2021 (từ ngày 10/03/2021 đến ngày 09/06/2021), theo 1 phiếu: 1 đơn vị được xếp loại: xuất sắc 1; không đánh \
         giá 1.",
        "Xếp loại công chức quý II/2021: 1 công chức được xếp loại: hoàn thành 100% nhiệm vụ 1.",
        "hài lòng 100,00%, không hài lòng 0,00% (1 phiếu có trả lời)",
        "Thông tư 01/2018/TT-VPCP, Điều 15.3a và Điều 15.3b",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn the_checksum_stands_where_it_was_asked_for() {
    let sandbox = office(&["tn,,,2,,,,,,"]);
    let text = |args: &[&str]| sandbox.run(&[&["evaluate", "--quarter", "2"], args].concat()).exits(0).stdout;
    assert!(!text(&[]).contains("SHA-256") && text(&["--checksum"]).contains("SHA-256"));
}

/// The forms of the workbook carry the numbers of the JSON.
#[test]
fn the_workbook_shows_the_numbers_of_the_json() {
    let sandbox = shipped();
    sandbox.run(&["evaluate", "--quarter", "1", "-o", "a.xlsx"]).exits(0);
    let value = sandbox.json(&["evaluate", "--quarter", "1"]);
    let sheets = sheets(&sandbox.read("a.xlsx").expect("the workbook"));
    let (_, ranking) = sheets.iter().find(|(name, _)| name == "Mẫu 03").expect("Mẫu 03");
    let units = value["units"].as_array().expect("a list");
    let mut shown = ranking.iter().skip_while(|row| row[0] != "1");
    for unit in units {
        let row = shown.next().expect("a row for each unit");
        let scores = unit["indicators"].as_object().expect("scores").values().filter_map(Value::as_f64);
        let cells = row[2..11].iter().map(|cell| cell.parse::<f64>().expect("a number"));
        assert!(scores.eq(cells), "{row:?} {unit}");
        let figures = [&unit["slips"], &unit["total"]].map(Value::as_f64);
        assert_eq!(figures, [&row[11], &row[12]].map(|cell| cell.parse().ok()), "{row:?}");
        let form = format!("Mẫu 02 {}", unit["unit"].as_str().expect("a code"));
        let (_, form) = sheets.iter().find(|(name, _)| *name == form).expect("a form for each unit");
        let total = form.iter().find(|row| row[1] == "Tổng cộng").expect("a total");
        assert_eq!(total[3].parse().ok(), unit["total"].as_f64());
        assert_eq!(total[4].parse().ok(), unit["verified"]["total"].as_f64());
    }
    assert_eq!(shown.next().map(|row| row[1].as_str()), Some("Cả cơ quan"));
}

/// Sums of a unit's slips, by indicator: points and how many have any.
type Sums = BTreeMap<&'static str, (u64, u64)>;

const OF_SLIPS: [&str; 6] = ["i1", "i2", "i3", "i4", "i6", "i7"];

/// The rows of a CSV without quotes, by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let row = |line: &str| {
        names.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned)).collect()
    };
    lines.map(row).collect()
}

/// The data that comes with the source, added up here once more in another way.
#[test]
fn the_shipped_evaluation_is_what_its_files_add_up_to() {
    let sandbox = shipped();
    let read = |path: &str| rows(&String::from_utf8(sandbox.read(path).expect("the file")).expect("UTF-8"));
    let mut sums: BTreeMap<String, Sums> = BTreeMap::new();
    for slip in read(SLIPS) {
        let unit = sums.entry(slip["unit"].clone()).or_default();
        for indicator in OF_SLIPS {
            if let Ok(points) = slip[indicator].parse::<u64>() {
                let sum = unit.entry(indicator).or_default();
                *sum = (sum.0 + points, sum.1 + 1);
            }
        }
    }
    let value = evaluate(&sandbox);
    let mut seen = BTreeSet::new();
    for facts in read(UNITS) {
        let found = unit(&value, &facts["unit"]);
        let own = &sums[&facts["unit"]];
        let mut total = 0;
        for indicator in ["i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9"] {
            let mean = || own.get(indicator).map(|(sum, number)| (20 * sum + number) / (2 * number));
            let fact = || facts.get(indicator)?.parse::<u64>().ok().map(|points| points * 10);
            let expected = fact().or_else(mean);
            total += expected.unwrap_or(0);
            let shown = found["indicators"][indicator].as_f64().map(|score| format!("{score:.1}"));
            let expected = expected.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
            assert_eq!(shown, expected, "{indicator} of {found}");
        }
        assert_eq!(
            format!("{:.1}", found["total"].as_f64().unwrap()),
            format!("{}.{}", total / 10, total % 10)
        );
        seen.insert(found["unit"].clone().to_string());
    }
    assert_eq!(seen.len(), value["units"].as_array().map_or(0, Vec::len));
}
