//! The schema of an import profile.

use super::shape::{Shape, choice, entries, filled, may, must, table, table_of, text, version};
use crate::syntax::dossiers::{CHANNELS, COLUMNS, STATUSES};

/// A profile.
pub(super) fn schema() -> Shape {
    let date_format =
        filled("Cách viết ngày giờ trong bảng nguồn, theo mẫu strftime.").example("%d/%m/%Y %H:%M");
    table(
        "Tệp ánh xạ.",
        [
            may("schema_version", version()),
            must(
                "profile",
                table(
                    "Về tệp ánh xạ.",
                    [
                        must("name", filled("Tên hệ thống nguồn.").example("Cổng một cửa")),
                        must("date_format", date_format),
                    ],
                ),
            ),
            must(
                "columns",
                fillings(
                    "Cột của sổ lấy từ cột nào của bảng nguồn. Mỗi cột bắt buộc của sổ phải có ở đây hoặc trong \
                     constants.",
                    "Tiêu đề cột của bảng nguồn",
                ),
            ),
            may("constants", fillings("Cột của sổ có cùng một giá trị ở mọi dòng.", "Giá trị của mọi dòng")),
            may("values", values()),
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
