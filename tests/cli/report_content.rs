//! What stands in a report, whatever its format: errors, notices, nothing, forms, the clerk's own words.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::naive::{Dossier, Numbers, dossier};
use crate::readback::{Table, markdown_tables, parts, sheets, utf8, visible};
use crate::sandbox::{HEADER, Output, Sandbox, figures};

pub(crate) const Q2: [&str; 5] = ["report", "--quarter", "2", "--year", "2021"];
/// The formats that people read.
pub(crate) const READ: [&str; 5] = ["txt", "md", "html", "docx", "xlsx"];
const ENDINGS: [&str; 7] = ["txt", "md", "html", "docx", "xlsx", "json", "csv"];
pub(crate) const GOOD: &str = "d1,T,vp,direct,2021-04-01,processing,2021-07-01,,Đất đai";
const BAD: &str = "d2,T,vp,direct,2021-02-31,processing,,,Đất đai";

fn run(sandbox: &Sandbox, more: &[&str]) -> Output {
    sandbox.run(&[&Q2[..], more].concat())
}

#[track_caller]
pub(crate) fn file(sandbox: &Sandbox, ending: &str, more: &[&str]) -> Vec<u8> {
    let name = format!("r.{ending}");
    run(sandbox, &[&["-o", &name, "--force"], more].concat()).exits(0);
    sandbox.read(&name).expect("the file is written")
}

/// Everything a person reads of a report, on one line: where a text file breaks a sentence does not matter here.
#[track_caller]
pub(crate) fn text(sandbox: &Sandbox, ending: &str, more: &[&str]) -> String {
    flat(&visible(ending, &file(sandbox, ending, more)))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn errors_in_data_stop_every_format_and_no_file_is_written() {
    let sandbox = Sandbox::new().dossiers(&[GOOD, BAD]);
    for ending in ENDINGS {
        let name = format!("r.{ending}");
        let output =
            run(&sandbox, &["-o", &name]).exits(1).says(&["2021-02-31", "dừng lại vì dữ liệu có lỗi"]);
        assert_eq!((output.stdout.as_str(), sandbox.read(&name)), ("", None), "{ending}");
        let format = if ending == "txt" { "text" } else { ending };
        assert_eq!(run(&sandbox, &["--format", format]).exits(1).stdout, "", "{ending}");
    }
    run(&sandbox, &["--out-dir", "o"]).exits(1);
    assert!(!sandbox.path("o").exists());
}

const LEFT_OUT: &str = "BÁO CÁO CHƯA ĐẦY ĐỦ: bỏ ra 1 dòng có lỗi trong sổ.";

fn incomplete(ending: &str) -> Vec<u8> {
    file(&Sandbox::new().dossiers(&[GOOD, BAD]), ending, &["--allow-errors"])
}

#[test]
fn every_page_of_a_word_file_says_that_rows_were_left_out() {
    let parts = parts(&incomplete("docx"));
    assert!(parts["word/footer1.xml"].contains(LEFT_OUT));
    let document = &parts["word/document.xml"];
    let sections: Vec<&str> = document.split("<w:sectPr>").skip(1).collect();
    assert!(sections.len() > 4, "the letter and its annexes");
    for section in sections {
        let own = section.split("</w:sectPr>").next().unwrap();
        for pages in ["default", "first"] {
            let foot = format!("<w:footerReference w:type=\"{pages}\" r:id=\"rId5\"/>");
            assert!(own.contains(&foot), "{own}");
        }
    }
    assert!(parts["word/_rels/document.xml.rels"].contains("Id=\"rId5\""));
    let footer = parts["word/_rels/document.xml.rels"].split("<Relationship ").find(|r| r.contains("rId5"));
    assert!(footer.unwrap().contains("footer1.xml"));
}

#[test]
fn every_sheet_of_a_workbook_says_that_rows_were_left_out() {
    let sheets = sheets(&incomplete("xlsx"));
    assert!(sheets.len() > 4);
    for (name, table) in sheets {
        assert!(table.concat().iter().any(|cell| cell.contains(LEFT_OUT)), "{name}");
    }
}

#[test]
fn text_pages_and_data_say_that_rows_were_left_out() {
    let html = utf8(&incomplete("html"));
    let notices =
        html.split("class=\"notices\"").nth(1).expect("the notices").split("</div>").next().unwrap();
    assert!(notices.contains(LEFT_OUT), "{notices}");
    let running = html.matches("<div class=\"running\"").count();
    assert_eq!(
        running,
        1 + html.matches("<section class=\"annex").count(),
        "above the letter and each annex"
    );
    let foot = html.split("@bottom-left").nth(1).expect("the foot of printed pages");
    assert!(foot.split('}').next().unwrap().contains(LEFT_OUT));
    assert!(utf8(&incomplete("md")).contains("> **BÁO CÁO CHƯA ĐẦY ĐỦ: bỏ ra 1 dòng có lỗi"));
    assert!(utf8(&incomplete("txt")).contains(LEFT_OUT));
    let csv = incomplete("csv");
    let mut reader = csv::Reader::from_reader(&csv[..]);
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert!(rows.len() == 3 && rows.iter().all(|row| row["rows_left_out"] == "1"), "{rows:?}");
    let report: Value = serde_json::from_slice(&incomplete("json")).unwrap();
    assert_eq!(report["provenance"]["rows_left_out"], json!(1));
}

#[test]
fn a_complete_report_has_no_notice() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]);
    for ending in READ {
        assert!(!text(&sandbox, ending, &["--allow-errors"]).contains("CHƯA ĐẦY ĐỦ"), "{ending}");
    }
    let docx = parts(&file(&sandbox, "docx", &[]));
    assert!(!docx["word/document.xml"].contains("footerReference"));
}

