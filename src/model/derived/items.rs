//! For each of the 29 items of the plan of 2021: from which data its state can be read, or why from none.

use super::DataSource;

/// The items of the plan of 2021, which the frame of new plans has too: the data that tell of each, and why; or why none
/// do. The reasons are shown to people.
pub const ITEMS: [(&str, Option<DataSource>, &str); 29] = {
    use DataSource::{
        Announcements, Evaluation, FeedbackForms, FeedbackHandling, FeedbackPublication, Publication,
        Reports, Review,
    };
    [
        ("A.I.01", None, "sự kiện tạo ra lượt; việc đã cử người dự chỉ có ở văn bản"),
        ("A.I.02", None, "học tập, trao đổi kinh nghiệm không có sổ nào khác"),
        ("A.I.03", None, "sự kiện tạo ra lượt; việc đã cử người dự chỉ có ở văn bản"),
        (
            "A.II.01",
            Some(Review),
            "TTHC có ngày rà soát (reviewed_at) cho biết đã bắt đầu; kết quả là báo cáo đề xuất nên hoàn thành phải ghi",
        ),
        ("A.II.02", None, "kết quả là báo cáo; danh mục cho biết đã rà soát, không cho biết đã báo cáo"),
        ("A.III.01", None, "kết quả là kế hoạch được phê duyệt, chỉ có ở văn bản"),
        (
            "A.IV.01",
            Some(Announcements),
            "TTHC trong danh mục có ngày công bố (announced_at) trong quý cho biết đã cập nhật theo quyết định công bố",
        ),
        (
            "A.IV.02",
            Some(Publication),
            "TTHC công bố trong quý đã công khai (published) hay chưa; danh mục không ghi ngày công khai",
        ),
        ("A.V.01", Some(FeedbackHandling), "sổ phản ánh, kiến nghị: tiếp nhận, chuyển, trả lời trong quý"),
        (
            "A.V.02",
            Some(FeedbackForms),
            "phản ánh, kiến nghị nhận bằng phiếu lấy ý kiến, vì phiếu chỉ có khi cơ quan hỏi",
        ),
        ("A.V.03", Some(FeedbackPublication), "sổ phản ánh, kiến nghị: ngày công khai kết quả trong quý"),
        (
            "A.VI.01",
            None,
            "hồ sơ nộp trực tuyến là lựa chọn của người dân, không chứng minh việc đẩy mạnh của cơ quan",
        ),
        ("A.VI.02", None, "việc dùng phần mềm báo cáo của cấp trên không nằm trong kho"),
        ("A.VI.03", None, "việc phân quyền tài khoản nằm trên Cổng Dịch vụ công quốc gia"),
        ("A.VII.01", None, "kết quả là quyết định, kế hoạch kiểm tra, chỉ có ở văn bản"),
        ("A.VII.02", None, "sự kiện tạo ra lượt; kết quả là báo cáo của đoàn, chỉ có ở văn bản"),
        (
            "A.VIII.01",
            Some(Reports),
            "số liệu đã chốt (seal) là báo cáo đã gửi; số liệu đơn vị gửi về là phần của đơn vị",
        ),
        ("A.VIII.02", None, "hội nghị không có sổ nào khác"),
        (
            "A.VIII.03",
            Some(Reports),
            "số liệu đã chốt (seal) là báo cáo đã gửi; số liệu đơn vị gửi về là phần của đơn vị",
        ),
        ("A.IX.01", None, "kết quả là kế hoạch truyền thông, chỉ có ở văn bản"),
        ("A.IX.02", None, "việc in ấn pano, áp phích không có sổ nào khác"),
        ("A.IX.03", None, "việc niêm yết tại trụ sở không có sổ nào khác"),
        (
            "B.01",
            Some(Publication),
            "TTHC công bố trong quý đã công khai (published) hay chưa; danh mục không ghi ngày công khai",
        ),
        (
            "B.02",
            None,
            "danh mục ghi mức độ dịch vụ công mà không ghi ngày phân loại; kết quả là quyết định của tỉnh",
        ),
        (
            "B.03",
            None,
            "kết quả là văn bản công bố của thị xã; hồ sơ qua bưu chính không thay cho văn bản đó",
        ),
        ("B.04", None, "kết quả là quyết định bố trí cán bộ, chỉ có ở văn bản"),
        ("B.05", None, "cơ sở vật chất, chữ ký số không có sổ nào khác"),
        (
            "B.06",
            Some(Evaluation),
            "phiếu và điểm đánh giá trong năm cho biết đã bắt đầu; chúng không ghi ngày nên hoàn thành phải ghi",
        ),
        (
            "B.07",
            Some(Evaluation),
            "phiếu và điểm đánh giá của quý cho biết đã bắt đầu; chúng không ghi ngày, kết quả là báo cáo xếp loại nên hoàn \
             thành phải ghi",
        ),
    ]
};
