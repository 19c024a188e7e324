//! Feedback against the terms and the steps of Decree 20/2008/NĐ-CP.

use super::shown;
use crate::diag::{Code, Fact};
use crate::model::date::{Date, Moment};
use crate::model::feedback_way::FORWARD_WORKING_DAYS;
use crate::text::day;

/// Feedback outside authority was not passed on within five working days.
pub struct FeedbackNotForwarded<'a> {
    /// The feedback.
    pub id: &'a str,
    /// When it was received.
    pub received: Date,
    /// The last day for passing it on.
    pub due: Date,
    /// When it was passed on; `None` where it was not yet.
    pub forwarded: Option<Date>,
}

impl Fact for FeedbackNotForwarded<'_> {
    const CODE: Code = Code::FeedbackNotForwarded;

    fn message(&self) -> String {
        let (id, received, due) = (shown(self.id), day::date(self.received), day::date(self.due));
        let done = match self.forwarded {
            Some(date) => format!("chuyển ngày {}", day::date(date)),
            None => "chưa chuyển".to_owned(),
        };
        format!("«{id}» ngoài thẩm quyền, nhận {received}, {done}; hạn chuyển là {due}.")
    }

    fn help(&self) -> String {
        let term = format!(
            "Phải chuyển cơ quan có thẩm quyền trong {FORWARD_WORKING_DAYS:02} ngày làm việc kể từ ngày nhận (Nghị định \
             20/2008/NĐ-CP, điểm d khoản 1 Điều 9)"
        );
        match self.forwarded {
            Some(_) => {
                format!("{term}. Ngày ghi nhầm thì sửa forwarded_at; đúng thì ghi nguyên nhân khi báo cáo.")
            }
            None => format!("{term}. Chuyển ngay rồi ghi: kstthc feedback forward."),
        }
    }
}

/// The result of feedback is not published.
pub struct FeedbackUnpublished<'a> {
    /// The feedback.
    pub id: &'a str,
    /// When it was answered.
    pub answered: Date,
    /// The office's own last day for publishing.
    pub due: Option<Date>,
}

impl Fact for FeedbackUnpublished<'_> {
    const CODE: Code = Code::FeedbackUnpublished;

    fn message(&self) -> String {
        let (id, answered) = (shown(self.id), day::date(self.answered));
        let due = self.due.map(|due| format!("; hạn của cơ quan là {}", day::date(due))).unwrap_or_default();
        format!("Phản ánh, kiến nghị «{id}» đã trả lời {answered}, chưa công khai kết quả{due}.")
    }

    fn help(&self) -> String {
        "Kết quả xử lý phải được công khai (Nghị định 20/2008/NĐ-CP, khoản 2 Điều 14, Điều 19): đăng tải rồi ghi kstthc \
         feedback publish. Chưa đủ cơ sở xem xét thì ghi outcome là insufficient."
            .to_owned()
    }
}

/// A date lies before the one it follows, or stands without it.
pub struct FeedbackDates<'a> {
    /// The column of the later step, and its date.
    pub later: (&'a str, Moment),
    /// The column of the step before, and its date; `None` where it is empty.
    pub earlier: (&'a str, Option<Moment>),
}

impl Fact for FeedbackDates<'_> {
    const CODE: Code = Code::FeedbackDates;

    fn message(&self) -> String {
        let ((later, date), (earlier, before)) = (self.later, self.earlier);
        let date = day::moment(date);
        match before {
            Some(before) => format!("Cột «{later}» {date}, trước cột «{earlier}» {}.", day::moment(before)),
            None => format!("Cột «{later}» {date} mà cột «{earlier}» còn trống."),
        }
    }

    fn help(&self) -> String {
        "Đối chiếu sổ tiếp nhận: nhận trước, rồi chuyển, trả lời, công khai.".to_owned()
    }
}

/// What the class of feedback does not go with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassFault {
    /// It was not accepted, yet it was passed on.
    NotAcceptedForwarded,
    /// It was not accepted, yet it has a result.
    NotAcceptedHandled,
    /// It is handled here, yet it was passed on.
    OwnForwarded,
    /// It is passed on as a regulation, and is about conduct alone.
    ConductAsRegulation,
    /// It is classed as conduct, and is about a regulation alone.
    RegulationAsConduct,
}

/// The class of feedback contradicts what else the row says.
pub struct FeedbackClassContradicts {
    /// What it does not go with.
    pub fault: ClassFault,
}

impl Fact for FeedbackClassContradicts {
    const CODE: Code = Code::FeedbackClassContradicts;

    fn message(&self) -> String {
        match self.fault {
            ClassFault::NotAcceptedForwarded => {
                "Loại «not_accepted» (không tiếp nhận) mà có ngày chuyển (forwarded_at)."
            }
            ClassFault::NotAcceptedHandled => {
                "Loại «not_accepted» (không tiếp nhận) mà có kết quả xử lý (outcome) hoặc ngày công khai."
            }
            ClassFault::OwnForwarded => "Loại «own» (thuộc thẩm quyền) mà có ngày chuyển (forwarded_at).",
            ClassFault::ConductAsRegulation => {
                "Nội dung chỉ về hành vi («conduct») mà phân loại «forwarded» (chuyển, về quy định)."
            }
            ClassFault::RegulationAsConduct => {
                "Nội dung chỉ về quy định («regulation») mà phân loại «forwarded_conduct» (chuyển, về hành vi)."
            }
        }
        .to_owned()
    }

    fn help(&self) -> String {
        "Bốn loại của Nghị định 20/2008/NĐ-CP, điểm d khoản 1 Điều 9: không tiếp nhận; về hành vi, chuyển; về quy định, thuộc \
         thẩm quyền; về quy định, không thuộc thẩm quyền, chuyển. Sửa class, hoặc sửa cột không khớp."
            .to_owned()
    }
}

/// Feedback is not classified within the office's own term.
pub struct FeedbackUnclassified<'a> {
    /// The feedback.
    pub id: &'a str,
    /// The last day for it.
    pub due: Date,
}

impl Fact for FeedbackUnclassified<'_> {
    const CODE: Code = Code::FeedbackUnclassified;

    fn message(&self) -> String {
        let (id, due) = (shown(self.id), day::date(self.due));
        format!("Phản ánh, kiến nghị «{id}» chưa phân loại, hạn của cơ quan là {due}.")
    }

    fn help(&self) -> String {
        "Ghi class. Hạn này do cơ quan đặt (classify_days ở [feedback] trong kstthc.toml); chưa phân loại thì có thể lỡ hạn \
         chuyển 05 ngày làm việc."
            .to_owned()
    }
}
