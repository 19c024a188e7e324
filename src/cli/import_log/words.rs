//! What is said of a workbook that comes back.

use crate::cli::import::LISTED;
use crate::import::own_log::{CellFault, Change, Conflict, Edit, FieldEdit, Merge, OwnLog, Stop, Why};
use crate::model::date::Moment;
use crate::syntax::log_kind::LogKind;
use crate::text::findings::one_line;
use crate::text::log_columns::{Holds, columns_of, log_name};
use crate::text::number::count;
use crate::text::{day, width};

/// At most this many edits are shown in full.
const SHOWN: usize = 100;

/// What was passed over, and whoever edited should know.
pub(super) fn remarks(own: &OwnLog) -> Vec<String> {
    let mut remarks = Vec::new();
    if !own.unknown.is_empty() {
        remarks.push(format!(
            "Lưu ý: cột không thuộc sổ, không nhập: {}.",
            own.unknown.iter().map(|name| format!("«{}»", one_line(name))).collect::<Vec<_>>().join(", ")
        ));
    }
    let columns = own.origin.columns.iter().zip(&own.columns);
    let gone: Vec<String> = columns
        .filter(|(_, place)| place.is_none())
        .map(|(name, _)| format!("«{}»", label(own.origin.kind, name)))
        .collect();
    if !gone.is_empty() {
        remarks.push(format!(
            "Lưu ý: bảng không còn cột {}; các dòng đã có giữ nguyên giá trị ở cột ấy.",
            gone.join(", ")
        ));
    }
    if !own.formulas.is_empty() {
        let rows = own.formulas.iter().take(LISTED).map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let more = if own.formulas.len() > LISTED { "…" } else { "" };
        remarks.push(format!(
            "Lưu ý: ô có công thức, lấy kết quả mà bảng tính đã tính khi lưu: dòng {rows}{more} của trang «{}».",
            one_line(&own.sheet)
        ));
    }
    remarks
}

/// The edits: how many, then each.
pub(super) fn preview(own: &OwnLog, merge: &Merge) -> String {
    let number = |is: fn(&Edit) -> bool| {
        let edits = merge.changes.iter().filter(|change| is(&change.edit)).count();
        count(u64::try_from(edits).unwrap_or(u64::MAX))
    };
    let changed = number(|edit| matches!(edit, Edit::Changed(_)));
    let added = number(|edit| matches!(edit, Edit::Added(_)));
    let removed = number(|edit| *edit == Edit::Removed);
    let kind = own.origin.kind;
    let mut text =
        format!("{}: sửa {changed} dòng, thêm {added} dòng, xóa {removed} dòng.\n", log_name(kind));
    for file in merge.files.iter().filter(|file| !file.new_columns.is_empty()) {
        let columns = file.new_columns.join("», «");
        text.push_str(&format!(
            "{} chưa có cột «{columns}»; cột được thêm vào cuối, các dòng khác để trống.\n",
            one_line(&file.path)
        ));
    }
    for change in merge.changes.iter().take(SHOWN) {
        text.push_str(&shown(kind, change));
    }
    if merge.changes.len() > SHOWN {
        let more = u64::try_from(merge.changes.len() - SHOWN).unwrap_or(u64::MAX);
        text.push_str(&format!("… và {} dòng khác.\n", count(more)));
    }
    text
}

fn shown(kind: LogKind, change: &Change) -> String {
    let (path, id) = (one_line(&change.path), one_line(&change.id));
    let row = change.row.unwrap_or_default();
    match &change.edit {
        Edit::Changed(fields) => {
            let line = change.line.unwrap_or_default();
            let fields = table(kind, fields, |field| {
                format!("{} → {}", value(field.holds, &field.before), value(field.holds, &field.after))
            });
            format!("Sửa dòng {line} của {path} (dòng {row} trong Excel): {id}\n{fields}")
        }
        Edit::Added(fields) => {
            let fields = table(kind, fields, |field| value(field.holds, &field.after));
            format!("Thêm vào {path} (dòng {row} trong Excel): {id}\n{fields}")
        }
        Edit::Removed => format!("Xóa {}\n", removed(change)),
    }
}

/// A row that is no longer in the sheet.
pub(super) fn removed(change: &Change) -> String {
    let line = change.line.unwrap_or_default();
    format!("dòng {line} của {}: {}", one_line(&change.path), one_line(&change.id))
}

/// Two columns, the values under each other.
fn table(kind: LogKind, fields: &[FieldEdit], shown: impl Fn(&FieldEdit) -> String) -> String {
    let label = |field: &FieldEdit| label(kind, &field.column);
    let widest = fields.iter().map(|field| width::columns(&label(field))).max().unwrap_or(0);
    let line = |field: &FieldEdit| {
        format!("  {} {}\n", width::pad_end(&format!("{}:", label(field)), widest + 1), shown(field))
    };
    fields.iter().map(line).collect::<Vec<_>>().concat()
}

/// What a column is called; a column nobody reads has its name alone.
fn label(kind: LogKind, column: &str) -> String {
    let words = columns_of(kind).iter().find(|words| words.column == column);
    words.map_or_else(|| one_line(column), |words| words.label.to_owned())
}

