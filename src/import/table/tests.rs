use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;

/// Writes down what is handed over: `sheet!row: value | value`.
#[derive(Default)]
struct Notes {
    sheet: String,
    lines: Vec<String>,
}

impl Taker for Notes {
    fn sheet(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
    }

    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let values: Vec<String> = row.cells.iter().map(written).collect();
        self.lines.push(format!("{}!{}: {}", self.sheet, row.number, values.join(" | ")));
        ControlFlow::Continue(())
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => format!("#{number}"),
        Value::Moment(moment) => format!("@{moment}"),
        Value::Error(text) => format!("!{text}"),
        Value::Merged => "^".to_owned(),
        Value::Time | Value::Truth(_) | Value::Uncomputed => format!("{value:?}"),
    }
}

fn read(bytes: &[u8]) -> (Result<Reading, Unreadable>, Vec<String>) {
    let mut notes = Notes::default();
    let reading = read_rows(bytes, &mut notes);
    (reading, notes.lines)
}

#[track_caller]
fn check(bytes: &[u8], kind: Kind, lines: &[&str]) {
    let (reading, found) = read(bytes);
    assert_eq!(found, lines);
    assert_eq!(reading.map(|reading| reading.kind), Ok(kind));
}

#[track_caller]
fn refused(bytes: &[u8], because: &Unreadable) {
    assert_eq!(read(bytes).0.as_ref(), Err(because));
}

/// A workbook by the pen of another writer.
fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_of_a_workbook_keep_their_kinds_and_rows_the_numbers_of_excel() {
    let day = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet().set_name("Tháng 6").unwrap();
        sheet.merge_range(0, 0, 0, 2, "Tiêu đề", &Format::new()).unwrap();
        sheet.write(3, 1, "a").unwrap().write(3, 2, 3.5).unwrap().write(3, 3, true).unwrap();
        sheet.write_with_format(4, 0, 44_287.0, &day).unwrap();
        sheet.write_with_format(4, 1, 44_287.0 + 1.0 / 3.0, &day).unwrap();
        sheet.write_with_format(4, 2, 0.5, &day).unwrap();
        sheet.write(5, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(5, 1, Formula::new("=A1").set_result("Tiêu đề")).unwrap();
        book.add_worksheet().set_name("ẩn").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
        book.add_worksheet().set_name("2").unwrap().write(0, 0, "y").unwrap();
    });
    let lines = [
        "Tháng 6!1: Tiêu đề | ^ | ^",
        "Tháng 6!4:  | a | #3.5 | Truth(true)",
        "Tháng 6!5: @2021-04-01 | @2021-04-01 08:00:00 | Time",
        "Tháng 6!6: !#DIV/0! | Tiêu đề",
        "2!1: y",
    ];
    check(&bytes, Kind::Xlsx, &lines);
}

#[test]
fn cells_merged_over_rows_are_marked_below() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 2, 0, "a", &Format::new()).unwrap();
        for row in 0..3 {
            sheet.write(row, 1, row).unwrap();
        }
    });
    check(&bytes, Kind::Xlsx, &["Sheet1!1: a | #0", "Sheet1!2: ^ | #1", "Sheet1!3: ^ | #2"]);
}

#[test]
fn text_is_read_in_every_encoding_and_with_every_separator() {
    let lines = ["!1: Mã | Ngày", "!3: hồ 1 | Tiếp nhận, Ở"];
    check("Mã,Ngày\n\nhồ 1,\"Tiếp nhận, Ở\"\n".as_bytes(), Kind::Text, &lines);
    check("\u{feff}Mã;Ngày\r\n\r\nhồ 1;Tiếp nhận, Ở\r\n".as_bytes(), Kind::Text, &lines);
    let tabs = "Mã\tNgày\n\nhồ 1\tTiếp nhận, Ở\n";
    let little: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[b"\xff\xfe", &*little].concat(), Kind::Text, &lines);
    check(&little, Kind::Text, &lines);
    let big: Vec<u8> = tabs.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(&[b"\xfe\xff", &*big].concat(), Kind::Text, &lines);
    // Letters with their tones behind them, as Windows-1258 has it.
    let apart = b"Ma\xde;Ng\xe0y\r\n\r\nh\xf4\xcc 1;Ti\xea\xecp nh\xe2\xf2n, \xd5\xd2\r\n";
    let (reading, found) = read(apart);
    assert_eq!(reading.unwrap().encoding, Some(Encoding::Windows1258));
    assert_eq!(found, ["!1: Mã | Ngày", "!3: hồ 1 | Tiếp nhận, Ở"]);
}

