//! The rules of an evaluation in sentences, each with its article; what is only a default says so.

use super::Sources;
use crate::model::scoring::{Bands, Scheme};
use crate::text::{day, wording};

/// The rules an evaluation goes by.
pub(super) fn rules(sources: &Sources<'_>) -> Vec<String> {
    let Scheme { act, articles, officers, units, .. } = sources.scheme;
    vec![
        format!(
            "- Chín chỉ số, mỗi chỉ số 0, 1 hoặc 2 điểm ({act}, {}). Điểm chỉ số là tổng điểm các phiếu có chấm chia cho số \
             phiếu ấy, làm tròn một chữ số thập phân ({}); đúng một nửa thì làm tròn lên (mặc định, Thông tư không nêu).",
            articles.indicators, articles.mean
        ),
        format!(
            "- Tổng điểm là tổng các điểm chỉ số đã làm tròn: công chức gồm chỉ số {}, đơn vị gồm cả chín chỉ số ({}).",
            officer_numbers(sources.scheme, " + "),
            articles.totals
        ),
        format!(
            "- Chỉ số chưa đủ thông tin ghi dấu –: không đánh giá, không tính vào tổng ({}). Mức xếp loại giữ nguyên, không quy \
             đổi theo số chỉ số được tính (Thông tư không nêu việc quy đổi); cột tối đa cho biết tổng cao nhất có thể đạt.",
            articles.not_counted
        ),
        format!("- Xếp loại đơn vị: {} ({}).", bands(units), units.article),
        format!("- Xếp loại công chức: {} ({}).", bands(officers), officers.article),
        "- Chỉ số 6 của đơn vị lấy ở units.csv; để trống thì lấy trung bình các phiếu. Điểm chung của cơ quan ở chỉ số 5, 6, 8, \
         9 là trung bình các đơn vị có điểm (mặc định)."
            .to_owned(),
    ]
}

/// How the logs compute, one sentence an indicator.
pub(super) fn computing(sources: &Sources<'_>) -> Vec<String> {
    let Scheme { feedback_on_time, online, .. } = sources.scheme;
    let mut lines = vec![
        "- Chỉ số 1: hồ sơ kết thúc trong thời gian đánh giá và có hạn trả; trước hạn 2, đúng hạn 1, quá hạn 0 điểm."
            .to_owned(),
        format!(
            "- Chỉ số 8: phản ánh, kiến nghị đơn vị phải trả lời trong thời gian đánh giá, theo hạn ghi trong sổ; từ \
             {feedback_on_time}% đúng hạn được 1 điểm. «Kéo dài» hiểu là quá hạn mà đến ngày cuối vẫn chưa trả lời (mặc định, Thông \
             tư không nêu)."
        ),
        format!(
            "- Chỉ số 9: hồ sơ tiếp nhận trong thời gian đánh giá theo kênh (từ {}% trực tuyến: 2 điểm, từ {}%: 1 điểm). TTHC đủ \
             điều kiện hiểu là TTHC của các hồ sơ ấy có ghi mức độ trong danh mục; hồ sơ «không giải quyết» hiểu là đang quá hạn ở \
             ngày cuối (mặc định, Thông tư không nêu).",
            online.dossiers, online.dossiers_for_one
        ),
        "- Chỉ số 2 đến 7: sổ không có thông tin để tính.".to_owned(),
        format!("- Hạn của hồ sơ: {}", wording::counting_rules(sources.config.counting).join(" ")),
    ];
    if sources.feedback.is_none() {
        let year = sources.period.to.year();
        lines.push(format!("- Không có sổ data/feedback/{year}.csv nên chỉ số 8 không tính được."));
    }
    lines
}

/// What must be said where the rules are not law on the last day of the window.
pub(super) fn out_of_force(sources: &Sources<'_>) -> Option<String> {
    let Scheme { act, from, until, note, .. } = sources.scheme;
    let day = sources.period.to;
    if sources.scheme.holds_on(day) {
        return None;
    }
    if let Some(from) = from.filter(|from| day < *from) {
        let from = day::date(from);
        return Some(format!("XẾP LOẠI THEO QUY ĐỊNH CHƯA CÓ HIỆU LỰC: {act} áp dụng từ {from}."));
    }
    let until = until.map(day::date).unwrap_or_default();
    Some(format!("XẾP LOẠI THEO QUY ĐỊNH CŨ, không còn hiệu lực: {act} áp dụng đến hết {until}. {note}"))
}

/// `1 + 2 + 3 + 4 + 7`.
fn officer_numbers(scheme: &Scheme, between: &str) -> String {
    let numbers: Vec<String> =
        scheme.of_officers().into_iter().map(|indicator| indicator.number().to_string()).collect();
    numbers.join(between)
}

/// `từ 15,0: Xuất sắc; từ 12,0 đến dưới 15,0: Tốt; …; dưới 6,0: Yếu`.
fn bands<C>(bands: &Bands<C>) -> String {
    let mut above = None;
    let mut texts = Vec::new();
    for band in &bands.bands {
        let range = match above {
            None => format!("từ {}", band.at_least),
            Some(above) if band.at_least.0 == 0 => format!("dưới {above}"),
            Some(above) => format!("từ {} đến dưới {above}", band.at_least),
        };
        texts.push(format!("{range}: {}", band.name));
        above = Some(band.at_least);
    }
    texts.join("; ")
}
