//! The dossiers of a unit, day by day, and the logs made of them.

use std::collections::BTreeMap;

use kstthc::model::date::Date;

use crate::File;
use crate::catalogue::Procedure;
use crate::chance::Chance;
use crate::life::{Case, Life, Pause, Teller};
use crate::office::{Office, OfficeTime, day};
use crate::table::row;
use crate::town::{Desk, busyness};

/// The first and the last day on which dossiers come in.
const FIRST_RECEIPT: &str = "2020-11-02";
const LAST_RECEIPT: &str = "2021-06-14";
/// The first day of the reporting year; what came in before and was open then is carried over.
const YEAR_BEGINS: &str = "2020-12-15";
const CARRIED_OVER: &str = "data/dossiers/2020-chuyen-tiep.csv";

/// Every dossier of this number has a note.
const NOTE_EVERY: usize = 64;
/// The dossier whose note has two lines.
const LONG_NOTE_AT: usize = 2_500;
const LONG_NOTE: &str = "Hồ sơ gồm nhiều bản vẽ,\nđã chuyển kèm bản giấy";
const NOTES: &[&str] = &[
    "Nhận kết quả qua dịch vụ bưu chính công ích",
    "Bản chính đã đối chiếu, trả lại ngay",
    "Ghi \"khẩn\" theo đề nghị của đơn vị phối hợp",
    "Chuyển liên thông, theo dõi riêng",
    "Hồ sơ giấy lưu tại tủ số 3, ngăn \"một cửa\"",
];

/// A row of a dossier log.
pub(crate) struct Dossier {
    /// The id.
    pub(crate) id: String,
    procedure: &'static str,
    /// The unit.
    pub(crate) unit: &'static str,
    channel: &'static str,
    received: OfficeTime,
    /// The officer's code.
    pub(crate) officer: String,
    note: &'static str,
    /// What became of it.
    pub(crate) life: Life,
}

impl Dossier {
    fn came_before_the_year(&self) -> bool {
        self.received.date < day(YEAR_BEGINS)
    }

    /// Tells whether a log keeps it: of what came before the year, only what was open when the year began.
    fn is_kept(&self) -> bool {
        let ended = self.life.completed.is_some_and(|completed| completed.date < day(YEAR_BEGINS));
        let accepted = !["submitted", "rejected"].contains(&self.life.status);
        !self.came_before_the_year() || (accepted && !ended)
    }

    fn row(&self) -> Vec<String> {
        let text = |time: Option<OfficeTime>| time.map(|time| time.to_string()).unwrap_or_default();
        let life = &self.life;
        let (received, due) = (self.received.to_string(), text(life.due));
        let (completed, handed_over) = (text(life.completed), text(life.handed_over));
        row([
            &self.id,
            self.procedure,
            self.unit,
            self.channel,
            &received,
            life.status,
            &due,
            &completed,
            &handed_over,
            life.late_reason,
            &self.officer,
            self.note,
        ])
    }
}

const HEADER: [&str; 12] = [
    "dossier_id",
    "procedure_code",
    "unit",
    "channel",
    "received_at",
    "status",
    "due_at",
    "completed_at",
    "handed_over_at",
    "late_reason",
    "officer",
    "note",
];

/// The dossiers of a unit, in the order of receipt.
pub(crate) fn dossiers_of(desk: &Desk, procedures: &[Procedure], office: &Office<'_>) -> Vec<Dossier> {
    let handled: Vec<&Procedure> = procedures.iter().filter(|one| one.handler == desk.handles).collect();
    let mut teller = Teller { office, chance: Chance::named(desk.unit) };
    let days = office.working_days(day(FIRST_RECEIPT), day(LAST_RECEIPT));
    let all = days.flat_map(|date| {
        let times = arrivals(desk, date, &mut teller.chance);
        let numbered = (1..).zip(times);
        let day: Vec<_> =
            numbered.map(|(serial, time)| receive(desk, &handled, (time, serial), &mut teller)).collect();
        day
    });
    all.filter(Dossier::is_kept).collect()
}

/// When dossiers come in on a day.
fn arrivals(desk: &Desk, date: Date, chance: &mut Chance) -> Vec<OfficeTime> {
    let expected = desk.per_hundred_days * busyness(date) * chance.between(40, 160) / 10_000;
    let count = expected / 100 + u32::from(chance.between(0, 99) < expected % 100);
    let mut times: Vec<_> = (0..count).map(|_| OfficeTime { date, minute: chance.between(2, 470) }).collect();
    times.sort_unstable();
    times
}

