//! Counts allocations in a separate program, because counting takes time itself.

use std::process::Command;

use crate::Result;
use crate::compile::project::home;

/// The parts with rows about allocations.
pub(crate) const PARTS: [&str; 5] = ["generate", "decode", "encode", "reuse", "views"];

/// Runs something; returns its number of allocations and their bytes in total. A reallocation counts as an
/// allocation of the whole new size.
pub(crate) type Counter = fn(&mut dyn FnMut()) -> (u64, u64);

/// The counter of this program. Without one, the program measures times.
#[cfg(feature = "allocations")]
pub(crate) const COUNTER: Option<Counter> = Some(|run| {
    let allocations = allocation_counter::measure(run);
    (allocations.count_total, allocations.bytes_total)
});

/// This program measures times and has no counter.
#[cfg(not(feature = "allocations"))]
pub(crate) const COUNTER: Option<Counter> = None;

/// Builds this program again with a counter, and lets it print its tables for the same arguments.
///
/// # Errors
/// The program cannot be built, or fails.
pub(crate) fn run() -> Result<()> {
    let status = Command::new(env!("CARGO"))
        .args(["run", "--release", "--features", "allocations"])
        .arg("--manifest-path")
        .arg(home().join("Cargo.toml"))
        .arg("--")
        .args(std::env::args_os().skip(1))
        .status()?;
    if !status.success() {
        return Err("the program that counts allocations failed".into());
    }
    Ok(())
}
