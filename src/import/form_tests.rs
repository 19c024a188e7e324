//! Reads workbooks made here.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use super::*;

/// The row of column numbers, and what is above it.
fn sheet(name: &str) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap().write(0, 0, "Biểu số II.06a/VPCP/KSTT").unwrap();
    sheet.write(2, 1, "Lĩnh vực, công việc giải quyết theo cấp").unwrap();
    for column in 0..13_u16 {
        sheet.write(3, column, format!("({})", column + 1)).unwrap();
    }
    sheet
}

/// Writes a row: what stands in (1) and (2), and the figures; -1 leaves a cell empty.
fn put(sheet: &mut Worksheet, row: u32, (ordinal, name): (&str, &str), figures: [i32; 11]) {
    sheet.write(row, 0, ordinal).unwrap().write(row, 1, name).unwrap();
    for (column, figure) in (2..).zip(figures).filter(|(_, figure)| *figure >= 0) {
        sheet.write(row, column, figure).unwrap();
    }
}

fn book<const N: usize>(sheets: [Worksheet; N]) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

fn read(sheet: Worksheet) -> FormTable {
    read_form(&book([sheet]), Level::Commune).unwrap()
}

const ONE: [i32; 11] = [6, 1, 2, 3, 5, 4, 1, 0, 1, 1, 0];
const TWO: [i32; 11] = [5, 0, 5, 0, 4, 0, 4, 0, 1, 0, 1];
const SUM: [i32; 11] = [11, 1, 7, 3, 9, 4, 5, 0, 2, 1, 1];

/// Two fields of communes between the row of their level and the row of all.
fn filled() -> Worksheet {
    let mut sheet = sheet("II.06a");
    put(&mut sheet, 4, ("A", "TTHC cấp xã"), SUM);
    put(&mut sheet, 5, ("1", "Hộ tịch"), ONE);
    put(&mut sheet, 6, ("2", "Chứng thực"), TWO);
    put(&mut sheet, 8, ("", "Tổng số"), SUM);
    sheet.write(10, 1, "Người lập biểu").unwrap().write(10, 9, "Thủ trưởng đơn vị").unwrap();
    sheet
}

fn csv(table: &FormTable) -> String {
    assert_eq!(table.flaws, []);
    let text = String::from_utf8(table.log().unwrap()).unwrap();
    text.split_once('\n').unwrap().1.to_owned()
}

/// The flaws as `cell slip`, `row slip` where it is the row.
fn flaws(sheet: Worksheet) -> Vec<String> {
    let line = |flaw: Flaw| {
        let place = flaw.cell.map_or_else(|| flaw.row.to_string(), |(cell, at)| format!("{cell} {}", at + 3));
        format!("{place} {:?}", flaw.slip)
    };
    read(sheet).flaws.into_iter().map(line).collect()
}

#[test]
fn fields_are_taken_sums_are_not_counted_and_the_rest_is_passed_over() {
    let table = read(filled());
    assert_eq!(
        csv(&table),
        "commune,Hộ tịch,6,1,2,3,5,4,1,0,1,1,0\ncommune,Chứng thực,5,0,5,0,4,0,4,0,1,0,1\ntotal,,11,1,7,3,9,4,5,0,2,1,1\n"
    );
    assert_eq!((table.blank, table.below, table.level_is_assumed), (2, 1, false));
    assert_eq!([2, 3, 4].map(|line| table.row_of_line(line)), [Some(6), Some(7), Some(9)]);
}

#[test]
fn columns_are_known_by_their_numbers_in_any_order() {
    let mut sheet = Worksheet::new();
    for (column, number) in (0..13_u16).zip((1..=13_u16).rev()) {
        sheet.write(0, column, number).unwrap();
    }
    sheet.write(1, 11, "Đất đai").unwrap();
    for (column, figure) in (0..11).rev().zip(ONE) {
        sheet.write(1, column, figure).unwrap();
    }
    let table = read(sheet);
    assert_eq!(csv(&table), "commune,Đất đai,6,1,2,3,5,4,1,0,1,1,0\n");
    assert!(table.level_is_assumed && !table.has_total(), "the level is the unit's");
}

