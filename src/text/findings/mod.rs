//! The facts of every kind of finding, and their wording. One small struct a kind; one file a family.

pub mod citation;
pub mod dossier;
pub mod edit;
pub mod evaluation;
pub mod exemption;
pub mod feedback;
pub mod hygiene;
pub mod identity;
pub mod log;
pub mod narrative;
pub mod privacy;
pub mod reference;
pub mod returns;
pub mod schedule;
pub mod seal;
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

/// A text as part of a message: on one line, without control or invisible characters, cut when long.
pub(crate) fn shown(text: &str) -> String {
    crate::text::width::truncate(one_line(text).trim(), 60)
}

/// A text on one line, with a blank for each character that steers a terminal: controls, zero-width characters, those
/// that change the direction of writing.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }).collect()
}

/// Tells whether a character must not reach a terminal or a page.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
