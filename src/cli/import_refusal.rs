//! Why nothing of a foreign table can be written, in words.

use super::import::list_up_to;
use super::record::DOSSIER_FIELDS;
use crate::import::{Fault, Flaw, Imported, Sheet, Unmapped};
use crate::syntax::dossiers::{CHANNEL, COLUMNS, PROCEDURE, STATUS, UNIT};
use crate::text::findings::shown;
use crate::text::number::count;

/// Why nothing can be written, if nothing can; at most `limit` lines of each reason.
pub(super) fn refusal(imported: &Imported, limit: usize) -> Option<String> {
    let reasons = if imported.read_sheets().next().is_none() {
        vec![no_header(imported, limit)]
    } else {
        let parts =
            [of_columns(imported), lacking(imported), of_values(imported, limit), of_rows(imported, limit)];
        parts.into_iter().flatten().collect()
    };
    (!reasons.is_empty()).then(|| format!("lỗi: {}\nChưa ghi gì.", reasons.join("\nlỗi: ")))
}

fn no_header(imported: &Imported, limit: usize) -> String {
    let line = |sheet: &Sheet| match sheet.name.as_str() {
        "" => format!("{} dòng", count(sheet.above as u64)),
        name => format!("«{name}»: {} dòng", count(sheet.above as u64)),
    };
    format!(
        "không tìm thấy dòng tiêu đề có cột mã hồ sơ và ngày tiếp nhận (hay các cột mà tệp ánh xạ nêu tên):\n{}\ngợi ý: \
         tiêu đề khác với các hệ thống đã biết (tiêu đề của VNPT iGate chưa được biết) thì viết tệp ánh xạ rồi thêm \
         --profile TỆP; biểu II.06a của đơn vị thì thêm --return --unit ĐƠN-VỊ và kỳ.",
        list_up_to(limit, &imported.sheets, line)
    )
}

/// Columns that are not there, there twice, or personal.
fn of_columns(imported: &Imported) -> Vec<String> {
    let mut reasons = Vec::new();
    for sheet in imported.read_sheets() {
        let place =
            if sheet.name.is_empty() { String::new() } else { format!(" «{}»", shown(&sheet.name)) };
        if !sheet.missing.is_empty() {
            let missing = sheet.missing.join("», «");
            reasons.push(format!("bảng{place} không có cột «{missing}» mà tệp ánh xạ nêu tên."));
        }
        for (column, headings) in &sheet.ambiguous {
            reasons.push(format!(
                "bảng{place} có hai cột cho {} ({}): «{}»; đổi tên một cột, hoặc chọn bằng [columns] của tệp ánh xạ.",
                COLUMNS[*column].name,
                DOSSIER_FIELDS[*column].label,
                headings.join("», «")
            ));
        }
        for (column, heading) in &sheet.personal {
            reasons.push(format!(
                "tệp ánh xạ lấy «{heading}» vào {}: họ tên, địa chỉ, số điện thoại, số giấy tờ không được giữ trong sổ; bỏ \
                 dòng đó.",
                COLUMNS[*column].name
            ));
        }
    }
    reasons
}

/// Required columns that nothing fills, and what would.
fn lacking(imported: &Imported) -> Vec<String> {
    let ambiguous = |column: usize| {
        imported.read_sheets().any(|sheet| sheet.ambiguous.iter().any(|(own, _)| *own == column))
    };
    let is_stated =
        |column: usize| imported.read_sheets().any(|sheet| !sheet.missing.is_empty()) || ambiguous(column);
    let lacking: Vec<usize> = imported.lacking().into_iter().filter(|&column| !is_stated(column)).collect();
    if lacking.is_empty() {
        return Vec::new();
    }
    let line = |&column: &usize| {
        format!("{} ({}): {}", COLUMNS[column].name, DOSSIER_FIELDS[column].label, way(column))
    };
    vec![format!(
        "bảng không có cột cho:\n{}\ngợi ý: thêm các tùy chọn trên, hoặc viết tệp ánh xạ rồi thêm --profile TỆP.",
        list_up_to(COLUMNS.len(), &lacking, line)
    )]
}

/// How a column that the table has not can be given.
fn way(column: usize) -> &'static str {
    match column {
        PROCEDURE => {
            "--procedure MÃ nếu mọi hồ sơ cùng một thủ tục; nếu không, xuất thêm cột «Mã TTHC» hay «Tên TTHC»"
        }
        UNIT => "--unit ĐƠN-VỊ nếu mọi hồ sơ cùng một đơn vị",
        CHANNEL => "--channel online, direct hoặc postal nếu mọi hồ sơ nộp cùng một cách",
        STATUS => {
            "--status by-dates (có ngày trả: đã trả; có ngày xong: đã xong; không có: đang giải quyết), hoặc --status \
             TRẠNG-THÁI của mọi hồ sơ"
        }
        _ => "cần cột này trong bảng; nêu tiêu đề ở [columns] của tệp ánh xạ",
    }
}

fn of_values(imported: &Imported, limit: usize) -> Vec<String> {
    if imported.unmapped.is_empty() {
        return Vec::new();
    }
    let line = |value: &Unmapped| {
        let name = COLUMNS[value.column].name;
        let at = imported.place(value.at);
        format!("{name}: «{}» ({} dòng, lần đầu ở {at})", shown(&value.value), value.rows)
    };
    let first = &imported.unmapped[0];
    let has_unit = imported.unmapped.iter().any(|value| value.column == UNIT);
    let by_unit =
        if has_unit { "; tên đơn vị thì thêm vào aliases của plan/units.toml" } else { "" };
    vec![format!(
        "chưa biết các giá trị sau là mã nào (K0801):\n{}\ngợi ý: thêm --map \"{}:{}=MÃ\", hoặc [values.<cột>] của tệp ánh \
         xạ{by_unit}; đừng đoán trạng thái.",
        list_up_to(limit, &imported.unmapped, line),
        COLUMNS[first.column].name,
        shown(&first.value),
    )]
}

