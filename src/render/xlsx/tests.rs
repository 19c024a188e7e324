//! Reads the workbook back.

use std::io::{Cursor, Read};

use calamine::{Data, Dimensions, HorizontalAlignment, Range, Reader, Xlsx};

use super::{render, render_without_entry};
use crate::model::date::Date;
use crate::report::document::{Annex, Cell, Column, Document, Layout, Row, Table, Value};
use crate::text::number::{Change, Percent};

type Book = Xlsx<Cursor<Vec<u8>>>;

const NOTICE: &str = "SỐ LIỆU MINH HỌA, không phải số liệu thật";
const FORM: &str = "Biểu II.06a-VPCP-KSTT";
const LIST: &str = "Hồ sơ quá hạn";

fn day(text: &str) -> Date {
    Date::parse(text.as_bytes()).unwrap()
}

fn column(groups: &[&str], heading: &str, number: usize, layout: Layout) -> Column {
    let groups = groups.iter().map(|group| (*group).to_owned()).collect();
    Column { groups, number: format!("({number})"), ..Column::new(heading, layout) }
}

/// The columns of form II.06a (Thông tư 01/2020/TT-VPCP).
fn form_columns() -> Vec<Column> {
    let received = "Số hồ sơ nhận giải quyết";
    let resolved = "Số lượng hồ sơ đã giải quyết";
    let open = "Số lượng hồ sơ đang giải quyết";
    let number = |groups: &[&str], heading: &str, at: usize| column(groups, heading, at, Layout::Number);
    vec![
        column(&[], "STT", 1, Layout::Word),
        column(&[], "Lĩnh vực, công việc giải quyết theo cấp", 2, Layout::Text),
        number(&[received], "Tổng số", 3),
        number(&[received, "Trong kỳ"], "Trực tuyến", 4),
        number(&[received, "Trong kỳ"], "Trực tiếp, dịch vụ bưu chính", 5),
        number(&[received], "Từ kỳ trước", 6),
        number(&[resolved], "Tổng số", 7),
        number(&[resolved], "Trước hạn", 8),
        number(&[resolved], "Đúng hạn", 9),
        number(&[resolved], "Quá hạn", 10),
        number(&[open], "Tổng số", 11),
        number(&[open], "Trong hạn", 12),
        number(&[open], "Quá hạn", 13),
    ]
}

fn form_row(number: &str, name: &str, seed: u64, strong: bool) -> Row {
    let figures = (1..=11).map(|at| Cell::count(seed * 37 * at % 1500 + at));
    let cells = [Cell::text(number), Cell::text(name)].into_iter().chain(figures).collect();
    Row { cells, strong }
}

fn form() -> Annex {
    let fields =
        ["Đất đai", "Hộ tịch", "Chứng thực", "Thành lập và hoạt động của doanh nghiệp (hộ kinh doanh)"];
    let mut rows = vec![form_row("A", "TTHC thuộc thẩm quyền giải quyết của cấp huyện", 99, true)];
    rows.extend((1..=38).map(|at| form_row(&at.to_string(), fields[at % 4], at as u64, false)));
    rows.push(form_row("", "Tổng số", 1234, true));
    Annex {
        key: "ii-06a".to_owned(),
        sheet: "Biểu II.06a/VPCP/KSTT".to_owned(),
        label: "Phụ lục I".to_owned(),
        form: "Biểu số II.06a/VPCP/KSTT".to_owned(),
        origin: "(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020)".to_owned(),
        title:
            "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT THỦ \
                TỤC HÀNH CHÍNH"
                .to_owned(),
        subtitle: vec![
            "Kỳ báo cáo: Quý II năm 2021".to_owned(),
            "(Từ ngày 15/3/2021 đến ngày 14/6/2021)".to_owned(),
        ],
        parties: vec![
            "- Đơn vị báo cáo: Ủy ban nhân dân huyện Tân Hòa".to_owned(),
            "- Đơn vị nhận báo cáo: Văn phòng Ủy ban nhân dân tỉnh".to_owned(),
        ],
        measure: "Đơn vị tính: Số hồ sơ TTHC".to_owned(),
        landscape: true,
        national: true,
        table: Table { columns: form_columns(), rows, ..Table::default() },
        notes: vec![
            "Ghi chú: hồ sơ chờ bổ sung được tính vào cột (12); hồ sơ rút, trả lại tính vào cột (9)."
                .to_owned(),
        ],
    }
}

