//! The rules that only `check` asks for, one test a code at least: each finding at its line, and none where nothing is
//! wrong. All of them are warnings or notes, so no report is refused because of them.

use crate::sandbox::{CONFIG, Sandbox, UNITS};

const PROCEDURES: &str =
    "code,name,field,time_limit,time_unit\nT5,Năm ngày,Đất đai,5,working_day\nT0,Trả ngay,Hộ tịch,,\n";
const HEADER: &str =
    "dossier_id,procedure_code,unit,channel,received_at,status,due_at,completed_at,late_reason,note";

/// A repository with a catalogue: T5 has a term of five working days, T0 none.
fn office() -> Sandbox {
    Sandbox::new().file("data/procedures.csv", PROCEDURES)
}

/// Checks one dossier: what stands behind unit and channel.
#[track_caller]
fn dossier(id: &str, rest: &str, expected: &[&str]) {
    dossier_with_pauses(id, rest, &[], expected);
}

#[track_caller]
fn dossier_with_pauses(id: &str, rest: &str, pauses: &[&str], expected: &[&str]) {
    let (procedure, rest) = rest.split_once(',').unwrap();
    let row = format!("{HEADER}\n{id},{procedure},vp,direct,{rest}\n");
    let sandbox = office().file("data/dossiers/a.csv", row).pauses(pauses);
    let codes: Vec<String> = sandbox.findings().iter().map(|finding| finding[..5].to_owned()).collect();
    assert_eq!(codes, expected, "{id} {rest} {pauses:?}");
    sandbox.run(&["check"]).exits(0);
    sandbox.run(&["report", "--quarter", "2"]).exits(0);
}

#[test]
fn k0207_the_date_in_an_id_of_the_national_shape_is_that_of_receipt() {
    let done = "T0,2021-04-01 09:00,completed,,2021-04-01 10:00,,";
    dossier("000.08.34.H10-210401-0001", done, &[]);
    dossier("000.08.34.H10-210402-0001", done, &["K0207"]);
    dossier("000.08.34.H10-219901-0001", done, &["K0207"]);
    for other in ["HS-210402-0001", "000.08.34.H10-2021-0001", "0008.34.H10-210402-0001", "12"] {
        dossier(other, done, &[]);
    }
}

#[test]
fn k0306_a_procedure_with_a_term_wants_a_due_date_where_the_dossier_is_counted() {
    dossier("d", "T5,2021-06-14,processing,,,,", &["K0306"]);
    dossier("d", "T5,2021-06-14,submitted,,,,", &[]);
    dossier("d", "T0,2021-06-14,processing,,,,", &[]);
}

#[test]
fn k0307_a_due_date_lies_after_receipt() {
    dossier("d", "T5,2021-04-02,completed,2021-04-01,2021-04-02,bận,", &["K0307"]);
    dossier("d", "T5,2021-04-02 10:00,completed,2021-04-02 09:00,2021-04-02 11:00,bận,", &["K0307"]);
    dossier("d", "T5,2021-04-02 10:00,completed,2021-04-02,2021-04-02 11:00,,", &[]);
}

/// A weekend, and the commemoration of the Hùng kings on 21/04/2021.
#[test]
fn k0308_a_due_date_is_a_working_day() {
    dossier("d", "T5,2021-04-05,completed,2021-04-10,2021-04-06,,", &["K0308"]);
    dossier("d", "T5,2021-04-19,completed,2021-04-21,2021-04-20,,", &["K0308"]);
    dossier("d", "T5,2021-04-05,completed,2021-04-12,2021-04-06,,", &[]);
}

/// Five working days from Monday, 05/04/2021: 12/04; received after 15:00, a day more (Decree 61/2018, art. 18).
#[test]
fn k0309_a_due_date_lies_within_the_term() {
    let due = |received: &str, due: &str, expected: &[&str]| {
        dossier("d", &format!("T5,{received},completed,{due},2021-04-06 16:00,,"), expected);
    };
    due("2021-04-05", "2021-04-12 17:00", &[]);
    due("2021-04-05", "2021-04-13", &["K0309"]);
    due("2021-04-05 14:59", "2021-04-13", &["K0309"]);
    due("2021-04-05 15:00", "2021-04-13", &[]);
    due("2021-04-05 15:00", "2021-04-14", &["K0309"]);
    // Received on a Sunday: passed on, and counted, from Monday.
    due("2021-04-04", "2021-04-12", &[]);
}

