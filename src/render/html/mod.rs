//! One page of HTML for the head of the office: what matters on one sheet, and the whole report below it.
//!
//! The page needs nothing but itself: no script, no picture, font or style from elsewhere. An office may lay it out with
//! a template of its own in the language of Jinja; the values it gets are the structs of `page.rs` and `overview.rs`.

mod overview;
mod page;
mod svg;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value};

use crate::report::document::{Document, Tone};
use crate::report::summary::Summary;
use overview::Overview;
use page::Page;

/// The name the template goes by in messages; its ending turns escaping on.
const NAME: &str = "report.html";
/// The layout where the office has none of its own.
const TEMPLATE: &str = include_str!("report.html");
/// Steps a template may take: enough for tens of thousands of rows; an endless loop ends in a moment.
const FUEL: u64 = 20_000_000;
/// How deep macros may call one another.
const RECURSION: usize = 64;

/// Renders the page with a template of the office, or with the one built in.
///
/// # Errors
///
/// When the template cannot be read, names a value that is not there, or takes too many steps.
pub fn render(document: &Document, summary: &Summary, template: Option<&str>) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(RECURSION);
    let mut syntax = SyntaxConfig::builder();
    environment.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?);
    environment.set_formatter(write_escaped);
    environment.add_template(NAME, template.unwrap_or(TEMPLATE))?;
    let page = Page::new(document, Overview::new(summary));
    environment.get_template(NAME)?.render(Value::from(Serde(&page)))
}

/// Writes texts as `escaped` does, everything else as the engine does.
fn write_escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let by_us =
        *state.auto_escape() == AutoEscape::Html && value.kind() == ValueKind::String && !value.is_safe();
    match value.as_str().filter(|_| by_us) {
        Some(text) => Ok(out.write_str(&escaped(text))?),
        None => minijinja::escape_formatter(out, state, value),
    }
}

/// Escapes a text for content and quoted attributes. The engine's own escaping writes `/` as well, which every date has.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A tone as class, sign and word, so that colour never says it alone; all empty for what is plain.
#[derive(Clone, Copy, serde::Serialize)]
struct ToneView {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
}