#[test]
fn where_nothing_happened_every_format_says_so_and_a_rate_over_nothing_is_a_dash() {
    let sandbox = Sandbox::new();
    for ending in READ {
        let text = text(&sandbox, ending, &["--compare", "last-year"]);
        assert!(text.contains("Không phát sinh."), "{ending}: {text}");
        assert!(text.contains("Tỷ lệ đúng hạn trên"), "{ending}: {text}");
        for number in ["NaN", "nan%", "inf%", "0,00%"] {
            assert!(!text.contains(number), "{ending}: {number} in {text}");
        }
    }
    let html = utf8(&file(&sandbox, "html", &[]));
    let card = html.split("Tỷ lệ giải quyết trước hạn và đúng hạn").nth(1).expect("the card of the rate");
    assert!(flat(&visible("html", card.as_bytes())).starts_with('–'), "{card:.200}");
    let report = sandbox.json(&Q2);
    assert_eq!(report["dossiers"]["on_time_rate"]["percent"], Value::Null);
    let csv = utf8(&file(&sandbox, "csv", &[]));
    assert!(
        csv.lines().nth(1).unwrap().starts_with("total,,,,0,0,0,0,0,0,0,0,0,0,0,,received_total"),
        "{csv}"
    );
}

/// The rows of a table of a Markdown report, by a word of its heading.
#[track_caller]
pub(crate) fn table(markdown: &[u8], heading: &str) -> Table {
    let tables = markdown_tables(&utf8(markdown));
    let found = tables.into_iter().find(|table| table[0].iter().any(|cell| cell == heading));
    found.unwrap_or_else(|| panic!("no table with {heading}")).split_off(2)
}

fn generated() -> Sandbox {
    let mut numbers = Numbers::new(11);
    let rows: String =
        (0..500).map(|id| dossier(&mut numbers, id)).map(|dossier: Dossier| dossier.row()).collect();
    Sandbox::new().file("data/dossiers/a.csv", format!("{HEADER}{rows}")).on("2022-01-10")
}

/// What, left, right, verdict of each identity.
fn identities(sandbox: &Sandbox, period: &[&str]) -> Table {
    sandbox.run(&[&["report"], period, &["-o", "r.md", "--force"]].concat()).exits(0);
    table(&sandbox.read("r.md").unwrap(), "Quan hệ")
}

#[test]
fn each_identity_stands_with_two_equal_sides() {
    let sandbox = generated();
    let rows = identities(&sandbox, &["--quarter", "2", "--year", "2021"]);
    assert_eq!(rows.len(), 30);
    for row in &rows {
        assert!(row[2] == row[3] && row[4] == "Khớp", "{row:?}");
    }
    let total = figures(&sandbox.json(&Q2)["dossiers"]["total"]);
    let side = |start: &str| rows.iter().find(|row| row[1].starts_with(start)).expect(start)[2].clone();
    assert_eq!(side("(3) = (4)"), total[0].to_string());
    assert_eq!(side("(7) = (8)"), total[4].to_string());
    assert_eq!(side("(11) = (12)"), total[8].to_string());
    assert_eq!(side("(10) + (13)"), (total[7] + total[10]).to_string());
    assert_eq!(side("(6) Từ kỳ trước"), total[3].to_string());
    assert!(total.iter().all(|figure| *figure > 0), "the log reaches every column: {total:?}");
}

