//! What every file must keep.

use super::checker::{Element, parts};
use super::render;
use super::sample::{annexes, document, letter, strings};
use crate::report::document::{Annex, Block, Document, Letter, Table};

fn part(document: &Document, name: &str) -> Element {
    let parts = parts(&render(document).unwrap());
    let (_, text) = parts.iter().find(|(found, _)| found == name).unwrap();
    Element::parse(text)
}

fn main_part(document: &Document) -> Element {
    part(document, "word/document.xml")
}

fn plain() -> Document {
    Document { letter: None, annexes: Vec::new(), notices: Vec::new(), ..document() }
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    for document in [document(), plain(), Document::default()] {
        for (_, text) in parts(&render(&document).unwrap()) {
            let root = Element::parse(&text);
            root.check_order();
            root.check_tables();
        }
    }
}

#[test]
fn every_part_has_a_type_and_every_relation_a_part() {
    let bytes = render(&document()).unwrap();
    let names: Vec<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    let types = part(&document(), "[Content_Types].xml");
    for named in types.children("Override") {
        let name = named.attribute("PartName").unwrap().trim_start_matches('/');
        assert!(names.iter().any(|found| found == name), "{name}");
    }
    let relations = part(&document(), "word/_rels/document.xml.rels");
    let used = main_part(&document());
    for reference in used.all().into_iter().filter_map(|element| element.attribute("r:id")) {
        let found = relations.children("Relationship").into_iter();
        let target = found.filter(|relation| relation.attribute("Id") == Some(reference)).collect::<Vec<_>>();
        let target = format!("word/{}", target[0].attribute("Target").unwrap());
        assert!(names.contains(&target), "{target}");
    }
    assert_eq!(names[0], "[Content_Types].xml", "the types lead, as readers of packages expect");
}

#[test]
fn the_same_document_is_the_same_file() {
    assert_eq!(render(&document()).unwrap(), render(&document()).unwrap());
}

#[test]
fn files_carry_no_time_but_fixed_ones() {
    let bytes = render(&document()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let file = archive.by_index(at).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT));
    }
    let core = part(&document(), "docProps/core.xml");
    let text = |tag: &str| core.find(tag)[0].text.clone();
    assert_eq!(text("dcterms:created"), "2000-01-01T00:00:00Z");
    assert_eq!(text("dcterms:modified"), "2000-01-01T00:00:00Z");
    assert_eq!(text("dc:creator"), "kstthc");
    assert_eq!(text("dc:description"), document().stamp);
    assert!(text("dc:title").starts_with("BÁO CÁO Công tác kiểm soát"), "{}", text("dc:title"));
}

