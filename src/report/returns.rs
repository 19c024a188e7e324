//! Who has sent figures for a period, who is late and who is missing (plan items A.VIII.01 and A.VIII.03).

use serde::Serialize;

use super::document::{Cell, Tone};
use crate::model::calendar::WorkingCalendar;
use crate::model::config::Reporting;
use crate::model::date::Date;
use crate::model::period::{Period, PeriodKind};
use crate::model::progress::{Progress, ProgressState};
use crate::model::returns::Return;
use crate::model::unit::{Unit, UnitIndex, Units};
use crate::text::day;
use crate::text::wording;

/// How a return stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnState {
    /// It is here.
    Sent,
    /// It is here, and the progress row of its sender is dated after the deadline.
    SentLate,
    /// It is not here, and the deadline has not passed.
    Awaited,
    /// It is not here, and the deadline has passed.
    Missing,
}

/// What is known of a unit's return.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnView {
    /// The unit's code.
    pub unit: String,
    /// How it stands.
    pub state: ReturnState,
    /// The day the unit is said to have sent it: that of its progress row for A.VIII.01 of the period.
    pub sent_at: Option<Date>,
    /// The file.
    pub path: Option<String>,
}

/// What a unit's return is judged by.
#[derive(Clone, Copy, Debug)]
pub struct ReturnSources<'a> {
    /// The units.
    pub units: &'a Units,
    /// All returns.
    pub returns: &'a [Return],
    /// All progress rows.
    pub progress: &'a [Progress],
    /// Today.
    pub today: Date,
}

/// The item under which units report (Báo cáo định kỳ).
const ITEM: &str = "A.VIII.01";

/// Every unit a return is due from for a period, and every other that sent one, in the order of the units' file; none for
/// an ad hoc report, for which none is asked.
#[must_use]
pub fn returns_of(period: &Period, deadline: Option<Date>, sources: ReturnSources<'_>) -> Vec<ReturnView> {
    let PeriodKind::Report(kind) = period.kind else { return Vec::new() };
    let occurrence = format!("{ITEM}@{}-{}", period.year, kind.label());
    let sent = |unit: UnitIndex| {
        let own = |table: &&Return| table.unit == unit && (table.year, table.kind) == (period.year, kind);
        sources.returns.iter().find(own)
    };
    let sent_at = |unit: UnitIndex| {
        let rows = sources.progress.iter().filter(|row| row.unit == unit && row.occurrence == occurrence);
        rows.filter(|row| row.state == ProgressState::Done).map(|row| row.date).min()
    };
    let view = |(index, unit): (UnitIndex, &Unit)| {
        let (sent, sent_at) = (sent(index), sent_at(index));
        let is_due = unit.returns && unit.exists_on(period.to);
        let state = match sent {
            Some(_) if deadline < sent_at => ReturnState::SentLate,
            Some(_) => ReturnState::Sent,
            None if deadline.is_some_and(|deadline| deadline < sources.today) => ReturnState::Missing,
            None => ReturnState::Awaited,
        };
        let path = sent.map(|table| table.path.to_string());
        (is_due || path.is_some()).then(|| ReturnView { unit: unit.code.clone(), state, sent_at, path })
    };
    sources.units.iter().filter_map(view).collect()
}

/// Who has sent figures for a period.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodReturns {
    /// The name of the period.
    pub label: String,
    /// The day the units' figures are due.
    pub deadline: Option<Date>,
    /// The units.
    pub units: Vec<ReturnView>,
}

impl PeriodReturns {
    /// Who has sent for a period; `None` where nobody has to and nobody did.
    #[must_use]
    pub fn new(
        period: &Period,
        (reporting, calendar): (Reporting, &WorkingCalendar),
        sources: ReturnSources<'_>,
    ) -> Option<Self> {
        let deadline = period.unit_deadline(reporting, calendar);
        let units = returns_of(period, deadline, sources);
        (!units.is_empty()).then(|| Self { label: wording::period(period), deadline, units })
    }

    /// How many of all have sent, and who has not.
    #[must_use]
    pub fn facts(&self, units: &Units) -> Vec<(String, Cell)> {
        let named = |states: &[ReturnState]| names_in(&self.units, units, states).join("; ");
        let here = names_in(&self.units, units, &[ReturnState::Sent, ReturnState::SentLate]).len();
        let deadline = self.deadline.map(|date| format!(", hạn {}", day::date(date))).unwrap_or_default();
        let head = Cell::text(&format!("đã có {here} trên {} đơn vị{deadline}", self.units.len()));
        let mut facts = vec![(self.label.clone(), head)];
        let rows = [
            ("Chưa gửi, đã quá hạn", named(&[ReturnState::Missing]), Tone::Bad),
            ("Chưa gửi", named(&[ReturnState::Awaited]), Tone::Warn),
            ("Gửi muộn", named(&[ReturnState::SentLate]), Tone::Plain),
        ];
        let rows = rows.into_iter().filter(|(_, names, _)| !names.is_empty());
        facts.extend(rows.map(|(term, names, tone)| (term.to_owned(), Cell::text(&names).toned(tone))));
        facts
    }
}

/// The notice that the figures of some units are not here; none where all are.
#[must_use]
pub fn missing_notice(views: &[ReturnView], units: &Units) -> Option<String> {
    wording::missing_returns(&names_in(views, units, &[ReturnState::Missing, ReturnState::Awaited]))
}

/// The names of the units in some of these states.
fn names_in<'a>(views: &'a [ReturnView], units: &'a Units, states: &[ReturnState]) -> Vec<&'a str> {
    views.iter().filter(|view| states.contains(&view.state)).map(|view| units.name(&view.unit)).collect()
}
