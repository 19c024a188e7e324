use std::sync::Arc;

use super::*;
use crate::diag::Sink;
use crate::import::Unmapped;
use crate::model::procedure::Catalogue;
use crate::model::unit::Units;
use crate::syntax::dossiers::{CHANNEL, FIELD, UNIT};
use crate::syntax::procedures::read_procedures;
use crate::syntax::profile::read_profile;
use crate::syntax::source::Source;
use crate::syntax::table::LogFile;
use crate::syntax::units::read_units;

const UNITS: &str = "schema_version = 1\n\
    [[unit]]\ncode = \"vp\"\nname = \"Văn phòng\"\nkind = \"office\"\nlevel = \"district\"\n\
    [[unit]]\ncode = \"p1\"\nname = \"Phường 1\"\nkind = \"commune\"\nlevel = \"commune\"\naliases = [\"P. Một\"]\n";

const PROCEDURES: &str = "code,name,field\nT1,Tách thửa,Đất đai\nT2,Khai sinh,Hộ tịch\n";

fn units() -> Units {
    read_units(&Source::new(Arc::from("units.toml"), UNITS), &mut Sink::new())
}

fn catalogue() -> Catalogue {
    let file = LogFile { path: Arc::from("procedures.csv"), bytes: PROCEDURES.as_bytes() };
    read_procedures(&file, &mut Sink::new())
}

/// Reads a table with everything given that it may lack.
fn import(table: &str) -> Imported {
    import_with(table, None, |recipe| {
        recipe.given =
            vec![(PROCEDURE, "T1".to_owned()), (UNIT, "vp".to_owned()), (CHANNEL, "direct".to_owned())];
        recipe.status_by_days = true;
    })
}

