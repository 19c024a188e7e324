//! Properties of findings: they do not depend on the order of files, rows and columns; comments and blank lines change
//! only line numbers; every span lies in its file.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use kstthc::diag::{Diagnostic, Sink};
use kstthc::model::dossier::PauseBook;
use kstthc::model::procedure::Catalogue;
use kstthc::model::unit::Units;
use kstthc::syntax::dossiers::Registers;
use kstthc::syntax::source::Source;
use kstthc::syntax::table::LogFile;
use kstthc::tally::Scan;
use proptest::prelude::*;
use serde_json::Value;

const CONFIG: &str = "schema_version = 1\n[office]\nname = \"UBND thị xã Thử\"\nlevel = \"district\"\n";
const UNITS: &str = "schema_version = 1
[[unit]]
code = \"vp\"
name = \"Văn phòng\"
kind = \"office\"
level = \"district\"
[[unit]]
code = \"p1\"
name = \"Phường 1\"
kind = \"commune\"
level = \"commune\"
";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The findings of `check` for some files.
fn findings(files: &BTreeMap<String, String>) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "kstthc.toml", CONFIG);
    write(folder.path(), "plan/units.toml", UNITS);
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.arg("-C").arg(folder.path()).args(["--today", "2021-06-15", "check", "--format", "json"]);
    let output = command.env_remove("KSTTHC_TODAY").output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    value["findings"].as_array().unwrap().clone()
}

/// The columns of the logs below; the last is one that the format does not know.
const COLUMNS: [&str; 11] = [
    "dossier_id",
    "procedure_code",
    "unit",
    "channel",
    "received_at",
    "status",
    "due_at",
    "completed_at",
    "late_reason",
    "note",
    "cũ",
];

/// Rows with every kind of fault that one row, or one row beside another, can have. Rows that share an id are the same,
/// so that it does not matter which of them is kept.
const ROWS: [[&str; 11]; 16] = [
    ["d1", "T1", "vp", "direct", "2021-06-14", "processing", "2021-06-21", "", "", "", ""],
    ["d2", "T1", "xx", "fax", "2021-06-14", "processing", "2021-06-21", "", "", "", "x"],
    ["d3", "T9", "vp", "direct", "2021-06-31", "processing", "2021-06-21", "", "", "", ""],
    ["d4", "T1", "vp", "direct", "2021-06-14", "completed", "2021-06-21", "", "", "", ""],
    ["d5", "T1", "p1", "direct", "2021-06-14", "completed", "2021-06-21", "2021-06-11", "", "", ""],
    ["d6", "T1", "p1", "online", "2021-06-14", "processing", "2021-06-21", "2021-06-15", "", "", ""],
    ["", "T1", "vp", "direct", "2021-06-14", "processing", "2021-06-21", "", "", "", ""],
    ["d7", "", "vp", "", "", "", "", "", "", "", ""],
    ["d8", "T1", "vp", "direct", "2021-06-14", "processing", "2021-06-21", "", "", "", ""],
    ["d8", "T1", "vp", "direct", "2021-06-14", "processing", "2021-06-21", "", "", "", ""],
    ["d8", "T1", "vp", "direct", "2021-06-14", "processing", "2021-06-21", "", "", "", ""],
    ["d9", "T9", "vp", "postal", "2021-05-03", "completed", "2021-05-10", "2021-05-14", "", "\"a, b\"", ""],
    ["d10", "T1", "vp", "direct", "2021-06-01", "processing", "2021-06-08", "", "", "gọi lại", ""],
    ["d11", "T1", "vp", "direct", "2018-01-02", "completed", "", "2018-01-03", "", "", ""],
    ["d12", "T1", "vp", "direct", "2021-04-26", "completed", "2021-05-01", "2021-04-27", "", "=1", ""],
    ["d13", "T1", "Phường 1", "direct", "2021-06-14", "withdrawn", "mai", "", "", "", "y"],
];

const PAUSES: [&str; 6] = [
    "d1,supplement,2021-06-14,,",
    "d99,payment,2021-06-14,,",
    "d10,reappointment,2021-06-07,,2021-06-14",
    "d10,supplement,2021-06-09,2021-06-08,2021-06-20",
    "d10,nghỉ,2021-06-09,,",
    "d9,supplement,hôm qua,,",
];

