//! `export` of a log to Excel, and `import` of what was edited there.

use crate::sandbox::{Sandbox, shipped};
use crate::workbook::{self, cell};

const LOG: &str = "data/dossiers/a.csv";
const BOOK: &str = "a.xlsx";

/// A log as people and programs write them: BOM, semicolons, CRLF, needless quotes, days and times in every form, codes
/// with zeros, what Excel would take for a formula, a column nobody reads.
const ODD: &str = "\u{feff}note;dossier_id;\"procedure_code\";unit;channel;received_at;status;due_at;completed_at;của tôi\r\n\
    \"dòng một\ndòng hai\";001;1.000;tn;online;2021-04-01;processing;2021-05-01T17:00;;007\r\n\
    =1+1;002;1.000;vp;\"direct\"; 2021-04-02 08:05 ;completed;2021-05-02 00:00;2021-04-20 08:05:30;\"x;\"\"y\"\"\"\r\n\
    \r\n\
    -;003;1.000;vp;postal;2021-04-03;processing;;;  hai  dấu cách \r\n";

fn odd() -> Sandbox {
    Sandbox::new().file(LOG, ODD)
}

fn exported(sandbox: Sandbox) -> Sandbox {
    sandbox.run(&["export", LOG, "-o", BOOK]).exits(0).says(&["Đã ghi a.xlsx", "kstthc import a.xlsx -n"]);
    sandbox
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path).expect("the file is there")).expect("UTF-8")
}

/// Changes the rows of a workbook, as somebody does who edits in Excel.
#[track_caller]
fn edit(sandbox: &Sandbox, book: &str, edits: &[(&str, &str)]) {
    workbook::edit(&sandbox.path(book), edits);
}

/// The XML of a whole row of the sheet.
fn row(sandbox: &Sandbox, book: &str, number: u32) -> String {
    workbook::row(&sandbox.path(book), number)
}

#[track_caller]
fn unchanged(sandbox: &Sandbox, book: &str) {
    sandbox.run(&["import", book]).exits(0).says(&["không có gì thay đổi"]);
}

#[test]
fn what_was_not_edited_comes_back_without_a_change() {
    let sandbox = exported(odd());
    unchanged(&sandbox, BOOK);
    assert_eq!(text(&sandbox, LOG), ODD);
}

/// Every log of the repository that comes with the source.
#[test]
fn every_log_goes_out_and_comes_back() {
    let sandbox = shipped();
    for log in ["dossiers", "data/dossiers/2021", "pauses", "procedures", "progress", "events", "feedback"] {
        sandbox.run(&["export", log, "-o", "so.xlsx", "--force"]).exits(0);
        unchanged(&sandbox, "so.xlsx");
    }
}

#[test]
fn an_edited_cell_is_shown_and_written_and_every_other_byte_stays() {
    let sandbox = exported(odd());
    let third = row(&sandbox, BOOK, 4);
    let edited =
        third.replace("<is><t>direct</t></is>", "<is><t>trực tiếp</t></is>").replace(">=1+1<", ">hai<");
    edit(&sandbox, BOOK, &[(&third, &edited)]);
    let dry = sandbox.run(&["import", BOOK, "-n"]).exits(0).says(&["chưa ghi data/dossiers/a.csv"]);
    assert!(dry.stdout.contains("Sửa dòng 4 của data/dossiers/a.csv (dòng 4 trong Excel): 002"), "{dry:?}");
    assert!(dry.stdout.contains("Ghi chú: =1+1 → hai"), "{dry:?}");
    assert!(!dry.stdout.contains("Hình thức"), "the words of a code are the code: {dry:?}");
    assert_eq!(text(&sandbox, LOG), ODD);
    sandbox.run(&["import", BOOK]).exits(0).says(&["Đã ghi data/dossiers/a.csv"]);
    assert_eq!(text(&sandbox, LOG), ODD.replace("=1+1", "hai"));
    unchanged(&sandbox, BOOK);
}