fn of_rows(imported: &Imported, limit: usize) -> Vec<String> {
    if imported.flaws.is_empty() {
        return Vec::new();
    }
    let mut text = list_up_to(limit, &imported.flaws, |flaw| flaw_line(imported, flaw));
    let total = imported.flaws.len() + imported.more_flaws;
    if imported.flaws.len() > limit {
        text.push_str(" (-v: kể hết)");
    }
    let mut hints: Vec<&str> = Vec::new();
    for hint in imported.flaws.iter().filter_map(|flaw| hint(&flaw.fault)) {
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    for hint in hints {
        text.push_str("\ngợi ý: ");
        text.push_str(hint);
    }
    vec![format!("{total} chỗ trong bảng không dùng được:\n{text}")]
}

fn flaw_line(imported: &Imported, flaw: &Flaw) -> String {
    let mut place = if flaw.at.row > 0 { imported.place(flaw.at) } else { String::new() };
    if !flaw.heading.is_empty() {
        let separator = if place.is_empty() { "" } else { ", " };
        place.push_str(&format!("{separator}cột «{}»", shown(&flaw.heading)));
    }
    format!("{place}: {}", fault_text(imported, flaw))
}

fn fault_text(imported: &Imported, flaw: &Flaw) -> String {
    let text = shown(&flaw.text);
    match &flaw.fault {
        Fault::NumberAsCode => format!("«{text}» là số, mã phải là chữ (Excel đã đổi)"),
        Fault::DayAsCode => format!("«{text}» là ngày, mã phải là chữ (Excel đã đổi)"),
        Fault::CutNumber => format!("«{text}» là số bị Excel rút gọn, mất chữ số"),
        Fault::Error => format!("«{text}» là lỗi của công thức"),
        Fault::Uncomputed => "công thức chưa có kết quả".to_owned(),
        Fault::Merged => "ô bị gộp với ô khác, không rõ giá trị của dòng này".to_owned(),
        Fault::OddKind => format!("«{text}» không phải kiểu dữ liệu của cột"),
        Fault::NoDay => format!("«{text}» không phải ngày có trong lịch"),
        Fault::MonthFirst => format!("«{text}» chỉ đọc được nếu tháng đứng trước"),
        Fault::NumberAsDay => format!("«{text}» là số, chưa định dạng là ngày"),
        Fault::MixedDays => {
            "ngày không quá 12 thì là ngày của Excel, ngày quá 12 thì là chữ: Excel đã đọc tháng trước ngày"
                .to_owned()
        }
        Fault::Empty => "để trống".to_owned(),
        Fault::NoId => "có số liệu mà không có mã hồ sơ".to_owned(),
        Fault::SameId(before) => {
            format!("mã «{text}» đã có ở {} với nội dung khác", imported.place(*before))
        }
        Fault::Cells { found, expected } => format!("có {found} ô, dòng tiêu đề có {expected} cột"),
        Fault::NoEnd => format!("trạng thái «{text}» mà không có ngày xong, ngày trả"),
        Fault::ReturnedWithoutEnd => {
            format!("«{text}» (trả lại, returned) mà không có ngày kết thúc: còn giải quyết hay đã trả hẳn?")
        }
        Fault::EndWhileOpen => format!("trạng thái «{text}» chưa kết thúc mà có ngày xong hoặc ngày trả"),
    }
}

/// How to mend it.
const fn hint(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::NumberAsCode | Fault::DayAsCode | Fault::CutNumber => Some(
            "xuất lại từ hệ thống và nhập thẳng tệp đó, không mở rồi lưu bằng Excel; hoặc định dạng cột mã là Text trước khi \
             dán số liệu (K0802). Mã thật sự là số thì ghi numeric_ids = true trong tệp ánh xạ.",
        ),
        Fault::Error | Fault::Uncomputed => Some(
            "mở bằng Excel, sửa công thức rồi lưu; hoặc dán lại cột đó dạng giá trị (Paste Values) (K0803).",
        ),
        Fault::Merged => Some("bỏ gộp ô (Merge & Center) ở các dòng số liệu và điền đủ từng dòng (K0803)."),
        Fault::MonthFirst | Fault::MixedDays => Some(
            "xuất lại với ngày/tháng/năm và nhập thẳng tệp đó, không mở rồi lưu bằng Excel; hệ thống viết tháng trước thì ghi \
             date_format trong tệp ánh xạ, ví dụ \"%m/%d/%Y\" (K0804).",
        ),
        Fault::NoDay | Fault::NumberAsDay => Some(
            "viết ngày dd/mm/yyyy hoặc định dạng cột là Date; cách viết khác thì ghi date_format trong tệp ánh xạ (K0804).",
        ),
        Fault::ReturnedWithoutEnd | Fault::NoEnd | Fault::EndWhileOpen => Some(
            "hỏi lại đơn vị; điền ngày ở hệ thống rồi xuất lại, hoặc nói trạng thái đó là gì bằng --map \"status:…=MÃ\" (K0805).",
        ),
        Fault::Empty | Fault::NoId | Fault::OddKind | Fault::SameId(_) | Fault::Cells { .. } => None,
    }
}
