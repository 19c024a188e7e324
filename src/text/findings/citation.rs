//! How the plan cites acts: the source's own inconsistencies where an erratum records them, else perhaps slips.

use super::shown;
use crate::diag::{Code, Fact, Label, Place, Severity};
use crate::model::act::{Certainty, Ending};
use crate::model::date::Date;
use crate::text::{day, wording};

/// What an erratum records is the source's own slip, anything else may be the clerk's.
const fn severity(erratum: Option<u32>) -> Severity {
    if erratum.is_some() { Severity::Note } else { Severity::Warning }
}

/// What to do: nothing but to say so, in an erratum if there is none yet.
fn help(erratum: Option<u32>) -> String {
    match erratum {
        Some(number) => format!("Lỗi của bản kế hoạch, đã ghi ở chỗ chưa nhất quán số {number}; không phải sửa gì."),
        None => "Nếu chép đúng nguyên văn thì đây là lỗi của bản kế hoạch: giữ lời văn, ghi thêm một erratum; nếu chép sai \
                 thì sửa lại cho đúng."
            .to_owned(),
    }
}

/// The plan cites one act with two dates.
pub struct TwoDates<'a> {
    /// Number and symbol.
    pub number: &'a str,
    /// The date here.
    pub date: Date,
    /// The date cited first.
    pub first: Date,
    /// Where that stands.
    pub first_place: Place,
    /// The erratum that records it.
    pub erratum: Option<u32>,
}

impl Fact for TwoDates<'_> {
    const CODE: Code = Code::TwoDates;

    fn severity(&self) -> Severity {
        severity(self.erratum)
    }

    fn message(&self) -> String {
        let (number, date, first) = (shown(self.number), day::date(self.date), day::date(self.first));
        format!("Văn bản {number} được dẫn với hai ngày: ở đây {date}, chỗ khác {first}.")
    }

    fn help(&self) -> String {
        help(self.erratum)
    }

    fn labels(&self) -> Vec<Label> {
        vec![Label { place: self.first_place.clone(), text: "dẫn với ngày khác".to_owned() }]
    }
}

/// The plan's decision has one number at its head and another in the attachment line.
pub struct TwoNumbers<'a> {
    /// The number at the head.
    pub head: &'a str,
    /// The number in the attachment line.
    pub attachment: &'a str,
    /// The erratum that records it.
    pub erratum: Option<u32>,
}

impl Fact for TwoNumbers<'_> {
    const CODE: Code = Code::TwoNumbers;

    fn severity(&self) -> Severity {
        severity(self.erratum)
    }

    fn message(&self) -> String {
        let (head, attachment) = (shown(self.head), shown(self.attachment));
        format!("Quyết định phê duyệt mang số {head}, mà dòng kèm theo ghi số {attachment}, cùng ngày.")
    }

    fn help(&self) -> String {
        help(self.erratum)
    }
}

/// A cited act is dated after the decision that cites it.
pub struct CitedLater<'a> {
    /// Number and symbol.
    pub number: &'a str,
    /// Its date as cited.
    pub date: Date,
    /// The date of the decision.
    pub decision: Date,
    /// The erratum that records it.
    pub erratum: Option<u32>,
}

impl Fact for CitedLater<'_> {
    const CODE: Code = Code::CitedLater;

    fn severity(&self) -> Severity {
        severity(self.erratum)
    }

    fn message(&self) -> String {
        let (number, date, decision) = (shown(self.number), day::date(self.date), day::date(self.decision));
        format!("Văn bản {number} được dẫn với ngày {date}, sau ngày ký quyết định dẫn nó ({decision}).")
    }

    fn help(&self) -> String {
        help(self.erratum)
    }
}

/// The number of a cited act names another year than its date.
pub struct YearContradictsNumber<'a> {
    /// Number and symbol.
    pub number: &'a str,
    /// The year in the number.
    pub year: i32,
    /// The date as cited.
    pub date: Date,
    /// The erratum that records it.
    pub erratum: Option<u32>,
}

impl Fact for YearContradictsNumber<'_> {
    const CODE: Code = Code::YearContradictsNumber;

    fn severity(&self) -> Severity {
        severity(self.erratum)
    }

    fn message(&self) -> String {
        let (number, date) = (shown(self.number), day::date(self.date));
        format!("Văn bản {number} mang số của năm {} mà được dẫn với ngày {date}.", self.year)
    }

    fn help(&self) -> String {
        help(self.erratum)
    }
}

/// A cited act was out of force when the plan began.
pub struct CitedOutOfForce<'a> {
    /// The act as it is cited.
    pub act: &'a str,
    /// How it ended.
    pub ending: &'a Ending,
    /// The day of the decision, or the first of the plan's year.
    pub day: Date,
    /// The erratum that records it.
    pub erratum: Option<u32>,
}

impl Fact for CitedOutOfForce<'_> {
    const CODE: Code = Code::CitedOutOfForce;

    fn severity(&self) -> Severity {
        match self.ending.certainty {
            Certainty::Verified => severity(self.erratum),
            _ => Severity::Note,
        }
    }

    fn message(&self) -> String {
        let (act, until, day) = (shown(self.act), day::date(self.ending.until), day::date(self.day));
        format!("Kế hoạch (tính từ {day}) dẫn văn bản {act} đã hết hiệu lực sau ngày {until}.")
    }

    fn help(&self) -> String {
        let ending = wording::ending(self.ending);
        match self.erratum {
            Some(_) => help(self.erratum),
            None => format!(
                "{ending} Đối chiếu văn bản gốc rồi dẫn văn bản đang có hiệu lực; kế hoạch đã ký thì giữ lời văn và ghi thêm \
                 một erratum."
            ),
        }
    }
}
