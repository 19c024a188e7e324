//! Findings with the line they concern and carets under it. The only file that names `annotate-snippets`.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::text::number::count;

/// After this many findings of one kind in one file the others are only counted.
const SHOWN_OF_A_KIND: usize = 5;

/// Gives the text of a file, by its path in the repository.
pub(super) type ReadText<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Renders findings with their source lines.
#[must_use]
pub fn full(findings: &[Diagnostic], read: &ReadText<'_>, renderer: &RenderOptions) -> String {
    let renderer = renderer.renderer();
    let mut lines = Lines { read, files: BTreeMap::new() };
    let mut text = String::new();
    let mut kinds: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for finding in findings {
        let seen = kinds.entry((&finding.place.path, finding.code)).or_default();
        *seen += 1;
        if *seen <= SHOWN_OF_A_KIND {
            text.push_str(&renderer.render(&[group(finding, &mut lines)]));
            text.push_str("\n\n");
        }
    }
    for ((path, code), seen) in kinds.into_iter().filter(|(_, seen)| *seen > SHOWN_OF_A_KIND) {
        let hidden = count(u64::try_from(seen - SHOWN_OF_A_KIND).unwrap_or(u64::MAX));
        text.push_str(&format!("[{code}] và {hidden} dòng khác trong {path} (xem hết: --format short)\n"));
    }
    text
}

/// How findings are laid out.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    /// Whether colour is used.
    pub colour: bool,
    /// The width of the terminal.
    pub width: usize,
}

impl RenderOptions {
    fn renderer(self) -> Renderer {
        let base = if self.colour { Renderer::styled() } else { Renderer::plain() };
        base.term_width(self.width)
    }
}

/// The lines of files, split once each.
struct Lines<'a> {
    read: &'a ReadText<'a>,
    files: BTreeMap<String, Vec<String>>,
}

impl Lines<'_> {
    fn get(&mut self, place: &Place) -> Option<String> {
        let lines = self.files.entry(place.path.to_string()).or_insert_with(|| {
            let text = (self.read)(&place.path).unwrap_or_default();
            text.strip_prefix('\u{feff}').unwrap_or(&text).lines().map(str::to_owned).collect()
        });
        lines.get(place.line as usize - 1).cloned()
    }
}

fn group(finding: &Diagnostic, lines: &mut Lines<'_>) -> Group<'static> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
        Severity::Note => Level::NOTE.with_name("ghi chú"),
    };
    let title = level.primary_title(finding.message.clone()).id(finding.code.to_string());
    let mut group = if finding.place.width == 0 {
        title.element(Origin::path(finding.place.path.to_string()))
    } else {
        title.element(snippet(&finding.place, AnnotationKind::Primary, None, lines))
    };
    for label in &finding.labels {
        let text = Some(label.text.clone());
        group = group.element(snippet(&label.place, AnnotationKind::Primary, text, lines));
    }
    group.element(Level::HELP.with_name("gợi ý").message(finding.help.clone()))
}

fn snippet(
    place: &Place,
    kind: AnnotationKind,
    label: Option<String>,
    lines: &mut Lines<'_>,
) -> Snippet<'static, Annotation<'static>> {
    let line = lines.get(place).unwrap_or_default();
    let span = byte_span(&line, place);
    let annotation = kind.span(span).label(label);
    Snippet::source(printable(&line))
        .line_start(place.line as usize)
        .path(place.path.to_string())
        .annotation(annotation)
}

/// The bytes of a line that a place means.
fn byte_span(line: &str, place: &Place) -> Range<usize> {
    let byte = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    let start = place.column as usize - 1;
    byte(start)..byte(start + place.width as usize)
}

/// The line without characters that would move the cursor; each becomes one of the same length in bytes.
fn printable(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' && c.len_utf8() == 1 { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::super::sample::{finding, place};
    use super::*;
    use crate::text::width::columns;

    /// The columns before the carets, and the number of carets, under the one line of a file.
    fn carets(line: &str, wanted: &str) -> (usize, usize) {
        let column = line[..line.find(wanted).unwrap()].chars().count() + 1;
        let number = |count: usize| u32::try_from(count).unwrap();
        let place = place("a.csv", 1, number(column), number(wanted.chars().count()));
        let finding = finding(Code::EmptyValue, Severity::Error, "x", place);
        let options = RenderOptions { colour: false, width: 100 };
        let text = full(&[finding], &|_| Some(line.to_owned()), &options);
        let lines: Vec<&str> = text.lines().collect();
        let source = lines.iter().position(|shown| shown.contains(line)).unwrap();
        let margin = lines[source].find(line).map(|at| columns(&lines[source][..at])).unwrap();
        let under = lines[source + 1];
        let start = under.find('^').unwrap();
        (columns(&under[..start]) - margin, under.matches('^').count())
    }

    /// Composed and decomposed Vietnamese take the same columns, and carets stand under what is meant.
    #[test]
    fn carets_stand_under_composed_and_decomposed_vietnamese() {
        let (line, wanted) = ("Ủy ban thị xã,Đất đai ở phường,2021", "ở phường");
        let apart = |text: &str| text.nfd().collect::<String>();
        assert_ne!(line, apart(line));
        assert_eq!(carets(line, wanted), (22, 8));
        assert_eq!(carets(&apart(line), &apart(wanted)), (22, 8));
    }
}
