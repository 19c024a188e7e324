//! The command line itself: wrong commands and options, help, no repository, a closed pipe.

use std::process::Stdio;

use crate::sandbox::{Output, Sandbox};

/// English that would betray a message of the argument parser.
const ENGLISH: [&str; 14] = [
    "error",
    "Usage",
    "usage",
    "unexpected",
    "unrecognized",
    "required",
    "invalid",
    "For more",
    "help",
    "tip:",
    "Options",
    "Commands",
    "possible values",
    "argument",
];

#[track_caller]
fn wrong(args: &[&str], says: &[&str]) -> Output {
    let output = Sandbox::new().without_today().run(args).exits(2).says(says);
    assert_eq!(output.stdout, "", "{args:?}");
    let text = output.stderr.replace("--help", "").replace("--format", "");
    for english in ENGLISH {
        assert!(!text.contains(english), "{english} in {output:#?}");
    }
    output
}

#[test]
fn a_wrong_command_is_named_in_vietnamese_with_a_suggestion() {
    wrong(&["statuz"], &["statuz", "status"]);
    wrong(&["plan", "lisst"], &["lisst", "list"]);
    wrong(&["xyz"], &["xyz"]);
}

#[test]
fn a_wrong_option_is_named_with_a_suggestion() {
    wrong(&["overdue", "--witin", "3"], &["--witin", "--within"]);
    wrong(&["status", "--quarter", "1"], &["--quarter"]);
    wrong(&["status", "thừa"], &["thừa"]);
}

#[test]
fn wrong_values_are_named_with_what_is_allowed() {
    wrong(&["report", "--quarter", "5"], &["--quarter", "5"]);
    wrong(&["report", "--quarter", "một"], &["một"]);
    wrong(&["overdue", "--within", "-1"], &[]);
    wrong(&["overdue", "--within", "1.5"], &["1.5"]);
    wrong(&["overdue", "--within", "99999999999"], &["99999999999"]);
    wrong(&["status", "--format", "xml"], &["xml", "json"]);
    wrong(&["status", "--color", "red"], &["red", "never"]);
    wrong(&["report", "--from", "2021-02-30", "--to", "2021-03-01"], &["2021-02-30"]);
    wrong(&["status", "--today"], &["--today"]);
}

#[test]
fn missing_and_contradicting_options_are_named() {
    wrong(&["report"], &["--quarter"]);
    wrong(&["report", "--from", "2021-01-01"], &["--to"]);
    wrong(&["report", "--to", "2021-01-01"], &["--from"]);
    wrong(&["report", "--quarter", "1", "--annual"], &["--quarter", "--annual"]);
    wrong(&["report", "--six-months", "--nine-months"], &["--six-months", "--nine-months"]);
    wrong(&["report", "--from", "2021-01-01", "--to", "2021-02-01", "--year", "2021"], &["--year"]);
    wrong(&["report", "--quarter", "1", "--quarter", "2"], &["--quarter"]);
    wrong(&["plan", "show"], &[]);
    wrong(&["import"], &[]);
}

/// What `kstthc` alone shows within a repository stands in `now.rs`.
#[test]
fn a_command_without_its_second_word_shows_its_help_and_exits_2() {
    Sandbox::new().without_today().run(&["plan"]).exits(2).says(&["list", "show"]);
}

/// Help is a result: on stdout, exit 0, wholly in Vietnamese.
#[test]
fn help_is_in_vietnamese_for_every_command() {
    let commands: [&[&str]; 15] = [
        &[],
        &["status"],
        &["overdue"],
        &["report"],
        &["plan"],
        &["plan", "list"],
        &["plan", "show"],
        &["check"],
        &["explain"],
        &["import"],
        &["schema"],
        &["save"],
        &["log"],
        &["completions"],
        &["man"],
    ];
    for command in commands {
        for option in ["--help", "-h"] {
            let output = Sandbox::empty().run(&[command, &[option]].concat()).exits(0);
            let text = output.stdout.replace("--help", "");
            for english in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "[default",
                "[possible",
                "[env",
                "[aliases",
            ] {
                assert!(!text.contains(english), "{english} in {command:?}: {text}");
            }
            assert!(text.contains("Cách dùng"), "{text}");
        }
    }
}

