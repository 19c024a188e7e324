//! The schema of `templates/outline.toml`.

use super::shape::{Shape, choice, filled, list, may, must, table, tables, text, texts, version};
use crate::syntax::outline::CONTENTS;

/// The outline of the periodic report.
pub(super) fn schema() -> Shape {
    let opening =
        "Câu mở đầu; {office} là tên cơ quan, {period} là kỳ báo cáo, {window} là từ ngày nào đến ngày nào.";
    table(
        "Bố cục của báo cáo định kỳ.",
        [
            may("schema_version", version()),
            must("kind", filled("Tên loại văn bản, viết hoa.").example("BÁO CÁO")),
            must("about", filled("Trích yếu, không ghi kỳ báo cáo.")),
            may("opening", text(opening)),
            may("part", part()),
        ],
    )
}

fn part() -> Shape {
    tables(
        "Một phần của báo cáo, đánh số La Mã theo thứ tự.",
        [must("title", filled("Tên phần, viết hoa như in.")), may("section", section())],
    )
}

fn section() -> Shape {
    let title = "Tên mục; phần chỉ có một mục thì mục có thể không tên.";
    let content = "Những đoạn do chương trình tính và viết, theo thứ tự.";
    tables(
        "Một mục của phần, đánh số 1, 2, 3 theo thứ tự.",
        [
            may("title", text(title).example("Giải quyết thủ tục hành chính")),
            may("content", list(choice(CONTENTS, "Một đoạn do chương trình tính và viết."), content)),
            may("plan", texts("Các mục của kế hoạch mà tiến độ kể ở đây, ví dụ A.IV.")),
            may("forms", texts("Khóa của các biểu mà mục dẫn tới, ví dụ ii-06a.")),
            may("empty", text("Câu in khi mục không có gì; mặc định «Không phát sinh.».")),
        ],
    )
}
