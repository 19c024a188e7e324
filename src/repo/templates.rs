//! What an office may put in place of what the binary carries, and the clerk's own paragraphs.

use super::Root;
use super::files::{exists, has_ending, list, read_text};
use crate::diag::{Place, Sink};
use crate::model::form::Form;
use crate::model::narrative::Narrative;
use crate::model::outline::Outline;
use crate::model::period::ReportKind;
use crate::model::unit::Units;
use crate::syntax::form::{self, read_form};
use crate::syntax::narrative::read_narrative;
use crate::syntax::outline::{self, read_outline};
use crate::syntax::returns::read_period;
use crate::text::findings::syntax::StrayFile;

/// The folder of an office's own templates.
const FOLDER: &str = "templates";

/// Forms, outline and page of reports.
#[derive(Clone, Debug)]
pub struct Templates {
    /// The forms of the annexes, in order.
    pub forms: Vec<Form>,
    /// The outline of the periodic report.
    pub outline: Outline,
    /// The office's own HTML page, if it has one.
    pub page: Option<String>,
}

/// Reads the templates; a form with the key of one that the binary carries takes its place, others follow.
#[must_use]
pub fn load_templates(root: &Root, sink: &mut Sink) -> Templates {
    let mut templates = Templates { forms: form::shipped(), outline: outline::shipped(), page: None };
    for entry in list(root, FOLDER, sink) {
        let file = |sink: &mut Sink| read_text(root, &entry.path, sink);
        match entry.name.as_str() {
            "outline.toml" => {
                if let Some(file) = file(sink) {
                    templates.outline = read_outline(&file.source(), sink);
                }
            }
            "report.html" => templates.page = file(sink).map(|file| file.source().text().to_owned()),
            "forms" => add_forms(root, &mut templates.forms, sink),
            name if name.starts_with("README") => {}
            _ => stray(&entry.path, "outline.toml, report.html và thư mục forms/", sink),
        }
    }
    templates
}

fn add_forms(root: &Root, forms: &mut Vec<Form>, sink: &mut Sink) {
    for entry in list(root, &format!("{FOLDER}/forms"), sink) {
        if !has_ending(&entry.name, "toml") {
            stray(&entry.path, "tệp .toml của từng biểu", sink);
            continue;
        }
        let file = read_text(root, &entry.path, sink);
        let Some(own) = file.and_then(|file| read_form(&file.source(), sink)) else { continue };
        match forms.iter_mut().find(|form| form.key == own.key) {
            Some(form) => *form = own,
            None => forms.push(own),
        }
    }
}

/// Reads the clerk's own paragraphs of every period, for what is wrong in them: `data/narrative/<period>.txt`, and of a
/// unit's reports `data/narrative/<period>/<unit>.txt`.
pub fn examine_narratives(root: &Root, outline: &Outline, units: &Units, sink: &mut Sink) {
    let read = |path: &str, sink: &mut Sink| {
        if let Some(file) = read_text(root, path, sink) {
            read_narrative(&file.source(), outline, sink);
        }
    };
    for entry in list(root, "data/narrative", sink) {
        let stem = if entry.is_dir { Some(entry.name.as_str()) } else { entry.name.strip_suffix(".txt") };
        match stem.and_then(read_period) {
            Some(_) if entry.is_dir => {
                for own in list(root, &entry.path, sink) {
                    let unit = own.name.strip_suffix(".txt").and_then(|code| units.find(code));
                    match unit.filter(|_| !own.is_dir) {
                        Some(_) => read(&own.path, sink),
                        None => stray(&own.path, "tệp <mã đơn vị>.txt", sink),
                    }
                }
            }
            Some(_) => read(&entry.path, sink),
            None if entry.name.starts_with("README") => {}
            None => {
                stray(&entry.path, "tệp <kỳ>.txt: 2021-Q2.txt, 2021-6M.txt, 2021-9M.txt, 2021-Y.txt", sink);
            }
        }
    }
}

/// Reads the paragraphs of one period, the office's own or those of a unit, if there are any.
pub fn load_narrative(
    root: &Root,
    (year, kind, unit): (i32, ReportKind, Option<&str>),
    outline: &Outline,
    sink: &mut Sink,
) -> Option<Narrative> {
    let unit = unit.map(|unit| format!("/{unit}")).unwrap_or_default();
    let path = format!("data/narrative/{year}-{}{unit}.txt", kind.label());
    let file = exists(root, &path).then(|| read_text(root, &path, sink)).flatten()?;
    Some(read_narrative(&file.source(), outline, sink))
}

fn stray(path: &str, expected: &str, sink: &mut Sink) {
    sink.file(Place::file(&path.into()), &StrayFile { expected, nearest: None });
}
