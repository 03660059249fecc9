//! What the tests of the examples share: it installs what other people wrote, by name, for the examples
//! to talk to, and says how much memory that takes.
//!
//! The packages go into the folder of the build. Where that cannot be done, a test is skipped, and
//! says so; with `TLGEN_PEERS=required` it fails.
#![allow(clippy::panic, reason = "this is for tests only")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// One at a time: a package may be wanted by two tests.
static INSTALLING: Mutex<()> = Mutex::new(());

/// The folder `node_modules` with this package: `telegram@2.26.22`. It is `None` without npm, or if npm
/// cannot install the package.
///
/// `target` is the folder for temporary files of the tests: `env!("CARGO_TARGET_TMPDIR")`.
///
/// # Panics
/// In the place of `None`, where the peers are required.
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

/// A Python that has this package: `telethon==1.45.0`. It is `None` without Python, or if pip cannot
/// install the package.
///
/// # Panics
/// As [`npm`].
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

/// The library of TDLib 1.8.65. `None` as [`npm`].
///
/// # Panics
/// As [`npm`].
#[must_use]
pub fn tdjson(target: &str) -> Option<PathBuf> {
    let modules = npm(target, "prebuilt-tdlib@0.1008065.0")?.join("@prebuilt-tdlib");
    // npm installs the one that fits the machine.
    let platforms = std::fs::read_dir(modules).into_iter().flatten().flatten();
    let files = platforms.flat_map(|platform| {
        ["libtdjson.so", "libtdjson.dylib", "tdjson.dll"].map(|file| platform.path().join(file))
    });
    files.into_iter().find(|file| file.exists())
}

/// How much memory this process has, with the servers and clients in it, where Linux tells.
#[must_use]
pub fn resident_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Says that a test is skipped, and why, even if it then passes: `eprintln!` would be captured.
pub fn skipped(why: &str) {
    // A test has a thread of its name.
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("a test");
    // If standard error is closed, nobody misses the line.
    let _ = writeln!(std::io::stderr(), "skipped {name}: {why}");
}

fn folder(target: &str, by: &str, package: &str) -> PathBuf {
    Path::new(target)
        .join(by)
        .join(package.replace(['@', '=', '/'], "-"))
}

/// Whether the package is there, or could be installed.
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
/// What it said, where it failed.
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
