//! Where a report is written: endings, files that are there already, the bundle, and the stamp that every file carries.

use serde_json::Value;

use crate::readback::{parts, sheets, stripped, utf8, visible};
use crate::sandbox::{Output, Sandbox, git_in, skip};

const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];
const ENDINGS: [&str; 7] = ["txt", "md", "html", "docx", "xlsx", "json", "csv"];
/// What `--out-dir` writes for the second quarter of 2021.
const BUNDLE: [&str; 5] = [
    "bao-cao-2021-Q2.docx",
    "phu-luc-2021-Q2.xlsx",
    "so-lieu-2021-Q2.csv",
    "so-lieu-2021-Q2.json",
    "trang-lanh-dao-2021-Q2.html",
];

fn sandbox() -> Sandbox {
    Sandbox::new().dossiers(&[
        "d1,T,vp,direct,2021-04-01,completed,2021-05-10,2021-05-20,Đất đai",
        "d2,T,p1,online,2021-04-02,processing,2021-07-10,,Hộ tịch",
    ])
}

fn run(sandbox: &Sandbox, more: &[&str]) -> Output {
    sandbox.run(&[&Q2[..], more].concat())
}

#[track_caller]
fn written(sandbox: &Sandbox, name: &str) -> Vec<u8> {
    run(sandbox, &["-o", name]).exits(0);
    sandbox.read(name).expect("the file is written")
}

/// The names in a folder, hidden ones too.
fn names(sandbox: &Sandbox, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(sandbox.path(folder)).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// The format, by the bytes alone.
fn kind(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"PK") {
        return if parts(bytes).contains_key("word/document.xml") { "docx" } else { "xlsx" };
    }
    let text = utf8(bytes);
    match text.lines().next().unwrap_or_default() {
        "<!DOCTYPE html>" => "html",
        "{" => "json",
        line if line.starts_with("scope,level,") => "csv",
        _ if text.contains("\n# BÁO CÁO ") => "md",
        _ => "txt",
    }
}

#[test]
fn the_ending_chooses_the_format_in_capitals_too() {
    let sandbox = sandbox();
    for ending in ENDINGS {
        for name in [format!("r.{ending}"), format!("R2.{}", ending.to_uppercase())] {
            assert_eq!(kind(&written(&sandbox, &name)), ending, "{name}");
        }
        run(&sandbox, &["-o", "r", "--format", if ending == "txt" { "text" } else { ending }, "--force"])
            .exits(0);
        assert_eq!(kind(&sandbox.read("r").unwrap()), ending, "the option goes before the ending");
    }
}

#[test]
fn an_unknown_ending_is_answered_with_all_that_are_known() {
    let sandbox = sandbox();
    for name in ["r.pdf", "r", "docx", "r.docx.bak"] {
        let output = run(&sandbox, &["-o", name]).exits(2);
        for ending in ENDINGS {
            assert!(output.stderr.contains(&format!(".{ending}")), "{output:?}");
        }
        assert!(sandbox.read(name).is_none());
    }
}

#[test]
fn another_file_is_kept_without_force_and_the_same_one_is_no_reason_to_stop() {
    for ending in ENDINGS {
        let name = format!("r.{ending}");
        let sandbox = sandbox().file(&name, "của tôi");
        run(&sandbox, &["-o", &name]).exits(2).says(&[&name, "--force"]);
        assert_eq!(sandbox.read(&name).unwrap(), "của tôi".as_bytes());
        run(&sandbox, &["-o", &name, "--force"]).exits(0).says(&["Đã ghi"]);
        assert_eq!(kind(&sandbox.read(&name).unwrap()), ending);
        run(&sandbox, &["-o", &name]).exits(0).says(&["đã có sẵn đúng nội dung này"]);
    }
}

#[test]
fn the_bundle_makes_its_folder_and_five_files() {
    let sandbox = sandbox();
    let output = run(&sandbox, &["--out-dir", "gửi/quý 2"]).exits(0);
    assert_eq!(output.stdout, "", "stdout is for results");
    assert_eq!(names(&sandbox, "gửi/quý 2"), BUNDLE);
    for name in BUNDLE {
        let ending = name.rsplit('.').next().unwrap();
        assert_eq!(kind(&sandbox.read(&format!("gửi/quý 2/{name}")).unwrap()), ending);
    }
}