/// The term runs again from the beginning, so five working days from 12/04/2021 end on 19/04.
#[test]
fn k0310_after_a_supplement_the_term_is_counted_again_and_no_longer() {
    let check = |new_due: &str, expected: &[&str]| {
        let pause = format!("d,supplement,2021-04-07,2021-04-12,{new_due}");
        dossier_with_pauses("d", "T5,2021-04-05,completed,2021-04-12,2021-04-13,,", &[&pause], expected);
    };
    check("2021-04-19", &[]);
    check("2021-04-20", &["K0310"]);
    check("2021-04-17", &["K0308"]);
}

#[test]
fn k0311_k0312_one_supplement_and_one_reappointment_at_most() {
    let life = "T5,2021-04-05,completed,2021-04-12,2021-04-13,bận,";
    let twice = ["d,supplement,2021-04-06,2021-04-07,", "d,supplement,2021-04-08,2021-04-09,"];
    dossier_with_pauses("d", life, &twice, &["K0311"]);
    let again = ["d,reappointment,2021-04-08,,2021-04-14", "d,reappointment,2021-04-09,,2021-04-15"];
    dossier_with_pauses("d", life, &again, &["K0312"]);
    dossier_with_pauses("d", life, &[twice[0], again[0], "d,payment,2021-04-08,2021-04-09,"], &[]);
    let backwards = office()
        .dossiers(&["d,T0,vp,direct,2021-04-01,completed,,2021-04-20,"])
        .pauses(&[twice[1], twice[0]]);
    assert_eq!(backwards.findings(), ["K0311 data/pauses.csv:2"]);
}

#[test]
fn k0313_dates_after_today_are_warnings_in_every_log() {
    dossier("d", "T0,2021-06-16,processing,,,,", &["K0313"]);
    dossier("d", "T0,2021-06-15,completed,,2021-06-16,,", &["K0313"]);
    dossier("d", "T5,2021-06-15,processing,2021-06-22,,,", &[]);
    let sandbox = Sandbox::new()
        .plan(&[("Trong năm", "kind = \"year\""), ("Sau đợt kiểm tra", "kind = \"on_event\"")])
        .events(&["e,A.I.02,2021-06-16,2021-06-30"])
        .progress(&["A.I.01@2021,vp,2021-06-16,done"])
        .file(
            "data/feedback/2021.csv",
            "feedback_id,received_at,channel,kind\nf,2021-06-16,phone,complaint\n",
        );
    let expected =
        ["K0313 data/events/2021.csv:2", "K0313 data/feedback/2021.csv:2", "K0313 data/progress/2021.csv:2"];
    assert_eq!(sandbox.findings(), expected);
}

#[test]
fn k0505_a_late_dossier_has_a_reason() {
    dossier("d", "T5,2021-04-05,completed,2021-04-12,2021-04-13,,", &["K0505"]);
    dossier("d", "T5,2021-04-05,completed,2021-04-12,2021-04-13,bận,", &[]);
    dossier("d", "T5,2021-04-05,completed,2021-04-12,2021-04-12,,", &[]);
    dossier("d", "T5,2021-04-05,withdrawn,2021-04-12,2021-04-13,,", &[]);
    let reappointed = ["d,reappointment,2021-04-09,,2021-04-20"];
    dossier_with_pauses("d", "T5,2021-04-05,processing,2021-04-12,,,", &reappointed, &["K0505"]);
}

/// Today is 15/06/2021: what is due tomorrow needs its apology today (Decree 61/2018, art. 19.9).
#[test]
fn k0506_an_apology_is_given_a_day_before_the_due_day() {
    dossier("d", "T5,2021-06-09,processing,2021-06-16,,,", &["K0506"]);
    dossier("d", "T5,2021-06-10,processing,2021-06-17,,,", &[]);
    dossier("d", "T5,2021-06-07,processing,2021-06-14,,bận,", &["K0506"]);
    dossier("d", "T5,2021-06-09,awaiting_supplement,2021-06-16,,,", &[]);
    dossier("d", "T5,2021-06-09,completed,2021-06-16,2021-06-15,,", &[]);
    let life = "T5,2021-06-09,processing,2021-06-16,,,";
    dossier_with_pauses("d", life, &["d,reappointment,2021-06-15,,2021-06-21"], &[]);
    dossier_with_pauses("d", life, &["d,payment,2021-06-14,,"], &[]);
}

