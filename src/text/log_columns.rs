//! The columns of the logs as a person knows them: what each is called and what it may hold.

use super::log_words::{
    DOSSIER_CHANNELS, FEEDBACK_CHANNELS, FEEDBACK_CLASSES, FEEDBACK_KINDS, FEEDBACK_OUTCOMES,
    FEEDBACK_SUBJECTS, LETTER_KINDS, LEVELS, PAUSE_KINDS, PROGRESS_STATES, RETURN_LEVELS, REVIEW_OUTCOMES,
    SATISFACTION, SERVICE_LEVELS, STATUSES, TIME_UNITS, Word, YES_NO,
};
use crate::syntax::log_kind::LogKind;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words of any kind.
    Text,
    /// An id or code: never a number to calculate with.
    Code,
    /// Number and symbol of a document.
    Document,
    /// A member of staff, by code.
    Officer,
    /// A day, or a day and a time.
    Moment,
    /// A whole number from 0 on, at most this.
    Number(u32),
    /// The code of a unit.
    Unit,
    /// The code of a procedure.
    Procedure,
    /// The code of an item of the plan.
    Item,
    /// The id of an occurrence.
    Occurrence,
    /// One of these codes.
    Choice(&'static [Word]),
}

/// How a column is shown.
#[derive(Clone, Copy, Debug)]
pub struct ColumnWords {
    /// Its name in the log.
    pub column: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it may hold.
    pub holds: Holds,
}

pub(crate) const fn column(column: &'static str, label: &'static str, holds: Holds) -> ColumnWords {
    ColumnWords { column, label, holds }
}

/// The columns of a kind of log, in the order of the contract.
#[must_use]
pub const fn columns_of(kind: LogKind) -> &'static [ColumnWords] {
    match kind {
        LogKind::Dossiers => DOSSIERS,
        LogKind::Pauses => PAUSES,
        LogKind::Procedures => PROCEDURES,
        LogKind::Progress => PROGRESS,
        LogKind::Events => EVENTS,
        LogKind::Feedback => FEEDBACK,
        LogKind::Letters => LETTERS,
        LogKind::Returns => RETURNS,
        LogKind::Slips => SLIPS,
        LogKind::UnitFacts => UNIT_FACTS,
    }
}

/// What a kind of log is called.
#[must_use]
pub const fn log_name(kind: LogKind) -> &'static str {
    match kind {
        LogKind::Dossiers => "Sổ hồ sơ",
        LogKind::Pauses => "Bổ sung, nộp phí, hẹn lại",
        LogKind::Procedures => "Danh mục TTHC",
        LogKind::Progress => "Tiến độ kế hoạch",
        LogKind::Events => "Sự kiện",
        LogKind::Feedback => "Phản ánh, kiến nghị",
        LogKind::Letters => "Sổ thư",
        LogKind::Returns => "Số liệu đơn vị gửi",
        LogKind::Slips => "Phiếu đánh giá",
        LogKind::UnitFacts => "Chỉ số đơn vị",
    }
}

const DOSSIERS: &[ColumnWords] = &[
    column("dossier_id", "Mã hồ sơ", Holds::Code),
    column("procedure_code", "Thủ tục", Holds::Procedure),
    column("unit", "Đơn vị", Holds::Unit),
    column("channel", "Hình thức nộp", Holds::Choice(DOSSIER_CHANNELS)),
    column("received_at", "Tiếp nhận", Holds::Moment),
    column("status", "Trạng thái", Holds::Choice(STATUSES)),
    column("field", "Lĩnh vực", Holds::Text),
    column("due_at", "Hạn trả", Holds::Moment),
    column("completed_at", "Giải quyết xong", Holds::Moment),
    column("handed_over_at", "Trả kết quả", Holds::Moment),
    column("late_reason", "Lý do trễ hạn", Holds::Text),
    column("officer", "Mã công chức", Holds::Officer),
    column("note", "Ghi chú", Holds::Text),
];

const PAUSES: &[ColumnWords] = &[
    column("dossier_id", "Mã hồ sơ", Holds::Code),
    column("kind", "Việc", Holds::Choice(PAUSE_KINDS)),
    column("from", "Từ", Holds::Moment),
    column("to", "Đến", Holds::Moment),
    column("new_due_at", "Hạn trả mới", Holds::Moment),
    column("document", "Văn bản", Holds::Document),
];