fn dossier(at: u32) -> Row {
    let due = day("2021-03-15").plus_days(i32::try_from(at % 90).unwrap());
    let cells = vec![
        Cell::count(u64::from(at)),
        Cell::text(&format!("000.05.34.H10-201102-{at:04}")),
        Cell::text("Chuyển mục đích sử dụng đất phải được phép của cơ quan nhà nước có thẩm quyền"),
        Cell::text("Chi nhánh Văn phòng Đăng ký đất đai"),
        Cell::date(Some(due)),
        Cell::date((!at.is_multiple_of(3)).then(|| due.plus_days(4))),
        Cell::count(u64::from(at % 40)),
        Cell::difference(i64::from(at % 7) - 3),
        Cell::percent(Percent::of(u64::from(at), 77)),
        Cell::change(Change::between(u64::from(at % 5), 3)),
    ];
    Row { cells, strong: false }
}

fn list(rows: u32) -> Annex {
    let columns = [
        ("STT", Layout::Word),
        ("Mã hồ sơ", Layout::Word),
        ("Thủ tục hành chính", Layout::Text),
        ("Đơn vị giải quyết", Layout::Text),
        ("Ngày hẹn trả", Layout::Word),
        ("Ngày có kết quả", Layout::Word),
        ("Số ngày quá hạn", Layout::Number),
        ("Chênh lệch", Layout::Number),
        ("Tỷ lệ", Layout::Number),
        ("So với cùng kỳ", Layout::Number),
    ];
    let columns = columns.map(|(heading, layout)| Column::new(heading, layout)).to_vec();
    let rows = (1..=rows).map(dossier).collect();
    Annex {
        sheet: LIST.to_owned(),
        label: "Phụ lục II".to_owned(),
        title: "DANH SÁCH HỒ SƠ GIẢI QUYẾT QUÁ HẠN".to_owned(),
        origin: "(Không phải biểu mẫu do văn bản quy định)".to_owned(),
        landscape: true,
        table: Table { columns, rows, max_lines: Some(2), limit: Some(20) },
        ..Annex::default()
    }
}

fn document(annexes: Vec<Annex>) -> Document {
    Document {
        title: "Báo cáo công tác kiểm soát thủ tục hành chính quý II năm 2021".to_owned(),
        subtitle: vec!["Từ ngày 15/3/2021 đến ngày 14/6/2021".to_owned()],
        notices: vec![NOTICE.to_owned()],
        annexes,
        stamp: "kstthc 0.1.0; dữ liệu đến hết ngày 14/6/2021; phiên bản 3467e53".to_owned(),
        ..Document::default()
    }
}

fn sample() -> Document {
    let nothing =
        Annex { table: Table { rows: Vec::new(), ..form().table }, sheet: "Trống".to_owned(), ..form() };
    document(vec![form(), list(45), nothing])
}

fn open(document: &Document) -> Book {
    Xlsx::new(Cursor::new(render(document).unwrap())).unwrap()
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap()
}

fn position(sheet: &Range<Data>, text: &str) -> (u32, u32) {
    let cells = sheet.used_cells().find(|(_, _, data)| **data == Data::String(text.to_owned()));
    let (row, column, _) = cells.unwrap_or_else(|| panic!("no cell says {text}"));
    let (top, left) = sheet.start().unwrap();
    (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap())
}

/// A one-column annex of these cells.
fn of_cells(cells: Vec<Cell>) -> Annex {
    let columns = vec![Column::new("Cột", Layout::Text)];
    let rows = cells.into_iter().map(|cell| Row { cells: vec![cell], strong: false }).collect();
    Annex { sheet: LIST.to_owned(), table: Table { columns, rows, ..Table::default() }, ..Annex::default() }
}

/// What a cell must read as.
fn assert_written(data: &Data, cell: &Cell) {
    match (&cell.value, data) {
        (Value::Text(text), Data::String(read)) => assert_eq!(read, text),
        (Value::Text(text), Data::Empty) => assert_eq!(text, ""),
        (Value::Missing, Data::String(read)) => assert_eq!(read, "–"),
        (Value::Count(count), Data::Float(read)) => assert_eq!(format!("{read}"), count.to_string()),
        (Value::Difference(difference), Data::Float(read)) => {
            assert_eq!(format!("{read}"), difference.to_string());
        }
        (Value::Percent(percent), Data::Float(read)) => {
            assert_eq!(format!("{:.2}", read * 100.0), format!("{:.2}", percent.as_f64()));
        }
        (Value::Change(change), Data::Float(read)) => {
            assert_eq!(format!("{:.2}", read * 100.0), format!("{:.2}", change.as_f64()));
        }
        (Value::Score(score), Data::Float(read)) => {
            assert_eq!(format!("{read:.1}"), format!("{:.1}", score.as_f64()));
        }
        (Value::Date(date), Data::DateTime(read)) => {
            let (year, month, day, ..) = read.to_ymd_hms_milli();
            assert_eq!(Date::new(year.into(), month.into(), day.into()), Some(*date));
        }
        (value, data) => panic!("{value:?} reads as {data:?}"),
    }
}