#[test]
fn k0407_a_group_has_members() {
    let units = format!("{UNITS}[[group]]\ncode = \"@rong\"\nname = \"Rỗng\"\nmembers = []\n");
    let line = units.lines().position(|line| line.contains("@rong")).unwrap() + 1;
    let sandbox = Sandbox::new().file("plan/units.toml", units);
    assert_eq!(sandbox.findings(), [format!("K0407 plan/units.toml:{line}")]);
}

#[test]
fn k0408_units_exist_when_they_are_used() {
    let until =
        |day: &str| UNITS.replacen("kind = \"office\"", &format!("kind = \"office\"\nvalid_to = {day}"), 1);
    let sandbox = |day: &str| {
        Sandbox::new()
            .file("plan/units.toml", until(day))
            .plan(&[("Trong năm", "kind = \"year\"")])
            .dossiers(&["d,T,vp,direct,2021-04-01,completed,,2021-04-01,"])
    };
    assert_eq!(sandbox("2021-04-01").findings(), [] as [&str; 0]);
    assert_eq!(sandbox("2021-03-31").findings(), ["K0408 data/dossiers/a.csv:2"]);
    assert_eq!(
        sandbox("2020-12-31").findings(),
        ["K0408 data/dossiers/a.csv:2", "K0408 plan/2021/A-I.toml:6"]
    );
}

#[test]
fn k0409_parents_form_no_circle() {
    let units = UNITS.replacen("aliases = [\"Phường Một\"]", "parent = \"p1-cb\"", 1);
    let sandbox = Sandbox::new().file("plan/units.toml", units);
    let findings = sandbox.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("K0409 plan/units.toml:"), "{findings:?}");
    let own = UNITS.replacen("parent = \"p1\"", "parent = \"p1-cb\"", 1);
    assert!(Sandbox::new().file("plan/units.toml", own).findings()[0].starts_with("K0409"));
}

/// A plan that cites as the cover and the one task say.
fn citing(number: &str, attachment: &str, basis: &str, task: &str) -> Sandbox {
    let cover = format!(
        "schema_version = 1\nyear = 2021\ntitle = \"KẾ HOẠCH\"\n[decision]\nnumber = \"{number}\"\ndate = 2020-12-31\n\
         title = \"Phê duyệt\"\nattachment = \"{attachment}\"\n[[legal_basis]]\ntext = \"{basis}\"\n"
    );
    let sandbox = Sandbox::new().plan(&[("Trong năm", "kind = \"year\"")]).file("plan/2021/plan.toml", cover);
    let section = String::from_utf8(sandbox.read("plan/2021/A-I.toml").unwrap()).unwrap();
    sandbox.file("plan/2021/A-I.toml", section.replace("Việc 1", task))
}

#[track_caller]
fn cites(basis: &str, task: &str, expected: &[&str]) {
    let sandbox = citing("1/QĐ-UBND", "Kèm theo quyết định số 1/QĐ - UBND ngày 31/12/2020", basis, task);
    assert_eq!(sandbox.findings(), expected);
    sandbox.run(&["check"]).exits(0);
}

#[test]
fn k0314_an_act_has_one_date() {
    let basis = "Nghị định số 92/2017/NĐ – CP ngày 07/8/2017";
    cites(basis, "Theo Nghị định 92/2017/NĐ-CP ngày 08 tháng 8 năm 2017", &["K0314 plan/2021/A-I.toml:7"]);
    cites(basis, "Theo Nghị định 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017", &[]);
    let plain = |year: &str| format!("Kế hoạch số 15/KH-UBND ngày 0{}/02/{year}", 1);
    cites(&plain("2019"), "Kế hoạch số 15/KH-UBND ngày 03/02/2019", &["K0314 plan/2021/A-I.toml:7"]);
    cites(&plain("2018"), "Kế hoạch số 15/KH-UBND ngày 03/02/2019", &[]);
}

#[test]
fn k0315_the_decision_has_one_number() {
    let sandbox = citing("1/QĐ-UBND", "Kèm theo quyết định số 2/QĐ - UBND ngày 31/12/2020", "Luật", "Việc");
    assert_eq!(sandbox.findings(), ["K0315 plan/2021/plan.toml:8"]);
}

#[test]
fn k0316_a_cited_act_is_not_younger_than_the_decision() {
    cites("Quyết định số 3/QĐ-UBND ngày 01/01/2021", "Việc", &["K0316 plan/2021/plan.toml:10"]);
    cites("Quyết định số 3/QĐ-UBND ngày 31/12/2020", "Việc", &[]);
}

