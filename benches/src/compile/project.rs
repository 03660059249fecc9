//! Temporary workspaces to compile in.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::Result;
use crate::process::{self, Usage};
use crate::schema::counted;

/// A workspace outside of ours, with its own target directory.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    /// Whether the cost is counted in instructions.
    counts: bool,
}

/// The cost of compiling something.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cost {
    /// The time and the memory of cargo and all its child processes.
    Usage(Usage),
    /// The instructions of all processes of rustc.
    Instructions(u64),
}

/// A wrapper of rustc that counts its instructions. What rustup installs as `rustc` only starts the compiler.
const COUNTER: &str = r#"#!/bin/sh
rustc=$("$1" --print sysroot)/bin/rustc
shift
exec valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
    --log-file="${0%/*}/counts/%p" "$rustc" "$@"
"#;

/// A file: its path relative to the root of the workspace, and its text.
pub(crate) type SourceFile = (String, String);

impl Project {
    /// Writes a workspace. The target directory of an earlier run is kept.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(crate) fn write(
        name: &str,
        members: &[&str],
        files: &[SourceFile],
        counts: bool,
    ) -> Result<Self> {
        let root = scratch().join(name);
        let members: Vec<String> = members
            .iter()
            .map(|member| format!("\"{member}\""))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        );
        fs::create_dir_all(&root)?;
        fs::write(root.join("Cargo.toml"), manifest)?;
        // Uses the same versions as the benchmarks themselves.
        fs::copy(home().join("../Cargo.lock"), root.join("Cargo.lock"))?;
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
            fs::write(path, text)?;
        }
        let counter = root.join("count");
        fs::write(&counter, COUNTER)?;
        fs::set_permissions(&counter, fs::Permissions::from_mode(0o755))?;
        Ok(Self { root, counts })
    }

    /// Removes all build results.
    ///
    /// # Errors
    /// The target directory cannot be deleted.
    pub(crate) fn clean(&self) -> Result<()> {
        remove(&self.target())
    }

    /// Sets the modification time of a file to now.
    ///
    /// # Errors
    /// The file does not exist.
    pub(crate) fn touch(&self, file: &str) -> Result<()> {
        let file = fs::File::options()
            .append(true)
            .open(self.root.join(file))?;
        Ok(file.set_modified(SystemTime::now())?)
    }

    /// Runs `cargo` with the arguments, without measuring it.
    ///
    /// # Errors
    /// Cargo fails.
    pub(crate) fn cargo(&self, args: &[&str]) -> Result<()> {
        self.run(&mut self.command(args)).map(drop)
    }

    /// Runs `cargo` with the arguments, and measures it.
    ///
    /// # Errors
    /// Cargo fails, or valgrind is not installed.
    pub(crate) fn measure(&self, args: &[&str]) -> Result<Cost> {
        let mut command = self.command(args);
        if !self.counts {
            return self.run(&mut command).map(Cost::Usage);
        }
        let counts = self.root.join("counts");
        remove(&counts)?;
        fs::create_dir(&counts)?;
        self.run(command.env("RUSTC_WRAPPER", self.root.join("count")))?;
        let mut sum = 0;
        for log in fs::read_dir(counts)? {
            // A process that rustc forks to start another program has a log without a count.
            sum += counted(&fs::read_to_string(log?.path())?).unwrap_or(0);
        }
        match sum {
            0 => Err("valgrind counted nothing".into()),
            _ => Ok(Cost::Instructions(sum)),
        }
    }

    /// Returns the command: offline and not incrementally. Packages from a registry are never built
    /// incrementally, and the incremental cost of a touched but unchanged file is of no interest.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(args)
            .arg("--offline")
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", "0");
        command
    }

    fn run(&self, command: &mut Command) -> Result<Usage> {
        process::run(command, &self.root.join("cargo.log"))
    }

    /// Returns the target directory.
    #[must_use]
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }
}

/// Removes a folder, if it exists.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Returns the folder of this package.
#[must_use]
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the folder of the workspaces: `TLGEN_BENCH_DIR`, or one next to this program in the target
/// directory.
fn scratch() -> PathBuf {
    let beside = || {
        let program = std::env::current_exe().ok()?;
        Some(program.parent()?.join("tlgen-bench"))
    };
    std::env::var_os("TLGEN_BENCH_DIR")
        .map(PathBuf::from)
        .or_else(beside)
        .unwrap_or_else(|| std::env::temp_dir().join("tlgen-bench"))
}
