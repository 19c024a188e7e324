//! `completions` and `man`: made for every command, in Vietnamese, and accepted by the programs that read them.

use std::path::Path;
use std::process::{Command, Output};

use crate::sandbox::{Sandbox, skip};

const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

/// What the generators would say by themselves.
const ENGLISH: [&str; 7] =
    ["Possible values", "[default", "Print help", "Print version", "SYNOPSIS", "DESCRIPTION", "SUBCOMMANDS"];

/// The commands as the help lists them.
fn commands() -> Vec<String> {
    let help = Sandbox::empty().run(&["--help"]).exits(0).stdout;
    let list = help.split("Lệnh:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let lines = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<String> =
        lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

fn script(shell: &str) -> String {
    Sandbox::empty().run(&["completions", shell]).exits(0).stdout
}

/// Runs a program; `None`, said aloud, where it is not installed.
fn program(name: &str, args: &[&str]) -> Option<Output> {
    if cfg!(windows) && name != "pwsh" {
        skip(&format!("{name} on Windows may be that of another system"));
        return None;
    }
    let output = Command::new(name).args(args).env("LC_ALL", "C.UTF-8").output();
    if output.is_err() {
        skip(&format!("{name} is not installed"));
    }
    output.ok()
}

#[track_caller]
fn quiet(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
}

#[test]
fn every_script_names_every_command_and_says_nothing_in_english() {
    for shell in SHELLS {
        let script = script(shell);
        for command in commands() {
            assert!(script.contains(&command), "{shell} lacks {command}");
        }
        for english in ENGLISH {
            assert!(!script.contains(english), "{shell}: {english}");
        }
    }
    Sandbox::empty().run(&["completions", "cmd"]).exits(2).says(&["bash, zsh, fish, powershell"]);
}

/// What bash offers for the last word of a command line.
fn offered(file: &Path, words: &[&str]) -> Option<String> {
    let last = words.len() - 1;
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (word, before) = (words[last], words[last - 1]);
    let run = format!(
        "source '{}'; COMP_WORDS=({}); COMP_CWORD={last}; _kstthc kstthc '{word}' '{before}'; echo \"${{COMPREPLY[*]}}\"",
        file.display(),
        quoted.join(" ")
    );
    let output = program("bash", &["--norc", "-c", &run])?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[test]
fn bash_completes_commands_options_and_values() {
    let sandbox = Sandbox::empty().file("kstthc.bash", script("bash"));
    let file = sandbox.path("kstthc.bash");
    let Some(checked) = program("bash", &["-n", file.to_str().unwrap()]) else { return };
    quiet(&checked);
    let cases: [(&[&str], &str); 5] = [
        (&["kstthc", "rep"], "report"),
        (&["kstthc", "plan", "sh"], "show"),
        (&["kstthc", "report", "--quar"], "--quarter"),
        (&["kstthc", "report", "--format", "do"], "docx"),
        (&["kstthc", "overdue", "--color", "ne"], "never"),
    ];
    for (words, expected) in cases {
        assert_eq!(offered(&file, words).as_deref(), Some(expected), "{words:?}");
    }
}

#[test]
fn other_shells_accept_their_scripts() {
    let sandbox = SHELLS
        .iter()
        .fold(Sandbox::empty(), |sandbox, shell| sandbox.file(&format!("kstthc.{shell}"), script(shell)));
    for (shell, option) in [("zsh", "-n"), ("fish", "--no-execute")] {
        let file = sandbox.path(&format!("kstthc.{shell}"));
        if let Some(checked) = program(shell, &[option, file.to_str().unwrap()]) {
            quiet(&checked);
        }
    }
    let file = sandbox.path("kstthc.powershell");
    let parse = format!(
        "$e = $null; [void][Management.Automation.Language.Parser]::ParseFile('{}', [ref]$null, [ref]$e); \
         if ($e) {{ [Console]::Error.WriteLine($e[0]) }}",
        file.display()
    );
    if let Some(checked) = program("pwsh", &["-NoProfile", "-Command", &parse]) {
        quiet(&checked);
    }
}

#[test]
fn the_manual_has_every_command_and_no_english_but_the_heading_that_indexers_look_for() {
    let page = Sandbox::empty().run(&["man"]).exits(0).stdout;
    for command in commands() {
        assert!(page.contains(&format!("\n.SH \"KSTTHC {}\"\n", command.to_uppercase())), "{command}");
    }
    for english in ENGLISH {
        assert!(!page.contains(english), "{english}");
    }
    for part in [
        ".SH NAME\nkstthc \\- Kế hoạch",
        ".SH CÁCH DÙNG\n",
        ".SH VÍ DỤ\n",
        "KSTTHC PLAN SHOW",
        "\\-\\-out\\-dir",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("Coi ngày này là hôm nay").count(), 1, "common options stand once");
}

#[test]
fn the_pages_are_one_a_command_and_are_not_overwritten_unasked() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["man", "--out-dir", "man"]).exits(0).says(&["kstthc-plan-show.1"]);
    for command in commands() {
        let page = sandbox.read(&format!("man/kstthc-{command}.1")).expect("a page");
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains(&format!(".SH NAME\nkstthc\\-{} \\- ", command.replace('-', "\\-"))), "{page}");
    }
    let sandbox = sandbox.file("man/kstthc.1", "của tôi");
    sandbox.run(&["man", "--out-dir", "man"]).exits(2).says(&["kstthc.1", "--force"]);
    assert_eq!(sandbox.read("man/kstthc.1").unwrap(), "của tôi".as_bytes());
    sandbox.run(&["man", "--out-dir", "man", "--force"]).exits(0);
}

#[test]
fn groff_and_the_indexer_of_man_read_every_page_without_a_warning() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["man", "--out-dir", "man"]).exits(0);
    let sandbox = sandbox.file("man/whole.1", Sandbox::empty().run(&["man"]).stdout);
    for entry in std::fs::read_dir(sandbox.path("man")).unwrap() {
        let path = entry.unwrap().path();
        let page = path.to_str().unwrap();
        let Some(set) = program("groff", &["-k", "-man", "-Tutf8", "-ww", page]) else { return };
        quiet(&set);
        if let Some(indexed) = program("lexgrog", &[page]) {
            let name = String::from_utf8_lossy(&indexed.stdout).into_owned();
            assert!(indexed.status.success() && name.contains("\"kstthc"), "{name}");
        }
    }
}
