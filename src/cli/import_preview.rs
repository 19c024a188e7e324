//! What an import is about to do, in words: what was read, where each column comes from, what is not kept, what changes.

use std::collections::BTreeMap;
use std::path::Path;

use super::import::{LISTED, list_up_to};
use super::record::DOSSIER_FIELDS;
use crate::import::table::Kind;
use crate::import::{Change, DueChange, Header, Imported, Meaning, Merge, Origin, Sheet, Skip, Skipped};
use crate::repo::Repository;
use crate::syntax::dossiers::{DUE, ID};
use crate::syntax::profile::Profile;
use crate::text::findings::{one_line, shown};
use crate::text::number::count;
use crate::text::width;

/// `1.234`.
pub(super) fn number(n: usize) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX))
}

/// What was read and where each column comes from.
pub(super) fn source(imported: &Imported, file: &Path, profile: Option<&Profile>) -> String {
    let reading = imported.reading;
    let encoding = reading.encoding.map(|encoding| format!(", bảng mã {}", encoding.name()));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut text =
        format!("«{}»: {}{}\n", one_line(&name), reading.kind.name(), encoding.unwrap_or_default());
    for sheet in &imported.sheets {
        match &sheet.header {
            Some(header) => text.push_str(&sheet_text((sheet, header), reading.kind, profile)),
            None if sheet.above == 0 => {}
            None => text.push_str(&format!(
                "{}: không có dòng tiêu đề, bỏ qua {} dòng\n",
                title(sheet, reading.kind),
                number(sheet.above)
            )),
        }
    }
    text
}

fn title(sheet: &Sheet, kind: Kind) -> String {
    match kind {
        Kind::Text => "Bảng".to_owned(),
        // `bảng 3`: such a name is ours, and ASCII in its first letter.
        Kind::Html => sheet.name.replacen('b', "B", 1),
        Kind::Xlsx | Kind::Xls | Kind::Ods => format!("Trang «{}»", shown(&sheet.name)),
    }
}

fn sheet_text((sheet, header): (&Sheet, &Header), kind: Kind, profile: Option<&Profile>) -> String {
    let rows = match (header.first, header.last) {
        (first, last) if first == last => format!("dòng {first}"),
        (first, last) => format!("dòng {first}–{last}"),
    };
    let profile = profile.or(sheet.layout.map(|layout| &layout.profile));
    let layout = profile.map_or_else(|| "nhận cột theo tiêu đề".to_owned(), |profile| profile.name.clone());
    let mut text = format!("{} ({layout}): tiêu đề ở {rows}\n", title(sheet, kind));
    if let Some(remark) = profile.and_then(|profile| profile.remark.as_ref()) {
        text.push_str(&format!("  Lưu ý: {remark}.\n"));
    }
    let widest = DOSSIER_FIELDS.iter().map(|field| width::columns(field.label)).max().unwrap_or_default();
    for (column, origin) in sheet.origins.iter().enumerate() {
        if let Some(origin) = origin.as_ref().and_then(|origin| origin_text(header, origin)) {
            let label = width::pad_end(DOSSIER_FIELDS[column].label, widest);
            text.push_str(&format!("  {label}  {origin}\n"));
        }
    }
    text.push_str(&dropped_text(sheet));
    text
}

fn origin_text(header: &Header, origin: &Origin) -> Option<String> {
    match origin {
        Origin::Column { at, given, is_name } => {
            let heading = header.headings.get(*at);
            let heading = heading.map(|heading| shown(&heading.text())).unwrap_or_default();
            let by_name = if *is_name { ", theo tên trong danh mục" } else { "" };
            let given = given.as_ref().map(|value| format!("; ô trống: {}", one_line(value)));
            Some(format!("← «{heading}»{by_name}{}", given.unwrap_or_default()))
        }
        Origin::Constant(value) => Some(format!("= {} (mọi dòng)", one_line(value))),
        Origin::Days => Some("theo ngày xong, ngày trả của từng hồ sơ".to_owned()),
        Origin::Group => None,
    }
}

/// The columns that are not kept, and why.
fn dropped_text(sheet: &Sheet) -> String {
    let mut by_reason: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for dropped in &sheet.dropped {
        let reason = match dropped.meaning {
            Meaning::Personal => 0,
            Meaning::Text => 1,
            Meaning::Column(_) | Meaning::ProcedureName | Meaning::Other => 2,
        };
        by_reason.entry(reason).or_default().push(format!("«{}»", shown(&dropped.heading)));
    }
    let reason = |reason| match reason {
        0 => "dữ liệu cá nhân",
        1 => "văn bản tự do",
        _ => "cột không dùng",
    };
    let line = |(why, headings): (u8, Vec<String>)| {
        format!("  Không giữ lại, {}: {}\n", reason(why), headings.join(", "))
    };
    by_reason.into_iter().map(line).collect()
}

