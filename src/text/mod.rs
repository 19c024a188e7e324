//! Every word shown to a person; numbers, dates, sorting, widths. Vietnamese, NFC.

pub mod code_titles;
pub mod collate;
pub mod day;
pub mod findings;
pub mod fold;
pub mod nearest;
pub mod number;
pub mod toml_errors;
pub mod width;
pub mod wording;
