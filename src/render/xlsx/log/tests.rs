//! The workbook as the reader of strangers' files and its own XML show it.

use std::io::{Cursor, Read as _};

use super::render;
use crate::model::unit::Units;
use crate::report::log_sheet::{KnownValues, LogFileBytes, LogSheet, Unexportable};
use crate::syntax::log_kind::LogKind;

fn sheet(kind: LogKind, path: &str, log: &str) -> Result<LogSheet, Unexportable> {
    let units = Units::default();
    let items = [("A.I.01".to_owned(), "Việc 1".to_owned())];
    let known = KnownValues { units: &units, procedures: &[], items: &items, occurrences: &[] };
    let bytes = Some(log.as_bytes().to_vec());
    let file = LogFileBytes { path: path.to_owned(), bytes, sha256: String::new() };
    LogSheet::new(kind, &[file], known, vec!["SỐ LIỆU MINH HỌA".to_owned()])
}

fn part(log: &str, name: &str) -> String {
    part_of(&sheet(LogKind::Progress, "data/progress/2021.csv", log).unwrap(), name)
}

fn part_of(sheet: &LogSheet, name: &str) -> String {
    let bytes = render(sheet).unwrap();
    assert_eq!(bytes, render(sheet).unwrap(), "the same log gives the same bytes");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

const LOG: &str = "occurrence,unit,date,state\nA.I.01@2021,vp,2021-04-01 08:30,=done\n";

#[test]
fn the_sheet_has_lists_checks_real_days_and_a_fixed_head() {
    let xml = part(LOG, "xl/worksheets/sheet1.xml");
    for expected in [
        "<dataValidation type=\"list\"",
        "<dataValidation type=\"date\"",
        "sqref=\"B3:B1048576\"",
        "'Danh mục'!$A$2:$A$2",
        "state=\"frozen\"",
        "<autoFilter ref=\"A2:H3\"/>",
        "<col min=\"1\" max=\"1\" width=\"0\" hidden=\"1\"",
        "<v>44287.354166666664</v>",
        "<t>Lượt thực hiện *</t>",
        "<t>occurrence</t>",
        "SỐ LIỆU MINH HỌA",
    ] {
        assert!(xml.contains(expected), "{expected}: {xml}");
    }
    // A text, whatever sign it begins with.
    assert!(xml.contains("<t>=done</t>") && !xml.contains("<f>"), "{xml}");
    let formats = part(LOG, "xl/styles.xml");
    for expected in ["formatCode=\"dd/mm/yyyy hh:mm\"", "numFmtId=\"49\"", "quotePrefix=\"1\""] {
        assert!(formats.contains(expected), "{expected}: {formats}");
    }
    assert!(part(LOG, "xl/workbook.xml").contains("name=\"kstthc\" sheetId=\"4\" state=\"hidden\""));
}

/// What a column may hold takes several lines where it has many codes: the row is as high as they are.
#[test]
fn the_guide_has_room_for_every_text() {
    let sheet = sheet(LogKind::Feedback, "data/feedback/2021.csv", "feedback_id\n").unwrap();
    let xml = part_of(&sheet, "xl/worksheets/sheet2.xml");
    let rows: Vec<&str> = xml.split("<row ").skip(1).collect();
    let height = |key: &str| {
        let at = sheet.columns.iter().position(|column| column.key == key).unwrap();
        let row = rows[rows.len() - sheet.columns.len() + at];
        row.split("ht=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse::<f64>().ok()).unwrap()
    };
    assert!(height("class") > 2.0 * height("field"), "{} {}", height("class"), height("field"));
}

#[test]
fn what_excel_cannot_hold_whole_is_refused() {
    let long = format!("occurrence,unit,date,state\na,{},2021-04-01,done\n", "ấ".repeat(32_760));
    let refused = sheet(LogKind::Progress, "data/progress/2021.csv", &long).unwrap_err();
    assert!(matches!(refused, Unexportable::TooLong { line: 2, .. }), "{refused}");
}
