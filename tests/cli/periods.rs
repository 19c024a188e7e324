//! Reporting periods: windows, deadlines, the default year.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

#[track_caller]
fn period(sandbox: &Sandbox, args: &[&str]) -> Value {
    sandbox.json(&[&["report"], args].concat())["period"].clone()
}

#[track_caller]
fn expect(sandbox: &Sandbox, args: &[&str], expected: &[&str; 4]) {
    let found = period(sandbox, args);
    let found = ["kind", "from", "to", "deadline"].map(|key| found[key].as_str().unwrap_or("null"));
    assert_eq!(found, *expected, "{args:?}");
}

/// 15th of the month before to the 14th of the last month; five calendar days, rolled.
#[test]
fn the_periods_of_2021_are_those_of_the_decree() {
    let sandbox = Sandbox::new();
    let quarter = |number: &'static str| ["--quarter", number, "--year", "2021"];
    expect(&sandbox, &quarter("1"), &["quarter", "2020-12-15", "2021-03-14", "2021-03-19"]);
    expect(&sandbox, &quarter("2"), &["quarter", "2021-03-15", "2021-06-14", "2021-06-21"]);
    expect(&sandbox, &quarter("3"), &["quarter", "2021-06-15", "2021-09-14", "2021-09-20"]);
    expect(&sandbox, &quarter("4"), &["quarter", "2021-09-15", "2021-12-14", "2021-12-20"]);
    expect(&sandbox, &["--six-months"], &["six_months", "2020-12-15", "2021-06-14", "2021-06-21"]);
    expect(&sandbox, &["--nine-months"], &["nine_months", "2020-12-15", "2021-09-14", "2021-09-20"]);
    expect(&sandbox, &["--annual"], &["annual", "2020-12-15", "2021-12-14", "2021-12-20"]);
}

#[test]
fn the_period_names_year_number_and_label() {
    let found = period(&Sandbox::new(), &["--quarter", "2"]);
    assert_eq!(found["year"], json!(2021));
    assert_eq!(found["number"], json!(2));
    assert_eq!(found["label"], json!("Quý II/2021"));
}

/// 31 is the month's last day: calendar quarters, leap years too.
#[test]
fn a_cutoff_on_day_31_gives_calendar_quarters() {
    let sandbox = Sandbox::new().config("[reporting]\ncutoff_day = 31\n");
    let quarter = |number: &'static str| ["--quarter", number, "--year", "2021"];
    expect(&sandbox, &quarter("1"), &["quarter", "2021-01-01", "2021-03-31", "2021-04-05"]);
    expect(&sandbox, &quarter("2"), &["quarter", "2021-04-01", "2021-06-30", "2021-07-05"]);
    expect(&sandbox, &quarter("4"), &["quarter", "2021-10-01", "2021-12-31", "2022-01-05"]);
    expect(&sandbox, &["--annual", "--year", "2020"], &["annual", "2020-01-01", "2020-12-31", "2021-01-05"]);
}

/// 14/3 + 47 days = 30/4, a holiday; 1 and 2/5 a weekend, 3/5 in compensation.
#[test]
fn a_deadline_rolls_over_holidays_and_weekends() {
    let sandbox = Sandbox::new().config("[reporting]\ndeadline_days = 47\n");
    expect(&sandbox, &["--quarter", "1"], &["quarter", "2020-12-15", "2021-03-14", "2021-05-04"]);
}

/// A file in `plan/holidays/` adds to the official days, and its working Saturdays count.
#[test]
fn days_off_and_made_up_days_of_the_repository_move_a_deadline() {
    let off = "schema_version = 1\nyear = 2021\n[[day_off]]\ndate = 2021-06-21\nkind = \"holiday\"\nname = \"Lễ\"\n";
    let sandbox = Sandbox::new().file("plan/holidays/2021.toml", off);
    expect(&sandbox, &["--quarter", "2"], &["quarter", "2021-03-15", "2021-06-14", "2021-06-22"]);
    let worked = "schema_version = 1\nyear = 2021\n[[working_day]]\ndate = 2021-06-19\n";
    let sandbox = Sandbox::new().file("plan/holidays/2021.toml", worked);
    expect(&sandbox, &["--quarter", "2"], &["quarter", "2021-03-15", "2021-06-14", "2021-06-19"]);
}

