//! The schema of `kstthc.toml`.

use serde_json::json;

use super::shape::{Shape, choice, date, filled, may, must, number, table, text, texts, truth, version};
use crate::syntax::config::{CLOSED, LATENESS, LEVELS, RATE_OVER, REAPPOINTED};

/// The configuration.
pub(super) fn schema() -> Shape {
    table(
        "Cấu hình.",
        [
            must("schema_version", version()),
            must(
                "office",
                table(
                    "Cơ quan sử dụng kho dữ liệu.",
                    [
                        must(
                            "name",
                            filled("Tên cơ quan, in trên báo cáo.")
                                .example("Ủy ban nhân dân thị xã Phước Long"),
                        ),
                        must("level", choice(LEVELS, "Cấp: province tỉnh, district huyện, commune xã.")),
                    ],
                ),
            ),
            may("letterhead", letterhead()),
            may("reporting", reporting()),
            may("counting", counting()),
            may("feedback", feedback()),
            may("data", data()),
        ],
    )
}

fn letterhead() -> Shape {
    let lines = "mỗi dòng một phần tử";
    table(
        "Thể thức của báo cáo (NĐ 30/2020/NĐ-CP, Phụ lục I); không ghi thì lấy theo tên và cấp của cơ quan.",
        [
            may("superior", text("Cơ quan chủ quản trực tiếp, in trên tên cơ quan; UBND các cấp không có.")),
            may("symbol", text("Ký hiệu sau số báo cáo.").example("BC-UBND")),
            may("place", text("Địa danh.").example("Phước Long")),
            may("to", texts("Kính gửi.")),
            may("signature", texts(&format!("Quyền hạn, chức vụ của người ký, {lines}."))),
            may("signer", text("Họ và tên người ký; bỏ trống để văn thư điền.")),
            may("recipients", texts(&format!("Nơi nhận, {lines}, không ghi gạch đầu dòng."))),
        ],
    )
}

fn reporting() -> Shape {
    table(
        "Chế độ báo cáo.",
        [
            may(
                "cutoff_day",
                number(
                    &(1..=31),
                    "Ngày chốt số liệu trong tháng cuối kỳ. NĐ 09/2019/NĐ-CP: từ ngày 15 của tháng trước kỳ đến \
                     ngày 14 của tháng cuối kỳ. Ghi 31 để kỳ là quý dương lịch.",
                )
                .by_default(14),
            ),
            may(
                "deadline_days",
                number(
                    &(0..=60),
                    "Hạn gửi báo cáo của cơ quan: số ngày sau ngày chốt; gặp ngày nghỉ thì sang ngày làm việc kế \
                     tiếp. Mặc định không phải quy định.",
                )
                .by_default(5),
            ),
            may(
                "unit_deadline_days",
                number(
                    &(0..=60),
                    "Hạn gửi báo cáo của các đơn vị: số ngày sau ngày chốt. Mặc định không phải quy định.",
                )
                .by_default(2),
            ),
        ],
    )
}

fn counting() -> Shape {
    table(
        "Cách đếm hồ sơ theo Biểu số II.06a/VPCP/KSTT.",
        [
            may(
                "lateness_by",
                choice(
                    LATENESS,
                    "Quá hạn tính theo. day: hết ngày hẹn trả (Bộ luật Dân sự 2015, Điều 148); instant: quá giờ \
                     hẹn trả.",
                )
                .by_default("day"),
            ),
            may(
                "closed_without_result",
                choice(
                    CLOSED,
                    "Hồ sơ rút hoặc trả lại. on_time: vào cột (9); by_due_date: theo ngày hẹn như hồ sơ khác. Mặc \
                     định không phải quy định.",
                )
                .by_default("on_time"),
            ),
            may(
                "reappointed",
                choice(
                    REAPPOINTED,
                    "Hồ sơ hẹn lại. original: so với ngày hẹn lần đầu; new: so với ngày hẹn lại. Luật không nêu.",
                )
                .by_default("original"),
            ),
            may(
                "on_time_rate_over",
                choice(
                    RATE_OVER,
                    "Tỷ lệ đúng hạn tính trên. received_total: cột (3), NĐ 61/2018/NĐ-CP Điều 30.2c; \
                     resolved_total: cột (7).",
                )
                .by_default("received_total"),
            ),
        ],
    )
}

fn feedback() -> Shape {
    let days = |text: &str| number(&(0..=365), &format!("{text} Không ghi thì không có hạn."));
    table(
        "Hạn của cơ quan khi xử lý phản ánh, kiến nghị, tính bằng ngày làm việc; không phải quy định của Nghị định. Hạn 05 \
         ngày làm việc để chuyển kiến nghị ngoài thẩm quyền (NĐ 20/2008/NĐ-CP, Điều 9.1d) luôn có, không ghi ở đây.",
        [
            may("classify_days", days("Từ ngày tiếp nhận đến khi phân loại.")),
            may(
                "forward_conduct_days",
                days("Từ ngày tiếp nhận đến khi chuyển phản ánh về hành vi cho cơ quan có thẩm quyền."),
            ),
            may(
                "answer_days",
                days("Từ ngày tiếp nhận đến khi trả lời, với loại thuộc thẩm quyền không ghi due_at."),
            ),
            may("publish_days", days("Từ ngày trả lời đến khi công khai kết quả.")),
        ],
    )
}

fn data() -> Shape {
    table(
        "Về số liệu trong data/.",
        [
            may(
                "illustrative",
                truth("true: số liệu minh họa; mọi báo cáo đều nói rõ điều đó.").by_default(false),
            ),
            may("as_of", date("Ngày được coi là hôm nay; chỉ dùng khi illustrative = true.")),
        ],
    )
    .when(
        json!({ "required": ["as_of"] }),
        json!({ "properties": { "illustrative": { "enum": [true] } }, "required": ["illustrative"] }),
    )
}