const PROCEDURES: &[ColumnWords] = &[
    column("code", "Mã thủ tục", Holds::Code),
    column("name", "Tên thủ tục", Holds::Text),
    column("field", "Lĩnh vực", Holds::Text),
    column("level", "Cấp", Holds::Choice(LEVELS)),
    column("time_limit", "Thời hạn", Holds::Number(100_000)),
    column("time_unit", "Đơn vị thời hạn", Holds::Choice(TIME_UNITS)),
    column("service_level", "Mức độ dịch vụ công", Holds::Choice(SERVICE_LEVELS)),
    column("one_stop", "Tại Bộ phận Một cửa", Holds::Choice(YES_NO)),
    column("internal_process", "Có quy trình nội bộ", Holds::Choice(YES_NO)),
    column("announced_at", "Ngày công bố", Holds::Moment),
    column("announced_by", "Văn bản công bố", Holds::Code),
    column("published", "Đã công khai", Holds::Choice(YES_NO)),
    column("reviewed_at", "Ngày rà soát", Holds::Moment),
    column("review_outcome", "Kết quả rà soát", Holds::Choice(REVIEW_OUTCOMES)),
];

const PROGRESS: &[ColumnWords] = &[
    column("item", "Nhiệm vụ", Holds::Item),
    column("occurrence", "Lượt thực hiện", Holds::Occurrence),
    column("unit", "Đơn vị", Holds::Unit),
    column("date", "Ngày", Holds::Moment),
    column("state", "Trạng thái", Holds::Choice(PROGRESS_STATES)),
    column("evidence", "Minh chứng", Holds::Document),
    column("note", "Ghi chú", Holds::Text),
];

const EVENTS: &[ColumnWords] = &[
    column("event_id", "Mã sự kiện", Holds::Code),
    column("item", "Nhiệm vụ", Holds::Item),
    column("date", "Ngày", Holds::Moment),
    column("due", "Hạn", Holds::Moment),
    column("document", "Văn bản", Holds::Document),
    column("note", "Ghi chú", Holds::Text),
];

const FEEDBACK: &[ColumnWords] = &[
    column("feedback_id", "Mã", Holds::Code),
    column("received_at", "Tiếp nhận", Holds::Moment),
    column("channel", "Hình thức", Holds::Choice(FEEDBACK_CHANNELS)),
    column("field", "Lĩnh vực", Holds::Text),
    column("kind", "Loại", Holds::Choice(FEEDBACK_KINDS)),
    column("about", "Về", Holds::Choice(FEEDBACK_SUBJECTS)),
    column("class", "Phân loại", Holds::Choice(FEEDBACK_CLASSES)),
    column("handling_unit", "Đơn vị xử lý", Holds::Unit),
    column("forwarded_at", "Chuyển", Holds::Moment),
    column("due_at", "Hạn trả lời", Holds::Moment),
    column("answered_at", "Trả lời", Holds::Moment),
    column("outcome", "Kết quả", Holds::Choice(FEEDBACK_OUTCOMES)),
    column("published_at", "Đăng tải", Holds::Moment),
    column("document", "Văn bản", Holds::Document),
    column("summary", "Nội dung", Holds::Text),
];

const LETTERS: &[ColumnWords] = &[
    column("date", "Ngày", Holds::Moment),
    column("kind", "Loại thư", Holds::Choice(LETTER_KINDS)),
    column("dossier_id", "Mã hồ sơ", Holds::Code),
    column("unit", "Đơn vị", Holds::Unit),
    column("new_due_at", "Hạn trả mới", Holds::Moment),
    column("document", "Văn bản", Holds::Document),
    column("file", "Tệp", Holds::Text),
];

/// No count of a return is larger.
const COUNT: u32 = 99_999_999;

