//! What the catalogue of procedures tells: how many there are, what was announced and reviewed, what is online.

use super::{ValueRow, field_name, index, sorted_fields};
use crate::model::date::Date;
use crate::model::procedure::{Procedure, ReviewOutcome, ServiceLevel, same_decision};
use crate::model::unit::Level;
use crate::report::document::Cell;
use crate::report::periodic::Sources;
use crate::tally::Columns;
use crate::text::number::Percent;

/// How many procedures satisfy a condition.
fn number<'p>(
    procedures: impl IntoIterator<Item = &'p Procedure>,
    condition: impl Fn(&Procedure) -> bool,
) -> Cell {
    let number = procedures.into_iter().filter(|procedure| condition(procedure)).count();
    Cell::count(u64::try_from(number).unwrap_or(u64::MAX))
}

/// One row for the office (form II.07b/VPCP/KSTT). A procedure without a level counts at the level of the office.
pub(super) fn procedures(sources: &Sources<'_>) -> Vec<ValueRow> {
    if sources.catalogue.is_empty() {
        return Vec::new();
    }
    let level_of = |procedure: &Procedure| procedure.level_or(sources.config.level);
    let count = |condition: fn(&Procedure) -> bool, level: Option<Level>| {
        let at = |procedure: &Procedure| level.is_none_or(|level| level_of(procedure) == level);
        number(sources.catalogue.iter(), |procedure| condition(procedure) && at(procedure))
    };
    let any: fn(&Procedure) -> bool = |_| true;
    let one_stop: fn(&Procedure) -> bool = |procedure| procedure.one_stop;
    let process: fn(&Procedure) -> bool = |procedure| procedure.internal_process;
    let (province, district, commune) = (Some(Level::Province), Some(Level::District), Some(Level::Commune));
    vec![ValueRow::new([
        ("index", index(0)),
        ("name", Cell::text(&sources.config.office)),
        ("procedures_total", count(any, None)),
        ("procedures_province", count(any, province)),
        ("procedures_district", count(any, district)),
        ("procedures_commune", count(any, commune)),
        ("one_stop_total", count(one_stop, None)),
        ("one_stop_province", count(one_stop, province)),
        ("one_stop_district", count(one_stop, district)),
        ("one_stop_commune", count(one_stop, commune)),
        ("internal_process_total", count(process, None)),
        ("internal_process_province", count(process, province)),
        ("internal_process_district", count(process, district)),
        ("internal_process_commune", count(process, commune)),
    ])]
}

/// The procedures whose last review lies in the window, by field.
pub(super) fn review(sources: &Sources<'_>) -> Vec<ValueRow> {
    let reviewed = sources.catalogue.reviewed_in(sources.period);
    let values = |index: Cell, name: &str, of: &[&Procedure]| {
        let outcome =
            |outcome| number(of.iter().copied(), |procedure| procedure.review_outcome == Some(outcome));
        [
            ("index", index),
            ("name", Cell::text(name)),
            ("reviewed", number(of.iter().copied(), |_| true)),
            ("keep", outcome(ReviewOutcome::Keep)),
            ("amend", outcome(ReviewOutcome::Amend)),
            ("replace", outcome(ReviewOutcome::Replace)),
            ("abolish", outcome(ReviewOutcome::Abolish)),
        ]
    };
    let fields = sorted_fields(reviewed.iter().map(|procedure| procedure.field.as_str()));
    let mut rows: Vec<ValueRow> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let of: Vec<_> = reviewed.iter().copied().filter(|procedure| procedure.field == **field).collect();
        rows.push(ValueRow::new(values(index(at), field_name(field), &of)));
    }
    if !reviewed.is_empty() {
        rows.push(ValueRow::strong(values(Cell::text(""), "Tổng số", &reviewed)));
    }
    rows
}

/// The decisions of the window that announced procedures, by day and number.
pub(super) fn publication(sources: &Sources<'_>) -> Vec<ValueRow> {
    let announced = sources.catalogue.announced_in(sources.period);
    let values = |index: Cell, decision: &str, date: Option<Date>, of: &[(Date, &Procedure)]| {
        let procedures = || of.iter().map(|(_, procedure)| *procedure);
        [
            ("index", index),
            ("decision", Cell::text(decision)),
            ("announced_at", date.map_or_else(|| Cell::text(""), |date| Cell::date(Some(date)))),
            ("procedures", number(procedures(), |_| true)),
            ("published", number(procedures(), |procedure| procedure.published)),
            ("not_published", number(procedures(), |procedure| !procedure.published)),
        ]
    };
    let mut rows = Vec::new();
    for (at, of) in announced.chunk_by(same_decision).enumerate() {
        let (date, first) = of[0];
        let decision = if first.announced_by.is_empty() { "(không ghi số)" } else { &first.announced_by };
        rows.push(ValueRow::new(values(index(at), decision, Some(date), of)));
    }
    if !announced.is_empty() {
        rows.push(ValueRow::strong(values(Cell::text(""), "Tổng số", None, &announced)));
    }
    rows
}

/// Procedures offered online and dossiers received online, by field, over all levels.
pub(super) fn online(sources: &Sources<'_>) -> Vec<ValueRow> {
    let figures = &sources.figures.by_field;
    let is_online = |procedure: &Procedure| procedure.service_level >= Some(ServiceLevel::Partial);
    let offered = || sources.catalogue.iter().filter(|procedure| is_online(procedure));
    let received = figures.iter().filter(|row| row.columns.received_new() > 0);
    let names = offered().map(|procedure| procedure.field.as_str());
    let fields = sorted_fields(names.chain(received.map(|row| row.field.as_str())));
    let values = |index: Cell, name: &str, field: Option<&str>| {
        let of = || offered().filter(|procedure| field.is_none_or(|field| procedure.field == field));
        let level = |level| number(of(), |procedure| procedure.service_level == Some(level));
        let rows = figures.iter().filter(|row| field.is_none_or(|field| row.field == field));
        let sum: Columns = rows.map(|row| &row.columns).sum();
        let new = sum.received_new();
        [
            ("index", index),
            ("name", Cell::text(name)),
            ("procedures_partial", level(ServiceLevel::Partial)),
            ("procedures_full", level(ServiceLevel::Full)),
            ("received_new", Cell::count(new)),
            ("received_online", Cell::count(sum.received_online)),
            ("online_percent", Cell::percent(Percent::of(sum.received_online, new))),
        ]
    };
    let mut rows = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        rows.push(ValueRow::new(values(index(at), field_name(field), Some(field))));
    }
    if !rows.is_empty() {
        rows.push(ValueRow::strong(values(Cell::text(""), "Tổng số", None)));
    }
    rows
}
