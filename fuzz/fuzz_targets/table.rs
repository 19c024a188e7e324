//! Foreign texts and pages: no panic, rows are numbered in rising order within a sheet, none is blank.

#![no_main]

use std::ops::ControlFlow;

use kstthc::import::table::{Row, Taker, read_rows};
use libfuzzer_sys::fuzz_target;

#[derive(Default)]
struct Last(u32);

impl Taker for Last {
    fn sheet(&mut self, _: &str) {
        self.0 = 0;
    }

    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        assert!(row.number > self.0 && !row.is_blank());
        self.0 = row.number;
        ControlFlow::Continue(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    // Workbooks are read by calamine, whose panics are caught and told as a damaged file.
    if !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xd0\xcf") {
        let _ = read_rows(bytes, &mut Last::default());
    }
});
