//! `import` of files that are broken, hostile, or spoilt by Excel: a message with sheet, row and heading; nothing written.

use std::io::{Read as _, Write as _};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use crate::sandbox::{Output, Sandbox};

const HEADINGS: [&str; 7] =
    ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Kênh", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái"];
const ROW: [&str; 7] = ["a", "T", "p1", "Trực tiếp", "01/04/2021", "13/04/2021", "Đang xử lý"];

/// A sheet «Tháng 4» with a title, the header in row 3 and a dossier in row 4, changed by `change`.
fn workbook(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Tháng 4").unwrap();
    sheet.write(0, 0, "Danh sách").unwrap();
    sheet.write_row(2, 0, HEADINGS).unwrap().write_row(3, 0, ROW).unwrap();
    change(sheet);
    book.save_to_buffer().unwrap()
}

#[track_caller]
fn import(bytes: impl AsRef<[u8]>, more: &[&str]) -> (Sandbox, Output) {
    let town = Sandbox::new().file("xuat.xlsx", bytes);
    let output = town.run(&[&["import", "xuat.xlsx"], more].concat());
    (town, output)
}

/// The import is refused, says all this, and writes nothing.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, says: &[&str]) {
    let (town, output) = import(bytes, &["--yes"]);
    output.exits(2).says(says);
    assert!(!town.path("data").exists() && !town.path("data/dossiers").exists(), "nothing is written");
}

#[test]
fn a_file_cut_off_protected_empty_or_no_table() {
    let whole = workbook(|_| {});
    import(&whole, &[]).1.exits(0);
    refused(&whole[..whole.len() / 2], &["xuat.xlsx", "hỏng hoặc bị cắt cụt"]);
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &["hỏng hoặc bị cắt cụt"]);
    refused(b"", &["tệp rỗng"]);
    refused(b"%PDF-1.7", &["không phải bảng tính"]);
    refused("<html><body>Phiên làm việc đã hết hạn</body></html>", &["không phải bảng tính"]);
    refused("chỉ có một dòng chữ\n", &["không tìm thấy dòng tiêu đề"]);
}

/// Such files are made by other tools, with a key that matters to nobody.
#[test]
fn a_workbook_with_a_password_is_named_as_one() {
    let bytes = include_bytes!("../fixtures/import/co-mat-khau.xlsx");
    refused(bytes, &["có mật khẩu"]);
    refused(include_bytes!("../fixtures/import/co-mat-khau.ods"), &["có mật khẩu"]);
}

#[test]
fn ids_and_codes_that_excel_turned_into_numbers_or_days() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let bytes = workbook(|sheet| {
        sheet.write(3, 0, 352_112_000_000.0).unwrap();
        sheet.write_row(4, 0, ROW).unwrap().write_with_format(4, 0, 44_228.0, &day).unwrap();
        sheet.write_row(5, 0, ROW).unwrap().write(5, 0, "3.52112E+11").unwrap();
        sheet.write_row(6, 0, ROW).unwrap().write(6, 1, 1.004_22).unwrap();
    });
    refused(
        bytes,
        &[
            "trang «Tháng 4», dòng 4, cột «Mã hồ sơ»: «352112000000» là số",
            "dòng 5, cột «Mã hồ sơ»: «01/02/2021» là ngày",
            "dòng 6, cột «Mã hồ sơ»: «3.52112E+11» là số bị Excel rút gọn",
            "dòng 7, cột «Mã TTHC»: «1.00422» là số",
            "định dạng cột mã là Text",
        ],
    );
}

