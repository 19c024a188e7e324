//! Model and tallies to values: titles, tables of typed cells, narrative. No formats here, no input, no output.

pub mod calendar;
pub mod cell;
mod cell_rule;
pub mod cell_table;
pub mod derived;
pub mod document;
pub mod edit_summary;
pub mod evaluation;
pub mod feedback;
pub mod history;
pub mod letters;
pub mod log_sheet;
pub mod new_year;
pub mod now;
pub mod overdue;
pub mod periodic;
pub mod plan;
mod plan_blocks;
pub mod plan_diff;
mod plan_diff_document;
pub mod returns;
pub mod row_changes;
pub mod seal;
pub mod status;
pub mod summary;
