//! Plans for the control of administrative procedures (kiểm soát thủ tục hành chính) as plain files under git.
//!
//! The library behind the `kstthc` command: it reads a repository of TOML and CSV files, checks it, says what is due
//! and overdue, and makes the periodic reports. `ARCHITECTURE.md` is the map of its rooms; data flows one way:
//! `repo` → `syntax` → `model` → `tally`, `check` → `report` → `render` → `cli`.

#![warn(clippy::unwrap_used)]

pub mod check;
pub mod cli;
pub mod diag;
pub mod import;
pub mod model;
pub mod regulation;
pub mod render;
pub mod repo;
pub mod report;
pub mod scaffold;
pub mod syntax;
pub mod tally;
pub mod text;
