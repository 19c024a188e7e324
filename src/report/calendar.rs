//! The due days of a year as entries of a calendar: occurrences of the plan, reports, returns of units.

use super::plan::PlanToday;
use super::returns::{ReturnSources, ReturnState, ReturnView, returns_of};
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Reporting;
use crate::model::date::Date;
use crate::model::occurrence::Occurrence;
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::state::State;
use crate::model::unit::{UnitIndex, Units};
use crate::text::fold::fold;
use crate::text::{day, wording};

/// How many working days before a due day one is reminded of it.
const REMINDER: u32 = 3;

/// The due days of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCalendar {
    /// Its name.
    pub name: String,
    /// What must be said of it.
    pub notices: Vec<String>,
    /// The day on which it stands like this.
    pub today: Date,
    /// The due days, in their order.
    pub entries: Vec<DueEntry>,
}

/// A day on which something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEntry {
    /// What names it for ever, whatever its words: `A.VI.01@2021-Q2@uy-ban-nhan-dan-thi-xa-phuoc-long.kstthc`.
    pub uid: String,
    /// The due day, until its end.
    pub day: Date,
    /// In one line.
    pub summary: String,
    /// In several.
    pub description: String,
    /// What kind it is.
    pub category: &'static str,
    /// How many days before the due day to remind; `None` where it is done.
    pub remind: Option<i32>,
}

/// What the due days are made from, beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct CalendarSources<'a> {
    /// The name of the office.
    pub office: &'a str,
    /// The year.
    pub year: i32,
    /// The unit asked for, and those below it.
    pub own: Option<&'a [UnitIndex]>,
    /// Reporting periods.
    pub reporting: Reporting,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// What units sent, and today.
    pub returns: ReturnSources<'a>,
}

impl DueCalendar {
    /// Makes the calendar of a year.
    #[must_use]
    pub fn new(sources: CalendarSources<'_>, plan: Option<PlanToday<'_>>, notices: Vec<String>) -> Self {
        let of_plan = plan.into_iter().flat_map(|plan| {
            plan.occurrences.iter().filter_map(move |occurrence| sources.of_occurrence(plan, occurrence))
        });
        let periods =
            ReportKind::ALL.map(|kind| (kind, Period::report(kind, sources.year, sources.reporting)));
        let reports = periods.iter().filter_map(|(kind, period)| sources.of_report(*kind, period));
        let returns = periods.iter().flat_map(|(_, period)| sources.of_returns(period));
        let mut entries: Vec<DueEntry> = of_plan.chain(reports).chain(returns).collect();
        // Stable: entries of a day keep the order of the plan, reports after it.
        entries.sort_by_key(|entry| entry.day);
        let unit = sources.own.and_then(<[UnitIndex]>::first);
        let unit = unit.map(|&unit| format!("{} – ", sources.units().get(unit).name)).unwrap_or_default();
        let name = format!("Hạn KSTTHC {} – {unit}{}", sources.year, sources.office);
        Self { name, notices, today: sources.returns.today, entries }
    }
}

