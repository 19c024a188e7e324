//! `import` of what the logs know already: the same, changed, another due day.

use crate::sandbox::{Output, Sandbox};

const HEAD: &str = "Mã hồ sơ,Mã TTHC,Đơn vị,Kênh,Ngày nhận,Hẹn trả,Trạng thái,Ngày kết thúc xử lý\n";
const FIRST: &str = "a,T,p1,Trực tiếp,01/04/2021,13/04/2021,Đang xử lý,\nb,T,vp,Trực tiếp,02/04/2021,14/04/2021,Đang xử lý,\n";

/// A town whose log came from the first export; the second lies ready as `sau.csv`.
fn town(second: &str) -> Sandbox {
    let town =
        Sandbox::new().file("truoc.csv", format!("{HEAD}{FIRST}")).file("sau.csv", format!("{HEAD}{second}"));
    town.run(&["import", "truoc.csv"]).exits(0);
    town
}

#[track_caller]
fn import(town: &Sandbox, more: &[&str]) -> Output {
    town.run(&[&["import", "sau.csv"], more].concat())
}

fn log(town: &Sandbox) -> String {
    String::from_utf8(town.read("data/dossiers/truoc.csv").expect("the log")).expect("UTF-8")
}

#[test]
fn the_same_dossiers_under_another_name_change_nothing() {
    let town = town(FIRST);
    let before = log(&town);
    let output = import(&town, &[]).exits(0).says(&["không có gì thay đổi"]);
    assert!(output.stdout.contains("2 hồ sơ: 0 mới, 0 thay đổi, 2 như cũ"), "{}", output.stdout);
    assert_eq!((log(&town), town.read("data/dossiers/sau.csv")), (before, None));
}

#[test]
fn a_table_without_a_row_is_said_to_have_none() {
    import(&town(""), &[]).exits(0).says(&["Bảng không có hồ sơ nào"]);
}

#[test]
fn a_changed_dossier_is_shown_as_a_difference_and_written_only_with_consent() {
    let town = town(&FIRST.replace("13/04/2021,Đang xử lý,", "13/04/2021,Đã xử lý xong,09/04/2021"));
    let before = log(&town);
    let output = import(&town, &[]).exits(2).says(&["1 hồ sơ trong sổ được sửa", "--yes"]);
    let shown = "a (dòng 2 của data/dossiers/truoc.csv): Trạng thái: processing (đang giải quyết) → completed (đã giải \
                 quyết xong); Giải quyết xong: (trống) → 09/04/2021";
    assert!(output.stdout.contains(shown), "{}", output.stdout);
    assert_eq!(log(&town), before);
    import(&town, &["--yes"]).exits(0);
    let after = before.replace("processing,2021-04-13,", "completed,2021-04-13,2021-04-09");
    assert_eq!(log(&town), after);
    import(&town, &[]).exits(0).says(&["không có gì thay đổi"]);
}

/// What a clerk wrote by hand stays: other columns, other rows, the style of the file.
#[test]
fn every_other_byte_of_the_log_stays() {
    let town = town(&FIRST.replace("Đang xử lý", "Được tiếp nhận").replace("b,T,vp", "b,T2,vp"));
    let edited = log(&town)
        .replace('\n', "\r\n")
        .replace("status", "note,status")
        .replace(",processing", ",tay,processing");
    let town = town.file("data/dossiers/truoc.csv", format!("\u{feff}{edited}"));
    import(&town, &["--yes"]).exits(0);
    assert_eq!(log(&town), format!("\u{feff}{}", edited.replace("b,T,vp", "b,T2,vp")));
}

#[test]
fn new_dossiers_go_to_a_log_of_their_own_and_known_ones_stay_where_they_are() {
    let town = town(
        "b,T,vp,Trực tiếp,02/04/2021,14/04/2021,Đang xử lý,\nc,T,vp,Trực tiếp,03/04/2021,,Đang xử lý,\n",
    );
    let before = log(&town);
    let output = import(&town, &[]).exits(0);
    assert!(output.stdout.contains("2 hồ sơ: 1 mới, 0 thay đổi, 1 như cũ"), "{}", output.stdout);
    let new = String::from_utf8(town.read("data/dossiers/sau.csv").unwrap()).unwrap();
    assert_eq!(new.lines().skip(1).collect::<Vec<_>>(), ["c,T,vp,direct,2021-04-03,processing,,"]);
    assert_eq!(log(&town), before);
}

#[test]
fn a_dossier_that_is_open_again_loses_its_end_and_is_confirmed() {
    let closed = FIRST.replace("13/04/2021,Đang xử lý,", "13/04/2021,Đã xử lý xong,09/04/2021");
    let town =
        Sandbox::new().file("truoc.csv", format!("{HEAD}{closed}")).file("sau.csv", format!("{HEAD}{FIRST}"));
    town.run(&["import", "truoc.csv"]).exits(0);
    import(&town, &[]).exits(2).says(&["đã kết thúc trong sổ nay lại đang giải quyết"]);
    import(&town, &["--yes"]).exits(0);
    assert!(log(&town).contains("a,T,p1,direct,2021-04-01,processing,2021-04-13,\n"), "{}", log(&town));
}

const LATER: &str = "a,T,p1,Trực tiếp,01/04/2021,20/04/2021,Đang xử lý,\nb,T,vp,Trực tiếp,02/04/2021,14/04/2021,Đang xử lý,\n";

