//! Schedules and the calendar.

use crate::diag::{Code, Fact};

/// The typed schedule contradicts the time text of the plan.
pub struct ScheduleContradictsText<'a> {
    /// The item.
    pub item: &'a str,
    /// The words of the plan.
    pub text: &'a str,
    /// The kind of the typed schedule.
    pub kind: &'a str,
    /// The year of the plan.
    pub year: i32,
}

impl Fact for ScheduleContradictsText<'_> {
    const CODE: Code = Code::ScheduleContradictsText;

    fn message(&self) -> String {
        let Self { item, text, kind, year } = self;
        match *text {
            "" => format!("{item}: kế hoạch không nêu thời gian, mà lịch lại ghi kind = \"{kind}\"."),
            text => {
                format!("{item}: lịch kind = \"{kind}\" không khớp lời văn «{text}» của kế hoạch năm {year}.")
            }
        }
    }

    fn help(&self) -> String {
        "Sửa kind và các tham số cho đúng lời văn; giữ nguyên lời văn (text) như trong kế hoạch đã duyệt."
            .to_owned()
    }
}

/// Some years have no official days off.
pub struct ComputedYears {
    /// The first of them.
    pub first: i32,
    /// How many follow each other.
    pub count: usize,
}

impl Fact for ComputedYears {
    const CODE: Code = Code::ComputedYear;

    fn message(&self) -> String {
        let Self { first, count } = self;
        let years = match count {
            1 => format!("năm {first}"),
            count => format!("{count} năm kể từ {first}"),
        };
        format!(
            "Chưa có lịch nghỉ chính thức của {years}; ngày nghỉ được tính theo Bộ luật Lao động, Điều 112."
        )
    }

    fn help(&self) -> String {
        let first = self.first;
        format!(
            "Khi có thông báo nghỉ lễ, Tết, ghi vào plan/holidays/{first}.toml (replace = true); xem lại các ngày quá xa."
        )
    }
}