/// Three logs with these rows and columns, in this order.
fn logs(rows: &[usize], columns: &[usize], pauses: &[usize]) -> BTreeMap<String, String> {
    let line = |cells: &[&str; 11]| columns.iter().map(|&at| cells[at]).collect::<Vec<_>>().join(",");
    let mut files = BTreeMap::new();
    for (number, part) in rows.chunks(rows.len().div_ceil(3)).enumerate() {
        let rows: Vec<String> = part.iter().map(|&at| line(&ROWS[at])).collect();
        let text = format!("{}\n{}\n", line(&COLUMNS), rows.join("\n"));
        files.insert(format!("data/dossiers/{number}.csv"), text);
    }
    let pauses: Vec<&str> = pauses.iter().map(|&at| PAUSES[at]).collect();
    let text = format!("dossier_id,kind,from,to,new_due_at\n{}\n", pauses.join("\n"));
    files.insert("data/pauses.csv".to_owned(), text);
    files.insert("data/procedures.csv".to_owned(), "code,name,field\nT1,Chứng thực,Tư pháp\n".to_owned());
    files
}

/// What findings say, whatever their places.
fn said(findings: &[Value]) -> Vec<String> {
    let mut said: Vec<_> =
        findings.iter().map(|f| format!("{} {} {}", f["severity"], f["code"], f["message"])).collect();
    said.sort();
    said
}

fn shuffled(length: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..length).collect::<Vec<_>>()).prop_shuffle()
}

/// Plan files with faults of every kind that does not stop the reading of the rest.
const PLAN: [(&str, &str); 3] = [
    (
        "plan/2021/A-I.toml",
        "schema_version = 1
[section]
code = \"A.I\"
title = \"Mục một\"
[[item]]
code = \"A.I.02\"
task = \"Việc\"
units = [
  \"vp\",
  \"phường\",
]
result = 1
[item.schedule]
text = \"Quý I/2021\"
kind = \"quarter\"
quarter = 2
[[item]]
code = \"A.I.01\"
units = [\"vp\"]
tesk = \"x\"
result = \"\"
[item.schedule]
text = \"Trong năm\"
kind = \"năm\"
[[item]]
code = \"A.II.02\"
task = \"Việc\"
units = [\"vp\"]
[item.schedule]
text = \"\"
kind = \"year\"
",
    ),
    (
        "plan/2021/plan.toml",
        "schema_version = 1
title = \"Kế hoạch\"
year = 2022
[[amendment]]
date = 2021-05-04
items = [\"A.I.01\"]
reason = \"đổi\"
",
    ),
    (
        "plan/holidays/2021.toml",
        "schema_version = 1
year = 2021
[[day_off]]
date = 2020-06-21
kind = \"swap\"
name = \"x\"
",
    ),
];

/// Puts lines that say nothing between the lines of a text; returns for each new line the old one.
fn padded(text: &str, places: &[(prop::sample::Index, &str)]) -> (String, Vec<usize>) {
    let lines: Vec<&str> = text.lines().collect();
    let (mut padded, mut origin) = (String::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        for (_, filler) in places.iter().filter(|(place, _)| place.index(lines.len()) == at) {
            padded.push_str(&format!("{filler}\n"));
            origin.push(0);
        }
        padded.push_str(&format!("{line}\n"));
        origin.push(at + 1);
    }
    (padded, origin)
}

/// What findings say and where, with lines counted as `origin` does for each file.
fn placed(findings: &[Value], origin: impl Fn(&str, usize) -> usize) -> Vec<String> {
    let place = |f: &Value| {
        let path = f["path"].as_str().unwrap();
        let line = origin(path, usize::try_from(f["line"].as_u64().unwrap()).unwrap());
        format!("{path}:{line}:{} {} {} {}", f["column"], f["severity"], f["code"], f["message"])
    };
    let mut placed: Vec<_> = findings.iter().map(place).collect();
    placed.sort();
    placed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_do_not_depend_on_the_order_of_files_rows_and_columns(
        rows in shuffled(ROWS.len()), columns in shuffled(COLUMNS.len()), pauses in shuffled(PAUSES.len())
    ) {
        let in_order = |length| (0..length).collect::<Vec<_>>();
        let plain = logs(&in_order(ROWS.len()), &in_order(COLUMNS.len()), &in_order(PAUSES.len()));
        let expected = said(&findings(&plain));
        prop_assert!(expected.len() > 15, "{expected:#?}");
        prop_assert_eq!(said(&findings(&logs(&rows, &columns, &pauses))), expected);
    }

    #[test]
    fn comments_and_blank_lines_change_only_line_numbers(
        fillers in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec!["", "  ", "\t", "# ghi chú", "  # [x] = \"", "#"])), 1..12
        )
    ) {
        let plain: BTreeMap<_, _> = PLAN.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let expected = placed(&findings(&plain), |_, line| line);
        prop_assert!(expected.len() > 8, "{expected:#?}");
        let padded: BTreeMap<_, _> = PLAN.iter().map(|(path, text)| ((*path).to_owned(), padded(text, &fillers))).collect();
        let files = padded.iter().map(|(path, (text, _))| (path.clone(), text.clone())).collect();
        let found = placed(&findings(&files), |path, line| padded.get(path).map_or(line, |(_, origin)| origin[line - 1]));
        prop_assert_eq!(found, expected);
    }
}