#[test]
fn version_is_a_result() {
    let text = Sandbox::empty().run(&["--version"]).exits(0).stdout;
    assert!(text.starts_with("kstthc "), "{text}");
}

#[test]
fn without_a_repository_every_command_exits_2_and_says_so() {
    let outside = Sandbox::empty().on("2021-06-15").file("f.csv", "a\n").file("p.toml", "");
    let commands: [&[&str]; 7] = [
        &["status"],
        &["overdue"],
        &["report", "--annual"],
        &["plan", "list"],
        &["plan", "show", "A.I.01"],
        &["check"],
        &["import", "f.csv", "--profile", "p.toml"],
    ];
    for command in commands {
        let output = outside.run(command).exits(2).says(&["kstthc.toml"]);
        assert_eq!(output.stdout, "");
    }
}

#[test]
fn the_root_is_found_by_walking_up_and_c_starts_elsewhere() {
    let sandbox = Sandbox::new().folder("a/b");
    let below = sandbox.path("a/b");
    sandbox
        .command(&["status"])
        .current_dir(&below)
        .output()
        .map(|output| assert!(output.status.success()))
        .unwrap();
    let elsewhere = Sandbox::empty().on("2021-06-15");
    elsewhere.run(&["-C", below.to_str().unwrap(), "status"]).exits(0);
    elsewhere.run(&["status", "-C", sandbox.root().to_str().unwrap()]).exits(0);
    elsewhere.run(&["-C", "không/có", "status"]).exits(2).says(&["không/có"]);
}

/// A closed pipe has been read to its end: exit 0, nothing on stderr.
#[test]
fn a_closed_stdout_exits_0() {
    let sandbox = Sandbox::new().without_today().plan(&[("Trong năm", "kind = \"year\"")]);
    let commands: [&[&str]; 12] = [
        &[],
        &["completions", "bash"],
        &["man"],
        &["status"],
        &["status", "--format", "json"],
        &["overdue", "--format", "csv"],
        &["report", "--annual"],
        &["plan", "list"],
        &["check"],
        &["--help"],
        &["report", "--help"],
        &["--version"],
    ];
    for command in commands {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut run = sandbox.command(command);
        let output = run.stdout(writer).stderr(Stdio::piped()).output().expect("the binary runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), stderr.as_ref()), (Some(0), ""), "{command:?}");
    }
}

#[test]
fn colour_is_used_where_asked_for_and_not_otherwise() {
    let sandbox = Sandbox::new().dossiers(&["d,T,vp,direct,2021-04-01,processing,2021-05-04,,"]);
    let coloured = |args: &[&str]| sandbox.run(args).exits(0).stdout.contains('\u{1b}');
    assert!(coloured(&["status", "--color", "always"]));
    assert!(!coloured(&["status", "--color", "never"]));
    assert!(!coloured(&["status"]));
    assert!(!coloured(&["status", "--format", "json", "--color", "always"]));
}

#[test]
fn days_at_the_ends_of_the_calendar_never_panic() {
    let sandbox = Sandbox::new().without_today().plan(&[("Thường xuyên", "kind = \"continuous\"")]);
    for today in ["0001-01-01", "0001-12-31", "9999-12-31", "1999-12-31", "2100-12-31", "2101-01-01"] {
        for command in [
            &["status"][..],
            &["overdue", "--within", "4294967295"],
            &["plan", "list"],
            &["report", "--annual"],
            &["check"],
        ] {
            let output = sandbox.run(&[command, &["--today", today]].concat());
            assert!([0, 2].contains(&output.code), "{today}: {output:?}");
        }
    }
}

/// A full disk is a failure, said in Vietnamese.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_exits_2() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let output = Sandbox::new().command(&["status"]).stdout(full).output().expect("the binary runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(!stderr.is_empty() && !stderr.contains("os error"), "{stderr}");
}
