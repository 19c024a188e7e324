//! Dossiers and their pauses against the catalogue, the calendar and the rules of Decree 61/2018/NĐ-CP.

use super::shown;
use crate::diag::{Code, Fact};
use crate::model::calendar::{Term, TermUnit};
use crate::model::date::{Date, Moment};
use crate::text::day;

/// `10 ngày làm việc`.
fn term(term: Term) -> String {
    let unit = match term.unit {
        TermUnit::WorkingDay => "ngày làm việc",
        TermUnit::Day => "ngày",
    };
    format!("{} {unit}", term.length)
}

/// The date in a dossier id is not the day of receipt.
pub struct DossierIdDate<'a> {
    /// The id.
    pub id: &'a str,
    /// The six digits of the id.
    pub digits: &'a str,
    /// When the dossier was received.
    pub received: Date,
}

impl Fact for DossierIdDate<'_> {
    const CODE: Code = Code::DossierIdDate;

    fn message(&self) -> String {
        let (id, received) = (shown(self.id), day::date(self.received));
        format!("Mã hồ sơ «{id}» mang ngày «{}» mà received_at là {received}.", self.digits)
    }

    fn help(&self) -> String {
        "Mã hồ sơ có dạng 000.00.00.H10-NămThángNgày-SốThứTự (6 chữ số là ngày tiếp nhận); đối chiếu giấy tiếp nhận rồi \
         sửa dossier_id hoặc received_at."
            .to_owned()
    }
}

/// A dossier of a procedure with a term has no due date.
pub struct DueMissing {
    /// The term of the procedure.
    pub term: Term,
}

impl Fact for DueMissing {
    const CODE: Code = Code::DueMissing;

    fn message(&self) -> String {
        format!("Hồ sơ không có ngày hẹn trả, mà thủ tục có thời hạn {}.", term(self.term))
    }

    fn help(&self) -> String {
        "Ghi due_at theo giấy tiếp nhận và hẹn trả (Nghị định 61/2018/NĐ-CP, Điều 17); không có ngày hẹn thì hồ sơ \
         không bao giờ bị tính quá hạn."
            .to_owned()
    }
}

/// A dossier is due before it was received.
pub struct DueBeforeReceived {
    /// The due date.
    pub due: Moment,
    /// The receipt.
    pub received: Moment,
}

impl Fact for DueBeforeReceived {
    const CODE: Code = Code::DueBeforeReceived;

    fn message(&self) -> String {
        let (due, received) = (day::moment(self.due), day::moment(self.received));
        format!("Hẹn trả {due}, trước khi tiếp nhận {received}.")
    }

    fn help(&self) -> String {
        "Đối chiếu giấy tiếp nhận và hẹn trả rồi sửa due_at hoặc received_at.".to_owned()
    }
}

/// A due date falls on a day off.
pub struct DueOnDayOff<'a> {
    /// The column.
    pub column: &'a str,
    /// The due day.
    pub due: Date,
    /// The next working day.
    pub next: Date,
    /// The name of the holiday; `None` for a weekend.
    pub holiday: Option<&'a str>,
}

impl Fact for DueOnDayOff<'_> {
    const CODE: Code = Code::DueOnDayOff;

    fn message(&self) -> String {
        let due = day::date(self.due);
        let name = self.holiday.unwrap_or_else(|| day::weekday(self.due.weekday()));
        format!("Ngày hẹn trả {due} ({}) rơi vào {name}, là ngày nghỉ.", self.column)
    }

    fn help(&self) -> String {
        format!(
            "Thời hạn kết thúc vào ngày nghỉ thì dời sang ngày làm việc kế tiếp là {} (Bộ luật Dân sự 2015, Điều 148.5). \
             Ngày nghỉ của địa phương ghi trong plan/holidays.",
            day::date(self.next)
        )
    }
}

/// A due date is later than the procedure's term allows.
pub struct TermTooLong {
    /// The due day.
    pub due: Date,
    /// The latest day that the term allows.
    pub latest: Date,
    /// The term.
    pub term: Term,
}

impl Fact for TermTooLong {
    const CODE: Code = Code::TermTooLong;

    fn message(&self) -> String {
        let (due, latest) = (day::date(self.due), day::date(self.latest));
        format!("Hẹn trả {due}, quá thời hạn {} của thủ tục (chậm nhất {latest}).", term(self.term))
    }

    fn help(&self) -> String {
        "Đối chiếu thời hạn trong data/procedures.csv; hồ sơ nhận sau 15 giờ được tính từ ngày làm việc kế tiếp (Nghị \
         định 61/2018/NĐ-CP, Điều 18)."
            .to_owned()
    }
}