#[test]
fn the_names_of_the_bundle_tell_period_and_unit() {
    let periods: [(&[&str], &str); 6] = [
        (&["--annual", "--year", "2021"], "2021-Y"),
        (&["--six-months", "--year", "2021"], "2021-6M"),
        (&["--nine-months", "--year", "2021"], "2021-9M"),
        (&["--quarter", "4", "--year", "2020"], "2020-Q4"),
        (&["--from", "2021-01-01", "--to", "2021-03-31"], "2021-01-01_2021-03-31"),
        (&["--quarter", "2", "--year", "2021", "--unit", "Phường Một"], "2021-Q2-p1"),
    ];
    let sandbox = sandbox();
    for (period, name) in periods {
        sandbox.run(&[&["report"], period, &["--out-dir", name]].concat()).exits(0);
        let expected: Vec<String> = BUNDLE.iter().map(|file| file.replace("2021-Q2", name)).collect();
        assert_eq!(names(&sandbox, name), expected);
    }
}

/// What is written alone and in the bundle are the same bytes.
#[test]
fn a_file_of_the_bundle_is_the_file_written_alone() {
    let sandbox = sandbox();
    run(&sandbox, &["--out-dir", "o"]).exits(0);
    for name in BUNDLE {
        assert_eq!(written(&sandbox, name), sandbox.read(&format!("o/{name}")).unwrap(), "{name}");
    }
}

#[test]
fn the_bundle_is_written_whole_or_not_at_all() {
    for taken in BUNDLE {
        let path = format!("o/{taken}");
        let other = sandbox().file(&path, "của tôi");
        run(&other, &["--out-dir", "o"]).exits(2).says(&[taken, "--force"]);
        assert_eq!(names(&other, "o"), [taken]);
        assert_eq!(other.read(&path).unwrap(), "của tôi".as_bytes());
        run(&other, &["--out-dir", "o", "--force"]).exits(0);
        assert_eq!(names(&other, "o"), BUNDLE);
        run(&other, &["--out-dir", "o"]).exits(0);
    }
}

/// A folder with the name of one of the files cannot be replaced; the others are not written either.
#[test]
fn nothing_of_the_bundle_is_written_beside_a_folder_in_the_place_of_a_file() {
    for taken in BUNDLE {
        let sandbox = sandbox().folder(&format!("o/{taken}"));
        for more in [&["--out-dir", "o"][..], &["--out-dir", "o", "--force"]] {
            run(&sandbox, more).exits(2).says(&[taken, "thư mục"]);
            assert_eq!(names(&sandbox, "o"), [taken], "{more:?}");
        }
    }
}

#[test]
fn the_bundle_goes_with_neither_a_file_nor_a_format() {
    let sandbox = sandbox();
    for (more, option) in [(["-o", "r.md"], "--output"), (["--format", "md"], "--format")] {
        run(&sandbox, &[&["--out-dir", "o"][..], &more].concat()).exits(2).says(&["--out-dir", option]);
    }
    assert_eq!(names(&sandbox, "o"), Vec::<String>::new());
}

