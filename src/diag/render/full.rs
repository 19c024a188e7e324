//! Findings with the line they concern and carets under it. The only file that names `annotate-snippets`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Result};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::short::new_mark;
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::text::number::count;

/// After this many findings of one kind in one file the others are only counted.
const SHOWN_OF_A_KIND: usize = 5;

/// Gives the wanted lines of a file, by their numbers from 1; the path is that in the repository.
pub(super) type ReadLines<'a> = dyn Fn(&str, &BTreeSet<u32>) -> BTreeMap<u32, String> + 'a;

/// Renders findings with their source lines.
#[must_use]
pub fn full(findings: &[Diagnostic], read: &ReadLines<'_>, renderer: &RenderOptions) -> String {
    let renderer = renderer.renderer();
    let mut kinds: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        let seen = kinds.entry((&finding.place.path, finding.code)).or_default();
        *seen += 1;
        if *seen <= SHOWN_OF_A_KIND {
            shown.push(finding);
        }
    }
    let lines = Lines::of(&shown, read);
    let mut text = String::new();
    for finding in shown {
        text.push_str(&renderer.render(&[group(finding, &lines)]));
        text.push_str("\n\n");
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

/// The lines that are shown, by path and number.
struct Lines<'f>(BTreeMap<&'f str, BTreeMap<u32, String>>);

impl<'f> Lines<'f> {
    /// Reads the lines of some findings, each file once.
    fn of(findings: &[&'f Diagnostic], read: &ReadLines<'_>) -> Self {
        let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for finding in findings {
            let own = Some(&finding.place).filter(|place| place.width > 0);
            for place in own.into_iter().chain(finding.labels.iter().map(|label| &label.place)) {
                wanted.entry(&place.path).or_default().insert(place.line);
            }
        }
        Self(wanted.into_iter().map(|(path, wanted)| (path, read(path, &wanted))).collect())
    }

    fn get(&self, place: &Place) -> &str {
        let line = self.0.get(&*place.path).and_then(|lines| lines.get(&place.line));
        line.map(String::as_str).unwrap_or_default()
    }
}

/// Picks lines out of a file, without their line endings and without a BOM; what is not UTF-8 is replaced. A file that cannot
/// be read to the last of them gives those before. Its path tells a table, whose lines may end by returns.
pub fn pick_lines(path: &str, mut source: impl BufRead, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    let mut first = Vec::new();
    if source.read_until(b'\n', &mut first).is_err() {
        return BTreeMap::new();
    }
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first);
    let is_table = Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if is_table && !first.ends_with(b"\n") {
        // Where no line ends by a newline, each ends by a return, as in tables of old Macs (`syntax::records`).
        let lines = (1..).zip(first.split(|&byte| byte == b'\r'));
        return lines
            .filter(|(line, _)| wanted.contains(line))
            .map(|(line, text)| (line, text_of(text)))
            .collect();
    }
    let mut picked: BTreeMap<u32, String> =
        wanted.get(&1).map(|&line| (line, text_of(first))).into_iter().collect();
    let mut next = 2;
    let mut pick = |line: u32| -> Result<String> {
        while next < line {
            source.skip_until(b'\n')?;
            next += 1;
        }
        next += 1;
        let mut bytes = Vec::new();
        source.read_until(b'\n', &mut bytes)?;
        Ok(text_of(&bytes))
    };
    for &line in wanted.range(2..) {
        let Ok(text) = pick(line) else { break };
        picked.insert(line, text);
    }
    picked
}

/// A line without its ending.
fn text_of(line: &[u8]) -> String {
    let text = line.strip_suffix(b"\n").map_or(line, |text| text.strip_suffix(b"\r").unwrap_or(text));
    String::from_utf8_lossy(text).into_owned()
}

fn group(finding: &Diagnostic, lines: &Lines<'_>) -> Group<'static> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
        Severity::Note => Level::NOTE.with_name("ghi chú"),
    };
    let title =
        level.primary_title(format!("{}{}", finding.message, new_mark(finding))).id(finding.code.to_string());
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
    lines: &Lines<'_>,
) -> Snippet<'static, Annotation<'static>> {
    let line = lines.get(place);
    let span = byte_span(line, place);
    let annotation = kind.span(span).label(label);
    Snippet::source(printable(line))
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
        let text = full(&[finding], &|_, wanted| pick_lines("a.csv", line.as_bytes(), wanted), &options);
        let lines: Vec<&str> = text.lines().collect();
        let source = lines.iter().position(|shown| shown.contains(line)).unwrap();
        let margin = lines[source].find(line).map(|at| columns(&lines[source][..at])).unwrap();
        let under = lines[source + 1];
        let start = under.find('^').unwrap();
        (columns(&under[..start]) - margin, under.matches('^').count())
    }

    /// Where a log has no newline at all its lines end by returns.
    #[test]
    fn lines_that_end_by_returns_alone_are_told_apart() {
        let picked = |path: &str| {
            let wanted = BTreeSet::from([1, 2, 3, 4, 5]);
            pick_lines(path, "\u{feff}a\rb\r\rd".as_bytes(), &wanted).into_values().collect::<Vec<_>>()
        };
        assert_eq!(picked("data/a.CSV"), ["a", "b", "", "d"]);
        // In TOML a return alone ends no line.
        assert_eq!(picked("plan/a.toml")[0], "a\rb\r\rd");
    }

    #[test]
    fn lines_are_picked_without_what_ends_them() {
        let text = "\u{feff}a\r\nb\n\nc \r\r\nd".as_bytes();
        let picked =
            pick_lines("a.csv", [text, b"\xff"].concat().as_slice(), &BTreeSet::from([1, 3, 4, 5, 9]));
        let expected = [(1, "a"), (3, ""), (4, "c \r"), (5, "d\u{fffd}"), (9, "")];
        assert_eq!(picked, expected.map(|(line, text)| (line, text.to_owned())).into());
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
