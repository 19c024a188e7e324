//! Real cases of a city against the city's own verdicts and an independent count.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use kstthc::diag::Sink;
use kstthc::model::config::LatenessBy;
use kstthc::model::date::Moment;
use kstthc::model::dossier::{Dossier, Timeliness, timeliness};
use kstthc::repo::{Repository, find_root};
use kstthc::syntax::table::Row;
use kstthc::tally::Visitor;
use tempfile::TempDir;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/boston");

/// A copy of the fixture into which the cases were imported.
fn imported() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("plan")).unwrap();
    for file in ["kstthc.toml", "plan/units.toml"] {
        std::fs::copy(Path::new(FIXTURE).join(file), folder.path().join(file)).unwrap();
    }
    let cases = format!("{FIXTURE}/cases.csv");
    let profile = format!("{FIXTURE}/profile.toml");
    let output = kstthc(folder.path(), &["import", &cases, "--profile", &profile]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn kstthc(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.arg("-C").arg(folder).args(args).env_remove("KSTTHC_TODAY");
    command.output().unwrap()
}

/// The cases as the city published them.
fn cases() -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(format!("{FIXTURE}/cases.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The moment in a cell, read here by hand: `MM/DD/YYYY hh:mm:ss AM|PM` to a number that sorts like the moment.
fn stamp(text: &str) -> Option<String> {
    let (date, rest) = text.split_once(' ')?;
    let (time, half) = rest.split_once(' ')?;
    let [month, day, year] = date.split('/').collect::<Vec<_>>()[..] else { panic!("{text}") };
    let (hour, rest) = time.split_once(':')?;
    let hour = hour.parse::<u32>().unwrap() % 12 + if half == "PM" { 12 } else { 0 };
    Some(format!("{year}-{month}-{day} {hour:02}:{rest}"))
}

/// Collects each case's verdict: late or not, open ones judged at the extract.
#[derive(Default)]
struct Verdicts(BTreeMap<String, bool>);

impl Visitor for Verdicts {
    fn dossier(&mut self, dossier: &Dossier<'_>, _: Row<'_>, _: &mut Sink) {
        let extract = Moment::parse(b"2016-01-12 15:44:59").unwrap();
        let end = dossier.completed.unwrap_or(extract);
        let late = timeliness(end, dossier.due, LatenessBy::Instant) == Timeliness::Late;
        self.0.insert(dossier.id.to_string(), late);
    }
}

/// The three cases that were closed some seconds before they were opened.
const CLOSED_BEFORE_OPENED: [&str; 3] = ["101001371461", "101001371477", "101001426275"];

#[test]
fn our_lateness_agrees_with_the_citys_verdict_on_every_case() {
    let folder = imported();
    let mut sink = Sink::new();
    let repository = Repository::load(find_root(folder.path()).unwrap(), &mut sink).unwrap();
    let mut verdicts = Verdicts::default();
    repository.scan_dossiers(&mut verdicts, &(), &mut sink);
    let mut compared = 0;
    for case in cases() {
        let id = case["CASE_ENQUIRY_ID"].as_str();
        let late = match case["OnTime_Status"].as_str() {
            "ONTIME" => false,
            "OVERDUE" => true,
            _ => continue,
        };
        if CLOSED_BEFORE_OPENED.contains(&id) {
            continue;
        }
        assert_eq!(verdicts.0.get(id), Some(&late), "case {id}");
        compared += 1;
    }
    assert_eq!(compared, 13_099 - 3);
}

/// The three that are set aside for their dates agree too, by the same rule on their own values.
#[test]
fn the_cases_closed_before_they_were_opened_agree_as_well() {
    for case in cases().iter().filter(|case| CLOSED_BEFORE_OPENED.contains(&case["CASE_ENQUIRY_ID"].as_str()))
    {
        let at = |column: &str| stamp(&case[column]).map(|text| Moment::parse(text.as_bytes()).unwrap());
        let verdict = timeliness(at("CLOSED_DT").unwrap(), at("TARGET_DT"), LatenessBy::Instant);
        assert_eq!(verdict == Timeliness::Late, case["OnTime_Status"] == "OVERDUE");
    }
}

#[test]
fn check_names_each_case_closed_before_it_was_opened_with_its_line() {
    let folder = imported();
    let output = kstthc(folder.path(), &["check", "--format", "short"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    let expected: Vec<String> = cases()
        .iter()
        .zip(2..)
        .filter(|(case, _)| CLOSED_BEFORE_OPENED.contains(&case["CASE_ENQUIRY_ID"].as_str()))
        .map(|(_, line)| format!("data/dossiers/cases.csv:{line}:"))
        .collect();
    assert_eq!(expected.len(), 3);
    let errors: Vec<&str> = stdout.lines().filter(|line| line.contains("error[")).collect();
    assert_eq!(errors.len(), 3, "{stdout}");
    for (error, place) in errors.iter().zip(&expected) {
        assert!(error.starts_with(place) && error.contains("K0303"), "{error}");
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_report_refuses_until_the_faulty_rows_are_set_aside() {
    let folder = imported();
    let args = ["report", "--from", "2015-03-15", "--to", "2015-06-14", "--format", "json"];
    let refused = kstthc(folder.path(), &args);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    let allowed = kstthc(folder.path(), &[&args[..], &["--allow-errors"]].concat());
    let report: serde_json::Value = serde_json::from_slice(&allowed.stdout).unwrap();
    assert_eq!(report["provenance"]["rows_left_out"], 3);
}

type Counts = BTreeMap<&'static str, u64>;

/// Counts one case by the rules of the form, on the city's own cells, without any code of the library.
fn count(case: &BTreeMap<String, String>, counts: &mut Counts) {
    let (from, to) = ("2015-03-15", "2015-06-14");
    let opened = stamp(&case["OPEN_DT"]).unwrap();
    let target = stamp(&case["TARGET_DT"]);
    let closed = stamp(&case["CLOSED_DT"]);
    let day = |stamp: &str| stamp[..10].to_owned();
    if day(&opened).as_str() > to || closed.as_deref().is_some_and(|closed| day(closed).as_str() < from) {
        return;
    }
    let mut add = |key| *counts.entry(key).or_default() += 1;
    let online = ["Citizens Connect App", "Self Service", "Twitter", "Maximo Integration"];
    add("received_total");
    add(match day(&opened).as_str() < from {
        true => "carried_over",
        false if online.contains(&case["Source"].as_str()) => "received_online",
        false => "received_direct",
    });
    if let Some(closed) = closed.filter(|closed| day(closed).as_str() <= to) {
        add("resolved_total");
        add(match target {
            None => "resolved_on_time",
            Some(target) if day(&closed) < day(&target) => "resolved_early",
            Some(target) if closed <= target => "resolved_on_time",
            Some(_) => "resolved_late",
        });
    } else {
        add("pending_total");
        let overdue = target.is_some_and(|target| day(&target).as_str() < to);
        add(if overdue { "pending_overdue" } else { "pending_in_time" });
    }
}

/// Compares a row of the report with counts made here.
fn assert_row(row: &serde_json::Value, counts: &Counts) {
    let total = |keys: &[&str]| keys.iter().map(|key| row[*key].as_u64().unwrap()).sum::<u64>();
    for key in kstthc::tally::Columns::KEYS {
        assert_eq!(row[key].as_u64(), Some(counts.get(key).copied().unwrap_or(0)), "{key} of {row}");
    }
    assert_eq!(total(&["received_total"]), total(&["received_online", "received_direct", "carried_over"]));
    assert_eq!(total(&["received_total"]), total(&["resolved_total", "pending_total"]));
}

#[test]
fn the_report_equals_an_independent_count_by_field_and_by_unit() {
    let folder = imported();
    let args = ["report", "--from", "2015-03-15", "--to", "2015-06-14", "--format", "json", "--allow-errors"];
    let output = kstthc(folder.path(), &args);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut total = Counts::new();
    let mut by: BTreeMap<(&str, String), Counts> = BTreeMap::new();
    for case in cases() {
        if CLOSED_BEFORE_OPENED.contains(&case["CASE_ENQUIRY_ID"].as_str()) {
            continue;
        }
        count(&case, &mut total);
        for (kind, column) in [("field", "REASON"), ("unit", "Department")] {
            count(&case, by.entry((kind, case[column].clone())).or_default());
        }
    }
    by.retain(|_, counts| !counts.is_empty());
    assert_row(&report["dossiers"]["total"], &total);
    let mut compared = 0;
    for (kind, list) in [("field", "by_field"), ("unit", "by_unit")] {
        for row in report["dossiers"][list].as_array().unwrap() {
            assert_row(row, &by[&(kind, row[kind].as_str().unwrap().to_owned())]);
            compared += 1;
        }
    }
    assert_eq!(compared, by.len());
    assert!(total["received_total"] > 3_000);
}
