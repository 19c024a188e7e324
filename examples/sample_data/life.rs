//! What becomes of one dossier between its receipt and the day the data shows.

use kstthc::model::date::Date;

use crate::catalogue::Procedure;
use crate::chance::Chance;
use crate::office::{Office, OfficeTime, WORKDAY, day};

/// The day on which the town is shown; nothing is dated after it.
const AS_OF: &str = "2021-06-15";
/// From this day on work that was late met with a backlog, land above all.
const BACKLOG_FROM: &str = "2021-05-24";

const LATE_REASONS: &[&str] = &[
    "Chờ kết quả trích đo bản đồ",
    "Chờ ý kiến của cơ quan phối hợp",
    "Hồ sơ phức tạp, phải xác minh thực địa",
    "Hệ thống một cửa điện tử gián đoạn",
    "Chờ cơ quan thuế xác định nghĩa vụ tài chính",
    "Cán bộ thụ lý được huy động phòng, chống dịch",
];

const RARE_REASON: &str = "Cán bộ thụ lý nghỉ, chưa kịp bàn giao";

/// What is known of a dossier when it comes in.
#[derive(Clone, Copy)]
pub(crate) struct Case<'p> {
    /// The procedure.
    pub(crate) procedure: &'p Procedure,
    /// How it came in.
    pub(crate) channel: &'static str,
    /// When it came in.
    pub(crate) received: OfficeTime,
}

/// What became of a dossier.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    /// The status.
    pub(crate) status: &'static str,
    /// The first appointment.
    pub(crate) due: Option<OfficeTime>,
    /// When work on it ended.
    pub(crate) completed: Option<OfficeTime>,
    /// When the result was collected.
    pub(crate) handed_over: Option<OfficeTime>,
    /// Why it was late.
    pub(crate) late_reason: &'static str,
    /// Its pauses.
    pub(crate) pauses: Vec<Pause>,
}

/// A row of the pauses.
#[derive(Clone, Debug)]
pub(crate) struct Pause {
    /// `supplement`, `payment` or `reappointment`.
    pub(crate) kind: &'static str,
    /// The first day.
    pub(crate) from: Date,
    /// The day it ended.
    pub(crate) to: Option<Date>,
    /// The due date from then on.
    pub(crate) new_due: Option<OfficeTime>,
}

impl Life {
    fn new(status: &'static str, due: Option<OfficeTime>) -> Self {
        Self { status, due, completed: None, handed_over: None, late_reason: "", pauses: Vec::new() }
    }

    fn end(&mut self, status: &'static str, completed: OfficeTime) {
        self.status = status;
        self.completed = Some(completed);
    }
}

/// A stretch of work: from receipt, or from the end of a pause, to the due date that then holds.
#[derive(Clone, Copy)]
struct Stretch {
    start: OfficeTime,
    due: OfficeTime,
}

/// Tells what becomes of dossiers.
pub(crate) struct Teller<'a> {
    /// Working days.
    pub(crate) office: &'a Office<'a>,
    /// What happens.
    pub(crate) chance: Chance,
}

