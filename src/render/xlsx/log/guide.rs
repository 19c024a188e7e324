//! How to edit the sheet and bring it back, in words.

use rust_xlsxwriter::{Format, FormatAlign, RowNum, Worksheet, XlsxError};

use super::{GUIDE, LISTS};
use crate::render::xlsx::styles::{Face, base};
use crate::render::xlsx::{page, widths};
use crate::report::log_sheet::{LogSheet, SheetColumn};
use crate::text::log_columns::Holds;

/// The widths of the columns: the name of a column, its key, what it holds.
const WIDTHS: [f64; 3] = [26.0, 22.0, 62.0];

pub(super) fn write(sheet: &mut Worksheet, log: &LogSheet) -> Result<(), XlsxError> {
    page::set_up(sheet, true, &log.notices);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let text = base().set_text_wrap().set_align(FormatAlign::Top);
    let heading = base().set_bold();
    let mut row = 0;
    let mut line = |sheet: &mut Worksheet, words: &str, (format, face): (&Format, Face)| {
        sheet.merge_range(row, 0, row, 2, words, format)?;
        sheet.set_row_height(row, widths::height(words, widths::across(&WIDTHS), face))?;
        row += 1;
        Ok::<(), XlsxError>(())
    };
    let title = heading.clone().set_font_size(Face::TITLE.points);
    line(sheet, &format!("{GUIDE}: {}", log.title), (&title, Face::TITLE))?;
    for notice in &log.notices {
        line(sheet, notice, (&heading, Face::STRONG))?;
    }
    for words in words(log) {
        line(sheet, &words, (&text, Face::BODY))?;
    }
    for (at, words) in (0..).zip(["Cột", "Khóa", "Ghi gì"]) {
        sheet.write_string_with_format(row, at, words, &heading)?;
    }
    for column in &log.columns {
        row += 1;
        described(sheet, row, column, &text)?;
    }
    Ok(())
}

/// The row of a column; its height is set, since not every application looks how many lines a text takes.
fn described(
    sheet: &mut Worksheet,
    row: RowNum,
    column: &SheetColumn,
    format: &Format,
) -> Result<(), XlsxError> {
    let texts = [column.label.clone(), column.key.clone(), what(column)];
    for (at, text) in (0..).zip(&texts) {
        sheet.write_string_with_format(row, at, text, format)?;
    }
    let heights = texts.iter().zip(WIDTHS).map(|(text, wide)| widths::height(text, wide, Face::BODY));
    sheet.set_row_height(row, heights.fold(0.0, f64::max))?;
    Ok(())
}

fn words(log: &LogSheet) -> Vec<String> {
    let files: Vec<&str> = log.origin.files.iter().map(|file| file.path.as_str()).collect();
    let from = match &files[..] {
        [one] => format!("Tệp này xuất từ {one}."),
        several => format!(
            "Tệp này xuất từ {} tệp của data/dossiers; cột «Tệp» cho biết dòng thuộc tệp nào.",
            several.len()
        ),
    };
    let mut words = vec![
        format!("{from} Sửa ở trang «{}», lưu lại, rồi chạy: kstthc import TÊN-TỆP -n để xem trước, kstthc import TÊN-TỆP để ghi.", log.title),
        "Hàng 1 là tên cột, hàng 2 (chữ xám) là khóa để kstthc đọc lại: đừng sửa hàng 2. Cột có dấu * phải có giá trị ở mọi dòng.".to_owned(),
        "Được sắp xếp, lọc, ẩn cột, đổi chỗ cột, thêm dòng. Dòng mới ghi vào hàng trống dưới cùng, hoặc chèn hàng rồi ghi.".to_owned(),
        "Đừng xóa dòng: sổ không được mất dòng. kstthc nêu các dòng đã xóa và dừng lại.".to_owned(),
        "Ngày gõ theo dd/mm/yyyy, có giờ thì dd/mm/yyyy hh:mm. Máy đặt kiểu ngày Mỹ thì 05/06 thành tháng 5 ngày 6: gõ xong nhìn lại ô hiện gì.".to_owned(),
        "Các cột mã ở dạng chữ (Text). Dán từ nơi khác thì dùng Paste Special → Values (Dán đặc biệt → Giá trị) để không mất dạng ấy: mã thành số là mất số 0 ở đầu.".to_owned(),
    ];
    if !log.lists.is_empty() {
        words.push(format!(
            "Ô có danh sách thì nhấn mũi tên ở mép phải của ô (hoặc Alt + ↓) để chọn; nghĩa của từng mã ở trang «{LISTS}»."
        ));
    }
    words
}

/// What a column may hold, in words.
fn what(column: &SheetColumn) -> String {
    let must = if column.required { "; bắt buộc" } else { "" };
    format!("{}{must}", kind(column.holds))
}

pub(super) fn kind(holds: Holds) -> String {
    match holds {
        Holds::Text => "chữ".to_owned(),
        Holds::Code | Holds::Document | Holds::Officer => "mã, số và ký hiệu (dạng chữ)".to_owned(),
        Holds::Moment => "ngày dd/mm/yyyy, có thể kèm giờ hh:mm".to_owned(),
        Holds::Number(most) => format!("số nguyên từ 0 đến {}", crate::text::number::count(most.into())),
        Holds::Unit => format!("mã đơn vị, chọn trong danh sách (trang «{LISTS}»)"),
        Holds::Procedure => format!("mã thủ tục (trang «{LISTS}»)"),
        Holds::Item => format!("mã nhiệm vụ của kế hoạch, chọn trong danh sách (trang «{LISTS}»)"),
        Holds::Occurrence => format!("mã lượt thực hiện, chọn trong danh sách (trang «{LISTS}»)"),
        Holds::Choice(words) => {
            let words: Vec<String> = words.iter().map(|(code, words)| format!("{code}: {words}")).collect();
            words.join("; ")
        }
    }
}
