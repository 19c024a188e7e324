//! A small repository in a temporary folder, and the binary run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The least configuration.
pub(crate) const CONFIG: &str =
    "schema_version = 1\n[office]\nname = \"UBND thị xã Thử\"\nlevel = \"district\"\n";

/// Four units, one below another, and two groups.
pub(crate) const UNITS: &str = r#"schema_version = 1
[[unit]]
code = "vp"
name = "Văn phòng"
kind = "office"
level = "district"
[[unit]]
code = "tn"
name = "Phòng Tài nguyên"
kind = "department"
level = "district"
[[unit]]
code = "p1"
name = "Phường 1"
kind = "commune"
level = "commune"
aliases = ["Phường Một"]
[[unit]]
code = "p1-cb"
name = "Cán bộ Phường 1"
kind = "person"
level = "commune"
parent = "p1"
[[group]]
code = "@phong"
name = "Các phòng"
members = ["vp", "tn"]
"#;

/// The columns of the dossier logs in these tests.
pub(crate) const HEADER: &str =
    "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,field\n";

/// The variables that could reach into a test from outside.
const FOREIGN_VARIABLES: [&str; 11] = [
    "KSTTHC_TODAY",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "RUST_BACKTRACE",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_CEILING_DIRECTORIES",
];

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Output {
    /// What it printed as its result.
    pub(crate) stdout: String,
    /// What it said beside it.
    pub(crate) stderr: String,
    /// The exit code; -1 when a signal ended it.
    pub(crate) code: i32,
}

impl Output {
    /// Asserts the exit code, showing both streams where it differs.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// The result as JSON.
    #[track_caller]
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// Asserts that stderr says each of some texts.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.stderr.contains(text), "stderr lacks {text:?}: {self:#?}");
        }
        self
    }
}

/// The files of the repository that comes with the source, in a folder of their own, on its day.
pub(crate) fn shipped() -> Sandbox {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sandbox = Sandbox::empty().on("2021-06-15");
    std::fs::copy(source.join("kstthc.toml"), sandbox.path("kstthc.toml"))
        .expect("the configuration is copied");
    for folder in ["plan", "data"] {
        copy(&source.join(folder), &sandbox.path(folder));
    }
    sandbox
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder is made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("the file is copied");
        }
    }
}

/// A repository in a temporary folder.
#[derive(Debug)]
pub(crate) struct Sandbox {
    folder: TempDir,
    today: Option<&'static str>,
}

impl Sandbox {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, today: None }
    }

    /// The least valid repository, on 2021-06-15.
    pub(crate) fn new() -> Self {
        Self::empty().file("kstthc.toml", CONFIG).file("plan/units.toml", UNITS).on("2021-06-15")
    }

    /// Sets the day passed as `--today`.
    pub(crate) fn on(mut self, today: &'static str) -> Self {
        self.today = Some(today);
        self
    }

    /// Passes no `--today`.
    pub(crate) fn without_today(mut self) -> Self {
        self.today = None;
        self
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders are made");
        std::fs::write(path, content).expect("the file is written");
        self
    }

    /// Makes a folder.
    pub(crate) fn folder(self, path: &str) -> Self {
        std::fs::create_dir_all(self.path(path)).expect("the folder is made");
        self
    }

    /// Writes the configuration with more tables behind the least one.
    pub(crate) fn config(self, more: &str) -> Self {
        self.file("kstthc.toml", format!("{CONFIG}{more}"))
    }

    /// Writes `data/dossiers/a.csv` with [`HEADER`].
    pub(crate) fn dossiers(self, rows: &[&str]) -> Self {
        self.file("data/dossiers/a.csv", format!("{HEADER}{}\n", rows.join("\n")))
    }

    /// Writes `data/pauses.csv`.
    pub(crate) fn pauses(self, rows: &[&str]) -> Self {
        let header = "dossier_id,kind,from,to,new_due_at";
        self.file("data/pauses.csv", format!("{header}\n{}\n", rows.join("\n")))
    }

    /// Writes `data/progress/2021.csv`.
    pub(crate) fn progress(self, rows: &[&str]) -> Self {
        let text = format!("occurrence,unit,date,state\n{}\n", rows.join("\n"));
        self.file("data/progress/2021.csv", text)
    }

    /// Writes `data/events/2021.csv`.
    pub(crate) fn events(self, rows: &[&str]) -> Self {
        let text = format!("event_id,item,date,due\n{}\n", rows.join("\n"));
        self.file("data/events/2021.csv", text)
    }

    /// Writes section A.I of the plan of 2021: the time text and the schedule of each item.
    pub(crate) fn plan(self, schedules: &[(&str, &str)]) -> Self {
        let mut text = "schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"Mục một\"\n".to_owned();
        for (number, (words, schedule)) in (1..).zip(schedules) {
            text.push_str(&format!(
                "[[item]]\ncode = \"A.I.{number:02}\"\ntask = \"Việc {number}\"\nunits = [\"vp\", \"tn\"]\n\
                 result = \"Kết quả\"\n[item.schedule]\ntext = \"{words}\"\n{schedule}\n"
            ));
        }
        self.file("plan/2021/A-I.toml", text)
    }

    /// The path of a file.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The bytes of a file, if there is one.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.path(path)).ok()
    }

    /// The binary, ready to run here, with a clean environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        command.current_dir(self.root()).args(args).stdin(Stdio::null());
        if let Some(today) = self.today {
            command.args(["--today", today]);
        }
        for name in FOREIGN_VARIABLES {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        command
    }

    /// Runs the binary here.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        finish(self.command(args))
    }

    /// Runs the binary here with `KSTTHC_TODAY` set.
    #[track_caller]
    pub(crate) fn run_with_env_today(&self, args: &[&str], today: &str) -> Output {
        let mut command = self.command(args);
        command.env("KSTTHC_TODAY", today);
        finish(command)
    }

    /// Runs a command that must succeed with `--format json`.
    #[track_caller]
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let args = [args, &["--format", "json"]].concat();
        self.run(&args).exits(0).value()
    }

    /// The codes of all findings of `check` as `K0101 path:line`.
    #[track_caller]
    pub(crate) fn findings(&self) -> Vec<String> {
        let value = self.run(&["check", "--format", "json"]).value();
        let findings = value["findings"].as_array().expect("a list").iter();
        let line = |f: &Value| {
            let text = |key: &str| f[key].as_str().expect("a text").to_owned();
            format!("{} {}:{}", text("code"), text("path"), f["line"])
        };
        findings.map(line).collect()
    }
}

