//! The program `tlgen`, as its users run it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, and helpers of tests are not seen as tests"
)]

#[cfg(unix)]
mod bad_input;
mod changelog;
mod check;
mod combinations;
mod customise;
mod diff;
mod docs;
mod explain;
mod export;
mod features;
mod files;
mod fmt;
mod format;
mod generate;
mod help;
mod ids;
mod init;
mod large;
mod layers;
mod levels;
mod lossy;
mod messages;
mod nullable;
mod packed;
mod rustc;
mod schema;
mod streams;
mod tree;
mod types;
mod usage;
mod values;
mod why;

#[path = "../../../tests/support/random.rs"]
mod random;

// As the module of random schemas names it.
mod support {
    pub(crate) use crate::random;
}

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A schema without findings.
const GOOD: &str = "user#71cafb23 id:int first_name:string = User;\n";
/// A schema with a warning: the written id is wrong.
const WARNING: &str = "user#00000001 id:int = User;\n";
/// A schema with an error: `itn` is not declared.
const BAD: &str = "user id:itn = User;\n";

/// A folder in which the program runs.
struct Folder(TempDir);

/// The result of a run.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    /// Creates a folder with these files.
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the names of all files, including hidden ones.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tlgen"));
        command.args(arguments).current_dir(self.0.path());
        command
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("CLICOLOR");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
            .into()
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts that the run succeeded without output.
    fn assert_quiet(&self) {
        assert_eq!(
            (self.code, self.out.as_str(), self.err.as_str()),
            (0, "", "")
        );
    }
}
