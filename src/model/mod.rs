//! Pure values: dates, working calendar, periods, plan, occurrences, units, dossiers. No input, no output.

pub mod act;
pub mod calendar;
pub mod citation;
pub mod config;
pub mod date;
pub mod dossier;
pub mod exemption;
pub mod feedback;
pub mod form;
pub mod letter;
pub mod lookup;
pub mod lunar;
pub mod narrative;
pub mod occurrence;
pub mod outline;
pub mod period;
pub mod plan;
pub mod plan_edit;
pub mod procedure;
pub mod progress;
pub mod returns;
pub mod schedule;
pub mod seal;
pub mod state;
pub mod statutory;
pub mod unit;