/// The first appointment is what lateness is judged against: a later export must not move it.
#[test]
fn another_due_day_is_never_written_over_but_offered_as_a_pause() {
    let town = town(LATER);
    let before = log(&town);
    let output = import(&town, &["--yes"]).exits(0).says(&["--new-due", "dossier pause"]);
    assert!(output.stdout.contains("Hạn trả: 13/04/2021 → 20/04/2021"), "{}", output.stdout);
    assert_eq!((log(&town), town.read("data/pauses.csv")), (before.clone(), None));
    import(&town, &["--new-due", "reappointment", "--new-due-from", "12/04/2021"]).exits(0);
    let pauses = String::from_utf8(town.read("data/pauses.csv").unwrap()).unwrap();
    assert_eq!(
        pauses,
        "dossier_id,kind,from,to,new_due_at,document\na,reappointment,2021-04-12,,2021-04-20,\n"
    );
    assert_eq!(log(&town), before);
    let again = import(&town, &[]).exits(0).says(&["không có gì thay đổi"]);
    assert!(!again.stdout.contains("Hạn trả:"), "{}", again.stdout);
    town.run(&["check"]).exits(0);
}

#[test]
fn the_reason_of_another_due_day_must_be_whole() {
    let town = town(LATER);
    for more in [
        &["--new-due", "supplement", "--new-due-from", "12/04/2021"][..],
        &["--new-due", "reappointment", "--new-due-from", "12/04/2021", "--new-due-to", "13/04/2021"],
        &["--new-due", "reappointment"],
        &["--new-due", "holiday", "--new-due-from", "12/04/2021"],
    ] {
        import(&town, more).exits(2);
    }
    import(&town, &["--new-due", "supplement", "--new-due-from", "12/04/2021", "--new-due-to", "15/04/2021"])
        .exits(0);
    assert!(town.read("data/pauses.csv").is_some());
}

#[test]
fn dossiers_that_the_export_has_not_are_counted_and_stay() {
    let town = town(
        "a,T,p1,Trực tiếp,01/04/2021,13/04/2021,Đang xử lý,\nc,T,vp,Trực tiếp,30/04/2021,,Đang xử lý,\n",
    );
    let output = import(&town, &[]).exits(0);
    assert!(output.stdout.contains("Trong sổ còn 1 hồ sơ"), "{}", output.stdout);
    assert!(log(&town).contains("b,T,vp"));
}

const REGISTER: &str = "Mã hồ sơ,Mã TTHC,Đơn vị,Kênh,Ngày nhận,Ngày trả\n";

/// A register without the day work ended: what the clerk recorded is the better end, and stays.
#[test]
fn an_end_taken_from_the_day_of_collection_fills_a_gap_and_replaces_nothing() {
    let rows = "a,T,p1,Trực tiếp,01/04/2021,09/04/2021\nb,T,p1,Trực tiếp,01/04/2021,09/04/2021\n";
    let log = "dossier_id,procedure_code,unit,channel,received_at,status,completed_at,handed_over_at\n\
               a,T,p1,direct,2021-04-01,processing,,\nb,T,p1,direct,2021-04-01,completed,2021-04-07,\n";
    let town = Sandbox::new().file("so.csv", format!("{REGISTER}{rows}")).file("data/dossiers/x.csv", log);
    town.run(&["import", "so.csv", "--status", "by-dates", "--yes"]).exits(0);
    let after = String::from_utf8(town.read("data/dossiers/x.csv").unwrap()).unwrap();
    let rows = [
        "a,T,p1,direct,2021-04-01,delivered,2021-04-09,2021-04-09",
        "b,T,p1,direct,2021-04-01,delivered,2021-04-07,2021-04-09",
    ];
    assert_eq!(after.lines().skip(1).collect::<Vec<_>>(), rows);
}

#[test]
fn an_empty_cell_erases_nothing() {
    let town = town("a,T,p1,Trực tiếp,01/04/2021,,Đang xử lý,\n");
    let before = log(&town);
    import(&town, &["--yes"]).exits(0).says(&["không có gì thay đổi"]);
    assert_eq!(log(&town), before);
}

/// An error in what comes in refuses all, with the row of the source.
#[test]
fn rows_that_would_make_the_logs_faulty_are_refused_with_their_row() {
    let town = town("c,T,vp,Trực tiếp,05/04/2021,,Đã xử lý xong,01/04/2021\n");
    import(&town, &["--yes"]).exits(1).says(&[
        "K0303",
        "dòng 2 ở trên là dòng 2 của tệp đưa vào",
        "chưa ghi gì",
    ]);
    assert_eq!(town.read("data/dossiers/sau.csv"), None);
}

#[test]
fn an_id_that_stands_twice_in_the_logs_is_mended_first() {
    let town = town(&FIRST.replace("b,T,vp", "b,T2,vp"));
    let row = log(&town).lines().nth(2).unwrap().replace("b,T,", "b,T3,");
    let twice = format!("{}{row}\n", log(&town));
    let town = town.file("data/dossiers/truoc.csv", twice.clone());
    import(&town, &["--yes"]).exits(1).says(&["K0204", "b (dòng 3)"]);
    assert_eq!(log(&town), twice);
}