#[test]
fn a_new_row_is_added_and_a_column_that_is_lacking_with_it() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status\na,1.000,tn,online,2021-04-01,processing\n";
    let sandbox = exported(Sandbox::new().file(LOG, log));
    let last = row(&sandbox, BOOK, 3);
    let cells = [
        cell("B4", "0b"),
        cell("C4", "1.000"),
        cell("D4", "tn"),
        cell("E4", "online"),
        // 2021-04-05 08:30.
        "<c r=\"F4\" s=\"2\"><v>44291.354166666664</v></c>".to_owned(),
        cell("G4", "processing"),
        cell("N4", "ghi chú, mới"),
    ];
    edit(&sandbox, BOOK, &[(&last, &format!("{last}<row r=\"4\">{}</row>", cells.concat()))]);
    let output = sandbox.run(&["import", BOOK, "--yes"]).exits(0);
    assert!(output.stdout.contains("chưa có cột «note»"), "{output:?}");
    let expected = "dossier_id,procedure_code,unit,channel,received_at,status,note\na,1.000,tn,online,2021-04-01,processing,\n\
                    0b,1.000,tn,online,2021-04-05 08:30,processing,\"ghi chú, mới\"\n";
    assert_eq!(text(&sandbox, LOG), expected);
    unchanged(&sandbox, BOOK);
}

#[test]
fn rows_deleted_in_excel_stay_unless_that_is_wanted() {
    let sandbox = exported(odd());
    let gone = row(&sandbox, BOOK, 4);
    edit(&sandbox, BOOK, &[(&gone, "")]);
    sandbox.run(&["import", BOOK, "--yes"]).exits(1).says(&[
        "dòng 4 của data/dossiers/a.csv: 002",
        "--delete-rows",
        "K0822",
    ]);
    assert_eq!(text(&sandbox, LOG), ODD);
    sandbox.run(&["import", BOOK, "--yes", "--delete-rows"]).exits(0);
    let start = ODD.find("=1+1").expect("is there");
    let end = ODD[start..].find("\r\n").expect("its end") + start + 2;
    assert_eq!(text(&sandbox, LOG), format!("{}{}", &ODD[..start], &ODD[end..]));
}

#[test]
fn what_somebody_else_changed_meanwhile_is_kept_and_a_conflict_stops_all() {
    let sandbox = exported(odd()).edit(LOG, ";postal;", ";online;").edit(LOG, "=1+1", "ba");
    let (third, fourth) = (row(&sandbox, BOOK, 4), row(&sandbox, BOOK, 5));
    let note = fourth.replace("<t>-</t>", "<t>bốn</t>");
    edit(&sandbox, BOOK, &[(&fourth, &note), (&third, &third.replace(">=1+1<", ">hai<"))]);
    let before = text(&sandbox, LOG);
    sandbox.run(&["import", BOOK, "--yes"]).exits(1).says(&[
        "trang «Sổ hồ sơ», dòng 4, cột «Ghi chú»",
        "khi xuất là «=1+1», sổ nay là «ba» (dòng 4 của data/dossiers/a.csv), Excel là «hai» (K0821)",
    ]);
    assert_eq!(text(&sandbox, LOG), before);
    edit(&sandbox, BOOK, &[(">hai<", ">ba<")]);
    sandbox.run(&["import", BOOK, "--yes"]).exits(0);
    assert_eq!(text(&sandbox, LOG), before.replace("\r\n-;", "\r\nbốn;"));
}

/// A cell that lost something on its way through Excel is named by sheet, row and heading; nothing is written.
#[test]
fn cells_that_cannot_be_taken_are_named() {
    let sandbox = exported(odd());
    let fourth = row(&sandbox, BOOK, 5);
    let start = |from: &str| fourth.find(&format!("<c r=\"{from}5\"")).expect("the cell");
    let part = |from: &str, to: &str| fourth[start(from)..start(to)].to_owned();
    let cases = [
        ("B", "C", "<c r=\"B5\"><v>3</v></c>", "cột «Mã hồ sơ»: Excel đã biến mã thành số 3"),
        ("F", "G", &cell("F5", "04/13/2021"), "cột «Tiếp nhận»: «04/13/2021» không phải là ngày"),
        ("D", "E", "<c r=\"D5\" t=\"e\"><v>#REF!</v></c>", "cột «Đơn vị»: ô đang báo lỗi «#REF!»"),
        ("G", "N", &cell("G5", "xong"), "cột «Trạng thái»: «xong» không có trong danh sách"),
        ("C", "D", "<c r=\"C5\"><f>A1</f></c>", "cột «Thủ tục»: công thức chưa được tính"),
    ];
    for (from, to, cell, said) in cases {
        let wrong = fourth.replace(&part(from, to), cell);
        edit(&sandbox, BOOK, &[(&fourth, &wrong)]);
        let said = format!("trang «Sổ hồ sơ», dòng 5, {said}");
        sandbox.run(&["import", BOOK, "--yes"]).exits(1).says(&[&said, "K0820", "chưa ghi gì"]);
        edit(&sandbox, BOOK, &[(&wrong, &fourth)]);
    }
    unchanged(&sandbox, BOOK);
    assert_eq!(text(&sandbox, LOG), ODD);
}

