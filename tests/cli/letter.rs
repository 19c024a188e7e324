//! `letter`: apologies and reminders as Word files, and their register.

use crate::readback::visible;
use crate::sandbox::{HEADER, Sandbox};

/// Late, due today, due tomorrow, due in two days, waiting, re-appointed.
const DOSSIERS: [&str; 6] = [
    "tre,T1,tn,direct,2021-06-01,processing,2021-06-11,,Đất",
    "nay,T1,tn,direct,2021-06-01,processing,2021-06-15,,Đất",
    "mai,T1,p1-cb,direct,2021-06-01,processing,2021-06-16 17:00,,Đất",
    "kia,T1,tn,direct,2021-06-01,processing,2021-06-17,,Đất",
    "cho,T1,tn,direct,2021-06-01,awaiting_supplement,2021-06-11,,Đất",
    "hen,T1,tn,direct,2021-06-01,processing,2021-06-11,,Đất",
];

/// Today is 15/06/2021, a Tuesday.
fn sandbox() -> Sandbox {
    Sandbox::new()
        .dossiers(&DOSSIERS)
        .pauses(&["hen,reappointment,2021-06-10,,2021-06-25"])
        .file("data/procedures.csv", "code,name,field\nT1,Đăng ký biến động đất đai,Đất\n")
}

/// With a task that was due on 31/03/2021.
fn planned() -> Sandbox {
    sandbox().plan(&[("Hoàn thành trước quý II/2021", "kind = \"before_quarter\"\nquarter = 2")])
}

#[track_caller]
fn words(sandbox: &Sandbox, path: &str) -> String {
    visible("docx", &sandbox.read(path).unwrap_or_else(|| panic!("{path} is missing")))
}

fn register(sandbox: &Sandbox) -> Vec<String> {
    let text = sandbox.read("data/letters/2021.csv").unwrap_or_default();
    String::from_utf8(text).unwrap().lines().map(str::to_owned).collect()
}

fn apology_missing(sandbox: &Sandbox) -> u64 {
    sandbox.json(&["status"])["letters"]["apology_missing"].as_u64().unwrap()
}

/// Decree 61/2018/NĐ-CP, art. 19.9: at the latest one day before the due day.
#[test]
fn every_dossier_due_by_tomorrow_gets_its_apology_once() {
    let sandbox = sandbox();
    let k0506 =
        |sandbox: &Sandbox| sandbox.findings().iter().filter(|line| line.starts_with("K0506")).count();
    assert_eq!((apology_missing(&sandbox), k0506(&sandbox)), (3, 3));
    let overdue = sandbox.run(&["overdue"]).exits(0).stdout;
    assert!(overdue.contains("3 hồ sơ. Soạn thư: kstthc letter apology"), "{overdue}");

    let output = sandbox.run(&["letter", "apology"]).exits(0);
    let expected = ["tre", "nay", "mai"].map(|id| format!("  thu/2021-06-15/xin-loi-{id}.docx\n")).concat();
    assert_eq!(output.stdout, format!("Thư xin lỗi: 3\n{expected}"));
    assert_eq!(
        register(&sandbox),
        [
            "date,kind,dossier_id,unit,new_due_at,document,file",
            "2021-06-15,apology,tre,tn,,,thu/2021-06-15/xin-loi-tre.docx",
            "2021-06-15,apology,nay,tn,,,thu/2021-06-15/xin-loi-nay.docx",
            "2021-06-15,apology,mai,p1,,,thu/2021-06-15/xin-loi-mai.docx",
        ]
    );
    assert_eq!((apology_missing(&sandbox), k0506(&sandbox)), (0, 0));
    let before = register(&sandbox);
    let again = sandbox.run(&["letter", "apology"]).exits(0);
    assert_eq!((again.stdout.as_str(), register(&sandbox)), ("Không có thư nào cần viết.\n", before));
}

#[test]
fn an_apology_tells_what_the_citizen_must_know_and_leaves_the_name_open() {
    let sandbox = sandbox();
    sandbox
        .run(&[
            "letter",
            "apology",
            "tre",
            "--new-due-at",
            "2021-06-22",
            "--date",
            "2021-06-15",
            "-o",
            "a.docx",
        ])
        .exits(0);
    let letter = words(&sandbox, "a.docx");
    for text in [
        "PHÒNG TÀI NGUYÊN",
        "15 tháng 6 năm 2021",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Ông/Bà (tổ chức) …",
        "Ngày 01/06/2021, Phòng Tài nguyên tiếp nhận hồ sơ mã số tre",
        "Đăng ký biến động đất đai (mã T1)",
        "Thời gian hẹn trả kết quả: 11/06/2021.",
        "đã quá ngày hẹn trả 2 ngày làm việc",
        "Lý do: …",
        "thành thật xin lỗi",
        "hẹn lại ngày trả kết quả là ngày 22/06/2021",
        "TRƯỞNG PHÒNG",
        "Mẫu tham khảo",
    ] {
        assert!(letter.contains(text), "{text}: {letter}");
    }
    assert_eq!(register(&sandbox)[1], "2021-06-15,apology,tre,tn,2021-06-22,,a.docx");
}

