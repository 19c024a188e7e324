//! The name a writer probably meant.

use super::fold::fold;

/// Returns the known name nearest to `word`, for "did you mean"; of equally near ones the first given.
///
/// Marks, case and punctuation do not count. At most a third of the word's characters (and always one)
/// may be wrong, and at least one must be right.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().collect();
    let near = known.into_iter().filter_map(|name| Some((within_reach(&word, name)?, name)));
    near.min_by_key(|&(edits, _)| edits).map(|(_, name)| name)
}

/// The number of edits between a folded word and a name; `None` where there are too many.
fn within_reach(word: &[char], name: &str) -> Option<usize> {
    let name: Vec<char> = fold(name).chars().collect();
    let reach = (word.len() / 3).max(1);
    if word.len().abs_diff(name.len()) > reach {
        return None;
    }
    let edits = distance(word, &name);
    (edits <= reach && edits < word.len().max(name.len())).then_some(edits)
}

/// Counts insertions, deletions, replacements and swaps of neighbours (Damerau-Levenshtein, restricted:
/// no place is edited twice).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut edits = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row.push(edits);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn each_slip_of_the_pen_counts_once() {
        for (a, b, n) in
            [("", "", 0), ("abc", "", 3), ("ab", "ba", 1), ("plan", "plam", 1), ("plan", "pln", 1)]
        {
            assert_eq!(edits(a, b), n, "{a} {b}");
        }
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("staust", "status"), 1 + 1);
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let commands = ["status", "report", "check", "due"];
        assert_eq!(nearest("statu", commands), Some("status"));
        assert_eq!(nearest("chekc", commands), Some("check"));
        assert_eq!(nearest("DUE", commands), Some("due"));
    }

    #[test]
    fn missing_marks_are_no_distance() {
        let fields = ["Đất đai", "Hộ tịch", "Chứng thực"];
        assert_eq!(nearest("dat dai", fields), Some("Đất đai"));
        assert_eq!(nearest("chung-thuc", fields), Some("Chứng thực"));
        assert_eq!(nearest("ho tihc", fields), Some("Hộ tịch"));
    }

    #[test]
    fn nothing_is_offered_beyond_a_third_of_the_word() {
        assert_eq!(nearest("abcdef", ["abcdxy"]), Some("abcdxy"));
        assert_eq!(nearest("abcdef", ["abcxyz"]), None);
        assert_eq!(nearest("ab", ["abc"]), Some("abc"));
        assert_eq!(nearest("ab", ["abcd"]), None);
    }

    #[test]
    fn a_name_with_nothing_in_common_is_not_offered() {
        assert_eq!(nearest("a", ["b", ""]), None);
        assert_eq!(nearest("", ["b"]), None);
        assert_eq!(nearest("?", ["b", "!"]), None);
        assert_eq!(nearest("a", []), None);
    }

    #[test]
    fn of_equally_near_names_the_first_is_offered() {
        assert_eq!(nearest("vq", ["vp", "va"]), Some("vp"));
        assert_eq!(nearest("vq", ["va", "vp"]), Some("va"));
    }

    proptest! {
        #[test]
        fn distance_is_the_same_both_ways_and_zero_only_for_equals(a in "[abcđ]{0,8}", b in "[abcđ]{0,8}") {
            prop_assert_eq!(edits(&a, &b), edits(&b, &a));
            prop_assert_eq!(edits(&a, &b) == 0, a == b);
        }

        #[test]
        fn distance_lies_between_the_difference_and_the_longer_length(a in "[ab]{0,9}", b in "[ab]{0,9}") {
            let n = edits(&a, &b);
            prop_assert!(n >= a.len().abs_diff(b.len()) && n <= a.len().max(b.len()));
        }

        #[test]
        fn a_known_name_is_its_own_nearest(name in "[a-z]{1,9}") {
            prop_assert_eq!(nearest(&name, [name.as_str()]), Some(name.as_str()));
        }
    }
}
