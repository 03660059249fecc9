//! The program of this package, which generates code once, as a build script does.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The code generators.
pub const CONTENDERS: [&str; 2] = ["us", "grammers"];

/// Builds the program in a profile, `dev` or `release`, as if it were outside of our workspace.
///
/// # Errors
/// The program cannot be built.
pub fn build(profile: &str) -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2).ok_or("no target directory")?;
    let status = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--profile", profile])
        // Undoes the settings that our workspace has for its tests.
        .args(["--config", "profile.dev.package.tlgen-parser.opt-level=0"])
        .args(["--config", "profile.dev.package.\"*\".debug=true"])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .status()?;
    if !status.success() {
        return Err(format!("the program of the profile {profile} cannot be built").into());
    }
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target.join(folder).join(env!("CARGO_PKG_NAME")))
}

/// Counts the instructions of a run of the program with valgrind.
///
/// # Errors
/// valgrind is not installed.
pub fn instructions(program: &Path, args: &[&str]) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no"])
        .arg("--cachegrind-out-file=/dev/null")
        // Valgrind counts each byte of a `rep movsb` as an instruction, so nothing must be copied with it.
        .env(
            "GLIBC_TUNABLES",
            "glibc.cpu.x86_rep_movsb_threshold=1000000000",
        )
        .arg(program)
        .args(args)
        .output()
        .map_err(|error| format!("valgrind, which counts instructions: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    counted(&said).ok_or_else(|| said.into_owned().into())
}

/// Reads the number of instructions in what cachegrind prints: `I refs: 1,234`.
#[must_use]
pub fn counted(said: &str) -> Option<u64> {
    let count = said.split("refs:").nth(1)?.lines().next()?;
    count.trim().replace(',', "").parse().ok()
}
