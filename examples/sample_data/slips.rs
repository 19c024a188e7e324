//! The evaluation of the first two quarters: slips about some of the dossiers that ended in each, and the units' scores.

use kstthc::model::date::Date;
use kstthc::model::evaluation::EvaluationQuarter;

use crate::File;
use crate::chance::Chance;
use crate::office::OfficeTime;
use crate::register::Dossier;
use crate::table::{cells, row};

/// About how many slips a unit gathers in a quarter.
const SLIPS: usize = 12;

const HEADER: [&str; 10] =
    ["dossier_id", "unit", "officer", "i1", "i2", "i3", "i4", "i6", "i7", "satisfaction"];

/// What the units recorded of themselves, and what the office found when it reviewed the first quarter.
const FIRST: &str = "
unit         | i5 | i6 | i8 | i9 | verified_i5 | verified_i6 | verified_i8 | verified_i9
tu-phap      | 1  | 2  | 2  | 1  | 1           | 2           | 2           | 1
noi-vu       | 1  | 2  | 2  | 0  | 1           | 2           | 2           | 0
tc-kh        | 2  | 2  | 2  | 1  | 2           | 2           | 2           | 0
tn-mt        | 1  | 1  | 2  | 1  | 1           | 1           | 2           | 0
ld-tbxh      | 1  | 2  | 2  | 0  | 1           | 2           | 2           | 0
vh-tt        | 2  | 2  | 2  | 1  | 1           | 2           | 2           | 1
gd-dt        | 2  | 2  | 2  | 2  | 2           | 2           | 2           | 2
y-te         | 1  | 2  | 2  | 2  | 1           | 2           | 2           | 2
kinh-te      | 1  | 2  | 2  | 1  | 1           | 2           | 2           | 1
qldt         | 1  | 1  | 2  | 1  | 1           | 1           | 2           | 1
p-long-phuoc | 2  | 2  | 2  | 1  | 2           | 2           | 2           | 1
p-long-thuy  | 1  | 2  | 2  | 0  | 1           | 2           | 2           | 0
p-phuoc-binh | 2  | 2  | 2  | 0  | 2           | 2           | 2           | 0
p-son-giang  | 1  | 2  | 2  | 0  | 1           | 1           | 2           | 0
p-thac-mo    | 2  | 2  | 2  | 1  | 2           | 2           | 2           | 1
x-long-giang | 1  | 1  | 2  | 1  | 1           | 1           | 2           | 1
x-phuoc-tin  | 1  | 2  | 2  | 0  | 1           | 2           | 2           | 0
";

/// The second quarter is not reviewed yet, and one commune could not say how it receives dossiers.
const SECOND: &str = "
unit         | i5 | i6 | i8 | i9
tu-phap      | 1  | 2  | 2  | 0
noi-vu       | 1  | 2  | 2  | 0
tc-kh        | 2  | 2  | 2  | 0
tn-mt        | 1  | 1  | 1  | 0
ld-tbxh      | 1  | 2  | 2  | 0
vh-tt        | 2  | 2  | 2  | 1
gd-dt        | 2  | 2  | 2  | 1
y-te         | 1  | 2  | 2  | 1
kinh-te      | 1  | 2  | 2  | 1
qldt         | 1  | 2  | 2  | 0
p-long-phuoc | 2  | 2  | 2  | 0
p-long-thuy  | 2  | 2  | 2  | 1
p-phuoc-binh | 2  | 2  | 2  | 1
p-son-giang  | 1  | 2  | 2  | 0
p-thac-mo    | 2  | 2  | 2  | 1
x-long-giang |    | 1  | 2  | 1
x-phuoc-tin  | 1  | 2  | 2  | 1
";

