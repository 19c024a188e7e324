//! Occurrences of plan items: computed from schedule, periods and events, never stored (contract, section 5).

use super::calendar::WorkingCalendar;
use super::config::Reporting;
use super::date::Date;
use super::period::{Period, ReportKind};
use super::plan::{Item, Plan};
use super::progress::Event;
use super::schedule::Schedule;

/// What kind of time an occurrence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A due day, or an event that names none.
    Once,
    /// Goes on from the start to this last day.
    Continuous(Date),
    /// The plan gives no time.
    NotStated,
}

/// One time that an item is to be done.
#[derive(Clone, Debug)]
pub struct Occurrence<'p> {
    /// The item.
    pub item: &'p Item,
    /// `ITEM@LABEL`.
    pub id: String,
    /// The first day.
    pub start: Date,
    /// The last day, until its end.
    pub due: Option<Date>,
    /// What kind of time it has.
    pub nature: Nature,
}

/// What occurrences are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Timetable<'a> {
    /// The year of the plan.
    pub year: i32,
    /// Reporting periods.
    pub reporting: Reporting,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// Events that call for items; those of other items are passed over.
    pub events: &'a [Event],
}

impl Timetable<'_> {
    /// All occurrences of a plan, in the order of the plan.
    #[must_use]
    pub fn of_plan<'p>(&self, plan: &'p Plan) -> Vec<Occurrence<'p>> {
        plan.items().flat_map(|item| self.of_item(item)).collect()
    }

    /// The occurrences of an item.
    #[must_use]
    pub fn of_item<'p>(&self, item: &'p Item) -> Vec<Occurrence<'p>> {
        let year = self.year;
        let whole_year = || self.once(item, "", 1, 12);
        match &item.schedule {
            Schedule::Quarter(quarter) => vec![self.once(item, "", first_month(*quarter), quarter * 3)],
            Schedule::QuarterRange(from, to) => vec![self.once(item, "", first_month(*from), to * 3)],
            Schedule::BeforeQuarter(quarter) => vec![self.once(item, "", 1, quarter * 3 - 3)],
            Schedule::Year => vec![whole_year()],
            Schedule::Months(months) => {
                let label = |month: &u32| self.once(item, &format!("-{month:02}"), *month, *month);
                months.iter().map(label).collect()
            }
            Schedule::BeforeDay(day) => (1..=4).map(|quarter| self.before_day(item, quarter, *day)).collect(),
            Schedule::Continuous => ReportKind::QUARTERS.map(|kind| self.continuous(item, kind)).into(),
            Schedule::Reports { classes, on_request } => {
                let kinds = classes.iter().flat_map(|class| class.kinds());
                let mut occurrences: Vec<_> = kinds.map(|&kind| self.report(item, kind)).collect();
                if *on_request {
                    occurrences.extend(self.events_of(item));
                }
                occurrences
            }
            Schedule::OnEvent => self.events_of(item).collect(),
            Schedule::NotStated => {
                let id = format!("{}@{year}", item.code);
                vec![Occurrence { id, due: None, nature: Nature::NotStated, ..whole_year() }]
            }
        }
    }

    /// One that lasts from the first day of a month to the last day of another.
    fn once<'p>(&self, item: &'p Item, label: &str, first_month: u32, last_month: u32) -> Occurrence<'p> {
        Occurrence {
            item,
            id: format!("{}@{}{label}", item.code, self.year),
            start: first_of(self.year, first_month),
            due: Date::last_of_month(self.year, last_month),
            nature: Nature::Once,
        }
    }

    fn before_day<'p>(&self, item: &'p Item, quarter: u32, day: u32) -> Occurrence<'p> {
        let last_month = first_of(self.year, quarter * 3);
        let due = last_month.plus_days(i32::try_from(day).unwrap_or(31) - 2);
        let whole = self.once(item, &format!("-Q{quarter}"), first_month(quarter), quarter * 3);
        Occurrence { due: Some(due), ..whole }
    }

    fn continuous<'p>(&self, item: &'p Item, kind: ReportKind) -> Occurrence<'p> {
        let period = Period::report(kind, self.year, self.reporting);
        Occurrence {
            item,
            id: format!("{}@{}-{}", item.code, self.year, kind.label()),
            start: period.from,
            due: None,
            nature: Nature::Continuous(period.to),
        }
    }

    fn report<'p>(&self, item: &'p Item, kind: ReportKind) -> Occurrence<'p> {
        let period = Period::report(kind, self.year, self.reporting);
        Occurrence {
            due: period.deadline(self.reporting, self.calendar),
            nature: Nature::Once,
            ..self.continuous(item, kind)
        }
    }

    fn events_of<'p>(&self, item: &'p Item) -> impl Iterator<Item = Occurrence<'p>> {
        let named = |event: &&Event| event.item == item.code;
        self.events.iter().filter(named).map(|event| Occurrence {
            item,
            id: format!("{}@{}", item.code, event.id),
            start: event.date,
            due: event.due,
            nature: Nature::Once,
        })
    }
}

