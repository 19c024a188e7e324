//! Each derivation: what proves, what merely suggests, what is not seen yet; and that foreign rows change nothing.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::diag::Place;
use crate::model::evaluation::{Points, UnitFacts};
use crate::model::feedback::{FeedbackClass, FeedbackOutcome};
use crate::model::feedback_way::tests::{moment, received};
use crate::model::occurrence::Timetable;
use crate::model::plan::section_rank;
use crate::model::procedure::Procedure;
use crate::model::schedule::ReportClass;
use crate::model::unit::Unit;

fn day(text: &str) -> Date {
    moment(text).date
}

fn place() -> Place {
    Place::file(&Arc::from("x"))
}

/// Three units, `vp` first, and nothing else.
struct World {
    seals: Vec<SealedReport>,
    returns: Vec<Return>,
    feedback: Vec<Feedback>,
    catalogue: Catalogue,
    evaluations: Vec<Evaluation>,
    limits: FeedbackLimits,
    units: Units,
    calendar: WorkingCalendar,
}

impl World {
    fn new() -> Self {
        let mut units = Units::default();
        for code in ["vp", "tn", "p1"] {
            units.add_unit(Unit::sample(code));
        }
        Self {
            seals: Vec::new(),
            returns: Vec::new(),
            feedback: Vec::new(),
            catalogue: Catalogue::default(),
            evaluations: Vec::new(),
            limits: FeedbackLimits::default(),
            units,
            calendar: WorkingCalendar::new([]),
        }
    }

    fn feedback(rows: impl IntoIterator<Item = Feedback>) -> Self {
        Self { feedback: rows.into_iter().collect(), ..Self::new() }
    }

    fn procedures(rows: &[(&str, bool, &str)]) -> Self {
        let mut world = Self::new();
        for (number, (announced, published, reviewed)) in rows.iter().enumerate() {
            let date = |text: &str| Date::parse(text.as_bytes());
            world.catalogue.add(Procedure {
                code: number.to_string(),
                name: String::new(),
                field: String::new(),
                level: None,
                term: None,
                service_level: None,
                one_stop: false,
                internal_process: false,
                announced_at: date(announced),
                announced_by: String::new(),
                published: *published,
                reviewed_at: date(reviewed),
                review_outcome: None,
            });
        }
        world
    }

    fn unit(&self, code: &str) -> UnitIndex {
        self.units.find(code).unwrap()
    }

    fn returned(&self, unit: &str) -> Return {
        let (year, kind) = (2021, ReportKind::Quarter(2));
        Return { year, kind, unit: self.unit(unit), path: Arc::from("x"), rows: Vec::new(), complete: true }
    }

    fn records(&self) -> Records<'_> {
        Records {
            seals: &self.seals,
            returns: &self.returns,
            feedback: &self.feedback,
            catalogue: &self.catalogue,
            evaluations: &self.evaluations,
            limits: self.limits,
            reporting: Reporting::default(),
            units: &self.units,
            calendar: &self.calendar,
        }
    }

    fn derive(&self, item: &Item, label: &str, seen: &str) -> Option<Derived> {
        self.with(item, label, |occurrence| self.records().derive(occurrence, (day(seen), day(seen))))
    }

    fn with<R>(&self, item: &Item, label: &str, show: impl FnOnce(&Occurrence<'_>) -> R) -> R {
        let reporting = Reporting::default();
        let timetable = Timetable { year: 2021, reporting, calendar: &self.calendar, events: &[] };
        let occurrences = timetable.of_item(item);
        let found = occurrences.iter().find(|occurrence| occurrence.id.ends_with(&format!("@{label}")));
        show(found.unwrap_or_else(|| panic!("{label}: {occurrences:?}")))
    }

    /// `Done 2021-06-10 0`: the state, the day of the proof, what is open; `-` where nothing is told.
    fn told(&self, item: &Item, label: &str, seen: &str) -> String {
        self.derive(item, label, seen).map_or("-".to_owned(), |derived| {
            let date = derived.date.map_or("-".to_owned(), |date| date.to_string());
            format!("{:?} {date} {}", derived.state, derived.open)
        })
    }
}

fn item(code: &str, schedule: Schedule) -> Item {
    Item {
        code: code.to_owned(),
        task: String::new(),
        report_as: String::new(),
        units: ["vp", "tn", "p1"].map(str::to_owned).into(),
        units_text: String::new(),
        lead: None,
        result: String::new(),
        state_from: None,
        time_text: String::new(),
        schedule,
        inferred: Vec::new(),
        errata: Vec::new(),
        place: place(),
    }
}

