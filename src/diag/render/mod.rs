//! Findings to text, one-line text, JSON, SARIF and workflow annotations; the page of a code for a terminal.

mod explain;
mod full;
mod github;
mod json;
#[cfg(test)]
mod sample;
mod sarif;
mod short;

pub use explain::{explain_code, explain_list};
pub use full::{RenderOptions, full, pick_lines};
pub use github::github;
pub use json::CheckReport;
pub use sarif::{left_out as left_out_of_sarif, sarif};
pub use short::short;
