//! The schema of `plan/units.toml`.

use super::shape::{Shape, choice, date, filled, may, must, table, tables, text, texts, truth, version};
use crate::syntax::config::LEVELS;
use crate::syntax::units::KINDS;

/// Units and groups.
pub(super) fn schema() -> Shape {
    table("Danh mục đơn vị.", [may("schema_version", version()), may("unit", unit()), may("group", group())])
}

fn unit() -> Shape {
    let code = filled("Mã đơn vị dùng trong kế hoạch và sổ; không bắt đầu bằng @.");
    let kind =
        "Loại: office văn phòng, department phòng ban, commune xã phường, person cá nhân, other loại khác.";
    tables(
        "Một đơn vị.",
        [
            must("code", code.with("pattern", "^[^@]").example("vp")),
            must("name", filled("Tên đơn vị, in trên báo cáo.").example("Văn phòng")),
            must("kind", choice(KINDS, kind)),
            must("level", choice(LEVELS, "Cấp: province tỉnh, district huyện, commune xã.")),
            may("parent", text("Mã đơn vị cấp trên trực tiếp, nếu có.").example("vp")),
            may("aliases", texts("Các cách viết khác của tên, được nhận như mã.")),
            may("returns", truth("true: đơn vị phải gửi số liệu báo cáo (data/returns).").by_default(false)),
            may("valid_from", date("Ngày đầu tiên đơn vị tồn tại.")),
            may("valid_to", date("Ngày cuối cùng đơn vị tồn tại.")),
        ],
    )
}

fn group() -> Shape {
    let code = filled("Mã nhóm, bắt đầu bằng @.");
    tables(
        "Một nhóm đơn vị mà kế hoạch gọi chung.",
        [
            must("code", code.with("pattern", "^@").example("@phong-ban")),
            must("name", filled("Tên nhóm như kế hoạch gọi.").example("Phòng, ban, ngành cấp thị xã")),
            may("members", texts("Mã các đơn vị thành viên.")),
        ],
    )
}