#[test]
fn the_sheet_named_after_the_form_comes_before_others_with_its_columns() {
    let mut other = sheet("Theo đơn vị");
    put(&mut other, 4, ("1", "Phường 1"), TWO);
    assert_eq!(read_form(&book([other, filled()]), Level::Commune).unwrap().sheet, "II.06a");
    let mut first = sheet("Bảng 1");
    put(&mut first, 4, ("1", "Hộ tịch"), ONE);
    let mut second = sheet("Bảng 2");
    put(&mut second, 4, ("1", "Hộ tịch"), TWO);
    assert_eq!(read_form(&book([Worksheet::new(), first, second]), Level::Commune).unwrap().sheet, "Bảng 1");
}

#[test]
fn an_empty_cell_is_none_in_a_row_of_numbers_and_a_total_is_left_out() {
    let mut sheet = sheet("a");
    put(&mut sheet, 4, ("1", "Hộ tịch"), [-1, -1, 3, -1, -1, -1, 3, -1, -1, -1, -1]);
    put(&mut sheet, 5, ("2", "Đất đai"), [-1; 11]);
    let table = read(sheet);
    assert_eq!(csv(&table), "commune,Hộ tịch,,0,3,0,,0,3,0,0,0,0\n");
    assert_eq!(table.unfilled, [(6, "Đất đai".to_owned())]);
}

#[test]
fn the_row_of_all_may_stand_first_and_names_may_be_merged_over_two_columns() {
    let mut sheet = sheet("a");
    put(&mut sheet, 4, ("Tổng cộng", ""), SUM);
    put(&mut sheet, 5, ("TTHC cấp huyện", ""), ONE);
    put(&mut sheet, 6, ("1", "Đất  đai\n(cấp mới)"), ONE);
    put(&mut sheet, 7, ("TTHC cấp xã", ""), TWO);
    put(&mut sheet, 8, ("1", "Chứng thực"), TWO);
    assert_eq!(
        csv(&read(sheet)),
        "district,Đất đai (cấp mới),6,1,2,3,5,4,1,0,1,1,0\ncommune,Chứng thực,5,0,5,0,4,0,4,0,1,0,1\n\
         total,,11,1,7,3,9,4,5,0,2,1,1\n"
    );
}

#[test]
fn numbers_below_the_row_of_all_are_named_and_not_counted() {
    let mut sheet = filled();
    put(&mut sheet, 9, ("3", "Đất đai"), ONE);
    let table = read(sheet);
    assert_eq!((table.rows.len(), table.below, &table.numbers_below[..]), (3, 2, &[10][..]));
}

#[test]
fn a_cell_that_is_no_count_is_named_as_excel_names_it() {
    let mut sheet = filled();
    sheet.write(5, 5, "ba").unwrap().write(5, 6, -5).unwrap().write(6, 7, 0.5).unwrap();
    sheet.write(6, 8, "1.234").unwrap().write(6, 9, true).unwrap();
    let date = ExcelDateTime::from_ymd(2021, 6, 1).unwrap();
    sheet.write_with_format(8, 12, &date, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    assert_eq!(
        flaws(sheet),
        [
            "F6 6 Unread(Text(\"ba\"))",
            "G6 7 Unread(Negative(\"-5\"))",
            "H7 8 Unread(Fraction(\"0,5\"))",
            "J7 10 Unread(Truth)",
            "M9 13 Unread(Day)"
        ]
    );
}

#[test]
fn a_row_of_a_level_is_the_sum_of_its_rows() {
    let mut wrong = filled();
    wrong.write(4, 3, 2).unwrap();
    assert_eq!(flaws(wrong), ["D5 4 LevelSum { stated: 2, sum: 1 }"]);
    let mut alone = filled();
    put(&mut alone, 7, ("B", "TTHC cấp huyện"), ONE);
    assert_eq!(flaws(alone), ["8 LevelAlone"]);
    let mut nameless = filled();
    put(&mut nameless, 7, ("3", ""), ONE);
    assert!(flaws(nameless).contains(&"8 Nameless".to_owned()));
}

/// The same workbook with a text of one of its parts replaced.
fn patched(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut replaced = 0;
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        replaced += text.matches(from).count();
        new.start_file(part.name().unwrap(), SimpleFileOptions::default()).unwrap();
        new.write_all(text.replace(from, to).as_bytes()).unwrap();
    }
    assert_eq!(replaced, 1, "{from} stands once");
    new.finish().unwrap().into_inner()
}