#[test]
fn k0317_the_number_of_an_act_has_the_year_of_its_date() {
    cites("Thông tư số 01/2020/TT-VPCP ngày 21/10/2017", "Việc", &["K0317 plan/2021/plan.toml:10"]);
    cites("Quyết định số 45/2016/QĐ-TTg ngày 19/10/2017", "Việc", &["K0317 plan/2021/plan.toml:10"]);
}

/// An erratum beside the place that has the citation: the note says that nothing is to be done.
#[test]
fn what_an_erratum_records_is_a_note_that_names_it() {
    let sandbox = citing("1/QĐ-UBND", "Kèm theo", "Thông tư số 01/2020/TT-VPCP ngày 21/10/2017", "Việc");
    let cover = String::from_utf8(sandbox.read("plan/2021/plan.toml").unwrap()).unwrap();
    assert!(!sandbox.run(&["check"]).stdout.contains("chưa nhất quán số"));
    let erratum = "[[erratum]]\nnumber = 7\nas_written = \"01/2020/TT – VPCP ngày 21/10/2017\"\nreading = \"\"\nnote = \"\"\n";
    let sandbox = sandbox.file("plan/2021/plan.toml", format!("{cover}{erratum}"));
    let text = sandbox.run(&["check"]).exits(0).stdout;
    assert!(text.contains("đã ghi ở chỗ chưa nhất quán số 7"), "{text}");
    let severity = |sandbox: &Sandbox| {
        let finding = sandbox.json(&["check"])["findings"][0].clone();
        format!("{} {}", finding["code"].as_str().unwrap(), finding["severity"].as_str().unwrap())
    };
    assert_eq!(severity(&sandbox), "K0317 note");
    // Without the erratum, or with one of another date, it may be the clerk's own slip.
    let sandbox = sandbox.file("plan/2021/plan.toml", cover.clone());
    assert_eq!(severity(&sandbox), "K0317 warning");
    let other = erratum.replace("21/10/2017", "22/10/2017");
    assert_eq!(severity(&sandbox.file("plan/2021/plan.toml", format!("{cover}{other}"))), "K0317 warning");
}

#[test]
fn k0507_personal_data_in_free_texts_are_warned_of_and_not_repeated() {
    for datum in
        ["0912345678", "0912.345.678", "+84 912 345 678", "285123456", "070091000123", "ten@gmail.com"]
    {
        let row =
            format!("{HEADER}\nd,T0,vp,direct,2021-04-01,completed,,2021-04-01,,Gọi {datum} khi xong\n");
        let sandbox = office().file("data/dossiers/a.csv", row);
        let value = sandbox.run(&["check", "--format", "json"]).exits(0).value();
        let findings = value["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{datum}: {findings:?}");
        assert_eq!(findings[0]["code"], "K0507", "{datum}");
        let told = format!("{}{}", findings[0]["message"], findings[0]["help"]);
        assert!(!told.contains(datum), "{told}");
    }
    let feedback =
        "feedback_id,received_at,channel,kind,summary\nf,2021-06-01,phone,complaint,Gọi 0912345678\n";
    let sandbox = Sandbox::new().file("data/feedback/2021.csv", feedback);
    assert_eq!(sandbox.findings(), ["K0507 data/feedback/2021.csv:2"]);
}

#[test]
fn k0507_ids_documents_dates_and_money_are_no_personal_data() {
    for text in
        ["15/BC-UBND ngày 15/06/2021", "000.08.34.H10-201215-0001", "1.200.000 đồng", "2021-06-15 10:30"]
    {
        dossier("d", &format!("T0,2021-04-01,completed,,2021-04-01,,{text}"), &[]);
    }
    // A phone number outside the free texts is the id of an office that counts so.
    dossier("0912345678", "T0,2021-04-01,completed,,2021-04-01,,", &[]);
}

/// Checks a note of a dossier.
#[track_caller]
fn note(text: &str, expected: &[&str]) {
    dossier("d", &format!("T0,2021-04-01,completed,,2021-04-01,,{text}"), expected);
}

#[test]
fn k0114_a_file_is_in_nfc_once_for_each_file() {
    note("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", &["K0114"]);
    note("Tiếng Việt: đã gửi “Phòng” – §1", &[]);
    let toml = CONFIG.replace("Thử", "Thu\u{31b}\u{309} thu\u{31b}\u{309}");
    assert_eq!(Sandbox::new().file("kstthc.toml", toml).findings(), ["K0114 kstthc.toml:3"]);
}

