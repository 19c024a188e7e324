//! The same through a repository on disk, by pieces as long as they are in use: longer logs than one piece holds.

use std::path::Path;

use kstthc::diag::{Diagnostic, Sink};
use kstthc::repo::{Repository, find_root};

use crate::both::{Recorder, Seen};
use crate::cases::{HEADER, row};

const CONFIG: &str = "schema_version = 1\n[office]\nname = \"UBND thị xã Thử\"\nlevel = \"district\"\n";
const UNITS: &str = "schema_version = 1\n[[unit]]\ncode = \"vp\"\nname = \"Văn phòng\"\nkind = \"office\"\nlevel = \"district\"\n";

/// What a sweep and a scan of a repository show and find.
fn sweep_and_scan(folder: &Path) -> [(Vec<Seen>, Vec<Diagnostic>); 2] {
    let root = find_root(folder).unwrap();
    let repository = Repository::load(root, &mut Sink::new()).unwrap();
    let read = |way: &dyn Fn(&mut Recorder, &mut Sink)| {
        let (mut recorder, mut sink) = (Recorder::default(), Sink::new());
        way(&mut recorder, &mut sink);
        recorder.seen.sort();
        (recorder.seen, sink.into_findings())
    };
    [
        read(&|recorder, sink| drop(repository.sweep_dossiers(recorder, &(), sink))),
        read(&|recorder, sink| drop(repository.scan_dossiers(recorder, &(), sink))),
    ]
}

/// Four logs: one of several pieces, with newlines within quotes and a row with an error now and then; one of CR LF, one of
/// a header, one of nothing.
fn write(folder: &Path, more: &str) {
    let text = |at: usize| format!("\"{}\n{}\"", "x, ".repeat(at % 700), "\"\"".repeat(at % 3));
    let good = (0..700).map(|at| row(&format!("d{at:04}"), &text(at)));
    let long: String =
        good.map(|row| if row.len() % 97 == 0 { row.replace("vp", "xx") } else { row }).collect();
    assert!(long.len() > 2 << 18);
    let files = [
        ("kstthc.toml", CONFIG.to_owned()),
        ("plan/units.toml", UNITS.to_owned()),
        ("data/dossiers/2020/a.csv", format!("{HEADER}{long}{more}")),
        ("data/dossiers/b.csv", format!("\u{feff}{HEADER}{}", row("b1", "\"x\ny\"")).replace('\n', "\r\n")),
        ("data/dossiers/c.csv", HEADER.to_owned()),
        ("data/dossiers/d.csv", String::new()),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn a_repository_is_read_alike() {
    let repeated = row("d0003", "again");
    let not_utf8 = "d9998,\u{1},vp";
    for more in ["", &repeated, "\"never closed", not_utf8] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), more);
        let [(swept, found), (scanned, expected)] = sweep_and_scan(folder.path());
        assert!(scanned.len() > 600 && !expected.is_empty());
        assert_eq!(swept.len(), scanned.len(), "{more}");
        assert!(swept == scanned && found == expected, "{more}");
    }
}
