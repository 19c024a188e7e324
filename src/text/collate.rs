//! Vietnamese alphabetical order.
//!
//! Letters first (a ă â b c d đ e ê … with f, j, w, z at their Latin places), then tones (ngang, huyền, hỏi,
//! ngã, sắc, nặng), then small letters before capitals. Spaces come before punctuation, digits, letters.
//!
//! The whole text is compared by letters before any tone, as the Unicode collation for `vi` does. One thing
//! differs from it: a tone belongs to its syllable, not to the letter that bears it, so that `hòa` and `hoà`
//! stand together.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::nfc;

/// Signs of ASCII and of office documents, nearly in the order of the Unicode collation (CLDR root).
const SIGNS: &str = "_-–—,;:!?.…'‘’\"“”«»()[]{}§@*/\\&#%•`^°+×<=>|~$₫";
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';
/// Huyền, hỏi, ngã, sắc, nặng; a syllable without any of them is ngang.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// A sort key: keys compare as [`compare`] compares their texts; equal keys mean texts equal in NFC.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    letters: Vec<Letter>,
    /// The marks of the syllables, with a zero between syllables.
    tones: Vec<u32>,
    /// For each letter, whether it is a capital.
    capitals: Vec<bool>,
    nfc: String,
}

/// A character without tone and case; the variants stand in sorting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Letter {
    Space,
    Sign(usize),
    OtherSign(char),
    Digit(char),
    Vietnamese(usize),
    Foreign(char),
}

/// Returns the sort key of a text, to be kept where many texts are sorted.
#[must_use]
pub fn key(text: &str) -> Key {
    let nfc = nfc(text).into_owned();
    let apart: Vec<char> = nfc.nfd().collect();
    let mut key = Key { nfc, ..Key::default() };
    for cluster in apart.chunk_by(|_, &next| is_combining_mark(next)) {
        push(&mut key, cluster);
    }
    key
}

/// Compares two texts in Vietnamese alphabetical order; a total order, in which NFC and NFD are the same.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

/// Adds one character with its marks to the key.
fn push(key: &mut Key, cluster: &[char]) {
    let Some((&base, marks)) = cluster.split_first() else {
        return;
    };
    let small = lowercase(base);
    let shaped = marks.iter().enumerate().find_map(|(at, &mark)| Some((at, shape(small, mark)?)));
    let letter = rank(shaped.map_or(small, |(_, letter)| letter));
    if !matches!(letter, Letter::Vietnamese(_) | Letter::Foreign(_)) {
        key.tones.push(0);
    }
    let left = marks.iter().enumerate().filter(|&(at, _)| shaped.is_none_or(|(used, _)| at != used));
    key.tones.extend(left.map(|(_, &mark)| tone(mark)));
    key.letters.push(letter);
    key.capitals.push(base != small);
}

/// The small form of a letter, where that is a single character.
fn lowercase(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The Vietnamese letter that a base letter and a mark make, if they make one.
const fn shape(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('a', BREVE) => Some('ă'),
        ('a', CIRCUMFLEX) => Some('â'),
        ('e', CIRCUMFLEX) => Some('ê'),
        ('o', CIRCUMFLEX) => Some('ô'),
        ('o', HORN) => Some('ơ'),
        ('u', HORN) => Some('ư'),
        _ => None,
    }
}

fn rank(c: char) -> Letter {
    let place = |list: &str| list.chars().position(|known| known == c);
    if let Some(at) = place(LETTERS) {
        Letter::Vietnamese(at)
    } else if c.is_ascii_digit() {
        Letter::Digit(c)
    } else if c.is_whitespace() {
        Letter::Space
    } else if let Some(at) = place(SIGNS) {
        Letter::Sign(at)
    } else if c.is_alphabetic() {
        Letter::Foreign(c)
    } else {
        Letter::OtherSign(c)
    }
}

/// The weight of a mark: the five tones first, then foreign marks, all above the zero between syllables.
fn tone(mark: char) -> u32 {
    (1..).zip(TONES).find_map(|(weight, tone)| (tone == mark).then_some(weight)).unwrap_or(u32::from(mark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nfd(text: &str) -> String {
        text.nfd().collect()
    }

    /// Asserts that words given in order are in order, in both normal forms.
    fn ascending(words: &[&str]) {
        for (i, a) in words.iter().enumerate() {
            for (j, b) in words.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} {b}");
                assert_eq!(compare(&nfd(a), b), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn letters_follow_the_alphabet() {
        let letters: Vec<String> = LETTERS.chars().map(String::from).collect();
        ascending(&letters.iter().map(String::as_str).collect::<Vec<_>>());
        ascending(&["dung", "dương", "đá", "em", "êm", "oanh", "ôm", "ơn", "ưng", "vui", "y"]);
    }

    #[test]
    fn tones_follow_ngang_huyen_hoi_nga_sac_nang() {
        ascending(&["ma", "mà", "mả", "mã", "má", "mạ"]);
        ascending(&["viên", "viền", "viển", "viễn", "viến", "viện"]);
        ascending(&["ơ", "ờ", "ở", "ỡ", "ớ", "ợ"]);
    }

    #[test]
    fn a_letter_weighs_more_than_a_tone_and_a_tone_more_than_a_capital() {
        ascending(&["mạ", "mai", "mài", "măn", "mân"]);
        ascending(&["an", "An", "AN", "àn", "Àn", "án", "Án"]);
        ascending(&["má an", "ma ba", "mà ba", "má ba"]);
    }

    #[test]
    fn spaces_come_before_signs_digits_and_letters() {
        ascending(&["a b", "a-b", "a/b", "a1", "ab"]);
        ascending(&["", " ", "-", "0", "9", "a", "z", "æ", "я"]);
        ascending(&["Quý I", "Quý II", "Quý III", "Quý IV"]);
    }

    #[test]
    fn the_place_of_the_tone_mark_does_not_part_two_spellings() {
        ascending(&["hoa", "hoà", "hỏa", "hoá", "họa"]);
        ascending(&["hoà", "hòa", "hoả", "hỏa", "hoá", "hóa"]);
        ascending(&["Văn hoá", "Văn hóa", "Văn hóa xã hội"]);
    }

    #[test]
    fn names_of_units_sort_as_in_a_vietnamese_list() {
        ascending(&[
            "Phường Long Phước",
            "Phường Long Thủy",
            "Phường Phước Bình",
            "Phường Sơn Giang",
            "Phường Thác Mơ",
            "Xã Long Giang",
            "Xã Phước Tín",
        ]);
    }

    #[test]
    fn foreign_marks_come_after_the_plain_letter() {
        ascending(&["cafe", "cafè", "café", "cafs"]);
        ascending(&["Muller", "Müller", "Mullet"]);
    }

    proptest! {
        #[test]
        fn only_the_same_text_compares_equal(a: String, b: String) {
            prop_assert_eq!(compare(&a, &b).is_eq(), nfc(&a) == nfc(&b));
            prop_assert_eq!(compare(&a, &nfd(&a)), Ordering::Equal);
        }

        #[test]
        fn sorting_does_not_depend_on_the_order_given(
            words in proptest::collection::vec("[aàáăâđĐdDo1 .-]{0,4}", 0..12).prop_shuffle()
        ) {
            let mut sorted = words.clone();
            sorted.sort_by(|a, b| compare(a, b));
            let mut keyed = words;
            keyed.sort_by_cached_key(|word| key(word));
            prop_assert_eq!(&sorted, &keyed);
            prop_assert!(sorted.is_sorted_by(|a, b| compare(a, b).is_le()));
        }
    }
}