/// A value as a person reads it.
fn value(holds: Holds, text: &str) -> String {
    if text.trim().is_empty() {
        return "(trống)".to_owned();
    }
    let words = match holds {
        Holds::Moment => {
            let moment = Moment::parse_either(text.trim());
            return moment.map_or_else(|| one_line(text), day::moment);
        }
        Holds::Choice(words) => words.iter().find(|(code, _)| *code == text).map(|(_, words)| *words),
        _ => None,
    };
    words.map_or_else(|| one_line(text), |words| format!("{} ({words})", one_line(text)))
}

/// Where and why nothing is brought back.
pub(super) fn stop(sheet: &str, kind: LogKind, stop: &Stop) -> String {
    let row = if stop.row == 0 { String::new() } else { format!(", dòng {}", stop.row) };
    let heading = if stop.heading.is_empty() {
        String::new()
    } else {
        format!(", cột «{}»", one_line(&stop.heading))
    };
    format!("trang «{}»{row}{heading}: {}", one_line(sheet), why(kind, &stop.why))
}

fn why(kind: LogKind, why: &Why) -> String {
    match why {
        Why::Cell(fault) => format!("{} (K0820)", cell(fault)),
        Why::Twin { other } => format!(
            "cùng là một dòng của sổ với dòng {other}; xóa dòng thừa, hoặc nếu là dòng mới thì xóa số ở cột ẩn A của nó (K0823)"
        ),
        Why::Copy { other } => format!("trùng hẳn dòng {other}; xóa một dòng (K0823)"),
        Why::Exists { id, path, line } => format!(
            "là dòng mới mà «{}» đã có ở dòng {line} của {}; sửa dòng đã có, hoặc đổi mã (K0823)",
            one_line(id),
            one_line(path)
        ),
        Why::Number => {
            "số ở cột ẩn A (kstthc_row) không phải số khi xuất; dòng mới thì để trống cột ấy (K0823)"
                .to_owned()
        }
        Why::File => format!(
            "cột «Tệp» phải là một trong các tệp đã xuất, và dòng của {} không chuyển tệp được ở đây (K0823)",
            log_name(kind)
        ),
        Why::Conflict(conflict) => self::conflict(conflict),
        Why::Gone { id, path } => format!(
            "dòng này đã sửa trong Excel, nhưng «{}» không còn trong {} như khi xuất; xuất lại rồi sửa (K0821)",
            one_line(id),
            one_line(path)
        ),
        Why::ChangedMeanwhile { id, path, line } => format!(
            "dòng «{}» đã xóa trong Excel, nhưng dòng {line} của {} đã đổi sau khi xuất; xuất lại rồi xem (K0821)",
            one_line(id),
            one_line(path)
        ),
    }
}

fn conflict(conflict: &Conflict) -> String {
    let Conflict { path, line, before, now, edited } = conflict;
    let shown = |text: &str| if text.trim().is_empty() { "(trống)".to_owned() } else { one_line(text) };
    format!(
        "hai bên cùng sửa: khi xuất là «{}», sổ nay là «{}» (dòng {line} của {}), Excel là «{}» (K0821)",
        shown(before),
        shown(now),
        one_line(path),
        shown(edited)
    )
}

fn cell(fault: &CellFault) -> String {
    match fault {
        CellFault::Error(error) => format!("ô đang báo lỗi «{}»; gõ lại giá trị", one_line(error)),
        CellFault::Uncomputed => {
            "công thức chưa được tính; mở bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị".to_owned()
        }
        CellFault::Merged => "ô bị gộp; bỏ gộp (Merge & Center) rồi ghi giá trị vào từng ô".to_owned(),
        CellFault::NumberForText(number) => format!(
            "Excel đã biến mã thành số {number}, có thể mất số 0 ở đầu hoặc chữ số cuối; đặt ô là Text (dạng chữ) rồi gõ lại"
        ),
        CellFault::DayForText(moment) => format!(
            "Excel đã biến chữ thành ngày {}; đặt ô là Text (dạng chữ) rồi gõ lại",
            day::moment(*moment)
        ),
        CellFault::OtherForText => "ô là giờ, hoặc đúng/sai; gõ lại giá trị".to_owned(),
        CellFault::NoDay(text) => format!(
            "«{}» không phải là ngày có trong lịch; gõ dd/mm/yyyy, ví dụ 15/06/2021, có thể kèm giờ 09:30",
            one_line(text)
        ),
        CellFault::NoNumber(text, most) => {
            format!("«{}»: cần một số nguyên từ 0 đến {}", one_line(text), count((*most).into()))
        }
        CellFault::NoChoice(text, words) => {
            let known: Vec<&str> = words.iter().map(|(code, _)| *code).collect();
            format!("«{}» không có trong danh sách: {}", one_line(text), known.join(", "))
        }
    }
}

/// How to go on after conflicts.
pub(super) fn hint(stops: &[Stop]) -> &'static str {
    if stops.iter().any(|stop| matches!(stop.why, Why::Conflict(_))) {
        "\ngợi ý: chỗ hai bên cùng sửa thì hỏi người đã sửa sổ (kstthc log MÃ), rồi ghi giá trị đúng vào sổ và vào ô Excel cho giống nhau; \
         hoặc xuất lại và sửa lại."
    } else {
        ""
    }
}