#[test]
fn k0115_characters_that_cannot_be_seen() {
    for invisible in ['\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{ad}'] {
        note(&format!("đã{invisible} xong"), &["K0115"]);
    }
    note("đã\u{a0}xong", &[]);
    let bom = format!("\u{feff}{HEADER}\nd,T0,vp,direct,2021-04-01,completed,,2021-04-01,,\n");
    assert_eq!(office().file("data/dossiers/a.csv", bom).findings(), [] as [&str; 0]);
}

#[test]
fn k0116_letters_that_look_like_those_of_vietnamese() {
    note("H\u{43e} so", &["K0116"]);
    note("T\u{391}N", &["K0116"]);
    note("\u{43e}\u{43d}", &["K0116"]);
    // Eth in place of đ, fullwidth digits and signs.
    note("\u{d0}ất \u{f0}ai", &["K0116", "K0116"]);
    note("\u{ff21}\u{ff22}", &["K0116"]);
    note("số \u{ff11}", &["K0116"]);
    note("Đất đai ở Ô Môn", &[]);
}

#[test]
fn k0117_cells_that_a_spreadsheet_would_run() {
    for cell in ["=1+1", "+cmd", "@SUM(A1)", "-A1", "-(1)", "\tx", "\"=1\"", "\"=A1,B1\""] {
        note(cell, &["K0117"]);
    }
    for cell in ["a=b", "-5", "- đã gửi", "\"a,=b\"", "x@y", "3-a"] {
        note(cell, &[]);
    }
}

#[test]
fn k0118_control_characters() {
    note("đã\u{1b}[31m xong", &["K0118"]);
    note("da\u{7} xong", &["K0118"]);
    note("đã\tgửi", &[]);
}

#[test]
fn feedback_is_read_with_the_lists_and_dates_of_the_contract() {
    let header = "feedback_id,received_at,channel,kind,about,class,handling_unit,due_at,outcome";
    for (row, code) in [
        ("f,2021-06-01,phone,complaint,conduct,own,vp,2021-06-10,handled", None),
        ("f,2021-06-01,phone,complaint,,,,,", None),
        ("f,2021-06-01,fax,complaint,,,,,", Some("K0501")),
        ("f,2021-06-01,phone,praise,,,,,", Some("K0501")),
        ("f,2021-06-01,phone,complaint,people,,,,", Some("K0501")),
        ("f,2021-06-01,phone,complaint,,lost,,,", Some("K0501")),
        ("f,2021-06-01,phone,complaint,,,,,done", Some("K0501")),
        ("f,2021-06-01,phone,complaint,,,xx,,", Some("K0401")),
        ("f,2021-06-01,phone,complaint,,,,2021-06-31,", Some("K0301")),
        ("f,,phone,complaint,,,,,", Some("K0502")),
        (",2021-06-01,phone,complaint,,,,,", Some("K0502")),
    ] {
        let sandbox = Sandbox::new().file("data/feedback/2021.csv", format!("{header}\n{row}\n"));
        let expected: Vec<String> =
            code.iter().map(|code| format!("{code} data/feedback/2021.csv:2")).collect();
        assert_eq!(sandbox.findings(), expected, "{row}");
    }
    let twice =
        "feedback_id,received_at,channel,kind\nf,2021-06-01,phone,complaint\nf,2021-06-02,phone,proposal\n";
    assert_eq!(
        Sandbox::new().file("data/feedback/2021.csv", twice).findings(),
        ["K0205 data/feedback/2021.csv:3"]
    );
}

/// The shipped repository: nothing of the clerk's to mend, and the four inconsistencies of the source, each with its
/// erratum.
#[test]
fn the_shipped_repository_has_notes_on_the_source_and_nothing_else() {
    let value = Sandbox::empty().json(&["check", "-C", env!("CARGO_MANIFEST_DIR")]);
    let findings = value["findings"].as_array().unwrap();
    let shown: Vec<String> = findings
        .iter()
        .map(|f| {
            let help = f["help"].as_str().unwrap();
            let number = help.split("số ").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or("-");
            format!("{} {} {number}", f["code"].as_str().unwrap(), f["path"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "K0314 plan/2021/A-VIII.toml 3",
        "K0317 plan/2021/A-VIII.toml 3",
        "K0315 plan/2021/plan.toml 1",
        "K0316 plan/2021/plan.toml 2",
    ];
    assert_eq!(shown, expected);
}
