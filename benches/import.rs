//! A year of a town: an export of 100,000 dossiers in 15 columns into an empty repository, and once more when all are known,
//! beside a plain reading of the same cells by calamine in the same run. Read the ratios.
//!
//! Run: `cargo bench --bench import`, or with another number of rows `cargo bench --bench import -- 10000`.

#![expect(clippy::disallowed_methods, reason = "a benchmark makes files of its own")]

#[path = "common/measure.rs"]
mod measure;
#[path = "common/process.rs"]
mod process;
#[path = "common/table.rs"]
mod table;

use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use calamine::Reader as _;
use kstthc::model::date::Date;
use rust_xlsxwriter::{Format, Workbook};

use crate::measure::{Turn, medians, milliseconds, ratio, time};

const ROUNDS: usize = 5;

fn main() {
    let rows = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let town = folder.path();
    make_town(town);
    let file = town.join("nam.xlsx");
    std::fs::write(&file, export(rows)).expect("the export");
    let bytes = std::fs::read(&file).expect("the export");
    let forget = || _ = std::fs::remove_dir_all(town.join("data/dossiers"));
    let mut turns: [Turn<'_>; 3] = [
        Box::new(|| time(|| read_plainly(&bytes, rows))),
        Box::new(|| (forget(), import(town, &file)).1),
        Box::new(|| import(town, &file)),
    ];
    let times = medians(ROUNDS, &mut turns);
    let names = ["plain reading (calamine)", "kstthc import, all new", "kstthc import, all known"];
    let row =
        |(name, time): (&str, &Duration)| vec![name.to_owned(), milliseconds(*time), ratio(*time, times[0])];
    let table: Vec<_> = names.into_iter().zip(&times).map(row).collect();
    table::print(&[&format!("{rows} rows, median of {ROUNDS}"), "ms", "× plain reading"], &table);
}

fn make_town(town: &Path) {
    std::fs::create_dir_all(town.join("plan")).expect("a folder");
    let config = "schema_version = 1\n[office]\nname = \"X\"\nlevel = \"district\"\n";
    std::fs::write(town.join("kstthc.toml"), config).expect("the configuration");
    let units = "schema_version = 1\n[[unit]]\ncode = \"p1\"\nname = \"Phường 1\"\nkind = \"commune\"\nlevel = \"commune\"\n";
    std::fs::write(town.join("plan/units.toml"), units).expect("the units");
}

/// An export with a title, a header in row 3, days of Excel.
fn export(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(0, 0, "SỔ THEO DÕI HỒ SƠ").expect("a cell");
    let headings = [
        "STT",
        "Mã hồ sơ",
        "Mã TTHC",
        "Trích yếu",
        "Chủ hồ sơ",
        "Địa chỉ",
        "Số điện thoại",
        "Đơn vị giải quyết",
        "Hình thức nộp",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc xử lý",
        "Ngày trả",
        "Trạng thái",
        "Lĩnh vực",
    ];
    sheet.write_row(2, 0, headings).expect("the header");
    let first = Date::new(2021, 1, 4).expect("a day");
    for number in 0..rows {
        let row = number + 3;
        let after = i32::try_from(number / 300).unwrap_or(0);
        let received = first.plus_days(after);
        let id = format!("000.01.34.H10-{:02}{:02}{:02}-{number:06}", 21, received.month(), received.day());
        sheet.write(row, 0, number + 1).expect("a cell");
        let texts = [
            &*id,
            "1.004227",
            "Cấp giấy",
            "Nguyễn Văn A",
            "Khu phố 1",
            "0900000000",
            "Phường 1",
            "Trực tiếp",
        ];
        sheet.write_row(row, 1, texts).expect("a row");
        // Days of Excel count from 30/12/1899: 4/1/2021 is 44,200.
        for (column, days) in (9..).zip([0, 10, 5, 6]) {
            sheet.write_with_format(row, column, f64::from(44_200 + after + days), &day).expect("a day");
        }
        sheet.write_row(row, 13, ["Đã trả kết quả", "Đất đai"]).expect("a row");
    }
    book.save_to_buffer().expect("the workbook")
}

/// Reads every cell, and does nothing with it.
fn read_plainly(bytes: &[u8], expected: u32) {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).expect("the workbook");
    let mut cells = book.worksheet_cells_reader("Sheet1").expect("the sheet");
    let mut count = 0;
    while let Some(cell) = cells.next_cell().expect("a cell") {
        count += u32::from(cell.get_position().1 == 1);
    }
    assert_eq!(count, expected + 1);
}

fn import(town: &Path, file: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kstthc"));
    command.arg("-C").arg(town).args(["--today", "2022-01-15", "import", "--yes"]).arg(file);
    process::run(&mut command)
}
