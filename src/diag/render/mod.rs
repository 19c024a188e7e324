//! Findings to text, one-line text, JSON, SARIF and workflow annotations.

mod full;
mod github;
mod json;
#[cfg(test)]
mod sample;
mod sarif;
mod short;

pub use full::{RenderOptions, full};
pub use github::github;
pub use json::CheckReport;
pub use sarif::sarif;
pub use short::short;