#[track_caller]
fn finish(mut command: Command) -> Output {
    let output = command.output().expect("the binary runs");
    Output {
        stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        code: output.status.code().unwrap_or(-1),
    }
}

/// Says why a test proves nothing here.
#[expect(clippy::print_stdout, reason = "the test harness shows it to the one who runs it")]
pub(crate) fn skip(reason: &str) {
    println!("skipped: {reason}");
}

/// The eleven keys of a row of figures, columns (3) to (13).
pub(crate) const KEYS: [&str; 11] = [
    "received_total",
    "received_online",
    "received_direct",
    "carried_over",
    "resolved_total",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending_total",
    "pending_in_time",
    "pending_overdue",
];

/// The eleven figures of a row.
#[track_caller]
pub(crate) fn figures(row: &Value) -> [u64; 11] {
    KEYS.map(|key| row[key].as_u64().unwrap_or_else(|| panic!("{key} of {row}")))
}

/// The columns that are not 0, as the form numbers them: `3=2 5=2 11=2 12=2`.
#[track_caller]
pub(crate) fn shown(row: &Value) -> String {
    let columns = (3..).zip(figures(row)).filter(|(_, figure)| *figure > 0);
    let texts: Vec<String> = columns.map(|(column, figure)| format!("{column}={figure}")).collect();
    texts.join(" ")
}

/// The texts of a key in a list of objects.
#[track_caller]
pub(crate) fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    let rows = list.as_array().unwrap_or_else(|| panic!("a list: {list}"));
    rows.iter().map(|row| row[key].as_str().unwrap_or("null")).collect()
}

/// Runs git in a folder; returns what it printed, or `None` where it failed.
pub(crate) fn git_in(folder: &Path, args: &[&str]) -> Option<String> {
    let identity = ["-c", "user.name=Thử", "-c", "user.email=thu@example.vn", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(folder).args(identity).args(args).stdin(Stdio::null());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Sandbox {
    /// Commits all files; `None`, said aloud, where there is no git.
    pub(crate) fn committed(self) -> Option<Self> {
        let made = git_in(self.root(), &["init", "-q"])
            .and_then(|_| git_in(self.root(), &["add", "."]))
            .and_then(|_| git_in(self.root(), &["commit", "-q", "-m", "sổ và kế hoạch"]));
        if made.is_none() {
            skip("git is missing or does not work here");
        }
        made.map(|_| self)
    }

    /// Removes a file.
    pub(crate) fn without(self, path: &str) -> Self {
        std::fs::remove_file(self.path(path)).expect("the file is removed");
        self
    }

    /// Replaces a text that a file has.
    #[track_caller]
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.read(path).expect("the file is there")).expect("UTF-8");
        assert!(text.contains(from), "{path} lacks {from:?}");
        let text = text.replacen(from, to, 1);
        self.file(path, text)
    }
}
