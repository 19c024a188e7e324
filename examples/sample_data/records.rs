//! What the town recorded by 15/06/2021: progress of the plan, events and feedback, written out by hand.

use crate::File;
use crate::table::cells;

const PROGRESS: &str = "
occurrence           | unit         | date       | state          | evidence     | note
B.04@2021            | vp           | 2021-01-20 | started        | 15/QĐ-UBND   | Bố trí công chức tại Bộ phận tiếp nhận và trả kết quả
A.VI.03@2021         | vp           | 2021-02-22 | started        | 74/UBND-VP   | Rà soát danh sách tài khoản
A.IV.01@2021-Q1      | vp           | 2021-02-26 | done           | 88/UBND-VP   | Cập nhật theo quyết định công bố của tỉnh ngày 25/02/2021
A.IV.01@2021-Q1      | tu-phap      | 2021-03-01 | done           | 09/TP        |
A.III.01@2021        | vp           | 2021-03-02 | started        |              | Dự thảo gửi lấy ý kiến các phòng, ban
A.II.01@2021         | vp           | 2021-03-04 | started        | 27/KH-UBND   | Kế hoạch rà soát, đánh giá TTHC năm 2021
B.07@2021-Q1         | tn-mt        | 2021-03-04 | done           | 11/BC-TNMT   |
A.IV.02@2021-Q1      | vp           | 2021-03-05 | done           | 101/UBND-VP  | Niêm yết tại Bộ phận tiếp nhận và trả kết quả
B.01@2021-Q1         | vp           | 2021-03-05 | done           | 102/UBND-VP  |
B.06@2021            | tu-phap      | 2021-03-05 | started        | 10/BC-TP     |
B.07@2021-Q1         | p-thac-mo    | 2021-03-05 | done           | 15/BC-UBND   |
A.VI.01@2021-Q1      | vh-tt        | 2021-03-08 | done           | 17/BC-VHTT   |
B.07@2021-Q1         | vp           | 2021-03-08 | done           | 31/BC-UBND   | Xếp loại quý I
A.IV.02@2021-Q1      | p-long-thuy  | 2021-03-09 | done           | 22/UBND-VP   |
A.VI.01@2021-Q1      | vp           | 2021-03-10 | done           | 33/BC-UBND   |
A.VI.02@2021-Q1      | vp           | 2021-03-11 | done           | 34/BC-UBND   |
A.V.01@2021-Q1       | vp           | 2021-03-12 | done           | 35/BC-UBND   | 6 phản ánh, kiến nghị đã xử lý
A.V.02@2021-Q1       | vp           | 2021-03-12 | not_applicable |              | Trong kỳ không có kiến nghị phải lấy ý kiến
A.V.03@2021-Q1       | vp           | 2021-03-12 | done           | 35/BC-UBND   | Đăng trên Trang thông tin điện tử thị xã
A.VIII.01@2021-Q1    | tn-mt        | 2021-03-15 | started        |              |
A.VIII.01@2021-Q1    | p-long-phuoc | 2021-03-15 | done           | 19/BC-UBND   |
A.VIII.03@2021-Q1    | p-long-thuy  | 2021-03-15 | started        |              |
B.02@2021            | vp           | 2021-03-15 | started        | 161/UBND-VP  |
A.VI.03@2021         | p-son-giang  | 2021-03-16 | done           | 31/UBND-VP   |
A.VIII.01@2021-Q1    | tu-phap      | 2021-03-16 | done           | 12/BC-TP     |
A.VIII.01@2021-Q1    | tc-kh        | 2021-03-16 | done           | 25/BC-TCKH   |
A.VIII.01@2021-Q1    | tn-mt        | 2021-03-16 | done           | 14/BC-TNMT   |
A.VIII.01@2021-Q1    | p-phuoc-binh | 2021-03-16 | done           | 23/BC-UBND   |
A.VIII.03@2021-Q1    | noi-vu       | 2021-03-16 | done           | 30/BC-NV     |
A.VIII.03@2021-Q1    | ld-tbxh      | 2021-03-16 | done           | 41/BC-LĐTBXH |
A.VIII.03@2021-Q1    | x-long-giang | 2021-03-16 | done           | 20/BC-UBND   |
A.VIII.01@2021-Q1    | x-phuoc-tin  | 2021-03-17 | done           | 16/BC-UBND   |
A.VIII.01@2021-Q1    | vp           | 2021-03-18 | done           | 38/BC-UBND   |
A.VIII.03@2021-Q1    | vp           | 2021-03-18 | done           | 38/BC-UBND   |
A.III.01@2021        | vp           | 2021-03-24 | done           | 42/KH-UBND   |
A.VI.03@2021         | vp           | 2021-03-26 | done           | 188/UBND-VP  | Đã phân quyền tài khoản cho công chức một cửa
B.02@2021            | gd-dt        | 2021-03-29 | done           | 51/BC-GDĐT   |
A.I.01@SK-2021-01    | vp           | 2021-03-30 | done           | 196/UBND-VP  | Cử 24 công chức đầu mối dự tập huấn
A.I.01@SK-2021-01    | tu-phap      | 2021-03-30 | done           | 196/UBND-VP  |
A.I.01@SK-2021-01    | p-thac-mo    | 2021-03-30 | done           | 196/UBND-VP  |
A.IX.03@2021         | p-thac-mo    | 2021-04-06 | done           | 36/UBND-VP   |
B.02@2021            | vp           | 2021-04-14 | done           | 55/BC-UBND   | Chậm do chờ kết quả rà soát của các phòng
A.II.01@2021         | tn-mt        | 2021-04-22 | started        | 21/BC-TNMT   | Đã rà soát 2 TTHC đất đai
A.IX.01@2021         | vp           | 2021-04-27 | started        |              | Dự thảo kế hoạch truyền thông, đang lấy ý kiến
B.03@2021            | vp           | 2021-05-10 | started        | 301/UBND-VP  | Đã thống nhất với bưu điện thị xã
A.II.01@2021         | tc-kh        | 2021-05-12 | started        | 44/BC-TCKH   | Đã rà soát 2 TTHC hộ kinh doanh
A.VIII.01@SK-2021-02 | vp           | 2021-05-13 | done           | 71/BC-UBND   | Báo cáo đột xuất về dịch vụ công trực tuyến
A.V.02@2021-Q2       | vp           | 2021-05-18 | done           | 333/UBND-VP  | Lấy ý kiến về thời gian giải quyết thủ tục tách thửa
A.II.01@2021         | qldt         | 2021-05-20 | started        | 33/BC-QLĐT   |
A.IX.02@2021         | vh-tt        | 2021-05-25 | started        | 47/VHTT      | \"Chung tay cải cách hành chính\": đã duyệt mẫu pano
A.IV.01@2021-Q2      | vp           | 2021-05-27 | started        | 355/UBND-VP  |
B.01@2021-Q2         | vp           | 2021-05-31 | done           | 362/UBND-VP  |
A.IV.02@2021-Q2      | vp           | 2021-06-03 | done           | 371/UBND-VP  |
A.V.03@2021-Q2       | vp           | 2021-06-04 | done           | 88/BC-UBND   |
A.IV.02@2021-Q2      | x-long-giang | 2021-06-07 | done           | 58/UBND-VP   |
B.07@2021-Q2         | p-thac-mo    | 2021-06-07 | done           | 49/BC-UBND   |
A.VI.01@2021-Q2      | vp           | 2021-06-10 | done           | 91/BC-UBND   |
A.I.03@SK-2021-03    | vp           | 2021-06-11 | started        | 402/UBND-VP  | Đã lập danh sách dự tập huấn
A.V.01@2021-Q2       | vp           | 2021-06-11 | started        | 92/BC-UBND   | 1 kiến nghị đang xử lý
A.VIII.02@2021-06    | vp           | 2021-06-14 | started        | 409/UBND-VP  | Chuẩn bị hội nghị sơ kết 6 tháng
A.VIII.01@2021-Q2    | tu-phap      | 2021-06-15 | done           | 37/BC-TP     |
A.VIII.01@2021-Q2    | p-long-phuoc | 2021-06-15 | done           | 52/BC-UBND   |
A.VIII.01@2021-Q2    | vp           | 2021-06-15 | started        |              | Đang tổng hợp số liệu
A.VIII.01@2021-6M    | vp           | 2021-06-15 | started        |              | Lập cùng báo cáo quý II
";

