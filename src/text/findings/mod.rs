//! The facts of every kind of finding, and their wording. One small struct a kind; one file a family.

pub mod citation;
pub mod dossier;
pub mod edit;
pub mod exemption;
pub mod hygiene;
pub mod identity;
pub mod log;
pub mod privacy;
pub mod reference;
pub mod returns;
pub mod schedule;
pub mod syntax;

/// `«a», «b», «c»`.
pub(crate) fn quoted_list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("«{word}»")).collect();
    words.join(", ")
}

/// The beginning of a help text: ` Có phải ý bạn là «x»?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let nearest = crate::text::nearest::nearest(word, known);
    nearest.map_or_else(String::new, |nearest| format!("Có phải ý bạn là «{nearest}»? "))
}

/// A text as part of a message: on one line, without control characters, cut when long.
pub(crate) fn shown(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    crate::text::width::truncate(clean.trim(), 60)
}
