//! The apology with a new appointment (Decree 61/2018/NĐ-CP, art. 19.9).
//!
//! Contents: the dossier, its state, the reason, the next day of return, the apology.

use super::{LetterSources, answering};
use crate::model::date::{Date, Moment};
use crate::model::letter::ApologyStanding;
use crate::report::document::{Block, Document, Letter};
use crate::tally::LetterDossier;
use crate::text::day;

/// The first day of the forms of Circular 03/2025/TT-VPCP: year, month, day.
const NEW_FORMS: (i32, u32, u32) = (2025, 9, 15);

/// Where something is written by hand: a few words, or two lines.
const BLANK: &str = "……………………";
const BLANK_LINES: &str = "…………………………………………………………………\n…………………………………………………………………………";

/// The name of the form and where it comes from, as of a day.
struct Form {
    name: &'static str,
    origin: &'static str,
    promise: &'static str,
}

const FORM_2018: Form = Form {
    name: "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
    origin: "Tên gọi theo Mẫu số 04 của Thông tư 01/2018/TT-VPCP; bố cục không phải mẫu in kèm theo Thông tư.",
    promise: "xin hẹn lại ngày trả kết quả là",
};

const FORM_2025: Form = Form {
    name: "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    origin: "Tên gọi theo Mẫu số 04 của Thông tư 03/2025/TT-VPCP; bố cục không phải mẫu in kèm theo Thông tư.",
    promise: "đề nghị được gia hạn thời gian giải quyết đến",
};

/// The form of a day.
fn form(date: Date) -> Form {
    let is_new = (date.year(), date.month(), date.day()) >= NEW_FORMS;
    if is_new { FORM_2025 } else { FORM_2018 }
}

/// Makes the letter about a dossier; the citizen's name is left open, for no personal data is kept here.
#[must_use]
pub fn apology(sources: &LetterSources<'_>, dossier: &LetterDossier, new_due: Option<Date>) -> Document {
    let form = form(sources.dated.unwrap_or(sources.today));
    let unit = answering(sources.units, dossier.unit);
    let sender = unit.map_or(sources.config.office.as_str(), |unit| sources.units.get(unit).name.as_str());
    let letter = Letter {
        kind: form.name.to_owned(),
        addressees: vec![format!("Ông/Bà (tổ chức) {BLANK}{BLANK}")],
        recipients: ["Như trên", "Bộ phận Tiếp nhận và Trả kết quả", "Lưu: VT, hồ sơ"]
            .map(str::to_owned)
            .to_vec(),
        ..sources.letterhead(unit, |own| format!("PXL-{own}"))
    };
    let paragraphs = [
        receipt(sources, dossier, sender),
        appointment(dossier),
        state(sources, dossier),
        reason(&dossier.late_reason),
        format!(
            "{sender} thành thật xin lỗi Ông/Bà (tổ chức) về sự chậm trễ này và {} {}.",
            form.promise,
            new_due.map_or_else(|| format!("ngày {BLANK}"), |date| format!("ngày {}", day::date(date)))
        ),
        "Rất mong nhận được sự thông cảm của Ông/Bà (tổ chức). Trân trọng./.".to_owned(),
    ];
    Document {
        title: form.name.to_owned(),
        notices: sources.notices(form.origin),
        letter: Some(letter),
        blocks: paragraphs.into_iter().map(Block::Paragraph).collect(),
        ..Document::default()
    }
}

fn receipt(sources: &LetterSources<'_>, dossier: &LetterDossier, sender: &str) -> String {
    let LetterDossier { id, procedure: code, received, .. } = dossier;
    let procedure = match sources.catalogue.find(code) {
        Some(known) => format!("{} (mã {code})", known.name),
        None => format!("mã {code}"),
    };
    format!(
        "Ngày {}, {sender} tiếp nhận hồ sơ mã số {id} của Ông/Bà (tổ chức), đề nghị giải quyết thủ tục hành chính: \
         {procedure}.",
        day::date(received.date)
    )
}

/// The first appointment, and the one that holds where a supplement moved it.
fn appointment(dossier: &LetterDossier) -> String {
    let due = due(dossier);
    let first = dossier.first_due.or(due).map_or_else(|| BLANK.to_owned(), day::moment);
    match due.filter(|due| dossier.first_due.is_some_and(|first| first != *due)) {
        Some(moved) => {
            format!(
                "Thời gian hẹn trả kết quả lần đầu: {first}; sau khi bổ sung hồ sơ: {}.",
                day::moment(moved)
            )
        }
        None => format!("Thời gian hẹn trả kết quả: {first}."),
    }
}

fn state(sources: &LetterSources<'_>, dossier: &LetterDossier) -> String {
    let today = sources.today;
    let late = due(dossier).filter(|due| due.date < today);
    let days = late.map_or(0, |due| sources.calendar.working_days_between(due.date, today));
    match (late, days) {
        (None, _) => {
            "Đến nay, hồ sơ đang được giải quyết nhưng chưa thể có kết quả đúng ngày hẹn trả.".to_owned()
        }
        (Some(_), 0) => format!(
            "Đến ngày {}, hồ sơ đang được giải quyết, đã qua ngày hẹn trả mà chưa có kết quả.",
            day::date(today)
        ),
        (Some(_), days) => format!(
            "Đến ngày {}, hồ sơ đang được giải quyết, đã quá ngày hẹn trả {days} ngày làm việc mà chưa có kết quả.",
            day::date(today)
        ),
    }
}

fn reason(reason: &str) -> String {
    match reason.trim_end_matches(['.', ';']) {
        "" => format!("Lý do: {BLANK_LINES}"),
        reason => format!("Lý do: {reason}."),
    }
}

/// The due date that holds.
const fn due(dossier: &LetterDossier) -> Option<Moment> {
    match dossier.standing {
        ApologyStanding::Missing(due) | ApologyStanding::NotYet(due) => Some(due),
        _ => dossier.first_due,
    }
}