/// Pieces that are hard on positions: composed and decomposed letters, wide ones, quotes, every kind of line end.
fn pieces(own: &'static [&'static str]) -> impl Strategy<Value = String> {
    let hard = vec![
        "\n",
        "\r\n",
        "\r",
        "\"",
        "đố",
        "o\u{302}\u{301}",
        "😀",
        "\u{feff}",
        "\t",
        "漢",
        "a\u{301}\u{323}",
        ",",
        ";",
        "=",
        "[",
        "]",
    ];
    let piece = prop_oneof![2 => prop::sample::select(own.to_vec()), 3 => prop::sample::select(hard)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The lines of a text as its reader counts them; a `\r` alone ends lines only in a log without any `\n`.
fn lines(text: &str, is_log: bool) -> Vec<&str> {
    let newline = if is_log && !text.contains('\n') { '\r' } else { '\n' };
    text.split(newline).collect()
}

/// A span begins and ends at characters of its line; one that stands for something missing has one character behind it.
fn check_spans(findings: &[Diagnostic], lines: &[&str]) -> Result<(), TestCaseError> {
    let labels = findings.iter().flat_map(|finding| finding.labels.iter().map(|label| &label.place));
    for place in findings.iter().map(|finding| &finding.place).chain(labels) {
        let line = lines.get(place.line as usize - 1);
        let length = line.map(|line| line.chars().count());
        let end = place.column as usize - 1 + place.width as usize;
        prop_assert!(length.is_some_and(|length| end <= length + 1), "{place:?} {line:?}");
        prop_assert!(place.record >= 1 && place.record <= place.line, "{place:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_of_a_log_lies_on_characters_of_its_line(text in pieces(&[
        "dossier_id,procedure_code,unit,channel,received_at,status\n", "đ1,T,vp,direct,2021-13-01,processing\n", "d1,T,xx",
        "d1;T;\"x\ny\";fax\n", "d1,T,\"đố \"\"\n\"\"\",fax,,\n",
    ])) {
        let (units, catalogue, pauses) = (Units::default(), Catalogue::default(), PauseBook::default());
        let mut sink = Sink::new();
        let mut scan = Scan::new(Registers { units: &units, catalogue: &catalogue, pauses: &pauses });
        scan.read(&LogFile { path: Arc::from("a.csv"), bytes: text.as_bytes() }, &mut (), &mut sink);
        check_spans(&sink.into_findings(), &lines(&text, true))?;
    }

    #[test]
    fn every_span_of_a_plan_lies_on_characters_of_its_line(text in pieces(&[
        "schema_version = 9\n", "[section]\n", "[[item]]\n", "code = \"A.đ\"\n", "units = [\"đố\", 1]\n", "khóa = 1\n",
        "[item.schedule]\ntext = \"Quý I/2021\"\nkind = \"quarter\"\nquarter = 2\n", "title = \"\"\"\n", "'x' = 2021-02-30\n",
    ])) {
        let mut sink = Sink::new();
        let source = Source::new(Arc::from("plan/2021/A-I.toml"), &text);
        kstthc::syntax::plan::read_section(&source, "A-I", 2021, &Units::default(), &mut sink);
        kstthc::syntax::plan::read_cover(&source, 2021, &mut sink);
        kstthc::syntax::units::read_units(&source, &mut sink);
        check_spans(&sink.into_findings(), &lines(&text, false))?;
    }
}
