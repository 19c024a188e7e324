//! Reports to formats. Renderers compute nothing: every number and every word is already there.

pub mod cell_csv;
mod csv_text;
pub mod docx;
pub mod figures_csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
mod metrics;
pub mod overdue_csv;
pub mod return_csv;
pub mod text;
pub mod xlsx;

#[cfg(test)]
mod sample;