fn continuous(code: &str) -> Item {
    item(code, Schedule::Continuous)
}

fn reports(code: &str) -> Item {
    item(code, Schedule::Reports { classes: vec![ReportClass::Quarter], on_request: false })
}

fn own(received_at: &str, answered: &str, published: &str) -> Feedback {
    let date = |text: &str| Moment::parse(text.as_bytes());
    Feedback {
        class: Some(FeedbackClass::Own),
        answered: date(answered),
        outcome: date(answered).map(|_| FeedbackOutcome::Handled),
        published: date(published),
        ..received(received_at)
    }
}

#[test]
fn the_29_items_stand_in_the_order_of_the_plan_each_with_its_reason() {
    let keys: Vec<_> = ITEMS
        .iter()
        .map(|(code, ..)| {
            let (section, number) = code.rsplit_once('.').unwrap();
            (section_rank(section).unwrap(), number)
        })
        .collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
    assert!(ITEMS.iter().all(|(_, _, why)| why.chars().count() > 20));
}

/// The clerk's guide shows the same table.
#[test]
fn the_guide_has_the_table() {
    let guide = include_str!("../../../docs/huong-dan.md");
    for (code, source, why) in ITEMS {
        let from = source.map_or("chỉ tiến độ".to_owned(), |source| format!("`{}`", source.name()));
        let row = format!("| {code} | {from} | {why} |\n");
        assert!(guide.contains(&row), "docs/huong-dan.md lacks: {row}");
    }
}

#[test]
fn an_item_is_read_from_data_only_where_its_times_are_those_of_the_source() {
    assert_eq!(continuous("A.V.01").data_source(), Some(DataSource::FeedbackHandling));
    assert_eq!(item("A.V.01", Schedule::Year).data_source(), None);
    assert_eq!(continuous("A.VI.01").data_source(), None);
    assert_eq!(continuous("C.I.01").data_source(), None);
    let told = |state_from| Item { state_from: Some(state_from), ..continuous("A.V.01") }.data_source();
    assert_eq!(told(StateFrom::Progress), None);
    let other = DataSource::FeedbackPublication;
    assert_eq!(told(StateFrom::Data(other)), Some(other));
    assert_eq!(told(StateFrom::Data(DataSource::Reports)), None);
}

/// A seal is the report that was sent, of its own period alone, and not before its day.
#[test]
fn a_seal_closes_the_report_of_its_period() {
    let seal = SealedReport { year: 2021, kind: ReportKind::Quarter(2), on: day("2021-06-18") };
    let world = World { seals: vec![seal], ..World::new() };
    for code in ["A.VIII.01", "A.VIII.03"] {
        assert_eq!(world.told(&reports(code), "2021-Q2", "2021-06-18"), "Done 2021-06-18 0");
        assert_eq!(world.told(&reports(code), "2021-Q2", "2021-06-17"), "-");
        assert_eq!(world.told(&reports(code), "2021-Q1", "2021-12-31"), "-");
    }
    assert_eq!(world.told(&reports("A.VIII.02"), "2021-Q2", "2021-12-31"), "-");
    let last_year = World { seals: vec![SealedReport { year: 2020, ..seal }], ..World::new() };
    assert_eq!(last_year.told(&reports("A.VIII.03"), "2021-Q2", "2021-12-31"), "-");
}

/// Returns are not dated: they begin the report and end the part of their unit, not before their period has ended.
#[test]
fn returns_are_the_parts_of_their_units() {
    let mut world = World::new();
    world.returns = vec![world.returned("p1")];
    let item = reports("A.VIII.01");
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-15"), "Started - 0");
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-14"), "-");
    let through = |unit: &str, seen: &str| {
        world.with(&item, "2021-Q2", |occurrence| {
            world.records().has_returned(occurrence, world.unit(unit), day(seen))
        })
    };
    assert!(through("p1", "2021-06-15") && !through("tn", "2021-06-15") && !through("p1", "2021-06-14"));
}