impl CalendarSources<'_> {
    fn of_occurrence(&self, plan: PlanToday<'_>, occurrence: &Occurrence<'_>) -> Option<DueEntry> {
        let due = occurrence.due?;
        let state = plan.judge.standing(occurrence).state;
        if state == State::NotApplicable {
            return None;
        }
        let is_done = matches!(state, State::Done | State::DoneLate);
        let item = occurrence.item;
        let units: Vec<&str> = item.units_lead_first().map(|code| self.units().name(code)).collect();
        let lines = [
            ("Lượt", occurrence.id.as_str()),
            ("Nội dung", &item.task),
            ("Thời gian theo kế hoạch", &item.time_text),
            ("Sản phẩm", &item.result),
            ("Đơn vị", &units.join("; ")),
            ("Trạng thái", wording::state(state)),
        ];
        let summary = format!("{} {}", occurrence.id, item.in_report());
        Some(self.entry((&occurrence.id, due), &summary, (&lines, "Kế hoạch"), is_done))
    }

    /// The office's own report of a period.
    fn of_report(&self, kind: ReportKind, period: &Period) -> Option<DueEntry> {
        let due = period.deadline(self.reporting, self.calendar)?;
        let id = format!("report-{}-{}", period.year, kind.label());
        let label = wording::period(period);
        let lines = [("Báo cáo", label.as_str()), ("Số liệu", &wording::window(period.from, period.to))];
        let summary = format!("Hạn gửi báo cáo {}", wording::lower_initial(&label));
        Some(self.entry((&id, due), &summary, (&lines, "Báo cáo"), false))
    }

    /// The returns due from the unit asked for and those below it.
    fn of_returns(&self, period: &Period) -> Vec<DueEntry> {
        let PeriodKind::Report(kind) = period.kind else { return Vec::new() };
        let Some(own) = self.own else { return Vec::new() };
        let Some(due) = period.unit_deadline(self.reporting, self.calendar) else { return Vec::new() };
        let entry = |view: ReturnView| {
            let is_sent = matches!(view.state, ReturnState::Sent | ReturnState::SentLate);
            let id = format!("return-{}-{}-{}", period.year, kind.label(), view.unit);
            let (unit, label) = (self.units().name(&view.unit), wording::period(period));
            let window = wording::window(period.from, period.to);
            let lines = [("Đơn vị", unit), ("Kỳ", &label), ("Số liệu", &window)];
            let summary = format!("Hạn gửi số liệu {}: {unit}", wording::lower_initial(&label));
            self.entry((&id, due), &summary, (&lines, "Số liệu đơn vị"), is_sent)
        };
        let views = returns_of(period, Some(due), self.returns).into_iter();
        let is_own =
            |view: &ReturnView| self.units().find(&view.unit).is_some_and(|unit| own.contains(&unit));
        views.filter(is_own).map(entry).collect()
    }

    fn entry(
        &self,
        (id, day): (&str, Date),
        summary: &str,
        (lines, category): (&[(&str, &str)], &'static str),
        is_done: bool,
    ) -> DueEntry {
        let filled = lines.iter().filter(|(_, text)| !text.is_empty());
        let as_of = format!("Tính đến ngày {}.", day::date(self.returns.today));
        let description: Vec<String> =
            filled.map(|(label, text)| format!("{label}: {text}")).chain([as_of]).collect();
        DueEntry {
            uid: format!("{id}@{}.kstthc", slug(self.office)),
            day,
            summary: if is_done { format!("Đã xong: {summary}") } else { summary.to_owned() },
            description: description.join("\n"),
            category,
            remind: (!is_done).then(|| day.days_since(working_days_before(self.calendar, day))),
        }
    }

    const fn units(&self) -> &Units {
        self.returns.units
    }
}

/// The last day from which [`REMINDER`] working days lead up to a day, itself worked.
fn working_days_before(calendar: &WorkingCalendar, due: Date) -> Date {
    let mut day = due.plus_days(-1);
    // A year of days off would be none of a calendar.
    while due.days_since(day) < 366
        && !(calendar.is_working_day(day) && calendar.working_days_between(day, due) >= REMINDER)
    {
        day = day.plus_days(-1);
    }
    day
}

/// The name of the office in letters that a UID may have, so that calendars of two offices can lie side by side.
fn slug(office: &str) -> String {
    let plain: String = fold(office).chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "office".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_leaves_three_working_days_and_comes_on_one() {
        let calendar = WorkingCalendar::new([]);
        let before = |text: &str| {
            let due = Date::parse(text.as_bytes()).unwrap();
            working_days_before(&calendar, due).to_string()
        };
        // Monday 21/06/2021: Friday, Thursday, Wednesday.
        assert_eq!(before("2021-06-21"), "2021-06-16");
        // Friday: Tuesday.
        assert_eq!(before("2021-06-18"), "2021-06-15");
        // A due day on a Sunday stays there; its last working day is Friday.
        assert_eq!(before("2021-06-20"), "2021-06-15");
    }

    #[test]
    fn the_name_of_the_office_becomes_plain_letters() {
        assert_eq!(slug("Ủy ban nhân dân thị xã Phước Long"), "uy-ban-nhan-dan-thi-xa-phuoc-long");
        assert_eq!(slug("–"), "office");
    }
}
