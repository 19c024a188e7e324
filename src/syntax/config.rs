//! Reads `kstthc.toml`.

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::Sink;
use crate::model::config::{
    ClosedWithoutResult, Config, Counting, FeedbackLimits, LatenessBy, Letterhead, RateOver, Reappointed,
    Reporting,
};
use crate::model::date::Date;
use crate::model::unit::Level;

/// The levels of government, as files name them.
pub const LEVELS: &[(&str, Level)] =
    &[("province", Level::Province), ("district", Level::District), ("commune", Level::Commune)];

/// How lateness is judged, as files name it.
pub const LATENESS: &[(&str, LatenessBy)] = &[("day", LatenessBy::Day), ("instant", LatenessBy::Instant)];

/// Where what was closed without a result is counted, as files name it.
pub const CLOSED: &[(&str, ClosedWithoutResult)] =
    &[("on_time", ClosedWithoutResult::OnTime), ("by_due_date", ClosedWithoutResult::ByDueDate)];

/// Which due date of a re-appointed dossier counts, as files name it.
pub const REAPPOINTED: &[(&str, Reappointed)] =
    &[("original", Reappointed::Original), ("new", Reappointed::New)];

/// What the on-time rate is a share of, as files name it.
pub const RATE_OVER: &[(&str, RateOver)] =
    &[("received_total", RateOver::ReceivedTotal), ("resolved_total", RateOver::ResolvedTotal)];

/// Reads the configuration; what is missing or wrong is reported and takes its default.
pub fn read_config(source: &Source<'_>, sink: &mut Sink) -> Config {
    read_file(source, sink, |table, sink| {
        if table.place_of("schema_version") == table.place() {
            table.required_number("schema_version", 1..=1, sink);
        }
        let office = table.required_table("office", sink, |office, sink| {
            (office.required_text("name", sink), office.required_choice("level", LEVELS, sink))
        });
        let (office, level) = office.unwrap_or_default();
        let (illustrative, as_of) = table.table("data", sink, read_data).unwrap_or_default();
        Config {
            office,
            level: level.unwrap_or(Level::District),
            letterhead: table.table("letterhead", sink, read_letterhead).unwrap_or_default(),
            reporting: table.table("reporting", sink, read_reporting).unwrap_or_default(),
            counting: table.table("counting", sink, read_counting).unwrap_or_default(),
            feedback: table.table("feedback", sink, read_feedback).unwrap_or_default(),
            illustrative,
            as_of,
        }
    })
}

fn read_letterhead(table: &TableReader<'_, '_>, sink: &mut Sink) -> Letterhead {
    Letterhead {
        superior: table.text("superior", sink),
        symbol: table.text("symbol", sink),
        place: table.text("place", sink),
        to: table.texts("to", sink),
        signature: table.texts("signature", sink),
        signer: table.text("signer", sink),
        recipients: table.texts("recipients", sink),
    }
}

fn read_reporting(table: &TableReader<'_, '_>, sink: &mut Sink) -> Reporting {
    let default = Reporting::default();
    Reporting {
        cutoff_day: table.number("cutoff_day", 1..=31, sink).unwrap_or(default.cutoff_day),
        deadline_days: table.number("deadline_days", 0..=60, sink).unwrap_or(default.deadline_days),
        unit_deadline_days: table
            .number("unit_deadline_days", 0..=60, sink)
            .unwrap_or(default.unit_deadline_days),
    }
}

fn read_counting(table: &TableReader<'_, '_>, sink: &mut Sink) -> Counting {
    Counting {
        lateness_by: table.choice("lateness_by", LATENESS, sink).unwrap_or_default(),
        closed_without_result: table.choice("closed_without_result", CLOSED, sink).unwrap_or_default(),
        reappointed: table.choice("reappointed", REAPPOINTED, sink).unwrap_or_default(),
        on_time_rate_over: table.choice("on_time_rate_over", RATE_OVER, sink).unwrap_or_default(),
    }
}

fn read_feedback(table: &TableReader<'_, '_>, sink: &mut Sink) -> FeedbackLimits {
    let mut days = |key| table.number(key, 0..=365, sink);
    FeedbackLimits {
        classify_days: days("classify_days"),
        forward_conduct_days: days("forward_conduct_days"),
        answer_days: days("answer_days"),
        publish_days: days("publish_days"),
    }
}

fn read_data(table: &TableReader<'_, '_>, sink: &mut Sink) -> (bool, Option<Date>) {
    let illustrative = table.truth("illustrative", sink).unwrap_or(false);
    let as_of = table.date("as_of", sink);
    if as_of.is_some() && !illustrative {
        table.wrong("as_of", "as_of chỉ khi illustrative = true: số liệu thật dùng ngày hôm nay", sink);
    }
    (illustrative, as_of.filter(|_| illustrative))
}
