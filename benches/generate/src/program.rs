//! The program of this package, which generates once and does nothing else: what a build script is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// Who generates.
pub const CONTENDERS: [&str; 2] = ["us", "grammers"];

/// Builds the program in a profile, `dev` or `release`, as it would be built outside of our workspace.
///
/// # Errors
/// Where it cannot be built.
pub fn build(profile: &str) -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    let target = this.ancestors().nth(2).ok_or("no target directory")?;
    let status = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--profile", profile])
        // What our workspace sets for its tests, as it is elsewhere.
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

/// The instructions of a run of the program, counted by valgrind.
///
/// # Errors
/// Where there is no valgrind.
pub fn instructions(program: &Path, args: &[&str]) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no"])
        .arg("--cachegrind-out-file=/dev/null")
        // Valgrind takes each byte of a `rep movsb` for an instruction, so nothing is copied by it.
        .env(
            "GLIBC_TUNABLES",
            "glibc.cpu.x86_rep_movsb_threshold=1000000000",
        )
        .arg(program)
        .args(args)
        .output()
        .map_err(|error| format!("valgrind, which counts instructions: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.split("refs:").nth(1).and_then(|it| it.lines().next());
    let count = count.map(|count| count.trim().replace(',', ""));
    let count = count.and_then(|count| count.parse().ok());
    count.ok_or_else(|| said.into_owned().into())
}
