//! `import`: the layouts of one-stop systems, as real files (`tests/fixtures/import/make.py`).

use crate::sandbox::{Output, Sandbox};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");
const PROCEDURES: &str = "code,name,field\n1.004227,\"Tách thửa, hợp thửa\",Đất đai\n";
/// What the fixtures hold of people, all of it invented.
const PERSONAL: [&str; 6] = ["Nguyễn", "Lê Văn D", "Khu phố", "09000000", "000000000", "Trích yếu"];
const ALL: [&str; 6] = ["--procedure", "1.004227", "--unit", "p1", "--channel", "direct"];

fn town() -> Sandbox {
    Sandbox::new().file("data/procedures.csv", PROCEDURES)
}

#[track_caller]
fn import(town: &Sandbox, fixture: &str, more: &[&str]) -> Output {
    town.run(&[&["import", &format!("{FIXTURES}/{fixture}")], more].concat())
}

/// Imports a fixture twice; compares the log it makes, and finds nothing personal in it or in what is said.
#[track_caller]
fn check(fixture: &str, more: &[&str], layout: &str, log: &str) {
    let town = town();
    let output = import(&town, fixture, more).exits(0);
    let stem = fixture.rsplit_once('.').map_or(fixture, |(stem, _)| stem);
    let path = format!("data/dossiers/{stem}.csv");
    let written = String::from_utf8(town.read(&path).expect("the log")).expect("UTF-8");
    assert_eq!(written, log);
    assert!(output.stdout.contains(layout), "{layout}: {}", output.stdout);
    for text in PERSONAL {
        assert!(!written.contains(text), "{text}: {written}");
    }
    assert!(output.stdout.contains("Không giữ lại, dữ liệu cá nhân: «"), "{}", output.stdout);
    import(&town, fixture, more).exits(0).says(&["không có gì thay đổi"]);
    assert_eq!(town.read(&path).as_deref(), Some(written.as_bytes()));
    town.run(&["check"]).exits(0);
}

const HEAD: &str = "dossier_id,procedure_code,unit,channel,received_at,status,due_at\n";

#[test]
fn a_register_of_e_par_in_old_excel_with_title_total_and_signature() {
    let log = format!(
        "{HEAD}000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,processing,2021-04-12 16:30:00\n\
         000.12.34.H10-210402-0002,1.004227,p1,direct,2021-04-02 09:00:00,processing,2021-04-29 16:30:00\n\
         000.12.34.H10-210403-0003,1.004227,p1,direct,2021-04-05,processing,2021-04-19\n"
    );
    let more = [&ALL[..], &["--status", "processing"]].concat();
    check("e-par-tiep-nhan.xls", &more, "e-par, sổ tiếp nhận (báo cáo 5)", &log);
    let output = import(&town(), "e-par-tiep-nhan.xls", &[&more[..], &["-n"]].concat()).exits(0);
    for text in
        ["Bỏ qua 1 dòng trống, 1 dòng tổng, 1 dòng ghi chú, chữ ký", "dòng 6: dòng tổng «Tổng cộng | 3»"]
    {
        assert!(output.stdout.contains(text), "{text}: {}", output.stdout);
    }
}

#[test]
fn headings_in_two_rows_and_groups_by_field_of_an_ods() {
    let head = HEAD.replace("status,", "status,field,");
    let log = format!(
        "{head}000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,processing,Đất đai,2021-04-12 16:30:00\n\
         000.12.34.H10-210402-0002,1.004227,p1,direct,2021-04-02 09:00:00,processing,Đất đai,2021-04-29 16:30:00\n\
         000.12.34.H10-210403-0003,1.004227,p1,direct,2021-04-05,processing,Hộ tịch,2021-04-19\n"
    );
    let more = [&ALL[..], &["--status", "processing"]].concat();
    check("e-par-tra-ket-qua.ods", &more, "tiêu đề ở dòng 4–5", &log);
    let shown = import(&town(), "e-par-tra-ket-qua.ods", &[&more[..], &["-n"]].concat()).stdout;
    for text in ["«Trả kết quả (đv: ngày) / Quá hạn»", "1 dòng số thứ tự cột", "2 dòng lĩnh vực"]
    {
        assert!(shown.contains(text), "{text}: {shown}");
    }
}

#[test]
fn a_list_of_opencps_with_states_in_words() {
    let log = format!(
        "{HEAD}000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,processing,2021-04-12 16:30:00\n\
         000.12.34.H10-210402-0002,1.004227,p1,direct,2021-04-02 09:00:00,awaiting_supplement,2021-04-29 16:30:00\n\
         000.12.34.H10-210403-0003,1.004227,p1,direct,2021-04-05 10:00:00,submitted,2021-04-19 17:00:00\n"
    );
    check("opencps-danh-sach.xlsx", &ALL, "OpenCPS, danh sách hồ sơ", &log);
}

