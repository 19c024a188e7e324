//! What a log of many rows costs: whole processes side by side in one run, by time and by memory.
//!
//! Beside `kstthc` run the least that is possible (two threads, or as many as there are cores, count newlines), the loop that
//! comes to mind first (csv and serde), the csv crate at its fastest, and `DuckDB` and Polars where `python3` finds them. All
//! that count must come to the same figures. Read the ratios.
//!
//! Run: `cargo bench --bench scale`; with numbers of rows, with those of a town of many units (`3000000/10000`), with a
//! repository in which all dossiers are in `data/dossiers/log.csv`, or with more rounds: `cargo bench --bench scale -- 10000000
//! ~/phuoc-long --rounds=9`. `--make=FOLDER 50000000` only makes the town, to try commands on.
//!
//! - `contenders.rs`: who runs, and how
//! - `child.rs`: what this program does when it runs itself as a contender
//! - `agreement.rs`: the figures are the same
//! - `memory.rs`: the largest memory of a process
//! - `result.rs`: what was measured, in tables

mod agreement;
mod child;
mod contenders;
mod memory;
mod result;

#[path = "../../examples/sample_data/chance.rs"]
mod chance;
#[path = "../common/disk.rs"]
mod disk;
#[path = "../common/figures.rs"]
mod figures;
#[path = "../common/measure.rs"]
mod measure;
#[path = "../common/naive.rs"]
mod naive;
#[path = "../common/newlines.rs"]
mod newlines;
#[path = "../common/process.rs"]
mod process;
#[path = "../common/records.rs"]
mod records;
#[path = "../common/table.rs"]
mod table;
#[path = "../common/town.rs"]
mod town;

use std::path::{Path, PathBuf};

use kstthc::tally::LogBytes as _;

use crate::contenders::{Contender, contenders};
use crate::disk::OnDisk;
use crate::measure::{Turn, medians};
use crate::result::{Measured, Size};
use crate::town::Dimensions;

const SIZES: [Dimensions; 3] = [
    Dimensions { rows: 100_000, units: town::UNITS },
    Dimensions { rows: 1_000_000, units: town::UNITS },
    Dimensions { rows: 1_000_000, units: 300 },
];
const ROUNDS: usize = 5;

/// What is measured.
struct Asked {
    rounds: usize,
    /// Where the towns are only to be made.
    folder: Option<PathBuf>,
    made_up: Vec<Dimensions>,
    given: Vec<PathBuf>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [first, task, log] = words.as_slice()
        && first == child::MARK
    {
        child::run(task, Path::new(log));
        return;
    }
    let asked = asked(&words);
    if let Some(folder) = asked.folder {
        for town in asked.made_up {
            town::make(&folder, town).expect("the repository");
        }
        return;
    }
    let mut sizes = Vec::new();
    for town in asked.made_up {
        let folder = tempfile::tempdir().expect("a temporary folder");
        town::make(folder.path(), town).expect("the repository");
        sizes.push(measure(folder.path(), Some(town.units), asked.rounds));
    }
    for folder in asked.given {
        sizes.push(measure(&folder, None, asked.rounds));
    }
    result::print_growth(&sizes);
}

fn asked(words: &[String]) -> Asked {
    let mut asked = Asked { rounds: ROUNDS, folder: None, made_up: Vec::new(), given: Vec::new() };
    // `cargo bench` adds a word of its own.
    for word in words.iter().filter(|word| *word != "--bench") {
        if let Some(rounds) = word.strip_prefix("--rounds=") {
            asked.rounds = rounds.parse().expect("--rounds=N");
        } else if let Some(folder) = word.strip_prefix("--make=") {
            asked.folder = Some(folder.into());
        } else if let Some(town) = Dimensions::parse(word) {
            asked.made_up.push(town);
        } else {
            asked.given.push(word.into());
        }
    }
    if asked.made_up.is_empty() && asked.given.is_empty() {
        asked.made_up.extend(SIZES);
    }
    asked
}

/// Measures all contenders over one repository.
fn measure(folder: &Path, units: Option<u32>, rounds: usize) -> Size {
    let mut contenders = contenders(folder);
    let rows = agreement::prove(&mut contenders);
    let memory: Vec<Option<u64>> =
        contenders.iter_mut().map(|contender| memory::largest(&mut contender.command)).collect();
    let mut turns: Vec<Turn<'_>> = contenders.iter_mut().map(turn).collect();
    let times = medians(rounds, &mut turns);
    drop(turns);
    let measured = contenders.iter().zip(times).zip(memory);
    let size = Size {
        rows,
        units,
        bytes: OnDisk::open(&folder.join(town::LOG)).length(),
        rounds,
        measured: measured
            .map(|((contender, time), memory)| Measured {
                name: contender.name.clone(),
                peer: contender.peer,
                time,
                memory,
            })
            .collect(),
    };
    result::print(&size);
    size
}

fn turn(contender: &mut Contender) -> Turn<'_> {
    Box::new(|| process::run(&mut contender.command))
}
