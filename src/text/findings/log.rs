//! Logs: shape of the CSV, values and dates.

use super::{did_you_mean, quoted_list, shown};
use crate::diag::{Code, Fact};
use crate::model::date::Moment;
use crate::syntax::record_place::QuoteFault;
use crate::syntax::table::Column;
use crate::text::day;

/// The log has no header row.
pub struct NoHeader {
    /// The columns it may have.
    pub columns: &'static [Column],
}

impl Fact for NoHeader {
    const CODE: Code = Code::NoHeader;

    fn message(&self) -> String {
        "Tệp rỗng, không có cả dòng tiêu đề.".to_owned()
    }

    fn help(&self) -> String {
        let required = self.columns.iter().filter(|column| column.required).map(|column| column.name);
        let required: Vec<_> = required.collect();
        format!(
            "Ghi dòng tiêu đề, ít nhất gồm: {}. Chưa có gì để ghi thì chỉ cần dòng tiêu đề.",
            required.join(",")
        )
    }
}

/// The text is not UTF-8.
pub struct NotUtf8;

impl Fact for NotUtf8 {
    const CODE: Code = Code::NotUtf8;

    fn message(&self) -> String {
        "Chữ ở đây không phải UTF-8.".to_owned()
    }

    fn help(&self) -> String {
        "Trong Excel: Lưu thành (Save As) → «CSV UTF-8 (Comma delimited)». Trong Notepad: Save as → Encoding: UTF-8."
            .to_owned()
    }
}

/// What is wrong with the shape of a row.
#[derive(Clone, Copy)]
pub enum ShapeFault {
    /// It has too few or too many fields.
    Fields {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Its quotes are wrong; rows may hide behind that.
    Quotes(QuoteFault),
}

impl From<QuoteFault> for ShapeFault {
    fn from(fault: QuoteFault) -> Self {
        Self::Quotes(fault)
    }
}

/// A row of the wrong shape.
pub struct RowShape {
    /// What is wrong.
    pub fault: ShapeFault,
}

impl Fact for RowShape {
    const CODE: Code = Code::RowShape;

    fn message(&self) -> String {
        match self.fault {
            ShapeFault::Fields { found, expected } => {
                format!("Dòng này có {found} ô, dòng tiêu đề có {expected} cột.")
            }
            ShapeFault::Quotes(QuoteFault::Unclosed) => {
                "Dấu nháy kép mở trong dòng này không được đóng; các dòng sau có thể bị nuốt mất.".to_owned()
            }
            ShapeFault::Quotes(QuoteFault::TextAfterQuote) => {
                "Có chữ ngay sau dấu nháy kép đóng; có thể thiếu một dấu nháy và nhiều dòng bị nhập làm một."
                    .to_owned()
            }
        }
    }

    fn help(&self) -> String {
        "Ô có dấu phân cách, dấu nháy kép hoặc xuống dòng phải đặt trong dấu nháy kép; dấu nháy kép ở giữa viết hai lần."
            .to_owned()
    }
}

/// A required column is missing.
pub struct MissingColumn<'a> {
    /// Its heading.
    pub name: &'a str,
}

impl Fact for MissingColumn<'_> {
    const CODE: Code = Code::MissingColumn;

    fn message(&self) -> String {
        format!("Thiếu cột bắt buộc «{}».", self.name)
    }

    fn help(&self) -> String {
        "Thêm cột này vào dòng tiêu đề và điền cho từng dòng; thứ tự các cột tùy ý.".to_owned()
    }
}

/// A column the format does not know.
pub struct UnknownColumn<'a> {
    /// Its heading.
    pub name: &'a str,
    /// The columns the log may have.
    pub columns: &'static [Column],
}

impl Fact for UnknownColumn<'_> {
    const CODE: Code = Code::UnknownColumn;

    fn message(&self) -> String {
        match self.name {
            "" => "Cột này không có tên nên không được đọc.".to_owned(),
            name => format!("Không có cột «{}» trong định dạng; cột này không được đọc.", shown(name)),
        }
    }

    fn help(&self) -> String {
        let names = || self.columns.iter().map(|column| column.name);
        format!("{}Các cột dùng được: {}.", did_you_mean(self.name, names()), quoted_list(names()))
    }
}

/// A column stands twice in the header.
pub struct DuplicateColumn<'a> {
    /// Its heading.
    pub name: &'a str,
}

