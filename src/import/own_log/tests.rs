//! Out and back again: what was not edited stays, byte for byte; what was edited is written, and nothing else.

use proptest::prelude::*;

use super::*;
use crate::import::table::Value;
use crate::model::unit::Units;
use crate::render::xlsx::log::render;
use crate::report::log_sheet::{KnownValues, LogFileBytes, LogSheet};
use crate::syntax::log_kind::LogKind;
use crate::syntax::log_rows::read_rows;

const PATH: &str = "data/progress/2021.csv";

/// The workbook of a log.
fn book(path: &str, log: &[u8]) -> Vec<u8> {
    let units = Units::default();
    let known = KnownValues { units: &units, procedures: &[], items: &[], occurrences: &[] };
    let file = LogFileBytes { path: path.to_owned(), bytes: Some(log.to_vec()), sha256: "x".to_owned() };
    let kind = LogKind::of_path(path).unwrap();
    render(&LogSheet::new(kind, &[file], known, Vec::new()).unwrap()).unwrap()
}

/// The workbook of a log as it comes back.
fn own(log: &str) -> OwnLog {
    read_own(&book(PATH, log.as_bytes())).unwrap().unwrap()
}

/// What comes of a workbook where the log is now this; `sha256` tells whether it is as it was.
fn merged(own: &OwnLog, now: &str, sha256: &str) -> Merge {
    let current = CurrentFile { bytes: Some(now.as_bytes().to_vec()), sha256: sha256.to_owned() };
    merge(own, &[current]).unwrap()
}

fn after(merge: &Merge) -> &str {
    std::str::from_utf8(&merge.files[0].after).unwrap()
}

/// A field as people, programs and mishaps write it, quoted.
fn field() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[a-zđế ,;\"=+@\n\r\t]{0,8}",
        "[0-9]{1,9}",
        "[\u{1}-\u{1f}a\u{7f}\u{a0}\u{200b}\u{fffd}😀]{0,4}",
        Just("_x0041_".to_owned()),
        Just("2021-04-01".to_owned()),
        Just("2021-04-01 00:00".to_owned()),
        Just(" 2021-04-01T08:05:59".to_owned()),
        Just("1900-02-28".to_owned()),
        Just("9999-12-31 23:59:59".to_owned()),
        Just("01/04/2021".to_owned()),
        Just("#REF!".to_owned()),
        Just("TRUE".to_owned()),
    ];
    text.prop_map(|text| format!("\"{}\"", text.replace('"', "\"\"")))
}

