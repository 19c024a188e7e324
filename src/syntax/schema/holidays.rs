//! The schema of a year's official days off.

use super::shape::{
    Field, Shape, choice, date, filled, may, must, number, table, tables, text, truth, version,
};
use crate::model::period::YEARS;
use crate::syntax::holidays::{CERTAINTIES, KINDS};

/// A year of days off.
pub(super) fn schema() -> Shape {
    let replace = "true: thay toàn bộ ngày nghỉ đã biết của năm; false hoặc không ghi: bổ sung.";
    table(
        "Ngày nghỉ của một năm.",
        [
            may("schema_version", version()),
            must("year", number(&YEARS, "Năm, như tên tệp.").example(2021)),
            may("replace", truth(replace).by_default(false)),
            may("day_off", day_off()),
            may("working_day", working_day()),
        ],
    )
}

fn day_off() -> Shape {
    let kind = "Loại: holiday nghỉ lễ, tết; compensatory nghỉ bù; swap nghỉ hoán đổi.";
    let [source, certainty, confidence] = origin();
    tables(
        "Một ngày nghỉ.",
        [
            must("date", date("Ngày nghỉ, trong năm của tệp.")),
            must("kind", choice(KINDS, kind)),
            must("name", filled("Tên ngày nghỉ.").example("Tết Dương lịch")),
            source,
            certainty,
            confidence,
        ],
    )
}

fn working_day() -> Shape {
    let [source, certainty, confidence] = origin();
    tables(
        "Một ngày làm bù (thứ Bảy, Chủ nhật).",
        [
            must("date", date("Ngày làm bù, trong năm của tệp.")),
            may("replaces", date("Ngày nghỉ hoán đổi được bù.")),
            source,
            certainty,
            confidence,
        ],
    )
}

/// Where a day is known from.
fn origin() -> [Field; 3] {
    let certainty = "verified: đã xem nguyên văn nguồn; secondary: theo nguồn dẫn lại; background: chưa có nguồn \
                     chính thức.";
    [
        may("source", text("Nguồn: số, ký hiệu văn bản.")),
        may("certainty", choice(CERTAINTIES, certainty)),
        may("confidence", number(&(0..=100), "Độ tin, phần trăm.")),
    ]
}