#[test]
fn a_formula_counts_by_the_result_the_file_holds_and_without_one_is_refused() {
    let mut sheet = filled();
    sheet.write_formula(8, 2, Formula::new("=C6+C7").set_result("11")).unwrap();
    let bytes = book([sheet]);
    assert!(csv(&read_form(&bytes, Level::Commune).unwrap()).ends_with("total,,11,1,7,3,9,4,5,0,2,1,1\n"));
    let bytes = patched(&bytes, "<f>C6+C7</f><v>11</v>", "<f>C6+C7</f>");
    let table = read_form(&bytes, Level::Commune).unwrap();
    let flaw = Flaw { row: 9, cell: Some(("C9".to_owned(), 0)), slip: Slip::Unread(Unread::Uncomputed) };
    assert_eq!(table.flaws, [flaw]);
}

#[track_caller]
fn refused(bytes: &[u8]) -> Refusal {
    read_form(bytes, Level::Commune).unwrap_err()
}

#[test]
fn what_is_no_workbook_is_refused_by_what_it_is() {
    assert_eq!(refused(b""), Refusal::NotWorkbook);
    assert_eq!(refused("lĩnh vực,3\n".as_bytes()), Refusal::NotWorkbook);
    assert!(matches!(refused(b"\xef\xbb\xbf <html><table>"), Refusal::OtherKind(_)));
    assert_eq!(refused(&vec![b'P'; (20 << 20) + 1]), Refusal::TooLarge);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(refused(&zip.finish().unwrap().into_inner()), Refusal::NotWorkbook);
    assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old file cut off"), Refusal::Damaged);
}

#[test]
fn a_file_that_unpacks_to_more_than_any_form_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let blank = vec![b' '; 1 << 20];
    (0..=100).for_each(|_| zip.write_all(&blank).unwrap());
    assert_eq!(refused(&zip.finish().unwrap().into_inner()), Refusal::TooLargeUnpacked);
}

#[test]
fn a_file_cut_off_or_with_any_byte_changed_never_stops_the_program() {
    let bytes = book([filled()]);
    for end in (4..bytes.len()).step_by(397) {
        assert_eq!(refused(&bytes[..end]), Refusal::Damaged, "cut off at {end}");
    }
    for at in (0..bytes.len()).step_by(251) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        // Whatever it says: it says something.
        let _ = read_form(&changed, Level::Commune);
    }
}

#[test]
fn a_cell_far_outside_is_refused_in_the_form_and_does_not_matter_in_another_sheet() {
    let mut far = filled();
    far.write(1_048_575, 16_383, 1).unwrap();
    assert_eq!(refused(&book([far])), Refusal::SheetTooLarge("II.06a".to_owned()));
    let other = || {
        let mut sheet = Worksheet::new();
        sheet.write(1_048_575, 16_383, 1).unwrap();
        sheet
    };
    assert_eq!(read_form(&book([other(), filled()]), Level::Commune).unwrap().rows.len(), 3);
    assert_eq!(refused(&book([other()])), Refusal::SheetTooLarge("Sheet1".to_owned()));
}

#[test]
fn a_table_without_its_column_numbers_or_without_rows_is_refused() {
    let mut none = Worksheet::new();
    none.write(0, 0, "Đất đai").unwrap().write(0, 1, 3).unwrap();
    assert_eq!(refused(&book([none])), Refusal::NoTable);
    let mut lacking = filled();
    lacking.write(3, 4, "y").unwrap().write(3, 6, "x").unwrap();
    let lacks =
        |row| Refusal::ColumnsLacking { sheet: "II.06a".to_owned(), row, lacking: "(5), (7)".to_owned() };
    assert_eq!(refused(&book([lacking])), lacks(4));
    assert_eq!(refused(&book([sheet("a")])), Refusal::NoRows("a".to_owned()));
}
