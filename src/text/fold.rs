//! Two forms of a text: NFC, in which we store it, and the folded form, in which we look for it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the text in NFC, borrowed where it already is.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Tells whether the text is in NFC, the form of Vietnamese text in files (TCVN 6909:2001).
#[must_use]
pub fn is_nfc(text: &str) -> bool {
    text.chars().all(is_composed) || unicode_normalization::is_nfc(text)
}

/// Tells whether a letter is composed and nothing joins with it: Latin letters of every kind, and so all Vietnamese ones.
fn is_composed(c: char) -> bool {
    c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Returns the form for searching, without marks, case and punctuation: `Đặng Thị ƯỞNG` → `dang thi uong`.
///
/// A run of anything but letters and digits becomes one space, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let visible = text.nfd().filter(|&c| !is_combining_mark(c) && !is_invisible(c));
    for c in visible {
        if c.is_alphanumeric() {
            folded.extend(plain(c).to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Maps đ, and the eth that old fonts and converters leave in its place, to d.
const fn plain(c: char) -> char {
    match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        _ => c,
    }
}

/// Tells whether a character takes no room inside a word: soft hyphen, zero-width space and joiners.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::{canonical_combining_class, compose};

    use super::*;

    #[test]
    fn no_text_of_composed_letters_could_be_composed_further() {
        let composed: Vec<char> = ('\0'..='\u{1eff}').filter(|&c| is_composed(c)).collect();
        assert_eq!(composed.len(), 0x300 + 0x100);
        for &c in &composed {
            assert!(unicode_normalization::is_nfc(&c.to_string()), "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            let joins = composed.iter().filter_map(|&next| compose(c, next));
            assert_eq!(joins.count(), 0, "{c:?}");
        }
    }

    #[test]
    fn text_already_in_nfc_is_not_copied() {
        for text in ["", "plain", "Đặng Thị Ưởng"] {
            assert!(is_nfc(text));
            assert!(matches!(nfc(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn decomposed_text_is_composed() {
        let apart = "U\u{31b}\u{309}ng";
        assert!(!is_nfc(apart));
        assert_eq!(nfc(apart), "Ửng");
        assert_eq!(nfc("e\u{323}\u{302}"), "ệ");
        assert_eq!(nfc("ê\u{323}"), "ệ");
    }

    #[test]
    fn marks_case_and_d_with_stroke_do_not_hinder_a_search() {
        assert_eq!(fold("Đặng Thị ƯỞNG"), "dang thi uong");
        assert_eq!(fold("Ðất đai"), "dat dai");
        assert_eq!(fold("ăâêôơư ĂÂÊÔƠƯ ằẳẵắặ ềểễếệ ờởỡớợ ỳỷỹýỵ"), "aaeoou aaeoou aaaaa eeeee ooooo yyyyy");
    }

    #[test]
    fn punctuation_and_space_are_one_space_and_none_at_the_ends() {
        assert_eq!(
            fold("  Đất đai – (Môi trường),\u{a0}\tsố 12/QĐ-UBND.  "),
            "dat dai moi truong so 12 qd ubnd"
        );
        assert_eq!(fold("—…!"), "");
        assert_eq!(fold("thủ\u{ad}tục\u{200b}"), "thutuc");
    }

    proptest! {
        #[test]
        fn both_normal_forms_fold_alike(text: String) {
            let apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&text), fold(&apart));
            prop_assert_eq!(fold(&text), fold(&nfc(&text)));
        }

        #[test]
        fn what_is_folded_stays_as_it_is(text: String) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn nfc_is_nfc(text: String) {
            prop_assert!(is_nfc(&nfc(&text)));
        }
    }
}
