//! What data tell of the plan, in words; and where the state of an item comes from.

use super::number::count;
use crate::model::derived::{Derived, DerivedFacts, ITEMS, StateFrom};
use crate::model::plan::Item;
use crate::text::day;

/// `1 kết quả đã trả lời trong quý chưa công khai; 4 kết quả đã công khai, gần nhất 04/06/2021`: what is left first.
#[must_use]
pub fn told(derived: &Derived) -> String {
    let more = |number: u64, words: &str| match number {
        0 => String::new(),
        number => format!("{} {words}", count(number)),
    };
    let joined = |parts: &[String]| {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    };
    let dated = derived.date.map(|date| format!(", gần nhất {}", day::date(date))).unwrap_or_default();
    match derived.facts {
        DerivedFacts::Sealed => {
            format!("báo cáo đã gửi, số liệu chốt ngày {}", derived.date.map(day::date).unwrap_or_default())
        }
        DerivedFacts::Returned { here, of } => {
            format!("đã có số liệu của {} trên {} đơn vị, chưa chốt", count(here), count(of))
        }
        DerivedFacts::Handled { received, pending, overdue } => {
            let late = if overdue > 0 { format!(" ({} quá hạn)", count(overdue)) } else { String::new() };
            let received_words = format!("{} phản ánh, kiến nghị tiếp nhận trong quý", count(received));
            match (received, pending) {
                (0, _) => format!("có xử lý phản ánh, kiến nghị của quý trước{dated}"),
                (_, 0) => format!("{received_words} đã xử lý hết{dated}"),
                _ => format!("{received_words}, còn {} chưa xử lý xong{late}{dated}", count(pending)),
            }
        }
        DerivedFacts::Forms(forms) => format!("nhận {} phiếu lấy ý kiến{dated}", count(forms)),
        DerivedFacts::Results { published, waiting } => joined(&[
            more(waiting, "kết quả đã trả lời trong quý chưa công khai"),
            more(published, &format!("kết quả đã công khai{dated}")),
        ]),
        DerivedFacts::Announced(procedures) => {
            format!("{} TTHC cập nhật theo quyết định công bố trong quý{dated}", count(procedures))
        }
        DerivedFacts::Published { published, waiting } => joined(&[
            more(waiting, "TTHC công bố trong quý chưa công khai"),
            more(published, &format!("TTHC công bố trong quý đã công khai{dated}")),
        ]),
        DerivedFacts::Reviewed(procedures) => format!("{} TTHC đã rà soát{dated}", count(procedures)),
        DerivedFacts::Evaluated { slips, units, of } => {
            let slips = count(slips);
            format!("{slips} phiếu; {} trên {} đơn vị có phiếu hoặc điểm", count(units), count(of))
        }
    }
}

/// The file or folder that tells it; `label` is that of the occurrence, behind the `@`.
#[must_use]
pub fn source_path(derived: &Derived, label: &str) -> String {
    match derived.facts {
        DerivedFacts::Sealed => format!("data/sealed/{label}.json"),
        DerivedFacts::Returned { .. } => format!("data/returns/{label}"),
        DerivedFacts::Handled { .. } | DerivedFacts::Forms(_) | DerivedFacts::Results { .. } => {
            "data/feedback".to_owned()
        }
        DerivedFacts::Announced(_) | DerivedFacts::Published { .. } | DerivedFacts::Reviewed(_) => {
            "data/procedures.csv".to_owned()
        }
        DerivedFacts::Evaluated { .. } if label.contains('-') => format!("data/evaluations/{label}"),
        DerivedFacts::Evaluated { .. } => "data/evaluations".to_owned(),
    }
}

/// Where the state of an item comes from, and why.
#[must_use]
pub fn state_source(item: &Item) -> String {
    const BOTH: &str = "Tiến độ, và dữ liệu";
    let known = ITEMS.iter().find(|(code, ..)| *code == item.code);
    match (item.state_from, item.data_source(), known) {
        (None, Some(_), Some((_, _, why))) => format!("{BOTH}: {why}"),
        (None, None, Some((_, None, why))) => format!("Tiến độ: {why}"),
        (None, None, Some(_)) => {
            "Tiến độ; dữ liệu không dùng được vì thời gian khác với nhiệm vụ này của năm 2021".to_owned()
        }
        (Some(StateFrom::Data(source)), Some(_), _) => format!("{BOTH} (state_from = «{}»)", source.name()),
        (Some(StateFrom::Data(source)), None, _) => {
            format!("Tiến độ; state_from = «{}» không hợp với thời gian của nhiệm vụ", source.name())
        }
        _ => "Tiến độ".to_owned(),
    }
}
