//! What this program does when it runs itself as a contender, so that every contender is a whole process.

use std::path::Path;

use crate::disk::OnDisk;
use crate::naive::{self, Ids};
use crate::newlines::count_newlines;
use crate::records::count_records;

/// The first word of a command line that asks for this.
pub(crate) const MARK: &str = "--as-contender";

/// Counts newlines on every core.
pub(crate) const NEWLINES: &str = "newlines";
/// Counts records by the csv crate, into a record that is used again.
pub(crate) const RECORDS: &str = "records";
/// Counts the columns.
pub(crate) const NAIVE: &str = "naive";
/// Counts the columns and proves the ids unique.
pub(crate) const NAIVE_IDS: &str = "naive-ids";

/// The buffer of the csv crate where nobody asks for another one, in bytes.
const BUFFER: usize = 8 << 10;

/// Does a task and prints what it found.
#[expect(clippy::print_stdout, reason = "what a contender found")]
pub(crate) fn run(task: &str, log: &Path) {
    let figures = |ids| serde_json::to_string(&naive::count(log, ids)).expect("figures");
    let found = match task {
        NEWLINES => {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            count_newlines(&OnDisk::open(log), cores).to_string()
        }
        RECORDS => count_records(log, BUFFER).to_string(),
        NAIVE => figures(Ids::Ignored),
        NAIVE_IDS => figures(Ids::Unique),
        _ => panic!("no task: {task}"),
    };
    println!("{found}");
}
