//! The largest memory of a process, as Linux tells it while the process runs.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How often the process is asked.
const EVERY: Duration = Duration::from_millis(1);

/// Runs a command; returns the most bytes of memory it held (`VmHWM` of proc(5), the high-water mark, asked every
/// millisecond: what is first taken in the last one is missed). `None` on other systems.
pub(crate) fn largest(command: &mut Command) -> Option<u64> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("a contender");
    let mut largest = None;
    while child.try_wait().expect("a contender").is_none() {
        largest = largest.max(now(&child));
        std::thread::sleep(EVERY);
    }
    largest
}

#[expect(clippy::disallowed_methods, reason = "a benchmark looks at processes of its own")]
fn now(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = kibibytes.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