#[test]
fn the_quarters_of_a_longer_period_add_up_before_the_readers_eyes() {
    let sandbox = generated();
    let periods: [(&[&str], &str); 3] = [
        (&["--six-months"], "Quý I/2021 + Quý II/2021"),
        (&["--nine-months"], "Quý I/2021 + Quý II/2021 + Quý III/2021"),
        (&["--annual"], "Quý I/2021 + Quý II/2021 + Quý III/2021 + Quý IV/2021"),
    ];
    for (period, quarters) in periods {
        let rows = identities(&sandbox, &[period, &["--year", "2021"]].concat());
        let parts: Vec<_> = rows.iter().filter(|row| row[1].ends_with(quarters)).collect();
        let columns: Vec<&str> = parts.iter().map(|row| row[1].split(' ').next().unwrap()).collect();
        assert_eq!(columns, ["(4)", "(5)", "(7)", "(8)", "(9)", "(10)"], "{period:?}");
        assert!(parts.iter().all(|row| row[2] == row[3] && row[2] != "0" && row[4] == "Khớp"), "{parts:?}");
    }
}

/// Circular 1/2020/TT-VPCP, 10/12/2020 to 14/02/2026; the forms before and after it are not established.
#[test]
fn a_form_is_called_official_only_while_its_circular_is_in_force() {
    let old = "d0,T,vp,direct,2020-04-01,processing,2020-07-01,,Đất đai";
    let sandbox = Sandbox::new().dossiers(&[old, GOOD]).on("2026-12-20");
    let periods = [
        ("2", "2021", true),
        ("4", "2020", true),
        ("4", "2025", true),
        ("3", "2020", false),
        ("1", "2026", false),
        ("2", "2026", false),
    ];
    for (quarter, year, is_official) in periods {
        for ending in READ {
            let name = format!("r.{ending}");
            let args = ["report", "--quarter", quarter, "--year", year, "-o", &name, "--force"];
            sandbox.run(&args).exits(0);
            let text = flat(&visible(ending, &sandbox.read(&name).unwrap()));
            assert_eq!(text.contains("Biểu số II.06a/VPCP/KSTT"), is_official, "{ending} {quarter}/{year}");
            assert!(is_official || text.contains("Mẫu tham khảo"), "{ending} {quarter}/{year}");
        }
    }
}

/// The sections of a Markdown report: heading and text.
fn sections(markdown: &str) -> Vec<(String, String)> {
    let sections = markdown.split("\n### ").skip(1).map(|section| section.split_once('\n').unwrap());
    sections.map(|(heading, text)| (heading.to_owned(), text.to_owned())).collect()
}

const NARRATIVE: &str =
    "# I.8\nĐã phát 500 tờ rơi *tại* bộ phận một cửa.\n\n# Đề xuất, kiến nghị\nĐề nghị tập huấn thêm.\n";

#[test]
fn the_clerks_paragraphs_stand_in_their_sections() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("data/narrative/2021-Q2.txt", NARRATIVE);
    for ending in ["txt", "md", "html", "docx"] {
        let text = text(&sandbox, ending, &[]);
        let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{ending} lacks {part:?}: {text}"));
        let places = [
            place("8. Truyền thông về kiểm soát thủ tục hành chính"),
            place("Đã phát 500 tờ rơi *tại* bộ phận một cửa."),
            place("9. Kiểm tra việc kiểm soát thủ tục hành chính"),
            place("Đề nghị tập huấn thêm."),
        ];
        assert!(places.is_sorted(), "{ending}: {places:?}");
    }
    let markdown = utf8(&file(&sandbox, "md", &[]));
    let sections = sections(&markdown);
    let (_, eighth) = sections.iter().find(|(heading, _)| heading.starts_with("8. ")).unwrap();
    assert!(!eighth.contains("Không phát sinh"), "something did happen: {eighth}");
}

