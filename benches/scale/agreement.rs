//! A benchmark of wrong figures is worth nothing: all that count must agree.

use std::process::Stdio;

use kstthc::tally::Columns;
use serde_json::Value;

use crate::contenders::{Answer, Contender};
use crate::figures::Figures;

/// Runs all contenders that count, and compares their figures; returns the number of rows.
pub(crate) fn prove(contenders: &mut [Contender]) -> u64 {
    let mut rows = None;
    let mut first: Option<(String, Figures)> = None;
    for contender in contenders.iter_mut().filter(|contender| contender.answer != Answer::Other) {
        let name = contender.name.clone();
        let answer = answer_of(contender);
        let figures = match contender.answer {
            Answer::Rows => {
                rows = answer.as_u64();
                continue;
            }
            Answer::Report => of_report(&answer),
            Answer::Figures | Answer::Other => serde_json::from_value(answer).expect("figures"),
        };
        match &first {
            Some((other, expected)) => assert!(*expected == figures, "{name} and {other} do not agree"),
            None => first = Some((name, figures)),
        }
    }
    rows.expect("a contender that counts rows")
}

fn answer_of(contender: &mut Contender) -> Value {
    let command = contender.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = command.output().expect("a contender");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {stderr}", contender.name);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The figures of a report (contract, section 7).
fn of_report(report: &Value) -> Figures {
    let dossiers = &report["dossiers"];
    let row = |row: &Value| Columns::KEYS.map(|key| row[key].as_u64().expect("a figure"));
    let table = |name: &str, key: &str| {
        let rows = dossiers[name].as_array().expect("a table");
        let rows = rows.iter().map(|of| (of[key].as_str().expect("a name").to_owned(), row(of)));
        rows.collect()
    };
    Figures {
        total: row(&dossiers["total"]),
        by_field: table("by_field", "field"),
        by_unit: table("by_unit", "unit"),
    }
}
