//! The procedures (TTHC): kinds and names as districts and communes have them, codes and terms invented.

use kstthc::model::calendar::{Term, TermUnit};

use crate::table::{cells, row};

/// Code; unit or group that handles it; field; term (`wd` working days, `d` days, `-` at once); level of online
/// service; how often it is asked for; name.
const PROCEDURES: &str = "
1.900101 | tn-mt      | Đất đai | 30 wd | 3 | 15 | Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất lần đầu
1.900102 | tn-mt      | Đất đai | 10 wd | 3 | 34 | Đăng ký biến động quyền sử dụng đất trong trường hợp chuyển nhượng, thừa kế, tặng cho
1.900103 | tn-mt      | Đất đai | 7 wd  | 3 | 12 | Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất
1.900104 | tn-mt      | Đất đai | 15 wd | 3 | 16 | Tách thửa hoặc hợp thửa đất
1.900105 | tn-mt      | Đất đai | 15 wd | 3 |  8 | Chuyển mục đích sử dụng đất phải được phép của cơ quan nhà nước có thẩm quyền đối với hộ gia đình, cá nhân
1.900106 | tn-mt      | Đất đai | 20 wd | 2 |  2 | Cấp lại Giấy chứng nhận quyền sử dụng đất do bị mất
1.900107 | tn-mt      | Đất đai | 10 wd | 2 |  3 | Đính chính Giấy chứng nhận đã cấp
1.900108 | tn-mt      | Đăng ký biện pháp bảo đảm | 1 wd | 3 | 22 | Đăng ký thế chấp quyền sử dụng đất, tài sản gắn liền với đất
1.900109 | tn-mt      | Đăng ký biện pháp bảo đảm | 1 wd | 3 | 10 | Xóa đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất
1.900110 | tn-mt      | Môi trường | 10 wd | 3 | 2 | Xác nhận đăng ký kế hoạch bảo vệ môi trường
1.900201 | tc-kh      | Thành lập và hoạt động của hộ kinh doanh | 3 wd | 4 | 60 | Đăng ký thành lập hộ kinh doanh
1.900202 | tc-kh      | Thành lập và hoạt động của hộ kinh doanh | 3 wd | 4 | 18 | Đăng ký thay đổi nội dung đăng ký hộ kinh doanh
1.900203 | tc-kh      | Thành lập và hoạt động của hộ kinh doanh | 3 wd | 4 | 14 | Chấm dứt hoạt động hộ kinh doanh
1.900204 | tc-kh      | Thành lập và hoạt động của hộ kinh doanh | 3 wd | 4 |  5 | Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh
1.900205 | tc-kh      | Thành lập và hoạt động của hợp tác xã | 5 wd | 3 | 3 | Đăng ký thành lập hợp tác xã
1.900301 | kinh-te    | Lưu thông hàng hóa trong nước | 10 wd | 4 | 30 | Cấp Giấy phép bán lẻ rượu
1.900302 | kinh-te    | Lưu thông hàng hóa trong nước | 10 wd | 4 | 26 | Cấp Giấy phép bán lẻ sản phẩm thuốc lá
1.900303 | kinh-te    | Kinh doanh khí | 10 wd | 3 | 14 | Cấp Giấy chứng nhận đủ điều kiện cửa hàng bán lẻ LPG chai
1.900304 | kinh-te    | Quản lý chất lượng nông lâm sản và thủy sản | 15 wd | 3 | 20 | Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm nông lâm thủy sản
1.900401 | qldt       | Hoạt động xây dựng | 15 wd | 3 | 52 | Cấp Giấy phép xây dựng nhà ở riêng lẻ
1.900402 | qldt       | Hoạt động xây dựng | 15 wd | 3 | 12 | Điều chỉnh Giấy phép xây dựng nhà ở riêng lẻ
1.900403 | qldt       | Hoạt động xây dựng | 5 wd  | 3 |  8 | Gia hạn Giấy phép xây dựng nhà ở riêng lẻ
1.900404 | qldt       | Quy hoạch xây dựng, kiến trúc | 10 wd | 3 | 20 | Cung cấp thông tin về quy hoạch xây dựng
1.900405 | qldt       | Đường bộ | 7 wd | 3 | 8 | Cấp phép thi công công trình thiết yếu trong phạm vi đất dành cho đường bộ
1.900501 | ld-tbxh    | Bảo trợ xã hội | 10 wd | 2 | 34 | Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng
1.900502 | ld-tbxh    | Bảo trợ xã hội | 3 wd | 2 | 16 | Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội
1.900503 | ld-tbxh    | Người có công | 10 wd | 2 | 20 | Giải quyết chế độ mai táng phí và trợ cấp một lần khi người có công từ trần
1.900504 | ld-tbxh    | Người có công | 7 wd | 2 | 12 | Cấp sổ ưu đãi trong giáo dục, đào tạo cho con của người có công
1.900505 | ld-tbxh    | Phòng, chống tệ nạn xã hội | 5 wd | 2 | 4 | Hoãn chấp hành quyết định cai nghiện bắt buộc
1.900601 | tu-phap    | Hộ tịch | 15 wd | 3 | 10 | Đăng ký kết hôn có yếu tố nước ngoài
1.900602 | tu-phap    | Hộ tịch | 3 wd | 3 | 26 | Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc
1.900603 | tu-phap    | Hộ tịch | - | 3 | 18 | Cấp bản sao trích lục hộ tịch (cấp huyện)
1.900604 | tu-phap    | Chứng thực | - | 2 | 40 | Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan nước ngoài cấp
1.900605 | tu-phap    | Chứng thực | 2 wd | 2 | 12 | Chứng thực chữ ký người dịch
1.900701 | noi-vu     | Thi đua, khen thưởng | 20 wd | 2 | 50 | Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện
1.900702 | noi-vu     | Thi đua, khen thưởng | 20 wd | 2 | 22 | Tặng danh hiệu “Lao động tiên tiến”
1.900703 | noi-vu     | Tổ chức phi chính phủ | 30 d | 2 | 8 | Cho phép thành lập hội có phạm vi hoạt động trong huyện
1.900704 | noi-vu     | Tín ngưỡng, tôn giáo | 25 d | 3 | 8 | Đề nghị tổ chức lễ ngoài cơ sở tôn giáo trong một huyện
1.900801 | gd-dt      | Giáo dục và đào tạo | 5 wd | 4 | 60 | Chuyển trường đối với học sinh trung học cơ sở
1.900802 | gd-dt      | Giáo dục và đào tạo | 20 wd | 3 | 12 | Cho phép trường mẫu giáo, nhà trẻ tư thục hoạt động giáo dục
1.900803 | gd-dt      | Văn bằng, chứng chỉ | - | 3 | 30 | Cấp bản sao bằng tốt nghiệp trung học cơ sở từ sổ gốc
1.900901 | vh-tt      | Văn hóa cơ sở | 5 wd | 3 | 30 | Cấp Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke
1.900902 | vh-tt      | Thư viện | 3 wd | 3 | 6 | Thông báo thành lập thư viện cộng đồng
1.900903 | vh-tt      | Phát thanh, truyền hình và thông tin điện tử | 10 wd | 3 | 14 | Cấp Giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng
1.901001 | y-te       | An toàn thực phẩm | 15 wd | 3 | 10 | Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với dịch vụ ăn uống
1.902001 | @xa-phuong | Hộ tịch | 1 wd | 4 | 95 | Đăng ký khai sinh
1.902002 | @xa-phuong | Hộ tịch | 1 wd | 3 | 38 | Đăng ký kết hôn
1.902003 | @xa-phuong | Hộ tịch | 1 wd | 3 | 30 | Đăng ký khai tử
1.902004 | @xa-phuong | Hộ tịch | 3 wd | 4 | 85 | Cấp Giấy xác nhận tình trạng hôn nhân
1.902005 | @xa-phuong | Hộ tịch | - | 3 | 60 | Cấp bản sao trích lục hộ tịch
1.902006 | @xa-phuong | Hộ tịch | 3 wd | 3 | 12 | Đăng ký nhận cha, mẹ, con
1.902007 | @xa-phuong | Hộ tịch | 3 wd | 3 | 14 | Thay đổi, cải chính hộ tịch cho người chưa đủ 14 tuổi
1.902008 | @xa-phuong | Hộ tịch | 5 wd | 4 | 46 | Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi
1.902011 | @xa-phuong | Chứng thực | - | 2 | 250 | Chứng thực bản sao từ bản chính giấy tờ, văn bản tiếng Việt
1.902012 | @xa-phuong | Chứng thực | - | 2 | 90 | Chứng thực chữ ký trong các giấy tờ, văn bản
1.902013 | @xa-phuong | Chứng thực | 2 wd | 2 | 36 | Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở
1.902014 | @xa-phuong | Chứng thực | 2 wd | 2 | 5 | Chứng thực di chúc
1.902021 | @xa-phuong | Bảo trợ xã hội | 18 wd | 2 | 50 | Đề nghị hưởng trợ cấp xã hội hàng tháng (cấp xã)
1.902022 | @xa-phuong | Bảo trợ xã hội | 25 d | 2 | 28 | Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật
1.902023 | @xa-phuong | Bảo trợ xã hội | 7 wd | 3 | 16 | Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm
1.902024 | @xa-phuong | Người có công | 5 wd | 2 | 12 | Ủy quyền hưởng trợ cấp, phụ cấp ưu đãi
1.902031 | @xa-phuong | Đất đai | 45 d | 2 | 6 | Hòa giải tranh chấp đất đai
1.902032 | @xa-phuong | Trồng trọt | 5 wd | 3 | 8 | Chuyển đổi cơ cấu cây trồng trên đất trồng lúa
1.902033 | @xa-phuong | Giáo dục và đào tạo | 15 wd | 3 | 4 | Thành lập nhóm trẻ, lớp mẫu giáo độc lập
1.902034 | @xa-phuong | Thi đua, khen thưởng | 20 wd | 2 | 8 | Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã
1.902035 | @xa-phuong | Văn hóa cơ sở | 5 wd | 3 | 8 | Xét tặng danh hiệu Gia đình văn hóa
1.902036 | @xa-phuong | Tín ngưỡng, tôn giáo | 15 wd | 3 | 3 | Đăng ký hoạt động tín ngưỡng
1.902037 | @xa-phuong | Đường thủy nội địa | 3 wd | 3 | 3 | Đăng ký phương tiện thủy nội địa lần đầu
";