impl ToneView {
    const fn new(tone: Tone) -> Self {
        let (class, sign, word) = match tone {
            Tone::Plain => ("", "", ""),
            Tone::Bad => ("bad", "▲", "Cần xử lý"),
            Tone::Warn => ("warn", "●", "Cần chú ý"),
            Tone::Good => ("good", "✓", "Tốt"),
        };
        Self { class, sign, word }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use crate::report::document::{Block, Cell};

    fn page() -> String {
        render(&sample::document(), &sample::summary(), None).unwrap()
    }

    /// A page whose title, and whose first paragraph, is this.
    fn with_text(text: &str) -> String {
        let blocks = vec![Block::Paragraph(text.to_owned())];
        let document = Document { title: text.to_owned(), blocks, ..Document::default() };
        render(&document, &Summary::default(), None).unwrap()
    }

    #[test]
    fn every_text_is_escaped() {
        let html = with_text("<script>\"a\" & 'b'</script> 14/06/2021");
        let safe = "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt; 14/06/2021";
        assert_eq!(html.matches(safe).count(), 3, "title, heading and paragraph");
        assert!(!html.contains("<script"));
        assert!(
            !page().contains("<script") && !page().contains("<Bình Minh>") && !page().contains("<tặng cho>")
        );
    }

    #[test]
    fn every_cell_of_the_report_and_every_figure_of_the_summary_is_on_the_page() {
        let html = page();
        for display in sample::displays(&sample::document()) {
            assert!(html.contains(&escaped(&display)), "{display}");
        }
        let summary = sample::summary();
        let cards = summary.key_figures.iter().flat_map(|figure| [&figure.label, &figure.remark]);
        let tasks = summary.overdue.iter().flat_map(|line| [&line.id, &line.task, &line.units]);
        for text in cards.chain(tasks).chain(summary.units.iter().map(|unit| &unit.name)) {
            assert!(html.contains(&escaped(text)), "{text}");
        }
        for text in ["87,39%", "87,94%", "8.231", "63 ngày làm việc", "31/05/2021", "92,31%"] {
            assert!(html.contains(text), "{text}");
        }
    }

    #[test]
    fn every_line_of_the_document_around_its_body_is_on_the_page() {
        let (html, document) = (page(), sample::document());
        let letter = document.letter.unwrap();
        let around =
            document.notices.iter().chain(&document.subtitle).chain([&document.stamp, &document.title]);
        let of_letter = [&letter.issuer, &letter.addressees, &letter.signature, &letter.recipients];
        let of_annexes = document.annexes.iter().flat_map(|annex| {
            let lines = annex.parties.iter().chain(&annex.subtitle).chain(&annex.notes);
            lines.chain([&annex.label, &annex.title, &annex.form, &annex.origin, &annex.measure])
        });
        for text in around.chain(of_letter.into_iter().flatten()).chain(of_annexes) {
            assert!(html.contains(&escaped(text)), "{text}");
        }
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        let html = page();
        for foreign in ["http:", "https:", "src=", "url(", "@import", "<link", "<script", "<iframe"] {
            assert!(!html.contains(foreign), "{foreign}");
        }
        assert_eq!(html.matches("href=").count(), html.matches("href=\"#").count());
    }

    #[test]
    fn every_link_leads_to_one_place() {
        let html = page();
        let targets: Vec<_> =
            html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(targets.len(), 3 + 3);
        for target in targets {
            assert_eq!(html.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn headings_are_merged_and_the_numbers_have_a_row_of_their_own() {
        let html = page();
        assert!(html.contains("colspan=\"4\" scope=\"colgroup\""));
        assert!(html.contains("colspan=\"2\" scope=\"colgroup\""));
        assert!(html.contains("rowspan=\"3\" scope=\"col\""));
        assert!(html.contains("<tr class=\"numbers\">"));
    }

    #[test]
    fn rows_left_out_are_counted_and_tables_without_rows_say_so() {
        let html = page();
        assert!(html.contains("Còn 22 dòng không in ở đây"));
        assert!(html.contains("-210408-") && !html.contains("-210409-"));
        assert_eq!(html.matches("Không phát sinh.").count(), 1);
    }

    #[test]
    fn notices_stand_in_the_margin_of_every_printed_page() {
        assert!(page().contains("@bottom-left { content: \"SỐ LIỆU MINH HỌA, không phải số liệu thật"));
    }

    #[test]
    fn a_form_of_a_thousand_rows_is_within_the_steps() {
        let mut document = sample::document();
        let row = document.annexes[0].table.rows[0].clone();
        document.annexes[0].table.rows = vec![row; 1000];
        assert!(render(&document, &Summary::default(), None).is_ok());
    }

    #[test]
    fn a_plan_without_anything_overdue_says_so() {
        let none = Summary { overdue: Vec::new(), ..sample::summary() };
        let sentence = "Không có việc quá hạn.";
        assert!(render(&sample::document(), &none, None).unwrap().contains(sentence));
        assert!(!page().contains(sentence));
    }

    #[test]
    fn a_tone_is_a_sign_and_a_word_as_well() {
        let cell = Cell::count(51).toned(Tone::Bad);
        let figure = crate::report::summary::KeyFigure { label: String::new(), cell, remark: String::new() };
        let summary = Summary { key_figures: vec![figure], ..Summary::default() };
        let html = render(&Document::default(), &summary, None).unwrap();
        assert!(html.contains("▲") && html.contains("Cần xử lý"));
    }

    #[test]
    fn an_empty_report_is_a_page_as_well() {
        let html = render(&Document::default(), &Summary::default(), None).unwrap();
        assert!(html.ends_with("</html>\n"));
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(page(), page());
    }

    #[test]
    fn an_office_lays_the_page_out_itself() {
        let template = "{{ title }}|{{ summary.key_figures[0].display }}|{{ annexes | length }}\n";
        let html = render(&sample::document(), &sample::summary(), Some(template)).unwrap();
        assert_eq!(html, "BÁO CÁO CÔNG TÁC KIỂM SOÁT THỦ TỤC HÀNH CHÍNH QUÝ II/2021|87,39%|3\n");
        let escaped = render(&Document::default(), &sample::summary(), Some("{{ summary.units[3].name }}"));
        assert_eq!(escaped.unwrap(), "UBND xã &lt;Bình Minh&gt; &amp; &quot;Tân An&quot;");
    }

    #[test]
    fn a_template_that_names_what_is_not_there_or_never_ends_is_refused() {
        let refused =
            |template| render(&Document::default(), &Summary::default(), Some(template)).unwrap_err();
        assert_eq!(refused("{{ titel }}").kind(), minijinja::ErrorKind::UndefinedError);
        assert_eq!(refused("\n{% if %}").line(), Some(2));
        let endless = "{% for a in range(9999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}";
        assert_eq!(refused(endless).kind(), minijinja::ErrorKind::OutOfFuel);
    }
}
