//! End-to-end tests of the binary: the rules of the contract as a stranger reads them, seen through files, options,
//! output and exit codes alone.

#![expect(clippy::disallowed_methods, reason = "tests make and read files of their own")]

mod appointments;
mod calendar;
mod check;
mod completions;
mod consolidation;
mod counting;
mod edits;
mod edits_dossiers;
mod exemptions;
mod explain;
mod explain_cell;
mod findings;
mod formats;
mod groups;
mod hook;
mod import;
mod import_return;
mod init;
mod letter;
mod log;
mod logs;
mod naive;
mod new_year;
mod now;
mod overdue;
mod periods;
mod plan;
mod plan_diff;
mod provenance;
mod random_bytes;
mod readback;
mod record_dossier;
mod record_event;
mod record_feedback;
mod record_progress;
mod record_slip;
mod record_terminal;
mod refusal;
mod report;
mod report_content;
mod report_files;
mod report_formats;
mod rules;
mod sandbox;
mod save;
mod schema;
mod seal;
mod severity;
mod states;
mod status;
mod sums;
mod usage;
mod windows;
