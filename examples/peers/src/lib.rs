//! Shared helpers for the tests of the examples: installing third-party programs for the examples to talk to,
//! and measuring memory.
//!
//! The packages are installed into the build folder. If that is not possible, a test prints a note and is
//! skipped; with `TLGEN_PEERS=required` it fails.
#![allow(clippy::panic, reason = "this is for tests only")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// Only one installation at a time, because two tests may want the same package.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Installs an npm package such as `telegram@2.26.22`, and returns the folder `node_modules` with it. Returns
/// `None` without npm, or if npm cannot install the package.
///
/// `target` is the folder for temporary files of the tests: `env!("CARGO_TARGET_TMPDIR")`.
///
/// # Panics
/// Instead of returning `None`, if the peers are required.
#[must_use]
pub fn npm(target: &str, package: &str) -> Option<PathBuf> {
    let folder = folder(target, "npm", package);
    let install = |folder: &Path| {
        let options = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
        run(Command::new("npm")
            .arg("install")
            .args(options)
            .arg("--prefix")
            .arg(folder)
            .arg(package))
    };
    installed(package, &folder, install).then(|| folder.join("node_modules"))
}

/// Returns a Python that has this package: `telethon==1.45.0`. Returns `None` without Python, or if pip cannot
/// install the package.
///
/// # Panics
/// The same as [`npm`].
#[must_use]
pub fn pip(target: &str, package: &str) -> Option<PathBuf> {
    let folder = folder(target, "pip", package);
    let python = folder.join("bin").join("python");
    let install = |folder: &Path| {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
        let options = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ];
        run(Command::new(&python).args(options).arg(package))
    };
    installed(package, &folder, install).then_some(python)
}

/// Returns the library of TDLib 1.8.65. Returns `None` in the same cases as [`npm`].
///
/// # Panics
/// The same as [`npm`].
#[must_use]
pub fn tdjson(target: &str) -> Option<PathBuf> {
    let modules = npm(target, "prebuilt-tdlib@0.1008065.0")?.join("@prebuilt-tdlib");
    // npm installs the one for this machine.
    let platforms = std::fs::read_dir(modules).into_iter().flatten().flatten();
    let files = platforms.flat_map(|platform| {
        ["libtdjson.so", "libtdjson.dylib", "tdjson.dll"].map(|file| platform.path().join(file))
    });
    files.into_iter().find(|file| file.exists())
}

/// Returns the memory of this process, including the servers and clients in it, if Linux reports it.
#[must_use]
pub fn resident_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Prints that a test is skipped, and why, even if the test passes: `eprintln!` would be captured.
pub fn skipped(why: &str) {
    // The thread of a test has the test's name.
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("a test");
    // If standard error is closed, nobody can see the line anyway.
    let _ = writeln!(std::io::stderr(), "skipped {name}: {why}");
}

fn folder(target: &str, by: &str, package: &str) -> PathBuf {
    Path::new(target)
        .join(by)
        .join(package.replace(['@', '=', '/'], "-"))
}

/// Whether the package is installed or could be installed.
fn installed(
    package: &str,
    folder: &Path,
    install: impl FnOnce(&Path) -> Result<(), String>,
) -> bool {
    let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let mark = folder.join("installed");
    if mark.exists() {
        return true;
    }
    let created = std::fs::create_dir_all(folder).map_err(|error| error.to_string());
    let done = created
        .and_then(|()| install(folder))
        .and_then(|()| std::fs::write(mark, "").map_err(|error| error.to_string()));
    match done {
        Ok(()) => true,
        Err(error) if std::env::var_os("TLGEN_PEERS").is_some_and(|value| value == "required") => {
            panic!("{package} cannot be installed: {error}")
        }
        Err(error) => {
            skipped(&format!("{package} cannot be installed: {error}"));
            false
        }
    }
}

/// Runs a command to its end.
///
/// # Errors
/// Returns the output of a command that failed.
fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    ))
}
