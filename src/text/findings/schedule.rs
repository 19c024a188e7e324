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

/// A year has no official days off.
pub struct ComputedYear {
    /// The year.
    pub year: i32,
}

impl Fact for ComputedYear {
    const CODE: Code = Code::ComputedYear;

    fn message(&self) -> String {
        let year = self.year;
        format!(
            "Chưa có lịch nghỉ chính thức của năm {year}; ngày nghỉ được tính theo Bộ luật Lao động, Điều 112."
        )
    }

    fn help(&self) -> String {
        let year = self.year;
        format!("Khi có thông báo nghỉ lễ, Tết, ghi vào plan/holidays/{year}.toml (replace = true).")
    }
}
