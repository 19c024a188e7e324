//! `import --return`: a unit's filled form II.06a becomes its return.

use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::Value;

use crate::sandbox::{Output, Sandbox, UNITS};

const PATH: &str = "data/returns/2021-Q2/p2.csv";
const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];
const IMPORT: [&str; 8] = ["import", "bieu.xlsx", "--return", "--unit", "p2", "--quarter", "2", "--year"];

/// An office whose unit `p2` sends its figures.
fn office() -> Sandbox {
    let units = format!(
        "{UNITS}[[unit]]\ncode = \"p2\"\nname = \"Phường 2\"\nkind = \"commune\"\nlevel = \"commune\"\nreturns = true\n"
    );
    Sandbox::new().file("plan/units.toml", units)
}

#[track_caller]
fn import(office: &Sandbox, more: &[&str]) -> Output {
    office.run(&[&IMPORT[..], &["2021"], more].concat())
}

const ONE: [u32; 11] = [6, 1, 2, 3, 5, 4, 1, 0, 1, 1, 0];

/// A form with one field and the row of all, changed by `change`.
fn form(change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 06a").unwrap();
    for column in 0..13_u16 {
        sheet.write(4, column, format!("({})", column + 1)).unwrap();
    }
    for (row, name) in [(5, "Hộ tịch"), (6, "Tổng số")] {
        sheet.write(row, 1, name).unwrap();
        for (column, figure) in (2..).zip(ONE) {
            sheet.write(row, column, figure).unwrap();
        }
    }
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn plain() -> Sandbox {
    office().file("bieu.xlsx", form(|_| {}))
}

/// The figures a report shows, without what names the unit.
fn figures(report: &Value) -> [Value; 2] {
    ["total", "by_field"].map(|key| report["dossiers"][key].clone())
}

#[test]
fn our_own_workbook_of_a_unit_comes_back_with_every_figure() {
    let unit = office().dossiers(&[
        "d1,T,p2,direct,2021-04-01,completed,2021-05-10,2021-05-01,Hộ tịch",
        "d2,T,p2,online,2021-04-02,processing,2021-05-10,,Hộ tịch",
        "d3,T,p2,direct,2021-02-02,completed,2021-04-10,2021-05-01,Đất đai",
        "d4,T,p2,direct,2021-04-02,processing,2021-07-10,,\"Thi đua, khen thưởng\"",
    ]);
    let sent = [&Q2[..], &["--unit", "p2"]].concat();
    unit.run(&[&sent[..], &["-o", "bieu.xlsx"]].concat()).exits(0);
    let office = office().file("bieu.xlsx", unit.read("bieu.xlsx").unwrap());
    import(&office, &[])
        .exits(0)
        .says(&["Đã ghi data/returns/2021-Q2/p2.csv. Tiếp theo: kstthc report --quarter 2"]);
    let (before, after) = (unit.json(&sent), office.json(&Q2));
    assert_eq!(figures(&before), figures(&after));
    assert_eq!(before["dossiers"]["total"]["received_total"], 4);
    office.run(&["check"]).exits(0);
}

#[test]
fn what_will_be_written_is_shown_and_a_dry_run_writes_nothing() {
    let office = plain();
    let shown = import(&office, &["-n"]).exits(0).says(&["Chạy thử"]).stdout;
    for text in [
        "Trang «Biểu 06a»",
        PATH,
        "Phường 2",
        "Quý II/2021",
        "TTHC cấp xã: Hộ tịch",
        "Tổng số",
        "cấp của đơn vị",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert_eq!(office.read(PATH), None);
}

#[test]
fn sums_that_do_not_hold_are_refused_with_the_row_of_the_workbook() {
    let office = office().file(
        "bieu.xlsx",
        form(|sheet| {
            sheet.write(5, 2, 7).unwrap();
        }),
    );
    import(&office, &["--yes"]).exits(1).says(&[
        "K0701",
        "dòng 2 ở trên là dòng 6 của trang «Biểu 06a»",
        "chưa ghi gì",
    ]);
    assert_eq!(office.read(PATH), None);
}

#[test]
fn a_cell_that_is_no_count_is_named_by_sheet_row_and_heading() {
    let office = office().file(
        "bieu.xlsx",
        form(|sheet| {
            sheet.write(5, 7, "bốn").unwrap().write(5, 8, 1.5).unwrap();
        }),
    );
    import(&office, &["--yes"]).exits(1).says(&[
        "trang «Biểu 06a», dòng 6, ô H6, cột (8) Số lượng hồ sơ đã giải quyết – Trước hạn: «bốn» không phải số",
        "ô I6, cột (9)",
        "2 chỗ sai",
    ]);
    assert_eq!(office.read(PATH), None);
}

#[test]
fn a_file_cut_off_or_no_workbook_is_refused_in_words() {
    let bytes = form(|_| {});
    let cut = office().file("bieu.xlsx", &bytes[..bytes.len() / 2]);
    import(&cut, &[]).exits(2).says(&["bieu.xlsx", "hỏng hoặc bị cắt cụt"]);
    let text = office().file("bieu.xlsx", "Hộ tịch;6\n");
    import(&text, &[]).exits(2).says(&["không phải bảng tính"]);
    import(&office(), &[]).exits(2).says(&["bieu.xlsx"]);
}

#[test]
fn a_return_that_is_there_is_replaced_only_by_force_and_the_same_one_is_left() {
    let office = plain();
    import(&office, &[]).exits(0);
    import(&office, &[]).exits(0).says(&["không có gì thay đổi"]);
    let office = office.edit(PATH, "Hộ tịch", "Hộ khẩu");
    let before = office.read(PATH);
    import(&office, &[]).exits(2).says(&["đã có; không ghi đè", "--force"]);
    assert_eq!(office.read(PATH), before);
    import(&office, &["--force"]).exits(0);
    assert_ne!(office.read(PATH), before);
}

/// The return opens with 3, the one before closed with none: a script must say that it writes all the same.
#[test]
fn a_warning_must_be_confirmed() {
    let before = "level,field,received_online,received_direct,carried_over,resolved_early,resolved_on_time,\
                  resolved_late,pending_in_time,pending_overdue\ncommune,Hộ tịch,0,1,0,0,1,0,0,0\n";
    let office = plain().file("data/returns/2021-Q1/p2.csv", before);
    import(&office, &[]).exits(2).says(&["K0702", "--yes"]);
    assert_eq!(office.read(PATH), None);
    import(&office, &["--yes"]).exits(0);
    assert!(office.read(PATH).is_some());
}

#[test]
fn a_form_needs_its_unit_and_a_period_that_units_report_on() {
    let office = plain();
    let run = |args: &[&str]| office.run(&[&["import", "bieu.xlsx"], args].concat()).exits(2);
    run(&[]).says(&["--profile"]);
    run(&["--return", "--quarter", "2"]).says(&["--unit"]);
    run(&["--return", "--unit", "p2"]).says(&["chưa chọn kỳ"]);
    run(&["--return", "--unit", "p3", "--quarter", "2"]).says(&["không có đơn vị «p3»"]);
    run(&["--return", "--unit", "p2", "--from", "2021-01-01", "--to", "2021-02-01"]).says(&["đột xuất"]);
    run(&["--return", "--unit", "p2", "--quarter", "2", "--profile", "a.toml"]);
    run(&["--profile", "a.toml", "--quarter", "2"]);
}

/// The form names somebody else: figures of one unit would be sent as those of another.
#[test]
fn a_form_that_names_somebody_else_is_asked_about() {
    let named = |reporter: &str| {
        let form = form(|sheet| {
            let parties = format!("- Đơn vị báo cáo: {reporter}\n- Đơn vị nhận báo cáo: UBND thị xã Thử");
            sheet.write(1, 9, parties).unwrap();
        });
        office().file("bieu.xlsx", form)
    };
    for (reporter, meant) in [
        ("UBND PHƯỜNG 1, thị xã Thử", "(--unit p1)"),
        ("UBND thị xã Thử", "aliases"),
        ("Phường 20", "aliases"),
    ] {
        let office = named(reporter);
        let refused = import(&office, &[]).exits(2).says(&["--yes"]);
        assert!(refused.stdout.contains(&format!("«{reporter}»")), "{}", refused.stdout);
        assert!(refused.stdout.contains(meant), "{}", refused.stdout);
        assert_eq!(office.read(PATH), None);
        import(&office, &["--yes"]).exits(0);
    }
    for reporter in ["UBND phường 2, thị xã Thử", "p2", "……"] {
        let shown = import(&named(reporter), &[]).exits(0).stdout;
        assert!(!shown.contains("Cảnh báo"), "{shown}");
    }
}

/// The form is of another period than the one asked for: whoever sends it, or whoever brings it in, took the wrong one.
#[test]
fn a_form_of_another_period_is_asked_about() {
    let of = |period: &str| office().file("bieu.xlsx", form(|sheet| _ = sheet.write(2, 3, period).unwrap()));
    for (period, shown) in [
        ("(Từ ngày 15/12/2020 đến hết ngày 14/3/2021)", "15/12/2020"),
        ("Kỳ báo cáo: Quý I/2021", "quý 1/2021"),
    ] {
        let other = of(period);
        let refused = import(&other, &[]).exits(2).says(&["--yes"]);
        assert!(refused.stdout.contains(shown), "{}", refused.stdout);
        assert_eq!(other.read(PATH), None);
        import(&other, &["--yes"]).exits(0);
    }
    for period in ["Kỳ báo cáo: Quý II/2021", "Từ ngày 15 tháng 3 năm 2021 đến ngày 14 tháng 6 năm 2021"]
    {
        import(&of(period), &[]).exits(0);
    }
}