#[test]
fn a_copied_row_must_be_told_from_its_original() {
    let sandbox = exported(odd());
    let fourth = row(&sandbox, BOOK, 5);
    let copy = fourth.replace("r=\"5\"", "r=\"6\"");
    let copy = ["A", "B", "C", "D", "E", "F", "G", "N", "O"]
        .iter()
        .fold(copy, |xml, column| xml.replace(&format!("\"{column}5\""), &format!("\"{column}6\"")));
    edit(&sandbox, BOOK, &[(&fourth, &format!("{fourth}{copy}"))]);
    sandbox.run(&["import", BOOK, "--yes"]).exits(1).says(&["dòng 6: cùng là một dòng của sổ với dòng 5"]);
    // With an id of its own it is a new row.
    edit(&sandbox, BOOK, &[(&copy, &copy.replace(">003<", ">004<"))]);
    sandbox.run(&["import", BOOK, "--yes"]).exits(0);
    let expected = format!("{ODD}-;004;1.000;vp;postal;2021-04-03;processing;;;  hai  dấu cách \r\n");
    assert_eq!(text(&sandbox, LOG).replace('"', ""), expected.replace('"', ""));
}

#[test]
fn an_edit_that_makes_an_error_is_refused_with_the_row_of_excel() {
    let sandbox = exported(odd());
    let fourth = row(&sandbox, BOOK, 5);
    edit(&sandbox, BOOK, &[(&fourth, &fourth.replace(">vp<", ">khong-co<"))]);
    sandbox.run(&["import", BOOK, "--yes"]).exits(1).says(&[
        "K0401",
        "dòng 6 ở trên là dòng 5 của trang «Sổ hồ sơ»",
        "chưa ghi gì",
    ]);
    assert_eq!(text(&sandbox, LOG), ODD);
}

#[test]
fn rows_of_several_files_go_back_where_they_came_from() {
    let header = "dossier_id,procedure_code,unit,channel,received_at,status\n";
    let row_of = |id: &str| format!("{id},1.000,tn,online,2021-04-01,processing\n");
    let sandbox = Sandbox::new()
        .file("data/dossiers/x/a.csv", format!("{header}{}", row_of("a1")))
        .file("data/dossiers/x/b.csv", format!("{header}{}", row_of("b1")));
    sandbox.run(&["export", "data/dossiers/x"]).exits(0).says(&["Đã ghi dossiers-x.xlsx", "2 tệp"]);
    let book = "dossiers-x.xlsx";
    unchanged(&sandbox, book);
    let second = row(&sandbox, book, 4);
    edit(&sandbox, book, &[(&second, &second.replace(">online<", ">postal<"))]);
    sandbox.run(&["import", book, "--yes"]).exits(0);
    assert_eq!(text(&sandbox, "data/dossiers/x/a.csv"), format!("{header}{}", row_of("a1")));
    assert_eq!(
        text(&sandbox, "data/dossiers/x/b.csv"),
        format!("{header}{}", row_of("b1").replace("online", "postal"))
    );
    let moved = row(&sandbox, book, 4);
    edit(&sandbox, book, &[(&moved, &moved.replace("x/b.csv", "x/a.csv"))]);
    sandbox.run(&["import", book, "--yes"]).exits(1).says(&["dòng 4: cột «Tệp»", "K0823"]);
}

