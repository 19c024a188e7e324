//! The short title of each kind of finding.

use crate::diag::Code;

/// The title of a code: a phrase without a full stop.
#[must_use]
pub const fn title(code: Code) -> &'static str {
    match code {
        Code::TomlSyntax => "Tệp TOML sai cú pháp",
        Code::UnknownKey => "Khóa không có trong định dạng",
        Code::MissingKey => "Thiếu khóa bắt buộc",
        Code::WrongValue => "Giá trị sai kiểu hoặc ngoài danh sách",
        Code::NewerSchema => "Tệp thuộc phiên bản mới hơn chương trình",
        Code::NotUtf8 => "Tệp không phải UTF-8",
        Code::NoHeader => "Sổ không có dòng tiêu đề",
        Code::RowShape => "Dòng sai số ô hoặc sai dấu nháy kép",
        Code::MissingColumn => "Thiếu cột bắt buộc",
        Code::UnknownColumn => "Cột không có trong định dạng",
        Code::DuplicateColumn => "Hai cột cùng tên",
        Code::UnreadableFile => "Tệp không đọc được",
        Code::StrayFile => "Tệp đặt sai chỗ hoặc sai tên",
        Code::UnusedExemption => "Miễn trừ không ứng với phát hiện nào",
        Code::ExpiredExemption => "Miễn trừ đã hết hạn",
        Code::ExemptedError => "Miễn trừ cho một lỗi",
        Code::DuplicateItem => "Hai nhiệm vụ trùng mã",
        Code::MisplacedItem => "Mã sai dạng hoặc không thuộc tệp",
        Code::DuplicateUnit => "Hai đơn vị hoặc nhóm trùng mã",
        Code::DuplicateDossier => "Hai dòng trùng mã hồ sơ",
        Code::DuplicateRow => "Hai dòng trùng mã",
        Code::ItemOrder => "Nhiệm vụ không theo thứ tự mã",
        Code::UnreadableDate => "Ngày không đọc được",
        Code::ScheduleContradictsText => "Lịch khác với lời văn của kế hoạch",
        Code::CompletedBeforeReceived => "Giải quyết xong trước khi tiếp nhận",
        Code::ComputedYear => "Năm chưa có lịch nghỉ chính thức",
        Code::PauseEndsEarly => "Thời gian tạm dừng kết thúc trước khi bắt đầu",
        Code::UnknownUnit => "Đơn vị hoặc nhóm không có trong danh mục",
        Code::UnknownItem => "Nhiệm vụ không có trong kế hoạch",
        Code::UnknownOccurrence => "Lượt thực hiện không có trong kế hoạch",
        Code::UnknownDossier => "Hồ sơ không có trong sổ",
        Code::UnknownProcedure => "Thủ tục không có trong danh mục",
        Code::UnitNotNamed => "Đơn vị không được kế hoạch giao",
        Code::ValueOutsideList => "Giá trị ngoài danh sách",
        Code::EmptyValue => "Ô bắt buộc còn trống",
        Code::StatusContradictsDates => "Trạng thái mâu thuẫn với ngày hoàn thành",
        Code::UnreadableNumber => "Số không đọc được",
        Code::UnmappedValue => "Giá trị chưa được ánh xạ khi nhập",
    }
}