/// Days and numbers of the province's announcing decisions; fields take them in turn.
const DECISIONS: &[[&str; 2]] = &[
    ["2020-03-19", "612/QĐ-UBND"],
    ["2020-07-08", "1487/QĐ-UBND"],
    ["2020-09-24", "2309/QĐ-UBND"],
    ["2020-12-10", "3126/QĐ-UBND"],
    ["2021-02-25", "428/QĐ-UBND"],
];

/// What the reviews of the year found so far.
const REVIEWS: &str = "
1.900104 | 2021-04-22 | amend
1.900105 | 2021-04-22 | keep
1.900201 | 2021-05-12 | keep
1.900204 | 2021-05-12 | abolish
1.900401 | 2021-05-20 | amend
1.900502 | 2021-06-02 | keep
1.902004 | 2021-06-04 | amend
1.902008 | 2021-06-04 | keep
1.902022 | 2021-06-09 | replace
";

/// Procedures not handled at the one-stop desk, without an internal procedure, and not yet published.
const NOT_ONE_STOP: &[&str] = &["1.900505", "1.902031"];
const WITHOUT_INTERNAL_PROCEDURE: &[&str] = &["1.900704", "1.902031", "1.902036"];
const UNPUBLISHED: &[&str] = &["1.900903", "1.902037"];
/// Land procedures after which taxes or fees fall due.
const WITH_PAYMENT: &[&str] = &["1.900101", "1.900102", "1.900105"];