/// How many dossiers there are, and which rows were passed over.
pub(super) fn counts(imported: &Imported, merge: &Merge, is_verbose: bool) -> String {
    let mut text = format!(
        "{} hồ sơ: {} mới, {} thay đổi, {} như cũ\n",
        number(imported.rows.len()),
        number(merge.new.len()),
        number(merge.changes.len()),
        number(merge.same),
    );
    if merge.absent > 0 {
        text.push_str(&format!(
            "Trong sổ còn {} hồ sơ của các đơn vị và thời gian này mà tệp không có (giữ nguyên)\n",
            number(merge.absent)
        ));
    }
    let blank: u32 = imported.sheets.iter().map(|sheet| sheet.blank).sum();
    let mut parts: Vec<String> = Vec::new();
    if blank > 0 {
        parts.push(format!("{} dòng trống", count(blank.into())));
    }
    let mut by_reason: BTreeMap<Skip, usize> = BTreeMap::new();
    for skipped in &imported.skipped {
        *by_reason.entry(skipped.why).or_default() += 1;
    }
    parts.extend(by_reason.iter().map(|(why, rows)| format!("{} {}", number(*rows), skip_text(*why))));
    if !parts.is_empty() {
        text.push_str(&format!("Bỏ qua {}\n", parts.join(", ")));
    }
    if !imported.skipped.is_empty() {
        let limit = limit(is_verbose);
        let line = |skipped: &Skipped| {
            format!(
                "{}: {} «{}»",
                imported.place(skipped.at),
                skip_text(skipped.why),
                one_line(&skipped.text)
            )
        };
        text.push_str(&list_up_to(limit, &imported.skipped, line));
        text.push_str(if imported.skipped.len() > limit { " (-v: kể hết)\n" } else { "\n" });
    }
    text
}

/// How many lines are listed.
pub(super) const fn limit(is_verbose: bool) -> usize {
    if is_verbose { usize::MAX } else { LISTED }
}

const fn skip_text(why: Skip) -> &'static str {
    match why {
        Skip::Numbering => "dòng số thứ tự cột",
        Skip::Header => "dòng tiêu đề lặp lại",
        Skip::Field => "dòng lĩnh vực (tính cho các dòng dưới)",
        Skip::Group => "dòng nhóm",
        Skip::Total => "dòng tổng",
        Skip::Note => "dòng ghi chú, chữ ký",
        Skip::Twice => "dòng lặp lại y nguyên",
    }
}

/// What changes in the logs, value by value.
pub(super) fn changes(
    imported: &Imported,
    merge: &Merge,
    repository: &Repository,
    is_verbose: bool,
) -> String {
    let mut text = String::new();
    if !merge.changes.is_empty() {
        text.push_str(&format!("{} hồ sơ thay đổi:\n", number(merge.changes.len())));
        let line = |change: &Change| change_text(imported, change, repository);
        text.push_str(&list_up_to(limit(is_verbose), &merge.changes, line));
        text.push('\n');
    }
    if !merge.dues.is_empty() {
        text.push_str(&format!(
            "{} hồ sơ có hạn trả khác trong sổ; hạn trong sổ được giữ, hạn mới thuộc data/pauses.csv (K0806):\n",
            number(merge.dues.len())
        ));
        let line = |due: &DueChange| due_text(imported, due, repository);
        text.push_str(&list_up_to(limit(is_verbose), &merge.dues, line));
        text.push('\n');
    }
    text
}

fn change_text(imported: &Imported, change: &Change, repository: &Repository) -> String {
    let differences = change.differences.iter().map(|difference| {
        let field = &DOSSIER_FIELDS[difference.column];
        let value = |value: &str| {
            if value.is_empty() { "(trống)".to_owned() } else { shown(&field.shown(value, repository)) }
        };
        format!("{}: {} → {}", field.label, value(&difference.before), value(&difference.after))
    });
    let differences: Vec<String> = differences.collect();
    let id = one_line(imported.rows.get(change.row, ID));
    format!("{id} (dòng {} của {}): {}", change.line, one_line(&change.path), differences.join("; "))
}

/// `HS1 (dòng 3 của …): Hạn trả: 10/04/2021 → 20/04/2021`.
pub(super) fn due_text(imported: &Imported, due: &DueChange, repository: &Repository) -> String {
    let value = |value: &str| DOSSIER_FIELDS[DUE].shown(value, repository);
    format!(
        "{} (dòng {} của {}): {}: {} → {}",
        one_line(imported.rows.get(due.row, ID)),
        due.line,
        one_line(&due.path),
        DOSSIER_FIELDS[DUE].label,
        value(&due.before),
        value(&due.after)
    )
}

/// What must be confirmed.
pub(super) fn doubts(imported: &Imported, merge: &Merge) -> Vec<String> {
    let mut doubts = Vec::new();
    if imported.ended_by_collection > 0 {
        doubts.push(format!(
            "{} hồ sơ chỉ có ngày trả kết quả, lấy làm ngày giải quyết xong; hồ sơ mà công dân đến lấy muộn sẽ bị tính muộn.",
            number(imported.ended_by_collection)
        ));
    }
    for heading in &imported.small_days {
        doubts.push(format!(
            "cột «{}» không có ngày nào quá 12: hãy so vài dòng với hệ thống, có thể tháng đứng trước ngày.",
            shown(heading)
        ));
    }
    if !merge.changes.is_empty() {
        doubts.push(format!("{} hồ sơ trong sổ được sửa như trên.", number(merge.changes.len())));
    }
    let reopened = merge.changes.iter().filter(|change| change.reopens()).count();
    if reopened > 0 {
        doubts.push(format!("{} hồ sơ đã kết thúc trong sổ nay lại đang giải quyết.", number(reopened)));
    }
    doubts
}

/// What whoever imports should know.
pub(super) fn remarks(imported: &Imported) -> Vec<String> {
    let mut remarks = Vec::new();
    if imported.ends_left_out > 0 {
        remarks.push(format!(
            "{} hồ sơ không được tiếp nhận có ngày kết thúc; trạng thái này không giữ ngày đó.",
            number(imported.ends_left_out)
        ));
    }
    if imported.unread_days > 0 {
        remarks.push(format!(
            "{} ngày không đọc được theo date_format được giữ nguyên; «kstthc check» chỉ từng dòng.",
            number(imported.unread_days)
        ));
    }
    remarks
}
