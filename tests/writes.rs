//! Writing as other programs see it: several writers at once, folders that cannot be written to, a full disk, links,
//! permissions, and files that change while a command runs.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

use std::path::{Path, PathBuf};
use std::process::Command;

use kstthc::repo::{
    Expect, Replace, RepoError, Root, Step, Transaction, WriteLock, WriteOutcome, find_root, write_file,
    write_files,
};
use kstthc::syntax::csv_edit::append_row;
use tempfile::TempDir;

const FOLDER: &str = "WRITES_TEST_FOLDER";
const WRITER: &str = "WRITES_TEST_WRITER";
const LOG: &str = "data/progress/2021.csv";

fn repository() -> (TempDir, Root) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kstthc.toml"), "").unwrap();
    std::fs::create_dir_all(folder.path().join("data/progress")).unwrap();
    let root = find_root(folder.path()).unwrap();
    (folder, root)
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[track_caller]
fn holds(path: &Path, text: &str) {
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "{}", path.display());
}

/// The names of the files in a folder that are not as a stranger would expect them.
fn left_overs(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    names.filter(|name| name.starts_with(".kstthc-") || name == "journal.json").collect()
}

/// Appends 25 rows to the log. Runs in a process of its own.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let writer = std::env::var(WRITER).unwrap();
    let root = find_root(Path::new(&folder)).unwrap();
    for row in 0..25 {
        let lock = WriteLock::acquire(&root).unwrap();
        let path = root.join(LOG);
        let before = std::fs::read(&path).unwrap();
        let after = append_row(&before, &[&writer, &row.to_string()]).unwrap();
        let mut transaction = Transaction::new(&lock);
        transaction.stage(&path, after, Expect::as_read(Some(&before))).unwrap();
        assert_eq!(transaction.commit().unwrap(), [WriteOutcome::Written]);
    }
}

#[test]
fn of_eight_writers_at_once_every_row_is_there_once() {
    let (folder, _) = repository();
    let log = write(folder.path(), LOG, "\u{feff}writer;row\r\n");
    let start = |writer: usize| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "child", "--nocapture"]).stdout(std::process::Stdio::null());
        command.env(FOLDER, folder.path()).env(WRITER, writer.to_string()).spawn().unwrap()
    };
    let writers: Vec<_> = (0..8).map(start).collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    let text = std::fs::read_to_string(log).unwrap();
    let rows = text.strip_prefix("\u{feff}writer;row\r\n").unwrap().strip_suffix("\r\n").unwrap();
    let mut rows: Vec<&str> = rows.split("\r\n").collect();
    rows.sort_unstable();
    let mut expected: Vec<String> =
        (0..8).flat_map(|writer| (0..25).map(move |row| format!("{writer};{row}"))).collect();
    expected.sort_unstable();
    assert_eq!(rows, expected);
}

#[test]
fn a_file_that_changed_since_it_was_read_stops_all() {
    let (folder, root) = repository();
    let (one, two) = (write(folder.path(), "data/1.csv", "one"), write(folder.path(), "data/2.csv", "two"));
    let lock = WriteLock::acquire(&root).unwrap();
    let staged = || {
        let mut transaction = Transaction::new(&lock);
        transaction.stage(&one, b"new one".to_vec(), Expect::as_read(Some(b"one"))).unwrap();
        transaction.stage(&two, b"new two".to_vec(), Expect::as_read(Some(b"two"))).unwrap();
        transaction
    };
    // Changed before the commit, and while the new files are being written.
    write(folder.path(), "data/2.csv", "hers");
    let refused = staged().commit().unwrap_err();
    assert!(matches!(&refused, RepoError::ChangedMeanwhile { path } if *path == two), "{refused}");
    holds(&two, "hers");
    write(folder.path(), "data/2.csv", "two");
    let refused = staged().commit_observed(|step| {
        if step == Step::Proven(1) {
            write(folder.path(), "data/2.csv", "hers");
        }
    });
    assert!(matches!(refused, Err(RepoError::ChangedMeanwhile { .. })), "{refused:?}");
    holds(&one, "one");
    holds(&two, "hers");
    assert_eq!(left_overs(&folder.path().join("data")), [""; 0]);
}

