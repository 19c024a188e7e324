//! What a heading of a foreign table means: one of our columns, something personal, free text, or nothing we keep.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::diag::Sink;
use crate::syntax::dossiers::COLUMNS;
use crate::syntax::source::Source;
use crate::syntax::toml::{TableReader, read_file};
use crate::text::fold::{fold, nfc};

/// What a column of a foreign table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One of ours, by its place in [`COLUMNS`].
    Column(usize),
    /// The name of the procedure; the catalogue knows its code.
    ProcedureName,
    /// Names, addresses, numbers of people.
    Personal,
    /// Free text, in which such may stand.
    Text,
    /// Anything else.
    Other,
}

/// A heading, joined from the rows of the header: `Trả kết quả / Quá hạn`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Its parts from top to bottom, each in NFC.
    pub parts: Vec<String>,
}

impl Heading {
    /// Adds a part below; one that only repeats the part above is none.
    pub(super) fn add(&mut self, text: &str) {
        let text = nfc(text.trim()).into_owned();
        if !text.is_empty() && self.parts.last() != Some(&text) {
            self.parts.push(text);
        }
    }

    /// The heading as it is shown.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.join(" / ")
    }

    /// The forms under which it may be known, folded: whole, the lowest part, and the lowest with the highest behind it
    /// (`Tiếp nhận / Ngày` → `ngay tiep nhan`).
    pub(super) fn forms(&self) -> Vec<String> {
        let mut forms = vec![fold(&self.text())];
        if let [first, .., last] = &*self.parts {
            forms.push(fold(last));
            forms.push(fold(&format!("{last} {first}")));
        }
        forms.retain(|form| !form.is_empty());
        forms
    }

    /// What it means.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        let forms = self.forms();
        let known = forms.iter().find_map(|form| KNOWN.meanings.get(form));
        let is_personal =
            || forms.first().is_some_and(|form| KNOWN.words.iter().any(|word| holds(form, word)));
        match known {
            Some(meaning) => *meaning,
            None if is_personal() => Meaning::Personal,
            None => Meaning::Other,
        }
    }
}

/// Tells whether a folded text has some words in it, whole.
fn holds(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// The headings that are known.
struct Known {
    meanings: BTreeMap<String, Meaning>,
    /// Folded words that make any heading personal.
    words: Vec<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| read(&mut Sink::new()));

fn read(sink: &mut Sink) -> Known {
    let source = Source::new(Arc::from("headings.toml"), include_str!("headings.toml"));
    read_file(&source, sink, |table, sink| {
        let mut meanings = BTreeMap::new();
        let mut add = |headings: Vec<String>, meaning| {
            meanings.extend(headings.iter().map(|heading| (fold(heading), meaning)));
        };
        table.table("columns", sink, |table, sink| {
            for (at, column) in COLUMNS.iter().enumerate() {
                add(table.texts(column.name, sink), Meaning::Column(at));
            }
        });
        let texts = |table: &TableReader<'_, '_>, part, key, sink: &mut Sink| {
            table.table(part, sink, |table, sink| table.texts(key, sink)).unwrap_or_default()
        };
        add(texts(table, "procedure", "names", sink), Meaning::ProcedureName);
        add(texts(table, "texts", "headings", sink), Meaning::Text);
        let mut words = Vec::new();
        table.table("personal", sink, |table, sink| {
            add(table.texts("headings", sink), Meaning::Personal);
            words = table.texts("words", sink).iter().map(|word| fold(word)).collect();
        });
        Known { meanings, words }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_headings_has_no_fault() {
        let mut sink = Sink::new();
        assert!(read(&mut sink).meanings.len() > 80);
        assert_eq!(sink.into_findings(), []);
    }

    #[track_caller]
    fn means(heading: &str, meaning: Meaning) {
        let mut own = Heading::default();
        heading.split('/').for_each(|part| own.add(part));
        assert_eq!(own.meaning(), meaning, "{heading}");
    }

    #[test]
    fn headings_are_known_without_marks_case_and_punctuation_and_by_their_parts() {
        let column = |name| Meaning::Column(COLUMNS.iter().position(|column| column.name == name).unwrap());
        means("MÃ HỒ SƠ", column("dossier_id"));
        means("Ma\u{303} hô\u{300} sơ:", column("dossier_id"));
        means("Ngày, giờ tiếp nhận", column("received_at"));
        means("Thời gian/Ngày hẹn trả", column("due_at"));
        means("Tiếp nhận/Ngày", column("received_at"));
        means("Tên TTHC", Meaning::ProcedureName);
        means("Trả kết quả (đv: ngày)/Quá hạn", Meaning::Other);
    }

    #[test]
    fn whatever_names_a_person_or_where_to_find_one_is_personal() {
        for heading in [
            "Địa chỉ chủ hồ sơ",
            "Số điện thoại người nộp",
            "Số CMND/CCCD",
            "E-mail",
            "Người tiếp nhận",
            "SĐT",
        ] {
            means(heading, Meaning::Personal);
        }
        means("Trích yếu hồ sơ", Meaning::Text);
    }
}
