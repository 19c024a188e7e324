//! What a log may look like: byte order marks, line ends, separators, quotes, decomposed text, column order.

use crate::sandbox::{HEADER, Sandbox, shown, skip};

const ROW: &str = "d1,T,vp,direct,2021-04-01,processing,,,Đất đai";

#[track_caller]
fn total(sandbox: &Sandbox) -> String {
    shown(&sandbox.json(&["report", "--quarter", "2", "--year", "2021"])["dossiers"]["total"])
}

#[track_caller]
fn reads(bytes: impl AsRef<[u8]>) {
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", bytes);
    assert_eq!(total(&sandbox), "3=1 5=1 11=1 12=1");
    assert_eq!(sandbox.findings(), Vec::<String>::new());
}

#[test]
fn a_bom_crlf_and_semicolons_are_read() {
    let plain = format!("{HEADER}{ROW}\n");
    reads(&plain);
    reads(format!("\u{feff}{plain}"));
    reads(plain.replace('\n', "\r\n"));
    reads(plain.replace(',', ";"));
    reads(format!("\u{feff}{}", plain.replace(',', ";").replace('\n', "\r\n")));
    reads(plain.trim_end());
    reads(format!("{plain}\n\n,,,,,,,,\n"));
}

#[test]
fn the_order_of_columns_is_free_and_optional_ones_may_be_missing() {
    reads(
        "status,received_at,channel,unit,procedure_code,dossier_id\nprocessing,2021-04-01,direct,vp,T,d1\n",
    );
}

#[test]
fn quoted_newlines_separators_and_quotes_belong_to_their_field() {
    let header = "note,dossier_id,procedure_code,unit,channel,received_at,status\n";
    reads(format!("{header}\"một, \"\"hai\"\"\nba\r\nbốn\",d1,T,vp,direct,2021-04-01,processing\n"));
}

#[test]
fn values_are_trimmed_and_composed() {
    let units =
        crate::sandbox::UNITS.replace("code = \"tn\"", "code = \"phòng\"").replace("\"tn\"", "\"phòng\"");
    let sandbox = Sandbox::new()
        .file("plan/units.toml", units)
        .dossiers(&[" d1 , T , pho\u{300}ng , direct , 2021-04-01 08:00 , processing ,,,"]);
    assert_eq!(total(&sandbox), "3=1 5=1 11=1 12=1");
}

#[test]
fn a_moment_may_have_minutes_seconds_or_a_t() {
    for moment in
        ["2021-04-01", "2021-04-01 08:00", "2021-04-01 08:00:59", "2021-04-01T08:00", "2021-04-01T08:00:59"]
    {
        reads(format!("{HEADER}d1,T,vp,direct,{moment},processing,,,\n"));
    }
}

#[test]
fn what_is_no_moment_is_an_error_at_its_place() {
    for moment in [
        "2021-02-30",
        "2021-13-01",
        "2021-04-01 24:00",
        "2021-04-01 08:60",
        "2021-04-01 8:00",
        "2021-4-1",
        "01/04/2021",
        "2021-04-01 08",
        "2021-04-01Z",
        "0000-01-01",
        "2021-04-01 08:00:00.5",
        "٢٠٢١-٠٤-٠١",
    ] {
        let sandbox = Sandbox::new().dossiers(&[ROW, &format!("d2,T,vp,direct,{moment},processing,,,")]);
        assert_eq!(sandbox.findings(), ["K0301 data/dossiers/a.csv:3"], "{moment}");
    }
}

#[test]
fn a_log_of_0_bytes_is_an_error_and_one_with_a_header_alone_is_valid() {
    let empty = Sandbox::new().file("data/dossiers/a.csv", "");
    assert_eq!(empty.findings(), ["K0107 data/dossiers/a.csv:1"]);
    let bom = Sandbox::new().file("data/dossiers/a.csv", "\u{feff}");
    assert_eq!(bom.findings(), ["K0107 data/dossiers/a.csv:1"]);
    for header in [HEADER, HEADER.trim_end()] {
        let sandbox = Sandbox::new().file("data/dossiers/a.csv", header);
        assert_eq!(sandbox.findings(), Vec::<String>::new());
        assert_eq!(total(&sandbox), "");
    }
}

/// So for every log, optional ones too.
#[test]
fn every_log_may_be_a_header_alone_and_none_may_be_0_bytes() {
    let logs = [
        ("data/pauses.csv", "dossier_id,kind,from\n"),
        ("data/procedures.csv", "code,name,field\n"),
        ("data/progress/2021.csv", "occurrence,unit,date,state\n"),
        ("data/events/2021.csv", "event_id,item,date\n"),
    ];
    for (path, header) in logs {
        assert_eq!(Sandbox::new().file(path, header).findings(), Vec::<String>::new(), "{path}");
        assert_eq!(Sandbox::new().file(path, "").findings(), [format!("K0107 {path}:1")]);
    }
}

#[test]
fn an_unknown_column_is_a_warning_and_its_rows_count() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status,statu\nd1,T,vp,direct,2021-04-01,processing,x\n";
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", log);
    assert_eq!(total(&sandbox), "3=1 5=1 11=1 12=1");
    assert_eq!(sandbox.findings(), ["K0110 data/dossiers/a.csv:1"]);
    sandbox.run(&["check"]).exits(0);
}

