//! The schemas of a plan: `plan.toml` and one file per section.

use serde_json::{Value, json};

use super::shape::{
    Field, Shape, choice, date, distinct, filled, list, may, must, number, table, tables, text, texts, truth,
    version,
};
use crate::model::period::YEARS;
use crate::syntax::plan::{KINDS, REPORTS, STATE_FROM};

const ITEM_CODE: &str = r"^[A-Z](\.[IVX]+)?\.[0-9]{2}$";
const SECTION_CODE: &str = r"^[A-Z](\.[IVX]+)?$";

/// `plan.toml`.
pub(super) fn cover() -> Shape {
    table(
        "Kế hoạch năm.",
        [
            may("schema_version", version()),
            may("year", number(&YEARS, "Năm của kế hoạch, như tên thư mục.").example(2021)),
            must("title", text("Tên kế hoạch, chép nguyên văn.")),
            may("decision", decision()),
            may("part", part()),
            may("legal_basis", legal_basis()),
            may("erratum", erratum()),
            may("amendment", amendment()),
            may("correction", correction()),
        ],
    )
}

fn decision() -> Shape {
    table(
        "Quyết định phê duyệt kế hoạch.",
        [
            may("number", text("Số, ký hiệu như in ở đầu quyết định.").example("1911/QĐ-UBND")),
            may("date", date("Ngày ký.")),
            may("place", text("Nơi ký.")),
            may("title", text("Trích yếu.")),
            may("issuer", text("Người hoặc cơ quan ban hành.")),
            may("proposed_by", text("Người hoặc cơ quan đề nghị.")),
            may("signer", text("Người ký.")),
            may("attachment", text("Dòng dẫn quyết định ở đầu kế hoạch kèm theo.")),
            may("articles", texts("Các điều của quyết định, chép nguyên văn.")),
            may("recipients", texts("Nơi nhận.")),
        ],
    )
}

fn part() -> Shape {
    tables(
        "Một phần của kế hoạch.",
        [must("code", filled("Mã phần.").example("A")), must("title", filled("Tên phần, chép nguyên văn."))],
    )
}

fn legal_basis() -> Shape {
    let act = tables(
        "Một văn bản được dẫn trong căn cứ.",
        [
            may("number", text("Số, ký hiệu đã chuẩn hóa; luật thì bỏ trống.").example("61/2018/NĐ-CP")),
            may("date", date("Ngày của văn bản như được dẫn.")),
            may("kind", text("Loại văn bản.").example("Nghị định")),
            may("issuer", text("Cơ quan ban hành; bỏ trống nếu căn cứ không nêu.")),
            may("subject", text("Trích yếu.")),
        ],
    );
    tables(
        "Một căn cứ của quyết định.",
        [must("text", filled("Lời văn của căn cứ, chép nguyên văn.")), may("act", act)],
    )
}

/// The keys of an amendment and of a correction alike.
fn change() -> [Field; 3] {
    let code = text("Mã nhiệm vụ.").with("pattern", ITEM_CODE).example("A.II.01");
    [
        must("date", date("Ngày điều chỉnh hoặc đính chính.")),
        may("items", distinct(list(code, "Mã các nhiệm vụ bị thay đổi."))),
        must("reason", filled("Lý do.")),
    ]
}

fn amendment() -> Shape {
    let [date, items, reason] = change();
    let number = filled("Số, ký hiệu văn bản điều chỉnh.").example("123/QĐ-UBND");
    tables(
        "Một lần điều chỉnh kế hoạch đã phê duyệt bằng văn bản.",
        [must("number", number), date, items, reason],
    )
}

fn correction() -> Shape {
    tables("Một lần đính chính chỗ chép sai; kế hoạch đã phê duyệt không đổi.", change())
}

fn erratum() -> Shape {
    tables(
        "Một chỗ chưa nhất quán của bản kế hoạch.",
        [
            must("number", number(&(1..=9999), "Số thứ tự, dùng chung cho cả thư mục của năm.")),
            may("place", text("Chỗ có vấn đề, khi không nằm ngay trong nhiệm vụ hoặc mục.")),
            must("as_written", text("Bản kế hoạch viết thế nào.")),
            must("reading", text("Nên hiểu thế nào; để trống nếu chưa rõ.")),
            may("confidence", number(&(0..=100), "Độ tin của cách hiểu, phần trăm.")),
            must("note", text("Vì sao hiểu như vậy.")),
        ],
    )
}

/// A section.
pub(super) fn section() -> Shape {
    let code = filled("Mã mục, khớp với tên tệp: A-II.toml là A.II.");
    table(
        "Một mục của kế hoạch.",
        [
            may("schema_version", version()),
            must(
                "section",
                table(
                    "Tên mục.",
                    [
                        must("code", code.with("pattern", SECTION_CODE).example("A.I")),
                        must("title", filled("Tên mục, chép nguyên văn.")),
                        may("erratum", erratum()),
                    ],
                ),
            ),
            may("item", item()),
        ],
    )
}

