//! Documents as GitHub-flavoured Markdown, for a page of the repository or a comment.

use std::borrow::Borrow;

use crate::report::document::{Annex, Block, Cell, Column, Document, Layout, Letter, Row, Table, Value};
use crate::text::wording;

/// Renders a document. Texts are escaped, so that a page shows them as they are.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut parts = Vec::new();
    let letter = document.letter.as_ref();
    parts.extend(letter.map(letter_head));
    parts.push(format!("# {}", inline(&document.title)));
    parts.push(lines(&document.subtitle));
    parts.extend(document.notices.iter().map(|notice| format!("> **{}**", inline(notice))));
    parts.extend(letter.map(addressees));
    parts.extend(document.blocks.iter().map(block));
    parts.extend(letter.map(letter_end));
    parts.extend(document.annexes.iter().flat_map(annex));
    parts.push(stamp(&document.stamp));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// Lines that stay lines: a backslash at the end of each but the last.
fn lines(texts: &[String]) -> String {
    texts.iter().map(|text| starting(text)).collect::<Vec<_>>().join("\\\n")
}

fn bold(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| format!("**{}**", inline(text))).collect()
}

/// What stands above the title, which itself tells the type of document and what it is about.
fn letter_head(letter: &Letter) -> String {
    let superior = letter.superior.iter().map(|text| inline(text));
    let mut head: Vec<_> = superior.chain(bold(&letter.issuer)).collect();
    let own = [&letter.number, &letter.subject, &letter.place_and_date].into_iter();
    head.extend(own.filter(|text| !text.is_empty()).map(|text| inline(text)));
    head.join("\\\n")
}

fn addressees(letter: &Letter) -> String {
    match letter.addressees.as_slice() {
        [] => String::new(),
        [one] => format!("Kính gửi: {}", inline(one)),
        several => format!("Kính gửi:\n\n{}", list(several)),
    }
}

fn letter_end(letter: &Letter) -> String {
    let mut signature = bold(&letter.signature);
    if !letter.signer.is_empty() {
        signature.push(format!("**{}**", inline(&letter.signer)));
    }
    let signature = signature.join("\\\n");
    if letter.recipients.is_empty() {
        return signature;
    }
    format!("{signature}\n\n***Nơi nhận:***\n\n{}", list(&letter.recipients))
}

fn list(texts: &[String]) -> String {
    texts.iter().map(|text| format!("- {}", starting(text))).collect::<Vec<_>>().join("\n")
}

fn stamp(stamp: &str) -> String {
    if stamp.is_empty() { String::new() } else { format!("---\n\n<sub>{}</sub>", inline(stamp)) }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("## {}", inline(text)),
        Block::Subheading(text) => format!("### {}", inline(text)),
        Block::Paragraph(text) => paragraph(text),
        Block::Facts(facts) => table_of_facts(facts),
        Block::Table(table) => self::table(table),
    }
}

fn annex(annex: &Annex) -> Vec<String> {
    let labelled = [&annex.label, &annex.title].map(|text| inline(text));
    let heading = labelled.iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>();
    let left: Vec<_> =
        [&annex.form, &annex.origin].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    let measure =
        if annex.measure.is_empty() { String::new() } else { format!("*{}*", inline(&annex.measure)) };
    let mut parts = vec![
        format!("## {}", heading.join(". ")),
        lines(&left),
        lines(&annex.parties),
        lines(&annex.subtitle),
        measure,
        table(&annex.table),
    ];
    parts.extend(annex.notes.iter().map(|note| paragraph(note)));
    parts
}

fn table_of_facts(facts: &[(String, Cell)]) -> String {
    let texts = facts.iter().any(|(_, cell)| matches!(cell.value, Value::Text(_)));
    let values = if texts { Layout::Text } else { Layout::Number };
    let mut lines = vec![line(["Nội dung", "Giá trị"]), line([Layout::Text, values].map(alignment))];
    lines.extend(facts.iter().map(|(term, value)| line([in_cell(term), in_cell(&value.display)])));
    lines.join("\n")
}

fn table(table: &Table) -> String {
    let mut lines = vec![
        line(table.columns.iter().map(heading)),
        line(table.columns.iter().map(|column| alignment(column.layout))),
    ];
    if table.is_numbered() {
        lines.push(line(table.columns.iter().map(|column| in_cell(&column.number))));
    }
    lines.extend(table.shown().iter().map(row));
    let mut text = lines.join("\n");
    if table.rows.is_empty() {
        text.push_str(&format!("\n\n{}", wording::NOTHING));
    }
    if table.left_out() > 0 {
        text.push_str(&format!("\n\n{}", inline(&wording::rows_not_shown(table.left_out()))));
    }
    text
}

fn line<T: Borrow<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let cells: Vec<_> = cells.into_iter().collect();
    format!("| {} |", cells.join(" | "))
}

fn heading(column: &Column) -> String {
    let parts = column.groups.iter().chain([&column.heading]);
    parts.map(|part| in_cell(part)).collect::<Vec<_>>().join(" / ")
}

const fn alignment(layout: Layout) -> &'static str {
    match layout {
        Layout::Number => "---:",
        Layout::Word | Layout::Text => "---",
    }
}

fn row(row: &Row) -> String {
    line(row.cells.iter().map(|cell| {
        let text = in_cell(&cell.display);
        if row.strong && !text.is_empty() { format!("**{text}**") } else { text }
    }))
}

