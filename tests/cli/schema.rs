//! `schema`: the JSON Schemas of the TOML files, their copies in `docs/schema`, and the files that name them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sandbox::Sandbox;

const NAMES: [&str; 9] =
    ["config", "units", "plan", "section", "holidays", "exemptions", "form", "outline", "profile"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Without a name, the names; outside a repository too.
#[test]
fn without_a_name_the_schemas_are_listed() {
    let list = Sandbox::empty().run(&["schema"]).exits(0).stdout;
    let names: Vec<_> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, NAMES);
}

#[test]
fn an_unknown_name_is_answered_with_a_suggestion() {
    let output = Sandbox::empty().run(&["schema", "unit"]).exits(2).says(&["«unit»", "«units»"]);
    assert_eq!(output.stdout, "");
}

/// The committed copies are what the program prints; `UPDATE_DOCS=1` writes them anew.
#[test]
fn the_committed_schemas_are_those_the_program_prints() {
    for name in NAMES {
        let printed = Sandbox::empty().run(&["schema", name]).exits(0).stdout;
        let path = root().join(format!("docs/schema/{name}.json"));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &printed).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == printed, "{}: run the tests with UPDATE_DOCS=1", path.display());
    }
    let copies = std::fs::read_dir(root().join("docs/schema")).unwrap();
    assert_eq!(copies.count(), NAMES.len(), "docs/schema holds the schemas and nothing else");
}

#[test]
fn a_schema_is_draft_07_and_closed() {
    for name in NAMES {
        let schema = Sandbox::empty().run(&["schema", name]).exits(0).value();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["additionalProperties"], Value::Bool(false), "{name}");
    }
}

fn toml_files(folder: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(path.strip_prefix(root()).unwrap().to_str().unwrap(), found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

/// The schema of a file, by its place.
fn expected(path: &Path) -> &'static str {
    let name = path.file_name().unwrap().to_str().unwrap();
    let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
    match (folder, name) {
        ("forms", _) => "form",
        (_, "kstthc.toml") => "config",
        (_, "units.toml") => "units",
        (_, "plan.toml") => "plan",
        (_, "exemptions.toml") => "exemptions",
        (_, "profile.toml") => "profile",
        (_, "outline.toml") => "outline",
        ("holidays", _) => "holidays",
        _ => "section",
    }
}

/// The first line of each TOML file names its schema by a path that leads there, so that editors find it.
#[test]
fn each_file_names_its_schema_in_its_first_line() {
    let mut files = vec![root().join("kstthc.toml")];
    for folder in ["plan", "src/regulation", "tests/fixtures/boston"] {
        toml_files(folder, &mut files);
    }
    assert!(files.len() >= 31, "{files:?}");
    // Acts and schemes of evaluation are the program's own data: no office writes such a file, so they have no schema.
    files.retain(|path| !path.ends_with("acts.toml") && !path.ends_with("evaluation.toml"));
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
        let named = named.unwrap_or_else(|| panic!("{}: no schema", path.display()));
        let schema = path.parent().unwrap().join(named).canonicalize().unwrap();
        let wanted = root().join(format!("docs/schema/{}.json", expected(&path)));
        assert_eq!(schema, wanted.canonicalize().unwrap(), "{}", path.display());
    }
}