#[test]
fn a_log_that_is_not_there_yet_is_begun() {
    let sandbox = Sandbox::new();
    sandbox.run(&["export", "events", "-o", "e.xlsx"]).exits(0).says(&["chưa có data/events/2021.csv"]);
    unchanged(&sandbox, "e.xlsx");
    assert!(!sandbox.path("data").exists());
    let keys = row(&sandbox, "e.xlsx", 2);
    let cells = [cell("B3", "e1"), cell("C3", "A.I.01"), cell("D3", "14/06/2021")].concat();
    edit(&sandbox, "e.xlsx", &[(&keys, &format!("{keys}<row r=\"3\">{cells}</row>"))]);
    let sandbox = sandbox.plan(&[("Theo yêu cầu", "kind = \"on_event\"")]);
    sandbox.run(&["import", "e.xlsx", "--yes"]).exits(0);
    assert_eq!(
        text(&sandbox, "data/events/2021.csv"),
        "event_id,item,date,due,document,note\ne1,A.I.01,2021-06-14,,,\n"
    );
}

#[test]
fn values_that_are_wrong_already_go_out_and_come_back_as_they_are() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status\n\
               a,1.000,khong-co,fax,31/02/2021,xong\n,,,,,\na,1.000,tn,online,2021-04-01,processing\n";
    let sandbox = exported(Sandbox::new().file(LOG, log));
    unchanged(&sandbox, BOOK);
    assert_eq!(text(&sandbox, LOG), log);
}

#[test]
fn what_cannot_be_exported_is_said() {
    let sandbox = odd();
    sandbox.run(&["export", "dossier"]).exits(2).says(&["không có sổ «dossier»", "«dossiers»", "procedures"]);
    sandbox.run(&["export", "data/sealed/x.csv"]).exits(2).says(&["không có sổ"]);
    sandbox.run(&["export", "returns", "--quarter", "2"]).exits(2).says(&["chưa ghi đơn vị"]);
    sandbox.run(&["export", "slips"]).exits(2).says(&["chọn --quarter 1…4"]);
    sandbox.run(&["export", "pauses", "--year", "2021"]).exits(2).says(&["không chọn theo năm"]);
    sandbox.run(&["export", "progress", "--quarter", "2"]).exits(2).says(&["--year"]);
    sandbox.run(&["export", LOG, "-o", "a.csv"]).exits(2).says(&[".xlsx"]);
    let list = sandbox.run(&["export"]).exits(0);
    assert!(list.stdout.contains("feedback"), "{list:?}");
    let torn = Sandbox::new().file(LOG, "dossier_id,unit\na\n");
    torn.run(&["export", LOG]).exits(1).says(&["dòng 2 có số ô khác số cột"]);
    assert!(!torn.path("dossiers-a.xlsx").exists());
}

#[test]
fn a_workbook_is_the_same_bytes_each_time_and_not_replaced_unasked() {
    let sandbox = exported(odd());
    sandbox.run(&["export", LOG, "-o", BOOK]).exits(0).says(&["đã có sẵn đúng nội dung này"]);
    let changed = sandbox.edit(LOG, "=1+1", "hai");
    changed.run(&["export", LOG, "-o", BOOK]).exits(2).says(&["--force"]);
    changed.run(&["export", LOG, "-o", BOOK, "--force"]).exits(0);
}

#[test]
fn a_workbook_that_was_cut_or_torn_changes_nothing() {
    let sandbox = exported(odd());
    let whole = sandbox.read(BOOK).expect("the workbook");
    let sandbox = sandbox.file("cut.xlsx", &whole[..whole.len() / 2]);
    sandbox.run(&["import", "cut.xlsx"]).exits(2).says(&["hỏng hoặc bị cắt cụt"]);
    workbook::rewrite(&sandbox.path(BOOK), "xl/worksheets/sheet4.xml", |xml| {
        xml.replace("<t>end</t>", "<t>het</t>")
    });
    sandbox.run(&["import", BOOK]).exits(2).says(&["trang ẩn «kstthc» đã bị sửa"]);
    let sandbox = sandbox.file(BOOK, &whole);
    edit(&sandbox, BOOK, &[("<t>kstthc_row</t>", "<t>x</t>")]);
    sandbox.run(&["import", BOOK]).exits(2).says(&["không thấy hàng khóa"]);
    let sandbox = sandbox.file(BOOK, &whole).without(LOG);
    sandbox.run(&["import", BOOK]).exits(1).says(&["không còn tệp data/dossiers/a.csv"]);
}

