//! Runs whole processes.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::measure::time;

/// Runs a command whose output nobody sees; returns how long it took from start to end.
pub(crate) fn run(command: &mut Command) -> Duration {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    time(|| {
        let status = command.status();
        assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?}: {status:?}");
    })
}
