//! Figures that units send in, added to what is counted here, and passed on to the office above.

use serde_json::{Value, json};

use crate::sandbox::{KEYS, Sandbox, UNITS, shipped};

const HEAD: &str = "level,field,received_online,received_direct,carried_over,resolved_early,resolved_on_time,resolved_late,pending_in_time,pending_overdue\n";
const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];

/// Two communes, of which one keeps its dossiers here and the other has to send a return.
fn sandbox() -> Sandbox {
    let units = format!(
        "{UNITS}[[unit]]\ncode = \"p2\"\nname = \"Phường 2\"\nkind = \"commune\"\nlevel = \"commune\"\nreturns = true\n"
    );
    Sandbox::new().file("plan/units.toml", &units).dossiers(&[
        "d1,T,p1,direct,2021-04-01,completed,2021-05-10,2021-05-01,Hộ tịch",
        "d2,T,p1,online,2021-04-02,processing,2021-05-10,,Hộ tịch",
    ])
}

fn sent() -> Sandbox {
    sandbox().file(
        "data/returns/2021-Q2/p2.csv",
        format!("{HEAD}commune,Hộ tịch,1,2,3,4,1,1,0,0\ncommune,Chứng thực,0,5,0,0,4,0,0,1\n"),
    )
}

fn utf8(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).unwrap()).unwrap()
}

fn figures(row: &Value) -> Vec<u64> {
    KEYS.iter().map(|key| row[*key].as_u64().unwrap()).collect()
}

#[test]
fn a_return_is_added_by_level_field_and_unit_and_nothing_is_counted_twice() {
    let report = sent().json(&Q2);
    let dossiers = &report["dossiers"];
    assert_eq!(figures(&dossiers["total"]), [13, 2, 8, 3, 11, 5, 5, 1, 2, 0, 2]);
    let field = |name: &str| {
        let rows = dossiers["by_field"].as_array().unwrap();
        figures(rows.iter().find(|row| row["field"] == name).unwrap())
    };
    assert_eq!(field("Hộ tịch"), [8, 2, 3, 3, 7, 5, 1, 1, 1, 0, 1]);
    assert_eq!(field("Chứng thực"), [5, 0, 5, 0, 4, 0, 4, 0, 1, 0, 1]);
    let units: Vec<&str> =
        dossiers["by_unit"].as_array().unwrap().iter().map(|row| row["unit"].as_str().unwrap()).collect();
    assert_eq!(units, ["p1", "p2"]);
    assert_eq!(
        report["returns"],
        json!([{ "unit": "p2", "state": "sent", "sent_at": null, "path": "data/returns/2021-Q2/p2.csv" }])
    );
}

/// Contract, section 2: a report uses the returns of its own period only; an ad hoc report has none.
#[test]
fn another_period_and_an_ad_hoc_report_leave_it_out() {
    let sandbox = sent();
    for args in [
        &["report", "--six-months", "--year", "2021"][..],
        &["report", "--from", "2021-03-15", "--to", "2021-06-14"],
    ] {
        assert_eq!(sandbox.json(args)["dossiers"]["total"]["received_total"], json!(2), "{args:?}");
    }
}

#[test]
fn who_has_not_sent_is_named_on_every_format_and_late_is_told_from_awaited() {
    let notice = "CHƯA ĐỦ SỐ LIỆU: còn 1 đơn vị chưa gửi: Phường 2.";
    for ending in ["txt", "md", "html"] {
        let sandbox = sandbox();
        let file = format!("r.{ending}");
        sandbox.run(&[&Q2[..], &["-o", &file]].concat()).exits(0);
        assert!(utf8(&sandbox, &file).contains(notice), "{ending}");
    }
    let state = |today: &'static str| sandbox().on(today).json(&Q2)["returns"][0]["state"].clone();
    assert_eq!(state("2021-06-16"), json!("awaited"), "16/6 is the deadline itself");
    assert_eq!(state("2021-06-17"), json!("missing"));
    assert!(
        sandbox().json(&["report", "--from", "2021-04-01", "--to", "2021-04-30"]).get("returns").is_none()
    );
}