fn receive(
    desk: &Desk,
    handled: &[&Procedure],
    (received, serial): (OfficeTime, u32),
    teller: &mut Teller<'_>,
) -> Dossier {
    let procedure = teller.chance.weighted(handled, |procedure| procedure.weight);
    let channel = channel(procedure, &mut teller.chance);
    let officer = format!("cb{:02}", desk.place * 2 + teller.chance.between(1, 2));
    let life = teller.life_of(Case { procedure, channel, received });
    Dossier {
        id: dossier_id(desk, received.date, serial),
        procedure: procedure.code,
        unit: desk.unit,
        channel,
        received,
        officer,
        note: "",
        life,
    }
}

/// An id of the national shape: unit, day of receipt, serial within the day (Circular 01/2018/TT-VPCP, art. 19).
fn dossier_id(desk: &Desk, date: Date, serial: u32) -> String {
    let (year, month, day) = (date.year() % 100, date.month(), date.day());
    format!("000.{}.34.H10-{year:02}{month:02}{day:02}-{serial:04}", desk.number)
}

/// How a dossier comes in: online only where the procedure is offered so (levels 3 and 4).
fn channel(procedure: &Procedure, chance: &mut Chance) -> &'static str {
    let online = match procedure.service_level {
        4 => 360,
        3 => 245,
        _ => 0,
    };
    if chance.in_thousand(online) {
        "online"
    } else if procedure.term.is_some() && chance.in_thousand(60) {
        "postal"
    } else {
        "direct"
    }
}

/// Adds a note to one dossier in many.
pub(crate) fn add_notes(dossiers: &mut [Dossier]) {
    let noted = dossiers.iter_mut().step_by(NOTE_EVERY);
    for (dossier, note) in noted.zip(NOTES.iter().cycle()) {
        dossier.note = note;
    }
    if let Some(dossier) = dossiers.get_mut(LONG_NOTE_AT) {
        dossier.note = LONG_NOTE;
    }
}

/// The logs: one for what was carried over, and one for each unit.
pub(crate) fn logs(dossiers: &[Dossier]) -> Vec<File> {
    let mut logs: BTreeMap<String, Vec<&Dossier>> = BTreeMap::new();
    for dossier in dossiers {
        let path = if dossier.came_before_the_year() {
            CARRIED_OVER.to_owned()
        } else {
            format!("data/dossiers/2021/{}.csv", dossier.unit)
        };
        logs.entry(path).or_default().push(dossier);
    }
    let rows = |dossiers: Vec<&Dossier>| {
        let rows = dossiers.into_iter().map(Dossier::row);
        std::iter::once(row(HEADER)).chain(rows).collect()
    };
    logs.into_iter().map(|(path, dossiers)| (path, rows(dossiers))).collect()
}

/// The pauses of all dossiers by their first day, each with the number of its document within the year.
pub(crate) fn pause_rows(dossiers: &[Dossier]) -> Vec<Vec<String>> {
    let pauses =
        dossiers.iter().flat_map(|dossier| dossier.life.pauses.iter().map(|pause| (&dossier.id, pause)));
    let mut pauses: Vec<(&String, &Pause)> = pauses.collect();
    pauses.sort_by_key(|(id, pause)| (pause.from, *id));
    let mut numbers: BTreeMap<(&str, i32), u32> = BTreeMap::new();
    let mut rows = vec![row(["dossier_id", "kind", "from", "to", "new_due_at", "document"])];
    for (id, pause) in pauses {
        let number = numbers.entry((pause.kind, pause.from.year())).or_default();
        *number += 1;
        let to = pause.to.map(|to| to.to_string()).unwrap_or_default();
        let new_due = pause.new_due.map(|due| due.to_string()).unwrap_or_default();
        let document = format!("{number:02}/{}", symbol(pause.kind));
        rows.push(row([id, pause.kind, &pause.from.to_string(), &to, &new_due, &document]));
    }
    rows
}

/// The symbol of the document that goes with a pause.
fn symbol(kind: &str) -> &'static str {
    match kind {
        "supplement" => "PYCBS-UBND",
        "payment" => "TB-CCT",
        _ => "PXL-UBND",
    }
}
