//! Findings to text, one-line text and JSON.

mod full;
mod json;
mod short;

pub use full::{RenderOptions, full};
pub use json::CheckReport;
pub use short::short;
