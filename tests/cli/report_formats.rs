//! One report, seven formats, the same numbers in each: every file is read back and compared with the JSON.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::naive::{Dossier, Numbers, dossier};
use crate::readback::{
    Dossiers, Figures, dossiers, markdown_tables, markup_tables, parts, sheets, text_dossiers, utf8, visible,
};
use crate::sandbox::{HEADER, Sandbox, figures, shipped};

/// The endings of the files of people; the CSV is for machines.
const ENDINGS: [&str; 5] = ["txt", "md", "html", "docx", "xlsx"];

/// Enough dossiers for a total of four digits.
fn generated() -> Sandbox {
    let mut numbers = Numbers::new(4);
    let log: Vec<Dossier> = (0..4500).map(|id| dossier(&mut numbers, id)).collect();
    let mut pauses = "dossier_id,kind,from,to,new_due_at\n".to_owned();
    for dossier in &log {
        for pause in &dossier.pauses {
            let (id, kind) = (&dossier.id, pause.kind);
            pauses.push_str(&format!("{id},{kind},{},{},{}\n", pause.from, pause.to, pause.new_due));
        }
    }
    let rows: String = log.iter().map(Dossier::row).collect();
    Sandbox::new()
        .file("data/dossiers/a.csv", format!("{HEADER}{rows}"))
        .file("data/pauses.csv", pauses)
        .on("2022-01-10")
}

/// The names of the units by their codes, as `plan/units.toml` has them.
fn unit_names(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let text = utf8(&sandbox.read("plan/units.toml").expect("the units"));
    let table: toml::Table = text.parse().expect("TOML");
    let units = table["unit"].as_array().expect("units").iter();
    let text = |unit: &toml::Value, key: &str| unit[key].as_str().expect("a text").to_owned();
    units.map(|unit| (text(unit, "code"), text(unit, "name"))).collect()
}

/// (8)+(9) over (3), rounded half up, as people read it.
fn rate(columns: &[u64; 11]) -> String {
    if columns[0] == 0 {
        return "–".to_owned();
    }
    let hundredths = ((columns[5] + columns[6]) * 20_000 + columns[0]) / (2 * columns[0]);
    format!("{},{:02}%", hundredths / 100, hundredths % 100)
}

/// What every file must show, from the JSON.
fn expected(report: &Value, names: &BTreeMap<String, String>) -> Dossiers {
    let rows = |key: &str| report["dossiers"][key].as_array().expect("a list");
    let total = figures(&report["dossiers"]["total"]);
    let all = |rate| Figures { name: "Tổng số".to_owned(), columns: total, rate };
    let mut by_field = Vec::new();
    for level in rows("by_field").chunk_by(|a, b| a["level"] == b["level"]) {
        let sum =
            level.iter().map(figures).fold([0; 11], |sum, row| std::array::from_fn(|at| sum[at] + row[at]));
        let name = match level[0]["level"].as_str() {
            Some("province") => "TTHC cấp tỉnh",
            Some("district") => "TTHC cấp huyện",
            _ => "TTHC cấp xã",
        };
        by_field.push(Figures { name: name.to_owned(), columns: sum, rate: None });
        by_field.extend(level.iter().map(|row| {
            let name = row["field"].as_str().filter(|name| !name.is_empty());
            let name = name.unwrap_or("(không ghi lĩnh vực)").to_owned();
            Figures { name, columns: figures(row), rate: None }
        }));
    }
    by_field.push(all(None));
    let unit = |row: &Value| {
        let columns = figures(row);
        let name = names[row["unit"].as_str().expect("a code")].clone();
        Figures { name, columns, rate: Some(rate(&columns)) }
    };
    let mut by_unit: Vec<Figures> = rows("by_unit").iter().map(unit).collect();
    by_unit.push(all(Some(rate(&total))));
    Dossiers { by_field, by_unit }
}

/// The tables of dossiers in a file.
fn read(ending: &str, bytes: &[u8]) -> Dossiers {
    match ending {
        "docx" => dossiers(&markup_tables(&parts(bytes)["word/document.xml"])),
        "html" => dossiers(&markup_tables(&utf8(bytes))),
        "md" => dossiers(&markdown_tables(&utf8(bytes))),
        "xlsx" => dossiers(&sheets(bytes).into_iter().map(|(_, table)| table).collect::<Vec<_>>()),
        _ => text_dossiers(&utf8(bytes)),
    }
}

/// The same rows; a text file breaks a long name into lines, of which only the first was read.
#[track_caller]
fn same(read: &[Figures], expected: &[Figures], what: &str) {
    assert_eq!(read.len(), expected.len(), "{what}: {read:#?}");
    let is_broken = what.starts_with("txt");
    for (read, expected) in read.iter().zip(expected) {
        let is_name = read.name == expected.name || (is_broken && expected.name.starts_with(&read.name));
        assert!(is_name, "{what}: {read:?} for {expected:?}");
        assert_eq!((read.columns, &read.rate), (expected.columns, &expected.rate), "{what}: {}", read.name);
    }
}

