//! A process that replaces two files is killed at every step and at any moment: each file is then whole, and after the
//! next writer has begun both are old or both are new.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::path::Path;
use std::process::Command;

use kstthc::repo::{Expect, Recovery, Step, Transaction, WriteLock, find_root};
use tempfile::TempDir;

/// What the child reads: the folder, the size of the new files, and the step after which it aborts.
const FOLDER: &str = "KILL_TEST_FOLDER";
const SIZE: &str = "KILL_TEST_SIZE";
const STEP: &str = "KILL_TEST_STEP";
const FILES: [&str; 2] = ["data/progress/2021.csv", "data/events/2021.csv"];

/// The steps of a transaction on two files.
const STEPS: [Step; 13] = [
    Step::Begun(0),
    Step::Half(0),
    Step::Proven(0),
    Step::Begun(1),
    Step::Half(1),
    Step::Proven(1),
    Step::Checked,
    Step::Kept(0),
    Step::Kept(1),
    Step::Journalled,
    Step::Renamed(0),
    Step::Renamed(1),
    Step::Closed,
];

fn content(file: usize, version: &str, size: usize) -> Vec<u8> {
    format!("{version} {file}\n").into_bytes().into_iter().cycle().take(size).collect()
}

/// Replaces both files; aborts after a step where one is given. Runs in a process of its own.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let lock = WriteLock::acquire(&find_root(Path::new(&folder)).unwrap()).unwrap();
    let mut transaction = Transaction::new(&lock);
    for (at, name) in FILES.iter().enumerate() {
        let path = Path::new(&folder).join(name);
        let before = std::fs::read(&path).ok();
        let bytes = content(at, "new", number(SIZE).unwrap());
        transaction.stage(&path, bytes, Expect::as_read(before.as_deref())).unwrap();
    }
    let last = number(STEP).map(|at| STEPS[at]);
    let mut at = 0;
    transaction
        .commit_observed(|step| {
            assert_eq!(step, STEPS[at], "the steps are those listed above");
            at += 1;
            if Some(step) == last {
                std::process::abort();
            }
        })
        .unwrap();
    assert_eq!(at, STEPS.len());
}

/// A repository with the first of the files, both, or none.
fn repository(existing: usize) -> (TempDir, [Option<Vec<u8>>; 2]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kstthc.toml"), "").unwrap();
    let old = [0, 1].map(|at| {
        let path = folder.path().join(FILES[at]);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = (at < existing).then(|| content(at, "old", 3000));
        bytes.inspect(|bytes| std::fs::write(path, bytes).unwrap())
    });
    (folder, old)
}

fn run(folder: &Path, size: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env(SIZE, size.to_string()).env_remove(STEP);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command
}

fn held(folder: &Path) -> [Option<Vec<u8>>; 2] {
    FILES.map(|name| std::fs::read(folder.join(name)).ok())
}

/// Asserts the state after a kill and after the next writer; tells whether the new files stand.
#[track_caller]
fn settle(folder: &Path, old: &[Option<Vec<u8>>; 2], size: usize) -> bool {
    let new = [0, 1].map(|at| Some(content(at, "new", size)));
    for (at, file) in held(folder).iter().enumerate() {
        assert!(*file == old[at] || *file == new[at], "{} is torn", FILES[at]);
    }
    let recovery = WriteLock::acquire(&find_root(folder).unwrap()).unwrap().recovery().clone();
    assert!(!matches!(recovery, Recovery::Undone(_)), "{recovery:?}");
    let now = held(folder);
    assert!(now == *old || now == new, "only one of the files is new after recovery");
    for part in ["", "data", "data/progress", "data/events", ".kstthc"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.starts_with(".kstthc-") && name != "journal.json", "{part}/{name} is left");
        }
    }
    now == new
}

#[test]
fn killed_at_any_step_both_files_are_old_or_both_new() {
    let first_certain = STEPS.iter().position(|step| *step == Step::Journalled).unwrap();
    for size in [0, 1, 65_537] {
        for existing in 0..3 {
            for at in 0..STEPS.len() {
                // An empty file changes nothing where it stands already; that one is never empty here.
                let (folder, old) = repository(existing);
                let status = run(folder.path(), size).env(STEP, at.to_string()).status().unwrap();
                assert!(!status.success(), "step {at} is reached");
                let is_new = settle(folder.path(), &old, size);
                assert_eq!(is_new, at >= first_certain, "size {size}, {existing} files before, step {at}");
            }
        }
    }
}

/// Tells whether a killed writer left something half done.
fn is_half_done(folder: &Path) -> bool {
    let folders = ["data/progress", "data/events"].map(|part| std::fs::read_dir(folder.join(part)).unwrap());
    let mut names = folders.into_iter().flatten().map(|entry| entry.unwrap().file_name());
    names.any(|name| name.to_string_lossy().starts_with(".kstthc-"))
}

#[test]
fn killed_at_any_moment_both_files_are_old_or_both_new() {
    const ROUNDS: u32 = 150;
    let size = 200_000;
    let (folder, _) = repository(2);
    let start = std::time::Instant::now();
    assert!(run(folder.path(), size).status().unwrap().success());
    let whole = start.elapsed();
    let mut half_done = 0;
    for round in 0..ROUNDS {
        let (folder, old) = repository(usize::try_from(round % 3).unwrap());
        let mut child = run(folder.path(), size).spawn().unwrap();
        std::thread::sleep(whole * round / ROUNDS);
        child.kill().unwrap();
        child.wait().unwrap();
        half_done += u32::from(is_half_done(folder.path()));
        settle(folder.path(), &old, size);
    }
    assert!(half_done > 0, "no child was killed while it wrote");
}

#[test]
fn without_a_kill_both_files_are_new() {
    let (folder, old) = repository(1);
    assert!(run(folder.path(), 5).status().unwrap().success());
    assert!(settle(folder.path(), &old, 5));
}
