//! Who runs, and how.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{child, town};

/// The period counted: the second quarter of 2021.
const FROM_TO: [&str; 2] = ["2021-03-15", "2021-06-14"];
const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
/// Stands behind the name of a contender that runs on one core.
pub(crate) const ON_ONE_CORE: &str = ", one core";

/// What a contender prints.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The number of records.
    Rows,
    /// The figures of the period.
    Figures,
    /// The figures of the period, within a report.
    Report,
    /// Something else.
    Other,
}

/// One of those who are measured.
pub(crate) struct Contender {
    pub(crate) name: String,
    /// The heading under which the others are compared with it.
    pub(crate) peer: Option<&'static str>,
    pub(crate) answer: Answer,
    pub(crate) command: Command,
}

impl Contender {
    fn new(name: &str, answer: Answer, command: Command) -> Self {
        Self { name: name.to_owned(), peer: None, answer, command }
    }

    fn named_peer(self, heading: &'static str) -> Self {
        Self { peer: Some(heading), ..self }
    }

    /// The same on one core; `None` where there is no `taskset`.
    fn on_one_core(&self) -> Option<Self> {
        let core = first_core()?;
        let mut command = Command::new("taskset");
        command.args(["-c", &core]).arg(self.command.get_program()).args(self.command.get_args());
        Some(Self::new(&format!("{}{ON_ONE_CORE}", self.name), Answer::Other, command))
    }
}

/// All contenders over a repository, in the order of their turns.
pub(crate) fn contenders(folder: &Path) -> Vec<Contender> {
    let log = folder.join(town::LOG);
    let newlines = Contender::new("count of newlines", Answer::Other, own(child::NEWLINES, &log));
    let mut contenders: Vec<Contender> = newlines.on_one_core().into_iter().collect();
    contenders.insert(0, newlines.named_peer("newlines"));
    contenders.extend([
        Contender::new("csv, byte records", Answer::Rows, own(child::RECORDS, &log)).named_peer("csv"),
        Contender::new("csv and serde", Answer::Figures, own(child::NAIVE, &log)).named_peer("csv+serde"),
        Contender::new("csv and serde, ids unique", Answer::Figures, own(child::NAIVE_IDS, &log)),
    ]);
    contenders.extend(engine("duckdb", ["duckdb", "duckdb, ids"], &log));
    contenders.extend(engine("polars", ["polars", "polars, ids"], &log));
    contenders.extend(kstthc(folder));
    contenders
}

/// This program as a contender.
fn own(task: &str, log: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the path of this program"));
    command.args([child::MARK, task]).arg(log);
    command
}

/// An engine for data without and with distinct ids, and its start alone; none where `python3` does not find it.
fn engine(name: &str, headings: [&'static str; 2], log: &Path) -> Vec<Contender> {
    let python = || {
        let mut command = Command::new("python3");
        command.args([PEERS, name]);
        command
    };
    let Some(version) = output_of(python()) else {
        say(&format!("Not measured: python3 finds no {name} (pip install {name})."));
        return Vec::new();
    };
    let name = format!("{name} {version}");
    let counting = |more: &[&str]| {
        let mut command = python();
        command.arg(log).args(FROM_TO).args(more);
        command
    };
    vec![
        Contender::new(&format!("{name}, started only"), Answer::Other, python()),
        Contender::new(&name, Answer::Figures, counting(&[])).named_peer(headings[0]),
        Contender::new(&format!("{name}, distinct ids"), Answer::Figures, counting(&["--distinct"]))
            .named_peer(headings[1]),
    ]
}

fn kstthc(folder: &Path) -> Vec<Contender> {
    let command = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        command.arg("-C").arg(folder).args(["--today", "2022-01-15"]).args(words.split(' '));
        command
    };
    let contender = |name: &str, words: &str, answer| Contender::new(name, answer, command(words));
    let period = "report --quarter 2 --year 2021";
    let json = contender("kstthc report, json", &format!("{period} --format json"), Answer::Report);
    let check = contender("kstthc check", "check", Answer::Other);
    let alone = [json.on_one_core(), check.on_one_core()];
    let mut contenders = vec![
        json,
        contender("kstthc report, text", period, Answer::Other),
        contender("kstthc status", "status", Answer::Other),
        contender("kstthc overdue", "overdue", Answer::Other),
        check,
    ];
    contenders.extend(alone.into_iter().flatten());
    contenders
}

/// The first core this program may use (proc(5): `Cpus_allowed_list`); `None` where there is no `taskset`.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at the machine")]
fn first_core() -> Option<String> {
    let mut taskset = Command::new("taskset");
    taskset.arg("--version");
    output_of(taskset)?;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    list.trim().split(['-', ',']).next().map(str::to_owned)
}

/// What a command prints, where it is there and succeeds.
fn output_of(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
}

#[expect(clippy::print_stderr, reason = "a benchmark says what it leaves out")]
fn say(line: &str) {
    eprintln!("{line}");
}
