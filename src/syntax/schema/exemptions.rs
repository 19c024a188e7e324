//! The schema of `plan/exemptions.toml`.

use super::shape::{Shape, date, filled, may, must, table, tables, version};

/// Findings that are accepted for a time.
pub(super) fn schema() -> Shape {
    let code =
        "Mã hoặc tên của phát hiện, như «kstthc check» in ra; chỉ cảnh báo và ghi chú, lỗi thì phải sửa.";
    let until = "Ngày cuối còn hiệu lực; sau ngày này «check» nhắc xem lại.";
    table(
        "Các phát hiện được chấp nhận.",
        [
            may("schema_version", version()),
            may(
                "exemption",
                tables(
                    "Một phát hiện được chấp nhận.",
                    [
                        must("code", filled(code).example("unknown-procedure")),
                        may(
                            "path",
                            filled("Chỉ trong tệp hoặc thư mục này: đường dẫn từ gốc kho, dùng dấu /."),
                        ),
                        may("contains", filled("Chỉ khi câu báo có đoạn chữ này.")),
                        must("reason", filled("Vì sao chấp nhận.")),
                        must("until", date(until)),
                    ],
                ),
            ),
        ],
    )
}
