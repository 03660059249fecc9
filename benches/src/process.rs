//! Runs a command and says what it took: it and everything it started.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Result;

/// What a command took.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// User and system time of the process and of all those it waited for, in seconds.
    pub cpu: f64,
    /// The resident memory of the largest of them at its peak, in bytes.
    pub peak: u64,
}

/// Runs `command` with its output in the file `log`.
///
/// # Errors
/// Where it cannot be started, and where it fails; then the message has the end of the log.
pub fn run(command: &mut Command, log: &Path) -> Result<Usage> {
    let file = File::create(log)?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let (status, usage) = wait(child.id())?;
    if status != 0 {
        let text = std::fs::read_to_string(log)?;
        let from = text.lines().count().saturating_sub(40);
        let end: Vec<&str> = text.lines().skip(from).collect();
        return Err(format!("{command:?} failed; {}:\n{}", log.display(), end.join("\n")).into());
    }
    Ok(usage)
}

/// Waits for a child and returns its wait status and what it took.
#[expect(
    unsafe_code,
    reason = "the standard library waits without asking for the usage"
)]
fn wait(child: u32) -> Result<(i32, Usage)> {
    let child = libc::pid_t::try_from(child)?;
    let mut status = 0;
    // SAFETY: `rusage` is plain numbers, of which zero is one.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are to values that live through the call.
    let waited = unsafe { libc::wait4(child, &raw mut status, 0, &raw mut usage) };
    if waited != child {
        return Err(io::Error::last_os_error().into());
    }
    let usage = Usage {
        cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        peak: u64::try_from(usage.ru_maxrss)? * 1024,
    };
    Ok((status, usage))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no benchmark runs for 2^53 seconds"
)]
fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}