/// The files of the evaluation.
pub(crate) fn files(dossiers: &[Dossier]) -> Vec<File> {
    let quarters = [(1, FIRST), (2, SECOND)];
    let of = |(number, units): (u32, &'static str)| {
        let quarter = EvaluationQuarter { year: 2021, number };
        let folder = format!("data/evaluations/{}", quarter.label());
        let owned = |cells: Vec<&str>| cells.into_iter().map(str::to_owned).collect();
        [
            (format!("{folder}/slips.csv"), slip_rows(dossiers, quarter)),
            (format!("{folder}/units.csv"), cells(units).map(owned).collect()),
        ]
    };
    quarters.into_iter().flat_map(of).collect()
}

/// The slips of a quarter, by unit and the day the dossier's work ended.
fn slip_rows(dossiers: &[Dossier], quarter: EvaluationQuarter) -> Vec<Vec<String>> {
    let mut rows = vec![row(HEADER)];
    for of_unit in dossiers.chunk_by(|a, b| a.unit == b.unit) {
        let mut chance = Chance::named(&format!("{} {}", quarter.label(), of_unit[0].unit));
        let mut ended: Vec<(Date, &Dossier)> =
            of_unit.iter().filter_map(|dossier| Some((ended_in(dossier, quarter)?, dossier))).collect();
        ended.sort_by_key(|(date, dossier)| (*date, &dossier.id));
        let every = (ended.len() / SLIPS).max(1);
        rows.extend(ended.iter().step_by(every).map(|(_, dossier)| slip_row(dossier, &mut chance)));
    }
    rows
}

/// The day a dossier was finished, where it lies in the window.
fn ended_in(dossier: &Dossier, quarter: EvaluationQuarter) -> Option<Date> {
    let finished = ["completed", "delivered"].contains(&dossier.life.status);
    let completed = dossier.life.completed.filter(|_| finished)?;
    Some(completed.date).filter(|date| quarter.contains(*date))
}

/// A citizen's slip: what was late is rated so, and now and then somebody remembers it otherwise.
fn slip_row(dossier: &Dossier, chance: &mut Chance) -> Vec<String> {
    let time = whole_time(dossier);
    let said = if chance.in_thousand(60) { 1 } else { time.unwrap_or(1) };
    let often = |chance: &mut Chance, usual: u32, less: u32, in_thousand: u32| {
        (if chance.in_thousand(in_thousand) { less } else { usual }).to_string()
    };
    let i1 = if time.is_none() { String::new() } else { said.to_string() };
    let i2 = if chance.in_thousand(150) { String::new() } else { said.to_string() };
    let i3 = often(chance, 2, 1, if said == 0 { 600 } else { 140 });
    let i4 = often(chance, 2, 1, 260);
    let i6 = often(chance, 2, 1, 220);
    let i7 = often(chance, said.max(1), 0, if said == 0 { 240 } else { 12 });
    let satisfaction = satisfaction(said, chance);
    row([&dossier.id, dossier.unit, &dossier.officer, &i1, &i2, &i3, &i4, &i6, &i7, satisfaction])
}

/// 2, 1 or 0 points for the whole time; none where there was no appointment.
fn whole_time(dossier: &Dossier) -> Option<u32> {
    let OfficeTime { date: end, .. } = dossier.life.completed?;
    let moved = dossier.life.pauses.iter().filter(|pause| pause.kind != "reappointment");
    let mut moved = moved.filter_map(|pause| pause.new_due.filter(|_| pause.to.is_some()));
    let due = moved.next_back().or(dossier.life.due)?.date;
    Some(match end.cmp(&due) {
        std::cmp::Ordering::Less => 2,
        std::cmp::Ordering::Equal => 1,
        std::cmp::Ordering::Greater => 0,
    })
}

fn satisfaction(time: u32, chance: &mut Chance) -> &'static str {
    let (very, satisfied) = match time {
        2 => (610, 350),
        1 => (330, 620),
        _ => (40, 360),
    };
    match chance.between(0, 999) {
        n if n < 60 => "",
        n if n < 60 + very * 94 / 100 => "very_satisfied",
        n if n < 60 + (very + satisfied) * 94 / 100 => "satisfied",
        _ => "dissatisfied",
    }
}
