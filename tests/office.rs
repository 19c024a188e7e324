//! Smoke test: `LibreOffice` and Chromium open what the shipped repository reports, and make pages of it.
//!
//! Where a program is missing, its test says so and proves nothing.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

#[path = "cli/workbook.rs"]
#[expect(dead_code, reason = "the tests of the command line use more of it")]
mod workbook;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a program may take to open a file, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
const LIBREOFFICE: [&str; 2] = ["soffice", "libreoffice"];
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Says why a test proves nothing here.
#[expect(clippy::print_stdout, reason = "the test harness shows it to the one who runs it")]
fn skip(program: &str) {
    println!("bỏ qua: không có {program}");
}

/// The first of some programs that runs here.
fn found(programs: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let paths = programs.iter().flat_map(|program| folders.iter().map(move |folder| folder.join(program)));
    paths.into_iter().find(|path| path.is_file())
}

/// Runs a program to its end; one that takes too long is ended.
#[track_caller]
fn run(command: &mut Command) {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "{command:?}: {status}");
            return;
        }
        if start.elapsed() > PATIENCE {
            child.kill().and_then(|()| child.wait()).expect("the program is ended");
            panic!("{command:?} took too long");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The report of the shipped repository on its second quarter of 2021, in a folder of its own.
fn report(ending: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(format!("báo cáo.{ending}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.args(["-C", env!("CARGO_MANIFEST_DIR"), "report", "--quarter", "2", "--year", "2021"]);
    run(command.args(["--today", "2021-06-15", "-o"]).arg(&path));
    (folder, path)
}

/// The pages of a PDF: its objects of that type, which both programs write uncompressed.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let pages = text.match_indices("/Type").filter(|(at, _)| {
        let kind = text[at + 5..].trim_start();
        kind.starts_with("/Page") && !kind.starts_with("/Pages")
    });
    pages.count()
}

#[track_caller]
fn is_printed(pdf: &Path, least_pages: usize) {
    let bytes = std::fs::read(pdf).expect("a PDF is written");
    assert!(bytes.starts_with(b"%PDF-"), "{}", pdf.display());
    assert!(bytes.len() > 20_000, "{} bytes", bytes.len());
    assert!(pages(&bytes) >= least_pages, "{} pages", pages(&bytes));
}

#[track_caller]
fn libreoffice_prints(ending: &str, least_pages: usize) {
    let Some(soffice) = found(&LIBREOFFICE) else { return skip("soffice") };
    let (folder, path) = report(ending);
    convert(&soffice, folder.path(), (&path, "pdf"));
    is_printed(&path.with_extension("pdf"), least_pages);
}

/// Opens a file and saves it as another kind, in the folder.
fn convert(soffice: &Path, folder: &Path, (path, kind): (&Path, &str)) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new(soffice);
    command.args([&profile, "--headless", "--norestore", "--convert-to", kind, "--outdir"]);
    run(command.arg(folder).arg(path));
}

/// The letter, and ten annexes each on pages of their own.
#[test]
fn libreoffice_opens_the_word_file() {
    libreoffice_prints("docx", 20);
}

/// Ten annexes, the figures to be typed, and where they come from: a sheet begins a page.
#[test]
fn libreoffice_opens_the_workbook() {
    libreoffice_prints("xlsx", 18);
}

/// A log in every odd way of writing.
const LOG: &str = "\u{feff}note;dossier_id;\"procedure_code\";unit;channel;received_at;status;due_at;completed_at;của tôi\r\n\
    \"dòng một\ndòng hai\";001;1.000;tn;online;2021-04-01;processing;2021-05-01T17:00;;007\r\n\
    =1+1;002;1.000;tn;\"direct\"; 2021-04-02 08:05 ;completed;2021-05-02 00:00;2021-04-20 08:05:30;\"x;\"\"y\"\"\"\r\n\
    \r\n\
    -;003;1.000;tn;postal;2021-04-03;processing;;;  hai  dấu cách \r\n";

/// A log goes to Excel, is edited in one cell, saved by `LibreOffice`, and comes back with that edit alone.
#[track_caller]
fn a_log_comes_back_from_libreoffice(kind: &str) {
    let Some(soffice) = found(&LIBREOFFICE) else { return skip("soffice") };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(path, text).expect("written");
    };
    let (log, book) = ("data/dossiers/a.csv", folder.path().join("so.xlsx"));
    write("kstthc.toml", "schema_version = 1\n[office]\nname = \"Cơ quan\"\nlevel = \"district\"\n");
    write(
        "plan/units.toml",
        "schema_version = 1\n[[unit]]\ncode = \"tn\"\nname = \"Phòng\"\nkind = \"department\"\nlevel = \"district\"\n",
    );
    write(log, LOG);
    let kstthc = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
        run(command.current_dir(folder.path()).args(["--today", "2021-06-15"]).args(args));
    };
    kstthc(&["export", log, "-o", "so.xlsx"]);
    workbook::edit(&book, &[(">postal<", ">online<")]);
    let saved = folder.path().join("lưu");
    std::fs::create_dir(&saved).expect("a folder");
    convert(&soffice, &saved, (&book, kind));
    let saved = saved.join("so").with_extension(kind);
    if kind == "xlsx" {
        // The lists and checks are still there.
        let lists = workbook::part(&saved, workbook::ROWS).matches("type=\"list\"").count();
        assert_eq!(lists, 3, "unit, channel and status");
    }
    kstthc(&["import", saved.to_str().expect("UTF-8"), "--yes"]);
    let after = std::fs::read_to_string(folder.path().join(log)).expect("the log");
    assert_eq!(after, LOG.replace(";postal;", ";online;"));
}

#[test]
fn a_log_comes_back_from_libreoffice_as_a_workbook() {
    a_log_comes_back_from_libreoffice("xlsx");
}

#[test]
fn a_log_comes_back_from_libreoffice_as_a_sheet_of_its_own() {
    a_log_comes_back_from_libreoffice("ods");
}

#[test]
fn chromium_prints_the_page() {
    let Some(chromium) = found(&CHROMIUM) else { return skip("chromium") };
    let (folder, path) = report("html");
    let pdf = folder.path().join("page.pdf");
    let mut command = Command::new(chromium);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]);
    command.args(["--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer"]);
    command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
    command.arg(format!("--print-to-pdf={}", pdf.display()));
    run(command.arg(format!("file://{}", path.display())));
    is_printed(&pdf, 20);
}