/// Missing folders are made; where that cannot be, the message says which path and why.
#[test]
fn a_path_that_cannot_be_is_named_and_nothing_is_left_behind() {
    let sandbox = sandbox();
    written(&sandbox, "mới/sâu/r.docx");
    let before = names(&sandbox, ".");
    for path in ["kstthc.toml/r.docx", "kstthc.toml/o/r.docx"] {
        let reason = "một phần của đường dẫn là tệp, không phải thư mục";
        run(&sandbox, &["-o", path]).exits(2).says(&[path, reason]);
    }
    run(&sandbox, &["--out-dir", "kstthc.toml"]).exits(2).says(&["kstthc.toml", "không phải thư mục"]);
    assert_eq!(names(&sandbox, "."), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_named_and_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = sandbox().folder("o");
    let set = |mode| std::fs::set_permissions(sandbox.path("o"), std::fs::Permissions::from_mode(mode));
    set(0o555).expect("the folder is read-only");
    if std::fs::write(sandbox.path("o/thử"), "").is_ok() {
        return skip("nothing is read-only for this user");
    }
    for more in [["-o", "o/r.docx"], ["--out-dir", "o"]] {
        run(&sandbox, &more).exits(2).says(&["không ghi được", "không có quyền"]);
    }
    assert_eq!(names(&sandbox, "o"), Vec::<String>::new());
    set(0o755).expect("the folder is removed with the sandbox");
}

/// No temporary file stays, whether writing succeeds or not.
#[test]
fn no_temporary_file_is_left() {
    let sandbox = sandbox().file("o/r.md", "của tôi").folder("o/r.csv");
    for name in ["o/r.md", "o/r.csv"] {
        run(&sandbox, &["-o", name]).exits(2);
    }
    written(&sandbox, "o/r.html");
    assert_eq!(names(&sandbox, "o"), ["r.csv", "r.html", "r.md"]);
}

#[test]
fn the_same_data_give_the_same_bytes_in_every_format() {
    let sandbox = sandbox();
    for folder in ["a", "b"] {
        run(&sandbox, &["--out-dir", folder]).exits(0);
        for ending in ENDINGS {
            written(&sandbox, &format!("{folder}/r.{ending}"));
        }
    }
    let files = names(&sandbox, "a");
    assert_eq!(files.len(), 12);
    for file in files {
        let read = |folder: &str| sandbox.read(&format!("{folder}/{file}"));
        assert!(read("a").is_some() && read("a") == read("b"), "{file}");
    }
}

/// What a stamp must say, in the words of a document.
fn stamp(report: &Value) -> [String; 5] {
    let provenance = |key: &str| report["provenance"][key].as_str().expect("a text").to_owned();
    [
        "Quý II/2021".to_owned(),
        "15/06/2021".to_owned(),
        provenance("commit"),
        provenance("data_sha256"),
        concat!("kstthc ", env!("CARGO_PKG_VERSION")).to_owned(),
    ]
}

#[track_caller]
fn says_all(text: &str, stamp: &[String], place: &str) {
    for part in stamp {
        assert!(text.contains(part), "{place} lacks {part:?}: {text}");
    }
}

#[test]
fn every_file_says_what_it_was_made_from() {
    let Some(sandbox) = sandbox().committed() else { return };
    let report: Value = serde_json::from_slice(&written(&sandbox, "r.json")).unwrap();
    let stamp = stamp(&report);
    let head = git_in(sandbox.root(), &["rev-parse", "HEAD"]).unwrap();
    assert_eq!((stamp[2].as_str(), stamp[3].len()), (head.as_str(), 64));
    assert_eq!((&report["as_of"], &report["generated_by"]), (&"2021-06-15".into(), &stamp[4].clone().into()));

    let docx = parts(&written(&sandbox, "r.docx"));
    says_all(&docx["docProps/core.xml"], &stamp, "the properties of the Word file");
    let text = stripped(&docx["word/document.xml"]);
    let (_, last) = text.split_once("ĐỐI CHIẾU SỐ LIỆU VÀ NGUỒN SỐ LIỆU").expect("the last annex");
    assert!(!last.contains("Phụ lục "), "it is the last: {last}");
    says_all(last, &stamp, "the last annex");

    let sheets = sheets(&written(&sandbox, "r.xlsx"));
    let (_, source) = sheets.iter().find(|(name, _)| name == "Nguồn số liệu").expect("the sheet");
    says_all(&source.concat().join("\n"), &stamp, "the sheet");
    for ending in ["html", "md", "txt"] {
        says_all(&visible(ending, &written(&sandbox, &format!("r.{ending}"))), &stamp, ending);
    }
}

#[test]
fn every_row_of_the_csv_says_what_it_was_made_from() {
    let Some(sandbox) = sandbox().committed() else { return };
    let report: Value = serde_json::from_slice(&written(&sandbox, "r.json")).unwrap();
    let [period, _, commit, sum, version] = stamp(&report);
    let text = written(&sandbox, "r.csv");
    let mut reader = csv::Reader::from_reader(&text[..]);
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5, "the whole, two fields, two units");
    for row in rows {
        let value = |key: &str| &row[names.iter().position(|name| name == key).expect("a column")];
        let found = ["period", "commit", "data_sha256", "generated_by"].map(value);
        assert_eq!(found, [&*period, &*commit, &*sum, &*version]);
        let fixed = ["as_of", "from", "to", "dirty", "illustrative", "rows_left_out"].map(value);
        assert_eq!(fixed, ["2021-06-15", "2021-03-15", "2021-06-14", "false", "false", "0"]);
    }
}

/// Data changed since the commit: whoever looks for the commit must know that it is not all.
#[test]
fn a_stamp_tells_that_data_were_changed_since_the_commit() {
    let Some(sandbox) = sandbox().committed() else { return };
    let clean = visible("md", &written(&sandbox, "r.md"));
    let sandbox = sandbox.edit("data/dossiers/a.csv", "2021-05-20", "2021-05-21");
    run(&sandbox, &["-o", "r.md", "--force"]).exits(0);
    let dirty = visible("md", &sandbox.read("r.md").unwrap());
    assert!(!clean.contains("có thay đổi chưa lưu") && dirty.contains("có thay đổi chưa lưu"));
}

/// A device or a pipe would be read without end before it is compared, and then be replaced by a file.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_neither_read_nor_replaced() {
    let sandbox = sandbox();
    let made = std::process::Command::new("mkfifo").arg(sandbox.path("ống.csv")).status();
    if !made.is_ok_and(|status| status.success()) {
        return skip("no pipe with a name can be made here");
    }
    for more in [&["-o", "ống.csv"][..], &["-o", "ống.csv", "--force"]] {
        run(&sandbox, more).exits(2).says(&["ống.csv", "không phải tệp thường"]);
    }
    assert!(!sandbox.path("ống.csv").is_file());
}