#[test]
fn the_result_of_a_formula_is_taken_and_said() {
    let sandbox = exported(odd());
    let fourth = row(&sandbox, BOOK, 5);
    let start = fourth.find("<c r=\"N5\"").expect("the note");
    let end = start + fourth[start..].find("</c>").expect("its end") + "</c>".len();
    let formula = "<c r=\"N5\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>";
    let edited = format!("{}{formula}{}", &fourth[..start], &fourth[end..]);
    edit(&sandbox, BOOK, &[(&fourth, &edited)]);
    let output = sandbox.run(&["import", BOOK, "--yes"]).exits(0);
    output.says(&["ô có công thức, lấy kết quả mà bảng tính đã tính khi lưu: dòng 5 của trang «Sổ hồ sơ»"]);
    assert_eq!(text(&sandbox, LOG), ODD.replace("\r\n-;", "\r\nab;"));
}

/// Excel keeps formats of a million rows nobody filled in, and people add columns of their own.
#[test]
fn empty_rows_with_formats_are_none_and_columns_of_others_are_named() {
    let sandbox = exported(odd());
    let fourth = row(&sandbox, BOOK, 5);
    let own = fourth.replace("</row>", &format!("{}</row>", cell("Q5", "nhớ gọi điện")));
    let empty: String = (6..200_000)
        .map(|number| format!("<row r=\"{number}\"><c r=\"B{number}\" s=\"1\"/></row>"))
        .collect::<Vec<_>>()
        .concat();
    edit(&sandbox, BOOK, &[(&fourth, &format!("{own}{empty}"))]);
    sandbox
        .run(&["import", BOOK])
        .exits(0)
        .says(&["cột không thuộc sổ, không nhập: «cột thứ 17»", "không có gì thay đổi"]);
}

#[test]
fn options_of_other_imports_do_not_go_with_a_workbook_of_ours() {
    let sandbox = exported(odd());
    sandbox.run(&["import", BOOK, "--unit", "tn"]).exits(2).says(&["tự biết thuộc sổ nào"]);
    sandbox.run(&["import", LOG, "--delete-rows"]).exits(2).says(&["--delete-rows chỉ dùng"]);
}

#[test]
fn evaluations_are_chosen_by_their_quarter_alone() {
    let sandbox = Sandbox::new();
    for options in [&["slips"][..], &["units", "--annual"], &["slips", "--quarter", "2", "--unit", "tn"]] {
        let export = [&["export"], options].concat();
        sandbox.run(&export).exits(2).says(&["chọn --quarter 1…4", "--quarter 2»."]);
    }
    sandbox.run(&["export", "data/evaluations/2021-6M/slips.csv"]).exits(2).says(&["không có sổ"]);
}

#[test]
fn a_log_that_is_not_there_yet_is_said_to_be_none() {
    let sandbox = Sandbox::new();
    let export = ["export", "feedback", "--year", "2021"];
    sandbox
        .run(&export)
        .exits(0)
        .says(&["chưa có data/feedback/2021.csv", "kstthc import feedback-2021.xlsx -n"]);
    let output = sandbox.run(&["export", "feedback", "-o", "so.csv"]).exits(2).says(&[".xlsx"]);
    assert!(!output.stderr.contains("--format"), "there is no such option: {output:?}");
}

/// Columns are named as the sheet names them.
#[test]
fn columns_that_went_or_came_are_named_by_their_headings() {
    let sandbox = exported(odd());
    edit(&sandbox, BOOK, &[("<t>Ghi chú</t>", "<t>Nhắc việc</t>"), ("<t>note</t>", "<t>nhac</t>")]);
    let output = sandbox.run(&["import", BOOK]).exits(0);
    output.says(&["không nhập: «Nhắc việc».", "không còn cột «Ghi chú»;"]);
}
