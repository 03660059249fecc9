//! `tlgen ids`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The arguments of `tlgen ids`.
#[derive(Debug, Args)]
pub(crate) struct Ids {
    /// The files of the schema; `-` is standard input
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// Write the missing ids into the files; standard input is written to standard output
    #[arg(long, requires = "rule")]
    pub(crate) write: bool,
    /// The rule that gives the ids to write
    #[arg(long, requires = "write", value_name = "RULE")]
    pub(crate) rule: Option<Rule>,
    /// Also replace written ids that neither rule gives, unless a comment allows them
    #[arg(long, requires = "write")]
    pub(crate) mend: bool,
}

/// A rule for the ids to write.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Rule {
    /// The rule of the official compiler
    A,
    /// The rule of Telegram
    B,
}