/// Received in the quarter 15/3–14/6; handled after it still belongs to it.
#[test]
fn feedback_handled_in_a_quarter_is_activity_and_done_when_nothing_of_it_is_pending() {
    let item = continuous("A.V.01");
    let world = World::feedback([own("2021-03-15", "2021-06-20", "")]);
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-14"), "Started 2021-03-15 0");
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-20"), "Done 2021-06-20 0");
    assert_eq!(world.told(&item, "2021-Q1", "2021-06-20"), "-");
    assert_eq!(world.told(&item, "2021-Q3", "2021-06-20"), "Done 2021-06-20 0", "the answer fell into it");
    assert_eq!(world.told(&item, "2021-Q3", "2021-06-19"), "-");
    assert_eq!(World::new().told(&item, "2021-Q2", "2021-06-14"), "-", "no log tells nothing");
}

#[test]
fn only_what_is_past_its_last_day_is_open() {
    let item = continuous("A.V.01");
    let forwarded = Feedback { class: Some(FeedbackClass::Forwarded), ..received("2021-06-01") };
    let world = World::feedback([forwarded, received("2021-04-01")]);
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-08"), "Started 2021-06-01 0");
    assert_eq!(world.told(&item, "2021-Q2", "2021-06-09"), "Started 2021-06-01 1");
}

#[test]
fn forms_show_that_opinions_were_asked_and_nothing_more() {
    let form = Feedback { channel: FeedbackChannel::Form, ..received("2021-05-28") };
    let world = World::feedback([form, received("2021-05-29")]);
    assert_eq!(world.told(&continuous("A.V.02"), "2021-Q2", "2021-06-14"), "Started 2021-05-28 0");
    assert_eq!(world.told(&continuous("A.V.02"), "2021-Q2", "2021-05-27"), "-");
    assert_eq!(
        World::feedback([received("2021-05-29")]).told(&continuous("A.V.02"), "2021-Q2", "2021-06-14"),
        "-"
    );
}

/// Published, partly published, not published at all: the last is no activity, but something open.
#[test]
fn results_of_feedback_are_done_started_or_outstanding() {
    let item = continuous("A.V.03");
    let published = own("2021-04-01", "2021-04-05", "2021-04-06");
    let waiting = own("2021-05-01", "2021-05-05", "");
    let told = |rows: &[&Feedback], label, seen| {
        World::feedback(rows.iter().map(|row| (*row).clone())).told(&item, label, seen)
    };
    assert_eq!(told(&[&published], "2021-Q2", "2021-06-14"), "Done 2021-04-06 0");
    assert_eq!(told(&[&published, &waiting], "2021-Q2", "2021-06-14"), "Started 2021-04-06 1");
    assert_eq!(told(&[&waiting], "2021-Q2", "2021-06-14"), "Outstanding - 1");
    assert_eq!(told(&[&waiting], "2021-Q2", "2021-05-04"), "-", "not answered yet");
    let later = Feedback { published: Some(moment("2021-07-01")), ..waiting };
    assert_eq!(told(&[&later], "2021-Q2", "2021-06-30"), "Outstanding - 1");
    assert_eq!(told(&[&later], "2021-Q2", "2021-07-01"), "Done 2021-07-01 0");
    assert_eq!(told(&[&later], "2021-Q3", "2021-07-01"), "Done 2021-07-01 0", "the act fell into it");
}

#[test]
fn announcements_count_as_activity_and_their_publication_as_done() {
    let world = World::procedures(&[("2021-04-01", true, ""), ("2021-05-01", false, ""), ("", true, "")]);
    let told = |code: &str, label, seen| world.told(&continuous(code), label, seen);
    assert_eq!(told("A.IV.01", "2021-Q2", "2021-06-14"), "Started 2021-05-01 0");
    assert_eq!(told("A.IV.01", "2021-Q1", "2021-06-14"), "-");
    for code in ["A.IV.02", "B.01"] {
        assert_eq!(told(code, "2021-Q2", "2021-04-30"), "Done 2021-04-01 0");
        assert_eq!(told(code, "2021-Q2", "2021-06-14"), "Started 2021-04-01 1");
        assert_eq!(told(code, "2021-Q3", "2021-12-31"), "-");
    }
    let none = World::procedures(&[("2021-05-01", false, "")]);
    assert_eq!(none.told(&continuous("B.01"), "2021-Q2", "2021-06-14"), "Outstanding - 1");
}