const RETURNS: &[ColumnWords] = &[
    column("level", "Cấp", Holds::Choice(RETURN_LEVELS)),
    column("field", "Lĩnh vực", Holds::Text),
    column("received_total", "(3) Nhận giải quyết", Holds::Number(COUNT)),
    column("received_online", "(4) Trực tuyến", Holds::Number(COUNT)),
    column("received_direct", "(5) Trực tiếp, bưu chính", Holds::Number(COUNT)),
    column("carried_over", "(6) Từ kỳ trước", Holds::Number(COUNT)),
    column("resolved_total", "(7) Đã giải quyết", Holds::Number(COUNT)),
    column("resolved_early", "(8) Trước hạn", Holds::Number(COUNT)),
    column("resolved_on_time", "(9) Đúng hạn", Holds::Number(COUNT)),
    column("resolved_late", "(10) Quá hạn", Holds::Number(COUNT)),
    column("pending_total", "(11) Đang giải quyết", Holds::Number(COUNT)),
    column("pending_in_time", "(12) Trong hạn", Holds::Number(COUNT)),
    column("pending_overdue", "(13) Quá hạn", Holds::Number(COUNT)),
];

/// The highest score of an indicator of a slip.
const SCORE: Holds = Holds::Number(2);

const SLIPS: &[ColumnWords] = &[
    column("dossier_id", "Mã hồ sơ", Holds::Code),
    column("unit", "Đơn vị", Holds::Unit),
    column("officer", "Mã công chức", Holds::Officer),
    column("field", "Lĩnh vực", Holds::Text),
    column("i1", "Chỉ số 1", SCORE),
    column("i2", "Chỉ số 2", SCORE),
    column("i3", "Chỉ số 3", SCORE),
    column("i4", "Chỉ số 4", SCORE),
    column("i6", "Chỉ số 6", SCORE),
    column("i7", "Chỉ số 7", SCORE),
    column("satisfaction", "Mức hài lòng", Holds::Choice(SATISFACTION)),
];

const UNIT_FACTS: &[ColumnWords] = &[
    column("unit", "Đơn vị", Holds::Unit),
    column("i5", "Chỉ số 5", SCORE),
    column("i6", "Chỉ số 6", SCORE),
    column("i8", "Chỉ số 8", SCORE),
    column("i9", "Chỉ số 9", SCORE),
    column("verified_i5", "Thẩm định chỉ số 5", SCORE),
    column("verified_i6", "Thẩm định chỉ số 6", SCORE),
    column("verified_i8", "Thẩm định chỉ số 8", SCORE),
    column("verified_i9", "Thẩm định chỉ số 9", SCORE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    /// The codes of a column are exactly those its reader knows.
    #[track_caller]
    fn same<T>(kind: LogKind, column: &str, read: &[(&str, T)]) {
        let words = columns_of(kind).iter().find(|words| words.column == column).unwrap();
        let Holds::Choice(words) = words.holds else { panic!("{column} is no list") };
        assert!(read.iter().map(|(code, _)| *code).eq(words.iter().map(|(code, _)| *code)), "{column}");
    }

    #[test]
    fn columns_and_codes_are_those_that_are_read() {
        for kind in LogKind::ALL {
            let read = kind.columns().iter().map(|column| column.name);
            assert!(read.eq(columns_of(kind).iter().map(|words| words.column)), "{}", kind.name());
        }
        same(LogKind::Dossiers, "channel", syntax::dossiers::CHANNELS);
        same(LogKind::Dossiers, "status", syntax::dossiers::STATUSES);
        same(LogKind::Pauses, "kind", syntax::pauses::KINDS);
        same(LogKind::Progress, "state", syntax::progress::STATES);
        same(LogKind::Feedback, "channel", syntax::feedback::CHANNELS);
        same(LogKind::Feedback, "kind", syntax::feedback::KINDS);
        same(LogKind::Feedback, "about", syntax::feedback::SUBJECTS);
        same(LogKind::Feedback, "class", syntax::feedback::CLASSES);
        same(LogKind::Feedback, "outcome", syntax::feedback::OUTCOMES);
        same(LogKind::Letters, "kind", syntax::letters::KINDS);
        same(LogKind::Procedures, "time_unit", syntax::procedures::TIME_UNITS);
        same(LogKind::Procedures, "service_level", syntax::procedures::SERVICE_LEVELS);
        same(LogKind::Procedures, "published", syntax::procedures::YES_NO);
        same(LogKind::Procedures, "review_outcome", syntax::procedures::OUTCOMES);
        same(LogKind::Returns, "level", syntax::returns::LEVELS);
        same(LogKind::Slips, "satisfaction", syntax::slips::SATISFACTION);
    }
}