fn assert_rows(sheet: &Range<Data>, first: u32, table: &Table) {
    for (row, expected) in (first..).zip(&table.rows) {
        for (column, cell) in (0..).zip(&expected.cells) {
            assert_written(sheet.get_value((row, column)).unwrap(), cell);
        }
    }
    let last = first + u32::try_from(table.rows.len()).unwrap();
    assert!((0..99).all(|column| matches!(sheet.get_value((last, column)), None | Some(Data::Empty))));
}

#[test]
fn every_value_stands_in_its_cell_with_its_type() {
    let document = sample();
    let mut book = open(&document);
    let form = sheet(&mut book, FORM);
    let (numbers, _) = position(&form, "(1)");
    assert_rows(&form, numbers + 1, &document.annexes[0].table);
    let list = sheet(&mut book, LIST);
    let (headings, _) = position(&list, "STT");
    assert_rows(&list, headings + 1, &document.annexes[1].table);
}

const fn format_code(value: &Value) -> &'static str {
    match value {
        Value::Text(_) | Value::Missing => "General",
        Value::Count(_) => "#,##0",
        Value::Difference(_) => "+#,##0;-#,##0;0",
        Value::Date(_) => "dd/mm/yyyy",
        Value::Percent(_) => "0.00%",
        Value::Score(_) => "0.0",
        Value::Change(_) => "+0.00%;-0.00%;0.00%",
    }
}

#[test]
fn every_cell_has_the_format_of_its_type_borders_and_strong_rows_bold_letters() {
    let document = sample();
    let mut book = open(&document);
    for (name, above, annex) in [(FORM, "(1)", &document.annexes[0]), (LIST, "STT", &document.annexes[1])] {
        let (above, _) = position(&sheet(&mut book, name), above);
        let styles = book.worksheet_style(name).unwrap();
        for (row, expected) in (above + 1..).zip(&annex.table.rows) {
            for (column, cell) in (0..).zip(&expected.cells) {
                let style = styles.get((row, column)).unwrap();
                let code =
                    style.number_format.as_ref().map_or("General", |format| format.format_code.as_str());
                assert_eq!(code, format_code(&cell.value), "{cell:?}");
                assert_eq!(style.font.as_ref().unwrap().is_bold(), expected.strong, "{cell:?}");
                assert!(style.borders.as_ref().unwrap().has_visible_borders(), "{cell:?}");
                let centred = style.alignment.as_ref().unwrap().horizontal == HorizontalAlignment::Center;
                assert!(centred || cell.value != Value::Missing, "{cell:?}");
            }
        }
    }
}

#[test]
fn sheets_follow_the_annexes_with_entry_and_source_last() {
    let twice = Annex { sheet: "HỒ SƠ quá hạn".to_owned(), ..list(1) };
    let reserved = Annex { sheet: "nguồn số liệu".to_owned(), ..list(1) };
    let book = open(&document(vec![form(), list(1), twice, reserved]));
    let names = [FORM, LIST, "HỒ SƠ quá hạn (2)", "nguồn số liệu (2)", "Nhập hệ thống", "Nguồn số liệu"];
    assert_eq!(book.sheet_names(), names);
}

#[test]
fn a_document_without_figures_for_the_national_system_has_no_sheet_for_them() {
    let bytes = render_without_entry(&document(vec![list(1)])).unwrap();
    let book: Book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), [LIST, "Nguồn số liệu"]);
}

