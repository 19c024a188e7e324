//! Text measured in terminal columns: padding, cutting and wrapping.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const ELLIPSIS: char = '…';

/// Returns the columns a text takes; NFC and NFD take the same, control characters none.
#[must_use]
pub fn columns(text: &str) -> usize {
    clusters(text).map(cluster_columns).sum()
}

/// Returns the text with spaces after it up to `width` columns; a wider text is left as it is.
#[must_use]
pub fn pad_end(text: &str, width: usize) -> String {
    format!("{text}{}", padding(text, width))
}

/// Returns the text with spaces before it up to `width` columns; a wider text is left as it is.
#[must_use]
pub fn pad_start(text: &str, width: usize) -> String {
    format!("{}{text}", padding(text, width))
}

fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(columns(text)))
}

/// Cuts a text to at most `width` columns, the last of them `…` where anything was cut.
///
/// A letter is never parted from its marks.
#[must_use]
pub fn truncate(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut cut = head(text, width - 1).trim_end().to_owned();
    cut.push(ELLIPSIS);
    cut
}

/// Breaks a text into lines of at most `width` columns at its spaces, one line at least.
///
/// Line breaks in the text are kept, other runs of space become one space, and a no-break space is no place
/// to break. A word wider than a line is cut; only a single character wider than `width` sticks out.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let words = line.split(is_break).filter(|word| !word.is_empty());
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in words.flat_map(|word| pieces(word, width)) {
        let wide = columns(piece);
        match lines.last_mut() {
            Some(last) if last.is_empty() => last.push_str(piece),
            Some(last) if used + 1 + wide <= width => {
                last.push(' ');
                last.push_str(piece);
                used += 1;
            }
            _ => {
                lines.push(piece.to_owned());
                used = 0;
            }
        }
        used += wide;
    }
    lines
}

/// Tells whether a line may be broken at this character: any space but the no-break ones.
fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// Cuts a word into pieces of at most `width` columns, each with at least one character.
fn pieces(word: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = clusters(rest).next()?;
        let piece = head(rest, width.max(cluster_columns(first)));
        rest = &rest[piece.len()..];
        Some(piece)
    })
}

/// The longest beginning of a text that fits into `width` columns.
fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for cluster in clusters(text) {
        used += cluster_columns(cluster);
        if used > width {
            break;
        }
        end += cluster.len();
    }
    &text[..end]
}

/// Splits a text into single characters, each with the marks that follow it.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut others = rest.char_indices().skip(1);
        let next = others.find(|&(_, c)| c.width() != Some(0));
        let end = next.map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

fn cluster_columns(cluster: &str) -> usize {
    if cluster.starts_with(char::is_control) { 0 } else { cluster.width() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn nfd(text: &str) -> String {
        text.nfd().collect()
    }

    fn solid(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn a_letter_takes_one_column_however_many_marks_it_bears() {
        assert_eq!(columns("Thủ tục"), 7);
        assert_eq!(columns(&nfd("Thủ tục")), 7);
        assert_eq!(columns("行政"), 4);
        assert_eq!(columns(""), 0);
    }

    #[test]
    fn control_characters_take_no_column() {
        assert_eq!(columns("a\tb\u{1b}\r\n\u{7f}"), 2);
        assert_eq!(columns("\u{7}\u{301}"), 0);
    }

    #[test]
    fn padding_counts_columns_and_never_cuts() {
        assert_eq!(pad_end("lĩnh vực", 10), "lĩnh vực  ");
        assert_eq!(pad_start("1.234", 7), "  1.234");
        assert_eq!(pad_end("quá dài", 3), "quá dài");
        assert_eq!(columns(&pad_start(&nfd("đất"), 6)), 6);
    }

    #[test]
    fn a_cut_is_shown_and_keeps_letters_whole() {
        assert_eq!(truncate("Tư pháp", 7), "Tư pháp");
        assert_eq!(truncate("Tư pháp", 6), "Tư ph…");
        assert_eq!(truncate("Tư pháp", 4), "Tư…");
        assert_eq!(truncate("Tư pháp", 1), "…");
        assert_eq!(truncate("Tư pháp", 0), "");
        assert_eq!(truncate(&nfd("ệệệ"), 2), nfd("ệ…"));
        assert_eq!(truncate("行政", 2), "…");
    }

    #[test]
    fn lines_are_filled_from_the_left() {
        assert_eq!(wrap("Kiểm soát thủ tục hành chính", 10), ["Kiểm soát", "thủ tục", "hành chính"]);
        assert_eq!(wrap("  một   hai  ", 20), ["một hai"]);
    }

    #[test]
    fn there_is_always_a_line_and_line_breaks_are_kept() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("một\n\r\nhai ba", 20), ["một", "", "hai ba"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_not_lost() {
        assert_eq!(wrap("số 15/BC-UBND-VP nhé", 6), ["số", "15/BC-", "UBND-V", "P nhé"]);
        assert_eq!(wrap("行政 a", 1), ["行", "政", "a"]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
    }

    #[test]
    fn a_line_is_not_broken_at_a_no_break_space() {
        assert_eq!(wrap("trước ngày 15\u{a0}tháng\u{a0}6", 12), ["trước ngày", "15\u{a0}tháng\u{a0}6"]);
    }

    proptest! {
        #[test]
        fn both_normal_forms_take_the_same_columns(
            text in r"[\u{0}-\u{24f}\u{300}-\u{36f}\u{1e00}-\u{1eff}\u{2000}-\u{206f}一-十]{0,20}"
        ) {
            prop_assert_eq!(columns(&nfd(&text)), columns(&text.nfc().collect::<String>()));
        }

        #[test]
        fn padded_text_is_as_wide_as_asked_or_untouched(text: String, width in 0_usize..60) {
            prop_assert_eq!(columns(&pad_end(&text, width)), width.max(columns(&text)));
            prop_assert!(pad_end(&text, width).starts_with(&text));
            prop_assert!(pad_start(&text, width).ends_with(&text));
        }

        #[test]
        fn truncated_text_fits(text: String, width in 0_usize..40) {
            prop_assert!(columns(&truncate(&text, width)) <= width);
        }

        #[test]
        fn a_cut_of_either_normal_form_is_the_same_cut(
            text in "[aàăằâấđeệoợuữyỹ 行]{0,20}",
            width in 0_usize..20,
        ) {
            prop_assert_eq!(truncate(&nfd(&text), width), nfd(&truncate(&text, width)));
        }

        #[test]
        fn wrapping_loses_nothing(text: String, width in 0_usize..30) {
            prop_assert_eq!(solid(&wrap(&text, width).concat()), solid(&text));
        }

        #[test]
        fn wrapped_lines_fit(text: String, width in 2_usize..30) {
            for line in wrap(&text, width) {
                prop_assert!(columns(&line) <= width, "{:?} {}", line, columns(&line));
            }
        }

        #[test]
        fn no_word_is_cut_where_lines_are_wide_enough(
            text in "[a-zđệ]{1,8}( [a-zđệ]{1,8}){0,12}",
            width in 8_usize..30,
        ) {
            prop_assert_eq!(wrap(&text, width).join(" "), text);
        }
    }
}
