//! The plain-file repository: layout, loading, git, writing. With `tally`, through what it is handed, the only room
//! that touches files.

#![expect(clippy::disallowed_methods, reason = "the room that touches files")]

mod checksum;
mod compare;
mod error;
mod files;
mod git;
mod load;
mod logs;
mod root;
mod snapshot;
mod templates;
mod write;

pub use checksum::data_sha256;
pub use compare::{ChangedFile, Versions};
pub use error::{RepoError, vietnamese};
pub use files::{FileText, read_bytes, read_for_snippets, read_foreign};
pub use git::{GitStamp, git_stamp};
pub use load::Repository;
pub use root::{Root, find_root};
pub use templates::{Templates, load_narrative, load_narratives, load_templates};
pub use write::{Replace, WriteOutcome, write_file, write_files};
