//! How a sheet is printed.

use rust_xlsxwriter::Worksheet;

use super::cells::clip_to;
use crate::text::width;

/// The code of A4.
const A4: u8 = 9;
/// The longest footer, in UTF-16 units, codes included.
const LONGEST_FOOTER: usize = 255;
/// The notices at the left, small and bold.
const LEFT: &str = "&L&\"Times New Roman,Bold\"&9 ";
/// The number of the page at the right.
const RIGHT: &str = "&R&\"Times New Roman,Regular\"&9 Trang &P/&N";

/// Sets paper, margins and footer; as many pages high as it takes, one wide.
pub(super) fn set_up(sheet: &mut Worksheet, landscape: bool, notices: &[String]) {
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.5, 0.4, 0.6, 0.9, 0.3, 0.4)
        .set_footer(footer(landscape, notices));
}

/// The lines are broken by us: a footer breaks none, and would run into the number of the page.
fn footer(landscape: bool, notices: &[String]) -> String {
    let columns = if landscape { 120 } else { 75 };
    let lines: Vec<String> = notices.iter().flat_map(|notice| width::wrap(notice, columns)).collect();
    if lines.is_empty() {
        return RIGHT.to_owned();
    }
    let mut text = lines.join("\n");
    // An ampersand begins a code, two are one; cut first, so that no pair is parted.
    let room = LONGEST_FOOTER - LEFT.len() - RIGHT.len();
    while text.replace('&', "&&").encode_utf16().count() > room {
        text = clip_to(&text, text.encode_utf16().count() - 1);
    }
    format!("{LEFT}{}{RIGHT}", text.replace('&', "&&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_says_every_notice_and_the_page() {
        let notices = ["SỐ LIỆU MINH HỌA".to_owned(), "Dự thảo & nháp".to_owned()];
        let expected = "&L&\"Times New Roman,Bold\"&9 SỐ LIỆU MINH HỌA\nDự thảo && nháp\
                        &R&\"Times New Roman,Regular\"&9 Trang &P/&N";
        assert_eq!(footer(false, &notices), expected);
        assert_eq!(footer(false, &[]), RIGHT);
    }

    #[test]
    fn a_footer_is_never_too_long_to_be_written() {
        for notice in ["ấ".repeat(400), "&".repeat(400), "hồ sơ ".repeat(80)] {
            let footer = footer(true, &[notice]);
            assert!(footer.encode_utf16().count() <= LONGEST_FOOTER, "{footer}");
            assert!(footer.ends_with(RIGHT) && footer.contains('…'), "{footer}");
        }
    }
}
