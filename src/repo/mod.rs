//! The plain-file repository: layout, loading, git, writing. With `tally`, through what it is handed, the only room
//! that touches files.

#![expect(clippy::disallowed_methods, reason = "the room that touches files")]

mod checksum;
mod compare;
mod error;
mod files;
mod git;
mod history;
mod journal;
mod load;
mod lock;
mod logs;
mod root;
mod seals;
mod snapshot;
mod staged;
mod templates;
mod temporary;
mod transaction;
mod vacant;
mod write;

pub use checksum::data_sha256;
pub use compare::{ChangedFile, Versions};
pub use error::{RepoError, vietnamese};
pub use files::{
    FileText, logs_below, read_bytes, read_foreign, read_if_there, read_lines, read_lossy, read_with_digest,
};
pub use git::{AskedGit, GitStamp, ask_git};
pub use history::{Commit, head, log_of, prepare_to_save, save, unsaved, versions_of};
pub use journal::{Digest, Recovery, is_interrupted};
pub use load::{Repository, plan_texts};
pub use lock::WriteLock;
pub use root::{Root, find_root};
pub use seals::{lift_seal, lifted_seals};
pub use staged::{Expect, WriteOutcome};
pub use templates::{Templates, examine_narratives, load_narrative, load_templates};
pub use transaction::{Step, Transaction};
pub use vacant::vacant;
pub use write::{Replace, write_file, write_files};
