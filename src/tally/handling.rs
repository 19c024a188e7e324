//! What the dossier logs know of an evaluation: how dossiers ended against their due dates (indicator 1), how they came in
//! and for which procedures (indicator 9), and the dossiers that slips are about.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::Outcome;
use super::count::{Window, outcome, place};
use super::fork::Fork;
use super::scan::Visitor;
use crate::diag::Sink;
use crate::model::config::Counting;
use crate::model::date::Date;
use crate::model::dossier::{Channel, Dossier, Timeliness};
use crate::model::lookup::Lookup;
use crate::model::unit::UnitIndex;
use crate::syntax::dossiers::PROCEDURE;
use crate::syntax::table::Row;

/// How a unit handled dossiers in a window.
#[derive(Clone, Debug, Default)]
pub struct Handling {
    /// Whose work ended in it.
    pub ended: u64,
    /// Of these with a due date, before it.
    pub early: u64,
    /// On it.
    pub on_time: u64,
    /// After it.
    pub late: u64,
    /// Received in it.
    pub received: u64,
    /// Of these, online.
    pub received_online: u64,
    /// Online dossiers that ended late in it or were overdue on its last day.
    pub online_late: u64,
    /// The codes of the procedures of the dossiers received in it.
    pub procedures: BTreeSet<String>,
}

impl Handling {
    /// Adds what somebody else counted.
    fn add(&mut self, other: Self) {
        self.ended += other.ended;
        self.early += other.early;
        self.on_time += other.on_time;
        self.late += other.late;
        self.received += other.received;
        self.received_online += other.received_online;
        self.online_late += other.online_late;
        self.procedures.extend(other.procedures);
    }
}

/// The dossier of a slip.
#[derive(Clone, Debug)]
pub struct SlipDossier {
    /// The unit that handles it.
    pub unit: UnitIndex,
    /// Its field.
    pub field: String,
    /// The day of receipt.
    pub received: Date,
    /// The day its work ended.
    pub completed: Option<Date>,
    /// How its end compares with its due date; `None` while it is open or where it has no due date.
    pub timeliness: Option<Timeliness>,
}

impl SlipDossier {
    /// Tells whether a slip about it belongs to another evaluation: its work ended outside the window, or it was received
    /// after it.
    #[must_use]
    pub fn is_outside(&self, window: Window) -> bool {
        let Window { from, to } = window;
        self.completed.map_or(self.received > to, |completed| !(from..=to).contains(&completed))
    }
}

/// Collects what an evaluation needs of the dossiers it is shown.
#[derive(Debug)]
pub struct HandlingCollector {
    window: Window,
    counting: Counting,
    /// The dossiers of slips, by their place in the next list; shared by all who read.
    wanted: Arc<Lookup>,
    dossiers: Vec<Option<SlipDossier>>,
    units: BTreeMap<UnitIndex, Handling>,
}

impl HandlingCollector {
    /// Returns a collector for a window and the dossiers of some slips.
    #[must_use]
    pub fn new<'s>(window: Window, counting: Counting, dossiers: impl Iterator<Item = &'s str>) -> Self {
        let mut wanted = Lookup::default();
        let mut number = 0;
        for id in dossiers {
            if wanted.insert(id, number).is_none() {
                number += 1;
            }
        }
        let dossiers = vec![None; number as usize];
        Self { window, counting, wanted: Arc::new(wanted), dossiers, units: BTreeMap::new() }
    }

    /// The dossier of a slip, where a log has it.
    #[must_use]
    pub fn dossier(&self, id: &str) -> Option<&SlipDossier> {
        self.dossiers[self.wanted.find(id)? as usize].as_ref()
    }

    /// How each unit that has dossiers in the window handled them.
    #[must_use]
    pub const fn units(&self) -> &BTreeMap<UnitIndex, Handling> {
        &self.units
    }

    /// How its end compares with its due date.
    fn timeliness(&self, dossier: &Dossier<'_>) -> Option<Timeliness> {
        let completed = dossier.completed?;
        dossier.due_on(completed.date, self.counting.reappointed)?;
        Some(outcome(dossier, completed, self.counting))
    }

    fn keep(&mut self, dossier: &Dossier<'_>) {
        let Some(at) = self.wanted.find(&dossier.id) else { return };
        self.dossiers[at as usize] = Some(SlipDossier {
            unit: dossier.unit,
            field: dossier.field.to_string(),
            received: dossier.received.date,
            completed: dossier.completed.map(|completed| completed.date),
            timeliness: self.timeliness(dossier),
        });
    }

    fn count(&mut self, dossier: &Dossier<'_>, procedure: &str) {
        let Some(placement) = place(dossier, self.window, self.counting) else { return };
        let timeliness = self.timeliness(dossier);
        let ended = self.window.end_of(dossier).is_some();
        let handling = self.units.entry(dossier.unit).or_default();
        if ended {
            handling.ended += 1;
            match timeliness {
                Some(Timeliness::Early) => handling.early += 1,
                Some(Timeliness::OnTime) => handling.on_time += 1,
                Some(Timeliness::Late) => handling.late += 1,
                None => {}
            }
        }
        let is_online = dossier.channel == Channel::Online;
        if dossier.received.date >= self.window.from {
            handling.received += 1;
            handling.received_online += u64::from(is_online);
            if !handling.procedures.contains(procedure) {
                handling.procedures.insert(procedure.to_owned());
            }
        }
        let late = matches!(placement.outcome, Outcome::Late | Outcome::Overdue);
        handling.online_late += u64::from(is_online && late);
    }
}

