//! Edits of a plan in words: names of fields, their values, and what of a long text differs.

use super::wording;
use crate::model::plan::{Amendment, Item};
use crate::model::plan_edit::Field;
use crate::model::schedule::{ReportClass, Schedule};
use crate::model::unit::Units;
use crate::text::day;

/// The name of a field.
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Task => "nội dung công việc",
        Field::Units => "đơn vị thực hiện",
        Field::UnitsText => "lời văn về đơn vị",
        Field::Lead => "đơn vị chủ trì",
        Field::Result => "kết quả",
        Field::TimeText => "lời văn về thời gian",
        Field::Schedule => "lịch",
    }
}

/// The key of a field in machine output.
#[must_use]
pub const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Task => "task",
        Field::Units => "units",
        Field::UnitsText => "units_text",
        Field::Lead => "lead",
        Field::Result => "result",
        Field::TimeText => "schedule.text",
        Field::Schedule => "schedule",
    }
}

/// The value of a field, units by name.
#[must_use]
pub fn field_value(field: Field, item: &Item, units: &Units) -> String {
    match field {
        Field::Task => item.task.clone(),
        Field::Units => {
            let names: Vec<_> = item.units.iter().map(|code| units.name(code)).collect();
            names.join(", ")
        }
        Field::UnitsText => item.units_text.clone(),
        Field::Lead => item.lead().map(|code| units.name(code).to_owned()).unwrap_or_default(),
        Field::Result => item.result.clone(),
        Field::TimeText => item.time_text.clone(),
        Field::Schedule => schedule(&item.schedule),
    }
}

/// A typed schedule in words, with the reports it names.
fn schedule(of: &Schedule) -> String {
    let Schedule::Reports { classes, .. } = of else {
        return wording::schedule(of);
    };
    let names = classes.iter().map(|class| match class {
        ReportClass::Quarter => "quý",
        ReportClass::SixMonths => "6 tháng",
        ReportClass::NineMonths => "9 tháng",
        ReportClass::Annual => "năm",
    });
    format!("{} ({})", wording::schedule(of), names.collect::<Vec<_>>().join(", "))
}

/// An amendment or correction: `Văn bản số 123/QĐ-UBND ngày 04/05/2021`.
#[must_use]
pub fn amendment(amendment: &Amendment) -> String {
    let date = amendment.date.map(|date| format!(" ngày {}", day::date(date))).unwrap_or_default();
    match &amendment.number {
        Some(number) => format!("Văn bản số {number}{date}"),
        None => format!("Đính chính bản chép{date}"),
    }
}

/// How many words that both have are shown beside what differs.
const CONTEXT: usize = 2;

/// What differs of two texts, with a few words around it; `…` stands for what both have.
#[must_use]
pub fn difference(before: &str, after: &str) -> (String, String) {
    let (old, new): (Vec<_>, Vec<_>) =
        (before.split_whitespace().collect(), after.split_whitespace().collect());
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (head, tail) = (head.saturating_sub(CONTEXT), tail.saturating_sub(CONTEXT));
    (part(&old, head, tail), part(&new, head, tail))
}

fn part(words: &[&str], head: usize, tail: usize) -> String {
    let mut text = words[head..words.len() - tail].join(" ");
    if head > 0 {
        text.insert_str(0, "… ");
    }
    if tail > 0 {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn differ(before: &str, after: &str, expected: (&str, &str)) {
        let (old, new) = difference(before, after);
        assert_eq!((old.as_str(), new.as_str()), expected);
    }

    #[test]
    fn only_what_differs_is_shown_with_two_words_around_it() {
        differ("a b c d e f g", "a b c X e f g", ("… b c d e f …", "… b c X e f …"));
        differ("a", "b", ("a", "b"));
        differ("", "b", ("", "b"));
        differ("a b", "a b c", ("a b", "a b c"));
        differ("a a", "a a a", ("a a", "a a a"));
    }
}
