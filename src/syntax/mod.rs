//! Text to records with their source positions. Never stops at the first problem; touches no file.

pub mod acts;
pub mod config;
pub mod csv_edit;
pub mod dossiers;
pub mod events;
pub mod exemptions;
pub mod feedback;
pub mod form;
pub mod holidays;
pub mod log_row;
pub mod narrative;
pub mod outline;
pub mod pauses;
pub mod plan;
pub mod procedures;
pub mod profile;
pub mod progress;
pub mod records;
pub mod returns;
pub mod schema;
pub mod seal;
pub mod slips;
pub mod source;
pub mod table;
pub mod toml;
pub mod units;