/// The day on which a unit says it sent its figures is that of its progress row for A.VIII.01 of the period.
#[test]
fn a_unit_that_reported_after_the_deadline_sent_late() {
    let state = |day: &str| {
        let mut sandbox = shipped();
        let units = utf8(&sandbox, "plan/units.toml");
        let units = units.replace("code = \"p-thac-mo\"\n", "code = \"p-thac-mo\"\nreturns = true\n");
        let row = format!("occurrence,unit,date,state\nA.VIII.01@2021-Q2,p-thac-mo,{day},done\n");
        let table = format!("{HEAD}commune,Hộ tịch,1,2,3,4,1,1,0,0\n");
        sandbox = sandbox
            .file("plan/units.toml", &units)
            .file("data/progress/2022.csv", &row)
            .file("data/returns/2021-Q2/p-thac-mo.csv", &table)
            .on("2021-06-20");
        sandbox.json(&Q2)["returns"][0]["state"].clone()
    };
    assert_eq!(state("2021-06-16"), json!("sent"));
    assert_eq!(state("2021-06-17"), json!("sent_late"));
}

#[test]
fn a_return_with_a_broken_relation_stops_the_report_and_is_named() {
    let head = HEAD.replace("field,", "field,received_total,");
    let sandbox =
        sandbox().file("data/returns/2021-Q2/p2.csv", format!("{head}commune,Hộ tịch,7,1,2,3,4,1,1,0,0\n"));
    sandbox.run(&Q2).exits(1).says(&["data/returns/2021-Q2/p2.csv", "K0701"]);
}

#[test]
fn a_cell_tells_which_part_units_sent_in() {
    let cell = sent().json(&["explain-cell", "--quarter", "2", "--year", "2021", "3"]);
    assert_eq!((&cell["count"], cell["dossiers"].as_array().unwrap().len()), (&json!(13), 2));
    assert_eq!(
        cell["from_returns"],
        json!([{ "unit": "p2", "count": 11, "path": "data/returns/2021-Q2/p2.csv" }])
    );
    let args = ["explain-cell", "--quarter", "2", "--year", "2021", "10", "--field", "Hộ tịch"];
    assert_eq!(sent().json(&args)["count"], json!(1));
    assert_eq!(
        sent().json(&["explain-cell", "--quarter", "2", "--year", "2021", "3", "--unit", "p1"])["count"],
        json!(2)
    );
}

#[test]
fn the_reconciliation_shows_logs_and_returns_and_each_opening() {
    let closing = format!("{HEAD}commune,Hộ tịch,0,9,0,0,6,0,3,0\n");
    let sandbox = sent().file("data/returns/2021-Q1/p2.csv", &closing);
    sandbox.run(&[&Q2[..], &["-o", "r.md"]].concat()).exits(0);
    let text = utf8(&sandbox, "r.md");
    assert!(text.contains("số liệu của 1 đơn vị gửi về | 13 | 13 | Khớp"), "{text}");
    assert!(text.contains("(11) trong số liệu kỳ trước của đơn vị | 3 | 3 | Khớp"), "{text}");
    assert!(!text.contains("KHÔNG KHỚP"), "{text}");
}