prop_compose! {
    /// A log of progress with any values.
    fn logs()(rows in prop::collection::vec(prop::collection::vec(field(), 8), 0..8)) -> String {
        let rows: String = rows.iter().map(|row| format!("{}\n", row.join(","))).collect::<Vec<_>>().concat();
        format!("note,item,occurrence,unit,date,state,evidence,lạ\n{rows}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_a_log_holds_comes_back_without_a_change(log in logs()) {
        let own = own(&log);
        for sha256 in ["x", "another"] {
            let merge = merged(&own, &log, sha256);
            prop_assert_eq!(&merge.stops, &[]);
            prop_assert_eq!(&merge.changes, &[]);
            prop_assert!(merge.files.is_empty());
        }
    }

    #[test]
    fn an_edited_cell_changes_its_field_alone_however_rows_are_sorted(
        log in logs(), pick in any::<prop::sample::Index>(), note in "[a-z]{9}", reverse in any::<bool>(),
    ) {
        let mut own = own(&log);
        prop_assume!(!own.rows.is_empty());
        let at = pick.index(own.rows.len());
        let column = own.origin.columns.iter().position(|name| name == "note").unwrap();
        own.rows[at].cells[column] = Value::Text(note.clone());
        if reverse {
            own.rows.reverse();
        }
        let merge = merged(&own, &log, "x");
        prop_assert_eq!(&merge.stops, &[]);
        let mut expected = read_rows(log.as_bytes()).unwrap();
        expected.rows[at].fields[0] = note;
        let read = read_rows(after(&merge).as_bytes()).unwrap();
        let fields = |log: &crate::syntax::log_rows::LogRows| {
            log.rows.iter().map(|row| row.fields.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(fields(&read), fields(&expected));
    }
}

const LOG: &str = "occurrence,unit,date,state,note\n\
                   a@1,vp,2021-04-01,started,\n\
                   a@1,vp,2021-04-01,started,hai\n\
                   a@2,tn,2021-04-02T08:00,done,\"x\"\n";

fn set(own: &mut OwnLog, row: usize, column: &str, text: &str) {
    let column = own.origin.columns.iter().position(|name| name == column).unwrap();
    own.rows[row].cells[column] = if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
}

/// The stops as `row: why`.
fn stops(merge: &Merge) -> Vec<String> {
    merge.stops.iter().map(|stop| format!("{}: {:?}", stop.row, stop.why)).collect()
}

#[test]
fn rows_that_lost_their_number_are_known_by_what_they_say_or_by_their_key() {
    let mut own = own(LOG);
    for row in &mut own.rows {
        row.reference = Value::Empty;
    }
    set(&mut own, 2, "note", "y");
    let merge = merged(&own, LOG, "x");
    assert_eq!(stops(&merge), Vec::<String>::new());
    // The time is that of the log in its own form, and the quotes of the edited field are gone with it.
    assert_eq!(after(&merge), LOG.replace("\"x\"", "y"));
}

#[test]
fn rows_that_look_alike_keep_to_themselves() {
    let mut own = own(LOG);
    set(&mut own, 0, "note", "một");
    own.rows.swap(0, 1);
    assert_eq!(after(&merged(&own, LOG, "x")), LOG.replace("started,\n", "started,một\n"));
    // The log has changed since: the edited row is still there as it was.
    let now = LOG.replace("hai", "ba");
    assert_eq!(after(&merged(&own, &now, "y")), now.replace("started,\n", "started,một\n"));
}

#[test]
fn an_edited_row_that_is_gone_from_the_log_stops_all() {
    let mut own = own(LOG);
    set(&mut own, 2, "note", "y");
    let now = LOG.replace("a@2,tn,2021-04-02T08:00,done,\"x\"\n", "");
    let merge = merged(&own, &now, "y");
    assert!(matches!(&merge.stops[..], [Stop { row: 5, why: Why::Gone { .. }, .. }]), "{:?}", merge.stops);
    // One that was not edited may go.
    let merge = merged(&self::own(LOG), &now, "y");
    assert_eq!((stops(&merge), merge.files.len()), (Vec::new(), 0));
}

#[test]
fn a_row_deleted_in_excel_and_changed_in_the_log_stops_all() {
    let mut own = own(LOG);
    own.rows.remove(2);
    let merge = merged(&own, LOG, "x");
    assert!(matches!(&merge.changes[..], [Change { line: Some(4), edit: Edit::Removed, .. }]));
    assert_eq!(after(&merge), LOG.replace("a@2,tn,2021-04-02T08:00,done,\"x\"\n", ""));
    let merge = merged(&own, &LOG.replace("\"x\"", "y"), "y");
    assert!(matches!(&merge.stops[..], [Stop { row: 0, why: Why::ChangedMeanwhile { line: 4, .. }, .. }]));
}

#[test]
fn a_column_that_is_gone_is_no_edit_and_others_are_named() {
    let mut book = own(LOG);
    let note = book.origin.columns.iter().position(|name| name == "note").unwrap();
    book.columns[note] = None;
    assert_eq!(merged(&book, LOG, "x").files.len(), 0);
    assert_eq!(own(LOG).unknown, Vec::<String>::new());
}

#[test]
fn a_new_row_that_says_the_same_as_another_is_a_copy() {
    let mut own = own(LOG);
    let copy = OwnRow { number: 9, reference: Value::Empty, ..own.rows[2].clone() };
    own.rows.push(copy);
    assert_eq!(stops(&merged(&own, LOG, "x")), ["9: Copy { other: 5 }"]);
    own.rows[3].reference = Value::Number(99.0);
    assert_eq!(stops(&merged(&own, LOG, "x")), ["9: Number"]);
}

#[test]
fn a_stranger_is_none_of_ours() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "Mã hồ sơ").unwrap();
    assert_eq!(read_own(&workbook.save_to_buffer().unwrap()), Ok(None));
    assert_eq!(read_own(b"dossier_id,unit\n"), Ok(None));
}