/// A procedure.
#[derive(Clone, Debug)]
pub(crate) struct Procedure {
    /// The code.
    pub(crate) code: &'static str,
    /// The unit or group of units that handles it.
    pub(crate) handler: &'static str,
    /// The field.
    pub(crate) field: &'static str,
    /// How long it may take; `None`: the result is given at once.
    pub(crate) term: Option<Term>,
    /// The level of online service.
    pub(crate) service_level: u32,
    /// How often it is asked for, against the others of its unit.
    pub(crate) weight: u32,
    name: &'static str,
}

impl Procedure {
    /// Tells whether taxes or fees may fall due on the way.
    pub(crate) fn owes_payment(&self) -> bool {
        WITH_PAYMENT.contains(&self.code)
    }
}

/// All procedures, in the order of the table.
pub(crate) fn procedures() -> Vec<Procedure> {
    let read = |cells: Vec<&'static str>| {
        let [code, handler, field, term, level, weight, name] = cells[..] else { return None };
        let (service_level, weight) = (level.parse().ok()?, weight.parse().ok()?);
        Some(Procedure { code, handler, field, term: term_of(term), service_level, weight, name })
    };
    cells(PROCEDURES).filter_map(read).collect()
}

fn term_of(text: &str) -> Option<Term> {
    let (length, unit) = text.split_once(' ')?;
    let unit = if unit == "wd" { TermUnit::WorkingDay } else { TermUnit::Day };
    Some(Term { length: length.parse().ok()?, unit })
}

