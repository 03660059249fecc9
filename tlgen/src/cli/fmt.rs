//! `tlgen fmt`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `tlgen fmt`.
#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// The files, each by itself; `-` is standard input, formatted to standard output
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// Write nothing; show a diff and exit with 1 if a file is not formatted
    #[arg(long)]
    pub(crate) check: bool,
}