/// A review is begun by the first procedure reviewed in the plan's year; the report that ends it is a document.
#[test]
fn reviewed_procedures_begin_a_review_and_do_not_end_it() {
    let world = World::procedures(&[("", true, "2021-04-22"), ("", true, "2020-12-31")]);
    let item = item("A.II.01", Schedule::BeforeQuarter(3));
    assert_eq!(world.told(&item, "2021", "2021-06-14"), "Started 2021-04-22 0");
    assert_eq!(world.told(&item, "2021", "2021-04-21"), "-");
}

/// Slips and scores are not dated: they begin an evaluation, once its window is open (10/3 for the second quarter).
#[test]
fn slips_and_scores_begin_an_evaluation() {
    let mut world = World::new();
    let quarter = EvaluationQuarter { year: 2021, number: 2 };
    let scores = |unit| {
        let (recorded, verified) = (Points::default(), Points::default());
        UnitFacts { unit, recorded, verified, place: place() }
    };
    let units = vec![scores(world.unit("tn"))];
    world.evaluations = vec![Evaluation { quarter, slips: Vec::new(), units, log: None }];
    let (quarterly, yearly) = (item("B.07", Schedule::BeforeDay(10)), item("B.06", Schedule::NotStated));
    assert_eq!(world.told(&quarterly, "2021-Q2", "2021-03-10"), "Started - 0");
    assert_eq!(world.told(&quarterly, "2021-Q2", "2021-03-09"), "-");
    assert_eq!(world.told(&quarterly, "2021-Q1", "2021-12-31"), "-");
    assert_eq!(world.told(&yearly, "2021", "2021-03-10"), "Started - 0");
    let facts = world.derive(&quarterly, "2021-Q2", "2021-06-14").unwrap().facts;
    assert_eq!(facts, DerivedFacts::Evaluated { slips: 0, units: 1, of: 3 });
}

/// A row all of whose days lie in the first half of 2022.
fn foreign() -> impl Strategy<Value = Feedback> {
    let days = prop::collection::vec(prop::option::of(0..180_i32), 3);
    let classes = prop::sample::select(vec![
        None,
        Some(FeedbackClass::NotAccepted),
        Some(FeedbackClass::ForwardedConduct),
        Some(FeedbackClass::Own),
        Some(FeedbackClass::Forwarded),
    ]);
    (0..180_i32, days, classes, any::<bool>()).prop_map(|(came, days, class, is_form)| {
        let on = |days: i32| Moment::day(day("2022-01-01").plus_days(days));
        let channel = if is_form { FeedbackChannel::Form } else { FeedbackChannel::Online };
        Feedback {
            received: on(came),
            channel,
            class,
            forwarded: days[0].map(on),
            answered: days[1].map(on),
            published: days[2].map(on),
            ..received("2022-01-01")
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Feedback, procedures and seals of other times change nothing that is told of an occurrence, in whatever order.
    #[test]
    fn rows_of_other_times_change_nothing(rows in prop::collection::vec(foreign(), 0..6), first in any::<bool>()) {
        let feedback = [
            own("2021-04-01", "2021-04-05", "2021-04-06"),
            own("2021-05-01", "2021-05-05", ""),
            Feedback { channel: FeedbackChannel::Form, ..received("2021-05-28") },
        ];
        let procedures = [("2021-04-01", true, "2021-04-22")];
        let mut world = World { feedback: feedback.to_vec(), ..World::procedures(&procedures) };
        let mut more = World::procedures(&[procedures[0], ("2022-02-01", false, "2022-03-01")]);
        more.feedback = if first { [&rows[..], &feedback].concat() } else { [&feedback[..], &rows].concat() };
        more.seals = vec![SealedReport { year: 2022, kind: ReportKind::Quarter(2), on: day("2021-06-18") }];
        world.seals = Vec::new();
        let items = [
            (continuous("A.IV.01"), "2021-Q2"),
            (continuous("A.IV.02"), "2021-Q2"),
            (continuous("A.V.01"), "2021-Q2"),
            (continuous("A.V.02"), "2021-Q2"),
            (continuous("A.V.03"), "2021-Q2"),
            (item("A.II.01", Schedule::BeforeQuarter(3)), "2021"),
            (reports("A.VIII.03"), "2021-Q2"),
        ];
        for (item, label) in &items {
            for seen in ["2021-03-20", "2021-06-14", "2022-12-31"] {
                prop_assert_eq!(world.derive(item, label, seen), more.derive(item, label, seen), "{}", &item.code);
            }
        }
    }
}
