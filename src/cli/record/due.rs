//! The due date that follows from the catalogue, and how it was reckoned in one sentence.

use crate::model::calendar::{Term, TermUnit, WorkingCalendar};
use crate::model::date::{Date, Moment};
use crate::text::day;

/// A due date and how it was reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reckoned {
    /// The due date, at the time of day of the start.
    pub due: Moment,
    /// How, after the name of the day from which the term runs.
    pub how: String,
}

/// The end of a term: its first day is not counted, an end on a day off moves to the next working day (Civil Code 2015,
/// art. 147, 148.5).
pub(super) fn reckon(calendar: &WorkingCalendar, start: Moment, term: Term) -> Reckoned {
    let due = Moment::with_second(calendar.end_of_term(start.date, term), start.second());
    let (unit, off) = match term.unit {
        TermUnit::WorkingDay => ("ngày làm việc", skipped(calendar, start.date, due.date)),
        TermUnit::Day => ("ngày", moved(calendar, start.date, (due.date, term))),
    };
    let how = format!(
        "{} {unit} kể từ {}, không tính ngày đó{off} → {}, {}",
        term.length,
        day::moment(start),
        day::weekday(due.date.weekday()),
        day::moment(due)
    );
    Reckoned { due, how }
}

/// The days off that working days pass over: `, trừ 4 ngày nghỉ (có Tết Nguyên đán)`.
fn skipped(calendar: &WorkingCalendar, start: Date, due: Date) -> String {
    let days = due.days_since(start).cast_unsigned();
    let off = days.saturating_sub(calendar.working_days_between(start, due));
    let mut names: Vec<&str> = Vec::new();
    let span = (1..due.days_since(start)).map(|days| start.plus_days(days));
    for name in span.filter_map(|date| calendar.day_off(date)).map(|off| off.name.as_str()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match (off, &names[..]) {
        (0, _) => String::new(),
        (_, []) => format!(", trừ {off} ngày nghỉ cuối tuần"),
        _ => format!(", trừ {off} ngày nghỉ (có {})", names.join("; ")),
    }
}

/// That the end met a day off: `, ngày 01/05/2021 là ngày nghỉ nên lùi đến ngày làm việc tiếp theo`.
fn moved(calendar: &WorkingCalendar, start: Date, (due, term): (Date, Term)) -> String {
    let last = start.plus_days(term.length.cast_signed());
    if last == due {
        return String::new();
    }
    let name = calendar.day_off(last).map(|off| format!(" ({})", off.name)).unwrap_or_default();
    format!(", {}{name} là ngày nghỉ nên lùi đến ngày làm việc tiếp theo", day::date(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::holidays::shipped;

    #[track_caller]
    fn check(start: &str, (length, unit): (u32, TermUnit), due: &str) -> String {
        let calendar = WorkingCalendar::with_official([], shipped);
        let at = |text: &str| Moment::parse(text.as_bytes()).unwrap();
        let reckoned = reckon(&calendar, at(start), Term { length, unit });
        assert_eq!(reckoned.due, at(due), "{}", reckoned.how);
        reckoned.how
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays_and_keep_the_time_of_day() {
        use TermUnit::WorkingDay;
        let how = check("2023-10-27 09:32", (5, WorkingDay), "2023-11-03 09:32");
        assert!(how.starts_with("5 ngày làm việc kể từ 27/10/2023 09:32"), "{how}");
        assert!(how.ends_with("trừ 2 ngày nghỉ cuối tuần → thứ Sáu, 03/11/2023 09:32"), "{how}");
        let how = check("2021-02-09", (1, WorkingDay), "2021-02-17");
        assert!(how.contains("trừ 7 ngày nghỉ (có ") && how.contains("Nguyên đán"), "{how}");
        check("2021-04-29", (1, WorkingDay), "2021-05-04");
        assert!(!check("2021-06-14", (1, WorkingDay), "2021-06-15").contains("trừ"));
    }

    #[test]
    fn calendar_days_move_on_from_a_day_off() {
        use TermUnit::Day;
        let how = check("2021-04-21", (10, Day), "2021-05-04");
        assert!(how.contains("01/05/2021 (") && how.contains("là ngày nghỉ nên lùi"), "{how}");
        assert!(!check("2021-06-01 08:00", (10, Day), "2021-06-11 08:00").contains("lùi"));
    }
}