#[test]
fn days_that_may_have_the_month_first() {
    refused(
        workbook(|sheet| _ = sheet.write(3, 4, "04/30/2021").unwrap()),
        &[
            "trang «Tháng 4», dòng 4, cột «Ngày tiếp nhận»: «04/30/2021» chỉ đọc được nếu tháng đứng trước",
            "date_format",
        ],
    );
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let half_read = workbook(|sheet| {
        sheet.write_with_format(3, 4, 44_200.0, &day).unwrap();
        sheet.write_row(4, 0, ROW).unwrap().write(4, 0, "b").unwrap().write(4, 4, "13/04/2021").unwrap();
    });
    refused(half_read, &["cột «Ngày tiếp nhận»", "Excel đã đọc tháng trước ngày"]);
    refused(workbook(|sheet| _ = sheet.write(3, 5, 44_300).unwrap()), &["cột «Ngày hẹn trả»: «44300» là số"]);
}

#[test]
fn errors_formulas_without_result_and_merged_cells() {
    let bytes = workbook(|sheet| {
        sheet.write(3, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_row(4, 0, ROW).unwrap().write(4, 0, "b").unwrap();
        sheet.write_row(5, 0, ROW).unwrap().write(5, 0, "c").unwrap();
        sheet.merge_range(4, 2, 5, 2, "p1", &Format::new()).unwrap();
    });
    refused(
        bytes,
        &[
            "trang «Tháng 4», dòng 4, cột «Ngày hẹn trả»: «#DIV/0!» là lỗi của công thức",
            "dòng 6, cột «Đơn vị»: ô bị gộp",
            "2 chỗ trong bảng không dùng được",
        ],
    );
}

#[test]
fn what_lies_in_columns_that_are_not_kept_stops_nothing() {
    let bytes = workbook(|sheet| {
        sheet
            .write(2, 7, "Ghi chú")
            .unwrap()
            .write(3, 7, Formula::new("=1/0").set_result("#DIV/0!"))
            .unwrap();
        sheet.write(3, 6, Formula::new("=\"Đang xử lý\"").set_result("Đang xử lý")).unwrap();
    });
    import(bytes, &[]).1.exits(0);
}

/// Rows that were formatted far below the table, in two sheets, hold nothing.
#[test]
fn empty_formatted_rows_are_no_rows() {
    let bytes = with_sheets(&empty_rows());
    refused(bytes, &["không tìm thấy dòng tiêu đề", "«Sheet1»: 0 dòng"]);
}

fn empty_rows() -> String {
    let row = |row| format!("<row r=\"{row}\" s=\"1\" customFormat=\"1\"><c r=\"A{row}\"/></row>");
    (1..=50_000).map(row).collect::<Vec<String>>().concat()
}

/// The list of parts says 4 GB; `import::table::package` tests one that lies.
#[test]
fn a_zip_bomb_is_not_unpacked() {
    let mut bytes = packed(&[("xl/workbook.xml", "<workbook/>")]);
    let list = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[list + 24..list + 28].copy_from_slice(&u32::MAX.wrapping_sub(1).to_le_bytes());
    refused(bytes, &["bung ra lớn quá 1024 MB"]);
}

/// Two cells in far corners of each of three sheets, in some hundred bytes.
#[test]
fn an_old_workbook_with_cells_in_far_corners_is_not_made_whole() {
    let bytes = include_bytes!("../fixtures/import/o-lac.xls");
    refused(bytes, &["trải quá 6 triệu ô"]);
    let town = Sandbox::new().file("bieu.xls", bytes);
    town.run(&["import", "bieu.xls", "--return", "--unit", "p1", "--quarter", "2"])
        .exits(2)
        .says(&["bung ra"]);
}

/// A cell of `LibreOffice` that says it is repeated a million times over a million rows.
#[test]
fn repeated_cells_and_rows_are_not_made() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
        <office:spreadsheet><table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let bytes = packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", content)]);
    refused(bytes, &["ngoài 256 cột đầu"]);
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of two sheets whose rows are these.
fn with_sheets(rows: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet();
    book.add_worksheet();
    let written = book.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(written)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if name.starts_with("xl/worksheets/") {
            text = text.replace("<sheetData/>", &format!("<sheetData>{rows}</sheetData>"));
            assert!(text.contains(rows));
        }
        parts.push((name, text));
    }
    packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}
