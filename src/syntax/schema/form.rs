//! The schema of `templates/forms/<name>.toml`.

use serde_json::json;

use super::shape::{
    Shape, choice, date, filled, list, may, must, number, some, table, tables, text, texts, truth, version,
};
use crate::syntax::form::{ROW_SETS, STATUSES};

/// A form of the annexes.
pub(super) fn schema() -> Shape {
    let key = filled("Khóa của biểu, chữ thường không dấu; trùng khóa một biểu có sẵn thì thay biểu đó.");
    let sheet = filled("Tên trang tính Excel, tối đa 31 ký tự, không có [ ] : * ? / \\.");
    let rows = "Mỗi dòng của bảng là gì: dossiers_by_field hồ sơ theo cấp và lĩnh vực, dossiers_by_unit theo đơn vị, \
                procedures danh mục TTHC, lateness nguyên nhân quá hạn, feedback phản ánh, kiến nghị, online trực \
                tuyến, review rà soát, publication công bố, plan kế hoạch, late_dossiers hồ sơ quá hạn, feedback_open \
                phản ánh, kiến nghị chưa xong hoặc chưa công khai.";
    let limit = "Số dòng in nhiều nhất trong Word, Markdown và trang; bản Excel có đủ.";
    let form = table(
        "Một biểu của phụ lục.",
        [
            may("schema_version", version()),
            must("key", key.example("ii-06a")),
            must(
                "sheet",
                sheet.with("maxLength", 31).with("pattern", "^[^\\[\\]:*?/\\\\]*$").example("II.06a"),
            ),
            must("title", filled("Tên biểu, viết hoa như in.")),
            must("rows", choice(ROW_SETS, rows)),
            may("measure", text("Dòng đơn vị tính ở trên bảng.").example("Đơn vị tính: Số hồ sơ TTHC")),
            may("landscape", truth("true: in trên trang giấy ngang.").by_default(false)),
            may(
                "national",
                truth("true: số liệu phải nhập vào hệ thống báo cáo quốc gia.").by_default(false),
            ),
            may("limit", number(&(1..=100_000), limit)),
            may("notes", texts("Các dòng ghi chú dưới bảng.")),
            must("validity", some(validity())),
            must("column", some(column())),
        ],
    );
    ROW_SETS.iter().fold(form, |form, (word, rows)| {
        let value = json!({ "properties": { "value": { "enum": rows.values() } } });
        form.when(
            json!({ "properties": { "rows": { "enum": [word] } }, "required": ["rows"] }),
            json!({ "properties": { "column": { "items": value } } }),
        )
    })
}

fn validity() -> Shape {
    let status = "official biểu ban hành kèm văn bản (phải có number và origin), reference mẫu tham khảo, own bảng do cơ \
                  quan tự lập.";
    let filled_in = json!({ "minLength": 1 });
    let validity = table(
        "Một thời gian mà biểu có giá trị, theo ngày cuối của kỳ báo cáo.",
        [
            may("from", date("Ngày đầu tiên; không ghi là từ trước đến nay.")),
            may("to", date("Ngày cuối cùng; không ghi là đến nay.")),
            must("status", choice(STATUSES, status)),
            may("number", text("Số hiệu của biểu.").example("Biểu số II.06a/VPCP/KSTT")),
            may("origin", text("Văn bản ban hành biểu, hoặc vì sao là mẫu tham khảo.")),
        ],
    )
    .when(
        json!({ "properties": { "status": { "enum": ["official"] } }, "required": ["status"] }),
        json!({
            "required": ["number", "origin"],
            "properties": { "number": filled_in, "origin": filled_in },
        }),
    );
    list(validity, "Một thời gian mà biểu có giá trị.")
}

fn column() -> Shape {
    let value = filled("Giá trị ghi vào cột, tùy theo rows.");
    tables(
        "Một cột của bảng, từ trái sang phải.",
        [
            may("number", text("Số thứ tự in dưới tiêu đề cột.").example("(3)")),
            may("groups", texts("Các tiêu đề chung với cột bên cạnh, từ trên xuống.")),
            must("heading", filled("Tiêu đề của riêng cột.").example("Tổng số")),
            must("value", value.example("received_total")),
        ],
    )
}