/// A text in the middle of a line. Spaces in a row, such as those left for the registry, stay.
fn inline(text: &str) -> String {
    escaped(&text.replace(['\n', '\r', '\t'], " ")).trim().replace("  ", "\u{a0}\u{a0}")
}

/// A text at the start of a line, where `1.` and `-` would begin a list and `=` underline a heading.
fn starting(text: &str) -> String {
    let text = inline(text);
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = text.len() - rest.len();
    let begins_list = digits > 0 && rest.starts_with(['.', ')']);
    if begins_list || text.starts_with(['-', '+', '=']) {
        format!("{}\\{rest}", &text[..digits])
    } else {
        text
    }
}

/// Escapes what Markdown, its tables, HTML in it and GitHub's formulas would take for their own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>#|~&$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn paragraph(text: &str) -> String {
    text.trim().lines().map(starting).collect::<Vec<_>>().join("\\\n")
}

fn in_cell(text: &str) -> String {
    text.trim().lines().map(inline).collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn page() -> String {
        render(&sample::document())
    }

    fn body(blocks: Vec<Block>) -> String {
        render(&Document { blocks, ..Document::default() })
    }

    fn of_paragraph(text: &str) -> String {
        let markdown = body(vec![Block::Paragraph(text.to_owned())]);
        markdown.strip_prefix("# \n\n").unwrap().trim_end().to_owned()
    }

    #[test]
    fn marks_of_markdown_are_shown_as_they_are() {
        assert_eq!(
            of_paragraph("a|b \\ *c* _d_ # <e> `f` [g](h) ~i~ &lt; $j$"),
            r"a\|b \\ \*c\* \_d\_ \# \<e\> \`f\` \[g\](h) \~i\~ \&lt; \$j\$"
        );
    }

    #[test]
    fn a_paragraph_never_becomes_a_list_or_a_heading() {
        assert_eq!(of_paragraph("1. Theo lĩnh vực"), r"1\. Theo lĩnh vực");
        assert_eq!(of_paragraph("12) Theo đơn vị"), r"12\) Theo đơn vị");
        assert_eq!(of_paragraph("- Một\n=== hai"), "\\- Một\\\n\\=== hai");
        assert_eq!(of_paragraph("2021 là năm"), "2021 là năm");
        assert_eq!(of_paragraph("I. Chung"), "I. Chung");
    }

    #[test]
    fn a_row_stays_on_its_line() {
        let cells = vec![Cell::text("một\nhai | ba"), Cell::count(1234)];
        let columns = vec![Column::new("Nội dung", Layout::Text), Column::new("Số", Layout::Number)];
        let rows = vec![Row { cells, strong: true }];
        let table = Block::Table(Table { columns, rows, ..Table::default() });
        let expected = "| Nội dung | Số |\n| --- | ---: |\n| **một<br>hai \\| ba** | **1.234** |\n";
        assert!(body(vec![table]).ends_with(expected));
    }

    #[test]
    fn groups_stand_before_their_headings_and_numbers_in_the_first_row() {
        let page = page();
        let mut form = page.lines().skip_while(|line| !line.starts_with("| STT |"));
        let heading = form.next().unwrap();
        assert!(heading.contains("| Số hồ sơ nhận giải quyết / Trong kỳ / Trực tuyến |"), "{heading}");
        assert_eq!(form.next().unwrap().matches("---:").count(), 11);
        let numbers = "| (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) |";
        assert_eq!(form.next(), Some(numbers));
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_table() {
        for table in page().split("\n\n").filter(|part| part.starts_with('|')) {
            let bars = |line: &str| line.replace(r"\|", "").matches('|').count();
            let widths: Vec<_> = table.lines().map(bars).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
        }
    }

    #[test]
    fn every_cell_and_every_line_of_the_document_is_there() {
        let (page, document) = (page(), sample::document());
        for display in sample::displays(&document) {
            let there = page.contains(&inline(&display)) || page.contains(&in_cell(&display));
            assert!(there, "{display}");
        }
        let letter = document.letter.unwrap();
        let of_letter = [&letter.issuer, &letter.addressees, &letter.signature, &letter.recipients];
        let of_annexes = document.annexes.iter().flat_map(|annex| {
            let lines = annex.parties.iter().chain(&annex.subtitle).chain(&annex.notes);
            lines.chain([&annex.label, &annex.title, &annex.form, &annex.origin, &annex.measure])
        });
        let around =
            document.notices.iter().chain(&document.subtitle).chain([&letter.number, &letter.place_and_date]);
        for text in around.chain(of_letter.into_iter().flatten()).chain(of_annexes) {
            assert!(page.contains(&inline(text)), "{text}");
        }
    }

    #[test]
    fn notices_are_bold_quotes_and_the_stamp_stands_at_the_end() {
        let page = page();
        assert!(page.contains("\n> **SỐ LIỆU MINH HỌA, không phải số liệu thật của cơ quan.**\n"));
        assert!(
            page.ends_with("<sub>kstthc 0.1.0; bản lưu a3cb91a; dữ liệu 9f86d081; ngày 16/06/2021</sub>\n")
        );
    }

    #[test]
    fn space_left_for_the_registry_stays() {
        assert!(page().contains("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} /BC-UBND"));
    }

    #[test]
    fn rows_left_out_are_counted_and_tables_without_rows_say_so() {
        let page = page();
        assert!(page.contains("\n\nCòn 22 dòng không in ở đây"));
        assert_eq!(page.matches("\n\nKhông phát sinh.\n").count(), 1);
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(page(), page());
    }
}