impl Teller<'_> {
    /// The life of a dossier up to the day the data shows.
    pub(crate) fn life_of(&mut self, case: Case<'_>) -> Life {
        if let Some(status) = self.not_accepted(case) {
            return Life::new(status, None);
        }
        let Some(term) = case.procedure.term else { return self.at_once(case) };
        let due = self.office.due(case.received, term);
        let mut life = Life::new("processing", Some(due));
        let mut stretch = Stretch { start: case.received, due };
        if let Some(pause) = self.pause(case, stretch) {
            let resumed = pause.to.zip(pause.new_due);
            life.pauses.push(pause);
            let Some((date, due)) = resumed else {
                self.wait(&mut life);
                return life;
            };
            stretch = Stretch { start: self.some_time(date), due };
        }
        if self.chance.in_thousand(12) {
            self.end_without_result(&mut life, stretch);
        } else {
            self.work(&mut life, stretch, case.procedure);
        }
        life
    }

    /// The status of a dossier that no one has accepted.
    fn not_accepted(&mut self, case: Case<'_>) -> Option<&'static str> {
        let fresh = case.channel == "online" && case.received.date >= day("2021-06-11");
        if fresh && self.chance.in_thousand(350) {
            return Some("submitted");
        }
        self.chance.in_thousand(4).then_some("rejected")
    }

    /// A result given while the citizen waits (Decree 61/2018/NĐ-CP, art. 17.4): recorded, without a due date.
    fn at_once(&mut self, case: Case<'_>) -> Life {
        let mut life = Life::new("processing", None);
        let minute = (case.received.minute + self.chance.between(8, 60)).min(WORKDAY);
        life.end("completed", OfficeTime { minute, ..case.received });
        self.hand_over(&mut life);
        life
    }

    /// A demand for a supplement or for a payment, where one was made by the day the data shows.
    fn pause(&mut self, case: Case<'_>, stretch: Stretch) -> Option<Pause> {
        let days = self.office.count(stretch.start.date, stretch.due.date);
        if days < 3 {
            return None;
        }
        if self.chance.in_thousand(80) {
            return self.supplement(case, stretch, days);
        }
        let owes = case.procedure.owes_payment() && self.chance.in_thousand(200);
        if owes { self.payment(stretch, days) } else { None }
    }

    /// A supplement: asked for within 3 working days; the term then runs again from the beginning (art. 19.4).
    fn supplement(&mut self, case: Case<'_>, stretch: Stretch, days: u32) -> Option<Pause> {
        let taken = self.chance.between(1, 3.min(days - 1));
        let from = self.asked(stretch, taken)?;
        let to = self.answered(from);
        let restarted = |to| Some(self.office.due(OfficeTime::end_of(to), case.procedure.term?));
        Some(Pause { kind: "supplement", from, to, new_due: to.and_then(restarted) })
    }

    /// A payment: the due date moves by the working days waited, as the land law has it.
    fn payment(&mut self, stretch: Stretch, days: u32) -> Option<Pause> {
        let from = self.asked(stretch, days * 2 / 3)?;
        let to = self.answered(from);
        let moved = |to| OfficeTime {
            date: self.office.after(stretch.due.date, self.office.count(from, to)),
            ..stretch.due
        };
        Some(Pause { kind: "payment", from, to, new_due: to.map(moved) })
    }

    /// The day on which a demand is made, some working days into the work; `None` where it still lies ahead.
    fn asked(&self, stretch: Stretch, days: u32) -> Option<Date> {
        Some(self.office.after(stretch.start.date, days)).filter(|&from| from <= day(AS_OF))
    }

    /// The day on which a demand was answered; `None` where it stands open.
    fn answered(&mut self, asked: Date) -> Option<Date> {
        let to = self.office.after(asked, self.chance.between(3, 30));
        let never = self.chance.in_thousand(60);
        (to <= day(AS_OF) && !never).then_some(to)
    }

    /// A demand that stands open: the dossier waits, or after a month was given up.
    fn wait(&mut self, life: &mut Life) {
        let Some(pause) = life.pauses.last() else { return };
        life.status = if pause.kind == "payment" { "awaiting_payment" } else { "awaiting_supplement" };
        let given_up = self.office.after(pause.from, self.chance.between(31, 40));
        if given_up <= day(AS_OF) {
            let status = self.chance.pick(&["withdrawn", "returned"]);
            life.end(status, self.some_time(given_up));
        }
    }

    /// Withdrawn by the citizen, or refused for good within the term (art. 19.8).
    fn end_without_result(&mut self, life: &mut Life, stretch: Stretch) {
        let ended = self.in_time(stretch);
        if ended.date <= day(AS_OF) {
            let status = self.chance.pick(&["withdrawn", "withdrawn", "returned"]);
            life.end(status, ended);
        }
    }

    /// Work to the end: in time as a rule, sometimes late.
    fn work(&mut self, life: &mut Life, stretch: Stretch, procedure: &Procedure) {
        let completed = if self.chance.in_thousand(late_in_thousand(procedure, stretch.due.date)) {
            self.late(life, stretch)
        } else {
            self.in_time(stretch)
        };
        if completed.date <= day(AS_OF) {
            life.end("completed", completed);
            self.hand_over(life);
        } else if stretch.due.date <= day(AS_OF).next() {
            self.apologise(life, stretch);
        }
    }

    /// The apology for what will not be done in time, where none was given yet: on the last day for it.
    fn apologise(&self, life: &mut Life, stretch: Stretch) {
        if life.pauses.iter().any(|pause| pause.kind == "reappointment") {
            return;
        }
        let from = self.office.before(stretch.due.date, 1);
        let new_due = OfficeTime::end_of(self.office.after(stretch.due.date.max(day(AS_OF)), 3));
        life.pauses.push(Pause { kind: "reappointment", from, to: None, new_due: Some(new_due) });
    }

    /// A moment between the beginning and the end of a stretch, mostly in its second half.
    fn in_time(&mut self, Stretch { start, due }: Stretch) -> OfficeTime {
        let days = self.office.count(start.date, due.date);
        let on_the_day = self.chance.in_thousand(300) || (days == 1 && start.minute > 360);
        let taken = if on_the_day { days } else { self.chance.between(days * 3 / 5, days.max(1) - 1) };
        let date = self.office.after(start.date, taken);
        if date == due.date {
            let minute = self.chance.between(0, due.minute);
            return OfficeTime { date, minute }.max(start);
        }
        let first = if date == start.date { (start.minute + 20).min(WORKDAY) } else { 0 };
        OfficeTime { date, minute: self.chance.between(first, WORKDAY) }
    }

    /// A moment some working days after the due date, mostly few; with a reason, and an apology mostly.
    fn late(&mut self, life: &mut Life, stretch: Stretch) -> OfficeTime {
        let backlog = stretch.due.date >= day(BACKLOG_FROM);
        let slow = self.chance.in_thousand(if backlog { 700 } else { 200 });
        let days = if slow { self.chance.between(7, 18) } else { self.chance.between(1, 5) };
        let completed = self.some_time(self.office.after(stretch.due.date, days));
        let usual = self.chance.in_thousand(940);
        let reason = self.chance.pick(LATE_REASONS);
        if stretch.due.date < day(AS_OF) {
            life.late_reason = if usual { reason } else { RARE_REASON };
        }
        if self.chance.in_thousand(860) {
            life.pauses.extend(self.reappointment(stretch, days));
        }
        completed
    }

    /// An apology with a new appointment, at the latest one day before the due day (art. 19.9).
    fn reappointment(&mut self, stretch: Stretch, days: u32) -> Option<Pause> {
        let from = self.office.before(stretch.due.date, self.chance.between(1, 2));
        let date = self.office.after(stretch.due.date, days + self.chance.between(0, 2));
        let new_due = Some(OfficeTime::end_of(date));
        let in_time = stretch.start.date <= from && from <= day(AS_OF);
        in_time.then_some(Pause { kind: "reappointment", from, to: None, new_due })
    }

    /// The citizen collects the result, the same day or some days later; a few never come.
    fn hand_over(&mut self, life: &mut Life) {
        let Some(completed) = life.completed.filter(|_| self.chance.in_thousand(965)) else { return };
        let soon = life.due.is_none() || self.chance.in_thousand(550);
        let collected = if soon {
            OfficeTime { minute: self.chance.between(completed.minute, WORKDAY), ..completed }
        } else {
            let days = self.chance.between(1, 6);
            self.some_time(self.office.after(completed.date, days))
        };
        if collected.date <= day(AS_OF) {
            life.status = "delivered";
            life.handed_over = Some(collected);
        }
    }

    fn some_time(&mut self, date: Date) -> OfficeTime {
        OfficeTime { date, minute: self.chance.between(5, WORKDAY) }
    }
}

/// How many of a thousand dossiers are late: land above all.
fn late_in_thousand(procedure: &Procedure, due: Date) -> u32 {
    match procedure.field {
        "Đất đai" if due >= day(BACKLOG_FROM) => 200,
        "Đất đai" => 85,
        "Hoạt động xây dựng" => 25,
        _ => 6,
    }
}
