//! Temporary workspaces to compile in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::Result;
use crate::process::{self, Usage};

/// A workspace outside of ours, with its own target directory.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

/// A file: its path relative to the root of the workspace, and its text.
pub(crate) type SourceFile = (String, String);

impl Project {
    /// Writes a workspace. The target directory of an earlier run is kept.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(crate) fn write(name: &str, members: &[&str], files: &[SourceFile]) -> Result<Self> {
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
        Ok(Self { root })
    }

    /// Removes all build results.
    ///
    /// # Errors
    /// The target directory cannot be deleted.
    pub(crate) fn clean(&self) -> Result<()> {
        match fs::remove_dir_all(self.target()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
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

    /// Runs `cargo` with the arguments, offline and not incrementally. Packages from a registry are never built
    /// incrementally, and the incremental cost of a touched but unchanged file is of no interest.
    ///
    /// # Errors
    /// Cargo fails.
    pub(crate) fn cargo(&self, args: &[&str]) -> Result<Usage> {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(args)
            .arg("--offline")
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", "0");
        process::run(&mut command, &self.root.join("cargo.log"))
    }

    /// Returns the target directory.
    #[must_use]
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
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