#[test]
fn the_clerks_paragraphs_are_those_of_their_period_alone() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("data/narrative/2021-Q2.txt", NARRATIVE);
    let periods: [&[&str]; 4] = [
        &["--quarter", "1", "--year", "2021"],
        &["--quarter", "2", "--year", "2022"],
        &["--six-months", "--year", "2021"],
        &["--from", "2021-03-15", "--to", "2021-06-14"],
    ];
    for period in periods {
        let text = sandbox.run(&[&["report"], period].concat()).exits(0).stdout;
        assert!(!text.contains("500 tờ rơi"), "{period:?}");
    }
}

#[test]
fn a_paragraph_without_a_section_is_left_out_and_warned_of() {
    let stray = "# I.8\nMột.\n# Nguyên nhan chính\nHai.\n";
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("data/narrative/2021-Q2.txt", stray);
    let output = run(&sandbox, &["-o", "r.md"]).exits(0);
    let output = output.says(&["cảnh báo: data/narrative/2021-Q2.txt:3:", "«Nguyên nhan chính»"]);
    assert!(!output.stderr.contains("txt:1:"), "{output:?}");
    let text = utf8(&sandbox.read("r.md").unwrap());
    assert!(text.contains("\nMột.\n") && !text.contains("\nHai.\n"), "{text}");
}

/// What somebody could type into a cell of a log or of the plan.
const MARKUP: &str = "=HYPERLINK(1) <b>&\"đậm\"</b>";

fn with_markup() -> Sandbox {
    let quoted = format!("\"{}\"", MARKUP.replace('"', "\"\""));
    let header = HEADER.replace('\n', ",late_reason\n");
    let row = format!("{quoted},T,vp,direct,2021-04-01,completed,2021-05-10,2021-05-20,{quoted},{quoted}\n");
    Sandbox::new()
        .plan(&[("Trước ngày 10 của tháng cuối Quý", "kind = \"before_day\"\nday = 10")])
        .edit("plan/2021/A-I.toml", "\"Việc 1\"", &format!("'{MARKUP}'"))
        .file("data/dossiers/a.csv", format!("{header}{row}"))
        .file("data/narrative/2021-Q2.txt", format!("# I.8\n{MARKUP}\n"))
}

/// Field, id and reason of a dossier, task of an item, the clerk's words: each is shown as it was typed.
#[test]
fn what_was_typed_is_shown_and_never_becomes_markup() {
    let sandbox = with_markup();
    for ending in ["docx", "html", "md"] {
        let bytes = file(&sandbox, ending, &[]);
        let raw = if ending == "docx" { parts(&bytes).into_values().collect() } else { utf8(&bytes) };
        assert!(!raw.contains("<b>") && (ending == "md" || !raw.contains("&\"")), "{ending}");
        let shown = flat(&visible(ending, &bytes)).matches(MARKUP).count();
        assert!(shown >= 6, "{ending}: {shown}");
    }
}

#[test]
fn no_text_in_a_workbook_is_a_formula() {
    let bytes = file(&with_markup(), "xlsx", &[]);
    let parts = parts(&bytes);
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
        assert!(!part.contains("<f>") && !part.contains("<f "), "{name}");
    }
    let cells: Vec<String> = sheets(&bytes).into_iter().flat_map(|(_, table)| table.concat()).collect();
    assert!(cells.iter().filter(|cell| *cell == MARKUP).count() >= 4, "{cells:?}");
    assert!(parts["xl/styles.xml"].contains("quotePrefix=\"1\""), "a text when somebody edits it, too");
}

#[test]
fn an_office_lays_out_a_page_of_its_own() {
    let template = "<p>{{ title }}</p>{{ annexes[0].table.rows | length }}\n";
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("templates/report.html", template);
    let html = utf8(&file(&sandbox, "html", &[]));
    assert!(html.starts_with("<p>BÁO CÁO Công tác") && html.ends_with("Quý II/2021</p>3\n"), "{html}");
    run(&sandbox, &["--out-dir", "o"]).exits(0);
    assert_eq!(utf8(&sandbox.read("o/trang-lanh-dao-2021-Q2.html").unwrap()), html);
}

#[test]
fn a_page_that_cannot_be_made_stops_with_its_reason_and_the_bundle_with_it() {
    for template in ["{{ x", "{{ tieu_de }}", "{% for x in annexes %}"] {
        let sandbox = Sandbox::new().dossiers(&[GOOD]).file("templates/report.html", template);
        let reason = "mẫu trang templates/report.html không dùng được";
        run(&sandbox, &["-o", "r.html"]).exits(2).says(&[reason]);
        run(&sandbox, &["--out-dir", "o"]).exits(2).says(&[reason]);
        assert!(!sandbox.path("r.html").exists() && !sandbox.path("o").exists(), "{template}");
        run(&sandbox, &["-o", "r.docx"]).exits(0);
    }
}