const EVENTS: &str = "
event_id   | item      | date       | due        | document        | note
SK-2021-01 | A.I.01    | 2021-03-17 | 2021-03-31 | 245/VPUBND-KSTT | Tập huấn nghiệp vụ kiểm soát TTHC
SK-2021-02 | A.VIII.01 | 2021-05-05 | 2021-05-14 | 388/VPUBND-KSTT | Báo cáo đột xuất về dịch vụ công trực tuyến
SK-2021-03 | A.I.03    | 2021-06-07 | 2021-06-25 | 471/VPUBND-KSTT | Tập huấn tổng hợp báo cáo theo Thông tư 01/2020/TT-VPCP
";

const FEEDBACK: &str = "
feedback_id | received_at | channel | field | kind | about | class | handling_unit | forwarded_at | due_at | answered_at | outcome | published_at | document | summary
PAKN-2021-01 | 2021-01-08 | phone    | Hộ tịch | complaint | conduct | forwarded_conduct | p-phuoc-binh | 2021-01-11 | 2021-01-22 | 2021-01-20 | handled | 2021-01-22 | 18/UBND-VP | Phải đi lại hai lần để nhận trích lục khai sinh
PAKN-2021-02 | 2021-01-14 | online   | Đất đai | complaint | regulation | own | tn-mt | | 2021-01-28 | 2021-01-27 | handled | 2021-02-01 | 29/UBND-VP | Bảng niêm yết thủ tục tách thửa chưa cập nhật mẫu đơn
PAKN-2021-03 | 2021-01-25 | document | Thi đua, khen thưởng | proposal | regulation | forwarded | | 2021-01-28 | 2021-02-01 | | | | 35/UBND-VP | Đề nghị giảm thành phần hồ sơ khen thưởng; chuyển Văn phòng UBND tỉnh
PAKN-2021-04 | 2021-02-03 | phone    | | complaint | regulation | not_accepted | | | | | | | | Không nêu rõ nội dung, không để lại địa chỉ liên hệ
PAKN-2021-05 | 2021-02-22 | online   | Thành lập và hoạt động của hộ kinh doanh | proposal | regulation | own | tc-kh | | 2021-03-08 | 2021-03-04 | handled | 2021-03-09 | 97/UBND-VP | Đề nghị cho nộp hồ sơ, nhận kết quả hoàn toàn qua mạng
PAKN-2021-06 | 2021-03-02 | document | Hoạt động xây dựng | complaint | both | own | qldt | | 2021-03-16 | 2021-03-15 | insufficient | 2021-03-19 | 158/UBND-VP | Cho rằng phải nộp thêm giấy tờ ngoài quy định khi xin phép xây dựng
PAKN-2021-07 | 2021-03-11 | phone    | Chứng thực | complaint | conduct | forwarded_conduct | x-long-giang | 2021-03-12 | 2021-03-25 | 2021-03-24 | handled | 2021-03-26 | 179/UBND-VP | Công chức tiếp nhận không có mặt tại bàn trong giờ làm việc
PAKN-2021-08 | 2021-03-23 | form     | Hộ tịch | proposal | regulation | forwarded | | 2021-03-29 | 2021-03-30 | | | | 191/UBND-VP | Đề nghị bỏ yêu cầu xuất trình bản giấy khi đã có dữ liệu điện tử
PAKN-2021-09 | 2021-04-05 | online   | Đất đai | complaint | conduct | forwarded_conduct | tn-mt | 2021-04-06 | 2021-04-19 | 2021-04-23 | handled | 2021-04-28 | 262/UBND-VP | Hồ sơ biến động quá hạn, không nhận được phiếu xin lỗi
PAKN-2021-10 | 2021-04-16 | phone    | Bảo trợ xã hội | complaint | regulation | own | ld-tbxh | | 2021-05-05 | 2021-04-29 | insufficient | 2021-05-05 | 288/UBND-VP | Cho rằng thời gian xét trợ cấp dài hơn thông báo
PAKN-2021-11 | 2021-04-28 | online   | Đất đai | proposal | regulation | own | tn-mt | | 2021-05-14 | 2021-05-13 | handled | 2021-05-18 | 324/UBND-VP | Đề nghị rút ngắn thời gian giải quyết thủ tục tách thửa
PAKN-2021-12 | 2021-05-11 | document | | complaint | both | not_accepted | | | | | | | | Nội dung là tố cáo, hướng dẫn gửi theo Luật Tố cáo
PAKN-2021-13 | 2021-05-19 | online   | Môi trường | complaint | regulation | forwarded | | 2021-05-24 | 2021-05-26 | | | | 348/UBND-VP | Hai văn bản quy định khác nhau về mẫu kế hoạch bảo vệ môi trường
PAKN-2021-14 | 2021-05-28 | form     | Hộ tịch | proposal | regulation | own | tu-phap | | 2021-06-11 | 2021-06-10 | handled | 2021-06-14 | 398/UBND-VP | Đề nghị niêm yết mã QR dẫn tới mẫu tờ khai hộ tịch
PAKN-2021-15 | 2021-06-08 | phone    | Đất đai | complaint | both | own | tn-mt | | 2021-06-22 | 2021-06-15 | handled | | 412/UBND-VP | Phản ánh thời gian chờ xác định nghĩa vụ tài chính kéo dài
";

/// The files of these records.
pub(crate) fn files() -> Vec<File> {
    let file = |path: &str, text: &'static str| {
        let owned = |cells: Vec<&str>| cells.into_iter().map(str::to_owned).collect();
        (path.to_owned(), cells(text).map(owned).collect())
    };
    vec![
        file("data/progress/2021.csv", PROGRESS),
        file("data/events/2021.csv", EVENTS),
        file("data/feedback/2021.csv", FEEDBACK),
    ]
}
