//! What files and folders made on Windows look like: CRLF, a byte order mark, `\`, blanks and Vietnamese letters in
//! names. Whatever can be tried elsewhere is tried everywhere.

use std::path::Path;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::sandbox::{CONFIG, HEADER, Sandbox, UNITS, git_in, shipped};

const FOLDER: &str = "Kế hoạch năm 2021";
const ROW: &str = "d,T,vp,direct,2021-04-01,processing,2021-05-04,,\n";

/// Rewrites every file below a folder as Notepad and Excel save them.
fn as_windows_saves(folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += as_windows_saves(&path);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n").replace('\n', "\r\n");
        std::fs::write(&path, format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))).unwrap();
        files += 1;
    }
    files
}

/// A result without what names the bytes it was made from.
fn without_checksum(mut value: Value) -> Value {
    if let Some(provenance) = value.get_mut("provenance").and_then(Value::as_object_mut) {
        provenance.remove("data_sha256");
    }
    value
}

fn of_every_kind() -> Sandbox {
    shipped()
        .file("plan/exemptions.toml", "schema_version = 1\n")
        .file("plan/holidays/2021.toml", "schema_version = 1\nyear = 2021\n[[day_off]]\ndate = 2021-06-14\nkind = \"holiday\"\nname = \"Thử\"\n")
}

#[test]
fn files_with_crlf_and_byte_order_marks_mean_the_same() {
    let sandbox = of_every_kind();
    let commands: [&[&str]; 6] = [
        &["report", "--quarter", "2"],
        &["report", "--annual", "--year", "2021"],
        &["status"],
        &["overdue", "--within", "5"],
        &["plan", "list"],
        &["plan", "show", "A.VIII.01"],
    ];
    let results = || commands.map(|command| without_checksum(sandbox.json(command)));
    let text = || sandbox.run(&["report", "--quarter", "2", "--format", "md"]).exits(0).stdout;
    let (before, findings, page) = (results(), sandbox.findings(), text());
    let files = ["kstthc.toml", "plan", "data"].map(|name| sandbox.path(name));
    assert!(as_windows_saves(files[0].parent().unwrap()) > 15);
    for (after, (before, command)) in results().iter().zip(before.iter().zip(commands)) {
        assert_eq!(after, before, "{command:?}");
    }
    assert_eq!(sandbox.findings(), findings);
    assert_eq!(text(), page);
    assert!(page.contains("phòng, chống dịch"), "the clerk's words are in the report");
}

/// Composed as Windows and Linux write names, decomposed as macOS does.
#[test]
fn folders_with_blanks_and_vietnamese_letters_hold_a_repository() {
    for folder in [FOLDER.nfc().collect::<String>(), FOLDER.nfd().collect()] {
        let sandbox = Sandbox::empty()
            .on("2021-06-15")
            .file(&format!("{folder}/kstthc.toml"), CONFIG)
            .file(&format!("{folder}/plan/units.toml"), UNITS)
            .file(&format!("{folder}/data/dossiers/Sổ tháng 6.csv"), format!("{HEADER}{ROW}"));
        sandbox.run(&["status", "-C", &folder]).exits(0);
        assert!(sandbox.run(&["overdue", "-C", &folder]).exits(0).stdout.contains("1 quá hạn"));
        let output = format!("{folder}/Báo cáo quý.docx");
        sandbox.run(&["report", "--quarter", "2", "-C", &folder, "-o", &output]).exits(0).says(&[&output]);
        assert!(sandbox.read(&output).is_some());
        if git_in(&sandbox.path(&folder), &["init", "-q"]).is_none() {
            continue;
        }
        for (key, value) in [("user.name", "Thử"), ("user.email", "thu@example.vn")] {
            git_in(&sandbox.path(&folder), &["config", key, value]);
        }
        sandbox.run(&["save", "-C", &folder]).exits(0);
        let saved = git_in(&sandbox.path(&folder), &["-c", "core.quotePath=false", "ls-files"]).unwrap();
        assert!(saved.contains("data/dossiers/Sổ tháng 6.csv"), "{saved}");
    }
}

#[test]
fn findings_name_paths_with_slashes() {
    let sandbox = Sandbox::new()
        .file("data/dossiers/xã/a.csv", format!("{HEADER}d,T,không,direct,2021-04-01,processing,,,\n"));
    let shown = sandbox.run(&["check", "--format", "short"]).exits(1).stdout;
    assert!(shown.contains("data/dossiers/xã/a.csv:2:"), "{shown}");
    let listed = sandbox.run(&["check", "--format", "json"]).value();
    assert_eq!(listed["findings"][0]["path"], "data/dossiers/xã/a.csv");
}

#[cfg(windows)]
#[test]
fn options_take_paths_with_backslashes() {
    let sandbox = Sandbox::empty()
        .on("2021-06-15")
        .file("kho/a/kstthc.toml", CONFIG)
        .file("kho/a/plan/units.toml", UNITS);
    sandbox.run(&["status", "-C", r"kho\a"]).exits(0);
    sandbox.run(&["report", "--quarter", "2", "-C", r"kho\a", "-o", r"ket-qua\quy.json"]).exits(0);
    assert!(sandbox.read("ket-qua/quy.json").is_some());
}

/// A file that Excel holds open, as a folder that may not be written to elsewhere.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_replaced_is_told_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new().folder("khóa");
    let set =
        |mode| std::fs::set_permissions(sandbox.path("khóa"), std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    if std::fs::write(sandbox.path("khóa/thử"), "").is_ok() {
        return crate::sandbox::skip("this user may write anywhere");
    }
    let output = sandbox.run(&["report", "--quarter", "2", "-o", "khóa/a.docx"]).exits(2);
    set(0o755);
    assert!(output.stderr.contains("không ghi được «khóa/a.docx»: không có quyền"), "{output:?}");
}

#[test]
fn access_that_is_denied_is_told_as_a_file_that_may_be_open_elsewhere() {
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let said = kstthc::repo::vietnamese(&denied);
    assert!(said.contains("đang mở"), "{said}");
}