#[test]
fn the_separator_is_that_of_the_table_not_of_the_title_above() {
    check(
        "Sổ theo dõi\nTừ ngày 1, đến ngày 5\na;b;c\n1;\"x;\n;\";3\n4;5;6".as_bytes(),
        Kind::Text,
        &[
            "!1: Sổ theo dõi",
            "!2: Từ ngày 1, đến ngày 5",
            "!3: a | b | c",
            "!4: 1 | x;\n; | 3",
            "!5: 4 | 5 | 6",
        ],
    );
    refused(b"a,b\n1,\"2\n3,4\n", &Unreadable::Quotes { row: 2 });
}

#[test]
fn tables_of_a_page_are_put_together_as_a_browser_would() {
    let page = "<html><meta charset=utf-8><script>if (a<b) '<table>'</script><TABLE border=1>
        <tr><td rowspan=2>S&#7889;<td colspan='2'>Tr&#7843; k&#7871;t qu&#7843;&nbsp;</tr>
        <tr><td>Sớm<td>Trễ
        <tr><td>1<td><b>a</b><br>b<td><table><tr><td>trong</table></tr></table><p>cuối";
    let lines = [
        "bảng 2!1: trong",
        "bảng 1!1: Số | Trả kết quả | ^",
        "bảng 1!2: ^ | Sớm | Trễ",
        "bảng 1!3: 1 | a b | ",
    ];
    check(page.as_bytes(), Kind::Html, &lines);
    refused(b"<html><p>Not found</html>", &Unreadable::NotTable);
}

#[test]
fn files_that_hold_no_table_are_refused_by_what_they_are() {
    refused(b"", &Unreadable::Empty);
    refused(b"%PDF-1.4", &Unreadable::NotTable);
    refused(b"\x00\x01\x02\x03\x00\x01\x01\x01", &Unreadable::NotTable);
    refused(b"PK\x03\x04nothing more", &Unreadable::Damaged);
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", &Unreadable::Damaged);
    refused(b"MIME-Version: 1.0\r\n", &Unreadable::OtherKind("trang web lưu gộp (.mht)"));
    let bytes = workbook(|book| _ = book.add_worksheet().write(0, 300, "x").unwrap());
    refused(&bytes, &Unreadable::TooWide { sheet: "Sheet1".to_owned(), row: 1 });
    let whole = workbook(|book| _ = book.add_worksheet().write(0, 0, "x").unwrap());
    for length in (10..whole.len()).step_by(97) {
        assert!(read(&whole[..length]).0.is_err(), "cut at {length}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixture")]
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Written by `LibreOffice`: merged titles and headings, days with and without a time.
#[test]
fn workbooks_of_libreoffice_are_read_with_days_and_merged_cells() {
    let xls = [
        "Sổ tiếp nhận!1: SỔ TIẾP NHẬN HỒ SƠ Từ ngày 01/04/2021 Đến ngày 30/04/2021 | ^ | ^ | ^ | ^ | ^ | ^",
        "Sổ tiếp nhận!2: STT | Mã hồ sơ | Người nộp | Địa chỉ | Số điện thoại | Ngày tiếp nhận | Ngày hẹn trả",
        "Sổ tiếp nhận!3: #1 | 000.12.34.H10-210401-0001 | Nguyễn Văn A | Khu phố 1 | 0900000001 | \
         @2021-04-01 08:15:00 | @2021-04-12 16:30:00",
    ];
    let (reading, lines) = read(&fixture("e-par-tiep-nhan.xls"));
    assert_eq!(reading.unwrap().kind, Kind::Xls);
    assert_eq!(lines[..3], xls);
    assert_eq!(lines[4], lines[4].replace(" 00:00:00", ""), "a day without a time stays one");
    assert_eq!(
        lines[5..],
        ["Sổ tiếp nhận!6: Tổng cộng | ^ | #3", "Sổ tiếp nhận!8: ^ | ^ | ^ | ^ | ^ | NGƯỜI LẬP BIỂU | ^"]
            .map(|line| line.replace("8: ^ |", "8:  |"))
    );
    let (reading, lines) = read(&fixture("e-par-tra-ket-qua.ods"));
    assert_eq!(reading.unwrap().kind, Kind::Ods);
    let ods = [
        "Trả kết quả!4: STT | Mã hồ sơ | Người nộp | Địa chỉ | Ngày tiếp nhận | Ngày hẹn trả | \
         Trả kết quả (đv: ngày) | ^ | ^",
        "Trả kết quả!5: ^ | ^ | ^ | ^ | ^ | ^ | Trước hạn | Đúng hạn | Quá hạn",
        "Trả kết quả!6: (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9)",
    ];
    assert_eq!(lines[2..5], ods);
    assert_eq!(lines[10], "Trả kết quả!12: Tổng số | ^ |  |  |  |  | #1 | #1 | #1");
}