const HEADER: [&str; 14] = [
    "code",
    "name",
    "field",
    "level",
    "time_limit",
    "time_unit",
    "service_level",
    "one_stop",
    "internal_process",
    "announced_at",
    "announced_by",
    "published",
    "reviewed_at",
    "review_outcome",
];

/// The rows of the catalogue, with the header.
pub(crate) fn rows(procedures: &[Procedure]) -> Vec<Vec<String>> {
    let mut fields: Vec<&str> = Vec::new();
    let mut rows = vec![row(HEADER)];
    for procedure in procedures {
        if !fields.contains(&procedure.field) {
            fields.push(procedure.field);
        }
        let place = fields.iter().position(|field| *field == procedure.field).unwrap_or_default();
        rows.push(row_of(procedure, DECISIONS[place % DECISIONS.len()]));
    }
    rows
}

fn row_of(procedure: &Procedure, [announced_at, announced_by]: [&str; 2]) -> Vec<String> {
    let code = procedure.code;
    let yes_unless = |list: &[&str]| if list.contains(&code) { "no" } else { "yes" };
    let level = if procedure.handler.starts_with('@') { "commune" } else { "district" };
    let length = procedure.term.map(|term| term.length.to_string()).unwrap_or_default();
    let unit = match procedure.term.map(|term| term.unit) {
        Some(TermUnit::WorkingDay) => "working_day",
        Some(TermUnit::Day) => "day",
        None => "",
    };
    let review = cells(REVIEWS).find(|review| review[0] == code);
    let [_, reviewed_at, outcome] = review.as_deref().unwrap_or(&["", "", ""]) else { return Vec::new() };
    row([
        code,
        procedure.name,
        procedure.field,
        level,
        &length,
        unit,
        &procedure.service_level.to_string(),
        yes_unless(NOT_ONE_STOP),
        yes_unless(WITHOUT_INTERNAL_PROCEDURE),
        announced_at,
        announced_by,
        yes_unless(UNPUBLISHED),
        reviewed_at,
        outcome,
    ])
}