const FORM: &str = r#"schema_version = 1
key = "bieu-rieng"
sheet = "Biểu riêng"
title = "BẢNG TÓM TẮT RIÊNG CỦA CƠ QUAN"
rows = "dossiers_by_unit"
notes = ["Bảng do cơ quan tự lập."]
[[validity]]
status = "own"
[[column]]
heading = "Tên đơn vị"
value = "name"
[[column]]
heading = "Số hồ sơ nhận"
value = "received_total"
"#;

#[test]
fn an_offices_own_form_is_one_more_annex_in_every_format() {
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("templates/forms/rieng.toml", FORM);
    for ending in READ {
        let text = text(&sandbox, ending, &[]);
        for part in ["BẢNG TÓM TẮT RIÊNG CỦA CƠ QUAN", "Số hồ sơ nhận", "Bảng do cơ quan tự lập."]
        {
            assert!(text.contains(part), "{ending} lacks {part:?}: {text}");
        }
    }
    let rows = table(&file(&sandbox, "md", &[]), "Số hồ sơ nhận");
    assert_eq!(rows, [["Văn phòng", "1"], ["Tổng số", "1"]]);
}

/// By its key: the others stay as they are.
#[test]
fn an_offices_own_form_takes_the_place_of_the_one_with_its_key() {
    let own = FORM.replace("bieu-rieng", "theo-don-vi");
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("templates/forms/rieng.toml", own);
    let markdown = utf8(&file(&sandbox, "md", &[]));
    assert!(markdown.contains("## Phụ lục II. BẢNG TÓM TẮT RIÊNG"), "{markdown}");
    assert!(!markdown.contains("THEO ĐƠN VỊ") && markdown.contains("II.06a"), "{markdown}");
}

#[test]
fn a_form_with_an_error_stops_the_report_at_its_line() {
    let own = FORM.replace("received_total", "recieved");
    let sandbox = Sandbox::new().dossiers(&[GOOD]).file("templates/forms/rieng.toml", own);
    run(&sandbox, &["-o", "r.md"]).exits(1).says(&["templates/forms/rieng.toml:14", "received_total"]);
    assert!(sandbox.read("r.md").is_none());
}

const OUTLINE: &str = r#"schema_version = 1
kind = "BÁO CÁO"
about = "Công tác một cửa"
[[part]]
title = "SỐ LIỆU CỦA THỊ XÃ"
[[part.section]]
title = "Hồ sơ trong kỳ"
content = ["dossiers"]
forms = ["ii-06a"]
[[part]]
title = "LỜI KẾT"
[[part.section]]
"#;

#[test]
fn an_offices_own_outline_replaces_headings_and_says_where_the_clerks_words_go() {
    let sandbox = Sandbox::new()
        .dossiers(&[GOOD])
        .file("templates/outline.toml", OUTLINE)
        .file("data/narrative/2021-Q2.txt", "# Lời kết\nTrân trọng.\n# IV\nKhông còn mục này.\n");
    run(&sandbox, &["-o", "r.md"]).exits(0).says(&["2021-Q2.txt:3:", "«IV»"]);
    let markdown = utf8(&sandbox.read("r.md").unwrap());
    let is_heading = |line: &&str| line.starts_with('#') && !line.contains("Phụ lục");
    let expected = [
        "# BÁO CÁO Công tác một cửa, Quý II/2021",
        "## I. SỐ LIỆU CỦA THỊ XÃ",
        "### 1. Hồ sơ trong kỳ",
        "## II. LỜI KẾT",
    ];
    assert_eq!(markdown.lines().filter(is_heading).collect::<Vec<_>>(), expected);
    assert!(markdown.contains("## II. LỜI KẾT\n\nTrân trọng.\n") && !markdown.contains("Không còn mục này"));
    for ending in ["txt", "html", "docx"] {
        let text = text(&sandbox, ending, &[]);
        assert!(text.contains("II. LỜI KẾT") && !text.contains("ĐÁNH GIÁ CHUNG"), "{ending}");
    }
}