/// The name says Excel, the content is a page with the national motto, a title, the table and signatures.
#[test]
fn a_page_named_xls_whose_third_table_is_the_list() {
    let log = format!(
        "{HEAD}000.12.34.H10-210401-0001,1.004227,p1,online,2021-04-01 08:15:00,processing,2021-04-12 16:30:00\n\
         000.12.34.H10-210402-0002,1.004227,p1,online,2021-04-02 09:00:00,processing,2021-04-29 16:30:00\n\
         000.12.34.H10-210403-0003,1.004227,p1,online,2021-04-05 10:00:00,processing,2021-04-19 17:00:00\n"
    );
    let more = ["--procedure", "1.004227", "--channel", "online", "--status", "processing"];
    check("1617265200000.xls", &more, "Bảng 3 (OpenCPS, danh sách hồ sơ theo đơn vị (goto_dossiers))", &log);
}

#[test]
fn a_page_with_tags_left_open_whose_procedures_stand_by_name() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status\n\
               000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,processing\n\
               000.12.34.H10-210402-0002,1.004227,p1,direct,2021-04-02 09:00:00,processing\n";
    check("td-qua-han.xls", &["--channel", "direct"], "Tân Dân, hồ sơ tiếp nhận quá hạn", log);
}

/// The national states by the contract; both end days, of which the day work ended counts.
#[test]
fn the_national_payload_with_codes() {
    let log = "dossier_id,procedure_code,unit,channel,received_at,status,field,due_at,completed_at,handed_over_at\n\
               000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,delivered,Đất đai,2021-04-12 16:30:00,\
               2021-04-12 10:00:00,2021-04-13 09:00:00\n\
               000.12.34.H10-210402-0002,1.004227,p1,online,2021-04-02 09:00:00,processing,Đất đai,2021-04-29 16:30:00,,\n\
               000.12.34.H10-210403-0003,1.004227,vp,online,2021-04-05,withdrawn,Đất đai,2021-04-19,2021-04-08 15:00:00,\n";
    let more = ["--map", "channel:0=direct", "--map", "channel:1=online"];
    check("dong-bo-quoc-gia.xlsx", &more, "Gói đồng bộ quốc gia", log);
    import(&town(), "dong-bo-quoc-gia.xlsx", &[]).exits(2).says(&[
        "K0801",
        "channel: «0» (1 dòng, lần đầu ở trang «DongBoHoSoMC», dòng 2)",
        "--map",
    ]);
}

#[test]
fn one_register_in_the_three_faces_of_csv() {
    let head = HEAD.replace("due_at", "due_at,completed_at,handed_over_at");
    let log = format!(
        "{head}000.12.34.H10-210401-0001,1.004227,p1,direct,2021-04-01 08:15:00,delivered,2021-04-12 16:30:00,\
         2021-04-13 09:00:00,2021-04-13 09:00:00\n\
         000.12.34.H10-210402-0002,1.004227,p1,direct,2021-04-02 09:00:00,processing,2021-04-29 16:30:00,,\n"
    );
    let more = [&ALL[..], &["--status", "by-dates", "--yes"]].concat();
    for (face, encoding) in [("utf8", "UTF-8"), ("utf16", "UTF-16"), ("1258", "Windows-1258")] {
        let fixture = format!("td-so-theo-doi-{face}.csv");
        check(&fixture, &more, &format!("bảng mã {encoding}"), &log);
        import(&town(), &fixture, &more)
            .exits(0)
            .says(&["cần xác nhận: 1 hồ sơ chỉ có ngày trả kết quả, lấy làm ngày giải quyết xong"]);
    }
}

#[test]
fn a_day_of_collection_taken_for_the_end_must_be_confirmed() {
    let town = town();
    let more = [&ALL[..], &["--status", "by-dates"]].concat();
    import(&town, "td-so-theo-doi-utf8.csv", &more).exits(2).says(&["chỉ có ngày trả", "--yes"]);
    assert!(!town.path("data/dossiers").exists());
}

#[test]
fn what_a_layout_lacks_is_named_with_the_option_that_gives_it() {
    import(&town(), "e-par-tiep-nhan.xls", &[]).exits(2).says(&[
        "procedure_code",
        "--procedure",
        "--unit",
        "--channel",
        "--status",
        "--profile",
    ]);
}

/// Told by content, not by name.
#[test]
fn a_file_under_another_name_is_read_all_the_same() {
    for (fixture, name) in
        [("opencps-danh-sach.xlsx", "hồ sơ.csv"), ("td-so-theo-doi-utf8.csv", "hồ sơ.xlsx")]
    {
        let town = town();
        let bytes = std::fs::read(format!("{FIXTURES}/{fixture}")).expect("the fixture");
        let town = town.file(name, bytes);
        let more = [&["import", name][..], &ALL, &["--status", "by-dates", "--yes"]].concat();
        town.run(&more).exits(0);
        assert!(town.read("data/dossiers/hồ sơ.csv").is_some());
    }
}

#[test]
fn a_layout_may_be_asked_for_by_name_and_an_unknown_one_lists_all() {
    let more = [&ALL[..], &["--status", "processing", "-n"]].concat();
    import(&town(), "e-par-tiep-nhan.xls", &[&["--profile", "e-par-tiep-nhan"], &more[..]].concat()).exits(0);
    import(&town(), "e-par-tiep-nhan.xls", &["--profile", "igate"])
        .exits(2)
        .says(&["opencps-danh-sach", "td-qua-han"]);
}
