//! Findings to text, one-line text and JSON; the page of a code for a terminal.

mod explain;
mod full;
mod json;
mod short;

pub use explain::{explain_code, explain_list};
pub use full::{RenderOptions, full};
pub use json::CheckReport;
pub use short::short;
