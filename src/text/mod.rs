//! Every word shown to a person; numbers, dates, sorting, widths. Vietnamese, NFC.

pub mod collate;
pub mod day;
pub mod derived;
pub mod edits;
pub mod explain;
pub mod findings;
pub mod fold;
pub mod log_columns;
pub mod log_words;
pub mod nearest;
pub mod number;
pub mod roman;
pub mod toml_errors;
pub mod width;
pub mod wording;