/// The first month of a calendar quarter.
const fn first_month(quarter: u32) -> u32 {
    quarter * 3 - 2
}

fn first_of(year: i32, month: u32) -> Date {
    // Schedules hold months 1 to 12 and plans the years 2000 to 2100, so the day exists.
    Date::new(year, month, 1).unwrap_or(Date::from_unix_seconds(0))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Place;
    use crate::model::schedule::ReportClass;

    fn occurrences(schedule: Schedule, events: &[Event]) -> String {
        let item = Item {
            code: "A.I.01".to_owned(),
            task: String::new(),
            report_as: String::new(),
            units: Vec::new(),
            units_text: String::new(),
            lead: None,
            result: String::new(),
            state_from: None,
            time_text: String::new(),
            schedule,
            inferred: Vec::new(),
            errata: Vec::new(),
            place: Place::file(&Arc::from("A-I.toml")),
        };
        let calendar = WorkingCalendar::new([]);
        let timetable =
            Timetable { year: 2021, reporting: Reporting::default(), calendar: &calendar, events };
        let line = |occurrence: &Occurrence<'_>| {
            let due = occurrence.due.map_or("-".to_owned(), |due| due.to_string());
            format!("{} {}..{due}", occurrence.id.trim_start_matches("A.I.01"), occurrence.start)
        };
        timetable.of_item(&item).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The table of the contract, section 5.
    #[test]
    fn each_schedule_of_the_plan_falls_due_as_the_contract_says() {
        assert_eq!(occurrences(Schedule::Quarter(1), &[]), "@2021 2021-01-01..2021-03-31");
        assert_eq!(occurrences(Schedule::Quarter(4), &[]), "@2021 2021-10-01..2021-12-31");
        assert_eq!(occurrences(Schedule::QuarterRange(2, 3), &[]), "@2021 2021-04-01..2021-09-30");
        assert_eq!(occurrences(Schedule::BeforeQuarter(3), &[]), "@2021 2021-01-01..2021-06-30");
        assert_eq!(occurrences(Schedule::Year, &[]), "@2021 2021-01-01..2021-12-31");
        assert_eq!(occurrences(Schedule::NotStated, &[]), "@2021 2021-01-01..-");
        assert_eq!(
            occurrences(Schedule::Months(vec![6, 12]), &[]),
            "@2021-06 2021-06-01..2021-06-30\n@2021-12 2021-12-01..2021-12-31"
        );
        assert_eq!(
            occurrences(Schedule::BeforeDay(10), &[]),
            "@2021-Q1 2021-01-01..2021-03-09\n@2021-Q2 2021-04-01..2021-06-09\n\
             @2021-Q3 2021-07-01..2021-09-09\n@2021-Q4 2021-10-01..2021-12-09"
        );
        assert_eq!(
            occurrences(Schedule::Continuous, &[]),
            "@2021-Q1 2020-12-15..-\n@2021-Q2 2021-03-15..-\n@2021-Q3 2021-06-15..-\n@2021-Q4 2021-09-15..-"
        );
        assert_eq!(occurrences(Schedule::OnEvent, &[]), "");
    }

    #[test]
    fn reports_are_due_at_the_reports_deadline_and_an_event_adds_its_own() {
        let event = Event {
            id: "yc-01".to_owned(),
            item: "A.I.01".to_owned(),
            date: Date::new(2021, 5, 4).unwrap(),
            due: Date::new(2021, 5, 10),
            document: String::new(),
            note: String::new(),
            place: Place::file(&Arc::from("e.csv")),
        };
        let schedule = Schedule::Reports {
            classes: vec![ReportClass::Quarter, ReportClass::SixMonths, ReportClass::Annual],
            on_request: true,
        };
        assert_eq!(
            occurrences(schedule, &[event]),
            "@2021-Q1 2020-12-15..2021-03-19\n@2021-Q2 2021-03-15..2021-06-21\n@2021-Q3 2021-06-15..2021-09-20\n\
             @2021-Q4 2021-09-15..2021-12-20\n@2021-6M 2020-12-15..2021-06-21\n@2021-Y 2020-12-15..2021-12-20\n\
             @yc-01 2021-05-04..2021-05-10"
        );
    }
}
