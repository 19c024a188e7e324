//! What a new repository and a new year begin with: files as text. Touches no file.

mod frame;
mod logs;
mod office;
mod roll;
mod years;

pub use frame::new_repository;
pub use logs::year_logs;
pub use office::{Office, has_districts};
pub use roll::{RollError, Rollover, read_plan};
pub use years::years_named;

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path relative to the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl NewFile {
    /// A file.
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}
