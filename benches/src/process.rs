//! Runs a command and measures its resources, including its child processes.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4;

use crate::Result;

/// The resources that a command used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    /// The user and system time of the process and of all those it waited for, in seconds.
    pub cpu: f64,
    /// The peak resident memory of the largest of them, in bytes.
    pub peak: u64,
}

/// Runs `command` with its output in the file `log`.
///
/// # Errors
/// The command cannot be started, or it fails. In the latter case the message has the end of the log.
pub(crate) fn run(command: &mut Command, log: &Path) -> Result<Usage> {
    let file = File::create(log)?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let ended = child.wait4()?;
    if !ended.status.success() {
        let text = std::fs::read_to_string(log)?;
        let from = text.lines().count().saturating_sub(40);
        let end: Vec<&str> = text.lines().skip(from).collect();
        return Err(format!("{command:?} failed; {}:\n{}", log.display(), end.join("\n")).into());
    }
    Ok(Usage {
        cpu: (ended.rusage.utime + ended.rusage.stime).as_secs_f64(),
        peak: ended.rusage.maxrss,
    })
}