/// The forms of Circular 03/2025/TT-VPCP hold from 15/09/2025.
#[test]
fn from_15_09_2025_the_apology_has_its_new_name() {
    let name = |today: &'static str| {
        let sandbox =
            Sandbox::new().dossiers(&["d,T1,tn,direct,2025-09-01,processing,2025-09-12,,Đất"]).on(today);
        sandbox.run(&["letter", "apology", "-o", "a.docx"]).exits(0);
        words(&sandbox, "a.docx").contains("XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT")
    };
    assert_eq!((name("2025-09-14"), name("2025-09-15")), (false, true));
}

/// Decree 61/2018/NĐ-CP, art. 19.9: one new appointment at most.
#[test]
fn what_can_have_no_apology_is_refused_by_name_and_nothing_is_written() {
    let sandbox = sandbox();
    let refused = |id: &str, why: &str| {
        sandbox.run(&["letter", "apology", "tre", id]).exits(2).says(&[&format!("«{id}»"), why]);
        assert!(sandbox.read("data/letters/2021.csv").is_none() && !sandbox.path("thu").exists(), "{id}");
    };
    refused("hen", "chỉ được hẹn lại một lần");
    refused("cho", "đang chờ công dân");
    refused("la", "không có hồ sơ");
    sandbox.run(&["letter", "apology", "tre"]).exits(0);
    sandbox.run(&["letter", "apology", "tre"]).exits(2).says(&["«tre» đã có thư xin lỗi", "hẹn lại một lần"]);
    let dated = ["letter", "apology", "tre", "--new-due-at", "22/06/2021"];
    sandbox.run(&dated).exits(2).says(&["kstthc dossier pause MÃ --kind reappointment --new-due-at NGÀY"]);
    let record =
        ["dossier", "pause", "tre", "--kind", "reappointment", "--new-due-at", "22/06/2021", "--yes"];
    sandbox.run(&record).exits(0);
}

#[test]
fn days_that_cannot_be_are_refused() {
    for (args, why) in [
        (["--date", "2021-06-16"], "không đề ngày sau hôm nay"),
        (["--new-due-at", "2021-06-15"], "phải sau hôm nay"),
        (["--new-due-at", "2021-06-19"], "21/06/2021"),
    ] {
        sandbox().run(&[&["letter", "apology"][..], &args].concat()).exits(2).says(&[why]);
    }
}

#[test]
fn yes_records_the_new_appointment_beside_the_rows_that_were_there() {
    let sandbox = sandbox();
    sandbox.run(&["letter", "apology", "tre", "nay", "--new-due-at", "22/06/2021", "--yes"]).exits(0);
    let pauses = String::from_utf8(sandbox.read("data/pauses.csv").unwrap()).unwrap();
    assert_eq!(
        pauses,
        "dossier_id,kind,from,to,new_due_at\nhen,reappointment,2021-06-10,,2021-06-25\n\
         tre,reappointment,2021-06-15,,2021-06-22\nnay,reappointment,2021-06-15,,2021-06-22\n"
    );
    sandbox.run(&["letter", "apology", "--yes"]).exits(2);
}

#[test]
fn a_reminder_names_what_is_overdue_in_the_unit() {
    let sandbox = planned();
    sandbox.run(&["letter", "reminder"]).exits(0);
    let letter = words(&sandbox, "thu/2021-06-15/don-doc-tn.docx");
    for text in [
        "/UBND-VP",
        "V/v đôn đốc thực hiện nhiệm vụ kiểm soát thủ tục hành chính",
        "Kính gửi: Phòng Tài nguyên",
        "Việc 1",
        "31/03/2021",
        "Hồ sơ quá hạn giải quyết: 2 hồ sơ.",
        "tre",
        "trước ngày 18/06/2021",
        "TL. CHỦ TỊCH",
    ] {
        assert!(letter.contains(text), "{text}: {letter}");
    }
    assert!(!letter.contains("BÁO CÁO"), "{letter}");
    let office = words(&sandbox, "thu/2021-06-15/don-doc-vp.docx");
    assert!(office.contains("PHÓ CHỦ TỊCH") && !office.contains("Hồ sơ quá hạn"), "{office}");
    assert!(sandbox.read("thu/2021-06-15/don-doc-p1.docx").is_none());
    assert_eq!(register(&sandbox).len(), 3);
    assert_eq!(sandbox.run(&["letter", "reminder"]).exits(0).stdout, "Không có thư nào cần viết.\n");
    sandbox.run(&["letter", "reminder", "p1"]).exits(0).says(&["Phường 1: không có việc nào quá hạn"]);
}