#[test]
fn headings_and_title_are_merged_as_the_table_says() {
    let document = sample();
    let mut book = open(&document);
    let sheet = sheet(&mut book, FORM);
    let merged = book.merge_cells_by_sheet_name(FORM).unwrap();
    let (top, _) = position(&sheet, "STT");
    for cell in document.annexes[0].table.headings() {
        let at =
            |row: usize, column: usize| (top + u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
        let start = at(cell.row, cell.column);
        let end = at(cell.row + cell.rows - 1, cell.column + cell.columns - 1);
        assert_eq!(sheet.get_value(start), Some(&Data::String(cell.text.to_owned())));
        assert_eq!(merged.contains(&Dimensions { start, end }), start != end, "{cell:?}");
    }
    for text in [NOTICE, &document.annexes[0].title, &document.annexes[0].measure] {
        let (row, column) = position(&sheet, text);
        assert!(merged.contains(&Dimensions { start: (row, 0), end: (row, 12) }), "{text}");
        assert_eq!(column, 0);
    }
    let numbers: Vec<Data> = (1..=13).map(|at| Data::String(format!("({at})"))).collect();
    assert_eq!(sheet.rows().nth(usize::try_from(top).unwrap() + 3).unwrap(), numbers);
}

#[test]
fn every_line_of_an_annex_is_on_its_sheet_notices_first() {
    let document = sample();
    let sheet = sheet(&mut open(&document), FORM);
    let Annex { label, form, origin, title, subtitle, parties, measure, notes, .. } = &document.annexes[0];
    let single = [form, label, title, origin];
    let above = [NOTICE].into_iter().chain(single.into_iter().map(String::as_str));
    let below = subtitle.iter().chain([measure]).chain(notes).map(String::as_str);
    let rows: Vec<u32> = above.chain(below).map(|text| position(&sheet, text).0).collect();
    assert!(rows.is_sorted_by(|a, b| a < b), "{rows:?}");
    let (form, _) = position(&sheet, form);
    let places: Vec<_> = parties.iter().map(|party| position(&sheet, party)).collect();
    assert!(places[0].0 == form && places[1].0 == form + 1 && places.iter().all(|place| place.1 > 0));
}

#[test]
fn an_annex_without_rows_says_that_nothing_happened() {
    let mut book = open(&sample());
    let sheet = sheet(&mut book, "Trống");
    let (row, _) = position(&sheet, "Không phát sinh.");
    assert_eq!(row, position(&sheet, "(1)").0 + 1);
    let merged = book.merge_cells_by_sheet_name("Trống").unwrap();
    assert!(merged.contains(&Dimensions { start: (row, 0), end: (row, 12) }));
}

#[test]
fn a_text_is_never_a_formula() {
    let texts =
        ["=1+1", "+84 912", "-5", "@SUM(A1)", "=HYPERLINK(\"http://a\")", "000.05.34.H10-201102-0015", "12"];
    let mut book = open(&document(vec![of_cells(texts.map(Cell::text).to_vec())]));
    let range = sheet(&mut book, LIST);
    let (first, _) = position(&range, "Cột");
    for (row, text) in (first + 1..).zip(texts) {
        assert_eq!(range.get_value((row, 0)), Some(&Data::String(text.to_owned())));
    }
    assert!(book.worksheet_formula(LIST).unwrap().is_empty());
}

#[test]
fn what_excel_cannot_hold_exactly_is_written_as_it_is_displayed() {
    let cells = [Cell::count(u64::MAX), Cell::difference(i64::MIN), Cell::date(Date::new(1890, 5, 19))];
    let range = sheet(&mut open(&document(vec![of_cells(cells.to_vec())])), LIST);
    let (first, _) = position(&range, "Cột");
    for (row, text) in (first + 1..).zip(cells.map(|cell| cell.display)) {
        assert_eq!(range.get_value((row, 0)), Some(&Data::String(text)));
    }
}

#[test]
fn a_workbook_has_all_rows_whatever_a_page_shows() {
    let document = document(vec![list(2000)]);
    assert_eq!(document.annexes[0].table.shown().len(), 20);
    let range = sheet(&mut open(&document), LIST);
    let (first, _) = position(&range, "STT");
    assert_rows(&range, first + 1, &document.annexes[0].table);
    assert_eq!(
        range.get_value((first + 2000, 1)),
        Some(&Data::String("000.05.34.H10-201102-2000".to_owned()))
    );
}

#[test]
fn the_entry_sheet_has_every_figure_of_the_numbered_forms_in_order() {
    let document = sample();
    let range = sheet(&mut open(&document), "Nhập hệ thống");
    let (first, _) = position(&range, "Biểu");
    let mut row = first + 1;
    for (number, expected) in (1_u32..).zip(&document.annexes[0].table.rows) {
        for (column, cell) in
            (1..).zip(&expected.cells).filter(|(_, cell)| matches!(cell.value, Value::Count(_)))
        {
            let get = |at| range.get_value((row, at)).unwrap();
            assert_eq!(get(0), &Data::String("Biểu số II.06a/VPCP/KSTT".to_owned()));
            assert_eq!(get(1), &Data::Float(number.into()));
            assert_eq!(get(2), &Data::String(expected.cells[1].display.clone()));
            assert_eq!(get(3), &Data::String(format!("({column})")));
            assert_written(get(5), cell);
            row += 1;
        }
    }
    assert_eq!(row, first + 1 + 40 * 11);
    assert_eq!(range.end().unwrap().0, row - 1);
    let path = "Số hồ sơ nhận giải quyết / Trong kỳ / Trực tuyến";
    assert_eq!(range.get_value((first + 2, 4)), Some(&Data::String(path.to_owned())));
    position(&range, "Thứ tự theo số cột của từng biểu; màn hình nhập của hệ thống có thể khác.");
}

#[test]
fn rows_and_columns_without_figures_are_not_entered() {
    let heading = Row { cells: vec![Cell::text("I"), Cell::text("Cấp xã")], strong: true };
    let mut gap = form_row("1", "Hộ tịch", 5, false);
    gap.cells[2] = Cell::missing();
    let annex = Annex {
        table: Table { columns: form_columns(), rows: vec![heading, gap], ..Table::default() },
        ..form()
    };
    let range = sheet(&mut open(&document(vec![annex, list(3)])), "Nhập hệ thống");
    let (first, _) = position(&range, "Biểu");
    assert_eq!(range.end().unwrap().0 - first, 10);
    assert_eq!(range.get_value((first + 1, 1)), Some(&Data::Float(2.0)));
    assert_eq!(range.get_value((first + 1, 3)), Some(&Data::String("(4)".to_owned())));
}

#[test]
fn the_source_sheet_has_titles_notices_and_stamp() {
    let document = sample();
    let range = sheet(&mut open(&document), "Nguồn số liệu");
    for text in [&document.title, &document.subtitle[0], &document.stamp] {
        assert_eq!(position(&range, text).1, 1);
    }
    assert_eq!(position(&range, NOTICE), (0, 0));
    assert!(
        range.rows().any(|row| row == [Data::String("Lưu ý".to_owned()), Data::String(NOTICE.to_owned())])
    );
}

#[test]
fn a_document_without_annexes_and_a_table_without_columns_are_workbooks() {
    let mut book = open(&document(Vec::new()));
    let range = sheet(&mut book, "Nhập hệ thống");
    position(&range, "Tài liệu này không có biểu nào phải nhập vào hệ thống.");
    let bare = open(&document(vec![Annex::default()]));
    assert_eq!(bare.sheet_names()[0], "Phụ lục");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample();
    assert!(render(&document).unwrap() == render(&document).unwrap());
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn assert_holds(text: &str, expected: &[&str]) {
    for expected in expected {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn the_properties_tell_the_document_and_a_constant_time() {
    let core = part(&render(&sample()).unwrap(), "docProps/core.xml");
    let document = sample();
    let title = format!("<dc:title>{}</dc:title>", document.title);
    let stamp = format!("<dc:description>{}</dc:description>", document.stamp);
    assert_holds(&core, &[&title, &stamp, "<dc:creator>kstthc</dc:creator>"]);
    assert_eq!(core.matches(">2000-01-01T00:00:00Z<").count(), 2);
}

#[test]
fn sheets_are_printed_on_a4_one_page_wide_with_headings_and_notices_on_each() {
    let document = document(vec![form(), list(21), Annex { landscape: false, ..list(20) }]);
    let bytes = render(&document).unwrap();
    let sheets = [1, 2, 3].map(|at| part(&bytes, &format!("xl/worksheets/sheet{at}.xml")));
    for sheet in &sheets {
        let footer = format!("{NOTICE}&amp;R");
        let frozen = "state=\"frozen\"";
        assert_holds(
            sheet,
            &["paperSize=\"9\"", "fitToHeight=\"0\"", "fitToPage=\"1\"", &footer, "&amp;P", frozen],
        );
    }
    let landscape = sheets.each_ref().map(|sheet| sheet.contains("orientation=\"landscape\""));
    assert_eq!(landscape, [true, true, false]);
    let filtered = sheets.each_ref().map(|sheet| sheet.contains("<autoFilter"));
    assert_eq!(filtered, [false, true, false]);
    let (top, _) = position(&sheet(&mut open(&document), FORM), "STT");
    let titles = format!("'{FORM}'!${}:${}</definedName>", top + 1, top + 4);
    assert_holds(&part(&bytes, "xl/workbook.xml"), &[&titles]);
    assert_holds(&sheets[0], &[&format!("<pane ySplit=\"{}\"", top + 4)]);
}
