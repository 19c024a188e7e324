//! How wide a text is in Times New Roman, so that columns and rules can be laid out without the font itself.

use unicode_normalization::UnicodeNormalization;

/// The weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Weight {
    /// As in the body.
    Regular,
    /// As in headings.
    Bold,
}

/// The widths of the characters from space to `~`, in thousandths of the size (the metrics of Times, which Times
/// New Roman shares).
const REGULAR: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389,
    500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581,
    500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
/// What the horn of `ơ` and `ư` adds.
const HORN: u32 = 70;
/// Texts are not measured beyond this: no page is so wide, and sums of it stay within their type.
const WIDEST: u32 = 4_000_000;
/// A character that is in no table: as wide as the size.
const OTHER: u32 = 1000;

/// Returns the width of a text in thousandths of its size.
pub(in crate::render) fn width(text: &str, weight: Weight) -> u32 {
    text.nfd().map(|c| character(c, weight)).fold(0, u32::saturating_add).min(WIDEST)
}

/// Converts thousandths of a size in half points to twips (twentieths of a point).
pub(in crate::render) const fn twips(width: u32, half_points: u32) -> u32 {
    width * half_points / 100
}

fn character(c: char, weight: Weight) -> u32 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let plain = match c {
        'đ' => 'd',
        'Đ' => 'D',
        '\u{a0}' => ' ',
        '–' | '“' | '”' => '0',
        '‘' | '’' | '\u{2011}' => '-',
        c => c,
    };
    match u32::from(plain) {
        code @ 0x20..=0x7e => u32::from(table[code as usize - 0x20]),
        0x31b => HORN,
        0x300..=0x36f => 0,
        _ if plain.is_control() => 0,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_room_but_the_horn_does() {
        assert_eq!(width("Đề án", Weight::Regular), width("De an", Weight::Regular));
        assert_eq!(width("đường", Weight::Bold), width("duong", Weight::Bold) + 2 * HORN);
    }

    #[test]
    fn a_text_of_any_length_can_be_measured() {
        let long = "m".repeat(6_000);
        assert_eq!(twips(width(&long, Weight::Bold), 28), WIDEST / 100 * 28);
    }
}
