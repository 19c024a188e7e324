//! The schema of an import profile.

use super::shape::{Shape, choice, entries, filled, may, must, table, table_of, text, texts, truth, version};
use crate::syntax::dossiers::{CHANNELS, COLUMNS, STATUSES};
use crate::syntax::profile::FAULTY_ROWS;

/// A profile.
pub(super) fn schema() -> Shape {
    table(
        "Tệp ánh xạ.",
        [
            may("schema_version", version()),
            must("profile", head()),
            may(
                "columns",
                fillings(
                    "Cột của sổ lấy từ cột nào của bảng nguồn. Mỗi cột bắt buộc của sổ phải có ở đây hoặc trong \
                     constants, trừ khi known_headings = true.",
                    "Tiêu đề cột của bảng nguồn",
                ),
            ),
            may("constants", fillings("Cột của sổ có cùng một giá trị ở mọi dòng.", "Giá trị của mọi dòng")),
            may("values", values()),
        ],
    )
}

/// What the profile says of itself.
fn head() -> Shape {
    let date_format = text(
        "Cách viết ngày giờ trong bảng nguồn, theo mẫu strftime; không ghi: ngày/tháng/năm hoặc năm-tháng-ngày, giờ tùy ý.",
    );
    table(
        "Về tệp ánh xạ.",
        [
            must("name", filled("Tên hệ thống nguồn.").example("Cổng một cửa")),
            may("date_format", date_format.example("%d/%m/%Y %H:%M")),
            may(
                "headings",
                texts("Các tiêu đề mà bảng của hệ thống này đều có; dùng để nhận ra mẫu bảng có sẵn."),
            ),
            may("remark", text("Điều người nhập cần biết về bảng này, in ở phần xem trước.")),
            may(
                "known_headings",
                truth(
                    "true: cột không kể ở columns được tìm theo các tiêu đề đã biết (Mã hồ sơ, Ngày tiếp nhận…).",
                ),
            ),
            may(
                "numeric_ids",
                truth(
                    "true: nhận mã hồ sơ là số của Excel; Excel bỏ số 0 đứng đầu và các chữ số sau chữ số thứ 15.",
                ),
            ),
            may(
                "faulty_rows",
                choice(
                    FAULTY_ROWS,
                    "Dòng có giá trị không đọc được: keep ghi nguyên để check chỉ ra, refuse dừng lại.",
                ),
            ),
        ],
    )
}

fn fillings(description: &str, from: &str) -> Shape {
    let columns = COLUMNS.iter();
    let fields = columns.map(|column| may(column.name, text(&format!("{from}: {}.", meaning(column.name)))));
    table_of(description, fields)
}

fn values() -> Shape {
    let columns = COLUMNS.iter().map(|column| {
        let own = match column.name {
            "channel" => choice(CHANNELS, "Kênh: online trực tuyến, direct trực tiếp, postal bưu chính."),
            "status" => choice(STATUSES, "Trạng thái của hồ sơ trong sổ."),
            name => text(&format!("Giá trị trong sổ: {}.", meaning(name))),
        };
        let description = format!("Giá trị của nguồn = giá trị của sổ: {}.", meaning(column.name));
        may(column.name, entries(own, &description))
    });
    table_of("Đổi giá trị của bảng nguồn sang giá trị của sổ, theo từng cột.", columns)
}

/// What a column of the dossier log holds.
fn meaning(column: &str) -> &'static str {
    match column {
        "dossier_id" => "mã hồ sơ",
        "procedure_code" => "mã thủ tục hành chính",
        "unit" => "đơn vị giải quyết",
        "channel" => "kênh tiếp nhận",
        "received_at" => "ngày giờ tiếp nhận",
        "status" => "trạng thái",
        "field" => "lĩnh vực",
        "due_at" => "ngày giờ hẹn trả",
        "completed_at" => "ngày giờ hoàn thành",
        "handed_over_at" => "ngày giờ trả kết quả",
        "late_reason" => "lý do quá hạn",
        "officer" => "cán bộ giải quyết",
        "note" => "ghi chú",
        _ => "cột khác của sổ",
    }
}