fn import_with(table: &str, profile: Option<&Profile>, change: impl FnOnce(&mut Recipe<'_>)) -> Imported {
    let (units, catalogue) = (units(), catalogue());
    let mut recipe = Recipe {
        profile,
        given: Vec::new(),
        status_by_days: false,
        codes: Vec::new(),
        units: &units,
        catalogue: &catalogue,
    };
    change(&mut recipe);
    import_dossiers(table.as_bytes(), &recipe, &mut |_| {}).unwrap()
}

/// The rows by some columns.
fn rows(imported: &Imported, columns: &[usize]) -> Vec<String> {
    let row =
        |row| columns.iter().map(|&column| imported.rows.get(row, column)).collect::<Vec<_>>().join("|");
    (0..imported.rows.len()).map(row).collect()
}

/// `row heading: fault`.
fn flaws(imported: &Imported) -> Vec<String> {
    imported.flaws.iter().map(|f| format!("{} {}: {:?}", f.at.row, f.heading, f.fault)).collect()
}

fn skipped(imported: &Imported) -> Vec<(u32, Skip)> {
    imported.skipped.iter().map(|skipped| (skipped.at.row, skipped.why)).collect()
}

const HEAD: &str = "STT;Mã hồ sơ;Chủ hồ sơ;Ngày nhận;Hẹn trả;Ngày trả\n";

#[test]
fn rows_that_are_no_dossiers_are_passed_over_counted_and_named() {
    let imported = import(&format!(
        "SỔ THEO DÕI;;;;;\n;;;;;\n{HEAD}(1);(2);(3);(4);(5);(6)\nLĩnh vực: Đất đai;;;;;\n1;a;A;01/04/2021;13/04/2021;\n\
         \n\nPhòng khác;;;;;\n2;b;B;02/04/2021;;\n{HEAD}3;c;C;03/04/2021;;\n3;c;C;03/04/2021;;\nLĩnh vực: Hộ tịch;;;;;\n\
         4;d;D;04/04/2021;;\nTổng cộng;4 hồ sơ;;;;\n;;;Lập biểu;;\n"
    ));
    assert_eq!(flaws(&imported), [""; 0]);
    assert_eq!(
        rows(&imported, &[ID, FIELD, RECEIVED, DUE]),
        [
            "a|Đất đai|2021-04-01|2021-04-13",
            "b|Đất đai|2021-04-02|",
            "c|Đất đai|2021-04-03|",
            "d|Hộ tịch|2021-04-04|"
        ]
    );
    let expected = [
        (4, Skip::Numbering),
        (5, Skip::Field),
        (9, Skip::Group),
        (11, Skip::Header),
        (13, Skip::Twice),
        (14, Skip::Field),
        (16, Skip::Total),
        (17, Skip::Note),
    ];
    assert_eq!(skipped(&imported), expected);
    assert_eq!((imported.sheets[0].blank, imported.sheets[0].above), (2, 1));
}

#[test]
fn what_excel_has_changed_or_nobody_can_read_stops_with_its_place() {
    let imported = import(&format!(
        "{HEAD}1;3,52112E+11;A;01/04/2021;;\n2;01/02/2021;A;01/04/2021;;\n3;c;A;04/30/2021;;\n4;d;A;hôm qua;;\n\
         5;e;A;;;\n;;A;01/04/2021;02/04/2021;\n6;f;A;01/04/2021;;;thừa\n7;g;A;01/04/2021;;\n8;g;A;02/04/2021;;\n"
    ));
    assert_eq!(
        flaws(&imported),
        [
            "2 Mã hồ sơ: CutNumber",
            "3 Mã hồ sơ: DayAsCode",
            "4 Ngày nhận: MonthFirst",
            "5 Ngày nhận: NoDay",
            "6 Ngày nhận: Empty",
            "7 Mã hồ sơ: NoId",
            "8 : Cells { found: 7, expected: 6 }",
            "10 Mã hồ sơ: SameId(At { sheet: 0, row: 9 })",
        ]
    );
}

#[test]
fn columns_that_nothing_fills_are_named_and_nothing_is_guessed() {
    let imported = import_with(&format!("{HEAD}1;a;A;01/04/2021;;\n"), None, |_| {});
    assert_eq!(imported.lacking(), [PROCEDURE, UNIT, CHANNEL, STATUS]);
    let imported = import_with(&format!("{HEAD}1;a;A;01/04/2021;;\n"), None, |recipe| {
        recipe.given =
            vec![(PROCEDURE, "T1".to_owned()), (UNIT, "vp".to_owned()), (CHANNEL, "direct".to_owned())];
    });
    assert_eq!(imported.lacking(), [STATUS]);
}

#[test]
fn a_day_of_collection_stands_for_the_end_only_where_there_is_no_other_and_is_counted() {
    let imported = import(&format!("{HEAD}1;a;A;01/04/2021;;09/04/2021 08:30\n2;b;B;01/04/2021;;\n"));
    let expected = ["delivered|2021-04-09 08:30:00|2021-04-09 08:30:00", "processing||"];
    assert_eq!(rows(&imported, &[STATUS, COMPLETED, HANDED_OVER]), expected);
    assert_eq!(imported.ended_by_collection, 1);
}

const FULL: &str = "Mã hồ sơ,Tên TTHC,Đơn vị,Kênh,Ngày nhận,Trạng thái,Ngày kết thúc xử lý\n";

fn full(row: &str) -> Imported {
    import_with(&format!("{FULL}{row}"), None, |_| {})
}

#[test]
fn names_of_units_and_procedures_and_words_for_states_are_found_and_strange_ones_listed() {
    let imported = full(
        "a,TÁCH THỬA,phường 1,Trực tuyến,01/04/2021,4,\nb,T2,P. Một,Bưu chính,01/04/2021,Được tiếp nhận,\n\
         c,Khác,Phường 9,Fax,01/04/2021,Tạm dừng,\nd,Khác,vp,Trực tiếp,01/04/2021,3,05/04/2021\n",
    );
    let [a, b, _, d] = &rows(&imported, &[PROCEDURE, UNIT, CHANNEL, STATUS, COMPLETED])[..] else { panic!() };
    assert_eq!(
        [a, b, d].map(String::as_str),
        ["T1|p1|online|processing|", "T2|p1|postal|processing|", "Khác|vp|direct|rejected|"]
    );
    assert_eq!(imported.ends_left_out, 1);
    let unmapped =
        |value: &Unmapped| format!("{} {} {} {}", value.column, value.value, value.at.row, value.rows);
    let unmapped: Vec<String> = imported.unmapped.iter().map(unmapped).collect();
    assert_eq!(unmapped, ["1 Khác 4 2", "2 Phường 9 4 1", "3 Fax 4 1", "5 Tạm dừng 4 1"]);
}

#[test]
fn a_value_that_was_told_is_taken() {
    let table = format!("{FULL}a,Khác,Phường 9,1,01/04/2021,Tạm dừng,\n");
    let imported = import_with(&table, None, |recipe| {
        let code = |column, word: &str, own: &str| (column, word.to_owned(), own.to_owned());
        recipe.codes = vec![
            code(PROCEDURE, "khác", "T9"),
            code(UNIT, "Phường 9", "p1"),
            code(CHANNEL, "1", "direct"),
            code(STATUS, "tạm dừng", "awaiting_supplement"),
        ];
    });
    assert_eq!(imported.unmapped, []);
    assert_eq!(rows(&imported, &[PROCEDURE, UNIT, CHANNEL, STATUS]), ["T9|p1|direct|awaiting_supplement"]);
}

/// The contract, section 2: state 8 without an end date stops an import and asks.
#[test]
fn states_that_contradict_their_days_stop() {
    let imported = full(
        "a,T1,vp,Trực tiếp,01/04/2021,8,\nb,T1,vp,Trực tiếp,01/04/2021,8,05/04/2021\nc,T1,vp,Trực tiếp,01/04/2021,9,\n\
         d,T1,vp,Trực tiếp,01/04/2021,4,05/04/2021\n",
    );
    assert_eq!(
        flaws(&imported),
        ["2 Trạng thái: ReturnedWithoutEnd", "4 Trạng thái: NoEnd", "5 Trạng thái: EndWhileOpen"]
    );
    assert_eq!(rows(&imported, &[ID, STATUS, COMPLETED]), ["b|returned|2021-04-05"]);
}

/// A sheet of sums has known headings too, but no dossiers.
#[test]
fn a_table_without_ids_is_no_list_of_dossiers() {
    let imported = import("Đơn vị;Lĩnh vực;Trạng thái\nPhường 1;Đất đai;3\n");
    assert_eq!((imported.read_sheets().count(), imported.sheets[0].above), (0, 2));
}

#[test]
fn two_columns_for_one_of_ours_are_not_chosen_between() {
    let table = "Mã hồ sơ,Ngày nhận,Ngày tiếp nhận,Trạng thái\na,01/04/2021,02/04/2021,4\n";
    let imported = import_with(table, None, |_| {});
    let ambiguous = &imported.sheets[0].ambiguous;
    assert_eq!(*ambiguous, [(RECEIVED, vec!["Ngày nhận".to_owned(), "Ngày tiếp nhận".to_owned()])]);
}

fn profile(text: &str) -> Profile {
    let mut sink = Sink::new();
    let profile = read_profile(&Source::new(Arc::from("p.toml"), text), &mut sink);
    assert_eq!(sink.into_findings(), []);
    profile
}

const OWN: &str = r#"
[profile]
name = "thử"
date_format = "%m/%d/%Y %I:%M:%S %p"
[columns]
dossier_id = "Số"
procedure_code = "Loại"
received_at = "Mở"
status = "Trạng thái"
[constants]
unit = "vp"
channel = "direct"
[values.status]
"Đóng" = "completed"
"#;

/// By a pattern one value that cannot be read says nothing of the others: `check` names it.
#[test]
fn by_an_offices_own_profile_columns_values_and_dates_are_mapped_and_faulty_dates_kept() {
    let own = profile(OWN);
    let table = "Loại;Số;Mở;Trạng thái;Khác\nA;1;01/31/2015 12:20:09 AM;Đóng;x\n\nB;2;13/31/2015;Đóng;\n";
    let imported = import_with(table, Some(&own), |_| {});
    let expected = ["1|A|vp|direct|2015-01-31 00:20:09|completed", "2|B|vp|direct|13/31/2015|completed"];
    assert_eq!(rows(&imported, &[ID, PROCEDURE, UNIT, CHANNEL, RECEIVED, STATUS]), expected);
    assert_eq!((imported.unread_days, imported.flaws.len(), imported.sheets[0].blank), (1, 0, 1));
    assert_eq!(imported.sheets[0].dropped[0].heading, "Khác");
    let missing = import_with("Loại,Số,Mở\nA,1,\n", Some(&own), |_| {});
    assert_eq!(missing.sheets[0].missing, ["Trạng thái"]);
    let strange = import_with("Loại,Số,Mở,Trạng thái\nA,1,,Mới\nA,2,,Mới\n", Some(&own), |_| {});
    assert_eq!((strange.unmapped[0].value.as_str(), strange.unmapped[0].rows), ("Mới", 2));
}

#[test]
fn a_profile_may_leave_the_rest_to_the_headings_that_are_known() {
    let own = profile(
        "[profile]\nname = \"x\"\nknown_headings = true\nnumeric_ids = true\n[columns]\nunit = \"Nơi\"\n\
         [values.status]\n\"Tạm dừng\" = \"awaiting_payment\"\n",
    );
    let table = "Mã hồ sơ,Nơi,Ngày nhận,Trạng thái,Thủ tục,Kênh\n12,P. Một,2021-04-01,Tạm dừng,T1,Trực tiếp\n\
                 13,vp,2021-04-01,Đang xử lý,T1,Trực tiếp\n";
    let imported = import_with(table, Some(&own), |_| {});
    assert_eq!(flaws(&imported), [""; 0]);
    assert_eq!(rows(&imported, &[ID, UNIT, STATUS]), ["12|p1|awaiting_payment", "13|vp|processing"]);
}

#[test]
fn what_is_personal_is_not_taken_even_where_a_profile_says_so() {
    let own = profile(&OWN.replace("[constants]", "note = \"Địa chỉ\"\n[constants]"));
    let imported = import_with("Loại,Số,Mở,Trạng thái,Địa chỉ\nA,1,,Đóng,Khu 1\n", Some(&own), |_| {});
    assert_eq!(imported.sheets[0].personal.len(), 1);
}

#[test]
fn days_that_are_all_small_are_doubted() {
    let days: Vec<String> = (1..=6).map(|day| format!("{day};d{day};A;0{day}/04/2021;;\n")).collect();
    assert_eq!(import(&format!("{HEAD}{}", days.concat())).small_days, ["Ngày nhận"]);
}