#[test]
fn a_missing_required_column_is_an_error_that_names_it() {
    for column in ["dossier_id", "procedure_code", "unit", "channel", "received_at", "status"] {
        let header = HEADER.replace(column, "other");
        let sandbox = Sandbox::new().file("data/dossiers/a.csv", format!("{header}{ROW}\n"));
        let output = sandbox.run(&["check"]).exits(1);
        assert!(output.stdout.contains(column), "{column}: {output:?}");
    }
}

/// Lines count from the file's first, also after quoted newlines and blank lines, with CRLF too.
#[test]
fn the_line_of_a_finding_is_right_after_quoted_newlines() {
    let header = "note,dossier_id,procedure_code,unit,channel,received_at,status\n";
    let log = format!(
        "{header}\"a\nb\nc\",d1,T,vp,direct,2021-04-01,processing\n\nx,d2,T,vp,fax,2021-04-01,processing\n"
    );
    for log in [log.clone(), log.replace('\n', "\r\n"), format!("\u{feff}{log}")] {
        let sandbox = Sandbox::new().file("data/dossiers/a.csv", log);
        assert_eq!(sandbox.findings(), ["K0501 data/dossiers/a.csv:6"]);
    }
}

#[test]
fn a_log_that_is_not_utf8_is_an_error_at_its_line() {
    let latin =
        [HEADER.as_bytes(), ROW.as_bytes(), b"\nd2,T,vp,direct,2021-04-01,processing,,,\xd0\xe5\n"].concat();
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", latin);
    assert_eq!(sandbox.findings(), ["K0106 data/dossiers/a.csv:3"]);
}

/// All problems of all files in one run, none stopping the reading, in an order that does not change.
#[test]
fn all_problems_of_all_files_are_reported_in_one_run() {
    let sandbox = Sandbox::new()
        .dossiers(&["d0,T,vp,fax,2021-02-30,processing,,,", ROW, "d2,T,xx,direct,2021-04-01,done,,,"])
        .pauses(&["d1,wait,2021-04-01,,", "zz,payment,2021-04-01,,"])
        .file("data/dossiers/b.csv", "")
        .file("data/events/2021.csv", "event_id,item,date\ne,A.I.01,nay\n")
        .file("plan/2021/B.toml", "schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"x\"\n");
    let found = sandbox.findings();
    let expected = [
        "K0107 data/dossiers/b.csv:1",
        "K0202 plan/2021/B.toml:3",
        "K0301 data/dossiers/a.csv:2",
        "K0301 data/events/2021.csv:2",
        "K0401 data/dossiers/a.csv:4",
        "K0404 data/pauses.csv:3",
        "K0501 data/dossiers/a.csv:2",
        "K0501 data/dossiers/a.csv:4",
        "K0501 data/pauses.csv:2",
    ];
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    assert_eq!(found, sandbox.findings());
}

/// What cannot be parsed is an error: text behind a closing quote means that the quotes of the file do not match, and
/// every row between them would vanish into one field.
#[test]
fn text_behind_a_closing_quote_is_an_error() {
    let lost = "d2,T,vp,direct,2021-04-01,processing,,,x";
    let sandbox = Sandbox::new().dossiers(&[
        "d1,T,vp,direct,2021-04-01,processing,,,\"Đất",
        lost,
        "d3,T,vp,direct,2021-04-01,processing,,,\"Hộ tịch\"",
    ]);
    sandbox.run(&["check"]).exits(1);
    let sandbox = Sandbox::new().dossiers(&["d1,T,vp,direct,2021-04-01,processing,,,\"Đất\" đai"]);
    sandbox.run(&["check"]).exits(1);
}

/// The year 2035 has no official days off; a row that is left out does not ask for them.
#[test]
fn a_row_that_repeats_an_id_has_no_other_finding() {
    let rows = |due: &str| {
        let row = |due: &str| format!("d1,T,vp,direct,2021-06-14,processing,{due},,");
        Sandbox::new().dossiers(&[&row("2021-06-21"), &row(due)]).findings()
    };
    assert_eq!(rows("2035-06-21"), rows("2021-06-21"));
    assert_eq!(rows("2035-06-21").len(), 1);
}

/// To open a pipe is to wait for whoever writes to it, maybe for ever.
#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_like_a_log_is_reported_and_not_waited_for() {
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", format!("{HEADER}{ROW}\n"));
    for path in ["data/dossiers/ống.csv", "data/pauses.csv"] {
        let made = std::process::Command::new("mkfifo").arg(sandbox.path(path)).status();
        if !made.is_ok_and(|status| status.success()) {
            return skip("no pipe with a name can be made here");
        }
    }
    sandbox.run(&["status"]).exits(0).says(&["2 lỗi"]);
    let shown = sandbox.run(&["check"]).exits(1).stdout;
    for wanted in ["data/dossiers/ống.csv", "data/pauses.csv", "không phải tệp thường"] {
        assert!(shown.contains(wanted), "{shown}");
    }
}

/// The line under a finding is the one it speaks of.
#[test]
fn a_finding_in_a_log_whose_lines_end_by_returns_shows_its_line() {
    let log = format!("{HEADER}{ROW}\nd2,T,vp,direct,2021-13-01,processing,,,Đất đai\n").replace('\n', "\r");
    let sandbox = Sandbox::new().file("data/dossiers/a.csv", log);
    let shown = sandbox.run(&["check"]).exits(1).stdout;
    assert!(shown.contains("data/dossiers/a.csv:3:16"), "{shown}");
    assert!(shown.contains("3 | d2,T,vp,direct,2021-13-01,processing"), "{shown}");
}
