//! What a report says beside another period: differences, changes, and where it cannot compare.

use serde_json::json;

use crate::report_content::{GOOD, Q2, READ, file, table, text};
use crate::sandbox::Sandbox;

/// Q1: two received, of them one resolved; Q2: three more received, all resolved; a year before: one.
fn two_quarters() -> Sandbox {
    Sandbox::new().dossiers(&[
        "z0,T,vp,online,2019-12-01,completed,2020-01-10,2020-01-05,Đất đai",
        "z1,T,vp,online,2020-04-01,completed,2020-05-10,2020-05-01,Đất đai",
        "a1,T,vp,online,2021-01-04,completed,2021-02-10,2021-02-01,Đất đai",
        "a2,T,vp,online,2021-01-04,completed,2021-05-10,2021-05-20,Đất đai",
        "b1,T,vp,online,2021-04-01,completed,2021-05-10,2021-05-01,Đất đai",
        "b2,T,vp,online,2021-04-01,completed,2021-05-10,2021-05-01,Đất đai",
        "b3,T,vp,online,2021-04-01,completed,2021-05-10,2021-05-01,Đất đai",
    ])
}

#[track_caller]
fn compared(sandbox: &Sandbox, with: &str) -> Vec<String> {
    let markdown = file(sandbox, "md", &["--compare", with]);
    let whole = table(&markdown, "Chênh lệch").into_iter().filter(|row| row[0] == "Toàn bộ");
    whole.map(|row| format!("{} {}", row[1].split(' ').next().unwrap(), row[2..].join(" "))).collect()
}

#[test]
fn a_comparison_has_differences_changes_and_a_dash_where_nothing_was() {
    let expected = [
        "(3) 4 2 +2 +100,00%",
        "(4) 3 2 +1 +50,00%",
        "(5) 0 0 0 –",
        "(6) 1 0 +1 –",
        "(7) 4 1 +3 +300,00%",
        "(8) 3 1 +2 +200,00%",
        "(9) 0 0 0 –",
        "(10) 1 0 +1 –",
        "(11) 0 1 −1 −100,00%",
        "(12) 0 1 −1 −100,00%",
        "(13) 0 0 0 –",
        "Tỷ 75,00% 50,00% +25,00 điểm % –",
    ];
    assert_eq!(compared(&two_quarters(), "previous"), expected);
    let last_year = compared(&two_quarters(), "last-year");
    assert_eq!(last_year[0], "(3) 4 1 +3 +300,00%");
    assert_eq!(last_year[11], "Tỷ 75,00% 100,00% −25,00 điểm % –");
}

#[test]
fn the_compared_figures_are_those_of_that_periods_own_report() {
    let sandbox = two_quarters();
    let periods = [
        ("previous", ["--quarter", "1", "--year", "2021"]),
        ("last-year", ["--quarter", "2", "--year", "2020"]),
    ];
    for (with, period) in periods {
        let report = sandbox.json(&[&Q2[..], &["--compare", with]].concat());
        let own = sandbox.json(&[&["report"][..], &period].concat());
        assert_eq!(report["comparison"]["basis"], json!(with));
        assert_eq!(report["comparison"]["dossiers"], own["dossiers"], "{with}");
        assert_eq!(report["comparison"]["period"], own["period"], "{with}");
        assert_eq!(report["comparison"]["complete"], json!(true));
    }
}

#[test]
fn a_comparison_with_a_time_before_the_logs_is_marked_in_every_format() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]);
    let notice = "SO SÁNH CHƯA ĐỦ: sổ chỉ có hồ sơ tiếp nhận từ 01/04/2021; số liệu quý I/2021 có thể thiếu.";
    for ending in READ {
        assert!(text(&sandbox, ending, &["--compare", "previous"]).contains(notice), "{ending}");
        assert!(
            !text(&two_quarters(), ending, &["--compare", "previous"]).contains("SO SÁNH CHƯA ĐỦ"),
            "{ending}"
        );
    }
    let report = sandbox.json(&[&Q2[..], &["--compare", "previous"]].concat());
    assert_eq!(report["comparison"]["complete"], json!(false));
}

#[test]
fn nine_months_have_no_period_before_them_but_have_a_last_year() {
    let nine = ["report", "--nine-months", "--year", "2021", "--compare"];
    let sandbox = two_quarters();
    sandbox.run(&[&nine[..], &["previous"]].concat()).exits(2).says(&["9 tháng", "--compare last-year"]);
    sandbox.run(&[&nine[..], &["last-year"]].concat()).exits(0);
}
