//! Rows by field and by unit, `--unit`, and the on-time rate.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, figures, shown, texts};

const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];

fn open(id: usize, procedure: &str, unit: &str, field: &str) -> String {
    format!("d{id},{procedure},{unit},direct,2021-04-01,processing,,,{field}")
}

fn dossiers(rows: &[String]) -> Sandbox {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Sandbox::new().dossiers(&rows)
}

#[track_caller]
fn fields(sandbox: &Sandbox) -> Vec<String> {
    let report = sandbox.json(&Q2);
    let rows = report["dossiers"]["by_field"].as_array().expect("a list").clone();
    let name = |row: &Value| {
        format!("{} «{}» {}", row["level"].as_str().unwrap(), row["field"].as_str().unwrap(), shown(row))
    };
    rows.iter().map(name).collect()
}

/// The level is the unit's; an empty field is `""`.
#[test]
fn without_a_catalogue_the_level_is_the_units_and_an_empty_field_stays_empty() {
    let sandbox =
        dossiers(&[open(1, "T", "vp", ""), open(2, "T", "p1", "Hộ tịch"), open(3, "T", "vp", "Hộ tịch")]);
    let mut found = fields(&sandbox);
    found.sort();
    let one = "3=1 5=1 11=1 12=1";
    let expected = [
        format!("commune «Hộ tịch» {one}"),
        format!("district «Hộ tịch» {one}"),
        format!("district «» {one}"),
    ];
    assert_eq!(found, expected);
}

/// The catalogue fills an empty field and gives the level; a field in the row stands.
#[test]
fn the_catalogue_gives_the_field_where_it_is_empty_and_the_level_always() {
    let catalogue = "code,name,field,level\nT1,Một,Đất đai,province\nT2,Hai,Hộ tịch,\n";
    let sandbox = dossiers(&[open(1, "T1", "p1", ""), open(2, "T1", "p1", "Khác"), open(3, "T2", "p1", "")])
        .file("data/procedures.csv", catalogue);
    let mut found = fields(&sandbox);
    found.sort();
    let one = "3=1 5=1 11=1 12=1";
    let expected = [
        format!("commune «Hộ tịch» {one}"),
        format!("province «Khác» {one}"),
        format!("province «Đất đai» {one}"),
    ];
    assert_eq!(found, expected);
}

/// Fields are compared trimmed and in NFC, so that two spellings make one row.
#[test]
fn a_field_in_decomposed_or_padded_text_is_the_same_field() {
    let sandbox =
        dossiers(&[open(1, "T", "vp", "Hộ tịch"), open(2, "T", "vp", " Ho\u{323}\u{302} ti\u{323}ch ")]);
    assert_eq!(fields(&sandbox), ["district «Hộ tịch» 3=2 5=2 11=2 12=2"]);
}

#[test]
fn an_alias_counts_as_its_unit_and_by_unit_names_the_code() {
    let sandbox = dossiers(&[open(1, "T", "Phường Một", ""), open(2, "T", "p1", ""), open(3, "T", "tn", "")]);
    let report = sandbox.json(&Q2);
    let by_unit = &report["dossiers"]["by_unit"];
    assert_eq!(texts(by_unit, "unit"), ["tn", "p1"]);
    assert_eq!(shown(&by_unit[1]), "3=2 5=2 11=2 12=2");
}

#[test]
fn an_alias_is_found_in_decomposed_text() {
    let sandbox = dossiers(&[open(
        1,
        "T",
        "Phu\u{31b}\u{1edd}ng Mo\u{323}\u{302}t".replace('\u{1edd}', "o\u{31b}\u{300}").as_str(),
        "",
    )]);
    // The unit is known; the file is told to be put in NFC.
    assert_eq!(sandbox.findings(), ["K0114 data/dossiers/a.csv:2"]);
}

/// `--unit U` is U and the units below it.
#[test]
fn unit_takes_the_units_below_it_and_no_other() {
    let sandbox = dossiers(&[open(1, "T", "p1", ""), open(2, "T", "p1-cb", ""), open(3, "T", "vp", "")]);
    let count = |unit: &str| {
        let report = sandbox.json(&[&Q2[..], &["--unit", unit]].concat());
        figures(&report["dossiers"]["total"])[0]
    };
    assert_eq!([count("p1"), count("p1-cb"), count("vp"), count("tn"), count("Phường Một")], [2, 1, 1, 0, 2]);
}

#[test]
fn a_unit_nobody_knows_is_a_usage_error_with_a_suggestion() {
    Sandbox::new().run(&[&Q2[..], &["--unit", "p2"]].concat()).exits(2).says(&["p2", "p1"]);
}

/// Units that are each other's parent must end in a message or a report, never in an endless walk.
#[test]
fn a_circle_of_parents_ends() {
    let units = "schema_version = 1\n\
        [[unit]]\ncode = \"a\"\nname = \"A\"\nkind = \"other\"\nlevel = \"district\"\nparent = \"b\"\n\
        [[unit]]\ncode = \"b\"\nname = \"B\"\nkind = \"other\"\nlevel = \"district\"\nparent = \"a\"\n";
    let sandbox = dossiers(&[open(1, "T", "a", "")]).file("plan/units.toml", units);
    let output = sandbox.run(&[&Q2[..], &["--unit", "a"]].concat());
    assert!([0, 1].contains(&output.code), "{output:?}");
}

/// `count` dossiers of which the first `late` are late and the others early.
#[track_caller]
fn rate(count: usize, late: usize, config: &str) -> Value {
    let row = |id: usize| {
        let end = if id < late { "2021-05-20" } else { "2021-05-02" };
        format!("d{id},T,vp,direct,2021-04-01,completed,2021-05-10,{end},")
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    let report = dossiers(&rows).config(config).json(&Q2);
    report["dossiers"]["on_time_rate"].clone()
}

/// 1/8 = 12.5; 1/3 = 33.33; 2/3 = 66.67; 1/32 = 3.125 → 3.13; 999/1000 never becomes 100.
#[test]
fn the_rate_is_rounded_half_up_to_two_decimals() {
    for (count, late, percent) in
        [(8, 7, 12.5), (3, 2, 33.33), (3, 1, 66.67), (32, 31, 3.13), (1, 0, 100.0), (2, 2, 0.0)]
    {
        let expected = json!({"percent": percent, "over": "received_total"});
        assert_eq!(rate(count, late, "")["percent"].as_f64(), expected["percent"].as_f64(), "{late}/{count}");
    }
}

#[test]
fn the_rate_is_null_over_nothing() {
    assert_eq!(rate(0, 0, ""), json!({"percent": null, "over": "received_total"}));
}

/// Over (3) a pending dossier counts in the denominator, over (7) it does not.
#[test]
fn the_rate_names_the_column_it_is_over_and_uses_it() {
    let rows = [
        "a,T,vp,direct,2021-04-01,completed,2021-05-10,2021-05-01,",
        "b,T,vp,direct,2021-04-01,processing,,,",
    ];
    let sandbox = Sandbox::new().dossiers(&rows);
    assert_eq!(sandbox.json(&Q2)["dossiers"]["on_time_rate"]["percent"].as_f64(), Some(50.0));
    let sandbox = sandbox.config("[counting]\non_time_rate_over = \"resolved_total\"\n");
    let rate = &sandbox.json(&Q2)["dossiers"]["on_time_rate"];
    assert_eq!((rate["percent"].as_f64(), rate["over"].as_str()), (Some(100.0), Some("resolved_total")));
    let text = sandbox.run(&Q2).exits(0).stdout;
    assert!(text.contains("cột (7)"), "the text names the column: {text}");
}