/// A.VIII.03: three levels; the same total at the top as one count over all the logs.
#[test]
fn reports_roll_up_from_commune_to_town_to_province() {
    let rows = |unit: &str| -> Vec<String> {
        (0..40)
            .map(|n| {
                let (month, day) = (3 + n % 4, 1 + n * 7 % 27);
                let done = if n % 3 == 0 { String::new() } else { format!("2021-06-{:02}", 1 + n % 14) };
                let status = if done.is_empty() { "processing" } else { "completed" };
                let field = ["Hộ tịch", "Đất đai"][n % 2];
                let channel = ["direct", "online"][n / 2 % 2];
                format!("{unit}-{n},T,{unit},{channel},2021-{month:02}-{day:02},{status},2021-06-{:02},{done},{field}", 1 + n % 20)
            })
            .filter(|row| !row.contains("completed") || row.split(',').nth(4) <= row.split(',').nth(7))
            .collect()
    };
    let of = |units: &[&str]| {
        let all: Vec<String> = units.iter().flat_map(|unit| rows(unit)).collect();
        Sandbox::new().dossiers(&all.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let as_return =
        |sandbox: &Sandbox| sandbox.run(&[&Q2[..], &["--format", "return"]].concat()).exits(0).stdout;
    // The commune p1 keeps its own logs and sends a return to the town, which has those of tn and vp.
    let commune = as_return(&of(&["p1"]));
    let town = of(&["tn", "vp"]).file("data/returns/2021-Q2/p1.csv", &commune);
    town.run(&["check"]).exits(0);
    // The town's report goes to the province, as the return of one unit.
    let province = Sandbox::new().file("data/returns/2021-Q2/vp.csv", as_return(&town));
    province.run(&["check"]).exits(0);
    let whole = of(&["p1", "tn", "vp"]);
    let (top, once) = (province.json(&Q2), whole.json(&Q2));
    assert_eq!(top["dossiers"]["total"], once["dossiers"]["total"]);
    assert_eq!(top["dossiers"]["by_field"], once["dossiers"]["by_field"]);
    assert!(once["dossiers"]["total"]["received_total"].as_u64().unwrap() > 60);
}

/// Published tables: huyện Đắk Glong 2020 (99,68 % over resolved), TP Mỹ Tho to May 2017, Quận 1 2018 (99,96 % of what
/// was received was resolved).
#[test]
fn published_tables_print_their_published_totals() {
    let cases: [(&str, &str, [u64; 11], &str, f64); 3] = [
        (
            "2020",
            "district,Tất cả,0,57028,1982,0,57502,187,1246,75",
            [59010, 0, 57028, 1982, 57689, 0, 57502, 187, 1321, 1246, 75],
            "resolved_total",
            99.68,
        ),
        (
            "2017",
            "district,Tất cả,0,116383,0,0,116008,0,348,27",
            [116_383, 0, 116_383, 0, 116_008, 0, 116_008, 0, 375, 348, 27],
            "received_total",
            99.68,
        ),
        (
            "2018",
            "district,Tất cả,0,585336,0,0,585116,0,220,0",
            [585_336, 0, 585_336, 0, 585_116, 0, 585_116, 0, 220, 220, 0],
            "received_total",
            99.96,
        ),
    ];
    for (year, row, total, over, percent) in cases {
        let config = format!(
            "schema_version = 1\n[office]\nname = \"UBND\"\nlevel = \"district\"\n[counting]\non_time_rate_over = \"{over}\"\n"
        );
        let sandbox = Sandbox::new()
            .file("kstthc.toml", &config)
            .file(&format!("data/returns/{year}-Y/vp.csv"), format!("{HEAD}{row}\n"));
        let report = sandbox.json(&["report", "--annual", "--year", year]);
        assert_eq!(figures(&report["dossiers"]["total"]), total, "{year}");
        assert_eq!(report["dossiers"]["on_time_rate"], json!({ "percent": percent, "over": over }), "{year}");
    }
}

/// Tỉnh Lâm Đồng, first quarter of 2020: six relations fail, and each is named.
#[test]
fn the_published_table_that_contradicts_itself_is_refused_relation_by_relation() {
    let table = include_str!("../fixtures/check/returns-t4/data/returns/2020-Q1/lam-dong.csv");
    let sandbox = Sandbox::new().file("data/returns/2020-Q1/vp.csv", table);
    let run = sandbox.run(&["report", "--quarter", "1", "--year", "2020"]).exits(1);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr.matches("K0701").count(), 6, "{}", run.stderr);
}

/// Items A.VIII.01 and A.VIII.03, and the screen of the morning, know who has sent and who has not.
#[test]
fn status_and_plan_show_name_who_has_not_sent() {
    let mut sandbox = shipped();
    let units = utf8(&sandbox, "plan/units.toml")
        .replace("level = \"commune\"\n", "level = \"commune\"\nreturns = true\n");
    let table = format!("{HEAD}commune,Hộ tịch,1,2,3,4,1,1,0,0\n");
    sandbox = sandbox
        .file("plan/units.toml", &units)
        .file("data/returns/2021-Q2/p-thac-mo.csv", &table)
        .on("2021-06-17");
    let status = sandbox.run(&["status"]).exits(0).stdout;
    assert!(status.contains("đã có 1 trên 7 đơn vị"), "{status}");
    assert!(status.contains("Chưa gửi, đã quá hạn") && status.contains("phường Long Thủy"), "{status}");
    let value = sandbox.json(&["status"]);
    assert_eq!(value["returns"]["units"].as_array().unwrap().len(), 7);
    assert_eq!(value["returns"]["deadline"], json!("2021-06-16"));
    for item in ["A.VIII.01", "A.VIII.03"] {
        let shown = sandbox.run(&["plan", "show", item]).exits(0).stdout;
        assert!(shown.contains("đã có 1 trên 7 đơn vị, hạn 16/06/2021"), "{shown}");
    }
    assert!(!sandbox.run(&["plan", "show", "A.I.01"]).exits(0).stdout.contains("Số liệu đơn vị gửi về"));
}
