//! The page of a code, and the list of all codes, for a terminal.

use std::fmt::Write as _;

use anstyle::{Reset, Style};

use super::RenderOptions;
use crate::diag::Code;
use crate::text::explain;
use crate::text::width::{columns, pad_end, wrap};

/// Lines of prose are no longer than this, however wide the terminal.
const WIDEST: usize = 100;
const HEADING: Style = Style::new().bold();

/// Lays out the page of a code: headings without their marks, prose wrapped, examples indented.
#[must_use]
pub fn explain_code(code: Code, options: &RenderOptions) -> String {
    let mut text = String::new();
    let mut prose = String::new();
    let mut fenced = false;
    for line in explain::page(code).lines() {
        let is_fence = line.starts_with("```");
        fenced ^= is_fence;
        if !fenced && !is_fence && !line.is_empty() && !line.starts_with('#') {
            prose.push_str(line);
            prose.push(' ');
            continue;
        }
        push_prose(&mut text, &mut prose, options);
        if is_fence {
            continue;
        }
        match (fenced, line.trim_start_matches('#').trim_start()) {
            (true, _) => push_line(&mut text, &format!("    {line}")),
            (false, "") => push_line(&mut text, ""),
            (false, heading) if line.starts_with("# ") => {
                push_line(&mut text, &bold(&format!("{heading} ({})", explain::severity(code)), options));
            }
            (false, heading) => push_line(&mut text, &bold(heading, options)),
        }
    }
    push_prose(&mut text, &mut prose, options);
    text
}

/// Lists every code with its severity, name and title.
#[must_use]
pub fn explain_list() -> String {
    let widest = Code::ALL.iter().map(|code| columns(code.name())).max().unwrap_or_default();
    Code::ALL.iter().fold(String::new(), |mut text, &code| {
        let (severity, name) = (pad_end(explain::severity(code), 8), pad_end(code.name(), widest));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{code}  {severity}  {name}  {}", explain::title(code));
        text
    })
}

fn bold(text: &str, options: &RenderOptions) -> String {
    if options.colour { format!("{HEADING}{text}{Reset}") } else { text.to_owned() }
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

/// Writes the paragraph collected so far; the marks of code stay out of the way on a terminal.
fn push_prose(text: &mut String, prose: &mut String, options: &RenderOptions) {
    let paragraph = std::mem::take(prose).replace('`', "");
    if !paragraph.is_empty() {
        let width = options.width.saturating_sub(2).clamp(20, WIDEST);
        for line in wrap(paragraph.trim_end(), width) {
            push_line(text, &format!("  {line}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_examples_are_not_and_marks_are_gone() {
        for &code in Code::ALL {
            let plain = explain_code(code, &RenderOptions { colour: false, width: 40 });
            assert!(plain.starts_with(&code.to_string()), "{plain}");
            assert!(!plain.contains("```") && !plain.contains("\n#"), "{plain}");
            let prose = plain.lines().filter(|line| line.starts_with("  ") && !line.starts_with("    "));
            assert!(prose.map(columns).all(|width| width <= 40), "{plain}");
            let coloured = explain_code(code, &RenderOptions { colour: true, width: 40 });
            assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        }
    }

    #[test]
    fn the_list_has_one_line_a_code() {
        assert_eq!(explain_list().lines().count(), Code::ALL.len());
    }
}