#[test]
fn all_words_of_the_document_are_in_the_file() {
    let document = document();
    let paragraphs = main_part(&document).paragraphs();
    let has = |text: &str| assert!(paragraphs.iter().any(|line| line == text), "{text}");
    let letter = letter();
    let lists = [&letter.issuer, &letter.about, &letter.signature];
    lists.into_iter().flatten().for_each(|text| has(text));
    for text in [&letter.number, &letter.place_and_date, &letter.kind, &letter.signer] {
        has(text);
    }
    for block in &document.blocks {
        match block {
            Block::Heading(text) | Block::Subheading(text) => has(text),
            Block::Paragraph(text) => text.lines().for_each(has),
            Block::Facts(facts) => facts.iter().for_each(|(term, cell)| {
                has(term);
                has(&cell.display);
            }),
            Block::Table(table) => cells(table).for_each(has),
        }
    }
    for annex in &document.annexes {
        for text in [&annex.label, &annex.title, &annex.form, &annex.origin, &annex.measure] {
            has(text);
        }
        let lists = [&annex.subtitle, &annex.parties, &annex.notes];
        lists.into_iter().flatten().for_each(|text| has(text));
        cells(&annex.table).for_each(has);
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &str> {
    let headings = table.columns.iter().map(|column| column.heading.as_str());
    headings.chain(table.shown().iter().flat_map(|row| row.cells.iter().map(|cell| cell.display.as_str())))
}

#[test]
fn lists_end_with_a_full_stop_and_one_addressee_stands_on_the_line_itself() {
    let paragraphs = main_part(&document()).paragraphs();
    let after = |first: &str| {
        let at = paragraphs.iter().position(|line| line == first).unwrap();
        paragraphs[at + 1..].iter().take(4).cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        after("Kính gửi:")[..2],
        ["- Ủy ban nhân dân tỉnh Bình Phước;", "- Văn phòng Ủy ban nhân dân tỉnh Bình Phước."]
    );
    let recipients = after("Nơi nhận:");
    assert_eq!((recipients[0].as_str(), recipients[3].as_str()), ("- Như trên;", "- Lưu: VT, KSTTHC."));
    let one = Letter { addressees: strings(&["Ủy ban nhân dân tỉnh Bình Phước"]), ..letter() };
    let paragraphs = main_part(&Document { letter: Some(one), ..document() }).paragraphs();
    assert!(paragraphs.contains(&"Kính gửi: Ủy ban nhân dân tỉnh Bình Phước".to_owned()));
}

#[test]
fn headings_of_tables_are_repeated_and_no_row_is_split() {
    let root = main_part(&document());
    let form = root.find("w:tbl").into_iter().find(|table| table.find("w:gridCol").len() == 13).unwrap();
    let rows = form.children("w:tr");
    let headings: Vec<bool> = rows.iter().map(|row| !row.find("w:tblHeader").is_empty()).collect();
    assert_eq!(headings[..5], [true, true, true, true, false], "three rows of headings and one of numbers");
    assert!(headings[4..].iter().all(|heading| !heading));
    assert!(root.find("w:tr").iter().all(|row| !row.find("w:cantSplit").is_empty()));
}

#[test]
fn cells_merged_downwards_start_once_and_go_on_to_the_last_heading() {
    let root = main_part(&document());
    let form = root.find("w:tbl").into_iter().find(|table| table.find("w:gridCol").len() == 13).unwrap();
    let merged: Vec<Vec<Option<&str>>> = form.children("w:tr")[..3]
        .iter()
        .map(|row| row.find("w:vMerge").iter().map(|merge| merge.attribute("w:val")).collect())
        .collect();
    assert_eq!(merged[0], [Some("restart"); 2]);
    assert_eq!(merged[1].iter().filter(|merge| merge.is_none()).count(), 2);
    assert_eq!(merged[1].iter().filter(|merge| merge.is_some()).count(), 9);
    assert_eq!(merged[2], [None; 11]);
}

#[test]
fn notices_stand_at_the_foot_of_every_page() {
    let root = main_part(&document());
    for section in root.find("w:sectPr") {
        let kinds: Vec<_> =
            section.children("w:footerReference").iter().map(|foot| foot.attribute("w:type")).collect();
        assert_eq!(kinds, [Some("default"), Some("first")]);
    }
    assert_eq!(part(&document(), "word/footer1.xml").paragraphs(), document().notices);
    assert!(main_part(&plain()).find("w:footerReference").is_empty());
}

#[test]
fn each_annex_is_a_section_that_counts_from_one_and_lies_as_it_asks() {
    let root = main_part(&document());
    let sections = root.find("w:sectPr");
    let lies: Vec<_> =
        sections.iter().map(|section| section.find("w:pgSz")[0].attribute("w:orient")).collect();
    assert_eq!(lies, [None, Some("landscape"), Some("landscape"), None]);
    for section in sections {
        assert_eq!(section.find("w:pgNumType")[0].attribute("w:start"), Some("1"));
        assert_eq!(section.find("w:titlePg").len(), 1, "the first page shows no number");
    }
    assert_eq!(part(&document(), "word/header2.xml").find("w:fldSimple").len(), 0);
    assert_eq!(part(&document(), "word/header1.xml").find("w:fldSimple").len(), 1);
}

#[test]
fn tables_are_as_wide_as_the_text_of_their_page() {
    let root = main_part(&document());
    for table in root.find("w:tbl") {
        let columns = table.find("w:gridCol");
        let sum: u32 =
            columns.iter().map(|column| column.attribute("w:w").unwrap().parse::<u32>().unwrap()).sum();
        assert!(sum == 9354 || sum == 14_286 || columns.len() == 2 && sum < 9354, "{sum}");
    }
}

#[test]
fn what_a_page_leaves_out_is_said_and_not_shown() {
    let paragraphs = main_part(&document()).paragraphs();
    let said = "Còn 10 dòng không in ở đây; bảng đầy đủ có trong bản Excel của báo cáo.";
    assert_eq!(paragraphs.iter().filter(|line| *line == said).count(), 1);
    assert!(paragraphs.contains(&"000.00.53.H10-210615-0020".to_owned()));
    assert!(!paragraphs.contains(&"000.00.53.H10-210615-0021".to_owned()));
}

#[test]
fn a_table_without_rows_says_that_nothing_happened() {
    let said =
        |document: &Document| main_part(document).paragraphs().contains(&"Không phát sinh.".to_owned());
    assert!(said(&document()));
    let annexes = annexes().into_iter().take(2).collect();
    assert!(!said(&Document { annexes, ..document() }));
    assert!(said(&Document { annexes: vec![Annex::default()], ..document() }));
}

#[test]
fn a_row_with_one_strong_cell_takes_the_whole_row() {
    let root = main_part(&document());
    let rows = root.find("w:tr");
    let row =
        rows.iter().find(|row| row.paragraphs() == ["A. HOẠT ĐỘNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH"]).unwrap();
    assert_eq!(row.find("w:gridSpan")[0].attribute("w:val"), Some("4"));
    assert!(!row.find("w:b").is_empty());
}

#[test]
fn headings_are_those_of_the_navigation_pane() {
    let styles = part(&document(), "word/styles.xml");
    let level = |id: &str| {
        let found = styles.children("w:style").into_iter();
        let found: Vec<_> = found.filter(|style| style.attribute("w:styleId") == Some(id)).collect();
        found[0].find("w:outlineLvl").first().and_then(|level| level.attribute("w:val")).map(str::to_owned)
    };
    assert_eq!(
        [level("Heading1"), level("Heading2"), level("BodyText")],
        [Some("0".to_owned()), Some("1".to_owned()), None]
    );
    let used = main_part(&document());
    let count =
        |id: &str| used.find("w:pStyle").iter().filter(|style| style.attribute("w:val") == Some(id)).count();
    assert_eq!((count("Heading1"), count("Heading2"), count("PhuLuc")), (2, 2, 3));
}

#[test]
fn every_style_in_use_is_defined_once() {
    let styles = part(&document(), "word/styles.xml");
    let ids: Vec<_> =
        styles.children("w:style").iter().filter_map(|style| style.attribute("w:styleId")).collect();
    for document in [document(), plain()] {
        for used in main_part(&document).find("w:pStyle") {
            let id = used.attribute("w:val").unwrap();
            assert_eq!(ids.iter().filter(|found| **found == id).count(), 1, "{id}");
        }
    }
}

#[test]
fn a_document_without_letter_has_its_title_and_no_state() {
    let paragraphs = main_part(&plain()).paragraphs();
    assert_eq!(paragraphs[..2], ["Báo cáo Quý II năm 2021", "Từ ngày 15/3/2021 đến ngày 14/6/2021"]);
    assert!(!paragraphs.iter().any(|line| line.starts_with("CỘNG HÒA")));
    assert_eq!(part(&plain(), "docProps/core.xml").find("dc:title")[0].text, "Báo cáo Quý II năm 2021");
}

#[test]
fn whatever_texts_hold_no_part_is_broken() {
    let odd = "\"<b>&amp;</b>\"\u{0}\u{b}\r\u{1b}[31m\u{ffff} 'x' ]]>".to_owned();
    let annex = Annex { title: odd.clone(), notes: vec![odd.clone()], ..Annex::default() };
    let document = Document {
        notices: vec![odd.clone()],
        letter: Some(Letter { kind: odd.clone(), recipients: vec![odd.clone()], ..letter() }),
        blocks: vec![Block::Heading(odd.clone()), Block::Paragraph(odd.clone())],
        annexes: vec![annex],
        stamp: odd,
        ..Document::default()
    };
    let shown = "\"<b>&amp;</b>\"[31m 'x' ]]>";
    let paragraphs = main_part(&document).paragraphs();
    assert_eq!(paragraphs.iter().filter(|line| *line == shown).count(), 5);
    assert!(paragraphs.contains(&format!("- {shown}.")));
    assert_eq!(part(&document, "word/footer1.xml").paragraphs(), [shown]);
    assert_eq!(part(&document, "docProps/core.xml").find("dc:description")[0].text, shown);
}

/// NĐ 30/2020/NĐ-CP, Phụ lục I: a công văn names no type; what it is about stands under its number.
#[test]
fn a_cong_van_has_its_subject_under_the_number_and_no_type() {
    let subject = "V/v đôn đốc thực hiện nhiệm vụ".to_owned();
    let own = Letter {
        subject: subject.clone(),
        kind: String::new(),
        about: Vec::new(),
        addressees: strings(&["Phòng A"]),
        ..letter()
    };
    let document = Document { letter: Some(own), ..document() };
    let main = main_part(&document);
    main.check_order();
    let paragraphs: Vec<String> = main.paragraphs().into_iter().filter(|line| !line.is_empty()).collect();
    let at = |text: &str| paragraphs.iter().position(|line| line == text).unwrap();
    assert_eq!(at(&subject), at(&letter().number) + 1);
    assert_eq!(at("Kính gửi: Phòng A"), at(&letter().place_and_date) + 1, "{paragraphs:?}");
    let styles =
        main.find("w:pStyle").into_iter().filter_map(|style| style.attribute("w:val")).collect::<Vec<_>>();
    assert!(styles.contains(&"VeViec") && !styles.contains(&"Title") && !styles.contains(&"TrichYeu"));
    let core = part(&document, "docProps/core.xml");
    assert_eq!(core.find("dc:title")[0].text, subject);
}

/// Between the last words and who signs no page may break.
#[test]
fn a_signature_never_stands_on_a_page_alone() {
    let body = main_part(&document());
    let styled = |element: &&Element| {
        let style = element.find("w:pStyle");
        style.first().and_then(|style| style.attribute("w:val")).map(str::to_owned)
    };
    let all: Vec<&Element> = body.find("w:p");
    let head = all.iter().position(|p| styled(p).as_deref() == Some("NoiNhan")).unwrap();
    assert_eq!(styled(&all[head - 1]).as_deref(), Some("KhoangCach"));
    assert!(!all[head - 1].find("w:keepNext").is_empty());
}
