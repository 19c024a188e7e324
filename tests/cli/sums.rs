//! A generated log, counted by the binary and by a naive recomputation; and the sums that always hold.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::naive::{Choices, Dossier, Numbers, dossier};
use crate::sandbox::{HEADER, Sandbox, figures};

const DEFAULT: Choices = Choices { by_instant: false, by_due_date: false, reappointed_new: false };

/// The periods of 2021 with their windows.
const PERIODS: [(&[&str], &str, &str); 7] = [
    (&["--quarter", "1"], "2020-12-15", "2021-03-14"),
    (&["--quarter", "2"], "2021-03-15", "2021-06-14"),
    (&["--quarter", "3"], "2021-06-15", "2021-09-14"),
    (&["--quarter", "4"], "2021-09-15", "2021-12-14"),
    (&["--six-months"], "2020-12-15", "2021-06-14"),
    (&["--nine-months"], "2020-12-15", "2021-09-14"),
    (&["--annual"], "2020-12-15", "2021-12-14"),
];

fn log(seed: u64) -> Vec<Dossier> {
    let mut numbers = Numbers::new(seed);
    (0..600).map(|id| dossier(&mut numbers, id)).collect()
}

/// The log in two files, the pauses, and the choices.
fn sandbox(log: &[Dossier], choices: Choices) -> Sandbox {
    let rows = |part: &[Dossier]| format!("{HEADER}{}", part.iter().map(Dossier::row).collect::<String>());
    let mut pauses = "dossier_id,kind,from,to,new_due_at\n".to_owned();
    for dossier in log {
        for pause in &dossier.pauses {
            let (id, kind) = (&dossier.id, pause.kind);
            pauses.push_str(&format!("{id},{kind},{},{},{}\n", pause.from, pause.to, pause.new_due));
        }
    }
    let (first, second) = log.split_at(log.len() / 3);
    Sandbox::new()
        .config(&choices.toml())
        .file("data/dossiers/2021/a.csv", rows(second))
        .file("data/dossiers/b.csv", rows(first))
        .file("data/pauses.csv", pauses)
}

fn report(sandbox: &Sandbox, period: &[&str]) -> Value {
    sandbox.json(&[&["report", "--year", "2021"], period].concat())
}

#[track_caller]
fn agrees_with_the_naive_count(seed: u64, choices: Choices) {
    let log = log(seed);
    let sandbox = sandbox(&log, choices);
    for (period, from, to) in PERIODS {
        let report = report(&sandbox, period);
        let mut total = [0; 11];
        let mut by_unit: BTreeMap<String, [u64; 11]> = BTreeMap::new();
        let mut by_field: BTreeMap<String, [u64; 11]> = BTreeMap::new();
        for dossier in &log {
            let level = if dossier.unit.starts_with("p1") { "commune" } else { "district" };
            let field = format!("{level} {}", dossier.field);
            dossier.count(from, to, choices, &mut total);
            dossier.count(from, to, choices, by_unit.entry(dossier.unit.to_owned()).or_default());
            dossier.count(from, to, choices, by_field.entry(field).or_default());
        }
        assert!(total.iter().all(|&figure| figure > 0), "the log reaches every column: {total:?}");
        assert_eq!(figures(&report["dossiers"]["total"]), total, "{seed} {choices:?} {period:?}");
        assert_eq!(grouped(&report["dossiers"]["by_unit"], &["unit"]), by_unit, "{period:?}");
        assert_eq!(grouped(&report["dossiers"]["by_field"], &["level", "field"]), by_field, "{period:?}");
    }
}

/// The figures of each row, by the texts of some keys.
fn grouped(rows: &Value, keys: &[&str]) -> BTreeMap<String, [u64; 11]> {
    let name = |row: &Value| {
        let texts: Vec<&str> = keys.iter().map(|key| row[key].as_str().expect("a text")).collect();
        texts.join(" ")
    };
    rows.as_array().expect("a list").iter().map(|row| (name(row), figures(row))).collect()
}

#[test]
fn a_generated_log_is_counted_as_the_rules_say_by_total_unit_and_field() {
    agrees_with_the_naive_count(1, DEFAULT);
}

#[test]
fn the_choices_of_an_office_are_followed_on_a_generated_log() {
    agrees_with_the_naive_count(2, Choices { by_instant: true, ..DEFAULT });
    agrees_with_the_naive_count(3, Choices { by_due_date: true, ..DEFAULT });
    agrees_with_the_naive_count(4, Choices { reappointed_new: true, ..DEFAULT });
}

/// (3) = (4)+(5)+(6) = (7)+(11), (7) = (8)+(9)+(10), (11) = (12)+(13), in the total and in every row.
#[test]
fn the_identities_of_the_form_hold_in_every_row() {
    let sandbox = sandbox(&log(5), DEFAULT);
    for (period, ..) in PERIODS {
        let dossiers = &report(&sandbox, period)["dossiers"];
        let rows = ["by_field", "by_unit"].map(|key| dossiers[key].as_array().expect("a list").clone());
        for row in rows.concat().iter().chain([&dossiers["total"]]) {
            let f = figures(row);
            assert_eq!(f[0], f[1] + f[2] + f[3], "{row}");
            assert_eq!(f[0], f[4] + f[8], "{row}");
            assert_eq!(f[4], f[5] + f[6] + f[7], "{row}");
            assert_eq!(f[8], f[9] + f[10], "{row}");
        }
        for key in ["by_field", "by_unit"] {
            let rows = dossiers[key].as_array().expect("a list").iter().map(figures);
            let sum = rows.fold([0; 11], |sum, row| std::array::from_fn(|at| sum[at] + row[at]));
            assert_eq!(sum, figures(&dossiers["total"]), "{key}");
        }
    }
}

#[test]
fn what_was_pending_at_the_end_of_a_period_is_carried_over_into_the_next() {
    let sandbox = sandbox(&log(6), DEFAULT);
    let quarters: Vec<_> = PERIODS[..4]
        .iter()
        .map(|(period, ..)| figures(&report(&sandbox, period)["dossiers"]["total"]))
        .collect();
    for pair in quarters.windows(2) {
        assert_eq!(pair[0][8], pair[1][3], "(11) and the next (6)");
    }
    let range = |from: &str, to: &str| {
        figures(&sandbox.json(&["report", "--from", from, "--to", to])["dossiers"]["total"])
    };
    assert_eq!(range("2021-04-01", "2021-04-30")[8], range("2021-05-01", "2021-05-01")[3]);
}

/// Columns (4), (5), (7)–(10); (3), (6) and (11)–(13) are states, not sums.
#[test]
fn additive_columns_of_the_quarters_add_up_to_the_longer_periods() {
    let sandbox = sandbox(&log(7), DEFAULT);
    let totals: Vec<_> =
        PERIODS.iter().map(|(period, ..)| figures(&report(&sandbox, period)["dossiers"]["total"])).collect();
    for (quarters, longer) in [(2, 4), (3, 5), (4, 6)] {
        for column in [4, 5, 7, 8, 9, 10] {
            let sum: u64 = totals[..quarters].iter().map(|figures| figures[column - 3]).sum();
            assert_eq!(sum, totals[longer][column - 3], "column ({column}) of {quarters} quarters");
        }
    }
}