/// The due date after a supplement is later than the term counted again allows.
pub struct RestartTooLong {
    /// The new due day.
    pub due: Date,
    /// The latest day that the term allows.
    pub latest: Date,
    /// The term.
    pub term: Term,
    /// The day the supplement ended.
    pub ended: Date,
}

impl Fact for RestartTooLong {
    const CODE: Code = Code::RestartTooLong;

    fn message(&self) -> String {
        let (due, latest, ended) = (day::date(self.due), day::date(self.latest), day::date(self.ended));
        format!(
            "Hẹn lại {due} sau bổ sung, quá thời hạn {} tính lại từ {ended} (chậm nhất {latest}).",
            term(self.term)
        )
    }

    fn help(&self) -> String {
        "Bổ sung đủ thì thời hạn được tính lại từ đầu, không cộng thêm (Nghị định 61/2018/NĐ-CP, khoản 4 Điều 19); sửa \
         new_due_at."
            .to_owned()
    }
}

/// A dossier was sent back for a supplement more than once.
pub struct SecondSupplement<'a> {
    /// The dossier.
    pub id: &'a str,
    /// Which time it is.
    pub time: usize,
}

impl Fact for SecondSupplement<'_> {
    const CODE: Code = Code::SecondSupplement;

    fn message(&self) -> String {
        format!("Hồ sơ «{}» bị yêu cầu bổ sung lần thứ {}.", shown(self.id), self.time)
    }

    fn help(&self) -> String {
        "Chỉ được yêu cầu bổ sung một lần, đầy đủ và chính xác (Nghị định 61/2018/NĐ-CP, khoản 3 Điều 15, điểm c khoản 2 \
         Điều 11); kiểm tra xem có ghi trùng không."
            .to_owned()
    }
}

/// A dossier was given a new appointment more than once.
pub struct SecondReappointment<'a> {
    /// The dossier.
    pub id: &'a str,
    /// Which time it is.
    pub time: usize,
}

impl Fact for SecondReappointment<'_> {
    const CODE: Code = Code::SecondReappointment;

    fn message(&self) -> String {
        format!("Hồ sơ «{}» được hẹn lại lần thứ {}.", shown(self.id), self.time)
    }

    fn help(&self) -> String {
        "Chỉ được hẹn lại một lần (Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19); kiểm tra xem có ghi trùng không.".to_owned()
    }
}

/// A date lies after today.
pub struct DateAfterToday<'a> {
    /// The column.
    pub column: &'a str,
    /// The date.
    pub date: Date,
    /// Today.
    pub today: Date,
}

impl Fact for DateAfterToday<'_> {
    const CODE: Code = Code::DateAfterToday;

    fn message(&self) -> String {
        format!(
            "Ngày {} ở cột «{}» sau ngày hôm nay ({}).",
            day::date(self.date),
            self.column,
            day::date(self.today)
        )
    }

    fn help(&self) -> String {
        "Kiểm tra năm và tháng; nếu đang xem lại một ngày đã qua bằng --today thì không cần sửa.".to_owned()
    }
}

/// A late dossier has no reason.
pub struct LateWithoutReason {
    /// The due date that holds.
    pub due: Moment,
    /// When work ended; `None` while it is pending.
    pub completed: Option<Moment>,
}

impl Fact for LateWithoutReason {
    const CODE: Code = Code::LateWithoutReason;

    fn message(&self) -> String {
        let due = day::moment(self.due);
        match self.completed {
            Some(completed) => {
                format!("Hồ sơ xong {}, trễ hẹn {due}, chưa ghi lý do.", day::moment(completed))
            }
            None => format!("Hồ sơ chưa xong, đã quá hẹn {due}, chưa ghi lý do."),
        }
    }

    fn help(&self) -> String {
        "Ghi late_reason, vì báo cáo phải nêu nguyên nhân quá hạn; không ghi họ tên, số điện thoại của người dân."
            .to_owned()
    }
}

/// A dossier about to be late has no apology with a new appointment.
pub struct ApologyMissing<'a> {
    /// The dossier.
    pub id: &'a str,
    /// The due day that holds.
    pub due: Date,
}

impl Fact for ApologyMissing<'_> {
    const CODE: Code = Code::ApologyMissing;

    fn message(&self) -> String {
        let (id, due) = (shown(self.id), day::date(self.due));
        format!("Hồ sơ «{id}» hẹn trả {due} chưa xong, chưa có thư xin lỗi và hẹn lại.")
    }

    fn help(&self) -> String {
        "Chậm nhất 01 ngày trước khi hết hạn phải có văn bản xin lỗi và hẹn lại (Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19); \
         soạn thư: kstthc letter apology, rồi ghi dòng reappointment vào data/pauses.csv. Hồ sơ đã xong thì ghi completed_at."
            .to_owned()
    }
}