const STATE_FROM_WORDS: &str = "Trạng thái lấy từ đâu, ngoài tiến độ; không ghi thì theo mã nhiệm vụ như Kế hoạch năm 2021. progress chỉ \
                                tiến độ; reports số liệu đã chốt và đơn vị gửi về; feedback_handling, feedback_forms, \
                                feedback_publication sổ phản ánh, kiến nghị; announcements, publication, review danh mục \
                                TTHC; evaluation phiếu và điểm đánh giá. Không phải lời của kế hoạch.";

fn item() -> Shape {
    let code = filled("Mã nhiệm vụ: mã mục và hai chữ số, A.II.01.");
    tables(
        "Một nhiệm vụ.",
        [
            must("code", code.with("pattern", ITEM_CODE).example("A.I.01")),
            must("task", filled("Nội dung công việc, chép nguyên văn.")),
            may("units", distinct(texts("Mã đơn vị và nhóm thực hiện; đơn vị đầu tiên chủ trì."))),
            may("units_text", text("Đơn vị thực hiện, lời văn của kế hoạch.")),
            may("lead", text("Đơn vị chủ trì khi không phải đơn vị đầu tiên trong units.")),
            may("report_as", text("Cách gọi ngắn của nhiệm vụ trong báo cáo; không phải lời của kế hoạch.")),
            may("state_from", choice(STATE_FROM, STATE_FROM_WORDS)),
            may("result", text("Sản phẩm, kết quả, chép nguyên văn.")),
            must("schedule", schedule()),
            may("inferred", inferred()),
            may("erratum", erratum()),
        ],
    )
}

fn inferred() -> Shape {
    tables(
        "Một giá trị mà bản kế hoạch để trống, suy ra từ chỗ khác.",
        [
            must("field", filled("Khóa được suy ra: units, schedule, result hoặc lead.").example("units")),
            may("from", text("Mã nhiệm vụ làm căn cứ.")),
            may("confidence", number(&(0..=100), "Độ tin, phần trăm.")),
            must("reason", filled("Vì sao suy ra như vậy.")),
        ],
    )
}

/// The parameters each kind of schedule has, those it must have first.
const PARAMETERS: &[(&str, &[&str], &[&str])] = &[
    ("quarter", &["quarter"], &[]),
    ("quarter_range", &["from_quarter", "to_quarter"], &[]),
    ("before_quarter", &["quarter"], &[]),
    ("months", &["months"], &[]),
    ("year", &[], &[]),
    ("continuous", &[], &[]),
    ("reports", &[], &["reports", "on_request"]),
    ("before_day", &["day"], &[]),
    ("on_event", &[], &[]),
    ("not_stated", &[], &[]),
];

fn schedule() -> Shape {
    let kind = "Loại thời gian: quarter trong một quý (quarter), quarter_range từ quý đến quý (from_quarter, \
                to_quarter), before_quarter trước một quý (quarter), months các tháng (months), year trong năm, \
                continuous thường xuyên, reports theo kỳ báo cáo (reports, on_request), before_day trước một ngày \
                của tháng cuối quý (day), on_event khi có sự kiện, not_stated kế hoạch không nêu.";
    let month = number(&(1..=12), "Tháng.");
    let months = distinct(list(month, "Các tháng, theo thứ tự tăng."));
    let report = choice(REPORTS, "quarter quý, six_months 6 tháng, nine_months 9 tháng, annual năm.");
    let shape = table(
        "Thời gian thực hiện.",
        [
            must("text", text("Lời văn của kế hoạch về thời gian.").example("Quý I/2021")),
            must("kind", choice(KINDS, kind)),
            may("quarter", number(&(1..=4), "Quý; với before_quarter: việc phải xong trước quý này.")),
            may("from_quarter", number(&(1..=4), "Quý đầu.").example(1)),
            may("to_quarter", number(&(1..=4), "Quý cuối, không trước from_quarter.")),
            may("months", months),
            may("reports", list(report, "Các kỳ báo cáo.")),
            may("on_request", truth("true: báo cáo đột xuất thêm lượt thực hiện.").by_default(false)),
            may("day", number(&(2..=28), "Việc phải xong trước ngày này của tháng cuối quý.")),
        ],
    );
    PARAMETERS.iter().fold(shape, |shape, (kind, required, optional)| {
        let condition = json!({ "properties": { "kind": { "enum": [kind] } }, "required": ["kind"] });
        shape.when(condition, consequence(kind, required, optional))
    })
}

/// What a kind of schedule asks of the other keys.
fn consequence(kind: &str, required: &[&str], optional: &[&str]) -> Value {
    let names = [&["text", "kind"], required, optional].concat();
    let mut then = json!({ "propertyNames": { "enum": names } });
    if !required.is_empty() {
        then["required"] = json!(required);
    }
    if kind == "before_quarter" {
        then["properties"] = json!({ "quarter": { "minimum": 2 } });
    }
    then
}
