//! Parts the records of a log by the csv crate and looks at nothing.

use std::path::Path;

/// Counts records into one that is used again, through a buffer of so many bytes.
pub(crate) fn count_records(log: &Path, buffer: usize) -> u64 {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(buffer).from_path(log).expect("the log");
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record).expect("a record") {
        records += 1;
    }
    records
}
