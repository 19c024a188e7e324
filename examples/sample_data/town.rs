//! The units that keep a log, and how much comes in to them.

use kstthc::model::date::Date;
use kstthc::repo::Repository;

use crate::office::day;
use crate::table::cells;

/// Unit; number within the town, for the ids of dossiers; dossiers received per hundred working days.
const DESKS: &str = "
tu-phap      | 02 | 220
noi-vu       | 03 |  45
tc-kh        | 04 | 260
tn-mt        | 05 | 860
ld-tbxh      | 06 | 220
vh-tt        | 07 |  40
gd-dt        | 08 |  60
y-te         | 09 |  20
kinh-te      | 10 | 110
qldt         | 11 | 250
p-long-phuoc | 21 | 500
p-long-thuy  | 22 | 455
p-phuoc-binh | 23 | 490
p-son-giang  | 24 | 360
p-thac-mo    | 25 | 445
x-long-giang | 26 | 350
x-phuoc-tin  | 27 | 410
";

/// The group of units that handle the procedures of the commune level.
const COMMUNES: &str = "@xa-phuong";

/// A unit that keeps a log.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    /// Its code.
    pub(crate) unit: &'static str,
    /// Its number within the town.
    pub(crate) number: &'static str,
    /// Its place in the list, from 0.
    pub(crate) place: u32,
    /// Dossiers received per hundred working days.
    pub(crate) per_hundred_days: u32,
    /// Whose procedures it handles: its own, or those of its group.
    pub(crate) handles: &'static str,
}

/// The units that keep a log, of those the repository knows.
pub(crate) fn desks(repository: &Repository) -> Vec<Desk> {
    let units = &repository.units;
    let communes = units.expand(&[COMMUNES.to_owned()]);
    let desk = |(place, cells): (u32, Vec<&'static str>)| {
        let [unit, number, rate] = cells[..] else { return None };
        let is_commune = communes.contains(&units.find(unit)?);
        let handles = if is_commune { COMMUNES } else { unit };
        Some(Desk { unit, number, place, per_hundred_days: rate.parse().ok()?, handles })
    };
    (0..).zip(cells(DESKS)).filter_map(desk).collect()
}

/// How busy a working day is, in hundredths: around Tết little comes in, on a Monday and from late May on more.
pub(crate) fn busyness(date: Date) -> u32 {
    let around_tet = (day("2021-02-03")..=day("2021-02-19")).contains(&date);
    let from_late_may = date >= day("2021-05-24");
    let monday = date.weekday() == kstthc::model::date::Weekday::Monday;
    let weekly = if monday { 122 } else { 94 };
    if around_tet {
        55
    } else if from_late_may {
        weekly + 12
    } else {
        weekly
    }
}