/// Everything about one period: the files written, what a pipe gets, and the CSV.
#[track_caller]
fn every_format_agrees(sandbox: &Sandbox, period: &[&str]) {
    let names = unit_names(sandbox);
    let args = [&["report"], period].concat();
    let report = sandbox.json(&args);
    let expected = expected(&report, &names);
    assert!(expected.by_field.len() > 2 && expected.by_unit.len() > 1, "{period:?} proves something");
    let rate = rate(&figures(&report["dossiers"]["total"]));
    let sentence = format!("Tỷ lệ giải quyết trước hạn và đúng hạn: {rate}");
    let out = tempfile::tempdir().expect("a temporary folder");
    for ending in ENDINGS {
        let path = out.path().join(format!("r.{ending}"));
        sandbox.run(&[&args[..], &["-o", path.to_str().expect("UTF-8")]].concat()).exits(0);
        let bytes = std::fs::read(&path).expect("the file is there");
        let (found, what) = (read(ending, &bytes), format!("{ending} {period:?}"));
        same(&found.by_field, &expected.by_field, &what);
        same(&found.by_unit, &expected.by_unit, &what);
        // A workbook has the annexes alone.
        let text = visible(ending, &bytes).replace('\n', " ");
        assert!(ending == "xlsx" || text.contains(&sentence), "{what} lacks {sentence:?}");
    }
    let piped = sandbox.run(&args).exits(0).stdout;
    let found = text_dossiers(&piped);
    same(&found.by_field, &expected.by_field, "pipe");
    same(&found.by_unit, &expected.by_unit, "pipe");
    assert!(piped.contains(&sentence), "a pipe lacks {sentence:?}");
    the_csv_agrees(sandbox, &args, &report);
}

#[track_caller]
fn the_csv_agrees(sandbox: &Sandbox, args: &[&str], report: &Value) {
    let text = sandbox.run(&[args, &["--format", "csv"]].concat()).exits(0).stdout;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    let dossiers = &report["dossiers"];
    let lists = ["by_field", "by_unit"].map(|key| dossiers[key].as_array().expect("a list").clone());
    let wanted = [vec![dossiers["total"].clone()], lists.concat()].concat();
    assert_eq!(rows.len(), wanted.len(), "{args:?}");
    for (row, wanted) in rows.iter().zip(&wanted) {
        for key in ["level", "field", "unit"] {
            assert_eq!(row[key], wanted[key].as_str().unwrap_or_default(), "{args:?} {key}");
        }
        let columns = crate::sandbox::KEYS.map(|key| row[key].parse::<u64>().expect("a count"));
        assert_eq!(columns, figures(wanted), "{args:?}");
        let percent = row["on_time_percent"].parse::<f64>();
        let shown = percent.map_or("–".to_owned(), |percent| format!("{percent:.2}%").replace('.', ","));
        assert_eq!(shown, rate(&columns), "{args:?}");
    }
    let total = rows[0]["on_time_percent"].parse::<f64>().ok();
    assert_eq!(dossiers["on_time_rate"]["percent"].as_f64(), total);
}

#[test]
fn a_quarter_has_the_same_numbers_in_each_format() {
    let sandbox = generated();
    let report = sandbox.json(&["report", "--quarter", "2", "--year", "2021"]);
    assert!(figures(&report["dossiers"]["total"])[0] >= 1000, "counts of four digits");
    every_format_agrees(&sandbox, &["--quarter", "2", "--year", "2021"]);
}

#[test]
fn a_year_has_the_same_numbers_in_each_format() {
    every_format_agrees(&generated(), &["--annual", "--year", "2021"]);
}

/// A unit is counted with those below it.
#[test]
fn a_units_own_report_has_the_same_numbers_in_each_format() {
    every_format_agrees(&generated(), &["--quarter", "2", "--year", "2021", "--unit", "p1"]);
}

#[test]
fn the_report_of_any_days_has_the_same_numbers_in_each_format() {
    every_format_agrees(&generated(), &["--from", "2021-04-01", "--to", "2021-04-30"]);
}

#[test]
fn the_shipped_quarter_has_the_same_numbers_in_each_format() {
    every_format_agrees(&shipped(), &["--quarter", "2", "--year", "2021"]);
}

#[test]
fn the_shipped_year_has_the_same_numbers_in_each_format() {
    every_format_agrees(&shipped(), &["--annual", "--year", "2021"]);
}

#[test]
fn the_shipped_report_of_one_unit_has_the_same_numbers_in_each_format() {
    every_format_agrees(&shipped(), &["--quarter", "2", "--year", "2021", "--unit", "tn-mt"]);
}

/// Every figure of the national forms stands once more on the sheet for whoever types them in.
#[test]
fn the_sheet_for_typing_has_the_figures_of_the_form() {
    let sandbox = shipped();
    let args = ["report", "--quarter", "2", "--year", "2021"];
    let total = figures(&sandbox.json(&args)["dossiers"]["total"]);
    let out = tempfile::tempdir().expect("a temporary folder");
    let path = out.path().join("r.xlsx");
    sandbox.run(&[&args[..], &["-o", path.to_str().expect("UTF-8")]].concat()).exits(0);
    let sheets = sheets(&std::fs::read(&path).expect("the file is there"));
    let (_, sheet) = sheets.iter().find(|(name, _)| name == "Nhập hệ thống").expect("the sheet");
    let of_total = sheet.iter().filter(|row| row[0] == "Biểu số II.06a/VPCP/KSTT" && row[2] == "Tổng số");
    let typed: Vec<(String, String)> = of_total.map(|row| (row[3].clone(), row[5].clone())).collect();
    let wanted = (3..).zip(total).map(|(column, figure)| (format!("({column})"), figure.to_string()));
    assert_eq!(typed, wanted.collect::<Vec<_>>());
}
