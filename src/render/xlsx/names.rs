//! Names of sheets that Excel accepts, each only once.

use std::collections::BTreeSet;

use crate::text::fold::nfc;

/// How long a name may be, in UTF-16 units.
const LONGEST: usize = 31;
/// What a sheet is called that has no usable name.
const NAMELESS: &str = "Phụ lục";
/// A name Excel keeps for itself.
const RESERVED: &str = "history";

/// The names given so far.
pub(super) struct Names {
    /// In small letters: Excel tells names apart without regard to case.
    taken: BTreeSet<String>,
}

impl Names {
    /// Starts with names that nobody else may have.
    pub(super) fn without<const N: usize>(kept: [&str; N]) -> Self {
        Self { taken: kept.into_iter().chain([RESERVED]).map(str::to_lowercase).collect() }
    }

    /// Returns the wanted name, made safe, with a number behind it where another sheet has it.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let safe = safe(wanted);
        let mut name = shorten(&safe, LONGEST);
        let mut copy = 2;
        while !self.taken.insert(name.to_lowercase()) {
            let ending = format!(" ({copy})");
            name = shorten(&safe, LONGEST - ending.len()) + &ending;
            copy += 1;
        }
        name
    }
}

fn safe(wanted: &str) -> String {
    let cleaned: String = nfc(wanted).chars().map(replaced).collect();
    let cleaned = trimmed(&cleaned);
    if cleaned.is_empty() { NAMELESS.to_owned() } else { cleaned.to_owned() }
}

fn replaced(c: char) -> char {
    match c {
        '[' => '(',
        ']' => ')',
        ':' | '*' | '?' | '/' | '\\' => '-',
        c if c.is_control() => ' ',
        c => c,
    }
}

/// Without the spaces and apostrophes that a name may not begin or end with.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || c == '\'')
}

fn shorten(name: &str, longest: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= longest
    };
    let short: String = name.chars().take_while(fits).collect();
    trimmed(&short).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken<const N: usize>(wanted: [&str; N]) -> Vec<String> {
        let mut names = Names::without(["Nguồn số liệu"]);
        wanted.iter().map(|name| names.take(name)).collect()
    }

    #[test]
    fn characters_excel_refuses_are_replaced() {
        assert_eq!(taken(["II.06a/VPCP/KSTT", "a[1]:*?\\b"]), ["II.06a-VPCP-KSTT", "a(1)----b"]);
        assert_eq!(taken(["'Hồ sơ'", "a\tb"]), ["Hồ sơ", "a b"]);
    }

    #[test]
    fn a_sheet_always_has_a_name() {
        assert_eq!(taken(["", " ' ", "'"]), ["Phụ lục", "Phụ lục (2)", "Phụ lục (3)"]);
    }

    #[test]
    fn names_that_differ_only_in_case_get_a_number() {
        assert_eq!(taken(["Đất đai", "ĐẤT ĐAI", "đất đai"]), ["Đất đai", "ĐẤT ĐAI (2)", "đất đai (3)"]);
        assert_eq!(taken(["nguồn SỐ liệu", "History"]), ["nguồn SỐ liệu (2)", "History (2)"]);
    }

    #[test]
    fn a_long_name_is_cut_to_31_units_also_with_its_number() {
        let long = "Danh sách hồ sơ giải quyết quá hạn trong kỳ";
        let names = taken([long, long]);
        assert_eq!(names, ["Danh sách hồ sơ giải quyết quá", "Danh sách hồ sơ giải quyết (2)"]);
        let wide = "😀".repeat(20);
        assert_eq!(taken([&wide])[0].encode_utf16().count(), 30);
        let apostrophe = format!("{}'x", "a".repeat(30));
        assert_eq!(taken([&apostrophe])[0], "a".repeat(30));
    }
}