impl Visitor for HandlingCollector {
    fn dossier(&mut self, dossier: &Dossier<'_>, row: Row<'_>, _: &mut Sink) {
        self.keep(dossier);
        self.count(dossier, &row.text(PROCEDURE));
    }
}

impl Fork for HandlingCollector {
    fn fork(&self) -> Self {
        Self {
            wanted: Arc::clone(&self.wanted),
            dossiers: vec![None; self.dossiers.len()],
            units: BTreeMap::new(),
            ..*self
        }
    }

    fn join(&mut self, other: Self) {
        for (own, theirs) in self.dossiers.iter_mut().zip(other.dossiers) {
            *own = own.take().or(theirs);
        }
        for (unit, theirs) in other.units {
            self.units.entry(unit).or_default().add(theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::model::date::Moment;
    use crate::model::dossier::Status;
    use crate::model::unit::Level;

    fn at(text: &str) -> Moment {
        Moment::parse(text.as_bytes()).unwrap()
    }

    fn dossier<'a>(id: &'a str, [received, due, completed]: [&str; 3]) -> Dossier<'a> {
        let optional = |text: &str| (!text.is_empty()).then(|| at(text));
        Dossier {
            id: Cow::Borrowed(id),
            unit: UnitIndex(0),
            field: Cow::Borrowed("Đất đai"),
            field_key: None,
            level: Level::District,
            channel: Channel::Online,
            status: if completed.is_empty() { Status::Processing } else { Status::Completed },
            received: at(received),
            due: optional(due),
            completed: optional(completed),
            pauses: &[],
        }
    }

    fn collect(dossiers: &[Dossier<'_>]) -> HandlingCollector {
        let window = Window { from: at("2021-03-10").date, to: at("2021-06-09").date };
        let mut collector = HandlingCollector::new(window, Counting::default(), ["a", "b"].into_iter());
        for dossier in dossiers {
            collector.keep(dossier);
            collector.count(dossier, "1.001");
        }
        collector
    }

    /// Indicator 1: shorter, equal, longer; a dossier without a due date is not counted.
    #[test]
    fn what_ended_in_the_window_is_early_on_time_or_late_where_it_has_a_due_date() {
        let collector = collect(&[
            dossier("a", ["2021-03-01", "2021-03-20", "2021-03-10"]),
            dossier("b", ["2021-05-01", "2021-06-09", "2021-06-09"]),
            dossier("c", ["2021-05-01", "2021-05-10", "2021-05-11"]),
            dossier("d", ["2021-05-01", "", "2021-05-11"]),
            dossier("e", ["2021-03-01", "2021-03-20", "2021-03-09"]),
            dossier("f", ["2021-05-01", "2021-06-20", "2021-06-10"]),
        ]);
        let handling = &collector.units()[&UnitIndex(0)];
        assert_eq!((handling.ended, handling.early, handling.on_time, handling.late), (4, 1, 1, 1));
        assert_eq!((handling.received, handling.procedures.len()), (4, 1));
    }

    /// Who saw which row makes no difference.
    #[test]
    fn what_several_saw_is_put_together() {
        let rows = [
            dossier("a", ["2021-03-01", "2021-03-20", "2021-03-10"]),
            dossier("b", ["2021-05-01", "2021-06-09", "2021-06-09"]),
        ];
        let whole = collect(&rows);
        let mut joined = collect(&rows[..1]);
        let mut other = joined.fork();
        other.keep(&rows[1]);
        other.count(&rows[1], "1.001");
        joined.join(other);
        assert_eq!(format!("{:?}", joined.units()), format!("{:?}", whole.units()));
        assert!(joined.dossier("a").is_some() && joined.dossier("b").is_some());
    }

    #[test]
    fn online_dossiers_that_ended_late_or_are_overdue_at_the_end_are_late() {
        let late = dossier("a", ["2021-05-01", "2021-05-10", "2021-05-11"]);
        let overdue = dossier("b", ["2021-05-01", "2021-06-08", ""]);
        let due_on_the_last_day = dossier("c", ["2021-05-01", "2021-06-09", ""]);
        let at_the_desk = Dossier { channel: Channel::Direct, ..late.clone() };
        let collector = collect(&[late, overdue, due_on_the_last_day, at_the_desk]);
        let handling = &collector.units()[&UnitIndex(0)];
        assert_eq!((handling.received, handling.received_online, handling.online_late), (4, 3, 2));
    }

    #[test]
    fn the_dossiers_of_slips_are_kept_whenever_they_ended() {
        let collector = collect(&[
            dossier("a", ["2021-01-01", "2021-01-20", "2021-01-21"]),
            dossier("x", ["2021-01-01", "2021-01-20", "2021-01-21"]),
        ]);
        let kept = collector.dossier("a").unwrap();
        assert_eq!((kept.timeliness, &*kept.field), (Some(Timeliness::Late), "Đất đai"));
        assert!(collector.dossier("b").is_none() && collector.dossier("x").is_none());
    }
}
