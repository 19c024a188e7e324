//! Reports to formats. Renderers compute nothing: every number and every word is already there.

pub mod json;
pub mod overdue_csv;
pub mod text;