impl Fact for DuplicateColumn<'_> {
    const CODE: Code = Code::DuplicateColumn;

    fn message(&self) -> String {
        format!("Cột «{}» có hai lần trong dòng tiêu đề.", shown(self.name))
    }

    fn help(&self) -> String {
        "Bỏ hoặc đổi tên một trong hai cột.".to_owned()
    }
}

/// A value that is not a day or moment of the calendar.
pub struct UnreadableDate<'a> {
    /// The column.
    pub column: &'a str,
    /// The value.
    pub text: &'a str,
}

impl Fact for UnreadableDate<'_> {
    const CODE: Code = Code::UnreadableDate;

    fn message(&self) -> String {
        format!("«{}» ở cột «{}» không phải là ngày đọc được.", shown(self.text), self.column)
    }

    fn help(&self) -> String {
        "Viết năm-tháng-ngày, có thể kèm giờ: 2021-06-15, 2021-06-15 07:30. Ngày phải có trong lịch. Excel hay tự đổi \
         thành 15/06/2021: hãy đặt cột ở dạng Text (Văn bản)."
            .to_owned()
    }
}

/// A value outside its list.
pub struct ValueOutsideList<'a> {
    /// The column.
    pub column: &'a str,
    /// The value.
    pub text: &'a str,
    /// The values of the list.
    pub known: &'a [&'a str],
}

impl Fact for ValueOutsideList<'_> {
    const CODE: Code = Code::ValueOutsideList;

    fn message(&self) -> String {
        format!("«{}» không có trong danh sách giá trị của cột «{}».", shown(self.text), self.column)
    }

    fn help(&self) -> String {
        let nearest = did_you_mean(self.text, self.known.iter().copied());
        format!("{nearest}Chỉ dùng: {}.", quoted_list(self.known.iter().copied()))
    }
}

/// A required value is empty.
pub struct EmptyValue<'a> {
    /// The column.
    pub column: &'a str,
}

impl Fact for EmptyValue<'_> {
    const CODE: Code = Code::EmptyValue;

    fn message(&self) -> String {
        format!("Ô bắt buộc «{}» còn trống.", self.column)
    }

    fn help(&self) -> String {
        "Điền giá trị cho ô này.".to_owned()
    }
}

/// A number that cannot be read.
pub struct UnreadableNumber<'a> {
    /// The column.
    pub column: &'a str,
    /// The value.
    pub text: &'a str,
}

impl Fact for UnreadableNumber<'_> {
    const CODE: Code = Code::UnreadableNumber;

    fn message(&self) -> String {
        format!("«{}» ở cột «{}» không phải là số nguyên.", shown(self.text), self.column)
    }

    fn help(&self) -> String {
        "Ghi số nguyên không âm bằng chữ số, không có dấu chấm hay dấu phẩy.".to_owned()
    }
}

/// The status and `completed_at` contradict each other.
pub struct StatusContradictsDates<'a> {
    /// The status.
    pub status: &'a str,
    /// Whether the status asks for a date of completion.
    pub closed: bool,
}

impl Fact for StatusContradictsDates<'_> {
    const CODE: Code = Code::StatusContradictsDates;

    fn message(&self) -> String {
        if self.closed {
            format!("Trạng thái «{}» nhưng chưa có ngày ở cột «completed_at».", self.status)
        } else {
            format!("Trạng thái «{}» mà đã có ngày ở cột «completed_at».", self.status)
        }
    }

    fn help(&self) -> String {
        "Trạng thái completed, delivered, withdrawn, returned phải có completed_at; các trạng thái khác thì không."
            .to_owned()
    }
}

/// Work ended before the dossier was received.
pub struct CompletedBeforeReceived {
    /// When it was received.
    pub received: Moment,
    /// When work ended.
    pub completed: Moment,
}

impl Fact for CompletedBeforeReceived {
    const CODE: Code = Code::CompletedBeforeReceived;

    fn message(&self) -> String {
        let (completed, received) = (day::moment(self.completed), day::moment(self.received));
        format!("Hồ sơ xong {completed}, trước khi tiếp nhận {received}.")
    }

    fn help(&self) -> String {
        "Đối chiếu sổ theo dõi hồ sơ rồi sửa received_at hoặc completed_at.".to_owned()
    }
}

/// A pause ends before it begins.
pub struct PauseEndsEarly;

impl Fact for PauseEndsEarly {
    const CODE: Code = Code::PauseEndsEarly;

    fn message(&self) -> String {
        "Ngày kết thúc (to) trước ngày bắt đầu (from).".to_owned()
    }

    fn help(&self) -> String {
        "Kiểm tra lại hai ngày.".to_owned()
    }
}