#[test]
fn a_file_that_came_or_went_meanwhile_stops_all() {
    let (folder, root) = repository();
    let path = folder.path().join("data/1.csv");
    let lock = WriteLock::acquire(&root).unwrap();
    let stage = |expect| {
        let mut transaction = Transaction::new(&lock);
        transaction.stage(&path, b"new".to_vec(), expect).unwrap();
        transaction
    };
    let refused = stage(Expect::as_read(None)).commit_observed(|step| {
        if step == Step::Checked {
            write(folder.path(), "data/1.csv", "hers");
        }
    });
    assert!(matches!(refused, Err(RepoError::ChangedMeanwhile { .. })), "{refused:?}");
    holds(&path, "hers");
    let refused = stage(Expect::as_read(None)).commit();
    assert!(matches!(refused, Err(RepoError::Exists { .. })), "{refused:?}");
    std::fs::remove_file(&path).unwrap();
    let refused = stage(Expect::as_read(Some(b"hers"))).commit();
    assert!(matches!(refused, Err(RepoError::ChangedMeanwhile { .. })), "{refused:?}");
    assert!(!path.exists());
}

/// Replaces three files, the second of which becomes a folder when the first is replaced already.
#[track_caller]
fn fails_in_the_middle(folder: &Path, mut transaction: Transaction<'_>) {
    let old = write(folder, "old.csv", "old");
    let fresh = folder.join("fresh.csv");
    let blocked = folder.join("blocked.csv");
    transaction.stage(&fresh, b"fresh".to_vec(), Expect::Absent).unwrap();
    transaction.stage(&old, b"new".to_vec(), Expect::as_read(Some(b"old"))).unwrap();
    transaction.stage(&blocked, b"blocked".to_vec(), Expect::Anything).unwrap();
    let refused = transaction.commit_observed(|step| {
        if step == Step::Renamed(1) {
            holds(&old, "new");
            std::fs::create_dir(&blocked).unwrap();
        }
    });
    assert!(refused.is_err());
    holds(&old, "old");
    assert!(!fresh.exists());
    assert_eq!(left_overs(folder), [""; 0]);
}

#[test]
fn where_one_rename_fails_those_before_it_are_taken_back() {
    let (folder, root) = repository();
    let lock = WriteLock::acquire(&root).unwrap();
    fails_in_the_middle(folder.path(), Transaction::new(&lock));
    assert_eq!(left_overs(&folder.path().join(".kstthc")), [""; 0]);
}

#[test]
fn a_bundle_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(folder.path(), "b.txt", "old");
    let bundle: Vec<_> =
        ["out/a.txt", "b.txt"].map(|name| (folder.path().join(name), name.as_bytes().to_vec())).into();
    let refused = write_files(&bundle, Replace::Never).unwrap_err();
    assert!(matches!(&refused, RepoError::Exists { path } if *path == old), "{refused}");
    assert!(!folder.path().join("out/a.txt").exists());
    holds(&old, "old");
    assert_eq!(write_files(&bundle, Replace::Always).unwrap(), [WriteOutcome::Written; 2]);
    assert_eq!(write_files(&bundle, Replace::Never).unwrap(), [WriteOutcome::Unchanged; 2]);
    holds(&old, "b.txt");
    let twice = [(old.clone(), b"1".to_vec()), (folder.path().join("out/../b.txt"), b"2".to_vec())];
    assert!(write_files(&twice, Replace::Always).is_err());
    holds(&old, "b.txt");
}

#[test]
fn the_next_report_clears_away_what_a_killed_one_left() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ".kstthc-out-dead.tmp", "half");
    write_file(&folder.path().join("a.txt"), b"a", Replace::Never).unwrap();
    assert_eq!(left_overs(folder.path()), [""; 0]);
}