/// A unit that has done its part is not reminded of what others owe.
#[test]
fn a_unit_that_is_done_is_not_reminded() {
    let sandbox = planned().dossiers(&[]).pauses(&[]).progress(&["A.I.01@2021,tn,2021-03-30,done"]);
    let output = sandbox.run(&["letter", "reminder", "-n"]).exits(0);
    assert_eq!(output.stdout, "Công văn đôn đốc: 1\n  thu/2021-06-15/don-doc-vp.docx\n");
}

#[test]
fn a_return_that_was_not_sent_is_asked_for_after_its_deadline() {
    let units =
        crate::sandbox::UNITS.replacen("level = \"commune\"\n", "level = \"commune\"\nreturns = true\n", 1);
    let reminded = |today: &'static str| {
        let sandbox = Sandbox::new().file("plan/units.toml", &units).on(today);
        sandbox.run(&["letter", "reminder", "-o", "a.docx"]).exits(0);
        sandbox.read("a.docx").map(|bytes| visible("docx", &bytes))
    };
    assert_eq!(reminded("2021-03-16"), None);
    let letter = reminded("2021-03-17").unwrap();
    assert!(letter.contains("Báo cáo số liệu chưa gửi") && letter.contains("Quý I"), "{letter}");
}

#[test]
fn without_a_command_all_letters_go_to_one_folder_and_a_dry_run_writes_none() {
    let sandbox = planned();
    let args = ["letter", "--out-dir", "ra"];
    let dry = sandbox.run(&[&args[..], &["-n"]].concat()).exits(0);
    assert!(!sandbox.path("ra").exists() && register(&sandbox).is_empty());
    let written = sandbox.run(&args).exits(0);
    assert_eq!(dry.stdout, written.stdout);
    assert_eq!(register(&sandbox).len(), 6, "{written:#?}");
    assert_eq!(std::fs::read_dir(sandbox.path("ra")).unwrap().count(), 5);
    assert_eq!(sandbox.run(&args).exits(0).stdout, "Không có thư nào cần viết.\n");
}

#[test]
fn a_letter_rests_on_every_row_so_errors_refuse_it() {
    let sandbox =
        sandbox().file("data/dossiers/b.csv", format!("{HEADER}x,T1,ai,direct,2021-06-01,processing,,,\n"));
    sandbox.run(&["letter"]).exits(1).says(&["K0401"]);
    assert!(sandbox.read("data/letters/2021.csv").is_none());
}

#[test]
fn a_file_that_is_there_is_kept_unless_force_and_the_register_with_it() {
    let sandbox = sandbox().file("a.docx", "của tôi");
    let args = ["letter", "apology", "tre", "-o", "a.docx"];
    sandbox.run(&args).exits(2).says(&["--force"]);
    assert_eq!(sandbox.read("a.docx").unwrap(), "của tôi".as_bytes());
    assert!(register(&sandbox).is_empty());
    sandbox.run(&[&args[..], &["--force"]].concat()).exits(0);
    assert_eq!(register(&sandbox).len(), 2);
}

#[test]
fn the_register_is_checked_like_other_logs() {
    let log = "date,kind,dossier_id,unit\n2021-06-15,apology,tre,tn\n2021-06-15,apology,la,tn\n\
               2021-06-15,reminder,,ai\n2021-06-15,thu,,tn\n2021-06-16,reminder,,tn\n";
    let sandbox = sandbox().file("data/letters/2021.csv", log);
    let found: Vec<String> =
        sandbox.findings().into_iter().filter(|line| line.contains("data/letters")).collect();
    assert_eq!(
        found,
        [
            "K0404 data/letters/2021.csv:3",
            "K0401 data/letters/2021.csv:4",
            "K0501 data/letters/2021.csv:5",
            "K0313 data/letters/2021.csv:6"
        ]
    );
}
