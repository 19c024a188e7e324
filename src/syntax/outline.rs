//! Reads the outline of the periodic report: the one the binary carries, or an office's own `templates/outline.toml`.

use std::sync::Arc;

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::outline::{Content, Outline, OutlinePart, OutlineSection};
use crate::regulation::OUTLINE;
use crate::text::wording::NOTHING;

/// What a section is filled with, as files name it.
pub const CONTENTS: &[(&str, Content)] = &[
    ("publication", Content::Publication),
    ("review", Content::Review),
    ("feedback", Content::Feedback),
    ("dossiers", Content::Dossiers),
    ("one_stop", Content::OneStop),
    ("evaluation", Content::Evaluation),
    ("online", Content::Online),
    ("plan_progress", Content::PlanProgress),
    ("results", Content::Results),
    ("problems", Content::Problems),
    ("causes", Content::Causes),
    ("next_tasks", Content::NextTasks),
];

/// The outline that the binary carries; a test reads it without a finding.
#[must_use]
pub fn shipped() -> Outline {
    read_outline(&Source::new(Arc::from("regulation/outline.toml"), OUTLINE), &mut Sink::new())
}

/// Reads an outline; what is missing or wrong is reported.
pub fn read_outline(source: &Source<'_>, sink: &mut Sink) -> Outline {
    read_file(source, sink, |table, sink| Outline {
        kind: table.required_text("kind", sink),
        about: table.required_text("about", sink),
        opening: table.text("opening", sink).unwrap_or_default(),
        parts: table.tables("part", sink, |part, sink| OutlinePart {
            title: part.required_text("title", sink),
            sections: part.tables("section", sink, read_section),
        }),
    })
}

fn read_section(table: &TableReader<'_, '_>, sink: &mut Sink) -> OutlineSection {
    OutlineSection {
        title: table.text("title", sink).unwrap_or_default(),
        content: table.choices("content", CONTENTS, sink),
        plan: table.texts("plan", sink),
        forms: table.texts("forms", sink),
        empty: table.text("empty", sink).unwrap_or_else(|| NOTHING.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::form;

    #[test]
    fn the_shipped_outline_is_without_findings_and_names_shipped_forms() {
        let mut sink = Sink::new();
        let outline = read_outline(&Source::new(Arc::from("x.toml"), OUTLINE), &mut sink);
        assert_eq!(sink.into_findings(), []);
        let forms = form::shipped();
        let mut named: Vec<_> = outline.sections().flat_map(|(_, section)| &section.forms).collect();
        assert!(named.iter().all(|key| forms.iter().any(|form| form.key == **key)), "{named:?}");
        named.sort();
        named.dedup();
        assert_eq!(named.len(), forms.len(), "every form is referred to: {named:?}");
    }

    /// The nine sections of part A of the plan and part B each have their place in the report.
    #[test]
    fn every_section_of_the_plan_has_its_place() {
        let outline = shipped();
        let plan: Vec<&str> =
            outline.sections().flat_map(|(_, section)| &section.plan).map(String::as_str).collect();
        for code in ["A.I", "A.II", "A.III", "A.IV", "A.V", "A.VI", "A.VII", "A.VIII", "A.IX", "B"] {
            assert_eq!(plan.iter().filter(|named| **named == code).count(), 1, "{code}");
        }
    }
}