#[test]
fn a_range_has_no_number_and_no_deadline_and_takes_both_ways_of_writing_a_day() {
    let found = period(&Sandbox::new(), &["--from", "01/04/2021", "--to", "2021-04-30"]);
    assert_eq!(
        (&found["kind"], &found["from"], &found["to"]),
        (&json!("range"), &json!("2021-04-01"), &json!("2021-04-30"))
    );
    assert_eq!((&found["number"], &found["deadline"]), (&json!(null), &json!(null)));
    assert!(found.as_object().unwrap().contains_key("number"));
    assert!(found.as_object().unwrap().contains_key("deadline"));
}

#[test]
fn a_range_of_one_day_is_valid_and_one_that_ends_before_it_begins_is_not() {
    let sandbox = Sandbox::new();
    expect(
        &sandbox,
        &["--from", "2021-04-01", "--to", "2021-04-01"],
        &["range", "2021-04-01", "2021-04-01", "null"],
    );
    let backwards = ["report", "--from", "2021-04-02", "--to", "2021-04-01"];
    assert_eq!(sandbox.run(&backwards).exits(2).stdout, "");
}

const YEAR: &[(&str, &str)] = &[("Trong năm", "kind = \"year\"")];

#[track_caller]
fn default_year(sandbox: &Sandbox) -> i64 {
    period(sandbox, &["--quarter", "1"])["year"].as_i64().unwrap()
}

/// Today's year if it has a plan, else the newest plan year, else today's year.
#[test]
fn the_default_year_is_todays_if_planned_else_the_newest_plans_else_todays() {
    assert_eq!(default_year(&Sandbox::new().on("2024-02-01")), 2024);
    assert_eq!(default_year(&Sandbox::new().plan(YEAR).on("2024-02-01")), 2021);
    assert_eq!(default_year(&Sandbox::new().plan(YEAR).on("2019-02-01")), 2021);
    let older = "schema_version = 1\n[section]\ncode = \"B\"\ntitle = \"B\"\n";
    let both = Sandbox::new().plan(YEAR).file("plan/2020/B.toml", older);
    assert_eq!(default_year(&both.on("2020-12-31")), 2020);
    let both = Sandbox::new().plan(YEAR).file("plan/2020/B.toml", older);
    assert_eq!(default_year(&both.on("2022-01-01")), 2021);
}

#[test]
fn a_year_outside_2000_to_2100_is_a_usage_error() {
    let sandbox = Sandbox::new();
    for year in ["1999", "2101", "0", "-1", "21", "999999999999", "hai"] {
        let year = format!("--year={year}");
        assert_eq!(sandbox.run(&["report", "--quarter", "1", &year]).exits(2).stdout, "");
    }
    for year in ["2000", "2100"] {
        sandbox.run(&["report", "--annual", "--year", year]).exits(0);
    }
    sandbox.run(&["report", "--from", "1999-12-31", "--to", "2000-01-01"]).exits(2);
    let far = Sandbox::new().on("2150-01-01");
    far.run(&["report", "--quarter", "1"]).exits(2);
}

/// A year without official days off is computed from the law, with a warning.
#[test]
fn a_year_nobody_knows_is_computed_and_said() {
    let sandbox = Sandbox::new();
    let text = sandbox.run(&["report", "--quarter", "2", "--year", "2035"]).exits(0).stdout;
    assert!(text.contains("2035") && text.contains("Chưa có lịch nghỉ"), "{text}");
    // 14/6/2035 + 5 = 19/6, a Tuesday.
    let found = period(&sandbox, &["--quarter", "2", "--year", "2035"]);
    assert_eq!(found["deadline"], json!("2035-06-19"));
}