#[test]
fn a_path_through_a_file_is_refused_in_vietnamese() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tệp", "");
    let refused = write_file(&folder.path().join("tệp/a.txt"), b"a", Replace::Always).unwrap_err();
    assert!(refused.to_string().contains("là tệp, không phải thư mục"), "{refused}");
    let refused = write_file(folder.path(), b"a", Replace::Always).unwrap_err();
    assert!(refused.to_string().contains("đây là thư mục"), "{refused}");
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.txt", "sealed");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let refused = write_file(&path, b"a", Replace::Always).unwrap_err();
    assert!(refused.to_string().contains("chỉ cho đọc"), "{refused}");
    holds(&path, "sealed");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    /// Says why a test proves nothing here.
    #[expect(clippy::print_stdout, reason = "the test harness shows it to the one who runs it")]
    fn skip(reason: &str) {
        println!("skipped: {reason}");
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions_stay_and_a_new_file_has_those_any_new_file_has() {
        let (folder, root) = repository();
        let lock = WriteLock::acquire(&root).unwrap();
        let plain = write(folder.path(), "plain", "");
        let mut transaction = Transaction::new(&lock);
        let mut expected = vec![(folder.path().join("data/fresh"), mode(&plain))];
        for bits in [0o600, 0o644, 0o664, 0o666, 0o755] {
            let path = write(folder.path(), &format!("data/{bits:o}"), "old");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(bits)).unwrap();
            expected.push((path, bits));
        }
        for (path, _) in &expected {
            transaction.stage(path, b"new".to_vec(), Expect::Anything).unwrap();
        }
        transaction.commit().unwrap();
        for (path, bits) in expected {
            holds(&path, "new");
            assert_eq!(mode(&path), bits, "{}", path.display());
        }
    }

    #[test]
    fn links_stay_and_what_they_lead_to_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let real = tempfile::tempdir().unwrap();
        let target = write(real.path(), "a.csv", "old");
        symlink(&target, folder.path().join("link")).unwrap();
        symlink("link", folder.path().join("chain")).unwrap();
        symlink("missing.csv", folder.path().join("dangling")).unwrap();
        symlink("circle", folder.path().join("circle")).unwrap();
        let (chain, dangling) = (folder.path().join("chain"), folder.path().join("dangling"));
        write_files(
            &[(chain.clone(), b"new".to_vec()), (dangling.clone(), b"made".to_vec())],
            Replace::Always,
        )
        .unwrap();
        holds(&target, "new");
        holds(&folder.path().join("missing.csv"), "made");
        assert!(chain.is_symlink() && dangling.is_symlink() && folder.path().join("link").is_symlink());
        assert!(write_file(&folder.path().join("circle"), b"", Replace::Always).is_err());
        let both = [(chain, b"1".to_vec()), (target.clone(), b"2".to_vec())];
        assert!(write_files(&both, Replace::Always).is_err());
        holds(&target, "new");
    }

    #[test]
    fn what_is_no_plain_file_is_not_replaced() {
        let refused = write_file(Path::new("/dev/null"), b"a", Replace::Always).unwrap_err();
        assert!(refused.to_string().contains("không phải tệp thường"), "{refused}");
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_named_in_vietnamese() {
        let (folder, root) = repository();
        let path = write(folder.path(), "data/1.csv", "old");
        let allow = |bits| {
            for part in ["", "data"] {
                let permissions = std::fs::Permissions::from_mode(bits);
                std::fs::set_permissions(folder.path().join(part), permissions).unwrap();
            }
        };
        allow(0o555);
        let is_root = std::fs::write(folder.path().join("probe"), "").is_ok();
        let locked = WriteLock::acquire(&root);
        let written = write_file(&path, b"new", Replace::Always);
        allow(0o755);
        if is_root {
            return skip("permissions do not bind root");
        }
        let refused = locked.unwrap_err().to_string();
        assert!(refused.contains("không có quyền ghi") && refused.contains(".kstthc"), "{refused}");
        assert!(written.unwrap_err().to_string().contains("không có quyền"));
        holds(&path, "old");
    }

    /// A file system of 64 KiB, unmounted when dropped.
    struct SmallDisk(TempDir);

    impl SmallDisk {
        fn mount() -> Option<Self> {
            let folder = tempfile::tempdir().unwrap();
            let mut command = Command::new("mount");
            command.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(folder.path());
            let mounted = command.output().is_ok_and(|output| output.status.success());
            mounted.then_some(Self(folder))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).output();
        }
    }

    #[test]
    fn on_a_full_disk_every_file_stays_as_it_was() {
        let Some(disk) = SmallDisk::mount() else { return skip("mounting a small disk is not allowed here") };
        let folder = disk.0.path();
        std::fs::create_dir(folder.join("data")).unwrap();
        write(folder, "kstthc.toml", "");
        let (one, two) = (write(folder, "data/1.csv", "one"), write(folder, "data/2.csv", "two"));
        let lock = WriteLock::acquire(&find_root(folder).unwrap()).unwrap();
        let mut transaction = Transaction::new(&lock);
        transaction.stage(&one, b"new one".to_vec(), Expect::Anything).unwrap();
        transaction.stage(&two, vec![b'x'; 100_000], Expect::Anything).unwrap();
        let refused = transaction.commit().unwrap_err();
        assert!(refused.to_string().contains("ổ đĩa đã đầy"), "{refused}");
        holds(&one, "one");
        holds(&two, "two");
        assert_eq!(left_overs(&folder.join("data")), [""; 0]);
    }
}
