//! What each finding means: one Markdown page a code, the one source of `kstthc explain` and of `docs/findings.md`.

use crate::diag::{Code, Severity};

/// The page of a code: `# K0101 toml-syntax: title`, then a heading for each part.
#[must_use]
pub fn page(code: Code) -> &'static str {
    let name = code.to_string();
    PAGES.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
}

/// The title of a code's page.
#[must_use]
pub fn title(code: Code) -> &'static str {
    let head = page(code).lines().next().unwrap_or_default();
    head.split_once(": ").map_or("", |(_, title)| title)
}

/// The Vietnamese word for how grave a kind of finding is.
#[must_use]
pub const fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "lỗi",
        Severity::Warning => "cảnh báo",
        Severity::Note => "ghi chú",
    }
}

const HEAD: &str = "\
# Các phát hiện của `kstthc check`

Mỗi phát hiện có một mã không bao giờ đổi. `kstthc explain MÃ` in trang của một mã ngay trên dòng lệnh; tệp này được
sinh ra từ cùng những trang đó (`src/text/explain`), đừng sửa tay.

| mã | tên | mức | nội dung |
|---|---|---|---|
";

/// The text of `docs/findings.md`: an index, then every page.
#[must_use]
pub fn document() -> String {
    let mut text = HEAD.to_owned();
    for &code in Code::ALL {
        let (anchor, name) = (code.to_string().to_lowercase(), code.name());
        text.push_str(&format!(
            "| [{code}](#{anchor}) | `{name}` | {} | {} |\n",
            severity(code),
            title(code)
        ));
    }
    for &code in Code::ALL {
        let anchor = code.to_string().to_lowercase();
        text.push_str(&format!("\n<a id=\"{anchor}\"></a>\n\n{}", one_level_down(page(code))));
    }
    text
}

/// Puts every heading of a page one level lower; what stands in fences is no heading.
fn one_level_down(page: &str) -> String {
    let mut fenced = false;
    let mut text = String::new();
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        let mark = if line.starts_with('#') && !fenced { "#" } else { "" };
        text.push_str(&format!("{mark}{line}\n"));
    }
    text
}

macro_rules! pages {
    ($($code:literal)+) => {
        /// The pages, by code.
        const PAGES: &[(&str, &str)] = &[$(($code, include_str!(concat!($code, ".md"))),)+];
    };
}

pages! {
    "K0101" "K0102" "K0103" "K0104" "K0105" "K0106" "K0107" "K0108" "K0109" "K0110" "K0111" "K0112" "K0113"
    "K0114" "K0115" "K0116" "K0117" "K0118" "K0121" "K0122" "K0123"
    "K0201" "K0202" "K0203" "K0204" "K0205" "K0206" "K0207" "K0212"
    "K0301" "K0302" "K0303" "K0304" "K0305" "K0306" "K0307" "K0308" "K0309" "K0310" "K0311" "K0312" "K0313"
    "K0314" "K0315" "K0316" "K0317" "K0318"
    "K0401" "K0402" "K0403" "K0404" "K0405" "K0406" "K0407" "K0408" "K0409"
    "K0411"
    "K0501" "K0502" "K0503" "K0504" "K0505" "K0506" "K0507" "K0508" "K0509" "K0512" "K0513" "K0514" "K0515" "K0516"
    "K0601" "K0602" "K0603" "K0604" "K0605" "K0606" "K0607"
    "K0701" "K0702" "K0703" "K0704" "K0705" "K0706"
    "K0801" "K0802" "K0803" "K0804" "K0805" "K0806"
    "K0820" "K0821" "K0822" "K0823"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No code without a page, no page without a code, in the order of the codes.
    #[test]
    fn every_code_has_a_page_and_every_page_a_code() {
        let codes: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
        let pages: Vec<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        assert_eq!(pages, codes);
    }

    /// The headings of a page, in their order; the last is for those that rest on an article of law.
    #[test]
    fn every_page_has_the_same_parts() {
        let parts = ["## Ý nghĩa", "## Sai", "## Đúng", "## Cách sửa", "## Căn cứ"];
        for &code in Code::ALL {
            let text = page(code);
            assert!(text.starts_with(&format!("# {code} {}: ", code.name())), "{code}");
            let mut fenced = false;
            let mut headings = Vec::new();
            for line in text.lines() {
                fenced ^= line.starts_with("```");
                headings.extend(Some(line).filter(|line| line.starts_with("## ") && !fenced));
            }
            assert!(headings == parts || headings == parts[..4], "{code}: {headings:?}");
            let empty = text
                .lines()
                .zip(text.lines().skip(1))
                .any(|(line, next)| line.len() > 3 && line.starts_with("```") && next == "```");
            assert!(!empty, "{code}: an example without a line");
            assert!(!fenced && text.ends_with('\n'), "{code}");
            assert_eq!(crate::text::fold::nfc(text), text, "{code}");
        }
    }

    #[test]
    fn a_code_is_found_by_number_or_name_in_any_case() {
        for word in ["K0203", "k0203", "0203", "duplicate-unit", "Duplicate-Unit", " K0203 "] {
            assert_eq!(Code::find(word), Some(Code::DuplicateUnit), "{word}");
        }
        for word in ["K203", "203", "K0299", "", "K", "+203", "duplicate"] {
            assert_eq!(Code::find(word), None, "{word}");
        }
        assert_eq!(Code::nearest("duplicate-unti").as_deref(), Some("duplicate-unit"));
        assert_eq!(Code::nearest("thời tiết"), None);
    }

    #[test]
    fn comments_in_examples_are_no_headings() {
        assert_eq!(one_level_down("# a\n```toml\n# b\n```\n## c\n"), "## a\n```toml\n# b\n```\n### c\n");
    }
}
