//! Makes the illustrative data of thị xã Phước Long, 2021: `cargo run --example sample_data`, from the root.
//!
//! **Every figure is invented.** The units and the plan are those of the town; the dossiers, their dates, the codes
//! of procedures, the numbers of documents and the reactions of citizens are not. Codes of procedures lie in a range
//! (`1.9…`) that the national database does not use, their terms are only of a plausible order, and there is no
//! personal data: an officer is a code such as `cb01`.
//!
//! The files in `data/` that it makes are replaced. It reads units and working days from the repository, takes its
//! chances from a fixed seed and never looks at the clock, so the same repository gives the same bytes. The town is
//! shown as it stood on 15/06/2021, the day that `as_of` in `kstthc.toml` names.
//!
//! - `town.rs`: the units that keep a log, and how much comes in
//! - `catalogue.rs`: the procedures
//! - `life.rs`: what becomes of one dossier
//! - `register.rs`: the dossiers of a unit, day by day, and the logs made of them
//! - `slips.rs`: the evaluation: slips of citizens, and the scores of units
//! - `records.rs`: progress, events and feedback, written out by hand
//! - `office.rs`, `chance.rs`, `table.rs`: office hours, repeatable chance, CSV

mod catalogue;
mod chance;
mod life;
mod office;
mod records;
mod register;
mod slips;
mod table;
mod town;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use kstthc::diag::Sink;
use kstthc::repo::{Replace, Repository, Root, find_root, write_file};

use crate::office::Office;
use crate::register::Dossier;

/// A file to write: its path below the root, and its rows with the header first.
type File = (String, Vec<Vec<String>>);

fn main() -> anyhow::Result<()> {
    let root = find_root(Path::new("."))?;
    let repository = Repository::load(root, &mut Sink::new())?;
    let files = files(&repository);
    for (path, rows) in &files {
        write(&repository.root, path, rows)?;
    }
    writeln!(std::io::stdout(), "{} files in data/", files.len())?;
    Ok(())
}

/// All files, in the order in which they are written.
fn files(repository: &Repository) -> Vec<File> {
    let procedures = catalogue::procedures();
    let office = Office::new(&repository.calendar);
    let mut dossiers: Vec<Dossier> = town::desks(repository)
        .iter()
        .flat_map(|desk| register::dossiers_of(desk, &procedures, &office))
        .collect();
    register::add_notes(&mut dossiers);
    let mut files = vec![
        ("data/procedures.csv".to_owned(), catalogue::rows(&procedures)),
        ("data/pauses.csv".to_owned(), register::pause_rows(&dossiers)),
    ];
    files.extend(register::logs(&dossiers));
    files.extend(slips::files(&dossiers));
    files.extend(records::files());
    files
}

fn write(root: &Root, path: &str, rows: &[Vec<String>]) -> anyhow::Result<()> {
    let bytes = table::csv(rows).with_context(|| path.to_owned())?;
    write_file(&root.join(path), &bytes, Replace::Always)?;
    Ok(())
}
