//! The rule of a column in words, as the office's choices have it (form II.06a/VPCP/KSTT).

use crate::model::config::{ClosedWithoutResult, Counting, LatenessBy};
use crate::tally::{Column, Window};
use crate::text::{day, wording};

/// The rule of a column: `(10) Quá hạn: ngày kết thúc sau ngày hẹn trả, …`.
#[must_use]
pub(super) fn rule(column: Column, window: Window, counting: Counting) -> String {
    let (_, leaf) = wording::FORM_COLUMNS[column.index()];
    format!("({}) {leaf}: {}.", column.number(), sentence(column, window, counting))
}

fn sentence(column: Column, window: Window, counting: Counting) -> String {
    let (from, to) = (day::date(window.from), day::date(window.to));
    let open = format!("tiếp nhận chậm nhất ngày {to}, đến hết ngày đó chưa kết thúc");
    match column {
        Column::RECEIVED_TOTAL => "mọi hồ sơ phải giải quyết trong kỳ, tức là (4) + (5) + (6)".to_owned(),
        Column::RECEIVED_ONLINE => "tiếp nhận trong kỳ, nộp trực tuyến".to_owned(),
        Column::RECEIVED_DIRECT => "tiếp nhận trong kỳ, nộp trực tiếp hoặc qua bưu chính".to_owned(),
        Column::CARRIED_OVER => format!("tiếp nhận trước ngày {from} và chưa kết thúc trước ngày đó"),
        Column::RESOLVED_TOTAL => "kết thúc trong kỳ, tức là (8) + (9) + (10)".to_owned(),
        Column::RESOLVED_EARLY => {
            format!("kết thúc trong kỳ, trước ngày hẹn trả{}", except(counting))
        }
        Column::RESOLVED_ON_TIME => on_time(counting),
        Column::RESOLVED_LATE => {
            let hour = match counting.lateness_by {
                LatenessBy::Day => "",
                LatenessBy::Instant => ", hoặc đúng ngày nhưng sau giờ hẹn trả",
            };
            format!("kết thúc trong kỳ, sau ngày hẹn trả{hour}{}", except(counting))
        }
        Column::PENDING_IN_TIME => format!(
            "{open}; ngày hẹn trả từ ngày {to} trở đi, hoặc không có ngày hẹn trả, hoặc đang chờ công dân bổ sung, nộp phí"
        ),
        Column::PENDING_OVERDUE => {
            format!("{open}; ngày hẹn trả trước ngày {to} và không đang chờ công dân bổ sung, nộp phí")
        }
        _ => format!("{open}, tức là (12) + (13)"),
    }
}

/// What is column (9) whatever its due day.
fn except(counting: Counting) -> &'static str {
    match counting.closed_without_result {
        ClosedWithoutResult::OnTime => {
            "; trừ hồ sơ kết thúc khi đang chờ công dân, được rút hoặc bị trả lại, là cột (9)"
        }
        ClosedWithoutResult::ByDueDate => "; trừ hồ sơ kết thúc khi đang chờ công dân, là cột (9)",
    }
}

fn on_time(counting: Counting) -> String {
    let hour = match counting.lateness_by {
        LatenessBy::Day => "",
        LatenessBy::Instant => " và không sau giờ hẹn trả",
    };
    let closed = match counting.closed_without_result {
        ClosedWithoutResult::OnTime => ", hoặc được công dân rút, hoặc bị trả lại",
        ClosedWithoutResult::ByDueDate => "",
    };
    format!(
        "kết thúc trong kỳ, đúng ngày hẹn trả{hour}, hoặc không có ngày hẹn trả, hoặc kết thúc khi đang chờ công dân bổ sung, nộp phí{closed}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    fn rules(counting: Counting) -> Vec<String> {
        let day = |text: &str| Date::parse(text.as_bytes()).unwrap();
        let window = Window { from: day("2021-03-15"), to: day("2021-06-14") };
        Column::all().map(|column| rule(column, window, counting)).collect()
    }

    #[test]
    fn each_column_has_a_rule_of_its_own() {
        let rules = rules(Counting::default());
        assert!(rules[3].contains("trước ngày 15/03/2021"), "{}", rules[3]);
        assert!(rules[7].starts_with("(10) Quá hạn: kết thúc trong kỳ, sau ngày hẹn trả;"), "{}", rules[7]);
        assert!(rules[8].ends_with("(12) + (13)."), "{}", rules[8]);
        let bodies: std::collections::BTreeSet<&str> =
            rules.iter().filter_map(|rule| rule.split_once(": ")).map(|(_, body)| body).collect();
        assert_eq!(bodies.len(), 11);
    }

    #[test]
    fn the_rule_follows_the_choices_of_the_office() {
        let chosen = Counting {
            lateness_by: LatenessBy::Instant,
            closed_without_result: ClosedWithoutResult::ByDueDate,
            ..Counting::default()
        };
        let (default, chosen) = (rules(Counting::default()), rules(chosen));
        for column in [5, 6, 7] {
            assert!(default[column].contains("trả lại") && !chosen[column].contains("trả lại"));
        }
        for column in [6, 7] {
            assert!(chosen[column].contains("giờ hẹn") && !default[column].contains("giờ hẹn"));
        }
    }
}
