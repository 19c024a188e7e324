//! The codes that columns of the logs may have, each in words. That they are exactly those that are read is a test of
//! `log_columns`.

/// A code of a list and its words.
pub type Word = (&'static str, &'static str);

/// How a dossier comes.
pub const DOSSIER_CHANNELS: &[Word] =
    &[("online", "trực tuyến"), ("direct", "trực tiếp"), ("postal", "bưu chính")];

/// How a dossier stands.
pub const STATUSES: &[Word] = &[
    ("submitted", "mới nộp, chưa tiếp nhận"),
    ("rejected", "từ chối tiếp nhận"),
    ("processing", "đang giải quyết"),
    ("awaiting_supplement", "chờ bổ sung"),
    ("awaiting_payment", "chờ nộp phí"),
    ("completed", "đã giải quyết xong"),
    ("delivered", "đã trả kết quả"),
    ("withdrawn", "công dân rút"),
    ("returned", "trả lại"),
];

/// How work on a dossier ends.
pub const DOSSIER_ENDS: &[Word] =
    &[("completed", "đã giải quyết xong"), ("withdrawn", "công dân rút"), ("returned", "trả lại")];

/// Why a dossier waits or has a new due day.
pub const PAUSE_KINDS: &[Word] =
    &[("supplement", "yêu cầu bổ sung"), ("payment", "chờ nộp phí"), ("reappointment", "hẹn lại")];

/// The level of a procedure.
pub const LEVELS: &[Word] = &[("province", "cấp tỉnh"), ("district", "cấp huyện"), ("commune", "cấp xã")];

/// The level of a row of a return.
pub const RETURN_LEVELS: &[Word] =
    &[("province", "cấp tỉnh"), ("district", "cấp huyện"), ("commune", "cấp xã"), ("total", "dòng tổng số")];

/// Yes and no.
pub const YES_NO: &[Word] = &[("yes", "có"), ("no", "không")];

/// What a time limit is counted in.
pub const TIME_UNITS: &[Word] = &[("working_day", "ngày làm việc"), ("day", "ngày")];

/// How much of a procedure is done online.
pub const SERVICE_LEVELS: &[Word] = &[
    ("1", "mức độ 1"),
    ("2", "mức độ 2"),
    ("3", "mức độ 3"),
    ("4", "mức độ 4"),
    ("partial", "một phần"),
    ("full", "toàn trình"),
];

/// What a review of a procedure came to.
pub const REVIEW_OUTCOMES: &[Word] =
    &[("keep", "giữ"), ("amend", "sửa"), ("replace", "thay thế"), ("abolish", "bãi bỏ")];

/// What is recorded of an occurrence.
pub const PROGRESS_STATES: &[Word] =
    &[("started", "bắt đầu"), ("done", "đã xong"), ("not_applicable", "không phát sinh")];

/// How feedback comes.
pub const FEEDBACK_CHANNELS: &[Word] = &[
    ("document", "văn bản"),
    ("phone", "điện thoại"),
    ("form", "phiếu lấy ý kiến"),
    ("online", "trực tuyến"),
];

/// What feedback is.
pub const FEEDBACK_KINDS: &[Word] = &[("complaint", "phản ánh"), ("proposal", "kiến nghị")];

/// What feedback is about.
pub const FEEDBACK_SUBJECTS: &[Word] =
    &[("conduct", "hành vi hành chính"), ("regulation", "quy định hành chính"), ("both", "cả hai")];

/// What becomes of feedback (Decree 20/2008/NĐ-CP, art. 9).
pub const FEEDBACK_CLASSES: &[Word] = &[
    ("not_accepted", "không đủ điều kiện tiếp nhận"),
    ("forwarded_conduct", "về hành vi, chuyển cơ quan có thẩm quyền"),
    ("own", "thuộc thẩm quyền xử lý"),
    ("forwarded", "về quy định, chuyển cơ quan có thẩm quyền"),
];

/// What handling feedback came to.
pub const FEEDBACK_OUTCOMES: &[Word] = &[("insufficient", "không đủ cơ sở xử lý"), ("handled", "đã xử lý")];

/// What a letter is.
pub const LETTER_KINDS: &[Word] = &[("apology", "xin lỗi"), ("reminder", "đôn đốc")];

/// How content a citizen is.
pub const SATISFACTION: &[Word] =
    &[("very_satisfied", "rất hài lòng"), ("satisfied", "hài lòng"), ("dissatisfied", "không hài lòng")];

/// Scores of an indicator of a slip.
pub const SCORES: &[Word] = &[("0", "0 điểm"), ("1", "1 điểm"), ("2", "2 điểm")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_statuses_and_called_alike() {
        assert!(DOSSIER_ENDS.iter().all(|end| STATUSES.contains(end)));
        assert!(LEVELS.iter().all(|level| RETURN_LEVELS.contains(level)));
    }
}
